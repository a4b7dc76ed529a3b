"""Talking over what could help in plain lines, inside the call and before its end."""

from __future__ import annotations

from assessor.bank.loader import read_bank
from assessor.care.agreeing import LATER
from assessor.journal import Act, Answered, Decided
from tests.agreeing import agreeing_bank, overheard_files
from tests.test_plain import OFF_SICK, Room

BEFORE = OFF_SICK[:-1]
"""The answers to all that is asked before what could help."""


def review(room: Room) -> str:
    return room.case.standing.state


def decisions(acts: list[Act]) -> list[tuple[str, str, str, str]]:
    return [(act.suggestion, act.decision, act.by, act.reason) for act in acts if isinstance(act, Decided)]


def test_one_thing_is_put_at_a_time_and_its_number_says_what_they_said() -> None:
    room = Room(agreeing_bank())
    told = room.call(*BEFORE, "1", "1 me, 12 May", "3 she has enough to read", "2", "7")
    assert told[told.index("What could help.") :][:15] == [
        "What could help.",
        'Say: "Some things could help."',
        "Guide: One at a time.",
        "1 of 3. A fit note, today, urgent today.",
        'Say: "You could ask your surgery for a note today."',
        "Because: off sick.",
        "1. Yes, let us do that: Zoë, by Monday 4 May",
        "2. Yes, in other words",
        "3. Not now",
        "4. Has it already, or has tried it",
        "5. Does not want it",
        "6. Talk about it later",
        "7. The rest can wait: this and 2 more, 1 of them urgent",
        "A number takes it; words may follow it: 1 me, Thursday says who and when. go on leaves the rest undecided.",
        "Saved. Agreed: Zoë, by Monday 4 May. A fit note, today.",
    ]
    assert decisions(room.acts) == [
        ("fit_note_today", "accepted", "4 May 2026", ""),
        ("workplace_meeting", "accepted", "12 May 2026", ""),
        ("therapy_fear_of_return", "set_aside", "", "not now: she has enough to read"),
    ]
    assert "Everything that could help has been talked over." in told
    assert room.case.calls[-1].interview.stands_at == "could_help"


def test_enter_goes_on_once_all_is_decided_and_go_on_leaves_the_rest() -> None:
    room = Room(agreeing_bank())
    told = room.call(*BEFORE, "later", "5", "6", "")
    assert [reason for *_, reason in decisions(room.acts)] == [LATER, "does not want it", LATER]
    assert room.acts[-1] == Answered(question="could_help", value="talked_over")
    assert 'Say: "How sure are you?"' in told
    other = Room(agreeing_bank())
    told = other.call(*BEFORE, "go on", "7", "end")
    assert decisions(other.acts) == []
    undecided = "Not decided yet: A fit note, today, urgent among them"
    assert [
        line for line in told if line.startswith("Not decided yet: 3 things, urgent among them: A fit note, today.")
    ]
    assert undecided not in told


def test_words_of_anywhere_work_there_and_what_is_no_answer_is_refused() -> None:
    room = Room(agreeing_bank())
    told = room.call(*BEFORE, "hello", "9", "why", "note she sighed", "never not while she is ill", "undo", "back")
    assert "Not taken: type 1 to 7." in told
    assert any(line.startswith("Source: The project") for line in told)
    assert "Saved. Not to be offered again: A fit note, today." in told
    assert "Taken back: the decision on A fit note, today." in told
    assert room.case.calls[-1].interview.looking_at == "worries"


def test_handing_in_with_something_urgent_undecided_asks_once() -> None:
    room = Room(agreeing_bank())
    room.call(*BEFORE, "go on", "7", "hand in", "", "leave")
    assert review(room) == "draft"
    told = room.call("hand in", "hand in", script="first_assessment")
    assert "Urgent, and nothing is decided on it: A fit note, today." in told
    assert review(room) == "submitted"


def test_where_somebody_may_hear_private_help_is_not_put_as_words_to_say_nor_read_back() -> None:
    room = Room(read_bank(overheard_files()))
    told = room.call(*BEFORE, "read back", "", "1")
    private = told.index(
        "Private: not while anybody may hear. Leave it for another time, or ask with a yes-or-no question."
    )
    assert told[private + 1] == 'Say: "Some things could help."'
    assert "When nobody can hear: You could ask your surgery for a note today." in told
    assert 'Say: "You could ask your surgery for a note today."' not in told
    first = told.index("Somebody may hear: read only what stands here.")
    assert told[first + 1] == "1. You are off sick."
    assert not any("Porter" in line or "fit note" in line for line in told[first : first + 6])


