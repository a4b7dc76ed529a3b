"""The real program, in a real terminal, killed in mid-call: what the next question followed is on disk."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from assessor.care.reading import read_bank, read_files
from assessor.demo import make_demonstration
from assessor.records.desk import Desk
from assessor.records.sqlite import open_store
from assessor.records.store import Adviser
from tests.screens.conftest import BANK

# What is pressed, and the words on the screen that show that the answer before them was taken.
STEPS = [
    ("T-1\r", "May I share"),
    ("1", "How are things"),
    ("2", "What do you do"),
    ("Porter\r", "How many hours"),
    ("36\r", "first full day"),
    ("yesterday\r", "What worries you"),
    ("2\r", "How sure are you"),
    ("5", "at its end"),
]
QUESTIONS = ["share", "situation", "job_title", "hours", "first_day_off", "worries", "confidence"]


class Terminal:
    """The program in a pseudo-terminal of 100 columns and 32 rows."""

    def __init__(self, home: Path) -> None:
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            command = [sys.executable, "-m", "assessor", "demo", "--keep", str(home), "--banks", str(BANK)]
            os.execv(sys.executable, command)  # noqa: S606 - our own program, no shell wanted
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", 32, 100, 0, 0))
        self.seen = b""

    def press(self, keys: str) -> None:
        """Types these keys; what was seen before is forgotten."""
        self.seen = b""
        os.write(self.screen, keys.encode())

    def wait_for(self, words: str, seconds: float = 20) -> None:
        """Waits until the words are painted. A terminal's spaces may be cursor moves, so the first word counts."""
        end = time.monotonic() + seconds
        while words.encode() not in self.seen:
            assert time.monotonic() < end, f"{words!r} was not painted"
            if select.select([self.screen], [], [], 0.05)[0]:
                self.seen += os.read(self.screen, 65536)

    def kill(self) -> None:
        """Ends the program as a power cut would end it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.screen)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_it_keeps_every_answer_that_a_question_followed(tmp_path: Path, seed: int) -> None:
    """After kill -9 the records hold all answers that were shown as taken, and the call resumes after them."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable moment, no secret
    home = tmp_path / "records"
    bank = read_bank(read_files(BANK))
    make_demonstration(home, bank).close()
    last = chance.randrange(2, len(STEPS))
    terminal = Terminal(home)
    try:
        terminal.wait_for("Caseload")
        terminal.wait_for("T-2")
        for keys, words in STEPS[: last + 1]:
            terminal.press(keys)
            terminal.wait_for(words)
        if last + 1 < len(STEPS):
            terminal.press(STEPS[last + 1][0])
            time.sleep(chance.random() * 0.05)
    finally:
        terminal.kill()
    store = open_store(home, None)
    interview = Desk(store, bank, Adviser(name="", role="adviser")).case("T-1").calls[-1].interview
    store.close()
    answered = [name for name in QUESTIONS if interview.answer(name) is not None]
    assert answered[:last] == QUESTIONS[:last]
    assert len(answered) in (last, last + 1)
    following = [name for name in QUESTIONS if name not in answered]
    assert interview.current == (following[0] if following else None)
