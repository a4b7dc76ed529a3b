"""Words typed where answers are chosen by keys: they begin a note, and answer nothing."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from assessor.journal import Answered, NotAnswered, Noted
from assessor.screens.note import NoteScreen
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Input
from assessor.widgets.question_card import QuestionCard
from tests.screens.conftest import Opened, until
from tests.screens.test_call import begin, call, kept, said

WORDS = ("no", "yes", "she", "don't know", "unsure", "Sometimes", "she had 2 days off", "sad", "us", "du")


def written(pilot: Pilot[None]) -> list[object]:
    """What stands of the call: acts that were taken back never were."""
    case = kept(pilot)
    entries = case.calls[-1].entries if case.calls else ()
    acts = [entry.act for entry in entries if entry.id not in case.gone]
    return [act for act in acts if isinstance(act, Answered | NotAnswered | Noted)]


@pytest.mark.parametrize("several", [False, True])
async def test_a_word_typed_at_a_list_is_a_note_whole_and_answers_nothing(opened: Opened, several: bool) -> None:
    async with opened() as pilot:
        await begin(pilot)
        if several:
            await pilot.press("1", "2", *"Porter", "enter", *"36", "enter", *"3 weeks ago", "enter", "2")
        before, asked = written(pilot), said(pilot)
        for word in WORDS[: 2 if several else None]:
            await pilot.press(*word)
            await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
            assert pilot.app.screen.query_one(Words).text == word
            await pilot.press(" ", "enter")
            assert said(pilot) == asked
        question = call(pilot).query_one(QuestionCard).question
        assert question is not None
        notes = [Noted(text=word, question=question.id) for word in WORDS[: 2 if several else None]]
        assert written(pilot) == [*before, *notes]


async def test_what_is_pasted_at_a_list_is_a_note_with_its_lines(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        asked = said(pilot)
        pilot.app.post_message(events.Paste("off since May\n2 jobs"))
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        await pilot.press("enter")
        assert (said(pilot), written(pilot)[-1]) == (asked, Noted(text="off since May\n2 jobs", question="share"))


@pytest.mark.parametrize("before", [("1", "1"), ("1", "1", *"Porter", "enter")])
async def test_what_is_pasted_into_a_field_stands_there_and_begins_no_note(
    opened: Opened, before: tuple[str, ...]
) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press(*before)
        pilot.app.post_message(events.Paste("36"))
        await pilot.pause()
        await pilot.press("7")
        field = pilot.app.screen.focused
        assert isinstance(field, Input | Words)
        assert (field.value if isinstance(field, Input) else field.text) == "367"
        assert not [act for act in written(pilot) if isinstance(act, Noted)]


async def test_a_lone_letter_is_a_slip_and_no_note(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("x", "escape")
        assert written(pilot) == []
