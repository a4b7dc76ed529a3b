"""The entry for the clinical record: whatever of it is copied, the journal says so."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Input, Static

from assessor.journal import Attempted, Exported
from assessor.screens.export import ExportScreen
from assessor.screens.record import RecordScreen
from tests.screens.conftest import Opened, until
from tests.screens.test_plan_screen import plan_of


async def record_of(pilot: Pilot[None]) -> RecordScreen:
    """The entry of a client whose plan is opened, and its whole text marked."""
    await plan_of(pilot)
    await pilot.press("c")
    await until(pilot, lambda: isinstance(pilot.app.screen, RecordScreen))
    screen = pilot.app.screen
    assert isinstance(screen, RecordScreen)
    return screen


def left(screen: RecordScreen | ExportScreen) -> list[str]:
    """The formats in which something left, as the records have it."""
    acts = [entry.act for entry in screen.desk.case(screen.case.id).entries]
    return [act.format for act in acts if isinstance(act, Exported)]


async def test_what_is_marked_and_copied_is_written_down_as_the_whole_entry_is(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await record_of(pilot)
        screen.query_one("#entry", Static).text_select_all()
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard
        assert left(screen) == ["clipboard"]


async def test_with_nothing_marked_nothing_is_copied_and_nothing_written_down(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await record_of(pilot)
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == ""
        assert left(screen) == []


async def test_what_cannot_be_written_down_is_not_copied_and_the_next_key_copies_it(opened: Opened) -> None:
    """The entry rests on the case as it was read; it is shown as it stands before it is copied."""
    async with opened() as pilot:
        screen = await record_of(pilot)
        screen.desk.write(screen.case, Attempted(outcome="no_answer"), "")
        await pilot.press("c")
        assert (pilot.app.clipboard, left(screen)) == ("", [])
        await pilot.press("c")
        assert pilot.app.clipboard
        assert left(screen) == ["clipboard"]


async def test_nothing_is_copied_by_mark_from_a_document_that_is_looked_at(opened: Opened) -> None:
    async with opened() as pilot:
        await plan_of(pilot)
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
        screen = pilot.app.screen
        assert isinstance(screen, ExportScreen)
        screen.query_one("#reads", Static).text_select_all()
        await pilot.press("ctrl+c")
        assert (pilot.app.clipboard, left(screen)) == ("", [])


async def test_an_export_that_was_refused_as_changed_elsewhere_is_made_by_the_next_key(
    opened: Opened, tmp_path: object
) -> None:
    async with opened() as pilot:
        await plan_of(pilot)
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
        screen = pilot.app.screen
        assert isinstance(screen, ExportScreen)
        screen.query_one("#file", Input).value = f"{tmp_path}/page.html"
        screen.desk.write(screen.case, Attempted(outcome="no_answer"), "")
        await pilot.press("enter")
        assert left(screen) == []
        await pilot.press("enter")
        assert left(screen) == ["html"]
