"""Negation scope, and that of other cues: which words are denied, somebody else's, over, supposed, or only planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessor.listening.cue_rules import STARTS, UNTIL, CueRule
from assessor.listening.matcher import Span, Token
from assessor.listening.phrasebook import SAFETY, Hears
from assessor.listening.stems import stem

REACH = 40  # words that any cue governs at most, so that no text is slow to hear
NOT_REACH, BEHIND_REACH = 8, 4  # words that a denial governs; words between a phrase and what takes it back

BREAK_WORDS = frozenset(("but", "although", "though", "however", "whereas", "except", "otherwise", "yet"))
"""Words that begin a clause of their own."""

SMALL = frozenset(
    (
        "a an the this that these those i she he they we you it her his their its my our your him them me is "
        "are am be been being has have had was were really very so just quite pretty rather extremely totally "
        "absolutely completely actually still always often constantly also already currently now v vv bit "
        "little some any even both all only again such too of lot much most more particularly especially "
        "definitely badly massively incredibly super hugely s"
    ).split()
)
"""Words that may stand between those of a phrase without being named in it."""

_STARTS = frozenset(STARTS)
_UNTIL = {cue: frozenset(stem(word) for word in words) for cue, words in UNTIL.items()}
_LEAD_IN = (
    frozenset(
        stem(word)
        for word in (
            "and as because since when that so now also then says said think thinks told reports mentioned "
            "worried older younger elder elderly best line new old current late eldest youngest other whole if "
            "while where how another"
        ).split()
    )
    | SMALL
)


class CueScope:
    """Which words of a note stand under which cues."""

    def __init__(self, tokens: Sequence[Token], inside: Sequence[int]) -> None:
        """``inside`` holds for each token the end of the longest phrase that it is part of, or 0."""
        self.tokens = tokens
        self.inside = inside
        self.under: list[set[str]] = [set() for _ in tokens]
        for at, token in enumerate(tokens):
            if token.asked:
                self.under[at].add("plan")

    def mark(self, rule: CueRule, span: Span) -> None:
        """Puts what the cue governs under it."""
        begin, end = span
        if rule.opens and not self._opens(begin, rule.cue):
            return
        within = 0 if rule.cue == "others" else min(self.inside[begin:end])
        for at in self._reach(rule, begin, end):
            if within and (at >= within or rule.reach == "behind"):
                continue
            self.under[at].add(rule.cue if rule.reach != "behind" else f"{rule.cue} behind")

    def _opens(self, at: int, cue: str) -> bool:
        """Whether a word stands at the head of its part of the sentence."""
        part = self.tokens[at].part
        lead_in = _LEAD_IN if cue == "others" else frozenset(("and", "also", "then"))
        while at and self.tokens[at - 1].part == part:
            at -= 1
            if self.tokens[at].stem not in lead_in:
                return False
        return True

    def _reach(self, rule: CueRule, begin: int, end: int) -> Iterable[int]:
        """The places of the words that a cue governs."""
        if rule.reach == "behind":
            return self._behind(begin)
        if rule.reach == "clause":
            return self._about(begin)
        return range(end, self._end_ahead(rule, begin, end))

    def _behind(self, begin: int) -> range:
        """The words just before a cue that takes back what was said; small ones do not count."""
        tokens = self.tokens
        first, words = begin, 0
        while first and tokens[first - 1].part == tokens[begin].part and words < BEHIND_REACH:
            first -= 1
            words += tokens[first].word not in SMALL
        return range(first, begin)

    def _about(self, begin: int) -> list[int]:
        """The words of the part of the sentence in which a cue stands."""
        tokens = self.tokens
        part = tokens[begin].part
        first = begin
        while first and tokens[first - 1].part == part and begin - first < REACH:
            first -= 1
        return [at for at in range(first, min(begin + REACH, len(tokens))) if tokens[at].part == part]

    def _end_ahead(self, rule: CueRule, begin: int, end: int) -> int:
        """Before which word a cue that governs what follows it ends."""
        last, words = end, 0
        while last < min(end + REACH, len(self.tokens)) and not self._stops(rule, begin, last, last == end):
            if rule.cue == "negation":
                words += self.tokens[last].word not in SMALL
                if words > NOT_REACH or self._starts_a_thought(last):
                    break
            last += 1
        return last

    def _stops(self, rule: CueRule, begin: int, at: int, is_first: bool) -> bool:
        """Whether a word lies beyond a cue that begins at ``begin``: in another part, or one that ends it."""
        cue, token = self.tokens[begin], self.tokens[at]
        if rule.reach == "sentence":
            return token.sentence != cue.sentence or (token.clause != cue.clause and token.word in BREAK_WORDS)
        if token.part != cue.part:
            return True
        return token.stem in _UNTIL[rule.cue] and not (is_first and token.word == "as")

    def _starts_a_thought(self, at: int) -> bool:
        """Whether the word is an "and" before words that begin a thought of their own."""
        return self.tokens[at].word == "and" and at + 1 < len(self.tokens) and self.tokens[at + 1].stem in _STARTS

    def take_back(self, begin: int) -> None:
        """Puts the clause before the one that begins here under the past."""
        clause = self.tokens[begin].clause
        at = begin - 1
        while at >= 0 and self.tokens[at].clause == clause:
            if self.tokens[at].word not in SMALL and self.tokens[at].word not in BREAK_WORDS:
                return
            at -= 1
        before = self.tokens[at].clause if at >= 0 else -1
        while at >= 0 and self.tokens[at].clause == before:
            self.under[at].add("past")
            at -= 1

    def free(self, entry: Hears, span: Span) -> bool:
        """Whether the entry is heard here."""
        if entry.kind == SAFETY:
            return True
        over = self.under[span[0]] - set(entry.even)
        behind = {cue.partition(" ")[0] for cue in self.under[span[1] - 1] if cue.endswith("behind")} - set(entry.even)
        if entry.kind == "strength":
            behind -= {"past"}
        return not behind and not {cue for cue in over if not cue.endswith("behind")}
