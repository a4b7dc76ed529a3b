"""Learns what words weigh from notes whose meaning people have said: a line drawn through them for each code.

For each code it finds the weights that leave the notes which say it above nothing, and the others below, by as wide a
margin as can be with small weights (a linear support vector machine, found one note at a time by dual coordinate
descent: Hsieh et al., ICML 2008). Nothing is drawn by chance: the same notes give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from assessor.listening.listener import Index
from assessor.listening.phrasebook import CODES, SAFETY, Phrasebook
from assessor.listening.weights import Weights
from assessor.wording import did_you_mean
from assessor.yaml_source import BankError, Fault, Source, read_yaml

LISTS = {"situation": "situation", "needs": "need", "barriers": "barrier", "strengths": "strength"}
"""The keys of a note that name codes, and the kind of code that each names."""
COST, SAID_COUNTS = 0.5, 1.5  # what a note on the wrong side costs, and how much more one that says the code
SAFETY_COST, SAFETY_COUNTS = 1.0, 3.0  # the same for harm, where what is missed is worse than what is shown for nothing
PASSES, SMALL_CHANGE = 40, 0.02  # over all the notes, at most; and the change at which to stop
LEAST = 0.08  # weights nearer nothing are left out
LEAN = 0.15  # how far a code must be above the line to be heard: what is offered for nothing costs attention
LEAN_SAFETY = 1.1  # beside the phrases for harm, which are heard whatever is weighed


@dataclass(frozen=True)
class Learnt:
    """A note, and what people say that it says: ``may`` is left open, neither taught nor counted."""

    note: str
    codes: frozenset[str]
    may: frozenset[str] = frozenset()


def read_learnt(text: str, file: str) -> tuple[list[Learnt], Source]:
    """The notes of a file, each with its codes; raises `BankError` with the place of every code that there is not."""
    data, source = read_yaml(text, file)
    if not isinstance(data, list) or not all(
        isinstance(one, dict) and isinstance(one.get("note"), str) for one in data
    ):
        raise BankError([source.fault((), "expected a list of notes, each with note: and what it says")])
    faults: list[Fault] = []
    made = []
    for place, one in enumerate(data):
        codes: set[str] = set()
        may: set[str] = set(one.get("may") or ())
        for key, kind in LISTS.items():
            said = one.get(key) or ()
            for code in [said] if isinstance(said, str) else said:
                if code not in CODES[kind]:
                    faults.append(
                        source.fault((place, key), f"unknown {kind} {code!r}{did_you_mean(code, CODES[kind])}")
                    )
                codes.add(code)
        open_situation = one.get("may_situation") or ()
        may |= {open_situation} if isinstance(open_situation, str) else set(open_situation)
        faults += [
            source.fault((place,), f"unknown code {code!r}")
            for code in may
            if not any(code in c for c in CODES.values())
        ]
        codes |= {SAFETY} if one.get("safety") else set()
        may |= {SAFETY} if one.get("may_safety") else set()
        made.append(Learnt(one["note"], frozenset(codes), frozenset(may) - codes))
    if faults:
        raise BankError(faults)
    return made, source


def learn(notes: Iterable[Learnt], harm: Iterable[Learnt], phrases: Phrasebook, name: str, owner: str) -> Weights:
    """The weights that these notes teach, for words and for the phrases and families of a phrasebook.

    Of the notes of ``harm`` it is only known whether they are statements about harm.
    """
    told, harm = list(notes), frozenset(harm)
    notes = [*told, *harm]
    index = Index(_knowing(phrases, _vocabulary(notes, phrases)))
    notes = _dealt(notes)
    features = [index.taught(one.note) for one in notes]
    names = sorted({feature for one in features for feature in one})
    numbers = {feature: number for number, feature in enumerate(names)}
    rows = [[(numbers[feature], count) for feature, count in one.items()] for one in features]
    table: dict[str, list[str]] = {}
    bias: dict[str, float] = {}
    for code in sorted({code for one in notes for code in one.codes}):
        taught = [
            (row, 1.0 if code in one.codes else -1.0)
            for row, one in zip(rows, notes, strict=True)
            if code not in one.may and (code == SAFETY or one not in harm)
        ]
        cost, said = (SAFETY_COST, SAFETY_COUNTS) if code == SAFETY else (COST, SAID_COUNTS)
        weights = _line(taught, len(names), [cost * (said if side > 0 else 1.0) for _, side in taught])
        bias[code] = round(weights.pop() - (LEAN_SAFETY if code == SAFETY else LEAN), 3)
        for feature, weight in zip(names, weights, strict=True):
            if abs(weight) >= LEAST:
                table.setdefault(feature, []).append(f"{code} {weight:.2f}")
    lines = "\n".join(f"{feature}\t{', '.join(said)}" for feature, said in table.items())
    return Weights(weights=name, owner=owner, learnt_from=f"{len(notes)} notes", bias=bias, table=lines + "\n")


def _dealt(notes: Sequence[Learnt]) -> list[Learnt]:
    """The notes as if shuffled, the same way each time: learning is slow where all that are alike stand together."""
    return sorted(notes, key=lambda one: sha256(one.note.encode()).digest())


def _vocabulary(notes: Iterable[Learnt], phrases: Phrasebook) -> set[str]:
    """The words that stand in more notes than one: what stands in one alone may be a slip."""
    reader = Index(Phrasebook(phrases.files)).reader
    counts: Counter[str] = Counter()
    for one in notes:
        counts.update({token.stem for token in reader.tokens(one.note) if token.word.isalpha()})
    return {word for word, times in counts.items() if times > 1}


def _knowing(phrases: Phrasebook, words: Iterable[str]) -> Phrasebook:
    """A phrasebook that knows these words, and has no weights yet."""
    return Phrasebook(
        phrases.files, (Weights(weights="words", table="".join(f"{word}\t\n" for word in sorted(words))),)
    )


def _line(notes: Sequence[tuple[list[tuple[int, float]], float]], count: int, costs: Sequence[float]) -> list[float]:
    """The weights of each feature for one code, and the bias last; each note costs so much on the wrong side."""
    weights = [0.0] * (count + 1)
    held = [0.0] * len(notes)
    squares = [sum(value * value for _, value in row) + 1.0 for row, _ in notes]
    slack = [1 / (2 * cost) for cost in costs]
    ahead = list(range(len(notes)))
    bound = float("inf")  # a note further on its own side than this is let be until the others have settled
    for _ in range(PASSES):
        most, still = 0.0, []
        for at in ahead:
            row, side = notes[at]
            margin = weights[count]
            for feature, value in row:
                margin += weights[feature] * value
            slope = side * margin - 1.0 + held[at] * slack[at]
            if held[at] == 0.0 and slope > 0.0:
                if slope <= bound:
                    still.append(at)
                continue
            still.append(at)
            most = max(most, abs(slope))
            before = held[at]
            held[at] = max(before - slope / (squares[at] + slack[at]), 0.0)
            step = (held[at] - before) * side
            for feature, value in row:
                weights[feature] += step * value
            weights[count] += step
        if most >= SMALL_CHANGE:
            bound, ahead = most, still
        elif len(ahead) == len(notes):
            break
        else:
            bound, ahead = float("inf"), list(range(len(notes)))
    return weights


def as_file(weights: Weights, command: str) -> str:
    """The weights as the file of a bank that holds them."""
    bias = "".join(f"  {code}: {value}\n" for code, value in weights.bias.items())
    table = "".join(f"  {line}\n" for line in weights.table.splitlines())
    return (
        f"# Learnt, not written: {command}\n"
        f"weights: {weights.weights}\nowner: {weights.owner}\nlearnt_from: {weights.learnt_from}\n"
        f"bias:\n{bias}table: |\n{table}"
    )
