"""The codes of a health record: which of them each of our own stands for, and the systems that they are from.

FHIR's are those of R4 (4.0.1). SNOMED CT: the UK edition, as the NHS Talking Therapies data set v2.1 names them for
employment support. An adviser's contact is never coded as treatment.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assessor.care.plan import Suggestion

OURS = "https://assessor.invalid/fhir"
"""Where our own names begin. It names and does not locate: ``.invalid`` is kept free for that (RFC 2606)."""
SNOMED = "http://snomed.info/sct"
HL7 = "http://terminology.hl7.org/CodeSystem"
DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

ADVISER_CONTACT = "1098051000000103"
REFERRED_HERE = "1098041000000101"
SIGNPOSTED = "975131000000104"
REFERRED_TO_IPS = "1082611000000105"

SIGNPOSTS = frozenset(
    {
        "acas_advice", "union_support", "urgent_employment_advice", "benefits_check", "debt_advice", "housing_advice",
        "digital_support", "childcare_information", "immigration_advice",
    }
)  # fmt: skip
"""What is agreed by these is to be put in touch with somebody outside the service, and no more. The list is ours."""

STEP = MappingProxyType(
    {"to_do": "not-started", "under_way": "in-progress", "done": "completed", "dropped": "cancelled"}
)
GOAL = MappingProxyType({"going_on": "active", "reached": "completed", "let_go": "cancelled"})
PLAN_ONCE_SIGNED = MappingProxyType({"closed": "completed", "not_taken_up": "revoked"})
"""By the state of the case; any other leaves a signed plan active, and an unsigned one is a draft whatever it is."""
REFERRAL = MappingProxyType({"closed": "completed", "not_taken_up": "revoked"})
REPLY = MappingProxyType({"accepted": "active", "done": "completed", "not_now": "on-hold"})
ABSENT_REASON = MappingProxyType({"declined": "asked-declined", "unknown": "asked-unknown"})


def concept(*codings: Mapping[str, str], text: str) -> dict[str, Any]:
    """A concept in words, with what codes there are for it."""
    return {"coding": list(codings), "text": text} if codings else {"text": text}


def ours(system: str, code: str, display: str = "") -> dict[str, str]:
    """A code of our own; ``system`` says of which list."""
    coding = {"system": f"{OURS}/CodeSystem/{system}", "code": code}
    return coding | {"display": display} if display else coding


def hl7(system: str, code: str) -> dict[str, str]:
    """A code of FHIR's own terminology."""
    return {"system": f"{HL7}/{system}", "code": code}


def snomed(code: str) -> dict[str, str]:
    """A SNOMED CT code, without a display: that would have to be the edition's own words, which we do not hold."""
    return {"system": SNOMED, "code": code}


def of_suggestion(suggestion: Suggestion) -> list[dict[str, str]]:
    """Our own code of something that can help, and SNOMED CT's where what was agreed is just that."""
    if suggestion.by_hand:
        return []
    codings = [ours("intervention", suggestion.id)]
    if suggestion.id == "ips_referral":
        codings.append(snomed(REFERRED_TO_IPS))
    elif suggestion.id in SIGNPOSTS:
        codings.append(snomed(SIGNPOSTED))
    return codings


def of_request(request: Suggestion) -> str:
    """How far a request to the therapist has come. What they answered counts, unless it is over."""
    if request.progress == "done" or (request.reply and request.reply.answer == "done"):
        return "completed"
    if request.progress == "dropped" or not request.stands:
        return "revoked"
    return REPLY[request.reply.answer] if request.reply else "active"
