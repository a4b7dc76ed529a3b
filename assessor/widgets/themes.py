"""The colours, each named once: a dark, a light and a high-contrast theme, one without colours, and what stands in for
ours in anybody else's theme.

What is written can be read: every colour of text stands out from every ground that text stands on, 4.5 to 1 in the dark
and the light theme and 7 to 1 in the high-contrast one (`TEXTS`, `GROUNDS`; WCAG 2.2, 1.4.3 and 1.4.6). Nothing is told
by colour alone: each colour goes with a word, a mark or a weight.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter, Monochrome
from textual.theme import Theme

TEXTS = ("foreground", "said", "quiet", "primary", "secondary", "accent", "success", "warning", "error")
"""The colours that words are drawn in. ``said`` is for words to be read aloud, ``accent`` for what can be pressed."""
GROUNDS = (
    "background",
    "surface",
    "panel",
    "field",
    "footer-background",
    "block-hover-background",
    "block-cursor-background",
    "block-cursor-blurred-background",
)
"""What words stand on. ``field`` is what is typed into, the cursor's ground the line of a list that is marked."""
DRAWN_EDGES = ("edge", "rule")
"""The edge of what is typed into, and the lines around and between things."""

DARK = Theme(
    name="dark",
    primary="#8ab2de",
    secondary="#8fb5a5",
    accent="#e2b866",
    foreground="#e4e8ee",
    background="#13171c",
    surface="#1a2129",
    panel="#222c37",
    success="#8cc29b",
    warning="#e2b866",
    error="#f29c94",
    dark=True,
    variables={
        "said": "#ffffff",
        "quiet": "#a3aebb",
        "field": "#222c37",
        "edge": "#222c37",
        "rule": "#3b4857",
        "footer-key-foreground": "#e2b866",
        "footer-background": "#1f2731",
        "block-cursor-background": "#2c3b4d",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#243040",
        "block-hover-background": "#243040",
    },
)
LIGHT = Theme(
    name="light",
    primary="#1c5388",
    secondary="#2a5c48",
    accent="#7a4300",
    foreground="#20262e",
    background="#f3f2ee",
    surface="#fcfbf8",
    panel="#e7e8e8",
    success="#1c5c34",
    warning="#7a4300",
    error="#9c1f19",
    dark=False,
    variables={
        "said": "#000000",
        "quiet": "#4b5661",
        "field": "#e4e7ea",
        "edge": "#e4e7ea",
        "rule": "#b3bcc5",
        "footer-key-foreground": "#7a4300",
        "footer-background": "#e3e4e2",
        "block-cursor-background": "#cddff1",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#dde6ef",
        "block-hover-background": "#dde6ef",
    },
)
CONTRAST = Theme(
    name="high contrast",
    primary="#8fdaff",
    secondary="#ffffff",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#8cffa8",
    warning="#ffe14d",
    error="#ffb8b2",
    dark=True,
    variables={
        "said": "#ffffff",
        "quiet": "#e6e6e6",
        "field": "#262626",
        "edge": "#ffffff",
        "rule": "#ffffff",
        "footer-key-foreground": "#ffe14d",
        "footer-background": "#000000",
        "block-cursor-background": "#003a6b",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2e2e2e",
        "block-hover-background": "#2e2e2e",
    },
)
COLOURLESS = Theme(
    name="without colours",
    primary="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        **dict.fromkeys(("said", "quiet", "edge", "rule", "block-cursor-background"), "#ffffff"),
        **dict.fromkeys(("field", "footer-background", "block-hover-background", "block-cursor-foreground"), "#000000"),
        "block-cursor-blurred-background": "#000000",
        "block-cursor-blurred-text-style": "underline",
        "input-cursor-background": "#ffffff",
        "input-selection-background": "#ffffff",
        "screen-selection-background": "#ffffff",
    },
)
"""What is asked for by ``NO_COLOR`` (https://no-color.org): no colour leaves, and what is marked is reversed."""

OUR_THEMES = (DARK, LIGHT, CONTRAST)
"""The themes that F10 goes through."""
THEME_WORDS = {
    DARK.name: "Light words on a dark ground.",
    LIGHT.name: "Dark words on a light ground, for a bright room.",
    CONTRAST.name: "White on black, with every edge drawn.",
}
"""What to expect of each."""


def contrast(text: str, ground: str) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    bright, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def stand_ins(theme: Theme) -> dict[str, str]:
    """Our own names in a theme that does not have them, so that it can be used as well."""
    made = theme.to_color_system().generate()
    names = ("said", "quiet", "field", "edge", "rule")
    text, ground, panel = (Color.parse(made[name].partition(" ")[0]) for name in ("foreground", "background", "panel"))
    if any(
        colour.ansi is not None for colour in (text, ground)
    ):  # the terminal's own, of which nobody knows how it looks
        return dict.fromkeys(names, "ansi_default") | {"field": "transparent"}
    field = ground.blend(panel, panel.a, alpha=1).hex6
    quiet = next((mixed for mixed in _mixed(text, ground) if contrast(mixed, field) >= 4.5), text.hex6)
    return dict(zip(names, (text.hex6, quiet, field, field, ground.blend(text, 0.35, alpha=1).hex6), strict=True))


def _mixed(text: Color, ground: Color) -> list[str]:
    """The colour of text mixed into its ground, from the faintest to itself."""
    return [ground.blend(text, share / 20, alpha=1).hex6 for share in range(12, 21)]


def drawn_in(app: App[object]) -> dict[str, str]:
    """The colours of `TEXTS` in the theme of the moment, as rows are drawn in them (Rich): nothing shows through,
    and the terminal's own have Rich's names."""
    variables = app.theme_variables
    return {name: _drawn(variables[name], variables["background"]) for name in TEXTS}


@lru_cache(256)
def _drawn(colour: str, ground: str) -> str:
    if colour.startswith("ansi_"):
        return colour.removeprefix("ansi_").partition(" ")[0]
    parsed, beneath = Color.parse(colour), Color.parse(ground)
    if parsed.a < 1 and beneath.ansi is None:
        parsed = beneath.blend(parsed, parsed.a, alpha=1)
    return parsed.hex6


class WithoutColour(LineFilter):
    """Takes every colour out of what leaves; what stands on the light ground of the colourless theme is reversed."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Textual's protocol: the segments of one line as they may leave."""
        return [Segment(text, style and _colourless(style), control) for text, style, control in segments]


@lru_cache(1024)
def _colourless(style: Style) -> Style:
    marked = style.bgcolor is not None and style.bgcolor.get_truecolor().red > 127
    return style.without_color + Style(link=style.link, meta=style.meta, reverse=marked or None)


def without_colour(filters: Iterable[LineFilter]) -> list[LineFilter]:
    """The filters, with Textual's greys, which are colours too, taken out altogether."""
    return [WithoutColour() if isinstance(one, Monochrome) else one for one in filters]
