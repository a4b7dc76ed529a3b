"""What happened: the kinds of entry of which a call is made, each small, dated, signed and frozen.

A case's journal is its entries in the order they were appended. Nothing in it is changed or deleted: a
correction is a later entry. Everything else (the route, the plan, the therapist's page) is read from it.
"""

from __future__ import annotations

from datetime import date
from operator import not_
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, FiniteFloat, PlainSerializer, StrictBool, StrictInt

from assessor.client import Client as Client
from assessor.frozen import Frozen as Frozen
from assessor.required_text import MustSay
from assessor.rough_days import kept_day, read_kept
from assessor.taxonomy import Aim, Party, Reached

Value = bool | int | FiniteFloat | str | tuple[str, ...]
"""An answer as the journal keeps it, fit for JSON: a code, codes, a number, a day as YYYY-MM-DD, or words."""

Reason = Literal["declined", "unknown", "skip"]
"""Why there is no answer: the client would rather not say; it is not known; it was left for later."""

DayKept = Annotated[
    date,
    BeforeValidator(lambda day: (read_kept(day) or day) if isinstance(day, str) else day, json_schema_input_type=str),
    PlainSerializer(kept_day, str, when_used="json"),
]
"""A day in a record, kept with what is known of it."""


class ActRecord(Frozen):
    """What every act says of itself, so that an act that forgets to is no class at all.

    ``changes_plan``: what a reader of the plan reads may differ after it. ``undoable``: it can be taken back.
    ``rests_on_reading``: it means something only on the plan as it was read, so it is refused if the journal has
    another end by the time it is written; any other act is added whatever came between.
    """

    changes_plan: ClassVar[bool]
    undoable: ClassVar[bool]
    rests_on_reading: ClassVar[bool]

    def __init_subclass__(cls, *, changes_plan: bool, undoable: bool, rests_on_reading: bool, **config: Any) -> None:
        super().__init_subclass__(**config)
        cls.changes_plan, cls.undoable, cls.rests_on_reading = changes_plan, undoable, rests_on_reading

    @property
    def alters_what_is_read(self) -> bool:
        """Whether this very act may alter what a reader of the plan reads."""
        return self.changes_plan

    @property
    def depends_on_reading(self) -> bool:
        """Whether this very act is refused if the journal has another end than was read."""
        return self.rests_on_reading


class ClientRecorded(ActRecord, changes_plan=True, undoable=False, rests_on_reading=True):
    """The client's details were taken down, or put right. They stand whole, so they rest on those that were read."""

    act: Literal["client"] = "client"
    client: Client


class CallBegun(ActRecord, changes_plan=True, undoable=False, rests_on_reading=True):
    """A call began, by a script at the version that its bank's fingerprint fixes for good."""

    act: Literal["call"] = "call"
    script: Annotated[str, MustSay("the script's id")]
    version: int
    bank: Annotated[str, MustSay("the bank's fingerprint")]


