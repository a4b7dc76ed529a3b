"""More than one job: each with its hours, its absence, its pay, its consent and its own copy."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessor.acts.acts_file import do_acts, read_acts
from assessor.acts.sharing import choose_for_employer
from assessor.care.employers import WhichEmployer, employer_meant, employers
from assessor.export import ExportRefused, export_document, exported
from assessor.export.before_export import heed
from assessor.journal import Consented, StepWritten
from assessor.plain import PlainCall
from assessor.screens.export import DOCUMENT_CHOICES, document_choices
from assessor.screens.share import share_form
from assessor.views.goodbye import who_does_what
from assessor.views.plan_lines import plan_lines
from assessor.views.read_back import read_back_sentences
from assessor.yaml_source import BankError
from tests.care.conftest import shipped_bank
from tests.care.records import Records

STEP = StepWritten(step="s", what="Ring the rota office", who=("client", "employer"), by="on Monday")
OPENED = (("identity", "confirmed"), ("can_talk", "home"), ("employ_status", "01"), ("off_sick_now", "yes"))
CARE = (("employment_type", "employee"), ("hours", 24), ("job_role", "care assistant"), ("sick_pay", "ssp"))
SHOP = (("other_job", "still_working"), ("other_job_1_name", "the shop"), ("other_job_1_hours", 6))
BOTH = (("action1_who", "employer"), ("consent_employer", "yes"), ("employer_name", "Rowan Court"))
FIELD = (*OPENED, *CARE, *SHOP, ("other_job_1_more", "no"), *BOTH, ("other_consent_1", "no"))


def called(*answers: tuple[str, Any]) -> Records:
    """Rosa's case with a call in which she says this."""
    return Records(shipped_bank()).call(*answers, script="first_assessment")


def test_both_jobs_their_hours_and_which_is_the_absence_stand_on_the_plan_and_are_read_back() -> None:
    case = called(*FIELD).case
    lines = [line.text for line in plan_lines(case)]
    assert "Another job: the shop, 6 hours a week, still working there" in lines
    assert "Rowan Court" in " ".join(lines)
    assert case.answers is not None
    told = " ".join(sentence.text for sentence in read_back_sentences(case.plan, case.answers))
    assert "You have another job too: the shop, 6 hours a week, you still work there." in told
    assert "We may share this with Rowan Court." in told
    assert "We are not to share this with the shop." in told
    assert case.plan.situation == "off_sick"


HOURS: list[tuple[str, tuple[tuple[str, Any], ...], tuple[str | None, str | None]]] = [
    ("one job", (*OPENED, *CARE), ("02", "Y")),
    ("the field case: 24 and 6", FIELD, ("01", "Y")),
    ("halves", (*OPENED, *CARE[:1], ("hours", 8.5), *SHOP[:2], ("other_job_1_hours", 7.5)), ("02", None)),
    ("two zero hours jobs", (*OPENED, ("employment_type", "zero_hours"), ("hours", 3), *SHOP), ("03", None)),
    ("three jobs", (*FIELD[:-5], ("other_job_1_more", "yes"), ("other_job_2_hours", 9)), ("01", "Y")),
    ("hours of the other not known", (*OPENED, *CARE, *SHOP[:2], ("other_job_1_hours", "!unknown")), ("99", "Y")),
    ("hours of the other not asked yet", (*OPENED, *CARE, *SHOP[:2]), (None, "Y")),
    ("full hours already", (*OPENED, ("employment_type", "agency"), ("hours", 32), *SHOP[:2]), ("01", None)),
    (
        "sick pay from the other alone",
        (*OPENED, ("hours", 20), *SHOP[1:], ("other_job", "off_too"), ("sick_pay", "none"), ("other_job_1_pay", "ssp")),
        ("02", "Y"),
    ),
]


def test_the_national_record_has_the_hours_of_all_jobs_and_sick_pay_from_any() -> None:
    wrong = []
    for what, answers, expected in HOURS:
        status = called(*answers).case.plan.status
        assert status is not None
        if (status.WeekHoursWorked, status.SSPInd) != expected:
            wrong.append((what, status.WeekHoursWorked, status.SSPInd))
    assert wrong == []


