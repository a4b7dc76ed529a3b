"""The plan: everything agreed and everything proposed, each line able to say because of what and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from assessor import wording
from assessor.acts import on_lines
from assessor.acts.declared import writes
from assessor.acts.desk import Desk, new_id
from assessor.acts.forms import Filled, Form
from assessor.acts.goals import goal_form
from assessor.acts.on_lines import NotOnThisLine
from assessor.acts.reviewing import ask_before_handing_in, hand_in
from assessor.acts.safety_page import call_under_way, page_of_line
from assessor.acts.sharing import choose_for_employer, may_ring_form
from assessor.acts.steps import step_form
from assessor.care.case import Case
from assessor.care.employers import MAIN
from assessor.care.line_keys import line_key
from assessor.journal import Act, Entry, Undone
from assessor.screens.answer_verbs import ANSWER_VERBS
from assessor.screens.case_room import CaseRoom
from assessor.screens.form import FormScreen
from assessor.views.comments import comments_on, reviewed_lines, told_comments
from assessor.views.naming import named
from assessor.views.plan_lines import PlanLine
from assessor.widgets.base import Static
from assessor.widgets.foot import Foot
from assessor.widgets.plan_list import PlanList, why
from assessor.widgets.plan_top import state_line, top_line
from assessor.widgets.room import REFUSAL_SECONDS
from assessor.widgets.themes import drawn_in
from assessor.widgets.verbs import HELP, MORE, Verb, bindings

OnLine = Callable[[Case, PlanLine], "Act | Form | None"]
"""What can be done to a line of the plan: the act, the form that asks for it, or None where nothing is left to do."""


class PlanScreen(CaseRoom["Case | None"]):
    """The list of the plan's lines, and beside it why the one that is marked stands there."""

    CSS_PATH = "plan.tcss"
    HELP_TITLE = "The plan"
    VERBS = (
        Verb("a", "accept", "agree", "Agree the suggestion, or note that the client agrees to share.", always=False),
        Verb(
            "e", "edit", "edit", "Put the line in other words: a suggestion, a goal, a step.", always=False, quiet=True
        ),
        Verb("x", "set_aside", "aside", "Set it aside, let it go, drop it, withdraw it: with a reason.", always=False),
        Verb("n", "never", "never", "They asked not to be offered it: no later call does.", always=False, quiet=True),
        Verb("d", "done", "done", "Say that the step is done or the goal is reached.", always=False, quiet=True),
        Verb("g", "goal", "goal", "Write a goal together: what, by when, how you will know.", always=False),
        Verb("s", "step", "step", "Write a step: what, who, when. The therapist is asked this way too.", always=False),
        Verb("r", "rate", "rate", "Note where the client says they are with the goal.", always=False, quiet=True),
        Verb("h", "hand_in", "hand in", "Hand the plan in for review.", always=False),
        Verb("f12", "export", "export", "Write the plan to a file, for the therapist, the client or the employer."),
        HELP,
        Verb("escape", "back", "back", "Go back to where you were."),
        Verb("f2", "back", "back", "", quiet=True),
        Verb("t", "reply", "reply", "Record what the therapist answered to the request.", always=False, quiet=True),
        Verb("p", "share", "employer", "Choose line by line what the employer may see.", always=False, quiet=True),
        Verb("m", "may_ring", "may ring", "Ask whom of those on the plan you may ring.", always=False, quiet=True),
        Verb("v", "versions", "versions", "Earlier versions, and what changed since.", always=False, quiet=True),
        Verb("k", "answer", "comment", "Answer the comment on the line, or write one.", always=False, quiet=True),
        Verb("o", "reopen", "reopen", "Take back what was decided on it.", always=False, quiet=True),
        Verb("shift+up", "move(-1)", "up", "Move the line up among its like.", always=False, quiet=True),
        Verb("shift+down", "move(1)", "down", "Move the line down among its like.", always=False, quiet=True),
        Verb("f9", "who", "who", "Whose plan it is: what is held of them; put it right.", quiet=True),
        Verb("ctrl+z", "undo", "undo", "Take back what was done last on the plan.", quiet=True),
        Verb("ctrl+y", "redo", "redo", "Bring back what was taken back.", quiet=True),
        Verb("ctrl+r", "safety", "safety", "Open the safety page; of a marked concern, its own.", quiet=True),
        Verb("c", "record", "copy", "The entry for the clinical record, ready to be copied.", always=False, quiet=True),
        *ANSWER_VERBS,
        MORE,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self._begun = False
        self._asked = ""  # what was asked before handing in, the last time

    @property
    def call_id(self) -> str:
        """The call in which acts here are done: the one that goes on, if one does."""
        call = self.case.unfinished
        return call.id if call else ""

    @property
    def today(self) -> date:
        """The day, in the reader's own time."""
        return self.desk.today

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
        self.query_one("#state", Static).update(state_line(case, self.desk.clock()))
        listed = self.query_one(PlanList)
        lines = reviewed_lines(case)
        notes = {line.key: told_comments(case, line.key) for line in lines}
        listed.show(lines, drawn_in(self.app), notes)
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

    def take(self, case: Case) -> None:
        """Shows the plan of this reading."""
        self.case = case
        self.show()

    def write(self, *acts: Act) -> bool:
        """Writes the acts, and shows the plan after them; False, with the reason said, if they are refused."""
        return self.tell_refused(self._write(acts))

    def _write(self, acts: Iterable[Act]) -> str:
        why = self.attempt(lambda: self.take(self.desk.write(self.case, list(acts), self.call_id)))
        if not why:
            self.query_one(Foot).say("saved ✓")
        return why

    def _to_next(self) -> Callable[[PlanLine], None]:
        """After a decision on a suggestion, which then stands in another group, marks the next that waited with it."""
        waiting = self.query_one(PlanList).waiting_next

        def mark(line: PlanLine) -> None:
            if line.kind == "suggestion":
                self._mark(*waiting)

        return mark

    def on_line(self, do: OnLine, then: Callable[[PlanLine], object] | None = None) -> None:
        """Does this to the line that is marked, once the form that it may open is filled in; or says why not."""
        line = self.query_one(PlanList).line
        if line is None:
            return
        try:
            wanted = do(self.case, line)
        except NotOnThisLine as refused:
            self.notify(str(refused), markup=False)
            return
        follow = partial(then, line) if then else None
        if isinstance(wanted, Form):
            self.ask(partial(self._form_on, do, line.key), follow)
        elif wanted is not None and self.write(wanted) and follow:
            follow()

    def _form_on(self, do: OnLine, key: str) -> Form | None:
        """The form of this act on the line of this key as it stands, if it is there and still takes it."""
        stands = next((line for line in self.query_one(PlanList).rows if line and line.key == key), None)
        try:
            form = do(self.case, stands) if stands else None
        except NotOnThisLine:
            return None
        return form if isinstance(form, Form) else None

    def ask(self, make: Callable[[], Form | None], then: Callable[[], object] | None = None) -> bool:
        """Opens a form, if one can be made, and writes what comes of it; makes it anew if it was changed elsewhere."""
        form = make()
        if form is None:
            return False

        def keep(filled: Filled) -> str:
            read = self.case
            why = self._write(screen.form.acts(filled))
            if why and self.case is not read and (stands := make()) is not None:
                screen.renew(stands)
            return why

        def go_on(written: bool | None) -> None:
            if written and then:
                then()

        screen = FormScreen(form, keep)
        self.app.push_screen(screen, go_on)
        return True

    @writes("decide", "consent")
    def action_accept(self) -> None:
        """Agrees it as it stands."""
        self.on_line(on_lines.accept_line, self._to_next())

    @writes("decide")
    def action_answer_suggestion(self, answer: str) -> None:
        """Says of the suggestion what is said inside a call, by the same key."""
        self.on_line(lambda case, line: on_lines.answer_line(case, line, answer, self.today), self._to_next())

    @writes("decide", "goal", "step", "safety")
    def action_edit(self) -> None:
        """Puts it in other words; goes on with a concern on its safety page."""
        if page_of_line(self.case, self.query_one(PlanList).line):
            self.action_safety()
            return
        self.on_line(on_lines.edit_line, self._to_next())

    @writes("decide", "goal", "step", "consent")
    def action_set_aside(self) -> None:
        """Sets it aside, lets it go, drops it, withdraws it: with a reason."""
        self.on_line(on_lines.set_aside_line, self._to_next())

    @writes("decide")
    def action_never(self) -> None:
        """Sets it aside for good."""
        self.on_line(on_lines.never_line, self._to_next())

    @writes("decide", "goal", "step")
    def action_done(self) -> None:
        """The step is done; the goal is reached."""
        self.on_line(on_lines.toggle_line_done)

    @writes("goal", "rating")
    def action_goal(self) -> None:
        """Writes a new goal."""
        key = new_id(self.desk.clock())
        self.ask(lambda: goal_form(self.case.plan, None, key), lambda: self._mark(line_key("goal", key)))

    @writes("step")
    def action_step(self) -> None:
        """Writes a new step, under the goal that is marked."""
        line, key = self.query_one(PlanList).line, new_id(self.desk.clock())
        under = line.name if line and line.kind == "goal" else ""
        marks = line_key("step", key), line_key("request", key)
        self.ask(lambda: step_form(self.case.plan, None, key, under), lambda: self._mark(*marks))

    def _mark(self, *keys: str) -> None:
        listed = self.query_one(PlanList)
        present = [key for key in keys if any(line and line.key == key for line in listed.rows)]
        if present:
            listed.mark(present[0])

    @writes("rating")
    def action_rate(self) -> None:
        """Notes where the client is with a goal."""
        self.on_line(on_lines.rate_line)

    @writes("reply")
    def action_reply(self) -> None:
        """Records the therapist's answer."""
        self.on_line(on_lines.reply_on_line)

    @writes("share")
    def action_share(self) -> None:
        """Chooses what the employer may see; which of them is asked first, where there is more than one."""
        from assessor.screens.share import NOTHING_FOR_WORK, choose_employer, share_form

        plan = self.case.plan

        def share_with(employer: str | None) -> None:
            def keep(lines: tuple[str, ...]) -> str:
                return self._write([choose_for_employer(plan, lines, employer or MAIN)])

            form = share_form(self.case, keep, employer or MAIN)
            if employer:
                self.app.push_screen(form) if form else self.notify(NOTHING_FOR_WORK, markup=False)

        choose_employer(self.app, self.case, share_with)

    @writes("consent")
    def action_may_ring(self) -> None:
        """Asks which of those whom the plan names may be rung."""
        if not self.ask(lambda: may_ring_form(self.case.plan)):
            self.notify("There is nobody to ask about.", markup=False)

    def action_versions(self) -> None:
        """Opens the earlier versions."""
        from assessor.screens.versions import VersionsScreen

        self.app.push_screen(VersionsScreen(self.desk, self.case), self._take)

    def _take(self, case: Case | None) -> None:
        """Shows the case that comes back from another screen."""
        if case is not None:
            self.take(case)

    @writes("comment")
    def action_answer(self) -> None:
        """Answers the comment on the marked line, or writes one."""
        self.on_line(on_lines.comment_on_line)

    @writes("submit")
    def action_hand_in(self) -> None:
        """Hands the plan in for review; with something urgent undecided, only once it is pressed again."""
        asked = ask_before_handing_in(self.case)
        if asked and asked != self._asked:
            self._asked = asked
            self.notify(
                f"{asked} Press h again to hand it in all the same.", severity="warning", timeout=REFUSAL_SECONDS
            )
        elif self.write(hand_in(anyway=bool(asked))):
            self.query_one(Foot).say("handed in ✓")

    @writes("decide")
    def action_reopen(self) -> None:
        """Takes the decision back."""
        self.on_line(on_lines.reopen_line)

    @writes("order")
    def action_move(self, by: int) -> None:
        """Moves the marked line among its like."""
        self.on_line(lambda case, line: on_lines.move_line(case, line, by), lambda line: self._mark(line.key))

    @writes("undo")
    def action_undo(self) -> None:
        """Takes back what was done last on the plan, in whichever call, and says what it was."""
        self._take_back(self.desk.undo_on_plan, self.case.to_undo_on_plan(), "Taken back")

    @writes("undo")
    def action_redo(self) -> None:
        """Brings back what was taken back last on the plan."""
        back = self.case.to_redo_on_plan()
        undone = back.act.entry if back and isinstance(back.act, Undone) else ""
        entry = next((entry for entry in self.case.entries if entry.id == undone), None)
        self._take_back(self.desk.redo_on_plan, entry, "Brought back")

    def _take_back(self, take: Callable[[Case], Case | None], entry: Entry | None, done: str) -> None:
        if entry is None or self.case.call is None:
            self.notify(f"There is nothing here to {'take' if done == 'Taken back' else 'bring'} back.", markup=False)
            return
        name = named(self.case, self.case.call.interview, entry.act)
        if self.tell_refused(self.attempt(lambda: self._take(take(self.case)))):
            self.query_one(Foot).say(f"{done.lower()} ✓")
            self.notify(f"{done}: {name}, of {wording.day(entry.at.astimezone())}.", markup=False)

    @writes("export")
    def action_export(self) -> None:
        """Writes the plan to a file."""
        from assessor.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.desk, self.case), self._take_exported)

    def _take_exported(self, case: Case | None) -> None:
        self._take(case)
        if case is not None:
            self.query_one(Foot).say("exported ✓")

    @writes("export")
    def action_record(self) -> None:
        """Opens the entry for the clinical record."""
        from assessor.screens.record import RecordScreen

        if self.case.call is not None:
            self.app.push_screen(RecordScreen(self.desk, self.case), self._take)

    @writes("safety")
    def action_safety(self) -> None:
        """Opens the safety page: the marked concern's, or else the one for what is raised now."""
        from assessor.screens.safety import SafetyScreen

        page, call = page_of_line(self.case, self.query_one(PlanList).line), call_under_way(self.case, self.today)
        self.app.push_screen(SafetyScreen(self.desk, self.case, call, page), self._take)

    def action_back(self) -> None:
        """Goes back, with the case as it now stands."""
        self.dismiss(self.case)
