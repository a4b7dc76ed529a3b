"""How a call and its plan are told, whoever shows them: the same words on the screen and in plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.bank.bank import Bank
from assessor.care.agreeing import said_of
from assessor.care.case import Call, Case
from assessor.care.know_me import known_in_a_line, known_of, relative_interprets
from assessor.care.passed_on import tells_of_somebody
from assessor.care.plan import Plan, nobody_was_told
from assessor.journal import Answered, Decided, Entry, NotAnswered, Noted, SafetyField
from assessor.scripts.course import Step
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked
from assessor.scripts.settling import ON, OPEN, OUT, WAITS
from assessor.views.agreeing import decision_told
from assessor.views.phrasing import COULD_HELP, NOT_PASSED_ON, situation_told

OFF_ROUTE = {OPEN: "waiting", OUT: "set aside"}
"""How an answer stands that is kept and not in force: one given early waits, one whose question is out is set aside."""

NOT_ANSWERED = {ON: "not yet asked", OPEN: "may yet apply", WAITS: "can wait for a later call"}
WITHOUT = {"declined": "rather not say", "unknown": "not known", "skip": "left for later"}

SAFETY_LINES: dict[SafetyField, str] = {
    "words": "What the client said, in their words",
    "where": "Where they are now",
    "told": "Who was told",
    "told_at": "When",
    "said": "What the clinician said",
    "agreed": "What was agreed",
}
NO_PROTOCOL = "The bank has no safety protocol. Follow your service's own. If a life is in danger, ring 999."
STANDS_IN = "Not your service's own protocol: this stands in for it"


def protocol(bank: Bank) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The service's protocol: each heading with its lines. That it only stands in is a heading of its own, first."""
    scripts = [course.script for course in bank.courses.values() if course.script.stage == "protocol"]
    if not scripts:
        yield NO_PROTOCOL, ()
        return
    if scripts[0].placeholder:
        yield STANDS_IN, ()
    for section in scripts[0].sections:
        yield section.title, tuple(question.say for question in section.questions)


def client_standing(plan: Plan) -> str:
    """Where the client stands, in a line: "Off sick since 2 November 2026, wants to go back to work"."""
    situation = situation_told(plan)
    since = plan.work.get("absence.first_day") if plan.situation == "off_sick" else None
    parts = [f"{situation} since {since}" if since else situation, taxonomy.AIMS.get(plan.aim or "", "")]
    return wording.capital(", ".join(filter(None, parts))) or "Not yet known"


NOT_THROUGH_A_RELATIVE = (
    "a relative or friend was named to interpret: ask nothing of safety, harm or home through them, and no "
    "questionnaire; book a trained interpreter"
)
NO_WORD = "leave no message: they have not said that you may"


def asked_of_outcome(case: Case, outcome: str) -> str:
    """What is asked once before it is written down what came of ringing: a message that was left where none may be."""
    if outcome != "message_left":
        return ""
    may = case.answers.value("know.message") if case.answers else None
    if may not in (None, "no"):
        return ""
    know = known_of(case.answers) if case.answers else {}
    return f"The record says: {wording.ended(know.get('know.message', NO_WORD))} Was a message left all the same?"


def before_ringing(case: Case) -> str:
    """What to look at before the telephone is picked up, in a line."""
    know, notes = known_in_a_line(case.answers) if case.answers else ({}, ())  # the plan is made once the keys rest
    best = case.client.best_times
    how = case.answers.written("next.how") if case.answers else ""
    parts = (  # what would do most harm if it were missed stands first, since a narrow screen may cut the rest
        f"a concern is {NOT_PASSED_ON}" if nobody_was_told(case.concerns) else "",
        NOT_THROUGH_A_RELATIVE if relative_interprets(know) else "",
        f"call them {know['know.name']}" if "know.name" in know else "",
        how if how != "by phone" else "",
        know.get("know.message", NO_WORD),
        f"interpreter, {know['know.interpreter']}" if "know.interpreter" in know else "",
        know.get("know.interpreter_who", ""),
        know.get("know.access", ""),
        case.client.access,
        case.client.pronouns,
        f"suits: {time}" if (time := _time_that_suits(case)) else "",
        f"best times {best}" if best else "",
        *(f"noted there: {note}" for note in notes),
    )
    return wording.one_line(f"Before you ring: {'; '.join(part.rstrip('.') for part in parts if part)}.")


