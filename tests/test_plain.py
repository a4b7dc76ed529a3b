"""The call in plain lines: driven by lists of lines, and once through the command itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assessor import taxonomy, wording
from assessor.acts.desk import Desk
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files
from assessor.care.case import Case, read_case
from assessor.demo.store import persona_entries
from assessor.journal import (
    Act,
    Answered,
    Attempted,
    CallEnded,
    Client,
    Decided,
    Entry,
    NotAnswered,
    Noted,
    Paused,
    Resumed,
    SafetyNoted,
    WentTo,
)
from assessor.plain import PlainCall
from assessor.plain.navigate import MOST
from assessor.plain.vocabulary import VOCABULARY, spoken
from assessor.records.errors import NotSaved, StoreError
from assessor.records.store import Adviser
from assessor.scripts.settling import ON
from assessor.views import call as telling
from tests.care.conftest import shipped_bank
from tests.records.memory import MemoryStore
from tests.records.samples import HARD_TEXT, NOON, ticking

BANK = Path(__file__).parent / "screens" / "bank"
ZOE = Client(name="Zoë [/b] O'Neill", called="Zoë", reference="T-1", telephone="07700 900123", therapist="Meera Shah")
OFF_SICK = ("1", "2", "Porter", "36", "3 weeks ago", "", "1 2", "2")
"""Answers to every question of the small first assessment."""


@cache
def bank() -> Bank:
    return read_bank(read_files(BANK))


SAFETY_PAGE = (
    "Safety page. Each line is saved as you give it. Enter goes on, or writes what a line offers; - empties it."
)


YES_WITH_WORDS = 'Saved. The employer: yes, in their words: "If I see it first".'


class Store(MemoryStore):
    """A store that fails as often as it is told to."""

    failures = 0

    def append(self, case: str, entries: Sequence[Entry], **asked: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise NotSaved("the disk is full")
        super().append(case, entries, **asked)


class Room:
    """A desk with one client, and the calls that are made with them."""

    def __init__(self, made_of: Bank | None = None, client: Client = ZOE, start: datetime = NOON) -> None:
        moments = ticking(start)
        self.store = Store()
        self.desk = Desk(
            self.store, made_of or bank(), Adviser(name="Dan Price", role="adviser"), lambda: next(moments)
        )
        self.desk.open_case(client)
        self.reference = client.reference
        self.saved = True
        self.told: list[str] = []

    def call(self, *lines: str, script: str | None = None) -> list[str]:
        """What a call says to these lines, after which there are no more."""
        return self.converse(lambda _: iter(lines), script)

    def converse(self, typed: Callable[[PlainCall], Iterator[str]], script: str | None = None) -> list[str]:
        told: list[str] = []
        self.told = told
        case, name = self.desk.take_up(self.reference, script)
        plain = PlainCall(self.desk, case, name, lambda: next(lines, None), told.append)
        lines = typed(plain)
        self.saved = plain.run()
        return told

    @property
    def case(self) -> Case:
        """The case as the records have it."""
        return self.desk.case(self.reference)

    @property
    def acts(self) -> list[Act]:
        """What was done in the call, its beginning left out."""
        return [entry.act for entry in self.case.calls[-1].entries[1:]]


def parts_and_times() -> Bank:
    """A bank whose only call asks for hours with their quarters, and for two times."""
    questions = ("id: hours, kind: number, unit: hours, step: 0.25", "id: at, kind: time", "id: then, kind: time")
    lines = "".join(f"      - {{{question}, say: Hm?}}\n" for question in questions)
    section = f"sections:\n  - id: only\n    title: Only\n    questions:\n{lines}"
    return read_bank({"scripts/small.yaml": f"script: small\nversion: 1\ntitle: Small\nstage: first\n{section}"})


@pytest.fixture
def room() -> Room:
    return Room()


class TestPutting:
    """The question, in short lines and one order."""

    def test_a_call_begins_with_its_first_question(self, room: Room) -> None:
        assert room.call() == [
            "First assessment with Zoë [/b] O'Neill. Type help for help.",
            "Opening.",
            '"Hello, Zoë."',
            'Say: "May I share the plan with your therapist?"',
            "1. Yes",
            "2. No",
            "Left. Nothing was done, so no call was begun.",
        ]
        assert room.case.calls == ()

    def test_a_section_is_said_when_it_changes_and_the_guide_after_the_words(self, room: Room) -> None:
        told = room.call("1")
        assert told[told.index("Saved. Yes.") :][:5] == [
            "Saved. Yes.",
            "Work.",
            'Say: "How are things with work?"',
            "Guide: Give them time.",
            "1. I am in work",
        ]

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            (OFF_SICK[:2], "In words."),
            (OFF_SICK[:3], "A number, hours."),
            (OFF_SICK[:4], "A day, such as last Monday, 14 Sept, 3 weeks ago or mid September."),
            (OFF_SICK[:6], "As many as are true, such as 1 3."),
            (OFF_SICK[:7], "0 is not at all, 10 is completely. A number from 0 to 10."),
            (OFF_SICK, "Type end to end the call."),
        ],
    )
    def test_every_kind_says_what_may_be_typed(self, room: Room, lines: tuple[str, ...], said: str) -> None:
        assert said in room.call(*lines)

    def test_what_is_read_aloud_is_said_once_unless_it_is_asked_for(self, room: Room) -> None:
        assert room.call("1", "back", "").count('"Hello, Zoë."') == 1
        assert room.call("back", "again").count('"Hello, Zoë."') == 2

    def test_nothing_that_moves_a_cursor_is_ever_written(self) -> None:
        """Whatever a client is called, or says, each line is one line without a control character."""
        for text in HARD_TEXT.values():
            room = Room(client=ZOE.model_copy(update={"name": text, "called": text}))
            told = room.call("1", "2", text, f"note {text}", "said", "safety", text, "back", "plan", "read back")
            assert not [line for line in told if any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in line)]
            assert not [line for line in told if "\u202e" in line or "\u2066" in line]


class TestAnswering:
    """What is typed is an answer, unless it is one of the words."""

    @pytest.mark.parametrize(
        ("before", "line", "value"),
        [
            ((), "1", "yes"),
            ((), "no", "no"),
            ((), "Y", "yes"),
            (("1",), "2", "off_sick"),
            (("1",), "off_sick", "off_sick"),
            (("1",), "i am off sick", "off_sick"),
            (OFF_SICK[:2], "=back", "back"),
            (OFF_SICK[:2], "== 3", "= 3"),
            (OFF_SICK[:2], "back to front designer", "back to front designer"),
            (OFF_SICK[:2], "because 2 of us left", "because 2 of us left"),
            (OFF_SICK[:2], "=note taker", "note taker"),
            (OFF_SICK[:3], "36", 36),
            (OFF_SICK[:6], "2 1", ("manager", "going_in")),
            (OFF_SICK[:6], "1,2", ("manager", "going_in")),
            (OFF_SICK[:6], "none", ("none",)),
            (OFF_SICK[:6], "going in at all", ("going_in",)),
            (OFF_SICK[:7], "10", 10),
        ],
    )
    def test_an_answer_is_its_key_its_code_or_its_words(
        self, room: Room, before: tuple[str, ...], line: str, value: Any
    ) -> None:
        room.call(*before, line)
        last = room.acts[-1]
        assert isinstance(last, Answered)
        assert last.value == value

    @pytest.mark.parametrize(
        ("before", "line", "said"),
        [
            ((), "7", 'Not taken: "7" is none of these answers; type 1 to 2, or again to hear them.'),
            (OFF_SICK[:3], "many", "Not taken: 'many' is not a number; write one in figures."),
            (OFF_SICK[:3], "400", "Not taken: 400 is out of range; takes 1 to 100."),
            (OFF_SICK[:4], "tomorrow", "Not taken: 5 May 2026 is still to come; takes a day up to today."),
            (OFF_SICK[:4], "some day", "is no day I know"),
            (OFF_SICK[:6], "1 9", '"9" is none of these answers'),
            (OFF_SICK[:6], "1 3", "Not taken: 'None of these' cannot stand beside another answer."),
            (OFF_SICK[:7], "11", "Not taken: 11 is out of range; takes 0 to 10."),
            (OFF_SICK[:2], "x" * 100_001, "100,001 characters are more than one answer holds"),
            (OFF_SICK, "thanks", "no question stands here"),
            ((), "", "Nothing is typed."),
        ],
    )
    def test_what_does_not_fit_is_said_at_once_with_what_would_do(
        self, room: Room, before: tuple[str, ...], line: str, said: str
    ) -> None:
        told = room.call(*before, line)
        answers = sum(isinstance(act, Answered) for act in room.acts) if before else 0
        assert any(said in one for one in told)
        assert answers == len([one for one in before if one])

    def test_a_day_is_said_in_full_before_it_counts(self, room: Room) -> None:
        told = room.call(*OFF_SICK[:4], "3 weeks ago")
        assert '"3 weeks ago" is Monday 13 April 2026, 3 weeks ago. Enter to keep it, or type another.' in told
        assert "first_day_off" not in room.case.calls[0].interview.responses
        room.call("last friday", "")
        assert room.case.calls[0].interview.words("first_day_off") == "1 May 2026"

    def test_a_time_is_said_in_full_before_it_counts_and_another_line_takes_its_place(self) -> None:
        room = Room(parts_and_times())
        told = room.call("7", "half ten", "", "twenty past 3")
        assert "A time, such as half past ten, 10.30 or 2pm." in told
        assert '"half ten" is 10.30am. Enter to keep it, or type another.' in told
        assert '"twenty past 3" is 3.20pm. Enter to keep it, or type another.' in told
        assert [act.value for act in room.acts if isinstance(act, Answered)] == [7, "10:30"]
        assert Noted(text="twenty past 3", question="then") in room.acts

    @pytest.mark.parametrize(
        ("line", "said"),
        [("37.5", "Saved. 37.5 hours."), ("37½", "Saved. 37.5 hours."), ("37h30", "Saved. 37.5 hours.")],
    )
    def test_a_number_that_is_not_in_figures_is_said_as_it_was_understood(self, line: str, said: str) -> None:
        room = Room(parts_and_times())
        assert said in room.call(line)
        assert [act.value for act in room.acts if isinstance(act, Answered)] == [37.5]

    @pytest.mark.parametrize("word", ["later", "not known", "rather not say", "back", "leave", ""])
    def test_what_is_typed_and_left_becomes_a_note(self, room: Room, word: str) -> None:
        """However the question is left, also by the end of all lines."""
        room.call(*OFF_SICK[:3], "about 36, or so", *([word] if word else []))
        assert Noted(text="about 36, or so", question="hours") in room.acts

    def test_a_slip_of_the_key_is_no_note(self, room: Room) -> None:
        room.call("1", "7", "later")
        assert room.acts[1:] == [NotAnswered(question="situation", reason="skip")]

    def test_an_option_that_wants_a_note_asks_for_the_words(self, room: Room) -> None:
        told = room.call("1", "4", "on a zero [/b] break")
        assert "The note, on one line. Enter alone for none." in told
        assert room.acts[-1] == Noted(text="on a zero [/b] break", question="situation")

    def test_a_correction_says_what_it_sets_aside_and_brings_back(self, room: Room) -> None:
        told = room.call(*OFF_SICK[:4], "said", "change 2", "3", "change 2", "1")
        assert "Job and Hours set aside. Nothing is lost." in told
        assert "Job and Hours brought back. Nothing is lost." in told

    def test_a_later_call_says_what_was_so_and_enter_keeps_it(self, room: Room) -> None:
        room.call(*OFF_SICK, "end", "leave")
        told = room.call("", "", "", "4", "2", "back", script="review")
        assert 'Say: "Last time you said: I am off sick. Is that still so?"' in told
        assert "Enter: still so." in told
        assert [act.value for act in room.acts if isinstance(act, Answered)] == ["off_sick", "Porter", 36, 4, "some"]
        assert SAFETY_PAGE in told

    def test_what_begins_not_to_fit_is_said(self, room: Room) -> None:
        told = room.call("2", "Porter", "80", "doubts", "1", "1", script="review")
        assert "Does not quite fit: Off sick, and more than 60 hours. doubts goes there." in told
        assert "1. Situation: I am off sick." in told
        assert room.case.calls[0].interview.words("situation") == "I am in work"


NO_FILE = (
    "Nothing was written: a file's name ends in .html, .docx, .pdf, .md, .txt or .json. "
    "If it was an answer, type = before it."
)
GOAL = ("goal", "Two mornings at my desk", "", "", "", "", "", "", "", "", "", "")
WITH_GOAL = (*OFF_SICK, *GOAL)
DONE = "Saved. Changed between done and not done: Meeting with the manager."
STEP = ("step", "Ring the rota office", "", "Friday", "", "", "")
NO_NINE = "There is no 9. A note lists what it may mean with numbers."
SHARED = "Saved. The employer may see 1 line; a line in other words is chosen again."
TRIED: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "again": (("1",), ("again",), 'Say: "How are things with work?"'),
    "why": (("1",), ("why",), "It decides what is asked next."),
    "probe": (("1",), ("probe",), 'If unsure: "Are you going in at the moment?"'),
    "later": ((), ("later",), "Saved. Left for later."),
    "not known": ((), ("not known",), "Saved. Not known."),
    "rather not say": ((), ("Rather  Not Say",), "Saved. Rather not say."),
    "note": ((), ("note", "so tired"), "Saved."),
    "safety": ((), ("safety", "", "back"), "Back in the call."),
    "back": (("1",), ("back",), "Now: Yes. Enter leaves it so."),
    "go to": (("1",), ("go to how sure", "1"), 'Say: "How sure are you?"'),
    "go on": (("1", "back"), ("go on",), 'Say: "How are things with work?"'),
    "left": (("later",), ("left", "1"), "Now: left for later. Enter leaves it so."),
    "said": (("1", "note tired"), ("said",), "1. Share with the therapist: Yes."),
    "change": (("1",), ("change 1",), "Now: Yes. Enter leaves it so."),
    "who": ((), ("who",), "Telephone: 07700 900123."),
    "details": ((), ("details", "5", "01632 960444"), "Saved. Telephone: 01632 960444."),
    "undo": (("1",), ("undo",), "Taken back: the answer to Share with the therapist."),
    "redo": (("1", "undo"), ("redo",), "Brought back: the answer to Share with the therapist."),
    "doubts": ((), ("doubts",), "Nothing that was said seems not to fit."),
    "plan": (OFF_SICK, ("plan",), "1. Fear of going back, to decide."),
    "because": (OFF_SICK, ("because 2",), "Because: Off sick since 13 April 2026."),
    "agree": (OFF_SICK, ("agree 2",), "Saved. Agreed: Meeting with the manager."),
    "aside": (OFF_SICK, ("aside 2 not yet",), "Saved. Set aside: Meeting with the manager."),
    "edit": (OFF_SICK, ("edit 2", "Meet Pete", "in May", "", ""), "Saved. In other words: Meeting with the manager."),
    "done": ((*OFF_SICK, "agree 2"), ("done 2",), DONE),
    "rate": (WITH_GOAL, ("rate 2", "4"), "Saved. Rated: “Two mornings at my desk”"),
    "reply": ((*OFF_SICK, "agree 1"), ("reply 1", "1", "Gladly", "", ""), "Saved. Answered: Fear of going back."),
    "comment": (OFF_SICK, ("comment 1", "By when?"), "Saved. On the line: Fear of going back."),
    "up": (OFF_SICK, ("up 2",), "It stands at the end of its list already."),
    "down": (OFF_SICK, ("down 1",), "It stands at the end of its list already."),
    "goal": (OFF_SICK, GOAL, "Saved. The goal stands on the plan."),
    "step": (OFF_SICK, STEP, "Saved. The step stands on the plan."),
    "consent": (OFF_SICK, ("consent employer yes", "If I see it first"), YES_WITH_WORDS),
    "share": ((*OFF_SICK, "agree 2"), ("share", "1"), SHARED),
    "hand in": (OFF_SICK, ("hand in",), "Saved. Handed in for review."),
    "never": (OFF_SICK, ("never 2 it went badly",), "Saved. Not to be offered again: Meeting with the manager."),
    "may ring": (OFF_SICK, ("may ring",), "There is nobody to ask about."),
    "heard": ((), ("note the manager has not rung me", "heard 9"), NO_NINE),
    "reopen": ((*OFF_SICK, "agree 2"), ("reopen 2",), "Saved. To decide: Meeting with the manager."),
    "read back": (OFF_SICK, ("read back", ""), "1. You are off sick."),
    "export": ((), ("export somewhere",), NO_FILE),
    "where": (("1",), ("where",), "Section: Work. At: Situation. 1 of about 4 questions, 1 minute."),
    "pause": ((), ("pause",), "Saved. The call stands still. Type go on to go on."),
    "cut off": ((), ("cut off",), "Saved. Cut off. Ring Zoë back: 07700 900123. Then type go on."),
    "not reached": ((), ("not reached", "4"), "Saved. Rung, and not spoken to: Not safe or not free to talk."),
    "end": (OFF_SICK, ("end",), "The call has ended. 2 suggestions to decide: plan lists them. Type leave to close."),
    "leave": (("1",), ("leave",), "Left. Everything is saved; the call resumes at the same question."),
    "help": ((), ("help",), "An answer that is such a word takes = before it: =back."),
}  # fmt: skip
"""Each word: what was typed before it, the word, and a line that it says."""


class TestWords:
    """Every act of the full screen is a word."""

    def test_every_word_is_tried(self) -> None:
        assert set(TRIED) == {word.says for word in VOCABULARY}

    @pytest.mark.parametrize("says", list(TRIED))
    def test_a_word_does_what_it_says(self, room: Room, says: str) -> None:
        before, lines, said = TRIED[says]
        length = len(Room().call(*before))
        assert said in room.call(*before, *lines)[length - 1 :]

    def test_help_is_made_of_the_table(self, room: Room) -> None:
        told = room.call("help")
        assert all(any(line.startswith(word.says) and word.help in line for line in told) for word in VOCABULARY)

    @pytest.mark.parametrize(
        "line",
        [
            "backwards",
            "back again",
            "note2",
            "agree that is right",
            "agree 2nd",
            "change it",
            "change 1 now",
            "end it",
            "",
        ],
    )
    def test_what_only_begins_like_a_word_is_an_answer(self, line: str) -> None:
        assert spoken(line) is None

    @pytest.mark.parametrize("says", ["skip", "come back to it", "onward"])
    def test_some_words_have_another(self, says: str) -> None:
        found = spoken(says.title())
        assert found is not None
        assert found[1] == ""

    def test_pausing_and_going_on_are_in_the_journal(self, room: Room) -> None:
        told = room.call("1", "pause", "where", "go on", "cut off", "go on")
        assert room.acts[1:] == [Paused(), Resumed(), Paused(why="cut_off"), Resumed()]
        assert any("It stands still" in line for line in told)

    def test_ringing_in_vain_begins_no_call_and_leaves_one_that_had_begun(self, room: Room) -> None:
        told = room.call("not reached", "1")
        assert told[-9:-2] == [
            *(f"{i}. {wording.sentence(words)}" for i, words in enumerate(taxonomy.OUTCOMES.values(), start=1)),
            "A number writes it down and leaves the call, Enter stays.",
        ]
        assert told[-1] == "Left. Nothing was done, so no call was begun."
        assert (room.case.calls, room.case.waits_for()[:10]) == ((), "first call")

        room.call("1", "cut off", "not reached 4")
        assert [entry.act for entry in room.case.attempts] == [
            Attempted(outcome="no_answer"), Attempted(outcome="not_safe"),
        ]  # fmt: skip
        assert room.acts == [Answered(question="share", value="yes"), Paused(why="cut_off")]

    @pytest.mark.parametrize("lines", [("not reached", ""), ("not reached 9",), ("not reached", "again")])
    def test_ringing_in_vain_is_not_written_down_without_its_outcome(self, room: Room, lines: tuple[str, ...]) -> None:
        room.call("1", *lines, "2")
        assert room.case.attempts == ()
        assert [*room.case.calls[0].interview.responses] == ["share", "situation"]

    def test_ringing_in_vain_keeps_what_was_typed_and_tries_again_when_it_cannot_be_saved(self, room: Room) -> None:
        room.call("1", "1", "Porter", "not as a number")
        told = room.converse(lambda _: self._failing_at_the_last(room, "off all week", "not reached 1", ""))
        assert any(line.startswith("NOT SAVED") for line in told)
        assert [entry.act for entry in room.case.attempts] == [Attempted(outcome="no_answer")]
        assert room.acts[-1] == Noted(text="off all week", question="hours")

    @staticmethod
    def _failing_at_the_last(room: Room, draft: str, word: str, again: str) -> Iterator[str]:
        yield draft
        room.store.failures = 1
        yield word
        yield again

    def test_undo_takes_back_answers_one_by_one_and_redo_brings_them_back(self, room: Room) -> None:
        room.call("1", "2", "Porter", "undo", "undo")
        assert [*room.case.calls[0].interview.responses] == ["share"]
        told = room.call("redo", "redo", "redo")
        assert "There is nothing to bring back." in told
        assert room.case.calls[0].interview.words("job_title") == "Porter"

    @pytest.mark.parametrize("line", ["undo", "redo"])
    def test_where_there_is_nothing_to_take_back_that_is_said(self, room: Room, line: str) -> None:
        assert any(one.startswith("There is nothing to") for one in room.call(line))

    def test_safety_lines_are_saved_one_by_one_and_the_question_is_the_same(self, room: Room) -> None:
        told = room.call("1", "safety", "I can't go on", "at home", "the duty clinician", "", "", "=back", "2")
        lines = {act.field: act.text for act in room.acts if isinstance(act, SafetyNoted)}
        assert lines.pop("told_at") in "".join(told)
        assert lines == {
            "words": "I can't go on", "where": "at home", "told": "the duty clinician", "agreed": "back",
        }  # fmt: skip
        assert told.index("Hear them out.") < told.index("What the client said, in their words.")
        assert room.case.calls[0].interview.answer("situation") == "off_sick"

    def test_a_line_of_the_safety_page_is_emptied_and_a_word_of_the_call_is_no_line_of_it(self, room: Room) -> None:
        told = room.call("safety", "I can't go on", "leave", "=later", "Dr Lund", "back", "safety", "", "", "-", "back")
        assert 'Not taken: "leave" is a word of the call. back leaves the page; =leave writes it here.' in told
        lines = room.case.safety_lines(room.case.calls[0].id)
        assert lines == {"words": "I can't go on", "where": "later", "told": ""}

    def test_safety_may_be_left_at_any_line_and_shows_what_stands(self, room: Room) -> None:
        told = room.call("safety", "I can't go on", "back", "safety", "", "at home", "back", "1")
        assert 'What the client said, in their words. Now: "I can\'t go on".' in told
        assert room.case.safety_lines(room.case.calls[0].id) == {"words": "I can't go on", "where": "at home"}
        assert room.case.calls[0].interview.answer("share") == "yes"

    def test_a_suggestion_is_agreed_in_other_words_and_by_a_day(self, room: Room) -> None:
        room.call(*OFF_SICK, "plan", "agree 2 Meet in the café", "by June", "aside 1", "too soon")
        assert room.acts[-2:] == [
            Decided(
                suggestion="workplace_meeting",
                decision="accepted",
                words="Meet in the café",
                by="June 2026",
                who=("client", "adviser", "employer"),
            ),
            Decided(suggestion="therapy_fear_of_return", decision="set_aside", reason="too soon", who=("therapist",)),
        ]

    @pytest.mark.parametrize("line", ["agree", "aside 9 no", "because 0", "reopen 2", "aside 2", "change 99"])
    def test_a_number_that_is_missing_or_wrong_decides_nothing(self, room: Room, line: str) -> None:
        room.call(*OFF_SICK, line, "")
        assert not any(isinstance(act, Decided | WentTo) for act in room.acts)

    def test_a_list_takes_its_numbers_and_anything_else_is_read_as_ever(self, room: Room) -> None:
        told = room.call("1", "go to", "how", "99", "not known")
        assert "There is no 99 here. A number from 1 to 3, or Enter to stay." in told
        assert room.acts[-1] == NotAnswered(question="situation", reason="unknown")

    def test_a_question_that_no_longer_applies_is_not_gone_to(self, room: Room) -> None:
        told = room.call("1", "2", "Porter", "change 2", "3", "said", "change 2")
        assert "That question does not apply now; its answer is set aside and kept." in told

    def test_ending_with_questions_left_wants_the_word_twice(self, room: Room) -> None:
        room.call("1", "end", "2")
        assert room.case.calls[0].interview.answer("situation") == "off_sick"
        assert not room.case.calls[0].ended
        told = room.call("end", "end", "leave")
        assert room.case.calls[0].ended
        assert told[-1] == "Closed. Everything is saved."

    def test_the_page_is_written_once_the_client_has_agreed(self, tmp_path: Path) -> None:
        page, room = tmp_path / "plan.md", Room()
        told = room.call("2", f"export {page}")
        assert any(line.startswith("Not exported: ") and " said no" in line for line in told)
        assert not page.exists()
        room.call("change 1", "1", f"export {page}")
        assert page.read_text(encoding="utf-8").startswith("# Employment plan")
        page.write_text("mine", encoding="utf-8")
        room.call(f"export {page}", "")
        assert page.read_text(encoding="utf-8") == "mine"
        room.call(f"export {page}", "replace")
        assert page.read_text(encoding="utf-8").startswith("# Employment plan")
        assert any(f"{tmp_path / 'no'}" in line for line in room.call(f"export {tmp_path / 'no' / 'plan.md'}"))


class TestKeeping:
    """What is shown as saved is in the records, and nothing else is."""

    def test_a_call_that_was_left_resumes_at_the_same_question(self, room: Room) -> None:
        room.call("1", "2", "leave")
        told = room.call("Porter")
        assert told[0].startswith("Before you ring: ")
        assert told[1].endswith("Resumed. Type help for help.")
        assert told[3] == 'Say: "What do you do?"'
        assert len(room.case.calls) == 1
        assert room.case.calls[0].interview.words("job_title") == "Porter"

    def test_a_script_that_is_named_begins_a_call_and_the_other_is_mentioned(self, room: Room) -> None:
        room.call("1")
        told = room.call("2", script="first_assessment")
        assert "An earlier call is unfinished: first assessment." in told
        assert len(room.case.calls) == 2

    @pytest.mark.parametrize(("reference", "script"), [("T-9", None), ("T-1", "frist_assessment")])
    def test_a_case_or_script_there_is_not(self, room: Room, reference: str, script: str | None) -> None:
        with pytest.raises((StoreError, KeyError)):
            room.desk.take_up(reference, script)

    @pytest.mark.parametrize("line", ["1", "note tired", "safety|I can't go on", "pause", "later"])
    def test_a_write_that_fails_says_so_and_enter_tries_again(self, room: Room, line: str) -> None:
        room.store.failures = 2
        told = room.call(*line.split("|"), "", "")
        assert told.count("NOT SAVED: The disk is full. Nothing is lost. Enter tries again.") == 2
        assert len(room.acts) == 1

    def test_a_typed_answer_is_heard_as_a_note_is_and_what_it_may_mean_is_taken_by_its_number(self, room: Room) -> None:
        told = room.call("1", "2", "Porter, and I dread going back", "heard 1")
        assert "It may mean: 1. worry about going back. heard 1 takes it." in told
        assert "Saved. Recorded: worry about going back." in told
        assert [line.code for line in room.case.plan.barriers] == ["fear_of_return"]

    def test_a_statement_about_safety_in_an_answer_is_pointed_out(self, room: Room) -> None:
        told = room.call("1", "2", "Porter, and better off dead")
        assert 'You wrote "better off dead". safety opens the safety page.' in told

    def test_an_answer_that_is_given_again_stands_instead(self, room: Room) -> None:
        room.store.failures = 1
        room.call("1", "2")
        assert room.acts == [Answered(question="share", value="no")]

    @pytest.mark.parametrize(
        ("lines", "consent", "written"),
        [
            (("consent employer no",), False, 1),
            (("consent employer yes no",), None, 0),  # which of the two is asked again
            (("plan", "edit 2", ""), None, 0),
            (("goal", "Back by Easter"), None, 1),
            (("agree 2 Talk to Pete first",), None, 1),
        ],
    )
    def test_lines_that_end_inside_a_form_lose_nothing_and_agree_to_nothing(
        self, lines: tuple[str, ...], consent: bool | None, written: int
    ) -> None:
        """A no stands as soon as it is said; what was only looked at is not agreed."""
        room = Room()
        room.call(*OFF_SICK)
        before = len(room.acts)
        room.call(*lines)
        assert len(room.acts) - before == written
        assert room.case.plan.consent("employer").given is consent

    def test_words_that_could_not_be_saved_go_with_the_next_act(self, room: Room) -> None:
        room.store.failures = 1
        room.call("note so tired", "1")
        assert room.acts == [Noted(text="so tired", question="share"), Answered(question="share", value="yes")]

    def test_what_cannot_be_saved_by_the_last_line_is_said(self, room: Room) -> None:
        room.store.failures = 9
        told = room.call("note so tired")
        assert told[-2:] == ["NOT SAVED: The disk is full.", 'Not saved: "so tired"']
        assert not room.saved

    def test_half_of_a_character_is_refused(self, room: Room) -> None:
        told = room.call("note \ud83d", "1")
        assert "Not taken: it has half of a character in it. Type it afresh." in told
        assert room.saved
        assert room.acts == [Answered(question="share", value="yes")]

    @pytest.mark.parametrize("lines", [("note",), ("safety", "words"), ("go to how",), ("1", "end"), ("plan",)])
    def test_the_lines_may_end_anywhere(self, room: Room, lines: tuple[str, ...]) -> None:
        assert room.call(*lines)[-1].startswith("Left. ")


def typed_for(plain: PlainCall, acts: Iterable[Act], told: Callable[[], str]) -> Iterator[str]:
    """A persona's acts as an adviser types them: out of turn by `go to`, an option by its key, a day and Enter."""
    for act in acts:
        name = getattr(act, "question", None)
        interview = plain.call.interview
        if name and plain.at != name:
            title = interview.course.steps[interview.course.at[name]].question
            assert title is not None
            yield f"go to {title.say.split('{')[0]}"
            found = [one.step.name for one in telling.question_matches(interview, title.say.split("{")[0])]
            assert found.index(name) < MOST
            yield str(found.index(name) + 1)
        match act:
            case Answered(value=value):
                question = plain.question
                assert question is not None
                yield question.draft(value) if question.codes else f"={value}"
                if question.confirmed:
                    yield ""
                if told().startswith("The note"):
                    yield ""
                while told().startswith(tuple(telling.SAFETY_LINES.values())):
                    yield "back"
            case NotAnswered(reason=reason):
                yield {"skip": "later", "unknown": "not known", "declined": "rather not say"}[reason]
            case Noted(text=text):
                yield f"note {text}"
                if plain.call.interview.looking_at:
                    yield "go on"
            case SafetyNoted(field=field, text=text):
                yield "safety"
                for line in telling.SAFETY_LINES:
                    if line == field:
                        yield f"={text}"
                        break
                    yield ""
                yield "back"
            case Decided(suggestion=suggestion, decision=decision, words=words, by=by, reason=reason):
                yield "plan"
                number = next(n for n, key in enumerate(plain.numbered, 1) if key.split(" ", 1)[1] == suggestion)
                one = plain.case.plan.suggestion(suggestion)
                assert one is not None
                if decision == "set_aside":
                    yield f"aside {number} {reason}"
                else:
                    yield f"agree {number} {words or (one.ask or one.title if by else '')}".rstrip()
                    if words or by:
                        yield by
    yield "end"
    if not plain.call.ended:
        yield "end"
    yield "leave"


