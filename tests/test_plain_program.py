"""The whole program in plain lines: whatever a screen shows is told, numbered, and every number opens something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assessor.acts.desk import Desk
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files
from assessor.journal import Answered, Client, GoalWritten, Reviewed, Submitted
from assessor.plain.lines import Gone, Lines
from assessor.plain.new_client import take_down_in_lines
from assessor.plain.plan_room import PLAN_WORDS, REVIEW_WORDS
from assessor.plain.program import WAYS, PlainProgram
from assessor.records.store import Adviser
from tests.records.memory import MemoryStore
from tests.records.samples import NOON, latest, ticking

BANK = Path(__file__).parent / "screens" / "bank"
DAN, RUTH = Adviser(name="Dan Price", role="adviser"), Adviser(name="Ruth Ellery", role="senior")


@cache
def bank() -> Bank:
    return read_bank(read_files(BANK))


def at_desk(adviser: Adviser = DAN) -> Desk:
    moments = ticking(NOON)
    store = MemoryStore()
    store.set_adviser(adviser)
    return Desk(store, bank(), adviser, clock=lambda: next(moments))


@dataclass
class Typist:
    """Somebody who types these lines into the program, and what they are told."""

    desk: Desk = field(default_factory=at_desk)
    told: list[str] = field(default_factory=list)
    saved: bool = True

    def type(self, *lines: str) -> list[str]:
        typed: Iterator[str] = iter(lines)
        self.told = []
        self.saved = PlainProgram(self.desk, lambda: next(typed, None), self.told.append).run()
        return self.told


@pytest.fixture
def typist() -> Typist:
    typist = Typist()
    typist.desk.open_case(Client(name="Siobhán O'Dwyer", reference="TT-1", telephone="01632 960447"))
    typist.desk.open_case(Client(name="Dariusz Żebrowski", reference="TT-2"))
    return typist


NEW = ("Dr Priya Nair", "", "3 May 1980", "", "01632 960222", "", "she/her", "", "", "", "", "", "", "")


def test_what_is_for_today_stands_first_and_a_number_opens_it(typist: Typist) -> None:
    told = typist.type("1")
    assert told[1] == "Today, 4 May 2026: 2 clients."
    assert "1. Dariusz Żebrowski, TT-2; new; first call." in told
    assert "1. ring: Ring them: the calls that can be made, or gone on with." in told


def test_a_name_is_found_as_it_is_typed_and_the_only_one_is_opened(typist: Typist) -> None:
    assert "Siobhán O'Dwyer, TT-1; new; first call." in typist.type("siobhan")
    assert any("No client matches" in line for line in typist.type("nobody at all"))


def test_a_client_is_taken_down_rung_and_their_plan_worked_on_without_a_screen(typist: Typist) -> None:
    told = typist.type(
        "new", *NEW, "ring", "1", "1", "2", "leave", "plan", "goal", "Walk to work", "leave", "back", "leave"
    )
    assert "The call asks for “Priya”. That is a guess from the name." in told
    assert '"Hello, Priya."' in told
    case = typist.desk.case("EA-0003")
    assert (case.client.born, case.client.pronouns, case.client.referred_on) == (
        date(1980, 5, 3), "she/her", NOON.date(),
    )  # fmt: skip
    assert case.calls[0].interview.answer("situation") == "off_sick"
    assert told[-1] == "Closed. Everything is saved."


def test_a_goal_written_on_the_plan_stands_outside_any_call_and_only_it_is_taken_back(typist: Typist) -> None:
    goal = ("goal", "Walk to work", "", "", "", "", "", "", "", "", "")
    told = typist.type("siobhan", "ring", "1", "1", "2", "leave", "plan", *goal, "undo", "undo", "leave")
    case = typist.desk.case("TT-1")
    written = [entry for entry in case.entries if isinstance(entry.act, GoalWritten)]
    assert [entry.call for entry in written] == [""]
    assert written[0].id in case.gone
    assert "There is nothing to take back." in told
    assert case.calls[0].interview.answer("situation") == "off_sick"


def test_a_taken_record_number_or_a_name_that_exists_is_said_and_nothing_typed_is_lost(typist: Typist) -> None:
    taken = (*NEW[:3], "TT-1", *NEW[4:])
    told = typist.type("new", *taken, "TT-9", "back", "new", *NEW, "another")
    assert "Not saved: there is a case TT-1 already. All else that you typed is kept." in told
    assert typist.desk.case("TT-9").client.telephone == "01632 960222"
    assert any(line.startswith("Not saved: there is Dr Priya Nair (TT-9, born 3 May 1980) already.") for line in told)
    assert len(typist.desk.cases()) == 4


def test_whoever_was_named_when_the_lines_end_is_taken_down(typist: Typist) -> None:
    lines = iter(NEW[:5])
    case = take_down_in_lines(Lines(typist.desk, lambda: next(lines, None), typist.told.append))
    assert case is not None
    with pytest.raises(Gone):
        take_down_in_lines(Lines(typist.desk, lambda: None, typist.told.append))
    assert typist.desk.case("EA-0003").client.telephone == "01632 960222"


def test_each_unfinished_call_can_be_gone_on_with(typist: Typist) -> None:
    typist.type("siobhan", "ring", "1", "1", "leave", "ring", "3", "1")
    told = typist.type("siobhan", "ring", "1")
    assert any(line.startswith("1. First assessment of 4 May 2026, go on at: Situation.") for line in told)
    assert any(line.startswith("First assessment with") and "Resumed." in line for line in told)


def test_details_are_put_right_by_their_numbers(typist: Typist) -> None:
    told = typist.type("siobhan", "who", "details", "2", "Shiv", "")
    assert "Telephone: 01632 960447." in told
    assert "Saved. They like to be called: Shiv." in told
    assert typist.desk.case("TT-1").client.first_name == "Shiv"


def test_a_ring_in_vain_is_written_down(typist: Typist) -> None:
    told = typist.type("siobhan", "ring", "2", "1")
    assert any(line.startswith("Saved. Rung, and not spoken to: No answer") for line in told)
    assert typist.desk.case("TT-1").state == "new"


def handed_in(desk: Desk) -> None:
    case = desk.begin_call(desk.case("TT-1"), "first_assessment")
    case = desk.write(case, Answered(question="share", value="yes"), latest(case))
    desk.write(case, Submitted(), "")


def test_a_plan_is_reviewed_in_plain_lines_by_a_senior_adviser_alone(typist: Typist) -> None:
    handed_in(typist.desk)
    told = typist.type("review", "1", "sign", "leave")
    assert any(line.startswith("Not yours to review: ") for line in told)
    assert any(line.startswith("Not taken: Only a senior adviser") for line in told)
    typist.desk.work_as(RUTH)
    told = typist.type("review", "1", "comment 1", "By when?", "sign", "sign", "Well done")
    assert "Signed." in told
    review = typist.desk.case("TT-1").entries[-1].act
    assert isinstance(review, Reviewed)
    assert (review.decision, review.words) == ("signed", "Well done")


@pytest.mark.parametrize("word", ["leave", "stop", "Leave"])
def test_leaving_at_the_last_moment_signs_nothing(typist: Typist, word: str) -> None:
    handed_in(typist.desk)
    typist.desk.work_as(RUTH)
    assert "Left as it was." in typist.type("review", "1", "sign", "sign", word)
    assert typist.desk.case("TT-1").standing.state == "submitted"


def test_what_came_in_with_a_comment_is_read_before_the_plan_is_signed(typist: Typist) -> None:
    handed_in(typist.desk)
    dan = replace(typist.desk)
    typist.desk.work_as(RUTH)

    def lines() -> Iterator[str]:
        yield from ("review", "1")
        dan.write(dan.case("TT-1"), GoalWritten(goal="g", what="Give notice on Friday"), "")
        yield from ("comment 1", "fine", "sign", "plan", "sign", "sign", "")

    typed = lines()
    told: list[str] = []
    PlainProgram(typist.desk, lambda: next(typed, None), told.append).run()
    assert any("was changed while you were reading it" in line for line in told)
    assert told.index("Signed.") > max(place for place, line in enumerate(told) if "Give notice on Friday" in line)


def test_a_plan_is_returned_with_what_to_change(typist: Typist) -> None:
    handed_in(typist.desk)
    typist.desk.work_as(RUTH)
    assert "Returned to Dan Price." in typist.type("review", "1", "return Whose is the step?")
    assert typist.desk.case("TT-1").standing.words == "Whose is the step?"


def test_who_works_here_and_supervision_are_reached_by_words(typist: Typist) -> None:
    told = typist.type(
        "who works here", "Ruth Ellery", "2", "supervision", "new", "", "", "", "More goals", "Less haste"
    )
    assert "Working here now: Ruth Ellery, senior employment adviser." in told
    assert [held.act.decisions for held in typist.desk.supervisions()] == ["More goals"]  # type: ignore[union-attr]


def test_help_names_every_word_and_nothing_is_drawn(typist: Typist) -> None:
    handed_in(typist.desk)
    typist.desk.work_as(RUTH)
    told = typist.type(
        "help", "caseload", "review", "1", "help", "leave", "siobhan", "plan", "help", "leave", "back", "supervision"
    )
    words = [(way.says, way.help) for way in WAYS] + [(word.says, word.help) for word in (*PLAN_WORDS, *REVIEW_WORDS)]
    assert [says for says, what in words if not any(t.startswith(says) and what in t for t in told)] == []
    assert not set("".join(told)) & set("─│╭╰▱█\x1b\t")
    assert all("\n" not in line for line in told)


def test_a_word_typed_at_the_list_of_calls_is_read_where_it_is_one(typist: Typist) -> None:
    handed_in(typist.desk)
    told = typist.type("siobhan", "ring", "plan", "leave", "ring", "today", "hand in", "back")
    assert any(line.startswith("The plan of Siobhán O'Dwyer") for line in told)
    assert '"today" is nothing that can be done here. It is a word of the start: back goes there.' in told
    assert '"hand in" is nothing that can be done here. It is a word of the plan: type plan first.' in told


def test_the_safety_page_of_a_plan_leads_back_to_the_plan(typist: Typist) -> None:
    handed_in(typist.desk)
    told = typist.type("siobhan", "plan", "safety", "back", "leave")
    assert "Back on the plan." in told
    assert "Back in the call." not in told
