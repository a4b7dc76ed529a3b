"""A client's details: taken down once, put right at any time, and used wherever they stand from then on."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.acts.acts_file import do_acts, read_acts
from assessor.acts.desk import ChangedElsewhere, Desk
from assessor.acts.details import NameTaken, details_form, put_right, record_of, take_down
from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.journal import Answered, CallEnded, Client
from assessor.records.errors import NotAllowed, ReferenceTaken
from assessor.records.store import Adviser
from assessor.views.call import before_ringing
from assessor.yaml_source import BankError
from tests.records.memory import MemoryStore
from tests.records.samples import NOON, latest, small_bank, ticking

PRIYA = Client(name="Dr Priya Nair", reference="TT-1", born=date(1990, 3, 4), telephone="07700 900123")


@pytest.fixture(scope="module")
def bank() -> Bank:
    return small_bank()


@pytest.fixture
def desk(bank: Bank) -> Desk:
    moments = ticking(NOON)
    return Desk(MemoryStore(), bank, Adviser(name="Dan Price", role="adviser"), clock=lambda: next(moments))


def changed(client: Client, **parts: object) -> Client:
    return Client.model_validate(client.model_dump() | parts)


def hello(case: Case, call: int = -1) -> str:
    return case.calls[call].interview.text("welcome", "say")


class TestPutRight:
    def test_an_open_call_and_later_calls_use_what_was_put_right(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(PRIYA), "short_call")
        case = desk.write(case, Answered(question="situation", value="off_sick"), latest(case))
        assert "Priya" in hello(case)
        case = put_right(desk, case, changed(case.client, called="Pri", telephone="01632 960001"))
        assert "Pri," in hello(case) or "Pri " in hello(case)
        assert case.calls[-1].interview.answer("situation") == "off_sick"
        assert desk.case("TT-1").calls[-1].interview.client.telephone == "01632 960001"
        case = desk.write(case, CallEnded(), latest(case))
        assert "Pri," in hello(desk.begin_call(case, "short_call"))

    def test_a_call_that_has_ended_keeps_the_words_that_were_said(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(PRIYA), "short_call")
        case = desk.write(case, CallEnded(), latest(case))
        case = put_right(desk, case, changed(case.client, called="Pri"))
        assert "Priya" in hello(case)
        assert case.answers is not None
        assert case.answers.interviews[-1].client.called == "Pri"

    def test_a_call_that_was_only_opened_is_not_begun_by_it(self, desk: Desk) -> None:
        case = desk.begin_call(desk.open_case(PRIYA), "short_call")
        case = put_right(desk, case, changed(case.client, called="Pri"))
        assert desk.case("TT-1").calls == ()
        assert "Pri," in hello(case)
        case = desk.write(case, Answered(question="situation", value="off_sick"), latest(case))
        assert len(desk.case("TT-1").calls) == 1

    def test_an_earlier_version_reads_as_it_read(self, desk: Desk) -> None:
        case = desk.open_case(PRIYA)
        before = case.entries[:1]
        case = put_right(desk, case, changed(case.client, telephone="01632 960001"))
        assert Case(case.id).with_entries(before, desk.bank).client.telephone == "07700 900123"

    def test_what_rests_on_details_that_were_changed_elsewhere_is_refused(self, desk: Desk) -> None:
        case = desk.open_case(PRIYA)
        put_right(desk, case, changed(case.client, telephone="01632 960001"))
        with pytest.raises(ChangedElsewhere):
            put_right(desk, case, changed(case.client, called="Pri"))

    def test_the_reference_of_another_and_a_birth_to_come_are_refused_in_words(self, desk: Desk) -> None:
        desk.open_case(Client(name="Ines Marlowe", reference="TT-2"))
        case = desk.open_case(PRIYA)
        with pytest.raises(ReferenceTaken, match="TT-2"):
            put_right(desk, case, changed(case.client, reference="TT-2"))
        with pytest.raises(ReferenceTaken, match="reads the same"):
            put_right(desk, case, changed(case.client, reference="tt-2"))
        with pytest.raises(NotAllowed, match="still to come"):
            put_right(desk, case, changed(case.client, born=date(2090, 1, 1)))
        assert put_right(desk, case, changed(case.client, reference="")).client.reference == "TT-1"

    def test_nothing_is_written_where_nothing_was_changed(self, desk: Desk) -> None:
        case = desk.open_case(PRIYA)
        assert put_right(desk, case, case.client) is case

    def test_the_form_holds_the_record_whole(self) -> None:
        whole = changed(
            PRIYA, pronouns="she/her", address="1 Mill Lane", postcode="YO1 7HH", access="slowly", family_first=True,
            referred_on=date(2026, 5, 1),
        )  # fmt: skip
        form = details_form(whole)
        filled = {name: part for field in form.fields for name, part in field.read_value(NOON.date()).items()}
        assert record_of(form, filled) == whole


class TestTakeDown:
    def test_a_name_that_exists_is_told_with_whose_it_is_and_another_is_taken_down_all_the_same(
        self, desk: Desk
    ) -> None:
        take_down(desk, PRIYA)
        with pytest.raises(NameTaken, match=r"Dr Priya Nair \(TT-1, born 4 March 1990\)"):
            take_down(desk, Client(name="dr priya  nair"))
        assert take_down(desk, Client(name="dr priya  nair"), another=True).client.reference == "EA-0002"

    def test_a_reference_that_is_taken_says_more_than_a_name(self, desk: Desk) -> None:
        take_down(desk, PRIYA)
        with pytest.raises(ReferenceTaken, match="TT-1"):
            take_down(desk, PRIYA)

    def test_somebody_of_another_day_of_birth_is_somebody_else(self, desk: Desk) -> None:
        take_down(desk, PRIYA)
        assert take_down(desk, Client(name="Dr Priya Nair", born=date(1971, 1, 1))).client.reference == "EA-0002"


class TestFile:
    def test_parts_of_the_details_are_put_right_by_a_file_of_acts(self, desk: Desk) -> None:
        case = desk.open_case(PRIYA)
        acts, _ = read_acts("- {act: details, telephone: 01632 960001, pronouns: she/her}", "acts.yaml")
        after = do_acts(desk, case, acts)
        assert (after.client.telephone, after.client.pronouns, after.client.name) == (
            "01632 960001", "she/her", "Dr Priya Nair",
        )  # fmt: skip
        assert "she/her" in before_ringing(after)

    @pytest.mark.parametrize(
        ("act", "said"),
        [
            ("{act: details}", "nothing of the details is given"),
            ("{act: details, reference: ''}", "a case has a reference"),
            ("{act: details, name: ''}", "name"),
            ("{act: details, phone: '1'}", "phone"),
        ],
    )
    def test_what_does_not_fit_is_said_and_nothing_is_written(self, desk: Desk, act: str, said: str) -> None:
        case = desk.open_case(PRIYA)
        with pytest.raises(BankError) as refused:
            do_acts(desk, case, read_acts(f"- {act}", "acts.yaml")[0])
        assert said in "; ".join(fault.message for fault in refused.value.faults)
        assert len(desk.case("TT-1").entries) == 1
