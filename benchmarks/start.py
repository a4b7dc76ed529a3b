"""The start: from the start of the process to the first words on its screen, beside a bare Textual app.

All take turns, round by round, each in a terminal of its own. Compiled modules are kept in a temporary folder,
filled by a start that does not count, so that the figures are those of every start but the first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.figures import NS_PER_MS, Row, ms, spread

ROUNDS = 7
AIM = 1.5
BARE, LOCKED, DEMO = "a bare app", "assessor, its records locked", "assessor demo, kept"
ASSESSOR = [sys.executable, "-m", "assessor"]


def rows() -> Iterator[Row]:
    """First paint of the locked door and of a kept demonstration, and how soon the demonstration's list stands."""
    if sys.platform == "win32":
        yield Row("start", "needs a POSIX terminal", also="not measured on Windows")
        return
    from assessor.bank.loader import read_bank, read_files
    from assessor.demo.store import make_demonstration
    from assessor.records import opening
    from assessor.records.store import Adviser

    with TemporaryDirectory() as folder:
        locked, kept, cache = (Path(folder) / name for name in ("locked", "kept", "cache"))
        store = opening.create(locked, "a passphrase of some length")
        store.set_adviser(Adviser(name="Dan Price", role="adviser"))
        store.close()
        make_demonstration(kept, read_bank(read_files())).close()
        commands = {
            BARE: [sys.executable, "-m", "benchmarks.bare"],
            LOCKED: [*ASSESSOR, "--home", str(locked)],
            DEMO: [*ASSESSOR, "demo", "--keep", str(kept)],
        }
        starts: dict[str, list[Start]] = {name: [] for name in commands}
        for turn in range(ROUNDS + 1):
            for name, command in commands.items():
                one = Start.of(command, cache, name == DEMO)
                starts[name] += [one] if turn else []
    paints = {name: [one.first for one in several] for name, several in starts.items()}
    spent = {name: median(one.spent for one in several) for name, several in starts.items()}
    lists = [one.listed for one in starts[DEMO]]
    bare = median(paints[BARE])
    for name in (LOCKED, DEMO):
        ratio = median(paints[name]) / bare
        yield Row(
            "start", f"{name}: first words", spread(paints[name]), spread(paints[BARE]), ratio,
            f"< {AIM:g} times", ratio < AIM, f"of the processor: {ms(spent[name])}; the bare app {ms(spent[BARE])}",
        )  # fmt: skip
    yield Row(
        "start", f"{DEMO}: the caseload", spread(lists), spread(paints[BARE]), median(lists) / bare,
        also="the bank read, the records opened, every case folded",
    )  # fmt: skip


@dataclass(frozen=True)
class Start:
    """One start: milliseconds to the first words, of the processor until then, and to the caseload."""

    first: float
    spent: float
    listed: float

    @classmethod
    def of(cls, command: list[str], cache: Path, listed: bool) -> Start:
        """Starts the program, waits for its first words, and for the caseload if it is to come."""
        from benchmarks.terminal import Terminal

        with Terminal(command, {"PYTHONPYCACHEPREFIX": str(cache)}) as terminal:
            first = terminal.first_paint()
            spent = terminal.spent()
            last = terminal.when("Caseload", "TT-") if listed else first
            terminal.settle()
            began = terminal.started
            return cls((first - began) * 1000, spent / NS_PER_MS, (last - began) * 1000)
