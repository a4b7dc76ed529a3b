"""The store on disk: sqlite-utils over SQLCipher, every byte encrypted, every entry durable before it counts."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assessor.journal import ClientRecorded, Entry
from assessor.records import outbox, vault
from assessor.records.errors import NotSaved, ReferenceTaken, Stale, StoreError
from assessor.records.migrations import MIGRATIONS
from assessor.records.sqlcipher import Database, SqlError, connect
from assessor.records.store import Adviser, Intent, to_json

_APPLICATION_ID = 0x41535352  # "ASSR"
_PERSON = "person "


def _connect(path: Path, key: bytes) -> Any:
    connection = connect(str(path), isolation_level=None, timeout=5)
    connection.execute("PRAGMA cipher_log_level = NONE")  # or a wrong key writes to the terminal
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _path(path: bytes) -> Path:
    return Path(os.fsdecode(path))


def _pragmas(connection: Any) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL loses acknowledged answers when the power fails
        "foreign_keys = ON",
        "busy_timeout = 5000",
        "fullfsync = 1",
        "temp_store = MEMORY",  # nothing of a client in a temporary file
    ):
        connection.execute(f"PRAGMA {pragma}")


class SqliteStore:
    """A `Store` in one folder: ``vault.json`` and ``records.db``. One thread uses it."""

    def __init__(self, home: Path, key: bytes, *, new: bool = False) -> None:
        """Opens the records of ``home``, or makes them; raises `StoreError`."""
        self.home = home
        self.path = home / vault.RECORDS_FILE
        beside = (f"{vault.RECORDS_FILE}{ending}" for ending in ("", "-wal", "-shm", "-journal"))
        self.own_files = (home / vault.VAULT_FILE, *(home / name for name in beside))
        if not new and not self.path.exists():
            raise StoreError(f"{self.path}: the records are missing; put back a copy of this file")
        if new and self.path.exists():
            raise StoreError(f"{self.path}: there are records here already; they are left as they are")
        try:
            connection = _connect(self.path, key)
            try:
                self._db = Database(connection)
                self._open(new)
            except BaseException:
                connection.close()
                raise
        except SqlError as error:
            if new:  # half-made records would stand in the way of whole ones
                for name in (
                    vault.RECORDS_FILE,
                    f"{vault.RECORDS_FILE}-wal",
                    f"{vault.RECORDS_FILE}-shm",
                    vault.VAULT_FILE,
                ):
                    (home / name).unlink(missing_ok=True)
            raise self._unusable(error) from None
        self.demonstration = self._setting("demonstration") == "yes"
        if not new and self.demonstration != vault.is_demonstration(home):
            self.close()
            raise StoreError(f"{home}: {vault.VAULT_FILE} and {vault.RECORDS_FILE} do not belong together")

    def _open(self, new: bool) -> None:
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        if not new and application != _APPLICATION_ID:
            raise StoreError(f"{self.path}: empty, or not made by assessor; put back a copy of this file")
        _pragmas(self._db.conn)
        steps = {migration.name for migration in MIGRATIONS.pending(Database(memory=True))}
        if not new and {applied.name for applied in MIGRATIONS.applied(self._db)} - steps:
            raise StoreError(f"{self.path}: made by a newer assessor; upgrade this one")
        if new:
            self._db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        if MIGRATIONS.pending(self._db):
            with self._locked():  # another program may be doing the same
                MIGRATIONS.apply(self._db)

    def _unusable(self, error: Exception) -> StoreError:
        message = str(error)
        if "not a database" in message:
            why = "the key does not fit, or the file is damaged at its start; put back a copy of the folder"
        elif "malformed" in message or "corrupt" in message:
            why = "the file is damaged; keep it as it is and put back a copy"
        elif "full" in message:
            why = "the disk is full; make room and try again"
        elif "locked" in message:
            why = "another assessor is writing; try again in a moment"
        elif "readonly" in message or "unable to open" in message:
            why = "it cannot be written; see to the folder's permissions"
        else:
            why = message
        return StoreError(f"{self.path}: {why}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            with self._db.atomic() if self._db.conn.in_transaction else self._locked():
                yield
        except SqlError as error:
            raise NotSaved(f"not saved. {self._unusable(error)}") from None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One write, all of it or none, with the lock taken at its start."""
        connection = self._db.conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def append(
        self,
        case: str,
        entries: Sequence[Entry],
        *,
        after: str | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        rows = [(entry.id, case, entry.at.isoformat(), to_json(entry)) for entry in entries]
        with self.transaction():
            if after is not None and after != self._last(case):
                raise Stale
            self._db.conn.executemany("INSERT INTO entries (id, case_id, at, body) VALUES (?, ?, ?, ?)", rows)
            for entry in entries:
                if isinstance(entry.act, ClientRecorded):
                    self._hold(case, entry.act.client.reference)
            if then is not None:
                then()

    def _last(self, case: str) -> str:
        """The id of the case's last entry; empty if it has none."""
        rows = self._rows("SELECT id FROM entries WHERE case_id = ? ORDER BY seq DESC LIMIT 1", (case,))
        return rows[0][0] if rows else ""

    def _hold(self, case: str, reference: str) -> None:
        """Gives the case this reference, in place of the one it had; raises `ReferenceTaken`."""
        if self.case_of(reference) not in (None, case):
            raise ReferenceTaken(reference)
        self._db.conn.execute("DELETE FROM client_references WHERE case_id = ?", (case,))
        if reference:
            values = (reference, case)
            self._db.conn.execute("INSERT INTO client_references (reference, case_id) VALUES (?, ?)", values)

    def journal(self, case: str) -> tuple[Entry, ...]:
        return tuple(
            self._entry(body)
            for (body,) in self._rows("SELECT body FROM entries WHERE case_id = ? ORDER BY seq", (case,))
        )

    def case_ids(self) -> tuple[str, ...]:
        rows = self._rows("SELECT case_id FROM entries GROUP BY case_id ORDER BY MIN(seq)")
        return tuple(case for (case,) in rows)

    def journals(self) -> Mapping[str, tuple[Entry, ...]]:
        journals: dict[str, list[Entry]] = {}
        for case, body in self._rows("SELECT case_id, body FROM entries ORDER BY seq"):
            journals.setdefault(case, []).append(self._entry(body))
        return {case: tuple(entries) for case, entries in journals.items()}

    def case_of(self, reference: str) -> str | None:
        rows = self._rows("SELECT case_id FROM client_references WHERE reference = ?", (reference,))
        return rows[0][0] if rows else None

    def references(self) -> frozenset[str]:
        return frozenset(reference for (reference,) in self._rows("SELECT reference FROM client_references"))

    def _entry(self, body: str) -> Entry:
        try:
            return Entry.model_validate_json(body)
        except ValueError:
            raise StoreError(f"{self.path}: holds an entry of a newer assessor; upgrade this one") from None

    def _rows(self, sql: str, values: tuple[str, ...] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, values).fetchall()
        except SqlError as error:
            raise self._unusable(error) from None

    def keep_bank(self, fingerprint: str, files: Mapping[str, str]) -> None:
        kept = {name: text for name, text in files.items() if not name.startswith("personas/")}
        with self.transaction():
            self._db.table("banks").insert({"fingerprint": fingerprint, "files": json.dumps(kept)}, ignore=True)

    def bank(self, fingerprint: str) -> Mapping[str, str] | None:
        rows = self._rows("SELECT files FROM banks WHERE fingerprint = ?", (fingerprint,))
        return json.loads(rows[0][0]) if rows else None

    def intents(self) -> tuple[Intent, ...]:
        rows = self._rows("SELECT case_id, entry, target, hidden, displaced, digest FROM outbox ORDER BY rowid")
        return tuple(
            Intent(
                case, self._entry(body), _path(target), _path(hidden), _path(displaced) if displaced else None, digest
            )
            for case, body, target, hidden, displaced, digest in rows
        )

    def add_intent(self, intent: Intent) -> None:
        paths = [path and os.fsencode(path) for path in (intent.target, intent.hidden, intent.displaced)]
        with self.transaction():
            self._db.conn.execute(
                "INSERT INTO outbox (entry_id, case_id, entry, target, hidden, displaced, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (intent.entry.id, intent.case, to_json(intent.entry), *paths, intent.digest),
            )

    def drop_intent(self, intent: Intent) -> None:
        with self.transaction():
            self._db.conn.execute("DELETE FROM outbox WHERE entry_id = ?", (intent.entry.id,))

    def recover(self) -> tuple[Intent, ...]:
        return outbox.recover(self)

    def adviser(self) -> Adviser | None:
        adviser = self._setting("adviser")
        return Adviser.model_validate_json(adviser) if adviser else None

    def set_adviser(self, adviser: Adviser) -> None:
        with self.transaction():
            self._set("adviser", to_json(adviser))
            self._set(f"{_PERSON}{adviser.name}", to_json(adviser))

    def people(self) -> tuple[Adviser, ...]:
        rows = self._rows(
            "SELECT value FROM settings WHERE name LIKE ? OR name = 'adviser' ORDER BY name", (f"{_PERSON}%",)
        )
        people = {person.name: person for person in (Adviser.model_validate_json(value) for (value,) in rows)}
        return tuple(people[name] for name in sorted(people))

    def mark_demonstration(self) -> None:
        """Says, within the encrypted records themselves, that their clients are invented."""
        self._set("demonstration", "yes")
        self.demonstration = True

    def _setting(self, name: str) -> str | None:
        rows = self._rows("SELECT value FROM settings WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def _set(self, name: str, value: str) -> None:
        with self.transaction():
            self._db.table("settings").upsert({"name": name, "value": value}, pk="name")

    def close(self) -> None:
        self._db.conn.close()
