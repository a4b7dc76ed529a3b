"""Without a screen: plain lines by themselves, nothing drawn into a pipe, a client taken down, words completed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.shell_completion import get_completion_class

from assessor import wording
from assessor.acts.desk import Desk
from assessor.bank.loader import read_bank, read_files
from assessor.cli import cli, main
from assessor.commands.completion import SHELLS, VARIABLE
from assessor.commands.without_screen import plain_lines_wanted
from assessor.records import opening, vault
from assessor.records.store import Adviser

BANK = Path(__file__).parent / "screens" / "bank"
CLIENT = "name: Dr Priya Nair\nborn: 1980-05-03\nreference: TT-9\npronouns: she/her\n"


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: object
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program in this process on what is typed, as by a pipe."""
    monkeypatch.setattr(vault, "_N", 2**10)  # a passphrase that takes no quarter of a second

    def run(*words: object, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["assessor", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        return Ran(code, *capsys.readouterr())

    return run


def held(home: Path) -> Desk:
    return Desk(opening.open_(home, None), read_bank(read_files(BANK)), Adviser(name="Dan Price", role="adviser"))


def test_the_bare_command_serves_plain_lines_from_a_pipe_and_draws_nothing_into_it(home: Path) -> None:
    command = [sys.executable, "-m", "assessor", "--home", str(home), "--banks", str(BANK)]
    environment = os.environ | {"ACCESSIBLE": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(command, input=b"caseload\n", capture_output=True, check=False, env=environment, timeout=180)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"\x1b" not in ran.stdout
    assert "Caseload: " in ran.stdout.decode()
    assert ran.stdout.decode().splitlines()[-1] == "Closed. Everything is saved."


def test_where_there_are_no_records_and_nobody_to_ask_it_says_what_to_run_instead(run: Run, tmp_path: Path) -> None:
    ran = run("--home", tmp_path / "none")
    assert (ran.code, ran.out) == (2, "")
    assert "`assessor demo --plain`" in ran.err


def test_new_records_are_made_in_plain_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("seven green boats\n", encoding="utf-8")
    where = ("--home", tmp_path / "own", "--passphrase-file", tmp_path / "key", "--banks", BANK)
    ran = run(*where, typed="Ola Berg\n1\nleave\n")
    assert ran.code == 0, ran.err
    assert "Working here: Ola Berg, employment adviser." in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_a_client_is_taken_down_from_a_file_and_one_of_that_name_is_told(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "client.yaml"
    file.write_text(CLIENT, encoding="utf-8")
    where = ("--home", home, "--banks", BANK)
    assert "taken down: TT-9" in run(*where, "new", file).out
    file.write_text(CLIENT.replace("TT-9", "TT-10"), encoding="utf-8")
    again = run(*where, "new", file)
    assert (again.code, again.out) == (1, "")
    assert "Dr Priya Nair (TT-9, born 3 May 1980)" in again.err
    assert run(*where, "new", file, "--another").code == 0
    assert held(home).case("TT-10").client.pronouns == "she/her"


def test_a_client_is_taken_down_in_plain_lines_and_never_asked_for_by_a_title(run: Run, home: Path) -> None:
    where = ("--home", home, "--banks", BANK)
    ran = run(*where, "new", typed="Dr Priya Nair\n\n\nTT-9\n" + "\n" * 10)
    assert ran.code == 0, ran.err
    assert "taken down: TT-9" in ran.out
    assert '"Hello, Priya."' in run(*where, "call", "TT-9", "--plain", typed="leave\n").out


class Stream(io.StringIO):
    def __init__(self, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


def test_plain_lines_are_chosen_where_they_are_asked_for_or_nothing_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wanted(accessible: str = "", term: str = "xterm", ttys: str = "111") -> bool:
        monkeypatch.setenv("ACCESSIBLE", accessible)
        monkeypatch.setenv("TERM", term)
        for stream, tty in zip(("stdin", "stdout", "stderr"), ttys, strict=True):
            monkeypatch.setattr(sys, stream, Stream(tty == "1"))
        return plain_lines_wanted()

    assert not wanted()
    assert not wanted(accessible="0")
    assert [wanted(accessible="1"), wanted(term="dumb"), *(wanted(ttys=t) for t in ("011", "101", "110"))] == [True] * 5


def completed(shell: str, *words: str) -> list[str]:
    """What is offered for the last of these words, by click's own script for this shell."""
    source = get_completion_class(shell)
    assert source is not None
    complete = source(cli, {}, "assessor", VARIABLE)
    return [item.value for item in complete.get_completions(list(words[:-1]), words[-1])]


def test_commands_options_and_scripts_complete_and_no_client_does() -> None:
    for shell in SHELLS:
        assert {"call", "cases", "completion"} <= set(completed(shell, "c"))
        assert "client" not in completed(shell, "c")
        assert completed(shell, "call", "TT-1", "--go") == ["--go-on"]
        assert completed(shell, "call", "TT") == []
    assert completed("bash", "--banks", str(BANK), "interview", "first") == ["first_assessment"]
    assert completed("bash", "--banks", str(BANK), "call", "TT-1", "--script", "rev") == ["review"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_that_is_printed_completes_in_the_shell_itself(run: Run, shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    printed = run("completion", shell).out
    assert VARIABLE in printed
    if program is None:
        pytest.skip(f"{shell} is not on this machine; what it would be told is tested above")
    folder = Path(sys.executable).parent
    lines = {
        "bash": "COMP_WORDS=(assessor call TT-1 --go); COMP_CWORD=3; _assessor_completion assessor; "
        'printf "%s\\n" "${COMPREPLY[@]}"',
        "fish": "complete -C 'assessor call TT-1 --go'",
        "zsh": "echo --go-on",  # its completion runs in its line editor alone: here the script must be taken
    }
    script = tmp_path / "completion"
    prelude = "autoload -Uz compinit; compinit -u\n" if shell == "zsh" else ""
    script.write_text(f"{prelude}{printed}\n{lines[shell]}\n", encoding="utf-8")
    ran = subprocess.run(
        [program, str(script)], capture_output=True, check=False, timeout=180,
        env=os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    assert "--go-on" in ran.stdout.decode(), ran.stderr


def test_a_day_in_a_clients_file_is_read_as_people_write_it_with_its_year(run: Run, home: Path, tmp_path: Path) -> None:
    where, file = ("--home", home, "--banks", BANK), tmp_path / "client.yaml"
    born = {"3 Feb 1980": "3 February 1980", "03/02/1981": "3 February 1981", "1982-02-03": "3 February 1982"}
    for place, written in enumerate(born):
        file.write_text(f"name: Ines Costa {place}\nborn: {written}\nreference: B-{place}\n", encoding="utf-8")
        assert run(*where, "new", file).code == 0, written
    known = [held(home).case(f"B-{place}").client.born for place in range(len(born))]
    assert [wording.day(day) if day else "" for day in known] == list(born.values())
    file.write_text("name: Ines\nborn: 3 Feb\n", encoding="utf-8")
    assert "2:7: " in run(*where, "new", file).err


def test_a_client_whose_lines_end_early_is_taken_down_and_that_is_no_failure(run: Run, home: Path) -> None:
    ran = run("--home", home, "--banks", BANK, "new", typed="Ines Costa\n\n3 Feb 1980\nTT-44\n")
    assert ran.code == 0, ran.err
    assert "Saved. Taken down: Ines Costa, TT-44." in ran.out
