"""The page as one self-contained HTML file that prints on A4."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from assessor.export.blocks import Page, broken
from assessor.wording import visible

if TYPE_CHECKING:
    from jinja2 import Template


def html(page: Page) -> str:
    """The page as HTML: every word escaped, nothing fetched, no script."""
    return _template().render(page=page) + "\n"


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    source = resources.files("assessor.export").joinpath("templates/page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_harmless)
    environment.globals["broken"] = broken
    environment.globals["kind_of"] = lambda block: type(block).__name__
    return environment.from_string(source)


def _harmless(value: object) -> object:
    return visible(value) if type(value) is str else value
