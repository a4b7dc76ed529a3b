"""The plan for a health record: an HL7 FHIR R4 (4.0.1) Bundle. See docs/fhir.md for what each thing becomes, and why.

One module a group of resources, each a plain builder; nothing of it is asked of the clock or of chance, so the same
version is the same to the byte.
"""

from __future__ import annotations

import json

from assessor.care.case import Case
from assessor.export.fhir.agreed import goal_resources, request_resources
from assessor.export.fhir.calls import responses
from assessor.export.fhir.careplan import care_plan, identifiers
from assessor.export.fhir.findings import conditions, observations
from assessor.export.fhir.origin import provenance
from assessor.export.fhir.parts import Resource
from assessor.export.fhir.people import People


def bundle(case: Case) -> Resource:
    """The case's plan and what it rests on, as of its last entry; the case has had a call."""
    people = People(case)
    others = [
        *goal_resources(people), *request_resources(people), *conditions(people), *observations(people),
        *responses(people),
    ]  # fmt: skip
    resources = [care_plan(people, others), *people.resources(), *others, *provenance(people, others)]
    return {
        "resourceType": "Bundle",
        "id": people.ids.of("Bundle", str(case.version)),
        "identifier": identifiers(case)[0],
        "type": "collection",
        "entry": [{"fullUrl": f"urn:uuid:{entry['id']}", "resource": entry} for entry in resources],
    }


def fhir(case: Case) -> str:
    """The bundle as JSON."""
    return json.dumps(bundle(case), ensure_ascii=True, indent=2) + "\n"
