"""Where harm was done at work, no words put how somebody feels down to them, to illness or to time away."""

from __future__ import annotations

import re

from assessor.care.plan import Suggestion
from tests.bank.first_call import BANK, ByQuestion, plan

START: ByQuestion = {
    "identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01",
    "employment_type": "employee", "formal_process": ["none"],
}  # fmt: skip
OFF: ByQuestion = START | {"off_sick_now": "yes", "first_day_off": "2026-10-26"}
WORK: ByQuestion = START | {"off_sick_now": "no", "keeping_going": "struggling"}
OUT: ByQuestion = START | {"employ_status": "02", "last_job_end": "pushed_out", "gap": "under_6_months"}
MIND: ByQuestion = {"health_effect": "yes", "health_effects": ["anxiety_at_work", "panic_travel", "sleep_fatigue"]}

BY_OTHERS: list[ByQuestion] = [
    OFF | {"return_feeling": ["people", "ill_again"], "relationships": how}
    for how in ("one_person", "picked_on", "unfair", "touched", "hurt", "kept")
] + [
    OFF | {"return_feeling": ["violent", "pushing"]},
    OFF | {"return_feeling": ["kept", "ill_again"]},
    WORK | {"hard_parts": ["treated", "self"], "relationships": "hurt"} | MIND,
    WORK | {"hard_parts": ["treated", "self"], "relationships": "picked_on"} | MIND,
    WORK | {"hard_parts": ["kept", "self"]} | MIND,
    OUT | {"ended_unfair": "touched", "search_blocks": ["belief"]},
    OUT | {"ended_unfair": "who_i_am", "search_blocks": ["belief"]},
]  # fmt: skip
PUT_DOWN = re.compile(r"time away|unwell|when you are anxious|shrink|Being too hard|often takes a knock")
WHAT_WAS_DONE = re.compile(r"what was done|how you were treated|nothing wrong with you|others ask too much")
OF_FEELINGS = {"therapy_fear_of_return", "therapy_confidence", "therapy_worry_rumination", "therapy_perfectionism"}
SEEN_AT_HOME = re.compile(r"what was done|how you were treated|harm")
HIDDEN = {"violence_at_work", "sexual_harassment", "exploitation"}


def requests(answers: ByQuestion) -> list[Suggestion]:
    return list(plan(answers).therapist_requests)


def test_after_harm_done_by_others_the_words_do_not_put_it_down_to_the_client() -> None:
    wrong, met = [], set()
    for answers in BY_OTHERS:
        for one in requests(answers):
            words = one.explain_to_client
            met.add(one.id)
            if PUT_DOWN.search(words) or (one.id in OF_FEELINGS and not WHAT_WAS_DONE.search(words)):
                wrong.append((answers, one.id, words))
    assert wrong == []
    assert met >= OF_FEELINGS


def test_the_words_of_what_is_hidden_at_home_do_not_tell_of_it_on_the_copy() -> None:
    """Of an assault or of being kept the adviser speaks: the words to the client are on the paper too."""
    wrong = []
    for answers in BY_OTHERS:
        made = plan(answers)
        if HIDDEN & {line.code for line in made.barriers}:
            assert made.guarded
            requested = [one for one in made.therapist_requests if one.id in OF_FEELINGS]
            wrong += [one.explain_to_client for one in requested if SEEN_AT_HOME.search(one.explain_to_client)]
            wrong += [one.id for one in requested if "what was done there, and not them" not in one.does["adviser"]]
    assert wrong == []


def test_who_spoke_of_no_harm_hears_of_none() -> None:
    plain = [OFF | {"return_feeling": ["ill_again", "pushing"]}, WORK | {"hard_parts": ["self"]} | MIND]
    spoken = [one.explain_to_client + one.ask for answers in plain for one in requests(answers)]
    assert spoken
    assert not any(re.search(r"was done|were treated|harm", words) for words in spoken)


def test_saying_no_is_not_practised_with_who_is_kept_in_a_job() -> None:
    answers = WORK | {"hard_parts": ["kept", "treated"], "relationships": "tension", "formal_process": ["grievance"]}
    assert "therapy_assertiveness" not in {one.id for one in requests(answers)}


def test_no_therapist_entry_tells_the_client_what_therapy_is_to_do() -> None:
    entries = [entry for entry in BANK.interventions.values() if entry.id.startswith("therapy_")]
    asked = [entry.id for entry in entries if "ask your therapist" in entry.explain_to_client]
    assert len(entries) >= 9
    assert asked == []
