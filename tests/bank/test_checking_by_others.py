"""A change in which others check or reassure waits for the therapist's word where checking or OCD was spoken of."""

from __future__ import annotations

from assessor.care.answers import Answers
from assessor.care.checking import ASK_THE_THERAPIST_FIRST, checking_spoken_of
from tests.bank.first_call import BANK, ByQuestion, plan, talk

KITCHEN: ByQuestion = {
    "identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01",
    "off_sick_now": "no", "employment_type": "employee", "formal_process": ["none"], "keeping_going": "struggling",
    "adjustments": "not_asked", "aim": "retain", "wants_manager_to_know": "knows",
    "health_effect": "yes", "health_effects": ["anxiety_at_work"],
    "wants_help_in_work": ["adjustments_at_work"], "work_kind": ["kitchen"],
}  # fmt: skip
SPOKEN = [
    "my therapist says it's OCD", "she has rituals before she can start", "checks the locks ten times before leaving",
    "keeps checking the oven", "asks me for reassurance all day", "can't stop washing", "compulsions at the sink",
    "goes back to check the door is shut", "intrusive thoughts about knives", "washes her hands until they bleed",
    "re-checks each order", "hand-washing at every break", "obsessive about germs", "afraid of contaminating the food",
]  # fmt: skip
UNSPOKEN = [
    "the manager checks on him", "health check next week", "not OCD", "education was compulsory", "washes up in a pub",
    "works on the door", "checked in by phone", "has no rituals", "her boss watches the till",
]  # fmt: skip
CHECKING = {name for name, entry in BANK.adjustments.items() if entry.checks}


def spoken(words: str) -> bool:
    return checking_spoken_of(Answers.of(talk(KITCHEN, ("health_effects", words))))


def test_it_is_known_by_its_words_and_by_no_others() -> None:
    assert [words for words in SPOKEN if not spoken(words)] == []
    assert [words for words in UNSPOKEN if spoken(words)] == []


def test_a_nod_at_the_pass_waits_for_the_therapist_once_checking_was_spoken_of() -> None:
    before = plan(KITCHEN)
    assert "nod_at_the_pass" in {one.id for one in before.adjustments}
    made = plan(KITCHEN, ("health_effects", SPOKEN[0]))
    assert not CHECKING & {one.id for one in made.adjustments}
    held = {one.id: one.because for one in made.held_back}
    assert held["nod_at_the_pass"] == ASK_THE_THERAPIST_FIRST
    assert "OCD" not in held["nod_at_the_pass"]


def test_every_change_in_which_others_check_says_so() -> None:
    assert {"nod_at_the_pass", "second_pair_of_eyes"} <= CHECKING
