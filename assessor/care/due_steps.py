"""Which agreed steps a call brings up: those whose day has come, the urgent first; and what the adviser said they would
do, which is told to the adviser and asked of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessor import taxonomy, wording
from assessor.care.plan import Plan
from assessor.rough_days import as_day
from assessor.saying.said_days import NoDay, read_day


@dataclass(frozen=True)
class AgreedStep:
    """A step or an agreed suggestion that is still to do. ``due`` is its day, None where it has none or its words give
    none; a ``private`` one is not spoken of while anybody may hear."""

    key: str
    what: str
    who: str
    by: str
    parties: tuple[taxonomy.Party, ...]
    priority: taxonomy.Priority = "usual"
    private: bool = False
    due: date | None = None

    @property
    def is_advisers(self) -> bool:
        """Whether it is the adviser's and nobody else's."""
        return self.parties == ("adviser",)

    def has_come(self, today: date) -> bool:
        """Whether its day has come; that of one without a day has, once there is another call."""
        return self.due is None or self.due <= today


def steps_to_do(plan: Plan, today: date) -> tuple[AgreedStep, ...]:
    """Every agreed step that is still to do, in the order of the plan; days are read against ``today``."""
    return tuple(_still_to_do(plan, today))


def _still_to_do(plan: Plan, today: date) -> Iterator[AgreedStep]:
    for action in plan.actions:
        if action.still_to_do:
            due = day_meant(action.by, today)
            yield AgreedStep(action.key, action.what, action.who, action.by, action.parties, due=due)
    for step in plan.accepted():
        if step.still_to_do:
            who, due = ", ".join(taxonomy.PARTIES[party] for party in step.who), day_meant(step.by, today)
            priority: taxonomy.Priority = step.priority if step.stands else "usual"
            yield AgreedStep(step.id, step.agreed, who, step.by, step.who, priority, step.private, due)


def due_steps(plan: Plan, today: date) -> tuple[AgreedStep, ...]:
    """The steps to ask about on this day, the urgent first and then the longest overdue: none of the adviser's own, and
    none whose day is still to come."""
    return _first_things_first(s for s in _still_to_do(plan, today) if not s.is_advisers and s.has_come(today))


def own_jobs(plan: Plan, today: date) -> tuple[AgreedStep, ...]:
    """What the adviser alone said they would do by now, and is not done, in the same order."""
    return _first_things_first(s for s in _still_to_do(plan, today) if s.is_advisers and s.has_come(today))


def own_jobs_told(plan: Plan, today: date) -> str:
    """The adviser's own jobs in a sentence to them; empty where none is open: "You said you would: ring payroll, by 4
    May 2026."."""
    jobs = own_jobs(plan, today)
    jobs_told = [
        wording.one_line(", ".join(filter(None, (_lowered(job.what), _by(job.by))))).rstrip(".") for job in jobs
    ]
    marked = [
        f"{words} (urgent)" if job.priority == "urgent" else words for words, job in zip(jobs_told, jobs, strict=True)
    ]
    return f"You said you would: {'; '.join(marked)}." if marked else ""


def _first_things_first(steps: Iterator[AgreedStep]) -> tuple[AgreedStep, ...]:
    order = {priority: place for place, priority in enumerate(taxonomy.PRIORITIES)}
    return tuple(sorted(steps, key=lambda step: (order[step.priority], step.due or date.max)))


_NAMES_A_DAY = re.compile(rf"\d.*\b(?:{'|'.join(wording.MONTHS)})\b|\b(?:{'|'.join(wording.MONTHS)})\b.*\d")
_BEFORE = re.compile(r"(?:by|before|on|until)\s+", re.IGNORECASE)


def day_meant(by: str, today: date) -> date | None:
    """The day that the words of a step give, where they give one whenever they are read: "4 May 2026", "before 12 May",
    "mid September 2026". None for "Friday" or "in two weeks", which meant something on the day they were said."""
    words = _BEFORE.sub("", wording.one_line(by).strip().rstrip("."), count=1)
    if not _NAMES_A_DAY.search(words):
        return None
    try:
        return as_day(read_day(words, today))
    except NoDay:
        return None


def _by(by: str) -> str:
    at_once = re.match(r"(?:by|before|at|after|in|on|this|next|until|within)\b", by, re.IGNORECASE)
    return by if at_once or not by else f"by {by}"


def _lowered(words: str) -> str:
    """A step as it goes on after "You said you would": its first letter small, unless the word is all capitals."""
    first = words.split(" ", 1)[0]
    return words if (len(first) > 1 and first.isupper()) or first == "I" else words[:1].lower() + words[1:]
