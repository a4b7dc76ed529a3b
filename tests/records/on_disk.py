"""The store on disk by its own type, for tests that look behind the protocol."""

from __future__ import annotations

from pathlib import Path

from assessor.records import opening
from assessor.records.sqlite import SqliteStore


def create_store(home: Path, passphrase: str | None) -> SqliteStore:
    """New records, as `opening.create` makes them."""
    store = opening.create(home, passphrase)
    assert isinstance(store, SqliteStore)
    return store


def open_store(home: Path, passphrase: str | None) -> SqliteStore:
    """Records that are there, as `opening.open_` opens them."""
    store = opening.open_(home, passphrase)
    assert isinstance(store, SqliteStore)
    return store
