"""What an attack on the promises found, each held from now on: nothing is taken that cannot be read or is not heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.acts.acts_file import do_acts, read_acts
from assessor.acts.desk import Desk
from assessor.care.carry_over import replied
from assessor.care.case import Case
from assessor.care.employer_lines import choice, shared_lines
from assessor.care.plan import Reply, Suggestion
from assessor.journal import Answered, Client, Consented, Decided, Noted
from assessor.names import same_name
from assessor.records.errors import NotAllowed, ReferenceTaken, StoreError
from assessor.records.opening import create
from assessor.yaml_source import BankError, read_yaml
from tests.acts.test_desk_plan import called, minutes, ticking
from tests.care.conftest import NOON, ROSA, shipped_bank
from tests.care.records import Records
from tests.records.samples import latest


@pytest.fixture
def desk() -> Desk:
    return ticking(minutes())


def under_way(desk: Desk) -> Case:
    """Rosa's case in a call in which the employer question was answered with a yes."""
    case = desk.begin_call(desk.open_case(ROSA), "small_call")
    answers = [Answered(question="employ_status", value="01"), Answered(question="consent_employer", value="yes")]
    return desk.write(case, answers, latest(case))


@pytest.mark.parametrize("value", ["1.0e400", ".inf", ".nan", "-.inf"])
def test_a_number_that_is_none_is_refused_before_it_can_make_the_records_unreadable(desk: Desk, value: str) -> None:
    case = under_way(desk)
    with pytest.raises(BankError):
        do_acts(desk, case, read_acts(f"- {{act: answer, question: hours, value: {value}}}\n", "f.yaml")[0])
    assert [one.id for one in desk.cases()] == [case.id]


@pytest.mark.parametrize("value", ["NO", "no ", "declined", "maybe", "0"])
def test_a_no_that_is_not_understood_is_refused_and_never_passed_over(desk: Desk, value: str) -> None:
    """A file may not say that it is written while the yes before it stands."""
    case = under_way(desk)
    with pytest.raises(BankError, match=r"f\.yaml:1:"):
        do_acts(
            desk, case, read_acts(f"- {{act: answer, question: consent_employer, value: '{value}'}}\n", "f.yaml")[0]
        )


@pytest.mark.parametrize("act", ["answer, value: 'no'", "no_answer, reason: declined", "note, text: Too tired"])
def test_a_question_that_there_is_not_is_named_with_the_one_that_was_meant(desk: Desk, act: str) -> None:
    case = under_way(desk)
    with pytest.raises(BankError, match="did you mean 'consent_employer'"):
        do_acts(desk, case, read_acts(f"- {{act: {act}, question: consent_emploier}}\n", "f.yaml")[0])


def test_a_note_is_written_within_a_call_where_it_can_be_read(desk: Desk) -> None:
    case = called(desk)
    with pytest.raises(NotAllowed, match="no call has begun"):
        desk.write(case, Noted(text="He has not rung since March"), "")


def test_a_stale_yes_does_not_stand_over_a_no_that_was_written_meanwhile(desk: Desk) -> None:
    read = called(desk)
    desk.write(read, Consented(reader="employer", given=False), "")
    with pytest.raises(NotAllowed, match="changed elsewhere"):
        desk.write(read, Consented(reader="employer", given=True), "")
    desk.write(read, Consented(reader="gp", given=False), "")  # a no is always added
    assert desk.case(read.id).plan.consent("employer").state == "withdrawn"


def test_a_stale_yes_in_a_call_does_not_either(desk: Desk) -> None:
    read = under_way(desk)
    desk.write(read, Consented(reader="employer", given=False), "")
    with pytest.raises(NotAllowed, match="changed elsewhere"):
        desk.write(read, Answered(question="consent_employer", value="yes"), latest(read))
    assert desk.case(read.id).plan.consent("employer").given is False


def test_a_yes_after_a_note_does_not_stand_over_a_no_that_came_in_with_the_note(desk: Desk) -> None:
    """The note took the no in; nobody has looked at it yet. Once it was said and shown, the yes may be said again."""
    read = under_way(desk)
    desk.write(read, Consented(reader="employer", given=False), "")
    noted = desk.write(read, Noted(text="A note in between"), latest(read))
    yes = Consented(reader="employer", given=True)
    with pytest.raises(NotAllowed, match="changed elsewhere"):
        desk.write(noted, yes, "")
    assert desk.case(read.id).plan.consent("employer").state == "withdrawn"
    assert desk.write(desk.read_again(noted), yes, "").plan.consent("employer").state == "yes"


