"""Documents leave by one way: made, looked at once more, written to a file and written down, all of it or nothing.

Whoever exports (a screen, plain lines, a command) calls `export_to_file`. What may leave, `export.permission` says;
that the plan is still the one that was read is looked at within the transaction that writes the entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assessor.acts.desk import Desk
from assessor.acts.supervision import names
from assessor.care.case import Case
from assessor.export import ExportRefused, export_document, exported, permitted
from assessor.export.before_export import heed
from assessor.export.supervision import supervision_record
from assessor.journal import Entry, Exported

CLIPBOARD = "clipboard"
"""The format under which it is written down that the entry for the clinical record was copied."""


def export_to_file(
    desk: Desk,
    case: Case,
    path: Path,
    format: str,
    reader: str,
    letter: str | None = None,
    reading: Case | None = None,
    overwrite: bool = False,
    employer: str = "",
) -> Case:
    """The document of ``case`` for this reader goes to a file; returns the case with it written down.

    ``reading`` is an earlier version of the case, where that is what is to leave; what the client says today rules it
    all the same. Raises `Refused` where it may not leave, `StoreError` where it could not be written; nothing is then
    left, neither a file nor an entry.
    """
    version = reading or case
    which = permitted(version, reader, letter, case if reading else None, employer).employer
    content = export_document(version, format, reader, letter, case if reading else None, which)
    return desk.hand_over(case, exported(version, format, reader, letter, which), path, content, overwrite)


def to_heed(
    desk: Desk, case: Case, reader: str, letter: str | None = None, reading: Case | None = None, employer: str = ""
) -> tuple[str, ...]:
    """What to look at before this document leaves, told to whoever exports it; nothing of one that may not leave."""
    version = reading or case
    try:
        which = permitted(version, reader, letter, case if reading else None, employer).employer
    except ExportRefused:
        return ()
    return heed(version, reader, letter, desk.today, case, which)


def write_copied(desk: Desk, case: Case) -> Case:
    """Writes down that the entry for the clinical record is copied to the clipboard; done before it is."""
    return desk.write(case, exported(case, CLIPBOARD, "record"), call="")


def export_supervision_to_file(
    desk: Desk, entries: Sequence[Entry], format: str, path: Path, overwrite: bool = False
) -> None:
    """These records of supervision go to a file, and that they do is written among them.

    Raises `NotAllowed` to whoever holds no supervision, `StoreError` where it could not be written.
    """
    left = Exported(reader="supervision", format=format)
    desk.hand_over_supervision(left, path, supervision_record(entries, names(desk.cases()), format), overwrite)


def documents_folder() -> Path:
    """Where a file goes if nothing else is said: the documents, or else the folder one is in."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.cwd()


def file_stem(name: str, otherwise: str) -> str:
    """A reference or a name as part of a file's name: letters, digits and dashes, nothing that leads elsewhere."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in name.strip()) or otherwise
