"""The export screen: for whom, in which format; what it will say is there before it is made, or why it may not be."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input, Static

from assessor.app import AssessorApp
from assessor.care.case import Case
from assessor.care.employer_lines import choice
from assessor.export import exported
from assessor.journal import Consented, Exported, GoalWritten, SafetyNoted, StepWritten
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.export import DOCUMENT_CHOICES, ExportScreen
from tests.screens.conftest import Opened, Quick, until


async def at_export(pilot: Pilot[None], name: str) -> ExportScreen:
    """The export screen of this client."""
    assert isinstance(pilot.app, AssessorApp)
    caseload = pilot.app.screen
    assert isinstance(caseload, CaseloadScreen)
    case = next(one for one in caseload.desk.cases() if one.client.name == name)
    screen = ExportScreen(caseload.desk, case)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: bool(screen.query("#reads")) and said(screen) != "")
    return screen


def said(screen: ExportScreen) -> str:
    """What the document will say, or why it may not be made."""
    return str(screen.query_one("#reads", Static).content)


async def test_the_document_is_read_before_it_is_written_and_stands_in_the_journal(
    opened: Opened, tmp_path: Path
) -> None:
    async with opened() as pilot:
        screen = await at_export(pilot, finished_client(pilot))
        await pilot.press("down")
        assert said(screen).startswith("YOUR PLAN FOR WORK")
        await pilot.press("tab", "down", "down", "down", "down")
        screen.query_one("#file", Input).value = str(tmp_path / "copy.txt")
        await pilot.press("enter")
        assert (tmp_path / "copy.txt").read_text(encoding="utf-8") == said(screen)
        last = screen.case.entries[-1]
        assert isinstance(last.act, Exported)
        assert (last.act.reader, last.act.format, last.act.version) == ("client", "txt", screen.case.version)
        assert last.call == ""


async def test_what_the_client_has_not_agreed_to_is_refused_with_the_reason(opened: Opened, tmp_path: Path) -> None:
    async with opened() as pilot:
        screen = await at_export(pilot, finished_client(pilot))
        before = screen.case
        await pilot.press("down", "down")
        assert "sharing with the employer" in said(screen)
        screen.query_one("#file", Input).value = str(tmp_path / "employer.html")
        await pilot.press("enter")
        assert not (tmp_path / "employer.html").exists()
        assert screen.case is before


async def test_the_employers_lines_are_shown_before_the_copy_is_made(opened: Opened) -> None:
    async with opened() as pilot:
        caseload = pilot.app.screen
        assert isinstance(caseload, CaseloadScreen)
        case = next(one for one in caseload.desk.cases() if one.client.name == finished_client(pilot))
        agreed = GoalWritten(goal="g", what="Start at nine for a month", agreed_with="Joan Pike")
        case = caseload.desk.write(case, [agreed, Consented(reader="employer", given=True)], call="")
        caseload.desk.write(case, choice(case.plan, ["goal g"]), call="")
        screen = await at_export(pilot, case.client.name)
        await pilot.press("down", "down")
        assert "Start at nine for a month." in said(screen)
        assert "therap" not in said(screen).casefold()


async def test_what_to_look_at_first_is_said_to_the_adviser_and_not_on_the_page(opened: Opened) -> None:
    async with opened() as pilot:
        caseload = pilot.app.screen
        assert isinstance(caseload, CaseloadScreen)
        case = next(one for one in caseload.desk.cases() if one.client.name == finished_client(pilot))
        caseload.desk.write(case, StepWritten(step="s", what="Adviser rings her back"), call="")
        screen = await at_export(pilot, case.client.name)
        await pilot.press("down")
        heed = screen.query_one("#heed", Static)
        assert "speak of the client as she or he" in str(heed.content)
        assert "“Adviser rings her back”" in str(heed.content)
        assert "speak of the client" not in said(screen)
        await pilot.press("end")
        assert heed.has_class("nothing")


async def test_a_file_that_is_there_is_replaced_only_by_its_own_key(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text("mine", encoding="utf-8")
    async with opened() as pilot:
        screen = await at_export(pilot, finished_client(pilot))
        await pilot.press("down")
        screen.query_one("#file", Input).value = str(file)
        await pilot.press("enter")
        assert file.read_text(encoding="utf-8") == "mine"
        assert "Ctrl+O replaces it." in str(screen.query_one("#problem", Static).content)
        await pilot.press("ctrl+o")
        assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


async def test_what_is_beneath_has_the_export_in_its_journal(opened: Opened, tmp_path: Path) -> None:
    got: list[Case | None] = []
    async with opened() as pilot:
        caseload = pilot.app.screen
        assert isinstance(caseload, CaseloadScreen)
        case = next(one for one in caseload.desk.cases() if one.client.name == finished_client(pilot))
        screen = ExportScreen(caseload.desk, case)
        await pilot.app.push_screen(screen, got.append)
        await until(pilot, lambda: bool(screen.query("#reads")) and said(screen) != "")
        await pilot.press("down")
        screen.query_one("#file", Input).value = str(tmp_path / "plan.html")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: bool(got))
        assert got[0] is not None
        assert got[0].standing.is_fixed


def finished_client(pilot: Pilot[None]) -> str:
    """A client whose call came to its end."""
    assert isinstance(pilot, Quick)
    caseload = pilot.app.screen
    assert isinstance(caseload, CaseloadScreen)
    return next(one.client.name for one in caseload.desk.cases() if one.call and one.call.ended)


def test_every_document_has_a_file_name_of_its_own() -> None:
    stems = [choice.stem for choice in DOCUMENT_CHOICES]
    assert len(stems) == len(set(stems))


async def test_an_earlier_version_is_held_to_what_the_employer_may_see_today(opened: Opened) -> None:
    async with opened() as pilot:
        caseload = pilot.app.screen
        assert isinstance(caseload, CaseloadScreen)
        desk = caseload.desk
        case = next(one for one in desk.cases() if one.client.name == finished_client(pilot))
        case = desk.write(case, GoalWritten(goal="g", what="Start at nine"), "")
        case = desk.write(case, Consented(reader="employer", given=True), "")
        chosen = desk.write(case, choice(case.plan, ["goal g"]), "")
        now = desk.undo(desk.write(chosen, exported(chosen, "html", "employer"), ""), "")
        assert now is not None
        screen = ExportScreen(desk, now.at_version(1, desk.bank), now)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: said(screen) != "")
        await pilot.press("down", "down")
        assert "has chosen no line to share" in said(screen)


async def test_an_earlier_version_is_held_to_what_the_client_says_today(opened: Opened) -> None:
    async with opened() as pilot:
        caseload = pilot.app.screen
        assert isinstance(caseload, CaseloadScreen)
        desk = caseload.desk
        first = next(one for one in desk.cases() if one.plan.consent("therapist").given)
        sent = desk.write(first, exported(first, "html", "therapist"), "")
        now = desk.write(sent, Consented(reader="therapist", given=False), "")
        screen = ExportScreen(desk, now.at_version(1, desk.bank), now)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: said(screen) != "")
        assert "withdrew consent" in said(screen)


@pytest.mark.parametrize(
    ("name", "said_of_it"),
    [
        ("~nosuchuser/plan.txt", "cannot be written (there is no such folder)"),
        (f"{'a' * 300}.txt", "cannot be written (File name too long)"),
        ("-", "names no file"),
        ("", "names no file"),
    ],
)
async def test_a_name_that_no_file_can_have_is_said_in_words(opened: Opened, name: str, said_of_it: str) -> None:
    async with opened() as pilot:
        screen = await at_export(pilot, finished_client(pilot))
        await pilot.press("down")
        screen.query_one("#file", Input).value = name
        await pilot.press("enter")
        assert said_of_it in str(screen.query_one("#problem", Static).content)


@pytest.mark.painted
async def test_at_80x24_the_document_has_the_most_rows(opened: Opened) -> None:
    async with opened((80, 24)) as pilot:
        screen = await at_export(pilot, finished_client(pilot))
        page = screen.query_one(VerticalScroll)
        await until(pilot, lambda: page.scrollable_content_region.height >= 10)
        assert screen.query_one("#file", Input).region.bottom < 24


async def test_an_older_version_is_read_with_what_was_said_since(opened: Opened) -> None:
    async with opened() as pilot:
        caseload = pilot.app.screen
        assert isinstance(caseload, CaseloadScreen)
        name = finished_client(pilot)
        case = next(one for one in caseload.desk.cases() if one.client.name == name)
        desk = caseload.desk
        case = desk.write(case, [Consented(reader="therapist", given=True)], "")
        case = desk.write(case, [exported(case, "txt", "therapist")], "")
        old = case.at_version(case.version, desk.bank)
        limit = "nothing about my father, his illness or what I told you of the two years before it, not to anybody"
        case = desk.write(case, [Consented(reader="therapist", given=True, words=limit)], "")
        screen = ExportScreen(desk, old, case)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: bool(screen.query("#heed")) and said(screen) != "")
        heeded = str(screen.query_one("#heed", Static).content)
        assert f"“{limit}”" in heeded
        assert f"This is version {old.version} as it was" in heeded
        case = desk.write(case, [SafetyNoted(field="words", text="I have the tablets beside me", page="another")], "")
        screen = ExportScreen(desk, old, case)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: bool(screen.query("#heed")) and said(screen) != "")
        assert "does not hold what was raised about safety since" in said(screen)
