"""The pages that the plan's keys open: what each asks, and the acts that what was filled in makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assessor import taxonomy
from assessor.care.case import Case
from assessor.care.goals import Goal
from assessor.care.plan import Plan, Suggestion
from assessor.journal import Act, Commented, Consented, Decided, GoalRated, Replied, StepWritten
from assessor.screens.form import Field, FormScreen, Given
from assessor.screens.goal import as_written
from assessor.views.comments import answer_to
from assessor.views.plan_lines import PlanLine

Asked = tuple[FormScreen, Callable[[Given], Iterable[Act]]]
"""A page, and what makes acts of it once it is filled in."""


def decided(one: Suggestion, **changed: object) -> Decided:
    """The decision on a suggestion as it stands, with what is changed."""
    kept = {"words": one.words, "by": one.by, "goal": one.goal, "progress": one.progress}
    return Decided.model_validate({"suggestion": one.id, **kept, **changed})


def agreeing(plan: Plan, one: Suggestion) -> Asked:
    """Agrees a suggestion in other words, by a day, for a goal."""
    goals = {goal.key: goal.what for goal in plan.goals if goal.state == "going_on"}
    fields = [
        Field("words", "The step, as agreed", value=one.agreed, needed="A step wants a few words."),
        Field("by", "By when", value=one.by, hint="at your next session, before 12 May, this week"),
    ]
    if goals:
        fields.append(Field("goal", "It serves the goal", "choice", one.goal, options=goals))
    fields.append(Field("progress", "How it stands", "choice", one.progress, options=taxonomy.STEP_STATES))

    def acts(given: Given) -> list[Act]:
        words = given["words"] if given["words"] != (one.ask or one.title) else ""
        return [decided(one, decision="accepted", **given | {"words": words})]

    return FormScreen(one.title, fields), acts


def setting_aside(case: Case, line: PlanLine) -> Asked:
    """Sets a suggestion aside, lets a goal go, drops a step: with the reason."""
    title = {"goal": "Let go", "step": "Drop"}.get(line.kind, "Set aside")
    one = case.plan.suggestion(line.name) if line.kind == "suggestion" else None
    needed = "A word or two will do, and supervision will ask for it."
    fields = [Field("reason", "The reason", value=one.reason if one else "", needed=needed)]

    def acts(given: Given) -> Iterable[Act]:
        reason = given["reason"]
        if line.kind == "goal" and (goal := case.plan.goal(line.name)):
            return [as_written(goal, state="let_go", why=reason)]
        if one is not None and not one.by_hand:
            return [decided(one, decision="set_aside", reason=reason)]
        step = step_of(case, line.name)
        return [step.model_copy(update={"state": "dropped", "why": reason})] if step else []

    return FormScreen(f"{title}: {line.text}", fields), acts


def step_of(case: Case, key: str) -> StepWritten | None:
    """The step of this key as it would be written down now."""
    written = case.by_hand.steps.get(key)
    if written is not None:
        return written[0]
    found = next((one for one in case.plan.actions if one.key == key), None)
    if found is None:
        return None
    parts = found.model_dump(include={"what", "by", "goal", "because", "state", "why"})
    return StepWritten.model_validate(parts | {"step": key, "who": found.parties or ("other",)})


def done(case: Case, line: PlanLine) -> Act | None:
    """The act that says a line is done, or, where it is, that it is not; None if only what is agreed can be."""
    if line.kind == "goal" and (goal := case.plan.goal(line.name)):
        return as_written(goal, state="going_on" if goal.state == "reached" else "reached", why="")
    one = case.plan.suggestion(line.name) if line.kind == "suggestion" else None
    if one is not None and not one.by_hand:
        progress = "to_do" if one.progress == "done" else "done"
        return decided(one, decision="accepted", progress=progress) if one.state == "accepted" else None
    step = step_of(case, line.name)
    return step.model_copy(update={"state": "to_do" if step.state == "done" else "done", "why": ""}) if step else None


def rating(goal: Goal) -> Asked:
    """Where the client is with a goal."""
    value = Field("value", "Where they are, 0-10", "number", needed="A number from 0 to 10, or Esc.")
    title = f"“{goal.what}”: 0 is nowhere near, 10 is there"
    return FormScreen(title, [value]), lambda given: [GoalRated(goal=goal.key, value=given["value"])]


def replying(case: Case, one: Suggestion) -> Asked:
    """What the therapist answered to a request."""
    reply = one.reply
    needed = "Choose what they answered."
    fields = [
        Field("answer", "The answer", "choice", reply.answer if reply else "", options=taxonomy.REPLIES, needed=needed),
        Field("words", "In their words", value=reply.words if reply else ""),
        Field("name", "Who answered", value=reply.name if reply else case.client.therapist),
    ]
    form = FormScreen(f"The therapist's answer: {one.title}", fields)
    return form, lambda given: [Replied(request=one.id, **given)]


def consenting(reader: str, given: bool) -> Asked:
    """That the client agrees, or no longer agrees, to sharing with a reader."""
    called = taxonomy.READERS[reader]
    title = f"The client agrees: share with the {called}" if given else f"The client does not agree: {called}"

    def acts(filled: Given) -> list[Act]:
        return [Consented.model_validate({"reader": reader, "given": given, "words": filled["words"]})]

    return FormScreen(title, [Field("words", "In their words, if any")]), acts


def commenting(case: Case, line: PlanLine) -> Asked:
    """An answer to the comment that waits on a line, or a comment of one's own."""
    comment = answer_to(case, line.key)
    title = "Your answer" if comment else f"A comment on: {line.text}"
    words = Field("text", "In a few words", needed="Nothing is written yet.")
    return FormScreen(title, [words]), lambda given: [Commented(line=line.key, text=given["text"], answers=comment)]
