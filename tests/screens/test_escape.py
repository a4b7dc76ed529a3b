"""Esc and the keys soon after it, as a terminal of the old kind sends them."""

from __future__ import annotations

from itertools import pairwise

from textual import events
from textual._xterm_parser import XTermParser

from assessor.widgets.escape import EscapeParser

READ = {
    "\x1b1": ["escape", "1"],
    "\x1bab": ["escape", "a", "b"],
    "\x1bOften": ["escape", "O", "f", "t", "e", "n"],
    "\x1b\r": ["escape", "enter"],
    "\x1b\x0eaa\x1b1\x1b2": ["escape", "ctrl+n", "a", "a", "escape", "1", "escape", "2"],
    "\x1b\x1b3": ["escape", "escape", "3"],
    "\x1b" + "x" * 40: ["escape", *"x" * 40],
    "\x1bbf": ["ctrl+left", "f"],  # Option and an arrow on a Mac
    "\x1b\x7f": ["ctrl+w"],
    "\x1b[A\x1bOP\x1b[5~1": ["up", "f1", "pageup", "1"],
    "\x1b[27u1": ["escape", "1"],
    "\x1b[200~a\x1b[201~1": ["a", "1"],
    "\x1b1\x1b[200~Only\x1b[201~\x1b2": ["escape", "1", "Only", "escape", "2"],
}


def read(parser: XTermParser, *pieces: str) -> list[str]:
    """The keys, and the words pasted, in what came in these pieces."""
    came = [event for piece in pieces for event in parser.feed(piece)]
    return [event.text if isinstance(event, events.Paste) else event.key for event in came]  # type: ignore[attr-defined]


def test_esc_and_what_follows_it_are_keys_of_their_own() -> None:
    """In one piece, and in any two, but that a Mac's word keys come in one."""
    wrong = []
    for text, keys in READ.items():
        cuts = [(text,), *((text[:at], text[at:]) for at in range(1, len(text)))]
        by_words = any(pair in ("\x1bb", "\x1bf", "\x1b\x7f") for pair in map("".join, pairwise(text)))
        for pieces in cuts[:1] if by_words else cuts:
            if (came := read(EscapeParser(), *pieces)) != keys:
                wrong.append((pieces, came))
    assert wrong == []
    assert read(EscapeParser(), "\x1b", "b") == ["escape", "b"]


def test_esc_and_a_capital_o_and_then_nothing() -> None:
    """It could begin a function key until its time is over."""
    parser = EscapeParser()
    assert read(parser, "\x1bO") == []
    parser._timeout_time = 0.0
    assert [event.key for event in parser.tick() if isinstance(event, events.Key)] == ["escape", "O"]
    assert read(parser, "1") == ["1"]


def test_textual_still_takes_them_for_one() -> None:
    """Once it does not, the parser of our own can go."""
    assert read(XTermParser(), "\x1b1") != ["escape", "1"]
