"""The fold: what is asked, what is in force, what is kept, and that the order of the answers changes nothing."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.journal import Act, Answered, CallBegun, CallEnded, Client, Noted, WentTo
from assessor.scripts.conditions import NOTHING
from assessor.scripts.course import Course
from assessor.scripts.interview import Interview, Problem
from assessor.scripts.settling import ON, OPEN, OUT
from assessor.scripts.sheet import Sheet
from tests.scripts.conftest import ROSA, TODAY, act, course_of, entry, talk
from tests.thorough import examples

Answers = list[tuple[str, Any]]

WORK = course_of(
    "id: hello, kind: say",
    "id: works, kind: yes_no",
    "id: sick, kind: yes_no, ask_if: works",
    "id: weeks, kind: number, ask_if: sick",
    "id: why, kind: text, ask_if: sick and weeks >= 4",
    "id: hours, kind: number, ask_if: works and not sick",
    "id: thanks, kind: say, ask_if: not works or answered(why) or answered(hours)",
    "id: last, kind: yes_no",
    "id: bye, kind: say, ask_if: last",
)
STATES = {OUT: "out", OPEN: "open", ON: "on"}
SICK_SIX: Answers = [("works", "yes"), ("sick", "yes"), ("weeks", 6), ("why", "back"), ("last", "no")]


def states(interview: Interview) -> dict[str, str]:
    return {step.name: STATES[interview.state(step.name)] for step in interview.course.questions}


def reading(interview: Interview) -> Any:
    """All that is read from an interview but its entries."""
    return (
        interview.route,
        interview.off_route,
        interview.next,
        interview.left,
        interview.states,
        dict(interview.values),
    )


@pytest.mark.parametrize(
    ("answers", "on", "open_", "following"),
    [
        ([], "hello works last", "sick weeks why hours thanks bye", "works"),
        ([("works", "yes")], "hello works sick last", "weeks why hours thanks bye", "sick"),
        ([("works", "no")], "hello works thanks last", "bye", "last"),
        ([("works", "yes"), ("sick", "yes")], "hello works sick weeks last", "why thanks bye", "weeks"),
        ([("works", "yes"), ("sick", "no")], "hello works sick hours last", "thanks bye", "hours"),
        ([("works", "yes"), ("sick", "yes"), ("weeks", 3)], "hello works sick weeks last", "bye", "last"),
        ([("works", "yes"), ("sick", "yes"), ("weeks", 4)], "hello works sick weeks why last", "thanks bye", "why"),
        (SICK_SIX, "hello works sick weeks why thanks last", "", None),
        # an answer given early waits, and rules nothing in or out until its question is on the route
        ([("sick", "yes"), ("weeks", 6)], "hello works last", "sick weeks why hours thanks bye", "works"),
        ([("sick", "yes"), ("works", "yes")], "hello works sick weeks last", "why thanks bye", "weeks"),
        # what will have no answer settles what rests on it
        ([("works", "!declined")], "hello works last", "bye", "last"),
        ([("works", "!unknown"), ("last", "!declined")], "hello works last", "", None),
        ([("works", "yes"), ("sick", "!declined")], "hello works sick last", "bye", "last"),
        # what was left for later may yet have one
        ([("works", "!skip")], "hello works last", "sick weeks why hours thanks bye", "last"),
    ],
)
def test_a_question_is_on_the_route_or_open_or_ruled_out(
    answers: Answers, on: str, open_: str, following: str | None
) -> None:
    interview = talk(WORK, *answers)
    found = states(interview)
    assert " ".join(name for name, state in found.items() if state == "on") == on
    assert " ".join(name for name, state in found.items() if state == "open") == open_
    assert interview.route == tuple(on.split())
    assert interview.next == following


def test_an_answer_off_the_route_is_kept_used_nowhere_and_back_in_force_with_the_route() -> None:
    before = talk(WORK, *SICK_SIX)
    corrected = talk(WORK, *SICK_SIX, ("works", "no"))
    restored = talk(WORK, *SICK_SIX, ("works", "no"), ("works", "yes"))
    assert corrected.off_route == ("sick", "weeks", "why")
    assert {name: corrected.values[name] for name in corrected.off_route} == dict.fromkeys(corrected.off_route, NOTHING)
    assert [corrected.answer(name) for name in corrected.off_route] == [None, None, None]
    assert [corrected.words(name) for name in corrected.off_route] == ["", "", ""]
    assert corrected.answered("sick") is None
    assert len(list(corrected.responses.values())) == len(SICK_SIX)
    assert reading(restored) == reading(before)


def test_every_entry_leaves_the_interview_before_it_as_it_was() -> None:
    first = talk(WORK, ("works", "yes"))
    was = reading(first)
    later = first.with_entries(entry(act(*answer)) for answer in [("works", "no"), ("last", "yes"), ("hours", "x")])
    assert reading(first) == was
    assert (first.problems, len(later.problems)) == ((), 1)


def test_the_same_answers_in_any_order_are_the_same_interview() -> None:
    expected = reading(talk(WORK, *SICK_SIX))
    for order in itertools.permutations(SICK_SIX):
        assert reading(talk(WORK, *order)) == expected
        assert reading(talk(WORK, ("works", "no"), ("weeks", 2), *order)) == expected


def random_course(data: st.DataObject) -> Course:
    """A script of up to nine yes-or-no questions, each on a random condition over those before it, and a fact."""
    names = [f"q{i}" for i in range(data.draw(st.integers(2, 9)))]
    questions = ["id: n, kind: number"]
    for i, name in enumerate(names):
        known = st.sampled_from(names[:i] or ["answered(n)"])
        leaf = known | st.sampled_from(["n > 3", "twice == 6", "answered(n)", "total >= 1" if i > 1 else "n < 9"])
        condition = st.recursive(
            leaf,
            lambda part: (
                st.builds("not ({})".format, part)
                | st.builds("({} {} {})".format, part, st.sampled_from(["and", "or"]), part)
            ),
            max_leaves=4,
        )
        questions.append(f"id: {name}, kind: yes_no, ask_if: {data.draw(st.just('') | condition)!r}")
    top = "facts:\n  - {id: twice, value: n * 2}\nscores:\n  - {id: total, of: [n, " + ", ".join(names[:2]) + "]}\n"
    return course_of(*questions, top=top)


@examples(60)
@given(st.data())
def test_what_is_folded_entry_by_entry_is_what_the_latest_answers_alone_make(data: st.DataObject) -> None:
    """On any script, corrections, non-responses and early answers leave no trace in what is in force."""
    course = random_course(data)
    names = [step.name for step in course.questions]
    word = st.sampled_from(["yes", "no", "!declined", "!unknown"])
    answer = st.sampled_from(names).flatmap(
        lambda name: st.tuples(st.just(name), st.integers(0, 9) | st.just("!declined") if name == "n" else word)
    )
    given_ = data.draw(st.lists(answer, max_size=25))
    latest = dict(given_)
    in_order = [(name, latest[name]) for name in names if name in latest]
    shuffled = data.draw(st.permutations(in_order))
    folded = talk(course, *given_)
    assert reading(folded) == reading(talk(course, *in_order)) == reading(talk(course, *shuffled))
    assert folded.values["total"] == sum(
        value if isinstance(value := folded.answer(name), int) else value == "yes" for name in course.scored_by
    )


def test_what_is_left_for_later_comes_back_once_and_is_then_let_be() -> None:
    script = course_of("id: a, kind: yes_no", "id: b, kind: text, ask_if: a", "id: c, kind: text")
    steps: list[tuple[tuple[str, str] | None, str | None, str]] = [
        (None, "a", "open"),
        (("a", "!skip"), "c", "open"),
        (("c", "words"), "a", "open"),
        (("a", "!skip"), None, "out"),
    ]
    said: Answers = []
    for answer, following, state in steps:
        said += [answer] if answer else []
        interview = talk(script, *said)
        assert (interview.next, states(interview)["b"]) == (following, state)
    assert interview.left == ("a",)
    assert talk(script, *said, ("a", "yes")).next == "b"


def test_what_is_left_for_later_is_asked_again_in_the_scripts_order() -> None:
    script = course_of("id: a, kind: text", "id: b, kind: text")
    assert talk(script, ("b", "!skip"), ("a", "!skip")).left == ("a", "b")
    assert talk(script, ("b", "!skip"), ("a", "!skip")).next == "a"
    assert talk(script, ("b", "!skip"), ("a", "!skip"), ("a", "x")).next == "b"


def test_an_answer_withdrawn_is_no_longer_in_force() -> None:
    for reason in ("!declined", "!unknown", "!skip"):
        interview = talk(WORK, *SICK_SIX, ("sick", reason))
        assert interview.answer("sick") is None
        assert interview.off_route == ("weeks", "why")


@pytest.mark.parametrize(
    ("question", "value", "message"),
    [
        ("wroks", "yes", "small has no question 'wroks'; did you mean 'works'?"),
        ("zzz", "!declined", "small has no question 'zzz'"),
        ("works", "maybe", "'maybe' is neither yes nor no"),
        ("hours", "lots", "'lots' is not a number; write one in figures"),
        ("hello", "yes", "this is read aloud and takes no answer"),
        ("hello", "!declined", "this is read aloud and takes no answer"),
    ],
)
def test_an_entry_that_does_not_fit_is_a_problem_and_changes_nothing_else(
    question: str, value: str, message: str
) -> None:
    before = talk(WORK, *SICK_SIX)
    after = talk(WORK, *SICK_SIX, (question, value))
    assert after.problems == (Problem(question, message),)
    assert reading(after) == reading(before)


# ---- words to read aloud, words put in


@pytest.mark.parametrize(
    ("answers", "name", "said"),
    [
        ([], "works", 1),
        ([], "last", 0),
        ([("works", "no")], "last", 1),
        ([("works", "no")], None, 0),
        ([("last", "yes")], None, 1),
    ],
)
def test_what_leads_in_to_a_question_is_what_is_read_aloud_just_before_it(
    answers: Answers, name: str | None, said: int
) -> None:
    assert talk(WORK, *answers).lead_in(name) == ("Hm?",) * said


@pytest.mark.parametrize(
    ("client", "answers", "said"),
    [
        (ROSA, [], "Rosa: … (…), …"),
        (ROSA, [("job", "night porter")], "Rosa: night porter (night porter), …"),
        (ROSA, [("job", "night porter"), ("job#", "I carry beds")], "Rosa: night porter (night porter), …"),
        (ROSA, [("job#", "I carry beds")], "Rosa: … (…), …"),
        (ROSA, [("job", "night porter"), ("since", "2026-05-04")], "Rosa: night porter (night porter), 4 May 2026"),
        (ROSA, [("has_job", "no"), ("job", "night porter"), ("job#", "I carry beds")], "Rosa: … (…), …"),
        (
            Client(name="{{ 7*7 }} Jones", called="{{ 7*7 }}"),
            [("job", "{{ client.name }}")],
            "{{ 7*7 }}: {{ client.name }} ({{ client.name }}), …",
        ),
        (Client(name="Ann Lee"), [("job", "[/b] {% raw %}")], "Ann: [/b] {% raw %} ([/b] {% raw %}), …"),
    ],
)
def test_names_in_a_text_stand_for_answers_in_force_and_never_for_a_template(
    client: Client, answers: Answers, said: str
) -> None:
    """An answer that is set aside is not read out, and a note tied to a question never: nothing asked for it."""
    course = course_of(
        "id: has_job, kind: yes_no",
        "id: job, kind: text, ask_if: has_job",
        "id: since, kind: date, ask_if: has_job",
        "id: last, kind: text, guide: '{{ client.called }}: {{ job }} ({{ job_words }}), {{ since }}'",
    )
    assert talk(course, ("has_job", "yes"), *answers, client=client).text("last", "guide") == said


def test_a_text_names_the_adviser_the_client_and_a_reckoned_value() -> None:
    course = course_of(
        "id: n, kind: number, whole: false",
        "id: last, kind: text, guide: '{{ adviser.name }}, {{ client.therapist }}, {{ half }}, {{ total }}'",
        top="facts:\n  - {id: half, value: n / 2}\nscores:\n  - {id: total, of: [n]}\n",
    )
    assert talk(course, ("n", 5)).text("last", "guide") == "Dan Price, Meera Shah, 2.5, 5"
    assert talk(course).text("last", "guide") == "Dan Price, Meera Shah, …, 0"
    assert talk(course).text("last", "say") == "Hm?"


# ---- where the adviser stands


@pytest.mark.parametrize(
    ("acts", "current"),
    [
        ([], "works"),
        ([WentTo(question="last")], "last"),
        ([WentTo(question="last"), WentTo(question=None)], "works"),
        ([WentTo(question="last"), Answered(question="last", value="no")], "works"),
        ([WentTo(question="last"), Answered(question="works", value="no")], "last"),
        ([WentTo(question="sick")], "sick"),
        ([WentTo(question="sick"), Answered(question="works", value="no")], "last"),
        ([WentTo(question="zzz")], "works"),
    ],
)
def test_the_current_question_is_the_one_turned_to_or_else_the_next(acts: list[Act], current: str) -> None:
    """A question that was turned to and is then ruled out gives way to the next."""
    assert talk(WORK).with_entries(map(entry, acts)).current == current


def test_a_call_that_was_ended_can_be_taken_up_again() -> None:
    ended = talk(WORK, *SICK_SIX).with_entry(entry(CallEnded()))
    again = ended.with_entry(entry(CallBegun(script="small", version=1, bank="b")))
    assert (ended.ended, again.ended) == (True, False)
    assert reading(again) == reading(talk(WORK, *SICK_SIX))


@pytest.mark.parametrize(
    ("answers", "progress"),
    [
        ([], (0, 3)),  # two on the route, four open: four fifths of a one
        ([("works", "yes")], (1, 4)),
        ([("works", "no")], (1, 2)),
        ([("works", "yes"), ("sick", "!declined")], (2, 3)),
        ([("weeks", 6)], (0, 3)),
        (SICK_SIX, (5, 5)),
    ],
)
def test_progress_counts_what_is_done_and_about_what_is_to_be_asked(
    answers: Answers, progress: tuple[int, int]
) -> None:
    assert talk(WORK, *answers).progress() == progress


def test_the_latest_note_at_a_question_stands_and_all_are_kept() -> None:
    interview = talk(WORK, ("works#", "first"), ("#", "about nothing"), ("works#", "second"))
    assert interview.note("works") == "second"
    assert interview.note("sick") == ""
    assert [noted.act.text for noted in interview.notes if isinstance(noted.act, Noted)] == [
        "first",
        "about nothing",
        "second",
    ]


# ---- facts, details, scores


SITUATION = course_of(
    "id: employed, kind: yes_no, options: [{code: 'yes', label: 'Yes'},"
    " {code: 'no', label: 'No', records: {situation: out_of_work, need: find_work}}]",
    "id: off, kind: yes_no, ask_if: employed, options: [{code: 'yes', label: 'Yes', records: {situation: off_sick}},"
    " {code: 'no', label: 'No', records: {situation: in_work}}]",
    "id: back, kind: text, ask_if: situation == 'off_sick', fills: return.date",
    "id: away, kind: text, ask_if: situation != 'in_work', fills: return.date",
)


@pytest.mark.parametrize(
    ("answers", "situation", "following"),
    [
        ([("employed", "yes")], None, "off"),
        ([("employed", "yes"), ("off", "yes")], "off_sick", "back"),
        ([("employed", "yes"), ("off", "no")], "in_work", None),
        ([("off", "yes"), ("employed", "no")], "out_of_work", "away"),
        ([("employed", "!declined")], NOTHING, None),
        ([("employed", "yes"), ("off", "!unknown")], NOTHING, None),
    ],
)
def test_the_situation_is_what_answers_on_the_route_record(
    answers: Answers, situation: object, following: str | None
) -> None:
    """Unknown while a question that records it may yet be answered, and then nothing; `!=` does not hold of nothing."""
    interview = talk(SITUATION, *answers)
    assert interview.values.get("situation") == situation
    assert interview.next == following


def test_facts_are_those_of_answers_in_force_with_their_question() -> None:
    interview = talk(SITUATION, ("employed", "no"), ("off", "yes"))
    assert list(interview.facts()) == [("situation", "out_of_work", "employed"), ("need", "find_work", "employed")]


def test_a_detail_is_filled_by_the_first_question_on_the_route_that_has_an_answer() -> None:
    interview = talk(SITUATION, ("employed", "yes"), ("off", "yes"), ("away", "soon"))
    assert interview.detail("return.date") == "away"
    assert interview.with_entry(entry(act("back", "in May"))).detail("return.date") == "back"
    assert interview.with_entry(entry(act("off", "no"))).detail("return.date") is None
    assert interview.detail("work.role") is None


def test_a_barrier_is_unknown_until_all_before_that_could_record_it_are_settled() -> None:
    options = "options: [{code: a, label: A, records: {barrier: caring}}, {code: b, label: B}]"
    course = course_of(
        f"id: one, kind: choice, {options}",
        f"id: two, kind: many, {options}",
        "id: no_caring, kind: text, ask_if: \"'caring' not in barriers\"",
        f"id: three, kind: choice, {options}",
    )
    assert talk(course, ("one", "b")).state("no_caring") == OPEN
    assert talk(course, ("one", "b"), ("two", ["b"])).state("no_caring") == ON
    assert talk(course, ("one", "b"), ("two", "!declined"), ("three", "a")).state("no_caring") == ON
    assert talk(course, ("two", ["a", "b"])).state("no_caring") == OUT


SCORED = course_of(
    "id: a, kind: scale",
    "id: b, kind: yes_no, ask_if: a > 3",
    "id: c, kind: number, ask_if: b",
    "id: worn, kind: text, ask_if: all_of_it >= 8",
    "id: well, kind: text, ask_if: all_of_it < 8",
    top="scores:\n  - {id: all_of_it, of: [ab, c]}\n  - {id: ab, of: [a, b]}\n",
)


@pytest.mark.parametrize(
    ("answers", "scores", "following"),
    [
        ([], (0, 0), "a"),
        ([("a", 2)], (2, 2), "well"),
        ([("a", 5)], (5, 5), "b"),
        ([("a", 5), ("b", "yes")], (6, 6), "c"),
        ([("a", 5), ("b", "yes"), ("c", 4)], (6, 10), "worn"),
        ([("a", 5), ("b", "yes"), ("c", 4), ("b", "no")], (5, 5), "well"),
        ([("a", 5), ("b", "yes"), ("c", 4), ("a", 3)], (3, 3), "well"),
        ([("a", 5), ("b", "yes"), ("c", 4), ("a", "!declined")], (0, 0), "well"),
        ([("a", 5), ("b", "!declined")], (5, 5), "well"),
        ([("c", 4), ("b", "yes")], (0, 0), "a"),
    ],
)
def test_a_score_adds_up_what_is_in_force_and_is_asked_of_only_when_it_is_whole(
    answers: Answers, scores: tuple[int, int], following: str
) -> None:
    interview = talk(SCORED, *answers)
    assert (interview.values["ab"], interview.values["all_of_it"]) == scores
    assert interview.next == following


def test_a_span_is_counted_to_the_day_of_the_call() -> None:
    course = course_of(
        "id: off_since, kind: date", "id: long, kind: text, ask_if: weeks >= 4",
        top="facts:\n  - {id: weeks, value: weeks_since(off_since)}\n",
    )  # fmt: skip
    assert talk(course, ("off_since", "2026-10-21")).values["weeks"] == 4
    begun = Interview.begin(course, ROSA, date(2026, 11, 17))
    assert begun.with_entry(entry(act("off_since", "2026-10-21"))).values["weeks"] == 3


def test_a_day_said_in_words_counts_from_the_day_of_the_call_not_of_the_entry() -> None:
    course = course_of("id: off_since, kind: date")
    later = entry(act("off_since", "yesterday"), at=datetime(2027, 1, 1, tzinfo=UTC))
    assert Interview.begin(course, ROSA, TODAY).with_entry(later).answer("off_since") == date(2026, 11, 17)


def test_a_condition_may_ask_of_the_clients_record() -> None:
    course = course_of(
        "id: therapy, kind: text, ask_if: client.therapist != ''",
        "id: ann, kind: text, ask_if: client.called == 'Ann'",
        "id: last, kind: text",
    )
    assert talk(course).route == ("therapy", "last")
    assert talk(course, client=Client(name="Ann Lee")).route == ("ann", "last")


# ---- the sheet


@examples(100)
@given(
    st.integers(1, 200).flatmap(
        lambda size: st.tuples(st.just(size), st.lists(st.tuples(st.integers(0, size - 1), st.integers())))
    )
)
def test_a_sheet_reads_like_the_mapping_it_was_made_of_and_is_never_changed(
    drawn: tuple[int, list[tuple[int, int]]],
) -> None:
    size, changes = drawn
    at = {f"n{i}": i for i in range(size)}
    expected: dict[str, int] = {"n0": 1}
    sheet = Sheet.of(at, expected)
    for place, value in changes:
        before, was = sheet, dict(sheet)
        sheet = sheet.with_value(f"n{place}", value)
        expected = expected | {f"n{place}": value}
        assert dict(before) == was
    assert dict(sheet) == expected
    assert (len(sheet), "n0" in sheet, "zzz" in sheet, sheet.get("zzz", 3)) == (len(expected), True, False, 3)
    with pytest.raises(KeyError):
        sheet["zzz"]
