"""A form on the screen: its fields one under the other; what does not fit is said beside each and stays."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from assessor import wording
from assessor.acts.forms import Field, Filled, Form
from assessor.saying.said_days import told
from assessor.screens.dialog import Dialog, Keep
from assessor.scripts.kinds import Refused
from assessor.widgets.base import Input, Static
from assessor.widgets.choices import Choices

SHORT, FEW = 28, 2
"""Rows from which on a screen has room for every hint; the hints that stand on a shorter one."""


class FormScreen(Dialog[Filled]):
    """Enter goes from field to field and from the last saves what the form was filled in with."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "leave it", priority=True),
        Binding("ctrl+s", "save", "save", priority=True),
        Binding("enter", "next", "next"),
    ]
    CSS = """
    FormScreen .dialog { width: 96; max-width: 98%; max-height: 98%; }
    FormScreen #fields { height: auto; }
    FormScreen .line { height: auto; margin-top: 1; }
    FormScreen .label { width: 25; color: $quiet; padding: 0 1 0 0; }
    FormScreen Input { width: 1fr; }
    FormScreen Choices { width: 1fr; }
    FormScreen .shown { height: auto; padding-left: 26; color: $success; display: none; }
    FormScreen .shown.problem { color: $error; }
    FormScreen #problem { display: none; margin-top: 1; }
    FormScreen #hints { height: auto; color: $quiet; margin-top: 1; }
    FormScreen.-short .dialog { padding: 0 2; }
    FormScreen.-short .line { margin-top: 0; }
    """

    def __init__(self, form: Form, keep: Keep[Filled]) -> None:
        super().__init__(keep)
        self._shown: dict[str, str | tuple[str, ...]] = {}
        self._form = form
        self._fields = form.fields

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]$title[/b]", title=wording.one_line(self._form.title)))
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="line"):
                        yield Static(field.label, classes="label", markup=False)
                        yield _widget(field)
                    yield Static("", id=f"{field.name}-shown", classes="shown", markup=False)
            yield Static("", id="hints", markup=False)
            yield Static("", id="problem", classes="problem", markup=False)
            yield Static(
                Content.from_markup(
                    "\n[b $accent]Enter[/] [$quiet]next, then save[/]   [b $accent]^s[/] [$quiet]save[/]   "
                    "[b $accent]Esc[/] [$quiet]leave it as it was[/]"
                )
            )

    def on_resize(self) -> None:
        """The fields take what room there is beside the title, the hints and the keys, and scroll in it."""
        around = (9 if self.size.height < SHORT else 14) + (3 if self.query_one("#problem").display else 0)
        self.query_one("#fields").styles.max_height = max(self.size.height - around, 4)

    def on_mount(self) -> None:
        self._shown = self._held()
        self._inputs()[0].focus()
        self._tell()

    def renew(self, form: Form) -> None:
        """Goes on with the form as it is made of what stands now: what was filled in here stays, and any other field
        shows what stands, so that nothing is written over that was not seen."""
        if [field.name for field in form.fields] != [field.name for field in self._fields]:
            return
        held = self._held()
        for field in form.fields:
            if held[field.name] == self._shown[field.name]:
                widget = self.query_one(f"#{field.name}")
                if isinstance(widget, Choices):
                    widget.choose(_chosen(field))
                elif isinstance(widget, Input):
                    widget.value = _words(field)
                self._shown[field.name] = self._held()[field.name]
        self._form, self._fields = form, form.fields

    def _held(self) -> dict[str, str | tuple[str, ...]]:
        """What stands in each field."""
        inputs = {field.name: self.query_one(f"#{field.name}") for field in self._fields}
        return {
            name: widget.chosen if isinstance(widget, Choices) else widget.value if isinstance(widget, Input) else ""
            for name, widget in inputs.items()
        }

    def _inputs(self) -> list[Widget]:
        return [self.query_one(f"#{field.name}") for field in self._fields]

    def on_input_changed(self, event: Input.Changed) -> None:
        """A day is shown in full as it is typed, and the hints follow."""
        self._tell()

    def on_choices_changed(self) -> None:
        """The hints follow."""
        self._tell()

    def on_input_submitted(self) -> None:
        """Enter."""
        self.action_next()

    def action_next(self) -> None:
        """On to the next field; from the last, saves."""
        inputs = self._inputs()
        at = inputs.index(self.focused) if self.focused in inputs else -1
        if at == len(inputs) - 1:
            self.action_save()
        else:
            inputs[at + 1].focus()

    def action_save(self) -> None:
        """Has what was filled in written, or goes to the first field that does not fit."""
        filled, refused = self.read()
        for name, why in refused.items():
            self._say(name, why, problem=True)
        if refused:
            self.query_one(f"#{next(iter(refused))}").focus()
            return
        self.give(filled)

    def leave_safely(self) -> str:
        """What was typed or chosen and is not written yet."""
        chosen = [field for field in self._fields if field.options and self._chosen_since(field)]
        return super().leave_safely() or ("" if self._kept or not chosen else f"“{wording.one_line(self._form.title)}”")

    def _chosen_since(self, field: Field) -> bool:
        widget = self.query_one(f"#{field.name}")
        return isinstance(widget, Choices) and tuple(widget.chosen) != _chosen(field)

    def refuse(self, why: str) -> None:
        """Says why it was not written, in the place of the hints."""
        super().refuse(why)
        self.query_one("#hints").display = not why
        self.on_resize()

    @property
    def form(self) -> Form:
        """The form as it stands."""
        return self._form

    def read(self) -> tuple[Filled, dict[str, str]]:
        """What stands in the fields, and by field what does not fit."""
        filled: Filled = {}
        refused: dict[str, str] = {}
        for field in self._fields:
            widget = self.query_one(f"#{field.name}")
            if isinstance(widget, Choices):
                filled |= field.read_codes(widget.chosen)
            elif isinstance(widget, Input):
                try:
                    filled |= field.read(widget.value, self._today())
                except Refused as error:
                    filled |= field.unread(widget.value)
                    refused[field.name] = wording.sentence(str(error))
            if missing := field.missing(filled):
                refused.setdefault(field.name, missing)
        return filled, refused

    def _today(self) -> date:
        return self.app.desk.today  # type: ignore[attr-defined,no-any-return]

    def _tell(self) -> None:
        filled, refused = self.read()
        for field in self._fields:
            why = refused.get(field.name, "")
            if field.kind in ("day", "when"):
                self._tell_day(field, filled, why)
            else:
                fits = field.kind != "number" or why == field.needed
                self._say(field.name, "" if fits else why, problem=True)
        if self._form.hints:
            hints = list(self._form.hints(filled))[: FEW if self.size.height < SHORT else None]
            self.query_one("#hints", Static).update("\n".join(f"· {hint}" for hint in hints))

    def _tell_day(self, field: Field, filled: Filled, why: str) -> None:
        """The day that was understood, in full; else why it is none, once there is enough to tell."""
        day = filled.get(f"{field.name}_day")
        typed = self.query_one(f"#{field.name}", Input).value.strip()
        if day:
            self._say(field.name, told(day, self._today()))
        else:
            words = why or "kept in these words; a day could be looked out for"
            self._say(field.name, words if len(typed) > 3 else "", problem=bool(why))

    def _say(self, name: str, words: str, problem: bool = False) -> None:
        shown = self.query_one(f"#{name}-shown", Static)
        shown.update(words)
        shown.set_class(problem, "problem")
        shown.display = bool(words)


def _widget(field: Field) -> Widget:
    if field.kind in ("choice", "many"):
        return Choices(field.options, _chosen(field), multiple=field.kind == "many", id=field.name)
    return Input(_words(field), id=field.name, placeholder=field.hint)


def _chosen(field: Field) -> tuple[str, ...]:
    """The codes that a field of choices holds before anybody touches it."""
    codes: tuple[str, ...] = field.value if field.kind == "many" else (field.value,) if field.value else ()
    return codes


def _words(field: Field) -> str:
    """The words that any other field holds before anybody touches it."""
    return "" if field.value is None else str(field.value)
