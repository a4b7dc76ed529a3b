"""The call through its real screen, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from assessor.app import AssessorApp
from assessor.care.case import Case
from assessor.records import sqlite
from assessor.records.errors import NotSaved
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.note import NoteScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.safety import SafetyScreen
from assessor.widgets.answer_fields import Words
from assessor.widgets.question_card import QuestionCard
from tests.screens.conftest import BANK, Opened, Quick, until

NEW = ("T", "-", "1", "enter")


def call(pilot: Pilot[None]) -> CallScreen:
    """The call screen, which must be the one that is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, CallScreen)
    return screen


def said(pilot: Pilot[None]) -> str:
    """The words that stand on the card to be said."""
    return str(call(pilot).query_one("#say", Static).content)


def kept(pilot: Pilot[None]) -> Case:
    """The case as the records on disk have it."""
    screen = call(pilot)
    return screen.desk.case(screen.case.client.reference)


async def begin(pilot: Pilot[None]) -> None:
    """Opens the new client's call."""
    await pilot.press(*NEW)
    await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))


async def test_a_whole_call_by_keys_alone_ends_in_its_plan(opened: Opened) -> None:
    """One key a coded answer, Enter after words, and the plan opens when the call is ended."""
    async with opened() as pilot:
        await begin(pilot)
        assert said(pilot) == "“May I share the plan with your therapist?”"
        await pilot.press("1", "2")
        await pilot.press(*"Porter", "enter", *"36", "enter")
        await pilot.press(*"3 weeks ago", "enter")
        await pilot.press("2", "enter")
        await pilot.press("t")
        assert said(pilot) == "The call is at its end."
        assert "Thank you for talking to me today." in str(call(pilot).query_one("#lead", Static).content)
        plan = kept(pilot).plan
        assert (plan.situation, [b.code for b in plan.barriers]) == ("off_sick", ["fear_of_return"])
        assert plan.work["work.hours"] == "36 hours"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        await pilot.press("a")
        screen = cast("PlanScreen", pilot.app.screen)
        assert [s.state for s in screen.case.plan.therapist_requests] == ["accepted"]
        assert [s.state for s in screen.case.plan.suggestions] == ["proposed"]


@pytest.mark.parametrize(("key", "reason"), [("ctrl+t", "declined"), ("ctrl+o", "unknown"), ("ctrl+s", "skip")])
async def test_no_answer_is_one_key(opened: Opened, key: str, reason: str) -> None:
    """Declined, not known and left for later are one key each."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press(key)
        assert kept(pilot).calls[-1].interview.responses["share"].reason == reason


async def test_words_typed_before_a_non_response_are_kept_as_a_note(opened: Opened) -> None:
    """Ctrl+O on a half-typed answer loses nothing of it."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1", *"Port", "ctrl+o")
        interview = kept(pilot).calls[-1].interview
        assert interview.responses["job_title"].reason == "unknown"
        assert [entry.act.text for entry in interview.notes if entry.act.act == "note"] == ["Port"]


