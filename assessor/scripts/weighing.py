"""What an answer in the client's own words comes to: one key, by the adviser, where "something else" was chosen.

Whoever wrote the options did not foresee it, so nobody but the person who heard it can say how pressing it is. For
each question that has an option with ``weigh`` a further one follows by itself; it is put to the adviser and never read
aloud. What it records is said in the client's words, and these are at the question before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from assessor import wording
from assessor.scripts.kinds import Asked, Option, Records
from assessor.scripts.kinds.options import Choice

ENDING = "_weigh"
"""What the id of the further question ends in, after the id of the one whose answer it weighs."""

WEIGHTS = (
    Option(code="advice", label="They need advice on it today", records=Records(barrier=("advice_today",))),
    Option(code="concern", label="It is a concern to pass on", safety=True),
    Option(code="ordinary", label="It is ordinary, and can wait"),
)


class Weighing(Choice):
    """Asks the adviser what to make of "something else" at the question ``weighs``."""

    weighs: str

    read_aloud: ClassVar[tuple[str, ...]] = ()
    for_adviser: ClassVar[bool] = True

    @property
    def words_at(self) -> str:
        return self.weighs


def weighed(question: Asked) -> Iterator[Weighing]:
    """The question to the adviser that follows this one, if one of its options is to be weighed."""
    codes = [option.code for option in question.choices if option.weigh]
    if codes:
        chosen = (f"'{code}' in {question.id}" if question.several else f"{question.id} == '{code}'" for code in codes)
        yield Weighing(
            id=f"{question.id}{ENDING}",
            kind="choice",
            short=wording.shorten(f"How pressing: {question.title}", 40),
            say="What they told you was not on the list. How pressing is it?",
            guide=(
                "For you alone. Advice: something was done to them, or a right is at stake. A concern: they or "
                "somebody else may come to harm."
            ),
            why="Something else can be the gravest thing said in a call. Only you heard it.",
            ask_if=" or ".join(chosen),
            options=WEIGHTS,
            weighs=question.id,
        )
