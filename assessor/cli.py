"""The commands: parse, call a room, print. What fails says what, where and what to do, on stderr.

Exit status: 1 for input that is refused, 2 for what cannot run.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor import __version__
from assessor.commands import banks, clients, completion, days, plans, supervision
from assessor.commands.common import CANNOT_RUN, DAY, FILE, REFUSED, Settings, echo, echo_json, fail, signed
from assessor.commands.common import default_home as default_home
from assessor.commands.common import read as _read
from assessor.commands.common import settings_of as _settings_of
from assessor.commands.common import shared as _shared
from assessor.commands.common import warn as _warn
from assessor.commands.completion import complete_script
from assessor.commands.without_screen import make_records, plain_lines_wanted, take_any_bytes
from assessor.commands.without_screen import plain_option as _plain

if TYPE_CHECKING:
    from assessor.acts.desk import Desk
    from assessor.app import AssessorApp
    from assessor.care.case import Case


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@_shared
@click.version_option(__version__, prog_name="assessor")
@_plain
@click.pass_context
def cli(context: click.Context, /, plain: bool, **where: Path | None) -> None:
    """Take a client through an employment assessment by telephone, and hand the therapist a plan."""
    settings = context.ensure_object(Settings)
    settings.update(**where)
    if context.invoked_subcommand is None:
        _open(settings, plain=plain)


def _open(settings: Settings, demonstration: bool = False, plain: bool = False) -> None:
    if plain or plain_lines_wanted():
        _open_in_plain_lines(settings, demonstration)
        return
    from assessor.app import AssessorApp
    from assessor.records import opening
    from assessor.records.errors import StoreError

    passphrase = settings.passphrase()
    try:  # a kept demonstration has no passphrase to ask for, and opens as one
        if opening.exists(settings.folder) and passphrase is None:
            demonstration = opening.is_demonstration(settings.folder)
    except StoreError as error:
        fail(str(error))
    _run(AssessorApp(settings.folder, settings.banks, passphrase, demonstration=demonstration))


def _open_in_plain_lines(settings: Settings, demonstration: bool) -> None:
    """The whole program in lines of text. Records that are not there yet are made, a demonstration's without asking."""
    from assessor.plain import PlainProgram, hear_stdin, tell_stdout
    from assessor.records import opening

    take_any_bytes()
    if not opening.exists(settings.folder):
        if demonstration:
            _make_demonstration(settings, settings.folder)
        else:
            make_records(settings)
    desk = settings.desk()
    try:
        if not PlainProgram(desk, hear_stdin, tell_stdout).run():
            raise SystemExit(CANNOT_RUN)
    finally:
        desk.store.close()


def _run(app: AssessorApp) -> None:
    app.run()
    if app.failure:
        fail(app.failure)


@cli.command()
@_shared
@click.option("--keep", type=FILE, help="Make the demonstration in this folder, and leave it.")
@click.option("--no-open", is_flag=True, help="Only make it.")
@_plain
@click.pass_context
def demo(context: click.Context, /, keep: Path | None, no_open: bool, plain: bool, **where: Path | None) -> None:
    """Open the program on invented clients; nothing is kept unless you say where."""
    settings = _settings_of(context, where)
    with tempfile.TemporaryDirectory(prefix="assessor-demo-") as folder:
        home = keep or Path(folder) / "records"
        if no_open:
            _make_demonstration(settings, home)
            return
        from assessor.records import opening
        from assessor.records.errors import StoreError

        try:
            if opening.exists(home) and not opening.is_demonstration(home):
                fail(f"{home}: these are somebody's own records, no demonstration; choose another folder")
        except StoreError as error:
            fail(str(error))
        settings.home, settings.passphrase_file = home, None
        _open(settings, demonstration=True, plain=plain)


def _make_demonstration(settings: Settings, home: Path) -> None:
    from assessor.demo.store import make_demonstration
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
    from assessor.views.worklist import case_line, in_order
    from assessor.wording import one_line, shorten

    desk = _settings_of(context, where).desk()
    lines = in_order([case_line(case) for case in desk.cases()])
    if as_json:
        keys = {"case", "name", "situation", "state", "next"}
        echo_json([line.model_dump(mode="json", include=keys) for line in lines])
    for line in () if as_json else lines:
        columns = (
            one_line(line.case),
            shorten(line.name, 28),
            (line.situation or "").replace("_", " "),
            line.state.replace("_", " "),
        )
        echo(f"{columns[0]:12} {columns[1]:28} {columns[2]:12} {columns[3]:10} {one_line(line.next)}")
    if not lines and not as_json:
        echo("No cases yet.")
    if desk.unreadable:
        fail("; ".join(dict.fromkeys(desk.unreadable)))


@cli.command()
@_shared
@click.argument("script", shell_complete=complete_script)
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
    from assessor.care.replay import interview_report
    from assessor.journal import Client
    from assessor.yaml_source import load, read_yaml

    settings = _settings_of(context, where)
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
    echo_json(report)
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
    from assessor.listening.hear import annotated, hear, read_notes, report

    phrases = _settings_of(context, where).bank().phrases
    notes = _read(file, read_notes)
    heard = [hear(note, phrases) for note in notes]
    if as_json:
        echo_json([report(note_heard) for note_heard in heard])
        return
    echo("\n\n".join(annotated(note, note_heard) for note, note_heard in zip(notes, heard, strict=True)))


