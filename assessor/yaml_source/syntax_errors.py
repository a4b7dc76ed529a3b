"""Syntax errors of YAML, told at the author's slip, which is often above the place where the parser stops."""

from __future__ import annotations

import re
from typing import Any

import yaml

from assessor import wording
from assessor.yaml_source.source_map import Fault, Mark, SourceMap

_BLOCK = re.compile(r"(?:- |-$|[\w-]+:(?: |$))")
"""How the words of a line begin that stands outside every quote and bracket."""


def _stands_alone(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _goes_on(above: str, line: str) -> bool:
    """Whether words without a colon go on from one line to the next."""
    return (
        bool(above.strip())
        and ":" not in above
        and not above.lstrip().startswith("#")
        and _indent(line) >= _indent(above)
    )


def not_yaml(error: yaml.MarkedYAMLError, source: SourceMap) -> Fault:
    """The fault at the place where an author's slip is, which is often above the one where the reading stops."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = source.text.splitlines()
    before, stopped = ("".join(lines[number : number + 1]) if number >= 0 else "" for number in (line - 2, line - 1))
    message = " ".join(filter(None, (error.context, error.problem)))
    began = error.context_mark
    opened = _left_open(source.text, line)
    if opened:
        line, column = opened
        message = f"this {lines[line - 1][column - 1]} is not closed"
    elif began and began.line + 1 < line and "simple key" in message:
        line, column = began.line + 1, began.column + 1
        message = "this key lacks its colon"
    elif "mapping values" in message and before and ":" not in before and not stopped.lstrip().startswith("- "):
        number = line - 2  # the words without a colon may go on over several lines: to the first of them
        while not _stands_alone(lines[number]) and number and _goes_on(lines[number - 1], lines[number]):
            number -= 1
        line, column = number + 1, _indent(lines[number]) + 1
        message += "; is a colon missing here?"
    elif stopped[column - 1 : column] == "\t":
        message += "; indent with spaces, not with tabs"
    elif stopped and 0 < abs(_begins(before, stopped) - _indent(stopped)) < 4:
        message = f"this line is not indented as the one above it would have it: {wording.shorten(before, 60)}"
    return source.at(line, column, f"not YAML: {message}")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _begins(before: str, line: str) -> int:
    """Where a line should begin that belongs beside what stands in the line before it."""
    inside = before.lstrip().startswith("- ") and not line.lstrip().startswith("- ")
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
