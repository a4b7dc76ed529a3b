"""The kinds of question: what each asks for, which answers fit, how an answer reads, and what it records.

Each kind parses what it is given (an answers file, the journal, or words typed by the adviser) into one
value, or refuses it in words that say what would do. Nothing here knows a screen or a script's order.

A kind is found by its being here: a class of a module of this package whose ``kind`` is a literal.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from importlib import import_module
from operator import or_
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, get_args

from pydantic import Field

from assessor.scripts.kinds.base import (
    LONGEST_ANSWER,
    Answer,
    AnswerField,
    Asked,
    AskedBack,
    Codes,
    Id,
    Recorded,
    Records,
    Refused,
    TypedValue,
)
from assessor.scripts.kinds.days import Day
from assessor.scripts.kinds.options import OPTION_KEYS, Option

__all__ = [
    "KINDS", "LONGEST_ANSWER", "OPTION_KEYS", "Answer", "AnswerField", "Asked", "AskedBack", "Codes", "Day", "Id",
    "Option", "Question", "Recorded", "Records", "Refused", "TypedValue",
]  # fmt: skip


def _kinds() -> Iterator[tuple[str, type[Asked]]]:
    for module in iter_modules(__path__, f"{__name__}."):
        for member in vars(import_module(module.name)).values():
            if isinstance(member, type) and issubclass(member, Asked) and member.__module__ == module.name:
                for name in get_args(member.model_fields["kind"].annotation):
                    yield name, member


KINDS = MappingProxyType(dict(_kinds()))
"""Every kind of question by its name."""

if TYPE_CHECKING:
    Question = Asked
else:
    Question = Annotated[reduce(or_, KINDS.values()), Field(discriminator="kind")]
"""A question as a script's file has it: of the kind that its ``kind`` names."""
