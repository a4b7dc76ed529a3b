"""What is done to a line of the plan changes what it says it does and keeps the rest, whichever face asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assessor.acts import on_lines
from assessor.acts.forms import Filled, Form
from assessor.acts.on_lines import NotOnThisLine
from assessor.care.case import Case
from assessor.care.employer_lines import shareable
from assessor.journal import Act, Decided, GoalWritten, Ordered, Replied, StepWritten
from assessor.views.plan_lines import PlanLine, plan_lines
from tests.care.conftest import NOON, shipped_bank
from tests.care.test_by_hand import bank, case, entry

ALONE = Decided(
    suggestion="workplace_meeting", decision="accepted", words="I ask Pete myself", who=("client",), by="by Friday",
    goal="g", progress="under_way",
)  # fmt: skip
GOAL = GoalWritten(goal="g", what="Two mornings a week at my desk", answers=("plan_return",), why="", sign="the rota")
STEP = StepWritten(step="s", what="Ring the rota office", who=("client", "gp"), by="soon", because="rota", goal="g")

DECISIONS = (on_lines.accept_line, on_lines.edit_line, on_lines.toggle_line_done, on_lines.set_aside_line)


def line(case: Case, name: str) -> PlanLine:
    return next(line for line in plan_lines(case) if line.name == name)


def after(case: Case, act: Act) -> Case:
    return case.with_entry(entry(len(case.entries), act, NOON), bank)


def untouched(case: Case, form: Form) -> Filled:
    """The form as it opens, filled in with nothing but what stands there."""
    filled: Filled = {}
    for field in form.fields:
        filled |= field.read_value(NOON.date())
    return filled


def done_by(do: Callable[[Case, PlanLine], Act | Form], case: Case, name: str, **typed: object) -> Act:
    wanted = do(case, line(case, name))
    if isinstance(wanted, Form):
        (wanted,) = wanted.acts(untouched(case, wanted) | typed)
    return wanted


@pytest.mark.parametrize(
    "do", [on_lines.accept_line, on_lines.edit_line, on_lines.toggle_line_done, on_lines.set_aside_line]
)
def test_a_step_agreed_as_the_clients_alone_stays_theirs_alone(do: Callable[[Case, PlanLine], Act | Form]) -> None:
    """So no employer's copy says that they will do what nobody asked of them."""
    agreed = case(GOAL, ALONE)
    typed = {"reason": "not yet"} if do is on_lines.set_aside_line else {}
    decision = done_by(do, agreed, "workplace_meeting", **typed)
    assert isinstance(decision, Decided)
    kept = decision.model_dump(include={"words", "who", "by", "goal"})
    assert kept == ALONE.model_dump(include={"words", "who", "by", "goal"})
    assert decision.progress == ("done" if do is on_lines.toggle_line_done else "under_way")
    assert "suggestion workplace_meeting" not in [line.key for line in shareable(after(agreed, decision).plan)]


def test_a_goal_and_a_step_put_in_other_words_keep_all_else() -> None:
    written = case(GOAL, STEP)
    goal = done_by(on_lines.edit_line, written, "g", what="Three mornings")
    step = done_by(on_lines.edit_line, written, "s", what="Ring Pete")
    assert goal == GOAL.model_copy(update={"what": "Three mornings", "aim": "return"})
    assert step == STEP.model_copy(update={"what": "Ring Pete"})


def test_a_goal_let_go_and_a_step_dropped_keep_all_else() -> None:
    written = case(GOAL, STEP)
    goal, step = (done_by(on_lines.set_aside_line, written, name, reason="no longer") for name in ("g", "s"))
    assert goal == GOAL.model_copy(update={"state": "let_go", "why": "no longer"})
    assert step == STEP.model_copy(update={"state": "dropped", "why": "no longer"})


@pytest.mark.parametrize(("name", "progress"), [("g", "reached"), ("s", "done")])
def test_done_is_taken_back_by_the_same_key(name: str, progress: str) -> None:
    written = case(GOAL, STEP)
    once = done_by(on_lines.toggle_line_done, written, name)
    assert getattr(once, "state", "") == progress
    twice = done_by(on_lines.toggle_line_done, after(written, once), name)
    assert twice in (GOAL, STEP)


def test_only_what_was_agreed_is_done_or_answered_by_the_therapist() -> None:
    proposed = case()
    for do in (on_lines.toggle_line_done, on_lines.reopen_line, on_lines.reply_on_line, on_lines.rate_line):
        with pytest.raises(NotOnThisLine):
            do(proposed, line(proposed, "therapy_fear_of_return"))
    agreed = after(proposed, done_by(on_lines.accept_line, proposed, "therapy_fear_of_return"))
    reply = done_by(on_lines.reply_on_line, agreed, "therapy_fear_of_return", answer="not_now")
    assert reply == Replied(request="therapy_fear_of_return", answer="not_now", name="Meera Shah")


def test_where_they_are_with_a_goal_may_be_nowhere() -> None:
    """0 is an answer, and not an empty field."""
    form = on_lines.rate_line(case(GOAL), line(case(GOAL), "g"))
    assert form.fields[0].missing({"value": 0}) == ""
    assert form.fields[0].missing({"value": None})


@pytest.mark.parametrize("by", [-1, 1])
def test_a_line_at_the_end_of_its_list_goes_no_further(by: int) -> None:
    written = case(GOAL)
    goals = [line for line in plan_lines(written) if line.kind == "goal"]
    assert on_lines.move_line(written, goals[0 if by < 0 else -1], by) is None


def test_a_fact_is_not_moved() -> None:
    with pytest.raises(NotOnThisLine):
        on_lines.move_line(case(), next(line for line in plan_lines(case()) if line.kind == "fact"), 1)


def test_a_line_that_is_moved_changes_place_with_the_next_of_its_like_and_no_other() -> None:
    written = case(GOAL, STEP)
    before = [line.key for line in plan_lines(written)]
    first, second = [line for line in plan_lines(written) if line.kind == "goal"][:2]
    moved = on_lines.move_line(written, first, 1)
    assert isinstance(moved, Ordered)
    now = [line.key for line in plan_lines(after(written, moved))]
    exchanged = {first.key: second.key, second.key: first.key}
    assert now == [exchanged.get(key, key) for key in before]


def test_a_change_at_work_can_be_moved_too() -> None:
    with_changes = replace(bank(""), adjustments=dict(list(shipped_bank().adjustments.items())[:2]))
    agreed = [Decided(suggestion=name, decision="accepted") for name in with_changes.adjustments]
    written = Case("c").with_entries(case(*agreed).entries, lambda _: with_changes)
    first, second = written.plan.adjustments
    moved = on_lines.move_line(written, line(written, first.id), 1)
    assert isinstance(moved, Ordered)
    later = written.with_entry(entry(len(written.entries), moved, NOON), lambda _: with_changes)
    assert later.plan.adjustments == (second, first)
