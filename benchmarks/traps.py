"""The traps into which other engines fell: each must be refused when the bank is loaded, by name and place."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.journal import Client
from assessor.scripts.interview import Interview
from assessor.yaml_source import BankError
from benchmarks.engine import TODAY, entry, read, written
from benchmarks.figures import Row

HEAD = "script: traps\nversion: 1\ntitle: Traps\n"
ASKED = """sections:
  - id: s
    title: S
    questions:
      - {id: hours, kind: number, say: How many hours?}
      - id: pay
        kind: yes_no
        say: Are you paid?
        ask_if: IF
      - {id: days, kind: number, say: How many days?}
"""
CYCLE = """facts:
  - {id: one, value: three + 1}
  - {id: two, value: one + 1}
  - {id: three, value: two + 1}
"""
TRAPS = {
    "a cycle": (CYCLE + ASKED.replace("IF", "hours > 3"), ("one", "two", "three")),
    "an unknown reference": (ASKED.replace("IF", "housr > 3"), ("housr", "hours")),
    "a syntax error": (ASKED.replace("IF", "hours >"), ()),
    "a later reference": (ASKED.replace("IF", "days > 3"), ("days",)),
}
LINKS = 30


def rows() -> Iterator[Row]:
    """Each trap with the message that refuses it, and the long chain that must work."""
    for trap, (body, names) in TRAPS.items():
        try:
            read(HEAD + body)
        except BankError as error:
            said = str(error.faults[0])
            named = all(name in said for name in names) and error.faults[0].line > 1
            yield Row("traps", trap, "refused", aim="refused", met=named, also=said)
        else:
            yield Row("traps", trap, "accepted", aim="refused", met=False)
    yield _chain()


def _chain() -> Row:
    """Thirty reckoned values, each resting on the one written after it."""
    facts = [{"id": f"c{n}", "value": f"c{n + 1} + 1" if n < LINKS else "hours + 1"} for n in range(1, LINKS + 1)]
    course = read(HEAD + written({"facts": facts}) + ASKED.replace("IF", f"c1 == {LINKS + 5}"))
    interview = Interview.begin(course, Client(name="Ada Marsh"), TODAY)
    after = interview.with_entry(entry("hours", "5"))
    value = after.values.get("c1")
    right = value == LINKS + 5 and after.next == "pay" and interview.route == ("hours", "days")
    return Row(
        "traps", f"{LINKS} reckoned values in reverse", f"the last is {value}", aim=str(LINKS + 5), met=right,
        also="and the question that rests on it is asked",
    )  # fmt: skip
