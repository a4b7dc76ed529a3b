"""The parser of conditions: a Python expression's syntax tree made into nodes, checked name by name on the way."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from assessor import taxonomy, wording
from assessor.scripts.conditions.language import ConditionError, Name, Scope
from assessor.scripts.conditions.nodes import (
    All,
    Always,
    Compare,
    Constant,
    FactIn,
    Has,
    Interval,
    IsAnswered,
    Later,
    Node,
    Not,
    OneOf,
    Some,
    Stands,
    Sum,
    Total,
    Variable,
)

_ORDERS: dict[type[ast.cmpop], tuple[str, Callable[[Any, Any], bool]]] = {
    ast.Lt: ("<", operator.lt), ast.LtE: ("<=", operator.le), ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge), ast.Eq: ("==", operator.eq), ast.NotEq: ("!=", operator.ne),
}  # fmt: skip
_SUMS: dict[type[ast.operator], tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Add: ("+", operator.add), ast.Sub: ("-", operator.sub),
    ast.Mult: ("*", operator.mul), ast.Div: ("/", operator.truediv),
}  # fmt: skip
_SPANS = ("days_since", "weeks_since", "days_until", "weeks_until")
_AFTER = "weeks_after"


def compile_condition(text: str, scope: Scope) -> Node:
    """The condition as something to call; raises `ConditionError` with the place in it that is at fault."""
    if not text.strip():
        return Always()
    return _Reader(scope, text).truth(_parsed(text))


def compile_reckoning(text: str, scope: Scope) -> Node:
    """A number, or a day, reckoned from answers; raises `ConditionError`."""
    node, kind = _Reader(scope, text).amount(_parsed(text))
    if kind != "number" and not isinstance(node, Later):
        raise ConditionError("a fact's value must be a number, or a day reckoned by weeks_after()")
    return node


def reckons_a_day(text: str) -> bool:
    """Whether what is reckoned is a day."""
    return text.lstrip().startswith(f"{_AFTER}(")


def free_names(text: str) -> tuple[str, ...]:
    """The names that stand in a condition, whatever they mean; none if it cannot be read."""
    try:
        tree = _parsed(text)
    except ConditionError:
        return ()
    return tuple(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _parsed(text: str) -> ast.expr:
    if len(text) > 2000:
        raise ConditionError("the condition is longer than 2,000 characters; name parts of it as facts")
    line = text.replace("\n", " ").strip()
    try:
        tree = ast.parse(line, mode="eval").body
    except SyntaxError as error:
        hint = "; to compare, write ==" if "=" in text and "==" not in text else ""
        offset = _before(text) + max((error.offset or 1) - 1, 0)
        quoted = re.finditer(r"'([^']*)'?", line) if line.count("'") % 2 else ()
        stray = next((quote for quote in quoted if not re.fullmatch(r"\w+", quote[1])), None)
        if stray:  # what stands between these two is no code: one of the two belongs to another
            hint, offset = "; is a quote missing here?", _before(text) + stray.start()
        raise ConditionError(f"this is not a condition{hint}", offset) from None
    except (ValueError, RecursionError, MemoryError):
        raise ConditionError("this is not a condition") from None
    comment = line.encode().find(b"#", tree.end_col_offset)
    if comment >= 0:  # all that stands on the lines below would be lost with it
        raise ConditionError("a condition holds no comment; put it on a line above", _characters(text, comment))
    return tree


def _before(text: str) -> int:
    """How much white space stands before a condition."""
    return len(text) - len(text.lstrip())


def _characters(text: str, offset: int) -> int:
    """The place in ``text`` of a syntax tree's offset, which counts the bytes of UTF-8 after the white space."""
    return _before(text) + len(text.strip().encode()[:offset].decode(errors="ignore"))


