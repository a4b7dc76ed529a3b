"""The client's copy: it says "you", and holds what was agreed, whose step is whose, and whom to ring.

It holds none of the field's words, nothing of what is written about safety, and of the next call no more than the
day, the clock and the means: others at home may read it. For the same reason what is private stands on it only in words
that were chosen for it, and without whom to ring about it.
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
from assessor.care.case import Case
from assessor.care.consents import ConsentState
from assessor.care.fingerprint import fingerprint
from assessor.care.goals import Goal
from assessor.care.plan import Plan, Suggestion
from assessor.export.blocks import Block, Boxed, Heading, Items, Line, Page, Paragraph, Run, headed, plain_line
from assessor.export.pages.common import DocumentPart, Standing, adviser, by_when, first_word, foot, made_at, standing
from assessor.export.pages.next_call import long_day, next_call_for_client
from assessor.export.pages.parties import parties, parties_of
from assessor.views.phrasing import IF_HARDER

SupportStage = Literal["going_on", "ended", "not_taken_up"]
Whose = Literal["you", "adviser", "work", "others"]


class ClientStep(DocumentPart):
    """A step: whose it is, what, with whom, by when; ``how`` says a little more.

    ``in_words`` says that ``together_with`` is everybody in it, as somebody wrote it.
    """

    whose: Whose
    what: str
    together_with: str = ""
    in_words: bool = False
    by: str = ""
    how: str = ""


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
    """Whom to ring, and for what; ``checked_on`` is empty where nobody has checked the number yet."""

    name: str
    number: str
    for_what: str
    source: str
    checked_on: date | None = None


class Sharing(DocumentPart):
    """With whom the plan may be shared, as the client said it: yes, no, or to be asked again."""

    reader: taxonomy.Reader
    answer: str
    on: date | None = None


class ClientDocument(DocumentPart):
    """The client's copy: all that stands on its page, and nothing else.

    ``stage`` is whether support goes on, has ended, or was not taken up.
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


HOPES = {
    "retain": "You want to keep your job.",
    "return": "You want to go back to work.",
    "gain": "You want to find work.",
    "change": "You want different work.",
}
REPLY_WORDS = {"accepted": "yes", "done": "done", "not_now": "not now"}
ANSWERS: Mapping[ConsentState, str] = {"yes": "yes", "no": "no", "withdrawn": "no", "ask_again": "to be asked again"}
"""What a client reads of what they said on sharing; of what they never settled, nothing."""


def client_document(case: Case) -> ClientDocument:
    """What the client's copy holds."""
    client, call, plan = case.client, case.call, case.plan
    helps = first_word(adviser(case), "your adviser")
    names = {
        "client": "you", "adviser": helps, "employer": "your employer", "therapist": "your therapist",
        "gp": "your GP", "other": "someone else",
    }  # fmt: skip
    unfair = any(line.code in ("discrimination", "bullying_harassment") for line in plan.barriers)
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
        hopes=HOPES.get(plan.aim or "", ""),
        goals=tuple(_aim(goal, names) for goal in plan.goals if goal.state != "let_go"),
        steps=tuple(_steps(case, names)),
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
            HelpContact(name=n.name, number=n.number, for_what=n.for_what, source=n.source, checked_on=n.checked_on)
            for n in helpline_numbers
        ),
        shared_with=tuple(
            Sharing(reader=consent.reader, answer=ANSWERS[consent.state], on=consent.on)
            for consent in map(plan.consent, taxonomy.READERS)
            if consent.state in ANSWERS
        ),
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


def _steps(case: Case, names: Mapping[str, str]) -> Iterator[ClientStep]:
    """Every step that is still to do, under whoever does it first."""
    for step in case.plan.actions:
        if step.still_to_do:
            codes = parties_of(case, step)
            whose, others = _whose(codes, names)
            typed = bool(step.who) and not codes and not step.parties
            if typed:
                others = step.who
            elif not step.who and not step.parties:
                whose = "you"
            in_words = typed or whose == "others"
            yield ClientStep(whose=whose, what=step.what, together_with=others, in_words=in_words, by=step.by)
    for suggestion in case.plan.suggestions:
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
    )


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


TITLES: dict[SupportStage, str] = {
    "going_on": "Your plan for work", "ended": "Your plan for work", "not_taken_up": "After our talk",
}  # fmt: skip


def client_page(case: Case) -> Page:
    """The client's copy as a page: made from `client_document`, so that it holds the same."""
    own = client_document(case)
    helper = first_word(own.adviser, "your adviser")
    begun = "Made with" if own.stage != "not_taken_up" else "From"
    made_with = f"{begun} {own.adviser or 'your adviser'}{', your employment adviser' if own.adviser else ''}"
    on = f", on {wording.day(own.call_on)}" if own.call_on else ""
    whose = f"{helper}’s" if own.adviser else "your adviser’s"
    first = f"First version. A colleague of {whose} will read it too." if own.stage != "not_taken_up" else ""
    signed = own.standing.state == "signed"
    return Page(
        title=TITLES[own.stage],
        made=made_at(case),
        facts=f"For {own.name}",
        standing_note=f"Checked {own.standing.note}" if signed else first,
        about=(f"{made_with}{on}",),
        blocks=tuple(_blocks(own, helper)),
        foot=foot(case),
        large=True,
    )


