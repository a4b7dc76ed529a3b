"""Golden files: compared as a rule, written afresh when that is asked for, in LF on every system."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import Golden

PAGE = "# Keys\n\n<!-- made from the code: call -->\n{made}<!-- until here -->\n\nMore.\n"


def test_a_file_that_differs_is_said_to_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(b"as it was\n")
    with pytest.raises(AssertionError, match="poe golden"):
        Golden(update=False).file(file, "as it is\n")
    assert file.read_bytes() == b"as it was\n"


def test_a_file_made_afresh_ends_its_lines_in_lf(tmp_path: Path) -> None:
    file = tmp_path / "new" / "plan.txt"
    Golden(update=True).file(file, "one\ntwo\n")
    assert file.read_bytes() == b"one\ntwo\n"
    with pytest.raises(AssertionError):
        Golden(update=True).file(file, "one\r\ntwo\r\n")
    assert file.read_bytes() == b"one\ntwo\n"


def test_only_the_part_of_a_page_that_is_made_is_written_afresh(tmp_path: Path) -> None:
    page = tmp_path / "keys.md"
    page.write_text(PAGE.format(made="old\n"), encoding="utf-8")
    with pytest.raises(AssertionError):
        Golden(update=False).section(page, "call", "new")
    Golden(update=True).section(page, "call", "new")
    assert page.read_text(encoding="utf-8") == PAGE.format(made="\nnew\n\n")
    Golden(update=False).section(page, "call", "new\n")


def test_a_part_that_the_page_lacks_is_named(tmp_path: Path) -> None:
    page = tmp_path / "keys.md"
    page.write_text("# Keys\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="made from the code: call"):
        Golden(update=True).section(page, "call", "new")
