"""Files that leave the program: whole or not at all, never over another unasked, nothing left behind."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from assessor.records.errors import StoreError
from assessor.records.files import write_whole
from tests.records.samples import HARD_TEXT
from tests.records.steps import FILE_SYSTEMS, FileSystem


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


@pytest.mark.parametrize("text", ["", "a\nb\n", *HARD_TEXT.values()], ids=["empty", "lines", *HARD_TEXT])
def test_text_is_written_to_the_letter_in_utf_8(tmp_path: Path, text: str) -> None:
    write_whole(tmp_path / "plan.txt", text)
    assert (tmp_path / "plan.txt").read_bytes() == text.encode("utf-8")
    assert names(tmp_path) == ["plan.txt"]


def test_a_file_that_is_there_is_never_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("before", encoding="utf-8")
    with pytest.raises(StoreError, match="is there already; choose another name") as caught:
        write_whole(file, "after")
    assert str(file) in str(caught.value)
    assert file.read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["plan.txt"]


def test_a_file_that_appears_meanwhile_is_not_replaced_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan.txt"
    monkeypatch.setattr(os, "fsync", lambda _: file.write_text("before", encoding="utf-8"))
    with pytest.raises(StoreError, match="is there already"):
        write_whole(file, "after")
    assert file.read_text(encoding="utf-8") == "before"
    assert names(tmp_path) == ["plan.txt"]


def test_a_file_is_replaced_when_told_to(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("before, and longer", encoding="utf-8")
    write_whole(file, "after", overwrite=True)
    assert file.read_text(encoding="utf-8") == "after"
    assert names(tmp_path) == ["plan.txt"]


def test_only_its_owner_can_read_a_plan(tmp_path: Path) -> None:
    write_whole(tmp_path / "plan.txt", "x")
    assert os.name != "posix" or stat.S_IMODE((tmp_path / "plan.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize("file_system", FILE_SYSTEMS.values(), ids=FILE_SYSTEMS)
@pytest.mark.parametrize("overwrite", [False, True])
def test_what_is_not_yet_whole_has_no_name_or_one_that_its_owner_alone_can_read(
    tmp_path: Path, file_system: FileSystem, overwrite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a kill in the midst of it leaves nothing, or nothing that others can read."""
    beside: list[tuple[str, int]] = []

    def look(_: int) -> None:
        beside.extend((file.name[:10], stat.S_IMODE(file.stat().st_mode)) for file in tmp_path.iterdir())

    with file_system.simulated():
        monkeypatch.setattr(os, "fsync", look)
        write_whole(tmp_path / "plan.txt", "x", overwrite)
    assert names(tmp_path) == ["plan.txt"]
    if os.name == "posix":
        nothing = file_system.unnamed and file_system.links and sys.platform == "linux"
        assert beside == ([] if nothing else [(".assessor-", 0o600)])


@pytest.mark.parametrize("file_system", FILE_SYSTEMS.values(), ids=FILE_SYSTEMS)
def test_a_file_is_written_and_replaced_on_every_file_system(tmp_path: Path, file_system: FileSystem) -> None:
    file = tmp_path / "plan.txt"
    with file_system.simulated():
        write_whole(file, "before")
        with pytest.raises(StoreError, match="is there already"):
            write_whole(file, "after")
        assert file.read_text(encoding="utf-8") == "before"
        write_whole(file, "after", overwrite=True)
    assert (file.read_text(encoding="utf-8"), names(tmp_path)) == ("after", ["plan.txt"])


@pytest.mark.parametrize("name", ["a\0b", "half \ud83d"])
def test_a_name_that_no_file_can_have_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="no file can have this name"):
        write_whole(tmp_path / name, "x")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("missing/plan.txt", "cannot be written"),
        ("folder", "is a folder; name a file in it"),
        ("file/plan.txt", "cannot be written"),
        ("x" * 300, "cannot be written"),
    ],
    ids=["no such folder", "a folder", "a file for a folder", "too long a name"],
)
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_place_that_will_not_do_is_said_with_its_path(tmp_path: Path, place: str, said: str, overwrite: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        write_whole(tmp_path / place, "x", overwrite)
    assert str(tmp_path / place) in str(caught.value)
    assert said in str(caught.value)
    assert names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_place_that_may_not_be_looked_at_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(StoreError, match="Permission denied"):
        write_whole(tmp_path / "plan.txt", "x")


@pytest.mark.parametrize("there", [False, True], ids=["new", "replaced"])
@pytest.mark.parametrize(
    ("call", "error"), [("fsync", errno.ENOSPC), ("replace", errno.EACCES)], ids=["disk full", "cannot be renamed"]
)
def test_what_fails_in_the_middle_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, call: str, error: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    file = tmp_path / "plan.txt"
    if there:
        file.write_text("before", encoding="utf-8")
    monkeypatch.setattr(os if call == "fsync" else Path, call, refuse)
    with pytest.raises(StoreError, match="nothing was left there") as caught:
        write_whole(file, "after", overwrite=True)
    assert str(file) in str(caught.value)
    assert os.strerror(error) in str(caught.value)
    assert names(tmp_path) == (["plan.txt"] if there else [])
    assert not there or file.read_text(encoding="utf-8") == "before"


def test_text_that_is_no_text_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing was left there"):
        write_whole(tmp_path / "plan.txt", "half \ud83d")
    assert names(tmp_path) == []
