"""Where it comes from: who made the plan, when, and as which version; and who reviewed it. No signature is claimed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessor.care.fingerprint import fingerprint
from assessor.export.fhir.careplan import identifiers
from assessor.export.fhir.codes import concept, hl7
from assessor.export.fhir.parts import Resource, compact, instant
from assessor.export.fhir.people import People


def provenance(people: People, others: list[Resource]) -> Iterator[Resource]:
    """What the plan and all else rests on; and its review, once it is signed."""
    case, ids = people.case, people.ids
    plan = ids.to("CarePlan")
    targets = [{"reference": f"urn:uuid:{resource['id']}"} for resource in others]
    source = f"Employment plan, version {case.version}, fingerprint {fingerprint(case)}"
    agents = [_agent("author", people.adviser(name)) for name in people.advisers]
    agents.append(_agent("informant", people.client, "Client"))
    agents.append(_agent("assembler", {"display": "assessor"}, "Program"))
    yield {
        "resourceType": "Provenance",
        "id": ids.of("Provenance", "made"),
        "target": [plan, *targets],
        "recorded": instant(people.written[-1].at),
        "agent": agents,
        "entity": [{"role": "source", "what": {"identifier": identifiers(case)[1], "display": source}}],
    }
    if people.reviewer and case.standing.at:
        yield {
            "resourceType": "Provenance",
            "id": ids.of("Provenance", "reviewed"),
            "target": [plan],
            "recorded": instant(case.standing.at),
            "activity": concept(text="Review by a senior employment adviser"),
            "agent": [_agent("verifier", people.adviser(people.reviewer), "Senior employment adviser")],
        }


def _agent(type_: str, who: Resource, role: str = "") -> dict[str, Any]:
    return compact(
        type={"coding": [hl7("provenance-participant-type", type_)]},
        role=[concept(text=role)] if role else [],
        who=who,
    )
