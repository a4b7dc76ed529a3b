"""The plan's page: from the key that opens it to its lines painted, with 400 entries in the journal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Row, Samples, ms

ENTRIES, TIMES = 400, 15
AIM = 100.0
F2, ESCAPE = "\x1bOQ", "\x1b"


def rows() -> Iterator[Row]:
    """A client whose plan is full, opened from the caseload again and again."""
    if sys.platform == "win32":
        yield Row("plan", "needs a POSIX terminal", also="not measured on Windows")
        return
    from assessor.acts.desk import Desk, now
    from assessor.bank.loader import read_bank, read_files
    from assessor.care.case import read_case
    from assessor.demo.store import DEMO_ADVISER, make_demonstration, persona_entries
    from assessor.journal import Noted
    from benchmarks.terminal import Terminal

    with TemporaryDirectory() as folder:
        home = Path(folder) / "records"
        bank = read_bank(read_files(), "question_banks")

        def lines(name: str) -> int:
            plan = read_case("c", persona_entries(bank.personas[name], bank, now()), lambda _: bank).plan
            return len((*plan.suggestions, *plan.therapist_requests, *plan.barriers, *plan.needs))

        fullest = max((name for name, one in bank.personas.items() if one.state == "finished"), key=lines)
        store = make_demonstration(home, bank)
        desk = Desk(store, bank, DEMO_ADVISER)
        case = desk.case(bank.personas[fullest].client.reference)
        call = case.calls[-1].id
        while len(case.entries) < ENTRIES:
            case = desk.write(case, [Noted(text=f"note {len(case.entries)}")] * 10, call)
        store.close()
        command = [sys.executable, "-m", "assessor", "--home", str(home)]
        with Terminal(command, {}) as terminal:
            terminal.when("Caseload", "TT-")
            terminal.settle()
            terminal.press(case.client.reference)
            terminal.settle(0.3)
            taken = []
            for _ in range(TIMES):
                pressed = terminal.press(F2)
                painted = terminal.when("hand in", f"version {case.version}")
                taken.append(int((painted - pressed) * 1e9))
                terminal.settle(0.2)
                terminal.press(ESCAPE)
                terminal.when("Caseload")
                terminal.settle(0.3)
        found = Samples([taken])
        yield Row(
            "plan", f"opened, {len(case.entries)} entries, {lines(fullest)} lines on it",
            f"{ms(found.median)} · {ms(found.p99)} · {ms(found.most)}", aim=f"median < {AIM:g}", met=found.median < AIM,
        )  # fmt: skip
