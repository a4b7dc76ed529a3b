"""The loader of banks: the shipped bank, a bank of its own, or a service's folder laid over the shipped one."""

from __future__ import annotations

import pathlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from assessor.bank import overlay
from assessor.bank.adjustments import Adjustment, Adjustments
from assessor.bank.bank import Bank
from assessor.bank.facts import CitedFact, CitedFacts, cited, fact_names
from assessor.bank.health_words import HealthWords
from assessor.bank.helplines import Helpline, Helplines
from assessor.bank.interventions import Catalogue, Intervention
from assessor.bank.overlay import Service
from assessor.bank.personas import Persona
from assessor.listening.phrasebook import Phrasebook, Phrases
from assessor.listening.weights import Weights
from assessor.scripts import model
from assessor.scripts.compiler import make_course
from assessor.scripts.conditions import ConditionError, compile_condition
from assessor.scripts.course import Course
from assessor.scripts.kinds import Asked
from assessor.scripts.model import Script
from assessor.scripts.piping import PipingError
from assessor.wording import did_you_mean
from assessor.yaml_source import BankError, Fault, Path, SourceMap, load

FOLDERS = (
    "scripts",
    "catalogue",
    "adjustments",
    "facts",
    "helplines",
    "health_words",
    "phrases",
    "weights",
    "personas",
)
OWN = "own/"
"""Stands before the name of each file of a service's folder that is laid over the shipped bank."""
SHIPPED = "question_banks"


def read_files(folder: pathlib.Path | None = None) -> dict[str, str]:
    """The YAML files of a bank by their path in it: the shipped bank's, or those of ``folder``.

    A folder with a ``service.yaml`` is laid over the shipped bank: both are given, its own with `OWN` before their
    names. Raises `BankError` for a folder that is no bank or a file that is not UTF-8.
    """
    if folder is None:
        return _files(resources.files(SHIPPED), "the shipped bank")
    try:
        if (folder / overlay.SERVICE_FILE).is_file():
            own = _files(folder, folder, (overlay.SERVICE_FILE,))
            return read_files() | {OWN + name: text for name, text in own.items()}
        return _files(folder, folder)
    except OSError as error:  # a name that no folder can have, or one that is not to be looked into
        raise BankError([Fault(str(folder), 1, 1, f"cannot be read: {error.strerror}")]) from None


def _files(root: Any, where: object, needed: tuple[str, ...] = ()) -> dict[str, str]:
    files: dict[str, str] = {}
    faults: list[Fault] = []
    paths = [(name, root / name) for name in needed]
    for part in FOLDERS:
        if (root / part).is_dir():
            inside = sorted((root / part).iterdir(), key=lambda path: str(path.name))
            paths += [(f"{part}/{path.name}", path) for path in inside if path.name.endswith((".yaml", ".yml"))]
    for name, path in paths:
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            faults.append(Fault(str(path), 1, 1, f"is not UTF-8 (byte {error.start})"))
        except OSError as error:
            faults.append(Fault(str(path), 1, 1, f"cannot be read: {error.strerror}"))
    if not needed and not faults and not any(name.startswith("scripts/") for name in files):
        message = f"is no bank: it has no scripts/*.yaml, and no {overlay.SERVICE_FILE} to lay it over the shipped bank"
        faults.append(Fault(str(where), 1, 1, message))
    if faults:
        raise BankError(faults)
    return files


def read_bank(files: Mapping[str, str], folder: str | pathlib.Path = "") -> Bank:
    """The bank made of these files; raises `BankError` with every fault found, each by file, line and column.

    ``folder`` stands before the file names in messages; a path to a file stands for the one file there is.
    """
    return _Reader(files, folder).read()


