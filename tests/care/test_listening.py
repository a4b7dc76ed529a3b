"""Notes that listen: what a hurried note is heard to mean, and what it is not."""

from __future__ import annotations

import time

import pytest

from assessor.care.listening import Heard, hear
from benchmarks.listen import HARM, TUNED, scored, shipped

PHRASES = shipped()


def heard(note: str) -> Heard:
    return hear(note, PHRASES)


@pytest.mark.parametrize(
    ("note", "kind", "codes"),
    [
        ("off three weeks now, can't face the team meetings", "situation", ["off_sick"]),
        ("off 3 wks w stress", "situation", ["off_sick"]),
        ("can't face the team meetings", "barrier", ["anxiety_at_work"]),
        ("HR hasn't rung", "barrier", ["no_employer_contact"]),
        ("cant sleep, up all night", "barrier", ["sleep_fatigue"]),
    ],
)
def test_what_is_meant_is_heard(note: str, kind: str, codes: list[str]) -> None:
    assert set(codes) <= set(heard(note).codes(kind))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "note",
    [
        "her sister is off sick",
        "no longer worried about money",
        "ask next time re sleep",
        "rang back at two, new number",
        "",
    ],
)
def test_what_is_denied_somebody_elses_or_yet_to_be_asked_is_not_heard(note: str) -> None:
    found = heard(note)
    assert (found.items, found.safety) == ((), ())


def test_each_thing_is_heard_in_words_that_stand_in_the_note() -> None:
    note = "off three weeks now, can't face the team meetings, HR hasn't rung"
    for item in heard(note).items:
        assert note[item.start : item.end] == item.words


@pytest.mark.parametrize(("part", "precision", "recall"), [(part, 0.85, 0.85) for part in TUNED])
def test_no_change_hears_less_of_the_tuning_notes(part: str, precision: float, recall: float) -> None:
    """What was learnt from is heard far better than what was not: see docs/benchmarks.md for notes kept aside."""
    score = scored(part, PHRASES)
    assert score.precision() >= precision
    assert score.recall() >= recall


@pytest.mark.parametrize("part", [*TUNED, *HARM])
def test_no_statement_about_harm_in_a_tuning_set_is_missed(part: str) -> None:
    score = scored(part, PHRASES)
    assert score.safety_told > 0
    assert score.safety_missed == 0


def test_one_ordinary_note_in_eight_at_most_is_shown_as_a_statement_about_harm() -> None:
    wrong = sum(scored(part, PHRASES).safety_wrong for part in TUNED)
    ordinary = sum(scored(part, PHRASES).notes - scored(part, PHRASES).safety_told for part in TUNED)
    assert wrong / ordinary <= 1 / 8


@pytest.mark.parametrize("text", ["word " * 200_000, "(" * 100_000, "\x00\x1b[31m" * 50_000, "a" * 1_000_000])
def test_no_text_is_slow_to_hear_or_an_error(text: str) -> None:
    started = time.perf_counter()
    heard(text)
    assert time.perf_counter() - started < 20
