"""A room of one case: what is done in it is written, or it says why not and shows the case as it stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from assessor import wording
from assessor.acts.declared import writes
from assessor.acts.desk import ChangedElsewhere, Desk
from assessor.acts.details import put_right
from assessor.care.case import Case
from assessor.client import Client
from assessor.records.errors import StoreError
from assessor.views.call import before_ringing
from assessor.views.history import told_since
from assessor.widgets.foot import Foot
from assessor.widgets.room import REFUSAL_SECONDS, Room, T

ACTS_TOLD, LETTERS_TOLD = 3, 80
"""How much of what was written elsewhere is told at once: so many acts, each in so many characters."""


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
            since = self.look_again() if isinstance(error, ChangedElsewhere) else ""
            self.query_one(Foot).say("NOT SAVED")
            return f"{wording.sentence(str(error))}{since}"
        self.take_back_warnings()
        return ""

    @writes("client")
    def action_who(self) -> None:
        """Shows who is on the line, and puts their details right."""
        from assessor.screens.identity import IdentityScreen

        def correct(client: Client) -> str:
            return self.attempt(lambda: self.take(put_right(self.desk, self.case, client)))

        self.app.push_screen(IdentityScreen(lambda: self.case.client, correct, lambda: before_ringing(self.case)))

    def look_again(self) -> str:
        """Shows the case as it stands in the records; gives a sentence on what was written since it was read."""
        read = self.case
        with suppress(StoreError):  # then as it was read; the next attempt says so
            self.take(self.desk.read_again(read))
        since = since_read(read, self.case)
        return f" Since then: {since}." if since else ""

    def tell_refused(self, why: str) -> bool:
        """Says why something could not be done, if there is anything to say; gives whether it was done."""
        if why:
            self.take_back_warnings()
            self.notify(why, severity="error", markup=False, timeout=REFUSAL_SECONDS)
        return not why


def since_read(read: Case, stands: Case) -> str:
    """What was written to a case since it was read, in so many words as are told at once; empty if nothing was."""
    told = [wording.shorten(wording.one_line(words), LETTERS_TOLD) for words in told_since(read, stands)]
    others = [f"{len(told) - ACTS_TOLD} more"] if len(told) > ACTS_TOLD else []
    return "; ".join([*told[:ACTS_TOLD], *others])
