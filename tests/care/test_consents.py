"""Consent is the last word in the journal, by its place there; and a no that is taken back gives no yes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.care.case import Case
from assessor.care.consents import Consent
from assessor.care.employer_lines import choice, shared_lines
from assessor.journal import Answered, Consented, Entry, NotAnswered, StepWritten, Undone
from assessor.views.plan_lines import plan_lines
from assessor.views.read_back import read_back_sentences
from tests.care.conftest import NOON, shipped_bank
from tests.care.records import Records

EMPLOYER = "consent_employer"
AT_WORK = ("employ_status", "01")
OUT_OF_WORK = ("employ_status", "02")
YES, NO = Consented(reader="employer", given=True), Consented(reader="employer", given=False)


def state(records: Records) -> str:
    """Where the employer's consent stands, as it is read afresh."""
    stands = records.case.plan.consent("employer").state
    assert stands == records.read_again().plan.consent("employer").state
    return stands


def called(*answers: tuple[str, Any]) -> Records:
    """Rosa's case with a call in which she has a job."""
    return Records().call(AT_WORK, *answers)


class TestTheClock:
    """It may be put back or run ahead: the last word is the one that was written last."""

    def test_a_no_in_a_call_stands_over_an_earlier_yes_by_hand_though_the_clock_was_put_back(self) -> None:
        records = called((EMPLOYER, "yes")).hand(YES)
        assert state(records.ahead(hours=-1).call(AT_WORK, (EMPLOYER, "no"))) == "withdrawn"

    def test_a_yes_by_hand_stands_over_an_earlier_no_that_was_dated_ten_years_ahead(self) -> None:
        assert state(called().ahead(days=3650).hand(NO).ahead(days=-3650).hand(YES)) == "yes"

    def test_an_entry_keeps_the_time_of_the_clock_as_it_was(self) -> None:
        records = called().ahead(days=3650).hand(YES).ahead(days=-3650).hand(NO)
        assert [entry.at.year for entry in records.read_again().entries[-2:]] == [2036, 2026]
        assert records.case.plan.consent("employer").on == NOON.date()


TAKEN_BACK: list[tuple[str, list[Any], str]] = [
    ("a withdrawal by hand", [("call", "yes"), NO, "undo"], "ask_again"),
    ("a no by hand after a yes by hand", [("call", None), YES, NO, "undo"], "ask_again"),
    ("a first no", [("call", None), NO, "undo"], "ask_again"),
    ("a no in a later call", [("call", "yes"), ("call", "no"), "undo call"], "ask_again"),
    ("one who would rather not say", [("call", "yes"), ("call", "!declined"), "undo call"], "ask_again"),
    ("one who does not know", [("call", "yes"), ("call", "!unknown"), "undo call"], "ask_again"),
    ("a no, brought back", [("call", "yes"), NO, "undo", "redo"], "withdrawn"),
    ("a no, twice taken back", [("call", "yes"), NO, "undo", "redo", "undo"], "ask_again"),
    ("a no, and yes said anew", [("call", "yes"), NO, "undo", YES], "yes"),
    ("a no, and the yes after it", [("call", "yes"), NO, "undo", YES, "undo"], "ask_again"),
    ("a no, and the yes before it", [("call", None), YES, NO, "undo", "undo", "redo"], "ask_again"),
    ("a second no", [("call", "no"), NO, "undo"], "no"),
    ("a second yes", [("call", "yes"), YES, "undo"], "ask_again"),
    ("a yes after a no", [("call", "no"), YES, "undo"], "no"),
    ("a yes alone", [("call", None), YES, "undo"], "not_asked"),
    ("a no, and a doubt since", [("call", "yes"), NO, "undo", ("call", "!unknown")], "not_known"),
    ("a no corrected in its call", [("call", "no"), ("say", "yes"), "undo call"], "no"),
    ("a no left for later", [("call", "yes"), ("call", "no"), ("say", "!skip")], "ask_again"),
    ("a question only left for later", [("call", "yes"), ("call", "!skip")], "ask_again"),
    ("that a question was left for later", [("call", "yes"), ("say", "!skip"), "undo call"], "yes"),
    ("that a question of a later call was left", [("call", "yes"), ("call", "!skip"), "undo call"], "yes"),
    ("nothing, and left after a yes by hand", [("call", "yes"), YES, ("say", "!skip")], "ask_again"),
]


