"""A note that was written while some question happened to stand there is nobody's answer, and leaves with nothing."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.care.case import Case
from assessor.care.know_me import MORE_NOTED
from assessor.export import export_document
from assessor.export.clinical_record import record_entry
from assessor.journal import Act, Answered, CallBegun, CallEnded, ClientRecorded, Decided, Noted
from assessor.views.call import before_ringing
from assessor.views.plan_lines import plan_lines
from assessor.views.read_back import read_back_sentences
from tests.care.conftest import ROSA, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
FREE = "Colin has come in, stood in the doorway, he says give me the phone. sobbing"
OFF_SICK: dict[str, Any] = {
    "identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "consent_employer": "yes",
    "employ_status": "01", "off_sick_now": "yes", "employment_type": "employee",
}  # fmt: skip
AFRAID = OFF_SICK | {"return_feeling": ["violent", "manager"], "next_how": "phone", "next_time": "10:30"}
AFRAID |= {"safe_to_send": ["post"], "communication_what": ["slower"]}
CALM = AFRAID | {"return_feeling": ["manager"]}


def call(answers: dict[str, Any], *more: Act) -> Case:
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint),
        *(Answered(question=question, value=value) for question, value in answers.items()),
        *more,
    ]
    return case_of([*acts, CallEnded()], bank=BANK)


def noted_everywhere(answers: dict[str, Any], text: str = FREE) -> Case:
    """A call in which the same free note was written at every question that has an answer, and all was agreed."""
    names = call(answers).calls[-1].interview.route
    notes = [Noted(text=text, question=name) for name in names]
    plan = call(answers, *notes).plan
    agreed = [Decided(suggestion=one.id, decision="accepted") for one in plan.proposed()]
    return call(answers, *notes, *agreed)


def pages(made: Case) -> dict[str, str]:
    found = {form: export_document(made, form, "therapist").decode() for form in ("txt", "html", "json", "fhir")}
    return found | {"record": record_entry(made)}


def test_it_is_no_words_of_an_answer_anywhere_on_the_plan_and_is_kept() -> None:
    made = noted_everywhere(AFRAID)
    plan = made.plan
    every = (*plan.suggestions, *plan.therapist_requests, *plan.adjustments)
    assert any("violent" in because for one in every for because in one.because)
    assert not any("Colin" in because for one in every for because in one.because)
    assert not any("Colin" in line.words for line in (*plan.needs, *plan.barriers, *plan.strengths))
    assert plan.something_else == ()
    assert made.answers is not None
    assert not any("Colin" in one.text for one in read_back_sentences(plan, made.answers) if "I noted" not in one.text)
    assert made.calls[-1].interview.note("return_feeling") == FREE


@pytest.mark.parametrize("answers", [CALM | {"can_talk": "careful"}, CALM], ids=["careful", "harm heard"])
def test_it_is_on_nothing_that_leaves(answers: dict[str, Any]) -> None:
    text = FREE if answers["can_talk"] == "careful" else f"{FREE}. She wishes she had not woken up"
    made = noted_everywhere(answers, text)
    assert made.plan.barriers
    assert [form for form, page in pages(made).items() if "doorway" in page] == []
    assert MORE_NOTED in pages(made)["txt"]  # at what is to be known before a ring or a letter
    assert "doorway" in before_ringing(made)


def test_beside_a_line_of_the_plan_the_adviser_reads_whose_note_it_is() -> None:
    whys = [dict(line.why) for line in plan_lines(noted_everywhere(AFRAID)) if line.kind == "fact"]
    assert any(why.get("Noted by the adviser") == FREE for why in whys)
    assert not any("Colin" in text for why in whys for label, text in why.items() if label != "Noted by the adviser")


def test_of_how_to_reach_them_what_was_noted_stands_on_a_page_where_nobody_is_guarded() -> None:
    made = call(CALM, Noted(text="her sister opens it", question="safe_to_send"))
    assert "by post · her sister opens it" in " ".join(pages(made)["txt"].split())


@pytest.mark.parametrize(
    ("acts", "named"),
    [
        (("note Colin", "other", "note the lift"), "the lift"),  # written before, while the question stood open
        (("note Colin", "other"), ""),
        (("other", "note the lift", "manager"), ""),  # nothing chosen asks for it any more
        (("other", "note the lift", "manager", "other"), "the lift"),
        (("other", "note the life", "note the lift"), "the lift"),  # put right
        (("manager", "note Colin"), ""),
    ],
)
def test_only_what_a_chosen_answer_asked_for_is_the_words_of_an_answer(acts: tuple[str, ...], named: str) -> None:
    made = call(
        OFF_SICK,
        *(
            Noted(text=act.removeprefix("note "), question="return_feeling")
            if act.startswith("note ")
            else Answered(question="return_feeling", value=[act])
            for act in acts
        ),
    )
    interview = made.calls[-1].interview
    assert interview.named_words("return_feeling") == named
    assert interview.own_words("return_feeling") == (named or interview.words("return_feeling"))
    assert [words for _, words in made.plan.something_else] == ([named] if named else [])


@pytest.mark.parametrize(
    ("note", "limit"),
    [
        ("limit: after she has seen it", " I noted: after she has seen it."),
        ("Limits - not the anxiety", " I noted: not the anxiety."),
        ("somebody has come in", ""),
        ("limited to mornings, her shifts", ""),
    ],
)
def test_only_what_is_written_as_the_limit_of_a_yes_is_one(note: str, limit: str) -> None:
    made = call(OFF_SICK, Noted(text=note, question="consent_employer"), Noted(text="ok", question="consent_employer"))
    assert made.answers is not None
    told = [one.text for one in read_back_sentences(made.plan, made.answers)]
    assert f"We may share this with your employer.{limit}" in told
