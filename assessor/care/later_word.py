"""What later calls said became of the goals, steps and barriers of earlier ones, with their places in the journal.

Of a step that was not done it is also kept what got in the way, and what was to be done about it: another day, a
smaller piece of it, somebody else, or nothing more. That is added to the step each time; its words, its day and whose
it is are those said last, be it in a call or by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from pydantic import Field

from assessor import taxonomy, wording
from assessor.care.answers import Answers
from assessor.earlier_details import STEP_OBSTACLES, STEP_WAYS
from assessor.journal import UNPLACED, Entry, Frozen
from assessor.scripts.interview import Interview

CLOSED: Mapping[str, str] = {"no_longer_fits": "dropped", "let_go": "dropped"}
"""What ends a step though it was said to be not done yet, and the state that it then has."""


class Slip(Frozen):
    """That a step was not done by the day it was asked about: what got in the way, in a few words, and what was to be
    done about it; ``own`` says that the words are somebody's own."""

    on: date
    obstacle: str = ""
    way: str = ""
    own: bool = Field(default=False, exclude=True)

    @property
    def told(self) -> str:
        """The same in one line: "worry about it; made smaller"."""
        return "; ".join(filter(None, (self.in_the_way, self.way)))

    @property
    def in_the_way(self) -> str:
        """What got in the way, in quotes where the words are somebody's own."""
        return f"“{wording.one_line(self.obstacle)}”" if self.own else self.obstacle


class Said(NamedTuple):
    """What a part of a step was said to be, and the place in the journal where it was said."""

    value: Any
    place: int


@dataclass(frozen=True)
class Became:
    """What a later call said became of something, and the place in the journal where it was said.

    Of a step: ``why`` it was dropped, the ``parts`` of it that were said anew, and each ``slip``, the latest last.
    """

    state: str
    place: int
    why: str = ""
    parts: Mapping[str, Said] = field(default_factory=dict)
    slips: tuple[Slip, ...] = ()

    def since(self, place: int) -> dict[str, Any]:
        """The parts of it that were said after a place in the journal: how it stands, and what is otherwise now."""
        parts = {part: said.value for part, said in self.parts.items() if said.place > place}
        return parts | ({"state": self.state, "why": self.why} if self.place > place else {})


def became(answers: Answers) -> dict[str, Became]:
    """What later calls said became of each goal, step and barrier, by its key."""
    outcomes: dict[str, Became] = {}
    for interview in answers.own:
        for slot, keys in interview.earlier.slots.items():
            for number, key in enumerate(keys, start=1):
                root = f"earlier_{slot}{number}"
                name = interview.detail(f"{root}.state")
                if name:
                    said = Became(str(interview.answer(name)), answer_place(interview, name))
                    outcomes[key] = _of_step(interview, root, said, outcomes.get(key)) if slot == "step" else said
    return outcomes


def _of_step(interview: Interview, root: str, said: Became, before: Became | None) -> Became:
    parts = dict(before.parts) if before else {}
    slips = before.slips if before else ()
    name = str(interview.detail(f"{root}.state"))
    if said.state == "dropped":
        said = replace(said, why=interview.named_words(name))
    if said.state in ("to_do", "under_way") and (slip := _slip(interview, root)):
        slips = (*slips, slip)
        for detail in ("obstacle", "way"):
            ends = interview.detail(f"{root}.{detail}")
            if ends and str(interview.answer(ends)) in CLOSED:
                state = CLOSED[str(interview.answer(ends))]
                said = replace(
                    said, state=state, why=slip.obstacle, place=max(said.place, answer_place(interview, ends))
                )
        parts |= dict(_said_anew(interview, root))
    return replace(said, parts=parts, slips=slips)


def _slip(interview: Interview, root: str) -> Slip | None:
    obstacle, way = interview.detail(f"{root}.obstacle"), interview.detail(f"{root}.way")
    if not obstacle and not way:
        return None
    own = interview.named_words(obstacle) if obstacle else ""
    obstacle_told = own or (STEP_OBSTACLES[str(interview.answer(obstacle))] if obstacle else "")
    then = STEP_WAYS[str(interview.answer(way))] if way else ""
    return Slip(on=said_on(interview, obstacle or str(way)), obstacle=obstacle_told, way=then, own=bool(own))


def _said_anew(interview: Interview, root: str) -> Iterator[tuple[str, Said]]:
    """The words, the day and the parties of a step, where they were said anew."""
    for part in ("what", "by", "who"):
        name = interview.detail(f"{root}.{part}")
        if not name:
            continue
        value, place = interview.answer(name), answer_place(interview, name)
        yield part, Said(interview.written(name), place)
        if part == "who" and value in taxonomy.PARTIES:
            yield "parties", Said((value,), place)


def said_on(interview: Interview, name: str) -> date:
    """The day on which an answer was given."""
    entry = _entry(interview, name)
    return entry.at.astimezone().date() if entry else interview.today


def answer_place(interview: Interview, name: str) -> int:
    """The place in the journal of the latest word on a question."""
    entry = _entry(interview, name)
    return entry.place if entry else UNPLACED


def _entry(interview: Interview, name: str) -> Entry | None:
    """The entry that holds the latest word on a question."""
    answered = interview.responses.get(name)
    return answered.entry if answered else None
