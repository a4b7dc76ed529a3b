"""The real program, in a real terminal, killed in mid-call: what the next question followed is on disk."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from assessor.care.reading import read_bank, read_files
from assessor.demo import make_demonstration
from assessor.records.desk import Desk
from assessor.records.sqlite import open_store
from assessor.records.store import Adviser
from tests.screens.conftest import BANK
from tests.terminal import Terminal

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


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_it_keeps_every_answer_that_a_question_followed(tmp_path: Path, seed: int) -> None:
    """After kill -9 the records hold all answers that were shown as taken, and the call resumes after them."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable moment, no secret
    home = tmp_path / "records"
    bank = read_bank(read_files(BANK))
    make_demonstration(home, bank).close()
    last = chance.randrange(2, len(STEPS))
    terminal = Terminal("demo", "--keep", home, "--banks", BANK)
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
