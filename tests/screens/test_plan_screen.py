"""The plan's page: goals, steps and replies written by keys, and what supervision said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from assessor.care.line_keys import line_key
from assessor.journal import Commented, Exported, Reviewed, SafetyNoted, StepWritten
from assessor.records.store import Adviser
from assessor.screens.form import FormScreen
from assessor.screens.plan import PlanScreen
from assessor.screens.safety import SafetyScreen
from assessor.screens.share import ShareScreen
from assessor.screens.versions import VersionsScreen
from assessor.widgets.answer_fields import Words
from assessor.widgets.plan_list import PlanList
from tests.care.test_refusals_kept import ON_UC, called
from tests.screens.conftest import Opened, until

SENIOR = Adviser(name="Ruth Ellery", role="senior")
ADVISER = Adviser(name="Dan Price", role="adviser")


async def plan_of(pilot: Pilot[None], typed: str = "Ben") -> PlanScreen:
    """Opens the plan of a client."""
    await pilot.press(*typed, "f2")
    await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
    screen = pilot.app.screen
    assert isinstance(screen, PlanScreen)
    return screen


async def mark(pilot: Pilot[None], key: str) -> None:
    """Moves the mark to a line by the arrow keys."""
    listed = pilot.app.screen.query_one(PlanList)
    places = [line.key if line else "" for line in listed.rows]
    at, wanted = listed.highlighted or 0, places.index(key)
    steps = sum(1 for place in places[min(at, wanted) : max(at, wanted)] if place)
    await pilot.press(*["down" if wanted > at else "up"] * steps)
    assert listed.line is not None
    assert listed.line.key == key


async def form(pilot: Pilot[None], *keys: str) -> None:
    """Fills in the page that a key opens, and saves it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    await pilot.press(*keys, "ctrl+s")


def back_on_the_plan(pilot: Pilot[None]) -> Callable[[], bool]:
    return lambda: isinstance(pilot.app.screen, PlanScreen)


def shown(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(name, Static).content)


async def test_a_goal_is_written_rated_and_reached_by_keys(opened: Opened) -> None:
    """A day typed as people say it is shown in full; the goal stands marked, and its ratings draw a picture."""
    async with opened() as pilot:
        screen = await plan_of(pilot)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press(*"Two mornings", "enter", *"18 Dec")
        assert "18 December" in shown(pilot, "#by-shown")
        await form(pilot)
        await until(pilot, back_on_the_plan(pilot))
        goal = screen.case.plan.goals[-1]
        assert (goal.what, goal.due and goal.due.month) == ("Two mornings", 12)
        for value in "36":
            await pilot.press("r")
            await form(pilot, value)
            await until(pilot, back_on_the_plan(pilot))
        assert "▃▅" in shown(pilot, "#reasons")
        await pilot.press("d")
        states = [str(screen.case.plan.goals[-1].state)]
        await pilot.press("ctrl+z")
        assert [*states, screen.case.plan.goals[-1].state] == ["reached", "going_on"]


