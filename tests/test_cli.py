"""The commands: what they print, how they end, and that whatever fails is said in one clear line on stderr."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from assessor import __version__
from assessor.acts.desk import Desk
from assessor.bank.loader import read_bank, read_files
from assessor.cli import default_home, main
from assessor.demo.store import make_demonstration
from assessor.journal import Client, Exported, GoalWritten
from assessor.records import vault
from assessor.records.store import Adviser
from tests.records.on_disk import create_store, open_store
from tests.records.samples import CATALOGUE, FILES, SCRIPT, small_bank

WORDS_TO_OPEN = "seven green boats"


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the program in this process, far from anyone's own records."""
    for name in ("ASSESSOR_HOME", "ASSESSOR_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "own"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(vault, "_N", 2**10)  # a passphrase that takes no quarter of a second

    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["assessor", *map(str, words)])
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        assert isinstance(code, int)
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Ran(code, said.out, said.err)

    return run


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service's own bank, in a folder."""
    return written(tmp_path_factory.mktemp("banks"), FILES)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demonstration") / "records"
    make_demonstration(home, small_bank()).close()
    return home


@pytest.fixture
def home(demonstration: Path, tmp_path: Path) -> Path:
    """A demonstration's records, for this test to do with as it likes."""
    return Path(shutil.copytree(demonstration, tmp_path / "records"))


@pytest.fixture
def locked(run: Run, tmp_path: Path) -> Path:
    """An adviser's own records, with one client."""
    home = tmp_path / "locked"
    store = create_store(home, WORDS_TO_OPEN)
    Desk(store, small_bank(), Adviser(name="Dan Price", role="adviser")).open_case(Client(name="Ines Marlowe"))
    store.close()
    return home


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_text(f"{WORDS_TO_OPEN}\nanother line\n", encoding="utf-8")
    return file


def refused(ran: Ran, *said: object, code: int = 1) -> None:
    """It ended so, with one line on stderr that has all of this in it, and nothing on stdout."""
    assert ran.code == code
    assert ran.out == ""
    assert ran.err.startswith("assessor: ")
    assert ran.err.count("\n") == 1
    for words in said:
        assert str(words) in ran.err


