"""One invented client, from first entry to last: what the exports are made of in these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files
from assessor.care.case import Case, read_case
from assessor.care.employer_lines import choice, shareable
from assessor.export import FORMATS
from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Consented,
    Decided,
    GoalRated,
    GoalWritten,
    NotAnswered,
    Noted,
    Replied,
    Reviewed,
    SafetyField,
    SafetyNoted,
    ShareChosen,
    StepWritten,
    Submitted,
)
from tests.records.samples import FILES, NOON, entry

ADJUSTMENTS = """\
adjustments: changes
owner: The tests
source: {title: A page about changes, publisher: Invented Press, checked_on: 2026-04-01}
library:
  - id: later_start
    title: A later start
    group: policies
    answers: [sleep_fatigue]
    fits: [any]
    ask: A start one hour later for four weeks.
    try_it: Look again after four weeks.
"""


def bank(**changed: str) -> Bank:
    """The small bank with one adjustment, and the text of ``script`` or ``catalogue`` changed if one is given."""
    names = {"script": "scripts/short_call.yaml", "catalogue": "catalogue/helps.yaml"}
    files = FILES | {"adjustments/changes.yaml": ADJUSTMENTS}
    files |= {name: text for name, text in read_files().items() if name.startswith("helplines/")}
    return read_bank(files | {names[part]: text for part, text in changed.items()})


BANK = bank()

PAGES = tuple(name for name, one in FORMATS.items() if len(one.readers) == 3)
"""The formats that every reader can have."""

DOCUMENTS: dict[str, tuple[str, str | None]] = {
    "therapist": ("therapist", None),
    "client": ("client", None),
    "employer": ("employer", None),
    "client-meeting": ("client", "meeting"),
    "client-adjustments": ("client", "adjustments"),
    "employer-meeting": ("employer", "meeting"),
    "employer-adjustments": ("employer", "adjustments"),
}
"""Every document that leaves: its reader, and the letter if it is one."""

MADE = [
    (document, name)
    for document, (reader, letter) in DOCUMENTS.items()
    for name, format in FORMATS.items()
    if reader in format.readers and (format.letters or not letter)
]
"""Every document in each format in which it can be had."""

WORDS = {
    "name": "Ines Marlowe",
    "called": "Ines",
    "reference": "TT-10001",
    "therapist": "Farah Nasser",
    "therapist_role": "CBT therapist",
    "adviser": "Dan Price",
    "role": "Bus driver",
    "employer": "Harbour Buses",
    "pattern": "permanent",
    "since": "2019",
    "note_says": "not fit for work",
    "meeting_what": "welfare meeting",
    "dread": "my chest goes tight when I pass the depot",
    "contact": "one letter, nobody has rung",
    "burdens": "up at four, then Mum's tablets",
    "health": "I lose the route, and once I had to pull over",
    "goal": "Drive the 42 again, mornings only at first",
    "goal_by": "the end of June",
    "goal_sign": "Two weeks of shifts without ringing in",
    "goal_who": "her manager",
    "step": "Write to Joan about phased hours",
    "step_who": "Ines, with Dan",
    "step_by": "this Friday",
    "harder": "Ring Dan, and take the bus as a passenger first",
    "next_at": "10.30",
    "next_how": "by telephone",
    "request": "Plan the first morning back with Ines, from the alarm to the depot gate",
    "request_by": "by 15 May",
    "meeting": "Ines meets Joan with Dan on the line",
    "meeting_by": "next week",
    "reason": "Her sister has taken over for now.",
    "safety_words": "some mornings I wish I would not wake up",
    "where": "at home, her sister in the next room",
    "told": "Farah Nasser",
    "told_at": "11.20",
    "said": "will ring Ines today",
    "agreed": "Ines keeps the crisis number by the phone",
    "second_goal": "Start at nine for the first month",
    "second_by": "1 June 2026",
    "second_sign": "Four weeks of later starts on the rota",
    "second_who": "the depot clerk",
    "joan": "Joan Pike",
    "ask": "Look with Ines at what comes up at the depot gate",
    "ask_because": "It stops her in the car park",
    "ask_by": "at the session of 20 May",
    "call_joan": "Ring Joan to fix the day",
    "call_by": "Thursday",
    "reply": "We begin with sleep, the gate comes after",
    "replier": "Farah Nasser",
}
"""What the client of the golden files said, by the place in the plan where it stands."""


def acts(word: Callable[[str], str], bank: Bank = BANK) -> Iterable[Act]:
    """The client's referral and call. ``word`` gives every piece of free text, by its place in `WORDS`."""
    yield ClientRecorded(
        client=Client(
            name=word("name"),
            called=word("called"),
            born=date(1984, 2, 29),
            reference=word("reference"),
            therapist=word("therapist"),
            therapist_role=word("therapist_role"),
            referred_on=date(2026, 4, 27),
        )
    )
    yield CallBegun(script="short_call", version=2, bank=bank.fingerprint)
    yield Answered(question="situation", value="off_sick")
    yield Answered(question="aim", value="return")
    for question in ("role", "employer", "pattern"):
        yield Answered(question=question, value=word(question))
    yield Answered(question="hours", value=30)
    yield Answered(question="since", value=word("since"))
    yield Answered(question="first_day", value="2026-03-09")
    yield Answered(question="note_says", value=word("note_says"))
    yield Answered(question="note_ends", value="2026-05-18")
    yield Answered(question="contact", value="never")
    yield Noted(text=word("contact"), question="contact")
    yield Answered(question="meeting_on", value="2026-05-11")
    yield Answered(question="meeting_what", value=word("meeting_what"))
    yield Answered(question="dread", value="yes")
    yield Noted(text=word("dread"), question="dread")
    yield Answered(question="burdens", value=("sleep", "caring"))
    yield Noted(text=word("burdens"), question="burdens")
    yield Answered(question="wishes", value=("return", "rights"))
    yield Answered(question="backing", value=("family",))
    for question in ("health", "goal", "goal_by", "goal_sign", "goal_who"):
        yield Answered(question=question, value=word(question))
    yield Answered(question="goal_now", value=3)
    for question in ("step", "step_who", "step_by"):
        yield Answered(question=question, value=word(question))
    yield Answered(question="may_therapist", value="yes")
    yield NotAnswered(question="may_gp", reason="unknown")
    yield Answered(question="harder", value=word("harder"))
    yield Answered(question="next_on", value="2026-05-12")
    for question in ("next_at", "next_how"):
        yield Answered(question=question, value=word(question))
    lines: tuple[SafetyField, ...] = ("words", "where", "told", "told_at", "said", "agreed")
    for line in lines:
        yield SafetyNoted(field=line, text=word("safety_words" if line == "words" else line))
    yield Decided(suggestion="picture_the_day", decision="accepted", words=word("request"), by=word("request_by"))
    yield Decided(suggestion="meeting_at_work", decision="accepted", words=word("meeting"), by=word("meeting_by"))
    yield Decided(suggestion="carers_leave", decision="set_aside", reason=word("reason"))
    yield CallEnded()


