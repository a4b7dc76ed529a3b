"""A choice for the employer is of every printed word, and lasts no longer than the line reads so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessor.bank.loader import read_bank
from assessor.care.case import Case
from assessor.care.employer_lines import (
    choice,
    choice_refusal,
    chosen_before,
    hidden_now,
    reworded,
    shareable,
    shared_lines,
)
from assessor.journal import Consented, Decided, GoalWritten, ShareChosen, StepWritten
from assessor.records.errors import NotAllowed
from tests.care.conftest import CATALOGUE, files, small_bank
from tests.care.records import Records
from tests.care.test_by_hand import ANSWERS

STEP = StepWritten(step="s", what="Ring the rota office", who=("client", "employer"), by="on Monday")
GOAL = GoalWritten(goal="g", what="Two mornings a week at the depot", by="18 December 2026")
AGREED = Decided(suggestion="carers_leave", decision="accepted", by="this month")
WRITTEN = (STEP, GOAL, AGREED)


def records(*written: StepWritten | GoalWritten | Decided, catalogue: str = CATALOGUE) -> Records:
    """Rosa's case after a call, with this written on the plan."""
    bank = small_bank() if catalogue == CATALOGUE else read_bank(files(catalogue=catalogue))
    return Records(bank).call(*ANSWERS.items()).hand(*written)


def chosen(*keys: str) -> Records:
    """The case with these lines chosen as they read, or all that there are of those written here."""
    story = records(*WRITTEN)
    return story.hand(choice(story.case.plan, keys or ("step s", "goal g", "suggestion carers_leave")))


def seen(case: Case) -> list[str]:
    """What the employer may see."""
    return [line.printed for line in shared_lines(case.plan, case.by_hand)]


def test_what_is_printed_of_a_line_is_what_who_and_when() -> None:
    assert seen(chosen().case) == [
        "Time off to care · who: client and employer · when: this month",
        "Ring the rota office · who: client and employer · when: on Monday",
        "Two mornings a week at the depot · when: 18 December 2026",
    ]


REWRITTEN: list[tuple[str, StepWritten | GoalWritten | Decided]] = [
    ("step s", STEP.model_copy(update={"by": "once my antidepressants have settled"})),
    ("step s", STEP.model_copy(update={"what": "Ring my psychiatrist"})),
    ("step s", STEP.model_copy(update={"who": ("client", "other")})),
    ("step s", STEP.model_copy(update={"by": ""})),
    ("goal g", GOAL.model_copy(update={"by": "when the panic is gone"})),
    ("goal g", GOAL.model_copy(update={"what": "No more panic on the bus"})),
    ("suggestion carers_leave", AGREED.model_copy(update={"by": "after the crisis team's visit"})),
    ("suggestion carers_leave", AGREED.model_copy(update={"words": "Time off for her own treatment"})),
    ("suggestion carers_leave", AGREED.model_copy(update={"who": ("employer",)})),
]


@pytest.mark.parametrize(("key", "act"), REWRITTEN)
def test_a_line_of_which_any_printed_word_is_another_waits_to_be_chosen_again(
    key: str, act: StepWritten | GoalWritten | Decided
) -> None:
    story = chosen()
    before = len(seen(story.case))
    case = story.hand(act).case
    assert len(seen(case)) == before - 1
    assert key not in [line.key for line in shared_lines(case.plan, case.by_hand)]
    assert [line.key for line in reworded(case.plan, case.by_hand)] == [key]
    assert len(seen(story.hand(choice(case.plan, case.by_hand.shared or ())).case)) == before


def test_a_line_that_was_never_chosen_is_not_said_to_wait() -> None:
    case = chosen("goal g").hand(REWRITTEN[0][1]).case
    assert reworded(case.plan, case.by_hand) == ()


class TestOlderRecords:
    """What they hold of a choice is all that was chosen."""

    @pytest.mark.parametrize(
        ("texts", "stay"),
        [((), []), (("Ring the rota office", "Be back by spring"), []), (("Ring the rota office",), [])],
    )
    def test_a_line_that_prints_more_than_was_kept_of_it_waits(self, texts: tuple[str, ...], stay: list[str]) -> None:
        case = at_hand(ShareChosen(lines=("step s", "goal 0.1"), texts=texts))
        assert seen(case) == stay

    def test_a_line_that_prints_just_what_was_kept_stays_chosen(self) -> None:
        bare = STEP.model_copy(update={"who": (), "by": ""})
        case = at_hand(ShareChosen(lines=("step s",), texts=("Ring the rota office",)), bare)
        assert seen(case) == ["Ring the rota office"]


def at_hand(act: ShareChosen, step: StepWritten = STEP) -> Case:
    """The case with a choice as an older program kept it, which no desk would write today."""
    story = records()
    case = story.case.with_entry(story.desk.entry(step), story.desk.bank)
    return case.with_entry(story.desk.entry(act), story.desk.bank)


