"""What the whole suite shares."""

from __future__ import annotations

import sys

pytest_plugins = ["tests.golden"]

# A pseudo-terminal, in which the program is run and killed, is not to be had on Windows.
collect_ignore = ["test_killed.py"] if sys.platform == "win32" else []
