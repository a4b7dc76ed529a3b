"""The records' modules can be imported in any order, and cheaply where no database is needed."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import assessor.records
from tests.thorough import THOROUGH

MODULES = sorted(module.name for module in pkgutil.iter_modules(assessor.records.__path__, "assessor.records."))


def ended(code: str) -> tuple[int, str]:
    """How a fresh interpreter ends that runs this code, and what it wrote on stderr."""
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return process.returncode, process.stderr


@pytest.mark.parametrize("first", MODULES)
def test_whichever_module_is_imported_first_sqlite_utils_stands_on_sqlcipher(first: str) -> None:
    """Only one module imports sqlite_utils (a contract of imports), so the one that comes first is all that differs."""
    code = f"import {first}, {', '.join(MODULES)}, sqlcipher3, sqlite_utils\n"
    code += "assert vars(sqlite_utils.db)['OperationalError'] is sqlcipher3.dbapi2.OperationalError"
    assert ended(code) == (0, "")


@THOROUGH
@pytest.mark.parametrize("module", MODULES)
def test_sqlite_utils_imported_before_stops_at_once(module: str) -> None:
    """It would stand on another SQLite; that is an error where a database is used, never a loss."""
    code = f"import sqlite_utils, {module}, sys\nassert 'sqlcipher3' not in sys.modules"
    status, said = ended(code)
    assert status == 0 or "imported before assessor.records" in said


@THOROUGH
@pytest.mark.parametrize("module", ["errors", "files", "opening", "outbox", "store", "vault"])
def test_no_database_is_loaded_where_none_is_used(module: str) -> None:
    """The locked door is on the screen before the libraries of the records are there."""
    code = f"import assessor.records.{module}, sys\n"
    code += "assert not {'sqlcipher3', 'sqlite_utils', 'sqlite3'} & set(sys.modules)"
    assert ended(code) == (0, "")
