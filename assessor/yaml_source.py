"""Reads a bank's YAML into its models, so that every fault has its file, line and column.

YAML 1.2: only ``true`` and ``false`` are booleans. Anchors and duplicate keys are refused. PyYAML's C parser
gives the nodes and their marks; what they mean is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from assessor import wording

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same nodes
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, counted from 1."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a bank, and where: line and column counted from 1, with the line itself."""

    file: str
    line: int
    column: int
    message: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"

    def shown(self) -> str:
        """The fault with its line and a caret under the place."""
        if not self.text.strip():
            return str(self)
        blank = " " * len(wording.visible(self.text[: self.column - 1]))
        return f"{self}\n    {wording.visible(self.text)}\n    {blank}^"


class BankError(Exception):
    """A bank that cannot be used, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Tagged(str):
    """A scalar with a tag of its own, such as ``!declined`` or ``!days -20``: the words after the tag."""

    tag: str

    def __new__(cls, tag: str, value: str) -> Tagged:
        made = super().__new__(cls, value)
        made.tag = tag
        return made


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, and where in it each value of the data stands, and the key before it."""

    file: str
    text: str
    marks: dict[Path, Mark]
    keys: dict[Path, Mark] = field(default_factory=dict)

    def fault(self, path: Path, message: str, offset: int | None = None) -> Fault:
        """The fault at the value of this path, or at the nearest thing around it; ``offset`` counts in its words."""
        whole = path
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        if offset is not None and path == whole:
            return self.at(*self._within(line, column, offset), message)
        return self.at(line, column, message)

    def key_fault(self, path: Path, message: str) -> Fault:
        """The fault at the key before the value of this path."""
        return self.at(*self.keys[path], message) if path in self.keys else self.fault(path, message)

    def at(self, line: int, column: int, message: str) -> Fault:
        """The fault at a line and column."""
        lines = self.text.splitlines()
        return Fault(self.file, line, column, message, lines[line - 1] if line <= len(lines) else "")

    def _within(self, line: int, column: int, offset: int) -> Mark:
        """The place of a value's character, ``offset`` from its first, where it may be folded over lines."""
        lines = self.text.splitlines()

        def begin(line: int) -> int:
            return len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1

        first = lines[line - 1][column - 1 : column]
        block = first in ("|", ">") and line < len(lines)
        if block:
            line, column = line + 1, begin(line + 1)
        column += first in ("'", '"')
        while line < len(lines) and offset > (here := len(lines[line - 1][column - 1 :].rstrip())):
            offset -= here + 1  # a line break within the value is one space of it
            line, column = line + 1, column if block else begin(line + 1)
        return line, min(column + offset, len(lines[line - 1]) + 1)


