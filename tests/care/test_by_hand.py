"""What is written on the plan by hand: goals, steps, ratings, replies, consent, order, what the employer may see."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from assessor.bank.bank import Bank
from assessor.care.case import Case
from assessor.care.employer_lines import Shareable, choice, reworded, shareable, shared_lines
from assessor.care.goals import wanting
from assessor.care.handwritten import ByHand
from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    CallEnded,
    ClientRecorded,
    Commented,
    Consented,
    Decided,
    Entry,
    GoalRated,
    GoalWritten,
    Ordered,
    Replied,
    Reviewed,
    StepWritten,
    Submitted,
    Undone,
)
from assessor.views.changes import line_changes
from assessor.views.comments import answer_to, comments_on, told_comments
from assessor.views.plan_lines import course_of, plan_lines
from tests.care.conftest import NOON, ROSA, small_bank

BANK = small_bank()
ANSWERS = {
    "employ_status": "01", "off_sick_now": "yes", "employment_type": "employee", "first_day_off": "2026-10-01",
    "worries": ("walking_in", "mother"), "consent_therapist": "yes", "consent_employer": "yes",
    "goal": "Be back by spring", "goal_by": "2027-03-01", "goal_now": 3, "step": "Ring the depot",
}  # fmt: skip


def case(*acts: Act, answers: dict[str, object] = ANSWERS) -> Case:
    """Rosa's case: one call with these answers, and these acts the day after, a minute apart."""
    first: list[Act] = [ClientRecorded(client=ROSA), CallBegun(script="small_call", version=1, bank=BANK.fingerprint)]
    first += [Answered.model_validate({"question": name, "value": value}) for name, value in answers.items()]
    first.append(CallEnded())
    entries = [entry(n, act, NOON, "call" if n else "") for n, act in enumerate(first)]
    entries += [entry(len(first) + n, act, NOON + timedelta(days=1)) for n, act in enumerate(acts)]
    return Case("c").with_entries(entries, bank)


def entry(n: int, act: Act, at: datetime, call: str = "") -> Entry:
    return Entry(id=f"{n:03d}", at=at + timedelta(minutes=n), by="Dan Price", call=call, act=act)


def bank(_: str) -> Bank:
    return BANK


GOAL = GoalWritten(goal="g", what="Two mornings a week at the depot", due=date(2026, 12, 18), by="18 December 2026")
KEY = "goal 0.1"  # the goal that was answered in the call


class TestGoals:
    def test_a_goal_written_by_hand_stands_beside_the_calls_own(self) -> None:
        assert [goal.what for goal in case(GOAL).plan.goals] == ["Be back by spring", GOAL.what]

    def test_the_latest_writing_of_a_goal_stands(self) -> None:
        later = GOAL.model_copy(update={"what": "Three mornings"})
        assert [goal.what for goal in case(GOAL, later).plan.goals][-1] == "Three mornings"

    def test_a_goal_of_the_call_written_anew_keeps_its_ratings_and_takes_the_new_words(self) -> None:
        (goal,) = case(GOAL.model_copy(update={"goal": KEY})).plan.goals
        assert (goal.what, goal.now, [one.value for one in goal.ratings]) == (GOAL.what, 3, [3])

    def test_ratings_add_up_over_time_the_latest_last(self) -> None:
        (goal,) = case(GoalRated(goal=KEY, value=6), GoalRated(goal=KEY, value=8)).plan.goals
        assert ([one.value for one in goal.ratings], goal.now, course_of(goal)) == ([3, 6, 8], 8, "▃▅▆")

    def test_a_rating_of_a_goal_that_is_not_there_is_kept_and_changes_nothing(self) -> None:
        assert case(GoalRated(goal="gone", value=6)).plan == case().plan

    def test_a_goal_taken_back_is_gone_and_comes_back_with_its_taking_back_taken_back(self) -> None:
        with_goal = case(GOAL)
        name = with_goal.entries[-1].id
        undone = with_goal.with_entry(entry(90, Undone(entry=name), NOON + timedelta(days=1)), bank)
        redone = undone.with_entry(entry(91, Undone(entry="090"), NOON + timedelta(days=1)), bank)
        assert [len(one.plan.goals) for one in (with_goal, undone, redone)] == [2, 1, 2]

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({}, ["day to look again", "both know", "needs or barriers"]),
            ({"what": "Work"}, ["can be seen", "day to look", "both know", "needs or barriers"]),
            ({"due": date(2026, 12, 1), "sign": "She is in on Mondays", "answers": ("caring",)}, []),
        ],
    )
    def test_the_page_says_what_would_make_a_goal_easier_to_see_reached(
        self, given: dict[str, object], said: list[str]
    ) -> None:
        hints = list(wanting(GoalWritten.model_validate({"goal": "g", "what": "Two mornings a week", **given})))
        assert len(hints) == len(said)
        assert all(word in hint for word, hint in zip(said, hints, strict=True))


