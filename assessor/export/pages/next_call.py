"""The next call as pages say it: its day with the weekday, its time, and how.

The therapist reads what was typed. The client's copy may lie open at home, so it holds only a time of the clock and
the means: whatever else was said of when it is safe or quiet stays off it.
"""

from __future__ import annotations

import re
from datetime import date

from assessor import wording
from assessor.care.case import Case

MEANS = {
    "by video call": r"\bvideo\b",
    "by text message": r"\bby text\b|\btext message|^messages?$", "by email": r"\be-?mail\b",
    "in person": r"\b(in person|face to face)\b", "by phone": r"\b(tele)?phone\b|\bring\b",
}  # fmt: skip
THROUGH = {
    "with a sign language interpreter": r"\bsign(ing)?\b|\bBSL\b", "with an interpreter": r"\binterpret",
    "through a text relay": r"\brelay\b",
}  # fmt: skip
"""Without whom or what the call cannot be held: it goes with the means."""
AS_AGREED = "as we agreed"
_WEEKDAY = re.compile(rf",?\s*(\bon\s+)?(\ba\s+)?\b({'|'.join(wording.WEEKDAYS)})s?\b,?\s*", re.IGNORECASE)
_HOUR = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|midnight)\b"
    r"|(?:[01]?[0-9]|2[0-3])(?=[.:][0-5][0-9]|\s*[ap]\.?m\b|\s*o[’']clock|\s+in the|\s*,|\s*$))"
)
_CLOCK = re.compile(
    r"(?:at\s+|about\s+|around\s+)?"
    rf"(?P<time>((after|before|from)\s+)?((half|half past|(quarter|five|ten|twenty|twenty-five) (past|to))\s+)?"
    rf"{_HOUR}([.:][0-5][0-9])?(\s*([ap]m\b|[ap]\.m\.|o[’']clock))?(\s+in the (morning|afternoon|evening))?)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(not|no|never|don[’']t|without)\b", re.IGNORECASE)


def next_call(case: Case) -> str:
    """The next call as it was agreed, for the therapist; empty if none is. The day rules over a weekday that was
    typed beside it."""
    if (on := case.plan.next_date) is None:
        return case.plan.next_contact
    at, how = _WEEKDAY.sub(" ", _typed(case, "next.time")).strip(" ,"), _typed(case, "next.how")
    return _told(on, at) + (f" ({how})" if how else "")


def next_call_for_client(case: Case) -> str:
    """The next call for the client's own page; empty if no day is agreed. Where others at home may read it, it says
    neither when the call is nor where, but with whom it cannot do without."""
    if (on := case.plan.next_date) is None:
        return ""
    at = _WEEKDAY.sub(" ", _typed(case, "next.time")).strip(" ,")
    clock = _CLOCK.match(at)
    how = _typed(case, "next.how")
    means = (
        []
        if _NOT.search(how)
        else [phrase for phrase, pattern in MEANS.items() if re.search(pattern, how, re.IGNORECASE)]
    )
    through = [phrase for phrase, pattern in THROUGH.items() if re.search(pattern, how, re.IGNORECASE)]
    if case.plan.guarded:
        return ", ".join((AS_AGREED, *(means[:1] if through else ()), *(through[:1] if means else ())))
    return ", ".join((_told(on, clock["time"] if clock else ""), *means[:1], *(through[:1] if means else ())))


def _told(on: date, at: str) -> str:
    before = "" if re.match(r"(after|before|from|at|about|around)\b", at, re.IGNORECASE) else "at "
    return f"{wording.long_day(on)} {before}{at}" if at else wording.long_day(on)


def _typed(case: Case, detail: str) -> str:
    """What was said of the next call in the latest talk."""
    talk = case.answers.talk if case.answers else None
    name = talk.detail(detail) if talk else None
    return talk.written(name) if talk and name else ""
