"""The kinds of question, each as tables: what it is given, what it makes of it, and how it refuses the rest."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from assessor.scripts.kinds import Asked, Question, Refused
from tests.thorough import examples

TODAY = date(2026, 11, 18)  # a Wednesday
_QUESTION: TypeAdapter[Any] = TypeAdapter(Question)


def question(kind: str, **fields: Any) -> Asked:
    """A question of this kind with whatever it must have."""
    made: Asked = _QUESTION.validate_python({"id": "q", "kind": kind, "say": "Hm?", **fields})
    return made


def refusal(asked: Asked, raw: object) -> str:
    with pytest.raises(Refused) as refused:
        asked.parse(raw, TODAY)
    return str(refused.value)


EMPLOYER = question(
    "choice",
    options=[
        {"code": "employee", "label": "Employed", "score": 2, "records": {"strength": "likes_the_job"}},
        {"code": "agency", "label": "Through an agency", "records": {"barrier": ["job_at_risk", "workload"]}},
        {"code": "01", "label": "Something else", "records": {"situation": "in_work", "aim": "change"}},
    ],
)
SHIFTS = question(
    "many",
    options=[
        {"code": "days", "label": "Days", "score": 1},
        {
            "code": "nights",
            "label": "Nights",
            "written": "works nights",
            "score": 2,
            "records": {"barrier": "sleep_fatigue"},
        },
        {"code": "on_call", "label": "On call", "records": {"barrier": "sleep_fatigue", "need": "work_life_balance"}},
        {"code": "none", "label": "None of these", "exclusive": True},
    ],
)
HOURS = question("number", min=0, max=100, unit="hours")
QUARTERS = question("number", min=0, max=100, unit="hours", step=0.25)
WAGE = question("number", whole=False)
RULER = question(
    "scale",
    low="Not at all",
    high="Very",
    records=[
        {"at_most": 3, "barrier": "low_confidence"},
        {"at_least": 7, "strength": "confident_about_work"},
        {"at_least": 3, "at_most": 4, "need": "confidence"},
    ],
)


# ---- choice, yes_no, consent, many


@pytest.mark.parametrize("code", ["employee", "agency", "01"])
def test_a_choice_takes_the_code_of_an_option(code: str) -> None:
    assert EMPLOYER.parse(code, TODAY) == code


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("employe", "'employe' is not one of its options: employee, agency, 01; did you mean 'employee'?"),
        ("Employed", "'Employed' is not one of its options: employee, agency, 01; did you mean 'employee'?"),
        ("", "'' is not one of its options: employee, agency, 01"),
        (1, "'1' is not one of its options: employee, agency, 01; did you mean '01'?"),
        (True, "takes the code of one option: employee, agency, 01"),
        (None, "takes the code of one option: employee, agency, 01"),
        (["employee"], "takes the code of one option: employee, agency, 01"),
    ],
)
def test_a_choice_refuses_anything_else(raw: object, words: str) -> None:
    assert refusal(EMPLOYER, raw) == words


@pytest.mark.parametrize(
    ("raw", "answer"), [("yes", "yes"), ("no", "no"), (True, "yes"), (False, "no")], ids=["yes", "no", "true", "false"]
)
@pytest.mark.parametrize("asked", [question("yes_no"), question("consent", reader="gp")], ids=["yes_no", "consent"])
def test_yes_or_no_takes_its_codes_and_yamls_booleans(asked: Asked, raw: object, answer: str) -> None:
    assert asked.parse(raw, TODAY) == answer


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("maybe", "'maybe' is neither yes nor no"),
        ("Yes", "'Yes' is neither yes nor no"),
        (1, "1 is neither yes nor no"),
        ([], "[] is neither yes nor no"),
        (None, "None is neither yes nor no"),
    ],
)
def test_yes_or_no_refuses_anything_else(raw: object, words: str) -> None:
    assert refusal(question("yes_no"), raw) == words


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (["nights", "days"], ("days", "nights")),
        (("nights", "nights"), ("nights",)),
        ("nights", ("nights",)),
        (["none"], ("none",)),
    ],
)
def test_many_takes_codes_and_keeps_them_in_the_scripts_order(raw: object, answer: tuple[str, ...]) -> None:
    assert SHIFTS.parse(raw, TODAY) == answer


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (["none", "days"], "'None of these' cannot stand beside another answer"),
        ([], "choose at least one, or say that it is not known"),
        (["nigts"], "'nigts' is not one of its options: days, nights, on_call, none; did you mean 'nights'?"),
        ([1], "'1' is not one of its options: days, nights, on_call, none"),
        (True, "takes a list of codes: days, nights, on_call, none"),
        (None, "takes a list of codes: days, nights, on_call, none"),
        ({"days": 1}, "takes a list of codes: days, nights, on_call, none"),
    ],
)
def test_many_refuses_anything_else(raw: object, words: str) -> None:
    assert refusal(SHIFTS, raw) == words


# ---- days


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-05-04", date(2026, 5, 4)),
        ("4 May 2026", date(2026, 5, 4)),
        ("4th of May this year", date(2026, 5, 4)),
        ("4 may 26", date(2026, 5, 4)),
        ("4/5/26", date(2026, 5, 4)),
        ("4/5/2026", date(2026, 5, 4)),
        ("4.5.26", date(2026, 5, 4)),
        ("04-05-2026", date(2026, 5, 4)),
        ("25/12", date(2026, 12, 25)),
        ("4/5/89", date(1989, 5, 4)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 17)),
        ("tomorrow", date(2026, 11, 19)),
        ("last Monday", date(2026, 11, 16)),
        ("3 weeks ago", date(2026, 10, 28)),
        ("a fortnight ago", date(2026, 11, 4)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("2 months ago", date(2026, 9, 18)),
        ("in a year", date(2027, 11, 18)),
        ("  4 May 2026 ", date(2026, 5, 4)),
        (date(2026, 5, 4), date(2026, 5, 4)),
        (datetime(2026, 5, 4, 9, 30), date(2026, 5, 4)),  # noqa: DTZ001 - as a YAML reader may give it
    ],
)
def test_a_day_is_read_as_people_say_it(typed: object, day: date) -> None:
    """Days count from the day of the call, and day stands before month."""
    assert question("date").parse(typed, TODAY) == day


@pytest.mark.parametrize(
    ("when", "typed", "day"),
    [
        ("past", "Friday", date(2026, 11, 13)),
        ("future", "Friday", date(2026, 11, 20)),
        ("past", "25 Dec", date(2025, 12, 25)),
        ("future", "4 May", date(2027, 5, 4)),
        ("past", "today", TODAY),
        ("future", "today", TODAY),
        ("future", "4/5/27", date(2027, 5, 4)),
    ],
)
def test_a_day_without_its_year_or_week_is_the_nearest_that_fits(when: str, typed: str, day: date) -> None:
    assert question("date", when=when).parse(typed, TODAY) == day


EXAMPLES = "; write Friday, 18 Dec, 3 weeks ago or in 2 weeks"


@pytest.mark.parametrize(
    ("when", "typed", "words"),
    [
        ("any", "31 February", "February has 28 or 29 days"),
        ("any", "31 February 2026", "February has 28 or 29 days"),
        ("any", "31/2/26", "February has 28 or 29 days"),
        ("any", "31 June", "June has 30 days"),
        ("any", "29 Feb 2027", "February 2027 has 28 days"),
        ("any", "2026-02-31", "2026-02-31 is no day in the calendar"),
        ("any", "hello", f"'hello' is not understood{EXAMPLES}"),
        ("any", "12", f"'12' alone is no day{EXAMPLES}"),
        ("any", "5/26", "there is no month 26; the day comes first here: 26/5"),
        ("any", "2026", f"'2026' alone is no day{EXAMPLES}"),
        ("any", "x" * 90, f"{'x' * 39 + '…'!r} is no day I know{EXAMPLES}"),
        ("any", "", "nothing is written yet; write Friday, 18 Dec, 3 weeks ago or in 2 weeks"),
        ("any", "1/1/1800", "the year 1800 cannot be meant"),
        ("any", "2999-01-01", "the year 2999 cannot be meant"),
        ("any", 20260504, "takes a day, such as 2026-05-04"),
        ("any", None, "takes a day, such as 2026-05-04"),
        ("past", "2026-11-19", "19 November 2026 is still to come; takes a day up to today"),
        ("past", "tomorrow", "19 November 2026 is still to come; takes a day up to today"),
        ("future", "2026-11-17", "17 November 2026 is past; takes a day from today on"),
        ("future", "4/5/26", "4 May 2026 is past; takes a day from today on"),
        ("future", "4 May 26", "4 May 2026 is past; takes a day from today on"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(when: str, typed: object, words: str) -> None:
    """A year alone is refused too: the day would have to be made up."""
    assert refusal(question("date", when=when), typed) == words


# ---- words


@pytest.mark.parametrize(
    ("raw", "answer"), [(" night shifts \n", "night shifts"), ("[/b]", "[/b]"), (12, "12"), ("{{ 7*7 }}", "{{ 7*7 }}")]
)
def test_a_text_is_kept_as_it_was_written(raw: object, answer: str) -> None:
    assert question("text").parse(raw, TODAY) == answer


@pytest.mark.parametrize(
    ("raw", "words"),
    [("  ", "nothing is written yet"), (True, "takes words"), (None, "takes words"), ([], "takes words")],
)
def test_a_text_refuses_what_is_no_words(raw: object, words: str) -> None:
    assert refusal(question("text"), raw) == words


def test_words_to_read_aloud_take_no_answer() -> None:
    asked = question("say")
    assert not asked.takes_answer
    assert refusal(asked, "yes") == "this is read aloud and takes no answer"


# ---- how answers read, what they add up to, what they record


@pytest.mark.parametrize(
    ("asked", "answer", "words", "points"),
    [
        (EMPLOYER, "employee", "Employed", 2),
        (EMPLOYER, "agency", "Through an agency", 0),
        (question("yes_no"), "yes", "Yes", 1),
        (question("yes_no"), "no", "No", 0),
        (SHIFTS, ("days", "nights"), "Days; Nights", 3),
        (HOURS, 37, "37 hours", 37),
        (QUARTERS, 37.5, "37.5 hours", 37),
        (WAGE, 12345.67, "12345.67", 12345),
        (RULER, 7, "7 out of 10", 7),
        (question("date"), date(2026, 5, 4), "4 May 2026", 0),
        (question("text"), "nights", "nights", 0),
    ],
)
def test_an_answer_reads_in_words_and_has_its_points(asked: Asked, answer: Any, words: str, points: int) -> None:
    assert (asked.words(answer), asked.points(answer)) == (words, points)


@pytest.mark.parametrize(
    ("asked", "answer", "facts"),
    [
        (EMPLOYER, "employee", {("strength", "likes_the_job")}),
        (EMPLOYER, "agency", {("barrier", "job_at_risk"), ("barrier", "workload")}),
        (EMPLOYER, "01", {("situation", "in_work"), ("aim", "change")}),
        (SHIFTS, ("days",), set()),
        (SHIFTS, ("nights", "on_call"), {("barrier", "sleep_fatigue"), ("need", "work_life_balance")}),
        (RULER, 0, {("barrier", "low_confidence")}),
        (RULER, 3, {("barrier", "low_confidence"), ("need", "confidence")}),
        (RULER, 4, {("need", "confidence")}),
        (RULER, 5, set()),
        (RULER, 7, {("strength", "confident_about_work")}),
        (question("text"), "caring", set()),
    ],
)
def test_an_answer_records_the_facts_of_its_options_and_bands(asked: Asked, answer: Any, facts: set[Any]) -> None:
    """A band's bounds are both included. `recorder` says the same of every fact that could be recorded."""
    assert set(asked.recorded(answer)) == facts
    for fact, _ in asked.recordable():
        assert asked.recorder(*fact)(answer) is (fact in facts)


