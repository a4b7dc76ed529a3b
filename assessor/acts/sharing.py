"""Sharing: consent for each reader, and the lines that the client chooses for the employer."""

from __future__ import annotations

from collections.abc import Iterable

from assessor import taxonomy
from assessor.acts.forms import Field, Form
from assessor.care.employer_lines import choice
from assessor.care.plan import Plan
from assessor.journal import Consented, ShareChosen


def consent(reader: str, agrees: bool, words: str = "") -> Consented:
    """The client agrees, or no longer agrees, that the plan is shared with this reader."""
    return Consented.model_validate({"reader": reader, "given": agrees, "words": words})


def consent_form(reader: str, agrees: bool) -> Form:
    """That the client agrees, or does not, in their words if there are any."""
    name = taxonomy.READERS[reader]
    title = f"The client agrees: share with the {name}" if agrees else f"The client does not agree: {name}"
    field = Field("words", "In their words, if any")
    return Form(title, (field,), lambda filled: [consent(reader, agrees, filled["words"])])


def choose_for_employer(plan: Plan, keys: Iterable[str]) -> ShareChosen:
    """The client chose the lines of these keys for the employer, as they read now; every other line is left out."""
    return choice(plan, keys)
