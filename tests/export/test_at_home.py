"""What others at home may read: where the client may not be safe with somebody, no word of anybody's own is on it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assessor.care.case import Case
from assessor.care.employer_lines import choice
from assessor.export import ExportRefused, export_document
from assessor.export.before_export import heed
from assessor.export.permission import permitted
from assessor.journal import Act, Answered, CallBegun, ClientRecorded, Decided, GoalWritten, NotAnswered, StepWritten
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
OWN_WORDS = (
    "Have my wages go where he can't see",
    "A bank letter that comes to my sister's",
    "Open an account at the branch in Leith",
    "I hide my phone in the bread bin",
    "My sister, and the lady at the school gate",
    "Ring me from the surgery",
    "after the school run, while he sleeps",
    "Tell Joan in payroll and nobody else",
)
"""What could tell somebody at home, as it stands in each place of the plan that takes words."""
ORDINARY = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01"}
ORDINARY |= {"off_sick_now": "no", "employment_type": "employee", "consent_employer": "yes"}


def case(guard: tuple[Act, ...] = (), *more: Act) -> Case:
    """Somebody in work whose plan has words of their own in every place that takes some."""
    goal, sign, step, signs, harder, agreed, when, change = OWN_WORDS
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint),
        *(Answered(question=question, value=value) for question, value in ORDINARY.items()),
        *guard,
        Answered(question="formal_process", value=["disciplinary"]),
        Answered(question="if_harder", value=harder),
        GoalWritten(goal="g", what=goal, owner="client", sign=sign, by="12 March 2027"),
        StepWritten(step="s", what=step, who=("client",), by=when),
        StepWritten(step="t", what="Look with them at how to leave early", who=("therapist",)),
        Answered(question="goal1_what", value=goal),
        Answered(question="warning_signs", value=signs),
        Decided(suggestion="formal_meeting_ready", decision="accepted", words=agreed, by=when),
        Decided(suggestion="feedback_in_private", decision="accepted", words=change, by="by 3 March 2027"),
        *more,
    ]
    return case_of(acts, bank=BANK)


def private(answer: str) -> tuple[Act, ...]:
    return (
        Answered(question="circumstances", value=["more"]),
        Answered(question="life_more", value=["close_person"]),
        Answered(question="close_person_now", value=answer),
    )


GUARDED: dict[str, tuple[Act, ...]] = {
    "not always safe": private("not_always"),
    "not safe": private("no"),
    "cannot say": private("not_now"),
    "left for later": (*private("yes")[:2], NotAnswered(question="close_person_now", reason="skip")),
    "rather not say": (*private("yes")[:2], NotAnswered(question="close_person_now", reason="declined")),
    "someone may hear": (Answered(question="can_talk", value="careful"),),
    "send nothing": (Answered(question="safe_to_send", value=["nothing"]),),
    "gambling": (
        Answered(question="circumstances", value=["more"]),
        Answered(question="life_more", value=["gambling"]),
    ),
}


@pytest.mark.parametrize("guard", GUARDED.values(), ids=list(GUARDED))
def test_the_clients_copy_then_holds_nobodys_own_words(guard: tuple[Act, ...]) -> None:
    made = case(guard)
    for format in ("txt", "md", "html", "json"):
        text = export_document(made, format, "client").decode()
        assert [words for words in (*OWN_WORDS, "leave early") if words.split(",")[0] in text] == [], format
    page = export_document(made, "txt", "client").decode()
    assert "If you would like to go through any of this, just ask Dan." in " ".join(page.split())


@pytest.mark.parametrize("guard", GUARDED.values(), ids=list(GUARDED))
def test_whoever_exports_it_is_told_every_line_that_was_left_out(guard: tuple[Act, ...]) -> None:
    told = " ".join(heed(case(guard), "client", None, TODAY))
    assert [words for words in OWN_WORDS if words not in told] == []
    assert "read aloud" in told


@pytest.mark.parametrize("guard", [(), private("yes")], ids=["not asked", "safe"])
def test_of_anybody_else_it_holds_their_words_as_before(guard: tuple[Act, ...]) -> None:
    made = case(guard)
    page = " ".join(export_document(made, "txt", "client").decode().split())
    assert [words for words in OWN_WORDS if words not in page] == []
    assert "go through any of this" not in page
    assert "Left out" not in " ".join(heed(made, "client", None, TODAY))


def test_what_was_agreed_from_the_catalogue_stands_there_in_its_words_with_its_day() -> None:
    made = case(GUARDED["not safe"])
    page = " ".join(export_document(made, "txt", "client").decode().split())
    agreed = next(s for s in made.plan.suggestions if s.state == "accepted")
    change = next(s for s in made.plan.adjustments if s.state == "accepted")
    assert agreed.title in page
    assert (change.explain_to_client or change.title).rstrip(".") in page
    assert "3 March 2027" in page


def test_a_day_to_leave_home_is_not_among_its_days() -> None:
    leaving = (
        Answered(question="circumstances", value=["housing"]),
        Answered(question="home_risk", value="losing"),
        Answered(question="home_step", value="told"),
        Answered(question="home_date", value="2026-12-12"),
    )
    assert "12 December 2026" in export_document(case(leaving), "txt", "client").decode()
    guarded = case((*leaving, Answered(question="can_talk", value="careful")))
    assert "12 December 2026" not in export_document(guarded, "txt", "client").decode()
    assert "Day that matters for the home" in " ".join(heed(guarded, "client", None, TODAY))


def shared(guard: tuple[Act, ...]) -> Case:
    made = case(guard)
    return case(guard, choice(made.plan, ["goal g", "step s"]))


@pytest.mark.parametrize("letter", ["meeting", "adjustments"])
def test_a_letter_that_the_client_sends_holds_them_no_more_than_the_copy_does(letter: str) -> None:
    assert OWN_WORDS[0] in export_document(shared(()), "txt", "client", letter).decode()
    made = shared(GUARDED["not safe"])
    if letter == "meeting":
        assert OWN_WORDS[0] not in export_document(made, "txt", "client", letter).decode()
        assert OWN_WORDS[0] in " ".join(heed(made, "client", letter, TODAY))
    else:
        with pytest.raises(ExportRefused, match="others at home may read"):
            export_document(made, "txt", "client", letter)


def test_an_earlier_version_does_not_bring_them_back() -> None:
    earlier, today = case(), case(GUARDED["not safe"])
    with pytest.raises(ExportRefused, match="others at home may read"):
        permitted(earlier, "client", None, today)
    permitted(today, "client", None, today)


def test_what_was_chosen_in_words_for_a_private_line_is_not_on_it_either() -> None:
    made = case(private("no"), Decided(suggestion="private_support", decision="accepted", words="Ring Aunt Jo"))
    assert "Aunt Jo" not in export_document(made, "txt", "client").decode()
    assert "Ring Aunt Jo" in " ".join(heed(made, "client", None, date(2026, 11, 18)))


def test_a_health_record_holds_no_private_answer_nor_what_leads_to_one_nor_the_opening_words() -> None:
    opening = Answered(question="what_goes_on", value="It is not the work, it is getting out of the house")
    bundle = export_document(case((opening, *private("not_always"))), "fhir", "therapist").decode()
    links = re.findall(r'"linkId": ?"(\w+)"', bundle)
    assert "employ_status" in links
    assert {"close_person_now", "life_more", "circumstances", "can_talk", "what_goes_on"}.isdisjoint(links)
    assert "getting out of the house" not in bundle
    assert "a person close to me" not in bundle


@pytest.mark.parametrize("guard", GUARDED.values(), ids=list(GUARDED))
def test_before_a_health_record_is_made_it_is_pointed_out_who_may_read_it(guard: tuple[Act, ...]) -> None:
    assert "may be open to the person at home" in " ".join(heed(case(guard), "therapist", None, TODAY))
    assert "at home" not in " ".join(heed(case(private("yes")), "therapist", None, TODAY))


NEXT = (
    Answered(question="aim", value="change"),
    Answered(question="next_date", value="2026-05-12"),
    Answered(question="next_time", value="10:30"),
    Answered(question="next_how", value="in person"),
)
TELLING = (
    "You want different work",
    "12 May",
    "10.30",
    "10:30",
    "in person",
    "in your own words",
    "held back",
    "left out",
)


def test_a_guarded_copy_tells_a_reader_at_home_neither_what_they_want_nor_when_nor_where_we_speak() -> None:
    guarded = case(GUARDED["not safe"], *NEXT)
    page = " ".join(export_document(guarded, "txt", "client").decode().split())
    assert [words for words in TELLING if words in page] == []
    assert "As we agreed." in page
    assert "We have not set a day yet" not in page
    assert "12 May 2026" in " ".join(heed(guarded, "client", None, TODAY))
    usual = " ".join(export_document(case((), *NEXT), "txt", "client").decode().split())
    assert "You want different work" in usual
    assert "12 May 2026" in usual
