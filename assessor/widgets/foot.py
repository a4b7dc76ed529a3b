"""The foot of a screen: its verbs with their keys on the left, and at the right whether what was done is saved.

Where there is room, keys that are needed less often follow; where there is not, F1 stays, which names them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.content import Content

from assessor.widgets.base import Static
from assessor.widgets.hints import HINT_GAP, clickable
from assessor.widgets.verbs import HELP, Verb

STATE_ROOM = 16
"""Cells that keys which are needed less often leave free for the word of state."""


class Foot(Horizontal):
    """One line of keys, each of which can be clicked too, and a word of state."""

    def __init__(self, verbs: Iterable[Verb]) -> None:
        super().__init__(id="foot")
        self._verbs = [verb for verb in verbs if not verb.quiet or verb.help]

    def compose(self) -> ComposeResult:
        yield _Keys(self._verbs)
        yield Static("", id="saved", markup=False)

    def say(self, words: str) -> None:
        """Shows a word of state at the right."""
        self.query_one("#saved", Static).update(words)


class _Keys(Static):
    """As many of the keys as there is room for; none is cut in two. They stand there from the first painting."""

    def __init__(self, verbs: Sequence[Verb]) -> None:
        super().__init__(id="verbs")
        self._verbs = verbs

    def render(self) -> RenderResult:
        state = self.screen.query_one("#saved", Static).size.width
        shown = keys_that_fit(self._verbs, self.size.width, max(STATE_ROOM - state, 0))
        return Content(HINT_GAP).join(map(_hint, shown))


def keys_that_fit(verbs: Sequence[Verb], width: int, spare: int = 0) -> list[Verb]:
    """The verbs of the foot that fit in so many cells, F1 among them whatever else has to give way; and then as many of
    the others, in their order, as leave ``spare`` cells."""
    shown = [verb for verb in verbs if not verb.quiet]
    while _cells(shown) > width and len(shown) > 1:
        shown.remove(next(verb for verb in reversed(shown) if verb is not HELP))
    for verb in verbs:
        if verb.quiet and len(shown) >= sum(not one.quiet for one in verbs):
            if _cells([*shown, verb]) > width - spare:
                break
            shown.append(verb)
    return shown


def _cells(verbs: Sequence[Verb]) -> int:
    return sum(_hint(verb).cell_length for verb in verbs) + len(HINT_GAP) * (len(verbs) - 1)


def _hint(verb: Verb) -> Content:
    return Content.assemble(clickable(verb.shown_key, _action(verb.action)), f" {verb.word}")


def _action(action: str) -> str:
    return action if "." in action else f"screen.{action}"
