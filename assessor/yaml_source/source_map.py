"""Source maps: the text of a file, where in it each value stands, and the faults that are found there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessor import wording

Path = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, counted from 1."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a bank, and where: line and column counted from 1, with the line itself."""

    file: str
    line: int
    column: int
    message: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"

    def shown(self) -> str:
        """The fault with its line and a caret under the place."""
        if not self.text.strip():
            return str(self)
        blank = " " * len(wording.visible(self.text[: self.column - 1]))
        return f"{self}\n    {wording.visible(self.text)}\n    {blank}^"


class BankError(Exception):
    """A bank that cannot be used, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The text of one file, and where in it each value of the data stands, and the key before it."""

    file: str
    text: str
    marks: dict[Path, Mark]
    keys: dict[Path, Mark] = field(default_factory=dict)

    def parts(self) -> Mapping[str | int, SourceMap]:
        """The source of each item of a list, or of each value of a mapping, its places counted from there."""
        parts: dict[str | int, SourceMap] = defaultdict(lambda: SourceMap(self.file, self.text, {}, {}))
        for path, mark in self.marks.items():
            if path:
                parts[path[0]].marks[path[1:]] = mark
        for path, mark in self.keys.items():
            if path:
                parts[path[0]].keys[path[1:]] = mark
        return parts

    def fault(self, path: Path, message: str, offset: int | None = None) -> Fault:
        """The fault at the value of this path, or at the nearest thing around it; ``offset`` counts in its words."""
        wanted = path
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        if offset is not None and path == wanted:
            return self.at(*self._within(line, column, offset), message)
        return self.at(line, column, message)

    def key_fault(self, path: Path, message: str) -> Fault:
        """The fault at the key before the value of this path."""
        return self.at(*self.keys[path], message) if path in self.keys else self.fault(path, message)

    def at(self, line: int, column: int, message: str) -> Fault:
        """The fault at a line and column."""
        lines = self.text.splitlines()
        return Fault(self.file, line, column, message, lines[line - 1] if line <= len(lines) else "")

    def _within(self, line: int, column: int, offset: int) -> Mark:
        """The place of a value's character, ``offset`` from its first, where it may be folded over lines."""
        lines = self.text.splitlines()

        def begin(line: int) -> int:
            return len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1

        first = lines[line - 1][column - 1 : column]
        block = first in ("|", ">") and line < len(lines)
        if block:
            line, column = line + 1, begin(line + 1)
        column += first in ("'", '"')
        while line < len(lines) and offset > (length := len(lines[line - 1][column - 1 :].rstrip())):
            offset -= length + 1  # a line break within the value is one space of it
            line, column = line + 1, column if block else begin(line + 1)
        return line, min(column + offset, len(lines[line - 1]) + 1)
