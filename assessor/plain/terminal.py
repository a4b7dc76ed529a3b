"""Where the lines come from and go to in a terminal or a pipe."""

from __future__ import annotations

import sys

from assessor import wording


def hear_stdin() -> str | None:
    """A line from stdin, after a prompt. What was not typed on this terminal is written there, so that it is read."""
    sys.stdout.write("> ")
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not sys.stdin.isatty() or not line:
        sys.stdout.write(f"{wording.one_line(line)}\n")
    return line or None


def tell_stdout(line: str) -> None:
    """A line to stdout, at once, and nothing in it that a terminal would obey."""
    sys.stdout.write(f"{wording.one_line(line)}\n")
    sys.stdout.flush()