def after(steps: list[Any]) -> Records:
    records = Records()
    for step in steps:
        match step:
            case ("call", answer):
                records.call(AT_WORK, *([(EMPLOYER, answer)] if answer else []))
            case ("say", answer):
                records.say((EMPLOYER, answer))
            case "undo" | "redo":
                getattr(records, step)()
            case "undo call":
                records.undo(records.case.calls[-1].id)
            case _:
                records.hand(step)
    return records


@pytest.mark.parametrize(("steps", "stands"), [row[1:] for row in TAKEN_BACK], ids=[row[0] for row in TAKEN_BACK])
def test_what_is_taken_back_is_no_longer_a_yes(steps: list[Any], stands: str) -> None:
    assert state(after(steps)) == stands


class TestTheRoute:
    """An answer off the route is used nowhere, but a no is a no wherever its question stands."""

    def test_a_no_off_the_route_still_stands_over_an_earlier_yes(self) -> None:
        records = called((EMPLOYER, "yes")).call(AT_WORK, (EMPLOYER, "no"), OUT_OF_WORK)
        assert EMPLOYER in records.case.calls[-1].interview.off_route
        assert state(records) == "withdrawn"

    def test_a_yes_off_the_route_is_none(self) -> None:
        assert state(called((EMPLOYER, "yes"), OUT_OF_WORK)) == "not_asked"
        assert state(called((EMPLOYER, "no")).call(AT_WORK, (EMPLOYER, "yes"), OUT_OF_WORK)) == "no"

    def test_a_yes_is_one_again_once_the_route_returns_to_it(self) -> None:
        assert state(called((EMPLOYER, "yes"), OUT_OF_WORK, AT_WORK)) == "yes"


STEPS = st.one_of(
    st.sampled_from(["undo", "redo", "undo call", "redo call", "new call", "off route", "on route"]),
    st.tuples(st.just("hand"), st.booleans()),
    st.tuples(st.just("call"), st.sampled_from(["yes", "no", "!declined", "!unknown", "!skip"])),
    st.tuples(st.just("clock"), st.sampled_from([-3600, 3600, -315_360_000, 315_360_000])),
)


def taken(records: Records, step: Any) -> None:
    match step:
        case "undo" | "redo":
            getattr(records, step)()
        case "undo call" | "redo call":
            getattr(records, step.split()[0])(records.case.calls[-1].id)
        case "new call":
            records.call(AT_WORK)
        case "off route":
            records.say(OUT_OF_WORK)
        case "on route":
            records.say(AT_WORK)
        case ("hand", says):
            records.hand(YES if says else NO)
        case ("call", answer):
            records.say((EMPLOYER, answer))
        case ("clock", seconds):
            records.ahead(seconds=seconds)


def standing(entries: tuple[Entry, ...]) -> dict[str, bool]:
    """Whether each entry stands, told forwards: what takes back a taking back lets its entry stand again."""
    stands: dict[str, bool] = {}
    takes = {entry.id: entry.act.entry for entry in entries if isinstance(entry.act, Undone)}
    for entry in entries:
        stands[entry.id] = True
        target = takes.get(entry.id)
        while target is not None:
            stands[target] = not stands[target]
            target = takes.get(target)
    return stands


