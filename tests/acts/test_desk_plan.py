"""What the desk lets nobody do to a plan by the way: read it stale, sign it nameless, put back the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assessor.acts.desk import Desk
from assessor.acts.leaving import export_supervision_to_file, export_to_file, write_copied
from assessor.care.case import Case
from assessor.care.employer_lines import choice, shared_lines
from assessor.export import ExportRefused, export_document
from assessor.journal import (
    Answered,
    CallEnded,
    Commented,
    Consented,
    Exported,
    GoalWritten,
    StepWritten,
    Submitted,
    SupervisionHeld,
)
from assessor.journal import Reviewed as Review
from assessor.records.errors import NotAllowed, StoreError
from assessor.records.store import Adviser
from tests.care.conftest import NOON, ROSA, small_bank
from tests.care.test_by_hand import ANSWERS
from tests.records.memory import MemoryStore
from tests.records.samples import latest

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
    return desk.write(case, [*answers, CallEnded()], latest(case))


def test_a_plan_that_changed_since_it_was_read_is_not_signed(desk: Desk) -> None:
    read = desk.write(called(desk), Submitted(), "")
    desk.write(read, StepWritten(step="s", what="Unseen"), "")
    desk.work_as(RUTH)
    with pytest.raises(NotAllowed, match="changed elsewhere since it was read"):
        desk.write(read, SIGNED, "")
    assert desk.write(desk.case(read.id), SIGNED, "").standing.state == "signed"


@pytest.mark.parametrize(
    "name", ["D\u200ban Price", "Dan Price\u200b", "Dan\u00ad Price", "DAN PRICE", "Dаn Price", "Dan\u2800 Price"]
)
def test_another_spelling_of_a_name_makes_no_other_person(desk: Desk, name: str) -> None:
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
    assert [line.text for line in shared_lines(case.plan, case.by_hand)] == ["Ring the rota office"]
    case = desk.write(case, StepWritten(step="s", what="Ask the psychiatrist first"), "")
    assert shared_lines(case.plan, case.by_hand) == ()


def test_an_older_version_gives_the_employer_nothing_that_was_taken_back_since(desk: Desk) -> None:
    case = called(desk)
    steps = [StepWritten(step="s", what="Private"), StepWritten(step="t", what="Ask Jo")]
    case = desk.write(case, steps, "")
    case = desk.write(case, choice(case.plan, ["step s", "step t"]), "")
    case = desk.write(case, Exported(reader="employer", format="txt"), "")
    case = desk.write(case, choice(case.plan, ["step t"]), "")
    first = case.at_version(1, desk.bank)
    for reader, letter in (("employer", None), ("client", "adjustments"), ("employer", "meeting")):
        with pytest.raises(ExportRefused, match="no longer chooses to show the employer"):
            export_document(first, "txt", reader, letter, case)
    assert b"Private" not in export_document(case, "txt", "employer")


def test_a_version_reads_the_same_before_and_after_it_was_returned(desk: Desk) -> None:
    case = desk.write(called(desk), Exported(reader="therapist", format="txt"), "")
    before = export_document(case, "txt", "therapist")
    case = desk.write(case, Submitted(), "")
    desk.work_as(RUTH)
    case = desk.write(case, Review(decision="returned", words="By when?"), "")
    assert (case.version, export_document(case, "txt", "therapist")) == (1, before)


def test_a_plan_that_changed_elsewhere_does_not_leave_as_it_was_read(desk: Desk, tmp_path: Path) -> None:
    """So no number of a version is given to two plans; and what could not be written down leaves no file."""
    read = called(desk)
    desk.write(read, StepWritten(step="s", what="Unseen"), "")
    left = Exported(reader="therapist", format="txt", version=1)
    with pytest.raises(NotAllowed, match="changed elsewhere"):
        desk.hand_over(read, left, tmp_path / "plan.txt", "plan")
    assert list(tmp_path.iterdir()) == []


def test_a_step_takes_no_suggestions_key_for_its_own(desk: Desk) -> None:
    """Or two lines of the plan would have one key, and one answer would stand at both."""
    twin = StepWritten(step="carers_leave", what="A twin", who=("therapist",))
    assert "another key" in desk.refusal(called(desk), twin)
    assert not desk.refusal(called(desk), StepWritten(step="mine", what="A step"))


class TestSupervision:
    """The desk keeps no record of a supervision that cannot have been, whichever face brings it."""

    HELD = SupervisionHeld(adviser="dan price", on=NOON.date(), cases=("EA-0001",), decisions="Ring her on Monday")

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            ({"on": NOON.date().replace(year=2099)}, "18 November 2099 is still to come"),
            ({"adviser": "Ruth Ellery"}, "nobody supervises themselves"),
            ({"adviser": "Nobody Known"}, "nobody called 'Nobody Known' works here"),
            ({"cases": ("EA-0099",)}, "Dan Price has no case 'EA-0099'"),
        ],
    )
    def test_what_cannot_be_so_is_refused(self, desk: Desk, changed: dict[str, object], why: str) -> None:
        called(desk)
        desk.work_as(RUTH)
        with pytest.raises(NotAllowed, match=why):
            desk.record_supervision(self.HELD.model_copy(update=changed))
        assert desk.supervisions() == []

    def test_only_a_senior_adviser_keeps_one(self, desk: Desk) -> None:
        called(desk)
        with pytest.raises(NotAllowed, match="only a senior adviser"):
            desk.record_supervision(self.HELD)

    def test_the_adviser_is_named_as_everywhere_else(self, desk: Desk) -> None:
        called(desk)
        desk.work_as(RUTH)
        kept = desk.record_supervision(self.HELD).act
        assert isinstance(kept, SupervisionHeld)
        assert kept.adviser == "Dan Price"


class TestTwoPrograms:
    """What was read must be what is there when it is written, where the act rests on it; any other act is added."""

    def test_a_goal_that_was_let_go_meanwhile_is_not_brought_back_by_an_edit_of_how_it_was(self, desk: Desk) -> None:
        goal = GoalWritten(goal="g", what="Two mornings")
        read = desk.write(called(desk), goal, "")
        desk.write(read, goal.model_copy(update={"state": "let_go", "why": "too soon"}), "")
        with pytest.raises(NotAllowed, match="changed elsewhere since it was read"):
            desk.write(read, goal.model_copy(update={"what": "Three mornings"}), "")
        assert [goal.state for goal in desk.case(read.id).plan.goals if goal.key == "g"] == ["let_go"]

    def test_an_answer_is_kept_though_somebody_commented_meanwhile(self, desk: Desk) -> None:
        """Nothing that a client says is refused for what somebody else wrote."""
        read = desk.begin_call(desk.open_case(ROSA), "small_call")
        read = desk.write(read, Answered(question="employ_status", value="01"), latest(read))
        desk.write(read, Commented(text="By when?"), "")
        kept = desk.write(read, Answered(question="off_sick_now", value="yes"), latest(read))
        assert kept.plan.situation == "off_sick"
        assert [type(entry.act).__name__ for entry in desk.store.journal(read.id)[-2:]] == ["Commented", "Answered"]
        assert kept.entries == desk.case(read.id).entries

    def test_the_same_first_call_is_not_begun_twice(self, desk: Desk) -> None:
        opened = desk.open_case(ROSA)
        mine, theirs = desk.begin_call(opened, "small_call"), desk.begin_call(opened, "small_call")
        desk.write(theirs, Answered(question="employ_status", value="01"), latest(theirs))
        with pytest.raises(NotAllowed, match="changed elsewhere since it was read"):
            desk.write(mine, Answered(question="employ_status", value="02"), latest(mine))
        assert len(desk.case(opened.id).calls) == 1

    def test_a_withdrawal_written_meanwhile_lets_no_file_leave(self, desk: Desk, tmp_path: Path) -> None:
        read = called(desk)
        desk.write(read, Consented(reader="therapist", given=False), "")
        with pytest.raises(NotAllowed, match="changed elsewhere since it was read"):
            export_to_file(desk, read, tmp_path / "plan.txt", "txt", "therapist")
        assert list(tmp_path.iterdir()) == []


class TestLeaving:
    """Every way out is written down, and nothing is written down that did not leave."""

    def test_the_entry_for_the_clinical_record_is_written_down_by_file_and_by_copy(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        case = export_to_file(desk, called(desk), tmp_path / "record.txt", "txt", "record")
        write_copied(desk, case)
        left = [entry.act for entry in desk.store.journal(case.id) if isinstance(entry.act, Exported)]
        assert [(act.reader, act.format) for act in left] == [("record", "txt"), ("record", "clipboard")]

    def test_a_record_of_supervision_is_taken_out_by_a_senior_alone_and_is_written_down(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        called(desk)
        desk.work_as(RUTH)
        held = desk.record_supervision(TestSupervision.HELD)
        export_supervision_to_file(desk, [held], "txt", tmp_path / "held.txt")
        assert "Ring her on Monday" in (tmp_path / "held.txt").read_text(encoding="utf-8")
        left = desk.store.journal("supervision")[-1]
        assert (left.by, left.act) == ("Ruth Ellery", Exported(reader="supervision", format="txt"))
        desk.work_as(DAN)
        with pytest.raises(NotAllowed, match="only a senior adviser"):
            export_supervision_to_file(desk, [held], "txt", tmp_path / "mine.txt")
        assert [path.name for path in tmp_path.iterdir()] == ["held.txt"]

    @pytest.mark.parametrize("path", ["there.txt", "folder", "no/such/folder/plan.txt"])
    def test_a_path_that_is_refused_is_not_written_down_as_left(self, desk: Desk, tmp_path: Path, path: str) -> None:
        (tmp_path / "there.txt").write_text("mine")
        (tmp_path / "folder").mkdir()
        case = called(desk)
        with pytest.raises(StoreError):
            export_to_file(desk, case, tmp_path / path, "txt", "therapist")
        assert not any(isinstance(entry.act, Exported) for entry in desk.store.journal(case.id))
        assert (tmp_path / "there.txt").read_text() == "mine"