class CallEnded(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """The adviser brought the call to its end."""

    act: Literal["end"] = "end"


class Answered(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """A question was answered, or an earlier answer corrected."""

    act: Literal["answer"] = "answer"
    question: Annotated[str, MustSay("the question's id")]
    value: Annotated[Value, MustSay("the answer")]


class NotAnswered(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """A question was put, and for a reason has no answer."""

    act: Literal["no_answer"] = "no_answer"
    question: Annotated[str, MustSay("the question's id")]
    reason: Reason


class Noted(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """Words written down, tied to a question or to nothing."""

    act: Literal["note"] = "note"
    text: Annotated[str, MustSay("the note")]
    question: str | None = None


class WentTo(ActRecord, changes_plan=False, undoable=False, rests_on_reading=False):
    """The adviser turned to a question out of turn."""

    act: Literal["go"] = "go"
    question: str | None


class Decided(ActRecord, changes_plan=True, undoable=True, rests_on_reading=True):
    """What adviser and client made of a suggestion. ``words`` are the step as it was agreed, ``goal`` the key of the
    goal that it serves, ``progress`` how far it has come; ``never`` that the client asked not to be offered it."""

    act: Literal["decide"] = "decide"
    suggestion: Annotated[str, MustSay("the suggestion's id")]
    decision: Literal["accepted", "set_aside", "open"]
    words: str = ""
    who: tuple[Party, ...] = ()
    by: str = ""
    reason: str = ""
    goal: str = ""
    progress: Literal["to_do", "under_way", "done", "dropped"] = "to_do"
    never: StrictBool = Field(default=False, exclude_if=not_)  # so older entries read the same


class GoalWritten(ActRecord, changes_plan=True, undoable=True, rests_on_reading=True):
    """A goal was written by hand, or written anew; the latest entry for its key is what stands.

    ``by`` is the day as people say it and ``due`` the same as a day; ``answers`` are the codes of the needs and
    barriers that it answers. ``agreed_with`` is whoever agreed it at the client's work, on the day ``agreed_on``.
    ``why`` says why it was let go.
    """

    act: Literal["goal"] = "goal"
    goal: Annotated[str, Field(min_length=1), MustSay("the goal's key")]
    what: Annotated[str, Field(min_length=1), MustSay("the goal")]
    aim: Aim | None = None
    owner: Party = "client"
    by: str = ""
    due: DayKept | None = None
    sign: str = ""
    obstacle: str = ""
    who: str = ""
    answers: tuple[str, ...] = ()
    state: Literal["going_on", "reached", "let_go"] = "going_on"
    why: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None


class GoalRated(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """Where the client says they are with a goal, 0 to 10."""

    act: Literal["rating"] = "rating"
    goal: Annotated[str, Field(min_length=1), MustSay("the goal's key")]
    value: StrictInt = Field(ge=0, le=10)


class StepWritten(ActRecord, changes_plan=True, undoable=True, rests_on_reading=True):
    """A step was written by hand, or written anew; the latest entry for its key is what stands.

    One whose ``who`` has the therapist is asked of the therapist, ``because`` of what is said there. ``goal`` is the
    key of the goal that it serves; ``why`` says why it was dropped.
    """

    act: Literal["step"] = "step"
    step: Annotated[str, Field(min_length=1), MustSay("the step's key")]
    what: Annotated[str, Field(min_length=1), MustSay("the step")]
    who: tuple[Party, ...] = ("client",)
    by: str = ""
    goal: str = ""
    because: str = ""
    state: Literal["to_do", "under_way", "done", "dropped"] = "to_do"
    why: str = ""


class Ordered(ActRecord, changes_plan=True, undoable=True, rests_on_reading=True):
    """The order in which goals, steps or requests stand on the plan, by their keys; any not named come after."""

    act: Literal["order"] = "order"
    keys: Annotated[tuple[str, ...], MustSay("a key")]


class Replied(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """The therapist's answer to what was asked of them; ``name`` is who gave it.

    ``for_client`` says that the client may read the words too: a therapist writes to a colleague, unless asked.
    """

    act: Literal["reply"] = "reply"
    request: Annotated[str, MustSay("the request's id")]
    answer: Literal["accepted", "done", "not_now"]
    words: str = ""
    name: str = ""
    for_client: StrictBool = False


class Consented(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """The client agrees, or no longer does, to sharing with a reader or to our ringing a body; ``words`` limit it."""

    act: Literal["consent"] = "consent"
    reader: Reached
    given: StrictBool
    words: str = ""

    @property
    def depends_on_reading(self) -> bool:
        """A no is always added; a yes only to what was read, since somebody may have written a no since."""
        return self.given


class ShareChosen(ActRecord, changes_plan=True, undoable=True, rests_on_reading=True):
    """The lines that the client agreed to show the employer, by their keys; the latest choice stands whole.

    ``texts`` are all that is printed of each when it was chosen, in the same order. Older records have only what is to
    be done, or nothing. ``employer`` is whose choice it is, where there is more than one.
    """

    act: Literal["share"] = "share"
    lines: Annotated[tuple[str, ...], MustSay("a line's key")]
    texts: tuple[str, ...] = ()
    employer: str = Field(default="", exclude_if=not_)  # so that a choice for the one employer is kept as it always was


class Submitted(ActRecord, changes_plan=False, undoable=False, rests_on_reading=True):
    """The plan was handed in for review. ``anyway`` says that something urgent was undecided, which was told."""

    act: Literal["submit"] = "submit"
    anyway: StrictBool = Field(default=False, exclude_if=not_)  # so older entries read the same


class Reviewed(ActRecord, changes_plan=True, undoable=False, rests_on_reading=True):
    """A senior adviser returned the plan with what to change, or signed it; ``fingerprint`` is of the plan as read."""

    act: Literal["review"] = "review"
    decision: Literal["returned", "signed"]
    fingerprint: str = ""
    words: Annotated[str, MustSay("what to change", when=lambda review: review.decision == "returned")] = ""

    @property
    def alters_what_is_read(self) -> bool:
        """A plan that is returned reads as it did; one that is signed is no longer a draft."""
        return self.decision == "signed"


class Commented(ActRecord, changes_plan=False, undoable=False, rests_on_reading=False):
    """Words on one line of the plan, by the line's key; ``answers`` is the id of the comment that they answer."""

    act: Literal["comment"] = "comment"
    line: str = ""
    text: Annotated[str, Field(min_length=1), MustSay("the comment")]
    answers: str = ""


class SupervisionHeld(ActRecord, changes_plan=False, undoable=False, rests_on_reading=False):
    """A supervision took place: with whom, which cases, what was decided and what was learned."""

    act: Literal["supervision"] = "supervision"
    adviser: Annotated[str, Field(min_length=1), MustSay("the adviser's name")]
    on: date
    cases: Annotated[tuple[str, ...], MustSay("a case")] = ()
    decisions: str = ""
    learning: str = ""


SafetyField = Literal["words", "where", "told", "told_at", "said", "agreed"]


class SafetyNoted(ActRecord, changes_plan=True, undoable=True, rests_on_reading=False):
    """One line of the safety page, as it was written; the latest entry for a line is what stands. ``page`` names one
    that is no call's own."""

    act: Literal["safety"] = "safety"
    field: SafetyField
    text: str
    page: str = Field(default="", exclude_if=not_)  # so that a line of a call's page is kept as it always was


class Exported(ActRecord, changes_plan=False, undoable=False, rests_on_reading=True):
    """A plan left the program: for whom, in which format, as which version, and the fingerprint of what it said.
    ``letter`` is the kind of letter that was made of it, if it was not the reader's page."""

    act: Literal["export"] = "export"
    reader: Annotated[str, MustSay("the reader")]
    format: Annotated[str, MustSay("the format")]
    letter: str = ""
    employer: str = Field(default="", exclude_if=not_)  # whose copy, where it is not that of the main job
    version: int = 0
    fingerprint: str = ""


Outcome = Literal["no_answer", "message_left", "wrong_person", "not_safe", "rearranged", "did_not_attend"]
"""What came of ringing, where it came to no talk."""


class Attempted(ActRecord, changes_plan=False, undoable=False, rests_on_reading=False):
    """The client was rung and not spoken to."""

    act: Literal["attempt"] = "attempt"
    outcome: Outcome
    note: str = ""


class Paused(ActRecord, changes_plan=False, undoable=False, rests_on_reading=False):
    """The call stands still: a pause that somebody asked for, or the line was lost."""

    act: Literal["pause"] = "pause"
    why: Literal["pause", "cut_off"] = "pause"


class Resumed(ActRecord, changes_plan=False, undoable=False, rests_on_reading=False):
    """The call goes on."""

    act: Literal["resume"] = "resume"


class Undone(ActRecord, changes_plan=True, undoable=False, rests_on_reading=True):
    """An earlier entry is taken back; taking back one of these brings back what it took."""

    act: Literal["undo"] = "undo"
    entry: Annotated[str, MustSay("the entry's id")]


Act = Annotated[
    ClientRecorded
    | CallBegun
    | CallEnded
    | Answered
    | NotAnswered
    | Noted
    | WentTo
    | Decided
    | GoalWritten
    | GoalRated
    | StepWritten
    | Ordered
    | Replied
    | Consented
    | ShareChosen
    | Submitted
    | Reviewed
    | Commented
    | SupervisionHeld
    | SafetyNoted
    | Exported
    | Attempted
    | Paused
    | Resumed
    | Undone,
    Field(discriminator="act"),
]


UNPLACED = -1
"""The place of an entry that stands in no case's journal yet."""


class Entry(Frozen):
    """One act, with its moment and the name of the person who did it; ``call`` is empty outside a call.

    ``place`` is where it stands in the journal, counted from 0, as whoever reads the journal finds it there: it is no
    part of what is kept. Clocks can be wrong, so what came last is told by the place and never by the moment.
    """

    id: str
    at: AwareDatetime
    by: str
    call: str = ""
    act: Act
    place: int = Field(default=UNPLACED, exclude=True)

    def __eq__(self, value: object) -> bool:
        """Whether both hold the same, wherever they stand."""
        if not isinstance(value, Entry):
            return NotImplemented
        return (self.id, self.at, self.by, self.call, self.act) == (
            value.id, value.at, value.by, value.call, value.act,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash(self.id)
