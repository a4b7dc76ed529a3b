"""The keys pressed in each persona's first call and on its plan, beside the least that could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from benchmarks.figures import Row

if TYPE_CHECKING:
    from assessor.bank.bank import Bank
    from assessor.bank.personas import Persona
    from assessor.journal import Decided
    from assessor.scripts.interview import Interview
    from benchmarks.player import Turn

AIM = 1.10


@dataclass(frozen=True)
class Pressed:
    """What one call took: the keys, the least there could be, and the letters among both."""

    keys: int
    least: int
    letters: int


def rows() -> Iterator[Row]:
    """One row a persona, and one for them all."""
    from assessor.bank.loader import read_bank, read_files

    bank = read_bank(read_files())
    every = {name: pressed(one, bank) for name, one in bank.personas.items() if one.answers}
    for name, one in sorted(every.items(), key=lambda item: item[1].keys / item[1].least):
        yield _row(name, one)
    yield _row(
        "all of them",
        Pressed(*(sum(getattr(one, part) for one in every.values()) for part in ("keys", "least", "letters"))),
    )


def _row(what: str, one: Pressed) -> Row:
    ratio = one.keys / one.least
    bare = (one.keys - one.letters) / (one.least - one.letters)
    also = (
        f"{one.letters:,} letters; without them {one.keys - one.letters:,} to {one.least - one.letters:,} ({bare:.2f})"
    )
    return Row("presses", what, f"{one.keys:,}", f"{one.least:,}", ratio, f"< {AIM:g}", ratio < AIM, also)


def pressed(persona: Persona, bank: Bank) -> Pressed:
    """Plays a persona's first call and its decisions without a screen, and counts."""
    from assessor.care.case import Case
    from assessor.journal import Act, CallBegun, CallEnded, ClientRecorded, Decided, Entry, WentTo
    from benchmarks.player import Words, agreed, decided, presses, stands_to_agree, taken, turns

    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    count = 0

    def after(case: Case, act: Act, call: str = "1") -> Case:
        nonlocal count
        count += 1
        return case.with_entry(Entry(id=f"{count:08}", at=at, by="Dan Price", call=call, act=act), lambda _: bank)

    course = bank.course(persona.script)
    today: date = at.date()
    acts, _ = persona.acts(course, today)
    case = after(Case("1"), ClientRecorded(client=persona.known_as(today)), "")
    case = after(case, CallBegun(script=persona.script, version=course.script.version, bank=bank.fingerprint))
    keys, least, letters = 0, 0, 0
    decisions: list[Decided] = [act for act in acts if isinstance(act, Decided)]

    def talk_over() -> None:
        nonlocal case, keys, least, letters, decisions
        while stands_to_agree(case.calls[0].interview):
            strokes, made = agreed(case, case.calls[0], decisions, today)
            keys += presses(strokes)
            typed = sum(len(stroke.text) for stroke in strokes if isinstance(stroke, Words))
            letters, least = letters + typed, least + typed
            for act in made:
                case = after(case, act)
            done = {act.suggestion for act in made if isinstance(act, Decided)}
            least += len(done & {decision.suggestion for decision in decisions})
            decisions = [decision for decision in decisions if decision.suggestion not in done]

    for turn in turns([act for act in acts if not isinstance(act, Decided)]):
        talk_over()
        interview = case.calls[0].interview
        strokes = taken(interview, turn, case.safety_lines("1"))
        if strokes is None:  # said, and set aside by another answer: an adviser is not asked to type it
            continue
        keys += presses(strokes)
        typed = sum(len(stroke.text) for stroke in strokes if isinstance(stroke, Words))
        if "ctrl+g" in strokes:  # the words that find a question are none of the client's
            typed -= next(len(stroke.text) for stroke in strokes if isinstance(stroke, Words))
            case = after(case, WentTo(question=turn.about))
        letters += typed
        least += typed + _codes(interview, turn)
        for act in turn.acts:
            case = after(case, act)
    talk_over()
    if persona.state == "finished":
        keys += 1
        case = after(case, CallEnded())
    strokes = list(decided(case.plan, decisions))
    typed = sum(len(stroke.text) for stroke in strokes if isinstance(stroke, Words))
    return Pressed(keys + presses(strokes), least + typed + len(decisions), letters + typed)


def _codes(interview: Interview, turn: Turn) -> int:
    """One key for each code that the answer holds; none for words, whose letters count."""
    from assessor.journal import Answered, NotAnswered

    if isinstance(turn.act, NotAnswered):
        return 1
    question = interview.course.question(turn.about)
    if not isinstance(turn.act, Answered) or question is None or question.field.typed:
        return 0
    return len(turn.act.value) if isinstance(turn.act.value, tuple) else 1
