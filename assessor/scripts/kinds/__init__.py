"""The kinds of question: what each asks for, which answers fit, how an answer reads, and what it records.

Each kind parses what it is given (an answers file, the journal, or words typed by the adviser) into one
value, or refuses it in words that say what would do. Nothing here knows a screen or a script's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from assessor.scripts.kinds.base import LONGEST, Answer, Asked, Codes, Id, Recorded, Records, Refused
from assessor.scripts.kinds.days import Day
from assessor.scripts.kinds.numbers import Band, Number, Scale
from assessor.scripts.kinds.options import OPTION_KEYS, Choice, Consent, Many, Option, YesNo
from assessor.scripts.kinds.text import Say, Text

__all__ = [
    "KINDS", "LONGEST", "OPTION_KEYS", "Answer", "Asked", "Band", "Choice", "Codes", "Consent", "Day", "Id",
    "Many", "Number", "Option", "Question", "Recorded", "Records", "Refused", "Say", "Scale", "Text", "YesNo",
]  # fmt: skip

Question = Annotated[Say | Choice | YesNo | Consent | Many | Number | Scale | Day | Text, Field(discriminator="kind")]
KINDS: Mapping[str, type[Asked]] = {
    "say": Say, "choice": Choice, "yes_no": YesNo, "consent": Consent, "many": Many,
    "number": Number, "scale": Scale, "date": Day, "text": Text,
}  # fmt: skip