class TestAChoiceThatIsNone:
    """It is refused in words, and nothing is written."""

    REFUSED: tuple[tuple[ShareChosen, str], ...] = (
        (ShareChosen(lines=("step s",)), "this has 0 texts for 1 line"),
        (ShareChosen(lines=("step s", "goal g"), texts=("Ring the rota office",)), "this has 1 text for 2 lines"),
        (ShareChosen(lines=("goal g",), texts=("a", "b")), "this has 2 texts for 1 line"),
        (ShareChosen(lines=("step s",), texts=("Ring the rota office",)), "“Ring the rota office · who: client and em"),
        (ShareChosen(lines=("stop s",), texts=("x",)), "no line 'stop s' for the employer; did you mean 'step s'?"),
        (ShareChosen(lines=("barrier caring",), texts=("caring",)), "no line 'barrier caring' for the employer"),
    )

    @pytest.mark.parametrize(("act", "why"), REFUSED)
    def test_at_the_desk(self, act: ShareChosen, why: str) -> None:
        story = records(*WRITTEN)
        assert why in choice_refusal(story.case.plan, act)
        with pytest.raises(NotAllowed, match="nothing was written"):
            story.hand(act)
        assert story.read_again().by_hand.shared is None

    def test_one_of_lines_as_they_read_is_none_to_refuse_nor_one_of_nothing(self) -> None:
        story = records(*WRITTEN)
        every = [line.key for line in shareable(story.case.plan)]
        assert choice_refusal(story.case.plan, choice(story.case.plan, every)) == ""
        assert choice_refusal(story.case.plan, ShareChosen(lines=())) == ""


class TestTakenBack:
    """A choice that is taken back leaves nothing chosen, until the client chooses again."""

    def test_the_first_choice_gives_way_to_none(self) -> None:
        assert seen(records(*WRITTEN).case) == []
        assert seen(chosen("goal g").undo().case) == []

    def test_a_choice_that_left_a_line_out_does_not_give_it_back(self) -> None:
        story = chosen("step s", "goal g")
        story.hand(choice(story.case.plan, ["goal g"])).undo()
        assert seen(story.case) == seen(story.read_again()) == []
        assert [line.split(" ·")[0] for line in seen(story.redo().case)] == [GOAL.what]

    def test_what_else_is_taken_back_leaves_the_choice(self) -> None:
        story = chosen("goal g")
        assert seen(story.hand(STEP).undo().case) == seen(chosen("goal g").case)

    def test_once_chosen_again_it_is_chosen(self) -> None:
        story = chosen("goal g").undo()
        assert len(seen(story.hand(choice(story.case.plan, ["step s"])).case)) == 1


NO, YES = (Consented(reader="employer", given=given) for given in (False, True))


class TestSaidOtherwise:
    """What was chosen while the client agreed is chosen no longer once they said no, or are to be asked anew."""

    def test_a_later_and_narrower_yes_gives_no_line_back(self) -> None:
        story = chosen().hand(YES, NO, Consented(reader="employer", given=True, words="only that I am coming back"))
        assert seen(story.case) == seen(story.read_again()) == []
        assert len(chosen_before(story.case.plan, story.case.by_hand)) == 3

    def test_a_no_that_is_taken_back_does_not_either(self) -> None:
        story = chosen("goal g").hand(YES, NO)
        assert seen(story.undo().case) == seen(story.read_again()) == []
        assert seen(story.hand(YES).case) == []

    def test_what_was_chosen_before_the_yes_stays_and_what_is_chosen_anew_counts(self) -> None:
        story = chosen("goal g").hand(YES)
        assert len(seen(story.case)) == 1
        story.hand(NO).hand(choice(story.case.plan, ["step s"])).hand(YES)
        assert [line.split(" ·")[0] for line in seen(story.case)] == [STEP.what]
        assert chosen_before(story.case.plan, story.case.by_hand) == ()

    @pytest.mark.parametrize("reader", ["therapist", "jobcentre"])
    def test_a_no_to_somebody_else_leaves_the_choice(self, reader: str) -> None:
        no = Consented.model_validate({"reader": reader, "given": False})
        assert len(seen(chosen("goal g").hand(no).case)) == 1


def test_a_title_with_somebodys_answer_in_it_is_nothing_to_show_unless_it_was_chosen() -> None:
    piped = CATALOGUE.replace("title: Time off to care", 'title: "Time off, since {{ worries_words }}"')
    story = records(AGREED, catalogue=piped)
    assert seen(story.case) == []
    story.hand(choice(story.case.plan, ["suggestion carers_leave"]))
    assert seen(story.case)[0].startswith("Time off, since ")


@pytest.mark.parametrize(
    ("then", "hidden"),
    [
        (lambda story: story, 0),
        (lambda story: story.undo(), 3),
        (lambda story: story.hand(STEP.model_copy(update={"state": "dropped"})), 1),
        (lambda story: story.hand(STEP.model_copy(update={"state": "done"})), 1),
        (lambda story: story.hand(GOAL.model_copy(update={"state": "let_go"})), 1),
        (lambda story: story.hand(Decided(suggestion="carers_leave", decision="set_aside", reason="no")), 1),
        (lambda story: story.hand(STEP.model_copy(update={"by": "on Friday"})), 1),
        (lambda story: story.hand(choice(story.case.plan, ["step s"])), 2),
    ],
)
def test_of_an_earlier_reading_just_what_is_shown_today_in_the_same_words_may_be_seen(
    then: Callable[[Records], Records], hidden: int
) -> None:
    story = chosen()
    earlier = shared_lines(story.case.plan, story.case.by_hand)
    now = then(story).case
    assert len(hidden_now(earlier, shared_lines(now.plan, now.by_hand))) == hidden
