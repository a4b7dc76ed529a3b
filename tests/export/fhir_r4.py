"""What FHIR R4 (4.0.1) asks of a bundle and fhir.resources does not check: its code lists, references and rules.

Each list was compared on 28 November 2026 with the specification's value sets (version 4.0.1, as the package ``fhir``
4.12.0 on npm has them); the name beside it is that of its page, http://hl7.org/fhir/R4/valueset-NAME.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from pydantic import BaseModel

Found = tuple[str, Any]

_REQUEST_STATUS = ("draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown")

CODES: dict[str, tuple[str, ...]] = {
    # bundle-type
    "Bundle.type": (
        "document", "message", "transaction", "transaction-response", "batch", "batch-response", "history",
        "searchset", "collection",
    ),
    # narrative-status
    "Narrative.status": ("generated", "extensions", "additional", "empty"),
    # name-use
    "HumanName.use": ("usual", "official", "temp", "nickname", "anonymous", "old", "maiden"),
    # contact-point-system
    "ContactPoint.system": ("phone", "fax", "email", "pager", "url", "sms", "other"),
    # request-status, care-plan-intent
    "CarePlan.status": _REQUEST_STATUS,
    "CarePlan.intent": ("proposal", "plan", "order", "option"),
    # care-plan-activity-kind, care-plan-activity-status
    "CarePlanActivityDetail.kind": (
        "Appointment", "CommunicationRequest", "DeviceRequest", "MedicationRequest", "NutritionOrder", "Task",
        "ServiceRequest", "VisionPrescription",
    ),
    "CarePlanActivityDetail.status": (
        "not-started", "scheduled", "in-progress", "on-hold", "completed", "cancelled", "stopped", "unknown",
        "entered-in-error",
    ),
    # goal-status
    "Goal.lifecycleStatus": (
        "proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "entered-in-error",
        "rejected",
    ),
    # request-status, request-intent
    "ServiceRequest.status": _REQUEST_STATUS,
    "ServiceRequest.intent": (
        "proposal", "plan", "directive", "order", "original-order", "reflex-order", "filler-order",
        "instance-order", "option",
    ),
    # observation-status
    "Observation.status": (
        "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown",
    ),
    # questionnaire-answers-status
    "QuestionnaireResponse.status": ("in-progress", "completed", "amended", "entered-in-error", "stopped"),
    # provenance-entity-role
    "ProvenanceEntity.role": ("derivation", "revision", "quotation", "source", "removal"),
    # data-absent-reason, which the extension of that name is bound to
    "Extension.valueCode": (
        "unknown", "asked-unknown", "temp-unknown", "not-asked", "asked-declined", "masked", "not-applicable",
        "unsupported", "as-text", "error", "not-a-number", "negative-infinity", "positive-infinity", "not-performed",
        "not-permitted",
    ),
}  # fmt: skip
"""Every element of type ``code`` that a bundle has, and the codes that R4 lets it have."""

HL7 = "http://terminology.hl7.org/CodeSystem/"
SYSTEMS: dict[str, tuple[str, ...]] = {
    HL7 + "condition-clinical": ("active", "recurrence", "relapse", "inactive", "remission", "resolved"),
    HL7 + "condition-ver-status": (
        "unconfirmed", "provisional", "differential", "confirmed", "refuted", "entered-in-error",
    ),
    HL7 + "goal-achievement": (
        "in-progress", "improving", "worsening", "no-change", "achieved", "sustaining", "not-achieved", "no-progress",
        "not-attainable",
    ),
    HL7 + "observation-category": (
        "social-history", "vital-signs", "imaging", "laboratory", "procedure", "survey", "exam", "therapy", "activity",
    ),
    HL7 + "provenance-participant-type": (
        "enterer", "performer", "author", "verifier", "legal", "attester", "informant", "custodian", "assembler",
        "composer",
    ),
    # The national data set's codes for employment support (NHS Talking Therapies data set v2.1); IPS itself
    # (1082621000000104) is not among them, since a plan only ever refers there.
    "http://snomed.info/sct": ("1098051000000103", "1098041000000101", "975131000000104", "1082611000000105"),
}  # fmt: skip
"""The codes of each system that is not our own."""

OURS = "https://assessor.invalid/fhir/"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
HARMLESS_TAGS = {"div", "p", "b", "ul", "li"}


def parts(model: BaseModel) -> Iterator[BaseModel]:
    """The model and every model in it."""
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, BaseModel):
                yield from parts(one)


def code_elements(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Every element of type ``code``, by its class and name, with its value; those of a Coding apart."""
    for part in parts(model):
        kind = type(part).__name__
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            if "Code()" in repr(field.annotation) and value is not None and kind != "Coding":
                yield f"{kind}.{field.alias or name}", value


def references(model: BaseModel) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every reference to a resource: where it stands, what to, and the types that may stand there."""
    for part in parts(model):
        for name, field in type(part).model_fields.items():
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            types: Any = extra.get("enum_reference_types")
            value = getattr(part, name)
            for one in (value if isinstance(value, list) else [value]) if types else ():
                if isinstance(one, BaseModel) and getattr(one, "reference", None):
                    yield f"{type(part).__name__}.{name}", one.reference, tuple(types)  # type: ignore[attr-defined]


def leaves(value: Any, path: str = "") -> Iterator[Found]:
    """Every value of a piece of JSON that has no parts, and every empty one that should have some."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}")
    elif isinstance(value, list) and value:
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def broken_rules(resource: dict[str, Any]) -> Iterator[str]:
    """The rules of R4 that a resource breaks, by their own names, of those that could bear on ours."""
    kind = resource["resourceType"]
    if kind == "Condition":
        status = resource["clinicalStatus"]["coding"][0]["code"]
        categories = [c["code"] for one in resource["category"] for c in one["coding"]]
        if "problem-list-item" in categories and not status:
            yield "con-3"
        if any(name.startswith("abatement") for name in resource) and status not in (
            "inactive",
            "resolved",
            "remission",
        ):
            yield "con-4"
    if kind == "Goal":
        for target in resource.get("target", ()):
            if any(name.startswith("detail") for name in target) and "measure" not in target:
                yield "gol-1"
    if kind == "CarePlan":
        for activity in resource.get("activity", ()):
            if ("detail" in activity) == ("reference" in activity):
                yield "cpl-3"
    if kind == "Observation" and "dataAbsentReason" in resource and any(n.startswith("value") for n in resource):
        yield "obs-6"
    if kind == "QuestionnaireResponse":
        links = [item["linkId"] for item in resource.get("item", ())]
        if len(links) != len(set(links)):
            yield "an item stands twice"
    for path, period in periods(resource):
        if "end" in period and period["end"] < period.get("start", ""):
            yield f"per-1 at {path}"


def periods(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every period in a piece of JSON."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.casefold().endswith("period"):
                yield f"{path}.{name}", inner
            yield from periods(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from periods(inner, path)


def read_narrative(div: str) -> ElementTree.Element:
    """The narrative as XML; raises if it is not well-formed, or holds anything but plain structure (txt-1, txt-2)."""
    root = ElementTree.fromstring(div)  # noqa: S314  our own text, with no entity in it
    for element in root.iter():
        space, _, tag = element.tag.rpartition("}")
        assert space == "{http://www.w3.org/1999/xhtml"
        assert tag in HARMLESS_TAGS
        assert not element.attrib
    assert "".join(root.itertext()).strip()
    return root
