"""Whatever is done to a plan, in whatever order: it can be read, every version stays what it was, undo is exact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessor.care.case import Case
from assessor.care.employer_lines import shared_lines
from assessor.care.fingerprint import fingerprint
from assessor.journal import (
    Act,
    Commented,
    Consented,
    Decided,
    Exported,
    GoalRated,
    GoalWritten,
    Ordered,
    Replied,
    Reviewed,
    ShareChosen,
    StepWritten,
    Submitted,
    Undone,
)
from assessor.views.plan_lines import plan_lines
from tests.care.conftest import NOON
from tests.care.test_by_hand import GOAL, KEY, bank, case, entry
from tests.thorough import examples

LATER = NOON + timedelta(days=2)
ACTS: list[Act] = [
    GOAL,
    GoalWritten(goal=KEY, what="Back to work", state="reached", answers=("caring", "of no taxonomy")),
    GoalWritten(goal="g", what="x", state="let_go", agreed_with="Jo"),
    GoalRated(goal=KEY, value=7),
    GoalRated(goal="nobody", value=0),
    StepWritten(step="s", what="Ask Jo", who=("therapist",), goal="g"),
    StepWritten(step="s", what="Ask Jo", who=("client", "employer"), state="dropped"),
    StepWritten(step="action 0.1", what="Ring", state="done", goal="nobody"),
    StepWritten(step="carers_leave", what="A step that is called as a suggestion is"),
    Ordered(keys=("request s", "goal g", "")),
    Replied(request="therapy_fear_of_return", answer="not_now"),
    Replied(request="nobody", answer="done"),
    Consented(reader="employer", given=False),
    Consented(reader="employer", given=True),
    ShareChosen(
        lines=("goal g", "step s", "barrier caring"), texts=("x", "Ask Jo · who: client and employer", "caring")
    ),
    ShareChosen(lines=("goal g",), texts=("Two mornings a week at the depot · when: 18 December 2026",)),
    StepWritten(step="s", what="Ask Jo", who=("client", "employer"), goal="g"),
    StepWritten(step="s", what="Ask Jo", who=("client", "employer"), by="once the panic is over"),
    Decided(suggestion="carers_leave", decision="accepted", progress="done"),
    Decided(suggestion="therapy_fear_of_return", decision="accepted", goal="g"),
    Decided(suggestion="workplace_meeting", decision="open"),
    Exported(reader="therapist", format="html"),
    Submitted(),
    Reviewed(decision="returned", words="By when?"),
    Reviewed(decision="signed"),
    Commented(line="goal g", text="Whose?"),
]


def readings(acts: list[Act]) -> Iterator[Case]:
    """The case after each act."""
    now = case()
    for n, act in enumerate(acts):
        now = now.with_entry(entry(100 + n, act, LATER), bank)
        yield now


@examples(40)
@given(st.lists(st.sampled_from(ACTS), max_size=14))
def test_every_line_has_a_key_of_its_own_and_nothing_but_lines_an_employer_may_see_is_shared(acts: list[Act]) -> None:
    for now in readings(acts):
        keys = [line.key for line in plan_lines(now)]
        assert len(set(keys)) == len(keys)
        assert all(
            line.about in ("adjustment", "step", "goal", "health") for line in shared_lines(now.plan, now.by_hand)
        )


CHOOSING: list[Act | str] = ["undo", "redo", *(act for act in ACTS if isinstance(act, ShareChosen | StepWritten)), GOAL]


@examples(60)
@given(st.lists(st.sampled_from(CHOOSING), max_size=14))
def test_an_employer_sees_no_word_that_the_last_choice_does_not_say(steps: list[Act | str]) -> None:
    now = case()
    for n, step in enumerate(steps):
        if isinstance(step, str):
            target = now.to_undo("") if step == "undo" else now.to_redo("")
            act: Act | None = Undone(entry=target.id) if target else None
        else:
            act = step
        now = now.with_entry(entry(100 + n, act, LATER), bank) if act else now
        seen = {line.printed for line in shared_lines(now.plan, now.by_hand)}
        choices = [(one.id, one.act.texts) for one in now.entries if isinstance(one.act, ShareChosen)]
        for last, texts in choices[-1:]:
            assert seen <= (set() if last in now.gone else set(texts))


@examples(40)
@given(st.lists(st.sampled_from(ACTS), max_size=14))
def test_a_version_that_was_fixed_says_the_same_for_good(acts: list[Act]) -> None:
    said: dict[int, str] = {}
    for now in readings(acts):
        for fixed in now.standing.fixed:
            then = now.at_version(fixed.version, bank)
            assert said.setdefault(fixed.version, fingerprint(then)) == fingerprint(then)


@examples(40)
@given(st.lists(st.sampled_from(ACTS), min_size=1, max_size=14))
def test_taking_back_and_bringing_back_gives_the_plan_there_was(acts: list[Act]) -> None:
    *_, now = readings(acts)
    last = now.to_undo("")
    if last is None:
        return
    without = now.with_entry(entry(200, Undone(entry=last.id), LATER), bank)
    taking_back = without.to_redo("")
    assert taking_back is not None
    assert without.with_entry(entry(201, Undone(entry=taking_back.id), LATER), bank).plan == now.plan
