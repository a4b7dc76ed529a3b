"""A place for records, of each kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessor.records.store import Store
from tests.records.memory import Disk, MemoryStore
from tests.records.on_disk import create_store, open_store


@dataclass
class Shelf:
    """A place for records: ``store`` is open there, ``reopened`` is what another day finds."""

    store: Store
    _open: Callable[[], Store]

    def reopened(self) -> Store:
        self.store.close()
        self.store = self._open()
        return self.store


@pytest.fixture(params=["memory", "sqlite"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    disk, home = Disk(), tmp_path / "records"
    if request.param == "memory":
        made = Shelf(MemoryStore(disk), lambda: MemoryStore(disk))
    else:
        made = Shelf(create_store(home, None), lambda: open_store(home, None))
    yield made
    made.store.close()
