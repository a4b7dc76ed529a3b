"""What was understood, in sentences to read back to the client, each with the question that can put it right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.care.answers import Answers
from assessor.care.plan import Plan
from assessor.scripts.kinds import Asked
from assessor.views.phrasing import consent_limits, situation_told


class Sentence(NamedTuple):
    """One sentence, to the client, and the question where it comes from; empty if there is none."""

    text: str
    question: str = ""


def read_back_sentences(plan: Plan, answers: Answers) -> Iterator[Sentence]:
    """The plan as one says it to somebody: where you stand, what you want, what is in the way, what we agreed."""
    if plan.opening and answers.opening:
        yield Sentence(f"You told me, in your own words: “{wording.one_line(plan.opening)}”", answers.opening[1])
    yield from _work(plan, answers)
    yield from _facts(plan)
    yield from _agreed(plan, answers)
    yield from _sharing(plan, answers)
    if plan.warning_signs:
        sentence = f"You would notice that things are getting harder by this: {plan.warning_signs.rstrip('.')}."
        yield Sentence(sentence, _asked(answers, "warning_signs"))
    if plan.if_harder:
        yield Sentence(f"If things get harder: {plan.if_harder.rstrip('.')}.", _asked(answers, "if_harder"))
    yield Sentence(
        f"We speak again on {plan.next_contact}." if plan.next_contact else "We have no day for the next call yet.",
        _asked(answers, "next.date") or next(iter(answers.latest.course.filled_by.get("next.date", ())), ""),
    )


_WORK = {
    "work.role": "Your job is: {}.",
    "absence.first_day": "You have been off since {}.",
    "fit_note.ends": "Your fit note runs to {}.",
    "pay.now": "While you are off you get {}.",
    "last_work.role": "Your last job was: {}.",
    "hope.role": "You would like to work as: {}.",
    "health.effect": "On how your health affects work you said: “{}”",
    "health.helps": "What helps you: {}.",
}


def _work(plan: Plan, answers: Answers) -> Iterator[Sentence]:
    if plan.situation:
        yield Sentence(f"You are {situation_told(plan)}.", _recorded(answers, "situation"))
    for detail, text in _WORK.items():
        if words := plan.work.get(detail):
            yield Sentence(text.format(words.rstrip(".")), _asked(answers, detail))


def _facts(plan: Plan) -> Iterator[Sentence]:
    if plan.needs:
        titles = wording.listed(need.title for need in plan.needs)
        yield Sentence(f"You would like help with {titles}.", plan.needs[0].question)
    for barrier in plan.barriers:
        own = barrier.words and barrier.words.casefold() != barrier.title.casefold()
        words = f": “{barrier.words}”" if own else ""
        yield Sentence(f"One thing in the way is {barrier.title}{words}.", barrier.question)
    if plan.strengths:
        titles = wording.listed(strength.title for strength in plan.strengths)
        yield Sentence(f"Going for you: {titles}.", plan.strengths[0].question)


def _agreed(plan: Plan, answers: Answers) -> Iterator[Sentence]:
    for n, goal in enumerate(plan.goals, start=1):
        by, rated = f", by {goal.by}" if goal.by else "", f" You are at {goal.now} out of 10."
        words = f"You want: “{goal.what}”{by}.{rated if goal.now is not None else ''}"
        yield Sentence(words, _asked(answers, f"goal{n}.what"))
    for n, step in enumerate(plan.actions, start=1):
        who = {"client": "You will", "adviser": "I will"}.get(step.who, f"For {step.who or 'somebody to be named'}")
        by = f", by {step.by}" if step.by else ""
        yield Sentence(f"{who}: {step.what}{by}.", _asked(answers, f"action{n}.what"))
    for agreed in plan.accepted():
        yield Sentence(f"We agreed: {agreed.agreed.rstrip('.')}{f', {agreed.by}' if agreed.by else ''}.")


def _sharing(plan: Plan, answers: Answers) -> Iterator[Sentence]:
    for consent in plan.consents:
        may = {True: "may", False: "are not to", None: "have not settled whether we may"}[consent.given]
        may = "are to ask you again whether we may" if consent.ask_again else may
        questions = answers.latest.course.questions
        question = next((step.name for step in questions if _reads(step.question, consent.reader)), "")
        limits = consent_limits(consent, answers)
        words = f"We {may} share this with your {taxonomy.REACHED[consent.reader].removeprefix('the ')}"
        yield Sentence(f"{words}{f': “{limits}”' if limits else '.'}", question)
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
