"""The identity card: who is on the line, with what is to be compared, and what to call them."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import wording
from assessor.client import Client
from assessor.names import is_blank

COMPARED = "They tell you and you compare. Read none of this out, and give no hints."
NOT_HELD = "not held"


def to_compare(client: Client) -> Iterator[tuple[str, str]]:
    """What is held that tells somebody from anybody else, each by its name; what is not held says so."""
    yield "Full name", wording.one_line(client.name)
    yield "Date of birth", wording.day(client.born) if client.born else NOT_HELD
    yield "Address", _held(", ".join(part for part in (client.address, client.postcode) if not is_blank(part)))
    yield "Telephone", _held(client.telephone)
    yield "Record number", _held(client.reference)


def to_address(client: Client) -> Iterator[tuple[str, str]]:
    """How to speak to somebody: what to call them, their pronouns, what makes a call easier."""
    called = wording.one_line(client.first_name)
    yield "Call them", f"{called} (a guess from the name: ask what they like)" if is_blank(client.called) else called
    for label, words in (
        ("Pronouns", client.pronouns),
        ("Makes a call easier", client.access),
        ("Best times to ring", client.best_times),
    ):
        if not is_blank(words):
            yield label, wording.one_line(words)


def _held(words: str) -> str:
    return NOT_HELD if is_blank(words) else wording.one_line(words)
