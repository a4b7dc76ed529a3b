"""The real program in a real terminal, for what no pilot shows: being killed, resized, suspended, flooded."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

HUNG = 180  # seconds after which a program is taken to hang; nothing of how quick it is


class Terminal:
    """The program in a pseudo-terminal of 100 columns and 32 rows."""

    def __init__(self, *words: str | Path) -> None:
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            command = [sys.executable, "-m", "assessor", *map(str, words)]
            os.execv(sys.executable, command)  # noqa: S606 - our own program, no shell wanted
        self.resize(100, 32)
        self.seen = b""
        self.painted = b""  # from the first byte on

    def resize(self, columns: int, rows: int) -> None:
        """Makes the terminal that large, and tells the program."""
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Types these keys; what was seen before is forgotten."""
        self.seen = b""
        rest = keys.encode()
        while rest:  # a flood is taken as fast as the program reads it, and paints meanwhile
            rest = rest[os.write(self.screen, rest[:4096]) :]
            if len(rest) > 0:
                self.read(0)

    def wait_for(self, *words: str) -> None:
        """Waits until one of these words has been painted, however long that takes, unless nothing more can come."""
        end = time.monotonic() + HUNG
        while not any(word.encode() in self.seen for word in words):
            assert time.monotonic() < end, f"{' or '.join(words)!r} was not painted"
            self.read()

    def read(self, seconds: float = 0.05) -> None:
        """Takes what the program paints, if it paints something in that time."""
        if select.select([self.screen], [], [], seconds)[0]:
            with suppress(OSError):  # Linux: it has ended
                fresh = os.read(self.screen, 65536)
                self.seen += fresh
                self.painted += fresh

    def ended(self) -> int:
        """The exit status, once it has ended by itself."""
        end = time.monotonic() + HUNG
        while not (over := os.waitpid(self.pid, os.WNOHANG))[0]:
            assert time.monotonic() < end, "it did not end"
            self.read()
        self.read(0)
        self.pid = 0
        return os.waitstatus_to_exitcode(over[1])

    def kill(self) -> None:
        """Ends the program as a power cut would end it."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        if self.screen >= 0:
            os.close(self.screen)
            self.screen = -1
