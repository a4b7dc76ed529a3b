"""The condition language: what each expression means, and what each that cannot stand is told."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.scripts.conditions import (
    NOTHING,
    ConditionError,
    Name,
    Node,
    Recorder,
    Scope,
    compile_condition,
    compile_reckoning,
    free_names,
    names_in,
)
from tests.thorough import examples

TODAY = date(2026, 11, 18)
NAMES = {
    name.name: name
    for name in (
        Name("client.therapist", "text"),
        Name("today", "day"),
        Name("employer", "choice", ("employee", "agency", "worker"), 0),
        Name("shifts", "many", ("days", "nights"), 1),
        Name("has_manager", "yes_no", ("yes", "no"), 2),
        Name("hours", "number", (), 3, (0, 100), True),
        Name("first_day", "day", (), 4),
        Name("job", "text", (), 5),
        Name("a", "yes_no", ("yes", "no"), 6),
        Name("b", "yes_no", ("yes", "no"), 6),
        Name("strain", "number", (), 7, parts=("q1", "q2")),
        Name("here", "yes_no", ("yes", "no"), 8),
        Name("later", "yes_no", ("yes", "no"), 9),
    )
}
RECORDERS = {
    ("barrier", "caring"): (
        Recorder("shifts", 1, lambda value: "nights" in value),
        Recorder("has_manager", 2, lambda value: value == "no"),
        Recorder("later", 9, lambda value: value == "yes"),
    ),
    ("need", "confidence"): (Recorder("later", 9, lambda value: value == "yes"),),
}
SCOPE = Scope(NAMES, RECORDERS, 8)


def truth(expression: str, values: Mapping[str, Any], scope: Scope = SCOPE) -> bool | None:
    return compile_condition(expression, scope)({"today": TODAY, **values})


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        ("", {}, True),
        ("  \n", {}, True),
        # a yes or no
        ("has_manager", {"has_manager": "yes"}, True),
        ("has_manager", {"has_manager": "no"}, False),
        ("has_manager", {}, None),
        ("has_manager", {"has_manager": NOTHING}, None),
        ("not has_manager", {"has_manager": "yes"}, False),
        ("not has_manager", {"has_manager": "no"}, True),
        ("not has_manager", {}, None),
        ("not has_manager", {"has_manager": NOTHING}, None),
        ("has_manager == 'no'", {"has_manager": "no"}, True),
        ("has_manager == True", {"has_manager": "yes"}, True),
        ("has_manager == False", {"has_manager": "yes"}, False),
        ("has_manager != True", {"has_manager": "no"}, True),
        # a choice
        ("employer == 'agency'", {"employer": "agency"}, True),
        ("employer == 'agency'", {"employer": "worker"}, False),
        ("'agency' == employer", {"employer": "agency"}, True),
        ("employer == 'agency'", {}, None),
        ("employer == 'agency'", {"employer": NOTHING}, None),
        ("employer != 'agency'", {"employer": "worker"}, True),
        ("employer != 'agency'", {"employer": "agency"}, False),
        ("employer != 'agency'", {}, None),
        ("employer != 'agency'", {"employer": NOTHING}, None),
        ("employer in ('employee', 'agency')", {"employer": "agency"}, True),
        ("employer in ['employee', 'agency']", {"employer": "worker"}, False),
        ("employer in {'employee'}", {}, None),
        ("employer not in ('employee', 'agency')", {"employer": "worker"}, True),
        ("employer not in ('employee', 'agency')", {}, None),
        # a text, and the client's record
        ("job == 'nurse'", {"job": "nurse"}, True),
        ("job in ('nurse', 'cook')", {"job": "driver"}, False),
        ("client.therapist == ''", {"client.therapist": ""}, True),
        ("client.therapist != ''", {"client.therapist": "Meera Shah"}, True),
        # many
        ("'nights' in shifts", {"shifts": ("days", "nights")}, True),
        ("'nights' in shifts", {"shifts": ("days",)}, False),
        ("'nights' in shifts", {}, None),
        ("'nights' in shifts", {"shifts": NOTHING}, None),
        ("'nights' not in shifts", {"shifts": ("days",)}, True),
        ("'nights' not in shifts", {"shifts": NOTHING}, None),
        # a fact that earlier answers record: `later` comes after this place, and is not looked at
        ("'caring' in barriers", {"shifts": ("nights",)}, True),
        ("'caring' in barriers", {"has_manager": "no"}, True),
        ("'caring' in barriers", {"shifts": ("days",)}, None),
        ("'caring' in barriers", {"shifts": ("days",), "has_manager": "yes"}, False),
        ("'caring' in barriers", {"shifts": NOTHING, "has_manager": NOTHING}, False),
        ("'caring' in barriers", {"shifts": NOTHING, "has_manager": "yes", "later": "yes"}, False),
        ("'caring' not in barriers", {"shifts": ("days",), "has_manager": "yes"}, True),
        ("'caring' not in barriers", {"has_manager": "yes"}, None),
        # numbers
        ("hours < 16", {"hours": 15}, True),
        ("hours < 16", {"hours": 16}, False),
        ("hours <= 16", {"hours": 16}, True),
        ("hours > 16", {"hours": 16}, False),
        ("hours >= 16", {"hours": 16}, True),
        ("hours == 16", {"hours": 16}, True),
        ("hours != 16", {"hours": 16}, False),
        ("hours != 16", {}, None),
        ("hours < 16", {"hours": NOTHING}, None),
        ("hours > -1", {"hours": 0}, True),
        ("16 > hours", {"hours": 15}, True),
        ("5 <= hours < 16", {"hours": 5}, True),
        ("5 <= hours < 16", {"hours": 16}, False),
        ("5 <= hours < 16", {"hours": 4}, False),
        ("5 <= hours < 16", {}, None),
        ("hours * 2 - 1 >= 9", {"hours": 5}, True),
        ("hours / 2 + 0.5 == 3", {"hours": 5}, True),
        ("hours / 0 > 1", {"hours": 5}, None),
        ("hours + strain > 1", {"hours": 5}, None),
        # a score: unknown while one of its questions may yet be answered; what was declined adds nothing
        ("strain >= 2", {"strain": 2, "q1": "yes", "q2": "yes"}, True),
        ("strain >= 2", {"strain": 1, "q1": "yes"}, None),
        ("strain < 2", {"strain": 1, "q1": "yes", "q2": NOTHING}, True),
        # days
        ("first_day < today", {"first_day": date(2026, 11, 17)}, True),
        ("first_day == today", {"first_day": TODAY}, True),
        ("days_since(first_day) == 1", {"first_day": date(2026, 11, 17)}, True),
        ("days_until(first_day) == 3", {"first_day": date(2026, 11, 21)}, True),
        ("weeks_after(first_day, 4) > today", {"first_day": date(2026, 10, 22)}, True),
        ("days_until(weeks_after(first_day, 4)) == 1", {"first_day": date(2026, 10, 22)}, True),
        ("weeks_since(first_day) == 3", {"first_day": date(2026, 10, 22)}, True),
        ("weeks_since(first_day) == 4", {"first_day": date(2026, 10, 21)}, True),
        ("weeks_until(first_day) == 0", {"first_day": date(2026, 11, 24)}, True),
        ("weeks_until(first_day) == 1", {"first_day": date(2026, 11, 25)}, True),
        ("weeks_until(first_day) == 0", {"first_day": date(2026, 11, 12)}, True),
        ("days_since(first_day) > 3", {}, None),
        ("days_since(first_day) > 3", {"first_day": NOTHING}, None),
        # answered
        ("answered(job)", {"job": "nurse"}, True),
        ("answered(job)", {"job": NOTHING}, False),
        ("answered(job)", {}, None),
        ("not answered(job)", {"job": NOTHING}, True),
        ("not answered(job)", {}, None),
        # together, over lines, in brackets
        ("has_manager and (hours < 16\n or employer == 'agency')", {"has_manager": "yes", "hours": 9}, True),
        ("has_manager and hours < 16 or a", {"has_manager": "no", "a": "yes"}, True),
        ("has_manager and (hours < 16 or a)", {"has_manager": "no", "a": "yes"}, False),
    ],
)
def test_a_condition_is_true_false_or_unknown(expression: str, values: Any, expected: bool | None) -> None:
    assert truth(expression, values) is expected


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        ("yes", "yes", True, True),
        ("yes", "no", False, True),
        ("yes", None, None, True),
        ("no", "yes", False, True),
        ("no", "no", False, False),
        ("no", None, False, None),
        (None, "yes", None, True),
        (None, "no", False, None),
        (None, None, None, None),
    ],
)
@pytest.mark.parametrize("unknown", [None, NOTHING], ids=["unanswered", "nothing"])
def test_and_or_and_not_are_kleenes(
    a: str | None, b: str | None, both: bool | None, either: bool | None, unknown: object
) -> None:
    """What is unanswered, and what never will be, are unknown alike, and `not` never makes them known."""
    values = {name: unknown if value is None else value for name, value in {"a": a, "b": b}.items()}
    assert truth("a and b", values) is both
    assert truth("a or b", values) is either
    assert truth("not (a and b)", values) is (None if both is None else not both)
    assert truth("not a or not b", values) is (None if both is None else not both)


@pytest.mark.parametrize(
    ("expression", "offset", "message"),
    [
        # names
        ("employr == 'agency'", 0, "unknown name 'employr'; did you mean 'employer'?"),
        ("has_manager and qqq", 16, "unknown name 'qqq'"),
        ("client.therapst == ''", 0, "unknown name 'client.therapst'; did you mean 'client.therapist'?"),
        ("client == 'x'", 0, "unknown name 'client'"),
        ("  has_manager and qqq", 18, "unknown name 'qqq'"),
        ("has_manager\nand qqq", 16, "unknown name 'qqq'"),
        ("job == 'café' and qqq", 18, "unknown name 'qqq'"),
        ("a or later", 5, "'later' comes later in the script, so it cannot be known here"),
        ("here", 0, "'here' would have to be answered before it is asked"),
        # codes
        ("employer == 'employe'", 12, "employer has no option 'employe'; did you mean 'employee'?"),
        ("employer == 'zzz'", 12, "employer has no option 'zzz'; it has employee, agency, worker"),
        ("employer in ('agency', 'zzz')", 23, "employer has no option 'zzz'; it has employee, agency, worker"),
        ("employer in ()", 12, "an empty list holds nothing"),
        ("'nigts' in shifts", 0, "shifts has no option 'nigts'; did you mean 'nights'?"),
        ("has_manager == 'maybe'", 15, "has_manager has no option 'maybe'; it has yes, no"),
        ("'carng' in barriers", 0, "unknown barrier 'carng'; did you mean 'caring'?"),
        ("'zzz' in needs", 0, "unknown need 'zzz'"),
        ("'confidence' in needs", 0, "nothing before this can record the need 'confidence'"),
        ("employer == agency", 12, "put agency in quotes: 'agency'"),
        ("caring in barriers", 0, "name a barrier in quotes: 'code' in barriers"),
        ("employer == 3", 12, "compare employer with a word in quotes"),
        ("employer != None", 12, "compare employer with a word in quotes"),
        # types
        ("employer", 0, "employer is no yes or no; compare it with something"),
        ("hours", 0, "hours is no yes or no; compare it with something"),
        ("days_since(first_day)", 0, "days_since() gives a number; compare it with one"),
        ("employer < 'worker'", 0, "employer has no order; use == or !="),
        ("has_manager > 3", 0, "has_manager has no order; use == or !="),
        ("employer is 'agency'", 0, "write == or !="),
        ("shifts == 'nights'", 0, "ask whether one is among them: 'code' in shifts"),
        ("barriers == 'caring'", 0, "ask of barriers whether one is among them: 'code' in barriers"),
        ("a and barriers", 6, "ask of barriers whether one is among them: 'code' in barriers"),
        ("'agency' in employer", 12, "employer is not a list of answers; write employer == 'code'"),
        ("'x' in job", 7, "job is not a list of answers"),
        ("hours in (1, 2)", 0, "hours is not a choice"),
        ("hours == '9'", 9, "a word cannot be reckoned with; is a name missing its quotes, or too many?"),
        ("hours == True", 9, "expected a number or a day here"),
        ("hours > first_day", 8, "cannot compare a number with a day"),
        ("first_day > 3", 12, "cannot compare a day with a number"),
        ("first_day + 1 > today", 0, "only numbers can be reckoned with; for days use days_since(...)"),
        ("hours > employer", 8, "employer has no order; use == or !="),
        ("hours + employer > 3", 8, "employer is no number or day"),
        ("days_since(hours) > 3", 11, "days_since() takes a day"),
        ("answered(job) > 3", 0, "answered() is true or not, and no number"),
        ("-hours < 3", 0, "expected a number or a day here"),
        ("hours % 2 == 0", 0, "expected a number or a day here"),
        ("hours ** 9 > 1", 0, "expected a number or a day here"),
        # functions
        ("answerd(job)", 0, "unknown function answerd(); did you mean 'answered'?"),
        ("weeks_sinc(first_day) > 3", 0, "unknown function weeks_sinc(); did you mean 'weeks_since'?"),
        ("a and open('x')", 6, "unknown function open()"),
        ("__import__('os')", 0, "unknown function __import__()"),
        ("weeks_after(first_day) > today", 0, "weeks_after() takes a day and a number of weeks, and gives a day"),
        ("weeks_after(hours, 2) > today", 0, "weeks_after() takes a day and a number of weeks, and gives a day"),
        ("weeks_after(first_day, 2)", 0, "weeks_after() takes a day and a number of weeks, and gives a day"),
        ("answered()", 0, "answered() takes one name"),
        ("answered(job, hours)", 0, "answered() takes one name"),
        ("days_since(first_day, 1) > 2", 0, "days_since() takes one name"),
        ("answered('job')", 9, "expected the name of a question or a fact here"),
        ("answered(needs)", 9, "ask of needs whether one is among them: 'code' in needs"),
        # what Python would take and we do not
        ("a and ()", 6, "expected a condition here"),
        ("True", 0, "expected a condition here"),
        ("'a'", 0, "expected a condition here"),
        ("1", 0, "expected a condition here"),
        ("lambda: a", 0, "expected a condition here"),
        ("(x := 1)", 1, "expected a condition here"),
        ("a if b else a", 0, "expected a condition here"),
        ("[a for a in shifts]", 0, "expected a condition here"),
        ("''.join(job)", 0, "expected a condition here"),
        ("f'{job}' == 'x'", 0, "expected a number or a day here"),
        ("().__class__", 0, "expected the name of a question or a fact here"),
        ("job.__class__ == 'x'", 0, "unknown name 'job.__class__'"),
        ("client.__class__ == ''", 0, "unknown name 'client.__class__'"),
        ("answered(job.__class__)", 9, "unknown name 'job.__class__'"),
        ("a # and b", 2, "a condition holds no comment; put it on a line above"),
        ("(hours > 3) # so\nand b", 12, "a condition holds no comment; put it on a line above"),
    ],
)
def test_what_cannot_stand_is_refused_in_words_and_with_its_place(expression: str, offset: int, message: str) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_condition(expression, SCOPE)
    assert (str(refused.value), refused.value.offset) == (message, offset)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("employer = 'agency'", "this is not a condition; to compare, write =="),
        ("employer == 'agency and has_manager", "this is not a condition; is a quote missing here?"),
        ("has_manager and", "this is not a condition"),
        ("a b", "this is not a condition"),
        ("(a", "this is not a condition"),
        ("yield", "this is not a condition"),
        ("a; b", "this is not a condition"),
        ("\x00", "this is not a condition"),
    ],
)
def test_what_is_no_expression_is_refused(expression: str, message: str) -> None:
    """Where in it the fault lies is for Python's own parser to say."""
    with pytest.raises(ConditionError) as refused:
        compile_condition(expression, SCOPE)
    assert str(refused.value) == message
    assert 0 <= refused.value.offset <= len(expression)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (
            " or ".join(["has_manager"] * 150),
            "the condition is longer than 2,000 characters; name parts of it as facts",
        ),
        ("not " * 250 + "a", "the condition is too deep; name parts of it as facts"),
        ("1" + "+1" * 900 + " > 2", "the reckoning is too deep; name parts of it as facts"),
        ("(" * 300 + "a" + ")" * 300, "this is not a condition"),
    ],
    ids=["long", "deep", "deep reckoning", "brackets"],
)
def test_what_is_too_long_or_too_deep_is_refused(expression: str, message: str) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_condition(expression, SCOPE)
    assert str(refused.value) == message


