"""The shipped script under every kind of call: answers in any order, corrections, non-responses and jumps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from statistics import median
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor import taxonomy
from assessor.care.answers import Answers
from assessor.care.plan import Plan
from assessor.care.plan_builder import make_plan
from assessor.journal import Entry, WentTo
from assessor.scripts.conditions import NOTHING, names_in
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked, Day
from assessor.scripts.outline import shown
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.scripts.conftest import act, entry
from tests.thorough import examples

BANK = shipped_bank()
COURSE = BANK.course("first_assessment")
QUESTIONS = {
    step.name: step.question for step in COURSE.questions if step.question is not None and step.question.takes_answer
}
CALLS = examples(80)
Word = tuple[str, Any]


def answers_to(question: Asked) -> st.SearchStrategy[Any]:
    """Every answer that this question takes."""
    if question.several:
        alone = [[option.code] for option in question.choices if option.exclusive]
        together = st.lists(
            st.sampled_from([o.code for o in question.choices if not o.exclusive]), min_size=1, max_size=3, unique=True
        )
        return st.sampled_from(alone) | together if alone else together
    if question.codes:
        return st.sampled_from(question.codes)
    if question.condition_type == "number":
        low, high = question.bounds
        return st.integers(int(max(low, 0)), int(min(high, 99)))
    if isinstance(question, Day):
        least, most = (-400 if question.when != "future" else 0), (0 if question.when == "past" else 400)
        return st.integers(least, most).map(lambda days: (TODAY + timedelta(days=days)).isoformat())
    return st.sampled_from([question.example] if question.kind != "text" else ["in my own words", "[/b] {{ 7*7 }}"])


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
    """The plan without its doubts, which look on purpose at what came last, be it on the route or not."""
    return make_plan(Answers.of(interview), BANK, {}).model_copy(update={"doubts": ()})


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
    known = set(COURSE.at)
    assert [rule.entry.id for rule in BANK.rules if not set(names_in(rule.test)) & known] == []


def test_every_question_of_the_script_is_shown_to_whoever_reads_it() -> None:
    text = shown(COURSE.script)
    written = [question.id for section in COURSE.script.sections for question in section.questions]
    assert [name for name in written if f"  {name}  (" not in text] == []


def test_every_question_has_a_short_form_for_lists() -> None:
    assert [name for name, question in QUESTIONS.items() if not question.short] == []


# ---- what the script can hear, and for whom


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (kind, code)
        for kind in ("need", "barrier")
        for code in (taxonomy.NEEDS if kind == "need" else taxonomy.BARRIERS)
    ],
)
def test_every_need_and_every_barrier_can_be_said_by_some_answer(kind: str, code: str) -> None:
    assert any((kind, code) in course.recorders for course in BANK.courses.values())


def test_most_calls_meet_no_more_than_40_questions_and_none_more_than_46() -> None:
    """Counted over the finished calls of the shipped clients, without the keys by which an adviser weighs an answer."""
    met = []
    for persona in BANK.personas.values():
        if persona.script == "first_assessment" and persona.state == "finished":
            acts, _ = persona.acts(COURSE, TODAY)
            call = Interview.begin(COURSE, persona.known_as(TODAY), TODAY, "Dan Price")
            call = call.with_entries(entry(one) for one in acts)
            met.append(sum(name in QUESTIONS and not name.endswith("_weigh") for name in call.route))
    assert min(met) >= 27
    assert median(met) <= 40
    assert max(met) <= 46


@pytest.mark.parametrize(
    ("question", "extra"),
    [
        ("tried_at_work", {"none", "adjustments_failed", "changes_refused"}),
        ("tried_job_search", {"none"}),
        ("help_already", {"none", "carers"}),
    ],
)
def test_what_has_been_done_already_is_told_in_the_catalogues_own_codes(question: str, extra: set[str]) -> None:
    assert set(QUESTIONS[question].codes) - set(BANK.interventions) == extra


def test_the_kinds_of_work_are_those_that_adjustments_are_sorted_by() -> None:
    assert set(QUESTIONS["work_kind"].codes) == set(get_args(taxonomy.WorkKind))


OPENED: list[Word] = [("identity", "confirmed"), ("can_talk", "home")]
AT_WORK: list[Word] = [*OPENED, ("employ_status", "01"), ("off_sick_now", "no"), ("employment_type", "employee")]
OFF_SICK: list[Word] = [*OPENED, ("employ_status", "01"), ("off_sick_now", "yes"), ("employment_type", "employee")]


@pytest.mark.parametrize(
    ("words", "asked", "not_asked"),
    [
        (  # somebody who has retired, or studies, is asked first whether they want paid work at all
            [*OPENED, ("employ_status", "08"), ("wants_work", "no"), ("volunteering_now", "no")],
            {"wants_work", "last_job_end", "volunteering_wish", "wants_help_out_of_work", "goal1_what"},
            {"hoped_work", "job_search", "search_blocks", "aim", "tried_job_search", "work_kind", "off_sick_now"},
        ),
        ([*OPENED, ("employ_status", "03"), ("wants_work", "later")], {"hoped_work", "job_search"}, {"hours", "aim"}),
        ([*OPENED, ("employ_status", "02")], {"hoped_work", "job_search"}, {"wants_work", "aim"}),
        ([*OPENED, ("employ_status", "03"), ("wants_work", "not_sure")], {"hoped_work", "aim"}, set()),
        (  # leave is not sickness: it is asked about as leave, and nobody asks how the working day is
            [*AT_WORK, ("formal_process", ["none"]), ("keeping_going", "on_leave"), ("leave_kind", "baby")],
            {"leave_kind", "leave_ends", "leave_worries"},
            {"hard_parts", "demands", "first_day_off", "fit_note", "return_feeling"},
        ),
        (
            [*AT_WORK, ("circumstances", ["new_baby"])],
            {"baby_told"},
            {"help_already", "leave_kind"},
        ),
        (
            [*AT_WORK[:-1], ("employment_type", "self_employed"), ("aim", "retain")],
            {"work_kind", "own_business", "wants_help_own"},
            {"formal_process", "tried_at_work", "consent_employer", "hard_parts"},
        ),
        ([*AT_WORK, ("aim", "retain"), ("wants_help_in_work", ["talk_to_employer"])], {"tried_at_work"}, set()),
        ([*AT_WORK, ("aim", "retain"), ("wants_help_in_work", ["confidence"])], set(), {"tried_at_work"}),
        ([*OPENED, ("employ_status", "02"), ("job_search", "applying")], {"tried_job_search"}, {"tried_at_work"}),
        ([*AT_WORK, ("aim", "change")], {"change_hard"}, {"tried_job_search"}),
        ([*AT_WORK, ("circumstances", ["money_debt"]), ("money_now", "behind")], {"help_already"}, set()),
        ([*AT_WORK, ("circumstances", ["money_debt"]), ("money_now", "ahead")], set(), {"help_already"}),
        ([*AT_WORK, ("circumstances", ["none"])], set(), {"help_already"}),
        (
            [
                *OPENED,
                ("employ_status", "02"),
                ("circumstances", ["none"]),
                ("benefits", ["uc"]),
                ("benefits_worry", "yes"),
            ],
            set(),
            {"help_already", "benefits_worry_what"},
        ),
        ([*OPENED, ("employ_status", "02")], {"secondary_care"}, set()),
        ([*AT_WORK, ("formal_process", ["redundancy"])], {"redundancy_stage"}, {"work_since"}),
        ([*AT_WORK, ("formal_process", ["dismissal"])], {"work_since"}, set()),
        (
            [*OFF_SICK, ("goal1_what", "Back by May"), ("goal1_now", 6)],
            {"goal1_obstacle", "warning_signs"},
            {"goal_more"},
        ),
        ([*OFF_SICK, ("helps", ["therapy"])], {"therapy_focus"}, set()),
    ],
)
def test_who_is_asked_what(words: list[Word], asked: set[str], not_asked: set[str]) -> None:
    """Each of these is on the route as soon as the answers say so, and each of those is not."""
    interview = folded(words)
    assert interview.problems == ()
    assert asked <= set(interview.route)
    assert not not_asked & set(interview.route)


# ---- what does not fit together


def said_in_turn(words: list[Word]) -> Interview:
    """The call after these words, each known to be later than the one before."""
    entries = (entry(act(*one)).model_copy(update={"place": n}) for n, one in enumerate(words))
    return begun().with_entries(entries)


DOUBTED: list[tuple[list[Word], str]] = [
    (
        [*OFF_SICK, ("first_day_off", "2026-11-10"), ("fit_note", "not_fit"), ("fit_note_ends", "2026-11-01")],
        "absence_after_note fit_note_over",
    ),
    ([*OFF_SICK, ("fit_note", "not_fit"), ("fit_note_ends", "2026-11-17")], "fit_note_over"),
    (
        [*OFF_SICK, ("fit_note", "may_be_fit"), ("fit_note_ends", "2026-12-10"), ("return_date", "2026-12-01")],
        "return_before_note_ends",
    ),
    ([*AT_WORK, ("formal_process", ["grievance"]), ("formal_date", "2026-11-17")], "formal_date_past"),
    ([*OPENED, ("employ_status", "02"), ("off_sick_now", "yes")], "no_job_off_sick"),
    ([*OPENED, ("employ_status", "05"), ("hours", 12)], "no_job_hours"),
    ([*AT_WORK, ("hours", 0), ("keeping_going", "managing")], "no_hours"),
    ([*AT_WORK, ("hours", 61)], "long_hours"),
    ([*OFF_SICK, ("hours", 50), ("other_job", "still_working"), ("other_job_1_hours", 11)], "long_hours_together"),
    ([*AT_WORK[:-1], ("employment_type", "zero_hours"), ("hours", 40)], "zero_hours_full_week"),
    ([*OFF_SICK[:-1], ("employment_type", "self_employed"), ("sick_pay", "full")], "own_business_sick_pay"),
    ([*OFF_SICK, ("first_day_off", "2026-04-01"), ("sick_pay", "ssp")], "ssp_very_long"),
    ([*OPENED, ("employ_status", "04"), ("benefits", ["none"])], "sickness_benefits_missing"),
    ([*OPENED, ("employ_status", "06"), ("benefits", ["esa"])], "sickness_benefits_named"),
    ([*OPENED, ("employ_status", "02"), ("aim", "retain")], "aim_without_job"),
    ([*AT_WORK, ("formal_process", ["none"]), ("keeping_going", "managing"), ("aim", "return")], "return_not_off"),
    ([*AT_WORK, ("action1_by", "2026-11-17")], "step_past"),
    (
        [*AT_WORK, ("formal_process", ["settlement_offer"]), ("formal_advice", "nobody"), ("goal1_what", "Sign it")],
        "signing_before_advice",
    ),
    ([*AT_WORK, ("goal1_by", "2026-12-01"), ("action1_by", "2026-12-02")], "step_after_goal"),
]


@pytest.mark.parametrize(("words", "doubts"), DOUBTED)
def test_answers_that_do_not_fit_together_are_noticed(words: list[Word], doubts: str) -> None:
    interview = said_in_turn(words)
    assert interview.problems == ()
    assert [check.id for check in interview.doubts] == doubts.split()


@pytest.mark.parametrize(
    "words",
    [
        [*AT_WORK, ("hours", 60), ("keeping_going", "managing")],
        [*AT_WORK[:-1], ("employment_type", "zero_hours"), ("hours", 0), ("keeping_going", "managing")],
        [*AT_WORK, ("hours", 0), ("keeping_going", "on_leave"), ("aim", "return")],
        [*OFF_SICK, ("hours", 0), ("first_day_off", "2026-11-10"), ("sick_pay", "ssp"), ("aim", "return")],
        [*OFF_SICK, ("fit_note", "may_be_fit"), ("fit_note_ends", "2026-12-10"), ("return_date", "2026-12-10")],
        [*OFF_SICK, ("hours", 30), ("first_day_off", "2026-11-10"), ("employ_status", "02"), ("aim", "gain")],
        [*OPENED, ("employ_status", "04"), ("benefits", ["uc"])],
        [*AT_WORK, ("goal1_by", "2026-11-18"), ("action1_by", "2026-11-18")],
    ],
)
def test_answers_that_fit_raise_no_doubt(words: list[Word]) -> None:
    """Among them a job that was corrected to none: what was said of it before is set aside, and doubts nothing."""
    interview = said_in_turn(words)
    assert interview.problems == ()
    assert interview.doubts == ()


def test_every_check_is_tried_here() -> None:
    """A new check needs a call that raises it."""
    assert sorted(check.id for check, _ in COURSE.checks) == sorted(
        {doubt for _, doubts in DOUBTED for doubt in doubts.split()}
    )


@pytest.mark.parametrize(
    "question", ["meeting_date", "return_date", "interview_date", "pay_changes", "leave_ends", "goal1_by", "next_date"]
)
def test_a_day_that_must_be_to_come_is_refused_once_it_is_past(question: str) -> None:
    """Such a day needs no check: it is put right as it is typed."""
    assert "is past" in folded([(question, "2026-11-17")]).problems[0].message


def test_no_absence_begins_after_today() -> None:
    assert "still to come" in folded([("first_day_off", "2026-11-19")]).problems[0].message
