"""The commands: parse, call a room, print. What fails says what, where and what to do, on stderr.

Exit status: 1 for input that is refused, 2 for what cannot run.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import click

from assessor import __version__

if TYPE_CHECKING:
    from assessor.care.bank import Bank
    from assessor.records.desk import Desk
    from assessor.records.sqlite import SqliteStore

REFUSED, CANNOT_RUN = 1, 2
FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


def fail(message: str, status: int = CANNOT_RUN) -> NoReturn:
    """Says on stderr what went wrong, and ends."""
    _warn(message)
    raise SystemExit(status)


def _warn(message: str) -> None:
    from assessor.wording import visible

    click.echo(f"assessor: {visible(message)}", err=True)  # it may hold a person's text


def default_home() -> Path:
    """The folder of the adviser's own records: in the system's place for a program's local data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "assessor"


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes, before its name or after it."""
    for option in (
        click.option("--banks", type=FILE, help="A service's own bank folder."),
        click.option("--passphrase-file", type=FILE, help="Unlock with this file's first line."),
        click.option("--home", type=FILE, help="Where the records are; else ASSESSOR_HOME says it."),
    ):
        command = option(command)
    return command


class Settings:
    """Where the records and the bank are, as the options say."""

    def __init__(self) -> None:
        self.home: Path | None = None
        self.passphrase_file: Path | None = None
        self.banks: Path | None = None

    def update(self, home: Path | None, passphrase_file: Path | None, banks: Path | None) -> None:
        """Takes what was given here, and keeps what was given before."""
        self.home = home or self.home
        self.passphrase_file = passphrase_file or self.passphrase_file
        self.banks = banks or self.banks

    @property
    def folder(self) -> Path:
        """The folder of the records."""
        said = os.environ.get("ASSESSOR_HOME")
        return self.home or (Path(said) if said else default_home())

    def bank(self) -> Bank:
        """The bank in use; ends the program with every fault if it has any."""
        from assessor.care.reading import read_bank, read_files
        from assessor.scripts.loading import BankError

        try:
            return read_bank(read_files(self.banks), str(self.banks or "question_banks"))
        except BankError as error:
            for fault in error.faults:
                click.echo(fault.shown(), err=True)
            raise SystemExit(REFUSED) from None

    def passphrase(self) -> str | None:
        """The first line of the passphrase file, if one was named."""
        if self.passphrase_file is None:
            return None
        try:
            lines = self.passphrase_file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            fail(f"{self.passphrase_file}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})")
        if not lines or not lines[0]:
            fail(f"{self.passphrase_file}: its first line is empty; it holds the passphrase")
        return lines[0]

    def store(self) -> SqliteStore:
        """The records, unlocked; asks for the passphrase if there is a person to ask."""
        from assessor.records import vault
        from assessor.records.errors import StoreError, WrongPassphrase
        from assessor.records.sqlite import open_store

        try:
            passphrase = self.passphrase()
            if not vault.exists(self.folder):
                fail(f"{self.folder}: there are no records here; `assessor` makes them, `assessor demo` shows some")
            if passphrase is None and not vault.is_demonstration(self.folder):
                if not sys.stdin.isatty():
                    fail(f"{self.folder}: locked; name a file with --passphrase-file", REFUSED)
                passphrase = click.prompt("Passphrase", hide_input=True, err=True)
            return open_store(self.folder, passphrase)
        except WrongPassphrase as error:
            fail(str(error), REFUSED)
        except StoreError as error:
            fail(str(error))

    def desk(self) -> Desk:
        """The records with the bank in use and whoever works here."""
        from assessor.records.desk import Desk
        from assessor.records.store import Adviser

        store = self.store()
        return Desk(store, self.bank(), store.adviser() or Adviser(name="", role="adviser"))


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@_shared
@click.version_option(__version__, prog_name="assessor")
@click.pass_context
def cli(context: click.Context, /, **where: Path | None) -> None:
    """Take a client through an employment assessment by telephone, and hand the therapist a plan."""
    settings = context.ensure_object(Settings)
    settings.update(**where)
    if context.invoked_subcommand is None:
        _open(settings)


def _open(settings: Settings, demonstration: bool = False) -> None:
    from assessor.app import AssessorApp
    from assessor.records import vault
    from assessor.records.errors import StoreError

    passphrase = settings.passphrase()
    try:  # a kept demonstration has no passphrase to ask for, and opens as one
        if passphrase is None and vault.exists(settings.folder):
            demonstration = vault.is_demonstration(settings.folder)
    except StoreError as error:
        fail(str(error))
    app = AssessorApp(settings.folder, settings.banks, passphrase, demonstration=demonstration)
    app.run()
    if app.failure:
        fail(app.failure)


def _settle(context: click.Context, where: dict[str, Path | None]) -> Settings:
    settings = context.ensure_object(Settings)
    settings.update(where["home"], where["passphrase_file"], where["banks"])
    return settings


@cli.command()
@_shared
@click.option("--keep", type=FILE, help="Make the demonstration in this folder, and leave it.")
@click.option("--no-open", is_flag=True, help="Only make it.")
@click.pass_context
def demo(context: click.Context, /, keep: Path | None, no_open: bool, **where: Path | None) -> None:
    """Open the program on invented clients; nothing is kept unless you say where."""
    settings = _settle(context, where)
    with tempfile.TemporaryDirectory(prefix="assessor-demo-") as folder:
        home = keep or Path(folder) / "records"
        if no_open:
            _make_demonstration(settings, home)
            return
        from assessor.records import vault
        from assessor.records.errors import StoreError

        try:
            if vault.exists(home) and not vault.is_demonstration(home):
                fail(f"{home}: these are somebody's own records, no demonstration; choose another folder")
        except StoreError as error:
            fail(str(error))
        settings.home, settings.passphrase_file = home, None
        _open(settings, demonstration=True)


def _make_demonstration(settings: Settings, home: Path) -> None:
    from assessor.demo import make_demonstration
    from assessor.records.errors import StoreError

    try:
        make_demonstration(home, settings.bank()).close()
    except (StoreError, ValueError) as error:
        fail(str(error))


@cli.command()
@_shared
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def cases(context: click.Context, /, as_json: bool, **where: Path | None) -> None:
    """List the cases: reference, name, situation, state, and what each waits for."""
    from assessor.records.worklist import case_line, in_order
    from assessor.wording import one_line, shorten

    desk = _settle(context, where).desk()
    lines = in_order([case_line(case) for case in desk.cases()])
    if as_json:
        keys = {"case", "name", "situation", "state", "next"}
        click.echo(json.dumps([line.model_dump(mode="json", include=keys) for line in lines], indent=2))
    for line in () if as_json else lines:
        told = (
            one_line(line.case),
            shorten(line.name, 28),
            (line.situation or "").replace("_", " "),
            line.state.replace("_", " "),
        )
        click.echo(f"{told[0]:12} {told[1]:28} {told[2]:12} {told[3]:10} {one_line(line.next)}")
    if not lines and not as_json:
        click.echo("No cases yet.")
    if desk.unreadable:
        fail("; ".join(dict.fromkeys(desk.unreadable)))


@cli.command()
@_shared
@click.argument("script")
@click.option("--answers", "answers_file", required=True, type=FILE, help="YAML of answers.")
@click.option("--client", "client_file", type=FILE, help="YAML of the client's record.")
@click.option("--on", "on", type=DAY, help="The day of the call; today if not said.")
@click.option(
    "--earlier", "earlier", type=(str, FILE, DAY), multiple=True, metavar="SCRIPT FILE DAY",
    help="A call before this one, by its script, its answers and its day; may be given again.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON; this is the only form there is.")
@click.pass_context
def interview(
    context: click.Context,
    /,
    script: str,
    answers_file: Path,
    client_file: Path | None,
    on: datetime | None,
    earlier: tuple[tuple[str, Path, datetime], ...],
    as_json: bool,
    **where: Path | None,
) -> None:
    """Run a script of the bank without a screen, and print what follows from the answers."""
    from assessor.care.headless import interview_report
    from assessor.journal import Client
    from assessor.scripts.loading import load, read_yaml

    settings = _settle(context, where)
    bank = settings.bank()
    try:
        course = bank.course(script)
        before = [(bank.course(name), _read(file, read_yaml), day.date()) for name, file, day in earlier]
    except KeyError as error:
        fail(str(error.args[0]), REFUSED)
    days = [day for _, _, day in before]
    if days != sorted(days):
        fail("--earlier: give the calls in the order in which they were made", REFUSED)
    answers = _read(answers_file, read_yaml)
    client = _read(client_file, partial(load, Client)) if client_file else Client(name="The client")
    today = on.date() if on else date.today()  # noqa: DTZ011
    report = interview_report(bank, course, client, answers, today, before)
    click.echo(json.dumps(report, indent=2))
    if report["problems"]:
        for problem in report["problems"]:
            _warn(f"{answers_file}: {problem['question']}: {problem['message']}")
        raise SystemExit(REFUSED)


@cli.command()
@_shared
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def listen(context: click.Context, /, file: Path, as_json: bool, **where: Path | None) -> None:
    """Say what is heard in each of the notes in FILE, a YAML list of notes as an adviser types them."""
    from assessor.care.listening import hear, read_notes, report, told

    phrases = _settle(context, where).bank().phrases
    notes = _read(file, read_notes)
    heard = [hear(note, phrases) for note in notes]
    if as_json:
        click.echo(json.dumps([report(one) for one in heard], indent=2, ensure_ascii=False))
        return
    click.echo("\n\n".join(told(note, one) for note, one in zip(notes, heard, strict=True)))


def _read(file: Path, read: Callable[[str, str], tuple[Any, Any]]) -> Any:
    """What ``read`` makes of a file's text; ends the program with every fault if it makes nothing of it."""
    from assessor.scripts.loading import BankError

    try:
        return read(file.read_text(encoding="utf-8"), str(file))[0]
    except OSError as error:
        fail(f"{file}: cannot be read ({error.strerror})")
    except UnicodeDecodeError:
        fail(f"{file}: is not UTF-8", REFUSED)
    except BankError as error:
        for fault in error.faults:
            click.echo(fault.shown(), err=True)
        raise SystemExit(REFUSED) from None


