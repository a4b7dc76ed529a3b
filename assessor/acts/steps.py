"""Steps: written, written anew, done, dropped. One that the therapist is to take is a request to them."""

from __future__ import annotations

from assessor import taxonomy
from assessor.acts.decisions import NOBODYS
from assessor.acts.forms import Field, Filled, Form
from assessor.care.case import Case
from assessor.care.goals import Action
from assessor.care.plan import Plan
from assessor.journal import StepWritten

_PARTS = {"what", "by", "goal", "because", "state", "why"}


def write_step(key: str, **parts: object) -> StepWritten:
    """A step as it is written down, whole."""
    return StepWritten.model_validate({"step": key, **parts})


def step_as_written(case: Case, key: str) -> StepWritten | None:
    """The step of this key as it would be written down now: by hand, or as an answer in a call made it."""
    written = case.by_hand.steps.get(key)
    if written is not None:
        return written[0]
    action = next((action for action in case.plan.actions if action.key == key), None)
    if action is None:
        return None
    return write_step(key, **action.model_dump(include=_PARTS), who=action.parties or ("other",))


def toggle_step_done(step: StepWritten) -> StepWritten:
    """The step is done or, where it was, it is still to do."""
    return step.model_copy(update={"state": "to_do" if step.state == "done" else "done", "why": ""})


def drop(step: StepWritten, reason: str) -> StepWritten:
    """The step is dropped, with the reason."""
    return step.model_copy(update={"state": "dropped", "why": reason})


def step_form(plan: Plan, step: StepWritten | None, key: str, under: str = "") -> Form:
    """This step, or a new one of this key under the goal of the key ``under``."""
    before = _as_action(step) if step else Action(what="", parties=("client",), goal=under)
    goals = {goal.key: goal.what for goal in plan.goals if goal.state == "going_on"}
    fields = [
        Field("what", "What", value=before.what, needed="A step wants a few words."),
        Field("who", "Who", "many", before.parties, options=taxonomy.PARTIES, needed=NOBODYS),
        Field("by", "When", "when", before.by, hint="Friday, 18 Dec, in 2 weeks"),
        Field("because", "Why", value=before.because, hint="for the therapist: how it serves the client's work"),
    ]
    if goals:
        fields.append(Field("goal", "Under the goal", "choice", before.goal, options=goals))
    fields.append(Field("state", "How it stands", "choice", before.state, options=taxonomy.STEP_STATES))
    fields.append(Field("why", "If dropped, why", value=before.why))

    def acts(filled: Filled) -> list[StepWritten]:
        parts = {name: filled[name] for name in ("what", "who", "by", "because", "why")}
        return [write_step(key, **parts, goal=filled.get("goal", before.goal), state=filled["state"] or "to_do")]

    return Form("A step" if step is None else "The step", tuple(fields), acts)


def _as_action(written: StepWritten) -> Action:
    """A step that was written by hand, as the form shows it."""
    return Action.model_validate(written.model_dump(include=_PARTS) | {"key": written.step, "parties": written.who})
