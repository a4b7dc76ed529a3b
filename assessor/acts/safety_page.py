"""The safety page: which page it is that opens, and on which each line that was written goes, whoever writes it.

In a call it is the call's own. What is raised outside a call, or in a call that has ended or lies a day or more behind,
has a page of its own, with its own day. And words that are new do not go onto a page on which an earlier concern was
passed on, or that is another day's: they begin a page of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from assessor import wording
from assessor.acts.calls import write_safety_line
from assessor.care.case import Case
from assessor.care.line_keys import line_key
from assessor.journal import Act, SafetyField
from assessor.views.plan_lines import PlanLine

TELLS_OF_IT = frozenset[SafetyField]({"words", "where"})
"""The lines that say what the concern is; the others say what became of it."""


class SafetyPlace(NamedTuple):
    """A safety page as an act names it: by its call, or by a name of its own that is no call's."""

    call: str
    own: str = ""

    @property
    def name(self) -> str:
        """The page's name in the case."""
        return self.own or self.call


def place_of(case: Case, page: str) -> SafetyPlace:
    """The place of the page of this name."""
    return SafetyPlace(page) if any(call.id == page for call in case.calls) else SafetyPlace("", page)


def call_under_way(case: Case, today: date) -> str:
    """The call in which something is raised now: one that goes on, and in which something was done today; or ""."""
    call = case.unfinished
    return call.id if call and call.entries[-1].at.astimezone().date() == today else ""


def page_to_open(case: Case, call: str, today: date, fresh: str) -> SafetyPlace:
    """The page that opens where something is raised now, in the call of this id or, with "", outside any.

    ``fresh`` names a page that is begun with what is written, where there is none for today.
    """
    own = [page.name for page in case.safety.values() if page.name not in _ids(case) and page.on == today]
    begun_since = [name for name in own if case.safety[name].calls == len(case.calls)]
    if call and not _is_closed(case, SafetyPlace(call), today, call):
        return SafetyPlace(call)
    if begun_since:
        return SafetyPlace("", begun_since[-1])
    ended_today = [
        ended.id
        for ended in case.calls[-1:]
        if ended.ended and ended.interview.today == today and any(name == ended.id for name, _ in case.raised)
    ]
    return SafetyPlace(ended_today[0]) if ended_today and not call else SafetyPlace("", fresh)


def page_of_line(case: Case, line: PlanLine | None) -> str:
    """The name of the page of the concern that a line of the plan tells of; "" for any other line."""
    if line is None or line.kind != "safety":
        return ""
    pages = {line_key("safety", str(n)): name for n, (name, _) in enumerate(case.raised, start=1)}
    return pages.get(line.key, "")


def page_to_complete(case: Case) -> SafetyPlace | None:
    """The page to which it belongs what became of a concern, where none is named: the latest that is not passed on, or
    else the latest; None where nothing was raised."""
    if not case.raised:
        return None
    waiting = [name for name, concern in case.raised if not concern.passed_to]
    return place_of(case, (waiting or [name for name, _ in case.raised])[-1])


def safety_acts(
    case: Case, place: SafetyPlace, lines: Mapping[SafetyField, str], call: str, today: date, fresh: str
) -> tuple[SafetyPlace, list[tuple[Act, str]]]:
    """Where these lines go that were written on this page, and the acts that put them there, each with its call.

    ``call`` is the call under way in which they are written, if any; ``fresh`` names the page that words begin which
    are new to a page that is closed to them.
    """
    stands = case.safety_lines(place.name)
    new = any(lines.get(name, "").strip() not in ("", stands.get(name, "")) for name in TELLS_OF_IT)
    if new and _is_closed(case, place, today, call):
        place = SafetyPlace("", fresh)
    return place, [(write_safety_line(name, text, place.own), place.call or call) for name, text in lines.items()]


def told_place(case: Case, place: SafetyPlace, call: str, today: date) -> str:
    """Which safety page it is, in a few words: its day, unless that is today, and whether new words begin another."""
    on = _day(case, place, today)
    day = "" if on == today else f", {wording.day(on)}"
    return f"safety{day}{' · new words begin a page of their own' if _is_closed(case, place, today, call) else ''}"


def _day(case: Case, place: SafetyPlace, today: date) -> date:
    page = case.safety.get(place.name)
    begun = next((made.interview.today for made in case.calls if made.id == place.call), None)
    return begun or (page.on if page else today)


def _is_closed(case: Case, place: SafetyPlace, today: date, call: str) -> bool:
    """Whether words that are new begin another page: in the call that is under way, once what was said on another day
    was passed on; anywhere else, on another day, or once it was passed on."""
    page = case.safety.get(place.name)
    if place.call and place.call == call:
        return page is not None and page.passed_on and page.told_on is not None and page.told_on < today
    return _day(case, place, today) != today or (page is not None and page.passed_on)


def _ids(case: Case) -> Sequence[str]:
    return [call.id for call in case.calls]
