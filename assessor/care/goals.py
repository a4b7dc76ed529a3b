"""Goals and the steps under them: as the calls' answers made them, and as they were written by hand since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from operator import not_
from typing import Literal

from pydantic import Field

from assessor import taxonomy, wording
from assessor.care.answers import Answers
from assessor.care.handwritten import ByHand, Written
from assessor.care.later_word import Became, Slip, answer_place, said_on
from assessor.care.line_keys import line_key
from assessor.journal import UNPLACED, Frozen, GoalWritten, StepWritten
from assessor.saying.said_by import SaidBy, said_by
from assessor.scripts.interview import Interview

GoalState = Literal["going_on", "reached", "let_go"]
StepState = Literal["to_do", "under_way", "done", "dropped"]
STILL_TO_DO = frozenset[StepState]({"to_do", "under_way"})


class Rating(Frozen):
    """Where somebody was on a day, 0 to 10."""

    on: date
    value: int


Placed = tuple[int, Rating]
"""A rating with its place in the journal."""


class Goal(Frozen):
    """What the client wants, in their words; ``ratings`` are where they were at each call, ``now`` the latest.

    ``due`` is ``by`` as a day; ``key`` tells a goal from the case's others for good. ``owner`` carries it, ``who``
    helps. ``answers`` are the codes of the needs and barriers it answers. ``agreed_with`` is who agreed it at the
    client's work, on ``agreed_on``; ``why`` is why it was let go.
    """

    what: str
    key: str = ""
    aim: str = ""
    owner: taxonomy.Party = "client"
    by: str = ""
    sign: str = ""
    obstacle: str = ""
    who: str = ""
    now: int | None = None
    ratings: tuple[Rating, ...] = ()
    due: date | None = None
    answers: tuple[str, ...] = ()
    state: GoalState = "going_on"
    why: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None


class Action(Frozen):
    """One step: what, who, by when, and how it stands; ``parties`` is who as codes, ``goal`` the goal's key.

    ``slips`` are what got in the way each time that it was asked about and not done.
    """

    what: str
    key: str = ""
    who: str = ""
    parties: tuple[taxonomy.Party, ...] = ()
    by: str = ""
    goal: str = ""
    because: str = ""
    state: StepState = "to_do"
    why: str = ""
    slips: tuple[Slip, ...] = Field(
        default=(), exclude_if=not_
    )  # so that what left before there were any reads the same

    @property
    def still_to_do(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.state in STILL_TO_DO


def goals(answers: Answers, states: Mapping[str, Became], by_hand: ByHand) -> tuple[Goal, ...]:
    """Every goal, in the order in which a reader wants them."""
    goals_by_key: dict[str, Goal] = {}
    ratings = _ratings_since(answers, by_hand)
    for goal, rating in _answered_goals(answers, states):
        goals_by_key[goal.key] = goal
        ratings.setdefault(goal.key, []).extend(rating)
    for key, written in by_hand.goals.items():
        goals_by_key[key] = _rewritten(written, states.get(key))
    for key, goal in goals_by_key.items():
        goals_by_key[key] = _rated(_reviewed(answers, goal, by_hand.goals.get(key)), ratings.get(key, []))
    return by_hand.in_order((line_key("goal", key), goal) for key, goal in goals_by_key.items())


def actions(answers: Answers, states: Mapping[str, Became], by_hand: ByHand) -> tuple[Action, ...]:
    """Every step that is not a suggestion's, what is asked of the therapist among them."""
    steps: dict[str, Action] = {}
    for interview, number, key, parts in _parts(answers, "action", taxonomy.WRITTEN["action"]):
        became = states.get(key)
        said = became.since(UNPLACED - 1) if became else {}
        slips = became.slips if became else ()
        steps[key] = Action.model_validate(
            parts | {"key": key, "parties": _parties(interview, number), "slips": slips} | said
        )
    for key, written in by_hand.steps.items():
        steps[key] = _step_rewritten(written, states.get(key))
    return by_hand.in_order((line_key("step", key), action) for key, action in steps.items())


def wanting(goal: GoalWritten) -> Iterator[str]:
    """What would make a goal easier to see reached, in the order of the page: nothing that must be."""
    if len(goal.what.split()) < 3:
        yield "Say it as something that can be seen: what, where, how often."
    if goal.due is None:
        yield "A day to look again makes it easier to come back to."
    if not goal.sign.strip():
        yield "Say how you will both know that it is there."
    if not goal.answers:
        yield "Choose the needs or barriers that it answers."


def words_of(interview: Interview, detail: str) -> str:
    """What one call says of a detail, as it reads on a plan; empty if nothing does."""
    name = interview.detail(detail)
    return interview.written(name) if name else ""


def day_of(interview: Interview, detail: str) -> date | None:
    """The day that one call gives for a detail."""
    name = interview.detail(detail)
    value = interview.answer(name) if name else None
    return value if isinstance(value, date) else None


