"""A room of one case: what is done in it is written, or it says why not and shows the case as it stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from assessor import wording
from assessor.acts.desk import ChangedElsewhere, Desk
from assessor.care.case import Case
from assessor.records.errors import StoreError
from assessor.widgets.foot import Foot
from assessor.widgets.room import Room, T


class CaseRoom(Room[T]):
    """A screen that shows a case as it was read, and writes to it."""

    desk: Desk
    case: Case

    def take(self, case: Case) -> None:
        """Shows this reading of the case."""
        raise NotImplementedError

    def attempt(self, do: Callable[[], object]) -> str:
        """Does what writes and shows the case after it; else says why it could not be done, in a sentence.

        Where the case was changed elsewhere it is shown as it stands, so that the next attempt rests on that.
        """
        try:
            do()
        except StoreError as error:
            if isinstance(error, ChangedElsewhere):
                self.look_again()
            self.query_one(Foot).say("NOT SAVED")
            return wording.sentence(str(error))
        return ""

    def look_again(self) -> None:
        """Shows the case as it stands in the records."""
        with suppress(StoreError):  # then as it was read; the next attempt says so
            self.take(self.desk.read_again(self.case))

    def tell_refused(self, why: str) -> bool:
        """Says why something could not be done, if there is anything to say; gives whether it was done."""
        if why:
            self.notify(why, severity="error", markup=False, timeout=20)
        return not why
