"""`assessor completion`: what a shell needs so that commands, options and scripts complete themselves.

The scripts are click's own. Clients are never among what completes: the records are locked, and names stay out of a
shell's history.
"""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

from assessor.commands.common import Settings, echo

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_ASSESSOR_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, /, shell: str) -> None:
    """Print what makes SHELL complete this program's commands, options and scripts."""
    source = get_completion_class(shell)
    if source is not None:
        echo(source(context.find_root().command, {}, "assessor", VARIABLE).source())


def complete_script(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The scripts of the bank in use that begin so, each with its title."""
    from assessor.yaml_source import BankError

    settings = Settings()
    settings.banks = context.params.get("banks") or (context.parent.params.get("banks") if context.parent else None)
    try:
        courses = settings.bank().courses
    except (SystemExit, OSError, BankError):  # a bank with faults completes nothing; the command says what they are
        return []
    scripts = (course.script for course in courses.values() if course.script.stage != "protocol")
    return [CompletionItem(s.script, help=s.title) for s in scripts if s.script.startswith(incomplete)]