def _parts(answers: Answers, root: str, count: int) -> Iterator[tuple[Interview, int, str, dict[str, str]]]:
    """What each call wrote down as its first, second … goal or step: the interview, its number, its key, its parts."""
    for call, interview in enumerate(answers.interviews):
        for n in range(1, count + 1):
            prefix = f"{root}{n}."
            parts = {d.removeprefix(prefix): words_of(interview, d) for d in taxonomy.DETAILS if d.startswith(prefix)}
            if parts.get("what"):
                yield interview, n, f"{root} {call}.{n}", parts


def _parties(interview: Interview, number: int) -> tuple[str, ...]:
    name = interview.detail(f"action{number}.who")
    value = interview.answer(name) if name else None
    return (value,) if isinstance(value, str) and value in taxonomy.PARTIES else ()


def _answered_goals(answers: Answers, states: Mapping[str, Became]) -> Iterator[tuple[Goal, list[Placed]]]:
    """The goals that each call wrote down, with the rating that was given there."""
    for interview, number, key, parts in _parts(answers, "goal", taxonomy.WRITTEN["goal"]):
        became, due = states.get(key), day_of(interview, f"goal{number}.by")
        if due is None and (said := _said_in_one_line(interview, f"goal{number}.what")).day is not None:
            parts, due = parts | {"what": said.words, "by": wording.day(said.day)}, said.day
        state = became.state if became else "going_on"
        goal = Goal.model_validate({**parts, "now": None, "key": key, "due": due, "state": state})
        yield goal, list(_rating(interview, f"goal{number}.now"))


def _said_in_one_line(interview: Interview, detail: str) -> SaidBy:
    """A goal and the day by which, where its question takes both in one line; else the goal as it was said."""
    name = str(interview.detail(detail))
    question, words = interview.course.question(name), interview.written(name)
    return said_by(words, said_on(interview, name)) if question and question.says_by_when else SaidBy(words)


def _reviewed(answers: Answers, goal: Goal, written: Written[GoalWritten] | None) -> Goal:
    """The goal with the day to look again and the sign that later calls gave it, where none was written since."""
    for later in answers.own:
        keys = later.earlier.slots.get("goal", ())
        if goal.key not in keys:
            continue
        root = f"earlier_goal{keys.index(goal.key) + 1}"
        for part in ("by", "sign"):
            name = later.detail(f"{root}.{part}")
            if name and (written is None or answer_place(later, name) > written.entry.place):
                due = {"due": day_of(later, f"{root}.by")} if part == "by" else {}
                goal = goal.model_copy(update={part: later.written(name)} | due)
    return goal


def _ratings_since(answers: Answers, by_hand: ByHand) -> dict[str, list[Placed]]:
    """The ratings of each goal by its key, those apart that were given where it was first written down."""
    ratings: dict[str, list[Placed]] = {}
    for later in answers.own:
        for number, key in enumerate(later.earlier.slots.get("goal", ()), start=1):
            ratings.setdefault(key, []).extend(_rating(later, f"earlier_goal{number}.now"))
    for written in by_hand.ratings:
        rating = Rating(on=written.entry.at.astimezone().date(), value=written.act.value)
        ratings.setdefault(written.act.goal, []).append((written.entry.place, rating))
    return ratings


def _rating(interview: Interview, detail: str) -> Iterator[Placed]:
    name = interview.detail(detail)
    value = interview.answer(name) if name else None
    if name and isinstance(value, int):
        yield answer_place(interview, name), Rating(on=said_on(interview, name), value=value)


def _rated(goal: Goal, placed: list[Placed]) -> Goal:
    """The goal with its ratings, the last that was given as where the client is now."""
    ratings = tuple(rating for _, rating in sorted(placed, key=lambda pair: pair[0]))
    return goal.model_copy(update={"ratings": ratings, "now": ratings[-1].value if ratings else None})


def _rewritten(written: Written[GoalWritten], became: Became | None) -> Goal:
    """The goal as it was written by hand; a state that a later call gave it stands."""
    act = written.act
    parts = act.model_dump(exclude={"act", "goal"}) | {"aim": act.aim or "", "key": act.goal}
    parts["by"] = act.by or (wording.day(act.due) if act.due else "")
    if became is not None and became.place > written.entry.place:
        parts |= {"state": became.state, "why": ""}
    return Goal.model_validate(parts)


def _step_rewritten(written: Written[StepWritten], became: Became | None) -> Action:
    act = written.act
    who = wording.listed(taxonomy.PARTIES[party] for party in act.who)
    parts = act.model_dump(exclude={"act", "step", "who"}) | {"key": act.step, "who": who, "parties": act.who}
    if became is not None:
        parts |= became.since(written.entry.place) | {"slips": became.slips}
    return Action.model_validate(parts)
