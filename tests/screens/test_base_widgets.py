"""The widgets that draw text: what they are given is text, keeps its styles, and is held as it is drawn."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Group
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from assessor.app import OUTPUT, AssessorApp
from assessor.widgets.base import Input, OptionList, OutputFilter, Static, fit, fit_lines
from assessor.widgets.text_area import TextArea
from tests.hostile import FIRST_OF_ALL, PAYLOADS, TOGETHER, obeyed
from tests.screens.conftest import BANK

pytestmark = pytest.mark.painted

BLACK = Color(0, 0, 0)


class Fields(App[None]):
    """A field of each kind."""

    def compose(self) -> ComposeResult:
        yield Input(id="line")
        yield Input("kept \u202esecret", id="passphrase", password=True)
        yield TextArea(id="words")


def line(pilot: Pilot[None], name: str = "line") -> Input:
    return pilot.app.query_one(f"#{name}", Input)


class TestFit:
    """Text is made visible before it is measured, and keeps its styles where they were."""

    def test_styles_stay_on_the_words_they_were_on(self) -> None:
        content = Content.assemble(("\u202eab", "bold"), "c\x00", ("d\x1b", "italic"))
        fitted = fit(content)
        assert isinstance(fitted, Content)
        assert fitted.plain == "⟨RLO⟩abc␀d␛"
        assert {fitted.plain[span.start : span.end]: span.style for span in fitted.spans} == {
            "⟨RLO⟩ab": "bold",
            "d␛": "italic",
        }

    def test_the_same_for_text_of_rich(self) -> None:
        fitted = fit(Text.assemble(("\u2066a", "bold"), "\u200b", ("b\x1b", "red"), style="dim"))
        assert isinstance(fitted, Text)
        assert (fitted.plain, fitted.style) == ("⟨LRI⟩ab␛", "dim")
        assert [(fitted.plain[span.start : span.end], span.style) for span in fitted.spans] == [
            ("⟨LRI⟩a", "bold"),
            ("b␛", "red"),
        ]

    def test_the_same_for_lines_under_each_other(self) -> None:
        fitted = fit(Group(Text("a\x1b", "bold"), Group("b\u202e")))
        assert isinstance(fitted, Group)
        first, second = fitted.renderables
        assert isinstance(first, Text)
        assert isinstance(second, Group)
        assert (first.plain, first.style, second.renderables) == ("a␛", "bold", ["b⟨RLO⟩"])

    @pytest.mark.parametrize("content", ["plain", Content("plain"), Text("plain")])
    def test_what_is_fit_is_given_back_as_it_is(self, content: str | Content | Text) -> None:
        assert fit(content) is content

    def test_markup_in_words_stays_words(self) -> None:
        for words in ("[/b]", "[red]x[/red]", "[@click=app.quit]x[/]"):
            static = Static(words)
            assert str(static.visual) == words
            static.update(f"{words}!")
            assert str(static.visual) == f"{words}!"


class TestFields:
    """A field holds what it shows; lines end in one way."""

    @pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
    async def test_what_is_pasted_or_put_in_is_held_as_it_is_drawn(self, payload: str) -> None:
        async with Fields().run_test() as pilot:
            words = pilot.app.query_one("#words", TextArea)
            for widget in (line(pilot), words):
                widget.focus()
                await pilot.pause()
                pilot.app.post_message(events.Paste(payload))
                await pilot.pause()
            typed = line(pilot).value
            assert obeyed(typed) == obeyed(words.text) == []
            assert line(pilot).cursor_position == len(typed)
            assert words.text == fit_lines(payload)
            line(pilot).value = payload
            words.load_text(payload)
            line(pilot).placeholder = payload
            assert "\n" not in line(pilot).value + line(pilot).placeholder
            assert obeyed(line(pilot).placeholder) == []
            assert obeyed(line(pilot).value) == []
            assert words.text == fit_lines(payload)

    def test_lines_end_in_one_way(self) -> None:
        assert fit_lines("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\ni\tj\x1b") == "a\nb\nc\nd\ne\nf\ng\nh\ni j␛"

    async def test_a_passphrase_is_what_was_typed(self) -> None:
        async with Fields().run_test() as pilot:
            assert line(pilot, "passphrase").value == "kept \u202esecret"

    @pytest.mark.parametrize(
        ("field", "keys", "copied"),
        [
            ("line", ["ctrl+x"], None),  # nothing is marked
            ("words", ["ctrl+x"], None),
            ("line", ["shift+home", "ctrl+x"], "some words"),
            ("words", ["shift+home", "ctrl+c"], "some words"),
            ("passphrase", ["shift+home", "ctrl+c"], None),
            ("passphrase", ["shift+home", "ctrl+x"], None),
        ],
    )
    async def test_only_what_is_marked_goes_to_the_clipboard(
        self, field: str, keys: Sequence[str], copied: str | None
    ) -> None:
        async with Fields().run_test() as pilot:
            pilot.app.copy_to_clipboard("before")
            words = pilot.app.query_one("#words", TextArea)
            line(pilot).value = "some words"
            words.load_text("some words")
            words.move_cursor(words.document.end)
            widget = pilot.app.query_one(f"#{field}")
            widget.focus()
            await pilot.press("end", *keys)
            assert pilot.app.clipboard == (copied or "before")
            if copied is None:
                assert (line(pilot).value, words.text) == ("some words", "some words")
                assert line(pilot, "passphrase").value == "kept \u202esecret"


class TestOutputFilter:
    """The last wall stops what no widget made fit, and no line changes its length by it."""

    @pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
    def test_nothing_is_left_to_obey_and_the_line_is_as_long(self, payload: str) -> None:
        segments = [Segment("before ", Style(bold=True)), Segment(payload), Segment(" after")]
        filtered = OutputFilter().apply(segments, BLACK)
        assert obeyed("".join(segment.text for segment in filtered)) == []
        assert not any("\n" in segment.text for segment in filtered)
        assert [cell_len(segment.text) for segment in filtered] == [cell_len(segment.text) for segment in segments]

    def test_no_style_makes_a_link(self) -> None:
        filtered = OutputFilter().apply([Segment("a", Style(link="https://evil.example", bold=True))], BLACK)
        assert [(segment.text, segment.style) for segment in filtered] == [("a", Style(bold=True))]

    def test_a_line_that_is_fit_is_left_as_it_is(self) -> None:
        segments = [Segment("“Żółć” 王秀英 ▰▱", Style(bold=True)), Segment(" ")]
        assert OutputFilter().apply(segments, BLACK) is segments
        segments = [
            Segment("👩🏽‍🚀 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f e\u0301", Style(bold=True))
        ]
        assert OutputFilter().apply(segments, BLACK) == segments

    async def test_a_widget_that_forgot_is_stopped_on_its_way_to_the_terminal(self) -> None:
        written: list[str] = []

        class Terminal(HeadlessDriver):
            """Keeps what is written."""

            @property
            def is_headless(self) -> bool:
                return False

            def write(self, data: str) -> None:
                written.append(data)

        class Forgetful(Widget):
            """Draws what it was given as it is."""

            def render_line(self, y: int) -> Strip:
                return Strip(
                    [Segment(FIRST_OF_ALL.replace("\n", "")), Segment("x", Style(link="https://evil.example"))]
                )

        class One(App[None]):
            """One such widget."""

            def compose(self) -> ComposeResult:
                yield Forgetful()

            def get_line_filters(self) -> Sequence[LineFilter]:
                return [*super().get_line_filters(), OUTPUT]

        app = One(driver_class=Terminal)
        async with app.run_test(headless=False) as pilot:
            await pilot.pause(0.1)
        assert "]52;c;ZXZpbA==" in "".join(written)
        assert obeyed("".join(written)) == []


class TestApp:
    """What the program says at the edge of the screen, in the title and to the clipboard."""

    @pytest.fixture
    def app(self, tmp_path: Path) -> AssessorApp:
        return AssessorApp(tmp_path / "nothing", BANK)

    def test_the_filter_comes_last(self, app: AssessorApp) -> None:
        assert app.get_line_filters()[-1] is OUTPUT

    def test_the_title_is_the_programs_name_whatever_is_set(self, app: AssessorApp) -> None:
        app.title, app.sub_title = "Ines Marlowe", "off sick"
        assert (app.title, app.sub_title) == ("assessor", "")

    async def test_a_notification_is_never_markup(self, app: AssessorApp) -> None:
        async with app.run_test() as pilot:
            app.notify(f"[/b]{TOGETHER}", title=TOGETHER, markup=True)
            await pilot.pause()
            (shown,) = app._notifications
            assert not shown.markup
            assert obeyed(shown.message) == obeyed(shown.title) == []
            app.clear_notifications()
            app.action_help_quit()
            await pilot.pause()
            (shown,) = app._notifications
            assert shown.message.startswith("Ctrl+Q leaves")

    async def test_what_is_copied_is_text_and_half_a_character_stops_nothing(self, app: AssessorApp) -> None:
        written: list[str] = []
        async with app.run_test():
            assert app._driver is not None
            app._driver.write = written.append  # type: ignore[assignment,method-assign]
            app.copy_to_clipboard("a\x1b[201~; rm\n\ud800")
        (sequence,) = [data for data in written if data.startswith("\x1b]52;c;")]
        assert base64.b64decode(sequence[7:-1]).decode() == "a␛[201~; rm\n\ufffd"


async def test_a_list_shows_words_as_words() -> None:
    class Listing(App[None]):
        """A list."""

        def compose(self) -> ComposeResult:
            yield OptionList()

    async with Listing().run_test() as pilot:
        listed = pilot.app.query_one(OptionList)
        listed.add_options(["[/b]\x1b", Content("[red]\u202e")])
        assert [str(option.prompt) for option in listed.options] == ["[/b]␛", "[red]⟨RLO⟩"]
        await pilot.pause()
