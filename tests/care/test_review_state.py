"""A plan's review: draft, handed in, returned, signed, changed; and who may do which of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assessor.care.review_state import ReviewState, review_refusal, review_state
from assessor.journal import (
    Act,
    Attempted,
    Commented,
    Consented,
    Decided,
    Entry,
    Exported,
    GoalRated,
    Ordered,
    Reviewed,
    SafetyNoted,
    Submitted,
    Undone,
    WentTo,
)

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUBMIT, SIGN = Submitted(), Reviewed(decision="signed", words="Clear.")
RETURN = Reviewed(decision="returned", words="Say by when.")
CHANGE = Decided(suggestion="workplace_meeting", decision="accepted")
COMMENT = Commented(line="goal g1", text="By when?")
SENT = Exported(reader="therapist", format="html")


def after(*acts: Act, by: str = "Dan Price") -> ReviewState:
    """Where a plan stands after these acts, a minute apart; reviews are Ruth's."""
    return review_state(
        Entry(
            id=str(n), at=AT + timedelta(minutes=n), by="Ruth Ellery" if isinstance(act, Reviewed) else by, act=act
        )
        for n, act in enumerate(acts)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("acts", "state", "version"),
    [
        ([], "draft", 1),
        ([CHANGE, COMMENT], "draft", 1),
        ([CHANGE, SUBMIT], "submitted", 1),
        ([SUBMIT, CHANGE], "submitted", 1),  # what the senior reads is always the plan as it stands
        ([SUBMIT, COMMENT], "submitted", 1),
        ([SUBMIT, RETURN], "returned", 1),
        ([SUBMIT, RETURN, CHANGE], "returned", 1),
        ([SUBMIT, RETURN, CHANGE, SUBMIT], "submitted", 1),
        ([SUBMIT, SIGN], "signed", 1),
        ([SUBMIT, RETURN, SUBMIT, SIGN], "signed", 1),
        ([SUBMIT, SIGN, COMMENT, SENT, WentTo(question=None), Attempted(outcome="no_answer")], "signed", 1),
        ([SUBMIT, SIGN, CHANGE], "draft", 2),
        ([SUBMIT, SIGN, GoalRated(goal="g1", value=4)], "draft", 2),
        ([SUBMIT, SIGN, Ordered(keys=("goal g1",))], "draft", 2),
        ([SUBMIT, SIGN, Consented(reader="employer", given=False)], "draft", 2),
        ([SUBMIT, SIGN, SafetyNoted(field="words", text="x")], "draft", 2),
        ([CHANGE, SUBMIT, SIGN, Undone(entry="0")], "draft", 2),
        ([SUBMIT, SIGN, CHANGE, SUBMIT, SIGN], "signed", 2),
        ([SUBMIT, SENT, SIGN], "signed", 2),  # version 1 has left the program as a draft, and stays one
        ([SENT, CHANGE, SUBMIT, SIGN], "signed", 2),
    ],
)
def test_a_plan_is_a_draft_until_it_is_signed_and_again_once_it_is_changed(
    acts: list[Act], state: str, version: int
) -> None:
    found = after(*acts)
    assert (found.state, found.version) == (state, version)


@pytest.mark.parametrize(
    ("acts", "returned"),
    [([SUBMIT], 0), ([SUBMIT, RETURN, SUBMIT, RETURN, SUBMIT], 2), ([SUBMIT, RETURN, SUBMIT, SIGN, CHANGE], 0)],
)
def test_how_often_it_was_returned_counts_from_the_last_signing(acts: list[Act], returned: int) -> None:
    assert after(*acts).returned == returned


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ([], "draft"),
        ([SUBMIT], "draft, handed in by Dan Price on 22 November 2026, waiting for review"),
        ([SUBMIT, RETURN], "draft, returned by Ruth Ellery on 22 November 2026"),
        ([SUBMIT, SIGN], "reviewed and signed by Ruth Ellery on 22 November 2026"),
        ([SUBMIT, SIGN, CHANGE], "draft"),
    ],
)
def test_its_standing_is_told_with_who_and_when(acts: list[Act], told: str) -> None:
    assert after(*acts).told == told


@pytest.mark.parametrize(
    ("acts", "act", "name", "role", "said"),
    [
        ([SUBMIT], SIGN, "Ruth Ellery", "senior", ""),
        ([SUBMIT], RETURN, "Ruth Ellery", "senior", ""),
        ([SUBMIT], SIGN, "Ruth Ellery", "adviser", "only a senior adviser reviews a plan"),
        ([SUBMIT], SIGN, "Ruth Ellery", "trainer", "only a senior adviser reviews a plan"),
        ([SUBMIT], RETURN, "Tom Achterberg", "adviser", "only a senior adviser reviews a plan"),
        ([SUBMIT], SIGN, "Dan Price", "senior", "nobody reviews their own plan"),
        ([SUBMIT], RETURN, "  dan   PRICE ", "senior", "nobody reviews their own plan"),
        ([SUBMIT], SIGN, "Zoe\u0308 Adu", "senior", "nobody reviews their own plan"),  # the accent apart, or in one
        ([SUBMIT], SIGN, "", "senior", "signed with a name"),
        ([], SIGN, "Ruth Ellery", "senior", "has not been handed in"),
        ([SUBMIT, RETURN], SIGN, "Ruth Ellery", "senior", "has not been handed in"),
        ([SUBMIT, SIGN], SIGN, "Ruth Ellery", "senior", "has not been handed in"),
        ([SUBMIT, SIGN, CHANGE], SIGN, "Ruth Ellery", "senior", "was changed since it was signed"),
        ([SUBMIT], Reviewed(decision="returned", words=" "), "Ruth Ellery", "senior", "say what to change"),
        ([], SUBMIT, "Dan Price", "adviser", ""),
        ([SUBMIT, RETURN], SUBMIT, "Dan Price", "adviser", ""),
        ([SUBMIT, SIGN, CHANGE], SUBMIT, "Dan Price", "adviser", ""),
        ([SUBMIT], SUBMIT, "Dan Price", "adviser", "handed in already"),
        ([SUBMIT, SIGN], SUBMIT, "Dan Price", "adviser", "signed, and has not changed"),
        ([SUBMIT, SIGN], CHANGE, "Dan Price", "adviser", ""),
        ([SUBMIT, SIGN], COMMENT, "Tom Achterberg", "adviser", ""),
    ],
)
def test_who_may_do_what_to_a_plan_and_why_not(acts: list[Act], act: Act, name: str, role: str, said: str) -> None:
    """Only a senior adviser reviews, only what was handed in, and nobody their own; a name is the same in any case."""
    why = review_refusal(after(*acts), act, name, role, ["Dan Price", "Zoë Adu"])
    assert (why == "") is (said == "")
    assert said in why
