"""The small parts of which resources are made: text that is only text, names that stay the same, moments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from assessor import wording

Resource = dict[str, Any]

_NAMESPACE = UUID("6f1b0d5e-27a4-5c5e-9d0a-3b8c1f6a7e42")
_MARKS = re.compile(r"(?i)([\\`*_\[\]<&~@]|(?<=/)/|(?<=\bwww)\.)")


def fhir_string(text: str) -> str:
    """A person's text as FHIR lets a string be: as typed, with control characters made visible, and never blank."""
    return wording.visible(text).strip()


def line(text: str) -> str:
    """The same, in one line."""
    return " ".join(fhir_string(text).split())


def words(text: str) -> Resource:
    """A concept that is somebody's words and no code."""
    return {"text": line(text) or "…"}


def compact(**fields: Any) -> Resource:
    """A resource or a part of one without its empty fields, which FHIR does not allow."""
    return {name: value for name, value in fields.items() if value or value == 0}


def annotation(label: str, text: str, **origin: Any) -> Resource:
    """A note; ``origin`` is whom it is from, and when. FHIR reads it as Markdown, so the marks of its grammar are
    escaped; as it is one line that begins with our label, those that only count at the beginning of a line do not."""
    return compact(**origin, text=f"{label}: {_MARKS.sub(_escaped, line(text))}")


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def labelled_annotations(*labelled: tuple[str, str]) -> list[Resource]:
    """A note for each label that has words."""
    return [annotation(label, text) for label, text in labelled if line(text)]


def instant(at: datetime) -> str:
    """A moment, in UTC wherever it is written."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Ids:
    """The names of one case's resources. Each rests on the case and on what the resource is, never on the moment: so a
    later version of a plan speaks of the same goal by the same name."""

    case: str

    def of(self, kind: str, key: str = "") -> str:
        """The id of a resource."""
        return str(uuid5(_NAMESPACE, "\n".join((self.case, kind, key)).encode("utf-8", "replace").decode()))

    def to(self, kind: str, key: str = "") -> Resource:
        """A reference to a resource of this bundle."""
        return {"reference": f"urn:uuid:{self.of(kind, key)}"}