NEIGHBOURS: list[tuple[str, tuple[tuple[str, Any], ...], list[str], list[str]]] = [
    ("one job", (*OPENED, *CARE), [], ["employer"]),
    ("two", FIELD, ["the shop"], ["employer", "other_employer1"]),
    (
        "three",
        (*FIELD[:-5], ("other_job_1_more", "yes"), ("other_job_2_name", "the pub"), ("other_job_2_now", "off_too")),
        ["the shop", "the pub"],
        ["employer", "other_employer1", "other_employer2"],
    ),
    ("her own business beside", (*OPENED, *CARE, ("other_job", "own"), *SHOP[1:]), ["the shop"], ["employer"]),
    (
        "her own business first",
        (*OPENED, ("employment_type", "self_employed"), ("hours", 10), *SHOP),
        ["the shop"],
        ["other_employer1"],
    ),
    (
        "off from both",
        (*OPENED, *CARE, ("other_job", "off_too"), *SHOP[1:]),
        ["the shop"],
        ["employer", "other_employer1"],
    ),
    ("only this one", (*OPENED, *CARE, *SHOP, ("other_job", "no")), [], ["employer"]),
]


@pytest.mark.parametrize(("what", "answers", "jobs", "readers"), NEIGHBOURS)
def test_which_jobs_and_employers_there_are(
    what: str, answers: tuple[tuple[str, Any], ...], jobs: list[str], readers: list[str]
) -> None:
    plan = called(*answers).case.plan
    assert [job.name for job in plan.other_jobs] == jobs
    assert [employer.reader for employer in employers(plan)] == readers


def test_going_back_to_no_other_job_takes_all_copies_off_the_route_and_back_again() -> None:
    three = (*FIELD[:-5], ("other_job_1_more", "yes"), ("other_job_2_name", "the pub"))
    interview = called(*three).case.calls[0].interview
    assert "other_job_2_hours" in interview.route
    fewer = called(*three, ("other_job_1_more", "no")).case.calls[0].interview
    assert "other_job_2_name" not in fewer.route
    assert "other_job_1_hours" in fewer.route
    none = called(*three, ("other_job", "no")).case.calls[0].interview
    assert [name for name in none.route if name.startswith("other_job_")] == []
    again = called(*three, ("other_job", "no"), ("other_job", "off_too")).case.plan
    assert [job.name for job in again.other_jobs] == ["the shop", "the pub"]


def shared(reader: str = "employer") -> Records:
    """The field case with the step chosen for one of the employers."""
    story = called(*FIELD).hand(STEP)
    return story.hand(choose_for_employer(story.case.plan, ["step s"], reader))


class TestEachEmployerIsAReaderOfItsOwn:
    def test_a_copy_for_one_leaves_under_its_own_consent_and_names_it_and_no_other(self) -> None:
        page = export_document(shared().case, "txt", "employer", employer="Rowan Court").decode()
        assert "For Rowan Court" in page
        assert "shop" not in page

    @pytest.mark.parametrize("letter", [None, "meeting", "adjustments"])
    def test_nothing_leaves_for_the_other_under_that_consent(self, letter: str | None) -> None:
        for reader in ("employer", "other_employer1"):
            with pytest.raises(ExportRefused, match=r"said no .* the shop"):
                export_document(shared(reader).case, "txt", "employer", letter, employer="the shop")

    def test_a_yes_to_the_other_shows_it_nothing_that_was_chosen_for_the_first(self) -> None:
        story = shared().hand(Consented(reader="other_employer1", given=True))
        with pytest.raises(ExportRefused, match="has not chosen yet"):
            export_document(story.case, "txt", "employer", employer="the shop")
        both = story.hand(choose_for_employer(story.case.plan, ["step s"], "other_employer1"))
        page = export_document(both.case, "txt", "employer", "meeting", employer="the shop").decode()
        assert "the shop" in page
        assert "Rowan Court" not in page

    def test_a_withdrawal_from_one_leaves_the_other_as_it_was(self) -> None:
        story = shared().hand(Consented(reader="other_employer1", given=True))
        story = story.hand(choose_for_employer(story.case.plan, ["step s"], "other_employer1"))
        story = story.hand(Consented(reader="employer", given=False))
        with pytest.raises(ExportRefused, match="withdrew"):
            export_document(story.case, "txt", "employer", employer="1")
        assert export_document(story.case, "txt", "employer", employer="2")
        assert story.read_again().plan.consent("other_employer1").state == "yes"

    @pytest.mark.parametrize(("reader", "letter"), [("employer", None), ("employer", "meeting"), ("client", "meeting")])
    def test_with_two_and_none_named_it_asks_which(self, reader: str, letter: str | None) -> None:
        with pytest.raises(ExportRefused, match="more than one employer: 1 Rowan Court and 2 the shop"):
            export_document(shared().case, "txt", reader, letter)

    def test_a_name_that_none_of_them_has_is_refused(self) -> None:
        with pytest.raises(WhichEmployer, match="no employer is called 'the pub'"):
            employer_meant(shared().case.plan, "the pub")


