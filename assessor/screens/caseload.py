"""The caseload: every client, found as you type, with what each waits for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from assessor import taxonomy, wording
from assessor.acts.calls import not_reached
from assessor.acts.declared import writes
from assessor.acts.desk import Desk
from assessor.acts.details import NameTaken, put_right, referred_today, take_down
from assessor.care.case import Case, calls_to_make, tried
from assessor.journal import Act
from assessor.records.errors import StoreError
from assessor.screens.who_works import Seat, work_as, working_as
from assessor.views.call import before_ringing
from assessor.views.worklist import CaseLine, case_line, in_order
from assessor.widgets import garbage
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.widgets.foot import Foot
from assessor.widgets.rows import Row, row
from assessor.widgets.themes import drawn_in
from assessor.widgets.verbs import HELP, MORE, Verb, bindings

if TYPE_CHECKING:
    from assessor.journal import Client, Outcome

REST = 2.0
"""Seconds for which the list stands, after coming back to it, until what was left behind is cleared away."""

CASE_COLUMNS = [20, 11, 13, 31]  # what each column needs where the terminal has 80


class CaseloadScreen(Seat):
    """The list of cases, the search above it always ready."""

    CSS_PATH = "caseload.tcss"
    HELP_TITLE = "Your caseload"
    VERBS = (
        Verb(
            "enter",
            "open",
            "open",
            "Begin or resume the client's call, or open the plan of one assessed.",
            always=False,
        ),
        Verb("ctrl+b", "ring", "ring", "Choose which call to make, and begin it."),
        Verb("f2", "plan", "plan", "Open the client's plan."),
        Verb("ctrl+n", "new_client", "new", "Take down a new client's details."),
        Verb("f3", "queue", "queue", "Open the review queue: plans handed in, and what deserves a look."),
        Verb("f12", "export", "export", "Write the plan, a copy or a letter to a file."),
        Verb("f9", "who", "who", "See what is held of the client, and put it right.", quiet=True),
        Verb("f6", "work_as", "who works here", "Change who is working here.", quiet=True),
        Verb("f7", "supervision", "supervision", "Write or read the records of supervision.", quiet=True),
        Verb("down", "down", "down the list", "Move down the list; Up moves up.", quiet=True),
        Verb("up", "up", "up the list", "Move up the list.", quiet=True),
        Verb("escape", "clear", "clear", "Clear the search.", quiet=True),
        MORE,
        HELP,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cases: dict[str, Case] = {}
        self.lines: list[CaseLine] = []

    def compose(self) -> ComposeResult:
        yield Static("", classes="bar", id="top")
        yield Input(placeholder="Type a name, a reference, or what you look for", id="search")
        with Vertical(id="list"):
            yield Static(id="columns", classes="quiet")
            yield OptionList(id="cases")
            yield Static("", id="nothing", classes="quiet", markup=False)
        yield Static("", id="about", markup=False)
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self._rest = self.set_interval(REST, self._tidy, pause=True)
        heads = ["Client", "Reference", "Situation", "Waits for"]
        self.query_one("#columns", Static).update(row([(head, "") for head in heads], CASE_COLUMNS))
        self.query_one("#search").focus()
        self.load()

    def on_screen_resume(self) -> None:
        """Coming back from a call or a plan, the list may have changed; what they left behind goes at the next rest."""
        if self.is_mounted:
            self.load()
            self._rest.resume()
            self._rest.reset()

    def on_screen_suspend(self) -> None:
        """A call, a plan or a dialog is opened: the collector stays out of its way."""
        super().on_screen_suspend()
        self._rest.pause()

    def _tidy(self) -> None:
        self._rest.pause()
        garbage.collect_all()

    def load(self) -> None:
        """Reads the cases afresh, and who works here."""
        kind = "   demonstration, invented clients" if self.desk.store.demonstration else ""
        who = f"{working_as(self.desk)}{kind}"
        self.query_one("#top", Static).update(Content.from_markup("[b]Caseload[/b]   [$quiet]$who[/]", who=who))
        try:
            cases = self.desk.cases()
        except StoreError as error:
            self.query_one("#nothing", Static).update(str(error))
            return
        lines = [(case, case_line(case)) for case in cases]
        self.cases = {line.case: case for case, line in lines}
        self.lines = in_order([line for _, line in lines])
        self.show()

    def show(self) -> None:
        """Shows the lines that match what is typed."""
        typed = self.query_one("#search", Input).value
        listed = self.query_one("#cases", OptionList)
        marked = self._highlighted()
        matching = [line for line in self.lines if line.matches(typed)]
        today = self.desk.today
        listed.clear_options()
        listed.add_options([Option(self._row(line, today), id=f"case-{i}") for i, line in enumerate(matching)])
        self._shown = matching
        if matching:
            kept = next((i for i, line in enumerate(matching) if line.case == marked), 0)
            listed.highlighted = kept
        troubles = "\n".join(dict.fromkeys(self.desk.unreadable))
        empty = "No client matches." if self.lines else "No clients yet. ^n takes down the first."
        self.query_one("#nothing", Static).update("\n".join(filter(None, ("" if matching else empty, troubles))))
        self._about()

    _shown: list[CaseLine] = []
    _namesake: Client | None = None  # who was not taken down, since there is a client of that name

    def recolour(self) -> None:
        """The lines are drawn in the theme's colours."""
        self.show()

    def _row(self, line: CaseLine, today: date) -> Row:
        late = line.due is not None and line.due < today and line.state == "assessed"
        waits = ("overdue: " if late else "") + line.next.removesuffix(
            f" {today.year}"
        )  # this year goes without saying
        waits = f"safety raised · {waits}" if line.safety else waits  # first: what is cut off is the end
        returned = self.cases[line.case].standing.state == "returned"
        pressing = f"bold {drawn_in(self.app)['accent']}" if late or returned or line.state == "cut_off" else ""
        situation = taxonomy.SITUATIONS.get(line.situation or "", "new")
        return row([(line.name, "bold"), (line.case, ""), (situation, ""), (waits, pressing)], CASE_COLUMNS)

    def _highlighted(self) -> str | None:
        at = self.query_one("#cases", OptionList).highlighted
        return self._shown[at].case if at is not None and at < len(self._shown) else None

    def _case(self) -> Case | None:
        return self.cases.get(self._highlighted() or "")

    def _about(self) -> None:
        case = self._case()
        summary = self.query_one("#about", Static)
        if case is None:
            summary.update("")
            return
        client, plan = case.client, case.plan
        referred = f"referred {wording.day(client.referred_on)}" if client.referred_on else ""
        by = f"therapist {client.therapist}" if client.therapist else ""
        contacts = (client.telephone, client.best_times), (by, referred)
        lines = [wording.one_line(" · ".join(filter(None, parts))) for parts in contacts if any(parts)]
        if case.call:
            lines.insert(0, before_ringing(case))
            counts = (
                wording.counted(len(plan.needs), "need"),
                wording.counted(len(plan.barriers), "barrier"),
                wording.counted(len(plan.goals), "goal"),
                f"{len(plan.accepted())} agreed, {len(plan.proposed())} to decide",
            )
            lines.append(" · ".join(counts))
        if case.attempts:
            lines.append(tried(case.attempts))
        if case.standing.state != "draft":
            words = f": {case.standing.words}" if case.standing.state == "returned" else ""
            lines.append(f"Plan: {case.standing.told}{words}")
        summary.update("\n".join(map(wording.one_line, lines)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows what is typed."""
        if self._shown or self.lines:
            self.show()

    def on_option_list_option_highlighted(self) -> None:
        """What is known of a case stands below the list."""
        self._about()

    def on_option_list_option_selected(self) -> None:
        """A click opens the case."""
        self.action_open()

    def on_input_submitted(self) -> None:
        """Enter in the search opens the case that is marked."""
        self.action_open()

    def action_down(self) -> None:
        """Moves the mark down."""
        self.query_one("#cases", OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Moves the mark up."""
        self.query_one("#cases", OptionList).action_cursor_up()

    def action_clear(self) -> None:
        """Empties the search."""
        self.query_one("#search", Input).value = ""

    @writes("call")
    def action_open(self) -> None:
        """Begins or resumes a call, or opens the plan."""
        case = self._case()
        if case is None:
            return
        if case.state == "new":
            self.call_by(case, calls_to_make(case, self.desk.current_bank)[0].script)
        elif case.state == "cut_off":
            self.go_on(case, case.unfinished.id if case.unfinished else "")
        else:
            self.action_plan()

    @writes("call", "attempt")
    def action_ring(self) -> None:
        """Asks which call to make, and begins it."""
        case = self._case()
        if case is None:
            return
        from assessor.screens.choose_call import BeginScreen, NotReachedScreen

        def note(outcome: str | None) -> None:
            if outcome:
                self.act(case, not_reached(cast("Outcome", outcome)))

        menu = BeginScreen(case, self.desk.current_bank, self.desk.today)

        def begin(name: str | None) -> None:
            chosen = next((line for line in menu.menu if line.name == name), None)
            if chosen is None:
                return
            if chosen.does == "not_reached":
                self.app.push_screen(NotReachedScreen(case), note)
            elif chosen.does == "go_on":
                self.go_on(case, chosen.name)
            else:
                self.call_by(case, chosen.name)

        self.app.push_screen(menu, begin)

    def act(self, case: Case, act: Act) -> None:
        """Writes an act outside any call, and shows the list afresh."""
        try:
            self.desk.write(case, act, "")
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.load()

    def call_by(self, case: Case, script: str) -> None:
        """Begins a call by this script."""
        try:
            case = self.desk.begin_call(case, script)
        except (StoreError, KeyError) as error:
            self.notify(str(error.args[0]), severity="error", markup=False)
            return
        self.go_on(case, case.calls[-1].id)

    def go_on(self, case: Case, call: str) -> None:
        """Opens a call of this case, where it stands."""
        from assessor.screens.call import CallScreen

        self.app.push_screen(CallScreen(self.desk, case, call))

    def action_plan(self) -> None:
        """Opens the plan."""
        case = self._case()
        if case is None:
            return
        if case.call is None:
            self.notify("There is no plan before the first call. Enter begins it.", markup=False)
            return
        from assessor.screens.plan import PlanScreen

        self.app.push_screen(PlanScreen(self.desk, case))

    @writes("export")
    def action_export(self) -> None:
        """Writes the plan to a file."""
        case = self._case()
        if case is not None:
            from assessor.screens.export import ExportScreen

            self.app.push_screen(ExportScreen(self.desk, case))

    def action_queue(self) -> None:
        """Opens the review queue."""
        from assessor.screens.queue import QueueScreen

        self.app.push_screen(QueueScreen(self.desk))

    def action_supervision(self) -> None:
        """Opens the records of supervision."""
        from assessor.screens.supervision import SupervisionScreen

        self.app.push_screen(SupervisionScreen(self.desk))

    def action_work_as(self) -> None:
        """Changes who works here."""
        work_as(self, self.desk)

    @writes("client")
    def action_new_client(self) -> None:
        """Takes down a new client."""
        from assessor.screens.client import ClientScreen

        self.app.push_screen(ClientScreen(self.take_down))

    def take_down(self, client: Client) -> str:
        """Opens a case for the client whose details were taken down, or says why it could not.

        Of a name that exists it is said whose; saved once more as it stands, it is somebody else's.
        """
        another, self._namesake = client == self._namesake, None
        try:
            case = take_down(self.desk, referred_today(client, self.desk.today), another)
        except NameTaken as taken:
            self._namesake = client
            return f"{wording.sentence(str(taken))} If this is somebody else, ^s once more takes them down."
        except StoreError as error:
            return wording.sentence(str(error))
        self.query_one("#search", Input).value = case.client.reference
        self.load()
        return ""

    @writes("client")
    def action_who(self) -> None:
        """Shows what is held of the client, and puts it right."""
        case = self._case()
        if case is None:
            return
        from assessor.screens.identity import IdentityScreen

        reference = case.id

        def correct(client: Client) -> str:
            stands = next(case for case in self.cases.values() if case.id == reference)
            try:
                put_right(self.desk, stands, client)
            except StoreError as error:
                self.load()
                return wording.sentence(str(error))
            self.load()
            return ""

        def record() -> Client:
            return next(case.client for case in self.cases.values() if case.id == reference)

        self.app.push_screen(IdentityScreen(record, correct))
