"""References in records that are older than their being kept apart, and with two programs at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assessor.acts.desk import SUPERVISION, Desk, next_reference
from assessor.journal import Client, ClientRecorded, Entry, Noted, SupervisionHeld
from assessor.records.errors import StoreError
from assessor.records.migrations import MIGRATIONS
from assessor.records.store import Adviser, to_json
from tests.records.memory import MemoryStore
from tests.records.on_disk import create_store, open_store
from tests.records.samples import entry, long_bank
from tests.records.writer import both, open_cases, open_only, take_down_one


def old_records(home: Path, entries: list[tuple[str, Entry]]) -> None:
    """Records as the first schema had them, with these entries by case."""
    store = create_store(home, None)
    for (table,) in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table != "sqlite_sequence":
            store._db.execute(f"DROP TABLE {table}")
    MIGRATIONS.apply(store._db, stop_before="m002_client_references")
    store.mark_demonstration()
    rows = [(kept.id, case, kept.at.isoformat(), to_json(kept)) for case, kept in entries]
    with store.transaction():
        store._db.conn.executemany("INSERT INTO entries (id, case_id, at, body) VALUES (?, ?, ?, ?)", rows)
    store.close()


def client(name: str, reference: str) -> Entry:
    return entry(name, ClientRecorded(client=Client(name="Ines Marlowe", reference=reference)))


OLD: dict[str, tuple[list[tuple[str, Entry]], dict[str, str]]] = {
    "nothing in them": ([], {}),
    "a reference each": ([("a", client("1", "R")), ("b", client("2", "S"))], {"R": "a", "S": "b"}),
    "no reference": ([("a", client("1", "")), ("b", entry("2"))], {}),
    "a reference given twice": ([("b", client("1", "R")), ("a", client("2", "R"))], {"R": "b"}),
    "one that was changed": ([("a", client("1", "R")), ("a", client("2", "S"))], {"S": "a"}),
    "one that was changed, and given again": (
        [("a", client("1", "R")), ("a", client("2", "S")), ("b", client("3", "R"))],
        {"S": "a", "R": "b"},
    ),
    "one taken twice and then given up by the first": (
        [("a", client("1", "R")), ("b", client("2", "R")), ("a", client("3", "S"))],
        {"S": "a", "R": "b"},
    ),
    "one that a case opened earlier took over": (
        [("a", client("1", "Q")), ("b", client("2", "R")), ("a", client("3", "R"))],
        {"R": "a"},
    ),
    "one that was taken away": ([("a", client("1", "R")), ("a", client("2", ""))], {}),
    "words that look like a client": ([("a", entry("1", Noted(text='{"act": "client"}')))], {}),
}


@pytest.mark.parametrize(("entries", "expected"), OLD.values(), ids=OLD)
def test_old_records_are_read_for_their_references_once(
    tmp_path: Path, entries: list[tuple[str, Entry]], expected: dict[str, str]
) -> None:
    old_records(tmp_path / "records", entries)
    for _ in range(2):
        store = open_store(tmp_path / "records", None)
        assert {reference: store.case_of(reference) for reference in store.references()} == expected
        assert sum(map(len, store.journals().values())) == len(entries)
        store.close()


def test_two_programs_that_open_old_records_at_once_bring_them_up_to_date_once(tmp_path: Path) -> None:
    old_records(tmp_path / "records", [("a", client("1", "R"))] + [("a", entry(f"n{n}")) for n in range(2000)])
    assert both(open_only, tmp_path / "records") == [0, 0]
    store = open_store(tmp_path / "records", None)
    assert store.case_of("R") == "a"
    assert len(MIGRATIONS.applied(store._db)) == len({step.name for step in MIGRATIONS.applied(store._db)})
    store.close()


def test_two_programs_that_open_new_clients_at_once_give_each_a_reference_of_its_own(tmp_path: Path) -> None:
    create_store(tmp_path / "records", None).close()
    assert both(open_cases, tmp_path / "records", count=10) == [0, 0]
    store = open_store(tmp_path / "records", None)
    desk = Desk(store, long_bank(1), Adviser(name="Dan Price", role="adviser"))
    cases = desk.cases()
    assert sorted(case.client.reference for case in cases) == [f"EA-{number:04d}" for number in range(1, 21)]
    assert [desk.case(case.client.reference).id for case in cases] == [case.id for case in cases]
    store.close()


def test_two_programs_that_take_down_one_name_at_once_take_it_down_once(tmp_path: Path) -> None:
    create_store(tmp_path / "records", None).close()
    assert both(take_down_one, tmp_path / "records", count=20) == [0, 0]
    store = open_store(tmp_path / "records", None)
    names = [case.client.name for case in Desk(store, long_bank(1), Adviser(name="Dan Price", role="adviser")).cases()]
    assert len(names) == len(set(names)) == 20
    store.close()


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "EA-0001"),
        (["EA-0001"], "EA-0002"),
        (["EA-0002", "TT-1"], "EA-0003"),
        (["EA-0003", "TT-1"], "EA-0004"),
        ([f"EA-{n:04d}" for n in range(1, 10_000)], "EA-10000"),
    ],
)
def test_the_next_reference_is_the_first_number_after_as_many_that_nobody_has(taken: list[str], expected: str) -> None:
    assert next_reference(frozenset(taken)) == expected


def test_a_case_is_opened_by_its_reference_or_id_without_reading_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise AssertionError("every case was read")

    desk = Desk(MemoryStore(), long_bank(1), Adviser(name="Dan Price", role="adviser"))
    opened = [desk.open_case(Client(name="Ines Marlowe", reference=reference)) for reference in ("", "TT-1")]
    journals = {case.id: case.entries for case in opened}
    with monkeypatch.context() as patched:
        patched.setattr(MemoryStore, "journals", refuse)
        patched.setattr(MemoryStore, "journal", lambda _, case: journals.get(case, ()))
        assert [desk.case(wanted).id for wanted in ("EA-0001", "TT-1", opened[1].id)] == [
            opened[0].id, opened[1].id, opened[1].id,
        ]  # fmt: skip
        with pytest.raises(AssertionError, match="every case was read"):
            desk.case("TT-2")


@pytest.mark.parametrize("reference", ["", SUPERVISION])
def test_the_supervisions_are_no_case_whatever_a_client_is_called(reference: str) -> None:
    desk = Desk(MemoryStore(), long_bank(1), Adviser(name="Ruth Ellery", role="senior"))
    desk.store.set_adviser(Adviser(name="Dan Price", role="adviser"))
    desk.record_supervision(SupervisionHeld(adviser="Dan Price", on=date(2026, 5, 4)))
    opened = desk.open_case(Client(name="Ines Marlowe", reference=reference))
    if reference:
        assert desk.case(SUPERVISION).id == opened.id
    else:
        with pytest.raises(StoreError, match="no case 'supervision'"):
            desk.case(SUPERVISION)
