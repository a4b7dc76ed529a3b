"""Where each answer of a script leads, as it is drawn: that it is so in every call, and that it can be read."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest

from assessor.scripts.consequences import UNANSWERED, leads
from assessor.scripts.course import Course
from assessor.scripts.drawing import DIAGRAM_WIDTH, NAMED_QUESTIONS, as_mermaid, as_text
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked, Day
from tests.care.conftest import shipped_bank
from tests.scripts.conftest import TODAY, act, course_of, entry, talk

JOB = (
    "id: job, kind: choice, short: Job, "
    "options: [{code: employed, label: E}, {code: own, label: O}, {code: none, label: N}]"
)
SICK = "id: sick, kind: yes_no, ask_if: job != 'none'"
COURSES = list(shipped_bank().courses.values())


def led(course: Course, question: str) -> dict[str, str]:
    """Each answer, or answers, of one question with where they lead: + brings, ? may bring, - rules out."""
    marks = (("+", "brings"), ("?", "may_bring"), ("-", "rules_out"))
    return {
        " ".join(lead.answers): " ".join(mark + name for mark, part in marks for name in getattr(lead, part))
        for lead in leads(course).get(question, ())
    }


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        ([JOB, SICK], {"employed own": "+sick", f"none {UNANSWERED}": "-sick"}),
        (
            [JOB, SICK, "id: since, kind: date, ask_if: sick"],  # it cannot be asked of somebody without a job
            {"employed own": "+sick", f"none {UNANSWERED}": "-sick -since"},
        ),
        ([JOB, "id: more, kind: text, ask_if: answered(job)"], {"employed own none": "+more", UNANSWERED: "-more"}),
        ([JOB, "id: more, kind: text, ask_if: job == 'own' or not answered(job)"], {
            "employed none": "-more", f"own {UNANSWERED}": "+more",
        }),
        ([JOB, "id: hi, kind: text"], {}),
    ],
)  # fmt: skip
def test_an_answer_brings_and_rules_out_questions(questions: list[str], expected: dict[str, str]) -> None:
    assert led(course_of(*questions), "job") == expected


def test_a_question_that_waits_for_another_answer_too_may_be_brought() -> None:
    both = "id: more, kind: text, ask_if: job == 'own' and sick"
    course = course_of(JOB, SICK, both)
    assert led(course, "job")["own"] == "+sick ?more"
    assert led(course, "sick") == {"yes": "?more", f"no {UNANSWERED}": "-more"}


def test_what_must_be_so_for_a_question_to_be_asked_is_known_at_its_answers() -> None:
    """The last of several answers that a question waits for brings it, and does not just leave it open."""
    course = course_of(
        JOB, "id: own, kind: yes_no, ask_if: job == 'own'", "id: more, kind: text, ask_if: job == 'own' and own"
    )
    assert led(course, "own") == {"yes": "+more", f"no {UNANSWERED}": "-more"}


def test_an_option_of_a_list_brings_what_looks_for_it_and_an_exclusive_one_rules_that_out() -> None:
    options = "{code: pay, label: P}, {code: hours, label: H}, {code: none, label: N, exclusive: true}"
    course = course_of(
        f"id: worries, kind: many, options: [{options}]", "id: how, kind: text, ask_if: \"'pay' in worries\""
    )
    assert led(course, "worries") == {"pay": "+how", "hours": "", f"none {UNANSWERED}": "-how"}


@pytest.mark.parametrize(
    ("asked", "condition", "expected"),
    [
        ("kind: number, min: 0", "it < 16", {"15 and under": "+more", f"16 and over {UNANSWERED}": "-more"}),
        ("kind: number, min: 0, step: 0.25", "it < 16", {
            "15.75 and under": "+more", f"16 and over {UNANSWERED}": "-more",
        }),
        ("kind: number, min: 0", "4 <= it <= 6", {
            f"3 and under 7 and over {UNANSWERED}": "-more", "4 to 6": "+more",
        }),
        ("kind: scale", "it == 10", {f"9 and under {UNANSWERED}": "-more", "10 and over": "+more"}),
        ("kind: date, when: past", "weeks_since(it) >= 4", {
            "4 weeks ago and before": "+more", f"27 days ago and after {UNANSWERED}": "-more",
        }),
        ("kind: date", "days_until(it) <= 14", {
            "in 2 weeks and before": "+more", f"in 15 days and after {UNANSWERED}": "-more",
        }),
        ("kind: date", "it >= today", {f"yesterday and before {UNANSWERED}": "-more", "today and after": "+more"}),
        ("kind: date", "answered(it)", {"any answer": "+more", UNANSWERED: "-more"}),
    ],
)  # fmt: skip
def test_numbers_and_days_are_told_by_the_stretches_over_which_nothing_changes(
    asked: str, condition: str, expected: dict[str, str]
) -> None:
    assert led(course_of(f"id: it, {asked}", f"id: more, kind: text, ask_if: {condition}"), "it") == expected


def test_what_is_reckoned_and_what_is_recorded_lead_on_too() -> None:
    course = course_of(
        "id: work, kind: yes_no, options: [{code: 'yes', label: Y, records: {situation: in_work}},"
        " {code: 'no', label: N, records: {situation: out_of_work, barrier: caring}}]",
        "id: since, kind: date, ask_if: situation == 'out_of_work'",
        "id: long, kind: text, ask_if: gap >= 4",
        "id: care, kind: text, ask_if: \"'caring' in barriers\"",
        top="facts: [{id: gap, value: weeks_since(since)}]\n",
    )
    assert led(course, "work") == {f"yes {UNANSWERED}": "-since -long -care", "no": "+since +care"}
    assert led(course, "since") == {"4 weeks ago and before": "+long", f"27 days ago and after {UNANSWERED}": "-long"}


def test_a_score_is_followed_as_far_as_one_answer_settles_it() -> None:
    options = "options: [{code: a, label: A}, {code: b, label: B, score: 3}]"
    course = course_of(
        f"id: one, kind: choice, {options}",
        f"id: two, kind: choice, {options}",
        "id: more, kind: text, ask_if: sum >= 3",
        top="scores: [{id: sum, of: [one, two]}]\n",
    )  # fmt: skip
    assert led(course, "one") == {f"a {UNANSWERED}": "", "b": "+more"}


# ---- against real calls


def answer(question: Asked, chance: random.Random) -> object:
    """Some answer that fits the question."""
    if question.several:
        alone = [option.code for option in question.choices if option.exclusive]
        others = [code for code in question.codes if code not in alone]
        return (
            tuple(chance.sample(others, chance.randint(1, 2)))
            if chance.random() < 0.8
            else (chance.choice(alone or others),)
        )
    if question.codes:
        return chance.choice(question.codes)
    if question.condition_type == "number":
        low, high = question.bounds
        return chance.randint(int(max(low, 0)), int(min(high, 60)))
    if isinstance(question, Day):
        way = {"past": (-400, 0), "future": (0, 90), "any": (-90, 90)}[question.when]
        return (TODAY + timedelta(chance.randint(*way))).isoformat()
    return question.example


def whole_call(course: Course, seed: int) -> Interview:
    """A call in which every question on the route got some answer, or none."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    interview = talk(course)
    while (name := interview.next) is not None:
        question = course.question(name)
        assert question is not None
        if not question.takes_answer or chance.random() < 0.15:
            given = act(name, "!unknown")
        else:
            given = act(name, answer(question, chance))
        interview = interview.with_entry(entry(given))
    return interview


