"""What an adviser should look at before a document leaves. It is said to them where they export, and on no page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assessor import wording
from assessor.care.case import Case
from assessor.care.employer_lines import reworded, shared_lines
from assessor.export.pages.client import client_document


def heed(case: Case, reader: str, letter: str | None, today: date) -> tuple[str, ...]:
    """What to look at in this document, a sentence or two each; nothing in one that needs no second look."""
    return tuple(_heed(case, reader, letter, today))


def _heed(case: Case, reader: str, letter: str | None, today: date) -> Iterator[str]:
    on = case.plan.next_date
    if not letter and reader in ("client", "therapist") and on and on < today and case.state == "assessed":
        yield f"The day of the next call, {wording.day(on)}, is past: agree another before this leaves."
    if reader == "client" and not letter:
        yield from _on_the_clients_copy(case)
    if reader == "employer" or letter:
        yield from _of_shared_lines(case)


def _on_the_clients_copy(case: Case) -> Iterator[str]:
    if third_person := tuple(_told_of_them(case)):
        lines = wording.listed(f"“{wording.shorten(line, 60)}”" for line in third_person)
        yield (
            "These lines speak of the client as she or he; put them in other words on the plan if you can, since the "
            f"page says you: {lines}."
        )
    if kept := [agreed.title for agreed in case.plan.accepted() if agreed.still_to_do and not agreed.may_lie_about]:
        lines = wording.listed(f"“{line}”" for line in kept)
        yield (
            f"Left out, since others at home may read this copy: {lines}. To have it there, agree with the client in "
            "which words, and put them on the plan."
        )
    unchecked = [
        f"{contact.name} ({contact.number})" for contact in client_document(case).numbers if contact.checked_on is None
    ]
    if unchecked:
        yield f"Check these numbers, which nobody has checked yet: {wording.listed(unchecked)}."


def _told_of_them(case: Case) -> Iterator[str]:
    """The lines of the client's copy, of those in the adviser's own words, that speak of the client or the adviser."""
    client = case.client
    names = {re.escape(name) for name in (client.first_name, client.name, *client.name.split()[:1]) if name}
    words = rf"\b(she|he|her|his|him|hers|they|them|their|client|adviser|{'|'.join(sorted(names))})\b"
    document = client_document(case)
    if document.stage == "not_taken_up":
        return
    titles = {agreed.title for agreed in case.plan.accepted()}
    lines = [step.what for step in (*document.steps, *document.changes_at_work) if step.what not in titles]
    lines += [request.agreed for request in case.plan.asked() if not request.explain_to_client]
    yield from (line for line in lines if re.search(words, line, re.IGNORECASE))


def _of_shared_lines(case: Case) -> Iterator[str]:
    if health := [line.printed for line in shared_lines(case.plan, case.by_hand) if line.on_health(case.health_hint)]:
        lines = wording.listed(f"“{wording.shorten(line, 60)}”" for line in health)
        yield f"This says something about health: {lines}."
    if changed := reworded(case.plan, case.by_hand):
        lines = wording.listed(f"“{wording.shorten(line.printed, 60)}”" for line in changed)
        yield f"Left out, since the words are others than those that were chosen: {lines}. Choose again on the plan."
