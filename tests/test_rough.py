"""The real program handled roughly in mid-call: no size, no stop, no flood of keys ends it or loses an answer."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.acts.desk import Desk
from assessor.bank.loader import read_bank, read_files
from assessor.care.case import Call
from assessor.journal import Answered, Noted, SafetyNoted
from assessor.records.store import Adviser
from tests.records.on_disk import open_store
from tests.screens.conftest import BANK
from tests.terminal import Terminal
from tests.thorough import THOROUGH

SIZES = [(2, 30), (300, 2), (1, 1)]
HEAVY = "naïve [/b] \\ £ "


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    """The program in a first call, at its second question."""
    terminal = Terminal("--home", home, "--banks", BANK, "call", "T-1")
    terminal.wait_for("May I share")
    terminal.press("1")
    terminal.wait_for("How are things")
    yield terminal
    terminal.kill()


def kept(home: Path) -> Call:
    """The call as the records have it."""
    store = open_store(home, None)
    call = Desk(store, read_bank(read_files(BANK)), Adviser(name="", role="adviser")).case("T-1").calls[-1]
    store.close()
    return call


def leave(terminal: Terminal) -> None:
    """Leaves the call and the program, which must end well."""
    terminal.press("\x18")  # Ctrl+X
    terminal.wait_for("Caseload")
    terminal.press("\x11")  # Ctrl+Q
    assert terminal.ended() == 0


@THOROUGH
def test_a_terminal_of_one_cell_and_back(terminal: Terminal, home: Path) -> None:
    """A key counts where nothing can be seen, and the whole is there again when there is room."""
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        terminal.read(0.3)
    terminal.press("2")
    terminal.resize(100, 32)
    terminal.wait_for("What do you do")
    terminal.press("\x12")  # Ctrl+R: the safety page
    terminal.wait_for("in their words")
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        terminal.read(0.3)
    terminal.press("bad night\r\x1b")
    terminal.resize(100, 32)
    terminal.wait_for("What do you do")
    leave(terminal)
    call = kept(home)
    assert call.interview.answer("situation") == "off_sick"
    assert [e.act.text for e in call.entries if isinstance(e.act, SafetyNoted)] == ["bad night"]


@THOROUGH
def test_suspended_and_resumed(terminal: Terminal, home: Path) -> None:
    """Stopped as by Ctrl+Z in a shell, and brought back: the same question, and its keys."""
    os.kill(terminal.pid, signal.SIGTSTP)
    assert os.WIFSTOPPED(os.waitpid(terminal.pid, os.WUNTRACED)[1])
    terminal.seen = b""
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_for("How are things")
    terminal.press("2")
    terminal.wait_for("What do you do")
    leave(terminal)
    assert kept(home).interview.answer("situation") == "off_sick"


@THOROUGH
@pytest.mark.parametrize(
    ("before", "shown", "megabytes", "after", "then"),
    [
        pytest.param("2", "What do you do", 0.2, "\r", "characters are more", id="words"),
        pytest.param("2", "What do you do", 3, "\r", "characters are more", id="many words", marks=THOROUGH),
        pytest.param("2\x0e", "keep it", 3, "\r", "NOT SAVED|characters are more|note", id="note", marks=THOROUGH),
        pytest.param("\x07", "Go to a question", 3, "\x1b", "How are things", id="go to", marks=THOROUGH),
        pytest.param("\x12", "in their words", 3, "\x1b", "How are things", id="safety", marks=THOROUGH),
        pytest.param("", "How are things", 3, "2", "What do you do", id="where nothing is typed", marks=THOROUGH),
    ],
)
def test_megabytes_pasted(
    terminal: Terminal, home: Path, before: str, shown: str, megabytes: float, after: str, then: str
) -> None:
    """What cannot be taken is refused in words, or taken whole; the call goes on, and what was answered is kept."""
    if before:
        terminal.press(before)
        terminal.wait_for(shown)
    terminal.press("\x1b[200~" + HEAVY * int(megabytes * 65_000) + "\x1b[201~")
    terminal.read(1)
    terminal.press(after)
    terminal.wait_for(*then.split("|"))
    terminal.kill()
    assert kept(home).interview.answer("share") == "yes"


def test_a_key_held_down(terminal: Terminal, home: Path) -> None:
    """Four hundred repeats at once: each is an answer, a letter or nothing, and the call can be gone on with."""
    terminal.press("2" * 400)
    terminal.wait_for("2222")
    terminal.press("\x0f")  # Ctrl+O: not known; the letters become a note
    terminal.wait_for("How many hours")
    leave(terminal)
    call = kept(home)
    assert call.interview.answer("situation") == "off_sick"
    assert "2222" in call.interview.note("job_title")


def test_a_flood_of_different_keys(terminal: Terminal, home: Path) -> None:
    """A note closed by Esc, an answer, words, a question gone to, another note, in one write: each where it belongs."""
    terminal.press("\x0ea note\x1b2Porter\r\x07hours\r37\r\x0elast\r")
    terminal.wait_for("your first full day off")
    leave(terminal)
    acts = [entry.act for entry in kept(home).entries[2:]]
    assert [act.text for act in acts if isinstance(act, Noted)] == ["a note", "last"]
    assert [(act.question, act.value) for act in acts if isinstance(act, Answered)] == [
        ("situation", "off_sick"),
        ("job_title", "Porter"),
        ("hours", 37),
    ]
