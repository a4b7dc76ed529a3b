"""The jobs beside the one that the plan is about: each with its hours, how it stands, its pay and its employer."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy
from assessor.care.answers import Answers
from assessor.care.employment_status import EMPLOYED
from assessor.journal import Frozen

OWN_BUSINESS, OFF_TOO, ENDED = "own", "off_too", "ended"
"""The codes by which an answer on another job says that they are their own employer, are off from it, or have left."""


class OtherJob(Frozen):
    """A job beside the one that the plan is about. ``now`` is the code of how it stands, ``told`` its words."""

    number: int
    name: str = ""
    role: str = ""
    hours: str = ""
    now: str = ""
    told: str = ""
    first_day: str = ""
    pay: str = ""
    person: str = ""

    @property
    def employer(self) -> str:
        """Whose consent it takes to be in touch there, by the reader's code; empty where they work for themselves."""
        return "" if self.now == OWN_BUSINESS else f"other_employer{self.number}"

    @property
    def absent(self) -> bool:
        """Whether they are off sick from it."""
        return self.now == OFF_TOO

    @property
    def summary(self) -> str:
        """The job in a line: "the shop, on the till, 6 hours a week, still working there"."""
        off = f"{self.told} since {self.first_day}" if self.first_day else self.told
        pay = self.pay and f"pay: {self.pay}"
        parts = (self.name, self.role, self.hours and f"{self.hours} a week", off, pay)
        return ", ".join(filter(None, parts)) or "not named yet"


def other_jobs(answers: Answers) -> tuple[OtherJob, ...]:
    """The jobs of which the answers tell, but those that have ended, in their order."""
    status = answers.value("status.EmployStatus")
    return () if status is not None and status != EMPLOYED else tuple(_jobs(answers))


def _jobs(answers: Answers) -> Iterator[OtherJob]:
    for number in range(1, taxonomy.OTHER_JOBS + 1):
        details = {
            part: answers.written(f"other_job{number}.{part}")
            for part in ("name", "role", "hours", "now", "first_day", "pay", "person")
        }
        now = answers.value(f"other_job{number}.now")
        if now in (ENDED, "no") or not any(details.values()):
            continue
        state = details.pop("now")
        yield OtherJob(number=number, now=now if isinstance(now, str) else "", told=state, **details)
