"""`assessor queue`, `act`, `plan` and `changes`: a plan read, worked on and reviewed without a screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor.commands.common import FILE, REFUSED, echo, echo_json, fail, read, settle, shared, signed, warn

if TYPE_CHECKING:
    from assessor.acts.desk import Desk
    from assessor.care.case import Case
    from assessor.views.comments import Comment
    from assessor.views.plan_lines import PlanLine


def _find(desk: Desk, case: str) -> Case:
    from assessor.records.errors import StoreError

    try:
        return desk.case(case)
    except StoreError as error:
        fail(str(error), REFUSED)


@click.command()
@shared
@signed
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def queue(context: click.Context, /, by: str | None, role: str | None, as_json: bool, **where: Path | None) -> None:
    """List the plans that wait for review, the longest waiting first, then the cases that deserve a look."""
    from assessor.views.review_queue import review_queue

    desk = settle(context, where).desk(by, role)
    today = desk.today
    found = review_queue(desk.cases(), today, desk.adviser.name, desk.adviser.role)
    if as_json:
        lines = [
            {
                "case": one.reference,
                "name": one.case.client.name,
                "adviser": one.adviser,
                "waiting_since": one.since.isoformat() if one.since else None,
                "looks": [{"flag": look.flag, "words": look.words} for look in one.flags],
                "refused": one.refusal,
            }
            for one in (*found.waiting, *found.deserving)
        ]
        echo_json(lines)
        return
    from assessor.wording import away, day, one_line, shorten

    for title, several in (("Waiting for review", found.waiting), ("Deserve a look", found.deserving)):
        if several:
            echo(f"{title}:")
        for one in several:
            since = one.since.astimezone().date() if one.since else None
            waits = f"since {day(since)}, {away(since, today)}" if since else "not handed in"
            by = f"{one_line(one.adviser)}, {waits}"
            told = f"  {one_line(one.reference):12} {shorten(one.case.client.name, 28):28} {by}"
            echo(one_line(told) if not one.flags else told.rstrip())
            for look in one.flags:
                echo(f"      {one_line(look.words)}")
            if one.refusal:
                echo(f"      not yours to review: {one_line(one.refusal)}")
    if not (found.waiting or found.deserving):
        echo("Nothing waits, and nothing deserves a look.")


@click.command()
@shared
@signed
@click.argument("case")
@click.argument("file", type=FILE)
@click.pass_context
def act(
    context: click.Context, /, case: str, file: Path, by: str | None, role: str | None, **where: Path | None
) -> None:
    """Do to CASE's plan the acts of FILE, a YAML list of them as the journal has them: all of them, or none."""
    from assessor.acts.acts_file import do_acts, read_acts
    from assessor.care.review_state import REVIEW_STATUSES
    from assessor.records.errors import StoreError
    from assessor.wording import counted
    from assessor.yaml_source import BankError

    acts = read(file, read_acts)
    desk = settle(context, where).desk(by, role)
    try:
        after = do_acts(desk, _find(desk, case), acts)
    except BankError as error:
        for fault in error.faults:
            echo(fault.shown(), err=True)
        warn("nothing was written")
        raise SystemExit(REFUSED) from None
    except StoreError as error:
        fail(str(error), REFUSED)
    echo(f"{counted(len(acts), 'act')} written; version {after.version}, {REVIEW_STATUSES[after.standing.state]}")


