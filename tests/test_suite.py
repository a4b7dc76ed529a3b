"""The tests themselves: that what they assert holds on a slow machine and a busy one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CLOCKS = {"clock_gettime", "monotonic", "perf_counter", "process_time", "thread_time", "timeit"}
CLOCKS |= {f"{clock}_ns" for clock in CLOCKS} | {"deadline"}
HANGS = {"terminal.py", "conftest.py"}
"""Where a program that hangs is ended by a clock, and where it is said that nothing else is."""


def names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) | ast.keyword(arg=str(name)):
                yield name


@pytest.mark.parametrize(
    "file", [file for file in sorted(HERE.rglob("*.py")) if file.name not in HANGS], ids=lambda file: file.stem
)
def test_a_test_reads_no_clock(file: Path) -> None:
    """What is to be quick is counted (`tests.counting`), or measured beside something comparable in `benchmarks/`."""
    assert set(names(ast.parse(file.read_text(encoding="utf-8")))) & CLOCKS == set()
