"""Who is on the line: the card in the call, details put right there, and a new client of a name that exists."""

from __future__ import annotations

from textual.pilot import Pilot

from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.client import ClientScreen
from assessor.screens.identity import IdentityScreen
from assessor.views.identity import COMPARED
from assessor.widgets.base import Input, Static
from tests.screens.conftest import Opened
from tests.screens.test_call import begin, call
from tests.screens.test_review import on


def said(pilot: Pilot[None], part: str) -> str:
    """What stands in a part of the dialog."""
    return str(pilot.app.screen.query_one(part, Static).content)


async def test_the_card_says_what_is_compared_and_never_read_out_and_details_put_right_reach_the_call(
    opened: Opened,
) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("f9")
        await on(pilot, IdentityScreen)
        assert any(COMPARED in str(static.content) for static in pilot.app.screen.query(Static))
        await pilot.press("e")
        await on(pilot, ClientScreen)
        pilot.app.screen.query_one("#called", Input).value = "Shiv"
        await pilot.press("ctrl+s")
        await on(pilot, IdentityScreen)
        await pilot.press("escape")
        await on(pilot, CallScreen)
        screen = call(pilot)
        assert screen.call.interview.client.first_name == "Shiv"
        assert screen.desk.case(screen.case.id).client.called == "Shiv"


async def test_details_that_somebody_else_put_right_meanwhile_are_not_written_over(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "f9")
        await on(pilot, IdentityScreen)
        await pilot.press("e")
        await on(pilot, ClientScreen)
        desk = pilot.app.desk  # type: ignore[attr-defined]
        reference = next(iter(desk.store.references()))
        stands = desk.case(next(case.client.reference for case in desk.cases() if case.unfinished) or reference)
        desk.correct(stands, stands.client.model_copy(update={"telephone": "01632 960555"}))
        pilot.app.screen.query_one("#called", Input).value = "Shiv"
        await pilot.press("ctrl+s")
        assert "changed elsewhere" in said(pilot, "#problem")
        assert pilot.app.screen.query_one("#telephone", Input).value == "01632 960555"
        await pilot.press("ctrl+s")
        await on(pilot, IdentityScreen)
        client = desk.case(stands.id).client
        assert (client.called, client.telephone) == ("Shiv", "01632 960555")


async def test_a_new_client_of_a_name_that_exists_keeps_what_was_typed_and_says_whose_it_is(opened: Opened) -> None:
    async with opened() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CaseloadScreen)
        name = screen.lines[0].name
        count = len(screen.lines)
        await pilot.press("ctrl+n")
        await on(pilot, ClientScreen)
        pilot.app.screen.query_one("#name", Input).value = name.upper()
        pilot.app.screen.query_one("#telephone", Input).value = "01632 960999"
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, ClientScreen)
        assert screen.lines[0].case in said(pilot, "#problem")
        assert pilot.app.screen.query_one("#telephone", Input).value == "01632 960999"
        await pilot.press("ctrl+s")
        await on(pilot, CaseloadScreen)
        assert len(screen.lines) == count + 1


async def test_what_somebody_would_be_called_is_shown_where_the_name_is_typed(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+n")
        await on(pilot, ClientScreen)
        await pilot.press(*"Dr Priya Nair")
        assert "The call asks for “Priya”. That is a guess from the name." in said(pilot, "#hints")
