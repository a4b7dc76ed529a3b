"""Whether checking, rituals or OCD were spoken of, in any words of a call: to be careful, and never to say what it is.

To have others check or reassure can feed what therapy works against. So a change at work that does it waits for the
therapist's word. The words themselves stand on no page by this, and are no reason for anything to be offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.care.answers import Answers
from assessor.journal import Noted

ASK_THE_THERAPIST_FIRST = "ask the therapist first: to have others check or reassure can feed a worry"
_SPOKEN = re.compile(
    r"\b(?:ocd|obsessi\w+|compulsi(?!ory)\w+|rituals?|reassur\w+|contaminat\w+|intrusive|"
    r"re-?check\w*|keeps? (?:on )?checking|(?:can[’']?t|cannot|can not) stop (?:checking|washing)|"
    r"check(?:s|ing|ed)?\b[^.;]{0,30}\b(?:locks?|doors?|gas|oven|hob|cooker|taps?|plugs?|switch(?:es)?|iron|"
    r"again|over and over|repeatedly|times)|"
    r"hand[- ]?washing|wash(?:es|ing)?\b[^.;]{0,20}\bhands|count(?:s|ing) (?:things|steps|everything))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|never had|hasn[’']t|isn[’']t|without)\s+(?:any\s+|got\s+|an?\s+)?$", re.IGNORECASE)


def checking_spoken_of(answers: Answers) -> bool:
    """Whether a note or an answer in words of any call speaks of it; a bare denial does not."""
    return any(
        not _DENIED.search(words[: found.start()]) for words in _words(answers) for found in _SPOKEN.finditer(words)
    )


def _words(answers: Answers) -> Iterator[str]:
    for interview in answers.interviews:
        yield from (entry.act.text for entry in interview.notes if isinstance(entry.act, Noted))
        values = (interview.answer(step.name) for step in interview.course.questions)
        yield from (value for value in values if isinstance(value, str))
