"""Static measures of source code, from its syntax trees: homonyms, vague names, complexity, import cycles, acts."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

PACKAGE = "assessor"
FACES = ("screens", "plain", "commands", "app", "cli")
"""The rooms and modules that show and ask; what is done they leave to the acts."""

VAGUE = frozenset({
    "one", "found", "told", "said", "given", "known", "made", "several", "now", "here", "thing", "things", "stuff",
    "data", "item", "items", "result", "tmp", "val", "it", "whole", "rest", "about", "many", "more", "other", "every",
})  # fmt: skip
"""Names that say nothing of what they hold."""

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPE = (*_FUNCTION, ast.ClassDef)


@dataclass(frozen=True)
class Module:
    """A module as it is measured: its dotted name, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module = field(compare=False)
    is_package: bool = False

    @classmethod
    def parse(cls, name: str, text: str, is_package: bool = False) -> Module:
        """The module of this source."""
        return cls(name, text, ast.parse(text), is_package)

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.text.splitlines())


# ---- names


def homonyms(modules: Iterable[Module]) -> dict[str, tuple[str, ...]]:
    """The public names that more than one module defines, each with its modules."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        for name in dict.fromkeys(_defined(module.tree)):
            if not name.startswith("_"):
                homes[name].append(module.name)
    return {name: tuple(places) for name, places in sorted(homes.items()) if len(places) > 1}


def _defined(tree: ast.Module) -> Iterator[str]:
    """The names that a module's own statements bind, imports left out."""
    for statement in tree.body:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                for target in targets:
                    yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


class NameCollector(ast.NodeVisitor):
    """Collects names, as often as they are assigned.

    ``assigned`` are what functions bind (variables, targets of loops, comprehensions, with, match and except) and the
    attributes that are set; ``arguments`` are those of functions, ``self`` and ``cls`` left out. Fields of classes and
    constants of modules are neither.
    """

    def __init__(self) -> None:
        self.assigned: list[str] = []
        self.arguments: list[str] = []
        self._in_function = False

    def collect(self, modules: Iterable[Module]) -> NameCollector:
        """This collector, with the names of these modules added."""
        for module in modules:
            self.visit(module.tree)
        return self

    def _scope(self, node: ast.AST) -> None:
        outside = self._in_function
        self._in_function = not isinstance(node, ast.ClassDef)
        self.generic_visit(node)
        self._in_function = outside

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = visit_ClassDef = _scope

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store) and self._in_function:
            self.assigned.append(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.ctx, ast.Store):
            self.assigned.append(node.attr)
        self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> None:
        if node.arg not in ("self", "cls"):
            self.arguments.append(node.arg)

    def _captured(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.assigned.append(node.name)
        self.generic_visit(node)

    visit_ExceptHandler = visit_MatchAs = visit_MatchStar = _captured


def vague_share(names: list[str]) -> float:
    """How many in a hundred of these names are vague."""
    return 100 * sum(name in VAGUE for name in names) / len(names) if names else 0.0


# ---- complexity


def complexities(module: Module) -> dict[str, int]:
    """The cyclomatic complexity of each function, as radon counts it, by qualified name: one more than its decision
    points, those of functions within it left out."""
    counts: dict[str, int] = {}

    def visit(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, _FUNCTION):
                counts[prefix + child.name] = 1 + sum(map(_decisions, child.body))
            visit(child, f"{prefix}{child.name}." if isinstance(child, _SCOPE) else prefix)

    visit(module.tree, "")
    return counts


def _decisions(node: ast.AST) -> int:
    """The decision points in a node, those of functions and classes within it left out."""
    own = 0
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return 0
        case ast.If() | ast.IfExp() | ast.Assert():
            own = 1
        case ast.For(orelse=orelse) | ast.AsyncFor(orelse=orelse) | ast.While(orelse=orelse):
            own = 1 + bool(orelse)
        case ast.Try(handlers=handlers, orelse=orelse):
            own = len(handlers) + bool(orelse)
        case ast.BoolOp(values=values):
            own = len(values) - 1
        case ast.comprehension(ifs=ifs):
            own = 1 + len(ifs)
        case ast.Match(cases=cases):
            own = len(cases) - any(isinstance(c.pattern, ast.MatchAs) and c.pattern.pattern is None for c in cases)
    return own + sum(map(_decisions, ast.iter_child_nodes(node)))


# ---- imports


def import_graph(modules: Iterable[Module]) -> dict[str, set[str]]:
    """The modules that each imports, of these modules, wherever the import stands; those that only the type checker
    sees are left out."""
    modules = list(modules)
    names = {module.name for module in modules}
    return {module.name: set(_imported(module, module.tree, names)) - {module.name} for module in modules}


def _imported(module: Module, node: ast.AST, names: set[str]) -> Iterator[str]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in names)
    elif isinstance(node, ast.ImportFrom):
        base = _base(module, node)
        candidates = (name if (name := f"{base}.{alias.name}") in names else base for alias in node.names)
        yield from (name for name in candidates if name in names)
    for child in ast.iter_child_nodes(node):
        yield from _imported(module, child, names)


