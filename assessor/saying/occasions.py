"""What something waits for that has no day yet: "at your next session", "before the note ends", "once he has rung"."""

from __future__ import annotations

import re
from difflib import get_close_matches

from assessor.saying.lexicon import MONTH_NAMES, WEEKDAY_NAMES

_ALONE = r"asap|soon|now|tonight|straight ?away|right away|next time|when(?:ever)? (?:you|they|he|she) can"
_WAITING = r"once|when|whenever|after|before|until|till|as soon as|if|while|from|during"
_LEADING = (
    rf"{_WAITING}|by|at|on|in|within|for|over|this|next|every|each|the|our|your|my|his|her|their|end of|start of"
    r"|early|late|later"
)
_COMING = (
    r"sessions?|calls?|appointments?|meetings?|reviews?|visits?|assessments?|interviews?|hearings?|return|shifts?|rota"
    r"|payday|hours?|days?|weeks?|weekends?|months?|mornings?|afternoons?|evenings?|notes?|letters?|forms?|work|lunch|school"
    r"|holidays?|term|half-term|spring|summer|autumn|winter|new year"
)
_MOST_WORDS = 12
_OCCASION = re.compile(
    rf"(?:{_ALONE})|(?:{_WAITING})(?:\s+\S+){{1,{_MOST_WORDS}}}|(?:{_LEADING})(?:\s+\S+){{0,6}}?\s+(?:{_COMING})"
    rf"(?:\s+(?:of|after|before|with)\s.{{1,40}})?|(?:\w+\s+)?(?:days?|weeks?|months?)\s+(?:after|before)(?:\s+\S+){{1,6}}",
    re.IGNORECASE,
)


def is_occasion(words: str) -> bool:
    """Whether words that are no day say what is waited for, so that they can stand where a day could. Words that begin
    otherwise, or name nothing that comes, do not; nor does a slip of the keyboard in the name of a day."""
    said = words.strip().rstrip(".!")
    slip = any(get_close_matches(word, WEEKDAY_NAMES + MONTH_NAMES, cutoff=0.75) for word in said.casefold().split())
    return not slip and _OCCASION.fullmatch(said) is not None
