"""The record of supervision with one adviser on one day, as Markdown, plain text or data. No client's words are in it:
cases stand by reference and name."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessor import wording
from assessor.export.text import TEXT_WIDTH
from assessor.export.text import _escaped as escaped
from assessor.journal import Entry, SupervisionHeld

SUPERVISION_FORMATS: Mapping[str, str] = {"md": "Markdown", "txt": "plain text", "json": "data for another program"}
"""Each format by the ending of its files, and what it is."""
NOTHING_WRITTEN = "nothing written down"


def supervision_record(entries: Sequence[Entry], names: Mapping[str, str], format: str) -> str:
    """These records of supervision, whole; ``names`` are the clients' by the references of their cases."""
    held = [(entry, entry.act) for entry in entries if isinstance(entry.act, SupervisionHeld)]
    if format == "json":
        records = [_data(entry, act, names) for entry, act in held]
        return json.dumps({"supervisions": records}, indent=2, ensure_ascii=False) + "\n"
    write = _markdown if format == "md" else _text
    return "\n".join("\n".join(write(entry, act, names)) + "\n" for entry, act in held)


def _data(entry: Entry, act: SupervisionHeld, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "adviser": act.adviser,
        "on": act.on.isoformat(),
        "supervisor": entry.by,
        "written_at": entry.at.isoformat(),
        "cases": [{"case": case, "name": names.get(case, "")} for case in act.cases],
        "decisions": act.decisions,
        "learning": act.learning,
    }


def parts(act: SupervisionHeld, names: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """What a record says, in its order: headings, each with its lines."""
    yield "Cases discussed", [f"{case}  {names[case]}" if case in names else case for case in act.cases]
    yield "Decisions", _lines(act.decisions)
    yield "Learning", _lines(act.learning)


def _lines(words: str) -> list[str]:
    return [line for line in map(wording.one_line, words.splitlines()) if line]


def _head(entry: Entry, act: SupervisionHeld) -> tuple[str, str]:
    return f"Supervision of {act.adviser}", f"{wording.day(act.on)}, with {entry.by}"


def _markdown(entry: Entry, act: SupervisionHeld, names: Mapping[str, str]) -> Iterator[str]:
    title, subtitle = map(escaped, _head(entry, act))
    yield f"# {title}\n\n{subtitle}"
    for heading, lines in parts(act, names):
        yield f"\n## {heading}\n"
        yield "\n".join(f"- {escaped(line)}" for line in lines or [NOTHING_WRITTEN])


def _text(entry: Entry, act: SupervisionHeld, names: Mapping[str, str]) -> Iterator[str]:
    title, subtitle = map(wording.one_line, _head(entry, act))
    yield f"{title.upper()}\n{subtitle}\n{'=' * TEXT_WIDTH}"
    for heading, lines in parts(act, names):
        yield f"\n{heading.upper()}"
        for line in lines or [NOTHING_WRITTEN]:
            yield textwrap.fill(wording.one_line(line), TEXT_WIDTH, initial_indent="- ", subsequent_indent="  ")
