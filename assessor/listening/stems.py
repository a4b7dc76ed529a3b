"""Stemming: the part that the forms of an English word have in common, and contractions written out."""

from __future__ import annotations

import re

_CONTRACTED = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "will not", "ain't": "is not",
    "i'm": "i am", "let's": "let us",
}  # fmt: skip
_BARE = (
    "cant dont doesnt didnt isnt wasnt hasnt havent hadnt wouldnt couldnt shouldnt arent werent wont aint mustnt neednt"
)
"""Contractions as they are typed in a hurry, without the apostrophe."""
_PRONOUNS = {"im": "i am", "ive": "i", "hes": "he", "shes": "she", "theyre": "they", "theyve": "they", "youre": "you"}
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "slept:sleep went:go gone:go goes:go lost:lose left:leave felt:feel fell:fall told:tell found:find "
        "kept:keep got:get gotten:get did:do done:do does:do rang:ring rung:ring heard:hear said:say paid:pay "
        "made:make took:take taken:take gave:give given:give broke:break broken:break spoke:speak spoken:speak "
        "forgot:forget forgotten:forget wrote:write written:write thought:think brought:bring meant:mean "
        "sent:send drove:drive driven:drive children:child dying:die lying:lie used:use using:use panicking:panic "
        "panicked:panic worse:worse ran:run began:begin begun:begin shook:shake chose:choose chosen:choose "
        "stood:stand understood:understand knew:know known:know grew:grow threw:throw woke:wake woken:wake "
        "drank:drink drunk:drink ate:eat eaten:eat saw:see seen:see won:win led:lead dealt:deal fought:fight "
        "taught:teach caught:catch hid:hide hidden:hide wives:wife lives:live"
    ).split()
)


def stem(word: str) -> str:
    """The part that the forms of a word have in common: ``dread`` for dreads, dreading and dreaded."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4:
        return word
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y" if len(word) > 4 else word[:-1]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and re.search("[aeiouy]", base):
            if len(base) == 3 and re.fullmatch("[^aeiou][aeiou][^aeiouwxy]", base):
                return base + "e"  # caring is of care, not of car, which would be carring
            word = _undoubled(base)
            break
    if len(word) > 4:
        word = word.removesuffix("e")
    return word


def _undoubled(base: str) -> str:
    """What is left of a word without its ending, a consonant that the ending doubled made single again."""
    doubled = base[-1] == base[-2] and base[-1] in "bdgmnprt"
    return base[:-1] if doubled or (base.endswith("ll") and len(base) > 5) else base


def expanded(word: str) -> list[str]:
    """The plain words that one word of a text stands for: two for "can't", one without its ending for "manager's"."""
    word = word.lower().replace("’", "'")
    if word in _CONTRACTED:
        return _CONTRACTED[word].split()
    if word in _BARE_FORMS:
        return _BARE_FORMS[word]
    if word.endswith("n't"):
        return [word[:-3], "not"]
    return [word.partition("'")[0]] if word[1:2] != "'" else [word.replace("'", "")]


_BARE_FORMS: dict[str, list[str]] = {}
_BARE_FORMS |= {word: expanded(f"{word[:-1]}'t") for word in _BARE.split()}
_BARE_FORMS |= {word: words.split() for word, words in _PRONOUNS.items()}
