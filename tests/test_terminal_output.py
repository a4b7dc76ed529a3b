"""What people wrote is text in every line that the program prints, and in the bytes of a real terminal."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import assessor
from assessor.acts.desk import Desk
from assessor.bank.loader import read_bank
from assessor.plain import PlainCall
from assessor.plain.terminal import tell_stdout
from assessor.plain.vocabulary import VOCABULARY
from assessor.records.store import Adviser
from tests.hostile import FIRST_OF_ALL, PAYLOADS, TOGETHER, fill, hostile_bank, hostile_files, obeyed, saying
from tests.records.memory import MemoryStore
from tests.records.on_disk import create_store
from tests.records.samples import NOON, ticking
from tests.test_cli import Ran, Run, run, written

__all__ = ["run"]

EVERY_DAY = {"together": FIRST_OF_ALL}
SOURCE = Path(assessor.__file__).parent
KINDS = [
    *(pytest.param(payload, id=name) for name, payload in EVERY_DAY.items()),
    *(pytest.param(payload, id=name, marks=pytest.mark.thorough) for name, payload in PAYLOADS.items()),
]


def in_a_path(payload: str) -> str:
    """As much of it as a file's name can be."""
    return payload.replace("\0", "").replace("/", "")[:60]


@pytest.fixture(params=KINDS)
def payload(request: pytest.FixtureRequest) -> str:
    text: str = request.param
    return text


class TestCommands:
    """No command prints anything that a terminal would obey, whatever it prints and however it fails."""

    @pytest.fixture
    def banks(self, payload: str, tmp_path: Path) -> Path:
        return written(tmp_path / "banks", hostile_files(payload))

    @pytest.fixture
    def home(self, payload: str, banks: Path, tmp_path: Path) -> Path:
        store = create_store(tmp_path / "records", None)
        fill(store, saying(payload), hostile_bank(payload))
        store.close()
        return tmp_path / "records"

    def test_on_records_full_of_it(self, run: Run, payload: str, banks: Path, home: Path, tmp_path: Path) -> None:
        full, begun = (saying(payload)(name) for name in ("full", "begun"))
        senior = ("--by", saying(payload)("senior"), "--role", "senior")
        file = tmp_path / in_a_path(payload)
        notes, answers, acts, client, held = (
            tmp_path / f"{name}.yaml" for name in ("notes", "answers", "acts", "client", "held")
        )
        client.write_text(json.dumps({"name": payload, "reference": f"{payload} again"}))
        held.write_text(json.dumps({"adviser": payload, "on": "2026-05-04", "decisions": payload, "cases": [payload]}))
        notes.write_text(json.dumps([payload, f"cannot sleep {payload}"]))
        answers.write_text(json.dumps({"situation": payload, payload: payload}))
        acts.write_text(json.dumps([{"act": "comment", "text": payload}, {"act": payload}]))
        lines: Sequence[Sequence[object]] = [
            ("cases",), ("cases", "--json"), ("queue", *senior), ("queue", "--json", *senior), ("queue",),
            ("plan", full), ("plan", full, "--json"), ("plan", begun), ("changes", full), ("changes", full, "--json"),
            ("supervision", "list"), ("supervision", "export", "--to", f"{file}.txt"),
            ("export", full, "--as", "txt", "--to", file), ("export", full, "--as", "txt", "--to", file),
            ("export", full, "--as", "txt", "--for", "employer", "--letter", "meeting", "--to", file),
            ("listen", notes), ("listen", notes, "--json"), ("interview", "short_call", "--answers", answers),
            ("act", full, acts), ("act", full, answers), ("call", full, "--script", payload), ("call", payload),
            ("client", client), ("client", client), ("supervision", "record", held, *senior),
            ("banks", "list"), ("banks", "show", "short_call"), ("banks", "check", banks),
        ]  # fmt: skip
        for line in lines:
            ran = run(*line, "--home", home, "--banks", banks)
            assert ran.out + ran.err, line
            assert self.harmless(ran), line

    def test_on_words_and_files_that_are_refused(self, run: Run, payload: str, banks: Path, tmp_path: Path) -> None:
        missing = tmp_path / in_a_path(payload)
        spoilt = written(tmp_path / "spoilt", {"scripts/bad.yaml": f"{json.dumps(payload)}: 1\nscript: x\n"})
        lines: Sequence[Sequence[object]] = [
            (payload,), ("cases", payload), (f"--{payload}",), ("--home", missing, "cases"),
            ("cases", "--passphrase-file", missing), ("banks", "check", spoilt), ("banks", "check", missing),
            ("export", "x", "--as", payload, "--to", "y"), ("supervision", payload),
            ("listen", missing, "--banks", banks), ("listen", tmp_path / "\udcff", "--banks", banks),
            ("interview", payload, "--answers", missing, "--banks", banks), ("cases", "--banks", missing),
        ]  # fmt: skip
        for line in lines:
            ran = run(*line)
            assert ran.code in (1, 2), line
            assert self.harmless(ran), line

    @staticmethod
    def harmless(ran: Ran) -> bool:
        return obeyed(ran.out + ran.err) == [] and "\x1b" not in ran.out + ran.err

    def test_json_loses_nothing_of_it(self, run: Run, payload: str, banks: Path, home: Path) -> None:
        ran = run("cases", "--json", "--home", home, "--banks", banks)
        assert saying(payload)("full") in [case["case"] for case in ran.json]


