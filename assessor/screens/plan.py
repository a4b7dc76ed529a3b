"""The plan: everything agreed and everything proposed, each line able to say because of what and on whose word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assessor import taxonomy, wording
from assessor.care import standing
from assessor.care.case import Case
from assessor.care.comments import answer_to, comments_on, told_comments
from assessor.care.lines import PlanLine, plan_lines
from assessor.care.plan import Suggestion
from assessor.care.telling import standing as where_they_stand
from assessor.journal import (
    Act,
    Commented,
    Consented,
    Decided,
    GoalRated,
    Ordered,
    Replied,
    StepWritten,
    Submitted,
)
from assessor.records.desk import Desk, new_id
from assessor.records.errors import StoreError
from assessor.screens.form import Field, FormScreen, Given
from assessor.screens.goal import as_action, as_written, goal_acts, goal_form, step_form, written_step
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
        lines = plan_lines(case)
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

    def decide(self, decision: Decided) -> None:
        """Writes the decision, and goes on to the next that is open."""
        if not self.write(decision) or decision.decision == "open":
            return
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

    def action_accept(self) -> None:
        """Agrees it as it stands."""
        line = self.line("suggestion", "consent")
        if line is None:
            return
        if line.kind == "consent":
            self._consent(line, True)
        elif (one := self.suggestion(line)) is not None and not one.by_hand:
            self.decide(_decided(one, decision="accepted"))

    def action_edit(self) -> None:
        """Puts it in other words."""
        line = self.line("suggestion", "goal", "step", "consent")
        if line is None:
            return
        if line.kind == "goal":
            self._goal(line.name)
        elif line.kind == "step":
            self._step(line.name)
        elif line.kind == "consent":
            self._consent(line, not self.case.plan.consent(line.name).given)
        elif (one := self.suggestion(line)) is not None:
            if one.by_hand:
                self._step(line.name)
            else:
                self._agree(one)

    def _agree(self, one: Suggestion) -> None:
        goals = {goal.key: goal.what for goal in self.case.plan.goals if goal.state == "going_on"}
        fields = [
            Field("words", "The step, as agreed", value=one.agreed, needed="A step wants a few words."),
            Field("by", "By when", value=one.by, hint="at your next session, before 12 May, this week"),
        ]
        if goals:
            fields.append(Field("goal", "It serves the goal", "choice", one.goal, options=goals))
        fields.append(Field("progress", "How it stands", "choice", one.progress, options=taxonomy.STEP_STATES))

        def agree(given: Given | None) -> None:
            if given is not None:
                words = given["words"] if given["words"] != (one.ask or one.title) else ""
                more = {"words": words, "by": given["by"], "goal": given.get("goal", ""), "progress": given["progress"]}
                self.decide(_decided(one, decision="accepted", **more))

        self.app.push_screen(FormScreen(one.title, fields), agree)

    def action_set_aside(self) -> None:
        """Sets it aside, lets it go, drops it, withdraws it: with a reason."""
        line = self.line("suggestion", "goal", "step", "consent")
        if line is None:
            return
        if line.kind == "consent":
            self._consent(line, False)
            return
        title = {"goal": "Let go", "step": "Drop"}.get(line.kind, "Set aside")
        one = self.suggestion(line) if line.kind == "suggestion" else None
        reason = Field(
            "reason", "The reason", value=one.reason if one else "",
            needed="A word or two will do, and supervision will ask for it.",
        )  # fmt: skip

        def aside(given: Given | None) -> None:
            if given is not None:
                self._aside(line, one, given["reason"])

        self.app.push_screen(FormScreen(f"{title}: {line.text}", [reason]), aside)

    def _aside(self, line: PlanLine, one: Suggestion | None, reason: str) -> None:
        if line.kind == "goal" and (goal := self.case.plan.goal(line.name)):
            self.write(as_written(goal, state="let_go", why=reason))
        elif one is not None and not one.by_hand:
            self.decide(_decided(one, decision="set_aside", reason=reason))
        elif (step := self._step_of(line.name)) is not None:
            self.write(step.model_copy(update={"state": "dropped", "why": reason}))

    def action_done(self) -> None:
        """The step is done; the goal is reached."""
        line = self.line("goal", "step", "suggestion")
        if line is None:
            return
        if line.kind == "goal" and (goal := self.case.plan.goal(line.name)):
            self.write(as_written(goal, state="going_on" if goal.state == "reached" else "reached", why=""))
        elif line.kind == "suggestion" and (one := self.suggestion(line)) and not one.by_hand:
            if one.state != "accepted":
                self.notify("Agree it first: only what was agreed can be done.", markup=False)
                return
            progress = "to_do" if one.progress == "done" else "done"
            self.write(_decided(one, decision="accepted", progress=progress))
        elif (step := self._step_of(line.name)) is not None:
            self.write(step.model_copy(update={"state": "to_do" if step.state == "done" else "done", "why": ""}))

    def _step_of(self, key: str) -> StepWritten | None:
        """The step of this key as it would be written down now."""
        written = self.case.by_hand.steps.get(key)
        if written is not None:
            return written[0]
        found = next((one for one in self.case.plan.actions if one.key == key), None)
        if found is None:
            return None
        parts = found.model_dump(include={"what", "by", "goal", "because", "state", "why"})
        return StepWritten.model_validate(parts | {"step": key, "who": found.parties or ("other",)})

    def action_goal(self) -> None:
        """Writes a new goal."""
        self._goal("")

    def _goal(self, key: str) -> None:
        before = self.case.plan.goal(key) if key else None

        def take(given: Given | None) -> None:
            if given is not None:
                name = key or new_id(self.desk.clock())
                if self.write(*goal_acts(name, before, given)):
                    self.query_one(PlanList).mark(f"goal {name}")

        self.app.push_screen(goal_form(self.case.plan, before), take)

    def action_step(self) -> None:
        """Writes a new step, under the goal that is marked."""
        self._step("")

    def _step(self, key: str) -> None:
        plan, line = self.case.plan, self.query_one(PlanList).line
        before = next((one for one in plan.actions if one.key == key), None)
        if before is None and (written := self.case.by_hand.steps.get(key)):
            before = as_action(written[0])
        under = line.name if not key and line and line.kind == "goal" else ""

        def take(given: Given | None) -> None:
            if given is not None:
                name = key or new_id(self.desk.clock())
                if self.write(written_step(name, given)):
                    self.query_one(PlanList).mark(f"{'request' if 'therapist' in given['who'] else 'step'} {name}")

        self.app.push_screen(step_form(plan, before, under), take)

    def action_rate(self) -> None:
        """Notes where the client is with a goal."""
        line = self.line("goal")
        goal = self.case.plan.goal(line.name) if line else None
        if goal is None:
            return
        value = Field("value", "Where they are, 0-10", "number", "", needed="A number from 0 to 10, or Esc.")

        def take(given: Given | None) -> None:
            if given is not None:
                self.write(GoalRated(goal=goal.key, value=given["value"]))

        self.app.push_screen(FormScreen(f"“{goal.what}”: 0 is nowhere near, 10 is there", [value]), take)

    def action_reply(self) -> None:
        """Records the therapist's answer."""
        line = self.line("suggestion")
        one = self.suggestion(line) if line else None
        if one is None or not one.for_therapist or one.state != "accepted":
            self.notify("Mark something that is asked of the therapist first.", markup=False)
            return
        reply = one.reply
        fields = [
            Field(
                "answer", "The answer", "choice", reply.answer if reply else "", options=taxonomy.REPLIES,
                needed="Choose what they answered.",
            ),
            Field("words", "In their words", value=reply.words if reply else ""),
            Field("name", "Who answered", value=reply.name if reply else self.case.client.therapist),
        ]  # fmt: skip

        def take(given: Given | None) -> None:
            if given is not None:
                self.write(Replied(request=one.id, **given))

        self.app.push_screen(FormScreen(f"The therapist's answer: {one.title}", fields), take)

    def _consent(self, line: PlanLine, given: bool) -> None:
        reader = taxonomy.READERS[line.name]
        words = Field("words", "In their words, if any", value="")
        title = f"The client agrees: share with the {reader}" if given else f"The client does not agree: {reader}"

        def take(filled: Given | None) -> None:
            if filled is not None:
                self.write(Consented.model_validate({"reader": line.name, "given": given, "words": filled["words"]}))

        self.app.push_screen(FormScreen(title, [words]), take)

    def action_share(self) -> None:
        """Chooses what the employer may see."""
        from assessor.journal import ShareChosen
        from assessor.screens.share import share_form

        form = share_form(self.case)
        if form is None:
            self.notify(
                "There is nothing yet that an employer could be shown: agree a step or a change first.", markup=False
            )
            return

        def take(lines: tuple[str, ...] | None) -> None:
            if lines is not None:
                self.write(ShareChosen(lines=lines))

        self.app.push_screen(form, take)

    def action_versions(self) -> None:
        """Opens the earlier versions."""
        from assessor.screens.versions import VersionsScreen

        self.app.push_screen(VersionsScreen(self.desk, self.case))

    def action_answer(self) -> None:
        """Answers the comment on the marked line, or writes one."""
        line = self.query_one(PlanList).line
        if line is None:
            return
        comment = answer_to(self.case, line.key)
        title = "Your answer" if comment else f"A comment on: {line.text}"
        words = Field("text", "In a few words", needed="Nothing is written yet.")

        def take(given: Given | None) -> None:
            if given is not None:
                self.write(Commented(line=line.key, text=given["text"], answers=comment))

        self.app.push_screen(FormScreen(title, [words]), take)

    def action_hand_in(self) -> None:
        """Hands the plan in for review."""
        if self.write(Submitted()):
            self.query_one(Foot).say("handed in ✓")

    def action_reopen(self) -> None:
        """Takes the decision back."""
        line = self.line("suggestion")
        one = self.suggestion(line) if line else None
        if one is not None and one.state != "proposed" and not one.by_hand:
            self.decide(Decided(suggestion=one.id, decision="open"))

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


def _decided(one: Suggestion, **changed: object) -> Decided:
    """The decision on a suggestion as it stands, with what is changed."""
    kept = {"words": one.words, "by": one.by, "goal": one.goal, "progress": one.progress}
    return Decided.model_validate({"suggestion": one.id, **kept, **changed})