@dataclass(slots=True)
class _Reader:
    """Reads one syntax tree within one scope."""

    scope: Scope
    text: str
    depth: int = field(default=0)

    def fail(self, message: str, at: ast.AST) -> ConditionError:
        return ConditionError(message, _characters(self.text, getattr(at, "col_offset", 0)))

    # -- names

    def name(self, node: ast.expr) -> Name:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            spelled = f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name):
            spelled = node.id
        else:
            raise self.fail("expected the name of a question or a fact here", node)
        if spelled in taxonomy.SINGULAR:
            raise self.fail(f"ask of {spelled} whether one is among them: 'code' in {spelled}", node)
        name = self.scope.names.get(spelled)
        if name is None:
            alike = [candidate for candidate in self.scope.names if ("." in candidate) == ("." in spelled)]
            near = wording.did_you_mean(spelled, alike)
            raise self.fail(f"unknown name {spelled!r}{near}", node)
        if name.place >= self.scope.place:
            if name.place == self.scope.place:
                raise self.fail(f"{spelled!r} would have to be answered before it is asked", node)
            raise self.fail(f"{spelled!r} comes later in the script, so it cannot be known here", node)
        return name

    def code(self, node: ast.expr, name: Name) -> str:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            if isinstance(node, ast.Name):
                raise self.fail(f"put {node.id} in quotes: '{node.id}'", node)
            raise self.fail(f"compare {name.name} with a word in quotes", node)
        if name.type != "text" and node.value not in name.codes:
            near = wording.did_you_mean(node.value, name.codes)
            raise self.fail(f"{name.name} has no option {node.value!r}{near or self._options(name)}", node)
        return node.value

    @staticmethod
    def _options(name: Name) -> str:
        return f"; it has {', '.join(name.codes)}" if name.codes else ""

    # -- truth

    def truth(self, node: ast.expr) -> Node:
        self.depth += 1
        if self.depth > 200:
            raise self.fail("the condition is too deep; name parts of it as facts", node)
        match node:
            case ast.BoolOp(ast.And(), parts):
                return All(tuple(self.truth(part) for part in parts))
            case ast.BoolOp(ast.Or(), parts):
                return Some(tuple(self.truth(part) for part in parts))
            case ast.UnaryOp(ast.Not(), part):
                return Not(self.truth(part))
            case ast.Compare(left, ops, rights):
                sides = [left, *rights]
                pairs = [self.compare(sides[i], op, sides[i + 1], node) for i, op in enumerate(ops)]
                return pairs[0] if len(pairs) == 1 else All(tuple(pairs))
            case ast.Call(ast.Name("answered"), [argument], []):
                return IsAnswered(self.name(argument).name)
            case ast.Call(ast.Name(function), [_], []) if function in _SPANS:
                raise self.fail(f"{function}() gives a number; compare it with one", node)
            case ast.Call(ast.Name(function)):
                raise self.fail(self._function(function), node)
            case ast.Name() | ast.Attribute():
                name = self.name(node)
                if name.type != "yes_no":
                    raise self.fail(f"{name.name} is no yes or no; compare it with something", node)
                return OneOf(name.name, frozenset({"yes"}))
        raise self.fail("expected a condition here", node)

    def _function(self, function: str) -> str:
        functions = ("answered", *_SPANS, _AFTER)
        if function == _AFTER:
            return f"{function}() takes a day and a number of weeks, and gives a day"
        if function in functions:
            return f"{function}() takes one name"
        return f"unknown function {function}(){wording.did_you_mean(function, functions)}"

    def compare(self, left: ast.expr, op: ast.cmpop, right: ast.expr, comparison: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            node = self.membership(left, right)
            return Not(node) if isinstance(op, ast.NotIn) else node
        if isinstance(op, ast.Is | ast.IsNot):
            raise self.fail("write == or !=", comparison)
        for side, opposite in ((left, right), (right, left)):
            if isinstance(side, ast.Name | ast.Attribute) and not self._is_span(opposite):
                name = self.name(side)
                if name.type == "many":
                    raise self.fail(f"ask whether one is among them: 'code' in {name.name}", side)
                if name.type in ("choice", "yes_no", "text"):
                    if not isinstance(op, ast.Eq | ast.NotEq):
                        raise self.fail(f"{name.name} has no order; use == or !=", side)
                    code = self._truth_code(opposite, name) or self.code(opposite, name)
                    node = OneOf(name.name, frozenset({code}))
                    return Not(node) if isinstance(op, ast.NotEq) else node
        symbol, order = _ORDERS[type(op)]
        first, kind = self.amount(left)
        second, second_kind = self.amount(right)
        if kind != second_kind:
            raise self.fail(f"cannot compare a {kind} with a {second_kind}", right)
        return Compare(first, symbol, second, order)

    @staticmethod
    def _is_span(node: ast.expr) -> bool:
        return isinstance(node, ast.Call)

    @staticmethod
    def _truth_code(node: ast.expr, name: Name) -> str | None:
        if name.type == "yes_no" and isinstance(node, ast.Constant) and isinstance(node.value, bool):
            return "yes" if node.value else "no"
        return None

    def membership(self, left: ast.expr, right: ast.expr) -> Node:
        if isinstance(right, ast.Name) and right.id in taxonomy.SINGULAR:
            kind = taxonomy.SINGULAR[right.id]
            codes = taxonomy.FACTS[kind]
            if not isinstance(left, ast.Constant) or not isinstance(left.value, str):
                raise self.fail(f"name a {kind} in quotes: 'code' in {right.id}", left)
            if left.value not in codes:
                near = wording.did_you_mean(left.value, codes)
                raise self.fail(f"unknown {kind} {left.value!r}{near}", left)
            recorders = self.scope.recorders.get((kind, left.value), ())
            earlier = tuple(recorder for recorder in recorders if recorder.place < self.scope.place)
            if not earlier and not self.scope.outside:
                raise self.fail(f"nothing before this can record the {kind} {left.value!r}", left)
            return (Stands if self.scope.outside else FactIn)(kind, left.value, earlier)
        if isinstance(right, ast.Tuple | ast.List | ast.Set):
            name = self.name(left)
            if name.type not in ("choice", "yes_no", "text"):
                raise self.fail(f"{name.name} is not a choice", left)
            if not right.elts:
                raise self.fail("an empty list holds nothing", right)
            return OneOf(name.name, frozenset(self.code(element, name) for element in right.elts))
        name = self.name(right)
        if name.type != "many":
            near = f"; write {name.name} == 'code'" if name.codes else ""
            raise self.fail(f"{name.name} is not a list of answers{near}", right)
        return Has(name.name, self.code(left, name))

    # -- numbers, days and times

    def _later(self, start: ast.expr, count: ast.expr, at: ast.expr) -> Node:
        day, kind = self.amount(start)
        weeks, weeks_kind = self.amount(count)
        if (kind, weeks_kind) != ("day", "number"):
            raise self.fail(self._function(_AFTER), at)
        return Later(day, weeks)

    def amount(self, node: ast.expr) -> tuple[Node, str]:
        self.depth += 1
        if self.depth > 400:
            raise self.fail("the reckoning is too deep; name parts of it as facts", node)
        match node:
            case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
                return Constant(value), "number"
            case ast.Constant(value) if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
                return Constant(time.fromisoformat(value)), "time"
            case ast.Constant(value) if isinstance(value, str):
                raise self.fail("a word cannot be reckoned with; is a name missing its quotes, or too many?", node)
            case ast.UnaryOp(ast.USub(), ast.Constant(value)) if isinstance(value, int | float):
                return Constant(-value), "number"
            case ast.BinOp(left, op, right) if type(op) in _SUMS:
                symbol, reckon = _SUMS[type(op)]
                first, kind = self.amount(left)
                second, second_kind = self.amount(right)
                if (kind, second_kind) != ("number", "number"):
                    raise self.fail("only numbers can be reckoned with; for days use days_since(...)", node)
                return Sum(first, symbol, second, reckon), "number"
            case ast.Call(ast.Name(function), [argument], []) if function in _SPANS:
                day, kind = self.amount(argument)
                if kind != "day":
                    raise self.fail(f"{function}() takes a day", argument)
                return Interval(day, function), "number"
            case ast.Call(ast.Name(function), [start, count], []) if function == _AFTER:
                return self._later(start, count, node), "day"
            case ast.Call(ast.Name("answered"), [_], []):
                raise self.fail("answered() is true or not, and no number", node)
            case ast.Call(ast.Name(function)):
                raise self.fail(self._function(function), node)
            case ast.Name() | ast.Attribute():
                name = self.name(node)
                if name.constant is not None:
                    return Constant(name.constant), "number"
                if name.type not in ("number", "day", "time"):
                    raise self.fail(f"{name.name} is no number or day", node)
                amount = Total(name.name, name.parts) if name.parts else Variable(name.name)
                return amount, name.type
        raise self.fail("expected a number or a day here", node)
