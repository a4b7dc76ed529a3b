"""The menu of calls: what can be begun or gone on with, each under a key that stays whatever is unfinished.

The scripts come in the order in which they are likely for how the last finished talk left the case, so their keys do
not move when a call is cut off; a script by which a call is unfinished goes on with that call. What there is besides
comes after: other calls that are unfinished, other scripts, and a call begun anew beside the one that was cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessor import wording
from assessor.bank.bank import Bank
from assessor.care.case import Call, Case, calls_to_make, openly
from assessor.scripts.kinds import OPTION_KEYS


@dataclass(frozen=True, slots=True)
class CallChoice:
    """One line of the menu, by its key: begin a call by the script ``name``, go on with the call ``name``, or write
    down that nobody was reached."""

    key: str
    does: Literal["begin", "go_on", "not_reached"]
    name: str
    words: str
    likeliest: bool = False


def call_menu(case: Case, bank: Bank) -> tuple[CallChoice, ...]:
    """All that can be done now that the telephone is at hand; one line is the likeliest."""
    likeliest = case.unfinished.id if case.unfinished and case.state == "cut_off" else ""
    lines = list(_lines(case, bank))
    marked = next((place for place, (_, name, _) in enumerate(lines) if name == likeliest), 0)
    return tuple(
        CallChoice(key, does, name, words, likeliest=place == marked)
        for place, (key, (does, name, words)) in enumerate(zip(OPTION_KEYS, lines, strict=False))
    )


def _lines(case: Case, bank: Bank) -> Iterator[tuple[Literal["begin", "go_on", "not_reached"], str, str]]:
    usual = calls_to_make(case, bank, case.left_as)
    waiting: dict[str, Call] = {}
    for call in reversed(case.all_unfinished):
        waiting[call.interview.course.script.script] = call  # of several by one script the latest
    for script in usual:
        if script.script in waiting:
            yield "go_on", waiting[script.script].id, going_on_words(waiting[script.script])
        else:
            yield "begin", script.script, script.title
    yield "not_reached", "not reached", "Rung, and not spoken to…"
    by_their_key = {waiting[script.script].id for script in usual if script.script in waiting}
    for call in case.all_unfinished:
        if call.id not in by_their_key:
            yield "go_on", call.id, going_on_words(call)
    names = [script.script for script in usual]
    for script in calls_to_make(case, bank):
        if script.script not in names and script.script not in waiting:
            yield "begin", script.script, script.title
    for script in usual:
        if script.script in waiting:
            yield "begin", script.script, f"Begin anew: {script.title.lower()}"


def going_on_words(call: Call) -> str:
    """An unfinished call in a line: its title, of which day it is, and where it stands."""
    interview = call.interview
    at = f"at: {wording.shorten(openly(interview, interview.current), 30)}" if interview.current else "all asked"
    return f"{interview.course.script.title} of {wording.day(call.begun.astimezone())}, go on {at}"
