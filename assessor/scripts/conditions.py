"""The condition language: a small, typed part of Python's expressions, compiled once and asked often.

    condition   = or | and | not | comparison | a yes_no question | answered(question)
    comparison  = choice == 'code' | choice != 'code' | choice in ('code', ...) | 'code' in many
                | 'code' in needs, barriers, strengths | number < number | day < day | time < time
                | client.field == 'text'
    time        = '09:30' | a time question
    number      = 4 | number question, scale, score, fact | fact.figure (a cited one) | + - * / of numbers
                | days_since(day) | weeks_since(day) | days_until(day) | weeks_until(day)
    day         = a date question, a fact that is a day | weeks_after(day, number)

What is not answered is unknown, and unknown is not true: a test gives True, False, or None for unknown, and
``and``, ``or`` and ``not`` treat None as Kleene's third value. A node is a frozen dataclass, called with the
values in force: a name that is missing may yet be answered; one that is `NOTHING` never will be.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Protocol

from assessor import taxonomy, wording


class _Nothing:
    """Settled without a value: declined, not known, or off the route."""

    def __repr__(self) -> str:
        return "NOTHING"

    def __bool__(self) -> bool:
        return False


NOTHING = _Nothing()
STATED = "barriers of which a later call spoke"
"""The name by which rules see what later calls said of earlier barriers: whether each is still there."""
ASKED = "every question of the calls so far"
"""The name by which rules see which questions the client's calls have."""


class Values(Protocol):
    """The values in force by name; only reading is needed of it."""

    def get(self, key: str, /) -> Any: ...


Test = Callable[[Values], "bool | None"]
Reckoning = Callable[[Values], Any]


class ConditionError(ValueError):
    """A condition that cannot stand; ``offset`` is the column in it, counted from 0, where it goes wrong."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Name:
    """What a name in a condition means: its type, its codes if it is coded, and when it is settled.

    ``type`` is choice, yes_no, many, number, day, time, text or truth. ``place`` is its place in the script; a
    condition at an earlier place cannot speak of it. ``bounds`` are the lowest and highest number it takes;
    ``parts`` the questions that a score adds up. A cited fact has ``words`` that texts quote, and where it is a figure
    a ``constant`` that conditions reckon with.
    """

    name: str
    type: str
    codes: tuple[str, ...] = ()
    place: int = -1
    bounds: tuple[float, float] = (-math.inf, math.inf)
    whole: bool = False
    parts: tuple[str, ...] = ()
    words: str = ""
    constant: float | None = None


@dataclass(frozen=True, slots=True)
class Recorder:
    """A question that can record a fact, and the test of its answer."""

    name: str
    place: int
    records: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """All that a condition may speak of, and the place from which it speaks.

    A rule from ``outside`` the script may ask for a fact that nothing in this script records: it is not there.
    """

    names: Mapping[str, Name]
    recorders: Mapping[tuple[str, str], tuple[Recorder, ...]]
    place: int | float = math.inf
    outside: bool = False


# ---- the nodes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Always:
    """No condition: always true."""

    def __call__(self, values: Values) -> bool | None:
        return True


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice, or a text, is one of these."""

    name: str
    codes: frozenset[str]

    def __call__(self, values: Values) -> bool | None:
        value = values.get(self.name)
        if value is None or value is NOTHING:
            return None
        return value in self.codes


@dataclass(frozen=True, slots=True)
class Has:
    """A many-choice has this code among its answers."""

    name: str
    code: str

    def __call__(self, values: Values) -> bool | None:
        value = values.get(self.name)
        if value is None or value is NOTHING:
            return None
        return self.code in value


@dataclass(frozen=True, slots=True)
class FactIn:
    """An earlier answer records this fact; false only once every question that could has been settled."""

    kind: str
    code: str
    recorders: tuple[Recorder, ...]

    def __call__(self, values: Values) -> bool | None:
        result: bool | None = False
        for recorder in self.recorders:
            value = values.get(recorder.name)
            if value is None:
                result = None
            elif value is not NOTHING and recorder.records(value):
                return True
        return result


