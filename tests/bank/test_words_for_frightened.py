"""Words for the people who are hardest to help: what they say is heard, and what they are asked does them no harm."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assessor.bank.interventions import Intervention
from assessor.care.answers import Answers
from assessor.care.plan_builder import make_plan
from assessor.listening.hear import hear
from tests.bank.first_call import BANK, COURSE, ByQuestion, offered, plan, talk

START: ByQuestion = {
    "identity": "confirmed",
    "can_talk": "home",
    "consent_therapist": "yes",
    "communication_what": ["none"],
}
WORK: ByQuestion = START | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "hours": 37}
WORK |= {"formal_process": ["none"], "keeping_going": "managing", "hard_parts": ["none"], "adjustments": "not_asked"}
WORK |= {"health_effects": ["none"], "circumstances": ["none"], "aim": "retain", "wants_help_in_work": ["confidence"]}


# ---- being touched at work is heard as that

TOUCHED = """
My supervisor keeps brushing against me in the cold room and says things about my body
he keeps brushing against me at work
my boss keeps asking me out and stands too close
her line manager kept brushing up against her in the office kitchen
the manager brushes past me on purpose and laughs
supervisor's hands always on my waist
he puts his hand on the small of my back
team leader keeps touching my hair
a colleague touches me when nobody is looking
one of the chefs comes up behind me and breathes on my neck
my boss makes comments about my figure
my line manager wont stop asking me for a drink
he keeps asking me on a date even though I said no
he corners me in the stock room
a customer keeps touching me
my manager's hands wander
somebody at work keeps touching me up
he tells me I have a lovely body
colleague has been pestering her for a date for months
he won't keep his hands to himself
the boss is handsy
a man at work keeps looking me up and down
boss wants me to go out with him or I lose my shifts
he keeps inviting me for drinks just us two and gets shirty when I say no
I get touched by the residents
""".strip().splitlines()
HARMLESS = """
brushing up my CV
hands-on job
touch base with HR
I like a hands-on manager
my manager keeps in touch
my boss keeps asking me when I am coming back
he keeps asking me to do overtime
my manager is very close with the team
working too close to the machines
close to tears at work
it touched me that the team sent flowers
I was touched by the card
my manager keeps asking me out of the blue for reports
supervisor says things about my work
he makes remarks about my time keeping
my body aches after a shift
he shook my hand and said well done
the deadline is too close
my manager put her arm round me when I cried and it helped
colleagues asked me out for lunch, which was nice
my friends keep asking me out but I can't face it
I always feel my manager backs me
he came really close to sacking me
my partner rubs my back when it is bad
the doctor says things about my weight
""".strip().splitlines()
GENTLER = {"poor_manager_support", "poor_peer_support", "difficult_relationships"}


@pytest.mark.parametrize("said", TOUCHED)
def test_being_touched_at_work_is_heard_as_harm_and_not_as_too_little_support(said: str) -> None:
    heard = hear(said, BANK.phrases)
    assert "sexual_harassment" in heard.codes("barrier")
    assert heard.safety
    assert GENTLER.isdisjoint(heard.codes("barrier"))
    assert "supportive_manager" not in heard.codes("strength")


@pytest.mark.parametrize("said", HARMLESS)
def test_a_hand_and_a_touch_that_mean_no_harm_are_not_heard_as_it(said: str) -> None:
    assert "sexual_harassment" not in hear(said, BANK.phrases).codes("barrier")


def test_what_is_good_about_the_manager_stands_beside_what_somebody_else_does() -> None:
    heard = hear("My manager has been brilliant, supportive and kind. A customer keeps touching me", BANK.phrases)
    assert "sexual_harassment" in heard.codes("barrier")
    assert "supportive_manager" in heard.codes("strength")


# ---- harm outside work is not put to work

CONCERN: ByQuestion = WORK | {"hard_parts": ["other"], "hard_parts_weigh": "concern"}
AT_WORK = {"equality_advice", "someone_to_tell", "kept_apart", "acas_advice"}


def test_what_somebody_outside_work_does_is_recorded_of_nobody_at_work() -> None:
    made = talk(CONCERN | {"relationships": "outside"})
    assert {"treatment_last", "treatment_told", "union_member"}.isdisjoint(made.route)
    assert "close_person_now" in made.route
    barriers = {line.code for line in make_plan(Answers.of(made), BANK, {}).barriers}
    assert {"violence_at_work", "sexual_harassment", "bullying_harassment"}.isdisjoint(barriers)


@pytest.mark.parametrize("safe", ["not_always", "no", "not_now"])
def test_somebody_harmed_outside_work_is_offered_what_stays_between_us(safe: str) -> None:
    got = offered(CONCERN | {"relationships": "outside", "close_person_now": safe})
    assert "private_support" in got
    assert AT_WORK.isdisjoint(got)


@pytest.mark.parametrize("how", ["touched", "hurt", "picked_on"])
def test_what_somebody_at_work_does_still_leads_to_advice(how: str) -> None:
    assert {"equality_advice", "acas_advice"} <= offered(CONCERN | {"relationships": how})


@pytest.mark.parametrize("code", ["touched", "hurt"])
def test_what_is_asked_of_harm_says_that_it_is_at_work(code: str) -> None:
    question = COURSE.question("relationships")
    assert question is not None
    assert "at work" in next(option.label for option in question.choices if option.code == code)


@pytest.mark.parametrize(
    "answers",
    [
        WORK | {"can_talk": "careful"},
        WORK | {"helps": ["other"], "helps_weigh": "concern"},
        WORK | {"hard_parts": ["other"], "hard_parts_weigh": "concern", "relationships": "outside"},
        WORK | {"circumstances": ["more"], "life_more": ["other"], "life_more_weigh": "concern"},
        WORK | {"circumstances": ["housing"], "home_risk": "other", "home_risk_weigh": "concern"},
        START | {"employ_status": "02", "last_job_end": "other", "last_job_end_weigh": "concern"},
        WORK | {"relationships": "other", "hard_parts": ["treated"], "relationships_weigh": "concern"},
    ],
)
def test_a_concern_asks_of_people_close_to_them_though_life_outside_work_was_said_to_be_fine(
    answers: ByQuestion,
) -> None:
    assert "close_person_now" in talk(answers).route


@pytest.mark.parametrize("answers", [WORK, WORK | {"hard_parts": ["treated"], "relationships": "hurt"}])
def test_nobody_else_is_asked_of_people_close_to_them(answers: ByQuestion) -> None:
    assert "close_person_now" not in talk(answers).route


# ---- where somebody may hear

SCRIPTS = ["first_assessment", "review", "closing", "workplace_meeting", "one_year_follow_up", "not_taking_up"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_where_somebody_may_hear_another_time_is_offered_before_anything_is_asked(script: str) -> None:
    ids = [step.name for step in BANK.course(script).questions]
    assert ids.index("can_talk") < ids.index("another_time") < ids.index("where_now")


@pytest.mark.parametrize("question", ["goal1_sign", "goal1_obstacle", "goal2_sign"])
def test_a_goal_is_not_said_aloud_again(question: str) -> None:
    asked = COURSE.question(question)
    assert asked is not None
    assert "{{" not in asked.say


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_client_may_be_sure_of_the_adviser_before_details_are_asked(script: str) -> None:
    questions = [step.name for step in BANK.course(script).questions]
    assert questions.index("hello") < questions.index("sure_of_me") < questions.index("identity")
    said = BANK.course(script).question("sure_of_me")
    assert said is not None
    assert "NHS" not in said.say
    assert "Talking" not in said.say


# ---- who does not hear, or does not speak on a telephone


@pytest.mark.parametrize("number", ["nhs_111", "samaritans", "emergency", "acas", "equality_advisory"])
def test_every_number_has_a_way_without_a_voice(number: str) -> None:
    assert BANK.helplines[number].without_speaking()


def test_there_is_a_line_to_write_to_in_a_crisis() -> None:
    assert "85258" in BANK.helplines["shout"].number


def test_who_signs_is_offered_at_once_to_stop_and_to_have_an_interpreter() -> None:
    made = talk(WORK | {"communication_what": ["signs"]})
    after = made.route[made.route.index("communication_what") + 1 :]
    assert after[0] == "sign_call"
    assert {"interpreter_who", "next_how"} <= set(after)
    assert "interpreter_language" not in after


@pytest.mark.parametrize("needs", [["none"], ["hearing"], ["relay"], ["language"]])
def test_nobody_else_is_asked_about_sign_language(needs: list[str]) -> None:
    assert "sign_call" not in talk(WORK | {"communication_what": needs}).route


def test_an_interpreter_for_who_signs_is_one_of_sign_language() -> None:
    got = offered(WORK | {"communication_what": ["signs"], "circumstances": ["language"], "english_help": "forms"})
    assert "sign_interpreter" in got
    assert "expert_language_support" not in got


def test_who_speaks_another_language_is_still_offered_support_with_it() -> None:
    got = offered(WORK | {"communication_what": ["language"], "interpreter_language": "Tigrinya"})
    assert "expert_language_support" in got
    assert "sign_interpreter" not in got


PRIVATE = WORK | {"work_kind": ["desk"], "wants_help_in_work": ["adjustments_at_work"]}
PRIVATE |= {"wants_manager_to_know": "not_know", "health_effects": ["symptoms_at_work"], "telling_worry": "private"}
SIGNS = {"health_effects": ["symptoms_at_work", "senses"], "health_more": ["signing"]}


@pytest.mark.parametrize(
    ("answers", "fits"),
    [(PRIVATE, True), (PRIVATE | {"communication_what": ["signs"]}, False), (PRIVATE | SIGNS, False)],
)
def test_a_room_for_telephone_calls_is_not_offered_to_who_signs(answers: ByQuestion, fits: bool) -> None:
    assert ("room_for_private_calls" in {one.id for one in plan(answers).adjustments}) == fits


@pytest.mark.parametrize(
    "said",
    [
        "I am Deaf and use BSL",
        "profoundly deaf, BSL is her first language",
        "uses a sign language interpreter",
        "needs a BSL interpreter for meetings",
    ],
)
def test_sign_language_is_not_heard_as_trouble_with_english(said: str) -> None:
    heard = hear(said, BANK.phrases)
    assert "hearing" in heard.codes("barrier")
    assert "language" not in heard.codes("barrier")


@pytest.mark.parametrize("said", ["her English is poor, no interpreter at work", "I am deaf so English is hard for me"])
def test_trouble_with_english_is_still_heard(said: str) -> None:
    assert "language" in hear(said, BANK.phrases).codes("barrier")


# ---- what is asked of a therapist, and what a client's own steps say

TECHNIQUES = re.compile(
    r"\b(graded|steps?|testing|tests?|experiments?|activity planning|activities|practis\w+|exposure|diary|challeng\w+|"
    r"one stop at a time|relaxation|breathing|restructur\w+)\b",
    re.IGNORECASE,
)
THERAPY = [entry for entry in BANK.interventions.values() if entry.ask]
STEPS = [
    pytest.param(name, step, id=f"{name}-{step.suggestion}")
    for name, persona in BANK.personas.items()
    for step in persona.decisions
    if step.decision == "accepted" and step.words
]


@pytest.mark.parametrize("entry", THERAPY, ids=lambda entry: entry.id)
def test_a_therapist_is_told_what_was_answered_and_never_how(entry: Intervention) -> None:
    for ask in (entry.ask, *(other.ask for other in entry.instead if other.ask)):
        assert not TECHNIQUES.search(ask)
        assert "yours to say" in " ".join(ask.split())


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_a_step_of_a_persona_is_worded_for_the_one_who_reads_it(name: str, step: Any) -> None:
    """It stands on the client's own copy: no job of the adviser's, and nobody spoken of as somebody else."""
    assert name
    if step.suggestion.startswith("therapy_"):
        assert not TECHNIQUES.search(step.words)
        assert not re.search(r"\b(work|look|practise|plan) .*with\b", step.words, re.IGNORECASE)
    else:
        assert not re.match(r"(the )?adviser\b", step.words, re.IGNORECASE)
        assert not re.search(r"\b(in front of her|in front of him|say that s?he)\b", step.words)


def test_reading_the_policies_tells_nobody_at_work() -> None:
    assert "nobody at work need be asked" in BANK.interventions["policy_review"].does["client"]
