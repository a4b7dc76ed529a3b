"""The small bank of the screens, with a place in its first call where what could help is talked over."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files

SMALL = Path(__file__).parent / "screens" / "bank"
FIRST = "scripts/first_assessment.yaml"
PLACE = """\
  - id: could_help
    title: What could help
    questions:
      - {id: could_help, kind: agree, short: What could help, say: Some things could help., guide: One at a time.}
  - id: close
"""
URGENT = """\
  - id: fit_note_today
    title: A fit note, today
    offer_if: situation == 'off_sick'
    because: [off sick]
    who: [client]
    priority: urgent
    explain_to_client: You could ask your surgery for a note today.
    source: {title: Practice, publisher: The project}
"""


@cache
def files() -> dict[str, str]:
    """The bank's files."""
    texts = read_files(SMALL)
    catalogue = next(name for name in texts if name.startswith("catalogue/"))
    return texts | {
        FIRST: texts[FIRST].replace("  - id: close\n", PLACE),
        catalogue: texts[catalogue].rstrip("\n") + "\n" + URGENT,
    }


@cache
def overheard_files() -> dict[str, str]:
    """The bank's files where whoever is off sick may be overheard, and the first thing that could help is private."""
    texts = files()
    catalogue = next(name for name in texts if name.startswith("catalogue/"))
    return texts | {
        FIRST: texts[FIRST].replace("label: I am off sick}", "label: I am off sick, guarded: true}"),
        catalogue: texts[catalogue].replace("    priority: urgent\n", "    priority: urgent\n    private: true\n"),
    }


@cache
def agreeing_bank() -> Bank:
    """The bank, read."""
    return read_bank(files())
