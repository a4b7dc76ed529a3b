"""Measures the code in `assessor/` and prints each figure beside the limit that it is held to.

    uv run python tools/house.py                          exit 1 where a limit is not held, and where that is
    uv run python tools/house.py --write docs/house.md    writes the table too

How each is counted, `tools/measures.py` says; what is let stand all the same, with its reason, `tools/house.toml`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.measures import (
    PACKAGE,
    VAGUE,
    Module,
    NameCollector,
    act_classes,
    acts_constructed,
    complexities,
    cycles,
    homonyms,
    import_graph,
    is_face,
    unnamed,
    vague_share,
)

ROOT = Path(__file__).resolve().parents[1]
PAGE = "docs/architecture.md"

HOMONYMS = 15
VAGUE_SHARE = 2.0
"""Vague names in a hundred."""
LINES = 400
COMPLEXITY = 20
"""The cyclomatic complexity that a function may have; the next begins radon's grade D."""
COMPLEX = 3
"""How many functions may be past it, for a reason of their own."""


@dataclass(frozen=True)
class Measure:
    """One measure: its figure and its limit in words, whether it is held, and the places where it is not."""

    what: str
    figure: str
    limit: str
    holds: bool
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """What is let stand, each with its reason: homonyms by name, functions by ``module:function``."""

    homonyms: Mapping[str, str] = field(default_factory=dict)
    complex: Mapping[str, str] = field(default_factory=dict)


def read_modules(root: Path = ROOT) -> list[Module]:
    """Every module of the package in a folder."""
    modules = []
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        modules.append(Module.parse(name, path.read_text(encoding="utf-8"), is_package))
    return modules


def read_allowed(root: Path = ROOT) -> Allowed:
    """What `tools/house.toml` lets stand."""
    tables = tomllib.loads((root / "tools" / "house.toml").read_text(encoding="utf-8"))
    return Allowed(tables["homonyms"], tables["complex"])


def measures(modules: list[Module], page: str, allowed: Allowed) -> list[Measure]:
    """Every measure of these modules but that of import-linter, with what ``allowed`` lets stand."""
    return [
        measured_homonyms(modules, allowed),
        *measured_names(modules),
        measured_lines(modules),
        measured_complexity(modules, allowed),
        measured_cycles(modules),
        measured_faces(modules),
        measured_page(modules, page),
    ]


def measured_homonyms(modules: Iterable[Module], allowed: Allowed) -> Measure:
    """Public names with more than one home: few, and each with its reason."""
    homes = {name: ", ".join(places) for name, places in homonyms(modules).items()}
    places = _unlisted(homes, allowed.homonyms)
    limit = f"{HOMONYMS}, each with its reason"
    return Measure("Public names in two modules", str(len(homes)), limit, len(homes) <= HOMONYMS and not places, places)


def measured_names(modules: Iterable[Module]) -> Iterator[Measure]:
    """The share of vague names among those assigned, and among the arguments."""
    collector = NameCollector().collect(modules)
    for what, names in (("Vague names assigned", collector.assigned), ("Vague arguments", collector.arguments)):
        counts = Counter(name for name in names if name in VAGUE)
        places = tuple(f"{name}: {count}" for name, count in counts.most_common())
        share = vague_share(names)
        yield Measure(what, f"{share:.1f} %", f"{VAGUE_SHARE:g} %", share <= VAGUE_SHARE, places)


def measured_lines(modules: Iterable[Module]) -> Measure:
    """Modules too long to be read at a sitting."""
    places = tuple(f"{module.name}: {module.lines} lines" for module in modules if module.lines > LINES)
    return Measure(f"Modules past {LINES} lines", str(len(places)), "0", not places, places)


def measured_complexity(modules: Iterable[Module], allowed: Allowed) -> Measure:
    """Functions with more branches than can be kept in mind: few, and each with its reason."""
    counts = {f"{module.name}:{name}": count for module in modules for name, count in complexities(module).items()}
    past = {name: str(count) for name, count in counts.items() if count > COMPLEXITY}
    places = _unlisted(past, allowed.complex)
    limit = f"{COMPLEX}, each with its reason"
    return Measure("Functions of grade D or worse", str(len(past)), limit, len(past) <= COMPLEX and not places, places)


def measured_cycles(modules: Iterable[Module]) -> Measure:
    """Modules that import each other."""
    places = tuple(" <-> ".join(cycle) for cycle in cycles(import_graph(modules)))
    return Measure("Circles of imports", str(len(places)), "0", not places, places)


def measured_faces(modules: Iterable[Module]) -> Measure:
    """Places where a face constructs an act itself."""
    modules = list(modules)
    acts = frozenset().union(*(act_classes(module) for module in modules if module.name == f"{PACKAGE}.journal"))
    faces = [module for module in modules if is_face(module.name)]
    places = tuple(f"{face.name}:{line}: {act}" for face in faces for line, act in acts_constructed(face, acts))
    return Measure("Acts constructed by a face", str(len(places)), "0", not places, places)


def measured_page(modules: Iterable[Module], page: str) -> Measure:
    """Modules that the architecture page does not name."""
    places = tuple(unnamed(modules, page))
    return Measure(f"Modules not named in {PAGE}", str(len(places)), "0", not places, places)


def measured_contracts(root: Path = ROOT) -> Measure:
    """The floors, and whatever else import-linter is told to hold."""
    from importlinter.cli import lint_imports

    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        broken = lint_imports(config_filename=str(root / "pyproject.toml"), no_cache=True)
    places = (output.getvalue().strip(),) if broken else ()
    return Measure("Contracts of import-linter", "broken" if broken else "kept", "kept", not broken, places)


def _unlisted(places: Mapping[str, str], reasons: Mapping[str, str]) -> tuple[str, ...]:
    """What is not let stand, and what is let stand and is no longer there."""
    unlisted = (f"{name}: {place}" for name, place in places.items() if name not in reasons)
    stale = (f"{name}: let stand, and is no longer there" for name in reasons if name not in places)
    return (*unlisted, *stale)


def table(measured: Iterable[Measure]) -> str:
    """The measures as a Markdown table."""
    lines = ["| Measure | Figure | Limit | Held |", "|---|---|---|---|"]
    lines += [f"| {m.what} | {m.figure} | {m.limit} | {'yes' if m.holds else 'no'} |" for m in measured]
    return "\n".join(lines)


def page_of(measured: Iterable[Measure], allowed: Allowed) -> str:
    """The page that ``--write`` makes: the table, then what is let stand with its reasons."""
    lines = ["# The house, measured", "", f"`{PACKAGE}/`, by `tools/house.py`.", "", table(measured), ""]
    for title, reasons in (("Public names in two modules", allowed.homonyms), ("Grade D or worse", allowed.complex)):
        if reasons:
            lines += [f"## {title}", "", *(f"- `{name}`: {reason}" for name, reason in reasons.items()), ""]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, and the places where a limit is not held; the exit status."""
    parser = argparse.ArgumentParser(description="Measures the code beside its limits.")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table to this file too")
    options = parser.parse_args(arguments)
    allowed = read_allowed()
    measured = measures(read_modules(), (ROOT / PAGE).read_text(encoding="utf-8"), allowed)
    measured.append(measured_contracts())
    for measure in measured:
        if not measure.holds:
            print(f"{measure.what}:", *(f"  {place}" for place in measure.places), sep="\n")
    print(table(measured))
    if options.write:
        options.write.write_text(page_of(measured, allowed), encoding="utf-8", newline="\n")
    return 0 if all(measure.holds for measure in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
