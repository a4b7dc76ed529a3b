"""All that a bank hears by, made ready: its phrases and families in one tree, the cues, and the weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from assessor.listening import cue_rules as cues
from assessor.listening.cue_scope import Governed
from assessor.listening.matcher import Matcher, Span
from assessor.listening.phrasebook import SAFETY, Hears, Phrasebook
from assessor.listening.stems import plain, stem
from assessor.listening.tokenizer import Reader
from assessor.listening.weights import Clause, Scales

OTHER_WORDS = frozenset(("others", "past", "hedge", "plan"))
"""The cues under which a word is another word. What is denied is not: "not" is a word, and weighs something itself."""
UNSAID = frozenset(
    (
        "a an the this that these those i she he they we you it her his their its my our your him them me is "
        "are am be been being has have had was were s"
    ).split()
)
"""Words that weigh nothing."""
MOST_CLAUSES = 60  # of a text of more only these are weighed, so that none is slow to hear
CARRIES = 0.35  # a word is shown as one that a code was heard in if it says so much of what the plainest one says

Found = dict[int, list[Span]]
Said = tuple[Hears | None, str, Span]
"""The entry whose phrase was heard, or none where it was the words together; the code; and the words."""


class Index:
    """Hears texts by the phrases and the weights of a bank."""

    def __init__(self, phrases: Phrasebook) -> None:
        self.entries = phrases.hears
        self.matcher = Matcher()
        self.scales = Scales(phrases.weights)
        self.sets = phrases.sets
        self._next = 0
        self.words = self._add(one.words for one in self.entries)
        self.unless = self._add(one.unless for one in self.entries)
        self.perhaps = self._add(one.perhaps for one in self.entries)
        families = phrases.families
        self.families = dict(zip(self._add([[f"({words})"] for words in families.values()]), families, strict=True))
        self.cues = self._add(one.words for one in cues.RULES)
        self.no_cues = self._add(one.unless for one in cues.RULES)
        self.takes_back = self._add([cues.TAKES_BACK])[0]
        shorthand = {
            short: [part for word in words.split() for part in plain(word)]
            for file in phrases.files.values()
            for short, words in file.shorthand.items()
        }
        vocabulary = self.matcher.stems | {stem(word) for word in self.matcher.exact}
        vocabulary |= {word for word in self.scales.lines if word.isalpha()}
        familiar = frozenset(stem(word) for file in phrases.files.values() for word in file.familiar)
        self.reader = Reader(shorthand, vocabulary, familiar)

    def _add(self, groups: Iterable[Sequence[str]]) -> list[int]:
        """The number by which each of these groups of phrases is found."""
        first = self._next
        for several in groups:
            for phrase in several:
                self.matcher.add(phrase, self._next, self.sets)
            self._next += 1
        return list(range(first, self._next))

    def hear(self, text: str) -> list[Said]:
        """What is heard in a text."""
        note = _Note(self, text)
        heard: list[Said] = [(entry, entry.code, span) for entry, span in note.plainly()]
        if self.scales.bias:
            heard += note.weighed()
        return [(entry, code, note.place(span)) for entry, code, span in heard]

    def taught(self, text: str) -> Mapping[str, float]:
        """What there is in a text to learn from."""
        return _Note(self, text).whole().counts()


class _Note:
    """One text, and what stands in it."""

    def __init__(self, index: Index, text: str) -> None:
        self.index = index
        self.tokens = index.reader.tokens(text)
        self.found = index.matcher.found(self.tokens)
        self.phrases = [
            (entry, span)
            for entry, number, unless in zip(index.entries, index.words, index.unless, strict=True)
            for span in _free(self.found, number, unless)
        ]
        inside = [0] * len(self.tokens)  # a cue that is part of a phrase governs no further than the phrase
        for entry, (begin, end) in self.phrases:
            if entry.kind != SAFETY:
                for at in range(begin, end):
                    inside[at] = max(inside[at], end)
        self.governed = self._governed(inside)

    def _governed(self, inside: Sequence[int]) -> Governed:
        governed = Governed(self.tokens, inside)
        for rule, number, unless in zip(cues.RULES, self.index.cues, self.index.no_cues, strict=True):
            for span in _free(self.found, number, unless):
                governed.mark(rule, span)
        for begin, _ in self.found.get(self.index.takes_back, ()):
            governed.take_back(begin)
        return governed

    def place(self, span: Span) -> Span:
        """From which character to before which the words stand."""
        return self.tokens[span[0]].start, self.tokens[span[1] - 1].end

    def plainly(self) -> Iterator[tuple[Hears, Span]]:
        """The phrases that are heard whatever the words around them weigh: every one, in a bank without weights."""
        for entry, span in self.phrases:
            if (entry.sure or entry.kind == SAFETY or not self.index.scales.bias) and self.governed.free(entry, span):
                yield entry, span

    # --- what there is to weigh -----------------------------------------------------------------------------------

    def clauses(self) -> list[Clause]:
        """What there is to weigh in each clause."""
        under = self._governed([0] * len(self.tokens)).under
        made: dict[int, Clause] = {}
        marks = []
        for at, token in enumerate(self.tokens):
            cues_over = {cue.partition(" ")[0] for cue in under[at]} & OTHER_WORDS
            mark = "".join(sorted(cue[0] for cue in cues_over)) + ":" if cues_over else ""
            marks.append(mark)
            clause = made.setdefault(token.clause, Clause())
            if token.word not in UNSAID:
                root = "#" if token.word.isdecimal() else token.stem
                clause.words.setdefault(mark + root, []).append(at)
        for entry, span in self.phrases:
            if entry.kind != SAFETY:
                mark = "" if self.governed.free(entry, span) else "x:"
                self._say(made, f"{mark}!{entry.code}", span)
        for entry, number in zip(self.index.entries, self.index.perhaps, strict=True):
            for span in self.found.get(number, ()):
                mark = "x:" if under[span[0]] or under[span[1] - 1] else ""
                self._say(made, f"{mark}?{entry.code}", span)
        for number, family in self.index.families.items():
            for span in self.found.get(number, ()):
                self._say(made, f"{marks[span[0]]}@{family}", span)
        return [made[number] for number in sorted(made)]

    def _say(self, clauses: Mapping[int, Clause], feature: str, span: Span) -> None:
        places = clauses[self.tokens[span[0]].clause].others.setdefault(feature, [])
        places += [at for at in range(*span) if at not in places]

    def whole(self) -> Clause:
        """All the clauses as one."""
        whole = Clause()
        for clause in self.clauses()[:MOST_CLAUSES]:
            whole = whole.also(clause)
        return whole

    def weighed(self) -> Iterator[Said]:
        """What the words of a clause together say: of a clause, of two that stand beside each other, of the whole."""
        clauses = self.clauses()[:MOST_CLAUSES]
        windows = [*clauses, *(one.also(after) for one, after in pairwise(clauses))]
        if len(clauses) > 2:
            windows.append(self.whole())
        best: dict[str, tuple[float, Clause]] = {}
        for window in windows:
            for code, weight in self.index.scales.weigh(window).items():
                if weight > 0 and weight > best.get(code, (0.0,))[0]:
                    best[code] = weight, window
        for code, (_, window) in best.items():
            if span := self._span(window, code):
                yield None, code, span

    def _span(self, window: Clause, code: str) -> Span | None:
        """The words in which a code was heard: those about the plainest one that say much of what it says."""
        said = self.index.scales.carried(window, code)
        if not said:
            return None
        plainest = max(said, key=lambda at: (said[at], -at))
        clause = self.tokens[plainest].clause
        near = [
            at for at, weight in said.items() if weight >= CARRIES * said[plainest] and self.tokens[at].clause == clause
        ]
        return min(near), max(near) + 1


def _free(found: Found, number: int, unless: int) -> Iterator[Span]:
    """Where a phrase or cue stands that nothing of its own ``unless`` overlaps."""
    barred = {at for begin, end in found.get(unless, ()) for at in range(begin, end)}
    for span in found.get(number, ()):
        if barred.isdisjoint(range(*span)):
            yield span