def read_yaml(text: str, file: str) -> tuple[Any, Source]:
    """The data of a YAML text and the place of every value in it; raises `BankError`."""
    text = text.removeprefix("\ufeff")  # the mark that some editors put before UTF-8
    source = Source(file, text, {})
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise BankError([_not_yaml(error, source)]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BankError([Fault(file, 1, 1, f"not YAML: {error}")]) from None
    if node is None:
        raise BankError([Fault(file, 1, 1, "the file is empty")])
    faults: list[Fault] = []
    try:
        data = _construct(node, (), source, faults, set())
    except RecursionError:
        raise BankError([Fault(file, 1, 1, "nested too deeply")]) from None
    if faults:
        raise BankError(faults)
    return data, source


_BLOCK = re.compile(r"(?:- |-$|[\w-]+:(?: |$))")
"""How the words of a line begin that stands outside every quote and bracket."""


def _stands_alone(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _goes_on(above: str, line: str) -> bool:
    """Whether words without a colon go on from one line to the next."""
    return bool(above.strip()) and ":" not in above and _indent(line) >= _indent(above)


def _not_yaml(error: yaml.MarkedYAMLError, source: Source) -> Fault:
    """The fault at the place where an author's slip is, which is often above the one where the reading stops."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = source.text.splitlines()
    before, here = ("".join(lines[number : number + 1]) if number >= 0 else "" for number in (line - 2, line - 1))
    said = " ".join(filter(None, (error.context, error.problem)))
    began = error.context_mark
    opened = _left_open(source.text, line)
    if opened:
        line, column = opened
        said = f"this {lines[line - 1][column - 1]} is not closed"
    elif began and began.line + 1 < line and "simple key" in said:
        line, column = began.line + 1, began.column + 1
        said = "this key lacks its colon"
    elif "mapping values" in said and before and ":" not in before and not here.lstrip().startswith("- "):
        number = line - 2  # the words without a colon may go on over several lines: to the first of them
        while not _stands_alone(lines[number]) and number and _goes_on(lines[number - 1], lines[number]):
            number -= 1
        line, column = number + 1, _indent(lines[number]) + 1
        said += "; is a colon missing here?"
    elif here[column - 1 : column] == "\t":
        said += "; indent with spaces, not with tabs"
    elif here and 0 < abs(_begins(before, here) - _indent(here)) < 4:
        said = f"this line is not indented as the one above it would have it: {wording.shorten(before, 60)}"
    return source.at(line, column, f"not YAML: {said}")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _begins(before: str, here: str) -> int:
    """Where a line should begin that belongs beside what stands in the line before it."""
    inside = before.lstrip().startswith("- ") and not here.lstrip().startswith("- ")
    return _indent(before) + (2 if inside else 0)


def _left_open(text: str, stopped: int) -> Mark | None:
    """Where a quote or a bracket opens that takes in lines below it as if they stood inside, if there is one before
    the line at which the reading stopped."""
    lines = text.splitlines()

    def outside(number: int, opened: int) -> bool:
        words = lines[number].lstrip() if number < len(lines) else ""
        return bool(_BLOCK.match(words)) and _indent(lines[number]) <= _indent(lines[opened])

    brackets: list[Any] = []
    try:
        for token in yaml.scan(text, yaml.SafeLoader):
            start, end = token.start_mark, token.end_mark
            if brackets and start.line > brackets[-1].line and outside(start.line, brackets[-1].line):
                break
            if start.line >= stopped:
                return None
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                brackets.append(start)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
                brackets = brackets[:-1]
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and any(outside(number, start.line) for number in range(start.line + 1, end.line + 1)):
                return start.line + 1, start.column + 1
    except yaml.MarkedYAMLError as error:
        began = error.context_mark
        if began and "quoted scalar" in (error.context or ""):
            return began.line + 1, began.column + 1
    except (yaml.YAMLError, RecursionError):
        pass
    return (brackets[-1].line + 1, brackets[-1].column + 1) if brackets else None


def _construct(node: Any, path: Path, source: Source, faults: list[Fault], seen: set[int]) -> Any:
    source.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen:
        faults.append(source.fault(path, "anchors and aliases are not used in banks; write it out"))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, source, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*path, place), source, faults, seen) for place, item in enumerate(node.value)]
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        source.keys[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in made:
            faults.append(source.key_fault((*path, key), f"{key!r} is given twice"))
        made[key] = _construct(value_node, (*path, key), source, faults, seen)
    return made


def _scalar(node: yaml.ScalarNode, path: Path, source: Source, faults: list[Fault]) -> Any:
    value: str = node.value
    if node.tag.startswith("!"):
        return Tagged(node.tag[1:], value)
    if node.style in ("'", '"', "|", ">"):
        return value
    if value in ("", "~", "null"):
        return None
    if value in ("true", "false"):
        return value == "true"
    if re.fullmatch(r"[-+]?(0|[1-9]\d*)", value) and len(value) < 20:
        return int(value)
    if re.fullmatch(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?", value):
        return float(value)
    return value


def load(model: type[M], text: str, file: str, listed: str = "") -> tuple[M, Source]:
    """One file as a model; raises `BankError` with every fault that its fields show.

    ``listed`` names the field that a file stands for which is a list and nothing else.
    """
    data, source = read_yaml(text, file)
    if listed and isinstance(data, list):
        data = {listed: data}
        for places in (source.marks, source.keys):
            places.update({(listed, *path): mark for path, mark in list(places.items())})
    if not isinstance(data, dict):
        raise BankError([source.fault((), f"expected a mapping that begins with {_first_key(model)}:")])
    return build(model, data, source)


def build(model: type[M], data: dict[str, Any], source: Source) -> tuple[M, Source]:
    """The model made of data already read; raises `BankError`."""
    try:
        return model.model_validate(data), source
    except ValidationError as error:
        raise BankError(_faults(error, model, data, source)) from None


def _first_key(model: type[BaseModel]) -> str:
    return next(iter(model.model_fields))


def _faults(error: ValidationError, model: type[BaseModel], data: Any, source: Source) -> Iterable[Fault]:
    details = error.errors(include_url=False)
    for detail in details:
        place = detail["loc"]
        if detail["type"] == "too_short" and any(d["loc"][: len(place)] == place != d["loc"] for d in details):
            continue  # too few only because those that are there have faults of their own
        path = _data_path(place, data)
        if detail["type"] == "extra_forbidden":
            near = wording.did_you_mean(str(place[-1]), _keys(model, place[:-1]))
            yield source.key_fault(path, _said(detail) + near)
        elif place[-1:] == ("[key]",):
            yield source.key_fault(path, _said(detail))
        elif detail["type"] == "union_tag_invalid":
            yield source.fault((*path, "kind"), _said(detail))
        else:
            yield source.fault(path, _said(detail))


def _keys(kind: Any, place: tuple[str | int, ...]) -> Iterable[str]:
    """The keys that a mapping may have, found from a model and the place in it that a validation error names."""
    for step in place:
        kind = _inside(kind, step)
    here: Any = next((part for part in (kind, *get_args(kind)) if hasattr(part, "model_fields")), None)
    return list(here.model_fields) if here else ()


def _inside(kind: Any, step: str | int) -> Any:
    """The type of one part of a value of type ``kind``: a field's, an item's, or that of the union's tag."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _inside(parts[0], step)
    if origin in (Union, UnionType):
        models = [part for part in parts if hasattr(part, "model_fields")]
        tagged = [m for m in models if "kind" in m.model_fields and _tag(m) == step]
        return tagged[0] if tagged else _inside(models[0], step) if models else None
    if origin is not None:
        return parts[1 if origin is dict else 0]
    field_there = getattr(kind, "model_fields", {}).get(step)
    return field_there.annotation if field_there else None


def _tag(model: Any) -> object:
    return get_args(model.model_fields["kind"].annotation)[0]


def _data_path(loc: tuple[str | int, ...], data: Any) -> Path:
    """The place in the data that a validation error speaks of, without the tags of discriminated unions."""
    path: list[str | int] = []
    here = data
    for index, step in enumerate(loc):
        if isinstance(here, dict):
            tag_of_union = step == here.get("kind") and "kind" in here and index + 1 < len(loc)
            if tag_of_union and (step not in here or path[-1:] != [step]):
                follows = loc[index + 1]
                if step not in here or not _is_inside(here[step], follows):
                    continue
            path.append(step)
            here = here.get(step) if isinstance(step, str) else None
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            path.append(step)
            here = here[step]
        else:
            break
    return tuple(path)


def _is_inside(value: Any, step: str | int) -> bool:
    return (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int))


def _said(detail: Any) -> str:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail.get("input")
    last = detail["loc"][-1] if detail["loc"] else ""
    match kind:
        case "missing":
            return f"{last!r} is missing"
        case "extra_forbidden":
            return f"unknown key {last!r}"
        case "value_error":
            return str(context.get("error", detail["msg"]))
        case "union_tag_not_found":
            return "'kind' is missing"
        case "union_tag_invalid":
            tags = [tag.strip("' ") for tag in str(context["expected_tags"]).split(",")]
            return f"unknown kind {context['tag']!r}{wording.did_you_mean(context['tag'], tags)}"
        case "literal_error":
            return f"{value!r} is none of {context['expected']}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"expected a mapping, found {value!r}"
        case "tuple_type" | "list_type":
            return f"expected a list, found {value!r}"
        case "string_type":
            return f"expected words, found {value!r}; put it in quotes if it is meant as words"
        case "string_too_short" | "too_short":
            return f"{last!r} is too short"
        case "string_too_long":
            return f"{last!r} is longer than {context['max_length']} characters"
        case _:
            return f"{detail['msg'][0].lower()}{detail['msg'][1:]}"