def _base(module: Module, node: ast.ImportFrom) -> str:
    """The module that an import names, one written with dots counted from where it stands."""
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    above = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*above, *([node.module] if node.module else [])])


def cycles(graph: Mapping[str, set[str]]) -> list[tuple[str, ...]]:
    """The strongly connected components of a graph that have more than one node."""
    reached = {name: _reachable(graph, name) for name in graph}
    components = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return sorted(components)


def _reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in graph.get(waiting.pop(), ()):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen


# ---- faces, and the page


def act_classes(journal: Module) -> frozenset[str]:
    """The classes of which the journal's union ``Act`` is made."""
    classes = {node.name for node in journal.tree.body if isinstance(node, ast.ClassDef)}
    for statement in journal.tree.body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "Act":
            return frozenset(node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)) & classes
    return frozenset()


def is_face(name: str) -> bool:
    """Whether a module is one of the faces."""
    return name.removeprefix(f"{PACKAGE}.").partition(".")[0] in FACES


def acts_constructed(module: Module, acts: frozenset[str]) -> list[tuple[int, str]]:
    """Where a module constructs an act, with the line: by its class, by ``model_validate`` and the like, or by handing
    its class on to be called.

    A face has no records of its own to copy, so that any ``model_copy`` in one is taken to be of an act.
    """
    local = dict(_names_of_acts(module, acts))
    found: set[tuple[int, str]] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            found |= {(node.lineno, act) for act in _constructed(node, local)}
    return sorted(found)


def _names_of_acts(module: Module, acts: frozenset[str]) -> Iterator[tuple[str, str]]:
    """How the module spells each act that it can name: bare where it is imported, or after the journal's name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                spelled = alias.asname or alias.name
                if node.module == f"{PACKAGE}.journal" and alias.name in acts:
                    yield spelled, alias.name
                elif node.module == PACKAGE and alias.name == "journal":
                    yield from ((f"{spelled}.{act}", act) for act in acts)


def _constructed(call: ast.Call, local: Mapping[str, str]) -> Iterator[str]:
    called = ast.unparse(call.func)
    receiver, _, method = called.rpartition(".")
    if called in local:
        yield local[called]
    elif method == "model_copy" or (method.startswith("model_") and receiver in local):
        yield called
    elif called not in ("isinstance", "issubclass", "cast"):
        arguments = (*call.args, *(keyword.value for keyword in call.keywords))
        yield from (local[name] for name in map(ast.unparse, arguments) if name in local)


def unnamed(modules: Iterable[Module], page: str) -> list[str]:
    """The modules whose own name does not stand in code on a page; a package's is that of its folder."""
    spelled = {word for code in re.findall(r"`([^`]+)`", page) for word in re.findall(r"\w+", code)}
    return [module.name for module in modules if module.name.rpartition(".")[2] not in spelled]
