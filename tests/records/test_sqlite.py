"""The store on disk: nothing readable on it, nothing lost from it, and every fault of it said in one clear message."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import sqlcipher3
import sqlite_utils
from sqlite_utils import Migrations

from assessor.acts.desk import Desk
from assessor.journal import Client, ClientRecorded, Noted
from assessor.records import sqlite, vault
from assessor.records.errors import NotSaved, StoreError, WrongPassphrase
from assessor.records.migrations import MIGRATIONS
from assessor.records.sqlite import SqliteStore
from assessor.records.store import Adviser
from tests.records.on_disk import create_store, open_store
from tests.records.samples import entry, long_bank
from tests.records.writer import LENGTH, append, begin_call, both, both_contend, contend
from tests.thorough import THOROUGH

T = TypeVar("T")
CHANCE = random.Random  # seeded, so that a failure comes again


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture
def store(home: Path) -> Iterator[SqliteStore]:
    made = create_store(home, None)
    yield made
    made.close()


def ids(store: SqliteStore, case: str = "case") -> list[str]:
    return [kept.id for kept in store.journal(case)]


def reopened(store: SqliteStore) -> list[str]:
    """The ids that another day finds in the case."""
    store.close()
    return used(store.home, ids)


def used(home: Path, use: Callable[[SqliteStore], T]) -> T:
    """What the use of the records of this folder gives; they are closed again whatever happens."""
    store = open_store(home, None)
    try:
        return use(store)
    finally:
        store.close()


class TestSilentLoss:
    """sqlite-utils given SQLCipher under another name would take a failed statement for a finished one."""

    def test_sqlite_utils_stands_on_sqlcipher(self, store: SqliteStore) -> None:
        known = vars(sqlite_utils.db)
        assert known["sqlite3"] in (sqlcipher3, sqlcipher3.dbapi2)
        assert known["OperationalError"] is sqlcipher3.dbapi2.OperationalError
        assert store._db.execute("PRAGMA cipher_version").fetchone()

    @pytest.mark.parametrize(
        "failing",
        [
            "INSERT INTO entries (id, case_id, at, body) VALUES ('1', 'case', 'x', 'x') RETURNING id",
            "INSERT INTO settings (name, value) VALUES ('x', NULL) RETURNING name",
            "INSERT INTO nowhere (name) VALUES ('x') RETURNING name",
        ],
    )
    def test_a_failed_insert_returning_loses_nothing_that_follows(self, store: SqliteStore, failing: str) -> None:
        store.append("case", [entry("1")])
        with pytest.raises(sqlcipher3.dbapi2.Error):
            list(store._db.query(failing))
        assert not store._db.conn.in_transaction
        store.append("case", [entry("2")])
        store._db.table("settings").insert({"name": "after", "value": "kept"})
        assert reopened(store) == ["1", "2"]
        again = open_store(store.home, None)
        assert again._setting("after") == "kept"
        again.close()


class TestAppendOnly:
    """What is in the journal stays there, whoever asks."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE entries SET body = '{}'",
            "UPDATE entries SET seq = 99 WHERE id = '1'",
            "UPDATE OR REPLACE entries SET id = '2' WHERE id = '1'",
            "DELETE FROM entries",
            "DELETE FROM entries WHERE id = '1'",
            "INSERT OR REPLACE INTO entries (id, case_id, at, body) VALUES ('1', 'case', 'x', 'x')",
            "REPLACE INTO entries (seq, id, case_id, at, body) VALUES (1, '9', 'case', 'x', 'x')",
            "INSERT INTO entries (id, case_id, at, body) VALUES ('1', 'case', 'x', 'x')"
            " ON CONFLICT (id) DO UPDATE SET body = 'x'",
        ],
    )
    def test_a_statement_that_would_change_it_is_refused(self, store: SqliteStore, statement: str) -> None:
        store.append("case", [entry("1"), entry("2")])
        before = store.journal("case")
        with pytest.raises(sqlcipher3.dbapi2.Error, match="only ever added to"):
            store._db.execute(statement)
        assert store.journal("case") == before

    def test_every_entry_is_durable_before_append_returns(self, store: SqliteStore) -> None:
        """A write-ahead log, and a full flush of it at each commit."""
        told = {
            name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "busy_timeout")
        }
        assert told == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "temp_store": 2,
            "busy_timeout": 5000,
        }


