"""The table of act by face, made from the code: which key, which word and which command writes each act of the journal.

``python tools/acts_table.py`` prints it; ``--write`` writes docs/acts.md; a test holds the page to it.
"""

from __future__ import annotations

import inspect
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import assessor.screens
from assessor.acts.acts_file import FILE_ACTS
from assessor.acts.declared import ACTS, written_by
from assessor.plain import answer
from assessor.plain.client_room import ring_command
from assessor.plain.plan_room import REVIEW_WORDS
from assessor.plain.program import WAYS
from assessor.plain.vocabulary import VOCABULARY
from assessor.widgets.room import Room
from assessor.widgets.verbs import Verb

PAGE = Path(__file__).parent.parent / "docs" / "acts.md"
COMMANDS = {
    "client": "`assessor new FILE`, `{act: details}`",
    "call": "`assessor call CASE`",
    "go": "`assessor interview`: the order of the answers",
    "pause": "`assessor call --plain`",
    "resume": "`assessor call --plain`",
    "export": "`assessor export CASE`",
    "supervision": "`assessor supervision record FILE`",
}
"""Acts that are no line of `act FILE`, by the command that does them."""
NOT_THERE: dict[tuple[str, str], str] = {}
"""Cells that no key or word fills, each with why and what does it instead."""


def screen_cells() -> dict[str, list[str]]:
    """For each act, the places and keys of the full screen that write it."""
    cells: dict[str, list[str]] = {}
    for room in _rooms():
        for verb in room.VERBS:
            action = getattr(room, f"action_{verb.action.split('(')[0]}", None)
            for name in written_by(action) if action and verb.help else ():
                cells.setdefault(name, []).append(f"{room.HELP_TITLE.lower()}: {_key(verb)}")
        handlers = (("_take_answer", "a key of the answer"), ("on_question_card_end_chosen", "Enter at its end"))
        for handler, key in handlers:
            for name in written_by(getattr(room, handler, None) or (lambda: None)):
                cells.setdefault(name, []).append(f"{room.HELP_TITLE.lower()}: {key}")
    return cells


def _rooms() -> Iterator[type[Room[object]]]:
    for module in sorted(pkgutil.iter_modules(assessor.screens.__path__), key=lambda module: module.name):
        for _, member in inspect.getmembers(import_module(f"assessor.screens.{module.name}"), inspect.isclass):
            if issubclass(member, Room) and member.__module__.endswith(f".{module.name}") and member.VERBS:
                yield member


def _key(verb: Verb) -> str:
    return f"`{verb.shown_key}`"


def plain_cells() -> dict[str, list[str]]:
    """For each act, the words of plain lines that write it."""
    cells = {name: ["the answer itself"] for name in written_by(answer.give)}
    for word in (*VOCABULARY, *REVIEW_WORDS):
        for name in written_by(word.does):
            cells.setdefault(name, []).append(f"`{word.says}`")
    for way in WAYS:
        for name in written_by(way.does):
            cells.setdefault(name, []).append(f"`{way.says}` at the start")
    for name in written_by(ring_command):
        cells.setdefault(name, []).append("`ring` at a client")
    return cells


def table() -> str:
    """The page."""
    screens, words = screen_cells(), plain_cells()
    rows = []
    for name, what in ACTS.items():
        screen = ", ".join(dict.fromkeys(screens.get(name, ())))
        plain = ", ".join(dict.fromkeys(words.get(name, ()))) or NOT_THERE.get((name, "plain"), "")
        file = f"`{{act: {name}}}`" if name in FILE_ACTS else COMMANDS.get(name, "")
        rows.append(f"| {name} | {what} | {screen} | {plain} | {file} |")
    return "\n".join(
        [
            "# Every act, and how each face does it",
            "",
            "Made from the code by `tools/acts_table.py`; a test holds it to the code and every cell full.",
            "",
            "| Act | What it is | On the screen | In plain lines | In a file, or by a command |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(table(), encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(table())
