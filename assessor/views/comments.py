"""What was said of a plan in its review: comments on its lines, each with what was answered to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessor import wording
from assessor.care.case import Case
from assessor.journal import Commented, Entry, Reviewed
from assessor.views.plan_lines import PlanLine, plan_lines

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


def threads(case: Case) -> tuple[Comment, ...]:
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
    (entry, act), *replies = thread
    answers = tuple(Comment(reply.id, act.line, words.text, reply.by, reply.at) for reply, words in replies)
    return Comment(entry.id, act.line, act.text, entry.by, entry.at, answers)


def threads_on(case: Case, key: str) -> tuple[Comment, ...]:
    """The comments on the line of this key; `WHOLE` is the plan as a whole."""
    return tuple(comment for comment in threads(case) if comment.line == key)


def threads_adrift(case: Case, keys: Iterable[str]) -> tuple[Comment, ...]:
    """The comments whose line is no longer among these, so that none is lost with its line."""
    present = {WHOLE, *keys}
    return tuple(comment for comment in threads(case) if comment.line not in present)


def reviewed_lines(case: Case, with_whole_plan: bool = False) -> list[PlanLine]:
    """The lines of the plan, and so that no comment is lost, those for what was said on it as a whole (always, if
    ``with_whole_plan`` is wanted), and last on lines that are no longer there."""
    lines = plan_lines(case)
    adrift = dict.fromkeys(comment.line for comment in threads_adrift(case, [line.key for line in lines]))
    first = [PlanLine(WHOLE, "", "fact", "The plan as a whole")] if with_whole_plan or threads_on(case, WHOLE) else []
    last = [PlanLine(key, "Said on lines that are no longer there", "fact", "A line that is gone") for key in adrift]
    return [*first, *lines, *last]


def comments_on(case: Case, key: str) -> list[tuple[str, str]]:
    """The comments on a line and their answers, each with who said it and when, in the order in which they came."""
    comments = {
        said_here.id: said_here for comment in threads_on(case, key) for said_here in (comment, *comment.answers)
    }
    in_order = (comments[entry.id] for entry in case.standing.comments if entry.id in comments)
    return [(f"{comment.by}, {wording.moment(comment.at)}", comment.text) for comment in in_order]


def told_comments(case: Case, key: str) -> str:
    """How many comments a line has, and that one waits for an answer; empty for none."""
    count = len(comments_on(case, key))
    if not count:
        return ""
    waiting = any(comment.open for comment in threads_on(case, key))
    return wording.counted(count, "comment") + (", to answer" if waiting else "")


def answer_to(case: Case, key: str) -> str:
    """The id of the comment on this line that has waited longest for an answer; empty if none does."""
    return next((comment.id for comment in threads_on(case, key) if comment.open), "")


def to_answer(case: Case, key: str) -> Comment | None:
    """The comment on this line that waits longest for an answer, or else the latest; None if there is none."""
    comments = threads_on(case, key)
    return next((comment for comment in comments if comment.open), comments[-1] if comments else None)


def return_told(case: Case) -> str:
    """By whom and when the plan was returned, and with which words, in a sentence; empty where it is not returned."""
    standing = case.standing
    if standing.state != "returned" or standing.at is None:
        return ""
    on = wording.day(standing.at.astimezone())
    return f'Returned by {standing.reviewer} on {on}: "{wording.one_line(standing.words)}".'


def return_answered(case: Case) -> bool:
    """Whether a comment was answered since the plan was last returned and none waits: so the return was read."""
    returns = [place for place, entry in enumerate(case.entries) if isinstance(entry.act, Reviewed)]
    since = case.entries[returns[-1] :] if returns else ()
    answered = any(isinstance(entry.act, Commented) and entry.act.answers for entry in since)
    return answered and not case.standing.open_comments()


def to_answer_told(case: Case) -> tuple[str, ...]:
    """Every comment that waits for an answer, in a sentence each: on which line, by whom and its words."""
    texts = {line.key: line.text for line in plan_lines(case)}
    return tuple(
        f'{wording.sentence(_place_told(waiting.line, texts))} {waiting.by}: "{wording.one_line(waiting.text)}".'
        for waiting in threads(case)
        if waiting.open
    )


def _place_told(key: str, texts: Mapping[str, str]) -> str:
    if key == WHOLE:
        return "on the plan as a whole"
    return f"on {wording.shorten(texts.get(key, 'a line that is no longer there'), 60).rstrip('.')}"
