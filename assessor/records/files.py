"""Files that leave the program: written whole or not at all, and never over another unasked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from assessor.records.errors import StoreError


def open_private(path: Path) -> BinaryIO:
    """A new file that only its owner can read, from its first byte; raises OSError, also if there is one."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def write_whole(
    path: Path, content: str | bytes, overwrite: bool = False, then: Callable[[], object] | None = None
) -> None:
    """Writes a file whole or not at all, and over another only when told to; raises `StoreError`.

    Words are written as UTF-8 with lines that end in LF. ``then`` is done when all of it is on disk and just before it
    stands under its name: if it raises, there is no file.
    """
    try:
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name a file in it")
        if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
            raise StoreError(f"{path}: is a link or a device, and is left as it is; choose another name")
        if path.exists() and not overwrite:
            raise StoreError(f"{path}: is there already; choose another name, or say that it may be replaced")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".assessor-")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if not overwrite and path.exists():
            raise StoreError(f"{path}: is there already; choose another name")
        if then is not None:
            then()
        Path(name).replace(path)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "it holds half of a character"
        raise StoreError(f"{path}: cannot be written ({why}); nothing was left there") from None
    finally:
        Path(name).unlink(missing_ok=True)