class TestOnDisk:
    """A stolen folder tells nothing of anyone."""

    WORDS = ("Ingeborg", "Marlowe", "lavender", "TT-77123", "Dan Price", "short_call", "scripts/")

    def test_no_word_of_a_client_is_readable_in_any_file(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(vault, "_N", 2**10)
        store = create_store(home, "seven green boats")
        store.set_adviser(Adviser(name="Dan Price", role="adviser"))
        store.keep_bank("f", {"scripts/short_call.yaml": "script: short_call"})
        client = Client(name="Ingeborg Marlowe", reference="TT-77123")
        store.append("case", [entry("1", ClientRecorded(client=client))])
        for n in range(200):  # enough for pages in the file itself and in the log beside it
            store.append("case", [entry(f"n{n}", Noted(text="a lavender scarf " * 20))])
        open_files = {file.name: file.read_bytes() for file in home.iterdir()}
        assert {"records.db", "records.db-wal", "vault.json"} <= set(open_files)
        store.close()
        closed_files = {file.name: file.read_bytes() for file in home.iterdir()}
        for files in (open_files, closed_files):
            for name, content in files.items():
                for word in self.WORDS:
                    for form in (word.encode(), word.lower().encode(), word.encode("utf-16-le")):
                        assert form not in content, f"{word} stands in {name}"
        assert not closed_files["records.db"].startswith(b"SQLite format 3")

    def test_nothing_is_left_beside_the_records_once_they_are_closed(self, store: SqliteStore) -> None:
        store.append("case", [entry("1")])
        store.close()
        assert sorted(file.name for file in store.home.iterdir()) == ["records.db", "vault.json"]


def altered(change: Callable[[bytearray], object]) -> Callable[[Path], None]:
    def alter(file: Path) -> None:
        content = bytearray(file.read_bytes())
        change(content)
        file.write_bytes(content)

    return alter


def flipped(where: float) -> Callable[[Path], None]:
    def flip(content: bytearray) -> None:
        content[int(where * (len(content) - 1))] ^= 0x10

    return altered(flip)


def cut(where: float) -> Callable[[Path], None]:
    def cut(content: bytearray) -> None:
        del content[int(where * len(content)) :]

    return altered(cut)


def holding(content: bytes) -> Callable[[Path], None]:
    return altered(lambda before: before.__setitem__(slice(None), content))


def plain(file: Path) -> None:
    """An SQLite database that nobody encrypted."""
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE entries (seq, id, case_id, at, body)")
    connection.close()


def foreign(file: Path) -> None:
    """Another program's database, encrypted with our key."""
    file.unlink()
    connection = sqlite._connect(file, vault.unlock(file.parent, None))
    connection.execute("CREATE TABLE entries (seq, id, case_id, at, body)")
    connection.close()


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


class TestDamage:
    """Records that cannot be opened or read: one message, with the path and what to do, and no file changed."""

    @pytest.fixture(scope="class")
    @classmethod
    def whole(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        home = tmp_path_factory.mktemp("whole") / "records"
        store = create_store(home, None)
        for n in range(120):
            store.append(f"case {n % 7}", [entry(str(n), "Some words. " * 30)])
        store.close()
        return home

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            (Path.unlink, "the records are missing; put back a copy"),
            (plain, "put back a copy"),
            (foreign, "not made by assessor"),
            (holding(CHANCE(7).randbytes(50_000)), "damaged"),
            (holding(bytes(50_000)), "damaged"),
            (holding(b"not records at all\n"), "damaged"),
            (cut(0), "empty, or not made by assessor; put back a copy"),
            (cut(0.001), "damaged"),
            (cut(0.1), "damaged"),
            (cut(0.5), "damaged"),
            (cut(0.999), "damaged"),
            (flipped(0), "damaged"),
            (flipped(0.3), "damaged"),
            (flipped(0.5), "damaged"),
            (flipped(0.9), "damaged"),
            (flipped(1), "damaged"),
            (folder, "cannot be written; see to the folder's permissions"),
        ],
        ids=[
            "missing", "plain SQLite", "another program's", "random bytes", "zeros", "text", "empty", "a few bytes",
            "cut at a tenth", "cut in half", "a few bytes short", "first byte", "byte at a third", "middle byte",
            "byte near the end", "last byte", "folder",
        ],
    )  # fmt: skip
    def test_a_file_that_is_not_whole(self, whole: Path, home: Path, damage: Callable[[Path], None], said: str) -> None:
        shutil.copytree(whole, home)
        file = home / "records.db"
        damage(file)
        before = file.read_bytes() if file.is_file() else None
        with pytest.raises(StoreError) as caught:
            used(home, SqliteStore.journals)
        assert not isinstance(caught.value, (WrongPassphrase, NotSaved))
        assert str(file) in str(caught.value)
        assert said in str(caught.value)
        assert "\n" not in str(caught.value)
        assert (file.read_bytes() if file.is_file() else None) == before

    def test_a_byte_flipped_anywhere_is_noticed_or_harms_nothing(self, whole: Path, home: Path) -> None:
        """Each page is authenticated: what is read is what was written, or else an error."""
        shutil.copytree(whole, home)
        file, content = home / "records.db", (whole / "records.db").read_bytes()
        expected, noticed, chance = used(home, SqliteStore.journals), [], CHANCE(11)
        for place in (chance.randrange(len(content)) for _ in range(40)):
            file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            try:
                found = used(home, SqliteStore.journals)
            except StoreError as error:
                noticed.append(str(error))
            else:
                assert found == expected
        assert noticed
        assert all(str(file) in said for said in noticed)

    def test_a_copy_put_back_opens_again(self, whole: Path, home: Path) -> None:
        shutil.copytree(whole, home)
        flipped(0.5)(home / "records.db")
        with pytest.raises(StoreError):
            open_store(home, None).journals()
        shutil.copy(whole / "records.db", home / "records.db")
        store = open_store(home, None)
        assert sum(map(len, store.journals().values())) == 120
        store.close()

    def test_records_of_a_newer_schema(self, store: SqliteStore) -> None:
        newer = Migrations("assessor")
        newer(name="m999_later")(lambda db: None)
        newer.apply(store._db)
        store.append("case", [entry("1")])
        store.close()
        with pytest.raises(StoreError, match="newer assessor; upgrade this one") as caught:
            open_store(store.home, None)
        assert str(store.path) in str(caught.value)

    def test_an_entry_of_a_newer_assessor(self, store: SqliteStore) -> None:
        store.append("case", [entry("1")])
        body = '{"id": "2", "at": "2026-05-04T11:00:00Z", "by": "x", "act": {"act": "not yet thought of"}}'
        store._db.execute("INSERT INTO entries (id, case_id, at, body) VALUES ('2', 'other', 'x', ?)", (body,))
        for read in (store.journals, lambda: store.journal("other")):
            with pytest.raises(StoreError, match="newer assessor; upgrade this one") as caught:
                read()
            assert str(store.path) in str(caught.value)
        assert ids(store) == ["1"]

    def test_the_schema_is_made_by_numbered_steps_once(self, store: SqliteStore) -> None:
        assert [step.name for step in MIGRATIONS.applied(store._db)] == [
            "m001_journal",
            "m002_client_references",
            "m003_outbox",
        ]
        assert MIGRATIONS.pending(store._db) == []


