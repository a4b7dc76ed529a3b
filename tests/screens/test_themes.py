"""The colours: what is written can be read in each theme of ours, and anybody else's theme does no harm."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import OptionList

from assessor.app import AssessorApp
from assessor.records.preferences import PREFERENCES_FILE, prefer, preferred
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.plan import PlanScreen
from assessor.widgets.themes import COLOURLESS, CONTRAST, DARK, DRAWN_EDGES, GROUNDS, LIGHT, OUR_THEMES, TEXTS, contrast
from tests.screens.conftest import BANK, Opened, Quick, until
from tests.thorough import THOROUGH

LEAST = {DARK.name: 4.5, LIGHT.name: 4.5, CONTRAST.name: 7.0}


def test_the_contrast_of_two_colours_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_can_be_read_on_every_ground_of_every_theme() -> None:
    faint = []
    for theme in OUR_THEMES:
        colours = theme.to_color_system().generate() | theme.variables
        marked = ("block-cursor-foreground", "block-cursor-background")
        for text, ground in (*product(TEXTS, GROUNDS), marked, ("footer-key-foreground", "footer-background")):
            ratio = contrast(colours[text], colours[ground])
            if ratio < LEAST[theme.name]:
                faint.append(f"{theme.name}: {text} on {ground} is {ratio:.2f}")
    assert faint == []


def test_the_edges_of_high_contrast_stand_out_from_what_they_bound() -> None:
    colours = CONTRAST.to_color_system().generate() | CONTRAST.variables
    assert all(
        contrast(colours[edge], colours[ground]) >= 3 for edge in DRAWN_EDGES for ground in ("background", "field")
    )


def test_every_colour_of_a_style_sheet_has_a_name() -> None:
    """None is written out where it is used: another theme could not change it."""
    sheets = [
        *Path("assessor").rglob("*.tcss"),
        *Path("assessor/screens").glob("*.py"),
        *Path("assessor/widgets").glob("*.py"),
    ]
    written_out = [
        f"{sheet.name}: {word}"
        for sheet in sheets
        if sheet.name != "themes.py"
        for word in sheet.read_text(encoding="utf-8").replace(";", " ").replace('"', " ").split()
        if word.startswith("#") and len(word) in (4, 7) and set(word[1:].lower()) <= set("0123456789abcdef")
        and word != "#add"
    ]  # fmt: skip
    assert written_out == []


async def through(app: AssessorApp, size: tuple[int, int] = (100, 32)) -> list[type]:
    """The caseload, a call and a plan, in the theme the app begins in."""
    seen = []
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        quick = Quick(app)
        await quick.press("enter", "f1")
        seen.append(type(app.screen_stack[-2]))
        await quick.press("escape", "f2")
        seen.append(type(app.screen))
        assert app.is_running
    return seen


@pytest.mark.parametrize(
    "theme",
    [name if name in ("textual-light", "ansi-dark") else pytest.param(name, marks=THOROUGH) for name in BUILTIN_THEMES],
)
async def test_anybody_elses_theme_does_not_stop_the_program(
    theme: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    app = AssessorApp(home, BANK, demonstration=True)
    assert app.theme == theme
    assert await through(app) == [CallScreen, PlanScreen]
    assert not app.failure


async def test_the_colours_that_were_chosen_are_there_the_next_time_and_no_case_knows_of_them(
    opened: Opened, home: Path
) -> None:
    async with opened() as pilot:
        assert isinstance(pilot.app, AssessorApp)
        assert pilot.app.desk is not None
        before = [case.entries for case in pilot.app.desk.cases()]
        await pilot.press("f10")
        assert pilot.app.theme == LIGHT.name
        assert [case.entries for case in pilot.app.desk.cases()] == before
    async with opened() as pilot:
        assert pilot.app.theme == LIGHT.name
        await pilot.press("f10", "f10")
        assert pilot.app.theme == DARK.name
    prefer(home, "colours", LIGHT.name)
    assert preferred(home, "colours") == LIGHT.name


async def test_each_theme_can_be_chosen_by_its_name(opened: Opened) -> None:
    async with opened() as pilot:
        app = pilot.app
        assert isinstance(app, AssessorApp)
        offered = {one.title.split("  ")[0]: one.callback for one in app.get_system_commands(app.screen)}
        for theme in OUR_THEMES:
            offered[f"Colours: {theme.name}"]()
            await Quick(app).effect()
            assert app.theme == theme.name


@pytest.mark.parametrize("content", [b"", b"[]", b'{"colours": 3}', b'{"colours": "puce"}', b"\xff", b"[" * 9000])
def test_a_file_of_preferences_that_cannot_be_read_is_as_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / PREFERENCES_FILE).write_bytes(content)
    assert AssessorApp(tmp_path).theme == DARK.name
    prefer(tmp_path, "colours", LIGHT.name)
    assert AssessorApp(tmp_path).theme == LIGHT.name


def test_where_nothing_can_be_kept_nothing_is_and_no_folder_is_made(tmp_path: Path) -> None:
    prefer(tmp_path / "none", "colours", LIGHT.name)
    assert not (tmp_path / "none").exists()
    assert preferred(tmp_path / "none", "colours") == ""


async def test_without_colours_nothing_that_leaves_has_one_and_what_is_marked_is_reversed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    prefer(home, "colours", LIGHT.name)
    app = AssessorApp(home, BANK, demonstration=True)
    async with app.run_test(size=(100, 32)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        assert app.theme == COLOURLESS.name
        await Quick(app).press("f10", "enter", "f2")
        assert app.theme == COLOURLESS.name
        listed = app.screen.query_one("#lines", OptionList)
        lines = [listed.render_line(y) for y in range(listed.size.height)]
        for line_filter in app.get_line_filters():
            lines = [type(line)(line_filter.apply(list(line), Color.parse("#000000"))) for line in lines]
        styles = [segment.style for line in lines for segment in line if segment.style]
        assert styles
        assert all(not one or one.is_default for style in styles for one in (style.color, style.bgcolor))
        assert any(style.reverse for style in styles)
