"""Identifier folding for people's names: whether two spellings are one person's, and whether a text shows anything.

Two names are one person's if they read alike once folded (NFKC, capitals, apostrophes, hyphens, white space, what
nobody can see), or if each sign in which they differ may be taken for the other: letters of two alphabets that
Unicode's list of confusable characters (TR39) puts together, a digit for a letter, or I for l. Accents, spaces within a
name and the other letters of one alphabet tell people apart: José and Jose, Mac Donald and Macdonald, Barnes and Bames
are two each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_IGNORABLE = re.compile(  # Default_Ignorable_Code_Point of Unicode 17, but the hyphen and the fillers of _AMBIGUOUS
    "[\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_AMBIGUOUS = dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\ufffc\U0001d159\U00013441\U00013442\U00016fe4", " ")
_AMBIGUOUS["\u00ad"] = "-"
"""What is drawn as nothing in one place and as a gap, or a hyphen, in another; with how it is then read."""

_DRAWN, _NOT_DRAWN = _AMBIGUOUS, dict.fromkeys(_AMBIGUOUS, "")
_STROKE = "⌶"  # stands for I and for l, before capitals are folded: after that, L would be one of them
_AS_DRAWN = str.maketrans({"ϲ": "c", "Ϲ": "C", "\u2d7f": "", "\U0001107f": ""})
"""Letters that folding would turn into others than they are drawn as, and joiners that are drawn as nothing alone."""
_WAYS = [
    str.maketrans(drawn | strokes) for strokes in ({}, dict.fromkeys("Il", _STROKE)) for drawn in (_NOT_DRAWN, _DRAWN)
]

_QUOTES = frozenset("'\"`´ʹʺʻʼʽʾʿˈˊˋˮ˴΄՚՛՝׳״ߴߵ᾽᾿῾‛‟′″‴‵‶‷Ꞌꞌ❛❜❝❞")
_QUOTED = str.maketrans(dict.fromkeys(_QUOTES, "'"))
_HYPHENS = frozenset("˗⁃−➖")
_STRETCH = "\u0640"  # the Arabic tatweel, which makes a word longer and no other
_JOINED = re.compile(r"\s*([-'])[-'\s]*")


def same_name(first: str, second: str) -> bool:
    """Whether two names are the same person's; a name that shows nothing is nobody's."""
    if first == second or is_blank(first) or is_blank(second):
        return first == second and not is_blank(first)
    return any(a == b or _look_alike(a, b) for a in _readings(first) for b in _readings(second))


def name_key(name: str) -> str:
    """The name folded: the same for any two spellings that differ in no letter; empty if it shows nothing."""
    return "" if is_blank(name) else _readings(name)[0]


def each_once(names: Iterable[str]) -> list[str]:
    """The names without further spellings of any before them."""
    people: list[str] = []
    for name in names:
        if not any(name == person or same_name(name, person) for person in people):
            people.append(name)
    return people


def is_blank(text: str) -> bool:
    """Whether a text holds nothing that a reader could see."""
    return not any(map(_is_seen, text))


def unless_blank(text: str) -> str:
    """The text without white space about it, or nothing at all if a reader could see nothing of it."""
    return "" if is_blank(text) else text.strip()


@lru_cache(maxsize=4096)
def _is_seen(sign: str) -> bool:
    category = unicodedata.category(sign)
    if sign in _AMBIGUOUS:
        return False
    if category == "Cn":  # a letter that is younger than this Python is drawn all the same
        return not (0xFDD0 <= ord(sign) <= 0xFDEF or ord(sign) & 0xFFFE == 0xFFFE or _IGNORABLE.match(sign))
    return category[0] not in "ZCM"


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[str, ...]:
    """The name folded, in each way in which it may be read; as it is spelt comes first."""
    plain = "".join(map(_compatible, name.translate(_AS_DRAWN)))
    return tuple(dict.fromkeys(_folded(spelt.translate(way)) for spelt in (name, plain) for way in _WAYS))


@lru_cache(maxsize=4096)
def _compatible(sign: str) -> str:
    """The plain letter that stands behind one in another type: fullwidth, mathematical, a Roman numeral."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain.isascii() and plain.isalpha() else sign


def _folded(name: str) -> str:
    visible = "".join(sign for sign in name if sign.isspace() or _is_kept(sign))
    plain = unicodedata.normalize("NFKC", visible.translate(_QUOTED)).casefold()  # NFKC makes ´ a space and an accent
    plain = unicodedata.normalize("NFKC", plain).replace("ı", "i").replace("i̇", "i")  # in capitals they are one
    words = " ".join("".join(map(_mark, plain)).split())
    return _JOINED.sub(r"\1", words).strip("-'") or " ".join(visible.casefold().split())


@lru_cache(maxsize=4096)
def _is_kept(sign: str) -> bool:
    accent = unicodedata.category(sign)[0] == "M" and not _IGNORABLE.match(sign)
    return sign != _STRETCH and unicodedata.category(sign) != "No" and (accent or _is_seen(sign))


@lru_cache(maxsize=4096)
def _mark(sign: str) -> str:
    """A letter as it is; any apostrophe or quotation mark as ', any hyphen or dash as -; other punctuation, and any
    symbol, as a gap: "Dan Price+" is nobody new."""
    category = unicodedata.category(sign)
    if sign in _QUOTES or category in ("Pi", "Pf"):
        return "'"
    if sign in _HYPHENS or category == "Pd":
        return "-"
    return " " if sign != _STROKE and category[0] in "PS" else sign


@lru_cache(maxsize=4096)
def _look_alike(first: str, second: str) -> bool:
    """Whether two folded names look alike sign for sign, though they are spelt with other letters."""
    first, second = unicodedata.normalize("NFD", first), unicodedata.normalize("NFD", second)
    if len(first) != len(second):
        return False
    pairs = {(a, b) for a, b in zip(first, second, strict=True) if a != b}
    return all(_of_two_alphabets(a, b) for a, b in pairs) and all(_taken_for(a) & _taken_for(b) for a, b in pairs)


def _of_two_alphabets(first: str, second: str) -> bool:
    """Whether two signs are no two letters of one alphabet, which a name would tell apart; phonetic letters (ɡ, ɑ)
    stand in no name beside plain ones."""
    if _STROKE in (first, second):
        return False
    return _script(first) != _script(second) or first.isascii() != second.isascii()


def _script(sign: str) -> str:
    """The alphabet of a letter: the first word of its name in Unicode."""
    return unicodedata.name(sign, "").partition(" ")[0]


@lru_cache(maxsize=4096)
def _taken_for(sign: str) -> frozenset[str]:
    """The signs that this one, or its capital, may be taken for, itself among them; of a plain letter, itself."""
    if sign.isascii() and sign.isalpha():
        return frozenset(sign)
    alike = {sign, sign.upper(), sign.lower()}
    for _ in range(2):  # from a sign to the one that the list puts in its place, and from there to all the others
        alike |= {lookalike for member in alike for lookalike in _confusable_with(member)}
    return frozenset(member.casefold() for member in alike)


def _confusable_with(sign: str) -> list[str]:
    from confusable_homoglyphs.confusables import is_confusable  # reads a megabyte; few names ever need it

    if len(sign) != 1:
        return []
    rows: Any = is_confusable(sign, greedy=True) or ()
    lookalikes = [_IGNORABLE.sub("", pair["c"]) for row in rows for pair in row["homoglyphs"]]
    return [lookalike for lookalike in lookalikes if len(lookalike) == 1]