@dataclass(frozen=True, slots=True)
class Stands:
    """A fact stands in the plan: for the rules of the catalogue, which look over all calls.

    What a later call said of a barrier goes before what recorded it. A question that no call of this client has is
    settled: nobody can be waiting for its answer.
    """

    kind: str
    code: str
    recorders: tuple[Recorder, ...]

    def __call__(self, values: Values) -> bool | None:
        stated: bool | None = (values.get(STATED) or {}).get(self.code) if self.kind == "barrier" else None
        if stated is not None:
            return stated
        open_still: bool | None = False
        asked = values.get(ASKED)
        for recorder in self.recorders:
            value = values.get(recorder.name)
            if value is None:
                open_still = open_still or asked is None or recorder.name in asked
            elif value is not NOTHING and recorder.records(value):
                return True
        return None if open_still else False


@dataclass(frozen=True, slots=True)
class IsAnswered:
    """The question has an answer in force."""

    name: str

    def __call__(self, values: Values) -> bool | None:
        value = values.get(self.name)
        return None if value is None else value is not NOTHING


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers, two days or two times stand in this order."""

    left: Node
    symbol: str
    right: Node
    order: Callable[[Any, Any], bool]

    def __call__(self, values: Values) -> bool | None:
        left, right = self.left(values), self.right(values)
        if left is None or right is None:
            return None
        return self.order(left, right)


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true."""

    parts: tuple[Node, ...]

    def __call__(self, values: Values) -> bool | None:
        result: bool | None = True
        for part in self.parts:
            answer = part(values)
            if answer is False:
                return False
            if answer is None:
                result = None
        return result


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part is true."""

    parts: tuple[Node, ...]

    def __call__(self, values: Values) -> bool | None:
        result: bool | None = False
        for part in self.parts:
            answer = part(values)
            if answer:
                return True
            if answer is None:
                result = None
        return result


@dataclass(frozen=True, slots=True)
class Not:
    """The part is false."""

    part: Node

    def __call__(self, values: Values) -> bool | None:
        answer = self.part(values)
        return None if answer is None else not answer


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, or a time of day, written in the condition."""

    value: float | time

    def __call__(self, values: Values) -> Any:
        return self.value


@dataclass(frozen=True, slots=True)
class Value:
    """The number, day or time that a name stands for."""

    name: str

    def __call__(self, values: Values) -> Any:
        value = values.get(self.name)
        return None if value is NOTHING else value


@dataclass(frozen=True, slots=True)
class Total:
    """The score of this name: unknown while one of its questions may yet be answered."""

    name: str
    parts: tuple[str, ...]

    def __call__(self, values: Values) -> Any:
        if any(values.get(part) is None for part in self.parts):
            return None
        return values.get(self.name)


@dataclass(frozen=True, slots=True)
class Sum:
    """Two numbers added, taken away, multiplied or divided."""

    left: Node
    symbol: str
    right: Node
    reckon: Callable[[Any, Any], Any]

    def __call__(self, values: Values) -> Any:
        left, right = self.left(values), self.right(values)
        if left is None or right is None or (right == 0 and self.symbol == "/"):
            return None
        return self.reckon(left, right)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days or weeks between a day and the day of the call."""

    day: Node
    function: str

    def __call__(self, values: Values) -> Any:
        day: Any = self.day(values)
        today = values.get("today")
        if day is None or not isinstance(today, date):
            return None
        days = (day - today).days if self.function.endswith("until") else (today - day).days
        return days if self.function.startswith("days") else math.trunc(days / 7)


@dataclass(frozen=True, slots=True)
class Later:
    """The day so many whole weeks after a day."""

    day: Node
    weeks: Node

    def __call__(self, values: Values) -> Any:
        day: Any = self.day(values)
        weeks: Any = self.weeks(values)
        return None if day is None or weeks is None else day + timedelta(weeks=int(weeks))


@dataclass(frozen=True, slots=True)
class Guarded:
    """A value that there is only while its condition is true."""

    test: Node
    value: Node

    def __call__(self, values: Values) -> Any:
        return self.value(values) if self.test(values) else None


Node = (
    Always | OneOf | Has | FactIn | Stands | IsAnswered | Compare
    | All | Some | Not | Constant | Value | Total | Sum | Span | Later | Guarded
)  # fmt: skip


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, outside in."""
    yield node
    match node:
        case All(parts) | Some(parts):
            for part in parts:
                yield from walk(part)
        case Not(part):
            yield from walk(part)
        case Compare(left, _, right, _) | Sum(left, _, right, _) | Later(left, right) | Guarded(left, right):
            yield from walk(left)
            yield from walk(right)
        case Span(day, _):
            yield from walk(day)


