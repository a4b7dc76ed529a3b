"""How far the call has come: the line above it and, where there is room, its sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from assessor import wording
from assessor.care.case import Call, Case
from assessor.journal import Answered, Client, NotAnswered
from assessor.scripts.checks import Doubt
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON
from assessor.views import call as telling
from assessor.views.harm_told import unwritten_at_the_end
from assessor.widgets.base import Static
from assessor.widgets.rows import hanging
from assessor.widgets.themes import drawn_in

BAR_CELLS = 12
BEFORE_RINGING_ROWS = 3
THE_END = "The end"


def section_title(interview: Interview) -> str:
    """The title of the section in which the question stands."""
    at = interview.stands_at
    step = interview.course.steps[interview.course.at[at]] if at else None
    return step.section.title if step and step.section else THE_END


class CallBar(Horizontal):
    """Whose call it is, the section it has come to, how much of it is done, and how long it has taken; and the words by
    which the client stops it, once they chose some."""

    def __init__(self) -> None:
        super().__init__(id="top", classes="bar")

    def compose(self) -> ComposeResult:
        yield Static("", id="who", markup=False)
        yield Static("", id="stop", markup=False)
        yield Static("", id="script", markup=False, classes="quiet")
        yield Static("", id="section", markup=False, classes="quiet")
        yield Static("", id="where", markup=False)
        yield Static("", id="clock", markup=False)

    def show(self, client: Client, call: Call, moment: datetime) -> None:
        """Shows the call as it stands at this moment."""
        interview = call.interview
        done, total = interview.progress()
        bar = "▰" * round(BAR_CELLS * done / max(total, 1))
        self.query_one("#who", Static).update(Content.styled(wording.one_line(client.name), "b"))
        stop = telling.stop_words(interview)
        self.query_one("#stop", Static).update(Content.styled(stop, "b $warning"))
        self.set_class(bool(stop), "-stop")  # the section and the rest make room: this has to be in sight
        self.query_one("#script", Static).update(interview.course.script.title.lower())
        self.query_one("#section", Static).update(section_title(interview))
        self.query_one("#where", Static).update(
            Content.assemble((f"{bar:▱<{BAR_CELLS}}", "$secondary"), (f"  {done} of about {total}", "$quiet"))
        )
        self.show_clock(call, moment)

    def show_clock(self, call: Call, moment: datetime) -> None:
        """Shows how long the client has been talked with."""
        minutes = int(call.talked(moment).total_seconds() // 60)
        spent = f"{minutes} min" if 0 <= minutes < 180 else f"begun {wording.day(call.begun.astimezone())}"
        self.query_one("#clock", Static).update(Content.styled("ended" if call.ended else f"● {spent}", "$accent"))


class BeforeRinging(Static):
    """What to look at before the client is rung, where they were rung before: in a later call, or one gone on with.

    All of it stands there, on up to three rows, until the first answer since the call was opened; from then on one row
    does. Where that is not enough it says where the rest is.
    """

    def __init__(self, case: Case, call: str) -> None:
        super().__init__("", id="know", markup=False)
        self.display = case.calls[0].id != call or not case.unsaved
        self._line, self._rows = telling.before_ringing(case), BEFORE_RINGING_ROWS
        self._answers: int | None = None

    def show(self, case: Case, call: Call, brief: bool = False) -> None:
        """Shows it as the case stands; ``brief`` where other things need the room."""
        if not self.display:
            return
        answers = sum(isinstance(entry.act, Answered | NotAnswered) for entry in call.entries)
        self._answers = answers if self._answers is None else self._answers
        self._line = telling.before_ringing(case)
        self._rows = 1 if brief or answers > self._answers else BEFORE_RINGING_ROWS
        self._draw()

    def on_resize(self) -> None:
        """How much of it fits depends on the width."""
        self._draw()

    def _draw(self) -> None:
        self.update(cut_to_rows(self._line, self._rows, self.content_size.width))


def cut_to_rows(line: str, rows: int, width: int) -> Content:
    """The line on so many rows; where it is longer, with the key at its end that shows the rest."""
    wrapped = Content(line).wrap(width) if width else []
    if len(wrapped) <= rows:
        return Content(line)
    more = Content.assemble("…  ", ("F9", "b $accent"))
    left = wrapped[rows - 1].rstrip()
    last = left if left.cell_length + more.cell_length <= width else left.truncate(width - more.cell_length).rstrip()
    return Content("\n").join([*wrapped[: rows - 1], last + more])


class Outline(Static):
    """The sections of the call, where the terminal is wide enough for them: done, under way, and to come."""

    def __init__(self) -> None:
        super().__init__("", id="outline")

    def show(self, interview: Interview) -> None:
        """Shows the sections that have a question to answer, and the one that the call has come to."""
        if self.display:
            self.update(Group(*self._lines(interview)))

    def _lines(self, interview: Interview) -> list[RenderableType]:
        colours = drawn_in(self.app)
        current = section_title(interview)
        lines: list[RenderableType] = []
        for section in interview.course.script.sections:
            asked = [q for _, q in section.asked if q.takes_answer and interview.state(q.id) == ON]
            left = [q for q in asked if q.id not in interview.responses]
            if section.title == current:
                lines.append(hanging(("▸", colours["accent"]), (section.title, "bold")))
            elif asked:
                lines.append(hanging((" " if left else "✓", colours["accent"]), (section.title, colours["quiet"])))
        return lines


class DoubtLine(Static):
    """Says in one line, gently, what does not fit together; the call goes on all the same."""

    def show(self, doubts: Sequence[Doubt]) -> None:
        """Shows the first of them, and how many more there are."""
        self.display = bool(doubts)
        if doubts:
            remainder = f" (and {len(doubts) - 1} more)" if len(doubts) > 1 else ""
            parts = ("≠ ", "b $warning"), (f"{wording.one_line(doubts[0].say)}{remainder}  ", "$warning")
            self.update(Content.assemble(*parts, ("F4", "b $accent"), (" look", "$quiet")))


class SafetyOffer(Static):
    """Says in one line that the safety page is there, after an answer that offers it; nothing opens by itself."""

    def show(self, call: Call) -> None:
        """Shows it, or not, as the call stands."""
        at_the_end = wording.shorten(unwritten_at_the_end(call), 140)
        self.display = bool(at_the_end) or telling.safety_is_offered(call)
        if self.display:
            words = f"{at_the_end or telling.SAFETY_OFFERED}  "
            self.update(Content.assemble((words, "$warning"), ("^r", "b $accent"), (" safety", "$quiet")))
