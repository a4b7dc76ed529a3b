"""Making a script ready to run: everything is put in order, or refused by name and place when it is loaded."""

from __future__ import annotations

import itertools
import random
from datetime import date
from typing import Any

import pytest

from assessor.scripts.compiler import make_course
from assessor.scripts.model import Script
from assessor.scripts.outline import shown
from assessor.yaml_source import SourceMap, build
from tests.scripts.conftest import course_of, faults_of, script_text, talk

NUMBER = "id: n, kind: number"


def chain(names: list[str]) -> str:
    """Facts of which each is one more than the next, and the last is one more than the question `n`."""
    after = [*names[1:], "n"]
    return "".join(f"  - {{id: {name}, value: {other} + 1}}\n" for name, other in zip(names, after, strict=True))


@pytest.mark.parametrize("order", ["in order", "in reverse", "shuffled"])
@pytest.mark.parametrize("length", [1, 11, 30, 300])
def test_a_chain_of_reckoned_values_works_whatever_the_order_it_is_written_in(length: int, order: str) -> None:
    names = [f"f{i}" for i in range(length)]
    lines = chain(names).splitlines(keepends=True)
    if order == "in order":
        lines.reverse()
    elif order == "shuffled":
        random.Random(7).shuffle(lines)  # noqa: S311 - a repeatable order, no secret
    course = course_of(NUMBER, f"id: last, kind: text, ask_if: f0 == {length + 5}", top="facts:\n" + "".join(lines))
    interview = talk(course, ("n", 5))
    assert interview.values["f0"] == length + 5
    assert interview.next == "last"
    assert talk(course, ("n", 6)).next is None


def test_a_chain_of_scores_works_in_reverse_too() -> None:
    scores = "".join(f"  - {{id: s{i}, of: [s{i + 1}]}}\n" for i in range(30)) + "  - {id: s30, of: [n]}\n"
    interview = talk(course_of(NUMBER, top="scores:\n" + scores), ("n", 5), ("n", 3))
    assert {interview.values[f"s{i}"] for i in range(31)} == {3}


FACTS = "facts:\n"
SCORES = "scores:\n"


@pytest.mark.parametrize(
    ("top", "members"),
    [
        (FACTS + "  - {id: f, value: f + 1}\n", {"f": "5:20"}),
        (
            FACTS + "  - {id: f, value: g + 1}\n  - {id: g, value: n + h}\n  - {id: h, value: f * 2}\n",
            {"f": "5:20", "g": "6:20", "h": "7:20"},
        ),
        (
            FACTS + "  - {id: e, value: f}\n  - {id: f, value: g}\n  - {id: g, value: f}\n",
            {"f": "6:20", "g": "7:20"},
        ),
        (SCORES + "  - {id: s, of: [n, t]}\n  - {id: t, of: [s]}\n", {"s": "5:17", "t": "6:17"}),
        (
            FACTS + "  - {id: f, value: s + 1}\n" + SCORES + "  - {id: s, of: [n, f]}\n",
            {"f": "5:20", "s": "7:17"},
        ),
    ],
)
def test_a_cycle_is_refused_naming_its_members_at_the_place_of_one(top: str, members: dict[str, str]) -> None:
    """The members stand in the order in which each waits for the next, and no others among them."""
    (fault,) = [fault for fault in faults_of(script_text(NUMBER, top=top)) if "wait" in fault]
    place, _, loop = fault.partition(": these wait for each other: ")
    first, *rest = loop.split(" -> ")
    assert place == members[first]
    assert (rest[-1], {*rest}) == (first, {*members})
    for name, other in itertools.pairwise([first, *rest]):
        (line,) = [line for line in top.splitlines() if f"id: {name}," in line]
        assert other in line


