"""Sharing: consent for each reader, and the lines that the client chooses for the employer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessor import taxonomy
from assessor.acts.forms import Field, Filled, Form
from assessor.care.employer_lines import choice
from assessor.care.plan import Plan
from assessor.journal import Consented, ShareChosen


def consent(reader: str, agrees: bool, words: str = "") -> Consented:
    """The client agrees, or no longer agrees, that the plan is shared with this reader."""
    return Consented.model_validate({"reader": reader, "given": agrees, "words": words})


_OTHERWISE = {True: r"(no|nope|nah|not|never|don['’]?t)\b|undo\W*$", False: r"(yes|yeah|yep|yup)\b|undo\W*$"}
"""How words begin that may say the other of the two, by whether the client agrees."""


def may_mean_the_other(agrees: bool, words: str) -> bool:
    """Whether words that were typed with a yes may say no, or those with a no yes: then which of the two it is must be
    asked, and is not for this program to guess."""
    return re.match(rf"\W*({_OTHERWISE[agrees]})", words, re.IGNORECASE) is not None


def consent_form(reader: str, agrees: bool) -> Form:
    """That the client agrees, or does not, in their words if there are any."""
    name = taxonomy.READERS[reader]
    title = f"The client agrees: share with the {name}" if agrees else f"The client does not agree: {name}"
    field = Field("words", "In their words, if any")

    def hints(filled: Filled) -> Iterator[str]:
        if may_mean_the_other(agrees, filled["words"]):
            yield f"This is a {'yes' if agrees else 'no'}; leave the form if these words say otherwise."

    return Form(title, (field,), lambda filled: [consent(reader, agrees, filled["words"])], hints, said=True)


def choose_for_employer(plan: Plan, keys: Iterable[str]) -> ShareChosen:
    """The client chose the lines of these keys for the employer, as they read now; every other line is left out."""
    return choice(plan, keys)
