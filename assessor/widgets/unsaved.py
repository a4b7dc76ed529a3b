"""Leaving with words that are typed and not kept yet: a screen keeps them, or says what would be lost."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen

from assessor import wording


@runtime_checkable
class TypedField(Protocol):
    """What somebody types in, of one line or several."""

    @property
    def typed_since(self) -> str:
        """What stands in it, if that was typed since it was shown; empty for what is no one else's to see."""


def typed_words(screen: Screen[Any]) -> str:
    """What was typed on this screen since it was shown, in quotes; empty if nothing was, or all of it is gone again."""
    fields = [field for field in screen.query("*") if isinstance(field, TypedField)]
    words = [wording.one_line(field.typed_since) for field in fields if field.typed_since]
    return f"“{wording.shorten('; '.join(words), 80)}”" if words else ""


@runtime_checkable
class Leaving(Protocol):
    """A screen on which something can be typed that must not be lost."""

    def leave_safely(self) -> str:
        """Keeps what is typed; what cannot be kept it says in a few words."""
