"""The client's copy: it says "you", and holds what was agreed, whose step is whose, and whom to ring.

It holds none of the field's words, nothing of what is written about safety, and of the next call no more than the
day, the clock and the means: others at home may read it. For the same reason nothing private stands on it; and of a
client who may not be safe, or who asked that nothing be sent, no words of anybody's own (see `assessor.care.at_home`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from operator import not_
from typing import Literal

from pydantic import Field

from assessor import taxonomy, wording
from assessor.bank.helplines import numbers
from assessor.care.at_home import for_home, kept_from_home
from assessor.care.case import Case
from assessor.care.consents import ConsentState
from assessor.care.employers import shared_with, whom_shared, your_employer
from assessor.care.fingerprint import fingerprint
from assessor.care.goals import Action, Goal
from assessor.care.plan import Plan, Suggestion
from assessor.care.without_voice import signs, way_without_voice
from assessor.export.pages.common import DocumentPart, Standing, adviser, first_word, standing
from assessor.export.pages.next_call import next_call_for_client
from assessor.export.pages.parties import parties, parties_of

SupportStage = Literal["going_on", "ended", "not_taken_up"]
Whose = Literal["you", "adviser", "work", "others"]


class ClientStep(DocumentPart):
    """A step: whose it is, what, with whom, by when; ``how`` says a little more, and ``whom_to_ring`` what must not be
    lost with the call: whom to ring, the number, what not to do first.

    ``in_the_way`` is what got in the way of it last time: of the client's own steps alone.

    ``in_words`` says that ``together_with`` is everybody in it, as somebody wrote it.
    """

    whose: Whose
    what: str
    together_with: str = ""
    in_words: bool = False
    by: str = ""
    how: str = ""
    whom_to_ring: str = Field(default="", exclude_if=not_)
    in_the_way: str = Field(default="", exclude_if=not_)


class ClientGoal(DocumentPart):
    """What the client wants, and where they said they were, 0 to 10, at first and last."""

    what: str
    by: str = ""
    we_will_know_by: str = ""
    who_helps: str = ""
    agreed_with: str = ""
    start: int | None = None
    now: int | None = None
    reached: bool = False


class ClientRequest(DocumentPart):
    """What the therapist was asked, and what came back."""

    what: str
    by: str = ""
    answer: str = ""


class HelpContact(DocumentPart):
    """Whom to ring, and for what; ``checked_on`` is empty where nobody has checked the number yet.

    ``without_speaking`` is another way than a voice on the telephone; ``by_voice`` is false for who does not use one,
    and then that way stands first.
    """

    name: str
    number: str
    without_speaking: str = ""
    by_voice: bool = True
    for_what: str
    source: str
    checked_on: date | None = None


class Sharing(DocumentPart):
    """With whom the plan may be shared, as the client said it: yes, no, or to be asked again."""

    reader: str
    whom: str = Field(default="", exclude_if=not_)
    answer: str
    on: date | None = None


class ClientDocument(DocumentPart):
    """The client's copy: all that stands on its page, and nothing else.

    ``stage`` is whether support goes on, has ended, or was not taken up; ``more_with_adviser`` says that something was
    agreed which this paper had better not hold.
    """

    document: Literal["client"] = "client"
    stage: SupportStage = "going_on"
    standing: Standing
    version: int
    fingerprint: str
    name: str
    called: str
    adviser: str
    call_on: date | None
    hopes: str = ""
    goals: tuple[ClientGoal, ...] = ()
    steps: tuple[ClientStep, ...] = ()
    asked_of_therapist: tuple[ClientRequest, ...] = ()
    changes_at_work: tuple[ClientStep, ...] = ()
    coming_up: tuple[tuple[date, str], ...] = ()
    next_call: str = ""
    if_harder: str = ""
    warning_signs: str = Field(default="", exclude_if=not_)
    places_to_ask: tuple[HelpContact, ...] = ()
    numbers: tuple[HelpContact, ...] = ()
    shared_with: tuple[Sharing, ...] = ()
    more_with_adviser: bool = Field(default=False, exclude_if=not_)


HOPES = {
    "retain": "You want to keep your job.",
    "return": "You want to go back to work.",
    "gain": "You want to find work.",
    "change": "You want different work.",
    "leave": "You want to leave work.",
}
UNFAIR = ("discrimination", "bullying_harassment", "sexual_harassment", "violence_at_work", "unfair_ending")
"""What stands in the way of somebody for whom the numbers on unfair treatment are."""
REPLY_WORDS = {"accepted": "yes", "done": "done", "not_now": "not now"}
ANSWERS: Mapping[ConsentState, str] = {"yes": "yes", "no": "no", "withdrawn": "no", "ask_again": "to be asked again"}
"""What a client reads of what they said on sharing; of what they never settled, nothing."""


def hard_to_hear(case: Case) -> bool:
    """Whether a voice on the telephone may be no use to the client, so that another way than a voice stands first."""
    return case.answers is not None and way_without_voice(case.answers) is not None


def does_sign(case: Case) -> bool:
    """Whether the client signs, as they said at any time."""
    return case.answers is not None and signs(case.answers)


def client_document(case: Case) -> ClientDocument:
    """What the client's copy holds."""
    client, call, plan = case.client, case.call, for_home(case.plan)
    helps = first_word(adviser(case), "your adviser")
    names = {
        "client": "you", "adviser": helps, "employer": your_employer(plan), "therapist": "your therapist",
        "gp": "your GP", "other": "someone else",
    }  # fmt: skip
    sign = does_sign(case)
    unfair = any(line.code in UNFAIR for line in plan.barriers)
    helplines = call.bank.helplines.values() if call else ()
    helpline_numbers = numbers(helplines, plan.situation in ("in_work", "off_sick"), unfair)
    stages: dict[str, SupportStage] = {"closed": "ended", "not_taken_up": "not_taken_up"}
    return ClientDocument(
        stage=stages.get(case.state, "going_on"),
        standing=standing(case),
        version=case.version,
        fingerprint=fingerprint(case),
        name=client.name,
        called=client.first_name,
        adviser=adviser(case),
        call_on=call.begun.astimezone().date() if call else None,
        hopes="" if plan.guarded else HOPES.get(plan.aim or "", ""),
        goals=tuple(_aim(goal, names) for goal in plan.goals if goal.state != "let_go"),
        steps=tuple(_steps(case, plan, names)),
        asked_of_therapist=tuple(map(_asked, plan.asked())),
        changes_at_work=tuple(
            ClientStep(whose="work", what=change.words or change.explain_to_client or change.title, by=change.by)
            for change in plan.adjustments
            if change.state == "accepted" and change.still_to_do
        ),
        coming_up=tuple((coming.on, coming.what) for coming in plan.coming_up),
        next_call=next_call_for_client(case),
        if_harder=plan.if_harder,
        warning_signs=plan.warning_signs,
        places_to_ask=tuple(_places(plan)),
        numbers=tuple(
            HelpContact(
                name=n.name,
                number=n.number,
                without_speaking=n.without_speaking(sign),
                by_voice=not hard_to_hear(case),
                for_what=n.for_what,
                source=n.source,
                checked_on=n.checked_on,
            )
            for n in helpline_numbers
        ),
        shared_with=tuple(
            Sharing(
                reader=consent.reader,
                answer=ANSWERS[consent.state],
                on=consent.on,
                whom=whom_shared(plan, consent.reader),
            )
            for consent in map(plan.consent, {**taxonomy.READERS, **shared_with(plan)})
            if consent.state in ANSWERS
        ),
        more_with_adviser=bool(kept_from_home(case.plan)),
    )