class TestSteps:
    def test_a_step_for_the_therapist_is_asked_of_them_and_is_no_step_of_the_clients(self) -> None:
        step = StepWritten(
            step="s", what="Plan the first morning", who=("therapist",), because="it is her dread", goal=KEY
        )
        plan = case(step).plan
        asked = plan.suggestion("s")
        assert asked is not None
        assert (asked.agreed, asked.because, asked.state, asked.goal) == (step.what, (step.because,), "accepted", KEY)
        assert [one.what for one in plan.actions] == ["Ring the depot"]

    @pytest.mark.parametrize(("state", "stands"), [("to_do", "to_do"), ("done", "done"), ("dropped", "dropped")])
    def test_a_step_of_the_call_can_be_written_done_or_dropped(self, state: str, stands: str) -> None:
        written = StepWritten.model_validate(
            {"step": "action 0.1", "what": "Ring the depot", "state": state, "why": "shut"}
        )
        (step,) = case(written).plan.actions
        assert (step.state, step.why) == (stands, "shut")

    def test_an_accepted_suggestion_can_be_written_done(self) -> None:
        done = Decided(suggestion="workplace_meeting", decision="accepted", progress="done")
        found = case(done).plan.suggestion("workplace_meeting")
        assert found is not None
        assert found.progress == "done"


class TestReplies:
    def test_the_therapists_latest_answer_stands_with_its_day_and_name(self) -> None:
        agreed = Decided(suggestion="therapy_fear_of_return", decision="accepted")
        replies = [
            Replied(request="therapy_fear_of_return", answer=answer, words="from week 4", name="Meera Shah")
            for answer in ("accepted", "not_now")
        ]
        found = case(agreed, *replies).plan.suggestion("therapy_fear_of_return")
        assert found is not None
        assert found.reply is not None
        told = (found.reply.answer, found.reply.words, found.reply.name, found.reply.on)
        assert told == ("not_now", "from week 4", "Meera Shah", date(2026, 11, 19))

    def test_what_the_therapist_answered_is_there_for_the_next_call_to_speak_of(self) -> None:
        agreed = Decided(suggestion="therapy_fear_of_return", decision="accepted")
        reply = Replied(
            request="therapy_fear_of_return", answer="accepted", words="I will", name="Meera Shah"
        ).model_copy(update={"for_client": True})
        begun = CallBegun(script="small_call", version=1, bank=BANK.fingerprint)
        before = case(agreed, reply)
        later = before.with_entry(entry(99, begun, NOON + timedelta(days=20), "later"), bank)
        words = later.calls[-1].interview.earlier.words
        assert words["replies"] == "Work on the fear of going back: Meera Shah, 19 November 2026: accepted, “I will”."
        assert words["replies_count"] == "1"


@pytest.mark.parametrize(
    ("answered", "acts", "state"),
    [
        (None, [], "not_asked"),
        ("yes", [], "yes"),
        ("no", [], "no"),
        ("yes", [False], "withdrawn"),
        ("no", [True], "yes"),
        ("no", [False], "no"),
        ("yes", [False, True], "yes"),
        ("yes", [False, True, False], "withdrawn"),
        (None, [True], "yes"),
    ],
)
def test_the_last_word_on_sharing_stands_and_a_no_after_a_yes_is_a_withdrawal(
    answered: str | None, acts: list[bool], state: str
) -> None:
    answers = {name: value for name, value in ANSWERS.items() if name != "consent_employer"}
    if answered:
        answers["consent_employer"] = answered
    made = case(*(Consented(reader="employer", given=given) for given in acts), answers=answers)
    assert made.plan.consent("employer").state == state


