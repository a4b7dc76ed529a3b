"""Terminal input parser: the Esc key is told from the first sign of an escape sequence.

A terminal of the old kind sends for Esc what it also sends before the rest of an arrow or a function key. Textual waits
a tenth of a second for that rest and takes what comes meanwhile for part of it, so that Esc and a letter soon after it
are one key that nobody pressed ("¡" for Esc and 1), and both are lost. No terminal sends any of those here: what
follows Esc and begins no sequence is a key by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

ESC = "\x1b"
_AFTER_O = re.escape("".join(keys[2] for keys in ANSI_SEQUENCES_KEYS if keys.startswith(f"{ESC}O") and len(keys) > 2))
_BREAKS = re.compile(
    f"{re.escape(BRACKETED_PASTE_START)}|{re.escape(BRACKETED_PASTE_END)}|{ESC}(?=[^{ESC}\\[O]|O[^{_AFTER_O}])"
)
_LONGEST = len(BRACKETED_PASTE_END)
BY_WORDS = frozenset("bf\x7f")
"""What a Mac sends after Esc, in one go with it, for Option with an arrow or Backspace: a word back, on, away."""


class EscapeParser(XTermParser):
    """Textual's parser, but Esc counts as soon as what follows it cannot be the rest of a sequence."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._seen = ""  # the last signs that were fed, since a sequence may come in two pieces
        self._held = ""  # an "O" after Esc, until it is seen whether it begins a sequence
        self._pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        """The keys, pastes and clicks in what the terminal sent; "" once it has gone."""
        data, self._held = self._held + data, ""
        before, fed = len(self._seen), 0
        text = self._seen + data
        for part in _BREAKS.finditer(text):
            at = part.end() - before
            if part.group() != ESC:
                self._pasting = part.group() == BRACKETED_PASTE_START if at > 0 else self._pasting
            elif not self._pasting and (at == 0 or (at > 0 and text[part.end()] not in BY_WORDS)):
                yield from super().feed(data[fed:at]) if at > fed else ()
                yield from self._end_escape()
                fed = at
        if data.endswith("O") and text.endswith(f"{ESC}O") and not self._pasting:
            data, text, self._held = data[:-1], text[:-1], "O"
        self._seen = text[-_LONGEST:]
        if fed < len(data) or not (data or self._held):
            yield from super().feed(data[fed:])

    def tick(self) -> Iterable[Message]:
        """The Esc for which no more has come in time."""
        yield from super().tick()
        if self._held and self._timeout_time is None:
            held, self._held = self._held, ""
            yield from super().feed(held)

    def _end_escape(self) -> Iterable[Message]:
        """What was fed last is Esc by itself, unless the time it had is over already."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from super().tick()


def tell_escape_apart(driver: type[Driver]) -> type[Driver]:
    """The same driver, which from now on reads the terminal by this parser."""
    names = [driver.__module__, "textual.drivers.win32"] if driver.__name__ == "WindowsDriver" else [driver.__module__]
    for module in map(import_module, names):
        if hasattr(module, "XTermParser"):  # by this name it makes its parser; it offers no other way
            setattr(module, "XTermParser", EscapeParser)  # noqa: B010 - the types know only what it offers
    return driver
