"""Finds phrases in a row of words, however many phrases there are, in a time that grows with the words alone.

Each phrase is a small machine that steps from word to word. They are run together: a `State` stands for every place in
every phrase that the words so far have led to, and remembers where each next word leads from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assessor.listening.phrases import EXACT, GAP, NUMBER, Part, rows

GAP_WORDS, APART = 4, 8  # words that a gap takes, and words between two rows
LONGEST = 30  # words from the first of a phrase to its last, small ones among them
STATES = 30_000  # remembered at most; then it begins afresh


class Node:
    """A place in one phrase: where each next word leads, where any word leads, and which phrases end here."""

    __slots__ = ("ends", "further", "next")

    def __init__(self) -> None:
        self.next: dict[str, list[Node]] = {}
        self.further: Node | None = None
        self.ends: tuple[int, ...] = ()


class State:
    """Every place that the words so far have led to, and the phrases that end with the last of them."""

    __slots__ = ("ends", "nodes", "steps")

    def __init__(self, nodes: frozenset[Node], ends: tuple[int, ...]) -> None:
        self.nodes = nodes
        self.ends = ends
        self.steps: dict[Look, State] = {}


Look = tuple[str, str, bool, bool, bool]
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


class Matcher:
    """Phrases, each known by a number of its own, or one that it shares with others."""

    def __init__(self) -> None:
        self.root = Node()
        self.stems: set[str] = set()
        self.exact: set[str] = set()
        self._begin()

    def _begin(self) -> None:
        self.states: dict[tuple[frozenset[Node], tuple[int, ...]], State] = {}
        self.start = State(frozenset((self.root,)), ())
        self.nothing = State(frozenset(), ())

    def add(self, phrase: str, number: int, sets: Mapping[str, str] = MappingProxyType({})) -> None:
        """Adds a phrase, with the sets of words that it may name."""
        for order in rows(phrase, sets):
            frontier = [self.root]
            for place, row in enumerate(order):
                if place:
                    frontier = self._gap(frontier, APART)
                frontier = self._row(row, frontier)
            for node in frontier:
                if node is not self.root:
                    node.ends = (*node.ends, number)

    def _row(self, row: Sequence[Part], frontier: list[Node]) -> list[Node]:
        for part in row:
            if part == ((GAP,),):
                frontier = self._gap(frontier, GAP_WORDS)
                continue
            out = Node()
            for way in part:
                here = frontier
                for place, word in enumerate(way):
                    there = out if place == len(way) - 1 else Node()
                    for steps in {id(node.next): node.next for node in here}.values():
                        steps.setdefault(word, []).append(there)
                    here = [there]
                    (self.exact if word.startswith(EXACT) else self.stems).add(word.removeprefix(EXACT))
            frontier = [*frontier, out] if () in part else [out]
        return frontier

    @staticmethod
    def _gap(frontier: list[Node], words: int) -> list[Node]:
        """Lets so many words stand here."""
        wide = list(frontier)
        for _ in range(words):
            beyond = Node()
            for node in wide:
                node.further = node.further or beyond
            wide.append(beyond)
        if not any(node.next for node in wide):  # the same steps lead on from each: they are kept once
            for node in wide[1:]:
                node.next = wide[0].next
        return wide

    def found(self, tokens: Sequence[Token]) -> dict[int, list[Span]]:
        """Where each phrase stands, by its number."""
        every: dict[int, list[Span]] = {}
        looks = list(self._looks(tokens))
        count = len(tokens)
        for begin in range(count):
            state = self._step(self.start, (*looks[begin][:4], False))
            clause, at = tokens[begin].clause, begin + 1
            last = min(count, begin + LONGEST)
            while state is not self.nothing:
                for number in state.ends:
                    every.setdefault(number, []).append((begin, at))
                if at >= last or tokens[at].clause != clause:
                    break
                state = state.steps.get(looks[at]) or self._step(state, looks[at])
                at += 1
        return every

    def _looks(self, tokens: Sequence[Token]) -> Iterable[Look]:
        part = 0
        for token in tokens:
            root = token.stem if token.stem in self.stems else ""
            word = token.word if token.word in self.exact else ""
            yield root, word, token.number, token.small, token.part != part
            part = token.part

    def _step(self, state: State, look: Look) -> State:
        known = state.steps.get(look)
        if known is not None:
            return known
        stem, word, number, small, parted = look
        keys = [stem] if stem else []
        keys += [EXACT + word] if word else []
        keys += [NUMBER] if number else []
        nodes: set[Node] = set()
        ends: set[int] = set()
        for node in state.nodes:
            for key in keys:
                for there in node.next.get(key, ()):
                    nodes.add(there)
                    ends.update(there.ends)
            if node is self.root:
                continue
            if small and (node.next or node.further):
                nodes.add(node)
            elif node.further and not parted:
                nodes.add(node.further)
        if not nodes:
            made = self.nothing
        else:
            whole = (frozenset(nodes), tuple(sorted(ends)))
            made = self.states.get(whole) or State(*whole)
            if len(self.states) > STATES:
                self._begin()
            self.states[whole] = made
        state.steps[look] = made
        return made