def words(case: Case) -> Iterator[tuple[Entry, bool]]:
    """Each word about the employer in the journal, and whether it is a yes; that a question was left is none."""
    for entry in case.entries:
        if isinstance(entry.act, Consented):
            yield entry, entry.act.given
        elif isinstance(entry.act, NotAnswered) and entry.act.reason == "skip":
            continue
        elif isinstance(entry.act, Answered | NotAnswered) and entry.act.question == EMPLOYER:
            yield entry, getattr(entry.act, "value", "") == "yes"


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=14))
def test_consent_is_given_only_if_the_last_word_stands_and_is_a_yes(steps: list[Any]) -> None:
    records = called()
    for step in steps:
        taken(records, step)
        case = records.case
        consent = case.plan.consent("employer")
        last, yes = next(reversed(list(words(case))), (None, False))
        if last is None or not yes or not standing(case.entries)[last.id]:
            assert not consent.given
        left = [e.place for e in case.entries if isinstance(e.act, NotAnswered) and e.act.reason == "skip"]
        if last is not None and isinstance(last.act, Consented) and standing(case.entries)[last.id]:
            if yes and any(place > last.place for place in left):
                continue  # a question that was left since has it asked again
            assert consent.state in (["yes"] if yes else ["no", "withdrawn"])


def test_that_it_is_to_be_asked_again_is_told_in_words_on_the_plan_and_to_the_client() -> None:
    case = called((EMPLOYER, "yes")).hand(NO).undo().case
    line = next(line for line in plan_lines(case) if line.key == "consent employer")
    assert (line.text, line.pressing) == ("Employer: to be asked again", True)
    assert "what was said before does not come back" in dict(line.why)["To be asked again"]
    assert case.answers is not None
    told = [sentence.text for sentence in read_back_sentences(case.plan, case.answers)]
    assert "We are to ask you again whether we may share this with your employer." in told


def test_a_plan_of_which_nothing_is_to_be_asked_again_keeps_its_fingerprint() -> None:
    """So that what left before there was such a word, and is exported again, says the same."""
    consent = Consent(reader="employer", given=True)
    assert "ask_again" not in consent.model_dump()
    assert "ask_again" in consent.model_copy(update={"ask_again": True}).model_dump()


