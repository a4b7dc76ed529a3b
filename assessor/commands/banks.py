"""`assessor banks`: look at question banks: check, list, show, draw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import get_args

import click

from assessor.commands.common import FILE, REFUSED, echo, fail, read, settings_of, shared, warn

SCHEMAS = (
    "script", "catalogue", "adjustments", "facts", "helplines", "health_words", "phrases", "weights", "persona",
    "service",
)  # fmt: skip


@click.group()
def banks() -> None:
    """Look at question banks: check, list, show, draw."""


@banks.command()
@shared
@click.argument("paths", nargs=-1, type=FILE)
@click.option("--unverified", is_flag=True, help="Only list the sources nobody has checked, and facts not confirmed.")
@click.pass_context
def check(context: click.Context, /, paths: tuple[Path, ...], unverified: bool, **where: Path | None) -> None:
    """Check the shipped bank, or the banks at these PATHS: every fault by file, line and column."""
    from assessor.authoring import readability
    from assessor.authoring.check import check_path

    settings = settings_of(context, where)
    wanted = paths or (settings.banks,)
    if unverified:
        _list_unverified(wanted)
        return
    if not readability.available():
        warn(readability.HOW_TO_INSTALL)
    faults = [fault for path in wanted for fault in check_path(path, date.today())]  # noqa: DTZ011
    for fault in faults:
        echo(fault.shown())
    if faults:
        raise SystemExit(REFUSED)
    echo("no faults")


def _list_unverified(paths: Iterable[Path | None]) -> None:
    from assessor.authoring.check import unverified_at
    from assessor.wording import counted
    from assessor.yaml_source import BankError

    try:
        unverified = [fault for path in paths for fault in unverified_at(path)]
    except BankError as error:
        for fault in error.faults:
            echo(fault.shown())
        raise SystemExit(REFUSED) from None
    for fault in unverified:
        echo(str(fault))
    echo(f"{counted(len(unverified), 'source or fact', 'sources and facts')} not confirmed")


@banks.command()
@shared
@click.pass_context
def facts(context: click.Context, /, **where: Path | None) -> None:
    """Print the law page: every figure and rule that the bank quotes, with its dates and on whose word it stands."""
    from assessor.authoring.law_page import law_page

    echo(law_page(settings_of(context, where).bank()) or "this bank holds no facts")


@banks.command()
@click.argument(
    "kind",
    required=False,
    type=click.Choice(SCHEMAS),
)
@click.option("--to", "folder", type=FILE, help="Write the schemas of every kind into this folder.")
def schema(kind: str | None, folder: Path | None) -> None:
    """Print the format of one KIND of file as JSON Schema, or write them all, for an editor to check with."""
    from assessor.authoring import json_schema as schemas

    if folder is None:
        if kind is None:
            raise click.UsageError(f"name a kind ({', '.join(schemas.FILES)}), or a folder with --to")
        echo(schemas.schema_text(kind), nl=False)
        return
    for name in [kind] if kind else schemas.FILES:
        file = folder / f"{name}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(schemas.schema_text(name), encoding="utf-8", newline="\n")
        except OSError as error:
            fail(f"{file}: cannot be written ({error.strerror})")
        echo(f"wrote {file}")


@banks.command()
@shared
@click.argument("script")
@click.option("--as", "form", type=click.Choice(["text", "mermaid"]), default="text", show_default=True)
@click.pass_context
def graph(context: click.Context, /, script: str, form: str, **where: Path | None) -> None:
    """Draw where each answer of a script leads: the questions that it brings, and those that it rules out."""
    from assessor.scripts import drawing

    try:
        course = settings_of(context, where).bank().course(script)
    except KeyError as error:
        fail(str(error.args[0]), REFUSED)
    echo(drawing.as_mermaid(course) if form == "mermaid" else drawing.as_text(course))


@banks.command()
@shared
@click.argument("files", nargs=-1, type=FILE, required=True)
@click.option(
    "--harm", "harm_files", multiple=True, type=FILE, help="Notes of which only statements about harm are told."
)
@click.option("--to", "to", type=FILE, required=True, help="The file of weights to write, in the weights/ of a bank.")
@click.pass_context
def learn(
    context: click.Context, /, files: tuple[Path, ...], harm_files: tuple[Path, ...], to: Path, **where: Path | None
) -> None:
    """Learn what words weigh from the notes in FILES, each with what it says, and write it down."""
    from assessor.listening.training import as_file, read_labelled, train

    phrases = settings_of(context, where).bank().phrases
    notes = [note for file in files for note in read(file, read_labelled)]
    harm = [note for file in harm_files for note in read(file, read_labelled)]
    command = " ".join(["assessor banks learn", *(f.name for f in files), *(f"--harm {f.name}" for f in harm_files)])
    try:
        weights = train(notes, harm, phrases, to.stem, "assessor project")
        to.write_text(as_file(weights, command), "utf-8", newline="\n")
    except OSError as error:
        fail(f"{to}: cannot be written ({error.strerror})")
    echo(f"wrote {to}: learnt from {len(notes) + len(harm)} notes")


@banks.command("list")
@shared
@click.pass_context
def list_scripts(context: click.Context, /, **where: Path | None) -> None:
    """List the scripts of the bank."""
    from assessor.scripts.model import Stage

    bank = settings_of(context, where).bank()
    stages = get_args(Stage)
    for course in sorted(bank.courses.values(), key=lambda course: stages.index(course.script.stage)):
        count = sum(1 for step in course.questions if step.question and step.question.takes_answer)
        script = course.script
        echo(f"{script.script:24} version {script.version:<4} {count:4} questions  {script.title}")
    echo(f"{len(bank.interventions)} things that can help, {len(bank.personas)} invented clients")


@banks.command()
@shared
@click.argument("script")
@click.pass_context
def show(context: click.Context, /, script: str, **where: Path | None) -> None:
    """Print a script as a person reads it."""
    from assessor.scripts.outline import shown

    try:
        course = settings_of(context, where).bank().course(script)
    except KeyError as error:
        fail(str(error.args[0]), REFUSED)
    echo(shown(course.script))
