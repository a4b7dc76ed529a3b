"""A call: answers, notes, what a note was heard to mean, the safety page, standing still, ending, ringing in vain."""

from __future__ import annotations

from assessor.journal import (
    Answered,
    Attempted,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Entry,
    NotAnswered,
    Noted,
    Outcome,
    Paused,
    Reason,
    Resumed,
    SafetyField,
    SafetyNoted,
    Undone,
    Value,
    WentTo,
)
from assessor.scripts.interview import Interview
from assessor.scripts.recording import answer_recording


class AnswerHeard(Answered, changes_plan=True, undoable=True, rests_on_reading=True):
    """The answer that records what was heard; in the journal an answer like any other.

    It holds what its question held when it was read, and more. Written over what was answered elsewhere since, it would
    take that away, so it rests on what was read.
    """

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same answer, however it was given."""
        if not isinstance(other, Answered):
            return NotImplemented
        return (self.question, self.value) == (other.question, other.value)

    __hash__ = Answered.__hash__


def record_client(client: Client) -> ClientRecorded:
    """The client's details are taken down."""
    return ClientRecorded(client=client)


def begin_call(script: str, version: int, bank: str) -> CallBegun:
    """A call begins, by this script of the bank with this fingerprint."""
    return CallBegun(script=script, version=version, bank=bank)


def answer(question: str, value: Value) -> Answered:
    """A question is answered, or its answer corrected."""
    return Answered(question=question, value=value)


def leave_unanswered(question: str, reason: Reason, draft: str = "") -> list[Noted | NotAnswered]:
    """A question has no answer, for a reason; what was typed before that was known is kept as a note to it."""
    kept: list[Noted | NotAnswered] = [note(draft, question)] if draft else []
    return [*kept, NotAnswered(question=question, reason=reason)]


def note(words: str, question: str | None = None) -> Noted:
    """Words are written down, tied to a question or to nothing."""
    return Noted(text=words, question=question)


def take_heard(interview: Interview, kind: str, code: str) -> AnswerHeard | None:
    """What a note was heard to mean, as the answer of a question of this call that records it; None where none does."""
    answer = answer_recording(interview, kind, code)
    return None if answer is None else AnswerHeard(question=answer.question, value=answer.value)


def heard_acts(interview: Interview, heard: AnswerHeard) -> list[AnswerHeard | WentTo]:
    """The answer that was heard, written; at a question that takes several answers and stands, the call stays at it,
    since there may be more of them."""
    question = interview.course.question(heard.question)
    stays = question is not None and question.several and interview.stands_at == heard.question
    return [heard, turn_to(heard.question)] if stays else [heard]


def turn_to(question: str | None) -> WentTo:
    """The adviser turns to a question out of turn; None goes on with the call."""
    return WentTo(question=question)


def write_safety_line(field: SafetyField, words: str, page: str = "") -> SafetyNoted:
    """A line of the safety page, as it reads now; ``page`` names one that is no call's own."""
    return SafetyNoted(field=field, text=words, page=page)


def pause() -> Paused:
    """The call stands still, its clock too."""
    return Paused()


def cut_off() -> Paused:
    """The line was lost."""
    return Paused(why="cut_off")


def resume() -> Resumed:
    """The call goes on."""
    return Resumed()


def end_call() -> CallEnded:
    """The call is brought to its end."""
    return CallEnded()


def not_reached(outcome: Outcome, words: str = "") -> Attempted:
    """The client was rung and not spoken to."""
    return Attempted(outcome=outcome, note=words)


def take_back(entry: Entry) -> Undone:
    """This entry is taken back; one that took another back is itself taken back, which brings that other back."""
    return Undone(entry=entry.id)
