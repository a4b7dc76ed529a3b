"""What is kept, and how: the protocol of a store of journals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assessor.journal import Entry, Frozen
from assessor.records.errors import NotSaved


class Adviser(Frozen):
    """Who works with this store: the name that signs entries, and the role."""

    name: str
    role: str


def to_json(record: Frozen) -> str:
    """The record as a store keeps it; raises `NotSaved` for text that is no text, such as half an emoji."""
    try:
        return record.model_dump_json()
    except ValueError:
        raise NotSaved(
            "not saved: the text has half of a character in it, which nothing can keep; type it afresh"
        ) from None


@dataclass(frozen=True)
class Intent:
    """A document that is about to leave: the entry that will say so, where it goes, and the SHA-256 of what it holds.

    ``hidden`` is the name of what is not yet whole, ``displaced`` the name under which the file that it replaces is
    kept meanwhile; None if it replaces none.
    """

    case: str
    entry: Entry
    target: Path
    hidden: Path
    displaced: Path | None
    digest: str


class Store(Protocol):
    """Journals by case, appended and never changed, with the banks that calls were begun with.

    Whatever writes returns only when it is on disk, all of it or none; it raises `NotSaved` otherwise.
    """

    demonstration: bool
    own_files: tuple[Path, ...]
    """The files in which the records themselves are kept: no document takes the place of one."""

    def transaction(self) -> AbstractContextManager[None]:
        """Holds other programs' writes off, and keeps all that is written within it or, if it raises, nothing.

        One within another is a part of it. Raises `NotSaved`.
        """
        ...

    def append(
        self,
        case: str,
        entries: Sequence[Entry],
        *,
        after: str | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Adds entries to a case's journal, opening the case if it is new.

        ``after`` is the id of the last entry that was read of the case, "" if there was none: raises `Stale` if it is
        not the last one now, and None asks nothing. ``then`` is done when the entries are written and before they
        are kept: if it raises, they are not. Raises `ReferenceTaken` for a client's details with another case's
        reference.
        """
        ...

    def journal(self, case: str) -> tuple[Entry, ...]:
        """A case's entries in the order they were appended; none for a case there is not."""
        ...

    def case_ids(self) -> tuple[str, ...]:
        """Every case there is a journal of, in the order in which the cases were opened."""
        ...

    def journals(self) -> Mapping[str, tuple[Entry, ...]]:
        """Every case's entries, by case, in the order in which the cases were opened."""
        ...

    def case_of(self, reference: str) -> str | None:
        """The id of the case whose client has this reference: no other has it."""
        ...

    def references(self) -> frozenset[str]:
        """Every reference that a client has."""
        ...

    def keep_bank(self, fingerprint: str, files: Mapping[str, str]) -> None:
        """Keeps a copy of a bank's files; nothing happens if it is there already."""
        ...

    def bank(self, fingerprint: str) -> Mapping[str, str] | None:
        """The files of a bank that was kept."""
        ...

    def intents(self) -> tuple[Intent, ...]:
        """The documents that are about to leave, or were when a program was killed."""
        ...

    def add_intent(self, intent: Intent) -> None:
        """Writes down that a document is about to leave."""
        ...

    def drop_intent(self, intent: Intent) -> None:
        """Strikes out what `add_intent` wrote."""
        ...

    def recover(self) -> tuple[Intent, ...]:
        """Finishes or undoes what a killed program left of documents that were about to leave (`outbox`). Done when
        records are opened; gives those that could not be looked at now, and are looked at again the next time."""
        ...

    def adviser(self) -> Adviser | None:
        """Who was last recorded as working here."""
        ...

    def set_adviser(self, adviser: Adviser) -> None:
        """Records who works here, and remembers them among `people`."""
        ...

    def people(self) -> tuple[Adviser, ...]:
        """Everybody who was ever recorded as working here, by name, each with the role last given."""
        ...

    def close(self) -> None:
        """Ends the use of the store."""
        ...