@cli.command()
@_shared
@click.argument("case")
@click.option("--as", "format", type=click.Choice(["html", "docx", "pdf", "md", "txt", "json", "fhir"]), required=True)
@click.option(
    "--for", "reader", type=click.Choice(["therapist", "client", "employer", "record"]), default="therapist",
    show_default=True,
)  # fmt: skip
@click.option(
    "--letter", type=click.Choice(["meeting", "adjustments"]),
    help="A letter to the employer instead: for the client to send (--for client), or from you (--for employer).",
)  # fmt: skip
@click.option(
    "--employer", default="", help="Which, where there is more than one: by its name, or 1, 2 in their order."
)
@click.option("--version", "version", type=click.IntRange(min=1), help="This version of the plan, as it was exported.")
@click.option("--to", "to", type=FILE, required=True, help="The file to write.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@click.pass_context
def export(
    context: click.Context,
    /,
    case: str,
    format: str,
    reader: str,
    letter: str | None,
    employer: str,
    version: int | None,
    to: Path,
    overwrite: bool,
    **where: Path | None,
) -> None:
    """Write a CASE's plan to a file: the therapist's page, the client's or the employer's copy, or a letter."""
    from assessor.acts.leaving import export_to_file, to_heed
    from assessor.export import CannotMake, ExportRefused, as_exported
    from assessor.records.errors import StoreError

    desk = _settings_of(context, where).desk()
    try:
        current = desk.case(case)
        reading = as_exported(current, version, desk.bank) if version else None
        for look in to_heed(desk, current, reader, letter, reading, employer):
            echo(f"Look at this: {look}", err=True)
        export_to_file(desk, current, to, format, reader, letter, reading, overwrite, employer)
    except CannotMake as error:
        fail(str(error))
    except (ExportRefused, StoreError) as error:
        fail(str(error), REFUSED)
    echo(f"wrote {to}")


@cli.command()
@_shared
@click.argument("case")
@_plain
@click.option(
    "--script",
    shell_complete=complete_script,
    help="Begin a new call by this script; else the unfinished one goes on, or the likeliest begins.",
)
@click.option(
    "--go-on",
    metavar="SCRIPT",
    shell_complete=complete_script,
    help="Go on with the latest unfinished call by this script.",
)
@click.pass_context
def call(
    context: click.Context, /, case: str, plain: bool, script: str | None, go_on: str | None, **where: Path | None
) -> None:
    """Make a CASE's call: the full screen opens straight in it, or with --plain it is made in plain lines."""
    from assessor.records.errors import StoreError

    plain = plain or plain_lines_wanted()
    settings = _settings_of(context, where)
    desk = settings.desk()
    try:
        ringing = desk.take_up(case, script, go_on)
    except (KeyError, StoreError) as error:
        fail(str(error.args[0]), REFUSED)
    if plain:
        _in_plain_lines(desk, *ringing)
    else:
        from assessor.app import AssessorApp

        _run(AssessorApp(settings.folder, settings.banks, desk=desk, ringing=ringing))


def _in_plain_lines(desk: Desk, case: Case, call: str) -> None:
    from assessor.plain import PlainCall, hear_stdin, tell_stdout

    take_any_bytes()
    if not PlainCall(desk, case, call, hear_stdin, tell_stdout).run():
        raise SystemExit(CANNOT_RUN)


@cli.command()
@_shared
@signed
@clients.ANOTHER
@click.argument("file", type=FILE, required=False)
@click.pass_context
def new(
    context: click.Context, /, file: Path | None, another: bool, by: str | None, role: str | None, **where: Path | None
) -> None:
    """Take down a new client from FILE, a YAML mapping (name, called, born, telephone and so on), or in plain lines."""
    if file is None:
        _new_in_plain_lines(context, by, role, where)
    else:
        clients.take_down_from_file(context, file, another, by, role, where)


def _new_in_plain_lines(
    context: click.Context, by: str | None, role: str | None, where: dict[str, Path | None]
) -> None:
    from assessor.plain import hear_stdin, tell_stdout
    from assessor.plain.lines import Gone, Lines
    from assessor.plain.new_client import take_down_in_lines

    take_any_bytes()
    desk = _settings_of(context, where).desk(by, role)
    try:
        case = take_down_in_lines(Lines(desk, hear_stdin, tell_stdout))
    except Gone:
        raise SystemExit(REFUSED) from None
    if case is None:
        raise SystemExit(REFUSED)
    clients.tell_taken_down(case.client)


for subcommand in (
    clients.client,
    completion.completion,
    plans.queue,
    plans.act,
    plans.plan,
    plans.changes,
    supervision.supervision,
    banks.banks,
    days.day_command,
):
    cli.add_command(subcommand)


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
        usage = io.StringIO()
        error.show(usage)  # it says again what was typed
        echo(usage.getvalue(), err=True, nl=False)
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
