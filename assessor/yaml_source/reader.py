"""The reader of YAML: its data, with the place of every value in it.

YAML 1.2: only ``true`` and ``false`` are booleans. Anchors and duplicate keys are refused. PyYAML's C parser
gives the nodes and their marks; what they mean is decided here.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from assessor.yaml_source.source_map import BankError, Fault, Path, SourceMap
from assessor.yaml_source.syntax_errors import not_yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same nodes
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class Tagged(str):
    """A scalar with a tag of its own, such as ``!declined`` or ``!days -20``: the words after the tag."""

    tag: str

    def __new__(cls, tag: str, value: str) -> Tagged:
        tagged = super().__new__(cls, value)
        tagged.tag = tag
        return tagged


MOST_NESTED = 2_000
"""How deep a file may be nested: far past any that is written, and far from the depth that ends libyaml's composer."""


def _too_deep(text: str) -> bool:
    """Whether a text may be nested so deep that composing it would end the process; told by what opens a level."""
    brackets = text.count("[") + text.count("{")
    if brackets < MOST_NESTED and all(len(line) < 2 * MOST_NESTED for line in text.splitlines()):
        return False
    depth = deepest = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                deepest = max(deepest, depth)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if deepest > MOST_NESTED:
                return True
    except yaml.YAMLError:
        return False  # what is wrong with it is told where it is read
    return False


def read_yaml(text: str, file: str) -> tuple[Any, SourceMap]:
    """The data of a YAML text and the place of every value in it; raises `BankError`."""
    text = text.removeprefix("\ufeff")  # the mark that some editors put before UTF-8
    source = SourceMap(file, text, {})
    if _too_deep(text):
        raise BankError([Fault(file, 1, 1, "nested deeper than anybody writes; it is not read")])
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise BankError([not_yaml(error, source)]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BankError([Fault(file, 1, 1, f"not YAML: {error}")]) from None
    if node is None:
        raise BankError([Fault(file, 1, 1, "the file is empty")])
    faults: list[Fault] = []
    try:
        contents = _construct(node, (), source, faults, set())
    except RecursionError:
        raise BankError([Fault(file, 1, 1, "nested too deeply")]) from None
    if faults:
        raise BankError(faults)
    return contents, source


def _construct(node: Any, path: Path, source: SourceMap, faults: list[Fault], seen: set[int]) -> Any:
    source.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen:
        faults.append(source.fault(path, "anchors and aliases are not used in banks; write it out"))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, source, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(element, (*path, i), source, faults, seen) for i, element in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        source.keys[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in mapping:
            faults.append(source.key_fault((*path, key), f"{key!r} is given twice"))
        mapping[key] = _construct(value_node, (*path, key), source, faults, seen)
    return mapping


def _scalar(node: yaml.ScalarNode, path: Path, source: SourceMap, faults: list[Fault]) -> Any:
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
