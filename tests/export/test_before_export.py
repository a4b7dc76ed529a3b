"""What is pointed out before a document leaves: words on health in a line that an employer is to read."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.care.case import Case
from assessor.care.employer_lines import choice
from assessor.export.before_export import heed
from assessor.journal import StepWritten
from assessor.screens.share import share_form
from tests.care.test_by_hand import case

TODAY = date(2026, 11, 30)


def chosen(what: str, by: str = "") -> Case:
    """A case with one step of these words, which the client chose to show the employer."""
    step = StepWritten(step="s", what=what, by=by)
    return case(step, choice(case(step).plan, ["step s"]))


@pytest.mark.parametrize(
    ("what", "by", "warned"),
    [
        ("Two shorter days until I feel less low", "", True),
        ("Ring the rota office", "once my antidepressants have settled", True),
        ("No lates since I was sectioned", "", True),
        ("Ring the rota office", "by Friday", False),
        ("Health and safety training", "June", False),
    ],
)
def test_a_chosen_line_with_a_word_on_health_is_pointed_out_where_it_is_chosen_and_before_it_leaves(
    what: str, by: str, warned: bool
) -> None:
    made = chosen(what, by)
    for letter in (None, "meeting_client"):
        told = [words for words in heed(made, "employer", letter, TODAY) if words.startswith("This says something")]
        assert bool(told) is warned
    form = share_form(made, lambda _: "")
    assert form is not None
    assert ("step s" in form.on_health) is warned


def test_a_line_that_was_not_chosen_is_not_pointed_out_before_an_export() -> None:
    step = StepWritten(step="s", what="Off my tablets by June")
    assert heed(case(step, choice(case(step).plan, [])), "employer", None, TODAY) == ()
