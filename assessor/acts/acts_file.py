"""Acts on a plan written in a file: read with the place of each, and looked at before any of them is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from assessor import taxonomy
from assessor.care.case import Case
from assessor.care.employer_lines import choice_refusal, shareable
from assessor.care.plan import Plan
from assessor.journal import (
    Act,
    Attempted,
    Commented,
    Consented,
    Decided,
    Frozen,
    GoalRated,
    GoalWritten,
    Ordered,
    Replied,
    Reviewed,
    ShareChosen,
    StepWritten,
    Submitted,
)
from assessor.views.comments import threads
from assessor.views.plan_lines import plan_lines
from assessor.wording import did_you_mean
from assessor.yaml_source import BankError, Fault, Source, build, read_yaml

WRITTEN: Mapping[str, type[Frozen]] = {
    get_args(kind.model_fields["act"].annotation)[0]: kind
    for kind in (
        Decided, GoalWritten, GoalRated, StepWritten, Ordered, Replied, Consented, ShareChosen, Submitted, Reviewed,
        Commented, Attempted,
    )
}  # fmt: skip
"""The acts that are done to a plan outside a question, by their names in the journal."""


@dataclass(frozen=True, slots=True)
class Given:
    """An act as a file gives it, with the source in which the places of its fields stand."""

    act: Act
    source: Source

    def fault(self, field: str, message: str) -> Fault:
        """The fault at this field of it."""
        return self.source.fault((field,), message)


def read_acts(text: str, file: str) -> tuple[list[Given], Source]:
    """The acts of a YAML list, in its order; raises `BankError` with every fault that their fields show."""
    data, source = read_yaml(text, file)
    if not isinstance(data, list) or not data:
        raise BankError([source.fault((), "expected a list of acts, such as `- {act: submit}`")])
    found: list[Given] = []
    faults: list[Fault] = []
    for place, item in enumerate(data):
        inside = _inside(source, place)
        try:
            found.append(Given(_act(item, inside), inside))
        except BankError as error:
            faults += error.faults
    if faults:
        raise BankError(faults)
    return found, source


def _inside(source: Source, place: int) -> Source:
    """The source of one item of a list, its places counted from there."""
    marks, keys = (
        {path[1:]: mark for path, mark in places.items() if path[:1] == (place,)}
        for places in (source.marks, source.keys)
    )
    return Source(source.file, source.text, marks, keys)


def _act(item: object, source: Source) -> Act:
    if not isinstance(item, dict):
        raise BankError([source.fault((), "expected an act, such as `{act: submit}`")])
    name = item.get("act")
    if name is None:
        raise BankError([source.fault((), f"'act' is missing; it is one of {', '.join(WRITTEN)}")])
    kind = WRITTEN.get(str(name))
    if kind is None:
        near = did_you_mean(str(name), WRITTEN) or f"; those that are: {', '.join(WRITTEN)}"
        raise BankError([source.fault(("act",), f"{name!r} is no act that is written on a plan by hand{near}")])
    act, _ = build(kind, item, source)
    return act  # type: ignore[return-value]


def misfit(case: Case, act: Act) -> tuple[str, str] | None:
    """The field of an act that names something the case has not, and what is wrong with it; None if all is there."""
    if case.call is None:
        return None if isinstance(act, Attempted) else ("act", "there is no plan before the first call")
    plan = case.plan
    goals = [goal.key for goal in plan.goals]
    by_hand = {one.id for one in plan.therapist_requests if one.by_hand}
    offered = [one.id for one in (*plan.therapist_requests, *plan.suggestions, *plan.adjustments)]
    match act:
        case Decided(suggestion=name) if name in by_hand:
            return "suggestion", f"{name!r} was written by hand: write its step anew"
        case Decided():
            return _among("suggestion", "suggestion", [act.suggestion], offered) or _goal(act.goal, goals)
        case GoalWritten():
            return _among("answers", "need or barrier", act.answers, [*taxonomy.NEEDS, *taxonomy.BARRIERS])
        case GoalRated():
            return _goal(act.goal, goals)
        case StepWritten(step=name) if name in {*case.call.bank.interventions, *case.call.bank.adjustments}:
            return "step", f"{name!r} is a suggestion of the catalogue: decide on it, or give the step another key"
        case StepWritten():
            return _goal(act.goal, goals)
        case Replied():
            return _among("request", "request", [act.request], [one.id for one in plan.therapist_requests])
        case Ordered():
            moved = [line.key for line in plan_lines(case) if line.kind in ("goal", "step", "suggestion")]
            return _among("keys", "goal, step or suggestion", act.keys, moved)
        case ShareChosen():
            return _among(
                "lines", "line for the employer", act.lines, [line.key for line in shareable(plan)]
            ) or _choice(plan, act)
        case Commented():
            lines = [line.key for line in plan_lines(case)]
            known = [one.id for comment in threads(case) for one in (comment, *comment.answers)]
            return _among("line", "line", filter(None, [act.line]), lines) or _among(
                "answers", "comment", filter(None, [act.answers]), known
            )
    return None


def _choice(plan: Plan, act: ShareChosen) -> tuple[str, str] | None:
    why = choice_refusal(plan, act)
    return ("texts", why) if why else None


def _goal(key: str, goals: list[str]) -> tuple[str, str] | None:
    return _among("goal", "goal", filter(None, [key]), goals)


def _among(field: str, noun: str, given: Iterable[str], known: list[str]) -> tuple[str, str] | None:
    for one in given:
        if one not in known:
            shown = f"; there is {', '.join(known)}" if 0 < len(known) <= 6 else ""
            return field, f"the plan has no {noun} {one!r}{did_you_mean(one, known) or shown}"
    return None
