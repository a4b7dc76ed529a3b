"""A yes or a no to sharing, and words that may say the other of the two."""

from datetime import date

import pytest

from assessor.acts.sharing import consent_form, may_mean_the_other


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
