"""The goal page: a client's wish helped into something specific, dated, and easy to see when it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessor import taxonomy, wording
from assessor.care.goals import Action, Goal, wanting
from assessor.care.plan import Plan
from assessor.journal import Act, GoalRated, GoalWritten, StepWritten
from assessor.screens.form import Field, FormScreen, Given

OWNERS = {party: taxonomy.PARTIES[party] for party in ("client", "adviser", "therapist", "employer")}


def goal_form(plan: Plan, goal: Goal | None) -> FormScreen:
    """The page for this goal, or for a new one."""
    now = goal or Goal(what="")
    lines = {line.code: line.title for line in (*plan.needs, *plan.barriers)}
    fields = [
        Field("what", "What, in their words", value=now.what, needed="A goal wants a few words, the client's own."),
        Field("by", "By when", "day", now.by, hint="18 Dec, in 6 weeks, end of March"),
        Field("sign", "How we will know", value=now.sign, hint="something that they, or someone else, could see"),
        Field("obstacle", "What may get in the way", value=now.obstacle),
        Field("who", "Who helps", value=now.who),
        Field("aim", "Aim", "choice", now.aim or plan.aim or "", options=taxonomy.AIMS),
        Field("owner", "Whose it is", "choice", now.owner, options=OWNERS),
        Field("now", "Where they are, 0-10", "number", now.now),
    ]
    if lines:
        fields.append(Field("answers", "It answers", "many", now.answers, options=lines))
    fields += [
        Field("agreed_with", "Agreed at work with", value=now.agreed_with, hint="only if their employer agreed it too"),
        Field("agreed_on", "Agreed on", "day", _agreed_on(now)),
    ]
    return FormScreen("A goal together" if goal is None else "The goal", fields, _hints)


def _agreed_on(goal: Goal) -> str:
    return wording.day(goal.agreed_on) if goal.agreed_on else ""


def goal_acts(key: str, before: Goal | None, given: Given) -> Iterator[Act]:
    """What the page wrote: the goal, and a rating if it is another than before."""
    yield written_goal(key, given, before)
    if given["now"] is not None and given["now"] != (before.now if before else None):
        yield GoalRated(goal=key, value=given["now"])


def written_goal(key: str, given: Mapping[str, object], before: Goal | None) -> GoalWritten:
    """The goal as the page has it; its state stays what it was."""
    kept = {"state": before.state, "why": before.why} if before else {}
    parts = {
        "goal": key, "what": given["what"], "aim": given["aim"] or None, "owner": given["owner"] or "client",
        "by": given["by"], "due": given["by_day"], "sign": given["sign"], "obstacle": given["obstacle"],
        "who": given["who"], "answers": given.get("answers", ()), "agreed_with": given["agreed_with"],
        "agreed_on": given["agreed_on_day"],
    }  # fmt: skip
    return GoalWritten.model_validate(parts | kept)


def as_written(goal: Goal, **changed: object) -> GoalWritten:
    """The goal as it stands, with what is changed."""
    parts = goal.model_dump(exclude={"key", "now", "ratings"}) | {"goal": goal.key, "aim": goal.aim or None}
    if parts["aim"] not in taxonomy.AIMS:
        parts["aim"] = None
    return GoalWritten.model_validate(parts | changed)


def _hints(given: Given) -> Iterator[str]:
    if not given["what"]:
        return
    yield from wanting(written_goal("new", given, None))


def step_form(plan: Plan, step: Action | None, under: str = "") -> FormScreen:
    """The page for this step, or for a new one under the goal of this key; one for the therapist is a request."""
    now = step or Action(what="", parties=("client",), goal=under)
    goals = {goal.key: goal.what for goal in plan.goals if goal.state == "going_on"}
    fields = [
        Field("what", "What", value=now.what, needed="A step wants a few words."),
        Field(
            "who", "Who", "many", now.parties, options=taxonomy.PARTIES, needed="A step that is nobody's is not taken."
        ),
        Field("by", "When", "day", now.by, hint="Friday, 18 Dec, in 2 weeks"),
        Field("because", "Why", value=now.because, hint="for the therapist: how it serves the client's work"),
    ]
    if goals:
        fields.append(Field("goal", "Under the goal", "choice", now.goal, options=goals))
    fields.append(Field("state", "How it stands", "choice", now.state, options=taxonomy.STEP_STATES))
    fields.append(Field("why", "If dropped, why", value=now.why))
    return FormScreen("A step" if step is None else "The step", fields)


def written_step(key: str, given: Given) -> StepWritten:
    """The step as the page has it."""
    parts = {name: given[name] for name in ("what", "who", "by", "because", "why")}
    whole = parts | {"step": key, "goal": given.get("goal", ""), "state": given["state"] or "to_do"}
    return StepWritten.model_validate(whole)


def as_action(written: StepWritten) -> Action:
    """A step that was written by hand, as the page shows it."""
    parts = written.model_dump(include={"what", "by", "goal", "because", "state", "why"})
    return Action.model_validate(parts | {"key": written.step, "parties": written.who})
