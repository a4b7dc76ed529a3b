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

KEYS = "1234567890"
APART = 3


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
        self, options: Mapping[str, str], chosen: Iterable[str] = (), *, many: bool = False, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.options = dict(options)
        self.many = many
        self._chosen = set(chosen) & set(self.options)
        self._at = next((i for i, code in enumerate(self.options) if code in self._chosen), 0)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that are chosen."""
        return tuple(code for code in self.options if code in self._chosen)

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
            one = self._option(place, code, wording.shorten(words, room - 6))
            if lines[-1] and used + APART + one.cell_length > room:
                lines.append([])
                used = 0
            used += one.cell_length + (APART if lines[-1] else 0)
            lines[-1].append(one)
        self.update(Content("\n").join(Content(" " * APART).join(line) for line in lines))

    def _option(self, place: int, code: str, words: str) -> Content:
        on = code in self._chosen
        mark = ("[x]" if on else "[ ]") if self.many else ("(•)" if on else "( )")
        key = KEYS[place] if place < len(KEYS) else " "
        here = "reverse" if self.has_focus and place == self._at else ""
        return Content.assemble(
            clickable(f"{key} {mark}", f"choose({place})"),
            " ",
            Content.styled(words, f"{'b $accent' if on else ''} {here}".strip()),
        )

    def on_key(self, event: Key) -> None:
        """A digit chooses its option."""
        if event.character and event.character in KEYS and KEYS.index(event.character) < len(self.options):
            event.stop()
            self.action_choose(KEYS.index(event.character))

    def action_choose(self, place: int) -> None:
        """Chooses the option at a place; of many, takes a chosen one back."""
        code = list(self.options)[place]
        self._at = place
        self._chosen = self._chosen ^ {code} if self.many else {code}
        self.draw()
        self.post_message(self.Changed())

    def action_step(self, by: int) -> None:
        """Moves along; where one is chosen, the choice moves too."""
        if self.options:
            self._at = (self._at + by) % len(self.options)
            if self.many:
                self.draw()
            else:
                self.action_choose(self._at)

    def action_mark(self) -> None:
        """Chooses what is marked."""
        if self.options:
            self.action_choose(self._at)
