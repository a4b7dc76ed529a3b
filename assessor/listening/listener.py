"""The classifier of notes: phrases, cues and weights of a bank made ready, and what is heard in a text by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from assessor.listening.cue_rules import RULES, TAKES_BACK
from assessor.listening.cue_scope import CueScope
from assessor.listening.matcher import Matcher, Matches, Span
from assessor.listening.phrasebook import SAFETY, Hears, Phrasebook
from assessor.listening.stems import expanded, stem
from assessor.listening.tokenizer import Tokenizer
from assessor.listening.weights import Clause, Scales
from assessor.taxonomy import HARM_DONE

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

"""Harm that somebody did to the client: a phrase that says it is a statement about harm too."""
MILDER = frozenset(
    "poor_manager_support poor_peer_support supportive_manager supportive_colleagues difficult_relationships workload "
    "adjustments_refused physical_health".split()
)
"""What the words of a clause that says such harm must not be weighed as besides: it would be the gentler reading."""
DEAF = frozenset({"hearing"})
"""Where it is heard, an interpreter is one of sign language, and says nothing of English."""

Detection = tuple[Hears | None, str, Span]
"""The entry whose phrase was heard, or none where it was the words together; the code; and the words."""


class Listener:
    """Hears texts by the phrases and the weights of a bank."""

    def __init__(self, phrases: Phrasebook) -> None:
        self.entries = phrases.hears
        self.matcher = Matcher()
        self.scales = Scales(phrases.weights)
        self.sets = phrases.sets
        self._next = 0
        self.words = self._add(entry.words for entry in self.entries)
        self.unless = self._add(entry.unless for entry in self.entries)
        self.perhaps = self._add(entry.perhaps for entry in self.entries)
        families = phrases.families
        self.families = dict(zip(self._add([[f"({words})"] for words in families.values()]), families, strict=True))
        self.cues = self._add(rule.words for rule in RULES)
        self.no_cues = self._add(rule.unless for rule in RULES)
        self.takes_back = self._add([TAKES_BACK])[0]
        shorthand = {
            short: [part for word in words.split() for part in expanded(word)]
            for file in phrases.files.values()
            for short, words in file.shorthand.items()
        }
        vocabulary = self.matcher.stems | {stem(word) for word in self.matcher.exact}
        vocabulary |= {word for word in self.scales.lines if word.isalpha()}
        familiar = frozenset(stem(word) for file in phrases.files.values() for word in file.familiar)
        self.tokenizer = Tokenizer(shorthand, vocabulary, familiar)

    def _add(self, groups: Iterable[Sequence[str]]) -> list[int]:
        """The number by which each of these groups of phrases is found."""
        first = self._next
        for group in groups:
            for phrase in group:
                self.matcher.add(phrase, self._next, self.sets)
            self._next += 1
        return list(range(first, self._next))

    def hear(self, text: str) -> list[Detection]:
        """What is heard in a text."""
        note = _Note(self, text)
        heard: list[Detection] = [(entry, entry.code, span) for entry, span in note.plainly()]
        harmed = note.clauses_that_say(heard, HARM_DONE)
        deaf = note.clauses_that_say(heard, DEAF) - note.clauses_with("english")
        if self.scales.bias:
            heard += [
                (entry, code, span)
                for entry, code, span in note.weighed()
                if not (code in MILDER and note.clause(span) in harmed)
                and not (code == "language" and note.clause(span) in deaf)
            ]
        return [(entry, code, note.place(span)) for entry, code, span in heard]

    def features(self, text: str) -> Mapping[str, float]:
        """What there is in a text to learn from, and how much each feature counts."""
        return _Note(self, text).joined().counts()


class _Note:
    """One text, and what stands in it."""

    def __init__(self, listener: Listener, text: str) -> None:
        self.listener = listener
        self.tokens = listener.tokenizer.tokens(text)
        self.matches = listener.matcher.matches(self.tokens)
        self.phrases = [
            (entry, span)
            for entry, number, unless in zip(listener.entries, listener.words, listener.unless, strict=True)
            for span in _free(self.matches, number, unless)
        ]
        inside = [0] * len(self.tokens)  # a cue that is part of a phrase governs no further than the phrase
        for entry, (begin, end) in self.phrases:
            if entry.kind != SAFETY:
                for at in range(begin, end):
                    inside[at] = max(inside[at], end)
        self.cues = self._cue_scope(inside)

    def _cue_scope(self, inside: Sequence[int]) -> CueScope:
        scope = CueScope(self.tokens, inside)
        for rule, number, unless in zip(RULES, self.listener.cues, self.listener.no_cues, strict=True):
            for span in _free(self.matches, number, unless):
                scope.mark(rule, span)
        for begin, _ in self.matches.get(self.listener.takes_back, ()):
            scope.take_back(begin)
        return scope

    def clause(self, span: Span) -> int:
        """In which clause words stand."""
        return self.tokens[span[0]].clause

    def clauses_that_say(self, heard: Iterable[Detection], codes: frozenset[str]) -> set[int]:
        """The clauses in which one of these codes was heard."""
        return {self.clause(span) for _, code, span in heard if code in codes}

    def clauses_with(self, word: str) -> set[int]:
        """The clauses in which a word stands."""
        return {token.clause for token in self.tokens if token.word == word}

    def place(self, span: Span) -> Span:
        """From which character to before which the words stand."""
        return self.tokens[span[0]].start, self.tokens[span[1] - 1].end

    def plainly(self) -> Iterator[tuple[Hears, Span]]:
        """The phrases that are heard whatever the words around them weigh: every one, in a bank without weights."""
        for entry, span in self.phrases:
            if (entry.sure or entry.kind == SAFETY or not self.listener.scales.bias) and self.cues.free(entry, span):
                yield entry, span

    # --- what there is to weigh -----------------------------------------------------------------------------------

    def clauses(self) -> list[Clause]:
        """What there is to weigh in each clause."""
        under = self._cue_scope([0] * len(self.tokens)).under
        clauses: dict[int, Clause] = {}
        marks = [_mark(cues) for cues in under]
        for at, token in enumerate(self.tokens):
            clause = clauses.setdefault(token.clause, Clause())
            if token.word not in UNSAID:
                root = "#" if token.word.isdecimal() else token.stem
                clause.words.setdefault(marks[at] + root, []).append(at)
        for entry, span in self.phrases:
            if entry.kind != SAFETY:
                mark = "" if self.cues.free(entry, span) else "x:"
                self._add_feature(clauses, f"{mark}!{entry.code}", span)
        for entry, number in zip(self.listener.entries, self.listener.perhaps, strict=True):
            for span in self.matches.get(number, ()):
                mark = "x:" if under[span[0]] or under[span[1] - 1] else ""
                self._add_feature(clauses, f"{mark}?{entry.code}", span)
        for number, family in self.listener.families.items():
            for span in self.matches.get(number, ()):
                self._add_feature(clauses, f"{marks[span[0]]}@{family}", span)
        return [clauses[number] for number in sorted(clauses)]

    def _add_feature(self, clauses: Mapping[int, Clause], feature: str, span: Span) -> None:
        places = clauses[self.tokens[span[0]].clause].others.setdefault(feature, [])
        places += [at for at in range(*span) if at not in places]

    def joined(self) -> Clause:
        """All the clauses as one."""
        joined = Clause()
        for clause in self.clauses()[:MOST_CLAUSES]:
            joined = joined.also(clause)
        return joined

    def weighed(self) -> Iterator[Detection]:
        """What the words of a clause together say: of a clause, of two that stand beside each other, of the text."""
        clauses = self.clauses()[:MOST_CLAUSES]
        windows = [*clauses, *(clause.also(after) for clause, after in pairwise(clauses))]
        if len(clauses) > 2:
            windows.append(self.joined())
        best: dict[str, tuple[float, Clause]] = {}
        for window in windows:
            for code, weight in self.listener.scales.weigh(window).items():
                if weight > 0 and weight > best.get(code, (0.0,))[0]:
                    best[code] = weight, window
        for code, (_, window) in best.items():
            if span := self._span(window, code):
                yield None, code, span

    def _span(self, window: Clause, code: str) -> Span | None:
        """The words in which a code was heard: those about the plainest one that say much of what it says."""
        weights = self.listener.scales.carried(window, code)
        if not weights:
            return None
        plainest = max(weights, key=lambda at: (weights[at], -at))
        clause, least = self.tokens[plainest].clause, CARRIES * weights[plainest]
        near = [at for at, weight in weights.items() if weight >= least and self.tokens[at].clause == clause]
        if code == SAFETY:  # what was denied is seldom what was meant: the words that came to it together, whole
            told = {self.tokens[at].clause for at, weight in weights.items() if weight > 0}
            near = [at for at, token in enumerate(self.tokens) if min(told) <= token.clause <= max(told)]
        return min(near), max(near) + 1


def _mark(cues: Iterable[str]) -> str:
    """What stands before a word that is under cues, so that it is another word: their first letters."""
    over = {cue.partition(" ")[0] for cue in cues} & OTHER_WORDS
    return "".join(sorted(cue[0] for cue in over)) + ":" if over else ""


def _free(matches: Matches, number: int, unless: int) -> Iterator[Span]:
    """Where a phrase or cue stands that nothing of its own ``unless`` overlaps."""
    barred = {at for begin, end in matches.get(unless, ()) for at in range(begin, end)}
    for span in matches.get(number, ()):
        if barred.isdisjoint(range(*span)):
            yield span