@cli.command()
@_shared
@click.argument("case")
@click.option("--as", "format", type=click.Choice(["html", "md", "txt", "json"]), required=True)
@click.option("--for", "reader", type=click.Choice(["therapist", "record"]), default="therapist", show_default=True)
@click.option("--to", "to", type=FILE, required=True, help="The file to write.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.pass_context
def export(
    context: click.Context,
    /,
    case: str,
    format: str,
    reader: str,
    to: Path,
    overwrite: bool,
    **where: Path | None,
) -> None:
    """Write a case's plan to a file."""
    from assessor.export import Refused, export
    from assessor.journal import Exported
    from assessor.records.errors import StoreError
    from assessor.records.files import write_whole

    desk = _settle(context, where).desk()
    try:
        found = desk.case(case)
        write_whole(to, export(found, format, reader), overwrite)
        desk.write(found, Exported(reader=reader, format=format))
    except (Refused, StoreError) as error:
        fail(str(error), REFUSED)
    click.echo(f"wrote {to}")


@cli.command()
@_shared
@click.argument("case")
@click.option("--plain", is_flag=True, help="As plain lines of text, for a screen reader or a poor connection.")
@click.option(
    "--script", help="Begin a new call by this script; else the unfinished one goes on, or the likeliest begins."
)
@click.pass_context
def call(context: click.Context, /, case: str, plain: bool, script: str | None, **where: Path | None) -> None:
    """Make a CASE's call in plain lines: one question at a time, every act a word; `help` there lists them."""
    from assessor.plain import PlainCall, choose_call, hear_stdin, tell_stdout
    from assessor.records.errors import StoreError

    if not plain:
        fail("add --plain for the call in plain lines; `assessor` alone opens the full screen", REFUSED)
    if isinstance(sys.stdin, io.TextIOWrapper):  # a byte that is no letter is refused in words, not a fault
        sys.stdin.reconfigure(errors="surrogateescape")
    desk = _settle(context, where).desk()
    try:
        found, name = choose_call(desk, case, script)
    except (KeyError, StoreError) as error:
        fail(str(error.args[0]), REFUSED)
    if not PlainCall(desk, found, name, hear_stdin, tell_stdout).run():
        raise SystemExit(CANNOT_RUN)


@cli.group()
def banks() -> None:
    """Look at question banks: check, list, show, draw."""


@banks.command()
@_shared
@click.argument("paths", nargs=-1, type=FILE)
@click.option("--unverified", is_flag=True, help="Only list the sources that nobody has checked yet.")
@click.pass_context
def check(context: click.Context, /, paths: tuple[Path, ...], unverified: bool, **where: Path | None) -> None:
    """Check the shipped bank, or the banks at these PATHS: every fault by file, line and column."""
    from assessor.care import plain_words
    from assessor.care.checking import check_path

    settings = _settle(context, where)
    wanted = paths or (settings.banks,)
    if unverified:
        _list_unverified(wanted)
        return
    if not plain_words.available():
        _warn(plain_words.HOW_TO_INSTALL)
    faults = [fault for path in wanted for fault in check_path(path, date.today())]  # noqa: DTZ011
    for fault in faults:
        click.echo(fault.shown())
    if faults:
        raise SystemExit(REFUSED)
    click.echo("no faults")


def _list_unverified(paths: Iterable[Path | None]) -> None:
    from assessor.care.checking import unverified_at
    from assessor.scripts.loading import BankError
    from assessor.wording import counted

    try:
        found = [fault for path in paths for fault in unverified_at(path)]
    except BankError as error:
        for fault in error.faults:
            click.echo(fault.shown())
        raise SystemExit(REFUSED) from None
    for fault in found:
        click.echo(str(fault))
    click.echo(f"{counted(len(found), 'source')} not yet verified")


@banks.command()
@click.argument(
    "kind",
    required=False,
    type=click.Choice(["script", "catalogue", "adjustments", "phrases", "weights", "persona", "service"]),
)
@click.option("--to", "folder", type=FILE, help="Write the schemas of every kind into this folder.")
def schema(kind: str | None, folder: Path | None) -> None:
    """Print the format of one KIND of file as JSON Schema, or write them all, for an editor to check with."""
    from assessor.care import schema as schemas

    if folder is None:
        if kind is None:
            raise click.UsageError(f"name a kind ({', '.join(schemas.FILES)}), or a folder with --to")
        click.echo(schemas.text(kind), nl=False)
        return
    for name in [kind] if kind else schemas.FILES:
        file = folder / f"{name}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(schemas.text(name), encoding="utf-8", newline="\n")
        except OSError as error:
            fail(f"{file}: cannot be written ({error.strerror})")
        click.echo(f"wrote {file}")


@banks.command()
@_shared
@click.argument("script")
@click.option("--as", "form", type=click.Choice(["text", "mermaid"]), default="text", show_default=True)
@click.pass_context
def graph(context: click.Context, /, script: str, form: str, **where: Path | None) -> None:
    """Draw where each answer of a script leads: the questions that it brings, and those that it rules out."""
    from assessor.scripts import drawing

    try:
        course = _settle(context, where).bank().course(script)
    except KeyError as error:
        fail(str(error.args[0]), REFUSED)
    click.echo(drawing.as_mermaid(course) if form == "mermaid" else drawing.as_text(course))


@banks.command()
@_shared
@click.argument("files", nargs=-1, type=FILE, required=True)
@click.option(
    "--harm", "harm_files", multiple=True, type=FILE, help="Notes of which only statements about harm are told."
)
@click.option("--owner", default="assessor project", show_default=True, help="Who answers for the weights.")
@click.option("--to", "to", type=FILE, required=True, help="The file of weights to write, in the weights/ of a bank.")
@click.pass_context
def learn(
    context: click.Context,
    /,
    files: tuple[Path, ...],
    harm_files: tuple[Path, ...],
    owner: str,
    to: Path,
    **where: Path | None,
) -> None:
    """Learn what words weigh from the notes in FILES, each with what it says, and write it down."""
    from assessor.care.learning import as_file, learn, read_learnt

    phrases = _settle(context, where).bank().phrases
    notes = [note for file in files for note in _read(file, read_learnt)]
    harm = [note for file in harm_files for note in _read(file, read_learnt)]
    told = " ".join(["assessor banks learn", *(f.name for f in files), *(f"--harm {f.name}" for f in harm_files)])
    try:
        to.write_text(as_file(learn(notes, harm, phrases, to.stem, owner), told), "utf-8", newline="\n")
    except OSError as error:
        fail(f"{to}: cannot be written ({error.strerror})")
    click.echo(f"wrote {to}: learnt from {len(notes) + len(harm)} notes")


@banks.command("list")
@_shared
@click.pass_context
def list_(context: click.Context, /, **where: Path | None) -> None:
    """List the scripts of the bank."""
    from assessor.scripts.model import Stage

    bank = _settle(context, where).bank()
    stages = get_args(Stage)
    for course in sorted(bank.courses.values(), key=lambda one: stages.index(one.script.stage)):
        count = sum(1 for step in course.questions if step.question and step.question.takes_answer)
        script = course.script
        click.echo(f"{script.script:24} version {script.version:<4} {count:4} questions  {script.title}")
    click.echo(f"{len(bank.interventions)} things that can help, {len(bank.personas)} invented clients")


@banks.command()
@_shared
@click.argument("script")
@click.pass_context
def show(context: click.Context, /, script: str, **where: Path | None) -> None:
    """Print a script as a person reads it."""
    from assessor.scripts.showing import shown

    try:
        course = _settle(context, where).bank().course(script)
    except KeyError as error:
        fail(str(error.args[0]), REFUSED)
    click.echo(shown(course.script))


def main() -> None:
    """The program. What was not foreseen is said in one line too; ``ASSESSOR_DEBUG=1`` shows where."""
    from assessor.records.errors import StoreError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows pipe has not every letter of a name
            stream.reconfigure(errors="replace")
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        raise SystemExit(130) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(CANNOT_RUN) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(REFUSED) from None
    except StoreError as error:
        fail(str(error))
    except Exception as error:
        if os.environ.get("ASSESSOR_DEBUG"):
            raise
        fail(f"stopped unexpectedly ({type(error).__name__}); nothing that was saved is lost")