@pytest.mark.parametrize(
    ("top", "faults"),
    [
        # references
        (FACTS + "  - {id: f, value: nn + 1}\n", ["5:20: unknown name 'nn'; did you mean 'n'?"]),
        (FACTS + "  - {id: f, value: 1 + word}\n", ["5:24: word is no number or day"]),
        (FACTS + "  - {id: f, value: 1 +}\n", ["5:20: this is not a condition"]),
        (FACTS + "  - {id: f, value: n > 3}\n", ["5:20: expected a number or a day here"]),
        (SCORES + "  - {id: s, of: [n, wrod]}\n", ["5:21: unknown name 'wrod'; did you mean 'word'?"]),
        # what has no points would add nothing, without a word
        (
            SCORES + "  - {id: s, of: [word]}\n",
            ["5:18: 'word' has no points; a score adds up choices, numbers and other scores"],
        ),
        (
            FACTS + "  - {id: f, value: n}\n" + SCORES + "  - {id: s, of: [f]}\n",
            ["7:18: 'f' has no points; a score adds up choices, numbers and other scores"],
        ),
        # ids
        (FACTS + "  - {id: n, value: '3'}\n", ["5:10: the id 'n' is given twice"]),
        (FACTS + "  - {id: f, value: n}\n  - {id: f, value: n}\n", ["6:10: the id 'f' is given twice"]),
        (SCORES + "  - {id: word, of: [n]}\n", ["5:10: the id 'word' is given twice"]),
        (FACTS + "  - {id: aim, value: n}\n", ["5:10: 'aim' stands for what answers record; choose another id"]),
    ],
)
def test_what_is_reckoned_and_cannot_be_is_refused_by_name_and_place(top: str, faults: list[str]) -> None:
    assert faults_of(script_text(NUMBER, "id: word, kind: text", top=top)) == faults


SICK = (
    "id: sick, kind: yes_no, options: [{code: 'yes', label: 'Yes', records: {situation: off_sick}},"
    " {code: 'no', label: 'No'}]"
)


@pytest.mark.parametrize(
    ("questions", "faults"),
    [
        (["id: a, kind: yes_no", "id: b, kind: text, ask_if: aa"], ["9:47: unknown name 'aa'; did you mean 'a'?"]),
        (["id: a, kind: yes_no", "id: b, kind: text, ask_if: a and"], ["9:47: this is not a condition"]),
        (
            ["id: a, kind: yes_no", "id: b, kind: text, ask_if: a = 'yes'"],
            ["9:49: this is not a condition; to compare, write =="],
        ),
        (
            ["id: a, kind: yes_no", "id: b, kind: text, ask_if: a == 'yse'"],
            ["9:52: a has no option 'yse'; did you mean 'yes'?"],
        ),
        (
            ["id: a, kind: text, ask_if: b", "id: b, kind: yes_no"],
            ["8:47: 'b' comes later in the script, so it cannot be known here"],
        ),
        (["id: a, kind: yes_no, ask_if: a"], ["8:49: 'a' would have to be answered before it is asked"]),
        (
            ["id: a, kind: yes_no, ask_if: b", "id: b, kind: yes_no, ask_if: a"],
            ["8:49: 'b' comes later in the script, so it cannot be known here"],
        ),
        (
            ["id: a, kind: text, ask_if: situation == 'off_sick'", SICK],
            ["8:47: 'situation' comes later in the script, so it cannot be known here"],
        ),
        (["id: a, kind: text, ask_if: situation == 'off_sick'"], ["8:47: unknown name 'situation'"]),
        (
            [SICK, "id: a, kind: text, ask_if: situation == 'of_sick'"],
            ["9:60: situation has no option 'of_sick'; did you mean 'off_sick'?"],
        ),
        (["id: hello, kind: say", "id: a, kind: text, ask_if: answered(hello)"], ["9:56: unknown name 'hello'"]),
        (["id: a, kind: text", "id: a, kind: text"], ["9:24: the id 'a' is given twice"]),
        (["id: a, kind: text, guide: 'so {{ b }}'"], ["8:53: the text names 'b', which is not there"]),
        (["id: a, kind: text, probe: '{{ client.nam }}'"], ["8:50: client has no 'nam'; did you mean 'name'?"]),
    ],
)
def test_a_question_that_cannot_stand_is_refused_by_name_and_place(questions: list[str], faults: list[str]) -> None:
    assert faults_of(script_text(*questions)) == faults


def test_a_condition_on_a_value_reckoned_from_a_later_question_is_refused() -> None:
    text = script_text(
        "id: a, kind: text, ask_if: f > 3", NUMBER, top="facts:\n  - {id: f, value: g}\n  - {id: g, value: n}\n"
    )
    assert faults_of(text) == ["11:47: 'f' comes later in the script, so it cannot be known here"]


def test_a_sections_condition_is_refused_at_the_section() -> None:
    text = script_text("id: a, kind: text", section="    ask_if: qqq\n")
    assert faults_of(text) == ["7:13: unknown name 'qqq'"]