def told(answers: tuple[str, ...], value: object) -> bool:
    """Whether one of the answers drawn is this value."""
    if value is None:
        return UNANSWERED in answers
    if isinstance(value, tuple):
        return not set(answers).isdisjoint(value)
    return "any answer" in answers or value in answers or any(within(words, value) for words in answers)


def within(words: str, value: object) -> bool:
    """Whether a number lies in the stretch that these words tell."""
    ends = [int(end) for end in re.findall(r"\b\d+\b", words)]
    if not ends or not isinstance(value, int):
        return False
    low, high = (ends[0], ends[-1])
    return (words.endswith("and under") or value >= low) and (words.endswith("and over") or value <= high)


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.script.script)
def test_in_every_call_what_an_answer_brings_is_asked_and_what_it_rules_out_is_not(course: Course) -> None:
    found = leads(course)
    seen = 0
    for seed in range(12):
        interview = whole_call(course, seed)
        route = set(interview.route)
        for name in route & set(found):
            question = course.question(name)
            assert question is not None
            given = interview.responses[name].value
            for lead in found[name]:
                if isinstance(question, Day) and given is not None:
                    continue  # told by their distance, as above
                if told(lead.answers, given):
                    seen += 1
                    assert set(lead.brings) <= route, (seed, name, given, set(lead.brings) - route)
                    assert route.isdisjoint(lead.rules_out), (seed, name, given, route & set(lead.rules_out))
    assert seen or not found


