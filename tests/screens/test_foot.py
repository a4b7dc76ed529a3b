"""The foot: as many keys as there is room for, and F1 always."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from assessor.screens.call_verbs import CALL_VERBS
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.plan import PlanScreen
from assessor.widgets.foot import Foot, keys_that_fit
from assessor.widgets.verbs import HELP, Verb
from tests.screens.conftest import Opened, Quick

VERBS = (
    Verb("a", "agree", "agree", "Agree."),
    Verb("b", "back", "back", "Back."),
    HELP,
    Verb("c", "copy", "copy", "Copy.", quiet=True),
)


@pytest.mark.parametrize(
    ("width", "spare", "shown"),
    [
        (8, 0, ["f1"]),
        (16, 0, ["a", "f1"]),
        (25, 0, ["a", "b", "f1"]),
        (33, 0, ["a", "b", "f1", "c"]),
        (33, 3, ["a", "b", "f1"]),
    ],
)
def test_keys_give_way_from_the_end_and_f1_never(width: int, spare: int, shown: list[str]) -> None:
    assert [verb.key for verb in keys_that_fit(VERBS, width, spare)] == shown


@pytest.mark.parametrize("verbs", [CALL_VERBS, PlanScreen.VERBS, CaseloadScreen.VERBS])
@pytest.mark.parametrize("width", [40, 62, 77, 97, 137])
def test_no_key_of_any_foot_is_cut_in_two(verbs: tuple[Verb, ...], width: int) -> None:
    shown = keys_that_fit(verbs, width)
    assert HELP in shown
    assert sum(len(f"{verb.shown_key} {verb.word}") + 2 for verb in shown) - 2 <= width


async def test_the_word_of_state_takes_keys_away_and_cuts_none(opened: Opened) -> None:
    async with opened((80, 24)) as pilot:
        foot = pilot.app.screen.query_one(Foot)
        foot.say("saved ✓ 12:34")
        await Quick(pilot.app).effect()
        keys = foot.query_one("#verbs", Static)
        await pilot.pause()
        assert "…" not in keys.render_line(0).text
        assert "F1 help" in keys.render_line(0).text