def test_two_sections_of_one_id_are_refused() -> None:
    text = script_text("id: a, kind: text")
    text += "  - id: only\n    title: Again\n    questions:\n      - {id: b, kind: text, say: Hm?}\n"
    assert faults_of(text) == ["9:9: the section 'only' is given twice"]


def test_every_fault_of_a_script_is_named_at_once() -> None:
    text = script_text("id: a, kind: text, ask_if: qqq", "id: b, kind: text, ask_if: ppp", "id: c, kind: text, say2: x")
    assert [fault.split(":", 2)[:2] for fault in faults_of(text)] == [["10", "39"]]
    assert [fault.split(":", 2)[0] for fault in faults_of(text.replace(", say2: x", ""))] == ["8", "9"]


def test_what_a_step_rests_on_and_feeds_is_known() -> None:
    course = course_of(
        "id: a, kind: yes_no", "id: b, kind: yes_no, ask_if: a", "id: c, kind: text, ask_if: a or b", NUMBER,
        top="facts:\n  - {id: f, value: n + 1}\n",
    )  # fmt: skip
    feeds = {step.name: {course.steps[p].name for p in course.feeds[step.place]} for step in course.steps}
    assert feeds == {"a": {"b", "c"}, "b": {"c"}, "c": set(), "n": {"f"}, "f": set()}


def test_a_script_can_be_built_from_data_as_from_a_file() -> None:
    data: dict[str, Any] = {
        "script": "small",
        "version": 1,
        "title": "Small",
        "sections": [{"id": "s", "title": "S", "questions": [{"id": "a", "kind": "text", "say": "Hm?"}]}],
    }
    script, source = build(Script, data, SourceMap("data", "", {}))
    assert [step.name for step in make_course(script, source).questions] == ["a"]


def test_a_script_is_shown_as_a_person_reads_it() -> None:
    course = course_of(
        SICK,
        "id: ruler, kind: scale, low: Not at all, high: Very, ask_if: sick, guide: Slowly.,"
        " records: [{at_most: 3, barrier: low_confidence}, {at_least: 4, at_most: 6, need: confidence}]",
    )
    assert shown(course.script).splitlines() == [
        "Small (small, version 1)",
        "",
        "ONLY",
        "",
        "  sick  (yes/no)",
        "    “Hm?”",
        "      yes                  Yes   [situation off_sick]",
        "      no                   No",
        "",
        "  ruler  (scale)   if sick",
        "    “Hm?”",
        "      guide: Slowly.",
        "      0 Not at all … 10 Very",
        "      up to 3   [barrier low_confidence]",
        "      4 to 6   [need confidence]",
    ]


# ---- a day that is reckoned

STOPS = "facts: [{id: stops, value: 'weeks_after(first_day, 28)', when: \"pay == 'ssp'\", fills: pay.ssp_stops}]\n"
OFF_SINCE = (
    "id: first_day, kind: date",
    "id: pay, kind: choice, options: [{code: ssp, label: S}, {code: full, label: F}]",
)


def test_a_reckoned_day_fills_a_detail_while_its_condition_holds() -> None:
    course = course_of(*OFF_SINCE, top=STOPS)
    for pay, day in (("ssp", date(2026, 11, 23)), ("full", None)):
        said = talk(course, ("first_day", "2026-05-11"), ("pay", pay))
        name = said.detail("pay.ssp_stops")
        assert (said.answer(name) if name else None) == day
    assert talk(course, ("first_day", "2026-05-11")).detail("pay.ssp_stops") is None
    assert talk(course, ("first_day", "2026-05-11"), ("pay", "ssp")).words("stops") == "23 November 2026"


@pytest.mark.parametrize(
    ("fact", "fault"),
    [
        ("{id: stops, value: 'weeks_after(n, 28)'}", "weeks_after() takes a day and a number of weeks"),
        ("{id: stops, value: 'weeks_since(first_day)', fills: pay.ssp_stops}", "only a day fills a detail"),
        ("{id: stops, value: 'weeks_after(first_day, 2)', fills: pay.now}", "'pay.now' is no day that a plan"),
        ("{id: stops, value: 'weeks_after(first_day, 2)', when: pya}", "unknown name 'pya'; did you mean 'pay'?"),
    ],
)  # fmt: skip
def test_a_reckoned_day_that_cannot_stand_is_named(fact: str, fault: str) -> None:
    found = faults_of(
        script_text("id: first_day, kind: date", "id: pay, kind: yes_no", NUMBER, top=f"facts: [{fact}]\n")
    )
    assert any(fault in one for one in found), found
