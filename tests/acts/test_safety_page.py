"""The safety page, whoever writes it: what is raised outside a call has a page of its own, with its own day."""

from __future__ import annotations

import pytest

from assessor.acts.acts_file import do_acts, read_acts
from assessor.acts.safety_page import call_under_way, page_to_open, place_of, safety_acts
from assessor.care.case import Case
from assessor.care.plan import Concern
from assessor.journal import CallEnded, SafetyField, SafetyNoted, StepWritten
from assessor.views.review_flags import review_flags
from tests.care.records import Records
from tests.records.samples import latest

OLD = {"words": "I could not go on", "told": "Dr Okoye", "told_at": "10:40"}


def called(raised: dict[str, str] = OLD) -> Records:
    """A call in which a concern was raised, a month behind."""
    records = Records().call(("employ_status", "01"))
    acts = [SafetyNoted.model_validate({"field": name, "text": text}) for name, text in raised.items()]
    records.case = records.desk.write(records.case, [*acts, CallEnded()], latest(records.case))
    return records.ahead(days=30)


def by_file(records: Records, **lines: str) -> tuple[Concern, ...]:
    acts = "".join(f"- {{act: safety, field: {name}, text: '{text}'}}\n" for name, text in lines.items())
    records.case = do_acts(records.desk, records.case, read_acts(acts, "f")[0])
    return records.case.plan.safety


def by_screen(records: Records, page: str = "", **lines: str) -> tuple[Concern, ...]:
    """As the page does that opens outside a call, each line saved as it is left."""
    case, today = records.case, records.desk.today
    call = call_under_way(case, today)
    place = place_of(case, page) if page else page_to_open(case, call, today, "fresh")
    for name, text in lines.items():
        field: SafetyField = name  # type: ignore[assignment]
        place, acts = safety_acts(case, place, {field: text}, call, today, f"fresh {name}")
        case = records.desk.write_each(case, acts)
    records.case = case
    return case.plan.safety


def raised(case: Case) -> list[tuple[str, str]]:
    return [(concern.words, concern.told) for concern in case.plan.safety]


@pytest.mark.parametrize("write", [by_file, by_screen])
def test_what_is_raised_weeks_after_a_call_has_a_page_of_its_own_with_its_own_day(write: object) -> None:
    records = called()
    first = records.case.plan.safety
    new, *others = write(records, words="I have bought tablets")  # type: ignore[operator]
    assert new == Concern(on=records.desk.today, words="I have bought tablets")
    assert tuple(others) == first


@pytest.mark.parametrize("write", [by_file, by_screen])
def test_new_words_never_stand_beside_an_old_passed_on(write: object) -> None:
    """Not on the same day either: who was told then was not told of this."""
    records = called()
    write(records, words="I have bought tablets", told="Dr Lund", told_at="11:00")  # type: ignore[operator]
    write(records, words="Now I want to take them")  # type: ignore[operator]
    assert raised(records.case) == [
        ("Now I want to take them", ""), ("I have bought tablets", "Dr Lund"), ("I could not go on", "Dr Okoye")
    ]  # fmt: skip
    assert write(records, told="Ms Ade")[0].told == "Ms Ade"  # type: ignore[operator]
    assert raised(records.case)[1:] == [("I have bought tablets", "Dr Lund"), ("I could not go on", "Dr Okoye")]


def test_what_was_not_passed_on_in_its_call_is_passed_on_afterwards_on_its_own_page() -> None:
    records = called({"words": "I could not go on"})
    (name, concern), *_ = records.case.raised
    assert (name, concern.told) == (records.case.calls[0].id, "")
    by_screen(records, name, told="Dr Lund")
    assert raised(records.case) == [("I could not go on", "Dr Lund")]
    by_screen(records, name, words="It is worse now")
    assert raised(records.case) == [("It is worse now", ""), ("I could not go on", "Dr Lund")]


def test_a_file_that_says_only_who_was_told_passes_on_what_waits() -> None:
    records = called({"words": "I could not go on"})
    assert [concern.told for concern in by_file(records, told="Dr Lund", told_at="11:00")] == ["Dr Lund"]


def test_a_call_that_was_cut_off_long_ago_takes_no_new_concern() -> None:
    records = Records().call(("employ_status", "01"))
    records.ahead(days=30)
    by_file(records, words="I have bought tablets")
    assert [concern.on for concern in records.case.plan.safety] == [records.desk.today]


def test_the_words_of_a_call_stay_on_its_page_while_it_lasts() -> None:
    records = Records().call(("employ_status", "01"))
    by_file(records, words="I could not go on", told="Dr Lund")
    by_file(records, agreed="She rings tomorrow")
    by_file(records, words="I could not go on. I have tablets")
    assert raised(records.case) == [("I could not go on. I have tablets", "Dr Lund")]


def test_a_call_gone_on_with_on_another_day_has_another_page_once_its_concern_was_passed_on() -> None:
    records = Records().call(("employ_status", "01"))
    by_screen(records, **OLD)
    records.ahead(days=1).say(("off_sick_now", "no"))
    by_screen(records, words="I have bought tablets")
    assert raised(records.case) == [("I have bought tablets", ""), ("I could not go on", "Dr Okoye")]


def test_a_line_of_a_safety_page_of_its_own_is_taken_back_with_its_page() -> None:
    records = called()
    by_file(records, words="I have bought tablets")
    assert raised(records.undo().case) == [("I could not go on", "Dr Okoye")]


def test_undo_in_a_file_takes_back_the_latest_act_on_the_plan_though_it_was_done_in_a_call_that_ended() -> None:
    step = StepWritten(step="old", what="Ring the ward", who=("client",))
    records = Records().call(("employ_status", "01")).hand(step)
    new = step.model_copy(update={"step": "new"})
    records.case = records.desk.write(records.case, [new, CallEnded()], latest(records.case))
    case = do_acts(records.desk, records.case, read_acts("- {act: undo}\n", "f")[0])
    assert [action.key for action in case.plan.actions] == ["old"]


def test_what_is_raised_before_the_first_call_is_in_sight_at_once() -> None:
    records = Records()
    by_file(records, words="Do not ring again, I have tablets")
    assert [concern.words for concern in records.case.plan.safety] == ["Do not ring again, I have tablets"]
    assert review_flags(records.case, records.desk.today)[0].flag == "safety_open"
    records.call(("employ_status", "01"))
    assert len(records.case.plan.safety) == 1
