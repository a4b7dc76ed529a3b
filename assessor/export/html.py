"""The page as one self-contained HTML file that prints on A4."""

from __future__ import annotations

from importlib import resources

from assessor.export.page import Page
from assessor.wording import visible


def html(page: Page) -> str:
    """The page as HTML: every word escaped, nothing fetched, no script."""
    from jinja2 import Environment, StrictUndefined

    source = resources.files("assessor.export").joinpath("templates/page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_harmless)
    environment.globals["kind_of"] = lambda block: type(block).__name__
    return environment.from_string(source).render(page=page) + "\n"


def _harmless(value: object) -> object:
    return visible(value) if type(value) is str else value
