"""What lies over the transcript while a question stands: it closes up rather than cover the question."""

from __future__ import annotations

from textual.containers import Vertical


class AboveQuestion(Vertical):
    """A box at the top of the screen. Where it would reach the question of the screen beneath, it gives up its space,
    and stays so, since what grows and shrinks while somebody types is not calm."""

    DEFAULT_CSS = """
    AboveQuestion {
        width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 1 2; border-bottom: solid $accent; margin-top: 1;
    }
    AboveQuestion.-tight { padding: 0 2; margin-top: 0; }
    AboveQuestion.-tight Words { height: 2; margin: 0; }
    AboveQuestion.-tight #words, AboveQuestion.-tight #heard, AboveQuestion.-tight #problem { margin: 0; }
    """

    def on_resize(self) -> None:
        """It has grown, or the terminal is another size."""
        beneath = self.app.screen_stack[-2:-1]
        asked = [said.region for screen in beneath for said in screen.query("#say") if said.is_on_screen]
        if any(self.region.bottom > region.y for region in asked):
            self.add_class("-tight")
