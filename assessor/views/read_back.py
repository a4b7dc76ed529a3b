"""What was understood, in sentences to read back to the client, each with the question that can put it right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.care.agreeing import LATER
from assessor.care.answers import Answers
from assessor.care.at_home import to_be_read_aloud
from assessor.care.employers import employer_of, employers, your_employer
from assessor.care.jobs import OtherJob
from assessor.care.know_me import known_in_answers
from assessor.care.plan import Plan, PlanFact
from assessor.scripts.kinds import Asked
from assessor.views.phrasing import consent_limits, situation_told

READ_ONLY_THIS = "Somebody may hear: read only what stands here."


def before_reading(plan: Plan) -> str:
    """What the adviser is told before anything is read aloud; empty where nobody else may hear."""
    return READ_ONLY_THIS if plan.overheard else ""


class Sentence(NamedTuple):
    """One sentence, to the client, and the question where it comes from; empty if there is none. With ``goes_on`` it is
    a further part of the sentence before, which leads to a question of its own."""

    text: str
    question: str = ""
    goes_on: bool = False


def read_back_sentences(plan: Plan, answers: Answers) -> Iterator[Sentence]:
    """The plan as one says it to somebody: where you stand, what you want, what is in the way, what we agreed; where
    somebody may hear, without private help and anybody's own words."""
    overheard, plan = plan.overheard, to_be_read_aloud(plan)
    if plan.opening and answers.opening:
        yield Sentence(f"You told me, in your own words: “{wording.one_line(plan.opening)}”", answers.opening[1])
    yield from _work(plan, answers)
    yield from _facts(plan)
    yield from _agreed(plan, answers)
    yield from _sharing(plan, answers, notes=not plan.guarded and not overheard)
    if plan.warning_signs:
        sentence = f"You would notice that things are getting harder by this: {_theirs(plan.warning_signs)}."
        yield Sentence(sentence, _asked(answers, "warning_signs"))
    if plan.if_harder:
        yield Sentence(
            f"If things get harder, you turn to this: {_theirs(plan.if_harder)}.", _asked(answers, "if_harder")
        )
    send = "" if overheard else known_in_answers(answers).get("know.send", "")
    if send:
        yield Sentence(f"What is safe to send you: {send.rstrip('.')}.", _asked(answers, "know.send"))
    yield Sentence(
        f"We speak again on {plan.next_contact}." if plan.next_contact else "We have no day for the next call yet.",
        _asked(answers, "next.date") or next(iter(answers.latest.course.filled_by.get("next.date", ())), ""),
    )


def _theirs(words: str) -> str:
    """The client's own words, in quotes and on one line."""
    return f"“{wording.one_line(words).rstrip('.').strip('“”')}”"


_WORK = {
    "work.role": "Your job is: {}.",
    "absence.first_day": "You have been off since {}.",
    "fit_note.ends": "Your fit note runs to {}.",
    "pay.now": "While you are off you get {}.",
    "last_work.role": "Your last job was: {}.",
    "hope.role": "You would like to work as: {}.",
    "health.effect": "On how your health affects work you said: “{}”.",
    "health.helps": "This helps you: {}.",
}


def _work(plan: Plan, answers: Answers) -> Iterator[Sentence]:
    if plan.situation:
        yield Sentence(f"You are {situation_told(plan)}.", _recorded(answers, "situation"))
    for detail, text in _WORK.items():
        if words := plan.work.get(detail):
            yield Sentence(text.format(words.rstrip(".")), _asked(answers, detail))
    for job in plan.other_jobs:
        yield Sentence(_other_job(job), _asked(answers, f"other_job{job.number}.name"))


_NOW = {
    "off_too": "you are off sick from that too",
    "still_working": "you still work there",
    "own": "you work for yourself there",
}


def _other_job(job: OtherJob) -> str:
    """A job beside the first, as it is told to the client: "You have another job too: the shop, 6 hours a week, …"."""
    off = _NOW.get(job.now, "")
    off = f"{off} since {job.first_day}" if off and job.first_day else off
    pay = f"for which you get {job.pay}" if job.pay else ""
    hours = f"{job.hours} a week" if job.hours else ""
    return wording.ended(f"You have another job too: {', '.join(filter(None, (job.name, job.role, hours, off, pay)))}")


def _facts(plan: Plan) -> Iterator[Sentence]:
    wished = plan.wishes() or plan.needs
    needs = [(to_you(need.title), need.question) for need in wished]
    yield from _grouped("You would like help with", "You would like help with {} things:", needs)
    besides = [(to_you(need.title), need.question) for need in plan.needs if need not in wished]
    could_matter = "From what you told me, this could matter too:", "From what you told me, {} things could matter too:"
    yield from _grouped(*could_matter, besides)
    barriers = [(_with_their_words(barrier), barrier.question) for barrier in plan.barriers]
    yield from _grouped("One thing gets in the way:", "{} things get in the way:", barriers)
    strengths = [(to_you(strength.title), strength.question) for strength in plan.strengths]
    yield from _grouped("You have this going for you:", "You have {} things going for you:", strengths)