ALIKE: list[tuple[str, str, str, str, list[str]]] = [
    ("another name", "Rowan Court", "the shop", "The  Shop", ["other_employer1"]),
    ("one name", "Tesco", "Tesco", "Tesco", []),
    ("alike once folded", "Tesco", "TESCO\u200b", "tesco ", []),
    ("the main one not named", "", "Tesco", "Tesco", []),
    ("a number", "Tesco", "Tesco", "2", ["other_employer1"]),
    ("a number, the main one not named", "", "Tesco", "1", ["employer"]),
    ("a number that is the name of another", "2", "Tesco", "2", []),
    ("a title that tells them apart", "Tesco", "tesco", "Tesco (main job)", ["employer"]),
    ("a code", "Tesco", "Tesco", "other_employer1", ["other_employer1"]),
]


@pytest.mark.parametrize(("what", "main", "other", "typed", "meant"), ALIKE)
def test_a_name_that_may_be_more_than_one_employers_is_refused_and_asked_by_number(
    what: str, main: str, other: str, typed: str, meant: list[str]
) -> None:
    named = (("employer_name", main),) if main else ()
    shop = (*SHOP[:1], ("other_job_1_name", other), *SHOP[2:])
    plan = called(*OPENED, *CARE, *shop, ("other_job_1_more", "no"), *BOTH[:2], *named).case.plan
    titles = [employer.title for employer in employers(plan)]
    assert len({title.casefold() for title in titles}) == 2
    if meant:
        assert [employer_meant(plan, typed)] == meant
    else:
        with pytest.raises(WhichEmployer, match=r"could be more than one employer.*Say which, by its (number|code)"):
            employer_meant(plan, typed)


def test_the_client_and_the_therapist_read_of_both_jobs_and_both_consents() -> None:
    case = called(("consent_therapist", "yes"), *FIELD).case
    page = " ".join(export_document(case, "txt", "therapist").decode().split())
    assert "Another job: the shop, 6 hours a week, still working there" in page
    assert "The shop: no" in page.replace("the shop: no", "The shop: no")
    own = " ".join(export_document(case, "txt", "client").decode().split())
    assert "Rowan Court: you said yes" in own
    assert "The shop: you said no" in own


@pytest.mark.parametrize("reader", ["other_employer2", "other_employer3"])
def test_a_yes_to_an_employer_that_is_not_there_is_refused(reader: str) -> None:
    story = shared()
    yes, no = (
        read_acts(f"- {{act: consent, reader: {reader}, given: {given}}}\n", "a")[0] for given in ("true", "false")
    )
    with pytest.raises(BankError, match="there is no such employer"):
        do_acts(story.desk, story.case, yes)
    assert do_acts(story.desk, story.case, no).plan.consent(reader).state == "no"


FILED: list[tuple[str, str]] = [
    ("{act: consent, reader: employer, given: false}", "more than one employer"),
    ("{act: share, lines: []}", "more than one employer"),
    ("{act: consent, reader: employer, given: false, employer: the pub}", "no employer is called"),
    ("{act: consent, reader: other_employer1, given: true, employer: '1'}", "is another"),
    ("{act: consent, reader: therapist, given: true, employer: the shop}", "is another"),
]


@pytest.mark.parametrize(("filed", "why"), FILED)
def test_a_file_of_acts_says_which_employer_it_means(filed: str, why: str) -> None:
    story = shared()
    with pytest.raises(BankError, match=why):
        do_acts(story.desk, story.case, read_acts(f"- {filed}\n", "acts.yaml")[0])


def test_a_file_of_acts_that_names_one_is_done_to_that_one_alone() -> None:
    story = shared()
    acts = (
        "- {act: consent, reader: employer, given: true, employer: the shop}\n"
        "- {act: share, lines: [], employer: '2'}\n"
    )
    case = do_acts(story.desk, story.case, read_acts(acts, "acts.yaml")[0])
    assert case.plan.consent("other_employer1").state == "yes"
    assert case.by_hand.shared == ("step s",)
    assert case.by_hand.for_employer("other_employer1").shared == ()


