"""Agreeing what could help, below both faces: the order, the terms as they are typed, and the acts."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.acts.agreeing import answer_suggestion
from assessor.acts.desk import Desk
from assessor.acts.reviewing import ask_before_handing_in, hand_in
from assessor.acts.terms_line import read_terms, read_when
from assessor.care.agreeing import SUGGESTION_ANSWERS, Terms, proposed_terms, to_talk_over, told_terms
from assessor.care.case import Case
from assessor.journal import Act, Answered, Client, Decided, NotAnswered
from assessor.records.errors import NotAllowed
from assessor.records.store import Adviser
from assessor.scripts.kinds import Refused
from tests.agreeing import agreeing_bank
from tests.care.conftest import shipped_bank
from tests.records.memory import MemoryStore
from tests.records.samples import NOON, ticking

TODAY = date(2026, 11, 30)
ZOE = Client(name="Zoë May O'Neill", called="Zoë", reference="T-1")
ASKED: tuple[Act, ...] = (
    Answered(question="share", value="yes"), Answered(question="situation", value="off_sick"),
    Answered(question="job_title", value="Porter"), Answered(question="hours", value=36),
    Answered(question="first_day_off", value="2026-03-02"), Answered(question="worries", value=("going_in",)),
)  # fmt: skip
"""All that comes before the place where what could help is talked over."""


@pytest.fixture
def desk() -> Desk:
    moments = ticking(NOON)
    return Desk(MemoryStore(), agreeing_bank(), Adviser(name="Dan Price", role="adviser"), lambda: next(moments))


def called(desk: Desk, *acts: Act) -> Case:
    case = desk.begin_call(desk.open_case(ZOE), "first_assessment")
    return desk.write(case, [*ASKED, *acts], case.calls[-1].id)


def decided(case: Case, answer: str, words: str = "") -> Decided:
    """This answer to what is most pressing now."""
    suggestion = to_talk_over(case.plan, case.calls[-1])[0]
    return answer_suggestion(suggestion, answer, proposed_terms(suggestion, TODAY), words)


def stands(case: Case) -> str | None:
    return case.calls[-1].interview.stands_at


def test_the_call_stands_there_once_all_before_it_is_asked_and_until_it_is_talked_over(desk: Desk) -> None:
    case = called(desk)
    call = case.calls[-1].id
    assert stands(case) == "could_help"
    assert case.calls[-1].interview.next == "confidence"
    case = desk.write(case, Answered(question="could_help", value="talked_over"), call)
    assert stands(case) == "confidence"
    undone = desk.undo(case, call)
    assert undone is not None
    assert stands(undone) == "could_help"
    first = desk.begin_call(desk.open_case(ZOE.model_copy(update={"reference": "T-2"})), "first_assessment")
    assert stands(first) == "share"


def test_what_is_urgent_comes_first_and_what_is_put_off_waits_for_another_call(desk: Desk) -> None:
    case = called(desk)
    call = case.calls[-1].id
    assert [one.id for one in to_talk_over(case.plan, case.calls[-1])] == [
        "fit_note_today", "workplace_meeting", "therapy_fear_of_return",
    ]  # fmt: skip
    case = desk.write(case, decided(case, "later"), call)
    assert [one.id for one in to_talk_over(case.plan, case.calls[-1])] == [
        "workplace_meeting",
        "therapy_fear_of_return",
    ]
    assert "fit_note_today" in [one.id for one in case.plan.proposed()]
    case = desk.write(case, Answered(question="could_help", value="talked_over"), call)
    later = desk.begin_call(case, "review")
    assert to_talk_over(later.plan, later.calls[-1])[0].id == "fit_note_today"


def test_each_answer_is_a_decision_with_its_reason(desk: Desk) -> None:
    case = called(desk)
    made = {answer: decided(case, answer, "too soon") for answer in SUGGESTION_ANSWERS}
    assert (made["yes"].decision, made["yes"].by, made["yes"].who) == ("accepted", "30 November 2026", ("client",))
    assert made["words"].words == "too soon"
    assert [made[answer].reason for answer in ("not_now", "has_it", "not_wanted")] == [
        "not now: too soon", "has it already, or has tried it: too soon", "does not want it: too soon",
    ]  # fmt: skip
    assert made["later"].decision == "open"


PROPOSED = Terms(("client", "employer"), "our next call")
READ = {
    "": PROPOSED,
    "Thursday": Terms(PROPOSED.who, "3 December 2026"),
    "by Thursday": Terms(PROPOSED.who, "3 December 2026"),
    "me, Thursday": Terms(("adviser",), "3 December 2026"),
    "I": Terms(("adviser",), "our next call"),
    "she and I by 12 May 2027": Terms(("client", "adviser"), "12 May 2027"),
    "Zoë, tomorrow": Terms(("client",), "1 December 2026"),
    "employer": Terms(("employer",), "our next call"),
    "GP & me": Terms(("adviser", "gp"), "our next call"),
    "both: in 2 weeks": Terms(("client", "adviser"), "14 December 2026"),
    "before the note ends": Terms(PROPOSED.who, "before the note ends"),
    "Friday, employer": Terms(("employer",), "4 December 2026"),
    "Zoë and Dan, by Monday 7 December": Terms(("client", "adviser"), "7 December 2026"),
    "I'll do it on Thursday please": Terms(("adviser",), "3 December 2026"),
    "her": Terms(("client",), "our next call"),
    "me - at your next session": Terms(("adviser",), "at your next session"),
    "me, before Thursday": Terms(("adviser",), "before 3 December 2026"),
    "when I see the GP": Terms(PROPOSED.who, "when I see the GP"),
}
REFUSED = {
    "bananas": "'bananas' is not understood",
    "me, bananas": "'bananas' is not understood",
    "by bananas": "'bananas' is not understood",
    "help by her sister": "are not understood",
    "me, before Thrusday": "did you mean Thursday?",
    "me, yesterday": "29 November 2026 is past",
    "Thursday 7 December": "7 December 2026 is a Monday; is it",
    "me, next Friday": "could be",
    "employer by 31 June": "June has 30 days",
}


def test_who_and_when_are_read_as_people_type_them_in_one_line() -> None:
    assert {typed: read_terms(typed, PROPOSED, ZOE, "Dan Price", TODAY) for typed in READ} == READ
    therapist = Terms(("therapist",))
    assert read_terms("me, Thursday", therapist, ZOE, "Dan Price", TODAY) == Terms(("therapist",), "3 December 2026")
    may = ZOE.model_copy(update={"called": "May"})
    assert read_terms("May 12 2027", PROPOSED, may, "Dan Price", TODAY) == Terms(PROPOSED.who, "12 May 2027")
    assert told_terms(READ["she and I by 12 May 2027"], ZOE, "Dan Price") == "Zoë and Dan, by Wednesday 12 May"


def test_a_plan_with_something_urgent_undecided_is_handed_in_only_anyway(desk: Desk) -> None:
    case = called(desk)
    assert ask_before_handing_in(case) == "Urgent, and nothing is decided on it: A fit note, today."
    with pytest.raises(NotAllowed, match="A fit note, today"):
        desk.write(case, hand_in(), "")
    assert desk.refusal(case, hand_in(anyway=True)) == ""
    case = desk.write(case, decided(case, "not_now"), "")
    assert ask_before_handing_in(case) == ""
    assert desk.write(case, hand_in(), "").standing.state == "submitted"


def test_nothing_but_that_it_is_talked_over_is_an_answer_there(desk: Desk) -> None:
    case = called(desk)
    with pytest.raises(NotAllowed, match="talked over"):
        desk.write(case, Answered(question="could_help", value="yes"), case.calls[-1].id)
    case = desk.write(case, NotAnswered(question="could_help", reason="skip"), case.calls[-1].id)
    assert stands(case) == "could_help"


def test_what_is_neither_somebody_nor_a_day_nor_what_it_waits_for_is_refused_with_its_reason() -> None:
    read = {}
    for typed in REFUSED:
        try:
            read[typed] = str(read_terms(typed, PROPOSED, ZOE, "Dan Price", TODAY))
        except Refused as refused:
            read[typed] = str(refused)
    assert {typed: told for typed, told in read.items() if REFUSED[typed] not in told or "Terms(" in told} == {}


def test_every_when_of_the_invented_clients_is_read() -> None:
    whens = {
        decision.by
        for persona in shipped_bank().personas.values()
        for call in persona.calls
        for decision in call.decisions
        if decision.by
    }
    refused = []
    for when in sorted(whens):
        try:
            read_when(when, TODAY)
        except Refused as why:
            refused.append(f"{when}: {why}")
    assert len(whens) > 5
    assert refused == []
