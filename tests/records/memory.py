"""A store without a disk, for tests of what is built on one; it keeps the same contract as the store on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from assessor.journal import ClientRecorded, Entry
from assessor.records import outbox
from assessor.records.errors import NotSaved, ReferenceTaken, Stale
from assessor.records.store import Adviser, Intent, to_json


@dataclass
class Disk:
    """What outlives a `MemoryStore`: everything as text, as a real disk would have it."""

    entries: list[tuple[str, str, str]] = field(default_factory=list)  # id, case, body
    banks: dict[str, dict[str, str]] = field(default_factory=dict)
    adviser: str | None = None
    people: dict[str, str] = field(default_factory=dict)
    outbox: dict[str, Intent] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)  # by case


class MemoryStore:
    """A `Store` in memory. Given the disk of another, it opens with what that one kept."""

    def __init__(self, disk: Disk | None = None, *, demonstration: bool = True) -> None:
        self.disk = disk or Disk()
        self.demonstration = demonstration
        self.own_files: tuple[Path, ...] = ()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        before = deepcopy(vars(self.disk))
        try:
            yield
        except BaseException:
            vars(self.disk).update(before)
            raise

    def append(
        self,
        case: str,
        entries: Sequence[Entry],
        *,
        after: str | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        rows = [(entry.id, case, to_json(entry)) for entry in entries]
        with self.transaction():
            earlier = [name for name, of, _ in self.disk.entries if of == case]
            if after is not None and after != next(reversed(earlier), ""):
                raise Stale
            self.disk.entries += rows
            ids = [name for name, _, _ in self.disk.entries]
            if len(set(ids)) < len(ids):
                raise NotSaved("not saved: there is an entry of this id already")
            for entry in entries:
                if isinstance(entry.act, ClientRecorded):
                    reference = entry.act.client.reference
                    if self.case_of(reference) not in (None, case):
                        raise ReferenceTaken(reference)
                    self.disk.references[case] = reference
            if then is not None:
                then()

    def journal(self, case: str) -> tuple[Entry, ...]:
        return self.journals().get(case, ())

    def case_ids(self) -> tuple[str, ...]:
        return tuple(self.journals())

    def journals(self) -> Mapping[str, tuple[Entry, ...]]:
        journals: dict[str, tuple[Entry, ...]] = {}
        for _, case, body in self.disk.entries:
            journals[case] = (*journals.get(case, ()), Entry.model_validate_json(body))
        return journals

    def case_of(self, reference: str) -> str | None:
        return next((case for case, held in self.disk.references.items() if held and held == reference), None)

    def references(self) -> frozenset[str]:
        return frozenset(filter(None, self.disk.references.values()))

    def keep_bank(self, fingerprint: str, files: Mapping[str, str]) -> None:
        kept = {name: text for name, text in files.items() if not name.startswith("personas/")}
        self.disk.banks.setdefault(fingerprint, kept)

    def bank(self, fingerprint: str) -> Mapping[str, str] | None:
        return self.disk.banks.get(fingerprint)

    def intents(self) -> tuple[Intent, ...]:
        return tuple(self.disk.outbox.values())

    def add_intent(self, intent: Intent) -> None:
        to_json(intent.entry)
        if intent.entry.id in self.disk.outbox:
            raise NotSaved("not saved: there is an intent of this entry already")
        self.disk.outbox[intent.entry.id] = intent

    def drop_intent(self, intent: Intent) -> None:
        self.disk.outbox.pop(intent.entry.id, None)

    def recover(self) -> tuple[Intent, ...]:
        return outbox.recover(self)

    def adviser(self) -> Adviser | None:
        kept = self.disk.adviser
        return Adviser.model_validate_json(kept) if kept is not None else None

    def set_adviser(self, adviser: Adviser) -> None:
        self.disk.adviser = self.disk.people[adviser.name] = to_json(adviser)

    def people(self) -> tuple[Adviser, ...]:
        return tuple(Adviser.model_validate_json(self.disk.people[name]) for name in sorted(self.disk.people))

    def close(self) -> None:
        pass
