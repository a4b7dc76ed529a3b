"""The cases of which bundles are made in the tests: with everything that a plan may hold, and every shipped client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from assessor.bank.bank import Bank
from assessor.care.case import Case, read_case
from assessor.demo.store import persona_entries
from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    CallEnded,
    GoalRated,
    GoalWritten,
    Replied,
    Reviewed,
    StepWritten,
    Submitted,
)
from tests.care.conftest import shipped_bank
from tests.export.client import BANK, WORDS, acts, case_of, finished, whole
from tests.records.samples import HARD_EVERYDAY, HARD_TEXT, NOON, entry

Json = dict[str, Any]
ALL = list(acts(WORDS.__getitem__))
AFTER = NOON + timedelta(days=1)
KEY = "goal 0.1"  # the goal that was answered in the call


def later(case: Case, *happened: Act, by: str = "Dan Price") -> Case:
    """The case after these acts on the plan, a minute apart from the day after its call on."""
    for act in happened:
        n = len(case.entries)
        written = entry(f"{n:03d}", act, AFTER + timedelta(minutes=n)).model_copy(update={"by": by})
        case = case.with_entry(written, lambda _: BANK)
    return case


GOAL = GoalWritten(
    goal="g", what="Two mornings at the depot", aim="retain", owner="employer", by="18 December",
    due=date(2026, 12, 18), sign="Joan signs the rota", obstacle="Mum's tablets", who="Joan",
    answers=("fear_of_return", "plan_return", "caring"), agreed_with="Joan Reyes", agreed_on=date(2026, 5, 11),
)  # fmt: skip
ASKED = StepWritten(
    step="s", what="Speak about sleep", who=("therapist",), by="soon", goal="g", because="awake at four", state="to_do"
)
BY_HAND: tuple[Act, ...] = (
    GOAL,
    GoalRated(goal="g", value=4),
    GoalRated(goal="g", value=7),
    GoalRated(goal=KEY, value=0),
    GoalWritten(goal="h", what="A driving job elsewhere", state="let_go", why="She likes the 42"),
    GoalWritten(goal="i", what="Ring the union", state="reached"),
    ASKED,
    StepWritten(step="t", what="Ring Joan", who=("adviser", "gp"), goal=KEY, because="she asked", by="Friday"),
    StepWritten(step="u", what="Buy an alarm clock", state="dropped", why="Her sister has one"),
    Replied(request="s", answer="not_now", words="After the summer", name="Farah Nasser"),
    Replied(request="picture_the_day", answer="accepted", words="First on our list", name=""),
)


def signed(case: Case) -> Case:
    return later(later(case, Submitted()), Reviewed(decision="signed"), by="Sara Quill")


TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
PERSONAS = shipped_bank().personas


def persona(name: str) -> Case:
    entries = persona_entries(PERSONAS[name], shipped_bank(), TODAY)
    numbered = [one.model_copy(update={"id": f"{n:05d}"}) for n, one in enumerate(entries)]
    calls = {one.call: f"call-{n}" for n, one in enumerate(numbered) if isinstance(one.act, CallBegun)}
    return read_case(name, [one.model_copy(update={"call": calls.get(one.call, "")}) for one in numbered], shipped)


def shipped(_: str) -> Bank:
    return shipped_bank()


def hostile(hard: str) -> Case:
    case = finished(lambda place: "Dan Price" if place == "adviser" else f"{WORDS[place]} {hard}")
    return later(
        case,
        GOAL.model_copy(update={"what": hard, "sign": hard, "obstacle": hard, "who": hard, "agreed_with": hard}),
        ASKED.model_copy(update={"what": hard, "because": hard, "by": hard}),
        GoalWritten(goal="h", what="x", state="let_go", why=hard),
        StepWritten(step="u", what=hard, state="dropped", why=hard, because=hard, by=hard),
        Replied(request="s", answer="accepted", words=hard, name=hard),
    )


def unfinished() -> Case:
    return case_of([act for act in ALL if not isinstance(act, CallEnded)])


CASES: dict[str, Callable[[], Case]] = {
    "after a call": finished,
    "with all that every copy may hold": whole,
    "hardly an answer": lambda: case_of([*ALL[:2], Answered(question="may_therapist", value="yes")]),
    "not finished": unfinished,
    "goals and steps by hand": lambda: later(finished(), *BY_HAND),
    "signed": lambda: signed(later(finished(), *BY_HAND)),
    "changed since it was signed": lambda: later(signed(finished()), GOAL),
    "answered after its end": lambda: case_of([*ALL, Answered(question="hours", value=20)]),
    "only blanks": lambda: later(finished(), GoalWritten(goal="b", what=" "), StepWritten(step="b", what=" ")),
}  # fmt: skip
NOT_TO_LEAVE = {
    "annemarie_featherstonehaugh", "mohammed_iqbal_hussain", "siobhan_odwyer", "thandiwe_mokoena_fry",
    "tomasi_vakalahi", "wang_xiuying",
}  # fmt: skip
"""The shipped bank's clients who have not agreed to sharing with the therapist, or had no call."""

CASES |= {f"persona {name}": lambda name=name: persona(name) for name in PERSONAS if name not in NOT_TO_LEAVE}  # type: ignore[misc]
CASES |= {f"hard text: {what}": lambda hard=hard: hostile(hard) for what, hard in HARD_TEXT.items()}  # type: ignore[misc]
EVERYDAY = (
    *[name for name in CASES if not name.startswith(("persona ", "hard text: "))],
    *[name for name in CASES if name.startswith("persona ")][::7],
    *[f"hard text: {what}" for what in HARD_EVERYDAY],
)
"""What is tried every day: every kind of case, a few of the clients, and hard text of each kind."""


def resources(made: Json, kind: str) -> list[Json]:
    return [one["resource"] for one in made["entry"] if one["resource"]["resourceType"] == kind]


def one(made: Json, kind: str) -> Json:
    (found,) = resources(made, kind)
    return found
