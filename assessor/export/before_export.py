"""What an adviser should look at before a document leaves. It is said to them where they export, and on no page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assessor import wording
from assessor.called import given_name
from assessor.care.at_home import for_home, kept_from_home
from assessor.care.case import Case
from assessor.care.employer_lines import reworded, shared_at_home, shared_lines
from assessor.care.employers import MAIN, others_named
from assessor.care.handwritten import ByHand
from assessor.care.know_me import SENDING, safe_ways
from assessor.care.plan import nobody_was_told
from assessor.care.suggestions import barred
from assessor.export.older_version import changed_since
from assessor.export.pages.client import client_document
from assessor.export.pages.employer import of_another_employer
from assessor.views.harm_told import harm_told, told_unwritten
from assessor.views.phrasing import consent_limits


def heed(
    case: Case, reader: str, letter: str | None, today: date, current: Case | None = None, employer: str = MAIN
) -> tuple[str, ...]:
    """What to look at in this document, a sentence or two each; nothing in one that needs no second look.

    ``current`` is the case as it stands, where ``case`` is an earlier version: what was said, raised and refused is
    read from today's case, and from the version only what stands on its page.
    """
    now = current or case
    sending = _where_it_may_go(now) if reader == "client" else ()
    return (*sending, *changed_since(case, now, reader), *_heed(case, now, reader, letter, today, employer))


def _where_it_may_go(case: Case) -> Iterator[str]:
    """How what goes to the client may safely go, or that nobody has asked; and what they need to be able to read it."""
    know, ways = case.plan.know, safe_ways(case.answers)
    told = know.get("know.send", "")
    if ways is None:
        yield "Nobody knows yet where this may go: ask the client what is a safe way before it leaves."
    elif "nothing" in ways:
        noted = told.partition(" · ")[2]
        said = f" Noted: {wording.ended(noted)}" if noted else ""
        yield f"Do not send this: they asked that nothing be sent. Read it to them instead.{said}"
    else:
        unsafe = wording.listed((words for code, words in SENDING.items() if code not in ways), "or")
        yield f"Safe to send: {told}. Not safe{f', since they did not name it: {unsafe}' if unsafe else ' otherwise'}."
    needs = case.answers.value("know.access") if case.answers else None
    if isinstance(needs, tuple) and "sight" in needs:
        yield "They do not see well: send it in large print or in the form they asked for, or read it to them."
    if "know.interpreter" in know:
        yield f"This is in English, and they speak {know['know.interpreter']}: go through it with an interpreter."


def _heed(case: Case, now: Case, reader: str, letter: str | None, today: date, employer: str) -> Iterator[str]:
    by_hand, consented = case.by_hand.for_employer(employer), {"employer": employer}.get(reader, reader)
    on = case.plan.next_date
    if not letter and reader in ("client", "therapist", "record") and on and on < today and now.state == "assessed":
        yield f"The day of the next call, {wording.day(on)}, is past: agree another before this leaves."
    if not letter and reader != "employer":
        yield from _of_safety(now)
    if reader == "client" and not letter:
        yield from _on_the_clients_copy(case)
    yield from _for_a_record(now, reader)
    if reader in ("therapist", "employer") and (limits := consent_limits(now.plan.consent(consented), now.answers)):
        yield f"They set a limit to this, or said something with it: “{wording.one_line(limits)}”."
    if reader == "employer" or letter:
        yield from _of_shared_lines(case, by_hand)
        yield from _of_other_employers(case, by_hand, employer)
    if letter == "meeting" and (why := not_to_be_offered(now, MEETING)):
        yield (
            f"The program would not suggest a meeting with work here: {why}. Ask the client, and whoever advises them, "
            "before a letter asks for one."
        )
    if reader == "client" and letter:
        at_home = shared_at_home(case.plan, by_hand)
        chosen = shared_lines(case.plan, by_hand)
        yield from _left_out(line.printed for line in chosen if line not in at_home)


MEETING = "workplace_meeting"
"""The catalogue's own entry for what a letter asking for a meeting does, whose rules hold for the letter too."""


def not_to_be_offered(case: Case, name: str) -> str:
    """Why the catalogue would hold this entry back for this client, whether or not it would otherwise offer it."""
    if case.call is None or case.answers is None:
        return ""
    rule = next((rule for rule in case.call.bank.rules if rule.entry.id == name), None)
    return barred(case.answers, case.call.bank, rule) if rule else ""


