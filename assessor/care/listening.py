"""Notes that listen: what a note may mean, each thing with the words in which it was heard.

Nothing that is heard is taken by itself: it is offered. A safety statement is heard whatever stands around it, for a
denial must be seen too. It is all done here, by the phrases of the bank: no model, no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assessor.care import cues
from assessor.care.matching import Matcher, Span, Token
from assessor.care.phrases import CODES, SAFETY, Hears, Kind, Phrasebook, plain, stem
from assessor.scripts.loading import BankError, Source, read_yaml
from assessor.wording import one_line

LONG = 5  # letters, from which on a word may be a slip for another
SLIPS = 200  # words of one note that are looked up as slips; a whole book is no note
REACH = 40  # words that any cue governs at most, so that no text is slow to hear
NOT_REACH, BEHIND_REACH = 8, 4  # words that a denial governs; words between a phrase and what takes it back

SMALL = frozenset(
    (
        "a an the this that these those i she he they we you it her his their its my our your him them me is are "
        "am be been being has have had was were really very so just quite pretty rather extremely totally "
        "absolutely completely actually still always often constantly also already currently now v vv bit little "
        "some any even both all only again such too of lot much most more particularly especially definitely "
        "badly massively incredibly super hugely s"
    ).split()
)
"""Words that may stand between those of a phrase without being named in it."""

_NUMBERS = frozenset(
    (
        "one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty "
        "fifty couple few several many dozen half hundred"
    ).split()
)
_BREAK_WORDS = frozenset(("but", "although", "though", "however", "whereas", "except", "otherwise", "yet"))
_STARTS = frozenset(cues.STARTS)
_SUBJECTS = frozenset(
    stem(word) for word in (*cues.PEOPLE, *cues.WORKPLACE.split(), "i", "she", "he", "they", "we", "it", "there")
)
_UNTIL = {cue: frozenset(stem(word) for word in words) for cue, words in cues.UNTIL.items()}
_LEAD_IN = (
    frozenset(
        stem(word)
        for word in (
            "and as because since when that so now also then says said think thinks told reports mentioned worried "
            "older younger elder elderly best line new old current late eldest youngest other whole if while where "
            "how another"
        ).split()
    )
    | SMALL
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing heard: what it may be, and the words as they stand in the note, with their place there."""

    kind: Kind
    code: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a note may mean, in the order in which it was said; ``safety`` apart, which is always shown."""

    items: tuple[Item, ...] = ()
    safety: tuple[Item, ...] = ()

    def codes(self, kind: Kind) -> list[str]:
        """The codes of one kind."""
        return [item.code for item in self.items if item.kind == kind]

    @property
    def situation(self) -> str | None:
        """The situation: someone off sick is in work too, and that they are off is what counts; else the last said."""
        said = self.codes("situation")
        return "off_sick" if "off_sick" in said else said[-1] if said else None


def hear(text: str, phrases: Phrasebook) -> Heard:
    """What the phrases hear in a note."""
    index = _index(phrases)
    return index.hear(text) if index.entries else Heard()


def report(heard: Heard) -> dict[str, object]:
    """What was heard as `assessor listen` prints it."""
    return {
        "situation": heard.situation,
        "needs": heard.codes("need"),
        "barriers": heard.codes("barrier"),
        "strengths": heard.codes("strength"),
        "safety": bool(heard.safety),
        "heard": [{"code": item.code, "words": item.words} for item in (*heard.safety, *heard.items)],
    }


def told(note: str, heard: Heard) -> str:
    """A note with what was heard in it, in lines for a person."""
    lines = [one_line(note)]
    lines += [f'  safety: "{one_line(item.words)}"' for item in heard.safety]
    for item in heard.items:
        lines.append(f'  {item.kind}: {CODES[item.kind][item.code]} - "{one_line(item.words)}"')
    return "\n".join(lines if len(lines) > 1 else [*lines, "  nothing heard"])


def read_notes(text: str, file: str) -> tuple[list[str], Source]:
    """The notes of a YAML list of notes; raises `BankError` with the place of each thing in it that is none."""
    data, source = read_yaml(text, file)
    if not isinstance(data, list):
        raise BankError([source.fault((), "expected a list of notes, each after a dash")])
    faults = [
        source.fault((place,), f"expected a note, found {note!r}; put it in quotes if it is meant as words")
        for place, note in enumerate(data)
        if not isinstance(note, str)
    ]
    if faults:
        raise BankError(faults)
    return [str(note) for note in data], source


@lru_cache(maxsize=2)
def _index(phrases: Phrasebook) -> Index:
    """The index of the phrases, made once for each phrasebook."""
    return Index(phrases)


Found = dict[int, list[Span]]


class Index:
    """All phrases and all cues in one tree, by their words."""

    def __init__(self, phrases: Phrasebook) -> None:
        self.entries = phrases.hears
        self.matcher = Matcher()
        sets = phrases.sets
        self.shorthand: dict[str, list[str]] = {}
        for file in phrases.files.values():
            for short, words in file.shorthand.items():
                self.shorthand[short] = [part for word in words.split() for part in plain(word)]
        rules = [(one.words, one.unless) for one in self.entries] + [(one.words, one.unless) for one in cues.RULES]
        rules.append((cues.TAKES_BACK, ()))
        for number, pair in enumerate(rules):
            for unless, several in enumerate(pair):
                for phrase in several:
                    self.matcher.add(phrase, 2 * number + unless, sets)
        self.cues_from = len(self.entries)
        self.vocabulary = self.matcher.stems | {stem(word) for word in self.matcher.exact}
        self.familiar = frozenset(stem(word) for file in phrases.files.values() for word in file.familiar)
        self.targets: dict[str, list[str]] = {}
        for word in sorted(self.vocabulary):
            if len(word) >= LONG:
                self.targets.setdefault(word[0], []).append(word)
        self.slips: dict[str, str] = {}
        marked = sorted((short for short in self.shorthand if not short.isalpha()), key=len, reverse=True)
        special = "".join(rf"(?<!\w){re.escape(short)}(?!\w)|" for short in marked)
        self.pieces = re.compile(
            rf"(?P<short>{special}(?!))|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*|\d+)|(?P<and>[&+])"
            rf"|(?P<break>\?|[.!;\n\r]+|[,()\[\]\"“”|–—•→]|\s-+\s|->|\.\.+)",
            re.IGNORECASE,
        )

    # --- from text to words -------------------------------------------------------------------------------------

    def tokens(self, text: str) -> list[Token]:
        """The words of a text, each in its clause."""
        made: list[Token] = []
        clause = sentence = tried = 0
        asked = False  # a question mark stands before this clause
        for found in self.pieces.finditer(text):
            kind, piece, start, end = found.lastgroup, found[0], found.start(), found.end()
            if kind == "break":
                if piece == "?":
                    before = made[-1] if made and made[-1].clause == clause else None
                    leads = text[end : end + 1].strip() != "" and (before is None or text[start - 1].isspace())
                    if before and not leads:
                        for token in reversed(made):
                            if token.clause != clause:
                                break
                            token.asked = True
                    asked = leads
                else:
                    asked = False
                inside = piece == "." and text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal()
                if not inside:
                    clause += 1
                    sentence += piece[0] in ".!;\n\r?"
                continue
            words = self._said(piece) if kind != "and" else ["and"]
            if words and words[0] in _BREAK_WORDS:
                clause += 1
                asked = False
            for word in words:
                root = stem(word)
                if len(word) >= LONG and root not in self.vocabulary and root not in self.familiar:
                    if word not in self.slips and tried < SLIPS:
                        tried += 1
                        if len(self.slips) > 5000:
                            self.slips.clear()
                        self.slips[word] = self._meant(word, root)
                    root = self.slips.get(word, root)
                number = word in _NUMBERS or word.isdecimal()
                small = word in SMALL or (number and bool(made) and made[-1].number)
                made.append(Token(word, root, start, end, clause, sentence, asked, number, small))
        self._part(made)
        return made

    def _said(self, piece: str) -> list[str]:
        for short in (piece, piece.lower()):
            if short in self.shorthand:
                return self.shorthand[short]
        return plain(piece)

    def _meant(self, word: str, root: str) -> str:
        """The stem of the phrases that a word is a slip for; its own if there is none near."""
        if not word.isalpha() or len(word) > 20:
            return root
        near = 2 if len(root) > 7 else 1
        for first in dict.fromkeys(word[:2]):
            found = process.extractOne(
                root, self.targets.get(first, ()), scorer=OSA.distance, score_cutoff=near, processor=None
            )
            if found and (first == word[0] or found[0][1:2] == word[0]):
                return str(found[0])
        return root

    @staticmethod
    def _part(tokens: list[Token]) -> None:
        """Tells the parts of each clause: a new one begins at a break, and at "and" before a new subject."""
        part = 0
        for place, token in enumerate(tokens):
            if place and token.clause != tokens[place - 1].clause:
                part += 1
            elif token.word == "and":
                after = [t for t in tokens[place + 1 : place + 4] if t.clause == token.clause]
                if after and after[0].word in ("the", "her", "his", "my", "their"):
                    after = [t for t in after[1:] if t.word != "line"]
                part += bool(after) and after[0].stem in _SUBJECTS
            token.part = part

    # --- from words to what is heard ----------------------------------------------------------------------------

    def hear(self, text: str) -> Heard:
        """What is heard in a text."""
        tokens = self.tokens(text)
        found = self.matcher.found(tokens)
        matches: list[tuple[int, Span]] = []
        for number in range(len(self.entries)):
            matches += [(number, span) for span in _free(found, number)]
        inside = [0] * len(tokens)  # a cue that is part of a phrase governs no further than the phrase
        for number, (begin, end) in matches:
            if self.entries[number].kind != SAFETY:
                for at in range(begin, end):
                    inside[at] = max(inside[at], end)
        governed = _Governed(tokens, inside)
        for offset, rule in enumerate(cues.RULES):
            for span in _free(found, self.cues_from + offset):
                governed.mark(rule, span)
        for begin, _ in found.get(2 * (self.cues_from + len(cues.RULES)), ()):
            governed.take_back(begin)
        items = [
            self._item(self.entries[n], span, tokens, text)
            for n, span in matches
            if governed.free(self.entries[n], span)
        ]
        items.sort(key=lambda item: (item.start, -item.end))
        once: dict[tuple[str, str], Item] = {}
        for item in items:
            once.setdefault((item.kind, item.code), item)
        heard = tuple(once.values())
        return Heard(
            tuple(one for one in heard if one.kind != SAFETY), tuple(one for one in items if one.kind == SAFETY)
        )

    @staticmethod
    def _item(entry: Hears, span: Span, tokens: Sequence[Token], text: str) -> Item:
        start, end = tokens[span[0]].start, tokens[span[1] - 1].end
        return Item(entry.kind, entry.code, text[start:end], start, end)


def _free(found: Found, number: int) -> Iterator[Span]:
    """Where a phrase or cue stands that nothing of its own ``unless`` overlaps."""
    barred = {at for begin, end in found.get(2 * number + 1, ()) for at in range(begin, end)}
    for span in found.get(2 * number, ()):
        if barred.isdisjoint(range(*span)):
            yield span


class _Governed:
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
                if token.sentence != here.sentence or (token.clause != here.clause and token.word in _BREAK_WORDS):
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
            if self.tokens[at].word not in SMALL and self.tokens[at].word not in _BREAK_WORDS:
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
