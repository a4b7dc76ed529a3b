"""Who works here: one of those who have, or somebody new with a name and a role."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from assessor import wording
from assessor.acts.desk import Desk
from assessor.names import is_blank, same_name
from assessor.records.errors import StoreError
from assessor.records.store import Adviser
from assessor.screens.dialog import Dialog
from assessor.scripts.kinds import OPTION_KEYS
from assessor.taxonomy import ROLES
from assessor.widgets.base import Input, Option, OptionList, Static
from assessor.widgets.room import Room

LIMIT = (
    "The name signs what is written from now on. It is not proved: whoever opens these records can work under any name."
)


class Seat(Room[None]):
    """A screen that shows what is of whoever works here."""

    def load(self) -> None:
        """Reads it afresh."""
        raise NotImplementedError

    def keep_typed(self) -> bool:
        """What is looked for need not be kept."""
        return True


def working_as(desk: Desk) -> str:
    """Who works here and as what, in a few words."""
    role = ROLES.get(desk.adviser.role, desk.adviser.role)
    return wording.one_line(f"nobody named, {role}" if is_blank(desk.adviser.name) else f"{desk.adviser.name}, {role}")


def work_as(screen: Seat, desk: Desk) -> None:
    """Asks on this screen who works here, and has it show what is theirs."""

    screen.app.push_screen(WorkingAsScreen(desk), lambda chosen: screen.load() if chosen else None)


class WorkingAsScreen(Dialog[Adviser]):
    """Those who have worked here, each by a key, and a way to be somebody new."""

    DEFAULT_CSS = """
    WorkingAsScreen OptionList { height: auto; max-height: 12; margin: 1 0; }
    WorkingAsScreen #new { height: auto; display: none; }
    WorkingAsScreen.-new #new { display: block; }
    WorkingAsScreen.-new #people { display: none; }
    WorkingAsScreen #new .label { color: $quiet; }
    WorkingAsScreen #new .label.first { margin-top: 1; }
    WorkingAsScreen #new Input { margin-bottom: 1; }
    WorkingAsScreen #new OptionList { margin: 0 0 1 0; }
    WorkingAsScreen #limit { color: $quiet; margin-bottom: 1; }
    """
    BINDINGS = [Binding("escape", "leave", "leave", priority=True)]

    def __init__(self, desk: Desk) -> None:
        def keep(chosen: Adviser) -> str:
            try:
                desk.work_as(chosen)
            except StoreError as error:
                return wording.sentence(str(error))
            return ""

        super().__init__(keep)
        self._now = desk.adviser
        people = [*desk.store.people()]
        if not is_blank(desk.adviser.name) and not any(same_name(desk.adviser.name, person.name) for person in people):
            people.append(desk.adviser)
        self._people = people

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]Who works here?[/b]"))
            yield OptionList(*self._options(), id="people")
            with Vertical(id="new"):
                yield Static("Your name, as it should stand on a plan", classes="label first")
                yield Input(id="who")
                yield Static("Your role", classes="label")
                yield OptionList(*(Option(words, id=role) for role, words in ROLES.items()), id="role")
            yield Static("", id="problem", classes="problem", markup=False)
            yield Static(LIMIT, id="limit", markup=False)
            yield Static(
                Content.from_markup("[b $accent]Enter[/] [$quiet]choose[/]   [b $accent]Esc[/] [$quiet]leave[/]")
            )

    def _options(self) -> list[Option]:
        options = []
        for key, person in zip(OPTION_KEYS, self._people, strict=False):
            current = "  works here now" if person == self._now else ""
            cells = (wording.shorten(person.name, 40), f"  {ROLES.get(person.role, person.role)}", current)
            options.append(
                Option(
                    Content.assemble((f" {key}  ", "b $accent"), cells[0], (cells[1], "$quiet"), (cells[2], "$success"))
                )
            )
        return [*options, Option(Content.assemble((" n  ", "b $accent"), "Somebody else, or another role…"))]

    def on_mount(self) -> None:
        people = self.query_one("#people", OptionList)
        people.highlighted = next((i for i, person in enumerate(self._people) if person == self._now), 0)
        people.focus()

    def on_key(self, event: events.Key) -> None:
        """Somebody by their key."""
        if self.has_class("-new"):
            return
        key = event.character or ""
        if key == "n":
            event.stop()
            self._somebody_new()
        elif key and key in OPTION_KEYS and OPTION_KEYS.index(key) < len(self._people):
            self.give(self._people[OPTION_KEYS.index(key)])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click: a person, or the role of somebody new."""
        if event.option_list.id == "role":
            self._take(str(event.option.id))
        elif event.option_index < len(self._people):
            self.give(self._people[event.option_index])
        else:
            self._somebody_new()

    def _somebody_new(self) -> None:
        self.add_class("-new")
        self.query_one("#role", OptionList).highlighted = 0
        self.query_one("#who", Input).focus()

    def on_input_submitted(self) -> None:
        """Enter after the name goes to the role."""
        if self._named():
            self.query_one("#role").focus()

    def _named(self) -> str:
        name = self.query_one("#who", Input).value.strip().encode("utf-8", "ignore").decode("utf-8")
        problem = "Your name is missing; it signs what you record." if is_blank(name) else ""
        self.refuse(problem)
        return "" if problem else name

    def _take(self, role: str) -> None:
        """Gives the person; one who has worked here keeps the spelling of their name."""
        name = self._named()
        if not name:
            self.query_one("#who").focus()
            return
        spellings = (person.name for person in self._people if same_name(person.name, name))
        self.give(Adviser(name=next(spellings, name), role=role))

    def action_leave(self) -> None:
        """Back to those who are known, and from there out."""
        if self.has_class("-new") and self._people:
            self.remove_class("-new")
            self.refuse("")
            self.query_one("#people").focus()
            return
        self.dismiss(None)