def _for_a_record(case: Case, reader: str) -> Iterator[str]:
    """That others at home may read a health record, where the client is guarded."""
    if reader in ("therapist", "record") and case.plan.guarded:
        into = "into a health record (fhir)" if reader == "therapist" else "into your own clinical record"
        yield (
            f"Before this goes {into}: such a record may be open to the person at home too, on a "
            "shared telephone or by a shared password. Ask the client first, when nobody can hear."
        )


def _of_safety(case: Case) -> Iterator[str]:
    """What was told that may be harm, and whether anybody was told of it; to the adviser alone."""
    if nobody_was_told(case.plan.safety):
        yield "A concern is not yet passed on: follow your service’s protocol, and write on its page who was told."
    if told := harm_told(case, perhaps=True):
        yield f"{wording.capital(told_unwritten(told))}. Ask about it, and write on the safety page what came of it."


def _on_the_clients_copy(case: Case) -> Iterator[str]:
    if third_person := tuple(_told_of_them(case)):
        lines = wording.listed(f"“{wording.shorten(line, 60)}”" for line in third_person)
        yield (
            "These lines speak of the client as she or he; put them in other words on the plan if you can, since the "
            f"page says you: {lines}."
        )
    yield from _left_out(kept_from_home(case.plan))
    unchecked = [
        f"{contact.name} ({contact.number})" for contact in client_document(case).numbers if contact.checked_on is None
    ]
    if unchecked:
        yield f"Check these numbers, which nobody has checked yet: {wording.listed(unchecked)}."


def _left_out(lines: Iterable[str]) -> Iterator[str]:
    """Every line that a paper for home does not hold, whole: whoever exports it has to know what is to be said."""
    if told := wording.listed(f"“{wording.one_line(line)}”" for line in lines):
        yield (
            f"Left out, since others at home may read this: {told}. It holds only catalogue words and days; what was "
            "left out you can read aloud to the client, when it is safe."
        )


def _told_of_them(case: Case) -> Iterator[str]:
    """The lines of the client's copy, of those in the adviser's own words, that speak of the client or the adviser."""
    client = case.client
    names = {re.escape(name) for name in (client.first_name, client.name, given_name(client.name)) if name}
    words = rf"\b(she|he|her|his|him|hers|they|them|their|client|adviser|{'|'.join(sorted(names))})\b"
    document = client_document(case)
    if document.stage == "not_taken_up":
        return
    titles = {agreed.title for agreed in case.plan.accepted()}
    lines = [step.what for step in (*document.steps, *document.changes_at_work) if step.what not in titles]
    lines += [request.agreed for request in for_home(case.plan).asked() if not request.explain_to_client]
    yield from (line for line in lines if re.search(words, line, re.IGNORECASE))


def _of_other_employers(case: Case, by_hand: ByHand, employer: str) -> Iterator[str]:
    """What this employer would read of another, whose consent is another too."""
    chosen = [line.printed for line in shared_lines(case.plan, by_hand)]
    if named := [line for line in chosen if others_named(case.plan, employer, line)]:
        yield f"This names another employer, or somebody there: neither is told of the other: {_quoted(named)}."
    if theirs := [line.printed for line in of_another_employer(case, employer)]:
        yield (
            "Left out is who does this, since the plan has it done by the employer in the main job, or does not say by "
            f"which: {_quoted(theirs)}."
        )


def _quoted(lines: Iterable[str]) -> str:
    return wording.listed(f"“{wording.shorten(line, 60)}”" for line in lines)


def _of_shared_lines(case: Case, by_hand: ByHand) -> Iterator[str]:
    if health := [line.printed for line in shared_lines(case.plan, by_hand) if line.on_health(case.health_hint)]:
        lines = wording.listed(f"“{wording.shorten(line, 60)}”" for line in health)
        yield f"This says something about health: {lines}."
    if changed := reworded(case.plan, by_hand):
        lines = wording.listed(f"“{wording.shorten(line.printed, 60)}”" for line in changed)
        yield f"Left out, since the words are others than those that were chosen: {lines}. Choose again on the plan."
