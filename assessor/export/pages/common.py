"""What several readers' pages say alike: the standing of the plan, its version and fingerprint, names."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from pydantic import BaseModel, ConfigDict

from assessor import wording
from assessor.called import given_name
from assessor.care.case import Case
from assessor.care.fingerprint import fingerprint

SIGNED, DRAFT = "REVIEWED", "DRAFT"


class DocumentPart(BaseModel):
    """A part of a document that another program may read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Standing(DocumentPart):
    """Where the plan stands: signed by a senior adviser, on which day, or a draft still."""

    state: str
    reviewer: str = ""
    on: date | None = None
    call_finished: bool = True

    @property
    def mark(self) -> str:
        """The word that stands at the top."""
        return SIGNED if self.state == "signed" else DRAFT

    @property
    def note(self) -> str:
        """What stands beside it."""
        who = ", ".join(filter(None, (self.reviewer, wording.day(self.on) if self.on else "")))
        if self.state == "signed":
            return f"by {who}"
        return "not yet reviewed" if self.call_finished else "not yet reviewed; the call is not finished"


def standing(case: Case) -> Standing:
    """Where the case's plan stands: signed, or a draft. That it was handed in or returned changes no word of it, so a
    version reads the same before and after."""
    review = case.standing
    reviewed = review.state == "signed"
    return Standing(
        state="signed" if reviewed else "draft",
        reviewer=review.reviewer if reviewed else "",
        on=review.at.astimezone().date() if reviewed and review.at else None,
        call_finished=case.call.ended if case.call else True,
    )


def foot(case: Case, numbered: bool = False) -> str:
    """Whose page it is, with their record number where it is ``numbered``, its version and its fingerprint: on every
    side, since sides of paper come apart."""
    whose = (case.client.name, case.client.reference if numbered else "")
    return " · ".join(filter(None, (*whose, f"Version {case.version}", fingerprint(case))))


def made_at(case: Case) -> datetime:
    """The moment that a file gives as its own: when the latest call began. Never the clock's, so that a version
    that is exported again is the same file to the byte."""
    return case.call.begun.astimezone(UTC) if case.call else datetime(2026, 1, 1, tzinfo=UTC)


def adviser(case: Case) -> str:
    """The adviser of the latest call."""
    return case.call.by.strip() if case.call else ""


def first_word(name: str, otherwise: str) -> str:
    """What somebody is called in a list of steps."""
    return given_name(name) or otherwise


def run_on(titles: object) -> str:
    """Titles as one sentence."""
    return wording.sentence("; ".join(titles))  # type: ignore[arg-type]


_WHEN = re.compile(
    r"(by|from|at|on|in|before|after|within|until|when|once|while|during|as|this|next|every|each|"
    r"the (day|week|first))\b",
    re.IGNORECASE,
)


def by_when(by: str) -> str:
    """A day to act by as it begins a sentence: "By the end of June", "From the next rota"."""
    by = by.strip().rstrip(".")
    return wording.capital(by) if _WHEN.match(by) else f"By {by}"