def _blocks(own: ClientDocument, helper: str) -> Iterator[Block]:
    if own.stage == "not_taken_up":
        yield from _not_taken_up(own)
    else:
        yield from _plan(own, helper)
        if own.stage == "ended":
            yield Heading("Our support has ended")
            yield Paragraph(plain_line(f"No further call is planned. {BACK}"))
        else:
            yield from _when_next(own, helper)
    yield Boxed("ask", IF_HARDER, tuple(_harder(own)))
    yield from headed("Where you can ask", map(_number, own.places_to_ask))
    if own.shared_with:
        yield Heading("Who may see your plan")
        yield Items(tuple(map(_shared, own.shared_with)))
        yield Paragraph(plain_line("You can change your mind about this at any time. Just tell us."))


BACK = "If you would like help with work again, tell your therapist or the service, and we can talk."


def _not_taken_up(own: ClientDocument) -> Iterator[Block]:
    """For a client who did not go on: that it is fine, and how to come back. Nothing was agreed, so nothing is said to
    be."""
    on = f" on {wording.day(own.call_on)}" if own.call_on else ""
    called = f", {own.called}" if own.called else ""
    yield Paragraph(plain_line(f"We spoke{on}{called}, and you decided not to go on for now. That is fine."))
    yield Paragraph(plain_line(f"You can come back to it at any time. {BACK}"))


def _plan(own: ClientDocument, helper: str) -> Iterator[Block]:
    hello = f"This is what we agreed, {own.called}." if own.called else "This is what we agreed."
    changes = "It is yours: you can change it at any time. " if own.stage == "going_on" else "It is yours to keep."
    yield Paragraph(plain_line(f"{hello} {changes}", own.hopes if own.stage == "going_on" else ""))
    yield from headed("What you want" if own.stage == "going_on" else "What you wanted", map(_goal, own.goals))
    groups = (
        ("Your steps", "you"), (f"What {helper} will do", "adviser"), ("What we hope work will do", "work"),
        ("Other steps", "others"),
    )  # fmt: skip
    for heading, whose in groups:
        yield from headed(heading, (_step(step) for step in own.steps if step.whose == whose))
    yield from headed("Changes to try at work", (_step(step) for step in own.changes_at_work))
    yield from headed("What we asked your therapist to do", map(_ask, own.asked_of_therapist))
    days = tuple((Run(long_day(on), "when"), Run(f": {what[:1].lower()}{what[1:]}")) for on, what in own.coming_up)
    yield from headed("Dates to keep in mind", days)


def _when_next(own: ClientDocument, helper: str) -> Iterator[Block]:
    yield Heading("When we speak next")
    yield Paragraph(
        (Run(f"{wording.capital(own.next_call)}.", "when"),)
        if own.next_call
        else plain_line(f"We have not set a day yet. {wording.capital(helper)} will be in touch.")
    )


def _goal(goal: ClientGoal) -> Line:
    line = [Run(goal.what, "words"), Run(".")]
    if goal.by and not goal.reached:
        line += [Run(" "), Run(by_when(goal.by), "when"), Run(".")]
    if goal.reached:
        line.append(Run(" You have reached this."))
    if goal.we_will_know_by and not goal.reached:
        line.append(Run(f" How you will know: {wording.ended(goal.we_will_know_by)}"))
    if goal.who_helps and not goal.reached:
        line.append(Run(f" Who helps: {wording.ended(goal.who_helps)}"))
    if goal.agreed_with:
        line.append(Run(f" Agreed at work with {goal.agreed_with}."))
    if goal.now is not None and goal.start is not None:
        line.append(Run(f" At first you were at {goal.start} out of 10; now you are at {goal.now}."))
    elif goal.start is not None:
        line.append(Run(f" You said that you are at {goal.start} out of 10."))
    return tuple(line)


def _step(step: ClientStep) -> Line:
    line = [Run(wording.sentence(step.what) if not step.how else f"{wording.capital(step.what)}: ", "strong")]
    if step.how:
        line.append(Run(wording.ended(step.how[:1].lower() + step.how[1:])))
    if step.together_with:
        line.append(Run(f" {'Who:' if step.in_words else 'With'} {step.together_with}."))
    if step.by:
        line += [Run(" When: "), Run(step.by, "when"), Run(".")]
    return tuple(line)


def _ask(request: ClientRequest) -> Line:
    line = [Run(wording.sentence(request.what))]
    if request.by:
        line += [Run(" When: "), Run(request.by, "when"), Run(".")]
    if request.answer:
        line.append(Run(f" {request.answer}"))
    return tuple(line)


def _harder(own: ClientDocument) -> Iterator[Block]:
    if own.warning_signs:
        yield Paragraph((Run("You would notice it by this: "), Run(own.warning_signs, "words"), Run(".")))
    if own.if_harder:
        yield Paragraph((Run("You said: "), Run(own.if_harder, "words"), Run(".")))
    yield Paragraph(plain_line("You can also ring:" if own.if_harder else "You can ring:"))
    yield Items(tuple(map(_number, own.numbers)))


def _number(contact: HelpContact) -> Line:
    return Run(f"{contact.name}: "), Run(contact.number, "strong"), Run(f" ({contact.for_what})")


def _shared(sharing: Sharing) -> Line:
    on = f", {wording.day(sharing.on)}" if sharing.on else ""
    answer = "we will ask you again" if sharing.answer == ANSWERS["ask_again"] else f"you said {sharing.answer}"
    return plain_line(f"Your {taxonomy.READERS[sharing.reader]}: {answer}{on}.")
