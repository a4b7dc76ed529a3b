"""What is for today: calls cut off, clients who were not rung yet, calls that are due, plans that came back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.views.worklist import CaseLine, case_line, in_order


def for_today(cases: Iterable[Case], today: date) -> list[CaseLine]:
    """The lines of the cases for which something is to be done today, what waits longest first."""
    pressing = [case for case in cases if _is_for_today(case, today)]
    return in_order([case_line(case) for case in pressing])


def _is_for_today(case: Case, today: date) -> bool:
    due = case.waits_until()
    booked = case.state == "assessed" and due is not None and due <= today
    return case.state in ("cut_off", "new") or case.standing.state == "returned" or booked


def spoken_line(line: CaseLine, today: date) -> str:
    """A case in a line that can be listened to: who, their reference, how they stand and what they wait for."""
    late = line.due is not None and line.due < today and line.state == "assessed"
    parts = (
        f"{line.name}, {line.case}",
        taxonomy.SITUATIONS.get(line.situation or "", "new"),
        f"{'overdue: ' if late else ''}{line.next}",
        "safety raised" if line.safety else "",
    )
    return wording.sentence(wording.one_line("; ".join(filter(None, parts))))