async def test_a_refused_answer_says_why_and_keeps_what_was_typed(opened: Opened) -> None:
    """A number out of range stays in its field, with what would do beside it."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1", *"Porter", "enter", *"999", "enter")
        screen = call(pilot)
        assert screen.query_one("#line", Input).value == "999"
        assert "takes 1 to 100" in str(screen.query_one("#reading", Static).content)
        assert "hours" not in kept(pilot).calls[-1].interview.responses


async def test_what_was_said_of_no_words_goes_with_the_first_of_them(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1", "enter")
        reading = call(pilot).query_one("#reading", Static)
        assert reading.display
        assert "Nothing is written yet" in str(reading.content)
        await pilot.press("P")
        await until(pilot, lambda: not reading.display)
        assert call(pilot).query_one("#words", Words).text == "P"


async def test_a_note_keeps_the_answer_that_was_being_typed(opened: Opened) -> None:
    """Writing a note leaves the question, and the words half typed in it, as they were."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1", *"Port", "ctrl+n")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        await pilot.press(*"[/b] tired", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert call(pilot).query_one("#words", Words).text == "Port"
        assert kept(pilot).calls[-1].interview.note("job_title") == "[/b] tired"


async def test_back_corrects_and_says_what_was_set_aside(opened: Opened) -> None:
    """A correction takes the answers that rested on it off the route, and a second brings them back."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "2", *"Porter", "enter", "ctrl+b", "ctrl+b")
        assert said(pilot) == "“How are things with work?”"
        await pilot.press("escape")
        assert said(pilot) == "“How many hours a week?”"
        await pilot.press("ctrl+b", "ctrl+b", "3")
        assert kept(pilot).calls[-1].interview.off_route == ("job_title",)
        assert "Job set aside" in next(iter(pilot.app._notifications)).message
        await pilot.press("ctrl+b", "1")
        interview = kept(pilot).calls[-1].interview
        assert interview.off_route == ()
        assert interview.words("job_title") == "Porter"


async def test_go_to_finds_a_question_by_its_words(opened: Opened) -> None:
    """Ctrl+G, some of its words and Enter stand the adviser before a question."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("ctrl+g", *"how sure", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert said(pilot) == "“How sure are you?”"
        await pilot.press("3")
        assert said(pilot) == "“May I share the plan with your therapist?”"


async def test_safety_is_one_key_and_comes_back_to_the_same_place(opened: Opened) -> None:
    """What is written on the safety page is in the records, the question is where it was."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
        await pilot.press(*"no point in it", "enter", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert said(pilot) == "“How are things with work?”"
        assert kept(pilot).plan.safety[0].words == "no point in it"


async def test_an_unforeseen_error_shows_no_word_of_the_client(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ends and says where; nothing is printed that could hold what was typed."""

    def fail(screen: CallScreen) -> None:
        raise ValueError(screen.case.client.name)

    shown: list[object] = []
    with pytest.raises(ValueError, match="Zoë"):
        async with opened() as pilot:
            app = cast("AssessorApp", pilot.app)
            await begin(pilot)
            monkeypatch.setattr(CallScreen, "refresh_call", fail)
            await pilot.press("1")
            shown += app._exit_renderables
    assert shown == []
    assert "ValueError at test_call.py" in app.failure
    assert "Zoë" not in app.failure


async def test_the_mouse_works_too(opened: Opened) -> None:
    """A click answers, a click on the transcript goes back, and a click elsewhere takes no key away."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.click("#say")
        await pilot.press("1")
        assert said(pilot) == "“How are things with work?”"
        await pilot.click("#options", offset=(6, 1))
        assert said(pilot) == "“What do you do?”"
        await pilot.click("#transcript", offset=(6, 1))
        assert said(pilot) == "“May I share the plan with your therapist?”"


async def test_an_option_that_asks_for_words_opens_a_note(opened: Opened) -> None:
    """ "Something else" asks what it was."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "4")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))


async def test_a_call_that_was_left_resumes_at_its_question(opened: Opened) -> None:
    """Leaving and opening the case again stands at the same question, even one turned to out of turn."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1")
        call(pilot).go_to("confidence")
        await pilot.press("ctrl+x")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaseloadScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CallScreen))
        assert said(pilot) == "“How sure are you?”"


@contextmanager
def full_disk(screen: CallScreen) -> Iterator[None]:
    """Every write fails, as on a full disk."""
    store = cast("sqlite.SqliteStore", screen.desk.store)

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved("not saved. records.db: the disk is full; make room and try again")

    store.append = refuse  # type: ignore[method-assign]
    try:
        yield
    finally:
        del store.append


async def test_what_cannot_be_saved_is_said_and_stays_on_the_screen(opened: Opened) -> None:
    """On a full disk the answer is not taken, the words stay, and the next try takes them."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1", *"Porter")
        with full_disk(call(pilot)):
            await pilot.press("enter")
            assert said(pilot) == "“What do you do?”"
            assert call(pilot).query_one("#words", Words).text == "Porter"
            assert "disk is full" in str(call(pilot).query_one("#reading", Static).content)
        await pilot.press("enter")
        assert kept(pilot).calls[-1].interview.words("job_title") == "Porter"


