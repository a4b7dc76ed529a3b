"""What is refused, what could not be saved, and what somebody else wrote meanwhile, in a call in plain lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assessor.acts import calls, reviewing, sharing
from assessor.acts.desk import Desk
from assessor.acts.steps import write_step
from assessor.care.case import Case
from assessor.journal import (
    Act,
    Answered,
    Attempted,
    Consented,
    Decided,
    GoalWritten,
    NotAnswered,
    Noted,
    SafetyNoted,
    Undone,
)
from assessor.plain import PlainCall
from assessor.records.store import Adviser
from tests.test_plain import GOAL, OFF_SICK, Room, parts_and_times

FULL, ROOM = "the disk is full", "the disk has room"
"""What happens between two lines."""

NOTED = "Saved: what you typed, as a note."


@pytest.fixture
def room() -> Room:
    """A case whose first call has come to its end, so that there is a plan."""
    room = Room()
    room.call(*OFF_SICK)
    return room


def colleague(room: Room) -> Desk:
    return replace(room.desk, adviser=Adviser(name="Ruth Ellery", role="senior"))


def writes(room: Room, act: Act) -> Callable[[], object]:
    """A colleague writes this, outside the call."""
    return lambda: colleague(room).write(room.case, act, "")


def typed(room: Room, *lines: str | Callable[[], object]) -> list[str]:
    """What a call says to these lines, between which other things happen."""

    def one_by_one(_: PlainCall) -> Iterator[str]:
        for line in lines:
            if callable(line):
                line()
            elif line in (FULL, ROOM):
                room.store.failures = 99 if line == FULL else 0
            else:
                yield line

    return room.converse(one_by_one)


def notes(room: Room) -> list[str]:
    return [act.text for act in room.acts if isinstance(act, Noted)]


class TestRefused:
    """A refusal is told, is not tried again, and stands before nothing else."""

    def test_what_follows_a_refused_act_is_saved(self, room: Room) -> None:
        told = typed(room, "hand in", "hand in", "note He sees no point", "safety", "I see no point", "back", "leave")
        assert "Not taken: Nothing was written: the plan is handed in already, and waits for review." in told
        assert notes(room) == ["He sees no point"]
        assert room.acts[-1] == SafetyNoted(field="words", text="I see no point")
        assert room.saved

    def test_what_waits_and_may_no_longer_be_done_stands_before_nothing_else(self, room: Room) -> None:
        """Handing in waits for the disk; meanwhile a colleague has handed in."""
        told = typed(room, FULL, "hand in", "where", ROOM, writes(room, reviewing.hand_in()), "note so tired", "leave")
        assert "Not written: handing the plan in. If it still holds, say it again." in told
        assert notes(room) == ["so tired"]
        assert room.saved

    def test_an_act_that_is_refused_beside_what_waits_loses_nothing(self, room: Room) -> None:
        told = typed(room, "hand in", FULL, "note so tired", "where", ROOM, "hand in", "where", "leave")
        assert notes(room) == ["so tired"]
        assert room.saved
        assert told[-1].startswith("Left. ")


class TestChangedElsewhere:
    """What rests on what was read is asked again once somebody else has written."""

    @pytest.mark.parametrize("meanwhile", ["note", "where", "undo"])
    def test_a_yes_that_waits_is_never_written_after_somebody_elses_no(self, room: Room, meanwhile: str) -> None:
        no = writes(room, sharing.consent("employer", False, "not work"))
        between = ["note one", "note two"] if meanwhile == "note" else [meanwhile]
        told = typed(room, FULL, "consent employer yes fine by me", "where", ROOM, no, *between, "leave")
        assert room.case.plan.consent("employer").given is False
        assert Consented(reader="employer", given=True, words="fine by me") not in room.acts
        assert any("say it again" in line and "sharing with the" in line for line in told)
        assert any("fine by me" in note for note in notes(room))

    def test_a_yes_that_waits_is_written_while_nobody_wrote(self, room: Room) -> None:
        told = typed(room, FULL, "consent employer yes fine by me", "where", ROOM, "note one", "leave")
        assert room.case.plan.consent("employer").given is True
        assert "Saved: what waited to be saved." in told

    def test_a_no_that_waits_is_written_whatever_somebody_else_wrote(self, room: Room) -> None:
        yes = writes(room, sharing.consent("employer", True))
        typed(room, FULL, "consent employer no", "", "where", ROOM, yes, "note one", "leave")
        assert room.case.plan.consent("employer").given is False

    def test_the_words_of_a_goal_that_is_refused_are_a_note_all_of_them(self, room: Room) -> None:
        away = writes(room, calls.not_reached("no_answer"))
        goal = ("goal", "Two mornings", "by spring", "Zoe laughs", "Kev", "My sister", "", "", "4", "", "", "")
        told = typed(room, away, *goal, "leave")
        assert any(line.startswith("Not taken: Nothing was written: it was changed elsewhere") for line in told)
        assert NOTED in told
        (note,) = notes(room)
        assert [words for words in (*goal[1:6], "4") if words not in note] == []
        assert not any(isinstance(act, GoalWritten) for act in room.acts)

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            (("aside 3 Kev humiliated her there",), ("Kev humiliated her there",)),
            (("agree 3 Meet in the café", "by June"), ("Meet in the café", "June 2026")),
            (("aside 2", "no longer hers"), ("no longer hers",)),
            (("step", "Ring the rota office", "", "Friday", "Kev", "", "", "", ""), ("Ring the rota office", "Kev")),
            (("edit 2", "", "by spring", "", "", "My sister", "", "", "", "", "", ""), ("by spring", "My sister")),
        ],
    )
    def test_every_word_that_was_typed_stands_in_the_note_and_none_that_stood_before(
        self, room: Room, lines: tuple[str, ...], words: tuple[str, ...]
    ) -> None:
        typed(room, *GOAL)
        typed(room, writes(room, calls.not_reached("no_answer")), *lines, "leave")
        (note,) = notes(room)
        assert [word for word in words if word not in note] == []
        assert "It answers" not in note
        assert note.count("Two mornings at my desk") == ("edit 2" in lines or "aside 2" in lines)  # its own name

    def test_a_note_that_cannot_be_saved_after_a_refusal_waits(self, room: Room) -> None:
        away = writes(room, calls.not_reached("no_answer"))
        typed(room, away, FULL, "aside 2 Kev humiliated her there", "where", ROOM, "leave")
        assert len(notes(room)) <= 1
        assert "Kev humiliated her there" in str(room.acts)


class TestWhatWaits:
    """What could not be saved waits for the next act that can be."""

    @pytest.mark.parametrize("word", ["undo", "redo"])
    def test_taking_back_throws_nothing_away_that_waits(self, room: Room, word: str) -> None:
        before = ["note first", "undo"] if word == "redo" else ["note first"]
        typed(room, *before, FULL, "note He sees no point", ROOM, word, "note afterwards", "leave")
        assert "He sees no point" in notes(room)
        assert "afterwards" in notes(room)
        assert room.saved

    @pytest.mark.parametrize("after", [["leave"], ["note ok"], ["safety", "back", "leave"]])
    def test_a_no_that_could_not_be_saved_is_written_with_the_next_act_or_told(
        self, room: Room, after: list[str]
    ) -> None:
        told = typed(room, "go to share with the therapist", "1", FULL, "2", ROOM, *after)
        consent = room.case.plan.consent("therapist")
        assert consent.given is False or "Not saved" in told[-1]

    def test_another_answer_to_the_same_question_stands_instead_of_the_one_that_waits(self) -> None:
        room = Room()
        typed(room, FULL, "1", ROOM, "2", "leave")
        assert [act.value for act in room.acts if isinstance(act, Answered)] == ["no"]

    def test_an_answer_that_the_last_line_could_not_save_is_told_as_not_saved(self) -> None:
        room = Room()
        told = typed(room, FULL, "1")
        assert told[-1] == "Not saved: the answer to Share with the therapist"
        assert not room.saved

    def test_an_answer_that_the_last_line_could_not_save_is_tried_once_more(self) -> None:
        room = Room()
        room.store.failures = 1
        typed(room, "1")
        assert room.acts == [Answered(question="share", value="yes")]
        assert room.saved


class TestDraft:
    """What is typed and not taken is kept where the question goes from under it."""

    def test_an_answer_that_is_taken_back_keeps_it(self) -> None:
        room = Room()
        typed(room, *OFF_SICK[:3], "about 36, or so", "undo", "leave")
        assert notes(room) == ["about 36, or so"]

    def test_somebody_else_who_answers_in_the_same_call_keeps_it(self) -> None:
        room = Room()
        typed(room, *OFF_SICK[:3], "leave")
        answer = calls.answer("hours", 20)
        other = lambda: room.desk.write(room.case, answer, room.case.calls[-1].id)  # noqa: E731
        typed(room, "about 36, or so", other, "note so tired", "last friday", "", "leave")
        assert notes(room) == ["so tired", "about 36, or so"]


class TestSafetyPage:
    """A line of the safety page that could not be saved stays the line that it was."""

    def lines(self, room: Room) -> dict[str, str]:
        return dict(room.case.safety_lines(room.case.calls[-1].id))

    def test_the_line_after_one_that_could_not_be_saved_is_the_next(self, room: Room) -> None:
        told = typed(room, FULL, "safety", "I have the tablets here", ROOM, "At home, alone", "back", "leave")
        assert self.lines(room) == {"words": "I have the tablets here", "where": "At home, alone"}
        assert "Saved: what waited to be saved." in told

    @pytest.mark.parametrize("again", ["", "I have the tablets here"])
    def test_enter_or_the_same_words_try_it_again(self, room: Room, again: str) -> None:
        typed(room, FULL, "safety", "I have the tablets here", ROOM, again, "At home, alone", "back", "leave")
        assert self.lines(room) == {"words": "I have the tablets here", "where": "At home, alone"}

    def test_back_leaves_it_waiting_and_the_page_shows_it(self, room: Room) -> None:
        told = typed(room, FULL, "safety", "I have the tablets here", "back", "safety", ROOM, "back", "leave")
        assert 'What the client said, in their words. Now: "I have the tablets here".' in told
        assert self.lines(room) == {"words": "I have the tablets here"}


class TestSafetyFromAnywhere:
    """The word safety opens the page also where a line of something else is asked for, which is then asked again."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (("agree 2 Meet in the café",), ("before the note ends",)),
            (("aside 2",), ("too soon",)),
            (("consent employer yes",), ("only the hours",)),
            (("goal", "Two mornings"), ("after the summer", "", "", "", "", "", "", "", "", "")),
            (("comment 1",), ("By when?",)),
            (("note",), ("note so tired",)),
            (("note",), ()),
            (("go to",), ()),
            (("go to how",), ()),
            (("export",), ()),
            (("not reached",), ()),
            (("agree 2", "share"), ()),
            (("end",), ()),
        ],
    )
    def test_the_page_takes_the_words(self, room: Room, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        told = typed(room, *before, "safety", "I see no point", "back", *after)
        lines = [(act.field, act.text) for act in room.acts if isinstance(act, SafetyNoted)]
        assert lines == [("words", "I see no point")]
        written = " ".join(entry.model_dump_json() for entry in room.case.entries)
        assert all(line.removeprefix("note ") in written for line in after)
        assert "safety" not in [getattr(act, "by", "") or getattr(act, "words", "") for act in room.acts]
        assert "Back in the call." in told

    def test_the_word_itself_is_written_with_its_sign(self, room: Room) -> None:
        typed(room, "aside 2", "=safety", "leave")
        assert "reason='safety'" in str(room.acts[-1])


class TestBegunElsewhere:
    """A call that was opened twice goes on where it was begun first, with every word."""

    def begins(self, room: Room, *acts: Act) -> Callable[[], object]:
        def begin() -> None:
            case, name = room.desk.take_up(room.reference, "first_assessment")
            room.desk.write(case, acts, name)

        return begin

    @pytest.mark.parametrize(
        ("lines", "kept"),
        [
            (("safety", "I see no point", "back"), SafetyNoted(field="words", text="I see no point")),
            (("note I see no point",), Noted(text="I see no point", question="share")),
        ],
    )
    def test_words_go_to_the_call_that_is_there(self, lines: tuple[str, ...], kept: Act) -> None:
        room = Room()
        other = self.begins(room, Noted(text="x"))
        told = typed(room, other, *lines, "1", "leave")
        assert "This call was begun elsewhere meanwhile. It goes on here from where it stands." in told
        assert len(room.case.calls) == 1
        assert room.acts == [Noted(text="x"), kept, Answered(question="share", value="yes")]
        assert room.saved

    def test_the_question_that_stands_there_is_put(self) -> None:
        room = Room()
        told = typed(room, self.begins(room, Answered(question="share", value="no")), "later", "2", "leave")
        assert 'Say: "How are things with work?"' in told
        assert [act for act in room.acts if isinstance(act, NotAnswered)] == []
        assert room.case.calls[0].interview.answer("situation") == "off_sick"

    def test_what_was_written_outside_any_call_leaves_this_one_to_be_begun(self) -> None:
        room = Room()
        away = writes(room, calls.not_reached("no_answer"))
        typed(room, away, "note so tired", "1", "leave")
        assert room.acts == [Noted(text="so tired", question="share"), Answered(question="share", value="yes")]
        assert [entry.act for entry in room.case.attempts] == [Attempted(outcome="no_answer")]

    def test_an_answer_in_words_is_kept_where_another_question_stands_there(self) -> None:
        room = Room(parts_and_times())
        act = Answered(question="hours", value=7)
        told = typed(room, lambda: room.desk.write(*self.begun(room, act)), "12.5", "leave")
        assert "This call was begun elsewhere meanwhile. It goes on here from where it stands." in told
        assert room.acts == [act, Noted(text="12.5", question="hours")]

    def begun(self, room: Room, act: Act) -> tuple[Case, Act, str]:
        case, name = room.desk.take_up(room.reference, "small")
        return case, act, name

    def test_the_last_line_of_all_is_kept_there(self) -> None:
        room = Room()
        typed(room, FULL, "note so tired", ROOM, self.begins(room, Noted(text="x")))
        assert room.acts == [Noted(text="x"), Noted(text="so tired", question="share")]
        assert room.saved


class TestWordsAfterANumber:
    """What is typed after a number goes with what is done, or is a note; and a yes that a no follows is none."""

    @pytest.fixture
    def consent_line(self, room: Room) -> str:
        plan = room.call("plan")
        return next(line.split(".")[0] for line in plan if ". Employer" in line)

    @pytest.mark.parametrize(
        ("word", "words", "given"),
        [("agree", "only the hours, nothing on health", True), ("aside", "he told everyone", False)],
    )
    def test_words_on_a_line_on_sharing_stand_with_the_consent(
        self, room: Room, consent_line: str, word: str, words: str, given: bool
    ) -> None:
        room.call("plan", f"{word} {consent_line} {words}", "leave")
        assert room.acts[-1] == Consented(reader="employer", given=given, words=words)

    def test_the_reason_for_letting_a_goal_go_is_taken_from_the_line(self, room: Room) -> None:
        room.call(*GOAL, "plan", "aside 2 She no longer wants that", "leave")
        last = room.acts[-1]
        assert isinstance(last, GoalWritten)
        assert (last.state, last.why) == ("let_go", "She no longer wants that")

    @pytest.mark.parametrize("line", ["agree 2 but not on Mondays", "aside 98 but not on Mondays"])
    def test_words_for_a_line_that_takes_none_are_a_note(self, room: Room, line: str) -> None:
        told = room.call(*GOAL, "plan", line, "leave")
        assert NOTED in told
        assert notes(room) == ["but not on Mondays"]

    @pytest.mark.parametrize(
        "lines",
        [
            ("consent employer yes", "no"),
            ("consent employer yes", "undo"),
            ("consent employer yes no", ""),
            ("consent employer yes", "No.", "undo"),
            ("consent employer yes", "no, only my manager"),
            ("agree {} no", ""),
            ("agree {}", "no"),
            ("aside {} yes", ""),
            ("consent employer no", "undo", ""),
        ],
    )
    def test_what_says_both_is_neither_until_it_is_said_which(
        self, room: Room, consent_line: str, lines: tuple[str, ...]
    ) -> None:
        told = room.call("plan", *(line.format(consent_line) for line in lines))
        assert room.case.plan.consent("employer").given is None
        assert any(line.endswith("Which of the two is it?") for line in told)
        assert not any(isinstance(act, Undone) for act in room.acts)
        assert [note for note in notes(room) if "manager" not in note] == []
        assert len(notes(room)) == ("no, only my manager" in lines)

    @pytest.mark.parametrize(
        ("lines", "given", "words"),
        [
            (("consent employer yes", "no", "no"), False, ""),
            (("consent employer yes no problem", "yes"), True, "no problem"),
            (("consent employer yes", "no, only my manager", "No."), False, "no, only my manager"),
            (("consent employer no", "yes"), False, ""),  # the lines end: a no stands as soon as it is said
            (("consent employer yes, only the hours",), True, "only the hours"),
            (("consent employer yes None of the others",), True, "None of the others"),
        ],
    )
    def test_which_of_the_two_it_is_stands_with_the_words(
        self, room: Room, lines: tuple[str, ...], given: bool, words: str
    ) -> None:
        room.call(*lines)
        assert room.acts[-1] == Consented(reader="employer", given=given, words=words)

    def test_another_line_than_yes_or_no_leaves_it_and_is_read_next(self, room: Room) -> None:
        room.call("consent employer yes", "no", "note so tired")
        assert room.acts[-1] == Noted(text="so tired", question=None)
        assert room.case.plan.consent("employer").given is None

    def test_a_suggestion_is_not_agreed_in_the_word_no(self, room: Room) -> None:
        told = room.call("plan", "agree 2 no", "leave")
        assert any(line.startswith('Not taken: agree, and then "no"') for line in told)
        assert not any(isinstance(act, Decided) for act in room.acts)


class TestBeforeAPageLeaves:
    """What is to be looked at is told before a page is written, and what waits is written before it."""

    LOOK = "Look first: This says something about health: “Rota round her depression clinic · who: client and employer”"

    @pytest.fixture
    def chosen(self, room: Room) -> Room:
        """A line that tells of health, which the client chose for the employer."""
        step = write_step("s1", what="Rota round her depression clinic", who=("client", "employer"))
        room.desk.write(room.case, [sharing.consent("employer", True), step], "")
        room.desk.write(room.case, sharing.choose_for_employer(room.case.plan, ["step s1"]), "")
        return room

    def test_it_is_told_and_enter_writes_it(self, chosen: Room, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        told = typed(chosen, f"export employer {page}", lambda: page.exists() and pytest.fail("written"), "", "leave")
        assert any(line.startswith(self.LOOK) for line in told)
        assert f"Saved. Written: {page}" in told
        assert page.exists()

    @pytest.mark.parametrize("lines", [("leave",), ("note so tired", "leave"), ()])
    def test_another_line_or_none_leaves_it(self, chosen: Room, tmp_path: Path, lines: tuple[str, ...]) -> None:
        page = tmp_path / "page.txt"
        told = typed(chosen, f"export employer {page}", *lines)
        assert "Nothing was written." in told
        assert not page.exists()
        assert notes(chosen) == [line.removeprefix("note ") for line in lines if line.startswith("note")]

    def test_a_page_without_anything_to_look_at_is_written_at_once(self, chosen: Room, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        assert f"Saved. Written: {page}" in typed(chosen, f"export {page}", "leave")

    def test_a_no_that_waits_is_written_first_and_rules_what_leaves(self, chosen: Room, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        told = typed(chosen, FULL, "consent employer no not any more", ROOM, f"export employer {page}", "", "leave")
        assert not page.exists()
        assert any(line.startswith("Not exported: ") and "withdrew consent" in line for line in told)

    def test_a_page_is_looked_at_again_where_somebody_wrote_meanwhile(self, chosen: Room, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        no = writes(chosen, sharing.consent("employer", False))
        told = typed(chosen, f"export employer {page}", no, "", f"export employer {page}", "leave")
        assert not page.exists()
        assert sum("Not exported: Nothing was written: it was changed elsewhere" in line for line in told) == 1
        assert any("withdrew consent" in line for line in told)


@pytest.mark.parametrize("name", ["~nosuchuser/plan.html", f"{'a' * 300}.html"])
def test_a_name_that_no_file_can_have_is_said_in_words_and_the_call_goes_on(room: Room, name: str) -> None:
    told = typed(room, f"export {name}", "note still here", "leave")
    assert any("cannot be written" in line for line in told)
    assert Noted(text="still here", question=room.case.calls[0].interview.current) in room.acts


def test_whatever_ends_a_call_what_was_typed_is_kept() -> None:
    room = Room()

    def breaks(*_: object, **__: object) -> None:
        raise ValueError("nobody foresaw it")

    with pytest.MonkeyPatch.context() as patched, pytest.raises(ValueError, match="foresaw"):
        patched.setattr("assessor.care.case.Case.to_undo", breaks)
        typed(room, "she said she would rather not go back", "undo")
    assert "she said she would rather not go back" in [getattr(act, "text", "") for act in room.acts]


@pytest.mark.parametrize("number", ["00019", "0001", "9" * 5000])
def test_a_number_that_stands_in_no_list_goes_nowhere(number: str) -> None:
    room = Room()
    told = typed(room, "go to a", number, "", "not reached", number, "share", "leave")
    assert sum(line.startswith("There is no ") for line in told) == 2
    assert not any(isinstance(entry.act, Attempted) for entry in room.case.entries)