def test_each_page_for_work_is_offered_once_for_each_employer_by_name() -> None:
    two = [choice for choice in document_choices(shared().case) if choice.employer != "employer"]
    assert [choice.title for choice in two if choice.letter == ""] == ["The employer's copy: the shop"]
    assert len(two) == 5
    assert document_choices(called(*OPENED, *CARE).case) == DOCUMENT_CHOICES
    assert len({choice.stem for choice in two}) == 5


class TestInPlainLines:
    @staticmethod
    def typed(*lines: str, story: Records | None = None) -> tuple[str, Records]:
        story = story or shared()
        waiting, told = iter([*lines, "leave"]), list[str]()
        PlainCall(story.desk, *story.desk.take_up(story.case.id), lambda: next(waiting, None), told.append).run()
        story.case = story.read_again()
        return "\n".join(told), story

    def test_a_consent_asks_which_employer_it_is(self) -> None:
        told, story = self.typed("consent employer yes", "2", "only the rota")
        assert "more than one employer: 1 Rowan Court and 2 the shop" in told
        assert 'The shop: yes, in their words: "only the rota".' in told
        assert story.case.plan.consent("other_employer1").words == "only the rota"
        assert story.case.plan.consent("employer").words == ""

    def test_a_choice_of_lines_asks_and_is_for_that_one(self) -> None:
        told, story = self.typed("share", "2", "none", "share", "")
        assert "The shop may see 0 lines" in told
        assert told.count("more than one employer") == 2
        assert story.case.by_hand.shared == ("step s",)

    def test_a_line_that_names_another_employer_says_so_where_it_is_chosen(self) -> None:
        story = shared().hand(StepWritten(step="n", what="Tell them at the shop", who=("client",)))
        told, _ = self.typed("share", "1", "", "share", "2", "", story=story)
        assert told.count("Tell them at the shop, client: not chosen, names another employer.") == 1
        assert told.count("Tell them at the shop, client: not chosen.") == 1

    def test_an_export_asks_and_leaves_for_none_that_said_no(self, tmp_path: Path) -> None:
        page = tmp_path / "copy.txt"
        told, _ = self.typed(f"export employer {page}", "2")
        assert "said no" in told
        assert not page.exists()
        self.typed(f"export employer {page}", "Rowan Court", "")
        assert "For Rowan Court" in page.read_text(encoding="utf-8")


def test_the_follow_up_call_asks_of_each_job_still_held_and_one_that_has_ended_is_gone() -> None:
    story = called(*FIELD)
    again = (*OPENED, ("employment_type", "employee"), ("hours", 24), ("work_news", ["none"]))
    story.call(*again, script="review")
    route = story.case.calls[-1].interview.route
    assert [name for name in route if name.startswith("other_")] == ["other_job_1_now"]
    story.say(("other_job_1_now", "still_working"), ("other_job_1_hours", 4))
    status = story.case.plan.status
    assert status is not None
    assert (status.WeekHoursWorked, story.case.plan.other_jobs[0].hours) == ("02", "4 hours")
    story.say(("other_job_1_now", "ended"))
    assert story.case.plan.other_jobs == ()
    assert [employer.reader for employer in employers(story.case.plan)] == ["employer"]


def test_a_job_taken_on_since_has_the_first_number_that_is_free() -> None:
    story = called(*FIELD)
    again = (*OPENED, ("employment_type", "employee"), ("hours", 24), ("work_news", ["another_job"]))
    story.call(*again, script="review")
    assert "other_job_2_name" in story.case.calls[-1].interview.route
    story.say(("other_job_2_name", "the pub"), ("other_job_2_now", "still_working"))
    assert [job.name for job in story.case.plan.other_jobs] == ["the shop", "the pub"]


ALL = ("employer", "other_employer1")
AT_WORK_AGAIN = (("identity", "confirmed"), ("can_talk", "home"), ("employ_status", "01"), ("off_sick_now", "no"))


def both_chosen() -> Records:
    """The field case with a yes to both employers, and the step chosen for each."""
    story = called(*FIELD[:-1], ("other_consent_1", "yes")).hand(STEP)
    for reader in ALL:
        story.hand(choose_for_employer(story.case.plan, ["step s"], reader))
    return story


