"""Numbers that a client can ring whoever their adviser is; one small table, each with where it comes from.

A service's own duty line is not among them: it belongs to the service's safety protocol. ``checked_on`` stays empty
until somebody has checked a number against the helpline's own page, and the client's copy says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Helpline:
    """Whom one reaches, by which number, for what, and where the number was found."""

    name: str
    number: str
    for_what: str
    source: str
    checked_on: date | None = None


IN_DANGER = Helpline("Emergency services", "999", "if a life is in danger now", "nhs.uk")
TO_TALK = (
    Helpline("NHS 111", "111, then choose option 2", "help with your mental health, day and night", "nhs.uk"),
    Helpline("Samaritans", "116 123", "someone to talk to, day and night", "samaritans.org"),
)
RIGHTS = (Helpline("Acas", "0300 123 1100", "your rights at work", "acas.org.uk", date(2026, 11, 22)),)
FAIRNESS = (
    Helpline(
        "Equality Advisory and Support Service", "0808 800 0082", "unfair treatment because of who you are",
        "equalityadvisoryservice.com",
    ),
)  # fmt: skip


def numbers(working: bool, treated_unfairly: bool) -> Iterator[Helpline]:
    """The numbers for a client; those on work only where there is work that they are about."""
    yield from TO_TALK
    yield IN_DANGER
    yield from RIGHTS if working or treated_unfairly else ()
    yield from FAIRNESS if treated_unfairly else ()
