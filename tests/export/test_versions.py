"""A version that left is a version for good: exported again, it is the same to the byte."""

from __future__ import annotations

import pytest

from assessor.care.case import Case
from assessor.care.fingerprint import fingerprint
from assessor.export import ExportRefused, as_exported, export_document, exported
from assessor.journal import (
    Act,
    Consented,
    Decided,
    Exported,
    GoalWritten,
    Reviewed,
    ShareChosen,
    StepWritten,
    Submitted,
    Undone,
)
from tests.export.client import BANK, DOCUMENTS, MADE, WORDS, acts, by_hand, case_of, sharing
from tests.thorough import spread

ALL = [*acts(WORDS.__getitem__), *by_hand(WORDS.__getitem__)]
ALL.append(sharing(case_of(ALL)))
CHANGE = GoalWritten(goal="third", what="Something else altogether")


def then(case: Case, *more: Act) -> list[Act]:
    return [*(entry.act for entry in case.entries), *more]


def again(case: Case, version: int) -> Case:
    return as_exported(case, version, lambda fingerprint: BANK)


@pytest.mark.parametrize("made", spread(map(" as ".join, MADE), 3))
def test_a_version_is_the_same_to_the_byte_after_the_plan_has_changed(made: str) -> None:
    document, format = made.split(" as ")
    reader, letter = DOCUMENTS[document]
    first = case_of(ALL)
    before = export_document(first, format, reader, letter)
    left = exported(first, format, reader, letter)
    later = case_of(then(first, left, CHANGE))
    assert later.version == 2
    assert export_document(again(later, 1), format, reader, letter, later) == before
    assert letter or export_document(later, format, reader, letter) != before


def test_a_draft_that_left_and_was_then_signed_is_two_versions() -> None:
    left: list[Act] = [exported(case_of(ALL), "txt", "therapist"), Submitted(), Reviewed(decision="signed")]
    signed = case_of([*ALL, *left])
    assert b"DRAFT" in export_document(again(signed, 1), "txt", "therapist", None, signed)
    assert b"REVIEWED" in export_document(again(signed, 2), "txt", "therapist", None, signed)


def test_a_version_reads_the_same_each_time_it_leaves_whatever_review_made_of_it() -> None:
    left = exported(case_of(ALL), "txt", "therapist")
    returned: list[Act] = [left, Submitted(), Reviewed(decision="returned", words="Say by when.")]
    last = export_document(case_of([*ALL, *returned]), "txt", "therapist")
    assert last == export_document(case_of(ALL), "txt", "therapist")
    later = case_of([*ALL, *returned, left, CHANGE])
    assert export_document(again(later, 1), "txt", "therapist", None, later) == last


def test_an_earlier_version_exported_again_does_not_fix_the_one_that_stands() -> None:
    left = exported(case_of(ALL), "txt", "therapist")
    changed = case_of([*ALL, left, CHANGE])
    once_more = case_of([*ALL, left, CHANGE, left])
    assert not changed.standing.is_fixed
    assert not once_more.standing.is_fixed
    assert export_document(again(once_more, 1), "txt", "therapist") == export_document(case_of(ALL), "txt", "therapist")


def test_a_version_that_there_is_not_is_refused() -> None:
    with pytest.raises(ExportRefused, match="there is no version 7 of this plan; there is 1 version so far"):
        again(case_of(ALL), 7)


@pytest.mark.parametrize("reader", ["therapist", "employer"])
def test_what_the_client_says_today_rules_over_an_earlier_version(reader: str) -> None:
    left = exported(case_of(ALL), "txt", reader)
    later = case_of([*ALL, left, Consented(reader=reader, given=False)])
    with pytest.raises(ExportRefused, match="withdrew consent"):
        export_document(again(later, 1), "txt", reader, None, later)


CHOICE, STEP = len(ALL) - 1, next(act for act in ALL if isinstance(act, StepWritten) and act.step == "call")
NOT_CHOSEN_NOW: dict[str, Act] = {
    "the choice was taken back": Undone(entry=f"{CHOICE:03d}"),
    "the step was dropped": STEP.model_copy(update={"state": "dropped", "why": "no"}),
    "the step is done": STEP.model_copy(update={"state": "done"}),
    "the step is the therapist's now": STEP.model_copy(update={"who": ("therapist",)}),
    "the step says another day": STEP.model_copy(update={"by": "once my tablets have settled"}),
    "the change was set aside": Decided(suggestion="later_start", decision="set_aside", reason="no"),
    "the goal was let go": GoalWritten(goal="second", what=WORDS["second_goal"], state="let_go"),
    "another choice was made": ShareChosen(lines=()),
}


@pytest.mark.parametrize("document", [name for name, (_, letter) in DOCUMENTS.items() if letter or name == "employer"])
@pytest.mark.parametrize("act", NOT_CHOSEN_NOW.values(), ids=NOT_CHOSEN_NOW)
def test_what_may_be_seen_at_work_today_rules_over_an_earlier_version(act: Act, document: str) -> None:
    reader, letter = DOCUMENTS[document]
    now = case_of([*ALL, exported(case_of(ALL), "txt", reader, letter), act])
    with pytest.raises(ExportRefused, match="nothing was written"):
        export_document(again(now, 1), "txt", reader, letter, now)


@pytest.mark.parametrize("reader", ["therapist", "employer"])
def test_a_no_that_was_taken_back_rules_over_an_earlier_version_too(reader: str) -> None:
    before = [*ALL, exported(case_of(ALL), "txt", reader), Consented(reader=reader, given=False)]
    now = case_of([*before, Undone(entry=f"{len(before) - 1:03d}")])
    with pytest.raises(ExportRefused, match="is to be asked again"):
        export_document(again(now, 1), "txt", reader, None, now)


def test_the_journal_says_what_left_as_which_version_with_which_fingerprint() -> None:
    case = case_of(ALL)
    assert exported(case, "pdf", "employer", "meeting") == Exported(
        reader="employer", format="pdf", letter="meeting", version=1, fingerprint=fingerprint(case)
    )
    assert fingerprint(case).encode() in export_document(case, "txt", "therapist")
    changed = case_of([*ALL, Decided(suggestion="sleep_plan", decision="accepted")])
    assert fingerprint(changed) != fingerprint(case)
