"""What was said of a plan in its review: comments on its lines, each with what was answered to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessor.care.case import Case
from assessor.journal import Commented, Entry

WHOLE = ""
"""The key under which a comment on the whole plan stands."""


@dataclass(frozen=True, slots=True)
class Comment:
    """Words on the line of this key, by whom and when, with the answers in the order in which they came."""

    id: str
    line: str
    text: str
    by: str
    at: datetime
    answers: tuple[Comment, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nobody has answered it yet."""
        return not self.answers


def comments(case: Case) -> tuple[Comment, ...]:
    """Every comment, the earliest first; what answers one, or answers an answer to it, stands under it."""
    roots: dict[str, str] = {}
    under: dict[str, list[tuple[Entry, Commented]]] = {}
    for entry in case.standing.comments:
        act = entry.act
        if isinstance(act, Commented):
            root = roots.setdefault(entry.id, roots.get(act.answers, entry.id))
            under.setdefault(root, []).append((entry, act))
    return tuple(_thread(thread) for thread in under.values())


def _thread(thread: list[tuple[Entry, Commented]]) -> Comment:
    (entry, act), *rest = thread
    answers = tuple(Comment(one.id, act.line, said.text, one.by, one.at) for one, said in rest)
    return Comment(entry.id, act.line, act.text, entry.by, entry.at, answers)


def comments_on(case: Case, key: str) -> tuple[Comment, ...]:
    """The comments on the line of this key; `WHOLE` is the plan as a whole."""
    return tuple(comment for comment in comments(case) if comment.line == key)


def comments_adrift(case: Case, keys: Iterable[str]) -> tuple[Comment, ...]:
    """The comments whose line is no longer among these, so that none is lost with its line."""
    known = {WHOLE, *keys}
    return tuple(comment for comment in comments(case) if comment.line not in known)


def to_answer(case: Case, key: str) -> Comment | None:
    """The comment on this line that waits longest for an answer, or else the latest; None if there is none."""
    found = comments_on(case, key)
    return next((one for one in found if one.open), found[-1] if found else None)