class TestProgram:
    """What holds for every command."""

    def test_version(self, run: Run) -> None:
        assert run("--version") == Ran(0, f"assessor, version {__version__}\n", "")

    @pytest.mark.parametrize(
        "words",
        ["", "demo", "cases", "interview", "export", "banks", "banks check", "banks list", "banks show"],
    )
    @pytest.mark.parametrize("help", ["-h", "--help"])
    def test_every_command_explains_itself(self, run: Run, words: str, help: str) -> None:
        ran = run(*words.split(), help)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("Usage: ")

    def test_the_help_names_every_command(self, run: Run) -> None:
        out = run("--help").out
        assert all(f"\n  {name} " in out for name in ("banks", "cases", "demo", "export", "interview"))

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("casse", "No such command 'casse'"),
            ("cases --jsn", "--jsn"),
            ("interview", "Missing argument 'SCRIPT'"),
            ("interview short_call", "Missing option '--answers'"),
            ("interview short_call --answers a.yaml --on yesterday", "'yesterday' does not match"),
            ("export TT-10001 --as html", "Missing option '--to'"),
            ("export TT-10001 --as rtf --to x", "'rtf' is not one of"),
            ("export TT-10001 --as html --for neighbour --to x", "'neighbour' is not"),
            ("banks frob", "No such command 'frob'"),
            ("banks show", "Missing argument 'SCRIPT'"),
            ("--home", "requires an argument"),
        ],
    )
    def test_words_it_does_not_know_end_with_2_and_say_which(self, run: Run, words: str, said: str) -> None:
        ran = run(*words.split())
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err

    @pytest.mark.parametrize(
        ("platform", "expected"),
        [("linux", "own/assessor"), ("darwin", "own/Library/Application Support/assessor"), ("win32", "own/assessor")],
    )
    def test_the_records_are_in_the_systems_own_place(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, expected: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        assert default_home() == tmp_path / expected

    @pytest.mark.parametrize(
        ("platform", "unset", "expected"),
        [
            ("linux", "XDG_DATA_HOME", "own/.local/share/assessor"),
            ("win32", "LOCALAPPDATA", "own/AppData/Local/assessor"),
        ],
    )
    def test_without_a_word_from_the_system_they_are_where_it_would_put_them(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, unset: str, expected: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.delenv(unset)
        assert default_home() == tmp_path / expected

    def test_options_stand_before_or_after_the_command(self, run: Run, home: Path, banks: Path) -> None:
        before = run("--home", home, "--banks", banks, "cases", "--json")
        after = run("cases", "--json", "--home", home, "--banks", banks)
        assert before == after
        assert before.code == 0
        assert run("--banks", banks, "banks", "list") == run("banks", "list", "--banks", banks)
        both = run("--home", home / "nowhere", "--banks", banks, "cases", "--json", "--home", home)
        assert both == after

    def test_the_environment_says_where_the_records_are_unless_an_option_does(
        self, run: Run, home: Path, banks: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ASSESSOR_HOME", str(home))
        assert len(run("cases", "--json", "--banks", banks).json) == 3
        refused(run("cases", "--home", home / "nowhere"), home / "nowhere", code=2)
        monkeypatch.setenv("ASSESSOR_HOME", str(home / "nowhere"))
        assert run("--home", home, "cases", "--json", "--banks", banks).code == 0

    def test_what_was_not_foreseen_is_one_line_too(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def fault(*_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("assessor.authoring.check.check_path", fault)
        refused(run("banks", "check"), "stopped unexpectedly (ZeroDivisionError)", "nothing that was saved", code=2)
        monkeypatch.setenv("ASSESSOR_DEBUG", "1")
        with pytest.raises(ZeroDivisionError):
            run("banks", "check")

    def test_a_person_who_stops_it_sees_no_fault(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("assessor.authoring.check.check_path", stop)
        assert run("banks", "check").code == 130


class Opened:
    """Stands in for the app on the screen, and notes how it was opened."""

    failure = ""
    how: tuple[object, ...] = ()

    def __init__(self, home: Path, banks: Path | None, passphrase: str | None, *, demonstration: bool) -> None:
        type(self).how = (home, banks, passphrase, demonstration)

    def run(self) -> None:
        pass


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Opened]]:
    monkeypatch.setattr("assessor.app.AssessorApp", Opened)
    monkeypatch.setattr("assessor.cli.plain_lines_wanted", lambda: False)  # as in a terminal
    yield Opened
    Opened.failure = ""


class TestOpening:
    """Without a command the program opens; `demo` opens it on invented clients."""

    def test_the_advisers_own_records(self, run: Run, opened: type[Opened], tmp_path: Path) -> None:
        assert run() == Ran(0, "", "")
        assert opened.how == (tmp_path / "own" / "assessor", None, None, False)

    def test_with_everything_said(self, run: Run, opened: type[Opened], home: Path, banks: Path, key: Path) -> None:
        assert run("--home", home, "--banks", banks, "--passphrase-file", key).code == 0
        assert opened.how == (home, banks, WORDS_TO_OPEN, False)

    def test_what_the_app_could_not_do_is_said_afterwards(self, run: Run, opened: type[Opened]) -> None:
        opened.failure = "records.db: the file is damaged"
        refused(run(), "records.db: the file is damaged", code=2)

    def test_a_demonstration_asks_for_nothing_and_is_gone_afterwards(
        self, run: Run, opened: type[Opened], banks: Path, key: Path
    ) -> None:
        assert run("demo", "--banks", banks, "--passphrase-file", key) == Ran(0, "", "")
        where, with_banks, passphrase, demonstration = opened.how
        assert isinstance(where, Path)
        assert not where.parent.exists()
        assert (with_banks, passphrase, demonstration) == (banks, None, True)

    def test_a_demonstration_that_was_kept_is_opened_again(
        self, run: Run, opened: type[Opened], banks: Path, home: Path
    ) -> None:
        assert run("demo", "--keep", home, "--banks", banks).code == 0
        assert opened.how == (home, banks, None, True)
        assert vault.is_demonstration(home)

    def test_real_records_are_never_opened_as_a_demonstration(
        self, run: Run, opened: type[Opened], locked: Path, banks: Path
    ) -> None:
        opened.how = ()
        refused(run("demo", "--keep", locked, "--banks", banks), locked, "choose another folder", code=2)
        assert opened.how == ()


class TestDemo:
    """`demo --keep DIR --no-open` makes records that every other command serves."""

    def test_it_makes_a_store_that_needs_no_passphrase(self, run: Run, banks: Path, tmp_path: Path) -> None:
        home = tmp_path / "new" / "demo"
        assert run("demo", "--keep", home, "--no-open", "--banks", banks) == Ran(0, "", "")
        assert sorted(file.name for file in home.iterdir()) == ["records.db", "vault.json"]
        listed = run("cases", "--json", "--home", home, "--banks", banks)
        assert [case["case"] for case in listed.json] == ["TT-10002", "TT-10003", "TT-10001"]
        plan = tmp_path / "plan.html"
        made = run("export", "TT-10001", "--as", "html", "--to", plan, "--home", home, "--banks", banks)
        assert made == Ran(0, f"wrote {plan}\n", "")
        assert "Ines Marlowe" in plan.read_text(encoding="utf-8")

    def test_its_calls_keep_the_bank_they_were_begun_with(self, run: Run, home: Path) -> None:
        """Without the bank at hand, the copy in the records serves."""
        (tom,) = [case for case in run("cases", "--json", "--home", home).json if case["case"] == "TT-10002"]
        assert tom["next"] == "finish the call, at: Employer"

    def test_records_that_are_there_are_left_as_they_are(self, run: Run, home: Path, locked: Path, banks: Path) -> None:
        for there in (home, locked):
            before = {file.name: file.read_bytes() for file in there.iterdir()}
            refused(run("demo", "--keep", there, "--no-open", "--banks", banks), there, "already", code=2)
            assert {file.name: file.read_bytes() for file in there.iterdir()} == before

    def test_a_file_where_the_folder_should_be(self, run: Run, banks: Path, key: Path) -> None:
        refused(run("demo", "--keep", key, "--no-open", "--banks", banks), key, "not a folder", code=2)

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("- situation: off_sick", "- situation: asleep", "persona ines: situation: 'asleep' is not one of"),
            ("script: short_call", "script: shrt_call", "persona ines: the bank has no script 'shrt_call'"),
        ],
    )
    def test_a_persona_that_does_not_fit_is_said_and_nothing_is_made(
        self, run: Run, tmp_path: Path, old: str, new: str, said: str
    ) -> None:
        persona = FILES["personas/ines.yaml"].replace(old, new)
        banks = written(tmp_path / "banks", FILES | {"personas/ines.yaml": persona})
        refused(run("demo", "--keep", tmp_path / "demo", "--no-open", "--banks", banks), said, code=2)
        assert not (tmp_path / "demo").exists()

    def test_a_bank_with_faults_makes_nothing(self, run: Run, tmp_path: Path) -> None:
        banks = written(tmp_path / "banks", {"scripts/a.yaml": "script: a\n"})
        ran = run("demo", "--keep", tmp_path / "demo", "--no-open", "--banks", banks)
        assert (ran.code, ran.out) == (1, "")
        assert f"{banks}/scripts/a.yaml:1:1: 'version' is missing" in ran.err
        assert not (tmp_path / "demo").exists()


class TestRecords:
    """Records are opened with what opens them, and otherwise it is said what is missing."""

    def test_no_records(self, run: Run, tmp_path: Path) -> None:
        for words in (("cases",), ("export", "x", "--as", "md", "--to", "y")):
            refused(run(*words), tmp_path / "own" / "assessor", "there are no records here", code=2)
            refused(run(*words, "--home", tmp_path / "nowhere"), tmp_path / "nowhere", "no records here", code=2)
        assert not (tmp_path / "nowhere").exists()
        assert not (tmp_path / "own").exists()

    def test_locked_without_anyone_to_ask(self, run: Run, locked: Path) -> None:
        refused(run("cases", "--home", locked), locked, "locked; name a file with --passphrase-file")

    def test_a_person_is_asked(self, run: Run, locked: Path, banks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: WORDS_TO_OPEN)
        assert "Ines Marlowe" in run("cases", "--home", locked, "--banks", banks).out
        monkeypatch.setattr(click, "prompt", lambda *_, **__: "something else")
        refused(run("cases", "--home", locked, "--banks", banks), "does not open these records")

    @pytest.mark.parametrize(
        "content",
        ["{}", "{}\n", "{}\r\nsecond line\n", "\ufeff{}\n"],
        ids=["no line end", "one line", "Windows lines", "byte order mark"],
    )
    def test_the_first_line_of_a_file_unlocks(
        self, run: Run, locked: Path, banks: Path, tmp_path: Path, content: str
    ) -> None:
        file = tmp_path / "own key"
        file.write_bytes(content.format(WORDS_TO_OPEN).encode())
        ran = run("cases", "--home", locked, "--passphrase-file", file, "--banks", banks)
        assert (ran.code, ran.err) == (0, "")
        assert "Ines Marlowe" in ran.out
        assert run("--passphrase-file", file, "cases", "--home", locked, "--banks", banks) == ran

    @pytest.mark.parametrize(
        ("content", "code", "said"),
        [
            (b"another passphrase\n", 1, "that passphrase does not open these records"),
            (b" seven green boats\n", 1, "that passphrase does not open these records"),
            (b"", 2, "its first line is empty"),
            (b"\nseven green boats\n", 2, "its first line is empty"),
            (b"\xff\xfes\x00", 2, "not UTF-8"),
            (None, 2, "No such file"),
        ],
        ids=["wrong", "a space more", "empty", "empty first line", "not text", "missing"],
    )
    def test_a_file_that_does_not_unlock(
        self, run: Run, locked: Path, tmp_path: Path, content: bytes | None, code: int, said: str
    ) -> None:
        file = tmp_path / "own key"
        if content is not None:
            file.write_bytes(content)
        ran = run("cases", "--home", locked, "--passphrase-file", file)
        refused(ran, said, "" if code == 1 else file, code=code)

    @pytest.mark.parametrize("damage", ["missing", "empty", "noise", "flipped"])
    def test_damaged_records_are_said_with_their_path(self, run: Run, home: Path, banks: Path, damage: str) -> None:
        file = home / "records.db"
        content = bytearray(file.read_bytes())
        for place in range(5000, len(content), 4096):  # in every page but the first
            content[place] ^= 1
        if damage == "missing":
            file.unlink()
        else:
            file.write_bytes({"empty": b"", "noise": b"noise" * 999, "flipped": bytes(content)}[damage])
        refused(run("cases", "--home", home, "--banks", banks), file, "put back a copy", code=2)

    def test_damage_found_while_reading_is_said_too(
        self, run: Run, home: Path, banks: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The file opens, and a page of it turns out not to be what was written."""
        store = open_store(home, None)
        store._db.execute("INSERT INTO entries (id, case_id, at, body) VALUES ('x', 'x', 'x', '{}')")
        store.close()
        ran = run("cases", "--home", home, "--banks", banks)
        assert ran.code == 2
        assert f"{home / 'records.db'}: holds an entry of a newer assessor" in ran.err

    @pytest.mark.parametrize("content", ["{", "[" * 100_000, " " * 100_000], ids=["cut", "nested deep", "long"])
    def test_a_damaged_vault(self, run: Run, home: Path, content: str) -> None:
        (home / "vault.json").write_text(content, encoding="utf-8")
        refused(run("cases", "--home", home), home / "vault.json", "damaged; put back a copy", code=2)


class TestCases:
    """`cases` lists each case with where it stands."""

    def test_as_json(self, run: Run, home: Path, banks: Path) -> None:
        ran = run("cases", "--json", "--home", home, "--banks", banks)
        assert (ran.code, ran.err) == (0, "")
        assert ran.json == [
            {
                "case": "TT-10002", "name": "Tom Achterberg", "situation": "off_sick", "state": "cut_off",
                "next": "finish the call, at: Employer",
            },
            {"case": "TT-10003", "name": "Zofia Żak", "situation": None, "state": "new", "next": "first call"},
            {
                "case": "TT-10001", "name": "Ines Marlowe", "situation": "off_sick", "state": "assessed",
                "next": "1 suggestion to decide",
            },
        ]  # fmt: skip

    def test_as_lines_for_a_person(self, run: Run, home: Path, banks: Path) -> None:
        lines = run("cases", "--home", home, "--banks", banks).out.splitlines()
        assert [line.split()[0] for line in lines] == ["TT-10002", "TT-10003", "TT-10001"]
        assert all(words in lines[0] for words in ("Tom Achterberg", "off sick", "cut off", "finish the call"))

    def test_none_yet(self, run: Run, banks: Path, tmp_path: Path) -> None:
        create_store(tmp_path / "empty", None).close()
        assert run("cases", "--home", tmp_path / "empty", "--banks", banks) == Ran(0, "No cases yet.\n", "")
        assert run("cases", "--json", "--home", tmp_path / "empty", "--banks", banks).json == []

    def test_names_that_would_write_to_the_terminal_are_made_visible(self, run: Run, home: Path, banks: Path) -> None:
        store = open_store(home, None)
        hard = "\x1b[2J\u202eA\x07"
        desk = Desk(store, small_bank(), Adviser(name="x", role="adviser"))
        desk.open_case(Client(name=hard, reference=hard))
        store.close()
        ran = run("cases", "--home", home, "--banks", banks)
        assert not {"\x1b", "\u202e", "\x07"} & set(ran.out)
        assert len(ran.out.splitlines()) == 4
        assert hard in [case["case"] for case in run("cases", "--json", "--home", home, "--banks", banks).json]
        refused(run("export", hard, "--as", "md", "--to", "x", "--home", home, "--banks", banks), "␛[2J⟨RLO⟩A␇")


class TestInterview:
    """`interview` runs a script without a screen and prints all that follows from the answers."""

    @pytest.fixture
    def asked(self, run: Run, banks: Path, tmp_path: Path) -> Run:
        def asked(answers: str, *more: object) -> Ran:
            (tmp_path / "answers.yaml").write_text(answers, encoding="utf-8")
            return run("interview", "short_call", "--answers", "answers.yaml", "--banks", banks, *more)

        return asked

    def test_a_mapping_of_answers(self, asked: Run) -> None:
        ran = asked(
            "situation: off_sick\naim: return\nrole: Bus driver\nhours: 30\ndread: yes\nburdens: [sleep, caring]\n"
            "wishes: return\nfirst_day: 2026-03-09\nmay_therapist: true\n",
            "--on", "2026-05-04", "--json",
        )  # fmt: skip
        assert (ran.code, ran.err) == (0, "")
        report = ran.json
        assert set(report) >= {"script", "version", "route", "off_route", "next", "problems", "plan"}
        assert (report["script"], report["version"]) == ("short_call", 2)
        assert (report["next"], report["off_route"], report["problems"]) == ("employer", [], [])
        assert report["route"][:4] == ["welcome", "situation", "aim", "role"]
        plan = report["plan"]
        assert set(plan) >= {
            "situation", "aim", "needs", "barriers", "strengths", "goals", "suggestions", "therapist_requests",
            "safety",
        }  # fmt: skip
        assert (plan["situation"], plan["aim"], plan["needs"]) == ("off_sick", "return", ["plan_return"])
        assert plan["barriers"] == ["fear_of_return", "sleep_fatigue", "caring"]
        assert [one["id"] for one in plan["therapist_requests"]] == ["picture_the_day", "sleep_plan"]
        assert [one["id"] for one in plan["suggestions"]] == ["meeting_at_work", "carers_leave"]
        for one in plan["therapist_requests"] + plan["suggestions"]:
            assert set(one) >= {"id", "because", "source", "priority"}
            assert one["because"]

    def test_a_call_may_follow_earlier_ones(self, asked: Run, tmp_path: Path) -> None:
        (tmp_path / "before.yaml").write_text("situation: off_sick\nburdens: [caring]\n", encoding="utf-8")
        ran = asked(
            "situation: in_work\n", "--on", "2026-05-04", "--earlier", "short_call", "before.yaml", "2026-04-01"
        )
        assert (ran.code, ran.err) == (0, "")
        assert (ran.json["plan"]["situation"], ran.json["plan"]["barriers"]) == ("in_work", ["caring"])
        assert ran.json["off_route"] == []

    @pytest.mark.parametrize(
        ("earlier", "said"),
        [
            (
                ("short_cal", "answers.yaml", "2026-04-01"),
                "the bank has no script 'short_cal'; did you mean 'short_call'?",
            ),
            (("short_call", "nowhere.yaml", "2026-04-01"), "nowhere.yaml: cannot be read"),
        ],
    )
    def test_an_earlier_call_that_is_not_there_is_said(self, asked: Run, earlier: tuple[str, ...], said: str) -> None:
        ran = asked("situation: in_work\n", "--earlier", *earlier)
        assert ran.code in (1, 2)
        assert said in ran.err

    def test_earlier_calls_out_of_order_are_refused(self, asked: Run) -> None:
        one, two = (("--earlier", "short_call", "answers.yaml", day) for day in ("2026-04-02", "2026-04-01"))
        ran = asked("situation: in_work\n", *one, *two)
        assert (ran.code, ran.out) == (1, "")
        assert "in the order in which they were made" in ran.err

    def test_a_list_of_answers_in_the_order_given(self, asked: Run) -> None:
        ran = asked(
            "- dread: yes\n- note: my chest goes tight\n- contact: never\n- situation: off_sick\n"
            "- situation: in_work\n- role: Baker\n- role: Bus driver\n"
        )
        assert ran.code == 0
        assert ran.json["plan"]["situation"] == "in_work"
        assert ran.json["off_route"] == ["contact"]
        assert ran.json["plan"]["barriers"] == ["fear_of_return"]
        (request,) = ran.json["plan"]["therapist_requests"]
        assert request["because"] == ["Dread of going back: Yes"]

    def test_order_does_not_matter_to_the_plan(self, asked: Run) -> None:
        answers = ["situation: off_sick", "contact: never", "dread: yes", "burdens: [caring]"]
        one, other = (asked("\n".join(f"- {line}" for line in lines)) for lines in (answers, answers[::-1]))
        assert one.json == other.json

    def test_no_answer_is_given_by_its_reason(self, asked: Run) -> None:
        ran = asked("- situation: !declined\n- aim: !unknown\n- role: !skip\n- employer: Harbour Buses\n")
        assert (ran.code, ran.err) == (0, "")
        assert ran.json["next"] == "pattern"
        assert ran.json["plan"]["situation"] is None

    def test_a_question_left_for_later_comes_again_at_the_end(self, run: Run, tmp_path: Path) -> None:
        script = "script: two\nversion: 1\ntitle: Two\nsections:\n  - id: a\n    title: A\n    questions:\n"
        for name in ("one", "other"):
            script += f"      - {{id: {name}, kind: text, short: x, say: x}}\n"
        banks = written(tmp_path / "banks", {"scripts/two.yaml": script})
        (tmp_path / "a.yaml").write_text("one: !skip\nother: x\n", encoding="utf-8")
        assert run("interview", "two", "--answers", "a.yaml", "--banks", banks).json["next"] == "one"
        (tmp_path / "a.yaml").write_text("one: x\nother: x\n", encoding="utf-8")
        assert run("interview", "two", "--answers", "a.yaml", "--banks", banks).json["next"] is None

    def test_the_day_of_the_call_is_today_unless_it_is_said(self, asked: Run) -> None:
        late = f"first_day: {date.today().isoformat()}\n"  # noqa: DTZ011
        assert asked(late).code == 0
        assert asked(late, "--on", "2020-01-01").code == 1

    def test_the_client_is_read_from_a_file(self, asked: Run, tmp_path: Path) -> None:
        (tmp_path / "client.yaml").write_text("name: Ines Marlowe\ncalled: Nessie\n", encoding="utf-8")
        ran = asked("dread: yes\n", "--client", "client.yaml")
        assert "Nessie" in ran.json["plan"]["therapist_requests"][0]["ask"]

    @pytest.mark.parametrize(
        ("answers", "question", "said"),
        [
            ("rol: Baker", "rol", "short_call has no question 'rol'; did you mean 'role'?"),
            ("situation: of_sick", "situation", "did you mean 'off_sick'?"),
            ("situation: [off_sick]", "situation", "takes the code of one option"),
            ("burdens: [sleep, slep]", "burdens", "did you mean 'sleep'?"),
            ("burdens: [sleep, none]", "burdens", "cannot stand beside another answer"),
            ("hours: many", "hours", "'many' is not a number"),
            ("hours: 200", "hours", "200 is out of range; takes 0 to 120"),
            ("first_day: 2026-02-30", "first_day", "2026-02-30 is no day in the calendar"),
            ("first_day: {a: b}", "first_day", "takes a day"),
            ("dread: perhaps", "dread", "neither yes nor no"),
            ("goal_now: 11", "goal_now", "out of range; takes 0 to 10"),
            ("role: {a: b}", "role", "takes words"),
            ("role: ''", "role", "nothing is written yet"),
            ("role:", "role", "no answer is given; write !unknown or !skip"),
            ("role: !maybe", "role", "unknown tag !maybe"),
            ("- [role]", "", "item 1 of the list is not one question with its answer"),
            ("- {role: a, employer: b}", "", "item 1 of the list"),
            ("just words", "", "expected a mapping of question ids to answers"),
            ('"\\a\\u202E": x', "\a\u202e", "has no question"),
        ],
    )
    def test_what_does_not_fit_is_a_problem(self, asked: Run, answers: str, question: str, said: str) -> None:
        ran = asked(answers)
        assert ran.code == 1
        (problem,) = ran.json["problems"]
        assert problem["question"] == question
        assert said in problem["message"]
        assert ran.err.count("\n") == 1
        assert not {"\a", "\u202e"} & set(ran.err)
        assert ran.err.startswith("assessor: answers.yaml: ")
        assert said in ran.err

    def test_a_problem_leaves_the_other_answers_in_force(self, asked: Run) -> None:
        ran = asked("- situation: off_sick\n- situation: asleep\n- nonsense: 1\n- role: Baker\n")
        assert ran.code == 1
        assert [problem["question"] for problem in ran.json["problems"]] == ["situation", "nonsense"]
        assert ran.json["plan"]["situation"] == "off_sick"
        assert ran.json["next"] == "aim"

    @pytest.mark.parametrize(
        ("answers", "place"),
        [
            ("situation: [off_sick\nrole: x\n", "answers.yaml:1:"),
            ("a: 1\n  b: 2\n", "answers.yaml:2:4: not YAML"),
            ("role: a\nrole: b\n", "answers.yaml:2:1: 'role' is given twice"),
            ("a: &x 1\nb: *x\n", "answers.yaml:1:4: anchors and aliases"),
            ("", "answers.yaml:1:1: the file is empty"),
            ("\x07: 1\n", "answers.yaml:1:1: not YAML"),
        ],
    )
    def test_a_file_that_is_not_yaml_is_said_by_line_and_column(self, asked: Run, answers: str, place: str) -> None:
        ran = asked(answers)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(place)

    @pytest.mark.parametrize("which", ["--answers", "--client"])
    def test_a_file_that_cannot_be_read(self, run: Run, banks: Path, tmp_path: Path, which: str) -> None:
        (tmp_path / "fine.yaml").write_text("name: x\n", encoding="utf-8")
        (tmp_path / "latin.yaml").write_bytes(b"name: Zo\xeb\n")
        other = ("--answers", "fine.yaml") if which == "--client" else ("--client", "fine.yaml")
        for file, code, said in (
            ("gone.yaml", 2, "No such file"),
            (tmp_path, 2, "cannot be read"),
            ("latin.yaml", 1, "is not UTF-8"),
        ):
            refused(run("interview", "short_call", which, file, *other, "--banks", banks), file, said, code=code)

    @pytest.mark.parametrize(
        ("client", "place"),
        [
            ("called: Ines\n", "client.yaml:1:1: 'name' is missing"),
            ("name: Ines\nphone: 1\n", "client.yaml:2:1: unknown key 'phone'"),
            ("name: ''\n", "client.yaml:1:7: 'name' is too short"),
            ("name: Ines\nborn: soon\n", "client.yaml:2:7: "),
            ("- name\n", "client.yaml:1:1: expected a mapping"),
        ],
    )
    def test_a_client_that_does_not_fit_is_said_by_line_and_column(
        self, asked: Run, tmp_path: Path, client: str, place: str
    ) -> None:
        (tmp_path / "client.yaml").write_text(client, encoding="utf-8")
        ran = asked("role: x\n", "--client", "client.yaml")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(place)

    def test_a_script_the_bank_has_not(self, asked: Run, run: Run, banks: Path) -> None:
        refused(
            run("interview", "shrt_call", "--answers", "x", "--banks", banks),
            "the bank has no script 'shrt_call'; did you mean 'short_call'?",
        )
        refused(run("interview", "zzz", "--answers", "x", "--banks", banks), "it has short_call")


class TestExport:
    """`export` writes a plan to a file, once its client has agreed."""

    @pytest.fixture
    def export(self, run: Run, home: Path, banks: Path) -> Run:
        def export(case: str, *more: object, format: str = "txt", to: object = "plan.txt") -> Ran:
            return run("export", case, "--as", format, "--to", to, "--home", home, "--banks", banks, *more)

        return export

    @pytest.mark.parametrize(
        ("format", "beginning"),
        [
            ("html", "<!doctype html>"),
            ("md", "# Employment plan"),
            ("txt", "EMPLOYMENT PLAN"),
            ("json", "{\n"),
            ("fhir", "{\n"),
        ],
    )
    def test_every_format(self, export: Run, tmp_path: Path, format: str, beginning: str) -> None:
        ran = export("TT-10001", "--for", "therapist", format=format, to=f"plan.{format}")
        assert ran == Ran(0, f"wrote plan.{format}\n", "")
        content = (tmp_path / f"plan.{format}").read_bytes()
        assert content.startswith(beginning.encode())
        assert b"Ines Marlowe" in content
        assert b"\r" not in content

    def test_that_it_left_is_in_the_journal(self, export: Run, home: Path) -> None:
        export("TT-10001", format="md", to="plan.md")
        store = open_store(home, None)
        (journal,) = [entries for entries in store.journals().values() if "Ines Marlowe" in str(entries[0].act)]
        act = journal[-1].act
        assert isinstance(act, Exported)
        assert (act.reader, act.format, act.letter, act.version) == ("therapist", "md", "", 1)
        assert f"Version 1 · {act.fingerprint}" in Path("plan.md").read_text(encoding="utf-8")
        assert journal[-1].by == "Dan Price"
        assert journal[-1].call == ""
        store.close()

    @pytest.mark.parametrize(
        ("case", "said"),
        [
            ("TT-10002", "Tom Achterberg said no"),
            ("TT-10003", "Zofia Żak has had no call yet"),
            ("TT-1001", "no case 'TT-1001'; did you mean 'TT-10001'?"),
            ("nobody", "no case 'nobody'; `assessor cases` lists them"),
        ],
        ids=["no consent", "no call", "a slip", "nobody"],
    )
    def test_a_plan_that_may_not_leave_writes_nothing(
        self, export: Run, tmp_path: Path, home: Path, case: str, said: str
    ) -> None:
        refused(export(case), said)
        assert not (tmp_path / "plan.txt").exists()
        store = open_store(home, None)
        assert not any(isinstance(entry.act, Exported) for journal in store.journals().values() for entry in journal)
        store.close()

    def test_a_file_that_is_there_is_replaced_only_when_told_to(self, export: Run, tmp_path: Path) -> None:
        (tmp_path / "plan.txt").write_text("mine", encoding="utf-8")
        refused(export("TT-10001"), "plan.txt: is there already")
        assert (tmp_path / "plan.txt").read_text(encoding="utf-8") == "mine"
        assert export("TT-10001", "--overwrite").code == 0
        assert (tmp_path / "plan.txt").read_text(encoding="utf-8").startswith("EMPLOYMENT PLAN")

    @pytest.mark.parametrize(("to", "said"), [("nowhere/plan.txt", "cannot be written"), (".", "is a folder")])
    def test_a_place_that_will_not_do(self, export: Run, to: str, said: str) -> None:
        refused(export("TT-10001", to=to), to, said)

    @pytest.mark.parametrize(("format", "beginning"), [("docx", b"PK"), ("pdf", b"%PDF-1.7")])
    @pytest.mark.parametrize("reader", ["therapist", "client"])
    def test_word_and_pdf(self, export: Run, tmp_path: Path, reader: str, format: str, beginning: bytes) -> None:
        assert export("TT-10001", "--for", reader, format=format, to=f"plan.{format}").code == 0
        assert (tmp_path / f"plan.{format}").read_bytes().startswith(beginning)

    def test_without_the_extra_pdf_says_what_to_install(
        self, export: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "typst", None)
        ran = export("TT-10001", format="pdf", to="plan.pdf")
        assert ran.code == 2
        assert "pip install 'assessor[pdf]'" in ran.err
        assert not (tmp_path / "plan.pdf").exists()

    def test_a_letter_for_the_client_to_send(self, export: Run, tmp_path: Path) -> None:
        assert export("TT-10001", "--for", "client", "--letter", "meeting", to="letter.txt").code == 0
        assert "[your address]" in (tmp_path / "letter.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            (("--for", "employer"), "has not yet been asked about sharing with the employer; nothing was written"),
            (("--for", "employer", "--letter", "meeting"), "has not yet been asked about sharing with the employer"),
            (("--for", "client", "--letter", "adjustments"), "no line on the plan that an employer could be shown"),
            (("--for", "therapist", "--letter", "meeting"), "a letter is for the client to send"),
            (("--version", "3"), "there is no version 3 of this plan; there is 1 version so far"),
        ],
    )
    def test_what_may_not_be_made_says_why_and_writes_nothing(
        self, export: Run, tmp_path: Path, more: tuple[str, ...], said: str
    ) -> None:
        refused(export("TT-10001", *more), said)
        assert not (tmp_path / "plan.txt").exists()

    def test_a_version_is_exported_again_to_the_byte(
        self, export: Run, tmp_path: Path, home: Path, banks: Path
    ) -> None:
        export("TT-10001", to="first.txt")
        desk = Desk(open_store(home, None), read_bank(read_files(banks)), Adviser(name="Dan Price", role="adviser"))
        desk.write(desk.case("TT-10001"), GoalWritten(goal="g", what="Something new"), "")
        desk.store.close()
        assert export("TT-10001", "--version", "1", to="again.txt").code == 0
        assert export("TT-10001", to="now.txt").code == 0
        first, again, now = ((tmp_path / name).read_bytes() for name in ("first.txt", "again.txt", "now.txt"))
        assert first == again
        assert "Something new" in now.decode()


class TestBanks:
    """`banks` checks, lists and shows."""

    def test_check_finds_no_fault_in_a_good_bank(self, run: Run, banks: Path) -> None:
        for words in ((banks,), ("--banks", banks), (banks / "scripts" / "short_call.yaml",), (banks, banks)):
            assert run("banks", "check", *words) == Ran(0, "no faults\n", "")

    @pytest.mark.parametrize(
        ("name", "old", "new", "said"),
        [
            ("scripts/short_call.yaml", "kind: say,", "kind: sya,", "unknown kind 'sya'; did you mean 'say'?"),
            ("scripts/short_call.yaml", "== 'off_sick'", "== 'of_sick'", "did you mean"),
            ("scripts/short_call.yaml", "version: 2", "version: two", "version: two"),
            ("scripts/short_call.yaml", "title: Short call", "title: Short call\ntitel: x", "unknown key 'titel'"),
            ("catalogue/helps.yaml", "situation == 'off_sick'", "situatoin == 'off_sick'", "did you mean 'situation'?"),
            ("catalogue/helps.yaml", "{{ dread_words }}", "{{ dred_words }}", "names 'dred_words'"),
            ("catalogue/helps.yaml", "checked_on: 2026-04-01", "review_by: 2026-01-01", "was to be reviewed by"),
            ("personas/ines.yaml", "role: Bus driver", "rol: Bus driver", "did you mean 'role'?"),
            ("personas/ines.yaml", "script: short_call", "script: shrt_call", "has no script 'shrt_call'"),
            ("personas/ines.yaml", "suggestion: picture_the_day", "suggestion: x", "the catalogue has no 'x'"),
        ],
    )  # fmt: skip
    def test_check_names_a_fault_by_file_line_and_column(
        self, run: Run, tmp_path: Path, name: str, old: str, new: str, said: str
    ) -> None:
        assert old in FILES[name]
        banks = written(tmp_path / "banks", FILES | {name: FILES[name].replace(old, new, 1)})
        line = FILES[name][: FILES[name].index(old)].count("\n") + 1
        ran = run("banks", "check", banks)
        assert (ran.code, ran.err) == (1, "")
        file, at, column, message = ran.out.splitlines()[0].removeprefix(str(banks)).split(":", 3)
        assert file == f"/{name}"
        assert abs(int(at) - line) <= new.count("\n")
        assert int(column) >= 1
        assert message.strip()
        assert said in ran.out

    def test_check_names_every_fault_of_every_path(self, run: Run, tmp_path: Path) -> None:
        script = SCRIPT.replace("kind: say,", "kind: sya,").replace("fills: work.role", "fills: work.rol")
        one = written(tmp_path / "one", {"scripts/short_call.yaml": script})
        other = written(tmp_path / "other", {"scripts/short_call.yaml": SCRIPT, "catalogue/a.yaml": "catalogue: [\n"})
        ran = run("banks", "check", one, other)
        assert ran.code == 1
        faults = [line for line in ran.out.splitlines() if line.startswith(str(tmp_path))]
        assert [fault.partition(".yaml:")[0] + ".yaml" for fault in faults] == [
            *[f"{one}/scripts/short_call.yaml"] * 2,
            f"{other}/catalogue/a.yaml",
        ]

    @pytest.mark.parametrize("command", [("check",), ("list",), ("show", "x")], ids=" ".join)
    def test_a_folder_that_is_no_bank(self, run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
        for folder in (tmp_path, tmp_path / "nowhere"):
            ran = run("banks", *command, "--banks", folder)
            assert ran.code == 1
            assert f"{folder}:1:1: is no bank: it has no scripts/*.yaml" in ran.out + ran.err

    def test_list(self, run: Run, banks: Path) -> None:
        ran = run("banks", "list", "--banks", banks)
        assert (ran.code, ran.err) == (0, "")
        first, last = ran.out.splitlines()
        assert first.split() == ["short_call", "version", "2", "32", "questions", "Short", "call"]
        assert last == f"{CATALOGUE.count('- id:')} things that can help, 3 invented clients"

    def test_show(self, run: Run, banks: Path) -> None:
        ran = run("banks", "show", "short_call", "--banks", banks)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("Short call (short_call, version 2)\n")
        assert all(name in ran.out for name in ("situation", "burdens", "Poor sleep", "barrier sleep_fatigue"))

    def test_show_a_script_there_is_not(self, run: Run, banks: Path) -> None:
        refused(run("banks", "show", "short_cal", "--banks", banks), "did you mean 'short_call'?")

    def test_the_shipped_bank_serves_without_a_word(self, run: Run) -> None:
        assert run("banks", "list").out.startswith("first_assessment ")


class TestProcess:
    """The program as a process of its own."""

    def started(self, *words: object, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "assessor", *map(str, words)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=os.environ | environment,
        )  # fmt: skip

    def test_a_pipe_that_has_not_every_letter_gets_what_it_can_take(self, home: Path, banks: Path) -> None:
        """On Windows what is piped is in the system's own eight bits, which lack most names of the world."""
        out, err = self.started("cases", "--home", home, "--banks", banks, PYTHONIOENCODING="cp1252").communicate()
        assert err == b""
        assert b"Zofia ?ak" in out
        out, _ = self.started(
            "cases", "--json", "--home", home, "--banks", banks, PYTHONIOENCODING="cp1252"
        ).communicate()
        assert "Zofia Żak" in [case["name"] for case in json.loads(out)]

    def test_a_reader_that_goes_away_is_no_fault(self, banks: Path) -> None:
        process = self.started("banks", "show", "short_call", "--banks", banks)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert process.wait() != 0
        assert b"Traceback" not in said
