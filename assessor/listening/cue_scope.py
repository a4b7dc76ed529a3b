"""Which words of a note stand under which cues: what is denied, somebody else's, over, supposed, or only planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessor.listening import cue_rules as cues
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

_STARTS = frozenset(cues.STARTS)
_UNTIL = {cue: frozenset(stem(word) for word in words) for cue, words in cues.UNTIL.items()}
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


class Governed:
    """Which words of a note stand under which cues."""

    def __init__(self, tokens: Sequence[Token], inside: Sequence[int]) -> None:
        self.tokens = tokens
        self.inside = inside
        self.under: list[set[str]] = [set() for _ in tokens]
        for at, token in enumerate(tokens):
            if token.asked:
                self.under[at].add("plan")

    def mark(self, rule: cues.CueRule, span: Span) -> None:
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

    def _reach(self, rule: cues.CueRule, begin: int, end: int) -> Iterable[int]:
        tokens = self.tokens
        here = tokens[begin]
        if rule.reach == "behind":
            least = begin
            words = 0
            while least and tokens[least - 1].part == here.part and words < BEHIND_REACH:
                least -= 1
                words += tokens[least].word not in SMALL
            return range(least, begin)
        if rule.reach == "clause":
            first = begin
            while first and tokens[first - 1].part == here.part and begin - first < REACH:
                first -= 1
            return [at for at in range(first, min(begin + REACH, len(tokens))) if tokens[at].part == here.part]
        last = end
        words = 0
        until = _UNTIL[rule.cue]
        while last < min(end + REACH, len(tokens)):
            token = tokens[last]
            if rule.reach == "sentence":
                if token.sentence != here.sentence or (token.clause != here.clause and token.word in BREAK_WORDS):
                    break
            elif token.part != here.part or (token.stem in until and not (last == end and token.word == "as")):
                break
            if rule.cue == "negation":
                words += token.word not in SMALL
                after = tokens[last + 1] if last + 1 < len(tokens) else None
                if words > NOT_REACH or (token.word == "and" and after and after.stem in _STARTS):
                    break
            last += 1
        return range(end, last)

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
