"""Readability: words that not everybody will follow, in what is read aloud.

A word passes if it, or the word that it is a form of, stands in Dale and Chall's list of words that children know
(from the library textstat) or in ``words.yaml``, or has three syllables or fewer before its ending; for it is better to
miss a hard word than to cry out at an easy one. Only a few short ones, named in ``words.yaml`` with what to say
instead, are faults all the same.

textstat's own count of syllables would fetch a pronouncing dictionary from the network, and its hyphenation misses a
vowel that stands alone ("elu-ci-date"); so vowels are counted here, and of textstat only the list is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from pydantic import Field

from assessor.bank.bank import Bank
from assessor.journal import Frozen
from assessor.yaml_source import BankError, Fault, SourceMap, load
from assessor.yaml_source import Path as Place

HOW_TO_INSTALL = "hard words were not checked; pip install 'assessor[authoring]' brings the list to check them by"
HARD_SYLLABLES = 4
"""How many syllables make a word that is not known to be familiar a hard one."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PIPED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("iness", "y"),
    ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("er", "e"), ("er", ""),
    ("est", "e"), ("est", ""), ("ally", ""), ("ly", "le"), ("ly", ""), ("ness", ""), ("ful", ""), ("less", ""),
    ("able", "e"), ("able", ""), ("ment", ""),
)  # fmt: skip
_LAST = re.compile(r"(s|ed|ing|ly)$")


class WordList(Frozen):
    """A ``words.yaml``: words that stay, with the reason; words with a plainer one; and long words anybody knows."""

    needed: dict[str, str] = Field(default_factory=dict)
    plainer: dict[str, str] = Field(default_factory=dict)
    everyday: tuple[str, ...] = ()

    @property
    def familiar(self) -> frozenset[str]:
        """The words that pass."""
        return frozenset(word.lower() for word in (*self.needed, *self.everyday))


def available() -> bool:
    """Whether the list of familiar words is installed."""
    return _list() is not None


def hard_words(bank: Bank) -> Iterator[Fault]:
    """Every hard word in what the bank's scripts and catalogue have the adviser read aloud, each where it stands.

    None where the list of familiar words is not installed.
    """
    listed = _list()
    if listed is None:
        return
    shipped, own = _shipped(), WordList()
    try:
        own = _own(bank)
    except BankError as error:
        yield from error.faults
    plainer = {word.lower(): plain for word, plain in (shipped.plainer | own.plainer).items()}
    stays = own.familiar | {word.lower() for word in shipped.needed}
    easy = listed | shipped.familiar | stays
    judged: dict[str, str] = {}
    for source, path, text in _read_aloud(bank):
        for offset, word in _words(text):
            if word not in judged:
                judged[word] = _judgement(word, easy, plainer, stays)
            if judged[word]:
                yield source.fault(path, judged[word], offset)


def _judgement(word: str, easy: frozenset[str], plainer: Mapping[str, str], stays: frozenset[str]) -> str:
    """What is wrong with the word; nothing if it will be followed."""
    forms = list(_forms(word))
    plain = next((plainer[form] for form in forms if form in plainer), None)
    if plain and stays.isdisjoint(forms):
        return f"{word!r} is a hard word to hear; say {plain!r}, or the like"
    if syllables(_LAST.sub("", word)) < HARD_SYLLABLES or not easy.isdisjoint(forms):
        return ""
    return f"{word!r} is a word that not everybody will follow; find a plainer one, or put it in words.yaml"


def syllables(word: str) -> int:
    """How many syllables the word has, about: its groups of vowels, without an e that is not spoken."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouyà-öø-ÿ]+", word)) + len(re.findall(r"ia(?!l|n|ge)|io(?!n|us)|ua|eo|uo", word[1:]))
    silent = re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeioudt]ed$|[^aeioucgsxz]es$|[^aeiouy]ely$|ement$", word)
    return max(groups - bool(silent), 1)


def _forms(word: str) -> Iterator[str]:
    """The word, and the words of which it may be another form, up to two endings and one beginning away."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    layer = [word, *(word.removeprefix(start) for start in ("un", "re", "dis", "non") if word.startswith(start))]
    seen: dict[str, None] = {}
    for _ in range(3):
        seen.update(dict.fromkeys(layer))
        layer = [shorter for form in layer for shorter in _without_ending(form)]
    yield from seen


def _without_ending(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield stem + instead
            if not instead and stem[-1] == stem[-2]:
                yield stem[:-1]  # "travelling"


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text that a listener has to know, with their places: names, and what is piped, left out."""
    text = _PIPED.sub(lambda piped: " " * len(piped[0]), text)
    for word in _WORD.finditer(text):
        before = text[: word.start()].rstrip(" “‘\"'(—–-")
        begins = not before or before[-1] in ".!?:…;\n"
        named = text[word.end() : word.end() + 2].strip().isupper()  # the next word has a capital too
        if word[0].islower() or (begins and word[0][1:].islower() and not named):
            yield word.start(), word[0].lower()


def _read_aloud(bank: Bank) -> Iterator[tuple[SourceMap, Place, str]]:
    for name, course in bank.courses.items():
        source, _ = bank.sources[f"script {name}"]
        for s, section in enumerate(course.script.sections):
            for q, question in enumerate(section.questions):
                path: Place = ("sections", s, "questions", q)
                for part in question.read_aloud:
                    yield source, (*path, part), getattr(question, part)
                for i, option in enumerate(question.choices):
                    yield source, (*path, "options", i, "label"), option.label
    for entry in bank.interventions.values():
        source, path = bank.sources[entry.id]
        for part in ("explain_to_client", "on_paper"):
            if words := getattr(entry, part):
                yield source, (*path, part), words
            for i, other in enumerate(entry.instead):
                if words := getattr(other, part):
                    yield source, (*path, "instead", i, part), words


@cache
def _list() -> frozenset[str] | None:
    """Dale and Chall's words, read from textstat without importing it, which takes most of a second."""
    try:
        file = distribution("textstat").locate_file("textstat/resources/en/easy_words.txt")
        return frozenset(Path(str(file)).read_text(encoding="utf-8").lower().split())
    except (PackageNotFoundError, OSError):
        return None


@cache
def _shipped() -> WordList:
    text = resources.files("question_banks").joinpath("words.yaml").read_text(encoding="utf-8")
    return load(WordList, text, "question_banks/words.yaml")[0]


def _own(bank: Bank) -> WordList:
    """The ``words.yaml`` at the top of the bank's own folder; raises `BankError` if it cannot be read."""
    words = WordList()
    for folder in _folders(source for source, _ in bank.sources.values()):
        file = folder / "words.yaml"
        if not file.is_file():
            continue
        try:
            added, _ = load(WordList, file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise BankError([Fault(str(file), 1, 1, f"cannot be read: {error}")]) from None
        words = WordList(
            needed=words.needed | added.needed,
            plainer=words.plainer | added.plainer,
            everyday=words.everyday + added.everyday,
        )
    return words


def _folders(sources: Iterable[SourceMap]) -> Iterable[Path]:
    return dict.fromkeys(Path(source.file).parent.parent for source in sources)
