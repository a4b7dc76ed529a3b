"""The overlay of a service's own folder on the shipped bank: its partners, its wording, its further questions.

The folder is known by its ``service.yaml``. Beside it may stand scripts, catalogue, adjustments and personas of its
own; one with the id of a shipped one takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import Field

from assessor.bank.interventions import Intervention
from assessor.journal import Frozen
from assessor.scripts.kinds import Codes, Id, Question
from assessor.scripts.model import Script, Section
from assessor.wording import did_you_mean, shorten
from assessor.yaml_source import Fault, Path, SourceMap

SERVICE_FILE = "service.yaml"
QUESTION_TEXTS = ("say", "guide", "probe", "why", "again", "quietly", "short")
CATALOGUE_TEXTS = ("title", "ask", "explain_to_client", "on_paper")


class Partner(Frozen):
    """Somebody near who can help, with what, and how to reach them."""

    id: Id
    name: str = Field(min_length=1)
    kind: Literal["jobcentre", "council", "voluntary", "debt", "housing", "education", "health", "advice", "other"]
    helps_with: Codes = Field(min_length=1)
    area: str = ""
    telephone: str = ""
    hours: str = ""
    url: str = ""
    note: str = ""
    checked_on: date | None = None


class Wording(Frozen):
    """The service's own words for a text of the shipped bank, with the words they were written to stand instead of."""

    of: str
    instead_of: str
    say: str = Field(min_length=1)


class Further(Frozen):
    """A question of the service's own, and the shipped question that it follows."""

    script: Id
    after: Id
    question: Question


