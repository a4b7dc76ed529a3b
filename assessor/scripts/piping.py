"""Piping: words from answers put into the words to say, by sandboxed Jinja2, a person's text only ever a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from assessor import taxonomy, wording
from assessor.scripts.conditions import Name

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


class PipingError(ValueError):
    """A text that cannot be filled in; the message says why, and ``offset`` where in it, counted from 0."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class Blank:
    """Stands for what is not known yet: reads as "…", counts as false. ``used`` says whether it was read."""

    used = False

    def __str__(self) -> str:
        self.used = True
        return "…"

    def __bool__(self) -> bool:
        return False


BLANK = Blank()
FACT = "fact"
"""The record by which a text or a condition quotes a cited fact of the bank: ``{{ fact.ssp_weekly }}``."""
_RECORDS = ("client", "adviser", "earlier", FACT, *taxonomy.PLURAL.values())
_FIELDS: dict[str, tuple[str, ...]] = {"adviser": ("name",)}
_FIELDS |= {plural: tuple(taxonomy.FACTS[kind]) for kind, plural in taxonomy.PLURAL.items()}


@cache
def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.globals.clear()  # a text has the names it pipes, and nothing else
    return environment


Named = tuple[str, str]
"""A name in a text, and the field of it that is asked for, if it is a record."""
Fill = Callable[[Callable[[str], Any]], str]


class Piped:
    """A text with names in it, read once; ``fill`` puts the words in, which it is given by name.

    ``quotes`` are the cited facts in it, whose words stand in it from the start.
    """

    def __init__(self, text: str, names: Mapping[str, Name]) -> None:
        """Raises `PipingError` if the text is no template, or names something that is not there."""
        self.text = text
        in_words, self.quotes = _quoting(text, names)
        named, self.fill = _plain(in_words) or _template(in_words)
        self.names = tuple(sorted({name for name, _ in named}))
        for name, field in named:
            if name in _RECORDS and name not in names:
                _check_field(name, field, names, text)
            elif name not in names and name.removesuffix("_words") not in names:
                plain = [*(candidate for candidate in names if "." not in candidate), *_RECORDS]
                near = wording.did_you_mean(name, plain)
                raise PipingError(f"the text names {name!r}, which is not there{near}", _place(name, text))
            elif field:
                raise PipingError(f"{name} has no {field!r}", _place(rf"{name}\.{field}", text))
        for trial in (BLANK, "words"):  # what fails is to fail here, never in front of a client
            try:
                self.fill(lambda name, trial=trial: _Trial(trial) if name in _RECORDS else trial)  # type: ignore[misc]
            except Exception as error:  # a template may raise anything at all
                raise PipingError(f"the text cannot be filled in: {error}") from None


_FACT = re.compile(rf"\{{\{{\s*{FACT}\.([A-Za-z_]\w*)\s*\}}\}}")


def _quoting(text: str, names: Mapping[str, Name]) -> tuple[str, tuple[str, ...]]:
    """The text with the cited facts in it put into words, and which they are; one that is not there is left."""
    quotes: dict[str, None] = {}

    def in_words(match: re.Match[str]) -> str:
        name = names.get(f"{FACT}.{match[1]}")
        if name is None:
            return match[0]
        quotes[match[1]] = None
        return name.words

    return _FACT.sub(in_words, text), tuple(quotes)


def _check_field(record: str, field: str, names: Mapping[str, Name], text: str) -> None:
    if f"{record}.{field}" in names or field in _FIELDS.get(record, ()):
        return
    prefix = f"{record}."
    there = _FIELDS.get(record) or [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
    if not field:
        example = f"; name a part of it, such as {record}.{there[0]}" if there else ""
        raise PipingError(f"{record} is a record{example}", _place(record, text))
    near = wording.did_you_mean(field, there)
    raise PipingError(f"{record} has no {field!r}{near}", _place(rf"{record}\.{field}", text))


_NAMED = re.compile(r"\{\{\s*([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?\s*\}\}")


def _plain(text: str) -> tuple[list[Named], Fill] | None:
    """A text that does no more than name things, as nearly all do: read and filled without the template engine,
    which takes a millisecond for each; None for any other."""
    parts = _NAMED.split(text.removesuffix("\n"))  # words, name, field, words, name, field ... words
    if any(mark in words for words in parts[::3] for mark in ("{{", "}}", "{%", "{#")):
        return None
    named = [(name, field or "") for name, field in zip(parts[1::3], parts[2::3], strict=True)]

    def fill(words: Callable[[str], Any]) -> str:
        filled = [parts[0]]
        for (name, field), after in zip(named, parts[3::3], strict=True):
            value = words(name)
            filled += (str(getattr(value, field) if field else value), after)
        return "".join(filled)

    return named, fill


class Fields:
    """A record as texts see it: its fields, each looked up when it is named."""

    def __init__(self, words: Callable[[str], Any]) -> None:
        self._words = words

    def __getattr__(self, name: str) -> Any:
        return self._words(name)


class _Trial:
    """A record all of whose fields hold one word."""

    def __init__(self, word: object) -> None:
        self._word = word

    def __getattr__(self, name: str) -> object:
        return self._word


def _template(text: str) -> tuple[list[Named], Fill]:
    """A text that asks or reckons, read by sandboxed Jinja2."""
    from jinja2 import TemplateError, meta, nodes

    environment = _environment()
    try:
        tree = environment.parse(text)
        names = sorted(meta.find_undeclared_variables(tree))
        template = environment.from_string(text)
    except TemplateError as error:
        raise PipingError(f"the text cannot be filled in: {error}", _askew(text)) from None
    fields: list[Named] = [
        (part.node.name, part.attr)
        for part in tree.find_all(nodes.Getattr)
        if isinstance(part.node, nodes.Name) and part.node.name in _RECORDS
    ]
    plain: list[Named] = [(name, "") for name in names if name not in _RECORDS]
    return plain + fields, lambda words: template.render({name: words(name) for name in names})


def _place(pattern: str, text: str) -> int:
    """Where in a text a name stands."""
    named = re.search(rf"{{{{[^}}]*?\b({pattern})\b", text)
    return named.start(1) if named else 0


def _askew(text: str) -> int:
    """Where in a text the first braces stand that do not go together as ``{{ name }}``."""
    for braces in re.finditer(r"\{\{\s*[\w.]+\s*\}\}|[{}]", text):
        if len(braces[0]) == 1:
            return braces.start()
    return 0
