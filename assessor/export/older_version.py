"""What an older version may not say any more, and what to know of it before it leaves.

A version leaves to the byte as it was. So what it says is never put right on its page: where that would mislead it is
refused, for the plan as it stands can leave instead; and where it is merely older, whoever exports it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.care.consents import CONSENT_STATES
from assessor.care.employer_lines import hidden_now, shared_lines
from assessor.care.employers import employer_of, same_employer
from assessor.care.plan import Plan
from assessor.client import Client
from assessor.views.changes import line_changes
from assessor.views.harm_told import harm_told
from assessor.views.plan_lines import plan_lines

AS_IT_STANDS = "nothing was written. Export the plan as it stands"
TELLS_OF_SAFETY = ("therapist", "record")
"""Whose documents say what was raised about safety."""


def why_not_now(case: Case, current: Case, reader: str, letter: str | None, employer: str) -> str:
    """Why this older version may not leave, by what was said since; empty if it may."""
    why = next(_no_longer_so(case, current, reader, letter, employer), "")
    return f"version {case.version} {why}; {AS_IT_STANDS}" if why else ""


def _no_longer_so(case: Case, current: Case, reader: str, letter: str | None, employer: str) -> Iterator[str]:
    name = wording.one_line(current.client.name)
    if (reader == "employer" or letter) and not same_employer(
        employer_of(case.plan, employer), employer_of(current.plan, employer)
    ):
        yield "was made for another employer than the one that stands, or for somebody else there"
    if (reader == "employer" or letter) and hidden_now(
        shared_lines(case.plan, case.by_hand.for_employer(employer)),
        shared_lines(current.plan, current.by_hand.for_employer(employer)),
    ):
        yield (
            f"holds lines that {name} no longer chooses to show the employer, that have left the plan, or that read "
            "otherwise now"
        )
    if reader == "client" and current.plan.guarded and not case.plan.guarded:
        yield "holds words of somebody's own, and from what was said since, others at home may read them"
    if _private(case.plan) - _private(current.plan):
        yield "holds help that is private and was taken back since"
    if reader in TELLS_OF_SAFETY and raised_since(case, current):
        yield "does not hold what was raised about safety since"
    if reader != "employer" and not letter and (bodies := _refused_since(case, current)):
        listed = wording.listed((taxonomy.REACHED[body] for body in bodies), "or")
        yield f"holds that the adviser gets in touch with {listed}, and {name} has said no to that since"
    if reader == "client" and not letter and _meant_for_client(case.plan) - _meant_for_client(current.plan):
        yield "holds words of the therapist's that are no longer for the client to read"


def _private(plan: Plan) -> set[str]:
    """The private help that stands in a document of this plan."""
    return {agreed.id for agreed in plan.accepted() if agreed.private}


def raised_since(case: Case, current: Case) -> bool:
    """Whether anything stands on a safety page, or was told that may be harm, of which this version says nothing."""
    concerns = {(one.because, one.words, one.where, one.said) for one in current.plan.safety}
    concerns_then = {(one.because, one.words, one.where, one.said) for one in case.plan.safety}
    return bool(concerns - concerns_then or set(harm_told(current)) - set(harm_told(case)))


def _refused_since(case: Case, current: Case) -> tuple[str, ...]:
    """Whom this version would have rung, though the client will not have it now."""
    rung = {agreed.rings for agreed in case.plan.accepted() if agreed.still_to_do}
    words = (*current.plan.consents, *current.plan.may_ring)
    refused = {consent.reader for consent in words if consent.given is False}
    return tuple(body for body in taxonomy.REACHED if body in rung & refused)


def _meant_for_client(plan: Plan) -> set[str]:
    replies = (request.reply for request in plan.asked())
    return {reply.words for reply in replies if reply and reply.for_client and reply.words}


def changed_since(case: Case, current: Case, reader: str) -> Iterator[str]:
    """What reads otherwise now than in this older version; nothing of the version that stands."""
    if case.version == current.version:
        return
    changes = Counter(change.what for change in line_changes(plan_lines(case), plan_lines(current)))
    counts = (
        f"{wording.counted(changes['new'], 'line')} new since" if changes["new"] else "",
        f"{changes['changed']} otherwise now" if changes["changed"] else "",
        f"{changes['gone']} gone" if changes["gone"] else "",
    )
    lines = wording.listed(filter(None, counts))
    yield (
        f"This is version {case.version} as it was; the plan now stands at version {current.version}"
        f"{f', with {lines}' if lines else ''}."
    )
    if (was := _called(case.client)) != (now := _called(current.client)):
        yield f"The client was then {was}, and is now {now}: this still says what was said then."
    if reader in TELLS_OF_SAFETY and case.plan.safety != current.plan.safety:
        yield "What stands on a safety page reads otherwise now, or was passed on since: tell them beside it."
    if reader != "employer" and (said := tuple(_said_since(case.plan, current.plan))):
        yield f"What it says of sharing and of being rung is otherwise now: {wording.listed(said)}."
    if reader != "employer" and (then := case.plan.next_date) != (on := current.plan.next_date) and then:
        yield f"It gives {wording.day(then)} as the next call; that is now {wording.day(on) if on else 'not agreed'}."


def _said_since(plan: Plan, now: Plan) -> Iterator[str]:
    """Each consent that stands otherwise now, with how it stands."""
    for reached, whom in taxonomy.REACHED.items():
        if plan.consent(reached).state != now.consent(reached).state:
            yield f"{whom}, {CONSENT_STATES[now.consent(reached).state]}"


def _called(client: Client) -> str:
    """What somebody is called on a page, and by which pronouns."""
    called = f", called {client.first_name}" if client.first_name and client.first_name != client.name else ""
    return wording.one_line(f"{client.name}{called}{f' ({client.pronouns})' if client.pronouns else ''}")
