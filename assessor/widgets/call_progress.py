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
from assessor.journal import Client
from assessor.scripts.checks import Doubt
from assessor.scripts.interview import Interview
from assessor.scripts.settling import ON
from assessor.views import call as telling
from assessor.views.harm_told import unwritten_at_the_end
from assessor.widgets.base import Static
from assessor.widgets.rows import hanging

BAR_CELLS = 12
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
    """What to look at before the client is rung, where they were rung before: in a later call, or one gone on with."""

    def __init__(self, case: Case, call: str) -> None:
        rung_before = case.calls[0].id != call or not case.unsaved
        super().__init__(telling.before_ringing(case) if rung_before else "", id="know", markup=False)
        self.display = rung_before

    def show(self, case: Case) -> None:
        """Shows it as the case stands, once details were put right."""
        self.update(telling.before_ringing(case))


class Outline(Static):
    """The sections of the call, where the terminal is wide enough for them: done, under way, and to come."""

    def __init__(self) -> None:
        super().__init__("", id="outline")

    def show(self, interview: Interview) -> None:
        """Shows the sections that have a question to answer, and the one that the call has come to."""
        if self.display:
            self.update(Group(*self._lines(interview)))

    def _lines(self, interview: Interview) -> list[RenderableType]:
        colours = self.app.theme_variables
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
