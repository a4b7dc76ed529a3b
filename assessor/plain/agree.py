"""Talking over what could help in plain lines: one thing put at a time, and what is said of it by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor import wording
from assessor.acts import agreeing as acts
from assessor.acts import calls, on_lines
from assessor.acts.declared import writes
from assessor.acts.terms_line import read_terms
from assessor.care.agreeing import (
    IN_OTHER_WORDS,
    SET_ASIDE_REASONS,
    SUGGESTION_ANSWERS,
    YES,
    Terms,
    late_for_urgent,
    proposed_terms,
    said_of,
    told_terms,
)
from assessor.care.plan import Suggestion
from assessor.plain.command_words import without_keys
from assessor.plain.fill_in import listen_or, write_filled
from assessor.plain.state import Talk
from assessor.scripts.kinds import Refused
from assessor.views import agreeing as telling
from assessor.views.plan_lines import plan_lines

HOW = "A number takes it; words may follow it: 1 me, Thursday says who and when. go on leaves the rest undecided."
YES_WORDS, NEVER_WORD, LATER_WORDS, ON_WORDS = ("yes", "y"), "never", ("later", "skip"), ("go on", "onward")


def put_suggestion(talk: Talk, again: bool = False) -> Iterator[str]:
    """What is put to the client now, in short lines: the words to say, because of what, and the answers there are."""
    plan, place = talk.case.plan, talk.at or ""
    put = telling.put_now(plan, talk.call)
    if put is None:
        said = said_of(talk.call)
        yield telling.NOTHING_LEFT if said else telling.NOTHING_TO_OFFER
        if undecided := telling.undecided_told(plan):
            yield undecided
        yield "Enter goes on with the call; step writes one of your own."
        return
    interview, suggestion = talk.call.interview, put.suggestion
    first, warning = put.place == 1 or again, telling.not_aloud(plan, suggestion)
    if warning:
        yield warning
    if first:
        yield f'Say: "{interview.text(place, "say")}"'
        yield f"Guide: {without_keys(interview.text(place, 'guide'))}"
    pressing = telling.pressing(suggestion)
    yield f"{put.place} of {put.of}. {wording.sentence(', '.join(filter(None, (suggestion.title, pressing))))}"
    aloud = telling.words_to_say(suggestion)
    yield f"{telling.WHEN_ALONE}: {aloud}" if warning else f'Say: "{aloud}"'
    if because := telling.because_of(suggestion):
        yield because
    for key, (answer, words) in enumerate(SUGGESTION_ANSWERS.items(), start=1):
        terms = f": {_told(talk, proposed_terms(suggestion, talk.today))}" if answer == YES else ""
        yield f"{key}. {words}{terms}"
    if rest := telling.rest_can_wait(plan, talk.call):
        yield f"{len(SUGGESTION_ANSWERS) + 1}. {rest}"
    if first:
        yield HOW


def tell_why(talk: Talk) -> None:
    """Tells what else there is to know of what is put."""
    put = telling.put_now(talk.case.plan, talk.call)
    for title, words in telling.whys(talk.case.plan, put.suggestion) if put else ():
        talk.tell(f"{title}: {words}")


def _told(talk: Talk, terms: Terms) -> str:
    return told_terms(terms, talk.case.client, talk.call.interview.adviser)


@writes("decide", "answer", "go", "note")
def take_at_agreeing(talk: Talk, line: str) -> bool:
    """Takes a line that answers what is put, or goes on; False for any other line, which is read as anywhere."""
    put, typed = telling.put_now(talk.case.plan, talk.call), line.casefold().rstrip(" .!")
    if typed in ON_WORDS or (put is None and not line):
        _go_on(talk)
        return True
    if typed == "why":
        tell_why(talk)
        return True
    if put is None:
        return False
    if typed in LATER_WORDS or typed in YES_WORDS:
        _answer(talk, put.suggestion, YES if typed in YES_WORDS else "later", "")
        return True
    word, _, words = line.partition(" ")
    if word.casefold() == NEVER_WORD and not re.match(r"\d", words.strip()):
        _never(talk, put.suggestion, words.strip())
        return True
    numbered = re.fullmatch(r"(\d{1,2})(?:[\s.,:)]+(.*))?", line, re.ASCII | re.DOTALL)
    if numbered is None:
        return False
    answers = list(SUGGESTION_ANSWERS)
    can_wait = bool(telling.rest_can_wait(talk.case.plan, talk.call))
    if can_wait and int(numbered[1]) == len(answers) + 1 and not numbered[2]:
        _go_on(talk)
        return True
    if not 1 <= int(numbered[1]) <= len(answers):
        talk.tell(f"Not taken: type 1 to {len(answers) + can_wait}.")
        return True
    _answer(talk, put.suggestion, answers[int(numbered[1]) - 1], (numbered[2] or "").strip())
    return True


def _answer(talk: Talk, suggestion: Suggestion, answer: str, words: str) -> None:
    terms: Terms | None
    if answer == YES:
        try:
            terms = terms_of(talk, words, proposed_terms(suggestion, talk.today))
        except Refused as refused:
            talk.tell(f"Not taken: {wording.sentence(str(refused))}")
            return
        terms = ask_if_late(talk, suggestion, terms)
        if terms is None:
            return
        act = acts.answer_suggestion(suggestion, answer, terms)
    elif answer == IN_OTHER_WORDS:
        words = words or listen_or(talk, "In which words? Enter leaves it undecided.", "") or ""
        terms = ask_terms(talk, proposed_terms(suggestion, talk.today)) if words else None
        terms = terms and ask_if_late(talk, suggestion, terms)
        if terms is None:
            return
        act = acts.answer_suggestion(suggestion, answer, terms, words)
    else:
        terms = proposed_terms(suggestion, talk.today)
        act = acts.answer_suggestion(suggestion, answer, terms, words if answer in SET_ASIDE_REASONS else "")
    told = telling.decision_told(act, talk.case.client, talk.call.interview.adviser)
    kept = [calls.note(words, talk.at)] if words and answer not in (YES, IN_OTHER_WORDS, *SET_ASIDE_REASONS) else []
    title = wording.ended(act.words or suggestion.title)
    talk.act(*kept, act, confirmation=f"Saved. {wording.sentence(told)} {title}", typed=words)


def terms_of(talk: Talk, typed: str, proposed: Terms) -> Terms:
    """Who and when, as they are typed; raises `Refused`."""
    return read_terms(typed, proposed, talk.case.client, talk.call.interview.adviser, talk.today)


def ask_terms(talk: Talk, proposed: Terms) -> Terms | None:
    """Asks who does it and by when, until it is understood; None where that is left."""
    keeps = f"Enter keeps: {_told(talk, proposed)}; back leaves it."
    asked = f"Who, and by when? {keeps}"
    while (typed := listen_or(talk, asked, "")) is not None:
        try:
            return terms_of(talk, typed, proposed)
        except Refused as refused:
            asked = f"Not taken: {wording.sentence(str(refused))} {keeps}"
    return None


def ask_if_late(talk: Talk, suggestion: Suggestion, terms: Terms) -> Terms | None:
    """Asks once whether what is urgent is to wait for a later day: the terms, or None where that is left."""
    if not (late := late_for_urgent(suggestion, terms, talk.today)):
        return terms
    asked = f"{late}. Enter keeps it, or type another day; back leaves it undecided."
    while typed := listen_or(talk, asked, ""):
        try:
            return terms_of(talk, typed, terms)
        except Refused as refused:
            asked = f"Not taken: {wording.sentence(str(refused))} Enter keeps {terms.by}; back leaves it undecided."
    return None if typed is None else terms


def _never(talk: Talk, suggestion: Suggestion, words: str) -> None:
    line = next(line for line in plan_lines(talk.case) if line.kind == "suggestion" and line.name == suggestion.id)
    write_filled(
        talk, on_lines.never_line(talk.case, line), f"Saved. Not to be offered again: {suggestion.title}.", words
    )


def _go_on(talk: Talk) -> None:
    """On with the call, whatever is left undecided; from a place turned to out of turn, back from there."""
    interview, place = talk.call.interview, talk.at or ""
    done = place in interview.responses or interview.course.at[place] >= interview.front
    undecided = telling.undecided_told(talk.case.plan)
    if talk.act(calls.turn_to(None) if done else acts.talked_over(place), confirmation="") and undecided:
        talk.tell(undecided)
