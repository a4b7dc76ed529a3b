"""What changed between two readings of a plan, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assessor.care.case import Banks, Case, read_case
from assessor.journal import Reviewed
from assessor.views.plan_lines import PlanLine, plan_lines


@dataclass(frozen=True, slots=True)
class Change:
    """One line that came, went or reads otherwise; ``before`` and ``after`` are how it read and reads."""

    what: Literal["new", "gone", "changed"]
    key: str
    group: str
    before: str
    after: str


def line_changes(before: Sequence[PlanLine], after: Sequence[PlanLine]) -> list[Change]:
    """What changed from one reading to the other: in the order of the later one, what is gone after its neighbours."""
    was = {line.key: line for line in before}
    kept = {line.key: line for line in after}
    differences = []
    for line in after:
        old = was.get(line.key)
        if old is None:
            differences.append(Change("new", line.key, line.group, "", line.whole))
        elif old.whole != line.whole:
            differences.append(Change("changed", line.key, line.group, old.whole, line.whole))
    differences += [Change("gone", line.key, line.group, line.whole, "") for line in before if line.key not in kept]
    return differences


def since_review(case: Case, banks: Banks) -> dict[str, Change]:
    """What changed since the plan was last returned or signed, by the key of the line; nothing if it never was."""
    reviews = [place for place, entry in enumerate(case.entries, start=1) if isinstance(entry.act, Reviewed)]
    if not reviews:
        return {}
    then = read_case(case.id, case.entries[: reviews[-1]], banks)
    return {change.key: change for change in line_changes(plan_lines(then), plan_lines(case))}
