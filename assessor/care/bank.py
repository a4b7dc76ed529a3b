"""A bank: its scripts made ready to run, its catalogue, its personas; all read from a folder's text.

A bank is known by the fingerprint of its files. The records keep a copy of each bank that a call was begun
with, so that the call, and every plan read from it, stays what it was when the folder changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from assessor.care.catalogue import Catalogue, Intervention
from assessor.care.personas import Persona
from assessor.scripts.conditions import ConditionError, Name, Node, Scope, compile_condition
from assessor.scripts.course import Course, make_course
from assessor.scripts.loading import BankError, Fault, Source, load
from assessor.scripts.model import Script
from assessor.scripts.piping import Piped, PipingError
from assessor.wording import did_you_mean

FOLDERS = ("scripts", "catalogue", "personas")


@dataclass(frozen=True)
class Rule:
    """A catalogue entry with its condition compiled for one script."""

    entry: Intervention
    test: Node


@dataclass(frozen=True)
class Bank:
    """Scripts by id, catalogue entries by id, personas by id, and the files they came from."""

    files: Mapping[str, str]
    courses: Mapping[str, Course]
    interventions: Mapping[str, Intervention]
    personas: Mapping[str, Persona]
    sources: Mapping[str, tuple[Source, tuple[str | int, ...]]]
    _rules: dict[str, tuple[Rule, ...]] = field(default_factory=dict, compare=False)
    _texts: dict[str, Piped] = field(default_factory=dict, compare=False)

    @cached_property
    def fingerprint(self) -> str:
        """64 hexadecimal digits that stand for the scripts and catalogue, to the letter."""
        whole = hashlib.sha256()
        for name in sorted(self.files):
            if not name.startswith("personas/"):
                text = self.files[name]
                whole.update(f"{len(name)} {name} {len(text)} {text}".encode())
        return whole.hexdigest()

    def course(self, script: str) -> Course:
        """The script of this id; raises KeyError with the nearest id there is."""
        try:
            return self.courses[script]
        except KeyError:
            known = ", ".join(self.courses) or "none"
            near = did_you_mean(script, self.courses) or f"; it has {known}"
            raise KeyError(f"the bank has no script {script!r}{near}") from None

    def rules(self, course: Course) -> tuple[Rule, ...]:
        """The catalogue with its conditions compiled for this script, in the catalogue's order."""
        key = course.script.script
        if key not in self._rules:
            scope = self.scope(course)
            self._rules[key] = tuple(
                Rule(entry, compile_condition(entry.offer_if, scope)) for entry in self.interventions.values()
            )
        return self._rules[key]

    def scope(self, course: Course) -> Scope:
        """What the catalogue may speak of: everything in this script, and the questions of the others."""
        names: dict[str, Name] = {}
        for other in self.courses.values():
            names |= other.names
        return Scope(names | dict(course.names), course.recorders, outside=True)

    def text(self, text: str) -> Piped:
        """A catalogue text ready to fill in; read once."""
        if text not in self._texts:
            names: dict[str, Name] = {}
            for course in self.courses.values():
                names |= course.names
            self._texts[text] = Piped(text, names)
        return self._texts[text]


def read_files(folder: Path | None = None) -> dict[str, str]:
    """The YAML files of a bank by their path in it: the shipped bank's, or those of ``folder``.

    Raises `BankError` for a folder that is no bank or a file that is not UTF-8.
    """
    root: Any = folder if folder is not None else resources.files("question_banks")
    files: dict[str, str] = {}
    faults: list[Fault] = []
    for part in FOLDERS:
        here = root / part
        if not here.is_dir():
            continue
        for found in sorted(here.iterdir(), key=lambda item: item.name):
            if not found.name.endswith((".yaml", ".yml")):
                continue
            try:
                files[f"{part}/{found.name}"] = found.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                faults.append(Fault(str(found), 1, 1, f"is not UTF-8 (byte {error.start})"))
            except OSError as error:
                faults.append(Fault(str(found), 1, 1, f"cannot be read: {error.strerror}"))
    if not any(name.startswith("scripts/") for name in files) and not faults:
        where = folder if folder is not None else "the shipped bank"
        faults.append(Fault(str(where), 1, 1, "is no bank: it has no scripts/*.yaml"))
    if faults:
        raise BankError(faults)
    return files


def read_bank(files: Mapping[str, str], folder: str | Path = "") -> Bank:
    """The bank made of these files; raises `BankError` with every fault found, each by file, line and column.

    ``folder`` stands before the file names in messages; a path to a file stands for the one file there is.
    """
    faults: list[Fault] = []
    courses: dict[str, Course] = {}
    entries: dict[str, Intervention] = {}
    personas: dict[str, Persona] = {}
    sources: dict[str, tuple[Source, tuple[str | int, ...]]] = {}

    for name, text in files.items():
        shown = f"{folder}/{name}" if isinstance(folder, str) and folder else str(folder or name)
        try:
            if name.startswith("scripts/"):
                script, source = load(Script, text, shown)
                if script.script in courses:
                    faults.append(source.fault(("script",), f"the script {script.script!r} is given twice"))
                    continue
                courses[script.script] = make_course(script, source)
                sources[f"script {script.script}"] = (source, ())
            elif name.startswith("catalogue/"):
                catalogue, source = load(Catalogue, text, shown, listed="interventions")
                for i, entry in enumerate(catalogue.interventions):
                    if entry.id in entries:
                        faults.append(source.fault(("interventions", i, "id"), f"{entry.id!r} is given twice"))
                    entries[entry.id] = entry
                    sources[entry.id] = (source, ("interventions", i))
            else:
                persona, source = load(Persona, text, shown)
                if persona.persona in personas:
                    faults.append(source.fault(("persona",), f"the persona {persona.persona!r} is given twice"))
                personas[persona.persona] = persona
                sources[f"persona {persona.persona}"] = (source, ())
        except BankError as error:
            faults += error.faults
    bank = Bank(dict(files), courses, entries, personas, sources)
    if not faults:
        faults += _catalogue_faults(bank)
    if faults:
        raise BankError(faults)
    return bank


def _catalogue_faults(bank: Bank) -> Iterable[Fault]:
    for entry in bank.interventions.values():
        source, path = bank.sources[entry.id]
        seen: set[tuple[str, int]] = set()
        for course in bank.courses.values():
            try:
                compile_condition(entry.offer_if, bank.scope(course))
            except ConditionError as error:
                if (str(error), error.offset) not in seen:
                    seen.add((str(error), error.offset))
                    yield source.fault((*path, "offer_if"), str(error), error.offset)
        for place, text in entry.texts():
            if "{" in text:
                try:
                    bank.text(text)
                except PipingError as error:
                    yield source.fault((*path, *place), str(error))


def review_faults(bank: Bank, today: date) -> Iterable[Fault]:
    """Sources past the day by which they were to be looked at again."""
    for entry in bank.interventions.values():
        if entry.source and entry.source.review_by and entry.source.review_by < today:
            source, path = bank.sources[entry.id]
            yield source.fault(
                (*path, "source", "review_by"), f"{entry.id} was to be reviewed by {entry.source.review_by}"
            )
