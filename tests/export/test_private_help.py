"""What would harm if read by others at home: the adviser sees it, and no paper for home holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from assessor.care.case import Case
from assessor.export import FORMATS, ExportRefused, export_document, permitted
from assessor.export.before_export import heed
from assessor.export.clinical_record import record_entry
from assessor.journal import Act, Answered, CallBegun, ClientRecorded, Decided, StepWritten
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
PRIVATE = ("private_support", "gambling_support", "alcohol_drugs_support", "after_an_assault", "kept_in_a_job")
TOLD = re.compile(
    r"domestic|refuge|abuse|feel safe|things are with them|stays between us|not always|gambl|betting|drinkline|alcohol"
    r"|assault|sexual",
    re.IGNORECASE,
)
READABLE = ("txt", "md", "html", "json")


def case(*more: Act, safe: str = "not_always", else_: Iterable[str] = ("close_person",)) -> Case:
    """Somebody in work who has said, with one word, that not all is well at home."""
    answers = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01"}
    answers |= {"off_sick_now": "no", "employment_type": "employee", "consent_employer": "yes"}
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint),
        *(Answered(question=question, value=value) for question, value in answers.items()),
        Answered(question="circumstances", value=["more"]),
        Answered(question="life_more", value=list(else_)),
        Answered(question="close_person_now", value=safe),
        *more,
    ]
    return case_of(acts, bank=BANK)


def papers(made: Case, reader: str) -> dict[str, str]:
    formats = [name for name in (*READABLE, "fhir") if reader in FORMATS[name].readers]
    return {name: export_document(made, name, reader).decode() for name in formats}


def test_the_adviser_is_shown_it() -> None:
    assert "private_support" in [one.id for one in case().plan.proposed()]


@pytest.mark.parametrize("never", [False, True])
def test_refused_for_good_it_guards_the_clients_copy_as_before(never: bool) -> None:
    """With an answer that guards by nothing else: the help alone says that others at home must not read of it."""
    answered = Answered(question="life_more", value=["gambling"])
    step = StepWritten(step="s", what="Ask my sister to keep the card", who=("client",))
    never_again = Decided(suggestion="gambling_support", decision="set_aside", reason="do not ask again", never=never)
    for more in ((), (never_again,)):
        made = case(answered, step, *more, safe="safe")
        assert made.plan.guarded
        assert "sister" not in export_document(made, "txt", "client").decode()


@pytest.mark.parametrize("reader", ["client", "therapist"])
def test_until_it_is_agreed_no_paper_holds_it(reader: str) -> None:
    for name, text in papers(case(), reader).items():
        assert TOLD.findall(text) == [], name


@pytest.mark.parametrize("reader", ["client", "therapist"])
def test_set_aside_it_is_on_no_paper_either(reader: str) -> None:
    made = case(Decided(suggestion="private_support", decision="set_aside", reason="he reads her post"))
    for name, text in papers(made, reader).items():
        assert TOLD.findall(text) == [], name
        assert "he reads her post" not in text


@pytest.mark.parametrize("name", PRIVATE)
def test_agreed_it_is_still_not_on_the_clients_copy_and_whoever_exports_is_told(name: str) -> None:
    made = case(Decided(suggestion=name, decision="accepted"), else_=["close_person", "gambling", "alcohol_drugs"])
    for format, text in papers(made, "client").items():
        assert TOLD.findall(text) == [], format
    told = " ".join(heed(made, "client", None, TODAY))
    assert "Left out" in told
    assert BANK.interventions[name].title in told


def test_in_words_of_somebodys_own_it_is_not_there_either_and_whoever_exports_is_told_them() -> None:
    made = case(Decided(suggestion="private_support", decision="accepted", words="Ring Aunt Jo on Tuesday"))
    text = papers(made, "client")["txt"]
    assert "Aunt Jo" not in text
    assert TOLD.findall(text) == []
    assert "Ring Aunt Jo on Tuesday" in " ".join(heed(made, "client", None, TODAY))


def test_an_answer_that_stands_in_no_document_opens_the_safety_page_without_its_words() -> None:
    made = case(safe="no")
    (concern,) = made.plan.safety
    assert concern.because == "something said in private"
    text = papers(made, "therapist")["txt"]
    assert "Something said in private" in text
    assert TOLD.findall(text) == []
    assert "said in private" not in papers(made, "client")["txt"]


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_private_asks_nothing_of_an_employer(name: str) -> None:
    entry = BANK.interventions[name]
    assert entry.private
    assert "employer" not in entry.who


def test_nothing_else_of_the_catalogue_is_private() -> None:
    assert {one.id for one in BANK.interventions.values() if one.private} == set(PRIVATE)


@pytest.mark.parametrize("name", PRIVATE)
def test_what_the_client_does_about_it_names_nothing(name: str) -> None:
    """Should it be printed after all, in a copy that was made by hand."""
    assert TOLD.findall(BANK.interventions[name].does["client"]) == []


def test_once_it_is_taken_back_no_earlier_version_that_holds_it_leaves_again() -> None:
    agreed = Decided(suggestion="private_support", decision="accepted")
    taken_back = Decided(suggestion="private_support", decision="set_aside", reason="he reads my letters", never=True)
    version, stands = case(agreed), case(agreed, taken_back)
    for reader in ("client", "therapist", "record"):
        with pytest.raises(ExportRefused, match="private and was taken back since"):
            permitted(version, reader, None, stands)
    assert permitted(version, "therapist", None, case(agreed))


def test_what_a_guarded_client_said_first_is_not_in_the_entry_for_the_clinical_record() -> None:
    said = Answered(question="what_goes_on", value="My sister thinks that I should leave him")
    assert "My sister" not in record_entry(case(said))
    assert case(said).plan.opening