@pytest.mark.parametrize("script", ["review", "closing", "one_year_follow_up", "first_assessment"])
def test_out_of_work_and_back_has_every_employer_asked_again_and_nothing_chosen(script: str) -> None:
    story = both_chosen()
    story.call(*OPENED[:2], ("employ_status", "02"), script=script)
    story.call(*AT_WORK_AGAIN, script="review")
    for reader in ALL:
        assert story.case.plan.consent(reader).state == "ask_again"
        assert story.case.by_hand.for_employer(reader).shared == ()
    with pytest.raises(ExportRefused, match="asked again"):
        export_document(story.case, "txt", "employer", employer="2")


def test_out_of_work_by_mistake_leaves_all_as_it_was() -> None:
    story = both_chosen()
    story.call(*OPENED[:2], ("employ_status", "02"), script="review").say(("employ_status", "01"))
    assert [story.case.plan.consent(reader).state for reader in ALL] == ["yes", "yes"]
    assert story.case.by_hand.for_employer("other_employer1").shared == ("step s",)


BET_SHOP = (*OPENED, *CARE, ("other_job", "still_working"), ("other_job_1_name", "Bet Shop"))
RENAMED: list[tuple[str, str, tuple[tuple[str, Any], ...], str, str]] = [
    ("the name put right to another", "", (("other_job_1_name", "the pub"),), "other_employer1", "ask_again"),
    ("the same name in other capitals", "", (("other_job_1_name", "The Shop"),), "other_employer1", "yes"),
    (
        "skipped between", "", (("other_job_1_name", "!skip"), ("other_job_1_name", "the pub")),
        "other_employer1", "ask_again",
    ),
    (
        "no other job between", "", (("other_job", "no"), ("other_job", "off_too"), ("other_job_1_name", "the pub")),
        "other_employer1", "ask_again",
    ),
    ("the first call once more", "first_assessment", BET_SHOP, "other_employer1", "ask_again"),
    (
        "once more, with a yes anew", "first_assessment",
        (*BET_SHOP, ("other_job_1_more", "no"), *BOTH[:2], ("other_consent_1", "yes")), "other_employer1", "yes",
    ),
    ("the main one's name put right in its call", "", (("employer_name", "Rowan House"),), "employer", "yes"),
    (
        "another main one in the first call once more", "first_assessment",
        (*OPENED, *CARE, ("action1_who", "employer"), ("employer_name", "Tesco")), "employer", "ask_again",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("what", "script", "answers", "reader", "state"), RENAMED)
def test_a_yes_to_one_employer_is_none_to_another_of_a_new_name(
    what: str, script: str, answers: tuple[tuple[str, Any], ...], reader: str, state: str
) -> None:
    story = both_chosen()
    if script:
        story.call(*answers, script=script)
    else:
        story.say(*answers)
    assert story.case.plan.consent(reader).state == state
    if state == "ask_again":
        assert story.case.by_hand.for_employer(reader).shared == ()
    assert story.read_again().plan.consent(reader).state == state


def test_a_new_name_taken_back_leaves_all_as_it_was_and_said_anew_is_new_again() -> None:
    story = both_chosen().say(("other_job_1_name", "the pub"))
    story.undo(story.case.calls[-1].id)
    assert story.case.plan.consent("other_employer1").state == "yes"
    assert story.case.by_hand.for_employer("other_employer1").shared == ("step s",)
    story.say(("other_job_1_name", "the pub"))
    assert story.case.plan.consent("other_employer1").state == "ask_again"


@pytest.mark.parametrize("letter", [None, "meeting"])
def test_a_version_made_for_the_shop_does_not_leave_for_the_pub(letter: str | None) -> None:
    story = both_chosen()
    version = story.case.version
    story.hand(exported(story.case, "txt", "employer", letter, "other_employer1")).say(("other_job_1_name", "the pub"))
    yes = Consented(reader="other_employer1", given=True)
    story.hand(yes, choose_for_employer(story.case.plan, ["step s"], "other_employer1"))
    old = story.case.at_version(version, story.desk.bank)
    with pytest.raises(ExportRefused, match="was made for another employer"):
        export_document(old, "txt", "employer", letter, story.case, "the pub")


LATER_HOURS: list[tuple[str, str, tuple[tuple[str, Any], ...], str | None]] = [
    ("closing, 24 still so", "closing", (), "01"),
    ("a year on, 24 still so", "one_year_follow_up", (), "01"),
    ("review, the other not asked yet", "review", (), None),
    ("review, the other still so", "review", (("other_job_1_now", "still_working"), ("other_job_1_hours", 6)), "01"),
    ("review, fewer", "review", (("other_job_1_now", "still_working"), ("other_job_1_hours", 4)), "02"),
    ("review, ended", "review", (("other_job_1_now", "ended"),), "02"),
    ("review, declined", "review", (("other_job_1_now", "!declined"),), "99"),
    ("review, not known", "review", (("other_job_1_now", "!unknown"),), "99"),
    ("review, left for later", "review", (("other_job_1_now", "!skip"),), None),
    ("review, hours not known", "review", (("other_job_1_now", "off_too"), ("other_job_1_hours", "!unknown")), "99"),
]


@pytest.mark.parametrize(("what", "script", "answers", "band"), LATER_HOURS)
def test_a_later_call_has_the_hours_of_every_job_that_is_held(
    what: str, script: str, answers: tuple[tuple[str, Any], ...], band: str | None
) -> None:
    story = called(*FIELD)
    news = (("work_news", ["none"]),) if script == "review" else ()
    story.call(*OPENED, ("employment_type", "employee"), ("hours", 24), *news, *answers, script=script)
    status = story.case.plan.status
    assert status is not None
    assert status.WeekHoursWorked == band


def test_a_job_that_ended_and_one_whose_hours_nobody_knows_count_as_such_at_the_closing() -> None:
    again = (*OPENED, ("employment_type", "employee"), ("hours", 24))
    ended = called(*FIELD).call(*again, ("work_news", ["none"]), ("other_job_1_now", "ended"), script="review")
    unknown = called(*OPENED, *CARE, *SHOP[:2], ("other_job_1_hours", "!unknown"))
    for story, band in ((ended, "02"), (unknown, "99")):
        status = story.call(*again, script="closing").case.plan.status
        assert status is not None
        assert status.WeekHoursWorked == band


@pytest.mark.parametrize("letter", [None, "meeting", "adjustments"])
def test_a_step_of_the_main_employers_says_you_to_no_other_and_that_is_pointed_out(letter: str | None) -> None:
    story = both_chosen()
    page = " ".join(export_document(story.case, "txt", "employer", letter, employer="the shop").decode().split())
    assert "Ring the rota office" in page
    assert re.search(r"\band you\b|\bYou would do", page) is None
    assert "Rowan" not in page
    looks = heed(story.case, "employer", letter, date(2026, 5, 4), employer="other_employer1")
    assert any(look.startswith("Left out is who does this") and "Ring the rota office" in look for look in looks)
    assert not any("Left out is who" in look for look in heed(story.case, "employer", letter, date(2026, 5, 4)))


def test_with_two_employers_what_the_client_hears_and_reads_names_which_does_a_step() -> None:
    case = both_chosen().case
    assert case.answers is not None
    read = " ".join(sentence.text for sentence in read_back_sentences(case.plan, case.answers))
    assert "which you and Rowan Court do" in read
    assert "for Rowan Court" in who_does_what(case.plan)
    own = " ".join(export_document(case, "txt", "client").decode().split())
    assert "your employer" not in own


def test_the_page_for_choosing_marks_a_line_that_names_another_employer() -> None:
    case = shared().hand(StepWritten(step="n", what="Tell them at the shop", who=("client",))).case
    marked = [form.on_another for reader in ALL if (form := share_form(case, lambda _: "", reader)) is not None]
    assert marked == [{"step n"}, set()]


NAMES_ANOTHER: list[tuple[str, str, bool]] = [
    ("Tell them at the shop about the rota", "employer", True),
    ("Tell the SHOP, in writing", "employer", True),
    ("Ask Tamsin for Mondays off", "employer", True),
    ("Ask Mrs Pike for Mondays off", "other_employer1", True),
    ("Ring Rowan Court", "other_employer1", True),
    ("Ring Rowan Court", "employer", False),
    ("Go shopping on Monday", "employer", False),
]


@pytest.mark.parametrize(("what", "reader", "named"), NAMES_ANOTHER)
def test_a_chosen_line_that_names_another_employer_is_pointed_out_before_it_leaves(
    what: str, reader: str, named: bool
) -> None:
    people = (("work_contact", "Mrs Pike"), ("other_consent_1", "yes"), ("other_job_1_person", "Tamsin Webb"))
    story = called(*FIELD[:-1], *people).hand(StepWritten(step="n", what=what, who=("client",)))
    story.hand(choose_for_employer(story.case.plan, ["step n"], reader))
    looks = heed(story.case, "employer", None, date(2026, 5, 4), employer=reader)
    assert any(look.startswith("This names another employer") for look in looks) is named
