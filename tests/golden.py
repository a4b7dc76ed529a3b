"""Golden files: what the program writes, as it was last read and found right.

A test holds the program to such a file with the fixture ``golden``. ``pytest --update-golden`` runs those tests alone
and writes their files afresh; whoever asks for it reads the difference before it is kept.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

START, END = "<!-- made from the code: {name} -->", "<!-- until here -->"


class Golden:
    """Compares with golden files, or writes them where they are to be made anew. They hold LF on every system."""

    def __init__(self, update: bool) -> None:
        self._update = update

    def file(self, path: Path, content: str | bytes) -> None:
        """That the file holds just this."""
        expected = content.encode() if isinstance(content, str) else content
        if self._update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(expected.replace(b"\r\n", b"\n"))
        assert path.read_bytes() == expected, f"{path} has changed; `uv run poe golden` writes it anew"

    def section(self, path: Path, name: str, content: str) -> None:
        """That the part of a page which is made from the code, between two comments, holds just this."""
        start = START.format(name=name)
        page = path.read_text(encoding="utf-8")
        part = re.search(f"{re.escape(start)}\n(.*?){re.escape(END)}", page, re.DOTALL)
        assert part, f"{path} has no part that begins with {start} and ends with {END}"
        self.file(path, f"{page[: part.start(1)]}\n{content.strip()}\n\n{page[part.end(1) :]}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option by which the files are made anew."""
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files afresh, and test nothing else"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where golden files are made anew, only the tests that hold them are run."""
    if config.getoption("--update-golden"):
        others = [test for test in items if "golden" not in getattr(test, "fixturenames", ())]
        config.hook.pytest_deselected(items=others)
        items[:] = [test for test in items if test not in others]


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """What the program writes, held to what it wrote when it was last looked at."""
    return Golden(pytestconfig.getoption("--update-golden"))
