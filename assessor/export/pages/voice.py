"""Whose voice words are in: a page puts in quotation marks only what somebody would say of themselves."""

from __future__ import annotations

import re

_FIRST = re.compile(r"\b(I|I['’](m|d|ll|ve)|me|my|mine|myself|we|us|our|ours)\b", re.IGNORECASE)
_NOT_KNOWN = re.compile(
    r"\W*(I )?((do not|don['’]?t|does not|doesn['’]?t) know|(am |is )?not (sure|known|yet|decided)( yet)?|unsure|"
    r"unknown|no idea)\W*",
    re.IGNORECASE,
)


def in_first_person(words: str) -> bool:
    """Whether the words speak of whoever said them."""
    return _FIRST.search(words) is not None


def says_not_known(words: str) -> bool:
    """Whether an answer says only that it is not known, and so names nobody."""
    return _NOT_KNOWN.fullmatch(words) is not None
