"""A file on its way to its name: whole or not at all, never over another unasked, nothing left beside it."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from assessor.records.errors import StoreError
from assessor.records.files import check_target, draft_of, encoded, hidden_name, not_written, same_place
from tests.records.samples import HARD_TEXT
from tests.records.steps import FILE_SYSTEMS, FileSystem

ON_EVERY_FILE_SYSTEM = pytest.mark.parametrize("file_system", FILE_SYSTEMS.values(), ids=FILE_SYSTEMS)


def written(path: Path, content: str | bytes, replace: bool = False) -> None:
    """Writes a file by a draft, as all that leaves is written."""
    with draft_of(encoded(path, content), hidden_name(path)) as draft:
        draft.place(path, replace=replace)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("text", ["", "a\nb\n", *HARD_TEXT.values()], ids=["empty", "lines", *HARD_TEXT])
def test_text_is_written_to_the_letter_in_utf_8(tmp_path: Path, text: str) -> None:
    written(tmp_path / "plan.txt", text)
    assert (tmp_path / "plan.txt").read_bytes() == text.encode("utf-8")
    assert names(tmp_path) == ["plan.txt"]


@ON_EVERY_FILE_SYSTEM
def test_a_file_is_replaced_when_told_to_and_never_otherwise(tmp_path: Path, file_system: FileSystem) -> None:
    file = tmp_path / "plan.txt"
    with file_system.simulated():
        written(file, "before, and longer")
        with pytest.raises(FileExistsError):
            written(file, "after")
        assert file.read_text(encoding="utf-8") == "before, and longer"
        written(file, "after", replace=True)
    assert (file.read_text(encoding="utf-8"), names(tmp_path)) == ("after", ["plan.txt"])
    assert os.name != "posix" or stat.S_IMODE(file.stat().st_mode) == 0o600


@ON_EVERY_FILE_SYSTEM
@pytest.mark.parametrize("replace", [False, True])
def test_what_is_not_yet_whole_has_no_name_or_one_that_its_owner_alone_can_read(
    tmp_path: Path, file_system: FileSystem, replace: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a kill in the midst of it leaves nothing, or nothing that others can read."""
    beside: list[tuple[str, int]] = []

    def look(_: int) -> None:
        beside.extend((file.name[:10], stat.S_IMODE(file.stat().st_mode)) for file in tmp_path.iterdir())

    with file_system.simulated():
        monkeypatch.setattr(os, "fsync", look)
        written(tmp_path / "plan.txt", "x", replace)
    assert names(tmp_path) == ["plan.txt"]
    if os.name == "posix":
        nothing = file_system.unnamed and file_system.links and sys.platform == "linux"
        assert beside == ([] if nothing else [(".assessor-", 0o600)])


@ON_EVERY_FILE_SYSTEM
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()], ids=["disk full", "stopped"])
def test_what_fails_in_the_middle_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_system: FileSystem, error: BaseException
) -> None:
    def refuse(_: int) -> None:
        raise error

    file = tmp_path / "plan.txt"
    file.write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", refuse)
    with file_system.simulated(), pytest.raises(type(error)):
        written(file, "after", replace=True)
    assert (file.read_text(encoding="utf-8"), names(tmp_path)) == ("before", ["plan.txt"])


def test_a_draft_that_is_not_placed_is_gone(tmp_path: Path) -> None:
    for file_system in FILE_SYSTEMS.values():
        with file_system.simulated(), draft_of(b"x", hidden_name(tmp_path / "plan.txt")) as draft:
            assert not draft.placed
        assert names(tmp_path) == []


def test_a_place_that_may_not_be_looked_at_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(StoreError, match="Permission denied"):
        check_target(tmp_path / "plan.txt", overwrite=False)


def test_what_could_not_be_written_is_said_with_its_path_and_why(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    assert str(not_written(file, OSError(errno.ENOSPC, "No space left on device"))) == (
        f"{file}: cannot be written (No space left on device); nothing was left there"
    )
    assert "is there already; choose another name" in str(not_written(file, FileExistsError(errno.EEXIST, "exists")))
    with pytest.raises(StoreError, match=r"half of a character.*nothing was left there"):
        encoded(file, "half \ud83d")


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("vault.json", True), ("VAULT.JSON", True), ("Vault.json.", True), ("vault.json .", True),
        ("vault.json::$DATA", True), ("../here/vault.json", True), ("vault.jsonl", False), ("../vault.json", False),
    ],
)  # fmt: skip
def test_a_name_that_some_disk_takes_for_another_is_that_other(tmp_path: Path, name: str, same: bool) -> None:
    here = tmp_path / "here"
    here.mkdir()
    assert same_place(here / name, here / "vault.json") is same


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert same_place(tmp_path / "b", tmp_path / "a")