def test_a_hash_within_quotes_is_no_comment() -> None:
    assert truth("job == 'nurse #1'", {"job": "nurse #1"}) is True


@examples(300)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from([*NAMES, "barriers", "and", "or", "not", "in", "==", "<", "(", ")", "'nights'", "3", "+", "#"]),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_is_a_condition_or_is_refused(text: str) -> None:
    """Nothing but `ConditionError` ever comes of reading, and a condition that was read can always be asked."""
    try:
        read: Node | ConditionError = compile_condition(text, SCOPE)
    except ConditionError as error:
        read = error
    if isinstance(read, ConditionError):
        assert 0 <= read.offset <= len(text)
    else:
        assert read({"today": TODAY}) in (True, False, None)


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        ("3", {}, 3),
        ("hours + 1", {"hours": 4}, 5),
        ("hours - 1 - 1", {"hours": 4}, 2),
        ("hours * 2 / 4", {"hours": 4}, 2),
        ("hours / hours", {"hours": 0}, None),
        ("hours + 1", {}, None),
        ("hours + 1", {"hours": NOTHING}, None),
        ("weeks_since(first_day)", {"first_day": date(2026, 10, 21)}, 4),
        ("weeks_after(first_day, 28)", {"first_day": date(2026, 5, 11)}, date(2026, 11, 23)),
        ("weeks_after(first_day, hours / 2)", {"first_day": date(2026, 5, 11), "hours": 3}, date(2026, 5, 18)),
        ("weeks_after(first_day, 28)", {}, None),
    ],
)
def test_a_reckoned_value_is_a_number_a_day_or_unknown(expression: str, values: Any, expected: object) -> None:
    assert compile_reckoning(expression, SCOPE)({"today": TODAY, **values}) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("first_day", "a fact's value must be a number, or a day reckoned by weeks_after()"),
        ("has_manager", "has_manager is no number or day"),
        ("hours > 3", "expected a number or a day here"),
        ("'3'", "a word cannot be reckoned with; is a name missing its quotes, or too many?"),
        ("3 +", "this is not a condition"),
    ],
)
def test_a_reckoned_value_that_is_no_number_is_refused(expression: str, message: str) -> None:
    with pytest.raises(ConditionError) as refused:
        compile_reckoning(expression, SCOPE)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("", ()),
        ("a and (b or not a)", ("a", "b")),
        ("5 < hours + strain", ("hours", "strain", "q1", "q2")),
        ("'caring' in barriers and 'days' in shifts", ("shifts", "has_manager")),
        ("days_until(first_day) < 3 or answered(job)", ("first_day", "job")),
    ],
)
def test_a_condition_names_all_that_it_rests_on(expression: str, names: tuple[str, ...]) -> None:
    assert names_in(compile_condition(expression, SCOPE)) == names


def test_the_free_names_of_what_cannot_be_read_are_none() -> None:
    assert set(free_names("hours + 1 > strain")) == {"hours", "strain"}
    assert free_names("hours +") == ()


def test_a_rule_from_outside_may_ask_for_what_nothing_in_the_script_records() -> None:
    """The fact is simply not there: a catalogue serves more scripts than one."""
    outside = Scope(NAMES, RECORDERS, math.inf, outside=True)
    assert truth("'housing' in barriers", {}, outside) is False
    assert truth("'confidence' in needs and later", {"later": "yes"}, outside) is True
