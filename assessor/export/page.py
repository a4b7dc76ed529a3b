"""The therapist's page as blocks of words: one place for each piece of wording, whatever format it is read in.

The order is the reader's: what is asked of them, safety, the work, what is in the way, goals, steps, consent,
what comes next, and last why each thing was suggested and on whose word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.care.lines import ratings
from assessor.care.plan import Concern, Plan, Suggestion

Style = Literal["plain", "strong", "words", "when", "quiet"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one style: ``words`` are the client's own, ``when`` is a day to act by."""

    text: str
    style: Style = "plain"


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines run together."""

    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered if the order matters."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Boxed:
    """What must not be overlooked: a panel of its own. ``tone`` is ask, safety or calm."""

    tone: Literal["ask", "safety", "calm"]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns where there is room, one after the other where there is not."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """What stands in small print at the end."""

    lines: tuple[Line, ...]


Block = Heading | Paragraph | Items | Boxed | Table | Beside | Small


@dataclass(frozen=True, slots=True)
class Page:
    """A document: whose it is, its standing, and its blocks."""

    title: str
    name: str
    facts: str
    standing: str
    standing_note: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...] = field(default_factory=tuple)


def therapist_page(case: Case) -> Page:
    """The plan as the therapist reads it, as of the case's last entry."""
    client, call, plan = case.client, case.call, case.plan
    facts = [
        f"Born {wording.day(client.born)}" if client.born else "",
        f"record {client.reference}",
        f"version {case.version}",
    ]
    therapist = ", ".join(filter(None, (client.therapist, client.therapist_role)))
    about = [f"Adviser {call.by} · call of {wording.day(call.begun.astimezone().date())}" if call else ""]
    about.append(f"For {therapist}" if therapist else "")
    names = {"client": client.first_name, "adviser": call.by.split()[0] if call and call.by.strip() else "adviser"}
    blocks: list[Block] = [_asked(plan), _safety(case), Beside(_work(plan), _needs(plan))]
    blocks += [
        *_goals(plan, client.first_name),
        *_steps(plan, names),
        *_sharing(plan),
        *_after(plan),
        _reasons(plan),
    ]
    return Page(
        title=f"Employment plan for {client.name}",
        name=client.name,
        facts=" · ".join(filter(None, facts)),
        standing="DRAFT",
        standing_note="not yet reviewed" if call and call.ended else "not yet reviewed; the call is not finished",
        about=tuple(filter(None, about)),
        blocks=tuple(blocks),
    )


def _asked(plan: Plan) -> Block:
    accepted = [s for s in plan.therapist_requests if s.state == "accepted"]
    asked = [s for s in accepted if s.stands]
    past = [s for s in accepted if not s.stands]
    open_requests = [s for s in plan.therapist_requests if s.state == "proposed"]
    blocks: list[Block] = []
    if asked:
        blocks.append(Items(tuple(_request(s) for s in asked), numbered=True))
    else:
        blocks.append(Paragraph((Run("Nothing is asked of you yet."),)))
    if past:
        titles = wording.listed(s.title for s in past)
        blocks.append(Paragraph((Run(f"Asked earlier, and as things now stand no longer needed: {titles}.", "quiet"),)))
    if open_requests:
        titles = wording.listed(s.title for s in open_requests)
        blocks.append(Paragraph((Run(f"Suggested, and not yet agreed with the client: {titles}.", "quiet"),)))
    return Boxed("ask", "What I am asking you to do", tuple(blocks))


def _request(request: Suggestion) -> Line:
    reasons = wording.sentence("; ".join(request.because))
    return (
        Run(wording.sentence(request.agreed), "strong"),
        Run(f" {reasons} "),
        Run(wording.capital(request.by or "at your next session"), "when"),
    )


def _safety(case: Case) -> Block:
    concerns = case.plan.safety
    if not concerns:
        where = "in this call" if len(case.calls) < 2 else "in any call"
        return Boxed("calm", "Safety", (Paragraph((Run(f"none raised {where}."),)),))
    today = case.known.latest.today if case.known else None
    return Boxed("safety", "Safety", tuple(Paragraph(_dated(concern, today)) for concern in concerns))


