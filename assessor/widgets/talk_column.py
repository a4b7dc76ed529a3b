"""The middle of the call screen, and how its rows are shared: the card takes what it needs, what was said gives way."""

from __future__ import annotations

from textual.containers import Vertical

from assessor.widgets.measured import rows_of
from assessor.widgets.question_card import QuestionCard
from assessor.widgets.transcript import Transcript

LEAST_SAID = 2
"""Rows of what was said that stay in sight above a card, however much it has to hold."""


class TalkColumn(Vertical):
    """What was said, what is to be noticed, and the card, one beneath the other."""

    def share_rows(self) -> None:
        """Gives the card as many rows as the rest can spare; where no question stands the sheet says who gives way."""
        card, said = self.query_one(QuestionCard), self.query_one("#said")
        if not card.display:
            said.styles.clear_rule("min_height")
        if not card.display or not self.size.height:
            return
        above = bool(self.query_one(Transcript).option_count)
        least = LEAST_SAID if above else 1
        said.styles.min_height = least
        others = [widget for widget in self.children if widget.display and widget not in (said, card)]
        taken = sum(rows_of(widget, self.size.width) for widget in others)
        card.fit(self.size.width, self.size.height - taken - least)

    def on_resize(self) -> None:
        """There is more room, or less: the terminal's size changed, or the line above needs other rows."""
        self.share_rows()
