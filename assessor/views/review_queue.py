"""The senior adviser's queue: plans handed in, the longest waiting first, and open cases that deserve a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assessor.care.case import Case
from assessor.care.review_state import review_refusal
from assessor.journal import Reviewed
from assessor.views.review_flags import FLAGS, ReviewFlag, is_open, last_heard, review_flags


@dataclass(frozen=True, slots=True)
class Queued:
    """One case in the queue: whose it is, since when its plan waits (None if it was not handed in), what deserves a
    look, and why whoever asks may not review it (empty if they may)."""

    case: Case
    adviser: str
    since: datetime | None
    flags: tuple[ReviewFlag, ...]
    refusal: str = ""

    @property
    def reference(self) -> str:
        """The case's reference."""
        return self.case.client.reference or self.case.id


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for review, and apart from it what deserves a look and does not wait."""

    waiting: tuple[Queued, ...] = ()
    deserving: tuple[Queued, ...] = ()


def review_queue(cases: Iterable[Case], today: date, name: str, role: str) -> Queue:
    """The queue as it stands today for whoever has this name and role."""
    queued = [_queued(case, today, name, role) for case in cases]
    waiting = [
        queued_case for _, queued_case in sorted(((q.since, q) for q in queued if q.since), key=lambda pair: pair[0])
    ]
    deserving = [
        queued_case
        for queued_case in queued
        if queued_case.since is None and queued_case.flags and is_open(queued_case.case)
    ]
    return Queue(tuple(waiting), tuple(sorted(deserving, key=_pressing)))


def _queued(case: Case, today: date, name: str, role: str) -> Queued:
    submitted = case.standing.state == "submitted"
    why = review_refusal(case.standing, Reviewed(decision="signed"), name, role, case.advisers) if submitted else ""
    return Queued(
        case, adviser_of(case), case.standing.submitted_at if submitted else None, review_flags(case, today), why
    )


def adviser_of(case: Case) -> str:
    """Whose case it is: who handed its plan in, else who made the latest call, else who opened it."""
    call, standing = case.call, case.standing
    return standing.submitted_by or (call.by if call else case.advisers[0] if case.advisers else "")


def _pressing(queued: Queued) -> tuple[int, date, str]:
    """By the first thing that deserves a look, then by how long nothing was heard."""
    return FLAGS.index(queued.flags[0].flag), last_heard(queued.case) or date.min, queued.case.client.name.casefold()
