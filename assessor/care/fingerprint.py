"""A few letters that stand for everything a version says: if one word of it were another, so would they be."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from assessor.care.case import Case

FINGERPRINT_LENGTH = 12
ADDED_LATER = frozenset({"fact", "standing", "on_paper"})
"""Keys that a plan of an earlier release did not have. Such a key counts only where it says something, so that a page
which was printed before there was one keeps its letters."""


def fingerprint(case: Case) -> str:
    """The fingerprint of the plan as it stands, in groups of four: "3f9a 1c07 b2de"."""
    call = case.call
    content = {
        "client": case.client.model_dump(mode="json"),
        "call": call and [call.begun.isoformat(), call.by, call.ended],
        "version": case.version,
        "signed": case.standing.reviewer if case.standing.state == "signed" else "",
        "plan": _as_first_told(case.plan.model_dump(mode="json")),
        "shared": case.by_hand.shared,
    }
    if elsewhere := {reader: chosen.shared for reader, chosen in case.by_hand.elsewhere.items()}:
        content["shared_elsewhere"] = elsewhere
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:FINGERPRINT_LENGTH]
    return " ".join(digest[i : i + 4] for i in range(0, FINGERPRINT_LENGTH, 4))


def _as_first_told(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_first_told(inner) for key, inner in value.items() if inner or key not in ADDED_LATER}
    return [_as_first_told(inner) for inner in value] if isinstance(value, list) else value
