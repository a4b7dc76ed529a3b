"""What is read: the plan in the format and for the reader wanted. One small module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from assessor.care.case import Case
from assessor.export.data import data
from assessor.export.fhir import fhir
from assessor.export.html import html
from assessor.export.page import therapist_page
from assessor.export.plain import markdown, text
from assessor.export.record import record_entry
from assessor.wording import one_line

FORMATS: Mapping[str, tuple[str, Callable[[Case], str]]] = MappingProxyType(
    {
        "html": ("web page, prints on A4", lambda case: html(therapist_page(case))),
        "md": ("Markdown", lambda case: markdown(therapist_page(case))),
        "txt": ("plain text", lambda case: text(therapist_page(case))),
        "json": ("data for another program", data),
        "fhir": ("health record, HL7 FHIR R4", fhir),
    }
)
"""Each format by its name: what it is, and what writes it."""

ENDINGS = MappingProxyType({"fhir": "json"})
"""The ending of a format's files, where that is not its name."""

READERS = ("therapist", "record")
"""Who it is for: the therapist, or the service's own clinical record, which needs no consent to share."""


class Refused(Exception):
    """An export that may not be made; the message says why and what would change that."""


def export(case: Case, format: str, reader: str) -> str:
    """The plan for this reader, whole. Raises `Refused` without a call to read or without the client's consent."""
    name = one_line(case.client.name)
    if case.call is None:
        raise Refused(f"{name} has had no call yet, so there is no plan to export")
    if reader == "record":
        if format != "txt":
            raise Refused("the entry for the clinical record is plain text: --as txt")
        return record_entry(case)
    if format == "fhir" and reader != "therapist":
        raise Refused("the health record's bundle is made for the therapist, and for no other reader")
    consent = case.plan.consent(reader)
    if not consent.given:
        why = "has not agreed to" if consent.given is False else "has not yet been asked about"
        raise Refused(
            f"{name} {why} sharing with the {reader}; nothing was written. "
            "If they agree, record it in the call under consent and export again"
        )
    return FORMATS[format][1](case)
