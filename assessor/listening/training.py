"""The training of a linear support vector machine: what words weigh, from notes whose meaning people have said.

For each code it finds the weights that leave the notes which say it above nothing, and the others below, by as wide a
margin as can be with small weights (found one note at a time by dual coordinate descent: Hsieh et al., ICML 2008).
Nothing is drawn by chance: the same notes give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from assessor.listening.listener import Listener
from assessor.listening.phrasebook import CODES, SAFETY, Phrasebook
from assessor.listening.weights import Weights
from assessor.wording import did_you_mean
from assessor.yaml_source import BankError, Fault, SourceMap, read_yaml

LISTS = {"situation": "situation", "needs": "need", "barriers": "barrier", "strengths": "strength"}
"""The keys of a note that name codes, and the kind of code that each names."""
COST, SAID_COUNTS = 0.5, 1.5  # what a note on the wrong side costs, and how much more one that says the code
SAFETY_COST, SAFETY_COUNTS = 1.0, 3.0  # the same for harm, where what is missed is worse than what is shown for nothing
PASSES, SMALL_CHANGE = 40, 0.02  # over all the notes, at most; and the change at which to stop
LEAST = 0.08  # weights nearer nothing are left out
LEAN = 0.15  # how far a code must be above the line to be heard: what is offered for nothing costs attention
LEAN_SAFETY = 1.1  # beside the phrases for harm, which are heard whatever is weighed


@dataclass(frozen=True)
class LabelledNote:
    """A note, and what people say that it says: ``may`` is left open, neither taught nor counted."""

    note: str
    codes: frozenset[str]
    may: frozenset[str] = frozenset()


# ---- reading


def read_labelled(text: str, file: str) -> tuple[list[LabelledNote], SourceMap]:
    """The notes of a file, each with its codes; raises `BankError` with the place of every code that there is not."""
    entries, source = read_yaml(text, file)
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and isinstance(entry.get("note"), str) for entry in entries
    ):
        raise BankError([source.fault((), "expected a list of notes, each with note: and what it says")])
    faults = [fault for place, entry in enumerate(entries) for fault in _unknown_codes(entry, place, source)]
    if faults:
        raise BankError(faults)
    return [_labelled(entry) for entry in entries], source


def _labelled(entry: Mapping[str, Any]) -> LabelledNote:
    codes = {code for key in LISTS for code in _codes(entry, key)}
    codes |= {SAFETY} if entry.get("safety") else set()
    may = {*_codes(entry, "may"), *_codes(entry, "may_situation")}
    may |= {SAFETY} if entry.get("may_safety") else set()
    return LabelledNote(entry["note"], frozenset(codes), frozenset(may) - codes)


def _codes(entry: Mapping[str, Any], key: str) -> list[str]:
    """The codes that stand under a key, whether one or a list of them."""
    codes = entry.get(key) or ()
    return [codes] if isinstance(codes, str) else list(codes)


def _unknown_codes(entry: Mapping[str, Any], place: int, source: SourceMap) -> Iterator[Fault]:
    for key, kind in LISTS.items():
        for code in _codes(entry, key):
            if code not in CODES[kind]:
                yield source.fault((place, key), f"unknown {kind} {code!r}{did_you_mean(code, CODES[kind])}")
    for code in (*_codes(entry, "may"), *_codes(entry, "may_situation")):
        if not any(code in codes for codes in CODES.values()):
            yield source.fault((place,), f"unknown code {code!r}")


# ---- training


@dataclass(frozen=True)
class TrainingSet:
    """Notes as rows of features, each by its number and how much it counts; of ``harm`` only safety is known."""

    notes: list[LabelledNote]
    harm: frozenset[LabelledNote]
    features: list[str]
    rows: list[list[tuple[int, float]]]

    @classmethod
    def of(cls, notes: Iterable[LabelledNote], harm: Iterable[LabelledNote], phrases: Phrasebook) -> TrainingSet:
        """The notes as what a listener with these phrases finds in them."""
        harm = frozenset(harm)
        every_note = [*notes, *harm]
        listener = Listener(_with_vocabulary(phrases, _vocabulary(every_note, phrases)))
        every_note = _shuffled(every_note)
        counts = [listener.features(labelled.note) for labelled in every_note]
        features = sorted({feature for row in counts for feature in row})
        numbers = {feature: number for number, feature in enumerate(features)}
        rows = [[(numbers[feature], count) for feature, count in row.items()] for row in counts]
        return cls(every_note, harm, features, rows)

    def of_code(self, code: str) -> list[tuple[list[tuple[int, float]], float]]:
        """The rows that teach a code, each with the side on which it lies: 1 where the note says it, else -1."""
        return [
            (row, 1.0 if code in labelled.codes else -1.0)
            for row, labelled in zip(self.rows, self.notes, strict=True)
            if code not in labelled.may and (code == SAFETY or labelled not in self.harm)
        ]


def train(
    notes: Iterable[LabelledNote], harm: Iterable[LabelledNote], phrases: Phrasebook, name: str, owner: str
) -> Weights:
    """The weights that these notes teach, for words and for the phrases and families of a phrasebook.

    Of the notes of ``harm`` it is only known whether they are statements about harm.
    """
    taught = TrainingSet.of(notes, harm, phrases)
    table: dict[str, list[str]] = {}
    bias: dict[str, float] = {}
    for code in sorted({code for labelled in taught.notes for code in labelled.codes}):
        rows = taught.of_code(code)
        cost, positive = (SAFETY_COST, SAFETY_COUNTS) if code == SAFETY else (COST, SAID_COUNTS)
        costs = [cost * (positive if side > 0 else 1.0) for _, side in rows]
        weights = _separating_line(rows, len(taught.features), costs)
        bias[code] = round(weights.pop() - (LEAN_SAFETY if code == SAFETY else LEAN), 3)
        for feature, weight in zip(taught.features, weights, strict=True):
            if abs(weight) >= LEAST:
                table.setdefault(feature, []).append(f"{code} {weight:.2f}")
    lines = "\n".join(f"{feature}\t{', '.join(weights)}" for feature, weights in table.items())
    learnt_from = f"{len(taught.notes)} notes"
    return Weights(weights=name, owner=owner, learnt_from=learnt_from, bias=bias, table=lines + "\n")


def _shuffled(notes: Sequence[LabelledNote]) -> list[LabelledNote]:
    """The notes shuffled, the same way each time: learning is slow where all that are alike stand together."""
    return sorted(notes, key=lambda labelled: sha256(labelled.note.encode()).digest())


def _vocabulary(notes: Iterable[LabelledNote], phrases: Phrasebook) -> set[str]:
    """The words that stand in more notes than one: what stands in one alone may be a slip."""
    tokenizer = Listener(Phrasebook(phrases.files)).tokenizer
    counts: Counter[str] = Counter()
    for labelled in notes:
        counts.update({token.stem for token in tokenizer.tokens(labelled.note) if token.word.isalpha()})
    return {word for word, times in counts.items() if times > 1}


def _with_vocabulary(phrases: Phrasebook, words: Iterable[str]) -> Phrasebook:
    """A phrasebook that knows these words, and has no weights yet."""
    return Phrasebook(
        phrases.files, (Weights(weights="words", table="".join(f"{word}\t\n" for word in sorted(words))),)
    )


def _separating_line(
    notes: Sequence[tuple[list[tuple[int, float]], float]], count: int, costs: Sequence[float]
) -> list[float]:
    """The weights of each feature for one code, and the bias last; each note costs so much on the wrong side."""
    weights = [0.0] * (count + 1)
    duals = [0.0] * len(notes)
    squares = [sum(value * value for _, value in row) + 1.0 for row, _ in notes]
    slack = [1 / (2 * cost) for cost in costs]
    active = list(range(len(notes)))
    bound = float("inf")  # a note further on its own side than this is let be until the others have settled
    for _ in range(PASSES):
        most, still_active = 0.0, []
        for at in active:
            row, side = notes[at]
            margin = weights[count]
            for feature, value in row:
                margin += weights[feature] * value
            slope = side * margin - 1.0 + duals[at] * slack[at]
            if duals[at] == 0.0 and slope > 0.0:
                if slope <= bound:
                    still_active.append(at)
                continue
            still_active.append(at)
            most = max(most, abs(slope))
            before = duals[at]
            duals[at] = max(before - slope / (squares[at] + slack[at]), 0.0)
            step = (duals[at] - before) * side
            for feature, value in row:
                weights[feature] += step * value
            weights[count] += step
        if most >= SMALL_CHANGE:
            bound, active = most, still_active
        elif len(active) == len(notes):
            break
        else:
            bound, active = float("inf"), list(range(len(notes)))
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
