"""The plan line by line: each with a key of its own, how it stands, and why it is there.

Whoever shows a plan, compares two versions of it or comments on it speaks of these lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessor import taxonomy, wording
from assessor.bank.overlay import Partner
from assessor.care import consents
from assessor.care.carry_over import replied
from assessor.care.case import Case
from assessor.care.goals import Action, Goal
from assessor.care.plan import Line, Measure, Plan, Suggestion
from assessor.scripts.model import Source

Kind = Literal["suggestion", "goal", "step", "consent", "safety", "fact"]
STATES = {"proposed": "to decide", "accepted": "agreed", "set_aside": "set aside"}
PRIORITIES = {"urgent": "urgent today", "soon": "soon", "usual": ""}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line. ``key`` tells it from every other for as long as the case lasts; ``name`` is what the plan itself
    calls it (a suggestion's id, a goal's key). ``words`` are the client's own, ``state`` how it stands, ``mark`` what
    was decided on it. ``why`` answers why it is there: headings, each with what stands under it.
    """

    key: str
    group: str
    kind: Kind
    text: str
    name: str = ""
    words: str = ""
    state: str = ""
    mark: Literal["", "proposed", "accepted", "set_aside"] = ""
    pressing: bool = False
    why: tuple[tuple[str, str], ...] = ()

    @property
    def whole(self) -> str:
        """The line as it reads in one go, so that two versions of it can be compared."""
        quoted = f"“{self.words}”" if self.words and self.words.casefold() != self.text.casefold() else ""
        return " · ".join(filter(None, (self.text, quoted, self.state)))

    @property
    def spoken(self) -> str:
        """The line as it is read aloud by a screen reader: commas for the marks that only an eye takes in."""
        waits = ", to decide" if self.mark == "proposed" else ""
        return self.whole.replace(" · ", ", ") + waits


def plan_lines(case: Case) -> list[PlanLine]:
    """Every line of the plan, in the order of its page."""
    return list(_lines(case))


def _lines(case: Case) -> Iterator[PlanLine]:
    plan = case.plan
    urgent = [one for one in plan.suggestions if one.priority == "urgent"]
    rest = [one for one in plan.suggestions if one not in urgent]
    for group, several, kind in (
        ("Urgent today", urgent, "suggestion"),
        ("Asked of the therapist", plan.therapist_requests, "request"),
        ("Could help", rest, "suggestion"),
        ("Changes at work to try", plan.adjustments, "adjustment"),
    ):
        for one in several:
            yield _suggestion(plan, one, group, kind)
    for goal in plan.goals:
        yield _goal(plan, goal)
    for action in plan.actions:
        yield _step(plan, action)
    yield from _safety(plan)
    for group, kind, lines in (
        ("Wants help with", "need", plan.needs),
        ("In the way", "barrier", plan.barriers),
        ("Going for them", "strength", plan.strengths),
    ):
        for line in lines:
            yield _fact(case, line, group, kind)
    for line in plan.gone:
        why = (("Because", "The client said in a later call that it is gone."),)
        yield PlanLine(f"gone {line.code}", "No longer in the way", "fact", line.title, why=why)
    for detail, words in plan.work.items():
        yield PlanLine(f"work {detail}", "Work and health", "fact", f"{taxonomy.DETAILS[detail]}: {words}")
    for coming in plan.coming_up:
        yield PlanLine(f"coming {coming.what}", "Coming up", "fact", f"{wording.day(coming.on)}  {coming.what}")
    for measure in plan.measures:
        yield _measure(measure)
    yield from _consents(plan)
    yield PlanLine("next", "Next", "fact", plan.next_contact or "next call not yet booked")
    if plan.if_harder:
        yield PlanLine("harder", "Next", "fact", "If things get harder", words=plan.if_harder)
    for held in plan.held_back:
        why = (("Not offered", wording.sentence(held.because)),)
        yield PlanLine(f"held {held.id}", "Would fit, and not offered", "fact", held.title, why=why)


