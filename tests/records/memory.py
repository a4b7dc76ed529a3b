"""A store without a disk, for tests of what is built on one; it keeps the same contract as the store on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assessor.journal import Entry
from assessor.records.errors import NotSaved
from assessor.records.store import Adviser, written


@dataclass
class Disk:
    """What outlives a `MemoryStore`: everything as text, as a real disk would have it."""

    entries: list[tuple[str, str, str]] = field(default_factory=list)  # id, case, body
    banks: dict[str, dict[str, str]] = field(default_factory=dict)
    adviser: str | None = None
    people: dict[str, str] = field(default_factory=dict)


class MemoryStore:
    """A `Store` in memory. Given the disk of another, it opens with what that one kept."""

    def __init__(self, disk: Disk | None = None, *, demonstration: bool = True) -> None:
        self.disk = disk or Disk()
        self.demonstration = demonstration

    def append(self, case: str, entries: Sequence[Entry]) -> None:
        fresh = [(entry.id, case, written(entry)) for entry in entries]
        ids = [known for known, _, _ in (*self.disk.entries, *fresh)]
        if len(set(ids)) < len(ids):
            raise NotSaved("not saved: there is an entry of this id already")
        self.disk.entries += fresh

    def journal(self, case: str) -> tuple[Entry, ...]:
        return self.journals().get(case, ())

    def journals(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = {}
        for _, case, body in self.disk.entries:
            found[case] = (*found.get(case, ()), Entry.model_validate_json(body))
        return found

    def keep_bank(self, fingerprint: str, files: Mapping[str, str]) -> None:
        kept = {name: text for name, text in files.items() if not name.startswith("personas/")}
        self.disk.banks.setdefault(fingerprint, kept)

    def bank(self, fingerprint: str) -> Mapping[str, str] | None:
        return self.disk.banks.get(fingerprint)

    def adviser(self) -> Adviser | None:
        kept = self.disk.adviser
        return Adviser.model_validate_json(kept) if kept is not None else None

    def set_adviser(self, adviser: Adviser) -> None:
        self.disk.adviser = self.disk.people[adviser.name] = written(adviser)

    def people(self) -> tuple[Adviser, ...]:
        return tuple(Adviser.model_validate_json(self.disk.people[name]) for name in sorted(self.disk.people))

    def close(self) -> None:
        pass
