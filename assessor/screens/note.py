"""A note, written without leaving the question; what it may mean is offered beside it as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer

from assessor import wording
from assessor.listening.hear import Mention, hear
from assessor.listening.phrasebook import Phrasebook
from assessor.names import unless_blank
from assessor.taxonomy import FACTS
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Static
from assessor.widgets.hints import Hints, hint

LISTEN_DELAY = 0.12  # seconds of no typing after which the note is listened to
TAKE_KEYS = tuple(f"f{n}" for n in range(2, 9))
MENTION_PREFIXES = {
    "situation": "",
    "need": "wants help with ",
    "barrier": "in the way: ",
    "strength": "going for them: ",
}


class Kept(NamedTuple):
    """What became of a note: its words, if any, and whether the safety page is wanted now."""

    text: str
    safety: bool = False


class NoteScreen(ModalScreen[Kept]):
    """A few lines over the transcript, the question in sight. Enter keeps them, and so does leaving them.

    What is heard in them is offered, each by a key; nothing is taken by itself.
    """

    DEFAULT_CSS = """
    NoteScreen Vertical {
        width: 100%; height: auto;
        background: $surface; padding: 1 2; border-bottom: solid $accent; margin-top: 1;
    }
    NoteScreen Words { height: 4; max-width: 110; margin: 1 0; }
    NoteScreen #safety { display: none; }
    NoteScreen #heard { display: none; margin-bottom: 1; }
    """
    BINDINGS = [
        Binding("escape,ctrl+n", "close", "close", priority=True),
        Binding("ctrl+r", "safety", "safety", priority=True),
        *(Binding(key, f"take({n})", "take", show=False, priority=True) for n, key in enumerate(TAKE_KEYS)),
    ]

    def __init__(
        self, beside: str, phrases: Phrasebook, takes: Callable[[Mention], bool], take: Callable[[Mention], bool]
    ) -> None:
        """``takes`` says whether the call has an answer to give for what was heard; ``take`` gives it."""
        super().__init__()
        self._beside = wording.one_line(beside)
        self._phrases = phrases
        self._takes, self._take = takes, take
        self._offered: list[Mention] = []
        self._taken: set[tuple[str, str]] = set()
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content.from_markup("[b $accent]Note[/]   [$quiet]$beside[/]", beside=self._beside))
            yield Words(soft_wrap=True, tab_behavior="focus")
            yield Static("", id="safety")
            yield Static("", id="heard")
            yield Hints(
                hint("Enter", "keep it, and back to the question"), hint("^r", "keep it, and to the safety page")
            )

    def on_mount(self) -> None:
        self.query_one(Words).focus()

    def on_text_area_changed(self) -> None:
        """The note is listened to once the typing rests."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(LISTEN_DELAY, self._listen)

    def _listen(self) -> None:
        heard = hear(self.query_one(Words).text, self._phrases)
        safety = self.query_one("#safety", Static)
        safety.display = bool(heard.safety)
        if heard.safety:
            words = wording.shorten(heard.safety[0].words, 60)
            parts = ("! ", "b $error"), (f"“{words}”  ", "b"), ("^r", "b $accent"), (" opens the safety page", "$error")
            safety.update(Content.assemble(*parts))
        kept = [mention for mention in self._offered if mention.fact in self._taken]
        taken_facts = {mention.fact for mention in kept}
        fresh = [mention for mention in heard.mentions if mention.fact not in taken_facts and self._takes(mention)]
        self._offered = [*kept, *fresh][: len(TAKE_KEYS)]
        self._show()

    def _show(self) -> None:
        rows = []
        for key, mention in zip(TAKE_KEYS, self._offered, strict=False):
            taken = mention.fact in self._taken
            mark = ("✓   ", "b $success") if taken else (f"{key.upper()}  ", "b $accent")
            title = f"{MENTION_PREFIXES[mention.kind]}{FACTS[mention.kind][mention.code]}"
            words = f"   “{wording.shorten(mention.words, 48)}”"
            rows.append(Content.assemble(mark, (title, "$quiet" if taken else ""), (words, "italic $quiet")))
        heard = self.query_one("#heard", Static)
        heard.display = bool(rows)
        heard.update(Content("\n").join(rows))

    def on_words_submitted(self) -> None:
        """Enter."""
        self.action_close()

    def action_take(self, number: int) -> None:
        """Takes one thing that was heard."""
        if number < len(self._offered):
            mention = self._offered[number]
            if mention.fact not in self._taken and self._take(mention):
                self._taken.add(mention.fact)
                self._show()

    def action_safety(self) -> None:
        """Keeps the note, and opens the safety page."""
        self.dismiss(Kept(unless_blank(self.query_one(Words).text), safety=True))

    def action_close(self) -> None:
        """Gives what is written; nothing written is nothing kept."""
        self.dismiss(Kept(unless_blank(self.query_one(Words).text)))
