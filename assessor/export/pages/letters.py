"""Letters to an employer, for the client to send or from the adviser: inviting to a meeting, confirming changes.

A letter is a draft to be finished by hand: what only its sender knows is marked as a place to fill in. It holds the
same lines as the employer's copy and no other word of the plan (one that the client sends only those that may lie about
at home: see `assessor.care.at_home`), not even whether somebody is off sick. It claims
nothing about rights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from assessor import wording
from assessor.called import name_at_the_start
from assessor.care.case import Case
from assessor.care.employers import MAIN, employer_of
from assessor.care.without_voice import WayWithoutVoice, way_without_voice
from assessor.export.blocks import (
    Address,
    Block,
    Items,
    Line,
    Page,
    Paragraph,
    Run,
    Subject,
    plain_line,
    plain_paragraph,
)
from assessor.export.pages.common import DocumentPart, adviser, made_at
from assessor.export.pages.employer import SharedLine, agreed_on, goal_runs, line_runs, lines, of

Letter = Literal["meeting", "adjustments"]
LETTERS: dict[Letter, str] = {"meeting": "asking for a meeting", "adjustments": "confirming changes"}


class LetterRecipient(DocumentPart):
    """Whom a letter goes to, as far as it was recorded; what is empty is left to be filled in."""

    employer: str = ""
    person: str = ""


class LetterDocument(DocumentPart):
    """A letter: all that its page is made from."""

    document: Literal["letter"] = "letter"
    letter: Letter
    sender: Literal["client", "adviser"]
    name: str
    called: str
    adviser: str = ""
    agreed_on: str = ""
    to: LetterRecipient = LetterRecipient()
    without_voice: SkipJsonSchema[WayWithoutVoice | None] = Field(default=None, exclude=True)
    lines: tuple[SharedLine, ...] = ()


def letter_document(
    case: Case, letter: Letter, sender: Literal["client", "adviser"], reader: str = MAIN
) -> LetterDocument:
    """What the letter holds. The client's own names no adviser: whether they have one is for them to say."""
    called = case.client.first_name
    # what the client sends lies at home before it is sent
    mine = {"client": "I", "employer": "you"}
    theirs = {"client": called, "adviser": "I", "employer": "you"}
    from_adviser = sender == "adviser"
    return LetterDocument(
        letter=letter,
        sender=sender,
        name=case.client.name,
        called=called,
        adviser=adviser(case) if from_adviser else "",
        agreed_on=agreed_on(case, reader) if from_adviser else "",
        to=LetterRecipient() if case.plan.guarded and not from_adviser else _addressee(case, reader),
        without_voice=way_without_voice(case.answers) if case.answers else None,
        lines=lines(case, theirs if from_adviser else mine, at_home=not from_adviser, reader=reader),
    )


def letter_page(case: Case, letter: Letter, sender: Literal["client", "adviser"], reader: str = MAIN) -> Page:
    """The letter as a page: made from `letter_document`, so that it holds the same."""
    own = letter_document(case, letter, sender, reader)
    write = _meeting if letter == "meeting" else _adjustments
    return Page(title="Letter", made=made_at(case), blocks=(*_opening(own), *write(own), *_closing(own)), letter=True)


def _addressee(case: Case, reader: str) -> LetterRecipient:
    """Whom a letter to this employer goes to."""
    if reader == MAIN:
        return recipient(case.plan.work)
    employer = employer_of(case.plan, reader)
    return recipient({"work.employer": employer.name, "work.person": employer.person})


def recipient(work: Mapping[str, str]) -> LetterRecipient:
    """Whom a letter to work goes to, of these details: the employer as it was named, and of the person only a name,
    since a number or a word on them that was noted beside it was not chosen for anybody at work to read."""
    person = name_at_the_start(wording.one_line(work.get("work.person", "")))
    return LetterRecipient(employer=wording.one_line(work.get("work.employer", "")), person=person)


def _fill(text: str) -> Run:
    return Run(f"[{text}]", "fill")


def _opening(own: LetterDocument) -> Iterator[Block]:
    if own.sender == "client":
        writer: tuple[Line, ...] = (plain_line(own.name), (_fill("your address"),))
    else:
        writer = (
            plain_line(own.adviser or "Employment adviser"),
            plain_line("Employment adviser"),
            (_fill("your address"),),
        )
    yield Address((*writer, (_fill("date"),)), right=True)
    person = Run(own.to.person) if own.to.person else _fill("name of the person at work")
    place = (
        (plain_line(own.to.employer), (_fill("address"),))
        if own.to.employer
        else ((_fill("organisation and address"),),)
    )
    yield Address(((person,), *place))
    yield Paragraph((Run("Dear "), Run(own.to.person) if own.to.person else _fill("name"), Run(",")))


