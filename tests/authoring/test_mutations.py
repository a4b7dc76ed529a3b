"""One slip of the pen in a bank, some hundreds of times: it is named where it was made, or it does no harm.

Each mutant is the shipped bank with one token of one file changed. Only the changed file is read afresh, and only what
rests on it is made again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files
from assessor.bank.personas import Persona
from assessor.care.replay import CallMade, case_of
from assessor.scripts.compiler import make_course, names_for_later
from assessor.scripts.conditions import Name
from assessor.scripts.course import Course
from assessor.scripts.model import Script
from assessor.scripts.piping import Piped
from assessor.yaml_source import BankError, Fault, SourceMap, load
from tests.care.conftest import TODAY
from tests.thorough import THOROUGH

SEED = 20261122
A_KIND = 32
"""How many mutants of each kind are made."""


@dataclass(frozen=True)
class Mutant:
    """A file with one slip: on which line, and the words by which a message may name it."""

    kind: str
    file: str
    line: int
    before: str
    after: str
    words: frozenset[str]

    def __str__(self) -> str:
        return f"{self.kind} {self.file}:{self.line}: {self.before.strip()!r} -> {self.after.strip()!r}"

    def files(self) -> dict[str, str]:
        lines = SHIPPED[self.file].splitlines()
        assert lines[self.line - 1] == self.before
        lines[self.line - 1] = self.after
        return SHIPPED | {self.file: "\n".join(lines) + "\n"}


SHIPPED = read_files()
Slip = tuple[int, int, str, set[str]]
"""From where to where on a line, what stands there instead, and the words that name it."""


def misspelt(word: str, chance: random.Random) -> str:
    """The word with two letters that stand side by side swapped, or its last letter doubled."""
    pairs = [i for i in range(len(word) - 1) if word[i] != word[i + 1] and word[i].isalpha() and word[i + 1].isalpha()]
    if not pairs:
        return word + word[-1]
    i = chance.choice(pairs)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def word_slips(pattern: str) -> Callable[[str, random.Random], Iterator[Slip]]:
    """Misspells what the group of a pattern finds."""

    def slips(line: str, chance: random.Random) -> Iterator[Slip]:
        for found in re.finditer(pattern, line):
            slip = misspelt(found[1], chance)
            yield found.start(1), found.end(1), slip, {found[1], slip}

    return slips


def swap_slips(pattern: str, instead: Mapping[str, tuple[str, ...]]) -> Callable[[str, random.Random], Iterator[Slip]]:
    """Puts something else, or nothing, where a pattern is found."""

    def slips(line: str, chance: random.Random) -> Iterator[Slip]:
        for found in re.finditer(pattern, line):
            slip = chance.choice(instead.get(found[0], ("",)))
            near = re.findall(r"\w+", line[max(found.start() - 30, 0) : found.end() + 30])
            yield found.start(), found.end(), slip, {word for word in near if len(word) > 3}

    return slips


def negated(line: str, chance: random.Random) -> Iterator[Slip]:
    for found in re.finditer(r"(?<![\w'\".-])(\d+)(?![\w'\".-])", line):
        yield found.start(), found.end(), f"-{found[0]}", {f"-{found[0]}"}


def shifted(line: str, chance: random.Random) -> Iterator[Slip]:
    blank = len(line) - len(line.lstrip())
    if blank and line.strip():
        to = chance.choice([blank - 1, blank + 1, blank + 2])
        yield 0, blank, " " * to, set(re.findall(r"\w{3,}", line))


NAME = r"\b([a-z]\w{3,})\b(?=[ .)]*(?:[=!<>]|in\b|and\b|or\b|\)|$))"
OPERATORS = {
    "==": ("=", "!=", "==="), "!=": ("==", "=!"), ">=": ("=>", "<="), "<=": ("=<", ">="),
    " and ": (" or ", " adn "), " or ": (" and ", " ro "), " not ": (" "," nto "), " in ": (" == ", " on "),
}  # fmt: skip
SLIPS: dict[str, tuple[str, Callable[[str, random.Random], Iterator[Slip]]]] = {
    "a key misspelt": (r"\w:", word_slips(r"(?:^\s*(?:- )?|[{,] ?)([a-z_]{2,}):(?= |$)")),
    "a code misspelt": (r"_", word_slips(r"\b([a-z]+_[a-z_]+)\b(?!:)")),
    "a number negated": (r"\d", negated),
    "a quote dropped": (r"['\"]", swap_slips(r"['\"]", {})),
    "a colon dropped": (r":", swap_slips(r":(?= |$)", {})),
    "an operator changed": (r"\b(?:ask_if|offer_if|when)\b", swap_slips("|".join(OPERATORS), OPERATORS)),
    "a condition's name misspelt": (r"\b(?:ask_if|offer_if|when):", word_slips(NAME)),
    "a piped name misspelt": (r"\{\{", word_slips(r"\{\{[^}]*?(\w+) *\}\}")),
    "a line moved": (r"^ +\S", shifted),
    "a bracket dropped": (r"[\[\]{}]", swap_slips(r"[\[\]{}]", {})),
}  # fmt: skip


def mutants(kind: str) -> Iterator[Mutant]:
    """So many mutants of a kind, each file having its turn."""
    chance = random.Random(f"{SEED} {kind}")  # noqa: S311 - a repeatable choice, no secret
    where, slips = SLIPS[kind]
    places = {
        file: [n for n, line in enumerate(text.splitlines(), 1) if re.search(where, line) and line.lstrip()[:1] != "#"]
        for file, text in SHIPPED.items()
    }
    made: set[Mutant] = set()
    for _ in range(50 * A_KIND):
        file = chance.choice([file for file in places if places[file]])
        number = chance.choice(places[file])
        line = SHIPPED[file].splitlines()[number - 1]
        found = list(slips(line, chance))
        if not found:
            continue
        start, end, slip, words = chance.choice(found)
        mutant = Mutant(kind, file, number, line, line[:start] + slip + line[end:], frozenset(words))
        if mutant not in made and mutant.before != mutant.after:
            made.add(mutant)
            yield mutant
        if len(made) == A_KIND:
            return


# ---- reading no more than has changed


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """What was read from the same text is not read again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessor.bank.loader.load", cache(load))
        patch.setattr("assessor.bank.loader.make_course", quick_course(make_course))
        for module in ("scripts.compiler", "bank.bank"):
            patch.setattr(f"assessor.{module}.Piped", quick_piped(Piped))
        read_bank(SHIPPED, "bank")  # what is faulty before any slip is another test's to say
        yield


