"""The plan: what answers, decisions and the safety page make of each other."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any, Literal

import pytest

from assessor.acts.desk import now
from assessor.care.case import read_case
from assessor.care.consents import Consent
from assessor.care.goals import Action, Goal, Rating
from assessor.care.plan import NO_LONGER, Coming, Concern, Plan
from assessor.demo.store import persona_entries
from assessor.journal import Decided
from tests.care.conftest import OFF_SICK, TODAY, plan, shipped_bank

Answers = list[tuple[str, Any]]
AFRAID: Answers = [*OFF_SICK, ("worries", ["walking_in", "mother"])]


def ids(made: Plan) -> list[str]:
    return [suggestion.id for suggestion in made.suggestions]


def decided(
    suggestion: str, decision: Literal["accepted", "set_aside", "open"], words: str = "", reason: str = ""
) -> Decided:
    return Decided(suggestion=suggestion, decision=decision, words=words, reason=reason)


def test_a_plan_of_nothing_holds_nothing() -> None:
    assert plan() == Plan()


# ---- needs, barriers, strengths


def test_a_barrier_has_its_title_the_clients_words_and_the_question_that_records_it() -> None:
    made = plan(("worries", ["mother", "children"]), ("worries#", "she falls at night"))
    assert [(b.code, b.title, b.words, b.question, b.note) for b in made.barriers] == [
        (
            "caring",
            "caring for someone",
            "My mother needs me; Nobody to mind the children",
            "worries",
            "she falls at night",
        ),
        ("childcare", "childcare", "Nobody to mind the children", "worries", ""),
    ]


def test_each_fact_is_listed_once_in_the_order_of_the_questions() -> None:
    made = plan(("confidence", 2), ("worries", ["mother", "walking_in"]), ("employ_status", "02"))
    assert [line.code for line in made.barriers] == ["fear_of_return", "anxiety_at_work", "caring", "low_confidence"]
    assert [line.code for line in made.needs] == ["find_work"]
    assert plan(("confidence", 8)).strengths[0].code == "confident_about_work"


@pytest.mark.parametrize(
    ("answers", "situation", "aim"),
    [
        ([], None, None),
        ([("employ_status", "01")], None, None),
        ([("employ_status", "01"), ("off_sick_now", "yes")], "off_sick", "return"),
        ([("employ_status", "01"), ("off_sick_now", "no")], "in_work", None),
        ([("off_sick_now", "yes"), ("employ_status", "02")], "out_of_work", "gain"),
        ([("employ_status", "!declined")], None, None),
    ],
)
def test_situation_and_aim_are_those_that_answers_in_force_record(
    answers: Answers, situation: str | None, aim: str | None
) -> None:
    made = plan(*answers)
    assert (made.situation, made.aim) == (situation, aim)


# ---- suggestions


@pytest.mark.parametrize(
    ("answers", "suggestions", "requests"),
    [
        ([], [], []),
        (OFF_SICK, ["workplace_meeting"], []),
        ([*OFF_SICK, ("first_day_off", "2026-11-01")], [], []),
        (AFRAID, ["workplace_meeting", "carers_leave"], ["therapy_fear_of_return"]),
        (
            [*AFRAID, ("sick_pay", "ssp")],
            ["sick_pay_check", "workplace_meeting", "carers_leave"],
            ["therapy_fear_of_return"],
        ),
        ([*AFRAID, ("worries", "!declined")], ["workplace_meeting"], []),
        # what is off the route grounds nothing
        ([*AFRAID, ("sick_pay", "ssp"), ("employ_status", "02")], ["carers_leave"], ["therapy_fear_of_return"]),
        # an answer to a question that is still open grounds nothing yet
        ([("sick_pay", "ssp")], [], []),
    ],
)
def test_what_the_answers_suggest_is_offered_the_most_urgent_first(
    answers: Answers, suggestions: list[str], requests: list[str]
) -> None:
    """What falls to the therapist is a request to them, and no suggestion."""
    made = plan(*answers)
    assert (ids(made), [request.id for request in made.therapist_requests]) == (suggestions, requests)
    assert [one.id for one in made.proposed()] == requests + suggestions
    assert {one.state for one in made.proposed()} <= {"proposed"}


def test_a_suggestion_names_its_words_its_people_and_its_source() -> None:
    made = plan(*AFRAID, ("job", "night porter"))
    leave, meeting = made.suggestion("carers_leave"), made.suggestion("workplace_meeting")
    request = made.suggestion("therapy_fear_of_return")
    assert leave
    assert meeting
    assert request
    assert (leave.title, leave.who, leave.priority) == ("Time off to care", ("client", "employer"), "usual")
    assert leave.explain_to_client == "Ask night porter about time off."
    assert leave.does == {"client": "Ask about it, Rosa."}
    assert leave.source is None
    assert meeting.source is not None
    assert meeting.source.publisher == "Acas"
    assert request.agreed == "Work with Rosa on going back."


@pytest.mark.parametrize(
    ("suggestion", "answers", "because"),
    [
        ("workplace_meeting", OFF_SICK, ("off sick", "since 1 October 2026")),
        (
            "workplace_meeting",
            [*OFF_SICK, ("meeting_date", "2026-12-01")],
            ("off sick", "since 1 October 2026", "a meeting on 1 December 2026"),
        ),
        ("workplace_meeting", [*OFF_SICK, ("meeting_date", "!unknown")], ("off sick", "since 1 October 2026")),
        ("carers_leave", [("worries", ["mother"])], ("cares for someone", "in their words: My mother needs me")),
        (
            "carers_leave",
            [("worries", ["mother"]), ("worries#", "[/b] she falls")],
            ("cares for someone", "in their words: My mother needs me"),  # nothing asked for that note
        ),
        # with no reason left, the answers that the rule rests on
        (
            "sick_pay_check",
            [*OFF_SICK, ("sick_pay", "ssp")],
            ("What are you paid?: Statutory sick pay",),
        ),
    ],
)
def test_a_suggestion_says_because_of_what_and_leaves_out_what_was_not_said(
    suggestion: str, answers: Answers, because: tuple[str, ...]
) -> None:
    found = plan(*answers).suggestion(suggestion)
    assert found is not None
    assert found.because == because


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        ([], "proposed"),
        (["accepted"], "accepted"),
        (["set_aside"], "set_aside"),
        (["accepted", "open"], "proposed"),
        (["set_aside", "open"], "proposed"),
        (["accepted", "set_aside"], "set_aside"),
        (["set_aside", "accepted"], "accepted"),
    ],
)
@pytest.mark.parametrize("suggestion", ["carers_leave", "therapy_fear_of_return"])
def test_the_latest_decision_on_a_suggestion_stands(suggestion: str, decisions: list[Any], state: str) -> None:
    made = plan(*AFRAID, decided=tuple(decided(suggestion, decision) for decision in decisions))
    found = made.suggestion(suggestion)
    assert found is not None
    assert found.state == state
    assert (found in made.proposed()) is (state == "proposed")
    assert (found in made.accepted()) is (state == "accepted" and suggestion == "carers_leave")


def test_a_decision_keeps_what_was_agreed_in_the_advisers_words() -> None:
    agreed = Decided(
        suggestion="carers_leave", decision="accepted", words="Rosa asks on Friday", who=("client",), by="20 November"
    )
    found = plan(*AFRAID, decided=(agreed,)).suggestion("carers_leave")
    assert found is not None
    assert (found.agreed, found.who, found.by) == ("Rosa asks on Friday", ("client",), "20 November")
    aside = plan(*AFRAID, decided=(decided("carers_leave", "set_aside", reason="Has asked"),)).suggestion(
        "carers_leave"
    )
    assert aside is not None
    assert (aside.reason, aside.who) == ("Has asked", ("client", "employer"))


@pytest.mark.parametrize(("decision", "stays"), [("accepted", True), ("set_aside", False), ("open", False)])
def test_what_was_agreed_stays_when_its_ground_goes_and_says_so(decision: Any, stays: bool) -> None:
    found = plan(*OFF_SICK, ("worries", ["none"]), decided=(decided("carers_leave", decision),)).suggestion(
        "carers_leave"
    )
    assert (found is not None) is stays
    if found is not None:
        assert (found.state, found.because) == ("accepted", (NO_LONGER,))


def test_an_agreed_suggestion_whose_ground_comes_back_says_because_of_what_again() -> None:
    made = plan(
        *OFF_SICK, ("worries", ["none"]), ("worries", ["mother"]), decided=(decided("carers_leave", "accepted"),)
    )
    found = made.suggestion("carers_leave")
    assert found is not None
    assert found.because[0] == "cares for someone"


@pytest.mark.parametrize(
    ("today", "offered"),
    [(date(2026, 4, 5), False), (date(2026, 4, 6), True), (date(2027, 4, 5), True), (date(2027, 4, 6), False)],
)
def test_a_suggestion_is_offered_only_while_its_source_is_in_force(today: date, offered: bool) -> None:
    made = plan(("employ_status", "01"), ("employment_type", "self_employed"), today=today)
    assert (made.suggestion("sick_pay_check") is not None) is offered


# ---- goals, actions, consents, days


def test_goals_and_actions_are_what_was_said_of_them() -> None:
    made = plan(("goal", "Back on nights"), ("goal_by", "2027-01-04"), ("goal_now", 3), ("step", "Ring Sam"))
    rating = Rating(on=TODAY, value=3)
    assert made.goals == (
        Goal(
            what="Back on nights", key="goal 0.1", by="4 January 2027", now=3, ratings=(rating,), due=date(2027, 1, 4)
        ),
    )
    assert made.actions == (Action(what="Ring Sam", key="action 0.1"),)
    assert plan(("goal", "Back on nights"), ("goal_now", "!declined")).goals == (
        Goal(what="Back on nights", key="goal 0.1"),
    )
    assert plan(("goal", "!declined"), ("goal_now", 3)).goals == ()


@pytest.mark.parametrize(
    ("answer", "given"),
    [("yes", True), ("no", False), ("!declined", None), ("!unknown", None)],
)
def test_a_consent_is_dated_by_its_entry_and_a_refusal_to_say_is_neither_yes_nor_no(
    answer: str, given: bool | None
) -> None:
    made = plan(("consent_therapist", answer))
    assert made.consents == (Consent(reader="therapist", given=given, on=TODAY),)
    assert made.consent("therapist") == made.consents[0]
    assert made.consent("gp") == Consent(reader="gp", given=None, on=None)


@pytest.mark.parametrize("answers", [[], [("consent_therapist", "!skip")]])
def test_a_consent_that_was_not_asked_or_left_for_later_is_none(answers: Answers) -> None:
    assert plan(*answers).consents == ()


def test_a_consent_off_the_route_is_none() -> None:
    """A yes to telling the employer lapses with the job, and is back with it."""
    said: Answers = [("employ_status", "01"), ("consent_employer", "yes")]
    assert plan(*said).consent("employer").given is True
    assert plan(*said, ("employ_status", "02")).consent("employer").given is None
    assert plan(*said, ("employ_status", "02"), ("employ_status", "01")).consent("employer").given is True


@pytest.mark.parametrize(
    ("note_ends", "meeting", "what", "coming"),
    [
        ("2026-12-03", "2026-12-01", None, [("2026-12-01", "Meeting with work"), ("2026-12-03", "Fit note ends")]),
        (
            "2026-11-30",
            "2026-12-01",
            "absence review",
            [("2026-11-30", "Fit note ends"), ("2026-12-01", "Meeting with work: absence review")],
        ),
        ("2026-11-18", "2026-11-17", None, [("2026-11-18", "Fit note ends")]),
        ("2026-11-17", "!unknown", None, []),
    ],
)
def test_days_coming_up_are_those_from_today_on_in_their_order(
    note_ends: str, meeting: str, what: str | None, coming: list[tuple[str, str]]
) -> None:
    said: Answers = [*OFF_SICK, ("fit_note_ends", note_ends), ("meeting_date", meeting)]
    made = plan(*said, *([("meeting_what", what)] if what else []))
    assert made.coming_up == tuple(Coming(on=date.fromisoformat(on), what=words) for on, words in coming)
    assert plan(*said, ("off_sick_now", "no")).coming_up == ()


@pytest.mark.parametrize(
    ("answers", "contact", "on"),
    [
        ([], "", None),
        ([("next_day", "2026-12-01")], "1 December 2026", date(2026, 12, 1)),
        ([("next_day", "2026-12-01"), ("next_how", "by phone")], "1 December 2026 (by phone)", date(2026, 12, 1)),
        ([("next_how", "by phone")], "", None),
    ],
)
def test_the_next_contact_is_its_day_and_how(answers: Answers, contact: str, on: date | None) -> None:
    made = plan(*answers)
    assert (made.next_contact, made.next_date) == (contact, on)


def test_the_work_and_the_rulers_are_what_was_said() -> None:
    made = plan(*OFF_SICK, ("job", "night porter"), ("hours", 36), ("confidence", 4))
    assert made.work == {"work.role": "night porter", "work.hours": "36 hours", "absence.first_day": "1 October 2026"}
    assert made.rulers == {"confidence": 4}


@pytest.mark.parametrize(
    ("lines", "concerns"),
    [
        ({}, ()),
        ({"words": ""}, ()),
        ({"words": "I cannot go on", "told": "Sam Lee"}, (Concern(on=TODAY, words="I cannot go on", told="Sam Lee"),)),
        ({"words": "", "where": "at home"}, (Concern(on=TODAY, where="at home"),)),
    ],
)
def test_the_safety_page_is_on_the_plan_as_it_was_written(lines: dict[str, str], concerns: tuple[Concern, ...]) -> None:
    assert plan(safety=lines).safety == concerns


def test_the_safety_page_is_never_hidden_by_the_route() -> None:
    made = plan(*OFF_SICK, ("employ_status", "!declined"), safety={"words": "I cannot go on"})
    assert made.safety == (Concern(on=TODAY, words="I cannot go on"),)


def test_the_same_answers_in_any_order_make_the_same_plan() -> None:
    said: Answers = [*AFRAID, ("sick_pay", "ssp")]
    expected = plan(*said)
    for order in itertools.permutations(said):
        assert plan(*order) == expected


def test_beside_words_of_their_own_an_option_that_was_read_to_them_is_still_an_option() -> None:
    """Somebody who turns to people, and to "something else" in words: what people record is no word of theirs."""
    bank = shipped_bank()
    persona = bank.personas["cerys_llewellyn_jones"]
    made = read_case("c", persona_entries(persona, bank, now()), lambda _: bank).plan
    (family,) = (strength for strength in made.strengths if strength.code == "supportive_family")
    assert (family.words, family.in_own_words) == ("Family or friends", False)
