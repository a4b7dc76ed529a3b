"""What a later call may say of what earlier ones left: how it stands, what got in the way, what is to be done about it.

Codes are fixed for good, as those of the taxonomy are: one may be added, none renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _fixed(titles: dict[str, str]) -> Mapping[str, str]:
    return MappingProxyType(titles)


GOAL_STATES = _fixed({"going_on": "going on", "reached": "reached", "let_go": "let go"})
STEP_STATES = _fixed({"to_do": "to do", "under_way": "under way", "done": "done", "dropped": "dropped"})
BARRIER_STATES = _fixed({"gone": "gone", "better": "better", "same": "about the same", "worse": "worse"})

STEP_OBSTACLES = _fixed(
    {
        "forgot": "it was forgotten",
        "unwell": "being too unwell",
        "worried": "worry about it",
        "no_time": "no time for it",
        "unclear": "it was not clear what to do",
        "waiting": "waiting on somebody else",
        "work_said_no": "work said no",
        "no_longer_fits": "it no longer fits",
        "other": "something else",
    }
)
"""What got in the way of a step, as it reads on a page for anybody."""

STEP_WAYS = _fixed(
    {"keep": "kept", "smaller": "made smaller", "somebody_else": "passed to somebody else", "let_go": "let go"}
)
"""What is done with a step that something got in the way of."""

SLOTS = {"goal": 6, "step": 12, "barrier": 8}
"""How many goals, steps and barriers of the plan so far a later call can bring up one by one."""

EARLIER_STATES = {
    f"earlier_{kind}{n}.{part}": codes
    for kind, part, codes in (
        ("goal", "state", GOAL_STATES),
        ("step", "state", STEP_STATES),
        ("barrier", "state", BARRIER_STATES),
        ("step", "obstacle", STEP_OBSTACLES),
        ("step", "way", STEP_WAYS),
    )
    for n in range(1, SLOTS[kind] + 1)
}
"""The details that are told by codes, with the codes that each may have."""

_TITLES = {
    "goal": {
        "now": "Where they are now, 0 to 10", "by": "By", "sign": "How we will know", "state": "How it stands",
    },
    "step": {
        "state": "How it stands", "obstacle": "What got in the way", "way": "What is to be done with it",
        "what": "Step", "who": "Who", "by": "When",
    },
    "barrier": {"state": "How it stands"},
}  # fmt: skip

EARLIER_DETAILS = {
    f"earlier_{kind}{n}.{part}": title
    for kind, parts in _TITLES.items()
    for n in range(1, SLOTS[kind] + 1)
    for part, title in parts.items()
}
"""Every detail of what earlier calls left that a question may fill in, with its title."""
