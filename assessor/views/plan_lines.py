"""The plan line by line: each with a key of its own, how it stands, and why it is there.

Whoever shows a plan, compares two versions of it or comments on it speaks of these lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assessor import taxonomy, wording
from assessor.bank.overlay import Partner
from assessor.care.agreeing import LATER
from assessor.care.carry_over import replied
from assessor.care.case import Case
from assessor.care.employers import consented_to, shared_with
from assessor.care.goals import Action, Goal
from assessor.care.line_keys import KeyKind, line_key
from assessor.care.plan import Held, Measure, Plan, PlanFact, Suggestion
from assessor.scripts.model import Source
from assessor.views import phrasing
from assessor.views.harm_told import NOT_WRITTEN, harm_told

LineKind = Literal["suggestion", "goal", "step", "consent", "safety", "fact"]
DECISION_STATES = {"proposed": "to decide", "accepted": "agreed", "set_aside": "set aside"}
GOT_IN_THE_WAY = "What got in the way"
PRIORITY_MARKS = {"urgent": "urgent today", "soon": "soon", "usual": ""}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line. ``key`` tells it from every other for as long as the case lasts; ``name`` is what the plan itself
    calls it (a suggestion's id, a goal's key). ``words`` are the client's own, ``state`` how it stands, ``mark`` what
    was decided on it. ``why`` answers why it is there: headings, each with what stands under it.
    """

    key: str
    group: str
    kind: LineKind
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
    plan, safety = case.plan, list(_safety(case))
    raised = any(line.pressing for line in safety)
    yield from safety if raised else ()
    now, steps_follow, later = _suggestion_groups(plan)
    yield from _suggestions_in(plan, (*now, *steps_follow))
    for action in plan.actions:
        yield _step(plan, action)
    for goal in plan.goals:
        yield _goal(plan, goal)
    yield from _suggestions_in(plan, later)
    yield from () if raised else safety
    for group, kind, lines in phrasing.fact_groups(plan):
        for line in lines:
            yield _fact(case, line, group, kind)
    for line in plan.heard:
        yield _fact(case, line, phrasing.HEARD_AND_WAITING, "heard")
    for line in plan.gone:
        why = (("Because", "The client said in a later call that it is gone."),)
        yield PlanLine(line_key("gone", line.code), phrasing.NO_LONGER_IN_THE_WAY, "fact", line.title, why=why)
    if plan.opening:
        yield PlanLine(line_key("work", "opening"), "Work and health", "fact", "In their own words", words=plan.opening)
    for detail, words in plan.work.items():
        yield PlanLine(line_key("work", detail), "Work and health", "fact", f"{taxonomy.DETAILS[detail]}: {words}")
    for job in plan.other_jobs:
        key = line_key("work", f"other_job{job.number}")
        yield PlanLine(key, "Work and health", "fact", f"Another job: {job.summary}")
    for detail, words in plan.know.items():
        text = f"{taxonomy.DETAILS[detail]}: {words}"
        yield PlanLine(line_key("work", detail), phrasing.BEFORE_RINGING, "fact", text)
    for coming in plan.coming_up:
        yield PlanLine(
            line_key("coming", coming.what),
            phrasing.DATES_COMING_UP,
            "fact",
            f"{wording.day(coming.on)}  {coming.what}",
        )
    for measure in plan.measures:
        yield _measure(measure)
    yield from _consents(case)
    yield PlanLine(line_key("next"), "Next", "fact", plan.next_contact or f"next call {phrasing.NOT_BOOKED}")
    if plan.warning_signs:
        yield PlanLine(line_key("harder", "signs"), "Next", "fact", phrasing.WARNING_SIGNS, words=plan.warning_signs)
    if plan.if_harder:
        yield PlanLine(line_key("harder"), "Next", "fact", phrasing.IF_HARDER, words=plan.if_harder)
    yield from map(_held, plan.held_back)


def _held(held: Held) -> PlanLine:
    """What would fit and is not offered, or was agreed before the no that holds it back."""
    sentence = f"{wording.sentence(held.because)} {HELD_BACK_KEYS if held.agreed else ''}".strip()
    why = (("Agreed, and held back" if held.agreed else "Not offered", sentence),)
    group = phrasing.AGREED_AND_HELD_BACK if held.agreed else "Would fit, and not offered"
    return PlanLine(line_key("held", held.id), group, "fact", held.title, name=held.id, why=why)


HELD_BACK_KEYS = "A yes to it lets the agreement stand again; taking back what was decided (o, reopen) ends it."


_Group = tuple[str, KeyKind, Sequence[Suggestion]]