def test_what_could_be_recorded_is_known_with_its_place() -> None:
    assert list(SHIFTS.recordable()) == [
        (("barrier", "sleep_fatigue"), ("options", 1)),
        (("need", "work_life_balance"), ("options", 2)),
        (("barrier", "sleep_fatigue"), ("options", 2)),
    ]
    assert [place for _, place in RULER.recordable()] == [("records", 0), ("records", 1), ("records", 2)]


@pytest.mark.parametrize(
    ("asked", "answer", "written"),
    [
        (SHIFTS, ("days", "nights"), "Days; works nights"),
        (EMPLOYER, "agency", "Through an agency"),
        (RULER, 7, "7 out of 10"),
        (question("date"), date(2026, 5, 4), "4 May 2026"),
    ],
)
def test_an_answer_is_written_on_the_plan_in_the_options_other_words_if_it_has_them(
    asked: Asked, answer: Any, written: str
) -> None:
    assert asked.written(answer) == written


@pytest.mark.parametrize(
    ("asked", "answer", "fact", "told"),
    [
        (SHIFTS, ("days", "nights", "on_call"), ("barrier", "sleep_fatigue"), "Nights; On call"),
        (SHIFTS, ("nights", "on_call"), ("need", "work_life_balance"), "On call"),
        (EMPLOYER, "agency", ("barrier", "workload"), "Through an agency"),
        (question("yes_no"), "yes", ("barrier", "caring"), ""),
        (RULER, 2, ("barrier", "low_confidence"), ""),
    ],
)
def test_what_was_said_for_a_fact_is_what_the_options_that_record_it_say(
    asked: Asked, answer: Any, fact: tuple[str, str], told: str
) -> None:
    """A bare yes or a number says no more than the fact does."""
    assert asked.told(answer, fact) == told


