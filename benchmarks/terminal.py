"""A program in a real terminal of its own: started, pressed, and watched for words on its screen. POSIX only."""

from __future__ import annotations

import codecs
import os
import re
import select
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType

ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences
    r"|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"  # strings: titles, device queries
    r"|\x1b[ -/]*[0-~]"
    r"|[\x00-\x1f\x7f]"
)
ALTERNATE = "\x1b[?1049h"  # from here on the program paints a screen of its own
SIZE = (36, 120)  # lines, columns
PATIENCE = 30.0  # seconds without anything painted, after which it is said what is waited for
QUIT = "\x11"


def words(written: str) -> str:
    """What of it a person would see, without the escapes that place and colour it."""
    return ESCAPES.sub("", written)


class Terminal:
    """One program, from its start to its end. Times are those of `time.perf_counter`."""

    def __init__(self, command: Sequence[str], variables: Mapping[str, str]) -> None:
        import fcntl
        import pty
        import termios

        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, SIZE)
        self.written = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        environment = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", ""),
            **variables,
        }
        self.started = perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that it ends with its terminal
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Quits as a person would; ends the program if it does not."""
        if self.process.poll() is None:
            self.press(QUIT)
            self._drain_until_gone(5)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    def press(self, keys: str) -> float:
        """Types these keys; what is waited for afterwards is what comes from now on. Gives the moment."""
        self.written = ""
        os.write(self.master, keys.encode())
        return perf_counter()

    def when(self, *wanted: str) -> float:
        """Waits until all of these words have been painted; gives the moment at which the last had."""
        return self._watch(lambda: all(word in words(self.written) for word in wanted), wanted)

    def first_paint(self) -> float:
        """Waits for the first words on the program's own screen; gives the moment."""

        def painted() -> bool:
            _, switched, after = self.written.partition(ALTERNATE)
            return bool(switched and re.search(r"[A-Za-z]{4}", words(after)))

        return self._watch(painted, ("any words",))

    def spent(self) -> int:
        """Nanoseconds that the program's first thread has had a processor; 0 where the system does not say."""
        try:
            return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[0])
        except OSError:
            return 0

    def settle(self, seconds: float = 0.04) -> None:
        """Waits until nothing more has been painted for so long."""
        while self._read(seconds):
            pass

    def _watch(self, seen: Callable[[], bool], wanted: Sequence[str]) -> float:
        """Waits as long as the program runs: on a busy machine anything may take long."""
        while not seen():
            if self._read(PATIENCE):
                continue
            waiting = f"for {', '.join(wanted)}; the screen has: {words(self.written)[-400:]}"
            if self._has_ended():
                raise SystemExit(f"waited in vain {waiting}")
            print(f"still waiting {waiting}", file=sys.stderr)
        return perf_counter()

    def _has_ended(self) -> bool:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(1)  # its terminal goes a moment before it does
        return self.process.poll() is not None

    def _read(self, seconds: float) -> bool:
        """Reads what comes within so many seconds; says whether anything did."""
        ready, _, _ = select.select([self.master], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            came = os.read(self.master, 65536)
        except OSError:  # the program has gone
            return False
        self.written += self._decoder.decode(came)
        return bool(came)

    def _drain_until_gone(self, seconds: float) -> None:
        until = perf_counter() + seconds
        while self.process.poll() is None and perf_counter() < until:
            self._read(0.05)
