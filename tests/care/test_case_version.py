"""The plan's version: what has left the program is told apart from what came after."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assessor.care.case import Case
from assessor.journal import Act, Client, ClientRecorded, Decided, Entry, Exported, WentTo

SENT = Exported(reader="therapist", format="html")
DECIDED = Decided(suggestion="workplace_meeting", decision="accepted")


@pytest.mark.parametrize(
    ("acts", "version"),
    [
        ([], 1),
        ([DECIDED, DECIDED], 1),
        ([SENT], 1),
        ([SENT, SENT], 1),
        ([SENT, WentTo(question=None)], 1),
        ([SENT, DECIDED], 2),
        ([SENT, DECIDED, DECIDED, SENT], 2),
        ([SENT, DECIDED, SENT, DECIDED], 3),
    ],
)
def test_the_version_goes_up_with_the_first_act_after_the_plan_was_sent(acts: list[Act], version: int) -> None:
    """Sending the same plan twice is one version; anything done to it since makes the next."""
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    whole = [ClientRecorded(client=Client(name="Ada")), *acts]
    entries = [Entry(id=str(n), at=at, by="Dan", act=act) for n, act in enumerate(whole)]

    def no_bank(_: str) -> object:
        raise AssertionError

    assert Case("c").with_entries(entries, no_bank).version == version  # type: ignore[arg-type]
