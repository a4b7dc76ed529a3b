"""A program watched at every step that it makes on files and on its records, to be failed or ended at any of them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assessor.records import files
from assessor.records.sqlite import SqliteStore

Step = Callable[[str], None]
EVENTS = ("open", "os.rename", "os.remove", "os.link")  # as Python's audit names them

_watching: tuple[Path, Step] | None = None


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _watching is None or event not in EVENTS:
        return
    folder, step = _watching
    if any(str(folder) in str(part) for part in args):
        step(event)


sys.addaudithook(_hear)  # there is no way to take one away again; it hears nothing while nobody watches


class _Connection:
    """A connection that tells each statement before it is run."""

    def __init__(self, connection: Any, step: Step) -> None:
        self._connection, self._step = connection, step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        self._step(sql)
        return self._connection.execute(sql, *values)

    def executemany(self, sql: str, rows: Any) -> Any:
        self._step(sql)
        return self._connection.executemany(sql, rows)


@contextmanager
def watched(store: SqliteStore, folder: Path, step: Step) -> Iterator[None]:
    """Calls ``step`` with a name before each statement to the store, each change to a file in the folder, and each
    flush to the disk. What it raises is raised in place of the step."""
    global _watching
    database: Any = store._db
    connection, fsync = database.conn, os.fsync

    def flush(descriptor: int) -> None:
        step("fsync")
        fsync(descriptor)

    database.conn, _watching = _Connection(connection, step), (folder, step)
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(os, "fsync", flush)
            yield
    finally:
        database.conn, _watching = connection, None


class FileSystem(NamedTuple):
    """What the file system that a document goes to can do."""

    unnamed: bool
    """Keeps a file that has no name."""
    links: bool
    """Gives a file a second name."""

    @contextmanager
    def simulated(self) -> Iterator[None]:
        """Takes from the one that is there what this one lacks."""

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        with pytest.MonkeyPatch.context() as patched:
            if not self.unnamed:
                patched.setattr(files, "open_unnamed", lambda folder: None)
            if not self.links:
                patched.setattr(os, "link", refuse)
            yield


FILE_SYSTEMS = {
    "files without a name": FileSystem(unnamed=True, links=True),
    "hidden files": FileSystem(unnamed=False, links=True),
    "no hard links": FileSystem(unnamed=False, links=False),
    "a file without a name that cannot be named": FileSystem(unnamed=True, links=False),
}