def if_cut_off(case: Case) -> str:
    """What to do where the line is lost, in a line: the number to ring, and whether a message may be left."""
    know = known_of(case.answers) if case.answers else {}
    number = case.client.telephone or "no number is written down"
    return wording.one_line(f"If the line drops: {number}; {know.get('know.message', NO_WORD)}.")


def _time_that_suits(case: Case) -> str:
    """The time that was last agreed, with what was noted of when it is safe to ring and when it is not."""
    filled = case.answers.detail("next.time") if case.answers else None
    if filled is None:
        return ""
    interview, name = filled
    return ", ".join(filter(None, (interview.written(name), interview.note(name))))


def stop_words(interview: Interview) -> str:
    """What the client says to stop the call, as it stands in sight for as long as the call lasts; empty if nothing was
    agreed. The answer that is given once is needed later, when there is no time to look for it."""
    name = interview.detail("call.stop")
    words = wording.one_line(interview.written(name)).strip('“”"') if name else ""
    return f"STOP = “{words}”" if words else ""


def whereabouts(interview: Interview) -> str:
    """Where the client said they are, to be offered where somebody has to be told; empty if they were not asked."""
    where = interview.detail("call.where")
    return interview.written(where) if where else ""


def offered_safety_line(field: SafetyField, page: Mapping[str, str], interview: Interview, now: str) -> str:
    """What may be put into a line of the safety page on which nothing was written: offered, and not yet said."""
    if field == "where" and "where" not in page:
        return whereabouts(interview)
    return now if field == "told_at" and not page.get("told_at") and tells_of_somebody(page.get("told", "")) else ""


class SpokenLine(NamedTuple):
    """Words to read aloud before a question, with how to say them and what to say if the client is unsure."""

    say: str
    guide: str = ""
    probe: str = ""


def spoken_lines(interview: Interview, name: str | None) -> tuple[SpokenLine, ...]:
    """What is read aloud just before a question, or at the end of the call for None."""
    return tuple(
        SpokenLine(*(interview.text(spoken, part) for part in ("say", "guide", "probe")))
        for spoken in interview.spoken_before(name)
    )


def put_to_client(interview: Interview, name: str) -> str:
    """The question as it is put, in quotes; one that is for the adviser alone is not, and says so."""
    words, question = interview.to_say(name), interview.course.question(name)
    return f"For you, not aloud: {words}" if question and question.for_adviser else f"“{words}”"


SAFETY_OFFERED = "What they told you may be a concern. The safety page is there if it would help them"
"""What is said where an answer ``offers: safety``; which key or word opens the page, each face adds."""


def safety_is_offered(call: Call) -> bool:
    """Whether the answer given last offers the safety page, on which nothing stands yet."""
    given = (entry.act for entry in reversed(call.entries) if isinstance(entry.act, Answered | NotAnswered))
    act = next(given, None)
    if not isinstance(act, Answered):
        return False
    question = call.interview.course.question(act.question)
    chosen = question.chosen(call.interview.answer(act.question)) if question else ()
    return any(option.offers == "safety" for option in chosen)


class TranscriptLine(NamedTuple):
    """One line of what was said; ``question`` is where it leads, empty for a heading.

    A tuple, since all of them are made afresh and compared at every key.
    """

    left: str
    right: str
    question: str
    style: str


def transcript(
    call: Call, with_decisions: bool = True, titles: Mapping[str, str] = MappingProxyType({})
) -> list[TranscriptLine]:
    """The call so far, in the order it went: the latest word on each question, and every note; and, unless whoever asks
    tells it otherwise, the latest word on each suggestion, by its name among the ``titles`` on the plan."""
    lines, section = [], ""
    decided = said_of(call) if with_decisions else {}
    for entry in call.entries:
        act = entry.act
        if isinstance(act, Noted):
            lines.append(TranscriptLine("note", f"“{act.text}”", act.question or "", "note"))
            continue
        if isinstance(act, Decided):
            told = _decision_line(call, act, titles) if decided.get(act.suggestion) is act else None
        else:
            told = _answer_line(call.interview, entry)
        if told is None:
            continue
        heading, line = told
        if heading != section:
            section = heading
            lines.append(TranscriptLine(section, "", "", "heading"))
        lines.append(line)
    return lines


