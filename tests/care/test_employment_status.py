"""The national employment status record, by the data set's own rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assessor.care.employment_status import StatusRecord, status_record, status_records
from assessor.scripts.kinds import Refused
from tests.care.conftest import TODAY, call, shipped_bank
from tests.scripts.conftest import course_of, talk

EMPLOYED = ("employ_status", "01")
SICK = [EMPLOYED, ("off_sick_now", "yes")]


@pytest.mark.parametrize(
    ("answers", "items"),
    [
        ([], {}),
        ([EMPLOYED], {"EmployStatus": "01"}),
        # not 01: hours, self-employment and sickness absence do not apply, whatever was answered before
        (
            [("employ_status", "02")],
            {"EmployStatus": "02", "WeekHoursWorked": "98", "SelfEmployInd": "8", "SickAbsenceInd": "8", "SSPInd": "N"},
        ),
        (
            [*SICK, ("hours", 36), ("employment_type", "employee"), ("employ_status", "02")],
            {"EmployStatus": "02", "WeekHoursWorked": "98", "SelfEmployInd": "8", "SickAbsenceInd": "8", "SSPInd": "N"},
        ),
        (
            [("employ_status", "!declined")],
            {"EmployStatus": "ZZ", "WeekHoursWorked": "98", "SelfEmployInd": "8", "SickAbsenceInd": "8"},
        ),
        ([("employ_status", "!unknown")], {}),  # ZZ is for what was asked and not stated
        ([("employ_status", "!skip")], {}),
        # hours, in bands
        ([EMPLOYED, ("hours", 100)], {"EmployStatus": "01", "WeekHoursWorked": "01"}),
        ([EMPLOYED, ("hours", 30)], {"EmployStatus": "01", "WeekHoursWorked": "01"}),
        ([EMPLOYED, ("hours", 29)], {"EmployStatus": "01", "WeekHoursWorked": "02"}),
        ([EMPLOYED, ("hours", 16)], {"EmployStatus": "01", "WeekHoursWorked": "02"}),
        ([EMPLOYED, ("hours", 15)], {"EmployStatus": "01", "WeekHoursWorked": "03"}),
        ([EMPLOYED, ("hours", 5)], {"EmployStatus": "01", "WeekHoursWorked": "03"}),
        ([EMPLOYED, ("hours", 4)], {"EmployStatus": "01", "WeekHoursWorked": "04"}),
        ([EMPLOYED, ("hours", 1)], {"EmployStatus": "01", "WeekHoursWorked": "04"}),
        ([EMPLOYED, ("hours", "!declined")], {"EmployStatus": "01", "WeekHoursWorked": "97"}),
        ([EMPLOYED, ("hours", "!unknown")], {"EmployStatus": "01", "WeekHoursWorked": "99"}),
        ([EMPLOYED, ("hours", "!skip")], {"EmployStatus": "01"}),
        # yes, no, not stated, not known
        ([EMPLOYED, ("employment_type", "employee")], {"EmployStatus": "01", "SelfEmployInd": "N"}),
        ([EMPLOYED, ("employment_type", "self_employed")], {"EmployStatus": "01", "SelfEmployInd": "Y", "SSPInd": "N"}),
        ([EMPLOYED, ("employment_type", "!declined")], {"EmployStatus": "01", "SelfEmployInd": "Z"}),
        ([EMPLOYED, ("employment_type", "!unknown")], {"EmployStatus": "01", "SelfEmployInd": "X"}),
        (SICK, {"EmployStatus": "01", "SickAbsenceInd": "Y"}),
        ([EMPLOYED, ("off_sick_now", "no")], {"EmployStatus": "01", "SickAbsenceInd": "N", "SSPInd": "N"}),
        ([EMPLOYED, ("off_sick_now", "!declined")], {"EmployStatus": "01", "SickAbsenceInd": "Z"}),
        ([*SICK, ("sick_pay", "ssp")], {"EmployStatus": "01", "SickAbsenceInd": "Y", "SSPInd": "Y"}),
        ([*SICK, ("sick_pay", "full")], {"EmployStatus": "01", "SickAbsenceInd": "Y", "SSPInd": "N"}),
        ([*SICK, ("sick_pay", "!unknown")], {"EmployStatus": "01", "SickAbsenceInd": "Y", "SSPInd": "U"}),
        (
            [*SICK, ("sick_pay", "ssp"), ("off_sick_now", "no")],
            {"EmployStatus": "01", "SickAbsenceInd": "N", "SSPInd": "N"},
        ),
        # benefits
        ([("benefits", ["none"])], {"BenefitRecInd": "N", "ESAInd": "N", "UCInd": "N", "PIPInd": "N"}),
        ([("benefits", ["uc", "pip"])], {"BenefitRecInd": "Y", "ESAInd": "N", "UCInd": "Y", "PIPInd": "Y"}),
        ([("benefits", ["jsa"])], {"BenefitRecInd": "Y", "ESAInd": "N", "UCInd": "N", "PIPInd": "N"}),
        ([("benefits", "!declined")], {"BenefitRecInd": "Z", "ESAInd": "Z", "UCInd": "Z", "PIPInd": "Z"}),
        ([("benefits", "!unknown")], {"BenefitRecInd": "U", "ESAInd": "U", "UCInd": "U", "PIPInd": "U"}),
    ],
)
def test_the_record_holds_the_data_sets_codes_and_none_for_what_was_not_put(
    answers: list[tuple[str, Any]], items: dict[str, str]
) -> None:
    assert status_record(call(*answers)).model_dump(exclude_none=True) == {"EmployStatusRecDate": TODAY} | items


@pytest.mark.parametrize(
    ("hours", "band"),
    [
        (168, "01"), (37.5, "01"), (30, "01"), (29.75, "02"), (29.5, "02"), (16, "02"), (15.75, "03"), (15.5, "03"),
        (5, "03"), (4.75, "04"), (1, "04"), (0.5, "04"), (0, "97"),
    ],
)  # fmt: skip
def test_a_part_of_an_hour_stays_in_the_band_of_the_hours_that_are_full(hours: float, band: str) -> None:
    """The bands are named for whole hours: 30 and over, 16 to 29, 5 to 15, 1 to 4."""
    asked = course_of(
        "id: status, kind: choice, options: [{code: '01', label: A}, {code: '02', label: B}],"
        " fills: status.EmployStatus",
        "id: hours, kind: number, step: 0.25, fills: work.hours",
    )
    assert status_record(talk(asked, ("status", "01"), ("hours", hours))).WeekHoursWorked == band


@pytest.mark.parametrize("script", ["first_assessment", "review", "closing", "one_year_follow_up"])
def test_every_call_of_the_shipped_bank_takes_the_hours_that_people_have(script: str) -> None:
    hours = shipped_bank().course(script).question("hours")
    assert hours is not None
    assert [hours.parse(typed, TODAY) for typed in ("37.5", "37½", "18.75", "40")] == [37.5, 37.5, 18.75, 40]
    with pytest.raises(Refused, match="finer than it takes"):
        hours.parse("37.55", TODAY)


@pytest.mark.parametrize("script", ["first_assessment", "review", "closing", "workplace_meeting"])
def test_every_call_of_the_shipped_bank_takes_the_next_calls_time_as_a_time(script: str) -> None:
    at = shipped_bank().course(script).question("next_time")
    assert at is not None
    assert (at.kept(at.parse("half past ten", TODAY)), at.fills) == ("10:30", ("next.time",))


KEPT = "id: kept, kind: yes_no, ask_if: status == '02', fills: status.BenefitRecInd"
STATUS = (
    "id: status, kind: choice, options: [{code: '01', label: A}, {code: '02', label: B}], fills: status.EmployStatus"
)


def test_what_a_later_call_had_no_cause_to_ask_again_stands_as_it_did() -> None:
    before = StatusRecord(
        EmployStatusRecDate=date(2026, 1, 2), EmployStatus="01", SSPInd="Y", BenefitRecInd="Y", UCInd="N"
    )
    later = status_record(talk(course_of(STATUS, KEPT), ("status", "01")), before)
    assert (later.SSPInd, later.BenefitRecInd, later.UCInd, later.PIPInd) == ("Y", "Y", "N", None)
    assert later.EmployStatusRecDate == TODAY
    assert later.missing == ("WeekHoursWorked", "SelfEmployInd", "SickAbsenceInd", "ESAInd", "PIPInd")


def test_what_was_to_be_asked_again_and_was_not_is_blank() -> None:
    before = StatusRecord(EmployStatusRecDate=date(2026, 1, 2), EmployStatus="01", BenefitRecInd="Y")
    assert status_record(talk(course_of(STATUS, KEPT), ("status", "02")), before).BenefitRecInd is None


def test_a_call_that_did_not_learn_the_status_makes_no_record() -> None:
    calls = [talk(course_of(STATUS), ("status", "01")), talk(course_of(STATUS), ("status", "!unknown"))]
    assert [record.EmployStatus for record in status_records(calls)] == ["01"]


def test_the_record_is_dated_by_the_call() -> None:
    assert status_record(call(today=date(2026, 1, 2))) == StatusRecord(EmployStatusRecDate=date(2026, 1, 2))
