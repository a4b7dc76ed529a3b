"""What was heard in typed words: statements about safety first, then each fact with the key that takes it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from assessor import wording
from assessor.care.case import Call
from assessor.listening.hear import Heard, Mention
from assessor.listening.phrasebook import Phrasebook
from assessor.views.heard import TypedAnswer, last_typed, meaning
from assessor.widgets.base import Static

TAKE_KEYS = tuple(f"f{n}" for n in range(2, 9))
TAKES = tuple(Binding(key, f"take({n})", "take", show=False, priority=True) for n, key in enumerate(TAKE_KEYS))
"""The keys of a screen that has the list."""


class HeardList(Vertical):
    """Nothing is taken by itself: each fact has a key, and one that was taken stays in sight with a tick."""

    DEFAULT_CSS = """
    HeardList { height: auto; }
    HeardList #safety { display: none; }
    HeardList #heard { display: none; margin-bottom: 1; }
    """

    def __init__(self, take: Callable[[Mention], bool]) -> None:
        super().__init__()
        self._take = take
        self._offered: list[Mention] = []
        self._taken: set[tuple[str, str]] = set()

    def compose(self) -> ComposeResult:
        yield Static("", id="safety")
        yield Static("", id="heard")

    def show(self, heard: Heard) -> None:
        """Shows what is heard now; what was taken before stays, whatever the words say by now."""
        safety = self.query_one("#safety", Static)
        safety.display = bool(heard.safety)
        if heard.safety:
            safety.update(safety_offer(heard.safety[0]))
        taken = [mention for mention in self._offered if mention.fact in self._taken]
        fresh = [mention for mention in heard.mentions if mention.fact not in self._taken]
        self._offered = [*taken, *fresh][: len(TAKE_KEYS)]
        self._draw()

    def take(self, number: int) -> None:
        """Takes what stands at this place of the list."""
        if number < len(self._offered):
            mention = self._offered[number]
            if mention.fact not in self._taken and self._take(mention):
                self._taken.add(mention.fact)
                self._draw()

    def _draw(self) -> None:
        rows = []
        for key, mention in zip(TAKE_KEYS, self._offered, strict=False):
            taken = mention.fact in self._taken
            mark = ("✓   ", "b $success") if taken else (f"{key.upper()}  ", "b $accent")
            words = f"   “{wording.shorten(mention.words, 48)}”"
            rows.append(Content.assemble(mark, (meaning(mention), "$quiet" if taken else ""), (words, "italic $quiet")))
        heard = self.query_one("#heard", Static)
        heard.display = bool(rows)
        heard.update(Content("\n").join(rows))


class HeardLine(Static):
    """One line in the call: what was heard in the answer just typed, to be looked at by a key or left alone."""

    def __init__(self) -> None:
        super().__init__("")
        self.typed: TypedAnswer | None = None

    @property
    def is_asked_for(self) -> bool:
        """Whether the answer was to an open question, of which the hearing is part."""
        return self.typed is not None and self.typed.is_open and bool(self.typed.heard.mentions)

    def show(self, call: Call, phrases: Phrasebook) -> None:
        """Shows what is on offer as the call stands."""
        self.typed = last_typed(call, phrases)
        self.display = self.typed is not None
        if self.typed is not None:
            self.update(_offer(self.typed.heard))


def _offer(heard: Heard) -> Content:
    if heard.safety:
        return safety_offer(heard.safety[0])
    meanings = [meaning(mention) for mention in heard.mentions]
    remainder = f" (and {len(meanings) - 2} more)" if len(meanings) > 2 else ""
    parts = ("heard  ", "$quiet"), (f"{'; '.join(meanings[:2])}{remainder}  ", "")
    return Content.assemble(*parts, ("F8", "b $accent"), (" look", "$quiet"))


def safety_offer(mention: Mention) -> Content:
    """A statement about safety, with the key that opens the safety page."""
    words = f"“{wording.shorten(mention.words, 60)}”  "
    return Content.assemble(("! ", "b $error"), (words, "b"), ("^r", "b $accent"), (" opens the safety page", "$error"))
