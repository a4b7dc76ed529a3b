"""What happened: the kinds of entry of which a call is made, each small, dated, signed and frozen.

A case's journal is its entries in the order they were appended. Nothing in it is changed or deleted: a
correction is a later entry. Everything else (the route, the plan, the therapist's page) is read from it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from assessor.taxonomy import Party

Value = bool | int | float | str | tuple[str, ...]
"""An answer as the journal keeps it, fit for JSON: a code, codes, a number, a day as YYYY-MM-DD, or words."""

Reason = Literal["declined", "unknown", "skip"]
"""Why there is no answer: the client would rather not say; it is not known; it was left for later."""


class Frozen(BaseModel):
    """A record that refuses unknown fields and is never changed once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Client(Frozen):
    """The client as the service knows them; people's names as they write them, in any script."""

    name: str = Field(min_length=1)
    called: str = ""
    born: date | None = None
    reference: str = ""
    telephone: str = ""
    best_times: str = ""
    therapist: str = ""
    therapist_role: str = ""
    referred_by: str = ""
    referred_on: date | None = None

    @property
    def first_name(self) -> str:
        """What to call the client: the name they go by, or the first word of their name."""
        return self.called or (self.name.split() or [self.name])[0]


class ClientRecorded(Frozen):
    """The client's details were taken down, or taken down afresh."""

    act: Literal["client"] = "client"
    client: Client


class CallBegun(Frozen):
    """A call began, by a script at the version that its bank's fingerprint fixes for good."""

    act: Literal["call"] = "call"
    script: str
    version: int
    bank: str


class CallEnded(Frozen):
    """The adviser brought the call to its end."""

    act: Literal["end"] = "end"


class Answered(Frozen):
    """A question was answered, or an earlier answer corrected."""

    act: Literal["answer"] = "answer"
    question: str
    value: Value


class NotAnswered(Frozen):
    """A question was put, and for a reason has no answer."""

    act: Literal["no_answer"] = "no_answer"
    question: str
    reason: Reason


class Noted(Frozen):
    """Words written down, tied to a question or to nothing."""

    act: Literal["note"] = "note"
    text: str
    question: str | None = None


class WentTo(Frozen):
    """The adviser turned to a question out of turn."""

    act: Literal["go"] = "go"
    question: str | None


class Decided(Frozen):
    """What adviser and client made of a suggestion. ``words`` are the step as it was agreed."""

    act: Literal["decide"] = "decide"
    suggestion: str
    decision: Literal["accepted", "set_aside", "open"]
    words: str = ""
    who: tuple[Party, ...] = ()
    by: str = ""
    reason: str = ""


SafetyField = Literal["words", "where", "told", "told_at", "said", "agreed"]


class SafetyNoted(Frozen):
    """One line of the safety page, as it was written; the latest entry for a line is what stands."""

    act: Literal["safety"] = "safety"
    field: SafetyField
    text: str


class Exported(Frozen):
    """A plan left the program, for whom and in which format."""

    act: Literal["export"] = "export"
    reader: str
    format: str


Outcome = Literal["no_answer", "message_left", "wrong_person", "not_safe", "rearranged", "did_not_attend"]
"""What came of ringing, where it came to no talk."""


class Attempted(Frozen):
    """The client was rung and not spoken to."""

    act: Literal["attempt"] = "attempt"
    outcome: Outcome
    note: str = ""


class Paused(Frozen):
    """The call stands still: a pause that somebody asked for, or the line was lost."""

    act: Literal["pause"] = "pause"
    why: Literal["pause", "cut_off"] = "pause"


class Resumed(Frozen):
    """The call goes on."""

    act: Literal["resume"] = "resume"


class Undone(Frozen):
    """An earlier entry is taken back; taking back one of these brings back what it took."""

    act: Literal["undo"] = "undo"
    entry: str


Act = Annotated[
    ClientRecorded
    | CallBegun
    | CallEnded
    | Answered
    | NotAnswered
    | Noted
    | WentTo
    | Decided
    | SafetyNoted
    | Exported
    | Attempted
    | Paused
    | Resumed
    | Undone,
    Field(discriminator="act"),
]


class Entry(Frozen):
    """One act, with its moment and the name of the person who did it; ``call`` is empty outside a call."""

    id: str
    at: AwareDatetime
    by: str
    call: str = ""
    act: Act
