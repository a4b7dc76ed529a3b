"""What was said of a plan in supervision, line by line, each comment with its answers."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import wording
from assessor.care.case import Case
from assessor.journal import Commented, Entry


def comments_on(case: Case, key: str) -> list[tuple[str, str]]:
    """The comments on a line and their answers, each with who said it and when, in the order in which they came."""
    return [(f"{entry.by}, {wording.moment(entry.at)}", text) for entry, text in _on(case, key)]


def told_comments(case: Case, key: str) -> str:
    """How many comments a line has, and that one waits for an answer; empty for none."""
    count = len(list(_on(case, key)))
    if not count:
        return ""
    waiting = bool(answer_to(case, key))
    return wording.counted(count, "comment") + (", to answer" if waiting else "")


def answer_to(case: Case, key: str) -> str:
    """The id of the comment on this line that waits for an answer; empty if none does."""
    waiting = (e for e in case.standing.open_comments() if isinstance(e.act, Commented) and e.act.line == key)
    return next((entry.id for entry in waiting), "")


def _on(case: Case, key: str) -> Iterator[tuple[Entry, str]]:
    for entry in case.standing.comments:
        if isinstance(entry.act, Commented) and entry.act.line == key:
            yield entry, entry.act.text
