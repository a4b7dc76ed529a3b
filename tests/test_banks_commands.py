"""The author's commands: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessor.authoring import json_schema as schema
from assessor.authoring import readability as plain_words
from assessor.authoring.readability import HOW_TO_INSTALL
from tests.care.conftest import SCRIPT, files
from tests.test_cli import Run, run, written

__all__ = ["run"]  # a fixture, of the tests of the other commands


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return written(tmp_path / "bank", files())


@pytest.mark.parametrize("kind", schema.FILES)
def test_the_schema_of_one_kind_is_printed(run: Run, kind: str) -> None:
    ran = run("banks", "schema", kind)
    assert (ran.code, ran.out, ran.err) == (0, schema.schema_text(kind), "")


def test_the_schemas_of_every_kind_are_written(run: Run, tmp_path: Path) -> None:
    ran = run("banks", "schema", "--to", tmp_path / "new" / "schema")
    assert ran.code == 0
    assert sorted(file.name for file in (tmp_path / "new" / "schema").iterdir()) == sorted(
        f"{kind}.json" for kind in schema.FILES
    )
    assert json.loads((tmp_path / "new/schema/script.json").read_text(encoding="utf-8")) == schema.file_schema("script")


def test_a_schema_of_nothing_in_particular_says_what_there_is(run: Run, tmp_path: Path) -> None:
    kinds = "script, catalogue, adjustments, facts, helplines, health_words, phrases, weights, persona, service"
    assert kinds in run("banks", "schema").err
    (tmp_path / "taken").write_text("", encoding="utf-8")
    ran = run("banks", "schema", "--to", tmp_path / "taken")
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_a_script_is_drawn_as_text_or_as_a_flowchart(run: Run, bank: Path) -> None:
    text = run("banks", "graph", "small_call", "--banks", bank)
    assert text.code == 0
    assert "  employ_status · Employment" in text.out.splitlines()
    chart = run("banks", "graph", "small_call", "--as", "mermaid", "--banks", bank)
    assert chart.out.startswith("flowchart TD\n")


def test_a_script_that_is_not_there_is_not_drawn(run: Run, bank: Path) -> None:
    ran = run("banks", "graph", "smal_call", "--banks", bank)
    assert ran.code == 1
    assert "did you mean 'small_call'?" in ran.err


def test_unverified_sources_are_listed_and_counted_and_nothing_else_is_checked(run: Run, bank: Path) -> None:
    """A list to work through, and no fault."""
    (bank / "scripts/small_call.yaml").write_text(SCRIPT.replace("Do you have", "Elucidate"), encoding="utf-8")
    place = f"{bank}/catalogue/small.yaml:28:13"
    expected = f"{place}: sick_pay_check: not yet verified: A rule\n1 source or fact not confirmed\n"
    for path in (bank, bank / "catalogue/small.yaml"):
        ran = run("banks", "check", "--unverified", path)
        assert (ran.code, ran.out, ran.err) == (0, expected, "")
    assert run("banks", "check", "--unverified", "--banks", bank).out == expected
    assert (
        run("banks", "check", "--unverified", bank / "scripts/small_call.yaml").out
        == "0 sources and facts not confirmed\n"
    )


def test_unverified_sources_of_a_bank_that_cannot_be_read_are_not_listed(run: Run, bank: Path) -> None:
    (bank / "scripts/small_call.yaml").write_text("script: x\n", encoding="utf-8")
    ran = run("banks", "check", "--unverified", bank)
    assert ran.code == 1
    assert "'version' is missing" in ran.out


def test_a_hard_word_is_a_fault(run: Run, bank: Path) -> None:
    text = SCRIPT.replace("Do you have a job?", "Is it remunerative?")
    (bank / "scripts/small_call.yaml").write_text(text, encoding="utf-8")
    ran = run("banks", "check", bank)
    assert ran.code == 1
    assert ran.out.startswith(f"{bank}/scripts/small_call.yaml:13:20: 'remunerative' is a hard word to hear")


def test_without_the_list_of_words_the_check_says_so_in_one_line_and_goes_on(
    run: Run, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_words, "_list", lambda: None)
    ran = run("banks", "check", bank)
    assert (ran.code, ran.out) == (0, "no faults\n")
    assert ran.err == f"assessor: {HOW_TO_INSTALL}\n"


def test_weights_are_learnt_from_notes_and_a_wrong_code_is_named_where_it_stands(run: Run, bank: Path) -> None:
    notes, weights = bank / "notes.yaml", bank / "weights" / "own.yaml"
    weights.parent.mkdir()
    notes.write_text('- note: "damp flat"\n  barriers: [housing]\n- note: "late bus"\n', encoding="utf-8")
    assert run("banks", "learn", notes, "--to", weights, "--banks", bank).code == 0
    assert "housing" in weights.read_text(encoding="utf-8")
    weights.write_text(weights.read_text(encoding="utf-8") + "  oddly\thousign 1\n", encoding="utf-8")
    ran = run("banks", "check", bank)
    assert (ran.code, "unknown code 'housign'; did you mean 'housing'?" in ran.out) == (1, True)
    notes.write_text('- note: "damp flat"\n  barriers: [housign]\n', encoding="utf-8")
    ran = run("banks", "learn", notes, "--to", weights, "--banks", bank)
    assert ran.code == 1
    assert "notes.yaml:2:" in ran.err


def test_the_law_page_is_printed_and_a_bank_without_facts_says_so(run: Run, bank: Path) -> None:
    assert run("banks", "facts", "--banks", bank).out == "this bank holds no facts\n"
    page = run("banks", "facts").out
    assert "### Statutory Sick Pay, weekly rate for 2026/27 (confirmed)" in page
    assert "quoted by `sick_pay_check`" in page
