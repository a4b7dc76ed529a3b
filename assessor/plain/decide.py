"""The plan in plain lines: told with numbers, and each line decided on, put in other words, rated, answered by its
number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assessor import wording
from assessor.acts import calls, decisions, on_lines
from assessor.acts.agreeing import agree_on
from assessor.acts.declared import writes
from assessor.acts.forms import Form
from assessor.acts.on_lines import NotOnThisLine
from assessor.care.agreeing import Terms
from assessor.care.case import Case
from assessor.care.clock import clock_jumped
from assessor.care.plan import Suggestion
from assessor.journal import Act
from assessor.plain.agree import ask_if_late, ask_terms, terms_of
from assessor.plain.consent import note_consent
from assessor.plain.fill_in import listen_or, write_filled
from assessor.plain.state import Talk
from assessor.scripts.kinds import AskedBack, Refused
from assessor.views import call as telling
from assessor.views.agreeing import decision_told
from assessor.views.comments import comments_on, return_told, to_answer_told
from assessor.views.plan_lines import PlanLine, plan_lines

WHERE = "plan lists its lines with their numbers."


def plan_command(talk: Talk, _: str = "") -> None:
    """Tells the plan so far, each line with its number, and first what it was returned with."""
    talk.look_again()
    talk.tell(f"The plan so far. {wording.sentence(telling.client_standing(talk.case.plan))}")
    _tell_review(talk)
    if jump := clock_jumped(talk.case.entries, talk.desk.clock()):
        talk.tell(jump)
    lines, group = plan_lines(talk.case), ""
    talk.numbered = [line.key for line in lines]
    for number, line in enumerate(lines, start=1):
        if line.group != group:
            group = line.group
            talk.tell(f"{group}:")
        talk.tell(f"{number}. {wording.sentence(line.spoken)}")
    if talk.case.plan.proposed():
        talk.tell("Type because, agree, aside or reopen with a number; help has all that can be done to a line.")


def _tell_review(talk: Talk) -> None:
    """Tells a return with its words, and each comment that waits for an answer."""
    if back := return_told(talk.case):
        talk.tell(back)
    if waiting := to_answer_told(talk.case):
        talk.tell(f"{wording.counted(len(waiting), 'comment')} to answer: comment and the line's number answers one.")
    for comment in waiting:
        talk.tell(comment)


def _numbered(talk: Talk, typed: str) -> tuple[PlanLine | None, str]:
    """The line of this number in the plan as it was last told, and the words after the number."""
    number, words = [*typed.split(None, 1), "", ""][:2]
    lines = {line.key: line for line in plan_lines(talk.case)}
    keys = talk.numbered or list(lines)
    place = talk.place(number, len(keys), WHERE)
    line = lines.get(keys[place]) if place is not None else None
    if place is not None and line is None:
        talk.tell(f"{number} is no longer on the plan. plan lists what is.")
    return line, words


def because_command(talk: Talk, typed: str = "") -> None:
    """Tells why a line is there, what to say of it, on whose word, and what was said of it in review."""
    line, _ = _numbered(talk, typed)
    if line is None:
        return
    talk.tell(wording.sentence(line.spoken))
    for topic, words in (*line.why, *comments_on(talk.case, line.key)):
        for part in filter(None, words.splitlines()):
            talk.tell(f"{topic}: {part}")


def _do(
    talk: Talk,
    line: PlanLine | None,
    do: Callable[[Case, PlanLine], Act | Form | None],
    done: str,
    words: str = "",
    given: str = "",
) -> bool:
    """Does this to the line, once its form, if it has one, is filled in (its first field with what is ``given``); or
    says why the line does not take it, and returns False."""
    if line is None:
        return False
    try:
        wanted = do(talk.case, line)
    except NotOnThisLine as refused:
        talk.tell(str(refused))
        return False
    confirmation = f"Saved. {done}: {wording.sentence(words or line.text)}"
    if isinstance(wanted, Form):
        write_filled(talk, wanted, confirmation, given)
    elif wanted is None:
        talk.tell("It stands at the end of its list already.")
    else:
        talk.act(wanted, confirmation=confirmation)
    return True


@writes("decide", "consent", "note")
def agree_command(talk: Talk, typed: str = "") -> None:
    """Agrees a suggestion as it stands, or in other words and with a day; or that the client agrees to share."""
    line, words = _numbered(talk, typed)
    if line is not None and line.kind == "consent":
        note_consent(talk, line.name, True, words)
        return
    suggestion = _suggestion(talk, line)
    if suggestion is None:
        _do(talk, line, on_lines.accept_line, "Agreed")
        _keep_words(talk, words)
        return
    if words.casefold().rstrip(" .!") in ("no", "undo"):
        talk.tell(f'Not taken: agree, and then "{words}". Type agree and the number alone, or aside and the number.')
        return
    if not words:
        _do(talk, line, on_lines.accept_line, "Agreed", suggestion.agreed)
        return
    _agree_with_words(talk, suggestion, words)


def _agree_with_words(talk: Talk, suggestion: Suggestion, words: str) -> None:
    """Agrees a suggestion with what was typed after its number: who does it and by when, as inside a call, or else the
    step in other words, and then who and when are asked."""
    proposed = Terms(suggestion.who, suggestion.by)
    try:
        terms: Terms | None = terms_of(talk, words, proposed)
    except Refused as refused:
        if isinstance(refused, AskedBack) or re.match(r"(?:by|on)\b", words, re.IGNORECASE):
            talk.tell(f"Not taken: {wording.sentence(str(refused))}")
            return
        terms, other_words = ask_terms(talk, proposed), words
    else:
        other_words = ""
    terms = terms and ask_if_late(talk, suggestion, terms)
    if terms is not None:
        act = agree_on(suggestion, terms, other_words)
        sentence = decision_told(act, talk.case.client, talk.call.interview.adviser)
        title = wording.ended(other_words or suggestion.agreed)
        typed = "; ".join(filter(None, (words, sentence if other_words and terms != proposed else "")))
        talk.act(act, confirmation=f"Saved. {wording.sentence(sentence)} {title}", typed=typed)


@writes("decide", "goal", "step", "consent", "note")
def aside_command(talk: Talk, typed: str = "") -> None:
    """Sets a suggestion aside, lets a goal go, drops a step: with a reason."""
    line, reason = _numbered(talk, typed)
    if line is not None and line.kind == "consent":
        note_consent(talk, line.name, False, reason)
        return
    suggestion = _suggestion(talk, line)
    if suggestion is None:
        if not _do(talk, line, on_lines.set_aside_line, "Set aside", given=reason):
            _keep_words(talk, reason)
        return
    if not reason:
        typed_reason = listen_or(talk, "Why is it set aside? Enter alone leaves it as it is.", "")
        if typed_reason is None:
            return
        reason = typed_reason
    if reason:
        told = f"Saved. Set aside: {suggestion.title}."
        talk.act(decisions.set_aside(suggestion, reason), confirmation=told, typed=reason)
    else:
        talk.tell("Left as it is.")


@writes("decide")
def never_command(talk: Talk, typed: str = "") -> None:
    """Sets a suggestion aside for good: the client asked not to be offered it."""
    line, reason = _numbered(talk, typed)
    suggestion = _suggestion(talk, line)
    if suggestion is None or not reason:
        _do(talk, line, on_lines.never_line, "Not to be offered again", given=reason)
        return
    done = f"Saved. Not to be offered again: {suggestion.title}."
    talk.act(decisions.set_aside(suggestion, reason, never=True), confirmation=done)


def _keep_words(talk: Talk, words: str) -> None:
    """Keeps words that were typed for a line that takes none, or that is not there."""
    if words:
        talk.act(calls.note(words, talk.at), confirmation="Saved: what you typed, as a note.")


def _suggestion(talk: Talk, line: PlanLine | None) -> Suggestion | None:
    """The suggestion that a line is of, if it can be decided on."""
    suggestion = talk.case.plan.suggestion(line.name) if line and line.kind == "suggestion" else None
    return None if suggestion is None or suggestion.by_hand else suggestion


@writes("decide")
def reopen_command(talk: Talk, typed: str = "") -> None:
    """Takes back what was decided."""
    _do(talk, _numbered(talk, typed)[0], on_lines.reopen_line, "To decide")


@writes("decide", "goal", "step")
def edit_command(talk: Talk, typed: str = "") -> None:
    """Puts a line in other words, field by field."""
    _do(talk, _numbered(talk, typed)[0], on_lines.edit_line, "In other words")


@writes("decide", "goal", "step")
def done_command(talk: Talk, typed: str = "") -> None:
    """Says that a step is done or a goal reached, or where it is that it is not."""
    _do(talk, _numbered(talk, typed)[0], on_lines.toggle_line_done, "Changed between done and not done")


@writes("rating")
def rate_command(talk: Talk, typed: str = "") -> None:
    """Notes where the client says they are with a goal."""
    _do(talk, _numbered(talk, typed)[0], on_lines.rate_line, "Rated")


@writes("reply")
def reply_command(talk: Talk, typed: str = "") -> None:
    """Records what the therapist answered to a request."""
    _do(talk, _numbered(talk, typed)[0], on_lines.reply_on_line, "Answered")


@writes("comment")
def comment_command(talk: Talk, typed: str = "") -> None:
    """Answers the comment on a line, or writes one."""
    line, words = _numbered(talk, typed)
    _do(talk, line, on_lines.comment_on_line, "On the line", given=words)


@writes("order")
def up_command(talk: Talk, typed: str = "") -> None:
    """Moves a line up among its like."""
    _do(talk, _numbered(talk, typed)[0], lambda case, line: on_lines.move_line(case, line, -1), "Moved up")


@writes("order")
def down_command(talk: Talk, typed: str = "") -> None:
    """Moves a line down among its like."""
    _do(talk, _numbered(talk, typed)[0], lambda case, line: on_lines.move_line(case, line, 1), "Moved down")