class _Reader:
    """Gathers what the files hold, layer by layer, and every fault on the way."""

    def __init__(self, files: Mapping[str, str], folder: str | pathlib.Path) -> None:
        self.files = files
        self.folder = folder
        self.faults: list[Fault] = []
        self.scripts: dict[str, tuple[Script, SourceMap]] = {}
        self.entries: dict[str, Intervention] = {}
        self.library: dict[str, Adjustment] = {}
        self.helplines: dict[str, Helpline] = {}
        self.facts: dict[str, CitedFact] = {}
        self.health_words: dict[str, HealthWords] = {}
        self.phrases: dict[str, Phrases] = {}
        self.weights: dict[str, Weights] = {}
        self.personas: dict[str, Persona] = {}
        self.sources: dict[str, tuple[SourceMap, Path]] = {}
        self.service: tuple[Service, SourceMap] | None = None
        self.shipped: dict[str, int] = {}  # the version of each shipped script whose place another takes
        self.shipped_words: dict[str, str] = {}

    def read(self) -> Bank:
        """The bank; raises `BankError`."""
        own = [name for name in self.files if name.startswith(OWN)]
        self._layer([name for name in self.files if name not in own], laid=False)
        if own:
            self._layer(own, laid=True)
        if self.service:
            service, source = self.service
            for wording in service.wording:
                words = overlay.shipped_words(wording.of, self.scripts, self.entries)
                if words is not None:
                    self.shipped_words[wording.of] = words
            self.faults += overlay.lay(service, source, self.scripts, self.entries)
        self.faults += self._cite()
        self.faults += _told_apart(self.scripts)
        sets = Phrasebook(self.phrases).sets
        for name, phrases in self.phrases.items():
            source, _ = self.sources[f"phrases {name}"]
            self.faults += [source.fault(path, message) for path, message in phrases.unknown(sets)]
        courses: dict[str, Course] = {}
        facts = fact_names(self.facts.values())
        for script, source in self.scripts.values():
            self.sources[f"script {script.script}"] = (source, ())
            try:
                scripts = (sibling for sibling, _ in self.scripts.values())
                courses[script.script] = make_course(script, source, scripts, facts)
            except BankError as error:
                self.faults += error.faults
        bank = Bank(
            dict(self.files), courses, self.entries, self.personas, self.sources, self.library,
            self.service[0] if self.service else None, phrases=Phrasebook(self.phrases, tuple(self.weights.values())),
            helplines=self.helplines, health_words=tuple(self.health_words.values()), facts=self.facts,
        )  # fmt: skip
        if not self.faults:
            self.faults += _catalogue_faults(bank)
        if self.faults:
            raise BankError(self.faults)
        if self.service:
            bank.outdated.extend(overlay.outdated(*self.service, self.shipped_words, self.shipped))
        return bank

    def _cite(self) -> Iterator[Fault]:
        """Puts what a fact knows into the sources that quote it; yields those that quote none that is there, and names
        by which two facts would be quoted."""
        names: dict[str, str] = {}
        for fact in self.facts.values():
            for name, _ in fact.quotable():
                if names.setdefault(name, fact.id) != fact.id:
                    source, path = self.sources[f"fact {fact.id}"]
                    message = f"both {names[name]} and {fact.id} would be quoted as fact.{name}"
                    yield source.fault((*path, "id"), message)
        for script, source in list(self.scripts.values()):
            stands = yield from self._cited(script.source, source, ("source",))
            if stands != script.source:
                self.scripts[script.script] = (script.model_copy(update={"source": stands}), source)
        shelves: list[dict[str, Any]] = [self.entries, self.library]
        for shelf in shelves:
            for name, entry in list(shelf.items()):
                source, path = self.sources[name]
                place = (*path, "source") if (*path, "source") in source.marks else ("source",)
                stands = yield from self._cited(entry.source, source, place)
                if stands != entry.source:
                    shelf[name] = entry.model_copy(update={"source": stands})

    def _cited(
        self, quoting: model.Source | None, source: SourceMap, path: Path
    ) -> Generator[Fault, None, model.Source | None]:
        """The source as it stands once its fact is looked up; yields what is wrong with it."""
        if quoting is None or not quoting.fact:
            return quoting
        fact = self.facts.get(quoting.fact)
        if fact is None:
            near = did_you_mean(quoting.fact, self.facts)
            yield source.fault((*path, "fact"), f"there is no fact {quoting.fact!r}{near}")
            return quoting
        return cited(quoting, fact)

    def _layer(self, names: Iterable[str], laid: bool) -> None:
        """Reads one layer; what is laid over another may stand there already, and takes its place."""
        seen: set[str] = set()
        overlaid = any(name.startswith(OWN) for name in self.files)
        for name in names:
            own = name.removeprefix(OWN)
            folder = SHIPPED if overlaid and not laid else self.folder
            shown = f"{folder}/{own}" if isinstance(folder, str) and folder else str(folder or own)
            try:
                self._file(own, self.files[name], shown, seen)
            except BankError as error:
                self.faults += error.faults

    def _file(self, name: str, text: str, shown: str, seen: set[str]) -> None:
        def once(kind: str, key: str, source: SourceMap, path: Path) -> None:
            if f"{kind} {key}" in seen:
                self.faults.append(source.fault(path, f"{key!r} is given twice"))
            seen.add(f"{kind} {key}")

        if name == overlay.SERVICE_FILE:
            self.service = load(Service, text, shown)
            self.sources["service"] = (self.service[1], ())
        elif name.startswith("scripts/"):
            script, source = load(Script, text, shown)
            once("script", script.script, source, ("script",))
            if script.script in self.scripts:
                self.shipped.setdefault(script.script, self.scripts[script.script][0].version)
            self.scripts[script.script] = (script, source)
        elif name.startswith("catalogue/"):
            catalogue, source = load(Catalogue, text, shown, listed="interventions")
            for i, entry in enumerate(catalogue.interventions):
                once("entry", entry.id, source, ("interventions", i, "id"))
                self.entries[entry.id] = entry
                self.sources[entry.id] = (source, ("interventions", i))
        elif name.startswith("adjustments/"):
            shelf, source = load(Adjustments, text, shown, listed="library")
            for i, adjustment in enumerate(shelf.library):
                once("entry", adjustment.id, source, ("library", i, "id"))
                own = adjustment.source or shelf.source
                self.library[adjustment.id] = adjustment.model_copy(update={"source": own})
                self.sources[adjustment.id] = (source, ("library", i))
        elif name.startswith("helplines/"):
            book, source = load(Helplines, text, shown)
            for i, line in enumerate(book.numbers):
                once("helpline", line.id, source, ("numbers", i, "id"))
                self.helplines[line.id] = line
        elif name.startswith("health_words/"):
            words, source = load(HealthWords, text, shown)
            once("health words", words.health_words, source, ("health_words",))
            self.health_words[words.health_words] = words
            self.sources[f"health_words {words.health_words}"] = (source, ())
        elif name.startswith("phrases/"):
            phrases, source = load(Phrases, text, shown)
            once("phrases", phrases.phrases, source, ("phrases",))
            self.faults += [source.fault(path, message) for path, message in phrases.twice()]
            self.phrases[phrases.phrases] = phrases
            self.sources[f"phrases {phrases.phrases}"] = (source, ())
        elif name.startswith("facts/"):
            stated, source = load(CitedFacts, text, shown)
            for i, fact in enumerate(stated.cited):
                once("fact", fact.id, source, ("cited", i, "id"))
                self.facts[fact.id] = fact
                self.sources[f"fact {fact.id}"] = (source, ("cited", i))
        elif name.startswith("weights/"):
            weights, source = load(Weights, text, shown)
            once("weights", weights.weights, source, ("weights",))
            self.weights[weights.weights] = weights
            self.sources[f"weights {weights.weights}"] = (source, ())
        else:
            persona, source = load(Persona, text, shown)
            once("persona", persona.persona, source, ("persona",))
            self.personas[persona.persona] = persona
            self.sources[f"persona {persona.persona}"] = (source, ())


