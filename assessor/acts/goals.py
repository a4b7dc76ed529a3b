"""Goals: written together, written anew, rated, reached, let go."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy, wording
from assessor.acts.forms import Field, Filled, Form
from assessor.care.goals import Goal, wanting
from assessor.care.plan import Plan
from assessor.journal import Act, GoalRated, GoalWritten

OWNERS = {party: taxonomy.PARTIES[party] for party in ("client", "adviser", "therapist", "employer")}


def write_goal(key: str, **parts: object) -> GoalWritten:
    """A goal as it is written down, whole."""
    return GoalWritten.model_validate({"goal": key, **parts})


def rewrite_goal(goal: Goal, **changed: object) -> GoalWritten:
    """The goal as it stands, with what is changed."""
    aim = goal.aim if goal.aim in taxonomy.AIMS else None
    return write_goal(goal.key, **goal.model_dump(exclude={"key", "now", "ratings"}) | {"aim": aim} | changed)


def toggle_reached(goal: Goal) -> GoalWritten:
    """The goal is reached or, where it was, it is going on."""
    return rewrite_goal(goal, state="going_on" if goal.state == "reached" else "reached", why="")


def let_go(goal: Goal, reason: str) -> GoalWritten:
    """The goal is let go, with the reason."""
    return rewrite_goal(goal, state="let_go", why=reason)


def rate(goal: str, value: int) -> GoalRated:
    """Where the client says they are with the goal of this key, 0 to 10."""
    return GoalRated(goal=goal, value=value)


def rating_form(goal: Goal) -> Form:
    """Where the client is with a goal."""
    field = Field("value", "Where they are, 0-10", "number", needed="A number from 0 to 10 says where they are.")
    title = f"“{goal.what}”: 0 is nowhere near, 10 is there"
    return Form(title, (field,), lambda filled: [rate(goal.key, filled["value"])])


def goal_form(plan: Plan, goal: Goal | None, key: str) -> Form:
    """This goal, or a new one under this key. A rating is written only where it is another than before."""
    before = goal or Goal(what="")
    lines = {line.code: line.title for line in (*plan.needs, *plan.barriers)}
    answered_elsewhere = tuple(code for code in before.answers if code not in lines)
    fields = [
        Field("what", "What, in their words", value=before.what, needed="A goal wants a few words, the client's own."),
        Field("by", "By when", "when", before.by, hint="18 Dec, in 6 weeks, end of March"),
        Field("sign", "How we will know", value=before.sign, hint="something that they, or someone else, could see"),
        Field("obstacle", "What may get in the way", value=before.obstacle),
        Field("who", "Who helps", value=before.who),
        Field("aim", "Aim", "choice", before.aim or plan.aim or "", options=taxonomy.AIMS),
        Field("owner", "Whose it is", "choice", before.owner, options=OWNERS),
        Field("now", "Where they are, 0-10", "number", before.now),
    ]
    if lines:
        fields.append(Field("answers", "It answers", "many", before.answers, options=lines))
    agreed_on = wording.day(before.agreed_on) if before.agreed_on else ""
    fields += [
        Field("agreed_with", "Agreed at work with", value=before.agreed_with, hint="only if their employer agreed it"),
        Field("agreed_on", "Agreed on", "day", agreed_on, looking="back"),
    ]

    def acts(filled: Filled) -> Iterator[Act]:
        yield _filled_goal(key, filled, goal, answered_elsewhere)
        if filled["now"] is not None and filled["now"] != before.now:
            yield rate(key, filled["now"])

    def hints(filled: Filled) -> Iterator[str]:
        return wanting(_filled_goal(key, filled, goal, answered_elsewhere)) if filled["what"] else iter(())

    return Form("A goal together" if goal is None else "The goal", tuple(fields), acts, hints)


def _filled_goal(key: str, filled: Filled, before: Goal | None, answered: tuple[str, ...]) -> GoalWritten:
    """The goal as the form has it; its state stays what it was, and so does what it answers that no line now shows."""
    kept = {"state": before.state, "why": before.why} if before else {}
    parts = {name: filled[name] for name in ("what", "by", "sign", "obstacle", "who", "agreed_with")}
    parts |= {
        "aim": filled["aim"] or None, "owner": filled["owner"] or "client", "due": filled["by_day"],
        "agreed_on": filled["agreed_on_day"], "answers": (*filled.get("answers", ()), *answered),
    }  # fmt: skip
    return write_goal(key, **parts | kept)