def by_hand(word: Callable[[str], str]) -> Iterable[Act]:
    """What was written on the plan after the call."""
    yield GoalRated(goal="goal 0.1", value=5)
    yield GoalWritten(
        goal="second", what=word("second_goal"), owner="employer", by=word("second_by"), sign=word("second_sign"),
        who=word("second_who"), agreed_with=word("joan"), agreed_on=date(2026, 5, 4),
    )  # fmt: skip
    yield StepWritten(
        step="ask", what=word("ask"), who=("therapist",), by=word("ask_by"), goal="second", because=word("ask_because")
    )
    yield StepWritten(step="call", what=word("call_joan"), who=("client", "adviser"), by=word("call_by"), goal="second")
    yield Decided(suggestion="later_start", decision="accepted", by="from the first day back")
    yield Replied(request="picture_the_day", answer="not_now", words=word("reply"), name=word("replier"))
    yield Consented(reader="employer", given=True)


def sharing(case: Case, *keys: str) -> ShareChosen:
    """The client's choice to show the employer these lines, or all that could be shown."""
    return choice(case.plan, keys or tuple(line.key for line in shareable(case.plan)))


def signed() -> Iterable[Act]:
    """The plan handed in, and signed."""
    yield Submitted()
    yield Reviewed(decision="signed", words="")


def case_of(happened: Iterable[Act], by: str = "Dan Price", bank: Bank = BANK) -> Case:
    """The case that these acts make: one every 35 seconds from `NOON` on, all in one call but the first."""
    entries = [
        entry(f"{n:03d}", act, NOON + timedelta(seconds=35 * n)).model_copy(
            update={"by": by, "call": "call-1" if n else ""}
        )
        for n, act in enumerate(happened)
    ]
    return read_case("case-1", entries, lambda fingerprint: bank)


def finished(word: Callable[[str], str] = WORDS.__getitem__, bank: Bank = BANK) -> Case:
    """The client's case at the end of the call."""
    return case_of(acts(word, bank), word("adviser"), bank)


def whole(word: Callable[[str], str] = WORDS.__getitem__, bank: Bank = BANK, *more: Act) -> Case:
    """The case with all that can stand on a plan: after the call, with what was written by hand, every line shared."""
    happened = [*acts(word, bank), *by_hand(word)]
    everything = sharing(case_of(happened, word("adviser"), bank))
    return case_of([*happened, everything, *more], word("adviser"), bank)