def _answer_line(interview: Interview, entry: Entry) -> tuple[str, TranscriptLine] | None:
    """The answer that this entry gave, under the title of its section; None if it gave none, or not the latest."""
    act = entry.act
    answered = interview.responses.get(act.question) if isinstance(act, Answered | NotAnswered) else None
    if answered is None or answered.entry is not entry or not isinstance(act, Answered | NotAnswered):
        return None
    step = interview.course.steps[interview.course.at[act.question]]
    if step.question is None or step.section is None or step.question.agrees:
        return None
    if answered.value is None:
        words, style = WITHOUT[answered.reason or "unknown"], "without"
    else:
        words, style = step.question.transcript(answered.value, entry.at.astimezone().date()), "answer"
    if off := OFF_ROUTE.get(interview.states[step.place]):
        words, style = f"{words}   ({off})", "without"
    return step.section.title, TranscriptLine(interview.title(step.name), words, act.question, style)


def _decision_line(call: Call, act: Decided, titles: Mapping[str, str]) -> tuple[str, TranscriptLine]:
    """What was said of a suggestion, under the title of the place where that is talked over."""
    place = next((step for step in call.interview.course.agreeing if call.interview.states[step.place] == ON), None)
    entry = call.bank.interventions.get(act.suggestion) or call.bank.adjustments.get(act.suggestion)
    title = titles.get(act.suggestion) or (entry.title if entry else act.suggestion)
    words = decision_told(act, call.interview.client, call.interview.adviser)
    words += f" · “{act.words}”" if act.words else ""
    style = "answer" if act.decision == "accepted" else "without"
    heading = place.section.title if place and place.section else COULD_HELP
    return heading, TranscriptLine(title, words, place.name if place else "", style)


def titles_on(plan: Plan) -> dict[str, str]:
    """What each suggestion is called on the plan, which is how it was put, by its id."""
    return {one.id: one.title for one in (*plan.suggestions, *plan.therapist_requests, *plan.adjustments)}


def moved(before: Interview, after: Interview) -> str:
    """What a correction set aside, what now waits, and what it brought back, in a sentence; empty for none of these."""
    was_off = set(before.off_route)
    gone = [name for name in after.off_route if name not in was_off]
    aside = [name for name in gone if after.state(name) == OUT]
    waiting = [name for name in gone if after.state(name) == OPEN]
    back = [name for name in before.off_route if after.state(name) == ON and name in after.responses]
    clauses = []
    for names, words in ((aside, "set aside"), (waiting, "waiting until it applies"), (back, "brought back")):
        titles = [after.title(name) for name in names]
        if titles:
            shown = wording.listed(titles) if len(titles) <= 3 else f"{len(titles)} answers"
            clauses.append(f"{shown} {words}")
    return f"{wording.capital('; '.join(clauses))}. Nothing is lost." if clauses else ""


def before(interview: Interview) -> str | None:
    """The question that was answered before the one that stands now, in the script's order."""
    current, course = interview.stands_at, interview.course
    place = course.at[current] if current else len(course.steps)
    earlier = [name for name in interview.route if name in interview.responses and course.at[name] < place]
    return earlier[-1] if earlier else None


class QuestionMatch(NamedTuple):
    """A question that can be gone to: where it stands, its title, and what there is for an answer."""

    step: Step
    section: str
    title: str
    answer: str


def question_matches(interview: Interview, typed: str) -> list[QuestionMatch]:
    """The questions that apply, or may, and hold every word that is typed; those left for later first."""
    words = typed.casefold().split()
    steps = [step for step in interview.course.questions if interview.states[step.place] != OUT]
    lines = []
    for step in sorted(steps, key=lambda step: step.name not in interview.left):
        if step.question is None or step.section is None or not stood_at(step.question):
            continue
        line = QuestionMatch(step, step.section.title, interview.title(step.name), _answer(interview, step))
        searched = f"{line.section} {line.title} {step.question.say} {line.answer}".casefold()
        if all(word in searched for word in words):
            lines.append(line)
    return lines


def stood_at(question: Asked) -> bool:
    """Whether the call comes to a stand at it: at a question, and where what could help is talked over."""
    return question.takes_answer or question.agrees


def _answer(interview: Interview, step: Step) -> str:
    answered = interview.responses.get(step.name)
    if answer := interview.words(step.name):
        return answer
    if answered is not None:
        return "left for later" if answered.reason == "skip" else "no answer"
    return NOT_ANSWERED[interview.states[step.place]]