def _dated(concern: Concern, today: date | None) -> Line:
    """A concern of an earlier call says of which day it is."""
    earlier = concern.on if concern.on != today else None
    return (*((Run(f"{wording.day(earlier)}: ", "strong"),) if earlier else ()), *_concern(concern))


def _concern(concern: Concern) -> Line:
    told = (concern.told and f"concern passed to {concern.told}") or "a concern was raised; not yet passed on"
    line = [Run(f"{concern.because}. ", "strong")] if concern.because else []
    line += [Run(told + (f" at {concern.told_at}" if concern.told and concern.told_at else "") + ".", "strong")]
    if concern.words:
        line += [Run(" In the client's words: "), Run(concern.words, "words"), Run(".")]
    for label, text in (
        ("Where", concern.where),
        ("The answer", concern.said),
        ("Agreed", concern.agreed),
    ):
        if text:
            line.append(Run(f" {label}: {wording.sentence(text)}"))
    return tuple(line)


def work_now(plan: Plan) -> str:
    """The work situation in a sentence or two."""
    work = plan.work
    said: list[str] = []
    if plan.situation == "out_of_work":
        last, ended, reason = (work.get(f"last_work.{part}", "") for part in ("role", "ended", "reason"))
        about = ", ".join(filter(None, (last, ended and f"ended {ended[:1].lower()}{ended[1:]}")))
        said += ["Out of work", about and f"Last job: {about}", reason and f"Why it ended: {reason}"]
        said.append(f"Hopes for: {work['hope.role']}" if work.get("hope.role") else "")
    else:
        hours, since = work.get("work.hours", ""), work.get("work.since", "")
        parts = [work.get("work.role", ""), work.get("work.employer", ""), work.get("work.pattern", "")]
        parts += [hours and f"{hours} a week", since and f"there since {since.removeprefix('since ')}"]
        said.append(", ".join(filter(None, parts)))
        if plan.situation == "off_sick":
            first = work.get("absence.first_day")
            said.append(f"Off sick since {first}" if first else "Off sick")
            said.append(f"Fit note: {work['fit_note.says']}" if work.get("fit_note.says") else "")
            said.append(f"Pay now: {work['pay.now']}" if work.get("pay.now") else "")
        elif plan.situation:
            said.append(taxonomy.SITUATIONS[plan.situation])
    if plan.aim:
        said.append(taxonomy.AIMS[plan.aim])
    return " ".join(wording.sentence(part) for part in said if part) or "Not yet asked."


def _work(plan: Plan) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("Work now"), Paragraph((Run(work_now(plan)),))]
    if plan.coming_up:
        days = tuple(
            (Run(wording.day(coming.on), "strong"), Run(f": {coming.what[:1].lower()}{coming.what[1:]}"))
            for coming in plan.coming_up
        )
        blocks += [Heading("Coming up"), Items(days)]
    effect = plan.work.get("health.effect")
    if effect:
        blocks += [Heading("How health affects work"), Paragraph((Run(effect, "words"),))]
    if plan.strengths:
        blocks += [Heading("Going for them"), Paragraph((Run(_run_on(s.title for s in plan.strengths)),))]
    return tuple(blocks)


def _run_on(titles: object) -> str:
    return wording.sentence("; ".join(titles))  # type: ignore[arg-type]


def _needs(plan: Plan) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if plan.needs:
        blocks += [Heading("Wants help with"), Paragraph((Run(_run_on(n.title for n in plan.needs)),))]
    if plan.barriers:
        rows = []
        for barrier in plan.barriers:
            row = [Run(wording.capital(barrier.title))]
            if barrier.words and barrier.words.casefold() != barrier.title.casefold():
                row += [Run(": "), Run(barrier.words, "words")]
            if barrier.state:
                row += [Run(f" ({taxonomy.BARRIER_STATES[barrier.state]})")]
            if barrier.note:
                row += [Run(f". Noted: {barrier.note}", "quiet")]
            rows.append(tuple(row))
        blocks += [Heading("In the way"), Items(tuple(rows))]
    if plan.gone:
        blocks += [Heading("No longer in the way"), Paragraph((Run(_run_on(line.title for line in plan.gone)),))]
    return tuple(blocks)


