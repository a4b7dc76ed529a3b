"""A dialog: what is asked for over a screen. It closes once that is written, and not before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.screen import ModalScreen

from assessor.widgets.base import Static
from assessor.widgets.unsaved import typed_words

Given = TypeVar("Given")

Keep = Callable[[Given], str]
"""Writes what a dialog was given, and says in a sentence why it could not; "" once it is written."""


class Dialog(ModalScreen["bool | None"], Generic[Given]):
    """Gives what is filled in to a function that writes it. What could not be written stays as it is, with the reason
    in its line ``#problem``. Dismissed with True once it is written, and with None if it is left."""

    def __init__(self, keep: Keep[Given]) -> None:
        super().__init__()
        self._keep = keep
        self._kept = False

    def give(self, given: Given) -> bool:
        """Has this written, and closes; else stays, and says why. A key pressed twice writes once."""
        if self._kept:
            return True
        why = self._keep(given)
        self._kept = not why
        self.refuse(why)
        if self._kept:
            self.dismiss(True)
        return self._kept

    def leave_safely(self) -> str:
        """What is typed and not written yet, in a few words: the program is being left, and nobody said to write it."""
        return "" if self._kept else typed_words(self)

    def refuse(self, why: str) -> None:
        """Says why it cannot be done as it stands; "" takes that away."""
        problem = self.query_one("#problem", Static)
        problem.update(why)
        problem.display = bool(why)