def test_a_call_in_plain_lines_tells_nothing_that_is_obeyed(
    payload: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a file that is exported is written here
    store, moments = MemoryStore(), ticking(NOON)
    bank = read_bank(hostile_files(payload))
    fill(store, saying(payload), bank)
    desk = Desk(store, bank, Adviser(name=saying(payload)("adviser"), role="adviser"), lambda: next(moments))
    flat = payload.replace("\n", " ")
    words = [word.says for word in VOCABULARY if word.says not in ("leave", "end", "not reached", "safety")]
    typed = [
        *["2"] * 2, *[flat] * 8, *words, *(f"{word} 1 {flat}" for word in words), *(f"{word} {flat}" for word in words),
        "safety", flat, "", "", "\ud800", "end", *words, "leave",
    ]  # fmt: skip
    for name in ("begun", "full"):
        case, call = desk.take_up(saying(payload)(name), "short_call" if name == "full" else None)
        lines = iter(typed)
        PlainCall(desk, case, call, lambda lines=lines: next(lines, None), tell_stdout).run()  # type: ignore[misc]
        told = capsys.readouterr().out
        assert told.count("\n") > len(typed)
        assert obeyed(told) == []
        assert "\x1b" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is not to be had on Windows")
def test_the_bytes_of_a_real_terminal_are_the_programs_own_codes_and_text(tmp_path: Path) -> None:
    """The program as it is started, its first byte to its last: client, plan, safety page, a note pasted in a call."""
    from tests.terminal import Terminal

    store = create_store(tmp_path / "records", None)
    fill(store, saying(TOGETHER), hostile_bank(TOGETHER))
    store.close()
    banks = written(tmp_path / "banks", hostile_files(TOGETHER))
    terminal = Terminal("--home", tmp_path / "records", "--banks", banks, "call", "begun")
    try:
        terminal.wait_for("does")  # the fit note say
        terminal.press("\x0e")  # Ctrl+N: a note
        terminal.wait_for("keep it")
        terminal.press(f"\x1b[200~{FIRST_OF_ALL}\x1b[201~")
        terminal.read(0.5)
        terminal.press("\r")
        terminal.wait_for("saved")
        terminal.press("\x12")  # Ctrl+R: the safety page
        terminal.wait_for("in their words")
        terminal.press(f"\x1b[200~{FIRST_OF_ALL}\x1b[201~\t\x1b")
        terminal.read(0.5)
        terminal.press("\x1bOQ")  # F2: the plan
        terminal.wait_for("hand in")
        terminal.press("\x1b")
        terminal.wait_for("does")
        terminal.press("\x18")  # Ctrl+X: leaves the call
        terminal.wait_for("Caseload")
        terminal.press("\x11")
        assert terminal.ended() == 0
    finally:
        terminal.kill()
    assert obeyed(terminal.painted.decode()) == []


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call of a function in the program: its module, the name that is called, and the call itself."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                yield file.relative_to(SOURCE).as_posix(), name, node


CALLS = list(calls())


def test_people_write_to_the_terminal_by_one_door_each() -> None:
    """What is printed is made fit in two functions of the commands and one of the plain lines."""
    printing = {"click.echo", "click.secho", "echo", "secho", "print", "sys.stdout.write", "sys.stderr.write"}
    doors = {
        (module, printed)
        for module, name, call in CALLS
        if name in ("echo", "secho", "print", "write") and (printed := ast.unparse(call.func)) in printing - {"echo"}
    }
    assert doors == {("commands/common.py", "click.echo"), ("plain/terminal.py", "sys.stdout.write")}


def test_widgets_are_taken_from_the_one_module_that_makes_text_fit() -> None:
    for file in SOURCE.rglob("*.py"):
        takes = "textual.widgets" in (text := file.read_text(encoding="utf-8")) or "import widgets" in text
        assert not takes or file.name in ("base.py", "text_area.py") or "from assessor import widgets" in text, file


def test_markup_is_written_by_us_and_people_only_fill_it_in() -> None:
    """`Content.from_markup` is given a text of the program's own; the one that is put together holds an action."""
    for module, name, call in CALLS:
        if name == "from_markup":
            text = call.args[0]
            own = isinstance(text, ast.Constant) or (isinstance(text, ast.Name) and text.id.isupper())
            assert own or ast.unparse(text) == "f'[@click={action}]$words[/]'", f"{module}:{call.lineno}"
        for keyword in call.keywords:
            if keyword.arg == "markup":
                assert ast.unparse(keyword.value) in ("False", "markup"), f"{module}:{call.lineno}: markup is on"
