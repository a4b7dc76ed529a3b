"""The national employment status record: one dated record a call, made from the answers in force.

Items and codes: NHS Talking Therapies data set v2.1, table IDS004 Employment Status. A record is never
changed; a later call makes a later record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assessor.journal import Frozen
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON, OUT
from assessor.taxonomy import OTHER_JOBS

EMPLOYED = "01"
NOT_STATED = "ZZ"
HOURS_NOT_STATED, HOURS_NOT_APPLICABLE, HOURS_NOT_KNOWN = "97", "98", "99"
NOT_APPLICABLE = "8"
_HOUR_BANDS = ((30, "01"), (16, "02"), (5, "03"))
_LOWEST_HOUR_BAND = "04"
"""The codes are of whole hours (30 and over, 16 to 29, 5 to 15, 1 to 4), and none is named for what lies between: a
part of an hour stays in the band of the hours that are full, so 29.5 in that of 29, and less than one in the lowest."""
_BENEFITS = {"uc": "UCInd", "esa": "ESAInd", "pip": "PIPInd"}
_NO_BENEFIT = frozenset({"none", "stopped", "letter", "changing", "still_no", "overpaid"})
"""Answers on benefits that are none: that there is none, or what is going on about one."""


class StatusRecord(Frozen):
    """One row of IDS004. An item of which nothing is known is None."""

    EmployStatusRecDate: date
    EmployStatus: str | None = None
    WeekHoursWorked: str | None = None
    SelfEmployInd: str | None = None
    SickAbsenceInd: str | None = None
    SSPInd: str | None = None
    BenefitRecInd: str | None = None
    ESAInd: str | None = None
    UCInd: str | None = None
    PIPInd: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The items that are blank, by their names in the data set: what is still to be asked."""
        return tuple(item for item, code in self.model_dump().items() if code is None)


def status_records(interviews: Iterable[Interview]) -> tuple[StatusRecord, ...]:
    """The records of these calls of one case, the earliest first: of each call that learnt the status itself."""
    records: list[StatusRecord] = []
    for interview in interviews:
        record = status_record(interview, records[-1] if records else None)
        if record.EmployStatus is not None:
            records.append(record)
    return tuple(records)


def status_record(interview: Interview, before: StatusRecord | None = None) -> StatusRecord:
    """The record that this call's answers make, by the data set's own rules.

    Where the status is not 01, hours are 98, self-employed 8 and sickness absence 8. Declined is "not
    stated"; not known is "not known" or "does not know" as the item has it, and of the status, which has no such
    code, it is blank. An item that this call had no cause to ask again stands as it did in the record ``before``.
    """
    status = _coded(interview, "EmployStatus", {"declined": NOT_STATED})
    codes: dict[str, str | None] = {"EmployStatus": status}
    if status is not None and status != EMPLOYED:
        codes |= {
            "WeekHoursWorked": HOURS_NOT_APPLICABLE,
            "SelfEmployInd": NOT_APPLICABLE,
            "SickAbsenceInd": NOT_APPLICABLE,
        }
    else:
        codes["WeekHoursWorked"] = _hours(interview)
        absent = {"declined": "Z", "unknown": "X"}
        codes["SelfEmployInd"] = _coded(interview, "SelfEmployInd", absent)
        codes["SickAbsenceInd"] = _coded(interview, "SickAbsenceInd", absent)
    absent = {"declined": "Z", "unknown": "U"}
    codes["SSPInd"] = _paid_anywhere(interview) or _coded(interview, "SSPInd", absent) or _no_sick_pay(codes)
    codes["BenefitRecInd"] = _coded(interview, "BenefitRecInd", absent)
    chosen = _chosen(interview, "status.BenefitRecInd")
    if chosen is not None:
        codes["BenefitRecInd"] = "Y" if set(chosen) - _NO_BENEFIT else "N"
        codes |= {field: "Y" if code in chosen else "N" for code, field in _BENEFITS.items()}
    else:
        codes |= dict.fromkeys(_BENEFITS.values(), codes["BenefitRecInd"])
    if before is not None and status is not None:
        codes |= {
            item: getattr(before, item) for item, code in codes.items() if code is None and _stands(interview, item)
        }
    return StatusRecord(EmployStatusRecDate=interview.today, **codes)


