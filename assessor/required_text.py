"""Required text: marks the texts without which a record says nothing, and finds those that show a reader nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from assessor.names import is_blank


@dataclass(frozen=True, slots=True)
class MustSay:
    """Marks a text, or texts, without which a record says nothing: `blank_fields` finds those that show nothing.

    ``what`` is the text's name in a sentence; where ``when`` is given, the mark holds only for a record that fits it.
    It is looked at when an act is done and never when one is read, since older journals may hold blank text.
    """

    what: str
    when: Callable[[Any], bool] | None = None


def blank_fields(record: BaseModel) -> tuple[str, ...]:
    """What this record must say and does not, each by its name in a sentence; of a record within it too."""
    return tuple(_blank_fields(record))


def _blank_fields(record: BaseModel) -> Iterator[str]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from _blank_fields(value)
        texts = [text for text in (value if isinstance(value, tuple) else (value,)) if isinstance(text, str)]
        for mark in field.metadata:
            if isinstance(mark, MustSay) and any(map(is_blank, texts)) and (mark.when is None or mark.when(record)):
                yield mark.what