class TestOrder:
    def test_lines_stand_in_the_order_chosen_and_new_ones_after_them(self) -> None:
        other = GOAL.model_copy(update={"goal": "h", "what": "A third"})
        made = case(GOAL, Ordered(keys=("goal g", f"goal {KEY}")), other)
        assert [goal.key for goal in made.plan.goals] == ["g", KEY, "h"]

    def test_an_order_that_names_nothing_of_the_plan_moves_nothing(self) -> None:
        assert case(GOAL, Ordered(keys=("goal nobody", ""))).plan == case(GOAL).plan


class TestWhatTheEmployerMaySee:
    AGREED = Decided(suggestion="carers_leave", decision="accepted")

    def test_nothing_is_shown_until_the_client_chose_it(self) -> None:
        made = case(self.AGREED, GOAL)
        assert {"goal g", "suggestion carers_leave"} <= {line.key for line in shareable(made.plan)}
        assert shared_lines(made.plan, made.by_hand) == ()

    def test_just_the_lines_that_were_chosen_are_shown(self) -> None:
        made = case(self.AGREED, GOAL, choice(case(self.AGREED, GOAL).plan, ["goal g"]))
        assert [line.text for line in shared_lines(made.plan, made.by_hand)] == [GOAL.what]
        assert shared_lines(made.plan, ByHand(shared=())) == ()

    def test_a_line_that_was_put_in_other_words_waits_to_be_chosen_again(self) -> None:
        first = case(self.AGREED, GOAL)
        chosen = choice(first.plan, ["goal g", "suggestion carers_leave"])
        later = GOAL.model_copy(update={"what": "Two mornings, once my tablets are settled"})
        made = case(self.AGREED, GOAL, chosen, later)
        assert [line.text for line in shared_lines(made.plan, made.by_hand)] == ["Time off to care"]
        assert [line.key for line in reworded(made.plan, made.by_hand)] == ["goal g"]
        again = case(self.AGREED, GOAL, chosen, later, choice(made.plan, ["goal g"]))
        assert [line.text for line in shared_lines(again.plan, again.by_hand)] == [later.what]

    def test_a_goal_that_was_agreed_at_work_is_still_the_clients_to_show(self) -> None:
        made = case(GOAL.model_copy(update={"agreed_with": "Lorraine"}))
        assert shared_lines(made.plan, made.by_hand) == ()

    @pytest.mark.parametrize(
        ("words", "on_health"),
        [
            ("Ask about my tablets", True), ("Ring the GP", True), ("A new fit note", True), ("After a panic", True),
            ("Two mornings at the depot", False), ("Ring Gpa", False),
        ],
    )  # fmt: skip
    def test_a_word_on_health_is_seen_in_a_line(self, words: str, on_health: bool) -> None:
        made = case(GOAL.model_copy(update={"what": words}))
        line = next(line for line in shareable(made.plan) if line.key == "goal g")
        assert line.on_health(made.health_hint) is on_health

    def test_a_word_on_health_is_seen_in_who_does_it_and_by_when_too(self) -> None:
        step = StepWritten(step="s", what="Ring the rota office", by="once my antidepressants have settled")
        made = case(step, GOAL.model_copy(update={"by": "after the scan", "agreed_with": "the crisis team"}))
        hint = made.health_hint
        assert {line.key for line in shareable(made.plan) if line.on_health(hint)} >= {"step s", "goal g"}
        assert [Shareable("k", "step", "Ring Joan", who="my psychiatrist").on_health(hint)] == [True]

    def test_what_is_asked_of_the_therapist_cannot_be_chosen(self) -> None:
        agreed = Decided(suggestion="therapy_fear_of_return", decision="accepted")
        asked = StepWritten(step="s", what="Plan the first morning", who=("therapist",))
        keys = {line.key for line in shareable(case(agreed, asked).plan)}
        assert not {key for key in keys if "therapy" in key or key == "step s"}

    def test_barriers_needs_and_safety_can_never_be_chosen(self) -> None:
        kinds = {line.key.split()[0] for line in shareable(case(self.AGREED, GOAL).plan)}
        assert kinds <= {"adjustment", "suggestion", "step", "goal", "work"}