def _with_their_words(fact: PlanFact) -> str:
    """What is in the way in the program's words, and then as the client said it, where that says more."""
    title = to_you(fact.title)
    own = fact.words and fact.words.casefold() != fact.title.casefold()
    origin = "as you said," if fact.in_own_words else "from your answer"
    return f"{title}, {origin} {_theirs(fact.words)}" if own else title


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _grouped(of_one: str, of_several: str, parts: Sequence[tuple[str, str]]) -> Iterator[Sentence]:
    """A sentence that counts its parts and names each; each part leads to the question where it comes from."""
    several = len(parts) > 1
    count = NUMBERS[len(parts)] if len(parts) < len(NUMBERS) else str(len(parts))
    for place, (words, question) in enumerate(parts):
        lead = wording.capital(of_several.format(count)) if several else of_one
        last = place == len(parts) - 1
        text = f"{lead} {words}" if place == 0 else f"and {words}" if last else words
        yield Sentence(f"{text}{'.' if last else ';' if len(parts) > 2 else ''}", question, goes_on=place > 0)


_THIRD_PERSON = {
    "wants": "you want", "likes": "you like", "knows": "you know", "believes": "you believe", "is": "you are",
    "has": "you have", "volunteers": "you volunteer",
}  # fmt: skip
_YOU = {"they": "you", "them": "you", "themselves": "yourself", "their": "your"}


def to_you(title: str) -> str:
    """A title of a need, a barrier or a strength as it is said to the client: "wants to work" as "you want to work"."""
    first, *others = title.split()
    words = [_THIRD_PERSON.get(first, _YOU.get(first, first)), *(_YOU.get(word, word) for word in others)]
    return " ".join(words)


def _agreed(plan: Plan, answers: Answers) -> Iterator[Sentence]:
    """The goals that go on, and what is still to do: of what is done or dropped nobody is told that they do it."""
    for n, goal in enumerate(plan.goals, start=1):
        if goal.state != "going_on":
            continue
        by, rated = f", by {goal.by}" if goal.by else "", f" Today you are at {goal.now} out of 10."
        words = f"You want {_theirs(goal.what)}{by}.{rated if goal.now is not None else ''}"
        yield Sentence(words, _asked(answers, f"goal{n}.what"))
    agreed = [
        (
            f"{_theirs(step.what)}, {_who_and_when(plan, step.parties, step.by, step.who)}",
            _asked(answers, f"action{n}.what"),
        )
        for n, step in enumerate(plan.actions, start=1)
        if step.still_to_do
    ]
    to_do = [accepted for accepted in plan.accepted() if accepted.still_to_do]
    agreed += [(f"{offer.words or offer.title}, {_who_and_when(plan, offer.who, offer.by)}", "") for offer in to_do]
    yield from _grouped("We agreed one thing:", "We agreed {} things:", agreed)
    asked = [(one.title, "") for one in plan.asked() if one.still_to_do]
    yield from _grouped("I will ask your therapist about this:", "I will ask your therapist about {} things:", asked)
    later = [(one.title, "") for one in plan.proposed() if one.reason == LATER]
    yield from _grouped("We will talk about this later:", "We will talk about {} things later:", later)


_DOES = {"client": "you", "adviser": "I", "therapist": "your therapist", "gp": "your GP"}


def _who_and_when(plan: Plan, parties: Sequence[str], by: str, otherwise: str = "") -> str:
    """Who does it and by when, to the client: "which you and I do by 7 December 2026"."""
    does_it = _DOES | {"employer": your_employer(plan)}
    named = (
        wording.listed(does_it.get(party, "somebody else") for party in parties) or otherwise or "somebody to be named"
    )
    does = "do" if len(parties) > 1 or named in ("you", "I") else "does"
    return " ".join(filter(None, (f"which {named} {does}", dated_by(by))))


def dated_by(by: str) -> str:
    """A day, or what something waits for, as it stands behind what is done: "by 7 December 2026", "before the note
    ends"; empty for none."""
    said_so = re.match(r"(?:by|before|at|after|in|on|this|next|when|once|within|from|until)\b", by, re.IGNORECASE)
    return by if not by or said_so else f"by {by}"


def _sharing(plan: Plan, answers: Answers, notes: bool) -> Iterator[Sentence]:
    for consent in plan.consents:
        may = {True: "may", False: "are not to", None: "have not settled whether we may"}[consent.given]
        may = "are to ask you again whether we may" if consent.ask_again else may
        questions = answers.latest.course.questions
        question = next((step.name for step in questions if _reads(step.question, consent.reader)), "")
        noted = consent_limits(consent.model_copy(update={"words": ""}), answers) if notes else ""
        noted = f" I noted: {wording.ended(noted)}" if noted and noted != consent.words else ""
        named = len(employers(plan)) > 1 and consent.reader in taxonomy.SHARED_WITH and "employer" in consent.reader
        whom = employer_of(plan, consent.reader).title if named else f"your {taxonomy.SHARED_WITH[consent.reader]}"
        words = f"We {may} share this with {whom}"
        yield Sentence(f"{words}{f': “{consent.words}”.' if consent.words else '.'}{noted}", question)
    for body in plan.bodies():
        consent, whom = plan.consent(body), taxonomy.BODIES[body]
        words = f"You said that I {'may' if consent.given else 'am not to'} ring {whom} for you"
        words = f"May I ring {whom} for you?" if consent.given is None else words
        yield Sentence(words if consent.given is None else f"{words}{f': “{consent.words}”' if consent.words else '.'}")


def _asked(answers: Answers, detail: str) -> str:
    """The question whose answer fills a detail; empty if nothing does."""
    filled = answers.detail(detail)
    return filled[1] if filled else ""


def _recorded(answers: Answers, kind: str) -> str:
    return next((name for recorded, _, name in answers.latest.facts() if recorded == kind), "")


def _reads(question: Asked | None, reader: str) -> bool:
    return question is not None and question.consent_reader == reader