def names_in(node: Node) -> tuple[str, ...]:
    """The names of questions and facts that the node rests on, each once, in the order they are met."""
    found: dict[str, None] = {}
    for part in walk(node):
        match part:
            case OneOf(name) | Has(name) | IsAnswered(name) | Value(name):
                found[name] = None
            case Total(name, scored):
                found.update(dict.fromkeys((name, *scored)))
            case FactIn(recorders=recorders) | Stands(recorders=recorders):
                found.update(dict.fromkeys(recorder.name for recorder in recorders))
    return tuple(found)


def grounds(node: Node, values: Values) -> Iterator[str]:
    """The names whose values make a condition true: of alternatives those that hold, of facts those that record them,
    and nothing of what must not be."""
    match node:
        case All(parts):
            for part in parts:
                yield from grounds(part, values)
        case Some(parts):
            for part in parts:
                if part(values):
                    yield from grounds(part, values)
        case FactIn(recorders=recorders) | Stands(recorders=recorders):
            for recorder in recorders:
                value = values.get(recorder.name)
                if value is not None and value is not NOTHING and recorder.records(value):
                    yield recorder.name
        case Not():
            return
        case _:
            yield from names_in(node)


# ---- reading -------------------------------------------------------------------------------------------

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
_PLURAL = {plural: kind for kind, plural in taxonomy.PLURAL.items()}


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
        read = ast.parse(line, mode="eval").body
    except SyntaxError as error:
        hint = "; to compare, write ==" if "=" in text and "==" not in text else ""
        offset = _before(text) + max((error.offset or 1) - 1, 0)
        quoted = re.finditer(r"'([^']*)'?", line) if line.count("'") % 2 else ()
        stray = next((found for found in quoted if not re.fullmatch(r"\w+", found[1])), None)
        if stray:  # what stands between these two is no code: one of the two belongs to another
            hint, offset = "; is a quote missing here?", _before(text) + stray.start()
        raise ConditionError(f"this is not a condition{hint}", offset) from None
    except (ValueError, RecursionError, MemoryError):
        raise ConditionError("this is not a condition") from None
    comment = line.encode().find(b"#", read.end_col_offset)
    if comment >= 0:  # all that stands on the lines below would be lost with it
        raise ConditionError("a condition holds no comment; put it on a line above", _characters(text, comment))
    return read


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
        if spelled in _PLURAL:
            raise self.fail(f"ask of {spelled} whether one is among them: 'code' in {spelled}", node)
        found = self.scope.names.get(spelled)
        if found is None:
            alike = [name for name in self.scope.names if ("." in name) == ("." in spelled)]
            near = wording.did_you_mean(spelled, alike)
            raise self.fail(f"unknown name {spelled!r}{near}", node)
        if found.place >= self.scope.place:
            if found.place == self.scope.place:
                raise self.fail(f"{spelled!r} would have to be answered before it is asked", node)
            raise self.fail(f"{spelled!r} comes later in the script, so it cannot be known here", node)
        return found

    def code(self, node: ast.expr, name: Name) -> str:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            if isinstance(node, ast.Name):
                raise self.fail(f"put {node.id} in quotes: '{node.id}'", node)
            raise self.fail(f"compare {name.name} with a word in quotes", node)
        if name.type != "text" and node.value not in name.codes:
            near = wording.did_you_mean(node.value, name.codes)
            raise self.fail(f"{name.name} has no option {node.value!r}{near or self._known(name)}", node)
        return node.value

    @staticmethod
    def _known(name: Name) -> str:
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
        known = ("answered", *_SPANS, _AFTER)
        if function == _AFTER:
            return f"{function}() takes a day and a number of weeks, and gives a day"
        if function in known:
            return f"{function}() takes one name"
        return f"unknown function {function}(){wording.did_you_mean(function, known)}"

    def compare(self, left: ast.expr, op: ast.cmpop, right: ast.expr, whole: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            node = self.membership(left, right)
            return Not(node) if isinstance(op, ast.NotIn) else node
        if isinstance(op, ast.Is | ast.IsNot):
            raise self.fail("write == or !=", whole)
        for side, other in ((left, right), (right, left)):
            if isinstance(side, ast.Name | ast.Attribute) and not self._is_span(other):
                name = self.name(side)
                if name.type == "many":
                    raise self.fail(f"ask whether one is among them: 'code' in {name.name}", side)
                if name.type in ("choice", "yes_no", "text"):
                    if not isinstance(op, ast.Eq | ast.NotEq):
                        raise self.fail(f"{name.name} has no order; use == or !=", side)
                    wanted = self._truth_code(other, name) or self.code(other, name)
                    node = OneOf(name.name, frozenset({wanted}))
                    return Not(node) if isinstance(op, ast.NotEq) else node
        symbol, order = _ORDERS[type(op)]
        first, kind = self.amount(left)
        second, other_kind = self.amount(right)
        if kind != other_kind:
            raise self.fail(f"cannot compare a {kind} with a {other_kind}", right)
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
        if isinstance(right, ast.Name) and right.id in _PLURAL:
            kind = _PLURAL[right.id]
            codes = taxonomy.FACTS[kind]
            if not isinstance(left, ast.Constant) or not isinstance(left.value, str):
                raise self.fail(f"name a {kind} in quotes: 'code' in {right.id}", left)
            if left.value not in codes:
                near = wording.did_you_mean(left.value, codes)
                raise self.fail(f"unknown {kind} {left.value!r}{near}", left)
            recorders = self.scope.recorders.get((kind, left.value), ())
            earlier = tuple(one for one in recorders if one.place < self.scope.place)
            if not earlier and not self.scope.outside:
                raise self.fail(f"nothing before this can record the {kind} {left.value!r}", left)
            return (Stands if self.scope.outside else FactIn)(kind, left.value, earlier)
        if isinstance(right, ast.Tuple | ast.List | ast.Set):
            name = self.name(left)
            if name.type not in ("choice", "yes_no", "text"):
                raise self.fail(f"{name.name} is not a choice", left)
            if not right.elts:
                raise self.fail("an empty list holds nothing", right)
            return OneOf(name.name, frozenset(self.code(item, name) for item in right.elts))
        name = self.name(right)
        if name.type != "many":
            near = f"; write {name.name} == 'code'" if name.codes else ""
            raise self.fail(f"{name.name} is not a list of answers{near}", right)
        return Has(name.name, self.code(left, name))

    # -- numbers, days and times

    def _later(self, start: ast.expr, count: ast.expr, at: ast.expr) -> Node:
        day, kind = self.amount(start)
        weeks, other = self.amount(count)
        if (kind, other) != ("day", "number"):
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
                second, other = self.amount(right)
                if (kind, other) != ("number", "number"):
                    raise self.fail("only numbers can be reckoned with; for days use days_since(...)", node)
                return Sum(first, symbol, second, reckon), "number"
            case ast.Call(ast.Name(function), [argument], []) if function in _SPANS:
                day, kind = self.amount(argument)
                if kind != "day":
                    raise self.fail(f"{function}() takes a day", argument)
                return Span(day, function), "number"
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
                node_made = Total(name.name, name.parts) if name.parts else Value(name.name)
                return node_made, name.type
        raise self.fail("expected a number or a day here", node)
