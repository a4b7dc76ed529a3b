"""Words from answers put into the words to say: sandboxed Jinja2, where a person's text is only ever a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from assessor import taxonomy, wording
from assessor.scripts.conditions import Name

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


class PipingError(ValueError):
    """A text that cannot be filled in; the message says why."""


class Blank:
    """Stands for what is not known yet: reads as "…", counts as false. ``used`` says whether it was read."""

    used = False

    def __str__(self) -> str:
        self.used = True
        return "…"

    def __bool__(self) -> bool:
        return False


BLANK = Blank()
_RECORDS = ("client", "adviser", *taxonomy.PLURAL.values())
_ADVISER_FIELDS = ("name",)


@cache
def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    made.globals.clear()  # a text has the names it pipes, and nothing else
    return made


class _Trial:
    """A record all of whose fields hold one word."""

    def __init__(self, word: object) -> None:
        self._word = word

    def __getattr__(self, name: str) -> object:
        return self._word


class Piped:
    """A text with names in it, read once; ``fill`` puts the words in."""

    def __init__(self, text: str, names: Mapping[str, Name]) -> None:
        """Raises `PipingError` if the text is no template, or names something that is not there."""
        from jinja2 import TemplateError, meta, nodes

        self.text = text
        environment = _environment()
        try:
            tree = environment.parse(text)
            self.names = tuple(sorted(meta.find_undeclared_variables(tree)))
            self._template = environment.from_string(text)
        except TemplateError as error:
            raise PipingError(f"the text cannot be filled in: {error}") from None
        known = [*(n for n in names if "." not in n), *_RECORDS]
        for name in self.names:
            if name not in known and name.removesuffix("_words") not in known:
                raise PipingError(f"the text names {name!r}, which is not there{wording.did_you_mean(name, known)}")
        fields = {
            "client": [n.removeprefix("client.") for n in names if n.startswith("client.")],
            "adviser": list(_ADVISER_FIELDS),
            **{plural: list(taxonomy.FACTS[kind]) for kind, plural in taxonomy.PLURAL.items()},
        }
        for part in tree.find_all(nodes.Getattr):
            if isinstance(part.node, nodes.Name) and part.node.name in fields:
                there = fields[part.node.name]
                if part.attr not in there:
                    near = wording.did_you_mean(part.attr, there)
                    raise PipingError(f"{part.node.name} has no {part.attr!r}{near}")
        for trial in (BLANK, "words"):  # what fails is to fail here, never in front of a client
            try:
                self._template.render({name: _Trial(trial) if name in fields else trial for name in self.names})
            except Exception as error:  # a template may raise anything at all
                raise PipingError(f"the text cannot be filled in: {error}") from None

    def fill(self, words: Callable[[str], Any]) -> str:
        """The text with each name's words put in; ``words`` gives them by name."""
        return self._template.render({name: words(name) for name in self.names})