@pytest.mark.parametrize("name", ["aoife_ni_bhriain", "rosa_okafor", "leroy_augustine_baptiste"])
def test_a_whole_first_assessment_in_plain_lines_makes_the_same_plan(name: str) -> None:
    """A persona's answers, corrections, notes and decisions, typed line by line, come to the persona's own plan."""
    shipped = shipped_bank()
    persona = shipped.personas[name].model_copy(update={"later": (), "days_ago": 0, "state": "finished"})
    acts, problems = persona.acts(shipped.course(persona.script), NOON.date())
    assert not problems
    entries = persona_entries(persona, shipped, NOON + timedelta(hours=8))
    expected = read_case("own", entries, lambda _: shipped).plan

    room = Room(shipped, persona.known_as(NOON.date()).model_copy(update={"reference": "P-1"}))

    def typed(plain: PlainCall) -> Iterator[str]:
        return typed_for(plain, acts, lambda: room.told[-1])

    told = room.converse(typed, persona.script)
    assert not [line for line in told if line.startswith(("Not taken", "NOT SAVED", "There is no"))]
    assert isinstance(room.acts[-1], CallEnded)
    interview = room.case.calls[0].interview
    assert {n for n in interview.responses if interview.state(n) == ON} == {
        n for n in read_case("own", entries, lambda _: shipped).calls[0].interview.route if n in interview.responses
    }
    assert room.case.plan == expected