async def test_a_paste_of_a_million_characters_is_refused_in_words(opened: Opened) -> None:
    """Too long an answer is refused beside its field; the call goes on."""
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("1", "1")
        call(pilot).query_one(QuestionCard).give("x" * 1_000_000)
        await pilot.pause()
        assert "1,000,000 characters" in str(call(pilot).query_one("#reading", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (140, 45), (20, 5)])
async def test_the_call_serves_at_every_size(opened: Opened, size: tuple[int, int]) -> None:
    """At any size a key answers the question, and nothing fails."""
    async with opened(size) as pilot:
        await begin(pilot)
        await pilot.press("1", "2")
        assert said(pilot) == "“What do you do?”"
        await pilot.resize_terminal(3, 2)
        await pilot.pause()
        await pilot.resize_terminal(100, 32)
        await pilot.pause()
        assert said(pilot) == "“What do you do?”"


async def test_the_first_run_asks_who_and_makes_encrypted_records(tmp_path: Path) -> None:
    """Name, role and passphrase make the records; the next start asks for the passphrase and refuses a wrong one."""
    home = tmp_path / "own"
    app = AssessorApp(home, BANK)
    async with app.run_test(size=(100, 32)):
        pilot = Quick(app)
        await pilot.press(*"Dan Price", "enter", "down", "enter", *"long enough", "enter", *"long enoug", "enter")
        await until(pilot, lambda: "differ" in str(app.screen.query_one("#message", Static).content))
        again_field, first_field = app.screen.query_one("#again", Input), app.screen.query_one("#passphrase", Input)
        assert first_field.has_focus
        again_field.value = ""
        await pilot.press("end", "enter", *"long enough", "enter")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
    again = AssessorApp(home, BANK)
    async with again.run_test(size=(100, 32)):
        pilot = Quick(again)
        await pilot.press(*"wrong one", "enter")
        await until(pilot, lambda: "does not open" in str(again.screen.query_one("#message", Static).content))
        await pilot.press(*"long enough", "enter")
        await until(pilot, lambda: isinstance(again.screen, CaseloadScreen))
        assert cast("CaseloadScreen", again.screen).desk.adviser.name == "Dan Price"


async def test_keys_pressed_all_at_once_answer_each_a_question_of_its_own(opened: Opened) -> None:
    """Two answers, the words after them and Enter, faster than anything is painted."""
    async with opened() as pilot:
        await begin(pilot)
        for key in ("1", "2", *"Porter"):
            pilot.app.post_message(events.Key(key, key))
        await until(
            pilot,
            lambda: said(pilot) == "“What do you do?”" and call(pilot).query_one("#words", Words).text == "Porter",
        )
        interview = kept(pilot).calls[-1].interview
        assert [interview.answer(name) for name in ("share", "situation")] == ["yes", "off_sick"]
        assert len(kept(pilot).calls[-1].entries) == 3


async def test_a_wide_terminal_shows_the_sections_from_the_first_question(opened: Opened) -> None:
    """And so does one that grows wide in mid-call."""
    async with opened((140, 45)) as pilot:
        await begin(pilot)
        outline = call(pilot).query_one("#outline", Static)
        await until(pilot, lambda: outline.size.height > 0 and "Opening" in drawn(outline))
        await pilot.resize_terminal(80, 24)
        await pilot.press("1")
        await pilot.resize_terminal(140, 45)
        await until(pilot, lambda: "▸ Work" in drawn(outline))


def drawn(widget: Static) -> str:
    """What is drawn in it."""
    return " ".join(" ".join(widget.render_line(y).text.split()) for y in range(widget.size.height))
