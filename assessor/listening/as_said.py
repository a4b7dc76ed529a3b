"""What was said, whole: the sentences in which something was heard, with those that belong to them.

A shred of a sentence can say the opposite of it, or accuse somebody. So a quotation is of whole sentences: of
what comes after them what denies them or goes on with them, and of what comes before what says whom they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessor import wording
from assessor.listening.hear import Mention

WHOLE_TEXT = 240
"""Letters up to which an answer is quoted whole."""
LONGEST_SENTENCE = 600
"""Letters from which a sentence is cut, as where nobody put a stop in a page of notes."""
_ROOM = 200  # letters kept on both sides of what matters in a sentence that is cut

_END = re.compile(r"(?P<word>\S{0,8}?)(?:[.!?]+[\"'”’)]*(?=\s)|\n(?=\s*(?:\n|[-•*]|[A-Z])))")
_NO_END = re.compile(r"(?:dr|mr|mrs|ms|prof|st|vs|etc|approx|e\.g|i\.e)$", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|nowhere|neither|nor|without|den(?:y|ies|ied)|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\W*(?:and|but|though|although|however|still|yet|so|because|cos|or|only|except|then|which|who|he|she|they|it|him|her|"
    r"his|their|them|this|that|these|those|says|said)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\W*(?:(?:and|but|so|then)\W+)?(?:he|she|they|it|him|her|his|their|them|this|that)\b", re.IGNORECASE
)
_ASKS_FOR_SILENCE = re.compile(
    r"(?:\b(?:not|never|nobody|no one|without)\b|n['’]t\b)\W+(?:\w+\W+){0,5}(?:tell|told|telling|share|shared|sharing|"
    r"know|mention|pass|passed|write|written)\b",
    re.IGNORECASE,
)
"""A limit that the client sets, which is no part of what was heard."""

_WISHED_AWAY = re.compile(
    r"(?:\b(?:nobody|no[ -]?one|noone|without|free of|free from)\b|(?:\bnot|\bnever|n['’]t)\W+(?:be|being|get|getting))"
    r"\W+(?:\w+\W+){0,2}$|\bI(?:['’]m| am) not\W+$",
    re.IGNORECASE,
)
_SAFE = re.compile(r"\W*(?:\w+\W+){0,3}?safer?(?:\W+\w+)?\W*", re.IGNORECASE)


def quoted(text: str, mentions: Iterable[Mention], whole: bool = False) -> str:
    """The whole sentences of the mentions in the order in which they were said, on one line; "…" where any are left out
    between. With ``whole`` a short text stands as it is. Empty where nothing was heard."""
    places = [(mention.start, mention.end) for mention in mentions]
    if not places:
        return ""
    if whole and len(text) <= WHOLE_TEXT:
        return wording.one_line(text).rstrip(".")
    sentences = list(_sentences(text))
    spoken = {at for at, (start, end) in enumerate(sentences) if any(b < end and start < e for b, e in places)}
    kept = set(spoken)
    for at in spoken:
        start, end = sentences[at]
        if at and _OF_SOMEBODY.match(text, start, end):
            kept.add(at - 1)
        for after in range(at + 1, min(at + 3, len(sentences))):
            if _belongs(text[slice(*sentences[after])], next_to_it=after == at + 1):
                kept.update(range(at + 1, after + 1))
    parts: list[str] = []
    for at in sorted(kept):
        gap = "… " if parts and at - 1 not in kept else ""
        parts.append(gap + _cut(text, sentences[at], places))
    return wording.one_line(" ".join(parts)).rstrip(".")


def cut_honestly(text: str, width: int) -> str:
    """The text on one line, of about that width where it is longer: cut between words, and never before a denial of
    what is left of it."""
    text = wording.one_line(text)
    if len(text) <= width:
        return text
    last = max((denial.end() + _ROOM // 4 for denial in _DENIES.finditer(text) if denial.end() > width), default=width)
    if last >= len(text):
        return text
    return f"{text[: last + 1].rpartition(' ')[0] or text[:last]} …"


def only_wished(text: str, mention: Mention) -> bool:
    """Whether the words of a goal or a step name what is to be there, or what is not to be: nothing that was told."""
    before = re.split(r"[.!?;,]", text[: mention.start])[-1]
    if _WISHED_AWAY.search(before):
        return not re.search(
            r"\b(?:di(?:e|ed|es)|dying|dead|kill\w*|wake|alive|live|living)\b", mention.words, re.IGNORECASE
        )
    return bool(_SAFE.fullmatch(mention.words)) and not _DENIES.search(f"{before} {mention.words}")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The places of the sentences, in order; none between two."""
    begin = 0
    for end in _END.finditer(text):
        if _NO_END.search(end["word"]) and text[end.end("word")] == ".":
            continue
        if text[begin : end.end()].strip():
            yield begin, end.end()
            begin = end.end()
    if text[begin:].strip():
        yield begin, len(text)


def _belongs(sentence: str, next_to_it: bool) -> bool:
    if _ASKS_FOR_SILENCE.search(sentence):
        return False
    return bool(_DENIES.search(sentence) or (next_to_it and _GOES_ON.match(sentence)))


def _cut(text: str, sentence: tuple[int, int], places: Iterable[tuple[int, int]]) -> str:
    """The sentence; of one that goes on and on, what lies about the mentions and every denial, cut between words."""
    start, end = sentence
    if end - start <= LONGEST_SENTENCE:
        return text[start:end].strip()
    matter = [place for place in places if place[0] < end and start < place[1]]
    matter += [denial.span() for denial in _DENIES.finditer(text, start, end)]
    first, last = max(min(b for b, _ in matter) - _ROOM, start), min(max(e for _, e in matter) + _ROOM, end)
    while first > start and not text[first - 1].isspace():
        first -= 1
    while last < end and not text[last].isspace():
        last += 1
    before, after = "… " if first > start else "", " …" if last < end else ""
    return f"{before}{text[first:last].strip()}{after}"
