"""Whom the catalogue would have the adviser ring: an entry that names somebody there says whether it rings them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assessor.bank.bank import Bank
from assessor.yaml_source import Fault

NAMED: Mapping[str, str] = {
    "jobcentre": r"\bJobcentre|\bwork coach",
    "workwell": r"\bWorkWell\b",
    "ips": r"\bIPS\b",
    "connect_to_work": r"\bConnect to Work\b",
    "debt_adviser": r"\bdebt advi[cs]e",
    "benefits_adviser": r"\b(welfare[- ]rights|benefits) advice",
    "council": r"\bcouncil\b",
}
"""How somebody who may be rung is named in the adviser's part of an entry."""


def rings_unsaid(bank: Bank) -> Iterator[Fault]:
    """Entries whose adviser's part names somebody and does not say whether they are rung."""
    for entry in bank.interventions.values():
        if entry.rings:
            continue
        part = entry.does.get("adviser", "")
        named = next((body for body, words in NAMED.items() if re.search(words, part, re.IGNORECASE)), None)
        if named:
            source, path = bank.sources[entry.id]
            message = (
                f"the adviser's part of {entry.id} names somebody: say `rings: {named}` if the adviser "
                "gets in touch with them for the client, or `rings: nobody`"
            )
            yield source.fault((*path, "does", "adviser"), message)
