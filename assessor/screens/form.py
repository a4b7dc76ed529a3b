"""A page of a few fields, asked for before an act: words, a day as people say it, a number, or a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from assessor import wording
from assessor.scripts.kinds import Day, Refused
from assessor.widgets.base import Input, Static
from assessor.widgets.choices import Choices

Given = dict[str, Any]
"""What stands in the fields: words, a code, codes, a number or None; of a day ``NAME`` is its words and ``NAME_day``
the day or None."""
SHORT, FEW = 28, 2
"""Rows from which on a screen has room for every hint; the hints that stand on a shorter one."""
_DAY = Day(kind="date", id="day", say="Day", when="any")


@dataclass(frozen=True)
class Field:
    """One field. ``hint`` is said beside an empty one; a field that is ``needed`` says why in ``needed``."""

    name: str
    label: str
    kind: Literal["text", "day", "number", "choice", "many"] = "text"
    value: Any = ""
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    needed: str = ""


class FormScreen(ModalScreen["Given | None"]):
    """Enter goes from field to field and from the last saves; what does not fit is said beside it and stays."""

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
    FormScreen #hints { height: auto; color: $quiet; margin-top: 1; }
    FormScreen.-short .dialog { padding: 0 2; }
    FormScreen.-short .line { margin-top: 0; }
    """

    def __init__(
        self,
        title: str,
        fields: Iterable[Field],
        hints: Callable[[Given], Iterable[str]] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = list(fields)
        self._hints = hints

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]$title[/b]", title=wording.one_line(self._title)))
            with VerticalScroll(id="fields", can_focus=False):
                for one in self._fields:
                    with Horizontal(classes="line"):
                        yield Static(one.label, classes="label", markup=False)
                        yield _widget(one)
                    yield Static("", id=f"{one.name}-shown", classes="shown", markup=False)
            yield Static("", id="hints", markup=False)
            yield Static(
                Content.from_markup(
                    "\n[b $accent]Enter[/] [$quiet]next, then save[/]   [b $accent]^s[/] [$quiet]save[/]   "
                    "[b $accent]Esc[/] [$quiet]leave it as it was[/]"
                )
            )

    def on_resize(self) -> None:
        """The fields take what room there is beside the title, the hints and the keys, and scroll in it."""
        self.query_one("#fields").styles.max_height = max(self.size.height - (9 if self.size.height < SHORT else 14), 4)

    def on_mount(self) -> None:
        self._inputs()[0].focus()
        self._tell()

    def _inputs(self) -> list[Widget]:
        return [self.query_one(f"#{one.name}") for one in self._fields]

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
        """Gives what was filled in, or goes to the first field that does not fit."""
        given, refused = self.read()
        for one in self._fields:
            if one.name in refused:
                self._say(one.name, refused[one.name], problem=True)
        if refused:
            self.query_one(f"#{next(iter(refused))}").focus()
            return
        self.dismiss(given)

    def read(self) -> tuple[Given, dict[str, str]]:
        """What stands in the fields, and by field what does not fit."""
        given: Given = {}
        refused: dict[str, str] = {}
        for one in self._fields:
            widget = self.query_one(f"#{one.name}")
            if isinstance(widget, Choices):
                given[one.name] = widget.chosen if one.kind == "many" else next(iter(widget.chosen), "")
            elif isinstance(widget, Input):
                words = widget.value.strip().encode("utf-8", "ignore").decode("utf-8")
                given[one.name] = words
                try:
                    self._parse(one, words, given)
                except Refused as error:
                    refused[one.name] = wording.sentence(str(error))
            if one.needed and not given[one.name]:
                refused.setdefault(one.name, one.needed)
        return given, refused

    def _parse(self, one: Field, words: str, given: Given) -> None:
        if one.kind == "number":
            given[one.name] = None
            if words:
                if not words.isdecimal() or int(words) > 10:
                    raise Refused("a whole number from 0 to 10, or leave it empty")
                given[one.name] = int(words)
        elif one.kind == "day":
            given[f"{one.name}_day"] = None
            if words:
                day = _DAY.parse(words, self._today())
                given[f"{one.name}_day"] = day
                given[one.name] = wording.day(day)

    def _today(self) -> date:
        return self.app.desk.clock().astimezone().date()  # type: ignore[attr-defined,no-any-return]

    def _tell(self) -> None:
        given, refused = self.read()
        for one in self._fields:
            if one.kind == "day":
                day = given.get(f"{one.name}_day")
                typed = self.query_one(f"#{one.name}", Input).value.strip()
                told = f"{wording.day(day)}, {wording.away(day, self._today())}" if day else ""
                self._say(one.name, told or (refused.get(one.name, "") if len(typed) > 3 else ""), problem=not day)
            else:
                self._say(one.name, refused.get(one.name, "") if one.kind == "number" else "", problem=True)
        if self._hints:
            hints = list(self._hints(given))[: FEW if self.size.height < SHORT else None]
            self.query_one("#hints", Static).update("\n".join(f"· {hint}" for hint in hints))

    def _say(self, name: str, words: str, problem: bool = False) -> None:
        shown = self.query_one(f"#{name}-shown", Static)
        shown.update(words)
        shown.set_class(problem, "problem")
        shown.display = bool(words)


def _widget(one: Field) -> Widget:
    if one.kind in ("choice", "many"):
        chosen = one.value if one.kind == "many" else ((one.value,) if one.value else ())
        return Choices(one.options, chosen, many=one.kind == "many", id=one.name)
    value = "" if one.value is None else str(one.value)
    return Input(value, id=one.name, placeholder=one.hint)
