"""The employer's copy: what the client agreed to show, line by line, and not a word more.

Everything in it comes from the texts of `assessor.care.employer_lines.shared`, the client's name and the names of
whoever made and reviewed it apart. It does not say what service the adviser works for, since that alone would tell of
health. It says DRAFT until the plan is signed, since it is read as finished; a letter, with its places to fill in, is
seen to be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import not_
from typing import Literal

from pydantic import Field

from assessor import wording
from assessor.care.case import Case
from assessor.care.employer_lines import About, Shareable, shared_at_home, shared_lines
from assessor.care.employers import MAIN, employer_of, employers, is_another_party
from assessor.care.fingerprint import fingerprint
from assessor.export.blocks import Block, Heading, Items, Line, Page, Paragraph, Small, Table, plain_line
from assessor.export.pages.common import DocumentPart, Standing, adviser, by_when, first_word, foot, made_at, standing
from assessor.export.pages.parties import typed_parties
from assessor.views.phrasing import AGREED_STEPS


class SharedLine(DocumentPart):
    """One line that the client agreed to show."""

    about: About
    text: str
    who: str = ""
    by: str = ""


class EmployerDocument(DocumentPart):
    """The employer's copy: all that stands on its page, and nothing else."""

    document: Literal["employer"] = "employer"
    standing: Standing
    version: int
    fingerprint: str
    name: str
    called: str
    adviser: str
    agreed_on: str
    employer: str = Field(default="", exclude_if=not_)
    lines: tuple[SharedLine, ...]


def lines(case: Case, names: Mapping[str, str], at_home: bool = False, reader: str = MAIN) -> tuple[SharedLine, ...]:
    """The lines that this employer may see, with who does what by their names for this reader; ``at_home`` leaves out
    what had better not lie about there."""
    shown = (shared_at_home if at_home else shared_lines)(case.plan, case.by_hand.for_employer(reader))
    return tuple(_line(case, line, names, reader) for line in shown)


def of_another_employer(case: Case, reader: str) -> tuple[Shareable, ...]:
    """The lines for this employer that another employer does, as far as the plan knows: who does it is left out."""
    shown = shared_lines(case.plan, case.by_hand.for_employer(reader)) if is_another_party(case.plan, reader) else ()
    return tuple(line for line in shown if "employer" in typed_parties(case, line.who))


def _line(case: Case, line: Shareable, names: Mapping[str, str], reader: str) -> SharedLine:
    """The line as it is told at work: what was chosen of it, with the parties by their names for this reader. Of what
    another employer does it does not say who: that would name the one to the other."""
    codes = typed_parties(case, line.who)
    if "employer" in codes and is_another_party(case.plan, reader):
        return SharedLine(about=line.about, text=line.text, by=line.by)
    named = [names[code] for code in ("client", "employer", "adviser") if code in codes and code in names]
    named.sort(key=lambda name: name == "I")
    return SharedLine(about=line.about, text=line.text, who=wording.listed(named) if codes else line.who, by=line.by)


def of(shared_lines: Sequence[SharedLine], subject: About) -> tuple[SharedLine, ...]:
    """The lines that are about this."""
    return tuple(line for line in shared_lines if line.about == subject)


def agreed_on(case: Case, reader: str = MAIN) -> str:
    """The day on which the client agreed to share with this employer."""
    on = case.plan.consent(reader).on
    return wording.day(on) if on else ""


def employer_document(case: Case, reader: str = MAIN) -> EmployerDocument:
    """What this employer's copy holds. Where there is more than one, it names the one that it is for, and no other."""
    names = {"client": case.client.first_name, "adviser": first_word(adviser(case), "the adviser"), "employer": "you"}
    return EmployerDocument(
        standing=standing(case),
        version=case.version,
        fingerprint=fingerprint(case),
        name=case.client.name,
        called=case.client.first_name,
        adviser=adviser(case),
        agreed_on=agreed_on(case, reader),
        employer=employer_of(case.plan, reader).name if len(employers(case.plan)) > 1 else "",
        lines=lines(case, names, reader=reader),
    )


def employer_page(case: Case, reader: str = MAIN) -> Page:
    """The employer's copy as a page: made from `employer_document`, so that it holds the same."""
    own = employer_document(case, reader)
    return Page(
        title="Steps and changes at work",
        made=made_at(case),
        name=own.name,
        facts=f"Shared with {own.called}’s agreement{f' of {own.agreed_on}' if own.agreed_on else ''}",
        standing=own.standing.mark,
        standing_note=own.standing.note,
        about=tuple(
            filter(
                None,
                (
                    own.employer and f"For {own.employer}",
                    own.adviser and f"{own.adviser}, employment adviser",
                ),
            )
        ),
        blocks=tuple(_blocks(own)),
        foot=foot(case),
        large=True,
    )


def _blocks(own: EmployerDocument) -> Iterator[Block]:
    yield Paragraph(plain_line(f"This is what was agreed about work. {own.called} has agreed to share it with you."))
    if changes := of(own.lines, "adjustment"):
        yield Heading("Changes to try")
        yield Paragraph(
            plain_line("Small changes that would help. Each is worth trying for a while and looking at again.")
        )
        yield Items(tuple(map(line_runs, changes)))
    if steps := of(own.lines, "step"):
        yield Heading(AGREED_STEPS)
        rows = tuple(
            (plain_line(wording.capital(step.text)), plain_line(step.who), plain_line(step.by)) for step in steps
        )
        yield Table(AGREED_STEPS, ("What", "Who", "When"), rows, (50, 24, 26))
    if goals := of(own.lines, "goal"):
        yield Heading("Shared goals")
        yield Items(tuple(map(goal_runs, goals)))
    if health := of(own.lines, "health"):
        yield Heading(f"What {own.called} would like you to know")
        yield Items(tuple(map(line_runs, health)))
    yield Small(
        (
            plain_line(
                f"This page holds only what {own.called} has chosen to share. Please keep it between the people who "
                f"need it to help, and ask {own.called} before you show it to anybody else."
            ),
        )
    )


def line_runs(line: SharedLine) -> Line:
    """A change or a fact in a list."""
    return plain_line(wording.sentence(line.text), f" When: {line.by.rstrip('.')}." if line.by else "")


def goal_runs(goal: SharedLine) -> Line:
    """A goal in a list."""
    return plain_line(wording.sentence(goal.text), f" {by_when(goal.by)}." if goal.by else "")