def quick_course(make: Callable[..., Course]) -> Callable[..., Course]:
    """Makes a course again only if its own script, or the names in another one, have changed."""
    made: dict[object, Course] = {}
    names: dict[int, tuple[Script, tuple[Name, ...]]] = {}  # each with its script, so that no other has its id

    def named(script: Script) -> tuple[Name, ...]:
        if id(script) not in names:
            names[id(script)] = (script, tuple(names_for_later(script)))
        return names[id(script)][1]

    def quick(script: Script, source: SourceMap, others: Iterable[Script], facts: Mapping[str, Name]) -> Course:
        several = list(others)
        key = (named(script), id(script), tuple(facts.values()), *map(named, several))
        if key not in made:
            made[key] = make(script, source, several, facts)
        return made[key]

    return quick


def quick_piped(make: Callable[..., Piped]) -> Callable[..., Piped]:
    """Reads a text again only if the names that it may speak of have changed."""
    made: dict[object, Piped] = {}

    def quick(text: str, names: Mapping[str, Name]) -> Piped:
        key = (text, frozenset(names))
        if key not in made:
            made[key] = make(text, names)
        return made[key]

    return quick


# ---- what becomes of a mutant


def named(mutant: Mutant, faults: Iterable[Fault]) -> bool:
    """Whether an author is led to the slip: by its line, by its words, wherever they are missed, or by the line on
    which the bracket opens that it leaves open."""
    return any(
        (fault.file == f"bank/{mutant.file}" and (fault.line == mutant.line or opens(mutant, fault)))
        or any(word in fault.message or word in fault.text for word in mutant.words)
        for fault in faults
    )


def opens(mutant: Mutant, fault: Fault) -> bool:
    """Whether the fault stands at the opening of the list, over several lines, whose closing the mutant has lost."""
    if "not closed" not in fault.message or fault.line > mutant.line:
        return False
    between = SHIPPED[mutant.file].splitlines()[fault.line - 1 : mutant.line]
    whole = "\n".join(between)[fault.column - 1 :]
    return whole.count("[") + whole.count("{") == whole.count("]") + whole.count("}")


def replayed(bank: Bank, persona: Persona) -> None:
    """The persona's calls and the plan that comes of them; what does not fit is a problem and not an error."""
    calls = []
    for call in persona.calls:
        if call.script in bank.courses:
            course = bank.course(call.script)
            acts, _ = call.acts(course, TODAY)
            calls.append(CallMade(course, TODAY, acts))
    if calls:
        assert case_of(bank, persona.known_as(TODAY), calls).plan


def concerned(mutant: Mutant, bank: Bank) -> Iterator[Persona]:
    """The persona of the file that was changed; else one that calls by the script that was, or any one."""
    chance = random.Random(str(mutant))  # noqa: S311 - a repeatable choice, no secret
    own = [p for p in bank.personas.values() if mutant.file == f"personas/{p.persona}.yaml"]
    by_script = [p for p in bank.personas.values() if any(mutant.file == f"scripts/{c.script}.yaml" for c in p.calls)]
    yield own[0] if own else chance.choice(by_script or list(bank.personas.values()))


@THOROUGH
@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_is_named_where_it_was_made_or_does_no_harm(kind: str) -> None:
    lost, refused = [], 0
    made = list(mutants(kind))
    for mutant in made:
        try:
            bank = read_bank(mutant.files(), "bank")
        except BankError as error:
            refused += 1
            if not named(mutant, error.faults):
                lost.append(f"{mutant}\n    {error.faults[0]}")
            continue
        for persona in concerned(mutant, bank):
            replayed(bank, persona)
    assert len(made) == A_KIND
    assert refused
    assert lost == [], "\n".join(lost)