def _meeting(own: LetterDocument) -> Iterator[Block]:
    topics = (*of(own.lines, "adjustment"), *of(own.lines, "step"))
    if own.sender == "client":
        yield Subject(plain_line("A meeting about work"))
        yield plain_paragraph("I would like to meet you to talk about my work, and would be glad of your help.")
        yield from _list("These are the things that I would like us to talk about:", topics)
    else:
        yield Subject(plain_line(f"A meeting about work: {own.name}"))
        yield _with_agreement(own)
        yield plain_paragraph(
            f"{own.called} would like to meet you to talk about work, and would be glad of your help."
        )
        yield from _list(f"These are the things that {own.called} would like to talk about:", topics)
    yield from _rest(own)
    yield Paragraph(
        (
            Run("Would "), _fill("day and time"), Run(" or "), _fill("another day and time"),
            Run(f" suit you? {_where(own)}"),
        )
    )  # fmt: skip
    if own.without_voice:
        yield Paragraph((_fill(_ACCESS[own.sender].format(called=own.called)),))
    if own.sender == "client":
        yield Paragraph(
            (
                Run("I would like to bring "),
                _fill("name of the person with you, or take this sentence out"),
                Run("."),
            )
        )
    else:
        yield plain_paragraph(f"If you and {own.called} wish it, I can join you.")


_INTERPRETER = "will need an interpreter / a speech-to-text reporter / to have it in writing"
_ACCESS = {
    "client": f"I {_INTERPRETER}: take out if not wanted",
    "adviser": f"{{called}} {_INTERPRETER}: only with their word",
}
"""What a meeting needs for who cannot hear or speak in it; it tells work something, and is theirs to leave in."""


def _where(own: LetterDocument) -> str:
    if own.without_voice:
        return "Half an hour would be enough. Please answer in writing."
    return "Half an hour in a quiet room would be enough, or a call if that is easier for you. "


def _adjustments(own: LetterDocument) -> Iterator[Block]:
    changes, steps = of(own.lines, "adjustment"), of(own.lines, "step")
    if own.sender == "client":
        yield Subject(plain_line("What we agreed about work"))
        yield Paragraph(
            (
                Run("Thank you for talking with me on "),
                _fill("date of the meeting"),
                Run(". I am writing down what I understand we agreed, so that we both have the same list."),
            )
        )
    else:
        yield Subject(plain_line(f"What was agreed about work: {own.name}"))
        yield _with_agreement(own)
        yield Paragraph(
            (
                Run(f"Thank you for talking with {own.called} on "),
                _fill("date of the meeting"),
                Run(". This is what we understand was agreed, so that everybody has the same list."),
            )
        )
    yield from _list("The changes to try:", changes)
    yield from _list("The steps:", steps)
    yield from _rest(own)
    yield Paragraph(
        (
            Run("We would try this from "),
            _fill("start date"),
            Run(" and look together on "),
            _fill("date"),
            Run(" at how it is going. What does not work can be changed."),
        )
    )
    yield plain_paragraph("If I have something wrong or left something out, please tell me.")


def _with_agreement(own: LetterDocument) -> Paragraph:
    on = f", given on {own.agreed_on}" if own.agreed_on else ""
    return plain_paragraph(f"I am an employment adviser, and I write to you with {own.name}’s agreement{on}.")


def _list(intro: str, topics: tuple[SharedLine, ...]) -> Iterator[Block]:
    if topics:
        yield plain_paragraph(intro)
        yield Items(tuple(map(_topic, topics)))


def _topic(line: SharedLine) -> Line:
    """A change or a step, with whoever would do it, as a person would write it."""
    text, by = wording.capital(line.text.strip()).rstrip(".…"), line.by.strip().rstrip(".")
    if line.who:
        return plain_line(f"{text}. {wording.capital(line.who)} would do {f'it {by}' if by else 'this'}.")
    return plain_line(f"{text}{f', {by}' if by else ''}.")


def _rest(own: LetterDocument) -> Iterator[Block]:
    if goals := of(own.lines, "goal"):
        whose = "My aim:" if own.sender == "client" else f"{own.called}’s aim:"
        yield plain_paragraph(whose if len(goals) == 1 else whose.replace("aim:", "aims:"))
        yield Items(tuple(map(goal_runs, goals)))
    if health := of(own.lines, "health"):
        yield plain_paragraph("It may help you to know:")
        yield Items(tuple(map(line_runs, health)))


def _closing(own: LetterDocument) -> Iterator[Block]:
    in_writing = own.sender == "client" and own.without_voice
    address = _fill("email address" if in_writing else "telephone number or email")
    reach = Run("Please reach me in writing, at " if in_writing else "You can reach me on "), address, Run(".")
    yield Paragraph((*reach, Run(" Thank you for your help.")))
    yield plain_paragraph("Yours sincerely,")
    name = own.name if own.sender == "client" else own.adviser or "Employment adviser"
    yield Address(((_fill("your signature"),), plain_line(name)))
