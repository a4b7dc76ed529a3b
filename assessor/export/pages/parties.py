"""Whose a step is: the parties that a page may name, each by its name for this reader.

The catalogue names everybody who could be in a step. Once somebody has put it in their own words, only whoever was
chosen with it is; and nobody reads of an employer unless the client agrees that the employer may know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assessor import taxonomy, wording
from assessor.called import given_name
from assessor.care.case import Case
from assessor.care.goals import Action
from assessor.care.plan import Suggestion
from assessor.export.pages.voice import says_not_known
from assessor.names import name_key

_AND = re.compile(r"\s*(?:,|\band\b|\bwith\b|&)\s*")


def parties_of(case: Case, step: Action | Suggestion) -> tuple[taxonomy.Party, ...]:
    """The parties of a step that may be named; none where it says who it is in other words."""
    codes = _parties(case, step)
    agreed = case.plan.consent("employer").given
    return tuple(code for code in codes if code != "employer" or agreed)


def _parties(case: Case, step: Action | Suggestion) -> tuple[taxonomy.Party, ...]:
    if isinstance(step, Action):
        return step.parties or typed_parties(case, step.who)
    decided = case.decisions.get(step.id)
    if step.by_hand or (decided is not None and decided.who):
        return step.who
    if step.words:
        return tuple(code for code in step.who if code in ("client", "adviser"))
    return tuple(code for code in step.who if code != "other")


def typed_parties(case: Case, who: str) -> tuple[taxonomy.Party, ...]:
    """Parties that were typed ("client and employer", "Ines, with Dan"); none if any part of it is somebody else."""
    names: dict[str, taxonomy.Party] = {name_key(title): code for code, title in taxonomy.PARTIES.items()}  # type: ignore[misc]
    adviser = case.call.by if case.call else ""
    for code, name in (("adviser", adviser), ("client", case.client.name)):
        names |= dict.fromkeys((name_key(name), name_key(given_name(name))), code)  # type: ignore[arg-type]
    names[name_key(case.client.first_name)] = "client"
    parts = [key for part in _AND.split(who) if (key := name_key(part))]
    codes = tuple(dict.fromkeys(names[part] for part in parts if part in names))
    return codes if parts and all(part in names for part in parts) else ()


def whose(case: Case, step: Action | Suggestion, names: Mapping[str, str]) -> str:
    """Who does a step, in words; what somebody typed of anybody else stays as it is."""
    if codes := parties_of(case, step):
        return wording.listed(names.get(code, taxonomy.PARTIES[code]) for code in codes)
    return step.who if isinstance(step, Action) and not _parties(case, step) else ""


def parties(who: str, names: Mapping[str, str]) -> str:
    """Parties told as words ("client and employer"), by their names for this reader; other words as they are, and none
    where it is not known who."""
    if says_not_known(who):
        return ""
    codes = {title.casefold(): code for code, title in taxonomy.PARTIES.items()}
    titles = [part.strip() for part in who.replace(" and ", ", ").split(",")]
    if who and all(part.casefold() in codes for part in titles):
        return wording.listed(names.get(codes[part.casefold()], part) for part in titles)
    return who
