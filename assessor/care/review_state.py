"""Where a plan stands: its version, whether it is a draft, handed in, returned or signed, and what was said of it.

A version is fixed when the plan leaves the program or is signed; the first act after that which changes what a reader
reads begins the next. So each version reads the same for good, and a signed plan that is changed is a draft again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from assessor import wording
from assessor.journal import (
    Act,
    Commented,
    Entry,
    Exported,
    Reviewed,
    Submitted,
)
from assessor.names import is_blank, same_name

ReviewStatus = Literal["draft", "submitted", "returned", "signed"]
REVIEW_STATUSES: dict[ReviewStatus, str] = {
    "draft": "draft", "submitted": "draft, waiting for review", "returned": "draft, returned", "signed": "reviewed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fixed:
    """A version that was fixed: its number, how many entries it was last read from, and what fixed it first."""

    version: int
    upto: int
    by: Entry


@dataclass(frozen=True)
class ReviewState:
    """The standing of a plan after so many entries.

    ``reviewer`` signed or returned it, at ``at``, with ``words``. ``returned`` counts how often it was returned since
    it was last signed. ``comments`` are the entries that hold them, in order.
    """

    version: int = 1
    state: ReviewStatus = "draft"
    reviewer: str = ""
    at: datetime | None = None
    words: str = ""
    submitted_by: str = ""
    submitted_at: datetime | None = None
    returned: int = 0
    comments: tuple[Entry, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    count: int = 0

    @property
    def is_fixed(self) -> bool:
        """Whether the version that stands has left the program or been signed, and nothing has changed since."""
        return bool(self.fixed) and self.fixed[-1].version == self.version

    @property
    def told(self) -> str:
        """Where it stands, with who made it so and when."""
        match self.state:
            case "submitted":
                return f"draft, handed in by {_by_whom(self.submitted_by, self.submitted_at)}, waiting for review"
            case "returned":
                return f"draft, returned by {_by_whom(self.reviewer, self.at)}"
            case "signed":
                return f"reviewed and signed by {_by_whom(self.reviewer, self.at)}"
        return "draft"

    def with_entry(self, entry: Entry) -> ReviewState:
        """Where the plan stands after one more entry, the ones that take back among them."""
        after = self._changed(entry.act)
        match entry.act:
            case Exported(version=version) if version in (0, after.version):  # an earlier one may be exported again
                after = after._fix(entry)
            case Submitted():
                after = replace(after, state="submitted", submitted_by=entry.by, submitted_at=entry.at)
            case Reviewed(decision="returned", words=words):
                after = replace(after, state="returned", reviewer=entry.by, at=entry.at, words=words)
                after = replace(after, returned=self.returned + 1)
            case Reviewed(words=words):
                after = replace(after, state="signed", reviewer=entry.by, at=entry.at, words=words, returned=0)
                after = after._fix(entry)
            case Commented():
                after = replace(after, comments=(*after.comments, entry))
        return replace(after, count=self.count + 1)

    def _changed(self, act: Act) -> ReviewState:
        if not act.alters_what_is_read:
            return self
        after = replace(self, version=self.version + 1) if self.is_fixed else self
        return replace(after, state="draft") if after.state == "signed" else after

    def _fix(self, entry: Entry) -> ReviewState:
        first = self.fixed[-1].by if self.is_fixed else entry
        before = self.fixed[:-1] if self.is_fixed else self.fixed
        return replace(self, fixed=(*before, Fixed(self.version, self.count + 1, first)))

    def open_comments(self) -> tuple[Entry, ...]:
        """The comments that nobody has answered yet."""
        answered = {entry.act.answers for entry in self.comments if isinstance(entry.act, Commented)}
        return tuple(
            entry
            for entry in self.comments
            if isinstance(entry.act, Commented) and not entry.act.answers and entry.id not in answered
        )


NEW_PLAN = ReviewState()


def review_state(entries: Iterable[Entry]) -> ReviewState:
    """Where the plan stands after these entries."""
    state = ReviewState()
    for entry in entries:
        state = state.with_entry(entry)
    return state


def review_refusal(review: ReviewState, act: Act, name: str, role: str, advisers: Iterable[str]) -> str:
    """Why this person may not do this act on a plan; empty if they may.

    ``advisers`` are the people whose plan it is: who made its calls and wrote on it.
    """
    if isinstance(act, Submitted) and review.state in ("submitted", "signed"):
        done = (
            "handed in already, and waits for review" if review.state == "submitted" else "signed, and has not changed"
        )
        return f"the plan is {done}"
    if not isinstance(act, Reviewed):
        return ""
    if is_blank(name):
        return "a review is signed with a name; say who is working here first"
    if role != "senior":
        return "only a senior adviser reviews a plan; change who is working here first"
    if same_name(name, review.submitted_by) or any(same_name(name, adviser) for adviser in advisers):
        return f"nobody reviews their own plan, and {name} worked on this one; another senior adviser can"
    if review.state != "submitted":
        return "the plan has not been handed in for review, or was changed since it was signed; its adviser hands it in"
    if act.decision == "returned" and is_blank(act.words):
        return "say what to change, so that the adviser knows why it comes back"
    return ""


def _by_whom(name: str, at: datetime | None) -> str:
    return f"{name} on {wording.day(at.astimezone())}" if at else name
