"""Whether a plan may leave at all, and what it says of a call that is not finished."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from assessor.care.case import Case
from assessor.export import FORMATS, ExportRefused, export_document
from assessor.journal import (
    Act,
    Answered,
    CallEnded,
    Client,
    ClientRecorded,
    Consented,
    NotAnswered,
    SafetyNoted,
)
from tests.export.client import WORDS, acts, case_of
from tests.export.reading import read_pdf, read_word

ALL = list(acts(WORDS.__getitem__))


def without(*questions: str) -> list[Act]:
    return [act for act in ALL if getattr(act, "question", None) not in questions]


def answered(value: str) -> list[Act]:
    return [*without("may_therapist"), Answered(question="may_therapist", value=value)]


def seen(case: Case, format: str) -> str:
    """The therapist's page without its line breaks."""
    return " ".join(export_document(case, format, "therapist").decode().split())


@pytest.mark.parametrize("format", FORMATS)
class TestConsent:
    """A plan leaves only when the client has said yes to this reader, as the answers now stand."""

    @pytest.mark.parametrize(
        ("happened", "why"),
        [
            (without("may_therapist"), "has not yet been asked about sharing with the therapist"),
            (
                [*without("may_therapist"), NotAnswered(question="may_therapist", reason="skip")],
                "has not yet been asked about sharing",
            ),
            (
                [*without("may_therapist"), NotAnswered(question="may_therapist", reason="unknown")],
                "did not say on 4 May 2026 whether they agree to sharing",
            ),
            (answered("no"), "said no on 4 May 2026 to sharing with the therapist"),
            (
                [*without("may_therapist"), NotAnswered(question="may_therapist", reason="declined")],
                "did not say on 4 May 2026 whether they agree",
            ),
            ([*ALL, Answered(question="may_therapist", value="no")], "said no on 4 May 2026 to sharing"),
            ([*ALL, Consented(reader="therapist", given=False)], "withdrew consent on 4 May 2026 to sharing"),
        ],
        ids=["never asked", "left for later", "not known", "no", "declined", "answered anew", "withdrawn"],
    )
    def test_without_it_nothing_is_made(self, happened: Iterable[Act], why: str, format: str) -> None:
        with pytest.raises(ExportRefused) as caught:
            export_document(case_of(happened), format, "therapist")
        assert "Ines Marlowe" in str(caught.value)
        assert why in str(caught.value)
        asked_again = "export again" in str(caught.value)
        assert asked_again != ("That stays so unless they say otherwise by themselves" in str(caught.value))
        assert asked_again != why.startswith(("said no", "withdrew"))

    def test_with_it_the_plan_is_made(self, format: str) -> None:
        assert export_document(
            case_of([*answered("no"), Answered(question="may_therapist", value="yes")]), format, "therapist"
        )

    @pytest.mark.parametrize("reader", ["gp", "employer"])
    def test_a_yes_to_one_reader_is_none_to_another(self, format: str, reader: str) -> None:
        with pytest.raises(ExportRefused):
            export_document(case_of(ALL), format, reader)

    def test_before_the_first_call_there_is_no_plan(self, format: str) -> None:
        case = case_of([ClientRecorded(client=Client(name="Ines Marlowe"))])
        with pytest.raises(ExportRefused, match="Ines Marlowe has had no call yet"):
            export_document(case, format, "therapist")


@pytest.mark.parametrize("format", ["html", "md", "txt"])
class TestStanding:
    """A reader sees at once what a plan is not yet."""

    def test_it_is_a_draft_that_nobody_has_reviewed(self, format: str) -> None:
        page = seen(case_of(ALL), format)
        assert "DRAFT" in page
        assert "not yet reviewed" in page
        assert "the call is not finished" not in page

    def test_a_call_that_is_not_finished_is_said(self, format: str) -> None:
        cut_off = [act for act in ALL if not isinstance(act, CallEnded)]
        assert "the call is not finished" in seen(case_of(cut_off), format)

    def test_a_concern_that_was_not_passed_on_is_said(self, format: str) -> None:
        page = seen(case_of([*ALL, SafetyNoted(field="told", text="")]), format)
        assert "A concern was raised; not yet passed on" in page

    def test_no_concern_is_said_too(self, format: str) -> None:
        calm = [act for act in ALL if not isinstance(act, SafetyNoted)]
        assert "none raised in this call" in seen(case_of(calm), format)

    def test_a_source_that_nobody_checked_is_said(self, format: str) -> None:
        assert "not yet verified" in seen(case_of(ALL), format)

    def test_what_was_set_aside_is_not_in_the_plan(self, format: str) -> None:
        page = seen(case_of(ALL), format)
        assert "Leave for carers" not in page
        assert WORDS["reason"] not in page


@pytest.mark.parametrize("format", FORMATS)
def test_a_call_with_hardly_an_answer_still_makes_a_page(format: str) -> None:
    """No section of the page needs another."""
    happened = [*ALL[:2], Answered(question="may_therapist", value="yes")]
    made = export_document(case_of(happened), format, "therapist")
    found = read_word(made).words if format == "docx" else read_pdf(made).words if format == "pdf" else made.decode()
    assert "Ines Marlowe" in found
