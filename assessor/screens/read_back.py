"""Read back: what was understood, in sentences; each leads to the question that can put it right."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from assessor.care.case import Case
from assessor.views.goodbye import goodbye
from assessor.views.read_back import Sentence, before_reading, read_back_sentences
from assessor.widgets.base import Option, OptionList, Static
from assessor.widgets.hints import Hints, hint
from assessor.wording import visible


class ReadBackScreen(ModalScreen["str | None"]):
    """The sentences, one to a line; gives the question of the one that is to be put right."""

    DEFAULT_CSS = """
    ReadBackScreen OptionList { margin: 1 0; }
    """
    BINDINGS = [Binding("escape,f5", "dismiss(None)", "close", priority=True)]

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._first = before_reading(case.plan)
        self._sentences: list[Sentence] = list(read_back_sentences(case.plan, case.answers)) if case.answers else []
        if last := goodbye(case.plan, case.calls[-1].interview) if case.calls else "":
            self._sentences.append(Sentence(f"And goodbye: {last}"))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]To read back[/b]   [$quiet]slowly, a sentence at a time[/]"))
            if self._first:
                yield Static(Content.styled(self._first, "b $warning"), id="before-reading")
            yield OptionList(*self._lines())
            yield Hints(hint("Enter", "put it right"), hint("Esc", "back"))

    def _lines(self) -> Iterator[Option]:
        """The sentences, a blank line between them; what goes on with one stands beneath it, each part a line."""
        for place, sentence in enumerate(self._sentences):
            if place and not sentence.goes_on:
                yield Option("", disabled=True)
            yield Option(_line(sentence), id=f"{place}")

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        listed.highlighted = 0 if self._sentences else None
        listed.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Goes to the question, if the sentence has one in this call."""
        question = self._sentences[int(event.option_id or 0)].question
        if question:
            self.dismiss(question)
        else:
            self.notify("This was agreed in the plan: F2 opens it.", markup=False)


def _line(sentence: Sentence) -> Content:
    """The sentence with the client's own words marked off from the program's."""
    text = visible(sentence.text)
    content = Content(f"   {text}" if sentence.goes_on else text)
    return content.highlight_regex(r"“[^”]*”", style="italic $secondary")