class TestCommand:
    """`assessor call CASE --plain`, as a process of its own."""

    def run(self, home: Path, *words: str, typed: str | bytes = "") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "assessor", "--home", str(home), "--banks", str(BANK), "call", *words],
            input=typed if isinstance(typed, bytes) else typed.encode(), capture_output=True, check=False,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"}, timeout=180,
        )  # fmt: skip

    def test_a_call_is_made_left_and_gone_on_with(self, home: Path) -> None:
        """What is typed by a pipe is written out beside the prompt, so that the whole can be read."""
        first = self.run(home, "T-1", "--plain", typed="\ufeff1\n2\nleave\n")
        assert (first.returncode, first.stderr) == (0, b"")
        assert "> 2\nSaved. I am off sick.\n" in first.stdout.decode()
        assert b"\x1b" not in first.stdout
        then = self.run(home, "T-1", "--plain", typed="Porter\nsaid\n")
        assert "3. Job: Porter." in then.stdout.decode().splitlines()

    def test_bytes_that_are_no_text_are_no_fault(self, home: Path) -> None:
        ran = self.run(home, "T-1", "--plain", typed=b"note caf\xe9\n1\n")
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert b"Saved. Yes." in ran.stdout

    def test_without_a_terminal_the_call_is_made_in_plain_lines(self, home: Path) -> None:
        ran = self.run(home, "T-1", typed="1\nleave\n")
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert b"Saved. Yes." in ran.stdout
        assert b"\x1b" not in ran.stdout

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("T-9", "--plain"), "no case 'T-9'"),
            (("T-1", "--plain", "--script", "frist_assessment"), "did you mean 'first_assessment'?"),
        ],
    )
    def test_what_cannot_be_is_said_in_one_line(self, home: Path, words: tuple[str, ...], said: str) -> None:
        ran = self.run(home, *words)
        assert (ran.returncode, ran.stdout) == (1, b"")
        assert ran.stderr.decode().startswith("assessor: ")
        assert said in ran.stderr.decode()


