"""A document that leaves: its file and the entry that says so are one thing, whatever fails, wherever it is ended."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from assessor.records import outbox, vault
from assessor.records.errors import NotSaved, Stale, StoreError
from assessor.records.outbox import hand_over
from assessor.records.sqlcipher import SqlError
from assessor.records.sqlite import SqliteStore
from assessor.records.store import Store
from tests.records.conftest import Shelf
from tests.records.on_disk import create_store, open_store
from tests.records.samples import HARD_TEXT, entry
from tests.records.steps import FILE_SYSTEMS, FileSystem, watched
from tests.records.writer import LEFT, both_contend, deliver_after
from tests.thorough import THOROUGH

ON_EVERY_DISK = pytest.mark.parametrize(
    "disk",
    [
        pytest.param(disk, id=name, marks=[] if disk.links else pytest.mark.thorough)  # such disks are seldom
        for name, disk in FILE_SYSTEMS.items()
    ],
)
NEW_OR_REPLACED = pytest.mark.parametrize(
    "before",
    [
        pytest.param(None, id="new"),
        pytest.param("before", id="replaced"),
        pytest.param("after", id="the same again", marks=pytest.mark.thorough),
    ],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    return out


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def left(store: Store, case: str = "case") -> list[str]:
    """The documents that the journal says have left."""
    return [kept.id for kept in store.journal(case) if kept.act == LEFT]


def text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def laid(folder: Path, before: str | None) -> Path:
    """The place of a plan, with the file that is there before, if there is one."""
    if before is not None:
        (folder / "plan.txt").write_text(before, encoding="utf-8")
    return folder / "plan.txt"


@ON_EVERY_DISK
class TestBoth:
    """A document that is handed over stands under its name, and in the journal."""

    @pytest.mark.parametrize("content", ["", b"\x00\xff\r\n", HARD_TEXT["emoji"], HARD_TEXT["line ends"]])
    def test_it_is_written_to_the_letter_and_written_down(
        self, shelf: Shelf, folder: Path, disk: FileSystem, content: str | bytes
    ) -> None:
        shelf.store.append("case", [entry("read")])
        with disk.simulated():
            hand_over(shelf.store, "case", entry("1", LEFT), folder / "plan.txt", content, after="read")
        assert (folder / "plan.txt").read_bytes() == (content if isinstance(content, bytes) else content.encode())
        assert names(folder) == ["plan.txt"]
        assert os.name != "posix" or stat.S_IMODE((folder / "plan.txt").stat().st_mode) == 0o600
        store = shelf.reopened()
        assert [kept.id for kept in store.journal("case")] == ["read", "1"]
        assert store.intents() == ()

    @NEW_OR_REPLACED
    def test_a_file_is_replaced_when_told_to(
        self, shelf: Shelf, folder: Path, disk: FileSystem, before: str | None
    ) -> None:
        plan = laid(folder, before)
        with disk.simulated():
            hand_over(shelf.store, "case", entry("1", LEFT), plan, "after", overwrite=True)
        assert (text(plan), names(folder), left(shelf.store), shelf.store.intents()) == (
            "after", ["plan.txt"], ["1"], (),
        )  # fmt: skip

    def test_a_file_that_is_there_is_never_replaced_unasked(self, shelf: Shelf, folder: Path, disk: FileSystem) -> None:
        with disk.simulated(), pytest.raises(StoreError, match="is there already; choose another name, or say that"):
            hand_over(shelf.store, "case", entry("1", LEFT), laid(folder, "before"), "after")
        assert (text(folder / "plan.txt"), names(folder)) == ("before", ["plan.txt"])
        assert (left(shelf.store), shelf.store.intents()) == ([], ())

    def test_a_file_that_appears_meanwhile_is_not_replaced_either(
        self, shelf: Shelf, folder: Path, disk: FileSystem, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of the very words that were to be written: it is somebody else's all the same."""
        monkeypatch.setattr(os, "fsync", lambda _: laid(folder, "after"))
        with disk.simulated(), pytest.raises(StoreError, match="is there already"):
            hand_over(shelf.store, "case", entry("1", LEFT), folder / "plan.txt", "after")
        assert (text(folder / "plan.txt"), names(folder)) == ("after", ["plan.txt"])
        assert (left(shelf.store), shelf.store.intents()) == ([], ())

    def test_nor_is_one_that_appears_as_soon_as_its_place_was_looked_at(
        self, shelf: Shelf, folder: Path, disk: FileSystem, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outbox, "check_target", lambda *_: laid(folder, "before"))
        with disk.simulated(), pytest.raises(StoreError, match="is there already"):
            hand_over(shelf.store, "case", entry("1", LEFT), folder / "plan.txt", "after")
        assert (text(folder / "plan.txt"), names(folder)) == ("before", ["plan.txt"])
        assert (left(shelf.store), shelf.store.intents()) == ([], ())

    @NEW_OR_REPLACED
    @pytest.mark.parametrize("after", ["", "1"])
    def test_a_plan_that_changed_since_it_was_read_does_not_leave(
        self, shelf: Shelf, folder: Path, disk: FileSystem, before: str | None, after: str
    ) -> None:
        shelf.store.append("case", [entry("1"), entry("2")])
        plan = laid(folder, before)
        with disk.simulated(), pytest.raises(Stale, match="nothing was written"):
            hand_over(shelf.store, "case", entry("3", LEFT), plan, "after", overwrite=True, after=after)
        assert (text(plan), names(folder)) == (before, [] if before is None else ["plan.txt"])
        assert (left(shelf.store), shelf.store.intents()) == ([], ())

    @NEW_OR_REPLACED
    def test_an_entry_that_cannot_be_written_lets_nothing_leave(
        self, shelf: Shelf, folder: Path, disk: FileSystem, before: str | None
    ) -> None:
        shelf.store.append("case", [entry("1")])
        plan = laid(folder, before)
        with disk.simulated(), pytest.raises(NotSaved):
            hand_over(shelf.store, "case", entry("1", LEFT), plan, "after", overwrite=True)
        assert (text(plan), names(folder)) == (before, [] if before is None else ["plan.txt"])
        assert shelf.store.intents() == ()


