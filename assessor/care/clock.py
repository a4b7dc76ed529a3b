"""Clock anomalies: what entries show of a clock that jumped, and how long a talk took in spite of it.

Nothing is put in order by a clock: that is what an entry's place in its journal is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from assessor import wording
from assessor.journal import Entry

TOLERANCE = timedelta(minutes=2)
"""How far two clocks may differ before anybody is told: computers of one team do not agree to the second."""

LONGEST_SILENCE = timedelta(hours=2)
"""The longest that a talk goes on with nothing written down. After that the call was left open, or the clock jumped."""


def clock_jumped(entries: Sequence[Entry], latest: datetime | None = None) -> str:
    """A sentence that says of these entries, in their journal's order, that a clock was wrong when they were written;
    empty if they show nothing of it. ``latest`` is the moment that it is, which none of them can lie after."""
    ahead = [entry.at for entry in entries if latest is not None and entry.at > latest + TOLERANCE]
    if ahead:
        return (
            f"A clock was wrong: what was written is dated {wording.moment(max(ahead))}, which is still to come. {_SO}"
        )
    backward = [(before.at, after.at) for before, after in pairwise(entries) if before.at - after.at > TOLERANCE]
    if backward:
        before, after = (wording.moment(moment) for moment in backward[-1])
        return f"A clock was wrong: what is dated {before} was written before what is dated {after}. {_SO}"
    return ""


_SO = "What was written last still counts as the last; look at the days on the plan."


def elapsed(since: datetime, until: datetime) -> timedelta:
    """The time between two acts of a talk; none where a clock was put back, or says that nobody spoke for hours."""
    span = until - since
    return span if timedelta() <= span <= LONGEST_SILENCE else timedelta()
