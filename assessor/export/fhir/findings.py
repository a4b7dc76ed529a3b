"""What the client said of themselves: what is in the way as Conditions, everything else as Observations.

None of it is a diagnosis, and each says so: a Condition stands unconfirmed, asserted by the client, under a category of
our own, and not on the problem list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessor import taxonomy
from assessor.care.case import Call
from assessor.care.goals import Goal
from assessor.care.later_word import said_on
from assessor.care.plan import Concern, Measure, PlanFact
from assessor.export.fhir.codes import concept, hl7, ours
from assessor.export.fhir.parts import Resource, compact, fhir_string, labelled_annotations, line
from assessor.export.fhir.people import People
from assessor.views.phrasing import GOING_FOR_THEM, NOT_PASSED_ON, WANTS_HELP_WITH, not_passed_on

BARRIER = "Barrier to work, as the client describes it; not a diagnosis"
CONCERN = "Concern for safety raised in a call; not an assessment of risk"
RATING = "Where the client says they are with this goal, from 0 (nowhere near) to 10 (there)"


def conditions(people: People) -> Iterator[Resource]:
    """Every barrier, those that are gone last."""
    plan = people.plan
    for barrier in plan.barriers:
        yield _condition(people, barrier, "active")
    for barrier in plan.gone:
        yield _condition(people, barrier, "inactive")


def observations(people: People) -> Iterator[Resource]:
    """Concerns for safety first; then needs, strengths, scores, and where the client is with each goal."""
    plan = people.plan
    for number, concern in enumerate(plan.safety):
        yield _concern(people, concern, number)
    for kind, label, facts in (("need", WANTS_HELP_WITH, plan.needs), ("strength", GOING_FOR_THEM, plan.strengths)):
        for fact in facts:
            yield _fact(people, fact, kind, label)
    for measure in plan.measures:
        yield _score(people, measure)
    for goal in plan.goals:
        yield from _ratings(people, goal)


def concern_references(people: People) -> list[Resource]:
    """References to the concerns for safety."""
    return [people.ids.to("safety", _safety_key(people, n)) for n, _ in enumerate(people.plan.safety)]


def rating_keys(goal: Goal) -> list[str]:
    """A key for each rating of a goal: its goal, its day, and its place among those of that day."""
    days = [rating.on for rating in goal.ratings]
    return [f"{goal.key} {on.isoformat()} {days[:place].count(on)}" for place, on in enumerate(days)]


def facts_answered(people: People, codes: tuple[str, ...]) -> list[Resource]:
    """References to the barriers and needs of these codes, as far as they stand on the plan."""
    plan = people.plan
    barriers = {fact.code for fact in (*plan.barriers, *plan.gone)}
    needs = {fact.code for fact in plan.needs}
    references = [people.ids.to("barrier", code) for code in codes if code in barriers]
    return references + [people.ids.to("need", code) for code in codes if code in needs]


def _condition(people: People, barrier: PlanFact, status: str) -> Resource:
    call, on = _when(people, barrier.question)
    return compact(
        resourceType="Condition",
        id=people.ids.of("barrier", barrier.code),
        clinicalStatus={"coding": [hl7("condition-clinical", status)]},
        verificationStatus={"coding": [hl7("condition-ver-status", "unconfirmed")]},
        category=[concept(ours("line", "barrier"), text=BARRIER)],
        code=concept(ours("barrier", barrier.code, barrier.title), text=barrier.title),
        subject=people.client,
        recordedDate=on and on.isoformat(),
        recorder=people.adviser(call.by) if call else None,
        asserter=people.client,
        evidence=[{"detail": [people.ids.to("call", call.id)]}] if call else [],
        note=_words(barrier, taxonomy.BARRIER_STATES.get(barrier.state, "")),
    )


def _fact(people: People, fact: PlanFact, kind: str, label: str) -> Resource:
    call, on = _when(people, fact.question)
    return _observation(
        people, kind, fact.code, concept(ours("line", kind), text=label), on, call,
        valueCodeableConcept=concept(ours(kind, fact.code, fact.title), text=fact.title),
        note=_words(fact),
    )  # fmt: skip


def _words(fact: PlanFact, state: str = "") -> list[Resource]:
    words = "" if fact.words.casefold() == fact.title.casefold() else fact.words
    labelled = ("In the client's words", words), ("How it stands", state)
    return labelled_annotations(*labelled)


def _concern(people: People, concern: Concern, number: int) -> Resource:
    passed = (
        f"to {concern.passed_to} {concern.told_at}"
        if concern.passed_to
        else not_passed_on(concern).replace(NOT_PASSED_ON, "not yet", 1)
    )
    return _observation(
        people, "safety", _safety_key(people, number), concept(ours("line", "safety"), text=CONCERN), concern.on, None,
        valueString=fhir_string(concern.words) or fhir_string(concern.because),
        note=labelled_annotations(
            ("Passed on", passed), ("The answer that calls for it", concern.because), ("Where", concern.where),
            ("What they said", concern.said), ("Agreed", concern.agreed),
        ),
    )  # fmt: skip


def _safety_key(people: People, number: int) -> str:
    """The day of the call, and the concern's place among those of that day."""
    days = [concern.on for concern in people.plan.safety]
    return f"{days[number] or 'before any call'} {days[number + 1 :].count(days[number])}"


def _score(people: People, measure: Measure) -> Resource:
    return _observation(
        people, "measure", measure.id, concept(ours("measure", measure.id), text=line(measure.title)), measure.on, None,
        category=[{"coding": [hl7("observation-category", "survey")]}], valueInteger=measure.score,
    )  # fmt: skip


def _ratings(people: People, goal: Goal) -> Iterator[Resource]:
    for key, rating in zip(rating_keys(goal), goal.ratings, strict=True):
        yield _observation(
            people, "rating", key, concept(ours("line", "goal-rating"), text=RATING), rating.on, None,
            focus=[people.ids.to("Goal", goal.key)], valueInteger=rating.value,
            category=[{"coding": [hl7("observation-category", "survey")]}],
        )  # fmt: skip


def _observation(
    people: People, kind: str, key: str, code: Resource, on: date | None, call: Call | None, **fields: object
) -> Resource:
    return compact(
        resourceType="Observation",
        id=people.ids.of(kind, key),
        status="final",
        code=code,
        subject=people.client,
        effectiveDateTime=on and on.isoformat(),
        performer=[people.client],
        derivedFrom=[people.ids.to("call", call.id)] if call else [],
        **fields,
    )


def _when(people: People, question: str) -> tuple[Call | None, date | None]:
    """The latest call in which a question was answered, and the day."""
    for call in reversed(people.case.calls):
        if question in call.interview.responses:
            return call, said_on(call.interview, question)
    return None, None
