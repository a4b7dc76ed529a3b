"""What is read: the plan in the format and for the reader wanted. One small module a format, one a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessor.care.case import Banks, Case
from assessor.care.employers import MAIN
from assessor.care.fingerprint import fingerprint
from assessor.export.clinical_record import record_entry
from assessor.export.fhir import fhir
from assessor.export.html import html
from assessor.export.json_data import json_text
from assessor.export.pages.letters import LETTERS
from assessor.export.pdf import pdf
from assessor.export.permission import RECIPIENTS, CannotMake, ExportRefused, ExportRequest, permitted, why_not
from assessor.export.text import markdown, plain_text
from assessor.export.word import docx
from assessor.journal import Exported
from assessor.wording import counted, listed

__all__ = [
    "FORMATS",
    "LETTERS",
    "RECIPIENTS",
    "CannotMake",
    "ExportRefused",
    "ExportRequest",
    "Format",
    "as_exported",
    "export_document",
    "exported",
    "formats",
    "permitted",
    "why_not",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, what writes it, the readers who can have it, whether a letter can be had in it, and the
    ending of its files, if that is not its name."""

    what: str
    write: Callable[[ExportRequest], str | bytes]
    readers: tuple[str, ...] = ("therapist", "client", "employer")
    letters: bool = True
    ending: str = ""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "html": Format("web page, prints on A4", lambda request: html(request.page)),
        "docx": Format("Word, to edit", lambda request: docx(request.page)),
        "pdf": Format("PDF, to print or send", lambda request: pdf(request.page)),
        "md": Format("Markdown", lambda request: markdown(request.page)),
        "txt": Format("plain text", lambda request: plain_text(request.page)),
        "json": Format("data for another program", lambda request: json_text(request.document)),
        "fhir": Format(
            "health record, HL7 FHIR R4",
            lambda request: fhir(request.case),
            readers=("therapist",),
            letters=False,
            ending="fhir.json",
        ),
    }
)
"""Each format by its name."""


def formats(reader: str, letter: str | None = None) -> tuple[str, ...]:
    """The formats in which this document can be had."""
    if reader == "record":
        return ("txt",)
    return tuple(
        name for name, format in FORMATS.items() if reader in format.readers and (format.letters or not letter)
    )


def export_document(
    case: Case,
    format: str,
    reader: str,
    letter: str | None = None,
    current: Case | None = None,
    employer: str = "",
) -> bytes:
    """The document for this reader, whole. Raises `ExportRefused` without a call to read, without the client's
    consent, and where there is nothing that the reader may see. ``current`` is the case as it stands, if ``case`` is an
    earlier version; ``employer`` says which, where there is more than one.
    """
    request = permitted(case, reader, letter, current, employer)
    offered = formats(reader, letter)
    if reader == "record" and format not in offered:
        raise ExportRefused("the entry for the clinical record is plain text: --as txt")
    if format not in offered:
        raise ExportRefused(f"this is not made as {format}; it is made as {listed(offered, 'or')}")
    document = record_entry(case) if reader == "record" else FORMATS[format].write(request)
    return document if isinstance(document, bytes) else document.encode()


def exported(case: Case, format: str, reader: str, letter: str | None = None, employer: str = "") -> Exported:
    """The entry that says that this left: as which version, and with which fingerprint."""
    return Exported(
        reader=reader, format=format, letter=letter or "", version=case.version, fingerprint=fingerprint(case),
        employer="" if employer == MAIN else employer,
    )  # fmt: skip


def as_exported(case: Case, version: int, banks: Banks) -> Case:
    """The case as it was when this version last left or was signed, so that exported again it is the same to the byte.

    Raises `ExportRefused` for a version that there is not.
    """
    try:
        return case.at_version(version, banks)
    except KeyError:
        so_far = counted(case.version, "version")
        raise ExportRefused(f"there is no version {version} of this plan; there is {so_far} so far") from None