def _paid_anywhere(interview: Interview) -> str | None:
    """Y where any job pays it: each job pays its own."""
    names = interview.course.filled_by.get("status.SSPInd", ())
    chosen = (
        option
        for name in names
        if (question := interview.course.question(name)) and interview.answer(name) is not None
        for option in question.chosen(interview.answer(name))
    )
    return "Y" if any(option.status == "Y" for option in chosen) else None


def _no_sick_pay(codes: dict[str, str | None]) -> str | None:
    """N where nobody could be paid it, so that it need not be asked: without a job, at work, or working for oneself."""
    jobless = codes["EmployStatus"] not in (None, EMPLOYED, NOT_STATED)
    return "N" if jobless or codes["SickAbsenceInd"] == "N" or codes["SelfEmployInd"] == "Y" else None


_ASKED_WITH = dict.fromkeys(_BENEFITS.values(), "status.BenefitRecInd") | {"WeekHoursWorked": "work.hours"}


def _stands(interview: Interview, item: str) -> bool:
    """Whether this call leaves an item as it was: no question that would fill it applies, for certain."""
    questions = interview.course.filled_by.get(_ASKED_WITH.get(item, f"status.{item}"), ())
    return all(interview.state(name) == OUT for name in questions)


def _chosen(interview: Interview, detail: str) -> tuple[str, ...] | None:
    name = interview.detail(detail)
    value = interview.answer(name) if name else None
    return value if isinstance(value, tuple) else None


def _coded(interview: Interview, field: str, absent: dict[str, str]) -> str | None:
    for name in interview.course.filled_by.get(f"status.{field}", ()):
        answered = interview.answered(name)
        if answered is None:
            continue
        if answered.value is None:
            return absent.get(answered.reason or "")
        question = interview.course.question(name)
        for option in question.chosen(answered.value) if question else ():
            return option.status or {"yes": "Y", "no": "N"}.get(option.code, option.code)
    return None


def _hours(interview: Interview) -> str | None:
    """The band of the hours in all jobs together: the item asks about somebody's week, and not about one job."""
    asked = [_hours_in(interview, name) for name in interview.course.filled_by.get("work.hours", ())]
    main = next((hours for hours in asked if hours is not None), None)
    if not isinstance(main, float):
        return main
    others = [hours for number in range(1, OTHER_JOBS + 1) for hours in _other_hours(interview, number)]
    total = main + sum(hours for hours in others if isinstance(hours, float))
    if total < _HOUR_BANDS[0][0] and not all(isinstance(hours, float) for hours in others):
        return None if None in others else HOURS_NOT_KNOWN
    lowest = _LOWEST_HOUR_BAND if total > 0 else HOURS_NOT_STATED
    return next((code for least, code in _HOUR_BANDS if total >= least), lowest)


OTHER_HOURS = "other_hours"
"""Where a call finds the hours in the other jobs that were held when it began: by their numbers, None if not known."""


def _other_hours(interview: Interview, number: int) -> Iterator[float | str | None]:
    """The hours in another job, as `_hours_in` gives them: as this call has them, or, of one of which it does not ask,
    as they were when it began. Of one of which it asks how it stands, and is not told, they are not known."""
    filled_by = interview.course.filled_by
    asked = [name for name in filled_by.get(f"other_job{number}.hours", ()) if interview.state(name) == ON]
    if asked:
        yield from (_hours_in(interview, name) for name in asked)
        return
    held: Mapping[int, float | None] = interview.earlier.values.get(OTHER_HOURS, {})
    if number not in held:
        return
    stands = [name for name in filled_by.get(f"other_job{number}.now", ()) if interview.state(name) == ON]
    if not stands:
        hours = held[number]
        yield HOURS_NOT_KNOWN if hours is None else float(hours)
    elif all(interview.answer(name) is None for name in stands):
        yield HOURS_NOT_KNOWN if any(_hours_in(interview, name) is not None for name in stands) else None


def _hours_in(interview: Interview, name: str) -> float | str | None:
    """The hours that were answered here, or the code of why there are none; None where nothing was said."""
    answered = interview.answered(name)
    if answered is None:
        return None
    if isinstance(answered.value, int | float):
        return float(answered.value)
    return {"declined": HOURS_NOT_STATED, "unknown": HOURS_NOT_KNOWN}.get(answered.reason or "")
