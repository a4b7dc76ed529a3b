"""The client's copy as a page: made from `client.client_document`, so that it holds the same."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.export.blocks import Block, Boxed, Heading, Items, Line, Page, Paragraph, Run, headed, plain_line
from assessor.export.pages.client import (
    ANSWERS,
    ClientDocument,
    ClientGoal,
    ClientRequest,
    ClientStep,
    HelpContact,
    Sharing,
    SupportStage,
    client_document,
)
from assessor.export.pages.common import by_when, first_word, foot, made_at
from assessor.export.pages.voice import in_first_person
from assessor.views.phrasing import IF_HARDER

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
    days = tuple(
        (Run(wording.long_day(on), "when"), Run(f": {what[:1].lower()}{what[1:]}")) for on, what in own.coming_up
    )
    yield from headed("Dates to keep in mind", days)
    if own.more_with_adviser:
        yield Paragraph(plain_line(f"If you would like to go through any of this, just ask {helper}."))


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
    if step.whose != "you" and in_first_person(step.what):  # "my manager" is not the manager of whoever does it
        line = [Run(step.what.strip().rstrip("."), "words"), Run(".")]
    else:
        line = [Run(wording.sentence(step.what) if not step.how else f"{wording.capital(step.what)}: ", "strong")]
    if step.how:
        line.append(Run(wording.ended(step.how[:1].lower() + step.how[1:])))
    if step.together_with:
        line.append(Run(f" {'Who:' if step.in_words else 'With'} {step.together_with}."))
    if step.by:
        line += [Run(" When: "), Run(step.by, "when"), Run(".")]
    if step.in_the_way:
        line.append(Run(f" What got in the way before: {wording.ended(step.in_the_way)}"))
    if step.whom_to_ring:
        line.append(Run(f" {wording.ended(step.whom_to_ring)}"))
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
        yield Paragraph((Run("You would notice it by this: "), *_as_written(own.warning_signs)))
    if own.if_harder:
        yield Paragraph((Run("As we wrote it down: "), *_as_written(own.if_harder)))
    yield Paragraph(plain_line("You can also ring:" if own.if_harder else "You can ring:"))
    yield Items(tuple(map(_number, own.numbers)))


def _as_written(words: str) -> Line:
    """What was written down of what they said, in no quotation marks: "husband" is the adviser's note of it."""
    return Run(words), Run(".")


def _number(contact: HelpContact) -> Line:
    ways = (
        (contact.number, contact.without_speaking) if contact.by_voice else (contact.without_speaking, contact.number)
    )
    first, *second = filter(None, ways)
    other = "Without speaking: " if contact.by_voice else "By voice: "
    return (
        *(Run(f"{contact.name}: "), Run(first, "strong"), Run(f" ({contact.for_what})")),
        *(Run(f". {other}{way}") for way in second),
    )


def _shared(sharing: Sharing) -> Line:
    on = f", {wording.day(sharing.on)}" if sharing.on else ""
    answer = "we will ask you again" if sharing.answer == ANSWERS["ask_again"] else f"you said {sharing.answer}"
    return plain_line(f"{sharing.whom or f'Your {taxonomy.SHARED_WITH[sharing.reader]}'}: {answer}{on}.")
