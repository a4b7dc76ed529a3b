"""Which store a folder holds, and how it is made and opened: above this room no store is named.

The libraries of a database are loaded only when records are opened, so that the locked door stands on the screen first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.records import vault
from assessor.records.vault import exists as exists
from assessor.records.vault import is_demonstration as is_demonstration

if TYPE_CHECKING:
    from assessor.records.store import Store


def create(home: Path, passphrase: str | None) -> Store:
    """Makes new records in ``home``, a demonstration's if there is no passphrase; raises `StoreError`."""
    return make_key(home, passphrase).open_()


def open_(home: Path, passphrase: str | None) -> Store:
    """Opens the records of ``home``; raises `WrongPassphrase` or `StoreError`."""
    return find_key(home, passphrase).open_()


@dataclass(frozen=True)
class HomeKey:
    """The key to the records of a folder, or to those that are to be made there."""

    home: Path
    key: bytes = field(repr=False)
    new: bool = False
    demonstration: bool = False

    def open_(self) -> Store:
        """Opens the records in the thread that is to use them, or makes them; raises `StoreError`."""
        from assessor.records.sqlite import SqliteStore

        store = SqliteStore(self.home, self.key, new=self.new)
        if self.new and self.demonstration:
            store.mark_demonstration()
        store.recover()
        return store


def make_key(home: Path, passphrase: str | None) -> HomeKey:
    """The key to new records, a demonstration's if there is no passphrase. It takes a moment by design, and may be
    made in another thread than the records are used in. Raises `StoreError`, also if there are records here."""
    return HomeKey(home, vault.create_key(home, passphrase), new=True, demonstration=passphrase is None)


def find_key(home: Path, passphrase: str | None) -> HomeKey:
    """The key to the records of ``home``, found as slowly; raises `WrongPassphrase` or `StoreError`."""
    return HomeKey(home, vault.unlock(home, passphrase))
