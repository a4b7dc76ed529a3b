"""For who is kept in a job, cannot be heard, or wonders who rings: nothing offered or said gives them away."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.listening.hear import hear
from tests.bank.first_call import BANK, COURSE, plan, talk

START: dict[str, Any] = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes"}
WORK = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "formal_process": ["none"]}
WORK |= {"keeping_going": "struggling", "adjustments": "not_asked"}
KEPT = WORK | {"hard_parts": ["treated", "kept"], "relationships": "hurt", "treatment_told": "nobody"}
PAPERS = {"circumstances": ["right_to_work"], "papers_what": "sponsored"}
TO_WORK = {"kept_apart", "someone_to_tell", "policy_review", "flexible_working_request", "stress_conversation"}

KEPT_CLIENTS: dict[str, dict[str, Any]] = {
    "hit, and papers kept": KEPT | PAPERS,
    "papers kept, no visa named": KEPT,
    "bullied as well": KEPT | {"relationships": "picked_on"},
    "said where how they are treated is asked": WORK | {"hard_parts": ["treated"], "relationships": "kept"},
    "wants a better balance": KEPT | {"aim": "retain", "wants_help_in_work": ["work_life_balance"]},
    "wants to know where they stand": KEPT | {"aim": "retain", "wants_help_in_work": ["understand_rights"]},
    "long hours": KEPT | {"hard_parts": ["amount", "kept"], "demands": "too_long"},
    "off sick": START | {"employ_status": "01", "off_sick_now": "yes", "employment_type": "employee",
                         "formal_process": ["none"], "return_feeling": ["kept"], "first_day_off": "2026-09-01"},
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT_CLIENTS)
def test_who_is_kept_in_a_job_is_offered_the_line_and_nothing_that_goes_to_work(name: str) -> None:
    made = plan(KEPT_CLIENTS[name])
    by_id = {one.id: one for one in made.proposed()}
    line = by_id["kept_in_a_job"]
    assert line.priority == "urgent"
    assert line.private
    assert "08000 121 700" in line.does["adviser"]
    assert TO_WORK & set(by_id) == set()
    assert made.guarded


def test_the_police_are_not_named_alone_to_who_may_worry_about_papers() -> None:
    by_id = {one.id: one for one in plan(KEPT | PAPERS).proposed()}
    assert "papers" in by_id["after_an_assault"].explain_to_client
    assert by_id["visa_advice_first"].priority == "urgent"
    alone = {one.id: one for one in plan(WORK | {"hard_parts": ["treated"], "relationships": "hurt"}).proposed()}
    assert "the police" in alone["after_an_assault"].explain_to_client
    assert "kept_in_a_job" not in alone


@pytest.mark.parametrize(
    ("note", "heard"),
    [
        ("the boss keeps my passport in his office", True),
        ("manager took her passport when she came", True),
        ("he says he will stop the sponsor", True),
        ("threatens to have her deported", True),
        ("not allowed to leave the site", True),
        ("she keeps her passport in a drawer at home", False),
        ("manager took her papers for the meeting", False),
        ("works off her hours early", False),
        ("they will not send me back until the note ends", False),
        ("my passport ran out", False),
    ],
)
def test_being_kept_in_a_job_is_heard(note: str, heard: bool) -> None:
    found = hear(note, BANK.phrases)
    assert ("exploitation" in [mention.code for mention in found.mentions]) is heard


@pytest.mark.parametrize("can_talk", ["home", "elsewhere", "careful"])
def test_who_may_be_overheard_is_asked_whether_to_be_rung_back(can_talk: str) -> None:
    interview = talk({"identity": "confirmed", "can_talk": can_talk})
    careful = can_talk == "careful"
    assert (interview.state("ring_back_or_wait") == interview.state("identity")) is careful
    assert (interview.state("ring_back") == interview.state("identity")) is not careful


@pytest.mark.parametrize("script", ["first_assessment", "review", "closing", "one_year_follow_up", "not_taking_up"])
def test_nobody_who_answers_is_told_or_promised_anything(script: str) -> None:
    course = BANK.course(script)
    texts = " ".join(f"{step.question.say} {step.question.guide}" for step in course.questions if step.question)
    for tells in ("it is personal", "try another time", "look up yourself"):
        assert tells not in texts


@pytest.mark.parametrize(("needs", "by_text"), [(["relay"], True), (["signs"], False), (["none"], False)])
def test_whether_they_are_safe_is_never_put_in_text(needs: list[str], by_text: bool) -> None:
    answers = WORK | {"communication_what": needs, "hard_parts": ["none"], "circumstances": ["more"]}
    answers |= {"life_more": ["close_person"]}
    question = COURSE.question("close_person_now")
    assert question is not None
    assert question.guide.startswith("Never in text or through a relay")
    made = plan(answers)
    assert made.guarded
    offered = [one for one in made.proposed() if one.id == "private_support"]
    assert bool(offered) is by_text
    assert all("in text" in one.does["adviser"] for one in offered)


@pytest.mark.parametrize(
    ("answers", "offered"),
    [
        ({"health_effects": ["senses"], "health_more": ["signing"]}, True),
        ({"communication_what": ["signs"]}, True),
        ({"health_effects": ["senses"], "health_more": ["hearing"]}, False),
        ({"communication_what": ["relay"]}, False),
    ],
)
def test_an_interpreter_is_offered_whenever_it_comes_out_that_they_sign(answers: dict[str, Any], offered: bool) -> None:
    whole = WORK | {"hard_parts": ["none"]} | answers
    assert ("sign_interpreter" in {one.id for one in plan(whole).proposed()}) is offered
    if "signing" in answers.get("health_more", ()):
        assert talk(whole).state("next_how") == talk(whole).state("identity")


@pytest.mark.parametrize("script", ["first_assessment", "review", "closing", "one_year_follow_up", "workplace_meeting"])
def test_help_in_a_hurry_is_said_for_who_uses_no_voice_too(script: str) -> None:
    question = BANK.course(script).question("help_now_without_voice")
    assert question is not None
    assert "999 BSL" in question.say


@pytest.mark.parametrize(
    ("needs", "said"), [(["signs"], True), (["relay"], True), (["hearing"], False), (["none"], False)]
)
def test_it_is_said_to_who_signs_or_uses_a_relay(needs: list[str], said: bool) -> None:
    interview = talk(WORK | {"communication_what": needs, "hard_parts": ["none"], "health_effects": ["none"]})
    on = interview.state("help_now_without_voice") == interview.state("identity")
    assert on is said