async def test_what_does_not_fit_is_said_beside_the_field_and_stays(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await plan_of(pilot)
        before = len(screen.case.entries)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
        await pilot.press("tab", *"32 Smarch", "ctrl+s")
        assert isinstance(pilot.app.screen, FormScreen)
        assert "A goal wants a few words" in shown(pilot, "#what-shown")
        assert shown(pilot, "#by-shown") != ""
        await pilot.press("escape")
        assert len(screen.case.entries) == before


async def test_the_therapists_answer_is_recorded_and_stands_on_the_line(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await plan_of(pilot)
        request = screen.case.plan.therapist_requests[0]
        await mark(pilot, f"request {request.id}")
        if request.state == "proposed":
            await pilot.press("a")
            await mark(pilot, f"request {request.id}")
        await pilot.press("t")
        await form(pilot, "3", "enter", *"after week six")
        await until(pilot, back_on_the_plan(pilot))
        reply = screen.case.plan.therapist_requests[0].reply
        assert reply is not None
        assert (reply.answer, reply.words) == ("not_now", "after week six")
        assert "after week six" in shown(pilot, "#reasons")


async def test_lines_are_moved_among_their_like(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await plan_of(pilot)
        for words in ("First", "Second"):
            await pilot.press("g")
            await form(pilot, *words)
            await until(pilot, back_on_the_plan(pilot))
        await pilot.press("shift+up")
        assert [goal.what for goal in screen.case.plan.goals][-2:] == ["Second", "First"]


async def test_a_step_that_was_chosen_is_all_that_the_employer_may_see(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await plan_of(pilot)
        await pilot.press("s")
        await form(pilot, *"Ask Joan")
        await until(pilot, back_on_the_plan(pilot))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, ShareScreen))
        page: Any = pilot.app.screen
        at = [line.text for line in page.lines].index("Ask Joan")
        await pilot.press(*["down"] * at, "space", "enter")
        await until(pilot, back_on_the_plan(pilot))
        assert screen.case.by_hand.shared is not None
        assert page.lines[at].key in screen.case.by_hand.shared


async def test_a_plan_goes_from_hand_to_hand_until_it_is_signed_and_changed(opened: Opened) -> None:
    """Handed in, returned with a comment, answered, handed in again, signed, changed: a draft again."""
    async with opened() as pilot:
        screen = await plan_of(pilot)
        desk = screen.desk
        await pilot.press("h")
        assert screen.case.standing.state == "submitted"
        desk.work_as(SENIOR)
        line = screen.query_one(PlanList).line
        assert line is not None
        returned = Reviewed(decision="returned", words="Say by when")
        screen.case = desk.write(screen.case, [Commented(line=line.key, text="By when?"), returned], "")
        desk.work_as(ADVISER)
        screen.show()
        assert "Say by when" in shown(pilot, "#state")
        await pilot.press("k")
        await form(pilot, *"By Friday")
        await until(pilot, back_on_the_plan(pilot))
        assert screen.case.standing.open_comments() == ()
        await pilot.press("h")
        desk.work_as(SENIOR)
        screen.case = desk.write(screen.case, Reviewed(decision="signed"), "")
        desk.work_as(ADVISER)
        screen.show()
        assert "reviewed by Ruth Ellery" in shown(pilot, "#top")
        await pilot.press("s")
        await form(pilot, *"One more step")
        await until(pilot, back_on_the_plan(pilot))
        assert screen.case.standing.state == "draft"


async def test_the_versions_say_what_changed_and_open_as_they_were(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await plan_of(pilot)
        screen.case = screen.desk.write(screen.case, Exported(reader="therapist", format="html", version=1), "")
        await pilot.press("g")
        await form(pilot, *"A new goal")
        await until(pilot, back_on_the_plan(pilot))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(pilot.app.screen, VersionsScreen))
        assert "new: “A new goal”" in shown(pilot, "#reasons")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "to read only" in str(pilot.app.screen.query(Static).first().content))
        assert "A new goal" not in {line.text for line in pilot.app.screen.query_one(PlanList).rows if line}


async def test_a_plan_that_was_changed_elsewhere_is_shown_as_it_stands_and_nothing_is_written(opened: Opened) -> None:
    """The key may then be pressed again, by somebody who has seen what is there now."""
    async with opened() as pilot:
        screen = await plan_of(pilot)
        read = screen.case
        elsewhere = screen.desk.write(read, StepWritten(step="s9", what="Written at another desk"), "")
        await pilot.press("a")
        await pilot.pause()
        assert [entry.id for entry in screen.case.entries] == [entry.id for entry in elsewhere.entries]
        rows = screen.query_one(PlanList).rows
        assert any(row is not None and row.text == "Written at another desk" for row in rows)


async def test_whom_the_client_lets_us_ring_is_one_question_and_what_they_never_want_is_one_key(opened: Opened) -> None:
    made = called(ON_UC)
    async with opened() as pilot:
        await pilot.app.push_screen(PlanScreen(made.desk, made.case))
        screen = pilot.app.screen
        assert isinstance(screen, PlanScreen)
        await pilot.press("m")
        await form(pilot, "1", "tab", *"not the anxiety")
        await until(pilot, back_on_the_plan(pilot))
        jobcentre = screen.case.plan.consent("jobcentre")
        assert (jobcentre.given, jobcentre.words) == (True, "not the anxiety")
        assert screen.case.plan.consent("employers").given is False
        await mark(pilot, "suggestion benefits_check")
        await pilot.press("n")
        await form(pilot, *"had enough of forms")
        await until(pilot, back_on_the_plan(pilot))
        held = {one.id: one.because for one in screen.case.plan.held_back}
        assert "had enough of forms" in held["benefits_check"]
        await mark(pilot, "held benefits_check")
        await pilot.press("o")
        assert screen.case.plan.suggestion("benefits_check") is not None


async def test_the_safety_page_outside_a_call_is_todays_and_a_marked_concern_opens_its_own(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await plan_of(pilot)
        call = screen.case.calls[-1].id
        acts = [SafetyNoted(field="words", text="I could not go on"), SafetyNoted(field="told", text="Dr Okoye")]
        screen.take(screen.desk.write(screen.case, acts, call))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
        page = pilot.app.screen
        assert isinstance(page, SafetyScreen)
        await pilot.press(*"tablets", "tab", "escape")
        await until(pilot, back_on_the_plan(pilot))
        raised = [(concern.words, concern.told) for concern in screen.case.plan.safety]
        assert raised == [("tablets", ""), ("I could not go on", "Dr Okoye")]
        await mark(pilot, line_key("safety", "1"))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, SafetyScreen))
        assert isinstance(pilot.app.screen, SafetyScreen)
        assert pilot.app.screen.query_one("#words", Words).text == "I could not go on"


async def test_the_latest_act_on_the_plan_is_taken_back_in_whichever_call_and_named(opened: Opened) -> None:
    """After a call, what was done on the plan within it goes before what was written outside it long before."""
    async with opened() as pilot:
        screen = await plan_of(pilot)
        call = screen.case.calls[-1].id
        case = screen.desk.write(screen.case, StepWritten(step="old", what="Ring the ward", who=("client",)), "")
        new = StepWritten(step="new", what="Give notice", who=("client",))
        screen.take(screen.desk.write(case, new, call))
        await pilot.press("ctrl+z")
        assert [step.key for step in screen.case.plan.actions if step.key in ("old", "new")] == ["old"]
        told = [notification.message for notification in pilot.app._notifications]
        assert told[-1].startswith('Taken back: the step "Give notice", of ')
        await pilot.press("ctrl+y")
        assert [step.key for step in screen.case.plan.actions if step.key in ("old", "new")] == ["old", "new"]
