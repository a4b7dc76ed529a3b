"""A multi-pattern phrase matcher: a non-deterministic automaton of all phrases, made deterministic as texts are read.

Phrases are found in a row of words, however many phrases there are, in a time that grows with the words alone. Each
phrase is a small machine that steps from word to word (`PhraseState`). They are run together: a `MatchState` stands
for every place in every phrase that the words so far have led to, and remembers where each next word leads from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assessor.listening.phrases import EXACT, GAP, NUMBER, Alternatives, rows

GAP_WORDS, ROW_GAP_WORDS = 4, 8  # words that a gap takes, and words between two rows
LONGEST_MATCH = 30  # words from the first of a phrase to its last, small ones among them
MOST_STATES = 30_000  # remembered at most; then it begins afresh


class PhraseState:
    """A place in one phrase: where each next word leads, where any word leads, and which phrases end there."""

    __slots__ = ("ends", "further", "next")

    def __init__(self) -> None:
        self.next: dict[str, list[PhraseState]] = {}
        self.further: PhraseState | None = None
        self.ends: tuple[int, ...] = ()


class MatchState:
    """Every place that the words so far have led to, and the phrases that end with the last of them."""

    __slots__ = ("ends", "places", "steps")

    def __init__(self, places: frozenset[PhraseState], ends: tuple[int, ...]) -> None:
        self.places = places
        self.ends = ends
        self.steps: dict[Symbol, MatchState] = {}


Symbol = tuple[str, str, bool, bool, bool]
"""What a step looks at: stem and word (empty where no phrase has them), number, small word, new part of the clause."""


@dataclass(slots=True)
class Token:
    """A word of a text: its stem, its place in the text, the sentence, clause and part of a clause it stands in.

    ``asked`` marks the words of a question."""

    word: str
    stem: str
    start: int
    end: int
    clause: int
    sentence: int
    asked: bool = False
    number: bool = False
    small: bool = False
    part: int = 0


Span = tuple[int, int]
"""From which word, to before which."""

Matches = dict[int, list[Span]]
"""Where each phrase stands, by its number."""


class Matcher:
    """Phrases, each known by a number of its own, or one that it shares with others."""

    def __init__(self) -> None:
        self.root = PhraseState()
        self.stems: set[str] = set()
        self.exact: set[str] = set()
        self._begin()

    def _begin(self) -> None:
        self.states: dict[tuple[frozenset[PhraseState], tuple[int, ...]], MatchState] = {}
        self.start = MatchState(frozenset((self.root,)), ())
        self.dead = MatchState(frozenset(), ())

    def add(self, phrase: str, number: int, sets: Mapping[str, str] = MappingProxyType({})) -> None:
        """Adds a phrase, with the sets of words that it may name."""
        for order in rows(phrase, sets):
            frontier = [self.root]
            for place, row in enumerate(order):
                if place:
                    frontier = self._gap(frontier, ROW_GAP_WORDS)
                frontier = self._row(row, frontier)
            for state in frontier:
                if state is not self.root:
                    state.ends = (*state.ends, number)

    def _row(self, row: Sequence[Alternatives], frontier: list[PhraseState]) -> list[PhraseState]:
        for part in row:
            if part == ((GAP,),):
                frontier = self._gap(frontier, GAP_WORDS)
                continue
            out = PhraseState()
            for way in part:
                sources = frontier
                for place, word in enumerate(way):
                    target = out if place == len(way) - 1 else PhraseState()
                    for steps in {id(state.next): state.next for state in sources}.values():
                        steps.setdefault(word, []).append(target)
                    sources = [target]
                    (self.exact if word.startswith(EXACT) else self.stems).add(word.removeprefix(EXACT))
            frontier = [*frontier, out] if () in part else [out]
        return frontier

    @staticmethod
    def _gap(frontier: list[PhraseState], words: int) -> list[PhraseState]:
        """Lets so many words stand between what comes before and what comes after."""
        wide = list(frontier)
        for _ in range(words):
            beyond = PhraseState()
            for state in wide:
                state.further = state.further or beyond
            wide.append(beyond)
        if not any(state.next for state in wide):  # the same steps lead on from each: they are kept once
            for state in wide[1:]:
                state.next = wide[0].next
        return wide

    def matches(self, tokens: Sequence[Token]) -> Matches:
        """Where each phrase stands, by its number."""
        matches: Matches = {}
        symbols = list(self._symbols(tokens))
        count = len(tokens)
        for begin in range(count):
            state = self._step(self.start, (*symbols[begin][:4], False))
            clause, at = tokens[begin].clause, begin + 1
            last = min(count, begin + LONGEST_MATCH)
            while state is not self.dead:
                for number in state.ends:
                    matches.setdefault(number, []).append((begin, at))
                if at >= last or tokens[at].clause != clause:
                    break
                state = state.steps.get(symbols[at]) or self._step(state, symbols[at])
                at += 1
        return matches

    def _symbols(self, tokens: Sequence[Token]) -> Iterable[Symbol]:
        part = 0
        for token in tokens:
            root = token.stem if token.stem in self.stems else ""
            word = token.word if token.word in self.exact else ""
            yield root, word, token.number, token.small, token.part != part
            part = token.part

    def _step(self, state: MatchState, symbol: Symbol) -> MatchState:
        """The state to which a symbol leads, worked out when it is first asked for."""
        target = state.steps.get(symbol)
        if target is None:
            places, ends = self._targets(state, symbol)
            target = self._state(places, ends) if places else self.dead
            state.steps[symbol] = target
        return target

    def _targets(self, state: MatchState, symbol: Symbol) -> tuple[set[PhraseState], set[int]]:
        """The places in phrases to which a symbol leads from those of a state, and the phrases that it ends."""
        stem, word, number, small, parted = symbol
        keys = [stem] if stem else []
        keys += [EXACT + word] if word else []
        keys += [NUMBER] if number else []
        places: set[PhraseState] = set()
        ends: set[int] = set()
        for place in state.places:
            for key in keys:
                for target in place.next.get(key, ()):
                    places.add(target)
                    ends.update(target.ends)
            if place is self.root:
                continue
            if small and (place.next or place.further):
                places.add(place)
            elif place.further and not parted:
                places.add(place.further)
        return places, ends

    def _state(self, places: set[PhraseState], ends: set[int]) -> MatchState:
        """The one state of these places."""
        key = (frozenset(places), tuple(sorted(ends)))
        state = self.states.get(key) or MatchState(*key)
        if len(self.states) > MOST_STATES:
            self._begin()
        self.states[key] = state
        return state
