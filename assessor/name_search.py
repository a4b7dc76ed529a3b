"""Search folding: a text as whoever looks for it may type it, on a British keyboard and in any script.

Accents, capitals, apostrophes, hyphens and the letters that no accent was taken from (ł, ø, đ, ß) make no difference,
and names in other alphabets are found by how they are spelt in ours. It only finds: whose name it is, is asked in
`names`, where accents tell people apart.
"""

from __future__ import annotations

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
"""Letters that are spelt out in two where they cannot be typed."""
_LEFT_OUT = re.compile(r"[`'.]+")
_GAP = re.compile(r"[^\w]+|_")


def search_key(*texts: str) -> str:
    """The texts as they are looked in: of each its words in plain small letters, the same with those letters spelt out
    that may be, and its words run together."""
    keys: list[str] = []
    for text in texts:
        plain, composed = _plain(text), unicodedata.normalize("NFC", text).casefold()
        keys += (plain, _plain(composed.translate(_GERMAN)), plain.replace(" ", ""))
    return " ".join(dict.fromkeys(keys))


def is_found(typed: str, key: str) -> bool:
    """Whether every word that is typed stands somewhere in what `search_key` made; signs alone stand nowhere."""
    words = _plain(typed).split()
    return all(word in key for word in words) and bool(words or not typed.strip())


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text)
    if not letters.isascii():
        from anyascii import anyascii  # its tables are read as they are needed

        letters = anyascii(letters)
    return _GAP.sub(" ", _LEFT_OUT.sub("", letters.casefold())).strip()
