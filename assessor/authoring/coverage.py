"""The coverage of a bank: codes that no script records, and help that no persona is offered.

Neither is wrong in a bank of a service's own, which need not cover everything; both are in one that means to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessor import taxonomy
from assessor.bank.bank import Bank
from assessor.care.replay import played
from assessor.yaml_source import Fault

RECORDED_KINDS = ("situation", "aim", "need", "barrier")


def never_recorded(bank: Bank) -> Iterator[Fault]:
    """Situations, aims, needs and barriers that no answer of any script records, at the first script's id."""
    recorded = {fact for course in bank.courses.values() for fact in course.recorders}
    first = min(bank.courses.values(), key=lambda course: course.script.stage != "first")
    source, _ = bank.sources[f"script {first.script.script}"]
    for kind in RECORDED_KINDS:
        for code in taxonomy.FACTS[kind]:
            if (kind, code) not in recorded:
                yield source.fault(("script",), f"no script records the {kind} {code!r}")


def never_reached(bank: Bank, today: date) -> Iterator[Fault]:
    """Things in the catalogue that no persona's calls come to."""
    reached: set[str] = set()
    for persona in bank.personas.values():
        for _, _, case in played(persona, bank, today):
            reached |= {suggestion.id for suggestion in (*case.plan.suggestions, *case.plan.therapist_requests)}
    for name in bank.interventions:
        if name not in reached:
            source, path = bank.sources[name]
            yield source.fault((*path, "id"), f"no persona is offered {name!r}")
