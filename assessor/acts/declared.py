"""Declared acts: what each key and word may write, said at the function that does it; docs/acts.md is made from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

from assessor.journal import Act

F = TypeVar("F", bound=Callable[..., Any])

ACTS: dict[str, str] = {
    get_args(kind.model_fields["act"].annotation)[0]: " ".join((kind.__doc__ or "").split()).split(". ")[0].rstrip(".")
    for kind in get_args(get_args(Act)[0])
}
"""Every act that a journal can hold, by its name there, with what it is."""


def writes(*names: str) -> Callable[[F], F]:
    """Declares that a function may write these acts; KeyError for one that there is not."""
    for name in names:
        ACTS[name]

    def declare(function: F) -> F:
        function.writes = names  # type: ignore[attr-defined]
        return function

    return declare


def written_by(function: Callable[..., Any]) -> tuple[str, ...]:
    """The acts that a function declares."""
    names: tuple[str, ...] = getattr(function, "writes", ())
    return names
