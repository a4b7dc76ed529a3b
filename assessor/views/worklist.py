"""The worklist: one line a case, saying where it stands and what it waits for."""

from __future__ import annotations

from datetime import date

from assessor import taxonomy
from assessor.care.case import Case
from assessor.journal import Frozen


class CaseLine(Frozen):
    """One case in a list. ``next`` is what it waits for; ``due`` the day of the next contact."""

    case: str
    name: str
    situation: str | None
    state: str
    next: str
    due: date | None = None
    safety: bool = False

    def matches(self, typed: str) -> bool:
        """Whether every word typed stands in the line, in whatever case."""
        situation = taxonomy.SITUATIONS.get(self.situation or "", "")
        line = f"{self.name} {self.case} {situation} {self.state} {self.next}".casefold()
        return all(word in line for word in typed.casefold().split())


def case_line(case: Case) -> CaseLine:
    """The line of this case."""
    return CaseLine(
        case=case.client.reference or case.id,
        name=case.client.name,
        situation=case.plan.situation,
        state=case.state,
        next=case.waits_for(),
        due=case.waits_until(),
        safety=bool(case.plan.safety),
    )


_ORDER = {"cut_off": 0, "new": 1, "assessed": 2}


def in_order(lines: list[CaseLine]) -> list[CaseLine]:
    """The lines with what waits longest for the adviser first: calls cut off, new clients, then by day due."""
    return sorted(lines, key=lambda line: (_ORDER.get(line.state, 9), line.due or date.max, line.name.casefold()))
