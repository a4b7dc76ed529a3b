"""What was said so far: question left, answer right, notes between, the latest at the foot."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from assessor.care.case import Call
from assessor.views.call import TranscriptLine, transcript
from assessor.widgets.base import Option, OptionList
from assessor.widgets.rows import row
from assessor.widgets.themes import drawn_in

TRANSCRIPT_COLUMNS = [42, 58]


class Transcript(OptionList, can_focus=False):
    """The lines said so far; a click on one goes back to its question."""

    @dataclass
    class QuestionChosen(Message):
        """The adviser wants to see an earlier question again."""

        question: str

    def __init__(self) -> None:
        super().__init__(id="transcript")
        self.lines: list[TranscriptLine] = []

    def show(self, call: Call) -> None:
        """Brings the lines up to date: adds what is new, and begins afresh only when something changed."""
        lines = transcript(call)
        if lines == self.lines:
            return
        kept = len(self.lines)
        if lines[:kept] != self.lines:
            self.clear_options()
            kept = 0
        self.add_options([self._option(line) for line in lines[kept:]])
        self.lines = lines
        self.anchor()  # what was said last stays in sight, and is painted there at once

    def _option(self, line: TranscriptLine) -> Option:
        variables = drawn_in(self.app)
        quiet, accent = variables["quiet"], variables["accent"]
        left, right = {
            "heading": (f"bold {variables['primary']}", ""),
            "note": (accent, f"italic {variables['foreground']}"),
            "answer": (quiet, f"bold {variables['foreground']}"),
            "without": (quiet, f"italic {quiet}"),
        }[line.style]
        if line.style == "heading":
            return Option(row([(line.left, left)], [1]))
        return Option(row([(line.left, left), (line.right, right)], TRANSCRIPT_COLUMNS, wraps=True))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a line."""
        event.stop()
        question = self.lines[event.option_index].question
        if question:
            self.post_message(self.QuestionChosen(question))
