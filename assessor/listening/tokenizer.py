"""The tokenizer of notes: abbreviations written out, slips mended, each word in its clause and part of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assessor.listening.cue_rules import PEOPLE, WORKPLACE
from assessor.listening.cue_scope import BREAK_WORDS, SMALL
from assessor.listening.matcher import Token
from assessor.listening.stems import expanded, stem

SLIP_LETTERS = 5  # letters, from which on a word may be a slip for another
MOST_SLIPS = 200  # words of one note that are looked up as slips; a whole book is no note
SLIPS_KEPT = 5000  # slips that are remembered; then it begins afresh

_NUMBERS = frozenset(
    (
        "one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty "
        "fifty couple few several many dozen half hundred"
    ).split()
)
_SUBJECTS = frozenset(
    stem(word) for word in (*PEOPLE, *WORKPLACE.split(), "i", "she", "he", "they", "we", "it", "there")
)
_STARTS_OF_SUBJECTS = ("the", "her", "his", "my", "their")


@dataclass(slots=True)
class _Cursor:
    """Where the reading of one text stands: its clause and sentence, whether a question mark stands before the
    clause, and how many words were looked up as slips."""

    clause: int = 0
    sentence: int = 0
    asked: bool = False
    lookups: int = 0


class Tokenizer:
    """Reads texts as words, by what is abbreviated and by the words that there are to be heard."""

    def __init__(self, shorthand: Mapping[str, list[str]], vocabulary: Iterable[str], familiar: frozenset[str]) -> None:
        """``vocabulary`` holds the stems that a slip is mended to, ``familiar`` those that are no slip."""
        self.shorthand = shorthand
        self.vocabulary = frozenset(vocabulary)
        self.familiar = familiar
        self.targets: dict[str, list[str]] = {}
        for word in sorted(self.vocabulary):
            if len(word) >= SLIP_LETTERS:
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
        tokens: list[Token] = []
        cursor = _Cursor()
        for piece in self.pieces.finditer(text):
            if piece.lastgroup == "break":
                _break(piece, tokens, cursor)
                continue
            words = ["and"] if piece.lastgroup == "and" else self._written_out(piece[0])
            if words and words[0] in BREAK_WORDS:
                cursor.clause += 1
                cursor.asked = False
            for word in words:
                root = self._root(word, cursor)
                number = word in _NUMBERS or word.isdecimal()
                small = word in SMALL or (number and bool(tokens) and tokens[-1].number)
                start, end = piece.span()
                tokens.append(
                    Token(word, root, start, end, cursor.clause, cursor.sentence, cursor.asked, number, small)
                )
        _number_parts(tokens)
        return tokens

    def _written_out(self, piece: str) -> list[str]:
        for short in (piece, piece.lower(), piece.replace("’", "'").partition("'")[0]):
            if short in self.shorthand:
                return self.shorthand[short]
        return expanded(piece)

    def _root(self, word: str, cursor: _Cursor) -> str:
        """The stem of a word; of a slip, that of the word that is meant."""
        root = stem(word)
        if len(word) < SLIP_LETTERS or root in self.vocabulary or root in self.familiar:
            return root
        if word not in self.slips and cursor.lookups < MOST_SLIPS:
            cursor.lookups += 1
            if len(self.slips) > SLIPS_KEPT:
                self.slips.clear()
            self.slips[word] = self._meant(word, root)
        return self.slips.get(word, root)

    def _meant(self, word: str, root: str) -> str:
        """The stem of the phrases that a word is a slip for; its own if there is none near."""
        if not word.isalpha() or len(word) > 20:
            return root
        near = 2 if len(root) > 7 else 1
        for first in dict.fromkeys(word[:2]):
            nearest = process.extractOne(
                root, self.targets.get(first, ()), scorer=OSA.distance, score_cutoff=near, processor=None
            )
            if nearest and (first == word[0] or nearest[0][1:2] == word[0]):
                return str(nearest[0])
        return root


def _break(piece: re.Match[str], tokens: list[Token], cursor: _Cursor) -> None:
    """Begins a clause, and with most marks a sentence; a question mark marks the words that it asks."""
    text, mark, start, end = piece.string, piece[0], piece.start(), piece.end()
    cursor.asked = mark == "?" and _asks_ahead(piece, tokens, cursor.clause)
    inside_number = mark == "." and text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal()
    if not inside_number:
        cursor.clause += 1
        cursor.sentence += mark[0] in ".!;\n\r?"


def _asks_ahead(piece: re.Match[str], tokens: list[Token], clause: int) -> bool:
    """Whether a question mark stands before what it asks, as in "?debts"; if not, the clause before it is asked."""
    text = piece.string
    before = tokens[-1] if tokens and tokens[-1].clause == clause else None
    ahead = text[piece.end() : piece.end() + 1].strip() != "" and (before is None or text[piece.start() - 1].isspace())
    if before and not ahead:
        for token in reversed(tokens):
            if token.clause != clause:
                break
            token.asked = True
    return ahead


def _number_parts(tokens: list[Token]) -> None:
    """Tells the parts of each clause: a new one begins at a break, and at "and" before a new subject."""
    part = 0
    for place, token in enumerate(tokens):
        if place and token.clause != tokens[place - 1].clause:
            part += 1
        elif token.word == "and":
            after = [following for following in tokens[place + 1 : place + 4] if following.clause == token.clause]
            if after and after[0].word in _STARTS_OF_SUBJECTS:
                after = [following for following in after[1:] if following.word != "line"]
            part += bool(after) and after[0].stem in _SUBJECTS
        token.part = part