@click.command()
@shared
@click.argument("case")
@click.option("--version", "version", type=int, help="An earlier version; else the plan as it stands.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def plan(context: click.Context, /, case: str, version: int | None, as_json: bool, **where: Path | None) -> None:
    """Print CASE's plan line by line, with its standing and what was said of it in review."""
    from assessor.views.comments import threads_adrift, threads_on
    from assessor.views.plan_lines import plan_lines

    desk = settle(context, where).desk()
    found = _at(desk, _find(desk, case), version)
    lines = plan_lines(found)
    adrift = threads_adrift(found, [line.key for line in lines])
    if as_json:
        standing = found.standing
        told = {
            "case": found.client.reference or found.id,
            "name": found.client.name,
            "version": found.version,
            "standing": standing.state,
            "reviewer": standing.reviewer,
            "words": standing.words,
            "lines": [_line_data(line, threads_on(found, line.key)) for line in lines],
            "comments": [_comment_data(one) for one in (*threads_on(found, ""), *adrift)],
        }
        echo_json(told)
        return
    from assessor.wording import one_line

    echo(f"{one_line(found.client.name)}: plan, version {found.version}, {one_line(found.standing.told)}")
    _echo_comments(threads_on(found, ""), "")
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            echo(f"\n{group}")
        echo(f"  {one_line(line.whole)}")
        _echo_comments(threads_on(found, line.key), "    ")
    if adrift:
        echo("\nOn lines that are no longer there")
        _echo_comments(adrift, "  ")


def _at(desk: Desk, case: Case, version: int | None) -> Case:
    """The case as it was at this version; ends the program if there is none."""
    from assessor.wording import listed

    try:
        return case if version is None else case.at_version(version, desk.bank)
    except KeyError:
        there = sorted({*(fixed.version for fixed in case.standing.fixed), case.version})
        names = listed(map(str, there))
        fail(f"there is no version {version} of this plan that can be opened; there is {names}", REFUSED)


def _line_data(line: PlanLine, comments: tuple[Comment, ...]) -> dict[str, Any]:
    return {
        "key": line.key,
        "group": line.group,
        "kind": line.kind,
        "text": line.text,
        "words": line.words,
        "state": line.state,
        "mark": line.mark,
        "why": [{"about": about, "words": words} for about, words in line.why if words],
        "comments": [_comment_data(comment) for comment in comments],
    }


def _comment_data(comment: Comment) -> dict[str, Any]:
    told: dict[str, Any] = {"id": comment.id, "by": comment.by, "at": comment.at.isoformat(), "text": comment.text}
    return told | {"line": comment.line, "answers": [_comment_data(answer) for answer in comment.answers]}


def _echo_comments(comments: tuple[Comment, ...], indent: str) -> None:
    from assessor.wording import one_line

    for comment in comments:
        echo(f"{indent}[{one_line(comment.by)}: {one_line(comment.text)}]")
        _echo_comments(comment.answers, f"{indent}  ")


@click.command()
@shared
@click.argument("case")
@click.option("--from", "before", type=int, help="The version to compare with; else the one before.")
@click.option("--to", "after", type=int, help="The version that is compared; else the plan as it stands.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def changes(
    context: click.Context, /, case: str, before: int | None, after: int | None, as_json: bool, **where: Path | None
) -> None:
    """Say line by line what changed in CASE's plan from one version to another."""
    from assessor.views.changes import line_changes
    from assessor.views.plan_lines import plan_lines
    from assessor.wording import one_line

    desk = settle(context, where).desk()
    found = _find(desk, case)
    new = _at(desk, found, after)
    if before is None:
        earlier = [fixed.version for fixed in found.standing.fixed if fixed.version < new.version]
        if not earlier:
            fail(f"version {new.version} is the first: there is none before it to compare with", REFUSED)
        before = earlier[-1]
    found_changes = line_changes(plan_lines(_at(desk, found, before)), plan_lines(new))
    if as_json:
        told = [
            {"what": one.what, "key": one.key, "group": one.group, "before": one.before, "after": one.after}
            for one in found_changes
        ]
        echo_json({"from": before, "to": new.version, "changes": told})
        return
    echo(f"From version {before} to version {new.version}:")
    for one in found_changes:
        told_before, told_after = one_line(one.before), one_line(one.after)
        line = {"new": told_after, "gone": told_before, "changed": f"{told_before}  →  {told_after}"}[one.what]
        echo(f"  {one.what:8} {one.group}: {line}")
    if not found_changes:
        echo("  nothing changed")
