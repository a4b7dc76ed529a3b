"""The law page: every cited fact of a bank, with its dates, on whose word it stands, and what quotes it."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy
from assessor.authoring.sources import quoting
from assessor.bank.bank import Bank
from assessor.bank.facts import CitedFact
from assessor.wording import day, listed, sentence


def law_page(bank: Bank) -> str:
    """Every fact of the bank in Markdown, in the order of its files; what is not confirmed says so beside its title."""
    users = quoting(bank)
    return "\n\n".join("\n".join(_told(fact, users.get(fact.id, set()))) for fact in bank.facts.values())


def _told(fact: CitedFact, users: set[str]) -> Iterator[str]:
    yield f"### {fact.title} ({taxonomy.STANDINGS[fact.standing]})"
    yield ""
    yield sentence(fact.sentence)
    yield ""
    starts = f"from {day(fact.since)}" if fact.since else ""
    ends = f"to {day(fact.until)}" if fact.until else ""
    yield f"- {' · '.join(filter(None, (' '.join(filter(None, (starts, ends))), fact.jurisdiction, fact.instrument)))}"
    verb = "checked" if fact.standing == "confirmed" else "looked up"
    looked = f"{verb} {day(fact.checked_on)}" if fact.checked_on else ""
    again = f"look again by {day(fact.review_by)}" if fact.review_by else ""
    yield f"- {' · '.join(filter(None, (fact.publisher or 'no page found', fact.url, looked, again)))}"
    if fact.note:
        yield f"- {fact.note}"
    yield f"- `{fact.id}`, quoted by {listed(f'`{name}`' for name in sorted(users)) or 'nothing yet'}"
