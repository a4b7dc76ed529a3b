"""The plan: everything agreed and everything proposed, each line able to say because of what and on whose word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from assessor import wording
from assessor.acts.desk import Desk, new_id
from assessor.care import review_state as standing
from assessor.care.case import Case
from assessor.care.plan import Suggestion
from assessor.journal import Act, Decided, Ordered, Submitted
from assessor.records.errors import StoreError
from assessor.screens.form import Given
from assessor.screens.goal import as_action, goal_acts, goal_form, step_form, written_step
from assessor.screens.plan_forms import (
    Asked,
    agreeing,
    commenting,
    consenting,
    decided,
    done,
    rating,
    replying,
    setting_aside,
    step_of,
)
from assessor.views.call import standing as where_they_stand
from assessor.views.comments import comments_on, reviewed_lines, told_comments
from assessor.views.plan_lines import PlanLine
from assessor.widgets.base import Static
from assessor.widgets.foot import Foot
from assessor.widgets.plan_list import PlanList, why
from assessor.widgets.verbs import HELP, MORE, Room, Verb, bindings

NOT_THIS = {
    "suggestion": "a suggestion or a request",
    "goal": "a goal",
    "step": "a step",
    "consent": "a line on sharing",
}


class PlanScreen(Room["Case | None"]):
    """The list of the plan's lines, and beside it why the one that is marked stands there."""

    CSS_PATH = "plan.tcss"
    HELP_TITLE = "The plan"
    VERBS = (
        Verb("a", "accept", "agree", "Agree the suggestion, or note that the client agrees to share.", always=False),
        Verb("e", "edit", "edit", "Put the line in other words: a suggestion, a goal, a step.", always=False),
        Verb("x", "set_aside", "aside", "Set it aside, let it go, drop it, withdraw it: with a reason.", always=False),
        Verb("d", "done", "done", "Say that the step is done or the goal is reached.", always=False, quiet=True),
        Verb("g", "goal", "goal", "Write a goal together: what, by when, how you will know.", always=False),
        Verb("s", "step", "step", "Write a step: what, who, when. The therapist is asked this way too.", always=False),
        Verb("r", "rate", "rate", "Note where the client says they are with the goal.", always=False, quiet=True),
        Verb("h", "hand_in", "hand in", "Hand the plan in for review.", always=False),
        Verb("ctrl+e", "export", "export", "Write the plan to a file, for the therapist, the client or the employer."),
        HELP,
        Verb("escape", "back", "back", "Go back to where you were."),
        Verb("f2", "back", "back", "", quiet=True),
        Verb("t", "reply", "reply", "Record what the therapist answered to the request.", always=False, quiet=True),
        Verb("p", "share", "employer", "Choose line by line what the employer may see.", always=False, quiet=True),
        Verb("v", "versions", "versions", "Earlier versions, and what changed since.", always=False, quiet=True),
        Verb("k", "answer", "comment", "Answer the comment on the line, or write one.", always=False, quiet=True),
        Verb("o", "reopen", "reopen", "Take back what was decided on it.", always=False, quiet=True),
        Verb("shift+up", "move(-1)", "up", "Move the line up among its like.", always=False, quiet=True),
        Verb("shift+down", "move(1)", "down", "Move the line down among its like.", always=False, quiet=True),
        Verb("ctrl+z", "undo", "undo", "Take back what was done last on the plan.", quiet=True),
        Verb("ctrl+y", "redo", "redo", "Bring back what was taken back.", quiet=True),
        Verb("ctrl+r", "safety", "safety", "Open the safety page.", quiet=True),
        Verb("c", "record", "copy", "The entry for the clinical record, ready to be copied.", always=False, quiet=True),
        MORE,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self._begun = False

    @property
    def call_id(self) -> str:
        """The call in which acts here are done: the one that goes on, if one does."""
        call = self.case.unfinished
        return call.id if call else ""

    @property
    def today(self) -> date:
        """The day, in the reader's own time."""
        return self.desk.clock().astimezone().date()

    def compose(self) -> ComposeResult:
        yield Static("", id="top", classes="bar")
        yield Static("", id="state")
        with Horizontal():
            yield PlanList(id="lines")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="reasons")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self.show()
        self.query_one("#lines").focus()

    # ---- what is shown ------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Shows the plan as it stands, the mark where it was."""
        case = self.case
        self.query_one("#top", Static).update(top_line(case))
        self.query_one("#state", Static).update(state_line(case))
        listed = self.query_one(PlanList)
        lines = reviewed_lines(case)
        notes = {line.key: told_comments(case, line.key) for line in lines}
        listed.show(lines, self.app.theme_variables, notes)
        if not self._begun:
            self._begun = True
            first = next((line.key for line in lines if line.mark == "proposed"), "")
            listed.mark(first, 1)
        self._about()

    def recolour(self) -> None:
        """The lines are drawn in the theme's colours."""
        self.show()

    def on_option_list_option_highlighted(self) -> None:
        """The reasons follow the mark."""
        self._about()

    def _about(self) -> None:
        line = self.query_one(PlanList).line
        if line is not None:
            self.query_one("#reasons", Static).update(why(line, comments_on(self.case, line.key)))
            self.query_one("#about").scroll_home(animate=False)

    def on_option_list_option_selected(self) -> None:
        """Enter on a line edits it."""
        self.action_edit()

    # ---- what is done -------------------------------------------------------------------------------------------

    def write(self, *acts: Act) -> bool:
        """Writes the acts, and shows the plan after them; False, with the reason said, if they are refused."""
        try:
            self.case = self.desk.write(self.case, list(acts), self.call_id)
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.notify(str(error), severity="error", markup=False, timeout=20)
            return False
        self.query_one(Foot).say("saved ✓")
        self.show()
        return True

    def _on(self) -> None:
        """Marks the next suggestion on which nothing is decided."""
        listed = self.query_one(PlanList)
        at = listed.highlighted or 0
        waiting = [i for i, line in enumerate(listed.rows) if line and line.mark == "proposed"]
        following = [i for i in waiting if i > at] or waiting
        if following:
            listed.highlighted = following[0]

    def line(self, *kinds: str) -> PlanLine | None:
        """The line that is marked, if it is of one of these kinds; else says what to mark."""
        line = self.query_one(PlanList).line
        if line is not None and line.kind in kinds:
            return line
        wanted = wording.listed((NOT_THIS[kind] for kind in kinds), "or")
        self.notify(f"Mark {wanted} first.", markup=False)
        return None

    def suggestion(self, line: PlanLine) -> Suggestion | None:
        """The suggestion that a line is of."""
        return self.case.plan.suggestion(line.name)

    def ask(self, asked: Asked, then: Callable[[], object] | None = None) -> None:
        """Opens a page, and writes what comes of it."""
        form, acts = asked

        def take(given: Given | None) -> None:
            if given is not None and self.write(*acts(given)) and then:
                then()

        self.app.push_screen(form, take)

    def action_accept(self) -> None:
        """Agrees it as it stands."""
        line = self.line("suggestion", "consent")
        if line is None:
            return
        if line.kind == "consent":
            self.ask(consenting(line.name, True))
        elif (
            (one := self.suggestion(line)) is not None
            and not one.by_hand
            and self.write(decided(one, decision="accepted"))
        ):
            self._on()

    def action_edit(self) -> None:
        """Puts it in other words."""
        line = self.line("suggestion", "goal", "step", "consent")
        if line is None:
            return
        one = self.suggestion(line)
        if line.kind == "goal":
            self._goal(line.name)
        elif line.kind == "consent":
            self.ask(consenting(line.name, not self.case.plan.consent(line.name).given))
        elif one is not None and not one.by_hand:
            self.ask(agreeing(self.case.plan, one), self._on)
        else:
            self._step(line.name)

    def action_set_aside(self) -> None:
        """Sets it aside, lets it go, drops it, withdraws it: with a reason."""
        line = self.line("suggestion", "goal", "step", "consent")
        if line is None:
            return
        if line.kind == "consent":
            self.ask(consenting(line.name, False))
        else:
            self.ask(setting_aside(self.case, line), self._on if line.kind == "suggestion" else None)

    def action_done(self) -> None:
        """The step is done; the goal is reached."""
        line = self.line("goal", "step", "suggestion")
        if line is None:
            return
        act = done(self.case, line)
        if act is None:
            self.notify("Agree it first: only what was agreed can be done.", markup=False)
        else:
            self.write(act)

    def action_goal(self) -> None:
        """Writes a new goal."""
        self._goal("")

    def _goal(self, key: str) -> None:
        before = self.case.plan.goal(key) if key else None
        name = key or new_id(self.desk.clock())
        page = goal_form(self.case.plan, before)
        self.ask((page, lambda given: goal_acts(name, before, given)), lambda: self._mark(f"goal {name}"))

    def action_step(self) -> None:
        """Writes a new step, under the goal that is marked."""
        self._step("")

    def _step(self, key: str) -> None:
        line = self.query_one(PlanList).line
        before = step_of(self.case, key) if key else None
        under = line.name if not key and line and line.kind == "goal" else ""
        name = key or new_id(self.desk.clock())
        page = step_form(self.case.plan, as_action(before) if before else None, under)
        self.ask(
            (page, lambda given: [written_step(name, given)]), lambda: self._mark(f"step {name}", f"request {name}")
        )

    def _mark(self, *keys: str) -> None:
        listed = self.query_one(PlanList)
        found = [key for key in keys if any(line and line.key == key for line in listed.rows)]
        if found:
            listed.mark(found[0])

    def action_rate(self) -> None:
        """Notes where the client is with a goal."""
        line = self.line("goal")
        goal = self.case.plan.goal(line.name) if line else None
        if goal is not None:
            self.ask(rating(goal))

    def action_reply(self) -> None:
        """Records the therapist's answer."""
        line = self.line("suggestion")
        one = self.suggestion(line) if line else None
        if one is None or not one.for_therapist or one.state != "accepted":
            self.notify("Mark something that is asked of the therapist first.", markup=False)
            return
        self.ask(replying(self.case, one))

    def action_share(self) -> None:
        """Chooses what the employer may see."""
        from assessor.care.employer_lines import choice
        from assessor.screens.share import share_form

        form = share_form(self.case)
        if form is None:
            self.notify(
                "There is nothing yet that an employer could be shown: agree a step or a change first.", markup=False
            )
            return

        def take(lines: tuple[str, ...] | None) -> None:
            if lines is not None:
                self.write(choice(self.case.plan, lines))

        self.app.push_screen(form, take)

    def action_versions(self) -> None:
        """Opens the earlier versions."""
        from assessor.screens.versions import VersionsScreen

        def take(case: Case | None) -> None:
            if case is not None:
                self.case = case
                self.show()

        self.app.push_screen(VersionsScreen(self.desk, self.case), take)

    def action_answer(self) -> None:
        """Answers the comment on the marked line, or writes one."""
        line = self.query_one(PlanList).line
        if line is not None:
            self.ask(commenting(self.case, line))

    def action_hand_in(self) -> None:
        """Hands the plan in for review."""
        if self.write(Submitted()):
            self.query_one(Foot).say("handed in ✓")

    def action_reopen(self) -> None:
        """Takes the decision back."""
        line = self.line("suggestion")
        one = self.suggestion(line) if line else None
        if one is not None and one.state != "proposed" and not one.by_hand:
            self.write(Decided(suggestion=one.id, decision="open"))

    def action_move(self, by: int) -> None:
        """Moves the marked line among its like."""
        listed = self.query_one(PlanList)
        line = listed.line
        if line is None or line.kind not in ("suggestion", "goal", "step"):
            return
        like = [one.key for one in listed.rows if one and one.group == line.group]
        at = like.index(line.key)
        if not 0 <= at + by < len(like):
            return
        like[at], like[at + by] = like[at + by], like[at]
        every = [one.key for one in listed.rows if one and one.kind in ("suggestion", "goal", "step")]
        order = iter(like)
        moved = tuple(next(order) if key in like else key for key in every)
        if self.write(Ordered(keys=moved)):
            listed.mark(line.key)

    def action_undo(self) -> None:
        """Takes back what was done last."""
        self._take_back(self.desk.undo, "taken back ✓", "There is nothing here to take back.")

    def action_redo(self) -> None:
        """Brings back what was taken back."""
        self._take_back(self.desk.redo, "brought back ✓", "There is nothing to bring back.")

    def _take_back(self, take: Callable[[Case, str], Case | None], done: str, nothing: str) -> None:
        try:
            case = take(self.case, self.call_id)
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.notify(str(error), severity="error", markup=False)
            return
        if case is None:
            self.notify(nothing, markup=False)
            return
        self.case = case
        self.show()
        self.query_one(Foot).say(done)

    def action_export(self) -> None:
        """Writes the plan to a file."""
        from assessor.screens.export import ExportScreen

        def take(case: Case | None) -> None:
            if case is not None:
                self.case = case
                self.show()
                self.query_one(Foot).say("exported ✓")

        self.app.push_screen(ExportScreen(self.desk, self.case), take)

    def action_record(self) -> None:
        """Opens the entry for the clinical record."""
        from assessor.screens.record import RecordScreen

        if self.case.call is not None:
            self.app.push_screen(RecordScreen(self.case))

    def action_safety(self) -> None:
        """Opens the safety page."""
        from assessor.screens.safety import SafetyScreen

        def take(case: Case | None) -> None:
            if case is not None:
                self.case = case
                self.show()

        self.app.push_screen(SafetyScreen(self.desk, self.case), take)

    def action_back(self) -> None:
        """Goes back, with the case as it now stands."""
        self.dismiss(self.case)


def top_line(case: Case) -> Content:
    """Whose plan it is, its version and where it stands with review and with what is still to be decided."""
    undecided = len(case.plan.proposed())
    now = case.standing
    state = standing.STATES[now.state]
    if now.state in ("returned", "signed"):
        state = f"{state} by {now.reviewer}"
    decided = f"{undecided} to decide" if undecided else "everything is decided"
    told = wording.one_line(f"version {case.version}, {state} · {decided}")
    return Content.assemble((wording.one_line(case.client.name), "b"), (f"   {told}", "$quiet"))


def state_line(case: Case) -> Content:
    """Where the client stands, and beneath it what a returned plan was returned for."""
    told = Content.from_markup("$words", words=where_they_stand(case.plan))
    now = case.standing
    if now.state != "returned":
        return told
    words = Content.from_markup("\n[b $warning]To change:[/] [$foreground]$words[/]", words=wording.one_line(now.words))
    return told + words