def _suggestion_groups(plan: Plan) -> tuple[tuple[_Group, ...], tuple[_Group, ...], tuple[_Group, ...]]:
    """Suggestions under headings that say how each stands: what is for today and the therapist's; what is agreed, with
    which the steps go; what waits, and what was set aside."""
    helps, changes = plan.suggestions, plan.adjustments
    today = [one for one in helps if one.state == "proposed" and one.priority == "urgent"]
    return (
        (
            (phrasing.URGENT_TODAY, "suggestion", today),
            (phrasing.ASKED_OF_THERAPIST, "request", plan.therapist_requests),
        ),
        (
            (phrasing.AGREED, "suggestion", _standing(helps, "accepted")),
            (phrasing.AGREED, "adjustment", _standing(changes, "accepted")),
        ),
        (
            (phrasing.COULD_HELP, "suggestion", [one for one in _standing(helps, "proposed") if one not in today]),
            (phrasing.CHANGES_TO_TRY, "adjustment", _standing(changes, "proposed")),
            (phrasing.SET_ASIDE, "suggestion", _standing(helps, "set_aside")),
            (phrasing.SET_ASIDE, "adjustment", _standing(changes, "set_aside")),
        ),
    )


def _standing(suggestions: Sequence[Suggestion], state: str) -> list[Suggestion]:
    return [one for one in suggestions if one.state == state]


def _suggestions_in(plan: Plan, groups: Sequence[_Group]) -> Iterator[PlanLine]:
    for group, kind, suggestions in groups:
        for suggestion in suggestions:
            yield _suggestion(plan, suggestion, group, kind)


def _suggestion(plan: Plan, suggestion: Suggestion, group: str, kind: KeyKind) -> PlanLine:
    state = (
        DECISION_STATES[suggestion.state]
        if suggestion.progress == "to_do"
        else taxonomy.STEP_STATES[suggestion.progress]
    )
    if suggestion.state == "proposed":
        later = LATER if suggestion.reason == LATER else ""
        before = phrasing.AGREED_BEFORE if suggestion.agreed_before else ""
        state = ", ".join(filter(None, (PRIORITY_MARKS[suggestion.priority], before, later)))
    elif suggestion.state == "set_aside" and suggestion.reason:
        state = f"{state}: {suggestion.reason}"
    elif suggestion.by:
        state = f"{state}, {suggestion.by}"
    if suggestion.still_to_do and (in_the_way := phrasing.got_in_the_way(suggestion.slips)):
        state = f"{state} · {in_the_way}"
    if suggestion.reply:
        state = f"{state} · therapist: {taxonomy.REPLIES[suggestion.reply.answer]}"
    text = suggestion.agreed if suggestion.words and suggestion.state == "accepted" else suggestion.title
    why = tuple(_reasons(plan, suggestion))
    return PlanLine(
        line_key(kind, suggestion.id), group, "suggestion", text, name=suggestion.id, state=state,
        mark=suggestion.state, why=why,
        pressing=suggestion.state == "proposed" and bool(PRIORITY_MARKS[suggestion.priority]),
    )  # fmt: skip


def _reasons(plan: Plan, suggestion: Suggestion) -> Iterator[tuple[str, str]]:
    yield "Because", wording.sentence("; ".join(suggestion.because))
    if suggestion.agreed != suggestion.title:
        yield "Agreed as" if suggestion.state == "accepted" else "Would be asked as", suggestion.agreed
    if (goal := plan.goal(suggestion.goal)) is not None:
        yield "Serves the goal", f"“{goal.what}”"
    yield GOT_IN_THE_WAY, phrasing.every_slip(suggestion.slips)
    if suggestion.reply:
        yield "The therapist answered", replied(suggestion)
    yield "What to say to the client", suggestion.explain_to_client
    yield "What their paper says", suggestion.on_paper
    by_voice = any(_RINGS.search(text) for text in (suggestion.explain_to_client, *suggestion.does.values()))
    if by_voice and any(barrier.code == "hearing" for barrier in plan.barriers):
        yield "Without a voice", "In the Relay UK app, put 18001 before the number; or ring with the interpreter."
    if suggestion.rings in taxonomy.BODIES:
        consent = plan.consent(suggestion.rings)
        words = f": “{consent.words}”" if consent.words else ""
        ask = "; ask before you ring" if consent.given is None else ""
        yield (
            "May you ring",
            f"{wording.capital(taxonomy.REACHED[consent.reader])}: {phrasing.consent_told(consent)}{words}{ask}.",
        )
    yield "How to try it", suggestion.try_it
    does = (f"{wording.capital(taxonomy.PARTIES[party])}: {what}" for party, what in suggestion.does.items())
    yield "Who does what", "\n".join(does)
    yield "Set aside because", suggestion.reason if suggestion.state == "set_aside" else ""
    yield "Who can help here", "\n".join(map(_partner, suggestion.partners))
    yield "Source", told_source(suggestion.source)


_RINGS = re.compile(r"\b[Rr]ing\b|\b0[38]00\b")


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
    span = " → ".join(first_and_last if len(goal.ratings) > 1 else first_and_last[:1])
    return span if goal.state == "going_on" else f"{span}, {taxonomy.GOAL_STATES[goal.state]}".removeprefix(", ")


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
    over_time = "\n".join(f"{wording.day(rating.on)}: {rating.value} of 10" for rating in goal.ratings)
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
    return PlanLine(line_key("goal", goal.key), "Goals", "goal", f"“{goal.what}”", name=goal.key, state=state, why=why)


