"""A plan's comments by their lines, what changed since its review, and its journal as a reader follows it."""

from __future__ import annotations

from datetime import timedelta

from assessor.care.case import Case, read_case
from assessor.journal import (
    Act,
    CallBegun,
    Commented,
    Decided,
    Entry,
    GoalRated,
    GoalWritten,
    Replied,
    Reviewed,
    SafetyNoted,
    StepWritten,
    Submitted,
    Undone,
)
from assessor.views.changes import since_review
from assessor.views.comments import WHOLE, threads_adrift, threads_on, to_answer
from assessor.views.history import story
from assessor.views.plan_lines import plan_lines
from assessor.wording import moment
from tests.care.conftest import NOON, small_bank
from tests.views.test_review_flags import AFRAID, ASKED, case

GOAL = GoalWritten(goal="g1", what="Two mornings a week at my desk")
LINE = "goal g1"


def after(*acts: Act | tuple[str, Act]) -> Case:
    """The case of one call, then these acts a minute apart; each by Dan unless another is named."""
    entries = list(case(ASKED, answers=AFRAID).entries)
    for n, given in enumerate(acts):
        by, done = given if isinstance(given, tuple) else ("Dan Price", given)
        entries.append(Entry(id=f"a{n}", at=NOON + timedelta(days=1, minutes=n), by=by, act=done))
    return read_case("c1", entries, lambda _: small_bank())


class TestComments:
    """A comment stands at its line, with its answers under it, for as long as the case lasts."""

    asked = ("Ruth Ellery", Commented(line=LINE, text="By when?"))

    def test_answers_and_answers_to_them_stand_under_the_comment(self) -> None:
        found = after(
            GOAL,
            self.asked,
            Commented(line=LINE, text="By Christmas.", answers="a1"),
            ("Ruth Ellery", Commented(line=LINE, text="Good.", answers="a2")),
            ("Ruth Ellery", Commented(text="A clear plan.")),
        )
        (comment,) = threads_on(found, LINE)
        assert (comment.by, comment.text, comment.open) == ("Ruth Ellery", "By when?", False)
        assert [(answer.by, answer.text) for answer in comment.answers] == [
            ("Dan Price", "By Christmas."), ("Ruth Ellery", "Good."),
        ]  # fmt: skip
        assert [one.text for one in threads_on(found, WHOLE)] == ["A clear plan."]

    def test_what_is_answered_next_is_what_waits_longest(self) -> None:
        second = ("Ruth Ellery", Commented(line=LINE, text="And who helps?"))
        found = after(GOAL, self.asked, second, Commented(line=LINE, text="By Christmas.", answers="a1"))
        waiting = to_answer(found, LINE)
        assert waiting is not None
        assert waiting.text == "And who helps?"
        assert to_answer(found, "goal g2") is None

    def test_a_comment_is_not_lost_with_its_line(self) -> None:
        found = after(("Ruth Ellery", Commented(line="step s9", text="Is it done?")))
        assert [one.text for one in threads_adrift(found, [LINE])] == ["Is it done?"]
        assert threads_adrift(found, ["step s9"]) == ()

    def test_one_on_a_concern_stays_on_it_when_a_later_call_raises_another(self) -> None:
        """The latest concern stands first on the plan, and the first keeps its key."""
        bank = small_bank()
        first = case(SafetyNoted(field="words", text="the first")).with_entries(
            [Entry(id="c1", at=NOON, by="Ruth Ellery", act=Commented(line="safety 1", text="Was it passed on?"))],
            lambda _: bank,
        )
        begun = CallBegun(script="small_call", version=1, bank="now")
        later = [
            Entry(id=f"l{n}", at=NOON + timedelta(days=7, minutes=n), by="Dan Price", call="two", act=done)
            for n, done in enumerate((begun, SafetyNoted(field="words", text="the second")))
        ]
        found = first.with_entries(later, lambda _: bank)
        words = {line.key: line.words for line in plan_lines(found) if threads_on(found, line.key)}
        assert words == {"safety 1": "the first"}

    def test_they_outlast_the_changes_of_the_plan(self) -> None:
        found = after(GOAL, self.asked, GOAL.model_copy(update={"what": "Three mornings"}))
        assert [one.text for one in threads_on(found, LINE)] == ["By when?"]


def test_what_changed_since_the_review_is_told_by_line() -> None:
    """Before any review nothing is marked; after one, each line that is new or reads otherwise."""
    submit, back = Submitted(), ("Ruth Ellery", Reviewed(decision="returned", words="Say by when."))
    assert since_review(after(GOAL, submit), lambda _: small_bank()) == {}
    found = after(GOAL, submit, back, GOAL.model_copy(update={"by": "Christmas"}), StepWritten(step="s1", what="Ring"))
    assert {key: one.what for key, one in since_review(found, lambda _: small_bank()).items()} == {
        LINE: "changed", "step s1": "new",
    }  # fmt: skip


def test_the_journal_is_told_in_order_with_the_calls_whole_and_what_was_taken_back_marked() -> None:
    found = after(
        GOAL,
        GoalRated(goal="g1", value=3),
        Replied(request="therapy_fear_of_return", answer="not_now", words="After the review.", name="Meera Shah"),
        Submitted(),
        ("Ruth Ellery", Commented(line=LINE, text="By when?")),
        ("Ruth Ellery", Reviewed(decision="returned", words="Say by when.")),
        StepWritten(step="s1", what="Ring [b]work[/b]"),
        Undone(entry="a6"),
    )
    told = [(line.style, line.left, line.right) for line in story(found)]
    assert told[:2] == [
        ("heading", "15 November 2026 · Dan Price", ""),
        ("act", "Details", "the client's details were taken down"),
    ]
    assert told[2][:2] == ("heading", f"A small call · {moment(NOON)} · Dan Price")
    assert ("answer", "Worries", "Walking back in") in told
    at = told.index(("act", "Agreed", "Work on the fear of going back"))
    assert told[at + 1 :] == [
        ("act", "The call", "ended"),
        ("heading", "19 November 2026 · Dan Price", ""),
        ("act", "Goal", "“Two mornings a week at my desk”"),
        ("act", "Rating", "3 of 10: “Two mornings a week at my desk”"),
        (
            "act", "The therapist answered",
            "not now: Work on the fear of going back · “After the review.” · Meera Shah",
        ),
        ("act", "Handed in", "for review"),
        ("heading", "19 November 2026 · Ruth Ellery", ""),
        ("act", "Comment", "on “Two mornings a week at my desk”: “By when?”"),
        ("act", "Returned", "Say by when."),
        ("heading", "19 November 2026 · Dan Price", ""),
        ("act", "Step", "Ring [b]work[/b] · client   (taken back)"),
    ]  # fmt: skip


def test_a_suggestion_of_which_nothing_is_known_any_more_is_told_by_its_name() -> None:
    found = after(Decided(suggestion="gone_from_the_bank", decision="set_aside", reason="Not yet."))
    assert story(found)[-1].right == "gone from the bank · Not yet."
