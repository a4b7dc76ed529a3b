"""`assessor queue`, `act`, `plan` and `changes`: a plan read, worked on and reviewed without a screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor.commands.common import FILE, REFUSED, echo, echo_json, fail, read, settings_of, shared, signed, warn

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

    desk = settings_of(context, where).desk(by, role)
    today = desk.today
    waiting_list = review_queue(desk.cases(), today, desk.adviser.name, desk.adviser.role)
    if as_json:
        lines = [
            {
                "case": review.reference,
                "name": review.case.client.name,
                "adviser": review.adviser,
                "waiting_since": review.since.isoformat() if review.since else None,
                "looks": [{"flag": look.flag, "words": look.words} for look in review.flags],
                "refused": review.refusal,
            }
            for review in (*waiting_list.waiting, *waiting_list.deserving)
        ]
        echo_json(lines)
        return
    from assessor.wording import away, day, one_line, shorten

    for title, reviews in (("Waiting for review", waiting_list.waiting), ("Deserve a look", waiting_list.deserving)):
        if reviews:
            echo(f"{title}:")
        for review in reviews:
            since = review.since.astimezone().date() if review.since else None
            waits = f"since {day(since)}, {away(since, today)}" if since else "not handed in"
            by = f"{one_line(review.adviser)}, {waits}"
            heading = f"  {one_line(review.reference):12} {shorten(review.case.client.name, 28):28} {by}"
            echo(one_line(heading) if not review.flags else heading.rstrip())
            for look in review.flags:
                echo(f"      {one_line(look.words)}")
            if review.refusal:
                echo(f"      not yours to review: {one_line(review.refusal)}")
    if not (waiting_list.waiting or waiting_list.deserving):
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
    from assessor.export.before_export import heed
    from assessor.journal import Reviewed, ShareChosen
    from assessor.records.errors import StoreError
    from assessor.views.review_flags import told_before_signing
    from assessor.wording import counted
    from assessor.yaml_source import BankError

    acts = read(file, read_acts)
    desk = settings_of(context, where).desk(by, role)
    before = _find(desk, case)
    try:
        after = do_acts(desk, before, acts)
    except BankError as error:
        for fault in error.faults:
            echo(fault.shown(), err=True)
        warn("nothing was written")
        raise SystemExit(REFUSED) from None
    except StoreError as error:
        fail(str(error), REFUSED)
    if any(isinstance(filed.act, Reviewed) and filed.act.decision == "signed" for filed in acts):
        for look in told_before_signing(before, desk.today):
            echo(f"Look at this: {look}", err=True)
    shared = {
        entry.act.employer or "employer" for entry in after.entries[-len(acts) :] if isinstance(entry.act, ShareChosen)
    }
    for employer in sorted(shared):
        for look in heed(after, "employer", None, desk.today, employer=employer):
            echo(f"Look at this: {look}", err=True)
    echo(f"{counted(len(acts), 'act')} written; version {after.version}, {REVIEW_STATUSES[after.standing.state]}")


@click.command()
@shared
@click.argument("case")
@click.option("--version", "version", type=int, help="An earlier version; else the plan as it stands.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def plan(context: click.Context, /, case: str, version: int | None, as_json: bool, **where: Path | None) -> None:
    """Print CASE's plan line by line, with its standing and what was said of it in review."""
    from assessor.care.fingerprint import fingerprint
    from assessor.views.comments import threads_adrift, threads_on
    from assessor.views.plan_lines import plan_lines

    desk = settings_of(context, where).desk()
    versioned = _at(desk, _find(desk, case), version)
    lines = plan_lines(versioned)
    adrift = threads_adrift(versioned, [line.key for line in lines])
    if as_json:
        standing = versioned.standing
        document = {
            "case": versioned.client.reference or versioned.id,
            "name": versioned.client.name,
            "version": versioned.version,
            "fingerprint": fingerprint(versioned),
            "standing": standing.state,
            "reviewer": standing.reviewer,
            "words": standing.words,
            "lines": [_line_data(line, threads_on(versioned, line.key)) for line in lines],
            "comments": [_comment_data(comment) for comment in (*threads_on(versioned, ""), *adrift)],
        }
        echo_json(document)
        return
    from assessor.wording import one_line

    echo(f"{one_line(versioned.client.name)}: plan, version {versioned.version}, {one_line(versioned.standing.told)}")
    echo(f"Fingerprint {fingerprint(versioned)}")
    _echo_comments(threads_on(versioned, ""), "")
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            echo(f"\n{group}")
        echo(f"  {one_line(line.whole)}")
        _echo_comments(threads_on(versioned, line.key), "    ")
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
        "why": [{"about": topic, "words": words} for topic, words in line.why if words],
        "comments": [_comment_data(comment) for comment in comments],
    }


def _comment_data(comment: Comment) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": comment.id, "by": comment.by, "at": comment.at.isoformat(), "text": comment.text}
    return fields | {"line": comment.line, "answers": [_comment_data(answer) for answer in comment.answers]}


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

    desk = settings_of(context, where).desk()
    current = _find(desk, case)
    new = _at(desk, current, after)
    if before is None:
        earlier = [fixed.version for fixed in current.standing.fixed if fixed.version < new.version]
        if not earlier:
            fail(f"version {new.version} is the first: there is none before it to compare with", REFUSED)
        before = earlier[-1]
    differences = line_changes(plan_lines(_at(desk, current, before)), plan_lines(new))
    if as_json:
        rows = [
            {
                "what": change.what,
                "key": change.key,
                "group": change.group,
                "before": change.before,
                "after": change.after,
            }
            for change in differences
        ]
        echo_json({"from": before, "to": new.version, "changes": rows})
        return
    echo(f"From version {before} to version {new.version}:")
    for change in differences:
        before_words, after_words = one_line(change.before), one_line(change.after)
        line = {"new": after_words, "gone": before_words, "changed": f"{before_words}  →  {after_words}"}[change.what]
        echo(f"  {change.what:8} {change.group}: {line}")
    if not differences:
        echo("  nothing changed")