def test_a_choice_called_situation_records_its_own_codes() -> None:
    asked = question(
        "choice", id="situation", options=[{"code": "in_work", "label": "In work"}, {"code": "other", "label": "Other"}]
    )
    assert asked.recorded("in_work") == (("situation", "in_work"),)
    assert asked.recorded("other") == ()


@examples(200)
@given(st.data())
def test_what_the_journal_keeps_is_json_and_reads_back_the_same(data: st.DataObject) -> None:
    """A day parsed today is kept as a day: what was typed as "tomorrow" reads back the same on any later day."""
    asked, answers = data.draw(
        st.sampled_from(
            [
                (EMPLOYER, st.sampled_from(EMPLOYER.codes)),
                (SHIFTS, st.sets(st.sampled_from(SHIFTS.codes[:-1]), min_size=1).map(list)),
                (HOURS, st.integers(0, 100)),
                (QUARTERS, st.integers(0, 400).map(lambda quarters: quarters / 4)),
                (QUARTERS, st.sampled_from(["37½", "37h30", "37 and a quarter"])),
                (WAGE, st.decimals(-9999, 9999, places=2).map(float)),
                (question("time"), st.times().map("{:%H:%M}".format)),
                (question("time"), st.sampled_from(["half ten", "quarter to four", "noon"])),
                (question("date"), st.dates(date(1900, 1, 1), date(2200, 12, 31))),
                (question("date"), st.sampled_from(["tomorrow", "last Monday", "4/5/26"])),
                (question("text"), st.text(min_size=1).filter(str.strip)),
            ]
        )
    )
    answer = asked.parse(data.draw(answers), TODAY)
    kept = json.loads(json.dumps(asked.kept(answer)))
    assert asked.parse(kept, date(2026, 12, 25)) == answer


