"""`assessor day PHRASE`: what it prints, and how it ends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_cli import Run, run

__all__ = ["run"]  # a fixture, of the tests of the other commands

ON = ("--on", "2026-12-02")  # a Wednesday
READ: dict[tuple[str, str], dict[str, Any]] = {
    ("a week on Tuesday", "either"): {"day": "2026-12-15", "said": "Tuesday 15 December 2026, in 13 days"},
    ("7.12", "forward"): {"day": "2026-12-07", "said": "Monday 7 December 2026, in 5 days"},
    ("fortnight ago", "back"): {"day": "2026-11-18", "said": "Wednesday 18 November 2026, 2 weeks ago"},
    ("mid September", "back"): {
        "day": "2026-09-15",
        "said": "mid September 2026, counted as 15 September 2026, 3 months ago",
    },
    ("Friday tomorrow", "forward"): {
        "day": None,
        "refused": "3 December 2026 is a Thursday; is it Thursday 3 December 2026, or Friday 4 December 2026?",
    },
}


def test_a_phrase_is_printed_as_it_is_read_or_why_it_is_not(run: Run) -> None:
    ran = {(phrase, looking): run("day", phrase, *ON, "--looking", looking, "--json") for phrase, looking in READ}
    assert {asked: outcome.json for asked, outcome in ran.items()} == READ
    assert [outcome.code for outcome in ran.values()] == [0, 0, 0, 0, 1]


def test_without_json_the_day_is_a_line_and_a_refusal_stands_on_the_error_output(run: Run) -> None:
    taken, refused = run("day", "Tuesday", "week", *ON), run("day", "payday", *ON)
    assert (taken.code, taken.out, taken.err) == (0, "Tuesday 15 December 2026, in 13 days\n", "")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "assessor: 'payday' is not understood; write Friday, 18 Dec, 3 weeks ago or in 2 weeks\n"


@pytest.mark.parametrize(
    "words", [(), ("Friday", "--on", "today"), ("Friday", "--looking", "up"), ("Friday", "--on", "9999-12-31")]
)
def test_what_cannot_be_tried_says_how_it_is_used(run: Run, words: tuple[str, ...]) -> None:
    ran = run("day", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: " in ran.err