def _aim(goal: Goal, names: Mapping[str, str]) -> ClientGoal:
    ratings = goal.ratings
    return ClientGoal(
        what=goal.what,
        by=goal.by,
        we_will_know_by=goal.sign,
        who_helps=parties(goal.who, names),
        agreed_with=goal.agreed_with,
        start=ratings[0].value if ratings else None,
        now=ratings[-1].value if len(ratings) > 1 else None,
        reached=goal.state == "reached",
    )


def _steps(case: Case, plan: Plan, names: Mapping[str, str]) -> Iterator[ClientStep]:
    """Every step that is still to do, under whoever does it first."""
    for step in plan.actions:
        if step.still_to_do:
            codes = parties_of(case, step)
            whose, others = _whose(codes, names)
            typed = bool(step.who) and not codes and not step.parties
            if typed:
                others = step.who
            elif not step.who and not step.parties:
                whose = "you"
            in_words = typed or whose == "others"
            slipped = _slipped(whose, step)
            yield ClientStep(
                whose=whose, what=step.what, together_with=others, in_words=in_words, by=step.by, in_the_way=slipped
            )
    for suggestion in plan.suggestions:
        if suggestion.state == "accepted" and suggestion.still_to_do and suggestion.may_lie_about:
            yield _told(case, suggestion, names)