class Service(Frozen):
    """What a service's ``service.yaml`` holds. ``made_for`` names the version of each shipped script that a script of
    the service's own takes the place of."""

    service: Id
    name: str = Field(min_length=1)
    partners: tuple[Partner, ...] = ()
    made_for: dict[str, int] = Field(default_factory=dict)
    wording: tuple[Wording, ...] = ()
    questions: tuple[Further, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid(SourceMap):
    """A file over some of whose places another is laid: what stands there has its place in that other."""

    moved: Mapping[Path, tuple[SourceMap, Path]] = field(default_factory=dict)

    def fault(self, path: Path, message: str, offset: int | None = None) -> Fault:
        for length in range(len(path), 0, -1):
            if path[:length] in self.moved:
                source, there = self.moved[path[:length]]
                return source.fault((*there, *path[length:]), message, offset)
        return SourceMap(self.file, self.text, self.marks, self.keys).fault(path, message, offset)


Scripts = dict[str, tuple[Script, SourceMap]]
Entries = dict[str, Intervention]


def lay(service: Service, own: SourceMap, scripts: Scripts, entries: Entries) -> Iterator[Fault]:
    """Puts the service's wording and questions into these scripts and entries; yields what finds no place."""
    for i, wording in enumerate(service.wording):
        fault = _reword(wording, ("wording", i), own, scripts, entries)
        if fault:
            yield own.fault(("wording", i, "of"), fault)
    for i, further in enumerate(service.questions):
        if further.script not in scripts:
            yield own.fault(
                ("questions", i, "script"), f"no script {further.script!r}{did_you_mean(further.script, scripts)}"
            )
            continue
        script, source = scripts[further.script]
        extended = _insert(further, ("questions", i, "question"), own, script, source)
        if extended is None:
            ids = [question.id for section in script.sections for question in section.questions]
            near = did_you_mean(further.after, ids)
            yield own.fault(("questions", i, "after"), f"{further.script} has no question {further.after!r}{near}")
        else:
            scripts[further.script] = extended
    partners: set[str] = set()
    for i, partner in enumerate(service.partners):
        if partner.id in partners:
            yield own.fault(("partners", i, "id"), f"{partner.id!r} is given twice")
        partners.add(partner.id)
        for j, name in enumerate(partner.helps_with):
            if name not in entries:
                near = did_you_mean(name, entries)
                yield own.fault(("partners", i, "helps_with", j), f"the catalogue has no {name!r}{near}")


def outdated(
    service: Service, own: SourceMap, shipped: Mapping[str, str], replaced: Mapping[str, int]
) -> Iterator[Fault]:
    """What the shipped bank has changed since the service wrote its own words over it.

    ``shipped`` are the shipped words that were reworded, by their name; ``replaced`` the shipped version of each script
    that one of the service's own takes the place of.
    """
    for i, wording in enumerate(service.wording):
        words = shipped.get(wording.of)
        if words is not None and " ".join(words.split()) != " ".join(wording.instead_of.split()):
            message = f"the shipped words have changed; they are now: {shorten(words, 200)}"
            yield own.fault(("wording", i, "instead_of"), message)
    for name, version in replaced.items():
        made_for = service.made_for.get(name)
        if made_for is None:
            yield own.fault(
                (), f"made_for lacks {name}: {version}, the version that your own script takes the place of"
            )
        elif made_for != version:
            message = f"the shipped {name} is now version {version}; see what changed, then write {version} here"
            yield own.fault(("made_for", name), message)


def shipped_words(of: str, scripts: Scripts, entries: Entries) -> str | None:
    """The words that a name such as ``first_assessment.hello.say`` or ``debt_advice.explain_to_client`` stands for."""
    place = _place(of, scripts, entries)
    return place if isinstance(place, str) else None


def _place(of: str, scripts: Scripts, entries: Entries) -> Any:
    parts = of.split(".")
    if len(parts) == 3 and parts[0] in scripts:
        for section in scripts[parts[0]][0].sections:
            for question in section.questions:
                if question.id == parts[1]:
                    if parts[2] in QUESTION_TEXTS:
                        return getattr(question, parts[2])
                    labels = {option.code: option.label for option in question.choices}
                    return labels.get(parts[2])
    if len(parts) == 2 and parts[0] in entries and parts[1] in CATALOGUE_TEXTS:
        return getattr(entries[parts[0]], parts[1])
    return None


def _reword(wording: Wording, path: Path, own: SourceMap, scripts: Scripts, entries: Entries) -> str:
    """Puts the service's words in place; says what is wrong with where they are to stand, if anything is."""
    first, *parts = wording.of.split(".")
    if shipped_words(wording.of, scripts, entries) is None:
        ids = [*scripts, *entries]
        if first not in ids:
            return f"there is no script or catalogue entry {first!r}{did_you_mean(first, ids)}"
        if first in entries:
            return f"{wording.of!r}: of a catalogue entry write ID.{', ID.'.join(CATALOGUE_TEXTS)}"
        texts = ", ".join(QUESTION_TEXTS[1:])
        return f"{wording.of!r} names no text of {first}; write SCRIPT.QUESTION.say (or {texts}, or a code)"
    if first in entries:
        entries[first] = entries[first].model_copy(update={parts[0]: wording.say})
        return ""
    script, source = scripts[first]
    name, part = parts
    moved: dict[Path, tuple[SourceMap, Path]] = {}
    sections = []
    for s, section in enumerate(script.sections):
        questions = list(section.questions)
        for q, question in enumerate(questions):
            if question.id != name:
                continue
            at: Path = ("sections", s, "questions", q)
            if part in QUESTION_TEXTS:
                moved[(*at, part)] = (own, (*path, "say"))
                questions[q] = question.model_copy(update={part: wording.say})
            else:
                questions[q] = question.relabelled(part, wording.say)
        sections.append(_with_questions(section, questions))
    scripts[first] = (script.model_copy(update={"sections": tuple(sections)}), _laid(source, moved))
    return ""


def _insert(
    further: Further, path: Path, own: SourceMap, script: Script, source: SourceMap
) -> tuple[Script, SourceMap] | None:
    for s, section in enumerate(script.sections):
        ids = [question.id for question in section.questions]
        if further.after not in ids:
            continue
        at = ids.index(further.after) + 1
        questions = [*section.questions[:at], further.question, *section.questions[at:]]
        before = source.moved if isinstance(source, Laid) else {}
        moved: dict[Path, tuple[SourceMap, Path]] = {("sections", s, "questions", at): (own, path)}
        for q in range(at + 1, len(questions)):
            there: Path = ("sections", s, "questions", q - 1)
            moved["sections", s, "questions", q] = before.get(there, (source, there))
        sections = [*script.sections[:s], _with_questions(section, questions), *script.sections[s + 1 :]]
        return script.model_copy(update={"sections": tuple(sections)}), _laid(source, moved)
    return None


def _with_questions(section: Section, questions: list[Question]) -> Section:
    """The section with these questions; made anew, since a section keeps what it has written out."""
    fields = {name: getattr(section, name) for name in type(section).model_fields}
    return Section.model_construct(**fields | {"questions": tuple(questions)})


def _laid(source: SourceMap, moved: dict[Path, tuple[SourceMap, Path]]) -> SourceMap:
    """The file with these places moved too."""
    before = source.moved if isinstance(source, Laid) else {}
    return Laid(source.file, source.text, source.marks, source.keys, {**before, **moved})
