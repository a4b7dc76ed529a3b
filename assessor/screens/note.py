"""A note, written without leaving the question; what it may mean is offered beside it as it is typed."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.timer import Timer

from assessor import wording
from assessor.listening.hear import Heard, Mention
from assessor.names import unless_blank
from assessor.screens.dialog import Dialog, Keep
from assessor.widgets.above_question import AboveQuestion
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Static
from assessor.widgets.heard_list import TAKES, HeardList
from assessor.widgets.hints import Hints, hint

LISTEN_DELAY = 0.12  # seconds of no typing after which the note is listened to


class NoteScreen(Dialog[str]):
    """A few lines over the transcript, the question in sight. Enter keeps them, and so does leaving them; nothing
    written is nothing kept. The safety page can be opened from them whether or not they could be kept.

    What is heard in them is offered, each by a key; nothing is taken by itself.
    """

    DEFAULT_CSS = """
    NoteScreen #problem { display: none; margin-bottom: 1; }
    NoteScreen Words { height: 4; max-width: 110; margin: 1 0; }
    """
    BINDINGS = [
        Binding("escape,ctrl+n", "close", "close", priority=True),
        Binding("ctrl+r", "safety", "safety", priority=True),
        *TAKES,
    ]

    def __init__(
        self,
        beside: str,
        hear: Callable[[str], Heard],
        take: Callable[[Mention], bool],
        keep: Keep[str],
        safety: Callable[[], None],
        begun: str = "",
    ) -> None:
        """``hear`` says what is heard in words that the call has an answer to give for; ``take`` gives it. ``safety``
        opens the safety page. ``begun`` is what was typed where no words were asked for."""
        super().__init__(keep)
        self._begun = begun
        self._safety = safety
        self._beside = wording.one_line(beside)
        self._hear, self._take = hear, take
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        with AboveQuestion():
            yield Static(Content.from_markup("[b $accent]Note[/]   [$quiet]$beside[/]", beside=self._beside))
            yield Words(self._begun, soft_wrap=True, tab_behavior="focus")
            yield HeardList(self._take)
            yield Static("", id="problem", classes="problem", markup=False)
            yield Hints(
                hint("Enter", "keep it, and back to the question"), hint("^r", "keep it, and to the safety page")
            )

    def on_mount(self) -> None:
        field = self.query_one(Words)
        field.move_cursor(field.document.end)
        field.focus()

    def on_text_area_changed(self) -> None:
        """The note is listened to once the typing rests."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(LISTEN_DELAY, self._listen)

    def _listen(self) -> None:
        self._pause = None
        self.query_one(HeardList).show(self._hear(self.query_one(Words).text))

    def on_words_submitted(self) -> None:
        """Enter."""
        self.action_close()

    def action_take(self, number: int) -> None:
        """Takes one thing that was heard; what was typed just before is listened to first."""
        if self._pause is not None:
            self._pause.stop()
            self._listen()
        self.query_one(HeardList).take(number)

    def action_safety(self) -> None:
        """Keeps the note, and opens the safety page."""
        self.action_close()
        self._safety()

    def _words(self) -> str:
        """What is to be kept: a lone letter that opened the note was a slip of the key."""
        words = unless_blank(self.query_one(Words).text)
        return "" if words == self._begun and len(words) == 1 else words

    def leave_safely(self) -> str:
        """Keeps the note."""
        words = self._words()
        return "" if not words or self.give(words) else super().leave_safely()

    def action_close(self) -> None:
        """Keeps what is written."""
        self.give(self._words())
