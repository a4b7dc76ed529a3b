"""What the desk lets nobody do to a plan by the way: read it stale, sign it nameless, put back the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assessor.acts.acts_file import misfit
from assessor.acts.desk import Desk
from assessor.care.case import Case
from assessor.care.employer_lines import choice, shared
from assessor.export import Refused, export
from assessor.journal import Answered, CallEnded, Consented, Decided, Exported, StepWritten, Submitted
from assessor.journal import Reviewed as Review
from assessor.records.errors import NotAllowed, StoreError
from assessor.records.files import write_whole
from assessor.records.store import Adviser
from tests.care.conftest import NOON, ROSA, small_bank
from tests.care.test_by_hand import ANSWERS
from tests.records.memory import MemoryStore

DAN, RUTH = Adviser(name="Dan Price", role="adviser"), Adviser(name="Ruth Ellery", role="senior")
SIGNED = Review(decision="signed")


def ticking(moments: Iterator[datetime]) -> Desk:
    return Desk(MemoryStore(), small_bank(), DAN, clock=lambda: next(moments))


def minutes() -> Iterator[datetime]:
    n = 0
    while True:
        n += 1
        yield NOON + timedelta(minutes=n)


@pytest.fixture
def desk() -> Desk:
    return ticking(minutes())


def called(desk: Desk) -> Case:
    """Rosa's case after a whole call."""
    case = desk.begin_call(desk.open_case(ROSA), "small_call")
    answers = [Answered.model_validate({"question": name, "value": value}) for name, value in ANSWERS.items()]
    return desk.write(case, [*answers, CallEnded()])


def test_a_plan_that_changed_since_it_was_read_is_not_signed(desk: Desk) -> None:
    read = desk.write(called(desk), Submitted(), "")
    desk.write(read, StepWritten(step="s", what="Unseen"), "")
    desk.work_as(RUTH)
    with pytest.raises(NotAllowed, match="changed elsewhere since it was read"):
        desk.write(read, SIGNED, "")
    assert desk.write(desk.case(read.id), SIGNED, "").standing.state == "signed"


@pytest.mark.parametrize("name", ["D\u200ban Price", "Dan Price\u200b", "Dan\u00ad Price", " "])
def test_letters_that_nobody_sees_make_no_other_person(desk: Desk, name: str) -> None:
    case = desk.write(called(desk), Submitted(), "")
    desk.work_as(Adviser(name=name, role="senior"))
    with pytest.raises(NotAllowed):
        desk.write(case, SIGNED, "")


def test_a_withdrawal_stands_though_the_clock_was_put_back() -> None:
    desk = ticking(minutes())
    case = desk.write(called(desk), Consented(reader="employer", given=True), "")
    desk.clock = lambda: NOON - timedelta(hours=1)
    assert desk.write(case, Consented(reader="employer", given=False), "").plan.consent("employer").state == "withdrawn"


def test_a_choice_is_of_words_whoever_writes_it(desk: Desk) -> None:
    case = desk.write(called(desk), StepWritten(step="s", what="Ring the rota office"), "")
    case = desk.write(case, choice(case.plan, ["step s"]), "")
    assert [line.text for line in shared(case.plan, case.by_hand)] == ["Ring the rota office"]
    case = desk.write(case, StepWritten(step="s", what="Ask the psychiatrist first"), "")
    assert shared(case.plan, case.by_hand) == ()


def test_before_anybody_chose_no_own_words_stand_under_when(desk: Desk) -> None:
    agreed = Decided(suggestion="carers_leave", decision="accepted", by="once the crisis team says so")
    case = desk.write(called(desk), agreed, "")
    assert [(line.text, line.by) for line in shared(case.plan, case.by_hand)] == [("Time off to care", "")]


def test_an_older_version_gives_the_employer_nothing_that_was_taken_back_since(desk: Desk) -> None:
    case = called(desk)
    steps = [StepWritten(step="s", what="Private"), StepWritten(step="t", what="Ask Jo")]
    case = desk.write(case, steps, "")
    case = desk.write(case, choice(case.plan, ["step s", "step t"]), "")
    case = desk.write(case, Exported(reader="employer", format="txt"), "")
    case = desk.write(case, choice(case.plan, ["step t"]), "")
    first = case.at_version(1, desk.bank)
    for reader, letter in (("employer", None), ("client", "adjustments"), ("employer", "meeting")):
        with pytest.raises(Refused, match="no longer chooses to show the employer"):
            export(first, "txt", reader, letter, case)
    assert b"Private" not in export(case, "txt", "employer")


def test_a_version_reads_the_same_before_and_after_it_was_returned(desk: Desk) -> None:
    case = desk.write(called(desk), Exported(reader="therapist", format="txt"), "")
    before = export(case, "txt", "therapist")
    case = desk.write(case, Submitted(), "")
    desk.work_as(RUTH)
    case = desk.write(case, Review(decision="returned", words="By when?"), "")
    assert (case.version, export(case, "txt", "therapist")) == (1, before)


def test_a_file_takes_the_place_of_no_link_even_when_it_may_replace(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine", encoding="utf-8")
    for name, target in (("link", kept), ("dangling", tmp_path / "nowhere")):
        (tmp_path / name).symlink_to(target)
        with pytest.raises(StoreError, match="a link or a device"):
            write_whole(tmp_path / name, "plan", overwrite=True)
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_plan_that_changed_elsewhere_does_not_leave_as_it_was_read(desk: Desk, tmp_path: Path) -> None:
    """So no number of a version is given to two plans; and what could not be written down leaves no file."""
    read = called(desk)
    desk.write(read, StepWritten(step="s", what="Unseen"), "")
    left = Exported(reader="therapist", format="txt", version=1)
    with pytest.raises(NotAllowed, match="changed elsewhere"):
        write_whole(tmp_path / "plan.txt", "plan", False, lambda: desk.write(read, left, ""))
    assert list(tmp_path.iterdir()) == []


def test_a_step_takes_no_suggestions_key_for_its_own(desk: Desk) -> None:
    """Or two lines of the plan would have one key, and one answer would stand at both."""
    found = misfit(called(desk), StepWritten(step="carers_leave", what="A twin", who=("therapist",)))
    assert found is not None
    assert (found[0], "another key" in found[1]) == ("step", True)
    assert misfit(called(desk), StepWritten(step="mine", what="A step")) is None