# ---- what a question cannot be


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("choice", {}, "Field required"),
        ("choice", {"options": [{"code": "a", "label": "A"}]}, "at least 2 items"),
        (
            "choice",
            {"options": [{"code": "a", "label": "A"}, {"code": "a", "label": "B"}]},
            "option 'a' stands twice",
        ),
        ("choice", {"options": [{"code": "a b", "label": "A"}, {"code": "c", "label": "C"}]}, "should match pattern"),
        (
            "yes_no",
            {"options": [{"code": "yes", "label": "Yes"}, {"code": "perhaps", "label": "Perhaps"}]},
            "the options of a yes_no are yes and no",
        ),
        ("consent", {}, "Field required"),
        ("consent", {"reader": "neighbour"}, "'therapist', 'gp', 'employer', 'other_employer1'"),
        ("number", {"records": [{"barrier": "caring"}]}, "a band needs at_least or at_most"),
        ("number", {"step": 0}, "greater than 0"),
        ("number", {"step": 0.5, "whole": False}, "give whole or step, not both; a step of 1 takes whole numbers"),
        ("number", {"records": [{"at_least": 3}]}, "a band that records nothing"),
        (
            "scale",
            {"records": [{"at_least": 3, "barrier": "carng"}]},
            "unknown barrier 'carng'; did you mean 'caring'?",
        ),
        ("date", {"when": "soon"}, "'past', 'future' or 'any'"),
        ("text", {"options": []}, "Extra inputs are not permitted"),
        ("text", {"fills": "work.rolle"}, "unknown detail 'work.rolle'; did you mean 'work.role'?"),
        ("text", {"short": "x" * 41}, "at most 40 characters"),
        ("text", {"say": ""}, "at least 1 character"),
        ("text", {"id": "Job"}, "an id is lower-case letters, digits and underscores, beginning with a letter"),
        ("text", {"id": "1st"}, "an id is lower-case letters, digits and underscores, beginning with a letter"),
        ("text", {"id": "job_words"}, "an id cannot end in _words, which stands for the client's own words"),
        ("text", {"id": "barriers"}, "'barriers' has a meaning of its own in conditions; choose another id"),
        ("text", {"id": "class"}, "'class' has a meaning of its own in conditions; choose another id"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(kind: str, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        question(kind, **fields)
    assert message in refused.value.errors()[0]["msg"]