def _told(case: Case, suggestion: Suggestion, names: Mapping[str, str]) -> ClientStep:
    """An agreed suggestion: in the words in which it was agreed, else its title and what the catalogue says to them.
    What the catalogue says to the others speaks of "the client", and stays with the adviser."""
    whose, others = _whose(parties_of(case, suggestion), names)
    how = "" if suggestion.words else suggestion.does.get("client", "") if whose == "you" else ""
    return ClientStep(
        whose=whose,
        what=suggestion.words or suggestion.title,
        together_with=others,
        in_words=whose == "others",
        by=suggestion.by,
        how=how,
        whom_to_ring=_whom_to_ring(suggestion),
        in_the_way=_slipped(whose, suggestion),
    )


def _whom_to_ring(suggestion: Suggestion) -> str:
    """What the catalogue says of it for paper; of a step that was agreed in other words, under the name it had."""
    if not (suggestion.words and suggestion.on_paper):
        return suggestion.on_paper
    return f"On “{suggestion.title.rstrip('.')}”, which was the suggestion: {suggestion.on_paper}"


def _slipped(whose: Whose, step: Action | Suggestion) -> str:
    """What got in the way of the client's own step when it was last asked about; of anybody else's it is not theirs."""
    return step.slips[-1].in_the_way if whose == "you" and step.slips else ""


def _whose(codes: tuple[taxonomy.Party, ...], names: Mapping[str, str]) -> tuple[Whose, str]:
    """Under whom a step stands, and who else is in it."""
    order: dict[str, Whose] = {"client": "you", "adviser": "adviser", "employer": "work"}
    first = next((code for code in order if code in codes), "")
    others = wording.listed(names[code] for code in codes if code != first)
    return order.get(first, "others"), others


def _asked(request: Suggestion) -> ClientRequest:
    """What was asked, told to the client: what the adviser wrote to the therapist speaks of the client, and so may what
    the therapist wrote back, which is told only if it is for the client to read."""
    answer, reply = "", request.reply
    if reply:
        who = reply.name or "Your therapist"
        answer = f"{who} answered, {wording.day(reply.on)}: {REPLY_WORDS[reply.answer]}."
        answer += f" {wording.sentence(reply.words)}" if reply.words and reply.for_client else ""
    by = "at a session with them" if re.search(r"\byour?\b", request.by, re.IGNORECASE) else request.by
    return ClientRequest(what=_explained(request.explain_to_client) or request.agreed, by=by, answer=answer)


def _explained(text: str) -> str:
    """What the catalogue says to the client about a request, as far as it is about the therapist, now it is asked."""
    asked = re.sub(r"If you agree, I will ask\b", "I asked", text)
    asked = re.sub(r"If you agree, (\w)", lambda match: match[1].upper(), asked)
    parts = re.split(r"(?<=[.!?])\s+", asked)
    last = max((place for place, part in enumerate(parts) if "therapist" in part), default=len(parts) - 1)
    return " ".join(parts[: last + 1])


def _places(plan: Plan) -> Iterator[HelpContact]:
    """The service's partners who help with what was agreed, each once."""
    seen: set[str] = set()
    for suggestion in plan.accepted():
        for partner in () if suggestion.private else suggestion.partners:
            if partner.id not in seen and (partner.telephone or partner.url):
                seen.add(partner.id)
                number = ", ".join(filter(None, (partner.telephone, partner.hours, partner.url)))
                yield HelpContact(
                    name=partner.name, number=number, for_what=suggestion.title, source="the service's own list",
                    checked_on=partner.checked_on,
                )  # fmt: skip


# ---- the page ----------------------------------------------------------------------------------------------