def test_where_they_are_and_the_words_that_stop_the_call_are_there_to_be_asked_for() -> None:
    room = Room(shipped_bank())
    lines = ("confirmed", "careful", "in the car, Bell Lane", "the door")
    told = room.call(*lines, "where", "safety", "help", "", "back", script="first_assessment")
    assert "They are here: in the car, Bell Lane." in told
    assert "STOP = “the door”." in told
    assert "Where they are now. Enter writes in the car, Bell Lane." in told
    assert room.case.safety_lines(room.case.calls[-1].id) == {"words": "help", "where": "in the car, Bell Lane"}


def test_what_is_heard_at_a_question_of_several_answers_stays_there(room: Room) -> None:
    before = ("1", "2", "Porter", "36", "3 weeks ago", "", "note I dread going back")
    told = room.call(*before, "heard 1", "", "leave")
    assert [line for line in told if line.startswith("Now: ") and line.endswith("Enter leaves it so.")]
    assert isinstance(room.acts[-2], WentTo) or isinstance(room.acts[-3], WentTo)


def test_a_comment_takes_its_words_after_the_number(room: Room) -> None:
    told = room.call(*OFF_SICK, "plan", "comment 1 ask her about mornings", "leave")
    assert [line for line in told if line.startswith("Saved. On the line")]


def test_a_field_that_was_not_taken_is_asked_again_and_what_was_filled_in_stays(room: Room) -> None:
    told = room.call(*OFF_SICK, "step", "Ring Kev", "9", "1", "bananas", "Friday", "", "", "", "", "leave")
    asked = [place for place, line in enumerate(told) if line.startswith("When")]
    assert told[asked[1] - 1].startswith("Not taken: 'bananas' is not understood")
    assert room.acts[-1].what == "Ring Kev"  # type: ignore[union-attr]
