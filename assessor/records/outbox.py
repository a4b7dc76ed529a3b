"""Interim: a file and its entry, until they are one."""

from __future__ import annotations

from pathlib import Path

from assessor.journal import Entry
from assessor.records.files import write_whole
from assessor.records.store import Store


def hand_over(
    store: Store, case: str, entry: Entry, path: Path, content: str | bytes, *, overwrite: bool = False,
    after: str | None = None,
) -> None:  # fmt: skip
    """Writes the file and the entry."""
    write_whole(path, content, overwrite, lambda: store.append(case, [entry], after=after))
