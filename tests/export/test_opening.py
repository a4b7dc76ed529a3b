"""What the client said first, in their own words: read back first, and read by those whom it is for."""

from __future__ import annotations

import pytest

from assessor.export import export_document
from assessor.journal import Answered
from assessor.views.plan_lines import plan_lines
from assessor.views.read_back import read_back_sentences
from tests.export.test_at_home import GUARDED, case

WORDS = "They moved me to nights and I have not slept since"
SAID = Answered(question="what_goes_on", value=WORDS)
OPENED = case((SAID,))


def test_it_is_the_first_thing_that_is_read_back_and_leads_to_its_question() -> None:
    assert OPENED.answers is not None
    first = next(iter(read_back_sentences(OPENED.plan, OPENED.answers)))
    assert (first.text, first.question) == (f"You told me, in your own words: “{WORDS}”", "what_goes_on")


def test_it_stands_first_in_the_summary_for_the_clinical_record() -> None:
    entry = export_document(OPENED, "txt", "record").decode()
    assert f"SUMMARY\nIn their own words: “{WORDS}”.\nWork:" in entry


def test_it_is_the_first_line_on_work_on_the_plan() -> None:
    lines = [line for line in plan_lines(OPENED) if line.group == "Work and health"]
    assert (lines[0].text, lines[0].words) == ("In their own words", WORDS)


@pytest.mark.parametrize("format", ["txt", "md", "html", "json"])
def test_the_therapist_reads_it_with_the_work_unless_others_at_home_might(format: str) -> None:
    assert WORDS in " ".join(export_document(OPENED, format, "therapist").decode().split())
    for guard in GUARDED.values():
        page = " ".join(export_document(case((SAID, *guard)), format, "therapist").decode().split())
        assert WORDS not in page
        assert "guarded" not in page.replace('"guarded": false', "")


def test_it_is_on_no_copy_for_the_client() -> None:
    assert WORDS not in export_document(OPENED, "json", "client").decode()
    assert WORDS not in " ".join(export_document(OPENED, "txt", "client").decode().split())


def test_nothing_is_said_where_nothing_was_asked() -> None:
    made = case()
    assert made.answers is not None
    assert "own words" not in next(iter(read_back_sentences(made.plan, made.answers))).text
    assert "In their own words" not in export_document(made, "txt", "therapist").decode()