def test_who_and_when_are_read_alike_in_the_call_and_on_the_plan_and_what_is_no_day_is_refused() -> None:
    room = Room(agreeing_bank())
    on_plan = ("agree 2 by bananas", "agree 2 me, Thursday", "", "leave")
    told = room.call(*BEFORE, "1 by bananas", "1 next Friday", "1 me, Thursday", "", "go on", "7", "plan", *on_plan)
    assert len([line for line in told if line.startswith("Not taken: 'bananas' is not understood")]) == 2
    assert [line for line in told if line.startswith("Not taken: 'next Friday' could be")] != []
    agreed = [(act.suggestion, act.who, act.by, act.words) for act in room.acts if isinstance(act, Decided)]
    assert agreed[0] == ("fit_note_today", ("adviser",), "7 May 2026", "")
    assert agreed[1:] == [(agreed[1][0], ("adviser",), "7 May 2026", "")]


def test_other_words_after_the_number_on_the_plan_are_asked_who_and_when() -> None:
    room = Room(agreeing_bank())
    told = room.call(
        *BEFORE, "go on", "7", "plan", "agree 1 a walk round first", "bananas", "me, Thursday", "", "leave"
    )
    decided = [act for act in room.acts if isinstance(act, Decided)][-1]
    assert (decided.words, decided.who, decided.by) == ("a walk round first", ("adviser",), "7 May 2026")
    assert [line for line in told if line.startswith("Not taken: 'bananas' is not understood")] != []


def test_the_rest_can_wait_by_one_number_and_is_told_as_undecided() -> None:
    room = Room(agreeing_bank())
    told = room.call(*BEFORE, "1", "7", "leave")
    assert "7. The rest can wait: this and 1 more" in told
    assert room.acts[-1] == Answered(question="could_help", value="talked_over")
    assert [name for name, *_ in decisions(room.acts)] == ["fit_note_today"]
    assert [line for line in told if line.startswith("Not decided yet: ")]
    assert len(room.case.plan.proposed()) == 2


def test_the_last_words_of_a_call_are_who_does_what_and_goodbye() -> None:
    room = Room(agreeing_bank())
    told = room.call(*BEFORE, "1", "1 me, 12 May", "5", "", "7", "read back", "", "end", "leave")
    said = (
        "So this is what comes next, for you: A fit note, today by 4 May 2026; "
        "for me: Meeting with the manager by 12 May 2026."
    )
    goodbye = f"{said} Thank you for talking to me today."
    assert f'"{goodbye}"' in told
    assert f"And goodbye: {goodbye}" in told


def test_what_is_urgent_and_put_on_a_later_day_is_asked_about_once() -> None:
    room = Room(agreeing_bank())
    late = "That is in 14 days; this is urgent today. Enter keeps it, or type another day; back leaves it undecided."
    told = room.call(*BEFORE, "1 me, 18 May", "back", "1 me, 18 May", "tomorrow", "leave")
    assert told.count(late) == 2
    assert decisions(room.acts) == [("fit_note_today", "accepted", "5 May 2026", "")]
    other = Room(agreeing_bank())
    other.call(*BEFORE, "2 I will ring the surgery", "18 May", "", "leave")
    assert decisions(other.acts) == [("fit_note_today", "accepted", "18 May 2026", "")]


def test_who_and_when_is_left_by_back_and_takes_no_command_word() -> None:
    room = Room(agreeing_bank())
    told = room.call(*BEFORE, "2 I will ring the surgery", "undo", "back", "leave")
    assert any(line.startswith("Who, and by when? Enter keeps: Zoë, by Monday 4 May; back leaves it.") for line in told)
    assert any(line.startswith('Not taken: "undo" is a command word') for line in told)
    assert decisions(room.acts) == []


def test_the_words_of_a_step_stand_in_what_was_said() -> None:
    room = Room(agreeing_bank())
    told = room.call(*BEFORE, "2 I will ring the surgery", "", "said", "leave")
    assert any("I will ring the surgery" in line and "A fit note, today" in line for line in told)
