"""What deserves a look in supervision, flag by flag; and the queue in which the plans wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from assessor.care.case import Case, read_case
from assessor.journal import (
    Act,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Consented,
    Decided,
    Entry,
    GoalWritten,
    Noted,
    Reviewed,
    SafetyNoted,
    StepWritten,
    Submitted,
    Undone,
)
from assessor.views.review_flags import FLAGS, attention, review_flags
from assessor.views.review_queue import review_queue
from tests.care.conftest import NOON, OFF_SICK, ROSA, TODAY, small_bank
from tests.care.records import Records
from tests.scripts.conftest import act

BEGUN = CallBegun(script="small_call", version=1, bank="now")
GOAL = GoalWritten(goal="g1", what="Two mornings a week at my desk")
SUBMIT, SIGN = Submitted(), Reviewed(decision="signed")
RETURN = Reviewed(decision="returned", words="Say by when.")
AGREED = [("consent_therapist", "yes")]
PAST = datetime(2026, 11, 18, 15, tzinfo=NOON.tzinfo)  # after the call that these cases had


def case(
    *acts: Act,
    answers: Sequence[tuple[str, Any]] = (*OFF_SICK, *AGREED, ("goal", "Two mornings a week")),
    days_ago: int = 0,
    ended: bool = True,
    since: Sequence[Act] = (),
) -> Case:
    """A case whose one call was so many days ago, with these acts in it, and ``since`` after it, today."""
    at = NOON - timedelta(days=days_ago)
    said = [act(question, value) for question, value in answers]
    told = [BEGUN, *said, *acts, *([CallEnded()] if ended else [])]
    made = [Entry(id="c", at=at - timedelta(days=3), by="Dan Price", act=ClientRecorded(client=ROSA))]
    made += [
        Entry(id=f"{n}", at=at + timedelta(minutes=n), by="Dan Price", call="one", act=a) for n, a in enumerate(told)
    ]
    for n, later in enumerate(since):
        by = "Ruth Ellery" if isinstance(later, Reviewed) else "Dan Price"
        made.append(Entry(id=f"s{n}", at=max(PAST, at) + timedelta(minutes=n), by=by, act=later))
    return read_case("c1", made, lambda _: small_bank())


AFRAID = (*OFF_SICK, *AGREED, ("goal", "Two mornings a week"), ("worries", ["walking_in"]))
ASKED = Decided(suggestion="therapy_fear_of_return", decision="accepted")
CARING = (*OFF_SICK, *AGREED, ("goal", "Two mornings a week"), ("worries", ["mother"]))
GP_YES_AND_NO = [Consented(reader="gp", given=True), Consented(reader="gp", given=False)]
PASSED_ON = [SafetyNoted(field="words", text="x"), SafetyNoted(field="told", text="the duty clinician")]


@pytest.mark.parametrize(
    ("flag", "raises", "does_not"),
    [
        ("safety_open", case(PASSED_ON[0]), case(*PASSED_ON)),
        ("safety", case(*PASSED_ON), case()),
        (
            "urgent",
            case(answers=(*OFF_SICK, *AGREED, ("sick_pay", "ssp"))),
            case(
                Decided(suggestion="sick_pay_check", decision="set_aside", reason="The rep has worked it out."),
                answers=(*OFF_SICK, *AGREED, ("sick_pay", "ssp")),
            ),
        ),
        ("no_goal", case(answers=(*OFF_SICK, *AGREED)), case(answers=(*OFF_SICK, *AGREED), since=[GOAL])),
        (
            "no_goal",
            case(GOAL.model_copy(update={"state": "reached"}), answers=(*OFF_SICK, *AGREED)),
            case(GOAL, answers=(*OFF_SICK, *AGREED)),
        ),
        ("no_request", case(answers=AFRAID), case(ASKED, answers=AFRAID)),
        ("no_request", case(ASKED.model_copy(update={"decision": "set_aside"}), answers=AFRAID), case(answers=CARING)),
        (
            "no_request",
            case(answers=AFRAID),
            case(StepWritten(step="s1", what="Walk in with her", who=("therapist",)), answers=AFRAID),
        ),
        (
            "bare_aside",
            case(Decided(suggestion="workplace_meeting", decision="set_aside", reason=" ")),
            case(Decided(suggestion="workplace_meeting", decision="set_aside", reason="Not yet.")),
        ),
        ("consent", case(answers=(*OFF_SICK, ("goal", "x y z"))), case()),
        ("consent", case(answers=(*OFF_SICK, ("goal", "x y z"), ("consent_therapist", "no"))), case()),
        (
            "consent",
            case(since=[Consented(reader="therapist", given=False)]),
            case(since=[Consented(reader="therapist", given=False), Consented(reader="therapist", given=True)]),
        ),
        (
            "consent",
            case(since=[Consented(reader="gp", given=True), Consented(reader="gp", given=False)]),
            case(since=[Consented(reader="gp", given=False)]),
        ),
        (
            "consent",
            case(since=[*GP_YES_AND_NO, Undone(entry="s1")]),
            case(since=GP_YES_AND_NO[:1]),
        ),
        (
            "consent",
            case(GOAL.model_copy(update={"agreed_with": "her manager"})),
            case(GOAL.model_copy(update={"agreed_with": "her manager"}), Consented(reader="employer", given=True)),
        ),
        ("quiet", case(days_ago=61), case(days_ago=60)),
        ("returned", case(since=[SUBMIT, RETURN, SUBMIT]), case(since=[SUBMIT])),
        ("returned", case(since=[SUBMIT, RETURN]), case(since=[SUBMIT, RETURN, SUBMIT, SIGN])),
    ],
)
def test_each_flag_is_raised_by_one_case_and_not_by_its_neighbour(flag: str, raises: Case, does_not: Case) -> None:
    assert flag in FLAGS
    assert flag in [look.flag for look in review_flags(raises, TODAY)]
    assert flag not in [look.flag for look in review_flags(does_not, TODAY)]


def test_a_plan_with_everything_in_it_asks_for_no_look() -> None:
    assert attention(case(), TODAY) == ()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, ()),
        (60, ()),
        (61, ("nothing heard for 61 days (over 60)",)),
        (90, ("nothing heard for 90 days (over 60)",)),
        (91, ("nothing heard for 91 days (over 90)",)),
        (120, ("nothing heard for 120 days (over 90)",)),
        (121, ("nothing heard for 121 days (over 120)",)),
    ],
)
def test_silence_is_told_in_the_national_bands(days: int, said: tuple[str, ...]) -> None:
    assert attention(case(days_ago=days), TODAY) == said


def test_a_call_that_is_dated_ten_years_ahead_does_not_hide_the_silence_since_the_one_before() -> None:
    records = Records().ahead(days=-100).call(*OFF_SICK).ahead(days=3650).call(*OFF_SICK)
    assert "nothing heard for 100 days (over 90)" in attention(records.case, NOON.date())


def test_consent_that_is_to_be_asked_again_is_told_in_words() -> None:
    asked = [*attention(case(since=[*GP_YES_AND_NO, Undone(entry="s1")]), TODAY)]
    assert asked == ["consent to be asked again: GP"]


@pytest.mark.parametrize("call", ["", "one"])
def test_working_on_a_plan_is_no_word_from_the_client(call: str) -> None:
    """Deciding, writing and handing in after the call leave the day on which the client was last heard, also where
    they were written as of that call."""
    heard = case(days_ago=70)
    for n, done in enumerate((ASKED, Noted(text="looked at it again"), SUBMIT)):
        entry = Entry(id=f"w{n}", at=NOON, by="Dan Price", call=call, act=done)
        heard = heard.with_entry(entry, lambda _: small_bank())
    assert "nothing heard for 70 days (over 60)" in attention(heard, TODAY)


@pytest.mark.parametrize(("days", "flags"), [(60, []), (61, ["quiet"])])
def test_a_client_never_reached_counts_from_the_referral(days: int, flags: list[str]) -> None:
    client = Client(name="Ines", referred_on=TODAY - timedelta(days=days))
    entry = Entry(id="c", at=NOON, by="Dan Price", act=ClientRecorded(client=client))
    unheard = read_case("c", [entry], lambda _: small_bank())
    assert [look.flag for look in review_flags(unheard, TODAY)] == flags


def test_once_signed_only_what_time_brings_asks_for_a_look() -> None:
    signed = case(answers=(*OFF_SICK, ("worries", ["walking_in"])), since=[SUBMIT, SIGN])
    assert review_flags(signed, TODAY) == ()
    assert [look.flag for look in review_flags(signed, TODAY + timedelta(days=61))] == ["quiet"]


def named(name: str, found: Case, handed_in: date | None = None) -> Case:
    """The case under another client's name, its plan handed in on a day."""
    entries = [
        entry.model_copy(update={"act": ClientRecorded(client=Client(name=name, reference=name))})
        if isinstance(entry.act, ClientRecorded)
        else entry
        for entry in found.entries
    ]
    if handed_in:
        at = datetime(handed_in.year, handed_in.month, handed_in.day, 16, tzinfo=NOON.tzinfo)
        entries.append(Entry(id="h", at=at, by="Dan Price", act=SUBMIT))
    return read_case(name, entries, lambda _: small_bank())


