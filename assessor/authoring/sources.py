"""The sources and facts of a bank, on whose word it stands: which nobody confirmed, which are due to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File
from typing import Any
from urllib.parse import urlsplit

from assessor import taxonomy
from assessor.bank.adjustments import Adjustment
from assessor.bank.bank import Bank
from assessor.bank.facts import CitedFact, quoted_facts
from assessor.bank.interventions import Intervention
from assessor.scripts import model
from assessor.scripts.piping import FACT
from assessor.wording import day, listed
from assessor.yaml_source import Fault, Path, SourceMap


@dataclass(frozen=True, slots=True)
class Stated:
    """One source as a file states it: for what, in its own words, and where."""

    about: str
    source: model.Source
    file: SourceMap
    path: Path


def stated(bank: Bank) -> Iterator[Stated]:
    """Every source of the scripts, the catalogue and the adjustments; one that stands for a whole file, once.

    What quotes a fact is left out: of it the fact knows.
    """
    for script, course in bank.courses.items():
        if course.script.source and not course.script.source.fact:
            yield Stated(script, course.script.source, bank.sources[f"script {script}"][0], ("source",))
    shelves: set[str] = set()
    entries: list[Intervention | Adjustment] = [*bank.interventions.values(), *bank.adjustments.values()]
    for entry in entries:
        file, path = bank.sources[entry.id]
        if isinstance(entry, Intervention):
            for place, reading in enumerate(entry.instead):
                if reading.source:
                    yield Stated(entry.id, reading.source, file, (*path, "instead", place, "source"))
        if entry.source is None or entry.source.fact:
            continue
        if (*path, "source") in file.marks:
            yield Stated(entry.id, entry.source, file, (*path, "source"))
        elif file.file not in shelves:
            shelves.add(file.file)
            yield Stated(File(file.file).stem, entry.source, file, ("source",))


def past_review(bank: Bank, today: date) -> Iterator[Fault]:
    """Sources, and facts that something quotes, past the day by which they were to be looked at again."""
    for statement in stated(bank):
        due = statement.source.review_by
        if due and due < today:
            yield statement.file.fault((*statement.path, "review_by"), f"{statement.about} was to be reviewed by {due}")
    for fact, users in sorted(quoting(bank).items()):
        due = bank.facts[fact].review_by
        if due and due < today:
            message = f"{fact} was to be reviewed by {due}, and is quoted by {listed(sorted(users))}"
            yield _fault(bank, bank.facts[fact], "review_by", message)


def come_to_pass(bank: Bank, today: date) -> Iterator[Fault]:
    """Facts that are expected from a day which has come: somebody has to look whether they are so now."""
    for fact in bank.facts.values():
        if fact.standing == "expected" and fact.since and fact.since <= today:
            message = f"{fact.id} was expected from {day(fact.since)}; look it up, and say how it stands now"
            yield _fault(bank, fact, "standing", message)


def home_pages(bank: Bank) -> Iterator[Fault]:
    """Sources and facts whose address is a home page, where nobody finds what is meant."""
    for statement in stated(bank):
        if _is_home_page(statement.source.url):
            yield statement.file.fault((*statement.path, "url"), _home_page(statement.about, statement.source.url))
    for fact in bank.facts.values():
        if _is_home_page(fact.url):
            yield _fault(bank, fact, "url", _home_page(fact.id, fact.url))


def _home_page(about: str, url: str) -> str:
    return f"{about}: {url} is a home page; name the page that says it, or no address"


def _is_home_page(url: str) -> bool:
    parts = urlsplit(url)
    return bool(url) and parts.path in ("", "/") and not parts.query


def unverified(bank: Bank) -> Iterator[Fault]:
    """Sources that nobody has checked yet, and facts that are not confirmed, each with what it is."""
    for statement in stated(bank):
        if statement.source.doubt and statement.source.standing != "own_example":
            place = (*statement.path, "checked_on")
            yield statement.file.fault(place, f"{statement.about}: {statement.source.doubt}: {statement.source.title}")
    for fact in bank.facts.values():
        if fact.standing not in ("confirmed", "own_example"):
            message = f"{fact.id}: {taxonomy.STANDINGS[fact.standing]}: {fact.title}"
            yield _fault(bank, fact, "standing", message)


def _fault(bank: Bank, fact: CitedFact, key: str, message: str) -> Fault:
    file, path = bank.sources[f"fact {fact.id}"]
    return file.fault((*path, key), message)


# ---- what quotes a fact


_QUOTE = re.compile(rf"\b{FACT}\.([a-z]\w*)")
_CONDITIONS = ("ask_if", "waits_if", "offer_if", "when", "held_if", "value")
_FILLED: dict[type, tuple[str, ...]] = {
    model.Script: ("short", "say", "guide", "probe", "again", "quietly"),
    Intervention: ("title", "ask", "explain_to_client", "because", "does", "on_paper"),
    Adjustment: (),
}
"""The texts of each kind in which a name is filled in."""
_ALOUD = {"say", "probe", "again", "quietly", "explain_to_client", "on_paper"}
"""Those of them that are said to the client, or that the client reads."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something of a bank quotes a fact, or means to: who, which name of it, in which text, and where."""

    by: str
    name: str
    part: str
    file: SourceMap
    path: Path
    offset: int


def quotes(bank: Bank) -> Iterator[Quote]:
    """Every place of the scripts, the catalogue and the adjustments that quotes a fact in a text or a condition."""
    places: list[tuple[str, SourceMap, Path, Any]] = [
        (name, bank.sources[f"script {name}"][0], (), course.script) for name, course in bank.courses.items()
    ]
    entries: list[Intervention | Adjustment] = [*bank.interventions.values(), *bank.adjustments.values()]
    places += [(entry.id, *bank.sources[entry.id], entry) for entry in entries]
    for by, file, root, record in places:
        parts = (*_CONDITIONS, *_FILLED[type(record)])
        for path, text in _strings(record.model_dump(exclude_defaults=True)):
            part = next((step for step in reversed(path) if step in parts), "")
            for match in _QUOTE.finditer(text):
                yield Quote(by, match[1], str(part), file, (*root, *path), match.start())


def _strings(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _strings(inner, (*path, place))


def quoting(bank: Bank) -> dict[str, set[str]]:
    """Of each fact that is quoted, what quotes it: in its words, in a condition, or as its source."""
    owners = quoted_facts(bank.facts)
    users: dict[str, set[str]] = {}
    for quote in quotes(bank):
        if quote.name in owners:
            users.setdefault(owners[quote.name], set()).add(quote.by)
    sources = [(name, course.script.source) for name, course in bank.courses.items()]
    entries: list[Intervention | Adjustment] = [*bank.interventions.values(), *bank.adjustments.values()]
    for name, source in (*sources, *((entry.id, entry.source) for entry in entries)):
        if source and source.fact:
            users.setdefault(source.fact, set()).add(name)
    return users


def misquoted(bank: Bank) -> Iterator[Fault]:
    """Facts quoted where nothing is filled in, and facts said to the client as if they were certain."""
    owners = quoted_facts(bank.facts)
    for quote in quotes(bank):
        if not quote.part:
            yield quote.file.fault(quote.path, "a fact cannot be quoted here; no words are filled in", quote.offset)
        elif quote.part in _ALOUD and bank.facts[owners[quote.name]].standing not in ("confirmed", "own_example"):
            standing = taxonomy.STANDINGS[bank.facts[owners[quote.name]].standing]
            message = f"{quote.name} is {standing}; what is said to a client leaves the figure out"
            yield quote.file.fault(quote.path, message, quote.offset)
