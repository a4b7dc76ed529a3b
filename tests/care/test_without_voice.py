"""What could help is said in words that fit how somebody communicates: who cannot ring is not told to."""

from __future__ import annotations

import re

import pytest

from assessor.care.answers import Answers
from assessor.care.without_voice import WITHOUT_A_VOICE, for_who_cannot_ring, way_without_voice
from tests.bank.first_call import BANK, ByQuestion, plan, talk

WORK: ByQuestion = {
    "identity": "confirmed", "can_talk": "home", "communication_what": ["none"], "consent_therapist": "yes",
    "employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "hours": 37,
    "formal_process": ["disciplinary"], "formal_advice": "nobody",
}  # fmt: skip

WAYS: list[tuple[ByQuestion, str | None]] = [
    ({}, None),
    ({"communication_what": ["slower"]}, None),
    ({"communication_what": ["language"]}, None),
    ({"communication_what": ["signs"]}, "signs"),
    ({"communication_what": ["relay"]}, "relay"),
    ({"communication_what": ["hearing"]}, "relay"),
    ({"communication_what": ["signs", "relay"]}, "signs"),
    ({"health_effects": ["senses"], "health_more": ["signing"]}, "signs"),
    ({"communication_what": ["someone"], "next_how": "messages"}, "writes"),
    ({"communication_what": ["someone"], "next_how": "sign_video"}, "signs"),
    ({"communication_what": ["someone"], "next_how": "relay"}, "relay"),
    ({"communication_what": ["someone"], "next_how": "video"}, None),
]


def test_the_way_is_the_one_that_is_known_of_them() -> None:
    wrong = [(said, got) for said, way in WAYS if (got := way_without_voice(Answers.of(talk(WORK | said)))) != way]
    assert wrong == []


@pytest.mark.parametrize("needs", ["signs", "relay"])
def test_the_urgent_words_do_not_say_ring_to_who_cannot(needs: str) -> None:
    made = plan(WORK | {"communication_what": [needs]})
    advice = next(
        one for one in made.suggestions if one.priority == "urgent" and "0300 123 1100" in one.explain_to_client
    )
    for text in (advice.title, advice.explain_to_client, advice.does["client"], advice.on_paper):
        assert not re.search(r"\b[Rr](ing|ang|inging|ung)\b", text), text
    assert advice.explain_to_client.endswith(WITHOUT_A_VOICE["signs" if needs == "signs" else "relay"])


def test_who_can_ring_is_told_to() -> None:
    urgent = [one for one in plan(WORK).suggestions if one.priority == "urgent"]
    assert any(re.search(r"\b[Rr]ing\b", one.explain_to_client + one.title) for one in urgent)
    assert not any("18001" in one.explain_to_client for one in urgent)


def test_no_words_of_the_catalogue_tell_a_client_to_ring_who_cannot() -> None:
    wrong = []
    made = plan(WORK)
    frame = made.suggestions[0]
    for entry in BANK.interventions.values():
        texts = {"title": entry.title, "explain_to_client": entry.explain_to_client, "on_paper": entry.on_paper}
        for other in entry.instead:
            texts |= {part: words for part in texts if (words := getattr(other, part, None))}
            told = for_who_cannot_ring(frame.model_copy(update=texts), "signs")
            wrong += [words for part in texts if re.search(r"\bring(ing)?\b(?! off)", words := getattr(told, part))]
        told = for_who_cannot_ring(frame.model_copy(update=texts | {"does": entry.does}), "signs")
        said = [told.title, told.explain_to_client, told.on_paper, told.does.get("client", "")]
        wrong += [words for words in said if re.search(r"\b[Rr]ing(ing)?\b(?! off)|get in touch one of", words)]
    assert wrong == []


def test_our_own_ringing_of_them_adds_no_way_to_ring() -> None:
    frame = (
        plan(WORK).suggestions[0].model_copy(update={"explain_to_client": "Is it safe for me to ring?", "on_paper": ""})
    )
    assert for_who_cannot_ring(frame, "signs").explain_to_client == "Is it safe for me to get in touch?"
