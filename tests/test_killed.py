"""Killed for real, in mid-call and in mid-export: what was shown is on disk, and no plan is left where nobody looks."""

from __future__ import annotations

import contextlib
import random
import shutil
import stat
import time
from pathlib import Path

import pytest

from assessor.acts.desk import Desk
from assessor.bank.loader import read_bank, read_files
from assessor.journal import Entry
from assessor.records import opening
from assessor.records.store import Adviser
from tests.records.on_disk import open_store
from tests.records.writer import begin_deliveries, document
from tests.screens.conftest import BANK
from tests.terminal import Terminal
from tests.thorough import THOROUGH

# What is pressed, the words on the screen that show that it was taken, and what is on disk by then.
STEPS: list[tuple[str, str, list[str]]] = [
    ("T-1\r", "May I share", []),
    ("1", "How are things", ["answer share"]),
    ("2", "What do you do", ["answer situation"]),
    ("Porter\r", "How many hours", ["answer job_title"]),
    ("\x0e", "keep it", []),  # Ctrl+N
    ("tired\r", "“tired", ["note hours"]),
    ("\x02", "What do you do", ["go job_title"]),  # Ctrl+B
    ("\x1b", "How many hours", ["go None"]),
    ("36\r", "first full day", ["answer hours"]),
    ("yesterday\r", "What worries you", ["answer first_day_off"]),
    ("\x1a", "first full day", ["undo"]),  # Ctrl+Z
    ("\x19", "What worries you", ["undo"]),  # Ctrl+Y takes the taking back back
    ("\x12", "in their words", []),  # Ctrl+R
    ("bad night\r", "saved", ["safety words"]),
    ("\x1b", "What worries you", []),
    ("\x1b[17~", "call is paused", ["pause"]),  # F6
    ("\r", "What worries you", ["resume"]),
    ("2\r", "How sure are you", ["answer worries"]),
    ("5", "at its end", ["answer confidence"]),
]


def told(entry: Entry) -> str:
    """An entry in two words."""
    about = getattr(entry.act, "question", getattr(entry.act, "field", ""))
    return f"{entry.act.act} {about}".strip()


@pytest.mark.parametrize("part", [pytest.param(n, marks=() if n == 3 else THOROUGH) for n in range(6)])
def test_killed_at_any_key_it_keeps_what_was_shown_and_resumes_there(home: Path, part: int) -> None:
    """After kill -9 all that was shown as taken is on disk, and the program opened again stands at its question."""
    chance = random.Random(part)  # noqa: S311 - a repeatable moment, no secret
    bank = read_bank(read_files(BANK))
    last = 2 + (part * (len(STEPS) - 2) + chance.randrange(len(STEPS) - 2)) // 6  # a key in each part of the call
    terminal = Terminal("demo", "--keep", home, "--banks", BANK)
    try:
        terminal.wait_for("Caseload")
        terminal.wait_for("T-2")
        for keys, words, _ in STEPS[: last + 1]:
            terminal.press(keys)
            terminal.wait_for(words)
        if last + 1 < len(STEPS):
            terminal.press(STEPS[last + 1][0])
            time.sleep(chance.random() * 0.05)
    finally:
        terminal.kill()

    store = open_store(home, None)
    case = Desk(store, bank, Adviser(name="", role="adviser")).case("T-1")
    call = case.calls[-1]
    store.close()
    shown = [what for _, _, kept in STEPS[: last + 1] for what in kept]
    following = [what for _, _, kept in STEPS[last + 1 : last + 2] for what in kept]
    kept = [told(entry) for entry in case.entries if entry.call][1:]  # as the journal has them, the beginning left out
    assert kept[: len(shown)] == shown
    assert kept[len(shown) :] in ([], following)

    again = Terminal("--home", home, "--banks", BANK, "call", "T-1")
    try:
        current = call.interview.current
        again.wait_for(call.interview.to_say(current).split(",")[0][:12] if current else "at its end")
    finally:
        again.kill()


@pytest.mark.thorough
@pytest.mark.parametrize("disk", ["files without a name", "hidden files", "no hard links"])
def test_an_export_killed_at_any_moment_leaves_its_file_with_its_entry_or_neither(tmp_path: Path, disk: str) -> None:
    """Forty kills: once the records are opened again there is no hidden file, and a file is there, of the very words,
    if and only if the journal says that it left."""
    chance = random.Random(f"export {disk}")  # noqa: S311 - a repeatable moment, no secret
    delivered = unsettled = 0
    for turn in range(40):
        home, folder = tmp_path / f"records {turn}", tmp_path / f"out {turn}"
        opening.create(home, None).close()
        folder.mkdir()
        acknowledged = killed_in_mid_export(home, folder, disk, after=chance.random() * 0.3)
        hidden = [file for file in folder.iterdir() if file.name.startswith(".")]
        assert {stat.S_IMODE(file.stat().st_mode) for file in hidden} <= {0o600}

        store = opening.open_(home, None)
        left = [int(entry.id) for entry in store.journal("case")]
        waiting = store.intents()
        store.close()
        assert left[: len(acknowledged)] == acknowledged
        assert len(left) - len(acknowledged) in (0, 1)  # one may have left and not yet been told of
        assert waiting == ()
        written = {f"{number // 2}.txt": document(number) for number in left}
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == written
        delivered += len(left)
        unsettled += bool(hidden) or len(left) > len(acknowledged)
        shutil.rmtree(folder)
    assert delivered > 40
    assert unsettled or disk == "files without a name"  # some kills came in the midst of it


def killed_in_mid_export(home: Path, folder: Path, disk: str, after: float) -> list[int]:
    """Kills a program so many seconds after it began to hand documents over; gives those it said had left."""
    process, heard = begin_deliveries(home, folder, 1000, disk)
    assert heard.recv_bytes() == b"ready"
    time.sleep(after)
    process.kill()
    process.join()
    acknowledged = []
    with contextlib.suppress(EOFError, OSError):
        while True:
            acknowledged.append(int(heard.recv_bytes()))
    heard.close()
    return acknowledged
