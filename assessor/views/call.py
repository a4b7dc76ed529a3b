"""How a call and its plan are told, whoever shows them: the same words on the screen and in plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.bank.bank import Bank
from assessor.care.case import Call, Case
from assessor.care.know_me import known_of
from assessor.care.passed_on import tells_of_somebody
from assessor.care.plan import Plan
from assessor.journal import Answered, NotAnswered, Noted, SafetyField
from assessor.scripts.course import Step
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON, OUT
from assessor.views.phrasing import situation_told

WITHOUT = {"declined": "rather not say", "unknown": "not known", "skip": "left for later"}

SAFETY_LINES: dict[SafetyField, str] = {
    "words": "What the client said, in their words",
    "where": "Where they are now",
    "told": "Who was told",
    "told_at": "When",
    "said": "What they said",
    "agreed": "What was agreed",
}
NO_PROTOCOL = "The bank has no safety protocol. Follow your service's own. If a life is in danger, ring 999."
STANDS_IN = "This stands in for your service's own protocol, which must replace it."


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


NO_WORD = "leave no message: they have not said that you may"


def before_ringing(case: Case) -> str:
    """What to look at before the telephone is picked up, in a line."""
    know = known_of(case.answers) if case.answers else {}  # and not of the plan, which is made once the keys rest
    best = case.client.best_times
    how = case.answers.written("next.how") if case.answers else ""
    parts = (  # what would do most harm if it were missed stands first, since a narrow screen may cut the rest
        f"call them {know['know.name']}" if "know.name" in know else "",
        how if how != "by phone" else "",
        know.get("know.message", NO_WORD),
        f"best times {best}" if best else "",
        f"suits: {time}" if (time := _time_that_suits(case)) else "",
        f"interpreter, {know['know.interpreter']}" if "know.interpreter" in know else "",
        know.get("know.interpreter_who", ""),
        know.get("know.access", ""),
    )
    return wording.one_line(f"Before you ring: {'; '.join(part.rstrip('.') for part in parts if part)}.")


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


def transcript(call: Call) -> list[TranscriptLine]:
    """The call so far, in the order it went: the latest word on each question, and every note."""
    interview, lines, section = call.interview, [], ""
    for entry in call.entries:
        act = entry.act
        if isinstance(act, Noted):
            lines.append(TranscriptLine("note", f"“{act.text}”", act.question or "", "note"))
            continue
        if not isinstance(act, Answered | NotAnswered):
            continue
        answered = interview.responses.get(act.question)
        if answered is None or answered.entry is not entry:
            continue
        step = interview.course.steps[interview.course.at[act.question]]
        if step.question is None or step.section is None:
            continue
        if step.section.title != section:
            section = step.section.title
            lines.append(TranscriptLine(section, "", "", "heading"))
        if answered.value is None:
            words, style = WITHOUT[answered.reason or "unknown"], "without"
        else:
            words, style = step.question.transcript(answered.value, interview.today), "answer"
        if interview.states[step.place] != ON:
            words, style = f"{words}   (set aside)", "without"
        lines.append(TranscriptLine(interview.title(step.name), words, act.question, style))
    return lines


def moved(before: Interview, after: Interview) -> str:
    """What a correction set aside, and what it brought back, in a sentence; empty if it did neither."""
    was_off = set(before.off_route)
    aside = [name for name in after.off_route if name not in was_off]
    back = [name for name in before.off_route if after.state(name) == ON and name in after.responses]
    clauses = []
    for names, words in ((aside, "set aside"), (back, "brought back")):
        titles = [after.title(name) for name in names]
        if titles:
            shown = wording.listed(titles) if len(titles) <= 3 else f"{len(titles)} answers"
            clauses.append(f"{shown} {words}")
    return f"{wording.capital('; '.join(clauses))}. Nothing is lost." if clauses else ""


def before(interview: Interview) -> str | None:
    """The question that was answered before the one that stands now, in the script's order."""
    current, course = interview.current, interview.course
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
        if step.question is None or step.section is None or not step.question.takes_answer:
            continue
        line = QuestionMatch(step, step.section.title, interview.title(step.name), _answer(interview, step))
        searched = f"{line.section} {line.title} {step.question.say} {line.answer}".casefold()
        if all(word in searched for word in words):
            lines.append(line)
    return lines


def _answer(interview: Interview, step: Step) -> str:
    answered = interview.responses.get(step.name)
    if answer := interview.words(step.name):
        return answer
    if answered is not None:
        return "left for later" if answered.reason == "skip" else "no answer"
    return "not yet asked" if interview.states[step.place] == ON else "may yet apply"
