"""SQLCipher in the place of SQLite: the only module that imports `sqlcipher3` and `sqlite_utils`.

sqlite-utils takes ``pysqlite3`` where it finds it, and must find SQLCipher under that name before its first import:
given a connection whose errors are no subclass of the sqlite3 it knows, it would take a failed statement for a
finished one, leave the transaction open, and lose every insert that follows. Whatever needs either library imports it
from here, so no order of imports can come before the alias.
"""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

from sqlite_utils import Database as Database  # noqa: E402 - after the alias, which it looks for
from sqlite_utils import Migrations as Migrations  # noqa: E402
from sqlite_utils import utils  # noqa: E402

connect = sqlcipher3.dbapi2.connect
SqlError = sqlcipher3.dbapi2.Error

if getattr(utils, "sqlite3", None) not in (sqlcipher3, sqlcipher3.dbapi2):
    raise RuntimeError("sqlite_utils was imported before assessor.records.sqlcipher; entries could be lost")
