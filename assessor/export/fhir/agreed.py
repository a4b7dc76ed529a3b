"""What was agreed: the goals, what is asked of the therapist, and the referral that began it."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy, wording
from assessor.care.goals import Goal
from assessor.care.plan import Reply, Suggestion
from assessor.export.fhir import codes
from assessor.export.fhir.codes import concept, hl7, ours, snomed
from assessor.export.fhir.findings import facts_answered, rating_keys
from assessor.export.fhir.parts import Resource, annotation, compact, labelled_annotations, line, words
from assessor.export.fhir.people import People
from assessor.rough_days import partial_date

SIGN = "How the client will know that the goal is reached"


def goal_resources(people: People) -> Iterator[Resource]:
    """Every goal, those reached and let go among them."""
    for goal in people.plan.goals:
        yield _goal(people, goal)


def _goal(people: People, goal: Goal) -> Resource:
    aim = goal.aim or people.plan.aim or ""
    sign = line(goal.sign)
    target = compact(
        measure=concept(ours("line", "sign"), text=SIGN) if sign else None,
        detailString=sign,
        dueDate=goal.due and partial_date(goal.due),
    )
    agreed_with = f"{goal.agreed_with} on {wording.day(goal.agreed_on)}" if goal.agreed_on else goal.agreed_with
    return compact(
        resourceType="Goal",
        id=people.ids.of("Goal", goal.key),
        lifecycleStatus=codes.GOAL[goal.state],
        achievementStatus={"coding": [hl7("goal-achievement", "achieved")]} if goal.state == "reached" else None,
        category=[concept(ours("aim", aim), text=taxonomy.AIMS[aim])] if aim in taxonomy.AIMS else [],
        description=words(goal.what),
        subject=people.client,
        target=[target] if target else [],
        statusReason=line(goal.why),
        expressedBy=people.client,
        addresses=facts_answered(people, goal.answers),
        note=labelled_annotations(
            ("Whose it is to carry", taxonomy.PARTIES[goal.owner]), ("By", goal.by), ("Who helps", goal.who),
            ("What could get in the way", goal.obstacle), ("Agreed with the employer", agreed_with),
        ),
        outcomeReference=[people.ids.to("rating", key) for key in rating_keys(goal)],
    )  # fmt: skip


def asked(people: People) -> list[Suggestion]:
    """What is or was asked of the therapist: nothing that is only proposed, or was set aside."""
    return [request for request in people.plan.therapist_requests if request.state == "accepted"]


def request_resources(people: People) -> Iterator[Resource]:
    """What is asked of the therapist; and that the client was referred to the adviser."""
    for request in asked(people):
        yield _request(people, request)
    client, state = people.case.client, people.case.state
    if client.referred_on:
        yield compact(
            resourceType="ServiceRequest",
            id=people.ids.of("referral"),
            status=codes.REFERRAL.get(state, "active"),
            intent="order",
            code=concept(snomed(codes.REFERRED_HERE), text="Referral to employment support"),
            subject=people.client,
            authoredOn=client.referred_on.isoformat(),
            requester=compact(display=line(client.referred_by)),
            performerType=concept(text="Employment adviser"),
        )


def _request(people: People, request: Suggestion) -> Resource:
    """A request to the therapist: proposed and not ordered, since an adviser authorises no treatment."""
    call = people.case.call
    goal = people.plan.goal(request.goal)
    role = line(people.case.client.therapist_role)
    return compact(
        resourceType="ServiceRequest",
        id=people.ids.of("request", request.id),
        status=codes.of_request(request),
        intent="proposal",
        code=concept(*codes.of_suggestion(request), **words(request.agreed)),
        subject=people.client,
        occurrenceTiming={"code": {"text": line(request.by)}} if line(request.by) else None,
        requester=people.adviser(call.by) if call else None,
        performerType=concept(text=role or "Therapist"),
        performer=[people.therapist],
        reasonCode=[{"text": line(because)} for because in request.because if line(because)],
        supportingInfo=[people.ids.to("Goal", goal.key)] if goal else [],
        note=[_reply(request.reply)] if request.reply else [],
    )


def _reply(reply: Reply) -> Resource:
    in_words = f": {reply.words}" if line(reply.words) else ""
    return annotation(
        "The therapist's answer",
        f"{taxonomy.REPLIES[reply.answer]}{in_words}",
        authorString=line(reply.name) or "therapist",
        time=reply.on.isoformat(),
    )