class TestMaking:
    """New records are made whole where there are none."""

    @pytest.mark.parametrize("passphrase", [None, "seven green boats"])
    def test_records_that_are_there_are_left_as_they_are(
        self, store: SqliteStore, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
    ) -> None:
        monkeypatch.setattr(vault, "_N", 2**10)
        store.append("case", [entry("1")])
        with pytest.raises(StoreError, match="records here already"):
            create_store(store.home, passphrase)
        with pytest.raises(StoreError, match="records here already"):
            SqliteStore(store.home, vault.unlock(store.home, None), new=True)
        assert reopened(store) == ["1"]

    def test_records_that_cannot_be_made_leave_nothing_in_the_way(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A disk that was full on the first day is no hindrance on the second."""
        connect = sqlite._connect

        def small(path: Path, key: bytes) -> object:
            connection = connect(path, key)
            connection.execute("PRAGMA max_page_count = 3")
            return connection

        with monkeypatch.context() as patched:
            patched.setattr(sqlite, "_connect", small)
            with pytest.raises(StoreError, match="the disk is full") as caught:
                create_store(home, None)
        assert str(home / "records.db") in str(caught.value)
        assert list(home.iterdir()) == []
        create_store(home, None).close()


class TestNotSaved:
    """What cannot be written is said so, nothing before it is lost, and it works again once it can."""

    def test_a_full_disk(self, store: SqliteStore) -> None:
        store.append("case", [entry("1")])
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(NotSaved, match="the disk is full; make room and try again") as caught:
            store.append("case", [entry("2"), entry("3", "Some words. " * 10_000)])
        assert str(store.path) in str(caught.value)
        assert ids(store) == ["1"]
        with pytest.raises(NotSaved, match="the disk is full"):
            store.keep_bank("f", {"scripts/a.yaml": "x" * 100_000})
        store._db.execute(f"PRAGMA max_page_count = {pages + 1000}")
        store.append("case", [entry("2"), entry("3", "Some words. " * 10_000)])
        store.keep_bank("f", {"scripts/a.yaml": "x" * 100_000})
        assert reopened(store) == ["1", "2", "3"]

    def test_a_file_that_cannot_be_written(self, store: SqliteStore) -> None:
        """As on a read-only folder or medium: SQLite itself refuses the write."""
        store.append("case", [entry("1")])
        store._db.execute("PRAGMA query_only = 1")
        with pytest.raises(NotSaved, match="cannot be written; see to the folder's permissions") as caught:
            store.append("case", [entry("2")])
        assert str(store.path) in str(caught.value)
        with pytest.raises(NotSaved, match="cannot be written"):
            store.set_adviser(Adviser(name="Dan Price", role="adviser"))
        store._db.execute("PRAGMA query_only = 0")
        store.append("case", [entry("3")])
        assert reopened(store) == ["1", "3"]

    def test_a_folder_that_cannot_be_written(self, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
        """Opening needs to write beside the file; where it may not, it says so and ends."""
        store.append("case", [entry("1")])
        store.close()

        def read_only(path: Path, key: bytes) -> object:
            connection = sqlcipher3.dbapi2.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA query_only = 1")
            return connection

        with monkeypatch.context() as patched:
            patched.setattr(sqlite, "_connect", read_only)
            with pytest.raises(StoreError, match="see to the folder's permissions") as caught:
                used(store.home, lambda opened: opened.append("case", [entry("2")]))
        assert str(store.path) in str(caught.value)
        again = open_store(store.home, None)
        assert ids(again) == ["1"]
        again.close()

    def test_another_that_is_writing_all_the_while(self, store: SqliteStore) -> None:
        store.append("case", [entry("1")])
        other = open_store(store.home, None)
        other._db.execute("PRAGMA busy_timeout = 20")
        store._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved, match="another assessor is writing; try again in a moment"):
            other.append("case", [entry("2")])
        store._db.execute("ROLLBACK")
        other.append("case", [entry("3")])
        other.close()
        assert reopened(store) == ["1", "3"]

    def test_the_lock_is_taken_before_anything_is_read(self, store: SqliteStore) -> None:
        """A write that first looks and then writes would fail beside another, however long it may wait."""
        other = open_store(store.home, None)
        other._db.execute("PRAGMA busy_timeout = 20")
        with store.transaction():
            with pytest.raises(NotSaved, match="another assessor is writing"):
                other.set_adviser(Adviser(name="Tom", role="senior"))
            store._db.table("settings").insert({"name": "x", "value": "y"})
        other.set_adviser(Adviser(name="Tom", role="senior"))
        other.close()
        assert store._setting("x") == "y"

    def test_a_stop_in_the_middle_keeps_nothing_of_it(self, store: SqliteStore) -> None:
        def stopped() -> None:
            with store.transaction():
                store._db.table("settings").insert({"name": "half", "value": "done"})
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            stopped()
        assert store._setting("half") is None
        assert not store._db.conn.in_transaction
        store.append("case", [entry("2")])
        assert reopened(store) == ["2"]


@pytest.mark.parametrize("count", [30, pytest.param(200, marks=THOROUGH)])
def test_two_programs_writing_at_once_lose_nothing(store: SqliteStore, count: int) -> None:
    """Two processes append so many entries each at the same time; all are there, each one's in its order."""
    assert both(append, store.home, ("left", "right"), count) == [0, 0]
    assert {case: [kept.id for kept in entries] for case, entries in store.journals().items()} == {
        name: [f"{name}-{n}" for n in range(count)] for name in ("left", "right")
    }


def test_of_two_programs_that_write_after_the_same_reading_one_writes(store: SqliteStore) -> None:
    """Thirty rounds: both read the same last entry, both write after it, and one of them is told that it was late."""
    store.append("case", [entry("first")])
    rounds = list(zip(*both_contend(contend, store.home, 30), strict=True))
    written = [next(outcome for outcome in outcomes if outcome != "stale") for outcomes in rounds]
    assert all(outcomes.count("stale") == 1 for outcomes in rounds)
    assert ids(store) == ["first", *written]


def killed_in_the_middle(home: Path, after: float) -> list[str]:
    """Kills a call so many seconds after its beginning; gives its case, and the entries it had said were saved."""
    process, heard = begin_call(home)
    told = [heard.recv_bytes()]
    time.sleep(after)
    process.kill()
    process.join()
    assert process.exitcode != 0
    with contextlib.suppress(EOFError, OSError):
        while True:
            told.append(heard.recv_bytes())
    heard.close()
    return [name.decode() for name in told]


@pytest.mark.parametrize("calls", [4, pytest.param(30, marks=THOROUGH)])
def test_a_sudden_end_loses_no_answer(tmp_path: Path, calls: int) -> None:
    """Calls, each killed at a random moment: every answer said to be saved is there, and the call resumes."""
    chance, bank, answered = CHANCE(2026), long_bank(LENGTH), 0
    for n in range(calls):
        home = tmp_path / f"records {n}"
        create_store(home, None).close()
        name, *told = killed_in_the_middle(home, chance.uniform(0, 0.12))
        again = open_store(home, None)
        case = Desk(again, bank, Adviser(name="Dan Price", role="adviser")).case(name)
        saved = [kept.id for kept in again.journal(name)][2:]  # after the client's details and the call's beginning
        again.close()
        assert saved[: len(told)] == told
        assert len(saved) - len(told) in (0, 1)  # one may have been saved and not yet told of
        if case.call is None:  # it begins with its first answer
            assert saved == []
            continue
        assert case.call.interview.current == f"q{len(saved)}"
        assert case.call.interview.words("q0") == "words for q0"
        answered += len(told)
    assert answered > 0
