"""A yes or a no to sharing, and words that may say the other of the two."""

from datetime import date

import pytest

from assessor.acts.acts_file import do_acts, read_acts
from assessor.acts.forms import Form
from assessor.acts.on_lines import accept_line
from assessor.acts.sharing import consent_form, may_mean_the_other
from assessor.journal import Consented
from assessor.views.plan_lines import plan_lines
from tests.care.records import Records


@pytest.mark.parametrize(
    ("agrees", "words", "may"),
    [
        (True, "no", True),
        (True, " No.", True),
        (True, "“no, only my manager”", True),
        (True, "don't tell work", True),
        (True, "Undo", True),
        (True, "undo the rota first", False),
        (True, "nothing on health", False),
        (True, "None of the others", False),
        (True, "only the hours", False),
        (True, "yes", False),
        (False, "yes", True),
        (False, "yes but not yet", True),
        (False, "no", False),
        (False, "yesterday he told everyone", False),
        (True, "", False),
    ],
)
def test_words_that_may_say_the_other_of_the_two(agrees: bool, words: str, may: bool) -> None:
    assert may_mean_the_other(agrees, words) is may


def test_the_form_points_them_out() -> None:
    form = consent_form("employer", True)
    assert form.hints is not None
    filled = form.fields[0].read("no", date(2026, 5, 4))
    assert list(form.hints(filled)) == ["This is a yes; leave the form if these words say otherwise."]
    assert list(form.hints({"words": "only the hours"})) == []


def test_limits_stay_in_the_form_of_a_further_yes_and_in_a_file_that_says_nothing_of_them() -> None:
    records = Records().call(("employ_status", "01"))
    records.hand(Consented(reader="therapist", given=True, words="not what I said about Mum"))
    line = next(line for line in plan_lines(records.case) if line.key == "consent therapist")
    form = accept_line(records.case, line)
    assert isinstance(form, Form)
    assert form.fields[0].value == "not what I said about Mum"
    for words, stands in (("", "not what I said about Mum"), (", words: ''", "")):
        acts = read_acts(f"- {{act: consent, reader: therapist, given: true{words}}}\n", "f")[0]
        assert do_acts(records.desk, records.case, acts).plan.consent("therapist").words == stands
        records.case = records.desk.case(records.case.id)
