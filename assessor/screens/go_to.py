"""Go to a question: type part of its words, or of its answer."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assessor.scripts.interview import ON, OUT, Interview
from assessor.widgets.rows import row


class GoToScreen(ModalScreen["str | None"]):
    """The questions of the call, those left for later first."""

    DEFAULT_CSS = """
    GoToScreen .dialog { width: 90; height: 80%; }
    GoToScreen Input { margin: 1 0; }
    GoToScreen OptionList { height: 1fr; }
    """
    BINDINGS = [
        Binding("escape,ctrl+g", "dismiss(None)", "close", priority=True),
        Binding("down", "move(1)", "down", priority=True),
        Binding("up", "move(-1)", "up", priority=True),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self._interview = interview
        self._shown: list[str] = []
        steps = [
            step
            for step in interview.course.questions
            if step.question and step.question.takes_answer and interview.states[step.place] != OUT
        ]
        self._steps = sorted(steps, key=lambda step: step.name not in interview.left)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]Go to a question[/b]"))
            yield Input(placeholder="Type part of its words")
            yield OptionList()
            yield Static(Content.from_markup("[b $accent]Enter[/] [$quiet]go[/]   [b $accent]Esc[/] [$quiet]stay[/]"))

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._show("")

    def _show(self, typed: str) -> None:
        interview, words = self._interview, typed.casefold().split()
        rows = []
        self._shown = []
        for step in self._steps:
            if step.question is None or step.section is None:
                continue
            given = interview.given.get(step.name)
            answer = interview.words(step.name)
            if not answer:
                if given is not None:
                    answer = "left for later" if given.reason == "skip" else "no answer"
                elif interview.states[step.place] != ON:
                    answer = "may yet apply"
                else:
                    answer = "not yet asked"
            title = interview.title(step.name)
            whole = f"{step.section.title} {title} {step.question.say} {answer}".casefold()
            if all(word in whole for word in words):
                self._shown.append(step.name)
                rows.append(
                    Option(
                        row(
                            [(step.section.title, "dim"), (title, "bold"), (answer, "")],
                            [24, 38, 30],
                        )
                    )
                )
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(rows)
        listed.highlighted = 0 if rows else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows what is typed."""
        self._show(event.value)

    def action_move(self, by: int) -> None:
        """Moves the mark."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def on_input_submitted(self) -> None:
        """Enter goes to the question that is marked."""
        at = self.query_one(OptionList).highlighted
        self.dismiss(self._shown[at] if at is not None and self._shown else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes there."""
        self.dismiss(self._shown[event.option_index])
