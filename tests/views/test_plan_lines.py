"""The plan line by line, and beside a call: how each thing stands can be seen at one glance."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from assessor.acts import calls
from assessor.care.case import Case
from assessor.journal import Act, Decided
from assessor.views import phrasing
from assessor.views.plan_lines import plan_lines
from assessor.widgets.plan_panel import NAMED_OF_WHAT_HELPS, panel
from assessor.widgets.themes import TEXTS
from tests.care.conftest import shipped_bank
from tests.care.test_free_notes import AFRAID
from tests.test_plain import OFF_SICK, Room


def afraid(*acts: Act) -> Case:
    """Somebody off sick who told of violence at work, and these acts on the plan."""
    made = Room(shipped_bank())
    case = made.desk.begin_call(made.case, "first_assessment")
    known = case.calls[-1].interview.course.question
    answers = [calls.answer(question, value) for question, value in AFRAID.items() if known(question)]
    made.desk.write(case, [*answers, *acts], case.calls[-1].id)
    return made.case


def usual(case: Case) -> list[str]:
    """What could help and is not for today, in its order."""
    return [one.id for one in case.plan.suggestions if one.priority != "urgent"]


def test_the_groups_of_a_plan_say_how_each_thing_stands() -> None:
    agreed, aside, *_ = usual(afraid())
    case = afraid(
        Decided(suggestion=agreed, decision="accepted"),
        Decided(suggestion=aside, decision="set_aside", reason="not now"),
    )
    groups = list(dict.fromkeys(line.group for line in plan_lines(case)))
    wanted = ["Safety", phrasing.URGENT_TODAY, phrasing.ASKED_OF_THERAPIST, phrasing.AGREED, phrasing.COULD_HELP]
    wanted += [phrasing.SET_ASIDE]
    assert [group for group in groups if group in wanted] == wanted
    within = {line.name: (line.group, line.mark) for line in plan_lines(case) if line.kind == "suggestion"}
    assert within[agreed] == (phrasing.AGREED, "accepted")
    assert within[aside] == (phrasing.SET_ASIDE, "set_aside")
    assert all(mark == "proposed" for group, mark in within.values() if group == phrasing.COULD_HELP)
    assert len({line.key for line in plan_lines(case)}) == len(plan_lines(case))


def test_where_nothing_is_raised_safety_stands_with_what_is_only_told() -> None:
    made = Room()
    made.call(*OFF_SICK)
    assert plan_lines(made.case)[0].group != "Safety"
    assert "Safety" in [line.group for line in plan_lines(made.case)]


def test_a_long_list_of_what_could_help_stays_in_sight_beside_a_call() -> None:
    """In the panel as it is at 100 by 32; the first three, and how many more there are."""
    case = afraid()
    console = Console(width=32, record=True, file=StringIO())
    console.print(panel(case.plan, dict.fromkeys(TEXTS, "white")))
    shown = console.export_text().splitlines()[:27]
    at = next(place for place, line in enumerate(shown) if line.startswith(phrasing.COULD_HELP))
    more = len(usual(case)) + len(case.plan.therapist_requests) - NAMED_OF_WHAT_HELPS
    assert more > 1
    assert f"  and {more} more" in [line.rstrip() for line in shown[at:]]
