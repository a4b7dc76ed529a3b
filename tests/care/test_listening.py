"""Notes that listen: what a hurried note is heard to mean, and what it is not."""

from __future__ import annotations

import time

import pytest

from assessor.care.listening import Heard, hear
from benchmarks.listen import scored, shipped

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
    assert heard(note).codes(kind) == codes  # type: ignore[arg-type]


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


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [("tune", 0.75, 0.85), ("kept", 0.55, 0.40)],
)
def test_no_change_hears_less_well_than_was_measured(part: str, precision: float, recall: float) -> None:
    """The floor is what was measured, well under the aim for the part kept aside: see docs/benchmarks.md."""
    score = scored(part, PHRASES)
    assert score.precision() >= precision
    assert score.recall() >= recall


@pytest.mark.parametrize("text", ["word " * 200_000, "(" * 100_000, "\x00\x1b[31m" * 50_000, "a" * 1_000_000])
def test_no_text_is_slow_to_hear_or_an_error(text: str) -> None:
    started = time.perf_counter()
    heard(text)
    assert time.perf_counter() - started < 20
