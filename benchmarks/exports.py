"""How long each export takes, and how large it is: a plan of 12 needs, 6 goals and 20 actions, in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter_ns

from assessor import taxonomy
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.care.case import Case, read_case
from assessor.care.employer_lines import choice, shareable
from assessor.export import export_document, formats
from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Consented,
    Entry,
    GoalRated,
    GoalWritten,
    StepWritten,
)
from benchmarks.figures import Row, Samples, ms, uninterrupted

NEEDS, GOALS, ACTIONS, BARRIERS, REQUESTS = 12, 6, 20, 10, 3
ROUNDS, EACH = 5, 8
AIM, AIM_OFFICE = 100, 300
DOCUMENTS: dict[str, tuple[str, str | None]] = {
    "therapist": ("therapist", None),
    "client": ("client", None),
    "employer": ("employer", None),
    "letter": ("employer", "adjustments"),
}
WORDS = "a start at ten for the first month, and somebody to ask when the till queue grows past the door"


def rows() -> Iterator[Row]:
    """A row a document and format: the median after the first, which also loads what the format needs.

    Beside each stands the same document as JSON, which is hardly more than the folding of the plan.
    """
    case = plan()
    for document, (reader, letter) in DOCUMENTS.items():
        for format in formats(reader, letter):
            begun = perf_counter_ns()
            content = export_document(case, format, reader, letter)
            first = (perf_counter_ns() - begun) / 1e6
            samples, beside = Samples(), Samples()
            for _ in range(ROUNDS):  # the two take turns
                samples.rounds.append(_times(case, format, reader, letter))
                beside.rounds.append(_times(case, "json", reader, letter))
            aim = AIM_OFFICE if format in ("docx", "pdf") else AIM
            yield Row(
                part="exports",
                what=f"{document}, {format}",
                ours=samples.told(),
                beside=beside.told(),
                ratio=samples.median / beside.median,
                aim=f"median < {aim}",
                met=samples.median < aim,
                also=f"{len(content) / 1024:,.1f} KiB; the first time {ms(first)}",
            )


def _times(case: Case, format: str, reader: str, letter: str | None) -> list[int]:
    times = []
    with uninterrupted():
        for _ in range(EACH):
            fresh = replace(case)  # the plan is folded anew, as for a case that was just read
            begun = perf_counter_ns()
            export_document(fresh, format, reader, letter)
            times.append(perf_counter_ns() - begun)
    return times


def plan() -> Case:
    """The case that is exported, every line of it shared."""
    bank = _bank()
    acts = list(_acts(bank))
    so_far = _case(acts, bank).plan
    everything = choice(so_far, [line.key for line in shareable(so_far)])
    case = _case([*acts, everything], bank)
    found = (len(case.plan.needs), len(case.plan.goals), len(case.plan.actions))
    assert found == (NEEDS, GOALS, ACTIONS), found  # noqa: S101  # a benchmark of something else would mislead
    return case


def _case(acts: Iterable[Act], bank: Bank) -> Case:
    at = datetime(2026, 5, 4, 11, tzinfo=UTC)
    entries = [
        Entry(id=f"{n:03d}", at=at + timedelta(seconds=n), by="Dan Price", call="call" if n else "", act=act)
        for n, act in enumerate(acts)
    ]
    return read_case("case", entries, lambda fingerprint: bank)


def _bank() -> Bank:
    return read_bank({"scripts/call.yaml": SCRIPT})


def _options(kind: str, codes: Iterable[str]) -> str:
    return "\n".join(f"          - {{code: {code}, label: {code}, records: {{{kind}: {code}}}}}" for code in codes)


SCRIPT = f"""\
script: call
version: 1
title: A call
sections:
  - id: all
    title: All
    questions:
      - id: wishes
        kind: many
        short: Needs
        say: Which?
        options:
{_options("need", list(taxonomy.NEEDS)[:NEEDS])}
      - id: burdens
        kind: many
        short: Barriers
        say: Which?
        options:
{_options("barrier", list(taxonomy.BARRIERS)[:BARRIERS])}
      - {{id: role, kind: text, short: Job, say: What?, fills: work.role}}
      - {{id: health, kind: text, short: Health, say: How?, fills: health.effect}}
      - {{id: harder, kind: text, short: Harder, say: What?, fills: if_harder}}
      - {{id: may, kind: consent, reader: therapist, short: Therapist, say: May I?}}
"""


def _acts(bank: Bank) -> Iterator[Act]:
    yield ClientRecorded(client=Client(name="Ines Marlowe", reference="TT-10001", therapist="Farah Nasser"))
    yield CallBegun(script="call", version=1, bank=bank.fingerprint)
    yield Answered(question="wishes", value=tuple(list(taxonomy.NEEDS)[:NEEDS]))
    yield Answered(question="burdens", value=tuple(list(taxonomy.BARRIERS)[:BARRIERS]))
    for question in ("role", "health", "harder"):
        yield Answered(question=question, value=WORDS)
    yield Answered(question="may", value="yes")
    yield CallEnded()
    yield Consented(reader="employer", given=True)
    for n in range(GOALS):
        yield GoalWritten(goal=f"g{n}", what=f"{n}: {WORDS}", by="1 June 2026", sign=WORDS, agreed_with="Joan Pike")
        yield GoalRated(goal=f"g{n}", value=n)
        yield GoalRated(goal=f"g{n}", value=n + 2)
    for n in range(ACTIONS):
        yield StepWritten(step=f"s{n}", what=f"{n}: {WORDS}", who=("client", "adviser"), by="8 May", goal="g1")
    for n in range(REQUESTS):
        yield StepWritten(step=f"r{n}", what=f"{n}: {WORDS}", who=("therapist",), because=WORDS, goal="g2")
