"""The records' schema, as numbered steps. A step is never edited once released: a change is one more."""

from __future__ import annotations

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
