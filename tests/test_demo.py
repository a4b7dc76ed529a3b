"""The demonstration: somebody to sign, and plans in every standing, on plausible days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.acts.desk import Desk
from assessor.bank.loader import read_bank
from assessor.demo.plans import AFTER
from assessor.demo.store import make_demonstration
from assessor.records.store import Adviser
from assessor.views.comments import threads
from assessor.views.plan_lines import plan_lines
from assessor.views.review_queue import review_queue
from tests.care.conftest import shipped_bank
from tests.records.samples import FILES


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    bank = shipped_bank()
    store = make_demonstration(tmp_path_factory.mktemp("demo") / "records", bank)
    yield Desk(store, bank, store.adviser() or Adviser(name="", role=""))
    store.close()


def test_an_adviser_works_here_and_a_senior_adviser_has(desk: Desk) -> None:
    assert desk.adviser == Adviser(name="Dan Price", role="adviser")
    assert Adviser(name="Ruth Ellery", role="senior") in desk.store.people()


def test_there_are_plans_in_every_standing(desk: Desk) -> None:
    """Two wait, days apart, one of them with a safety entry; one was returned, one signed, one changed since."""
    cases = {case.client.name: case for case in desk.cases()}
    waiting = review_queue(cases.values(), desk.clock().date(), "Ruth Ellery", "senior").waiting
    assert [one.case.client.name for one in waiting] == ["Graham Tattersall", "Kwabena Asante-Boateng"]
    assert "safety" in [look.flag for look in waiting[0].flags]
    assert waiting[0].since
    assert waiting[1].since
    assert (waiting[1].since - waiting[0].since).days >= 3
    states = {name: (case.standing.state, case.version) for name, case in cases.items()}
    assert states["Dariusz Żebrowski"] == ("returned", 1)
    assert states["Beatriz Carvalho Monteiro"] == ("signed", 1)
    assert states["Cerys Llewellyn-Jones"] == ("draft", 2)
    assert [request.reply.answer for request in cases["Cerys Llewellyn-Jones"].plan.asked() if request.reply] == [
        "done"
    ]
    assert any(goal.agreed_with for goal in cases["Anil Deshmukh-Farrow"].plan.goals)
    assert cases["Hemi Parata"].plan.consent("employer").withdrawn


def test_what_was_done_to_a_plan_speaks_of_what_is_in_it_and_came_after_its_calls(desk: Desk) -> None:
    for case in desk.cases():
        assert [entry.at for entry in case.entries] == sorted(entry.at for entry in case.entries)
        assert case.entries[-1].at <= desk.clock()
        keys = {line.key for line in plan_lines(case)}
        assert all(comment.line in keys for comment in threads(case))
        assert set(case.by_hand.replies) <= {one.id for one in case.plan.therapist_requests}
    assert set(AFTER) <= set(desk.current_bank.personas)
    (held,) = desk.supervisions()
    assert held.by == "Ruth Ellery"


def test_two_personas_with_one_reference_are_said_before_anything_is_made(tmp_path: Path) -> None:
    files = FILES | {"personas/tom.yaml": FILES["personas/tom.yaml"].replace("TT-10002", "TT-10001")}
    with pytest.raises(ValueError, match="two personas have the reference TT-10001"):
        make_demonstration(tmp_path / "records", read_bank(files))
    assert not (tmp_path / "records").exists()