def _goals(plan: Plan, called: str) -> tuple[Block, ...]:
    if not plan.goals:
        return ()
    rows = tuple(
        (
            (
                Run(goal.what, "words"),
                *((Run(f" We will know by: {goal.sign}", "quiet"),) if goal.sign else ()),
            ),
            (Run(wording.capital(goal.who) or called),),
            (Run(goal.by or "no date"),),
            (Run(ratings(goal)),),
        )
        for goal in plan.goals
    )
    rated_again = any(len(goal.ratings) > 1 for goal in plan.goals)
    columns = ("Goal, in the client's words", "With", "By", "Then → now, of 10" if rated_again else "Now, of 10")
    return (Heading("Shared goals"), Table("Shared goals", columns, rows))


def _steps(plan: Plan, names: Mapping[str, str]) -> tuple[Block, ...]:
    steps = [(a.what, names.get(a.who, a.who), a.by, a.state) for a in plan.actions]
    for step in plan.accepted():
        who = ", ".join(names.get(party, taxonomy.PARTIES[party]) for party in step.who)
        steps.append((step.agreed, who, step.by, step.progress))
    if not steps:
        return ()
    states = taxonomy.STEP_STATES
    blocks: list[Block] = [Heading("Agreed steps")]
    rows = tuple(
        ((Run(what),), (Run(who),), (Run(by),), (Run(states[state]),))
        for what, who, by, state in steps
        if state in ("to_do", "under_way")
    )
    if rows:
        blocks.append(Table("Agreed steps", ("What", "Who", "When", "State"), rows))
    for state, label in (("done", "Done"), ("dropped", "No longer wanted")):
        over = [what.rstrip(".") for what, _, _, found in steps if found == state]
        if over:
            blocks.append(Paragraph((Run(f"{label}: {'; '.join(over)}.", "quiet"),)))
    return tuple(blocks)


def _sharing(plan: Plan) -> tuple[Block, ...]:
    said = []
    for consent in plan.consents:
        answer = {True: "yes", False: "no", None: "not known"}[consent.given]
        on = f", {wording.day(consent.on)}" if consent.on else ""
        said.append(f"{wording.capital(taxonomy.READERS[consent.reader])}: {answer}{on}.")
    line = " ".join(said) or "Not yet asked."
    return (Heading("May be shared with"), Paragraph((Run(line),)))


def _after(plan: Plan) -> tuple[Block, ...]:
    said = []
    if plan.if_harder:
        said += [Run(plan.if_harder, "words"), Run(". ")]
    said.append(Run(f"Next call: {plan.next_contact}." if plan.next_contact else "Next call not yet booked."))
    return (Heading("If things get harder, and next contact"), Paragraph(tuple(said)))


def _reasons(plan: Plan) -> Block:
    """Why each accepted thing was suggested, and on whose word; a request's reasons stand beside it instead."""
    lines: list[Line] = []
    checked: set[date] = set()
    for one in (*plan.therapist_requests, *plan.suggestions, *plan.adjustments):
        if one.state != "accepted":
            continue
        said = [] if one.for_therapist else [wording.sentence("; ".join(one.because))]
        if one.source:
            said.append(f"Source: {', '.join(filter(None, (one.source.publisher, one.source.title)))}")
            said[-1] += "." if one.source.checked_on else " (not yet verified)."
            checked |= {one.source.checked_on} if one.source.checked_on else set()
        lines.append((Run(one.title, "strong"), Run(f": {' '.join(said)}")))
    days = " and ".join(wording.day(on) for on in sorted({min(checked), max(checked)})) if checked else ""
    last = f"Sources were checked on {days}. " if days else ""
    lines.append((Run(f"{last}Made by an employment adviser; not a clinical assessment, and no assessment of risk."),))
    return Small(tuple(lines))
