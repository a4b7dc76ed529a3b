"""The words of a note: abbreviations written out, slips mended, each in its clause and part of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assessor.listening import cue_rules as cues
from assessor.listening.cue_scope import BREAK_WORDS, SMALL
from assessor.listening.matcher import Token
from assessor.listening.stems import plain, stem

LONG = 5  # letters, from which on a word may be a slip for another
SLIPS = 200  # words of one note that are looked up as slips; a whole book is no note

_NUMBERS = frozenset(
    (
        "one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty "
        "fifty couple few several many dozen half hundred"
    ).split()
)
_SUBJECTS = frozenset(
    stem(word) for word in (*cues.PEOPLE, *cues.WORKPLACE.split(), "i", "she", "he", "they", "we", "it", "there")
)
_STARTS_OF_SUBJECTS = ("the", "her", "his", "my", "their")


class Reader:
    """Reads texts as words, by what is abbreviated and by the words that there are to be heard."""

    def __init__(self, shorthand: Mapping[str, list[str]], vocabulary: Iterable[str], familiar: frozenset[str]) -> None:
        """``vocabulary`` holds the stems that a slip is mended to, ``familiar`` those that are no slip."""
        self.shorthand = shorthand
        self.vocabulary = frozenset(vocabulary)
        self.familiar = familiar
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
            if words and words[0] in BREAK_WORDS:
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
        for short in (piece, piece.lower(), piece.replace("’", "'").partition("'")[0]):
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
                if after and after[0].word in _STARTS_OF_SUBJECTS:
                    after = [t for t in after[1:] if t.word != "line"]
                part += bool(after) and after[0].stem in _SUBJECTS
            token.part = part