def _suggestion(plan: Plan, one: Suggestion, group: str, kind: str) -> PlanLine:
    state = STATES[one.state] if one.progress == "to_do" else taxonomy.STEP_STATES[one.progress]
    if one.state == "proposed":
        state = PRIORITIES[one.priority]
    elif one.state == "set_aside" and one.reason:
        state = f"{state}: {one.reason}"
    elif one.by:
        state = f"{state}, {one.by}"
    if one.reply:
        state = f"{state} · therapist: {taxonomy.REPLIES[one.reply.answer]}"
    text = one.agreed if one.words and one.state == "accepted" else one.title
    why = tuple(_reasons(plan, one))
    return PlanLine(
        f"{kind} {one.id}", group, "suggestion", text, name=one.id, state=state, mark=one.state, why=why,
        pressing=one.state == "proposed" and bool(PRIORITIES[one.priority]),
    )  # fmt: skip


def _reasons(plan: Plan, one: Suggestion) -> Iterator[tuple[str, str]]:
    yield "Because", wording.sentence("; ".join(one.because))
    if one.agreed != one.title:
        yield "Agreed as" if one.state == "accepted" else "Would be asked as", one.agreed
    if (goal := plan.goal(one.goal)) is not None:
        yield "Serves the goal", f"“{goal.what}”"
    if one.reply:
        yield "The therapist answered", replied(one)
    yield "What to say to the client", one.explain_to_client
    yield "How to try it", one.try_it
    does = (f"{wording.capital(taxonomy.PARTIES[party])}: {what}" for party, what in one.does.items())
    yield "Who does what", "\n".join(does)
    yield "Set aside because", one.reason if one.state == "set_aside" else ""
    yield "Who can help here", "\n".join(map(_partner, one.partners))
    yield "Source", told_source(one.source)


def told_source(source: Source | None) -> str:
    """On whose word something stands, in a line; empty for what has no source."""
    if source is None:
        return ""
    looked = "looked up" if source.doubt else "checked"
    when = f"{looked} {wording.day(source.checked_on)}" if source.checked_on else ""
    parts = (source.publisher, source.title, source.jurisdiction, source.url, source.doubt, when)
    return " · ".join(filter(None, parts))


def _partner(partner: Partner) -> str:
    parts = (partner.name, partner.area, partner.telephone, partner.hours, partner.url, partner.note)
    return " · ".join(filter(None, parts))


def ratings(goal: Goal) -> str:
    """Where somebody was with a goal at first and is now, and that it is reached or let go."""
    first_and_last = [str(goal.ratings[0].value), str(goal.ratings[-1].value)] if goal.ratings else []
    told = " → ".join(first_and_last if len(goal.ratings) > 1 else first_and_last[:1])
    return told if goal.state == "going_on" else f"{told}, {taxonomy.GOAL_STATES[goal.state]}".removeprefix(", ")


BARS = "▁▁▂▃▄▄▅▆▆▇█"
"""A bar for each of 0 to 10."""


def course_of(goal: Goal) -> str:
    """The ratings over time as a small picture: "▂▄▇"."""
    return "".join(BARS[max(0, min(rating.value, 10))] for rating in goal.ratings)


def _goal(plan: Plan, goal: Goal) -> PlanLine:
    parts = [f"by {goal.by}" if goal.by else "no date", f"{ratings(goal)} of 10" if goal.ratings else ""]
    if goal.state != "going_on" and not goal.ratings:
        parts[1] = taxonomy.GOAL_STATES[goal.state]
    if len(goal.ratings) > 1:
        parts.append(course_of(goal))
    if goal.agreed_with:
        on = f", {wording.day(goal.agreed_on)}" if goal.agreed_on else ""
        parts.append(f"agreed with {goal.agreed_with}{on}")
    titles = {**taxonomy.NEEDS, **taxonomy.BARRIERS}
    answered = wording.listed(titles[code] for code in goal.answers if code in titles)
    over_time = "\n".join(f"{wording.day(one.on)}: {one.value} of 10" for one in goal.ratings)
    why = (
        ("Aim", taxonomy.AIMS.get(goal.aim or plan.aim or "", "")),
        ("Whose", taxonomy.PARTIES[goal.owner]),
        ("We will know by", goal.sign),
        ("What could get in the way", goal.obstacle),
        ("Who helps", goal.who),
        ("Answers", answered),
        ("Where they have been", over_time),
        ("Let go because", goal.why),
    )
    state = " · ".join(filter(None, parts))
    return PlanLine(f"goal {goal.key}", "Goals", "goal", f"“{goal.what}”", name=goal.key, state=state, why=why)


