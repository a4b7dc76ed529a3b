"""One test of many alike, that names every one that fails."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


def of_each(cases: Iterable[T], name: Callable[[T], object] = str) -> Callable[[Callable[[T], None]], Any]:
    """Makes of a test of one a test of each of these, that goes on past a failure and then tells them all by name.

    A test of its own for each entry of a bank costs more to be handed to a worker and reported than to be run.
    """

    def together(test: Callable[[T], None]) -> Callable[[], None]:
        def test_each() -> None:
            failed = []
            for case in cases:
                try:
                    test(case)
                except Exception as fault:
                    fault.add_note(f"of {name(case)}")
                    failed.append(fault)
            if failed:
                names = ", ".join(fault.__notes__[-1].removeprefix("of ") for fault in failed)
                raise ExceptionGroup(f"fails of {names}", failed)

        test_each.__name__, test_each.__doc__ = test.__name__, inspect.getdoc(test)
        test_each.__module__, test_each.__qualname__ = test.__module__, test.__qualname__
        return test_each

    return together
