"""What was understood, in sentences to read back to the client, each with the question that can put it right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.care.answers import Known
from assessor.care.plan import Plan
from assessor.scripts.kinds import Asked


class Sentence(NamedTuple):
    """One sentence, to the client, and the question where it comes from; empty if there is none."""

    text: str
    question: str = ""


def read_back(plan: Plan, known: Known) -> Iterator[Sentence]:
    """The plan as one says it to somebody: where you stand, what you want, what is in the way, what we agreed."""

    def asked(detail: str) -> str:
        found = known.detail(detail)
        return found[1] if found else ""

    work = plan.work
    if plan.situation:
        yield Sentence(f"You are {taxonomy.SITUATIONS[plan.situation]}.", _recorded(known, "situation"))
    for detail, text in (
        ("work.role", "Your job is: {}."),
        ("absence.first_day", "You have been off since {}."),
        ("fit_note.ends", "Your fit note runs to {}."),
        ("pay.now", "While you are off you get {}."),
        ("last_work.role", "Your last job was: {}."),
        ("hope.role", "You would like to work as: {}."),
        ("health.effect", "On how your health affects work you said: “{}”"),
        ("health.helps", "What helps you: {}."),
    ):
        if work.get(detail):
            yield Sentence(text.format(work[detail].rstrip(".")), asked(detail))
    if plan.needs:
        titles = wording.listed(line.title for line in plan.needs)
        yield Sentence(f"You would like help with {titles}.", plan.needs[0].question)
    for line in plan.barriers:
        words = f": “{line.words}”" if line.words and line.words.casefold() != line.title.casefold() else ""
        yield Sentence(f"One thing in the way is {line.title}{words}.", line.question)
    if plan.strengths:
        titles = wording.listed(line.title for line in plan.strengths)
        yield Sentence(f"Going for you: {titles}.", plan.strengths[0].question)
    for n, goal in enumerate(plan.goals, start=1):
        now = f" You are at {goal.now} out of 10." if goal.now is not None else ""
        yield Sentence(f"You want: “{goal.what}”{f', by {goal.by}' if goal.by else ''}.{now}", asked(f"goal{n}.what"))
    for n, step in enumerate(plan.actions, start=1):
        who = {"client": "You will", "adviser": "I will"}.get(step.who, f"For {step.who or 'somebody to be named'}")
        yield Sentence(f"{who}: {step.what}{f', by {step.by}' if step.by else ''}.", asked(f"action{n}.what"))
    for one in plan.accepted():
        yield Sentence(f"We agreed: {one.agreed.rstrip('.')}{f', {one.by}' if one.by else ''}.")
    for consent in plan.consents:
        given = {True: "may", False: "are not to", None: "have not settled whether we may"}[consent.given]
        given = "are to ask you again whether we may" if consent.ask_again else given
        question = next((s.name for s in known.latest.course.questions if _reads(s.question, consent.reader)), "")
        yield Sentence(f"We {given} share this with your {taxonomy.READERS[consent.reader]}.", question)
    if plan.if_harder:
        yield Sentence(f"If things get harder: {plan.if_harder.rstrip('.')}.", asked("if_harder"))
    yield Sentence(
        f"We speak again on {plan.next_contact}." if plan.next_contact else "We have no day for the next call yet.",
        asked("next.date") or next(iter(known.latest.course.filled_by.get("next.date", ())), ""),
    )


def _recorded(known: Known, kind: str) -> str:
    return next((name for found, _, name in known.latest.facts() if found == kind), "")


def _reads(question: Asked | None, reader: str) -> bool:
    return question is not None and question.consent_reader == reader