class TestQueue:
    """Plans handed in wait in the order in which they came; open cases that deserve a look stand apart."""

    cases = (
        named("Ada", case(answers=(*OFF_SICK, *AGREED))),
        named("Bo", case(), date(2026, 11, 20)),
        named("Cy", case()),
        named("Di", case(SafetyNoted(field="words", text="x"))),
        named("Ed", case(answers=AFRAID), date(2026, 11, 19)),
    )

    def test_the_longest_waiting_is_first_and_what_presses_most_of_the_others(self) -> None:
        found = review_queue(self.cases, date(2026, 11, 22), "Ruth Ellery", "senior")
        assert [one.case.client.name for one in found.waiting] == ["Ed", "Bo"]
        assert [one.case.client.name for one in found.deserving] == ["Di", "Ada"]
        assert [one.adviser for one in found.waiting] == ["Dan Price"] * 2
        assert {one.refusal for one in found.waiting} == {""}

    @pytest.mark.parametrize(
        ("name", "role", "said"),
        [("dan price", "senior", "nobody reviews their own plan"), ("Ruth Ellery", "adviser", "only a senior adviser")],
    )
    def test_a_plan_that_one_may_not_review_says_why(self, name: str, role: str, said: str) -> None:
        found = review_queue(self.cases, date(2026, 11, 22), name, role)
        assert all(said in one.refusal for one in found.waiting)
