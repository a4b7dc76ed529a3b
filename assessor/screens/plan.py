"""The plan: everything agreed and everything proposed, each line able to say because of what and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.care.lines import ratings
from assessor.care.plan import Measure, Suggestion
from assessor.care.service import Partner
from assessor.care.telling import standing
from assessor.journal import Decided
from assessor.records.desk import Desk
from assessor.records.errors import StoreError
from assessor.widgets.foot import Foot
from assessor.widgets.rows import Row, hanging
from assessor.widgets.verbs import HELP, MORE, Room, Verb, bindings

STATES = {"proposed": "to decide", "accepted": "agreed", "set_aside": "set aside"}
PRIORITIES = {"urgent": "urgent today", "soon": "soon", "usual": ""}


@dataclass(frozen=True)
class Shown:
    """One line of the list; ``about`` is what stands beside it when it is marked."""

    text: Row | Text
    about: Content
    suggestion: str = ""
    heading: bool = False


class PlanScreen(Room["Case | None"]):
    """The list of the plan's lines, and beside it the reasons for the one that is marked."""

    CSS_PATH = "plan.tcss"
    HELP_TITLE = "The plan"
    VERBS = (
        Verb("a", "accept", "agree", "Agree the suggestion that is marked, as it stands.", always=False),
        Verb(
            "e",
            "edit",
            "edit",
            "Put it in other words, with who does it and by when, and agree it.",
            always=False,
        ),
        Verb("x", "set_aside", "aside", "Set the suggestion aside, with a reason.", always=False),
        Verb("o", "reopen", "undo", "Take back what was decided on it.", always=False),
        Verb("ctrl+e", "export", "export", "Write the plan to a file for the therapist."),
        Verb("ctrl+r", "safety", "safety", "Open the safety page."),
        Verb("escape", "back", "back", "Go back to where you were."),
        Verb("f2", "back", "back", "", quiet=True),
        HELP,
        Verb("c", "record", "copy", "The entry for the clinical record, ready to be copied.", always=False),
        MORE,
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self.rows: list[Shown] = []

    def compose(self) -> ComposeResult:
        yield Static("", id="top", classes="bar")
        with Horizontal():
            yield OptionList(id="lines")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("", id="reasons")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self.show()
        self.query_one("#lines").focus()

    def show(self) -> None:
        """Shows the plan as it stands, the mark where it was."""
        plan, client = self.case.plan, self.case.client
        undecided = len(plan.proposed())
        state = f"{undecided} to decide" if undecided else "everything is decided"
        self.query_one("#top", Static).update(
            Content.assemble((wording.one_line(client.name), "b"), (f"   plan, draft · {state}", "$quiet"))
        )
        listed = self.query_one("#lines", OptionList)
        at = listed.highlighted
        self.rows = list(_rows(self.case, self.app.theme_variables))
        listed.clear_options()
        listed.add_options([Option(row.text, disabled=row.heading) for row in self.rows])
        if at is None:
            at = next((i for i, row in enumerate(self.rows) if row.suggestion), 1)
        listed.highlighted = min(at, len(self.rows) - 1)

    def recolour(self) -> None:
        """The lines are drawn in the theme's colours."""
        self.show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The reasons follow the mark."""
        self.query_one("#reasons", Static).update(self.rows[event.option_index].about)
        self.query_one("#about").scroll_home(animate=False)

    def on_option_list_option_selected(self) -> None:
        """Enter on a suggestion edits it."""
        self.action_edit()

    def marked(self) -> Suggestion | None:
        """The suggestion that is marked, if one is."""
        at = self.query_one("#lines", OptionList).highlighted
        return self.case.plan.suggestion(self.rows[at].suggestion) if at is not None else None

    def decide(self, decision: Decided) -> None:
        """Writes the decision, and goes on to the next that is open."""
        try:
            self.case = self.desk.write(self.case, decision)
        except StoreError as error:
            self.query_one(Foot).say("NOT SAVED")
            self.notify(str(error), severity="error", markup=False, timeout=20)
            return
        self.query_one(Foot).say("saved ✓")
        self.show()
        listed = self.query_one("#lines", OptionList)
        at = listed.highlighted or 0
        still_open = {s.id for s in self.case.plan.proposed()}
        later = [i for i, row in enumerate(self.rows) if row.suggestion in still_open]
        following = [i for i in later if i > at] or later
        if decision.decision != "open" and following:
            listed.highlighted = following[0]

    def action_accept(self) -> None:
        """Agrees it as it stands."""
        one = self._or_say()
        if one is not None:
            self.decide(Decided(suggestion=one.id, decision="accepted", words=one.words, by=one.by))

    def action_edit(self) -> None:
        """Agrees it in other words."""
        one = self.marked()
        if one is None:
            return
        from assessor.screens.ask import AskScreen

        def agree(given: dict[str, str] | None) -> None:
            if given is not None:
                words = given["words"] if given["words"] != (one.ask or one.title) else ""
                self.decide(Decided(suggestion=one.id, decision="accepted", words=words, by=given["by"]))

        fields = {"words": ("The step, as agreed", one.agreed), "by": ("By when", one.by)}
        self.app.push_screen(AskScreen(one.title, fields), agree)

    def action_set_aside(self) -> None:
        """Sets it aside, with a reason."""
        one = self._or_say()
        if one is None:
            return
        from assessor.screens.ask import AskScreen

        def aside(given: dict[str, str] | None) -> None:
            if given is not None:
                self.decide(Decided(suggestion=one.id, decision="set_aside", reason=given["reason"]))

        self.app.push_screen(
            AskScreen(f"Set aside: {one.title}", {"reason": ("The reason", one.reason)}, needed=True), aside
        )

    def action_reopen(self) -> None:
        """Takes the decision back."""
        one = self._or_say()
        if one is not None and one.state != "proposed":
            self.decide(Decided(suggestion=one.id, decision="open"))

    def _or_say(self) -> Suggestion | None:
        one = self.marked()
        if one is None:
            self.notify("Mark a suggestion first; the others are the client's own answers.", markup=False)
        return one

    def action_export(self) -> None:
        """Writes the plan to a file."""
        from assessor.screens.export import ExportScreen

        def take(case: Case | None) -> None:
            if case is not None:
                self.case = case
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


def _rows(case: Case, colours: Mapping[str, str]) -> Iterator[Shown]:
    plan = case.plan

    def heading(title: str) -> Shown:
        return Shown(Text(f"\n{title}", f"bold {colours['primary']}"), Content(""), heading=True)

    def said(title: str, words: str, about: str) -> Shown:
        quoted = f"  “{wording.shorten(words, 60)}”" if words and words.casefold() != title.casefold() else ""
        line = hanging((" ", ""), (title, ""), (quoted, f"italic {colours['quiet']}"))
        return Shown(line, Content.from_markup("[b]$title[/b]\n\n$about", title=title, about=about))

    yield Shown(Text(standing(plan), "bold"), Content(standing(plan)))
    urgent = [one for one in plan.suggestions if one.priority == "urgent"]
    rest = [one for one in plan.suggestions if one not in urgent]
    for title, several in (
        ("Urgent today", urgent), ("Asked of the therapist", plan.therapist_requests), ("Could help", rest),
        ("Changes at work to try", plan.adjustments),
    ):  # fmt: skip
        if several:
            yield heading(title)
            yield from (_suggestion(one, colours) for one in several)
    doubts = case.call.interview.doubts if case.call else ()
    if doubts:
        yield heading("Does not quite fit")
        yield from (said(doubt.say, "", f"{doubt.say}\n\nCtrl+G in the call goes there.") for doubt in doubts)
    yield heading("Safety")
    for concern in plan.safety:
        if concern.because:
            yield said(concern.because, "", "This answer calls for the safety page: Ctrl+R.")
        told = f"passed to {concern.told} {concern.told_at}".strip() if concern.told else "raised; not yet passed on"
        yield said(told, concern.words, f"“{concern.words}”")
    if not plan.safety:
        yield said("nothing raised", "", "Ctrl+R opens the safety page, at any moment.")
    for title, lines in (
        ("Wants help with", plan.needs), ("In the way", plan.barriers), ("Going for them", plan.strengths),
    ):  # fmt: skip
        if lines:
            yield heading(title)
            for line in lines:
                asked = [f"The client said: “{line.words}”" if line.words else "The client said yes to this."]
                asked += [f"Noted: {line.note}"] if line.note else []
                state = f", {taxonomy.BARRIER_STATES[line.state]}" if line.state else ""
                yield said(f"{line.title}{state}", line.words, "\n\n".join(asked))
    if plan.gone:
        yield heading("No longer in the way")
        yield from (said(line.title, "", "The client said so in a later call.") for line in plan.gone)
    if plan.goals:
        yield heading("Goals")
        for goal in plan.goals:
            now = f"{ratings(goal)} out of 10. " if goal.ratings else ""
            about = f"{now}By {goal.by or 'no date'}. We will know by: {goal.sign or 'not said'}."
            yield said(f"“{goal.what}”", "", about + (f" In the way: {goal.obstacle}." if goal.obstacle else ""))
    if plan.actions:
        yield heading("Steps agreed in the call")
        for action in plan.actions:
            when = " · ".join(filter(None, (action.who, action.by, taxonomy.STEP_STATES[action.state])))
            yield said(action.what, "", f"{action.what}\n\n{when}")
    if plan.coming_up:
        yield heading("Coming up")
        for coming in plan.coming_up:
            yield said(f"{wording.day(coming.on)}  {coming.what}", "", coming.what)
    if plan.measures:
        yield heading("Measures")
        yield from (said(*_measure(measure)) for measure in plan.measures)
    yield heading("May be shared with")
    for consent in plan.consents:
        answer = {True: "yes", False: "no", None: "not known"}[consent.given]
        on = f", {wording.day(consent.on)}" if consent.on else ""
        yield said(f"{taxonomy.READERS[consent.reader]}: {answer}{on}", "", "Asked in the call, under consent.")
    if not plan.consents:
        yield said("not yet asked", "", "Consent is asked at the beginning of the call.")

    if plan.held_back:
        yield heading("Would fit, and not offered")
        yield from (said(held.title, "", f"Not offered: {held.because}.") for held in plan.held_back)


def _measure(measure: Measure) -> tuple[str, str, str]:
    told = f"{measure.title} {measure.score}, {wording.day(measure.on)}"
    side = "At or above" if measure.case else "Below"
    said = [f"{side} the score that counts as a case."]
    if measure.change is not None:
        by = f"{abs(measure.change)} {'higher' if measure.change > 0 else 'lower'} than the first time"
        sure = "a reliable change" if measure.reliable else "no more than chance may make it"
        said.append(f"{by}: {sure}." if measure.change else "The same as the first time.")
    return told, "", "\n\n".join(said)


def _suggestion(one: Suggestion, colours: Mapping[str, str]) -> Shown:
    mark, style = {"proposed": ("▸", ""), "accepted": ("✓", "bold"), "set_aside": ("–", colours["quiet"])}[one.state]
    cells = [(one.title, style)]
    if one.state != "proposed":
        state = STATES[one.state] if one.progress == "to_do" else taxonomy.STEP_STATES[one.progress]
        cells.append((f"  {state}" + (f", {one.by}" if one.by else ""), colours["quiet"]))
    elif PRIORITIES[one.priority]:
        cells.append((f"  {PRIORITIES[one.priority]}", f"bold {colours['warning']}"))
    return Shown(hanging((mark, colours["accent"]), *cells), _about(one), suggestion=one.id)


def _partner(partner: Partner) -> str:
    parts = (partner.name, partner.area, partner.telephone, partner.hours, partner.url, partner.note)
    return " · ".join(filter(None, parts))


def _about(one: Suggestion) -> Content:
    def block(title: str, words: str) -> Content:
        if not words:
            return Content("")
        return Content.from_markup("[b $primary]$title[/]\n$words\n\n", title=title, words=wording.visible(words))

    does = "\n".join(f"{wording.capital(taxonomy.PARTIES[party])}: {what}" for party, what in one.does.items())
    source = ""
    if one.source:
        checked = f"checked {wording.day(one.source.checked_on)}" if one.source.checked_on else "not yet verified"
        about = (one.source.publisher, one.source.title, one.source.jurisdiction, one.source.url, checked)
        source = " · ".join(filter(None, about))
    parts = [
        Content.from_markup("[b]$title[/b]  [$quiet]$state[/]\n\n", title=one.title, state=STATES[one.state]),
        block("As agreed", " · ".join(filter(None, (one.words, one.by)))) if one.state == "accepted" else Content(""),
        block("Set aside because", one.reason),
        block("Because", "\n".join(f"· {reason}" for reason in one.because)),
        block("Asked of the therapist", one.ask),
        block("To say to the client", f"“{one.explain_to_client}”" if one.explain_to_client and not one.try_it else ""),
        block("To ask for", one.explain_to_client if one.try_it else ""),
        block("How to try it", one.try_it),
        block("Who does what", does),
        block("Near you", "\n".join(_partner(partner) for partner in one.partners)),
        block("On whose word", source),
    ]
    return Content("").join(parts)
