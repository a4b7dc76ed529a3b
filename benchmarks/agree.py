"""What could help: from the key that brings the call to it to its words and answers painted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Row, Samples, ms

TIMES = 15
AIM = 50.0
QUIET = 0.3  # seconds; the plan beside the question follows a tenth of a second after the key
ENTER, BACK = "\r", "\x02"


def rows() -> Iterator[Row]:
    """The client to whom most could be offered: the last answer before it is given, again and again."""
    if sys.platform == "win32":
        yield Row("agree", "needs a POSIX terminal", also="not measured on Windows")
        return
    from assessor.acts.desk import Desk, now
    from assessor.bank.loader import read_bank, read_files
    from assessor.care.agreeing import to_talk_over
    from assessor.care.case import read_case
    from assessor.demo.store import DEMO_ADVISER, make_demonstration, persona_entries
    from assessor.journal import Decided
    from benchmarks.keys import Key, bare_keys
    from benchmarks.terminal import Terminal

    with TemporaryDirectory() as folder:
        home = Path(folder) / "records"
        bank = read_bank(read_files(), "question_banks")

        def offered(name: str) -> int:
            case = read_case("c", persona_entries(bank.personas[name], bank, now()), lambda _: bank)
            return len((*case.plan.suggestions, *case.plan.therapist_requests))

        first = {name: one for name, one in bank.personas.items() if one.state == "finished" and not one.later}
        name = max(first, key=offered)
        course, new = bank.course(first[name].script), {"state": "new", "days_ago": 0}
        store = make_demonstration(home, replace(bank, personas={name: first[name].model_copy(update=new)}))
        desk = Desk(store, bank, DEMO_ADVISER)
        case = desk.begin_call(desk.cases()[0], course.script.script)
        acts, _ = first[name].acts(course, desk.today)
        for act in acts:
            at = course.at.get(getattr(act, "question", None) or "", 0)
            if not isinstance(act, Decided) and at < course.agreeing[0].place:
                case = desk.write(case, act, case.calls[-1].id)
        waiting = to_talk_over(case.plan, case.calls[-1])
        store.close()
        with Terminal([sys.executable, "-m", "assessor", "--home", str(home)], {}) as terminal:
            terminal.when("Caseload", case.client.telephone)
            terminal.press(ENTER)
            terminal.when("Talk about it later")
            taken = []
            for _ in range(TIMES):
                terminal.settle(QUIET)
                terminal.press(BACK)
                terminal.when("leave it as it was")
                # the answer before it once more; Escape would wait for what may follow it
                terminal.settle(QUIET)
                taken.append(Key.timed(terminal, ENTER, [waiting[0].title[:20], "Talk about it later"]))
        spent = Samples([[key.spent for key in taken]])
        ours, beside = Samples([[key.taken for key in taken]]), Samples([[key.taken for key in bare_keys()]])
        yield Row(
            "agree", f"opened, {len(waiting)} things to talk over",
            f"{ms(ours.median)} · {ms(ours.p99)} · {ms(ours.most)}",
            f"{ms(beside.median)} · {ms(beside.p99)} · {ms(beside.most)}", ours.median / beside.median,
            f"median < {AIM:g}", ours.median < AIM,
            f"of the processor: median {ms(spent.median)}; beside it a key in the bare app",
        )  # fmt: skip
