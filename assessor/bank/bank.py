"""A bank: its scripts made ready to run, its catalogue and adjustments, its personas.

A bank is known by the fingerprint of its files. The records keep a copy of each bank that a call was begun
with, so that the call, and every plan read from it, stays what it was when the folder changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from assessor.bank.adjustments import Adjustment, fitting
from assessor.bank.facts import CitedFact, fact_names
from assessor.bank.health_words import HealthHint, HealthWords, shipped_health_words
from assessor.bank.helplines import Helpline
from assessor.bank.interventions import Ground, Instead, Intervention, NotIf
from assessor.bank.overlay import Partner, Service
from assessor.bank.personas import Persona
from assessor.listening.phrasebook import Phrasebook
from assessor.scripts.conditions import Always, Name, Node, Recorder, Scope, Values, compile_condition
from assessor.scripts.course import Course
from assessor.scripts.earlier import PREFIX
from assessor.scripts.piping import Piped
from assessor.wording import did_you_mean
from assessor.yaml_source import Fault, Path, SourceMap


@dataclass(frozen=True)
class Rule:
    """A catalogue entry with its conditions compiled: when it is offered, each reason for it with its test, each reason
    not to with its own, and how else it reads, and when."""

    entry: Intervention
    test: Node
    reasons: tuple[tuple[Node, str], ...]
    unless: tuple[tuple[Node, str], ...]
    instead: tuple[tuple[Node, Instead], ...] = ()


@dataclass(frozen=True)
class Bank:
    """Scripts by id, catalogue entries by id, personas by id, and the files they came from.

    ``service`` is the service whose folder is laid over the shipped bank, if one is; ``outdated`` what the shipped bank
    has changed beneath it.
    """

    files: Mapping[str, str]
    courses: Mapping[str, Course]
    interventions: Mapping[str, Intervention]
    personas: Mapping[str, Persona]
    sources: Mapping[str, tuple[SourceMap, Path]]
    adjustments: Mapping[str, Adjustment] = field(default_factory=dict)
    service: Service | None = None
    phrases: Phrasebook = field(default_factory=Phrasebook)
    helplines: Mapping[str, Helpline] = field(default_factory=dict)
    facts: Mapping[str, CitedFact] = field(default_factory=dict)
    health_words: tuple[HealthWords, ...] = ()
    outdated: list[Fault] = field(default_factory=list, compare=False)
    _texts: dict[str, Piped] = field(default_factory=dict, compare=False)

    @cached_property
    def fingerprint(self) -> str:
        """64 hexadecimal digits that stand for the scripts, catalogue, adjustments and phrases, to the letter."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            if not name.startswith("personas/"):
                text = self.files[name]
                digest.update(f"{len(name)} {name} {len(text)} {text}".encode())
        return digest.hexdigest()

    def course(self, script: str) -> Course:
        """The script of this id; raises KeyError with the nearest id there is."""
        try:
            return self.courses[script]
        except KeyError:
            scripts = ", ".join(self.courses) or "none"
            near = did_you_mean(script, self.courses) or f"; it has {scripts}"
            raise KeyError(f"the bank has no script {script!r}{near}") from None

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The catalogue with its conditions compiled, in the catalogue's order."""
        return tuple(
            Rule(
                entry,
                compile_condition(entry.offer_if, self.scope),
                tuple(self._reason(reason) for reason in entry.because),
                self.unless(entry.not_if),
                tuple((compile_condition(other.when, self.scope), other) for other in entry.instead),
            )
            for entry in self.interventions.values()
        )

    def _reason(self, reason: str | Ground) -> tuple[Node, str]:
        if isinstance(reason, str):
            return Always(), reason
        return compile_condition(reason.when, self.scope), reason.say

    @cached_property
    def health_hint(self) -> HealthHint:
        """What tells of health, by the bank's words and always by those that this assessor ships."""
        shipped = shipped_health_words()
        return HealthHint((*shipped, *(words for words in self.health_words if words not in shipped)))

    def partners(self, intervention: str) -> tuple[Partner, ...]:
        """The service's partners who help with this."""
        partners = self.service.partners if self.service else ()
        return tuple(partner for partner in partners if intervention in partner.helps_with)

    def unless(self, rules: Iterable[NotIf]) -> tuple[tuple[Node, str], ...]:
        """Reasons not to offer a thing, each with its compiled test."""
        return tuple((compile_condition(rule.when, self.scope), rule.because) for rule in rules)

    def fitting(
        self, values: Values, barriers: Sequence[str], kinds: Sequence[str], count: int
    ) -> list[tuple[str, list[str]]]:
        """The adjustments that fit best and that nothing speaks against: see `adjustments.fitting`."""
        free = [adjustment for adjustment, unless in self._library if not any(test(values) for test, _ in unless)]
        return fitting(free, barriers, kinds, count)

    @cached_property
    def _library(self) -> tuple[tuple[Adjustment, tuple[tuple[Node, str], ...]], ...]:
        return tuple((adjustment, self.unless(adjustment.not_if)) for adjustment in self.adjustments.values())

    @cached_property
    def names(self) -> Mapping[str, Name]:
        """Every question, fact and score of every script, and every cited fact; of a question that stands in several
        scripts, every script's codes."""
        names: dict[str, Name] = fact_names(self.facts.values())
        for course in self.courses.values():
            for spelled, name in course.names.items():
                before = names.get(spelled)
                if before is not None and before.codes != name.codes:
                    name = replace(name, codes=tuple(dict.fromkeys((*before.codes, *name.codes))))
                names[spelled] = name
        return {spelled: name for spelled, name in names.items() if not spelled.startswith(PREFIX)}

    @cached_property
    def scope(self) -> Scope:
        """What the catalogue may speak of: everything in every script."""
        by_fact: dict[tuple[str, str], dict[str, list[Recorder]]] = {}
        for course in self.courses.values():
            for fact, recorders in course.recorders.items():
                for recorder in recorders:
                    by_fact.setdefault(fact, {}).setdefault(recorder.name, []).append(recorder)
        recorders_of = {
            fact: tuple(Recorder(name, 0, _any_of(same)) for name, same in by_name.items())
            for fact, by_name in by_fact.items()
        }
        return Scope(self.names, recorders_of, outside=True)

    def text(self, text: str) -> Piped:
        """A catalogue text ready to fill in; read once."""
        if text not in self._texts:
            self._texts[text] = Piped(text, self.names)
        return self._texts[text]


def _any_of(recorders: Sequence[Recorder]) -> Callable[[Any], bool]:
    """A test of an answer to a question that stands in several scripts: does it record the fact in any of them?"""
    return recorders[0].records if len(recorders) == 1 else lambda value: any(r.records(value) for r in recorders)
