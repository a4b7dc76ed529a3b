"""Nothing that people wrote reaches the terminal as anything but text, whichever screen shows it.

The app runs with a driver that keeps what would be written to the terminal. Everything it draws is full of text that
would take a terminal over: what is kept must be Textual's own codes and text. And no widget leaves it to the output
filter: the text that comes there is fit already, so that it was measured as it is drawn.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static, TextArea

import assessor.screens
import assessor.widgets
from assessor.acts.desk import Desk
from assessor.acts.forms import Form
from assessor.acts.on_lines import (
    NotOnThisLine,
    comment_on_line,
    edit_line,
    rate_line,
    reply_on_line,
    set_aside_line,
)
from assessor.app import AssessorApp
from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.listening.hear import hear
from assessor.records.store import Adviser
from assessor.screens.agreeing import AgreeingRoom
from assessor.screens.call import CallScreen
from assessor.screens.case_room import CaseRoom
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.choose_call import BeginScreen, ChoiceScreen, NotReachedScreen
from assessor.screens.client import ClientScreen
from assessor.screens.dialog import Dialog
from assessor.screens.export import ExportScreen
from assessor.screens.form import FormScreen
from assessor.screens.go_to import GoToScreen
from assessor.screens.heard import HeardScreen
from assessor.screens.identity import IdentityScreen
from assessor.screens.note import NoteScreen
from assessor.screens.pause import PauseScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.queue import QueueScreen
from assessor.screens.read_back import ReadBackScreen
from assessor.screens.record import RecordScreen
from assessor.screens.review import ReviewScreen, SayScreen
from assessor.screens.safety import SafetyScreen
from assessor.screens.share import share_form
from assessor.screens.supervision import HoldScreen, SupervisionScreen
from assessor.screens.unlock import Door
from assessor.screens.versions import VersionScreen, VersionsScreen
from assessor.screens.who_works import Seat, WorkingAsScreen
from assessor.views.plan_lines import plan_lines
from assessor.widgets.base import OutputFilter
from assessor.widgets.help import HelpScreen
from assessor.widgets.palette import Palette
from assessor.widgets.question_card import QuestionCard
from assessor.widgets.room import Room
from assessor.widgets.verbs import Verb
from assessor.wording import is_fit, visible
from tests.hostile import FIRST_OF_ALL, PAYLOADS, fill, hostile_bank, obeyed, saying
from tests.records.memory import MemoryStore
from tests.records.samples import NOON, ticking
from tests.screens.conftest import BANK, until
from tests.thorough import THOROUGH

pytestmark = pytest.mark.painted

ABSTRACT = {Room, Seat, CaseRoom, AgreeingRoom, ChoiceScreen, Dialog}
MARKED = 4
"""Lines of a list that are marked, one after the other, where it is looked at thoroughly; else the last alone is."""


@dataclass
class Watched:
    """The app on hostile records, with all that it writes to the terminal and what its widgets draw unfit."""

    app: AssessorApp
    pilot: Pilot[None]
    desk: Desk
    payload: str
    thorough: bool
    written: list[str]
    unfit: list[str]
    seen: set[type] = field(default_factory=set)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def case(self, name: str = "full") -> Case:
        return next(case for case in self.desk.cases() if case.id == name)

    async def settle(self) -> None:
        await self.pilot.pause()
        await asyncio.sleep(0.02)  # the terminal is painted 60 times a second

    async def look(self, place: str) -> None:
        """Takes what was written since the last look: under this name it is wrong, if it is."""
        await self.settle()
        output = "".join(self.written)
        assert output, f"{place} painted nothing"
        several = [repr(bar.visual) for bar in self.app.screen.query(".bar").results(Static) if "\n" in str(bar.visual)]
        if wrong := [*obeyed(output), *(f"left to the filter: {text!r}" for text in self.unfit), *several]:
            self.wrong[place] = wrong
        self.written.clear()
        self.unfit.clear()
        self.seen.add(type(self.app.screen))

    async def mark_every_line(self) -> None:
        """Marks the lines of each list, so that what stands beside them is shown."""
        for listed in self.app.screen.query(OptionList):
            if listed.display and not listed.disabled:
                places = range(listed.option_count)
                for place in places[:MARKED] if self.thorough else places[-1:]:
                    listed.highlighted = place
                    await self.pilot.pause()

    async def paste_everywhere(self) -> None:
        """Pastes the payload into each field, or into one of each kind."""
        for kind in (Input, TextArea):
            fields = [widget for widget in self.app.screen.query(kind) if widget.display]
            for widget in fields if self.thorough else fields[:1]:
                widget.post_message(events.Paste(self.payload))
        await self.settle()

    async def visit(self, screen: Screen[Any], then: Callable[[], Awaitable[object]] | None = None) -> None:
        """Turns to a screen in place of the last, looks it over, and pastes into it."""
        turn = self.app.switch_screen if len(self.app.screen_stack) > 2 else self.app.push_screen
        await turn(screen)
        await self.settle()
        await self.mark_every_line()
        if then is not None:
            await then()
        await self.paste_everywhere()
        await self.look(type(screen).__name__)


def written(_: object) -> str:
    """What a dialog gives is written."""
    return ""


async def watch(
    payload: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    then: Callable[[Watched], Awaitable[None]],
    thorough: bool,
) -> Watched:
    """Opens the app on records and a bank full of the payload, and does this in it."""
    bank: Bank = hostile_bank(payload)
    store = MemoryStore()
    fill(store, saying(payload), bank)
    clock = ticking(NOON)
    desk = Desk(store, bank, Adviser(name=saying(payload)("senior"), role="senior"), lambda: next(clock))
    written: list[str] = []
    unfit: list[str] = []

    class Terminal(HeadlessDriver):
        """Keeps what is written; nothing else tells it from a real one."""

        @property
        def is_headless(self) -> bool:
            return False

        def write(self, data: str) -> None:
            written.append(data)

    filtered = OutputFilter.apply

    def apply(self: OutputFilter, segments: list[Segment], background: Color) -> list[Segment]:
        unfit.extend(text for text, _, _ in segments if not is_fit(text) and visible(text) != text)
        return filtered(self, segments, background)

    monkeypatch.setattr(OutputFilter, "apply", apply)
    app = AssessorApp(tmp_path, BANK, desk=desk)
    app.driver_class = Terminal
    async with app.run_test(size=(132, 64) if thorough else (100, 30), headless=False) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        watched = Watched(app, pilot, desk, payload, thorough, written, unfit)
        await then(watched)
        assert app.title == "assessor"
        assert not app.sub_title
    return watched


async def every_screen(watched: Watched) -> None:
    """Goes through every screen of the program."""
    app, desk, bank = watched.app, watched.desk, watched.desk.current_bank
    full = watched.case()
    word = saying(watched.payload)
    await watched.mark_every_line()
    app.notify(watched.payload, title=watched.payload, severity="error")
    await watched.look("CaseloadScreen")
    app.clear_notifications()
    call = CallScreen(desk, full, "call-full")
    await watched.visit(call, lambda: through_the_call(watched, call))
    await watched.visit(CallScreen(desk, watched.case("begun"), "call-begun"))
    for screen in (PlanScreen, SafetyScreen, ReviewScreen, VersionsScreen, ExportScreen):
        await watched.visit(screen(desk, full))
    await watched.visit(PauseScreen(full, lambda: True), lambda: watched.pilot.press("c"))
    await watched.visit(VersionScreen(full))
    await watched.visit(PlanScreen(desk, watched.case("returned")))
    await watched.visit(QueueScreen(desk))
    await watched.visit(SupervisionScreen(desk))
    await watched.visit(HoldScreen(desk, desk.cases(), word("adviser")))
    for form in forms(full):
        await watched.visit(FormScreen(form, written))
    share = share_form(full, written)
    assert share is not None
    await watched.visit(share)
    await watched.visit(RecordScreen(desk, full))
    await watched.visit(HelpScreen(word("title"), (Verb(word("key"), "", word("word"), word("help")),)))
    await watched.visit(Palette())
    await watched.visit(ReadBackScreen(full))
    await watched.visit(GoToScreen(full.calls[-1].interview))
    await watched.visit(
        NoteScreen(word("beside"), lambda words: hear(words, bank.phrases), lambda item: True, written, lambda: None)
    )
    await watched.visit(HeardScreen(word("title"), word("words"), hear(word("words"), bank.phrases), lambda item: True))
    await watched.visit(SayScreen(written, word("title"), word("about"), word("verb"), word("needed")))
    await watched.visit(WorkingAsScreen(desk), lambda: watched.pilot.press("n"))
    await watched.visit(BeginScreen(full, bank, desk.today))
    await watched.visit(NotReachedScreen(full))
    await watched.visit(ClientScreen(written))
    await watched.visit(ClientScreen(written, full.client))
    await watched.visit(IdentityScreen(lambda: full.client, written))
    home = Path("/nowhere") / watched.payload.replace("\0", "").replace("/", "")[:60]
    door = Door(home, BANK, None, False)

    async def refused() -> None:
        door.refuse(word("refused"))

    await watched.visit(door, refused)
    app.pop_screen()
    await watched.paste_everywhere()  # the caseload's search
    await watched.look("CaseloadScreen, searched")
    assert isinstance(app.screen, CaseloadScreen)


def forms(case: Case) -> Iterator[Form]:
    """What is asked before an act on a line: each kind of it, for the first line that takes it."""
    lines = plan_lines(case)
    step = next(line for line in lines if line.kind == "step")
    for ask in (edit_line, set_aside_line, rate_line, reply_on_line, comment_on_line):
        for line in lines:
            with suppress(NotOnThisLine):
                yield ask(case, line)
                break
    yield edit_line(case, step)


async def through_the_call(watched: Watched, screen: CallScreen) -> None:
    """Turns to a question of each kind, or to each question, and has an answer refused there."""
    kinds: set[str] = set()
    asked = [question for section in screen.call.interview.course.script.sections for _, question in section.asked]
    for question in asked:
        if not watched.thorough and type(question).__name__ in kinds:
            continue
        kinds.add(type(question).__name__)
        screen.go_to(question.id)
        screen.query_one(QuestionCard).toggle_why()
        screen.query_one(QuestionCard).refuse(watched.payload)
        await watched.settle()


def screens() -> Iterator[type]:
    """Every class of screen that the program has."""
    for package in (assessor.screens, assessor.widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for found in vars(importlib.import_module(module.name)).values():
                if isinstance(found, type) and issubclass(found, Screen) and found.__module__ == module.name:
                    yield found


@THOROUGH
async def test_nothing_on_any_screen_is_obeyed_by_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = await watch(FIRST_OF_ALL, tmp_path, monkeypatch, every_screen, thorough=False)
    assert watched.wrong == {}
    assert watched.seen == set(screens()) - ABSTRACT, "a screen is not looked at"


@pytest.mark.thorough
@pytest.mark.parametrize("payload", PAYLOADS)
async def test_no_kind_of_hostile_text_on_any_screen_is_obeyed(
    payload: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = await watch(PAYLOADS[payload], tmp_path, monkeypatch, every_screen, thorough=True)
    assert watched.wrong == {}
