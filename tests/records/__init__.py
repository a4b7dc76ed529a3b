"""Tests of what is kept."""

import assessor.records.sqlcipher  # noqa: F401 - before a test imports sqlite_utils itself