class TestLinesAndChanges:
    def test_every_line_has_a_key_of_its_own(self) -> None:
        keys = [line.key for line in plan_lines(case(GOAL, TestWhatTheEmployerMaySee.AGREED))]
        assert len(set(keys)) == len(keys)

    def test_a_barrier_says_why_in_the_clients_words(self) -> None:
        line = next(one for one in plan_lines(case()) if one.key == "barrier caring")
        assert dict(line.why)["What was answered"] == "My mother needs me"
        assert dict(line.why)["Asked"] == "Worries"

    def test_what_came_went_and_reads_otherwise_is_told_line_by_line(self) -> None:
        before = case(StepWritten(step="s", what="Ask Joan"))
        after = case(StepWritten(step="s", what="Ask Joan", state="done"), GOAL)
        gone = line_changes(plan_lines(after), plan_lines(before))
        assert [(one.what, one.key) for one in line_changes(plan_lines(before), plan_lines(after))] == [
            ("changed", "step s"),
            ("new", "goal g"),
        ]
        assert ("gone", "goal g") in [(one.what, one.key) for one in gone]

    def test_nothing_changed_is_an_empty_list(self) -> None:
        assert line_changes(plan_lines(case(GOAL)), plan_lines(case(GOAL))) == []

    def test_a_comment_stands_at_its_line_until_it_is_answered(self) -> None:
        asked = Commented(line=f"goal {KEY}", text="By when, exactly?")
        made = case(asked)
        name = made.entries[-1].id
        answered = made.with_entry(
            entry(95, Commented(line=f"goal {KEY}", text="1 March", answers=name), NOON + timedelta(days=2)), bank
        )
        assert (told_comments(made, f"goal {KEY}"), answer_to(made, f"goal {KEY}")) == ("1 comment, to answer", name)
        assert (told_comments(answered, f"goal {KEY}"), answer_to(answered, f"goal {KEY}")) == ("2 comments", "")
        assert [text for _, text in comments_on(answered, f"goal {KEY}")] == ["By when, exactly?", "1 March"]
        assert told_comments(made, "next") == ""


class TestVersions:
    def test_an_earlier_version_reads_as_it_was_whatever_came_since(self) -> None:
        from assessor.care.fingerprint import fingerprint
        from assessor.journal import Exported

        sent = case(GOAL, Exported(reader="therapist", format="html"))
        then, mark = sent.plan, fingerprint(sent)
        now = sent.with_entry(entry(97, GoalRated(goal=KEY, value=9), NOON + timedelta(days=3)), bank)
        now = now.with_entry(entry(98, Undone(entry="097"), NOON + timedelta(days=3)), bank)
        was = now.at_version(1, bank)
        assert (now.version, was.version) == (2, 1)
        assert (was.plan, fingerprint(was)) == (then, mark)
        assert fingerprint(now) != mark

    def test_a_returned_plan_is_what_its_case_waits_for_until_it_is_handed_in_again(self) -> None:
        returned = case(Submitted(), Reviewed(decision="returned", words="By when?"))
        again = returned.with_entry(entry(96, Submitted(), NOON + timedelta(days=2)), bank)
        assert returned.waits_for() == "plan returned by Dan Price"
        assert "returned" not in again.waits_for()

    def test_a_version_there_never_was_is_refused(self) -> None:
        with pytest.raises(KeyError):
            case(GOAL).at_version(7, bank)

    def test_the_clock_of_a_call_does_not_run_on_while_the_plan_is_worked_on(self) -> None:
        made = case(GOAL)
        call = made.calls[0]
        assert call.talked(datetime(2027, 1, 1, tzinfo=UTC)) == timedelta(minutes=len(ANSWERS) + 1)
