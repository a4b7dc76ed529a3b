"""Goals and the steps under them: as the calls' answers made them, and as they were written by hand since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

from assessor import taxonomy, wording
from assessor.care.answers import Known
from assessor.care.handwritten import ByHand
from assessor.journal import Frozen, GoalWritten, StepWritten
from assessor.scripts.interview import Interview

GoalState = Literal["going_on", "reached", "let_go"]
StepState = Literal["to_do", "under_way", "done", "dropped"]


class Rating(Frozen):
    """Where somebody was on a day, 0 to 10."""

    on: date
    value: int


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
    """One step: what, who, by when, and how it stands; ``parties`` is who as codes, ``goal`` the goal's key."""

    what: str
    key: str = ""
    who: str = ""
    parties: tuple[taxonomy.Party, ...] = ()
    by: str = ""
    goal: str = ""
    because: str = ""
    state: StepState = "to_do"
    why: str = ""


class Became(NamedTuple):
    """What a later call said became of something, and when it was said."""

    state: str
    at: datetime | None


def became(known: Known) -> dict[str, Became]:
    """What later calls said became of each goal, step and barrier, by its key."""
    found: dict[str, Became] = {}
    for interview in known.own:
        for slot, keys in interview.earlier.slots.items():
            for number, key in enumerate(keys, start=1):
                name = interview.detail(f"earlier_{slot}{number}.state")
                if name:
                    found[key] = Became(str(interview.answer(name)), _said_at(interview, name))
    return found


def goals(known: Known, states: Mapping[str, Became], by_hand: ByHand) -> tuple[Goal, ...]:
    """Every goal, in the order in which a reader wants them."""
    found = {goal.key: goal for goal in _answered_goals(known, states)}
    for key, (written, at) in by_hand.goals.items():
        found[key] = _rewritten(found.get(key), written, at, states.get(key))
    for key, goal in found.items():
        found[key] = _reviewed(known, goal, by_hand.goals[key][1] if key in by_hand.goals else None)
    for rated, at in by_hand.ratings:
        if rated.goal in found:
            found[rated.goal] = _rated(found[rated.goal], Rating(on=at.astimezone().date(), value=rated.value))
    return by_hand.in_order((f"goal {key}", goal) for key, goal in found.items())


def actions(known: Known, states: Mapping[str, Became], by_hand: ByHand) -> tuple[Action, ...]:
    """Every step that is not a suggestion's, what is asked of the therapist among them."""
    found: dict[str, Action] = {}
    for interview, number, key, parts in _parts(known, "action", taxonomy.WRITTEN["action"]):
        became = states.get(key)
        found[key] = Action.model_validate(
            parts | {"key": key, "state": became.state if became else "to_do", "parties": _parties(interview, number)}
        )
    for key, (written, at) in by_hand.steps.items():
        found[key] = _step_rewritten(written, at, states.get(key))
    return by_hand.in_order((f"step {key}", action) for key, action in found.items())


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


def said_on(interview: Interview, name: str) -> date:
    """The day on which an answer was given."""
    at = _said_at(interview, name)
    return at.astimezone().date() if at else interview.today


def _said_at(interview: Interview, name: str) -> datetime | None:
    given = interview.given.get(name)
    return given.entry.at if given and given.entry else None


def words_of(interview: Interview, detail: str) -> str:
    """What one call says of a detail, as it reads on a plan; empty if nothing does."""
    name = interview.detail(detail)
    return interview.written(name) if name else ""


def day_of(interview: Interview, detail: str) -> date | None:
    """The day that one call gives for a detail."""
    name = interview.detail(detail)
    value = interview.answer(name) if name else None
    return value if isinstance(value, date) else None


def _parts(known: Known, root: str, count: int) -> Iterator[tuple[Interview, int, str, dict[str, str]]]:
    """What each call wrote down as its first, second … goal or step: the interview, its number, its key, its parts."""
    for call, interview in enumerate(known.interviews):
        for n in range(1, count + 1):
            prefix = f"{root}{n}."
            parts = {d.removeprefix(prefix): words_of(interview, d) for d in taxonomy.DETAILS if d.startswith(prefix)}
            if parts.get("what"):
                yield interview, n, f"{root} {call}.{n}", parts


def _parties(interview: Interview, number: int) -> tuple[str, ...]:
    name = interview.detail(f"action{number}.who")
    value = interview.answer(name) if name else None
    return (value,) if isinstance(value, str) and value in taxonomy.PARTIES else ()


def _answered_goals(known: Known, states: Mapping[str, Became]) -> Iterator[Goal]:
    for interview, number, key, parts in _parts(known, "goal", taxonomy.WRITTEN["goal"]):
        ratings = tuple(_rating(interview, f"goal{number}.now"))
        became = states.get(key)
        now, state = ratings[-1].value if ratings else None, became.state if became else "going_on"
        due = day_of(interview, f"goal{number}.by")
        whole = parts | {"key": key, "now": now, "ratings": ratings, "due": due, "state": state}
        yield Goal.model_validate(whole)


def _reviewed(known: Known, goal: Goal, written: datetime | None) -> Goal:
    """The goal with what later calls said of it: each rating, and another day unless one was written since."""
    for later in known.own:
        keys = later.earlier.slots.get("goal", ())
        if goal.key not in keys:
            continue
        again = f"earlier_goal{keys.index(goal.key) + 1}"
        for rating in _rating(later, f"{again}.now"):
            goal = _rated(goal, rating)
        name = later.detail(f"{again}.by")
        said = _said_at(later, name) if name else None
        if name and (written is None or (said is not None and said > written)):
            goal = goal.model_copy(update={"by": later.written(name), "due": day_of(later, f"{again}.by")})
    return goal


def _rating(interview: Interview, detail: str) -> Iterator[Rating]:
    name = interview.detail(detail)
    value = interview.answer(name) if name else None
    if name and isinstance(value, int):
        yield Rating(on=said_on(interview, name), value=value)


def _rewritten(before: Goal | None, written: GoalWritten, at: datetime, became: Became | None) -> Goal:
    """The goal as it was written by hand, with what it was rated; a state that a later call gave it stands."""
    later = became is not None and became.at is not None and became.at > at
    parts = written.model_dump(exclude={"act", "goal"}) | {"aim": written.aim or ""}
    parts["by"] = written.by or (wording.day(written.due) if written.due else "")
    if later and became is not None:
        parts |= {"state": became.state, "why": ""}
    rated = {"ratings": before.ratings, "now": before.now} if before else {}
    return Goal.model_validate(parts | rated | {"key": written.goal})


def _rated(goal: Goal, rating: Rating) -> Goal:
    ratings = tuple(sorted((*goal.ratings, rating), key=lambda one: one.on))
    return goal.model_copy(update={"ratings": ratings, "now": ratings[-1].value})


def _step_rewritten(written: StepWritten, at: datetime, became: Became | None) -> Action:
    later = became is not None and became.at is not None and became.at > at
    who = wording.listed(taxonomy.PARTIES[party] for party in written.who)
    parts = written.model_dump(exclude={"act", "step", "who"}) | {"key": written.step, "who": who}
    if later and became is not None:
        parts |= {"state": became.state, "why": ""}
    return Action.model_validate(parts | {"parties": written.who})
