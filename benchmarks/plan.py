"""The plan's page: from the key that opens it to its lines painted, with 400 entries in the journal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Row, Samples, ms

ENTRIES, TIMES = 400, 15
AIM = 100.0
QUIET = 0.2  # seconds; what is awaited has been painted, and what follows it is not to be in the next figure
F2, ESCAPE = "\x1bOQ", "\x1b"


def rows() -> Iterator[Row]:
    """The client whose plan is fullest, alone in the caseload, opened from it again and again."""
    if sys.platform == "win32":
        yield Row("plan", "needs a POSIX terminal", also="not measured on Windows")
        return
    from assessor.acts.desk import Desk, now
    from assessor.bank.loader import read_bank, read_files
    from assessor.care.case import read_case
    from assessor.demo.store import DEMO_ADVISER, make_demonstration, persona_entries
    from assessor.journal import Noted
    from benchmarks.keys import bare_keys
    from benchmarks.terminal import Terminal

    with TemporaryDirectory() as folder:
        home = Path(folder) / "records"
        bank = read_bank(read_files(), "question_banks")

        def lines(name: str) -> int:
            plan = read_case("c", persona_entries(bank.personas[name], bank, now()), lambda _: bank).plan
            return len((*plan.suggestions, *plan.therapist_requests, *plan.barriers, *plan.needs))

        fullest = max((name for name, one in bank.personas.items() if one.state == "finished"), key=lines)
        store = make_demonstration(home, replace(bank, personas={fullest: bank.personas[fullest]}))
        desk = Desk(store, bank, DEMO_ADVISER)
        case = desk.case(bank.personas[fullest].client.reference)
        call = case.calls[-1].id
        while len(case.entries) < ENTRIES:
            case = desk.write(case, [Noted(text=f"note {len(case.entries)}")] * 10, call)
        store.close()
        command = [sys.executable, "-m", "assessor", "--home", str(home)]
        with Terminal(command, {}) as terminal:
            marked = case.client.telephone  # stands below the list once the one client in it is marked
            terminal.when("Caseload", marked)
            taken = []
            for _ in range(TIMES):
                pressed = terminal.press(F2)
                painted = terminal.when("hand in", f"version {case.version}")
                taken.append(int((painted - pressed) * 1e9))
                terminal.settle(QUIET)
                terminal.press(ESCAPE)
                terminal.when("Caseload", marked)
                terminal.settle(QUIET)
        ours, beside = Samples([taken]), Samples([[key.taken for key in bare_keys()]])
        yield Row(
            "plan", f"opened, {len(case.entries)} entries, {lines(fullest)} lines on it",
            f"{ms(ours.median)} · {ms(ours.p99)} · {ms(ours.most)}",
            f"{ms(beside.median)} · {ms(beside.p99)} · {ms(beside.most)}", ours.median / beside.median,
            f"median < {AIM:g}", ours.median < AIM, "beside it a key in the bare app",
        )  # fmt: skip