def _step(plan: Plan, action: Action) -> PlanLine:
    state = " · ".join(filter(None, (action.who, action.by, taxonomy.STEP_STATES[action.state], action.why)))
    goal = plan.goal(action.goal)
    why = (("Serves the goal", f"“{goal.what}”" if goal else ""), ("Because", action.because))
    return PlanLine(f"step {action.key}", "Agreed steps", "step", action.what, name=action.key, state=state, why=why)


def _safety(plan: Plan) -> Iterator[PlanLine]:
    if not plan.safety:
        yield PlanLine("safety", "Safety", "safety", "nothing raised")
    numbers = range(len(plan.safety), 0, -1)  # the first is 1 for good, though the latest stands first
    for number, concern in zip(numbers, plan.safety, strict=True):
        told = f"passed to {concern.told} {concern.told_at}".strip() if concern.told else "raised; not yet passed on"
        on = f"{wording.day(concern.on)}: " if concern.on else ""
        why = (
            ("The answer that calls for it", concern.because), ("Where", concern.where),
            ("What they said", concern.said), ("Agreed", concern.agreed),
        )  # fmt: skip
        yield PlanLine(
            f"safety {number}", "Safety", "safety", f"{on}{told}", words=concern.words, why=why, pressing=True
        )


def _fact(case: Case, line: Line, group: str, kind: str) -> PlanLine:
    state = taxonomy.BARRIER_STATES[line.state] if line.state else ""
    asked = next(
        (one.title(line.question) for one in reversed(case.known.interviews) if one.course.question(line.question))
        if case.known else iter(()), ""
    )  # fmt: skip
    why = (
        ("Asked", asked),
        ("The client said", f"“{line.words}”" if line.words else "yes"),
        ("Noted", line.note),
    )
    return PlanLine(f"{kind} {line.code}", group, "fact", line.title, words=line.words, state=state, why=why)


def _measure(measure: Measure) -> PlanLine:
    said = [f"{'At or above' if measure.case else 'Below'} the score that counts as a case."]
    if measure.change is not None:
        by = f"{abs(measure.change)} {'higher' if measure.change > 0 else 'lower'} than the first time"
        sure = "a reliable change" if measure.reliable else "no more than chance may make it"
        said.append(f"{by}: {sure}." if measure.change else "The same as the first time.")
    text = f"{measure.title} {measure.score}, {wording.day(measure.on)}"
    return PlanLine(f"measure {measure.id}", "Measures", "fact", text, why=(("What it means", "\n\n".join(said)),))


def _consents(plan: Plan) -> Iterator[PlanLine]:
    for reader, title in taxonomy.READERS.items():
        consent = plan.consent(reader)
        on = f", {wording.day(consent.on)}" if consent.on else ""
        text = f"{wording.capital(title)}: {consents.STATES[consent.state]}{on}"
        again = "What was said last was taken back, and what was said before does not come back by that."
        why = (
            ("Noted", consent.words), ("To be asked again", again if consent.ask_again else ""),
            ("Without it", f"nothing is exported for the {title}."),
        )  # fmt: skip
        yield PlanLine(
            f"consent {reader}", "May be shared with", "consent", text, name=reader, why=why,
            pressing=consent.state in ("withdrawn", "ask_again"),
        )  # fmt: skip
