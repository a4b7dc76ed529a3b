"""The store: one answer made durable, against a bare insert and commit; and a long case read and folded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from assessor.acts.desk import new_id, now
from assessor.bank.loader import read_bank
from assessor.care.case import read_case
from assessor.journal import CallBegun, ClientRecorded, Entry
from assessor.records import vault
from assessor.records.sqlite import SqliteStore
from benchmarks.engine import CLIENT, entry, written
from benchmarks.figures import NS_PER_MS, Row, Samples, uninterrupted
from benchmarks.questionnaires import questionnaire

ROUNDS, APPENDS, WARMING = 10, 100, 20
ENTRIES = 400
READINGS = 15
AIM = 3.0
TABLE = "CREATE TABLE entries (seq INTEGER PRIMARY KEY, id TEXT, case_id TEXT, at TEXT, body TEXT)"
INSERT = "INSERT INTO entries (id, case_id, at, body) VALUES (?, ?, ?, ?)"


def rows(folder: Path | None = None) -> Iterator[Row]:
    """The store's figures, from a temporary folder within ``folder``, or where the system keeps such."""
    with TemporaryDirectory(dir=folder) as made:
        home = Path(made) / "records"
        store = SqliteStore(home, vault.create_key(home, None), new=True)
        bare = _bare(Path(made) / "bare.db")
        try:
            yield _append(store, bare)
            yield _read(store)
        finally:
            store.close()
            bare.close()


def _bare(path: Path) -> sqlite3.Connection:
    """The standard library's SQLite: no encryption, no index, nothing refused; as durable as ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = 1")
    connection.execute(TABLE)
    return connection


def _answer(number: int) -> Entry:
    return entry(f"q{number:04d}", "yes").model_copy(update={"id": new_id(now())})


def _append(store: SqliteStore, bare: sqlite3.Connection) -> Row:
    ours, beside = Samples(), Samples()
    for turn in range(ROUNDS + 1):  # the first round warms up
        mine: list[int] = []
        theirs: list[int] = []
        with uninterrupted():
            for number in range(APPENDS if turn else WARMING):
                one = _answer(number)
                values = (one.id, "case", one.at.isoformat(), one.model_dump_json())
                for first in (number % 2, 1 - number % 2):  # they take turns to be first
                    started = perf_counter_ns()
                    if first:
                        store.append("case", [one])
                        mine.append(perf_counter_ns() - started)
                    else:
                        bare.execute("BEGIN")
                        bare.execute(INSERT, values)
                        bare.execute("COMMIT")
                        theirs.append(perf_counter_ns() - started)
        if turn:
            ours.rounds.append(mine)
            beside.rounds.append(theirs)
    ratio = ours.median / beside.median
    return Row(
        "store", "append one answer", ours.told(), beside.told(), ratio, f"< {AIM:g} times", ratio < AIM,
        "encrypted, indexed and guarded, against neither; both on disk before they return",
    )  # fmt: skip


def _read(store: SqliteStore) -> Row:
    """A case whose call has 400 answers: from the file to the case, every answer folded."""
    data = questionnaire("mixed", ENTRIES)
    bank = read_bank({"scripts/mixed.yaml": written(data)})
    call = CallBegun(script=data["script"], version=1, bank=bank.fingerprint)
    begun = [_answer(0).model_copy(update={"act": act}) for act in (ClientRecorded(client=CLIENT), call)]
    begun = [one.model_copy(update={"id": new_id(now())}) for one in begun]
    store.append("long", [*begun, *(_answer(n) for n in range(1, ENTRIES + 1))])
    ours, beside = Samples(), Samples()
    for _ in range(READINGS):
        with uninterrupted():
            started = perf_counter_ns()
            case = read_case("long", store.journal("long"), lambda _: bank)
            ours.rounds.append([perf_counter_ns() - started])
            started = perf_counter_ns()
            select = "SELECT body FROM entries WHERE case_id = ? ORDER BY seq"
            bodies = store._db.execute(select, ("long",)).fetchall()
            read = [json.loads(body) for (body,) in bodies]
            beside.rounds.append([perf_counter_ns() - started])
    answered = len(case.call.interview.responses) if case.call else 0
    return Row(
        "store", f"read and fold a case of {ENTRIES} answers", ours.told(), beside.told(),
        ours.median / beside.median, "", None if answered == ENTRIES else False,
        f"{answered} answers of {len(read)} entries; {ours.median * NS_PER_MS / 1000 / ENTRIES:.0f} µs an answer;"
        " beside it the rows and json.loads alone",
    )  # fmt: skip
