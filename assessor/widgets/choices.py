"""A few things to choose from on one line: a digit or a click chooses, the arrows and Space do too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.message import Message

from assessor import wording
from assessor.widgets.base import Static
from assessor.widgets.hints import clickable

CHOICE_KEYS = "1234567890"
CHOICE_GAP = 3


class Choices(Static, can_focus=True):
    """Options by code, one to be chosen or any number; `chosen` are the codes, in the options' order."""

    class Changed(Message):
        """Something else is chosen."""

    DEFAULT_CSS = """
    Choices { height: auto; padding: 0 1; background: $panel; }
    Choices:focus { background-tint: $foreground 6%; }
    """
    BINDINGS = [
        Binding("left,up", "step(-1)", show=False),
        Binding("right,down", "step(1)", show=False),
        Binding("space", "mark", show=False),
    ]

    def __init__(
        self, options: Mapping[str, str], chosen: Iterable[str] = (), *, multiple: bool = False, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.options = dict(options)
        self.multiple = multiple
        self._chosen = set(chosen) & set(self.options)
        self._at = next((i for i, code in enumerate(self.options) if code in self._chosen), 0)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that are chosen."""
        return tuple(code for code in self.options if code in self._chosen)

    def choose(self, chosen: Iterable[str]) -> None:
        """Shows these as chosen, and no others."""
        self._chosen = set(chosen) & set(self.options)
        self.draw()

    def on_mount(self) -> None:
        self.draw()

    def on_focus(self) -> None:
        """The mark shows where the keys go."""
        self.draw()

    def on_blur(self) -> None:
        """The mark goes with the focus."""
        self.draw()

    def on_resize(self) -> None:
        """Lines break between options and never within one."""
        self.draw()

    def draw(self) -> None:
        """Shows the options, the chosen ones marked by more than colour."""
        lines: list[list[Content]] = [[]]
        room = self.content_size.width or 60
        used = 0
        for place, (code, words) in enumerate(self.options.items()):
            option = self._option(place, code, wording.shorten(words, room - 6))
            if lines[-1] and used + CHOICE_GAP + option.cell_length > room:
                lines.append([])
                used = 0
            used += option.cell_length + (CHOICE_GAP if lines[-1] else 0)
            lines[-1].append(option)
        self.update(Content("\n").join(Content(" " * CHOICE_GAP).join(line) for line in lines))

    def _option(self, place: int, code: str, words: str) -> Content:
        on = code in self._chosen
        mark = ("[x]" if on else "[ ]") if self.multiple else ("(•)" if on else "( )")
        key = CHOICE_KEYS[place] if place < len(CHOICE_KEYS) else " "
        cursor = "reverse" if self.has_focus and place == self._at else ""
        return Content.assemble(
            clickable(f"{key} {mark}", f"choose({place})"),
            " ",
            Content.styled(words, f"{'b $accent' if on else ''} {cursor}".strip()),
        )

    def on_key(self, event: Key) -> None:
        """A digit chooses its option."""
        place = CHOICE_KEYS.find(event.character) if event.character else -1
        if 0 <= place < len(self.options):
            event.stop()
            self.action_choose(place)

    def action_choose(self, place: int) -> None:
        """Chooses the option at a place; of many, takes a chosen one back."""
        code = list(self.options)[place]
        self._at = place
        self._chosen = self._chosen ^ {code} if self.multiple else {code}
        self.draw()
        self.post_message(self.Changed())

    def action_step(self, by: int) -> None:
        """Moves along; where one is chosen, the choice moves too."""
        if self.options:
            self._at = (self._at + by) % len(self.options)
            if self.multiple:
                self.draw()
            else:
                self.action_choose(self._at)

    def action_mark(self) -> None:
        """Chooses what is marked."""
        if self.options:
            self.action_choose(self._at)
