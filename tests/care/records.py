"""Rosa's case at a desk: acts by hand and in calls, what is taken back, and a clock that may be put wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from assessor.acts.desk import Desk
from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.journal import Act
from assessor.records.store import Adviser
from tests.care.conftest import NOON, ROSA, small_bank
from tests.records.memory import MemoryStore
from tests.records.samples import latest
from tests.scripts.conftest import act

DAN = Adviser(name="Dan Price", role="adviser")


class Records:
    """The case, its desk and its clock, which goes on by half a minute whenever it is looked at."""

    def __init__(self, bank: Bank | None = None) -> None:
        self.at = NOON
        self.desk = Desk(MemoryStore(), bank or small_bank(), DAN, clock=self.moment)
        self.case = self.desk.open_case(ROSA)

    def moment(self) -> datetime:
        self.at += timedelta(seconds=30)
        return self.at

    def call(self, *answers: tuple[str, Any], script: str = "small_call") -> Records:
        """A further call, with these answers."""
        self.case = self.desk.begin_call(self.case, script)
        return self.say(*answers)

    def say(self, *answers: tuple[str, Any]) -> Records:
        """Answers in the latest call."""
        self.case = self.desk.write(self.case, [act(*answer) for answer in answers], latest(self.case))
        return self

    def hand(self, *acts: Act) -> Records:
        self.case = self.desk.write(self.case, list(acts), "")
        return self

    def undo(self, call: str = "") -> Records:
        self.case = self.desk.undo(self.case, call) or self.case
        return self

    def redo(self, call: str = "") -> Records:
        self.case = self.desk.redo(self.case, call) or self.case
        return self

    def ahead(self, **span: float) -> Records:
        """The clock is put ahead, or back."""
        self.at += timedelta(**span)
        return self

    def read_again(self) -> Case:
        """The case as another program reads it."""
        return self.desk.case(self.case.id)
