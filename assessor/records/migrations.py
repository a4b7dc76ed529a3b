"""The records' schema, as numbered steps. A step is never edited once released: a change is one more."""

from __future__ import annotations

import json

from assessor.records.sqlcipher import Database, Migrations

MIGRATIONS = Migrations("assessor")


@MIGRATIONS()
def m001_journal(db: Database) -> None:
    """Entries in the order they came, which nothing may change; banks by fingerprint; a few settings."""
    db.table("entries").create(
        {"seq": int, "id": str, "case_id": str, "at": str, "body": str},
        pk="seq",
        not_null={"id", "case_id", "at", "body"},
    )
    db.table("entries").create_index(["id"], unique=True)
    db.table("entries").create_index(["case_id", "seq"])
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER entries_no_{verb.lower()} BEFORE {verb} ON entries"
            " BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END"
        )
    db.table("banks").create({"fingerprint": str, "files": str}, pk="fingerprint", not_null={"files"})
    db.table("settings").create({"name": str, "value": str}, pk="name", not_null={"value"})


@MIGRATIONS()
def m002_client_references(db: Database) -> None:
    """Which case has which reference, by its client's latest details; one given twice stays with the case opened
    first."""
    db.table("client_references").create(
        {"reference": str, "case_id": str}, pk="reference", not_null={"reference", "case_id"}
    )
    db.table("client_references").create_index(["case_id"], unique=True)
    latest: dict[str, str] = {}
    for case, body in db.execute("SELECT case_id, body FROM entries ORDER BY seq").fetchall():
        act = json.loads(body)["act"]
        latest.setdefault(case, "")
        if act["act"] == "client":
            latest[case] = act["client"].get("reference", "")
    for case, reference in latest.items():
        if reference:
            db.execute("INSERT OR IGNORE INTO client_references (reference, case_id) VALUES (?, ?)", (reference, case))


@MIGRATIONS()
def m003_outbox(db: Database) -> None:
    """Documents that are about to leave; their paths are bytes, as a path need not be text."""
    db.table("outbox").create(
        {
            "entry_id": str,
            "case_id": str,
            "entry": str,
            "target": bytes,
            "hidden": bytes,
            "displaced": bytes,
            "digest": str,
        },
        pk="entry_id",
        not_null={"entry_id", "case_id", "entry", "target", "hidden", "digest"},
    )
