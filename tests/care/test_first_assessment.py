"""The shipped script under every kind of call: answers in any order, corrections, non-responses and jumps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.care.plan import Plan, make_plan
from assessor.journal import Entry, WentTo
from assessor.scripts.conditions import NOTHING, names_in
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked, Choice, Day, Many, Number
from assessor.scripts.showing import shown
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.scripts.conftest import act, entry

BANK = shipped_bank()
COURSE = BANK.course("first_assessment")
QUESTIONS = {
    step.name: step.question for step in COURSE.questions if step.question is not None and step.question.takes_answer
}
CALLS = settings(
    max_examples=80,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Word = tuple[str, Any]


def answers_to(question: Asked) -> st.SearchStrategy[Any]:
    """Every answer that this question takes."""
    if isinstance(question, Many):
        alone = [[option.code] for option in question.options if option.exclusive]
        together = st.lists(
            st.sampled_from([o.code for o in question.options if not o.exclusive]), min_size=1, max_size=3, unique=True
        )
        return st.sampled_from(alone) | together if alone else together
    if isinstance(question, Choice):
        return st.sampled_from(question.codes)
    if isinstance(question, Number):
        return st.integers(int(question.min or 0), int(question.max if question.max is not None else 99))
    if isinstance(question, Day):
        least, most = (-400 if question.when != "future" else 0), (0 if question.when == "past" else 400)
        return st.integers(least, most).map(lambda days: (TODAY + timedelta(days=days)).isoformat())
    return st.sampled_from(["in my own words", "[/b] {{ 7*7 }}"])


FIRM = ["!declined", "!unknown"]
ANSWERS = {name: answers_to(question) for name, question in QUESTIONS.items()}
LIKELY = {"identity": "confirmed", "can_talk": "home", "employ_status": "01"}  # or most calls would be over at once


def likely(name: str) -> st.SearchStrategy[Any]:
    """What a client says to this question: now and then that they would rather not, or not yet."""
    no_answer = [*FIRM, "!skip"]
    if name in LIKELY:
        return st.sampled_from([*[LIKELY[name]] * 40, *QUESTIONS[name].codes, *no_answer])
    return st.sampled_from([*[ANSWERS[name]] * 6, st.sampled_from(no_answer)]).flatmap(lambda drawn: drawn)


SAID = st.fixed_dictionaries({name: likely(name) for name in QUESTIONS})
"""What a client would say to each question, were it put to them."""


def word(*others: str) -> st.SearchStrategy[Word]:
    """An answer to any question at all, or one of these other words."""
    return st.sampled_from(list(QUESTIONS)).flatmap(
        lambda name: st.tuples(st.just(name), ANSWERS[name] | st.sampled_from(others) if others else ANSWERS[name])
    )


def begun() -> Interview:
    return Interview.begin(COURSE, ROSA, TODAY, "Dan Price")


def folded(words: Iterable[Word], interview: Interview | None = None) -> Interview:
    return (interview or begun()).with_entries(entry(act(*one)) for one in words)


def plan(interview: Interview) -> Plan:
    return make_plan(interview, BANK, {}, {})


def put_on_screen(interview: Interview) -> None:
    """All that the call screen reads of an interview, which is never to fail."""
    current = interview.current
    assert interview.progress()[0] <= interview.progress()[1]
    for said in interview.lead_in(current):
        assert "{{" not in said
    if current is not None:
        assert QUESTIONS[current].title
        for part in ("say", "guide", "probe"):
            interview.text(current, part)


@CALLS
@given(SAID, st.lists(word(*FIRM, "!skip"), max_size=25), st.lists(st.sampled_from(list(QUESTIONS)), max_size=5))
def test_a_call_comes_to_its_end_whatever_is_said_and_nothing_off_its_route_counts(
    said: dict[str, Any], interjected: list[Word], turned_to: list[str]
) -> None:
    """After each answer to the question put, the client may say something else, and the adviser turn elsewhere."""
    interview, put = begun(), 0
    while (name := interview.next) is not None:
        interview = folded([(name, said[name])], interview)
        put += 1
        if interjected and put % 2:
            interview = folded([interjected.pop()], interview)
        if turned_to and put % 5 == 0:
            interview = interview.with_entry(entry(WentTo(question=turned_to.pop())))
        put_on_screen(interview)
        assert put <= 3 * len(QUESTIONS), "the call goes round in circles"
    assert interview.problems == ()
    assert all(
        given.reason != "skip" or given.times_left > 1 for n in interview.route if (given := interview.answered(n))
    )

    route = set(interview.route)
    for name in QUESTIONS:
        if name not in route:
            assert interview.values.get(name) in (None, NOTHING)
            assert interview.answer(name) is None
            assert interview.words(name) == ""
    assert {name for _, _, name in interview.facts()} <= route
    made = plan(interview)
    assert {line.question for line in (*made.needs, *made.barriers, *made.strengths)} <= route
    on_route = [(given.entry, name) for name in QUESTIONS if (given := interview.answered(name)) is not None]
    entries = [found for found, _ in on_route if isinstance(found, Entry)]
    without = begun().with_entries(entries).with_entries(one for one in entries if one.act.act == "no_answer")
    assert (without.route, plan(without)) == (interview.route, made)


@CALLS
@given(st.data(), SAID, st.lists(word(*FIRM), max_size=30))
def test_the_same_last_words_in_any_order_after_any_corrections_make_the_same_plan(
    data: st.DataObject, said: dict[str, Any], earlier: list[Word]
) -> None:
    latest = [(name, value) for name, value in said.items() if value != "!skip"]
    latest += [(name, "!declined") for name, value in said.items() if value == "!skip"]
    straight = folded(latest)
    shuffled = folded([*earlier, *data.draw(st.permutations(latest))])
    assert shuffled.route == straight.route
    assert shuffled.off_route == straight.off_route
    assert dict(shuffled.values) == dict(straight.values)
    assert plan(shuffled) == plan(straight)


@CALLS
@given(st.lists(word(*FIRM, "!skip"), max_size=40), st.sampled_from(list(QUESTIONS)), st.data())
def test_a_correction_taken_back_leaves_no_trace(words: list[Word], name: str, data: st.DataObject) -> None:
    value = data.draw(ANSWERS[name])
    before = folded([*words, (name, value)])
    after = folded([(name, data.draw(ANSWERS[name])), (name, value)], before)
    assert dict(after.values) == dict(before.values)
    assert (after.route, after.off_route, after.next) == (before.route, before.off_route, before.next)
    assert plan(after) == plan(before)


@pytest.mark.parametrize("reason", ["!declined", "!unknown", "!skip"])
def test_a_client_who_answers_nothing_is_brought_to_the_end_of_the_call(reason: str) -> None:
    interview = begun()
    asked: list[str] = []
    while (name := interview.next) is not None:
        asked.append(name)
        interview = folded([(name, reason)], interview)
    assert len(asked) == len(set(asked)) * (2 if reason == "!skip" else 1)
    made = plan(interview)
    assert (made.situation, made.needs, made.barriers) == (None, (), ())


@pytest.mark.parametrize("identity", ["no_match", "refused", "someone_else"])
def test_nothing_that_tells_a_stranger_anything_is_asked_before_they_have_said_who_they_are(identity: str) -> None:
    """And what was answered before the slip came out is set aside, consents among it."""
    before = folded(
        [("identity", "confirmed"), ("can_talk", "home"), ("consent_therapist", "yes"), ("employ_status", "01")]
    )
    assert "consent_therapist" in before.route
    after = folded([("identity", identity)], before)
    assert {"consent_therapist", "employ_status"} <= set(after.off_route)
    assert plan(after).consents == ()
    confirmed_only = set(before.route) - set(begun().route)
    assert not confirmed_only & set(after.route)


def test_the_ids_that_the_catalogue_rests_on_are_all_in_the_script() -> None:
    """A rule that names nothing of this script could never be offered in its call."""
    rules = BANK.rules(COURSE)
    known = set(COURSE.at)
    assert [rule.entry.id for rule in rules if not set(names_in(rule.test)) & known] == []


def test_every_question_of_the_script_is_shown_to_whoever_reads_it() -> None:
    text = shown(COURSE.script)
    assert [name for name in QUESTIONS if f"  {name}  (" not in text] == []


def test_every_question_has_a_short_form_for_lists() -> None:
    assert [name for name, question in QUESTIONS.items() if not question.short] == []
