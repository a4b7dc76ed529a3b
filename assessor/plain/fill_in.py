"""A form filled in line by line: each field asked in turn. Enter keeps what stands, stop leaves all as it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assessor import wording
from assessor.acts import calls
from assessor.acts.forms import Field, Filled, Form
from assessor.plain.command_words import is_command, not_here
from assessor.plain.lines import Gone, Lines
from assessor.plain.notes_and_safety import EMPTY, safety_command
from assessor.plain.state import SAFETY_WORD, Talk
from assessor.saying.said_days import told
from assessor.scripts.kinds import OPTION_KEYS, Refused

STOP = "stop"
STOPS = frozenset({STOP, "leave"})
"""Leaves what is asked for unwritten: the word that is told, and the one that leaves wherever one is."""
LEAVES = STOPS | {"back"}
"""Leaves a line that is asked for by itself."""


def listen_or(talk: Lines, asked: str, otherwise: str, besides: Collection[str] = ()) -> str | None:
    """Asks for a line that belongs to what was typed before it: the line, or what stands where it is empty or will
    never come; None for stop or back, which leave all as it was. A command word is no such line, unless = stands
    before it, or it is among those that are read here ``besides``."""
    try:
        while is_command(line := _listen(talk, [asked])) and line.casefold() not in (*LEAVES, *besides):
            talk.tell(f"{not_here(line)} back leaves it.")
    except Gone:
        return otherwise
    if line.casefold() in LEAVES:
        talk.tell("Left as it was.")
        return None
    return "" if line == EMPTY else line.removeprefix("=") or otherwise


def _listen(talk: Lines, asked: Sequence[str]) -> str:
    """The line that is typed where this is asked. The safety page opens here as anywhere; then it is asked again."""
    while True:
        for words in asked:
            talk.tell(words)
        line = talk.listen()
        if line.casefold() != SAFETY_WORD or not isinstance(talk, Talk):
            return line
        safety_command(talk)


def write_filled(talk: Talk, form: Form, confirmation: str = "Saved.", given: str = "") -> bool:
    """Fills in the form and writes what it makes; says whether anything was written. What is ``given`` for the only
    field of a form is not asked again.

    Where the lines end in the middle, what was filled in is written, each field that was not reached as it stood; or,
    if that makes no act, kept as a note. So nothing that was typed is lost.
    """
    if given and len(form.fields) == 1:
        return _write(talk, form, form.fields[0].read(given, talk.today), confirmation)
    filled: Filled = {}
    try:
        if not fill_in(talk, form, filled):
            return False
    except Gone:
        _keep(talk, form, filled, confirmation)
        raise
    for hint in form.hints(filled) if form.hints else ():
        talk.tell(f"It could be better still: {hint}")
    return _write(talk, form, filled, confirmation)


def fill_in(talk: Lines, form: Form, filled: Filled) -> bool:
    """Asks for each field of the form in turn and puts it into ``filled``; says whether it was not left in between.
    Raises `Gone` where the lines end, with what was filled in until then."""
    talk.tell(wording.sentence(form.title))
    talk.tell(f"Enter keeps what stands, {EMPTY} empties it, {STOP} leaves it all as it was.")
    for field in form.fields:
        part = ask_field(talk, field)
        if part is None:
            talk.tell("Left as it was.")
            return False
        filled |= part
    return True


def _write(talk: Talk, form: Form, filled: Filled, confirmation: str) -> bool:
    return talk.act(*form.acts(filled), confirmation=confirmation, typed=form.typed(filled, talk.today))


def _keep(talk: Talk, form: Form, typed: Filled, confirmation: str) -> None:
    """Writes what was filled in of a form whose other fields will never be asked."""
    filled: Filled = {}
    for field in form.fields:
        filled |= {field.name: typed[field.name]} if field.name in typed else field.read_value(talk.today)
    filled |= typed
    stood = {name: value for field in form.fields for name, value in field.read_value(talk.today).items()}
    wanted = form.said or any(stood.get(name) != value for name, value in typed.items())
    words = form.typed(typed, talk.today)
    if wanted and not any(field.missing(filled) for field in form.fields):
        talk.act(*form.acts(filled), confirmation=confirmation, typed=words)
    elif words:
        note = calls.note(f"{form.title}, not written: {words}", talk.at)
        talk.act(note, confirmation="Saved: what you typed, as a note.")


def ask_field(talk: Lines, field: Field) -> Filled | None:
    """What one field is filled in with, asked until it fits; None for stop."""
    before = field.read_value(talk.today)
    asked = _question(field, before)
    again = asked[:1]
    while (typed := _listen(talk, asked)).casefold() not in STOPS:
        asked = again
        try:
            filled = _read(talk, field, typed, before)
        except Refused as refused:
            talk.tell(f"Not taken: {wording.sentence(str(refused))}")
            continue
        if missing := field.missing(filled):
            talk.tell(f"Not taken: {missing}")
            continue
        if typed and (day := filled.get(f"{field.name}_day")):
            talk.tell(f'"{wording.shorten(typed, 40)}" is {told(day, talk.today)}.')
        return filled
    return None


def _question(field: Field, before: Filled) -> list[str]:
    stands = field.shown(before[field.name])
    hint = f", such as {field.hint}" if field.hint and not stands else ""
    first = f"{field.label}{hint}.{f' Now: {stands}.' if stands else ''}"
    how_many = ["As many as are true, such as 1 3."] if field.kind == "many" else []
    keys = zip(OPTION_KEYS, field.options.values(), strict=False)
    return [first, *how_many, *(f"{key}. {title}" for key, title in keys)]


def _read(talk: Lines, field: Field, typed: str, before: Filled) -> Filled:
    if not typed:
        return before
    if typed == EMPTY:
        return field.read_codes(()) if field.options else field.read("", talk.today)
    if field.options:
        return field.read_codes(_codes(field, typed))
    return field.read(typed.removeprefix("="), talk.today)


def _codes(field: Field, typed: str) -> tuple[str, ...]:
    """The codes that a line names: by their keys, or one by its words."""
    by_key: dict[str, str] = dict(zip(OPTION_KEYS, field.options, strict=False))
    by_words = {title.casefold(): code for code, title in field.options.items()}
    if typed.casefold() in by_words:
        return (by_words[typed.casefold()],)
    keys: Sequence[str] = re.split(r"[\s,;]+", typed.strip(" ,;")) if field.kind == "many" else [typed]
    if unknown := [key for key in keys if key not in by_key]:
        last = OPTION_KEYS[min(len(field.options), len(OPTION_KEYS)) - 1]
        raise Refused(f'"{wording.shorten(unknown[0], 40)}" is none of these; type {OPTION_KEYS[0]} to {last}')
    chosen = {by_key[key] for key in keys}
    return tuple(code for code in field.options if code in chosen)