# ---- to read


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.script.script)
def test_the_drawing_fits_a_hundred_columns(course: Course) -> None:
    lines = as_text(course).splitlines()
    assert max(map(len, lines)) <= DIAGRAM_WIDTH
    assert not any(line != line.rstrip() for line in lines)


def test_the_text_is_a_tree_by_section() -> None:
    assert as_text(course_of(JOB, SICK)).splitlines()[5:] == [
        "",
        "ONLY",
        "",
        "  job · Job",
        "  ├─ employed or own",
        "  │     brings     sick",
        "  └─ none or no answer",
        "        rules out  sick",
    ]


def test_many_questions_of_a_section_are_counted_and_not_named() -> None:
    more = [f"id: q{i}, kind: text, ask_if: job == 'own'" for i in range(NAMED_QUESTIONS + 1)]
    drawn = as_text(course_of(JOB, *more))
    assert f"brings     {NAMED_QUESTIONS + 1} questions of Only" in drawn
    assert "q0" not in drawn


def test_a_script_without_conditions_says_so() -> None:
    assert as_text(course_of(JOB)).endswith("\n\nNo question rests on an answer of this call.")


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.script.script)
def test_the_flowchart_is_made_of_nodes_and_arrows_between_them(course: Course) -> None:
    """Every arrow joins what is there, and no words break out of their quotes."""
    lines = as_mermaid(course).splitlines()
    assert lines[0] == "flowchart TD"
    words = r'"[^"`<>]*"'
    node = rf"    (q_\w+)(?:\[{words}\]|\{{\{{{words}\}}\}}|\(\[{words}\]\))"
    group = rf"  subgraph (s_\w+)\[{words}\]"
    arrow = rf"  (\w+)(?:\(\(start\)\))? (?:-->(?:\|{words}\|)?|-\. {words} \.->) (\w+)"
    there = {found[1] for line in lines if (found := re.fullmatch(f"{node}|{group}", line)) and found[1]}
    there |= {found[1] for line in lines if (found := re.fullmatch(group, line))} | {"start"}
    for line in lines[1:]:
        if re.fullmatch(f"{node}|{group}|  end", line):
            continue
        joined = re.fullmatch(arrow, line)
        assert joined, line
        assert {joined[1], joined[2]} <= there, line


def test_an_arrow_says_what_is_not_already_so_where_it_starts() -> None:
    course = course_of(
        JOB, "id: own, kind: yes_no, ask_if: job == 'own'", "id: m, kind: text, ask_if: job == 'own' and own"
    )
    assert [line.strip() for line in as_mermaid(course).splitlines() if "-->" in line] == [
        "q_job -->|\"job == 'own'\"| q_own",
        'q_own -->|"own"| q_m',
    ]
