"""Helplines: numbers that a client can ring whoever their adviser is, as a bank holds them.

A service's own duty line belongs here too: a file of its own in its folder adds to the shipped numbers, and one with
the id of a shipped one takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from assessor.journal import Frozen
from assessor.scripts.kinds import Id

For = Literal["anyone", "danger", "at_work", "unfair"]
ORDER: tuple[For, ...] = ("anyone", "danger", "at_work", "unfair")


class Helpline(Frozen):
    """Whom one reaches, by which number, for what, and where the number was found.

    Who cannot speak or hear on a telephone has another way: ``relay`` is what to dial in the Relay UK app, ``text`` how
    to write, ``sign`` how to sign.

    ``whom`` says for whom it is: anyone; a life in danger; somebody in work; somebody treated unfairly. ``checked_on``
    stays empty until somebody has checked the number against the helpline's own page; whoever exports a client's copy
    is told so.
    """

    id: Id
    name: str = Field(min_length=1)
    number: str = Field(min_length=1)
    relay: str = ""
    text: str = ""
    sign: str = ""
    for_what: str = Field(min_length=1)
    whom: For = "anyone"
    source: str = Field(min_length=1)
    checked_on: date | None = None

    def without_speaking(self, signs: bool = False) -> str:
        """How it is reached without speaking or hearing, in words, sign first for who signs; empty where no such way is
        known."""
        relay = f"in the Relay UK app, {self.relay}" if self.relay else ""
        ways = (self.sign, relay, self.text) if signs else (relay, self.text, self.sign)
        return "; ".join(filter(None, ways))


class Helplines(Frozen):
    """A file of helplines."""

    helplines: str = Field(min_length=1)
    owner: str = ""
    numbers: tuple[Helpline, ...]


def numbers(helplines: Iterable[Helpline], working: bool, treated_unfairly: bool) -> Iterator[Helpline]:
    """The numbers for a client; those on work only where there is work, or unfairness, that they are about."""
    wanted = {"anyone", "danger"} | ({"at_work"} if working or treated_unfairly else set())
    wanted |= {"unfair"} if treated_unfairly else set()
    yield from sorted((line for line in helplines if line.whom in wanted), key=lambda line: ORDER.index(line.whom))
