"""The worklist: one line a case, saying where it stands and what it waits for."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from assessor import taxonomy
from assessor.care.case import Case
from assessor.journal import Frozen
from assessor.name_search import is_found, search_key


class CaseLine(Frozen):
    """One case in a list. ``called`` is what the client likes to be called, where that was said; ``next`` what it waits
    for; ``due`` the day of the next contact."""

    case: str
    name: str
    called: str = ""
    situation: str | None
    state: str
    next: str
    due: date | None = None
    safety: bool = False

    def matches(self, typed: str) -> bool:
        """Whether every word typed stands in the line, in whatever case and with or without its accents."""
        return is_found(typed, self._key)

    @cached_property
    def _key(self) -> str:
        situation = taxonomy.SITUATIONS.get(self.situation or "", "")
        return search_key(self.name, self.case, self.called, f"{situation} {self.state} {self.next}")


def case_line(case: Case) -> CaseLine:
    """The line of this case."""
    return CaseLine(
        case=case.client.reference or case.id,
        name=case.client.name,
        called=case.client.called,
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
