"""The answers there are to a suggestion, each by the digit that it has inside a call, wherever a plan is shown."""

from __future__ import annotations

from assessor.care.agreeing import SUGGESTION_ANSWERS
from assessor.widgets.verbs import Verb

ANSWER_VERBS = tuple(
    Verb(
        f"{key}",
        f"answer_suggestion('{answer}')",
        words.lower(),
        f"{words}: of a suggestion, as inside a call.",
        always=False,
        quiet=True,
    )
    for key, (answer, words) in enumerate(SUGGESTION_ANSWERS.items(), start=1)
)
