"""Tests of what is kept."""

import assessor.records.sqlite  # noqa: F401 - before a test imports sqlite_utils itself
