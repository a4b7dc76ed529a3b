"""One invented client, from first entry to last: what the exports are made of in these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from assessor.care.bank import Bank
from assessor.care.case import Case, read_case
from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Decided,
    NotAnswered,
    Noted,
    SafetyField,
    SafetyNoted,
)
from tests.records.samples import NOON, entry, small_bank

BANK = small_bank()

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