def test_a_stale_answer_that_all_is_as_it_was_brings_no_yes_back() -> None:
    """Another window wrote that the client would change something; this one never saw it."""
    records = Records(shipped_bank())
    opened = [("identity", "confirmed"), ("can_talk", "home"), ("employ_status", "01")]
    first = [*opened, ("employment_type", "employee"), ("consent_employer", "yes")]
    read = records.call(*first, script="first_assessment").call(*opened, script="review").case
    call = latest(read)
    records.desk.write(read, Answered(question="consent_same", value="change"), call)
    with pytest.raises(NotAllowed, match="changed elsewhere"):
        records.desk.write(read, Answered(question="consent_same", value="same"), call)
    assert records.desk.case(read.id).plan.consent("employer").state == "ask_again"


def test_what_was_chosen_waits_once_somebody_else_is_to_do_it(desk: Desk) -> None:
    """That the employer is to do it is a word that nobody chose to show them."""
    case = called(desk)
    plain = Decided(suggestion="carers_leave", decision="accepted")
    agreed = desk.write(case, plain, "")
    before = desk.write(agreed, choice(agreed.plan, ["suggestion carers_leave"]), "")
    assert "suggestion carers_leave" in [line.key for line in shared_lines(before.plan, before.by_hand)]
    after = desk.write(before, plain.model_copy(update={"who": ("client", "adviser", "employer")}), "")
    assert "suggestion carers_leave" not in [line.key for line in shared_lines(after.plan, after.by_hand)]


def test_a_title_of_the_catalogue_goes_to_work_only_if_it_was_chosen(desk: Desk) -> None:
    """ "A plan for bad mornings" tells of health as well as any word of the client's."""
    case = desk.write(called(desk), Decided(suggestion="carers_leave", decision="accepted"), "")
    assert shared_lines(case.plan, case.by_hand) == ()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Dan Price", "Dan Pri\u03f2e"),
        ("Clare Hall", "\u03f9lare Hall"),
        ("Ruth Ellery", "Ruth E\uff29\uff29ery"),
        ("Dan Price", "Dan\u2d7f Price"),
        ("Dan Price", "Dan Price\U0001107f"),
    ],
)
def test_a_letter_that_folding_would_hide_is_still_taken_for_what_it_looks_like(name: str, other: str) -> None:
    assert same_name(name, other)


@pytest.mark.parametrize("reference", ["EA-0001 ", "ea-0001", "\u200bEA-0001"])
def test_no_two_references_read_the_same(desk: Desk, reference: str) -> None:
    first = desk.open_case(ROSA)
    with pytest.raises(ReferenceTaken):
        desk.open_case(ROSA.model_copy(update={"reference": reference}))
    assert first.client.reference == "EA-0001"


@pytest.mark.parametrize("name", ["vault.json", "records.db", "records.db-wal"])
def test_no_document_takes_the_place_of_the_records_themselves(tmp_path: Path, name: str) -> None:
    store = create(tmp_path, None)
    case = called(own := Desk(store, ticking(minutes()).current_bank, ticking(minutes()).adviser))
    from assessor.acts.leaving import export_to_file

    before = (tmp_path / "vault.json").read_bytes()
    with pytest.raises(StoreError, match="a file of the records themselves"):
        export_to_file(own, case, tmp_path / name, "txt", "therapist", overwrite=True)
    assert (tmp_path / "vault.json").read_bytes() == before
    store.close()


def test_a_file_that_is_nested_without_end_is_refused_in_words() -> None:
    with pytest.raises(BankError, match="nested deeper"):
        read_yaml("[" * 100_000, "deep.yaml")


@pytest.mark.parametrize("name", ["Dan Price+", "Dan Price²", "Dan^Price", "Dan Price 🙂", "~Dan Price", "Dan Price$"])
def test_a_symbol_in_a_name_makes_no_other_person(name: str) -> None:
    assert same_name(name, "Dan Price")


def test_names_that_are_nothing_but_symbols_are_told_apart_by_them() -> None:
    assert not same_name("+", "~")


def test_a_case_is_read_again_by_its_id_and_never_by_a_reference_that_spells_it(desk: Desk) -> None:
    case = called(desk)
    desk.open_case(Client(name="Bo Lind", reference=case.id))
    begun = desk.begin_call(case, "small_call")
    case = desk.write(begun, Noted(text="first"), latest(begun))
    desk.write(case, Noted(text="meanwhile"), latest(case))
    after = desk.write(case, Noted(text="I have the tablets here"), latest(case))
    assert after.id == case.id
    notes = [entry.act.text for entry in desk.read_again(case).entries if isinstance(entry.act, Noted)]
    assert notes == ["first", "meanwhile", "I have the tablets here"]


@pytest.mark.parametrize(
    ("for_client", "told"),
    [(True, ", “He drinks”."), (False, "For you alone, and not to be told: “He drinks”.")],
)
def test_what_a_therapist_wrote_to_a_colleague_is_not_given_to_be_told(for_client: bool, told: str) -> None:
    reply = Reply(answer="done", on=NOON.date(), words="He drinks", for_client=for_client)
    request = Suggestion(
        id="r", title="Fear", because=(), source=None, priority="usual", who=("therapist",), reply=reply
    )
    assert replied(request).endswith(told)
