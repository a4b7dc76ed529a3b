"""The desk: acts become entries, dated and signed; a call keeps the bank it was begun with."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from assessor.acts.calls import take_heard
from assessor.acts.desk import ChangedElsewhere, Desk, going_on, new_id, now
from assessor.bank.bank import Bank
from assessor.journal import (
    Act,
    Answered,
    Attempted,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Commented,
    Decided,
    NotAnswered,
    Reviewed,
    SafetyNoted,
    StepWritten,
    Submitted,
)
from assessor.records.errors import NotAllowed, NotSaved, StoreError
from assessor.records.store import Adviser
from tests.records.memory import Disk, MemoryStore
from tests.records.samples import CATALOGUE, FILES, NOON, SCRIPT, latest, small_bank, ticking

DAN = Adviser(name="Dan Price", role="adviser")
INES = Client(name="Ines Marlowe", called="Ines")


@pytest.fixture(scope="module")
def bank() -> Bank:
    return small_bank()


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def desk(disk: Disk, bank: Bank) -> Desk:
    moments = ticking()
    return Desk(MemoryStore(disk), bank, DAN, clock=lambda: next(moments))


class FullStore(MemoryStore):
    """A store whose disk is full."""

    def append(self, *_: object, **__: object) -> None:
        raise NotSaved("not saved: the disk is full")


class TestEntries:
    """Each act is one entry, with its moment and the name of who did it."""

    def test_an_entry_has_the_moment_of_the_clock_and_the_name_of_the_adviser(self, desk: Desk) -> None:
        case = desk.write(desk.open_case(INES), SafetyNoted(field="words", text="x"), "")
        entries = desk.store.journal(case.id)
        assert [kept.by for kept in entries] == ["Dan Price"] * 2
        assert [kept.at for kept in entries] == sorted({kept.at for kept in entries})
        assert all(NOON <= kept.at < NOON + timedelta(hours=1) for kept in entries)

    def test_an_act_belongs_to_the_call_that_is_named_or_to_none(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        first = case.calls[0].id
        case = desk.begin_call(desk.write(case, CallEnded(), latest(case)), "short_call")
        case = desk.write(case, Answered(question="role", value="Bus driver"), latest(case))
        case = desk.write(case, Answered(question="role", value="Baker"), call=first)
        case = desk.write(case, SafetyNoted(field="words", text="x"), call="")
        assert [kept.call for kept in desk.store.journal(case.id)] == [
            "", first, first, case.calls[1].id, case.calls[1].id, first, "",
        ]  # fmt: skip
        assert [call.interview.words("role") for call in case.calls] == ["Baker", "Bus driver"]

    def test_several_acts_are_saved_together_in_their_order(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        acts: list[Act] = [Answered(question="role", value="Baker"), NotAnswered(question="hours", reason="skip")]
        case = desk.write(case, acts, latest(case))
        assert [kept.act for kept in desk.store.journal(case.id)][2:] == acts

    def test_each_of_several_acts_is_looked_at_as_those_before_it_left_the_plan(self, desk: Desk) -> None:
        """What could be done alone may be refused after another, and then none of them is written."""
        case = desk.begin_call(desk.open_case(INES), "short_call")
        case = desk.write(desk.write(case, CallEnded(), latest(case)), Submitted(), "")
        desk.work_as(Adviser(name="Ruth Ellery", role="senior"))
        sign = Reviewed(decision="signed")
        refused: list[tuple[list[Act], str]] = [
            ([sign, sign], "has not been handed in"),
            ([StepWritten(step="s1", what="Ring"), sign], "nobody reviews their own plan"),
        ]
        for acts, said in refused:
            with pytest.raises(NotAllowed, match=f"nothing was written: .*{said}"):
                desk.write(case, acts, "")
        assert len(desk.store.journal(case.id)) == 4
        assert desk.write(case, [Commented(text="Clear."), sign], "").standing.state == "signed"

    def test_what_is_read_again_is_the_case_that_was_given_back(self, desk: Desk, disk: Disk, bank: Bank) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        for act in (
            Answered(question="situation", value="off_sick"),
            Answered(question="dread", value="yes"),
            Decided(suggestion="picture_the_day", decision="accepted", words="One morning."),
            SafetyNoted(field="words", text="x"),
            CallEnded(),
        ):
            case = desk.write(case, act, latest(case))
        again = Desk(MemoryStore(disk), bank, DAN).case(case.id)
        assert again.plan == case.plan
        assert (again.client, again.state, again.opened, again.last) == (
            case.client, case.state, case.opened, case.last,
        )  # fmt: skip

    def test_a_case_whose_entry_was_not_saved_is_as_it_was(self, desk: Desk, disk: Disk) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        desk.store, kept = FullStore(disk), desk.store
        with pytest.raises(NotSaved):
            desk.write(case, Answered(question="role", value="Baker"), latest(case))
        assert case.call is not None
        assert case.call.interview.words("role") == ""
        assert len(kept.journal(case.id)) == 1
        desk.store = kept
        case = desk.write(case, Answered(question="role", value="Baker"), latest(case))
        assert [kept.act.act for kept in desk.store.journal(case.id)] == ["client", "call", "answer"]

    def test_identifiers_sort_by_time_and_are_not_given_twice(self) -> None:
        moments = ticking(step=timedelta(milliseconds=1))
        names = [new_id(next(moments)) for _ in range(200)]
        assert names == sorted(names)
        assert len({new_id(NOON) for _ in range(1000)}) == 1000
        assert {len(name) for name in names} == {24}

    def test_the_moment_is_in_utc(self) -> None:
        assert now().tzinfo is UTC


class TestBeginning:
    """A call is in the records from its first act on."""

    def test_a_call_that_is_only_opened_never_was(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        assert case.call is not None
        assert desk.case(case.id).state == "new"

    def test_the_first_act_saves_the_beginning_with_it_once(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        for value in ("Baker", "Bus driver"):
            case = desk.write(case, Answered(question="role", value=value), latest(case))
        entries = desk.store.journal(case.id)
        assert [kept.act.act for kept in entries] == ["client", "call", "answer", "answer"]
        assert len({kept.call for kept in entries[1:]}) == 1
        assert case.unsaved == ()

    def test_a_call_that_was_only_opened_is_begun_after_what_another_wrote(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        desk.write(desk.case(case.id), Attempted(outcome="no_answer"), "")
        case = desk.write(case, SafetyNoted(field="words", text="x"), latest(case))
        entries = desk.store.journal(case.id)
        assert [kept.act.act for kept in entries] == ["client", "attempt", "call", "safety"]
        assert desk.case(case.id).plan == case.plan

    def test_a_call_that_was_begun_elsewhere_is_the_one_to_go_on_with(self, desk: Desk) -> None:
        """Nothing is then added unseen to a call that is another's."""
        read = desk.begin_call(desk.open_case(INES), "short_call")
        other = desk.begin_call(desk.case(read.id), "short_call")
        other = desk.write(other, Answered(question="role", value="Baker"), latest(other))
        with pytest.raises(ChangedElsewhere):
            desk.write(read, Answered(question="role", value="Bus driver"), latest(read))
        stands = desk.read_again(read)
        assert stands.unsaved == ()
        assert going_on(read, latest(read), stands) == latest(other)

    def test_an_answer_from_what_was_heard_takes_no_answer_away_that_was_given_elsewhere(self, desk: Desk) -> None:
        read = desk.begin_call(desk.open_case(INES), "short_call")
        read = desk.write(read, Answered(question="situation", value="off_sick"), latest(read))
        heard = take_heard(read.calls[-1].interview, "barrier", "fear_of_return")
        assert heard is not None
        answered = desk.write(read, Answered(question=heard.question, value="no"), latest(read))
        with pytest.raises(ChangedElsewhere):
            desk.write(read, heard, latest(read))
        assert desk.case(read.id).entries == answered.entries

    def test_an_answer_from_what_was_heard_is_an_answer_in_the_journal(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        case = desk.write(case, Answered(question="situation", value="off_sick"), latest(case))
        heard = take_heard(case.calls[-1].interview, "barrier", "fear_of_return")
        assert heard is not None
        case = desk.write(case, heard, latest(case))
        kept = desk.case(case.id).entries
        assert kept == case.entries
        assert type(kept[-1].act) is Answered


class TestCases:
    """Cases are opened under a reference of their own, and found by it."""

    def test_references_are_made_and_never_given_twice(self, desk: Desk) -> None:
        made = [desk.open_case(INES).client.reference for _ in range(3)]
        assert made == ["EA-0001", "EA-0002", "EA-0003"]

    def test_a_reference_made_avoids_those_that_were_given(self, desk: Desk) -> None:
        for given in ("EA-0003", "TT-1"):
            desk.open_case(INES.model_copy(update={"reference": given}))
        assert [desk.open_case(INES).client.reference for _ in range(2)] == ["EA-0004", "EA-0005"]

    def test_a_reference_given_is_kept(self, desk: Desk) -> None:
        case = desk.open_case(INES.model_copy(update={"reference": "TT-10001"}))
        assert desk.case("TT-10001").id == desk.case(case.id).id == case.id

    def test_a_reference_that_is_taken_is_refused_and_opens_nothing(self, desk: Desk) -> None:
        desk.open_case(INES.model_copy(update={"reference": "TT-10001"}))
        with pytest.raises(StoreError, match="there is a case TT-10001 already"):
            desk.open_case(Client(name="Tom Achterberg", reference="TT-10001"))
        assert [case.client.name for case in desk.cases()] == ["Ines Marlowe"]

    def test_cases_come_in_the_order_in_which_they_were_opened(self, desk: Desk) -> None:
        for name in ("C", "A", "B"):
            desk.open_case(Client(name=name))
        assert [case.client.name for case in desk.cases()] == ["C", "A", "B"]

    @pytest.mark.parametrize(
        ("wanted", "said"),
        [
            ("TT-10010", "no case 'TT-10010'; did you mean 'TT-10001'?"),
            ("zzz", "no case 'zzz'; `assessor cases` lists them"),
            ("", "no case ''; `assessor cases` lists them"),
            ("\x1b[2J", r"no case '\x1b[2J'; `assessor cases` lists them"),
        ],
    )
    def test_a_case_there_is_not_is_named_with_the_nearest_there_is(self, desk: Desk, wanted: str, said: str) -> None:
        desk.open_case(INES.model_copy(update={"reference": "TT-10001"}))
        with pytest.raises(StoreError) as caught:
            desk.case(wanted)
        assert str(caught.value) == said

    def test_a_name_of_nothing_but_spaces_in_older_records_is_called_as_it_is_written(self, desk: Desk) -> None:
        desk.store.append("c", [desk.entry(ClientRecorded(client=Client(name=" ")))])
        case = desk.begin_call(desk.cases()[0], "short_call")
        assert case.call is not None
        assert case.call.interview.text("welcome", "say") == "Hello  , it is Dan Price."


class TestBanks:
    """A call goes on by the script it was begun with, whatever becomes of the bank's files."""

    def begun(self, desk: Desk) -> str:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        for name, value in (("situation", "off_sick"), ("aim", "return"), ("dread", "yes")):
            case = desk.write(case, Answered(question=name, value=value), latest(case))
        return case.id

    def test_a_call_keeps_its_bank(self, desk: Desk, disk: Disk, bank: Bank) -> None:
        case = desk.begin_call(desk.open_case(INES), "short_call")
        kept = {name: text for name, text in FILES.items() if not name.startswith("personas/")}
        assert disk.banks == {bank.fingerprint: kept}
        case = desk.write(case, Answered(question="role", value="Baker"), latest(case))
        begun, _ = desk.store.journal(case.id)[1:]
        assert begun.act == CallBegun(script="short_call", version=2, bank=bank.fingerprint)

    def test_a_call_begun_with_one_bank_keeps_its_questions_and_plan_when_the_files_change(
        self, desk: Desk, disk: Disk, bank: Bank
    ) -> None:
        name = self.begun(desk)
        before = desk.case(name)
        changed = small_bank(
            script=SCRIPT.replace("id: role", "id: trade").replace("What is the job?", "What is the trade?"),
            catalogue=CATALOGUE.replace("picture_the_day", "another_id").replace("sleeps badly", "x"),
        )
        today = Desk(MemoryStore(disk), changed, DAN)
        after = today.case(name)
        assert after.plan == before.plan
        assert after.call is not None
        assert after.call.interview.current == "role"
        assert after.call.interview.text("role", "say") == "What is the job?"
        assert [asked.id for asked in after.plan.therapist_requests] == ["picture_the_day"]
        after = today.write(after, Answered(question="role", value="Baker"), latest(after))
        assert after.plan.work["work.role"] == "Baker"
        assert after.call is not None
        assert after.call.interview.problems == ()
        fresh = today.begin_call(today.open_case(Client(name="Tom")), "short_call")
        assert fresh.call is not None
        assert "trade" in fresh.call.interview.route

    def test_the_kept_copy_is_the_same_bank_without_personas(self, desk: Desk, disk: Disk, bank: Bank) -> None:
        self.begun(desk)
        today = Desk(MemoryStore(disk), small_bank(script=SCRIPT.replace("version: 2", "version: 3")), DAN)
        kept = today.bank(bank.fingerprint)
        assert kept.fingerprint == bank.fingerprint != today.current_bank.fingerprint
        assert kept.personas == {}
        assert today.bank(bank.fingerprint) is kept

    def test_a_script_that_the_bank_has_not_begins_nothing(self, desk: Desk, disk: Disk) -> None:
        case = desk.open_case(INES)
        with pytest.raises(KeyError, match="did you mean 'short_call'"):
            desk.begin_call(case, "short_cal")
        assert len(desk.store.journal(case.id)) == 1
        assert disk.banks == {}

    def test_a_bank_that_the_records_lack_is_said(self, desk: Desk, disk: Disk) -> None:
        self.begun(desk)
        disk.banks.clear()
        today = Desk(MemoryStore(disk), small_bank(script=SCRIPT.replace("version: 2", "version: 3")), DAN)
        fresh = today.open_case(Client(name="Tom"))
        assert [case.id for case in today.cases()] == [fresh.id]
        assert "the records lack the bank" in today.unreadable[0]
        with pytest.raises(StoreError, match="the records lack the bank"):
            today.case("INES")

    def test_a_kept_bank_that_this_assessor_cannot_read_is_said(self, desk: Desk, disk: Disk, bank: Bank) -> None:
        self.begun(desk)
        disk.banks[bank.fingerprint]["scripts/short_call.yaml"] = "script: short_call\nnew_key: 1\n"
        today = Desk(MemoryStore(disk), small_bank(script=SCRIPT.replace("version: 2", "version: 3")), DAN)
        assert today.cases() == []
        assert "copy of a bank does not fit this assessor" in today.unreadable[0]
