"""The senior adviser's queue: plans handed in, the longest waiting first, and apart from them what deserves a look."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from assessor import wording
from assessor.acts.desk import Desk
from assessor.records.errors import StoreError
from assessor.screens.who_works import Seat, work_as, working_as
from assessor.views.review_queue import Queue, Queued, review_queue
from assessor.widgets.base import Option, OptionList, Static
from assessor.widgets.foot import Foot
from assessor.widgets.rows import Row, row
from assessor.widgets.themes import drawn_in
from assessor.widgets.verbs import HELP, MORE, Verb, bindings

QUEUE_COLUMNS = [25, 17, 15, 43]
HEADS = ("Client", "Adviser", "Waiting", "Deserves a look")


class QueueScreen(Seat):
    """What waits for the senior adviser who works here; anybody else is told why nothing does."""

    CSS_PATH = "queue.tcss"
    HELP_TITLE = "The review queue"
    VERBS = (
        Verb("enter", "review", "review", "Open the plan that is marked, beside its journal.", always=False),
        Verb("f7", "supervision", "supervision", "Write or read the records of supervision."),
        Verb("f6", "work_as", "who works here", "Change who is working here."),
        Verb("escape", "back", "back", "Go back to the caseload."),
        Verb("f3", "back", "back", "", quiet=True),
        MORE,
        HELP,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.queue = Queue()
        self._shown: list[Queued | None] = []

    def compose(self) -> ComposeResult:
        yield Static("", classes="bar", id="top")
        with Vertical(id="list"):
            yield Static("", id="columns", classes="quiet")
            yield OptionList(id="queue")
            yield Static("", id="nothing", markup=False)
        yield Static("", id="about", markup=False)
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self.query_one("#queue").focus()

    def on_screen_resume(self) -> None:
        """When it is opened, and again on coming back from a review, which may have made it another."""
        self.call_after_refresh(self.load)

    def recolour(self) -> None:
        """The lines are drawn in the theme's colours."""
        self.show()

    def load(self) -> None:
        """Reads the queue afresh."""
        who = self.desk.adviser
        try:
            cases = self.desk.cases()
        except StoreError as error:
            self.query_one("#nothing", Static).update(str(error))
            return
        self.queue = review_queue(cases, self.desk.today, who.name, who.role)
        self.show()

    @property
    def mine(self) -> bool:
        """Whether whoever works here reviews plans at all."""
        return self.desk.adviser.role == "senior"

    def show(self) -> None:
        """Shows the queue, the mark where it was."""
        self.query_one("#top", Static).update(
            Content.from_markup("[b]Review queue[/b]   [$quiet]$who[/]", who=working_as(self.desk))
        )
        listed = self.query_one("#queue", OptionList)
        at = listed.highlighted
        marked = self._shown[at] if at is not None and at < len(self._shown) else None
        listed.clear_options()
        self._shown = []
        if self.mine:
            self._add("Handed in, the longest waiting first", self.queue.waiting)
            self._add("Not handed in, and deserving a look", self.queue.deserving)
        self.query_one("#columns", Static).update(
            row([(head, "") for head in HEADS], QUEUE_COLUMNS) if self._shown else ""
        )
        kept = [i for i, queued in enumerate(self._shown) if queued and marked and queued.case.id == marked.case.id]
        first = [i for i, queued in enumerate(self._shown) if queued]
        listed.highlighted = next(iter(kept or first), None)
        self.query_one("#nothing", Static).update(self._nothing())
        self._about()

    def _add(self, title: str, plans: tuple[Queued, ...]) -> None:
        if not plans:
            return
        listed = self.query_one("#queue", OptionList)
        space = "\n" if self._shown else ""
        listed.add_option(Option(Text(f"{space}{title}", f"bold {drawn_in(self.app)['primary']}"), disabled=True))
        listed.add_options([Option(self._row(queued)) for queued in plans])
        self._shown += [None, *plans]

    def _row(self, queued: Queued) -> Row:
        colours = drawn_in(self.app)
        today = self.desk.today
        since = wording.away(queued.since.astimezone().date(), today) if queued.since else ""
        words = " · ".join(look.words for look in queued.flags)
        if queued.refusal:
            words = f"yours: another senior adviser reviews it{' · ' if words else ''}{words}"
        style = colours["quiet"] if queued.refusal else ""
        pressing = any(look.flag in ("safety_open", "urgent") for look in queued.flags)
        strong = f"bold {colours['accent']}" if pressing and not queued.refusal else style
        name = (queued.case.client.name, style or "bold")
        return row([name, (queued.adviser, style), (since, style), (words, strong)], QUEUE_COLUMNS)

    def _nothing(self) -> str:
        waiting = wording.counted(len(self.queue.waiting), "plan")
        if not self.mine:
            waits = (
                f" {waiting} wait{'s' if len(self.queue.waiting) == 1 else ''} for one." if self.queue.waiting else ""
            )
            return (
                f"Nothing here is yours to review: you work as {working_as(self.desk)}, and only a senior employment "
                f"adviser reviews a plan.{waits} F6 changes who is working here."
            )
        troubles = list(dict.fromkeys(self.desk.unreadable))
        lines = [] if self._shown else ["No plan waits for review, and no open case asks for a look."]
        if self._shown and not self.queue.waiting:
            lines = ["No plan waits for review."]
        return "\n".join([*lines, *troubles])

    def marked(self) -> Queued | None:
        """The case that is marked."""
        at = self.query_one("#queue", OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _about(self) -> None:
        queued = self.marked()
        lines = []
        if queued is not None:
            waits = f"handed in {wording.moment(queued.since)}" if queued.since else queued.case.standing.told
            lines = [" · ".join((queued.reference, f"version {queued.case.version}", waits))]
            lines += [f"· {look.words}" for look in queued.flags]
            if queued.refusal:
                lines.append(f"· {queued.refusal}")
        self.query_one("#about", Static).update("\n".join(map(wording.one_line, lines)))

    def on_option_list_option_highlighted(self) -> None:
        """What deserves a look stands whole below the list."""
        self._about()

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click."""
        self.action_review()

    def action_review(self) -> None:
        """Opens the plan beside its journal."""
        queued = self.marked()
        if queued is None:
            return
        if queued.case.call is None:
            self.notify("There is no plan before the first call.", markup=False)
            return
        from assessor.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.desk, queued.case))

    def action_supervision(self) -> None:
        """Opens the records of supervision."""
        from assessor.screens.supervision import SupervisionScreen

        queued = self.marked()
        self.app.push_screen(SupervisionScreen(self.desk, queued.adviser if queued else ""))

    def action_work_as(self) -> None:
        """Changes who works here."""
        work_as(self, self.desk)

    def action_back(self) -> None:
        """Goes back to the caseload."""
        self.dismiss(None)
