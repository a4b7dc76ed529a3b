"""What can be done to a line of the plan: each returns the acts, or the form that asks for what they need.

A screen calls these for the line that is marked, plain lines for the line of a number. A line that does not take an act
says so in words by `NotOnThisLine`, the same words whoever asked.
"""

from __future__ import annotations

from datetime import date

from assessor.acts import agreeing, decisions, goals, requests, reviewing, sharing, steps
from assessor.acts.forms import Field, Filled, Form
from assessor.care.agreeing import IN_OTHER_WORDS, proposed_terms
from assessor.care.case import Case
from assessor.care.goals import Goal
from assessor.care.line_keys import line_key
from assessor.care.plan import Suggestion
from assessor.journal import Act, Ordered
from assessor.views.plan_lines import PlanLine, plan_lines

MOVED = ("suggestion", "goal", "step")
"""The kinds of line whose order can be chosen."""


class NotOnThisLine(Exception):
    """An act that this line does not take; the message says which lines do."""


def accept_line(case: Case, line: PlanLine) -> Act | Form:
    """Agrees a suggestion as it stands; or notes that the client agrees to share."""
    if line.kind == "consent":
        return sharing.consent_form(line.name, True, sharing.limits_that_stand(case.plan, line.name))
    suggestion = _suggestion(case, line)
    if suggestion is None:
        raise NotOnThisLine("Only a suggestion, a request of the catalogue or a line on sharing is agreed.")
    return decisions.agree(suggestion)


def answer_line(case: Case, line: PlanLine, answer: str, today: date) -> Act | Form:
    """Says of a suggestion one of the answers that there are to it inside a call, on the terms that are proposed."""
    suggestion = _suggestion(case, line)
    if suggestion is None:
        raise NotOnThisLine("Only a suggestion is answered so.")
    terms = proposed_terms(suggestion, today)
    if answer == IN_OTHER_WORDS:
        return agreeing.agreement_on(case.plan, suggestion, terms)
    return agreeing.answer_suggestion(suggestion, answer, terms)


def edit_line(case: Case, line: PlanLine) -> Form:
    """Puts a line in other words, whatever it is."""
    if (goal := _goal(case, line)) is not None:
        return goals.goal_form(case.plan, goal, goal.key)
    if (suggestion := _suggestion(case, line)) is not None:
        return decisions.agreement_form(case.plan, suggestion)
    if (step := steps.step_as_written(case, line.name)) is not None:
        return steps.step_form(case.plan, step, line.name)
    raise NotOnThisLine("Only a suggestion, a goal or a step is put in other words; sharing is agreed, or set aside.")


def set_aside_line(case: Case, line: PlanLine) -> Form:
    """Sets a suggestion aside, lets a goal go, drops a step: with the reason; notes that consent is no."""
    if line.kind == "consent":
        return sharing.consent_form(line.name, False)
    goal, suggestion = _goal(case, line), _suggestion(case, line)
    step = steps.step_as_written(case, line.name)
    if goal is None and suggestion is None and step is None:
        raise NotOnThisLine("Only a suggestion, a goal, a step or a line on sharing is set aside.")

    def acts(filled: Filled) -> list[Act]:
        if goal is not None:
            return [goals.let_go(goal, filled["reason"])]
        if suggestion is not None:
            return [decisions.set_aside(suggestion, filled["reason"])]
        return [steps.drop(step, filled["reason"])] if step is not None else []

    needed = "A word or two will do, and supervision will ask for it."
    reason = Field("reason", "The reason", value=suggestion.reason if suggestion else "", needed=needed)
    title = "Let go" if goal else "Set aside" if suggestion else "Drop"
    return Form(f"{title}: {line.text}", (reason,), acts)


def never_line(case: Case, line: PlanLine) -> Form:
    """Sets a suggestion aside for good: the client asked not to be offered it, and no later call does."""
    suggestion = _suggestion(case, line)
    if suggestion is None:
        raise NotOnThisLine("Only a suggestion can be set aside for good.")
    reason = Field("reason", "Why, in their words", needed="A word or two will do: every later call goes by it.")
    return Form(
        f"Not to be offered again: {line.text}",
        (reason,),
        lambda filled: [decisions.set_aside(suggestion, filled["reason"], never=True)],
    )


def toggle_line_done(case: Case, line: PlanLine) -> Act:
    """Says that a line is done or reached or, where it is, that it is not."""
    if (goal := _goal(case, line)) is not None:
        return goals.toggle_reached(goal)
    if (suggestion := _suggestion(case, line)) is not None:
        if (done := decisions.toggle_done(suggestion)) is None:
            raise NotOnThisLine("Agree it first: only what was agreed can be done.")
        return done
    if (step := steps.step_as_written(case, line.name)) is not None:
        return steps.toggle_step_done(step)
    raise NotOnThisLine("Only a goal, a step or a suggestion that was agreed can be done.")


def reopen_line(case: Case, line: PlanLine) -> Act:
    """Takes back what was decided on a suggestion."""
    suggestion = _suggestion(case, line)
    if suggestion is None and line.key == line_key("held", line.name) and line.name in case.decisions:
        return decisions.reopen_named(line.name)
    if suggestion is None:
        raise NotOnThisLine("Only what was decided on a suggestion can be taken back.")
    if suggestion.state == "proposed":
        raise NotOnThisLine("Nothing is decided on it yet.")
    return decisions.reopen(suggestion)


def rate_line(case: Case, line: PlanLine) -> Form:
    """Notes where the client is with a goal."""
    if (goal := _goal(case, line)) is None:
        raise NotOnThisLine("Only a goal is rated.")
    return goals.rating_form(goal)


def reply_on_line(case: Case, line: PlanLine) -> Form:
    """Records what the therapist answered to a request."""
    suggestion = case.plan.suggestion(line.name) if line.kind == "suggestion" else None
    if suggestion is None or not suggestion.for_therapist or suggestion.state != "accepted":
        raise NotOnThisLine("Only what is asked of the therapist has their answer.")
    return requests.reply_form(case, suggestion)


def comment_on_line(case: Case, line: PlanLine) -> Form:
    """Answers the comment on the line that has waited longest, or writes one."""
    return reviewing.comment_form(case, line)


def move_line(case: Case, line: PlanLine, by: int) -> Ordered | None:
    """Moves a line by so many places among its like; None where there is no further to go."""
    if line.kind not in MOVED:
        raise NotOnThisLine("Only a suggestion, a goal or a step can be moved.")
    movable = [member for member in plan_lines(case) if member.kind in MOVED]
    group = [member.key for member in movable if member.group == line.group]
    place = group.index(line.key)
    if not 0 <= place + by < len(group):
        return None
    group[place], group[place + by] = group[place + by], group[place]
    following = iter(group)
    return Ordered(keys=tuple(next(following) if member.group == line.group else member.key for member in movable))


def _goal(case: Case, line: PlanLine) -> Goal | None:
    return case.plan.goal(line.name) if line.kind == "goal" else None


def _suggestion(case: Case, line: PlanLine) -> Suggestion | None:
    """The suggestion that a line is of; a request that was written by hand is a step."""
    suggestion = case.plan.suggestion(line.name) if line.kind == "suggestion" else None
    return None if suggestion is None or suggestion.by_hand else suggestion
