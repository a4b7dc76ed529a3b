"""Who does it and by when, read from one line as people say it: the same line inside a call and on the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from assessor import taxonomy
from assessor.acts.forms import Field
from assessor.care.agreeing import Terms
from assessor.journal import Client
from assessor.names import unless_blank
from assessor.saying.said_days import wrong_side
from assessor.scripts.kinds import AskedBack, Refused

WHEN = Field("by", "By when", "when")
_Parties = tuple[taxonomy.Party, ...]
_PARTY: Mapping[str, _Parties] = MappingProxyType(
    dict.fromkeys(("client", "the client", "she", "he", "they", "you", "her", "him", "them"), ("client",))
    | dict.fromkeys(("herself", "himself", "themselves", "yourself"), ("client",))
    | dict.fromkeys(("adviser", "the adviser", "i", "me", "myself"), ("adviser",))
    | dict.fromkeys(("both", "both of us", "we", "us", "together"), ("client", "adviser"))
    | dict.fromkeys(("employer", "the employer", "manager", "the manager", "my manager", "hr", "work"), ("employer",))
    | dict.fromkeys(("gp", "the gp", "my gp", "doctor", "the doctor", "my doctor"), ("gp",))
    | dict.fromkeys(("someone else", "somebody else", "other", "others"), ("other",))
    | {title.casefold(): (party,) for party, title in taxonomy.PARTIES.items() if party != "therapist"}
)
_JOINT = r"\s*(?:,|&|\+|\band\b)\s*"
_DOES_IT = r"(?:(?:['’]ll|\s+will|\s+to)?(?:\s+do(?:es)?(?:\s+(?:it|that|this))?)?(?:\s+(?:him|her|my|them)self)?)"
_BETWEEN = " ,;:-–—.!"


def read_terms(typed: str, proposed: Terms, client: Client, adviser: str, today: date) -> Terms:
    """Who and when, as they are typed in one line: "me, Thursday", "she and I by 12 May", "Friday, employer".

    Whoever is not named, and a day that is not given, stay as they were proposed. Every word has to be somebody, a day,
    or what it waits for ("at your next session"); else it is refused with the reason (`Refused`). What is asked of the
    therapist is theirs, whoever is typed.
    """
    words = re.sub(r"[\s,.!]*\bplease\b[\s.!]*$", "", unless_blank(typed), flags=re.IGNORECASE)
    if not words:
        return proposed
    named, remainder = _named(words, client, adviser)
    try:
        return Terms(proposed.who, read_when(words, today))
    except Refused as refused:
        if not named:
            raise _of_whom_too(refused) from None
    who = proposed.who if "therapist" in proposed.who else named
    return Terms(who, read_when(remainder, today) if remainder else proposed.by)


def read_when(typed: str, today: date) -> str:
    """By when, as it is written down: a day, or in their words what it waits for. Raises `Refused`."""
    read = WHEN.read(typed, today)
    day, words = read["by_day"], str(read["by"])
    if day is not None and day < today:
        raise Refused(wrong_side(day, "forward"))
    return words


def _of_whom_too(refused: Refused) -> Refused:
    """The reason, with what else may stand in the line; what is asked about stays a question."""
    if isinstance(refused, AskedBack):
        return refused
    return Refused(f"{refused}; who does it may stand before it, such as me, Thursday")


def _named(words: str, client: Client, adviser: str) -> tuple[_Parties, str]:
    """Who is named at the beginning of a line or at its end, and what else stands there."""
    ours = (adviser.casefold(), *adviser.casefold().split()[:1])
    known: dict[str, _Parties] = {name: ("adviser",) for name in ours if name}
    known |= _PARTY
    known |= {client.first_name.casefold(): ("client",), client.name.casefold(): ("client",)}
    anyone = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    several = rf"((?:{anyone})(?!\w)(?:{_JOINT}(?:{anyone})(?!\w))*)"
    first = re.match(rf"{several}{_DOES_IT}(?![\w'’])", words, re.IGNORECASE)
    last = re.search(rf"(?<!\w){several}$", words.rstrip(_BETWEEN), re.IGNORECASE)
    match = first or last
    if match is None:
        return (), words
    names = re.split(_JOINT, match[1], flags=re.IGNORECASE)
    parties = {party for name in names for party in known[name.casefold()]}
    rest = words[match.end() :] if match is first else words[: match.start()]
    return tuple(party for party in taxonomy.PARTIES if party in parties), rest.strip(_BETWEEN)
