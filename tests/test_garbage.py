"""The garbage collector: it works when it is told to, and does not look again through what stays."""

from __future__ import annotations

import gc
import weakref

from assessor.widgets import garbage
from tests.thorough import THOROUGH


class Ring:
    """Something that only the collector finds to be gone."""

    def __init__(self) -> None:
        self.itself = self


def looked_through(ring: Ring) -> bool:
    return any(known is ring for known in gc.get_objects())


@THOROUGH
def test_what_has_gone_is_collected_and_what_is_left_counts_as_staying() -> None:
    gone, stays = weakref.ref(Ring()), Ring()
    assert looked_through(stays)
    garbage.collect_all()
    assert gone() is None
    assert not looked_through(stays)


def test_what_comes_later_is_collected_without_looking_through_what_stays() -> None:
    garbage.collect_new()
    gone, stays = weakref.ref(Ring()), Ring()
    garbage.collect_new()
    assert gone() is None
    assert not looked_through(stays)


def test_what_is_made_for_good_is_never_looked_through_and_the_collector_goes_on_after_it() -> None:
    with garbage.making_what_stays():
        assert not gc.isenabled()
        stays = Ring()
    assert gc.isenabled()
    assert not looked_through(stays)
