"""The plan line by line as a list, and the answer to "why?" for the line that is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from textual.content import Content

from assessor import wording
from assessor.views import phrasing
from assessor.views.plan_lines import PlanLine
from assessor.widgets.base import Option, OptionList
from assessor.widgets.rows import Row, hanging

SHORT_STATE = 12
"""Letters of a state that still stands by itself at the right; a longer one stands beneath the words."""
STATE_MARKS = {"proposed": "▸", "accepted": "✓", "set_aside": "–", "": " "}


class PlanList(OptionList):
    """The lines under their groups; the marked line is `line`, and stays marked by its key when the plan changes."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[PlanLine | None] = []

    @property
    def line(self) -> PlanLine | None:
        """The line that is marked."""
        at = self.highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    @property
    def waiting_next(self) -> list[str]:
        """The keys of the other lines on which nothing is decided, those after the mark first."""
        at = self.highlighted or 0
        places = [*range(at + 1, len(self.rows)), *range(at)]
        return [line.key for place in places if (line := self.rows[place]) and line.mark == "proposed"]

    def show(
        self,
        lines: Iterable[PlanLine],
        colours: Mapping[str, str],
        notes: Mapping[str, str] | None = None,
        beneath: Mapping[str, Sequence[RenderableType]] | None = None,
    ) -> None:
        """Shows these lines; ``notes`` are words that stand behind a line, by its key, such as "2 comments", and what
        is ``beneath`` one stands under it."""
        marked, at, notes, beneath, lines = self.line, self.highlighted, notes or {}, beneath or {}, list(lines)
        decided_on = Counter(line.group for line in lines if line.mark)
        options: list[Option] = []
        self.rows = []
        group = ""
        for line in lines:
            if line.group != group:
                group = line.group
                options.append(Option(_heading(group, decided_on[group], colours), disabled=True))
                self.rows.append(None)
            row = _row(line, colours, notes.get(line.key, ""))
            under = beneath.get(line.key)
            options.append(Option(Row(Group(row, *under)) if under else row))
            self.rows.append(line)
        self.clear_options()
        self.add_options(options)
        self.mark(marked.key if marked else "", at)

    def mark(self, key: str, otherwise: int | None = None) -> None:
        """Marks the line of this key; else the first line at a place or after it."""
        places = [i for i, line in enumerate(self.rows) if line is not None]
        if not places:
            return
        place = next((i for i in places if (line := self.rows[i]) and line.key == key), None)
        after = next((i for i in places if i >= (otherwise or 0)), places[-1])
        self.highlighted = after if place is None else place


def _row(line: PlanLine, colours: Mapping[str, str], note: str) -> Row:
    style = {"accepted": "bold", "set_aside": colours["quiet"]}.get(line.mark, "")
    style = f"bold {colours['error']}" if line.kind == "safety" and line.pressing else style
    cells = [(line.text, style)]
    if line.words and line.words.casefold() != line.text.casefold():
        words = line.words if line.kind == "consent" else wording.shorten(line.words, 60)  # a limit is never cut
        cells.append((f"  “{wording.one_line(words)}”", f"italic {colours['quiet']}"))
    state = "" if line.state.casefold() == line.group.casefold() else line.state
    told = (state, f"bold {colours['warning']}" if line.pressing else colours["quiet"])
    end = told if state and len(state) <= SHORT_STATE else None
    beneath = told if state and end is None else None
    if note:
        cells.append((f"  ✎ {note}", f"bold {colours['accent']}"))
    return hanging((STATE_MARKS[line.mark], colours["accent"]), *cells, end=end, beneath=beneath)


def _heading(group: str, count: int, colours: Mapping[str, str]) -> Text:
    """A group's heading, and how many there are of what is decided on."""
    colour = "warning" if group == phrasing.URGENT_TODAY else "primary"
    return Text.assemble((f"\n{group}", f"bold {colours[colour]}"), (f"  {count}" if count else "", colours["quiet"]))


def why(line: PlanLine, sections: Iterable[tuple[str, str]] = ()) -> Content:
    """The whole of a line: what it says, how it stands, why it is there, and what else there is to say of it."""
    parts = [Content.from_markup("[b]$text[/b]\n", text=wording.visible(line.text))]
    if line.words and line.words.casefold() != line.text.casefold():
        parts.append(Content.from_markup("[i]“$words”[/i]\n", words=wording.visible(line.words)))
    if line.state:
        parts.append(Content.from_markup("[$quiet]$state[/]\n", state=wording.visible(line.state)))
    for title, words in (*line.why, *sections):
        if words:
            shown = Content.from_markup(
                "\n[b $primary]$title[/]\n$words\n", title=wording.visible(title), words=wording.visible(words)
            )
            parts.append(shown)
    return Content("").join(parts)
