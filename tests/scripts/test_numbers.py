"""Numbers: what people write and which number it is, and how finer, larger or other things are refused."""

from __future__ import annotations

import pytest

from assessor.scripts.kinds import Asked
from tests.scripts.test_kinds import HOURS, QUARTERS, RULER, TODAY, WAGE, question, refusal

TENTHS = question("number", step=0.1)


@pytest.mark.parametrize(
    ("asked", "raw", "answer"),
    [
        (HOURS, 37, 37),
        (HOURS, "37", 37),
        (HOURS, " 37 ", 37),
        (HOURS, "+37", 37),
        (HOURS, 37.0, 37),
        (HOURS, "37.0", 37),
        (HOURS, 0, 0),
        (HOURS, 100, 100),
        (WAGE, "12,5", 12.5),
        (WAGE, "12.50", 12.5),
        (WAGE, "1,250", 1250),
        (WAGE, "1,250.75", 1250.75),
        (WAGE, "12,345,678", 12345678),
        (WAGE, "-3", -3),
        (RULER, 10, 10),
    ],
)
def test_a_number_is_read_as_people_write_it(asked: Asked, raw: object, answer: float) -> None:
    read = asked.parse(raw, TODAY)
    assert (read, type(read)) == (answer, type(answer))


@pytest.mark.parametrize(
    ("asked", "raw", "words"),
    [
        (HOURS, "", "nothing is written yet; write a number in figures"),
        (HOURS, "about ten", "'about ten' is not a number; write one in figures"),
        (HOURS, "1e2", "'1e2' is not a number; write one in figures"),
        (HOURS, "1,00,0", "'1,00,0' is not a number; write one in figures"),
        (HOURS, "9" * 16, f"'{'9' * 16}' is not a number; write one in figures"),
        (HOURS, "7.5", "takes a whole number"),
        (HOURS, 7.5, "takes a whole number"),
        (HOURS, 101, "101 is out of range; takes 0 to 100"),
        (HOURS, "-1", "-1 is out of range; takes 0 to 100"),
        (question("number", min=1_000_000), 5, "5 is out of range; takes 1000000 or more"),
        (question("number", max=0.5, whole=False), 5, "5 is out of range; takes 0.5 or less"),
        (RULER, 11, "11 is out of range; takes 0 to 10"),
        (HOURS, True, "takes a number"),
        (HOURS, None, "takes a number"),
        (HOURS, [3], "takes a number"),
        (WAGE, float("nan"), "takes a number"),
        (WAGE, float("inf"), "takes a number"),
        (WAGE, 10**400, "takes a number"),
    ],
)
def test_a_number_refuses_what_is_none_or_out_of_range(asked: Asked, raw: object, words: str) -> None:
    assert refusal(asked, raw) == words


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("37", 37),
        ("37.5", 37.5),
        ("37,5", 37.5),
        ("37.50", 37.5),
        ("37½", 37.5),
        ("37 ½", 37.5),
        ("38¾", 38.75),
        ("½", 0.5),
        ("37 1/2", 37.5),
        ("37 and 1/2", 37.5),
        ("37 and a half", 37.5),
        ("37 and a quarter", 37.25),
        ("37 and three quarters", 37.75),
        ("half", 0.5),
        ("37h30", 37.5),
        ("37:30", 37.5),
        ("37 hours 15", 37.25),
        ("37 hours and 15 minutes", 37.25),
        ("37h 45m", 37.75),
        ("37.5 hours", 37.5),
        ("37.5 hrs", 37.5),
        ("37½h", 37.5),
        ("37 and a half hours", 37.5),
        ("40 hours", 40),
        (37.5, 37.5),
        (37, 37),
        (37.0, 37),
    ],
)
def test_parts_of_a_number_are_read_as_people_write_them(typed: object, hours: float) -> None:
    parsed = QUARTERS.parse(typed, TODAY)
    assert (parsed, type(parsed)) == (hours, type(hours))


