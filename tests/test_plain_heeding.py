"""What somebody else did meanwhile, and what deserves a look: told in plain lines before anything rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assessor.acts.desk import Desk
from assessor.acts.reviewing import ask_before_handing_in, comment, hand_in, return_plan
from assessor.journal import Decided
from assessor.plain.plan_room import PlainPlan
from assessor.records.store import Adviser
from assessor.views.call import transcript
from assessor.views.heard import on_offer
from assessor.views.plan_lines import plan_lines
from assessor.views.review_flags import told_before_signing
from tests.agreeing import agreeing_bank
from tests.care.conftest import shipped_bank
from tests.test_plain import OFF_SICK, Room

TO_CHANGE = "Pass the concern on today and write who"


def senior(room: Room) -> Desk:
    return replace(room.desk, adviser=Adviser(name="Ruth Ellery", role="senior"))


def returned(room: Room) -> None:
    """A senior adviser comments on the first line and returns the plan, in a session of their own."""
    desk = senior(room)
    case = desk.case(room.reference)
    desk.write(case, [comment(plan_lines(case)[0].key, "By when?"), return_plan(TO_CHANGE)], "")


def on_the_plan(room: Room, *lines: str | Callable[[], object]) -> list[str]:
    """What the plan says to these lines, between which other things happen."""
    told: list[str] = []

    def typed() -> Iterator[str]:
        for line in lines:
            if callable(line):
                line()
            else:
                yield line

    one_by_one = typed()
    PlainPlan(room.desk, room.case, lambda: next(one_by_one, None), told.append).run()
    return told


def handed_in(room: Room) -> Room:
    room.call(*OFF_SICK)
    room.desk.write(room.case, hand_in(), "")
    return room


def test_a_return_in_another_session_is_told_where_something_is_not_taken() -> None:
    room = handed_in(Room())
    told = on_the_plan(room, lambda: returned(room), "consent employer yes fine by me", "leave")
    refused = next(place for place, line in enumerate(told) if line.startswith("Not taken: Nothing was written"))
    since = [line for line in told[refused:] if line.startswith("Since then: ")]
    assert f"Since then: Returned: {TO_CHANGE} (Ruth Ellery)" in since
    assert any("By when?" in line and "Ruth Ellery" in line for line in since)


def test_a_returned_plan_begins_with_the_return_its_words_and_what_waits_for_an_answer() -> None:
    room = handed_in(Room())
    told = on_the_plan(room, lambda: returned(room), "plan", "leave")
    head = told[max(place for place, line in enumerate(told) if line.startswith("The plan so far")) :][:4]
    assert head[1] == f'Returned by Ruth Ellery on 4 May 2026: "{TO_CHANGE}".'
    assert head[2].startswith("1 comment to answer")
    assert "By when?" in head[3]


def test_a_returned_plan_is_handed_in_only_once_its_return_was_told() -> None:
    room = handed_in(Room())
    told = on_the_plan(room, lambda: returned(room), "hand in", "", "leave")
    asked = next(line for line in told if line.startswith("Returned by Ruth Ellery"))
    assert TO_CHANGE in asked
    assert "By when?" in asked
    assert room.case.standing.told.startswith("draft, returned")
    told = on_the_plan(room, "hand in", "hand in", "leave")
    assert "Saved. Handed in for review." in told
    assert room.case.standing.told.startswith("draft, handed in")


def test_a_return_is_asked_about_below_both_faces() -> None:
    room = handed_in(Room())
    assert ask_before_handing_in(room.case) == ""
    returned(room)
    asked = ask_before_handing_in(room.case)
    assert asked.startswith("Returned by Ruth Ellery on 4 May 2026")
    assert TO_CHANGE in asked


def test_what_is_told_before_a_plan_is_signed_names_comments_and_a_call_that_goes_on() -> None:
    room = handed_in(Room())
    desk = senior(room)
    case = desk.write(desk.case(room.reference), comment(plan_lines(room.case)[0].key, "By when?"), "")
    looks = told_before_signing(case, room.desk.today)
    assert "1 comment not answered" in looks
    assert "a call is not finished" in looks


def test_no_point_of_being_here_is_not_offered_as_low_motivation() -> None:
    phrases, interview = shipped_bank().phrases, Room(shipped_bank()).desk.take_up("T-1", None)[0].calls[-1].interview
    heard = on_offer("I don't see the point of being here", interview, phrases)
    assert heard.safety
    assert "low_motivation" not in heard.codes("barrier")


def test_a_suggestion_has_the_name_it_was_put_by_in_what_was_said() -> None:
    room = Room(agreeing_bank())
    room.call(*OFF_SICK[:-1], "1", "leave")
    name = next(act.suggestion for act in room.acts if isinstance(act, Decided))
    lines = transcript(room.case.calls[-1], titles={name: "As it was put"})
    assert [line.right for line in lines if line.left == "As it was put"] != []