def _step(plan: Plan, action: Action) -> PlanLine:
    in_the_way = phrasing.got_in_the_way(action.slips) if action.still_to_do else ""
    parts = (action.who, action.by, taxonomy.STEP_STATES[action.state], action.why, in_the_way)
    state = " · ".join(filter(None, parts))
    goal = plan.goal(action.goal)
    why = (
        ("Serves the goal", f"“{goal.what}”" if goal else ""),
        ("Because", action.because),
        (GOT_IN_THE_WAY, phrasing.every_slip(action.slips)),
    )
    return PlanLine(
        line_key("step", action.key), phrasing.AGREED_STEPS, "step", action.what, name=action.key, state=state, why=why
    )


def _safety(case: Case) -> Iterator[PlanLine]:
    plan, told = case.plan, harm_told(case)
    if told:
        what = (("What was told", "\n".join(told)), ("What to do", "Ask about it, and write on the safety page."))
        yield PlanLine(
            line_key("safety", "told"), "Safety", "safety", f"told, and {NOT_WRITTEN}", why=what, pressing=True,
        )  # fmt: skip
    elif not plan.safety:
        yield PlanLine(line_key("safety"), "Safety", "safety", phrasing.NOTHING_RAISED)
    numbers = range(len(plan.safety), 0, -1)  # the first is 1 for good, though the latest stands first
    for number, concern in zip(numbers, plan.safety, strict=True):
        passed = phrasing.passed_on(concern) if concern.passed_to else f"raised; {phrasing.not_passed_on(concern)}"
        on = f"{wording.day(concern.on)}: " if concern.on else ""
        why = (
            ("The answer that calls for it", concern.because), ("Where", concern.where),
            ("What they said", concern.said), ("Agreed", concern.agreed),
        )  # fmt: skip
        yield PlanLine(
            line_key("safety", str(number)),
            "Safety",
            "safety",
            f"{on}{passed}",
            words=concern.words,
            why=why,
            pressing=True,
        )


def _fact(case: Case, line: PlanFact, group: str, kind: KeyKind) -> PlanLine:
    state = taxonomy.BARRIER_STATES[line.state] if line.state else ""
    interviews = reversed(case.answers.interviews) if case.answers else ()
    at = next((interview for interview in interviews if interview.course.question(line.question)), None)
    asked = at.title(line.question) if at else ""
    ruler = at.words(line.question) if at and not line.words else ""  # where a number records it, the number is why
    why = (
        ("Asked", asked),
        (
            "What was answered",
            line.words or ruler or "yes",
        ),  # the label of what was ticked stands in no quotation marks
        ("Noted by the adviser", line.note),
    )
    return PlanLine(line_key(kind, line.code), group, "fact", line.title, words=line.words, state=state, why=why)


def _measure(measure: Measure) -> PlanLine:
    sentences = [f"{'At or above' if measure.case else 'Below'} the score that counts as a case."]
    if measure.change is not None:
        by = f"{abs(measure.change)} {'higher' if measure.change > 0 else 'lower'} than the first time"
        sure = "a reliable change" if measure.reliable else "no more than chance may make it"
        sentences.append(f"{by}: {sure}." if measure.change else "The same as the first time.")
    text = f"{measure.title} {measure.score}, {wording.day(measure.on)}"
    return PlanLine(
        line_key("measure", measure.id), "Measures", "fact", text, why=(("What it means", "\n\n".join(sentences)),)
    )


def _consents(case: Case) -> Iterator[PlanLine]:
    plan = case.plan
    employed = shared_with(plan)
    for reader, title in {**taxonomy.READERS, **employed}.items():
        consent = plan.consent(reader)
        text = f"{wording.capital(title)}: {phrasing.consent_told(consent)}"
        again = "What was said last was taken back, and what was said before does not come back by that."
        why = (
            ("Noted", phrasing.consent_limits(consent, case.answers)),
            ("To be asked again", again if consent.ask_again else ""),
            ("Without it", f"nothing is exported for {consented_to(plan, reader)}."),
        )  # fmt: skip
        yield PlanLine(
            line_key("consent", reader), phrasing.MAY_BE_SHARED_WITH, "consent", text, name=reader, why=why,
            pressing=consent.state in ("withdrawn", "ask_again"),
        )  # fmt: skip
    for body in plan.bodies():
        consent = plan.consent(body)
        text = f"{wording.capital(taxonomy.BODIES[body])}: {phrasing.consent_told(consent)}"
        told = (("Its limits", consent.words), ("Without it", "they are not rung; what would need it is held back."))
        yield PlanLine(
            line_key("consent", body), phrasing.MAY_BE_RUNG, "consent", text, name=body, words=consent.words, why=told,
            pressing=consent.state not in ("yes", "no"),
        )  # fmt: skip