class TestRefused:
    """A place or a text that will not do is refused before anything is written anywhere."""

    @pytest.mark.parametrize(
        ("place", "said"),
        [
            ("missing/plan.txt", "cannot be written"),
            ("folder", "is a folder; name a file in it"),
            ("file/plan.txt", "cannot be written"),
            ("x" * 300, "cannot be written"),
            ("a\0b", "no file can have this name"),
            ("half \ud83d", "no file can have this name"),
            ("link", "is a link or a device"),
            ("nowhere", "is a link or a device"),
        ],
        ids=["no such folder", "a folder", "a file for a folder", "too long", "nul", "half", "a link", "a dead link"],
    )
    @pytest.mark.parametrize("overwrite", [False, True])
    def test_a_place_that_will_not_do(self, shelf: Shelf, folder: Path, place: str, said: str, overwrite: bool) -> None:
        (folder / "folder").mkdir()
        (folder / "file").write_text("mine", encoding="utf-8")
        (folder / "link").symlink_to(folder / "file")
        (folder / "nowhere").symlink_to(folder / "not there")
        before = names(folder)
        with pytest.raises(StoreError, match=said):
            hand_over(shelf.store, "case", entry("1", LEFT), folder / place, "x", overwrite=overwrite)
        assert names(folder) == before
        assert (folder / "file").read_text(encoding="utf-8") == "mine"
        assert (dict(shelf.store.journals()), shelf.store.intents()) == ({}, ())

    def test_text_that_is_no_text(self, shelf: Shelf, folder: Path) -> None:
        with pytest.raises(StoreError, match="half of a character"):
            hand_over(shelf.store, "case", entry("1", LEFT), folder / "plan.txt", "half \ud83d")
        assert (names(folder), left(shelf.store), shelf.store.intents()) == ([], [], ())

    def test_records_that_cannot_be_written_let_nothing_be_begun(self, tmp_path: Path, folder: Path) -> None:
        store = create_store(tmp_path / "records", None)
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        for pragma, undone, said in (
            ("query_only = 1", "query_only = 0", "see to the folder's permissions"),
            (f"max_page_count = {pages}", f"max_page_count = {pages + 99}", "the disk is full; make room"),
        ):
            store._db.execute(f"PRAGMA {pragma}")
            with pytest.raises(NotSaved, match=said):
                hand_over(store, "case", entry("1" * 9000, LEFT), folder / "plan.txt", "x")
            assert names(folder) == []
            store._db.execute(f"PRAGMA {undone}")
        hand_over(store, "case", entry("1", LEFT), folder / "plan.txt", "x")
        assert left(store) == ["1"]
        store.close()

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever is root may write anywhere")
    def test_a_folder_that_may_not_be_written_to(self, shelf: Shelf, folder: Path) -> None:
        folder.chmod(0o500)
        with pytest.raises(StoreError, match="cannot be written"):
            hand_over(shelf.store, "case", entry("1", LEFT), folder / "plan.txt", "x")
        folder.chmod(0o700)
        assert (names(folder), left(shelf.store), shelf.store.intents()) == ([], [], ())

    @pytest.mark.parametrize("before", [None, "before"], ids=["new", "replaced"])
    def test_a_disk_that_can_only_be_read(
        self, shelf: Shelf, folder: Path, before: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Such a disk refuses to remove what is not there, and that must not pass for something left behind."""

        def refuse(path: object, *_: object, **__: object) -> None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

        plan, read = laid(folder, before), os.open
        with monkeypatch.context() as patched:
            for name in ("unlink", "remove", "rename", "replace", "link"):
                patched.setattr(os, name, refuse)
            patched.setattr(os, "open", lambda path, flags, *mode: (refuse if flags else read)(path, flags, *mode))
            with pytest.raises(StoreError, match=r"Read-only file system.; nothing was left there"):
                hand_over(shelf.store, "case", entry("1", LEFT), plan, "after", overwrite=True)
        assert (text(plan), left(shelf.store), shelf.store.intents()) == (before, [], ())


def disk_full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Failing:
    """Fails the step of this number, or that one and all that come after it."""

    def __init__(self, number: int, *, onward: bool, stopped: bool = False) -> None:
        self.number, self.onward, self.stopped, self.count = number, onward, stopped, 0

    def __call__(self, name: str) -> None:
        self.count += 1
        if self.count == self.number or (self.onward and self.count > self.number and not name.startswith("ROLLBACK")):
            if self.stopped:
                raise KeyboardInterrupt
            raise disk_full() if name in ("open", "fsync") or name.startswith("os.") else SqlError("disk is full")


@ON_EVERY_DISK
@NEW_OR_REPLACED
class TestFailing:
    """Whatever step fails, a document is there with its entry, or neither is."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> SqliteStore:
        return create_store(tmp_path / "records", None)

    def at_every_step(
        self, store: SqliteStore, folder: Path, disk: FileSystem, before: str | None, fails: Callable[[int], Failing]
    ) -> list[bool]:
        """Hands a document over with the first step failing, then the second, and so on until none fails; gives of
        each whether it said that it had left."""
        claims: list[bool] = []
        failing = fails(0)
        while not claims or failing.count >= failing.number:
            number = len(claims) + 1
            failing, place = fails(number), folder / str(number)
            place.mkdir()
            plan = laid(place, before)
            store.append(str(number), [entry(f"read {number}")])
            fresh = entry(f"left {number}", LEFT)
            try:
                with disk.simulated(), watched(store, place, failing):
                    hand_over(store, str(number), fresh, plan, "after", overwrite=True, after=f"read {number}")
                claims.append(True)
            except (StoreError, KeyboardInterrupt):
                claims.append(False)
                if not failing.onward and not failing.stopped:  # nothing is left to the next start
                    self.is_one(store, str(number), place, before)
            assert store.recover() == ()
            assert self.is_one(store, str(number), place, before) is claims[-1] or failing.onward or failing.stopped
        store.close()
        return claims

    def is_one(self, store: Store, case: str, place: Path, before: str | None) -> bool:
        """Whether the document has left, by its file and by the journal, which must agree; nothing else is there."""
        there = left(store, case) == [f"left {case}"]
        assert text(place / "plan.txt") == ("after" if there else before)
        assert names(place) == ([] if text(place / "plan.txt") is None else ["plan.txt"])
        assert store.intents() == ()
        return there

    def test_one_step_that_fails_is_undone_at_once(
        self, store: SqliteStore, folder: Path, disk: FileSystem, before: str | None
    ) -> None:
        claims = self.at_every_step(store, folder, disk, before, lambda number: Failing(number, onward=False))
        assert (claims[0], claims[-1]) == (False, True)
        assert claims.count(False) > 8

    @THOROUGH
    @pytest.mark.thorough
    def test_what_fails_and_cannot_be_undone_is_seen_to_at_the_next_start(
        self, store: SqliteStore, folder: Path, disk: FileSystem, before: str | None
    ) -> None:
        claims = self.at_every_step(store, folder, disk, before, lambda number: Failing(number, onward=True))
        assert claims.count(False) > 8

    @THOROUGH
    @pytest.mark.thorough
    def test_a_stop_in_the_middle_is_no_different(
        self, store: SqliteStore, folder: Path, disk: FileSystem, before: str | None
    ) -> None:
        claims = self.at_every_step(
            store, folder, disk, before, lambda number: Failing(number, onward=False, stopped=True)
        )
        assert claims.count(False) > 8


@pytest.mark.parametrize("before", [None, "before"], ids=["new", "replaced"])
def test_an_error_of_a_write_that_was_kept_for_all_that_takes_no_file_back(
    tmp_path: Path, folder: Path, before: str | None
) -> None:
    """The journal says that it left, so it has; and it is no failure."""
    store = create_store(tmp_path / "records", None)
    plan, database, commits = laid(folder, before), cast("Any", store._db), 0
    connection = database.conn

    class Late:
        """A connection that fails just after the second write was kept."""

        def __getattr__(self, name: str) -> object:
            return getattr(connection, name)

        def execute(self, sql: str, *values: object) -> object:
            nonlocal commits
            answer = connection.execute(sql, *values)
            commits += sql == "COMMIT"
            if sql == "COMMIT" and commits == 2:
                raise SqlError("disk I/O error")
            return answer

    database.conn = Late()
    hand_over(store, "case", entry("1", LEFT), plan, "after", overwrite=True)
    assert (text(plan), names(folder), left(store), store.intents()) == ("after", ["plan.txt"], ["1"], ())
    store.close()


def test_a_stop_just_after_a_document_got_its_name_writes_it_down(tmp_path: Path, folder: Path) -> None:
    """What has left has left, though somebody pressed Ctrl+C."""
    store = create_store(tmp_path / "records", None)
    steps: list[str] = []

    def step(name: str) -> None:
        steps.append(name)
        if name == "fsync" and steps.count("os.link") == 1 and steps.count(name) == 2:
            raise KeyboardInterrupt

    with FILE_SYSTEMS["hidden files"].simulated(), watched(store, folder, step), pytest.raises(KeyboardInterrupt):
        hand_over(store, "case", entry("1", LEFT), folder / "plan.txt", "after")
    assert (text(folder / "plan.txt"), names(folder), left(store)) == ("after", ["plan.txt"], ["1"])
    assert store.intents() == ()
    store.close()


def is_number(number: int, count: int, _: str) -> bool:
    """Whether this is the step of this number."""
    return count == number


FORKED = pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be forked")


def ended(home: Path, plan: Path, disk: FileSystem, last: Callable[[int, str], bool]) -> int:
    """Hands a document over in a process that ends before the step of which this is true, as by a kill; gives how it
    ended, which is 0 if there was no such step."""
    if process := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    count = 0

    def step(name: str) -> None:
        nonlocal count
        count += 1
        if last(count, name):
            os._exit(9)

    with suppress(BaseException):
        store = open_store(home, None)
        with disk.simulated(), watched(store, plan.parent, step):
            hand_over(store, "case", entry("1", LEFT), plan, "after", overwrite=True)
        os._exit(0)
    os._exit(1)


@FORKED
@ON_EVERY_DISK
@NEW_OR_REPLACED
def test_a_program_ended_at_any_step_leaves_at_the_next_start_both_or_neither(
    tmp_path: Path, folder: Path, disk: FileSystem, before: str | None
) -> None:
    """And until then no file of a plan that others could read, and none at all without its name where there can be."""
    create_store(tmp_path / "whole", None).close()
    outcomes: list[bool] = []
    status, number = 9, 0
    while status:
        number += 1
        home, place = tmp_path / f"records {number}", folder / str(number)
        shutil.copytree(tmp_path / "whole", home)
        place.mkdir()
        plan = laid(place, before)
        old = plan.stat().st_ino if before is not None else None
        status = ended(home, plan, disk, partial(is_number, number))
        for file in place.iterdir():
            if before is None:
                assert stat.S_IMODE(file.stat().st_mode) == 0o600
                assert file.name == "plan.txt" or not (disk.unnamed and disk.links)
        store = open_store(home, None)
        there = left(store) == ["1"]
        assert text(plan) == ("after" if there else before)
        assert names(place) == ([] if text(plan) is None else ["plan.txt"])
        assert before is None or there is (plan.stat().st_ino != old)  # also where both say the same
        assert store.intents() == ()
        store.close()
        outcomes.append(there)
    assert outcomes == sorted(outcomes)
    assert outcomes.count(False) > 8


class TestTwoPrograms:
    """Another program on the same records, and at the same file."""

    def test_of_two_that_read_the_same_plan_one_lets_it_leave(self, tmp_path: Path, folder: Path) -> None:
        """Twelve rounds, to files of their own or to one: for each entry its file, and for each file its entry."""
        store = create_store(tmp_path / "records", None)
        store.append("case", [entry("first")])
        rounds = list(zip(*both_contend(deliver_after, store.home, 12), strict=True))
        assert all(sorted(outcome == "stale" for outcome in outcomes) == [False, True] for outcomes in rounds)
        assert left(store) == [outcome for outcomes in rounds for outcome in outcomes if outcome != "stale"]
        assert sorted(left(store)) == sorted(file.read_text(encoding="utf-8") for file in folder.iterdir())
        assert store.intents() == ()
        store.close()

    @ON_EVERY_DISK
    @NEW_OR_REPLACED
    def test_one_that_is_opened_beside_it_takes_nothing_from_it(
        self, tmp_path: Path, folder: Path, disk: FileSystem, before: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It takes what is being written for a dead program's, and strikes it out; then that is begun anew."""
        store = create_store(tmp_path / "records", None)
        plan = laid(folder, before)
        opened = opened_meanwhile(store, monkeypatch, times=3)
        with disk.simulated():
            hand_over(store, "case", entry("1", LEFT), plan, "after", overwrite=True)
        assert opened == [1, 1, 1]
        assert (text(plan), names(folder), left(store), store.intents()) == ("after", ["plan.txt"], ["1"], ())
        store.close()

    def test_one_that_never_leaves_it_alone_is_said(
        self, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = create_store(tmp_path / "records", None)
        opened_meanwhile(store, monkeypatch, times=99)
        with pytest.raises(NotSaved, match="another assessor is at work on it; try again"):
            hand_over(store, "case", entry("1", LEFT), folder / "plan.txt", "after")
        assert (names(folder), left(store), store.intents()) == ([], [], ())
        store.close()


def opened_meanwhile(store: SqliteStore, monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Has the records opened by another whenever a document is on the disk and has not its name yet, so many times;
    gives how many intents there were each time."""
    fsync, opened, opening = os.fsync, list[int](), False

    def meanwhile(descriptor: int) -> None:
        nonlocal opening
        fsync(descriptor)
        if not opening and not store._db.conn.in_transaction and len(opened) < times:
            opening = True
            opened.append(len(store.intents()))
            open_store(store.home, None).close()
            opening = False

    monkeypatch.setattr(os, "fsync", meanwhile)
    return opened


@FORKED
class TestNextStart:
    """What a killed program left is settled when the records are opened, or waits until it can be."""

    @pytest.fixture
    def plan(self, tmp_path: Path, folder: Path) -> Path:
        """Where a plan was put in the place of another, by a program that was killed just before it was written
        down."""
        create_store(tmp_path / "records", None).close()
        plan, renamed = laid(folder, "before"), 0

        def last(_: int, name: str) -> bool:
            nonlocal renamed
            renamed += name == "os.rename"
            return bool(renamed) and name == "COMMIT"

        assert ended(tmp_path / "records", plan, FILE_SYSTEMS["hidden files"], last) == 9
        assert (text(plan), len(names(folder))) == ("after", 2)
        return plan

    def test_a_document_that_has_its_name_gets_its_entry(self, tmp_path: Path, plan: Path) -> None:
        store = open_store(tmp_path / "records", None)
        assert (text(plan), names(plan.parent), left(store), store.intents()) == ("after", ["plan.txt"], ["1"], ())
        store.close()

    def test_one_that_somebody_took_away_since_has_not_left(self, tmp_path: Path, plan: Path) -> None:
        plan.unlink()
        store = open_store(tmp_path / "records", None)
        assert (text(plan), names(plan.parent), left(store), store.intents()) == ("before", ["plan.txt"], [], ())
        store.close()

    def test_a_file_that_somebody_put_there_since_stays(self, tmp_path: Path, plan: Path) -> None:
        plan.unlink()
        plan.write_text("mine", encoding="utf-8")
        store = open_store(tmp_path / "records", None)
        assert (text(plan), names(plan.parent), left(store), store.intents()) == ("mine", ["plan.txt"], [], ())
        store.close()

    def test_while_its_folder_is_away_it_waits_and_the_records_open(self, tmp_path: Path, plan: Path) -> None:
        plan.parent.rename(tmp_path / "away")
        store = open_store(tmp_path / "records", None)
        assert [waiting.target for waiting in store.recover()] == [plan]
        store.append("case", [entry("meanwhile")])
        store.close()
        (tmp_path / "away").rename(plan.parent)
        store = open_store(tmp_path / "records", None)
        assert (text(plan), names(plan.parent), left(store), store.intents()) == ("after", ["plan.txt"], ["1"], ())
        store.close()

    def test_what_cannot_be_written_down_yet_waits_and_costs_no_file(
        self, tmp_path: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise NotSaved("not saved: the disk is full")

        before = names(plan.parent)
        with monkeypatch.context() as patched:
            patched.setattr(SqliteStore, "append", refuse)
            open_store(tmp_path / "records", None).close()
        assert names(plan.parent) == before
        store = open_store(tmp_path / "records", None)
        assert (text(plan), names(plan.parent), left(store)) == ("after", ["plan.txt"], ["1"])
        store.close()

    @THOROUGH
    @pytest.mark.parametrize("stopped", [False, True], ids=["fails", "is stopped"])
    def test_a_next_start_that_itself_fails_at_any_step_is_made_up_for_by_the_one_after(
        self, tmp_path: Path, plan: Path, stopped: bool
    ) -> None:
        shutil.copytree(tmp_path / "records", tmp_path / "as killed")
        files = {file.name: file.read_bytes() for file in plan.parent.iterdir()}
        failing = Failing(0, onward=False)
        while failing.count >= failing.number:
            failing = Failing(failing.number + 1, onward=False, stopped=stopped)
            shutil.rmtree(tmp_path / "records")
            shutil.rmtree(plan.parent)
            shutil.copytree(tmp_path / "as killed", tmp_path / "records")
            plan.parent.mkdir()
            for name, content in files.items():
                (plan.parent / name).write_bytes(content)
            store = SqliteStore(tmp_path / "records", vault.unlock(tmp_path / "records", None))
            with suppress(StoreError, KeyboardInterrupt), watched(store, plan.parent, failing):
                store.recover()
            assert text(plan) == "after"
            store.close()
            store = open_store(tmp_path / "records", None)
            assert (text(plan), names(plan.parent), left(store), store.intents()) == ("after", ["plan.txt"], ["1"], ())
            store.close()
        assert failing.number > 12

    def test_the_next_document_to_the_same_place_settles_it_first(self, tmp_path: Path, plan: Path) -> None:
        """Also in a program that had the records open all the while."""
        store = SqliteStore(tmp_path / "records", vault.unlock(tmp_path / "records", None))
        assert left(store) == []
        hand_over(store, "case", entry("2", LEFT), plan, "another", overwrite=True)
        assert (text(plan), names(plan.parent), left(store), store.intents()) == (
            "another", ["plan.txt"], ["1", "2"], (),
        )  # fmt: skip
        store.close()
