"""The goodbye, which is the last thing that is said in a call: who does what, and when you speak again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessor import taxonomy, wording
from assessor.care.at_home import to_be_read_aloud
from assessor.care.employers import your_employer
from assessor.care.plan import Plan
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON
from assessor.views.call import SpokenLine, spoken_lines
from assessor.views.read_back import dated_by

MOST_NAMED = 3
"""So many things are named for each; of more it is said how many more there are."""
_FOR = {
    "client": "for you", "adviser": "for me", "gp": "for your GP",
    "therapist": "for your therapist",
}  # fmt: skip


def closing_lines(plan: Plan, interview: Interview) -> tuple[SpokenLine, ...]:
    """What is read aloud at the end of a call. The last of it is the goodbye: it begins with who does what, where this
    call was with the client and something is agreed."""
    lines = spoken_lines(interview, None)
    agreed = who_does_what(plan) if _was_with_them(interview) else ""
    if not agreed:
        return lines
    if not lines:
        return (SpokenLine(agreed, "", ""),)
    last = lines[-1]
    return (*lines[:-1], last._replace(say=f"{agreed} {last.say}"))


def goodbye(plan: Plan, interview: Interview) -> str:
    """The goodbye of a call that has come to its end; empty before that, and where nothing is to be said."""
    lines = closing_lines(plan, interview) if interview.stands_at is None else ()
    return lines[-1].say if lines else ""


def who_does_what(plan: Plan) -> str:
    """What was agreed and is still to do, in a sentence to the client by whoever does it; empty where nothing is. Where
    somebody may hear, without private help and anybody's own words."""
    plan = to_be_read_aloud(plan)
    to_do: dict[str, list[str]] = {}
    for step in plan.actions:
        if step.still_to_do:
            to_do.setdefault(_whose(plan, step.parties, step.who), []).append(
                _dated(f"“{wording.one_line(step.what)}”", step.by)
            )
    for one in plan.accepted():
        if one.still_to_do and one.stands:
            to_do.setdefault(_whose(plan, one.who), []).append(_dated(one.words or one.title, one.by))
    if asked := [one.title for one in plan.asked()]:
        to_do["for your therapist"] = asked
    who_does_what = "; ".join(f"{whose}: {wording.listed(_named(things))}" for whose, things in to_do.items())
    return f"So this is what comes next, {who_does_what}." if who_does_what else ""


def _was_with_them(interview: Interview) -> bool:
    """Whether the plan was spoken of in this call: what was agreed is told to nobody who has not said who they are."""
    talked_over = any(
        step.question is not None and step.question.agrees and interview.states[step.place] == ON
        for step in interview.course.steps
    )
    return talked_over or interview.detail("next.date") is not None


def _whose(plan: Plan, parties: Iterable[str], otherwise: str = "") -> str:
    named = [party for party in taxonomy.PARTIES if party in set(parties)]
    if named == ["client", "adviser"]:
        return "for us both"
    whom = _FOR | {"employer": f"for {your_employer(plan)}"}
    owners = wording.listed(whom.get(party, "for somebody else") for party in named)
    return owners or (f"for {otherwise}" if otherwise else "for somebody to be named")


def _dated(what: str, by: str) -> str:
    return " ".join(filter(None, (what.rstrip("."), dated_by(by))))


def _named(things: list[str]) -> Iterator[str]:
    yield from things[:MOST_NAMED]
    if len(things) > MOST_NAMED:
        yield f"{len(things) - MOST_NAMED} more"