@pytest.mark.parametrize(
    ("asked", "raw", "words"),
    [
        (QUARTERS, "37.55", "37.55 is finer than it takes; write quarters at most, such as 37.5 or 37.75"),
        (QUARTERS, 37.55, "37.55 is finer than it takes; write quarters at most, such as 37.5 or 37.75"),
        (QUARTERS, "36h40", "36h40 is finer than it takes; write quarters at most, such as 36.5 or 36.75"),
        (QUARTERS, "100.1", "100.1 is finer than it takes; write quarters at most, such as 100"),
        (QUARTERS, "100.25", "100.25 is out of range; takes 0 to 100"),
        (question("number", step=0.5), "7.25", "7.25 is finer than it takes; write halves at most, such as 7 or 7.5"),
        (TENTHS, "1.25", "1.25 is finer than it takes; write steps of 0.1, such as 1.2 or 1.3"),
        (question("number", step=5), "12", "12 is finer than it takes; write steps of 5, such as 10 or 15"),
        (HOURS, "37½", "takes a whole number"),
        (HOURS, "37h30", "takes a whole number"),
        *(
            (QUARTERS, typed, f"{typed!r} is not a number; write one in figures")
            for typed in ("371/2", "37 half", "37½½", "37 1/2 1/2", "1/2 37", "1/0", "37 and", "and 37", "-", "hours",
                          "37 hours a week", "37.5 weeks", "37h60", "an hour", "thirty odd", "35 to 37", "35-37", "1e2")
        ),
        (question("number", unit="weeks", whole=False), "3h30", "'3h30' is not a number; write one in figures"),
    ],
)  # fmt: skip
def test_what_is_finer_than_a_number_takes_is_refused_with_what_would_do(asked: Asked, raw: object, words: str) -> None:
    assert refusal(asked, raw) == words


def test_a_tenth_that_no_float_holds_is_still_a_tenth() -> None:
    assert [TENTHS.parse(typed, TODAY) for typed in ("0.1", "0.3", "2.7", 0.7)] == [0.1, 0.3, 2.7, 0.7]


@pytest.mark.parametrize(
    ("typed", "echo"), [("37.5", ""), ("37", ""), (" 37 ", ""), ("37½", "37.5 hours"), ("37h30", "37.5 hours")]
)
def test_a_number_is_read_back_where_it_was_not_written_in_figures(typed: str, echo: str) -> None:
    assert QUARTERS.echo(typed, QUARTERS.parse(typed, TODAY), TODAY) == echo


LENGTHS = {
    ("months", "18 months"): 18,
    ("months", "a year and a half"): 18,
    ("months", "3 years 2 months"): 38,
    ("months", "3 years and 2 months"): 38,
    ("months", "2½ years"): 30,
    ("months", "half a year"): 6,
    ("months", "a year"): 12,
    ("months", "eighteen"): 18,
    ("weeks", "a fortnight"): 2,
    ("weeks", "six weeks"): 6,
    ("weeks", "21 days"): 3,
    ("weeks", "6"): 6,
    ("years", "18 months"): 1.5,
    ("years", "three and a half"): 3.5,
    ("days", "2 weeks and 3 days"): 17,
    ("hours", "thirty seven and a half"): 37.5,
    ("hours", "thirty-seven and a half hours"): 37.5,
    ("hours", "sixteen"): 16,
}


def test_a_length_of_time_is_read_in_the_unit_that_is_asked_for() -> None:
    read = {(unit, typed): question("number", unit=unit, step=0.25).parse(typed, TODAY) for unit, typed in LENGTHS}
    assert read == LENGTHS


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("weeks", "3 months"),
        ("months", "6 weeks"),
        ("hours", "3 weeks"),
        ("months", "2 months 3 years"),
        ("", "a year"),
    ],
)
def test_a_length_that_cannot_be_told_in_that_unit_is_refused(unit: str, typed: str) -> None:
    assert (
        refusal(question("number", unit=unit, step=0.25), typed) == f"{typed!r} is not a number; write one in figures"
    )


def test_a_length_that_is_no_whole_number_of_the_unit_is_refused_with_those_beside_it() -> None:
    assert refusal(question("number", unit="years"), "18 months") == "takes a whole number"
    assert "such as 1.25 or 1.5" in refusal(question("number", unit="years", step=0.25), "16 months")
