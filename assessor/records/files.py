"""Files that leave the program: whole or not at all, and never over another unasked.

What is not yet whole is seen by nobody: where the system can (Linux), it is a file without any name, which is gone
with the process; elsewhere it is a hidden file beside its place, from its first byte readable by its owner alone.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assessor.records.errors import StoreError


def file_named(name: str) -> Path:
    """The file that somebody means by a name they typed, ~ for their own folder; raises `StoreError` for what names
    none."""
    if name.strip() in ("", "-"):
        raise StoreError(f"“{name.strip()}” names no file; name one")
    try:
        return Path(name.strip()).expanduser()
    except RuntimeError:  # ~ before somebody whom this machine does not know
        raise StoreError(f"{name.strip()}: cannot be written (there is no such folder)") from None


def is_there(path: Path) -> bool:
    """Whether there is a file of this name, as far as can be seen; of one that no file can have, there is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def check_target(path: Path, overwrite: bool) -> None:
    """Raises `StoreError` unless a file may be written here: over another only when told to, and never over a folder,
    a link or a device."""
    try:
        os.fsencode(path)
        if "\0" in str(path):
            raise StoreError(f"{path}: cannot be written (no file can have this name)")
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name a file in it")
        if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
            raise StoreError(f"{path}: is a link or a device, and is left as it is; choose another name")
        if path.exists() and not overwrite:
            raise StoreError(f"{path}: is there already; choose another name, or say that it may be replaced")
        if not stat.S_ISDIR(path.parent.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except UnicodeError:
        raise StoreError(f"{path}: cannot be written (no file can have this name)") from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from None


def same_place(path: Path, other: Path) -> bool:
    """Whether two names can mean one file, on whatever disk they are: many disks know a file by its name in other
    letters too (``VAULT.JSON``), and Windows by one with dots or spaces after it, or with a stream of it named."""
    with suppress(OSError):
        if path.samefile(other):
            return True
    with suppress(OSError):
        return path.parent.samefile(other.parent) and _folded(path.name) == _folded(other.name)
    return False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().partition(":")[0].rstrip(". ")


def encoded(path: Path, content: str | bytes) -> bytes:
    """The content of a file as bytes, words as UTF-8; raises `StoreError` for words that are none."""
    try:
        return content if isinstance(content, bytes) else content.encode("utf-8")
    except UnicodeError:
        raise StoreError(f"{path}: cannot be written (it holds half of a character); nothing was left there") from None


def not_written(path: Path, error: OSError) -> StoreError:
    """What to say of a file that could not be written, and of which nothing was left."""
    if isinstance(error, FileExistsError):
        return StoreError(f"{path}: is there already; choose another name, or say that it may be replaced")
    return StoreError(f"{path}: cannot be written ({error.strerror}); nothing was left there")


def hidden_name(path: Path) -> Path:
    """A name in the same folder that nobody else has, and that no list of files shows."""
    return path.parent / f".assessor-{secrets.token_hex(8)}"


def open_private(path: Path) -> BinaryIO:
    """A new file that only its owner can read, from its first byte; raises OSError, also if there is one."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


@dataclass
class Draft:
    """Content that is on disk and does not yet stand under its name.

    ``descriptor`` is the open file that has no name; where there is none, the content is under the ``hidden`` name.
    """

    content: bytes
    hidden: Path
    descriptor: int | None = None
    placed: bool = False

    def place(self, target: Path, *, replace: bool) -> None:
        """Gives it its name, in one step; raises OSError, and FileExistsError for a name that is not to be replaced."""
        if replace:
            self._hide()
            self.hidden.replace(target)
        elif not self._linked(target):
            self._hide()
            _move(self.hidden, target)
        self.placed = True

    def _hide(self) -> None:
        """Gives it its hidden name, if it has none yet."""
        if self.descriptor is not None and not self._linked(self.hidden):
            _write(open_private(self.hidden), self.content)  # on a disk that names no file after it was made

    def _linked(self, name: Path) -> bool:
        """Whether it had no name, and has this one now; raises FileExistsError."""
        if self.descriptor is None:
            return False
        try:  # a folder's descriptor, any at all, makes Python follow the link; beside a full path it is not looked at
            os.link(_in_proc(self.descriptor), name, src_dir_fd=self.descriptor, follow_symlinks=True)
        except FileExistsError:
            raise
        except OSError:
            return False
        return True


@contextmanager
def draft_of(content: bytes, hidden: Path) -> Iterator[Draft]:
    """The content on disk without a name, or under this hidden one; what is not placed is gone in the end."""
    descriptor = open_unnamed(hidden.parent)
    try:
        if descriptor is None:
            _write(open_private(hidden), content)
        else:
            _write(os.fdopen(descriptor, "wb", closefd=False), content)
        yield Draft(content, hidden, descriptor)
    finally:
        if descriptor is not None:
            os.close(descriptor)
        with suppress(OSError):
            hidden.unlink(missing_ok=True)


def open_unnamed(folder: Path) -> int | None:
    """A new file on this folder's disk that has no name and that only its owner can read; None where there is no
    such thing."""
    if sys.platform != "linux":
        return None
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:
        return None
    if _in_proc(descriptor).exists():
        return descriptor
    os.close(descriptor)
    return None


def _in_proc(descriptor: int) -> Path:
    """The way to an open file that has no name."""
    return Path(f"/proc/self/fd/{descriptor}")


def _write(file: BinaryIO, content: bytes) -> None:
    with file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(source: Path, target: Path) -> None:
    """Gives a file another name that must be free; raises FileExistsError if it is not."""
    if sys.platform == "win32":
        source.rename(target)  # which there replaces nothing
        return
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        source.rename(target)
    else:
        with suppress(OSError):
            source.unlink()


def keep_aside(path: Path, name: Path) -> None:
    """Gives a file that is to be replaced a second name, or, on a disk without hard links, another."""
    try:
        name.hardlink_to(path)
    except OSError:
        path.rename(name)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, where the system has a way to."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # one that may be written to and not be read
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a network's disk has no such thing
            raise
    finally:
        os.close(descriptor)
