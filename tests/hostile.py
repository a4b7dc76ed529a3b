"""Text that would take a terminal over, were it obeyed; records and a bank full of it; what obeying looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import yaml

from assessor.acts.desk import SUPERVISION
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.care.case import read_case
from assessor.journal import (
    Act,
    Attempted,
    CallBegun,
    Client,
    ClientRecorded,
    Commented,
    Entry,
    Paused,
    Reviewed,
    Submitted,
    SupervisionHeld,
)
from assessor.records.store import Adviser, Store
from assessor.wording import is_fit
from tests.export.client import ADJUSTMENTS, acts, by_hand, case_of, sharing
from tests.records.samples import CATALOGUE, NOON, SCRIPT, entry

Word = Callable[[str], str]

PAYLOADS: dict[str, str] = {
    "colours and cursor": "\x1b[35mred\x1b[0m\x1b[77;7H\x1b[2J\x1b[?25h\x1b[6n",
    "title": "\x1b]0;owned\x07\x1b]2;owned\x1b\\\x1bkowned\x1b\\",
    "link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07\x1b]52;c;?\x07",
    "device control": '\x1bP$q"p\x1b\\\x1b_Gi=1;AAAA\x1b\\\x1b^x\x1b\\\x1bc\x1b#8',
    "above ASCII": "\x9b35mred\x9d0;owned\x9c\x90q\x9c\x85\x84\x8d",
    "below ASCII": "a\x00b\x07\x08\x08c\rd\x0b\x0ce\x0e\x0f\x7f\ta",
    "reordering": "\u202egpj.exe\u202c\u2067a\u2069",
    "line tricks": "first\nsecond\r\nthird\x85fourth\u2028fifth\u2029\n\nassessor: all was saved",
    "markup": "[/b][red]x[/red][link=https://evil.example]y[/link][@click=app.quit]z[/]$name[",
    "template": "{{ 7 * 7 }}{% for x in y %}{# z #}${x}",
    "marks": "Z" + "\u0301\u0489" * 60 + "algo",
    "hidden": "a\u200b\u2060\ufeff\u00adb\U000e0001\U000e0068\U000e0069\u206a\ufff9",
    "huge": "abcdefghij " * 300,
}
"""Text by what it would do."""

TOGETHER = "\x1b]0;t\x07\x9b35m\u202e[/b]{{x}}\x00\u0301"
"""A little of everything, short enough that a column of a list shows it."""

FIRST_OF_ALL = TOGETHER + "\x1b]52;c;ZXZpbA==\x07\x1b]8;;x\x1b\\\x1b[35m\x1b[77;7H\n"
"""The same with a link, the clipboard, colour, cursor and a line break behind it."""

OURS = re.compile(
    r"\x1b\[[\d;]*m|\x1b\[\d+;\d+H|\x1b\[\?\d+(?:[hl]|\$p)|\x1b\[[<>]\d*u"  # colours, cursor, modes, keyboard
    r"|\x1b\]22;[a-z-]*\x07"  # the shape of the pointer
)
"""What Textual writes of itself."""


def obeyed(output: str) -> list[str]:
    """What stands in this output to a terminal that neither Textual wrote of itself nor is text."""
    lines = re.split(r"\r?\n", OURS.sub("", output))
    wrong = [line[at : at + 40] for line in lines if not is_fit(line) and (at := _first_wrong(line)) >= 0]
    return sorted({repr(text) for text in (*wrong, *(own for own in ("\x1b[35m", "\x1b[77;7H") if own in output))})


def _first_wrong(line: str) -> int:
    found = re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]", line)
    return found.start() if found else -1


def saying(payload: str) -> Word:
    """Every piece of free text with this before it."""
    return lambda place: f"{payload} {place}"


def hostile_files(payload: str) -> dict[str, str]:
    """The tests' small bank with this in every text of it."""
    payload = payload.replace("{", "(")  # a bank's own text may be a template
    shown = {
        "title",
        "say",
        "short",
        "label",
        "guide",
        "why",
        "probe",
        "ask",
        "unit",
        "low",
        "high",
        "try_it",
        "about",
        "publisher",
    }

    def spoilt(node: Any) -> Any:
        if isinstance(node, list):
            return [spoilt(one) for one in node]
        if not isinstance(node, dict):
            return node
        return {
            key: (payload + value)[: 40 if key == "short" else None]
            if key in shown and isinstance(value, str)
            else spoilt(value)
            for key, value in node.items()
        }

    files = {"scripts/short_call.yaml": SCRIPT, "catalogue/helps.yaml": CATALOGUE}
    files |= {"adjustments/changes.yaml": ADJUSTMENTS}
    return {
        name: yaml.safe_dump(spoilt(yaml.load(text, yaml.CSafeLoader)), sort_keys=False) for name, text in files.items()
    }


def hostile_bank(payload: str) -> Bank:
    """The bank of `hostile_files`."""
    return read_bank(hostile_files(payload))


def _journal(name: str, happened: Sequence[Act], by: str, call: str) -> list[Entry]:
    return [
        entry(f"{name}-{n:03d}", act, NOON + timedelta(seconds=35 * n)).model_copy(
            update={"by": by, "call": call if n and not isinstance(act, Attempted) else ""}
        )
        for n, act in enumerate(happened)
    ]


def _commented(word: Word) -> Iterator[Act]:
    for line in ("", "goal goal 0.1", "step call", "request picture_the_day", "suggestion meeting_at_work"):
        yield Commented(line=line, text=word("comment"))


def fill(store: Store, word: Word, bank: Bank) -> None:
    """Puts into the store clients, calls, plans, comments, reviews and supervisions in which every text is ``word``'s.

    ``full`` has everything and waits for review, ``returned`` was given back, ``begun`` was cut off, ``new`` not rung.
    """
    by, senior = word("adviser"), word("senior")
    for adviser in (Adviser(name=by, role="adviser"), Adviser(name=senior, role="senior")):
        store.set_adviser(adviser)
    store.keep_bank(bank.fingerprint, bank.files)
    call = [*acts(word, bank), *by_hand(word)]
    full = [*call, sharing(case_of(call, by, bank)), *_commented(word), Submitted()]
    returned = [*full, Reviewed(decision="returned", words=word("to change"))]
    details = full[0]
    assert isinstance(details, ClientRecorded)
    client = details.client.model_copy(update={"telephone": word("telephone"), "best_times": word("times")})
    begun = CallBegun(script="short_call", version=2, bank=bank.fingerprint)
    cut_off = [act for act in call[1:10] if not isinstance(act, CallBegun)]
    for name, happened in (("full", full), ("returned", returned)):
        details = ClientRecorded(client=_named(client, f"{word(name)}"))
        store.append(name, _journal(name, [details, *happened[1:]], by, f"call-{name}"))
    opened = ClientRecorded(client=_named(client, word("begun")))
    store.append("begun", _journal("begun", [opened, begun, *cut_off, Paused(why="cut_off")], by, "call-begun"))
    opened = ClientRecorded(client=_named(client, word("new")))
    store.append("new", _journal("new", [opened, Attempted(outcome="no_answer", note=word("tried"))], by, ""))
    held = SupervisionHeld(
        adviser=by, on=NOON.date(), cases=(word("full"),), decisions=word("decided"), learning=word("learned")
    )
    store.append(SUPERVISION, [entry("held", held).model_copy(update={"by": senior})])
    for name in ("full", "returned", "begun", "new"):
        read_case(name, store.journal(name), lambda fingerprint: bank)


def _named(client: Client, reference: str) -> Client:
    return client.model_copy(update={"reference": reference})