class TestWhatIsToChange:
    """Somebody who wants to change what was agreed, or has another employer, is asked again before anything leaves."""

    BANK = shipped_bank()

    def reviewed(self, *answers: tuple[str, Any]) -> Records:
        """Rosa said yes to her therapist and her employer; this was said in a review since."""
        opened = [("identity", "confirmed"), ("can_talk", "home"), AT_WORK, ("employment_type", "employee")]
        first = [*opened, ("consent_therapist", "yes"), (EMPLOYER, "yes")]
        records = Records(self.BANK).call(*first, script="first_assessment").hand(YES)
        return records.call(*opened, *answers, script="review")

    @pytest.mark.parametrize(
        ("answers", "therapist", "employer"),
        [
            ((), "yes", "yes"),
            ((("consent_same", "same"),), "yes", "yes"),
            ((("consent_same", "change"),), "ask_again", "ask_again"),
            ((("consent_same", "change"), ("consent_same", "same")), "yes", "yes"),
            ((("consent_same", "change"), ("consent_therapist", "yes")), "yes", "ask_again"),
            ((("consent_same", "change"), (EMPLOYER, "!skip")), "ask_again", "ask_again"),
            ((("work_news", ["new_job"]),), "yes", "ask_again"),
            ((("work_news", ["new_job"]), (EMPLOYER, "yes")), "yes", "yes"),
            ((("work_news", ["new_job"]), (EMPLOYER, "no")), "yes", "withdrawn"),
            ((("work_news", ["manager"]),), "yes", "yes"),
            ((("employ_status", "02"),), "yes", "ask_again"),  # nobody is there to share with
            ((("employ_status", "02"), ("employ_status", "01")), "yes", "yes"),  # it was a slip
        ],
    )
    def test_an_earlier_yes_waits_until_it_is_said_again(
        self, answers: tuple[tuple[str, Any], ...], therapist: str, employer: str
    ) -> None:
        plan = self.reviewed(*answers).case.plan
        assert [plan.consent(reader).state for reader in ("therapist", "employer")] == [therapist, employer]

    @pytest.mark.parametrize(
        ("answers", "lines"),
        [
            ((("consent_same", "same"),), 1),
            ((("consent_same", "change"), ("consent_same", "same")), 1),
            ((("work_news", ["new_job"]),), 0),
            ((("work_news", ["new_job"]), (EMPLOYER, "yes")), 0),
            ((("work_news", ["new_job"]), ("work_news", ["none"])), 1),  # it was a slip
            ((("consent_same", "change"), (EMPLOYER, "yes")), 0),
        ],
    )
    def test_the_lines_chosen_for_one_employer_are_not_those_for_the_next(
        self, answers: tuple[tuple[str, Any], ...], lines: int
    ) -> None:
        step = StepWritten(step="s", what="Ring the rota office", who=("client",))
        records = self.reviewed().hand(step)
        records.hand(choice(records.case.plan, ["step s"])).say(*answers)
        assert len(shared_lines(records.case.plan, records.case.by_hand)) == lines
        again = records.read_again()
        assert len(shared_lines(again.plan, again.by_hand)) == lines

    def test_the_name_of_one_employer_is_not_that_of_the_next(self) -> None:
        """Nor are the hours and the contract: a reader would take them for those of the job there is now."""
        opened = [("identity", "confirmed"), ("can_talk", "home"), AT_WORK, ("employment_type", "employee")]
        step = [("goal1_what", "Be back on the 70"), ("action1_what", "Ask for shifts"), ("action1_who", "employer")]
        named = [(EMPLOYER, "yes"), ("employer_name", "Saltbridge Buses")]
        first = [*opened, ("job_role", "bus driver"), *step, *named]
        records = Records(self.BANK).call(*first, script="first_assessment")
        assert records.case.plan.work["work.employer"] == "Saltbridge Buses"
        work = records.call(*opened, ("work_news", ["new_job"]), ("job_role", "driver"), script="review").case.plan.work
        assert (work.get("work.employer"), work["work.role"]) == (None, "driver")
        assert records.say(("work_news", ["none"])).case.plan.work["work.employer"] == "Saltbridge Buses"

    def test_the_limits_of_a_yes_are_shown_where_it_is_asked_again_and_stay_with_the_next_yes(self) -> None:
        limited = Consented(reader="employer", given=True, words="Only Lorraine, never HR")
        records = self.reviewed().hand(limited)
        opened = [("identity", "confirmed"), ("can_talk", "home"), AT_WORK, ("employment_type", "employee")]
        records.call(*opened, ("consent_same", "change"), script="review")
        asked = records.case.calls[-1].interview
        assert "“Only Lorraine, never HR”" in asked.guide(EMPLOYER)
        assert records.say((EMPLOYER, "yes")).case.plan.consent("employer").words == limited.words
        assert records.hand(NO, YES).case.plan.consent("employer").words == ""

    def test_what_was_withdrawn_on_the_plan_is_not_said_to_be_a_yes_last_time(self) -> None:
        records = self.reviewed(("consent_same", "change"), (EMPLOYER, "yes")).hand(NO)
        later = records.call(script="review").case.calls[-1].interview
        assert later.last_time(EMPLOYER) is None or later.last_time(EMPLOYER) == "no"
        assert later.earlier.values[EMPLOYER] == "no"

    def test_a_yes_to_one_employer_is_none_to_the_next_though_work_lay_between(self) -> None:
        records = self.reviewed(("employ_status", "02"))
        opened = [("identity", "confirmed"), ("can_talk", "home"), AT_WORK, ("employment_type", "employee")]
        later = records.call(*opened, ("work_news", ["none"]), script="review")
        assert later.case.plan.consent("employer").state == "ask_again"

    def test_another_job_a_year_on_has_it_asked_again(self) -> None:
        opened = [("identity", "confirmed"), ("can_talk", "home"), AT_WORK]
        later = self.reviewed().call(*opened, ("year_same_job", "no"), script="one_year_follow_up")
        assert later.case.plan.consent("employer").state == "ask_again"
