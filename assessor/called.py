"""Form of address: what somebody may be called, guessed with care from their name as they write it.

It is only a guess, for where nobody has asked them. Where no part of a name is plainly the given one ("Dr Nair",
"J. Smith", "van der Berg"), the guess is the name as it stands, which is always theirs; a title alone never is. Names
are written in more ways than any rule knows: what they like to be called is what counts, once it is known.
"""

from __future__ import annotations

import re
import unicodedata

from assessor.names import is_blank

_TITLES = frozenset(
    "mr mrs ms miss mx mstr master mister missus dr doctor prof professor assoc asst revd rev reverend fr father pr "
    "pastor rabbi imam canon sir dame lord lady baroness viscount viscountess hon honourable rt the very cllr "
    "councillor alderman judge capt captain maj major col colonel lt lieutenant gen general brig brigadier cpl "
    "corporal sgt sergeant sjt pte cdr commander flt adm admiral madam madame mme mlle monsieur herr frau señor señora "
    "srta sra signor signora shri sri smt shrimati haji hajji hajja hajjah sheikh shaikh sheikha sister brother "
    "ustad ustadh maulana pandit chief engr barr alhaji alhaja hajiya mallam pst mdm encik cik puan daw fru dhr mevr "
    "mevrouw rev'd rev’d".split()
)
_AND = frozenset(("and", "&", "+"))
_SUFFIXES = frozenset(
    "jr junior sr senior ii iii iv md phd dphil bsc msc ba ma mba mbbs mbchb frcp frcgp mrcp mrcgp frcs mrcs mbe obe "
    "cbe kbe dbe kc qc jp mp rn rmn rgn esq dds bds llb llm pgce qtl cpsychol fbpss frsa frs".split()
)
_PARTICLES = frozenset(
    "van von der den ten ter de del della di da do dos das du la le las los el al zu zum af av san".split()
)
"""Words that begin a family name, where they are written small or stand before another of them."""
_GOES_ON = frozenset("abdul abdel abdal abd abdur abdus abdu abu umm st saint".split())
"""Given names that are half a name without the word after them."""
_ARTICLES = frozenset(("al", "el", "ul", "ur", "us"))
_ABBREVIATED = frozenset(("md", "mohd", "mhd", "muhd"))
"""How Muhammad is shortened before the name by which somebody goes."""
_NO_NAME = frozenset(
    "my our the her his their your not no nobody anyone anybody someone somebody hr i they she he we a an it ask "
    "ring".split()
)
"""Words with which a line about somebody begins that names nobody."""
_LONGEST = 4
"""Of a name, beside its titles."""
_MAIDEN = re.compile(r"(née|nee|né|born|formerly|previously|aka|was)\b", re.IGNORECASE)
_ASIDE = re.compile(r"""(?<!\S)(?:\(([\w .’'-]+)\)|["“”‘']([\w .-]+)["“”’'])(?!\S)""")
_NAME_LIKE = re.compile(r"[\w\s.,'’-]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED_TITLE = re.compile(r"^(\w{2,5}\.)(?=\w{2})")
_INITIAL = re.compile(r"\w\.?|(\w\.-?)+\w?\.?")


def name_at_the_start(noted: str) -> str:
    """The name with which a line begins that was noted of somebody ("Zoë in HR", "Mr O’Dwyer, the manager"), with its
    title and at most four words of it; empty where it begins with anything else ("my manager", "HR")."""
    words: list[str] = []
    for word in noted.split():
        small = word in _PARTICLES and bool(words)
        if not small and (not word[0].isalpha() or word[0].islower() or (not words and _bare(word) in _NO_NAME)):
            break
        words.append(word.rstrip(",;:"))
        if word[-1] in ",;:" or len(_untitled(words)) == _LONGEST:
            break
    while words and (words[-1] in _PARTICLES or _is_title(words[-1])):
        words.pop()
    return " ".join(words)


def given_name(name: str, family_first: bool = False) -> str:
    """What somebody of this name may be called: the given name, or the whole where none is plain.

    ``family_first`` says that the family name stands first, as in Hungarian, Vietnamese and Chinese names.
    """
    written = " ".join(_ASIDE.sub(" ", name).split())
    if aside := _beside(name, written):
        return given_name(aside, family_first) if family_first else aside
    words = _in_order(written)
    untitled = _untitled(words)
    if len(untitled) < 2 or (len(words) > len(untitled) and _begins_a_family_name(untitled)):
        return " ".join(words) or name
    given = _given(untitled, family_first)
    if _LETTERS.fullmatch(given) and (written.islower() or written.isupper()):  # nobody is written in one case
        given = given.title()
    return given or " ".join(untitled)


def form_of_address(called: str, name: str, family_first: bool = False) -> str:
    """What to call somebody: what they like to be called, or a guess. Where that is a title alone it stands before the
    family name."""
    if is_blank(called):
        return given_name(name, family_first)
    if not all(_is_title(word) for word in called.split()):
        return called
    untitled = _untitled(_in_order(" ".join(_ASIDE.sub(" ", name).split())))
    family = untitled[:1] if family_first else untitled[-1:]
    return " ".join((*called.split(), *family))


def _beside(name: str, written: str) -> str:
    """What stands in brackets or quotes and is what to say: a nickname within the name, or a name in our letters after
    one in others. A name that stands after the whole may be an earlier family name as well."""
    for match in _ASIDE.finditer(name):
        aside = "".join(match.groups("")).strip()
        if (name[match.end() :].strip() and _is_nickname(aside)) or (_is_latin(aside) and not _is_latin(written)):
            return aside
    return ""


def _in_order(written: str) -> list[str]:
    """The words of a name in the order in which they are said, without what follows it: Nair, Dr Priya, MBBS."""
    before, comma, after = written.partition(",")
    words = written.split()
    if comma and _NAME_LIKE.fullmatch(written):
        tail = after.replace(",", " ").split()
        words = [*(word for word in tail if not _is_suffix(word)), *before.split()]
    words = [part for word in words for part in _JOINED_TITLE.sub(_parted, word).split()]
    while len(words) > 2 and _is_suffix(words[-1]):
        words.pop()
    return words


def _parted(joined: re.Match[str]) -> str:
    return f"{joined[1]} " if _is_title(joined[1]) else joined[1]


def _untitled(words: list[str]) -> list[str]:
    """The words of a name after its titles; of titles alone the last."""
    untitled = list(words)
    while len(untitled) > 1 and (_is_title(untitled[0]) or untitled[0] in _AND):
        untitled.pop(0)
    return untitled


def _given(words: list[str], family_first: bool) -> str:
    """The given name among two or more words; empty if none is plain."""
    if family_first:
        return " ".join(words[1:])
    words = _without_capitals(words)
    if _begins_a_family_name(words):
        return ""
    if _is_initial(words[0]):
        return next((word for word in words[1:-1] if not _is_initial(word)), "")
    first = _bare(words[0])
    if len(words) < 3:
        return words[0]
    if first in _ABBREVIATED:
        return words[1]
    if first in _GOES_ON:
        return " ".join(words[: 3 if _bare(words[1]) in _ARTICLES and len(words) > 3 else 2])
    return words[0]


def _without_capitals(words: list[str]) -> list[str]:
    """The words without a family name that stands in capitals, if there is a name beside it."""
    capitals = [word for word in words if len(word) > 2 and word.isupper() and not _is_initial(word)]
    rest = [word for word in words if word not in capitals]
    return rest if capitals and not all(map(_is_initial, rest)) else words


def _bare(word: str) -> str:
    return word.strip(".,;").casefold()


def _is_title(word: str) -> bool:
    return _bare(word) in _TITLES


def _is_latin(text: str) -> bool:
    """Whether any of its letters is one of ours."""
    return any(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())


def _is_suffix(word: str) -> bool:
    return _bare(word).replace(".", "") in _SUFFIXES and _bare(word) not in ("ma", "ba")


def _is_initial(word: str) -> bool:
    return _INITIAL.fullmatch(word) is not None


def _begins_a_family_name(words: list[str]) -> bool:
    """Whether the first of these words is a particle: van der Berg, Van Der Berg, de Souza."""
    first = _bare(words[0])
    if first not in _PARTICLES or len(words) < 2:
        return False
    return words[0].islower() or _bare(words[1]) in _PARTICLES


def _is_nickname(aside: str) -> bool:
    """Whether this is one word that somebody may go by: no title, and nothing that leads to an earlier name."""
    letters = re.sub(r"['’-]", "", aside)
    odd = _is_title(aside) or _is_suffix(aside) or _MAIDEN.match(aside)
    return letters.isalpha() and aside[:1].isupper() and not odd