def _told_apart(scripts: Mapping[str, tuple[Script, SourceMap]]) -> Iterator[Fault]:
    """Questions that stand in two scripts under one id and are not the same question."""
    seen: dict[str, tuple[str, Asked]] = {}
    for name, (script, source) in scripts.items():
        for s, q, question in script.questions():
            path = ("sections", s, "questions", q)
            first, earlier = seen.setdefault(question.id, (name, question))
            if first == name:
                continue
            if question.kind != earlier.kind:
                yield source.fault((*path, "kind"), f"{question.id!r} is of the kind {earlier.kind} in {first}")
                continue
            facts = {option.code: set(option.records.facts) for option in earlier.choices}
            for i, option in enumerate(question.choices):
                if facts.get(option.code, set(option.records.facts)) != set(option.records.facts):
                    at = (*path, "options", i)
                    yield source.fault(at, f"{question.id} {option.code!r} records something else in {first}")


def _catalogue_faults(bank: Bank) -> Iterable[Fault]:
    entries: list[Intervention | Adjustment] = [*bank.interventions.values(), *bank.adjustments.values()]
    for entry in entries:
        source, path = bank.sources[entry.id]
        conditions: list[tuple[Path, str]] = [(("not_if", i, "when"), r.when) for i, r in enumerate(entry.not_if)]
        if isinstance(entry, Intervention):
            conditions.append((("offer_if",), entry.offer_if))
            reasons = enumerate(entry.because)
            conditions += [(("because", i, "when"), r.when) for i, r in reasons if not isinstance(r, str)]
            conditions += [(("instead", i, "when"), other.when) for i, other in enumerate(entry.instead)]
        for place, text in conditions:
            try:
                compile_condition(text, bank.scope)
            except ConditionError as error:
                yield source.fault((*path, *place), str(error), error.offset)
        for place, text in entry.texts():
            if "{" in text:
                try:
                    bank.text(text)
                except PipingError as error:
                    yield source.fault((*path, *place), str(error), error.offset)
