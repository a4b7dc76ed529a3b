"""Whether a line that says who was told says that nobody was: then the concern still waits to be passed on.

The list is short on purpose and stands here alone. What it takes for a no is shown in its words beside "not yet passed
on", so a name that it takes wrongly is seen and can be put otherwise; what it misses would silence a warning.
"""

from __future__ import annotations

import re

from assessor.names import is_blank

TOLD_NOBODY = (
    r"no ?(body|one)", r"no-one", r"not?", r"none", r"nil", r"n/?a", r"never", r"nothing", r"unknown", r"pending",
    r"to be (told|done|passed|rung)", r"to (do|tell|ring|call|pass)", r"t\.?b\.?[acd]", r"(yet|still) to",
    r"(have|has|had)(n['’]?t| not)", r"(did|could|can|was|were|is|are|wo|do|does)(n['’]?t| ?not)", r"unable",
    r"tr(ied|ying)", r"a?waiting", r"(will|'ll|am going to) (tell|ring|call|do|pass|try)", r"later", r"tomorrow",
)  # fmt: skip
"""How a line begins that tells of nobody who was told."""

IN_VAIN = (
    r"no (answer|reply|response|luck)\b",
    r"(\bnot?|n['’]t|\bun)\W?(answer|reach|repl|avail|get through|pick)",
    r"(nobody|no one|no-one) (answer|there\b|pick|free\b|in\b)",
    r"(\bnot|n['’]t) (yet|been|told|passed)\b",
    r"\b(engaged|voice ?mail|answer ?phone|line (is |was )?dead|in vain|yet to)\b",
    r"\bleft (a |an )?(message|word)\b",
)
"""What, anywhere in it, says that they could not be told."""

_TELLS_NOBODY = re.compile(rf"\W*((I|we) )?({'|'.join(TOLD_NOBODY)})\b", re.IGNORECASE)
_DOUBTED = re.compile(r"\?(\s|\W*$)")  # "Dr Okoye?", and no address that holds one
_IN_VAIN = re.compile("|".join(IN_VAIN), re.IGNORECASE)


def tells_of_somebody(words: str) -> bool:
    """Whether the line of who was told names anybody, as far as it shows: not "not yet", "tried duty" or "?"."""
    if is_blank(words) or not re.search(r"\w", words):
        return False
    return not (_TELLS_NOBODY.match(words) or _IN_VAIN.search(words)) and not _DOUBTED.search(words)
