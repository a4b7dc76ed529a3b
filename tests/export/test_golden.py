"""Each document of one invented client in every format, as it was last looked at.

``uv run poe golden`` writes the files afresh.

Web page, Markdown, plain text, JSON and FHIR are kept to the byte. Of Word and PDF the golden file is what a reader
finds in them (styles and words; words and tags), since the bytes differ between versions of the libraries that write
them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.export import export_document
from tests.export.client import DOCUMENTS, MADE, finished, whole
from tests.export.reading import read_pdf, read_word
from tests.golden import Golden

GOLDEN = Path(__file__).parent / "golden"
EXACT = ("html", "md", "txt", "json")
FILES = {
    **{f"plan.{format}": ("first call", "therapist", format) for format in EXACT},
    **{f"{document}.{format}": ("whole", document, format) for document, format in MADE},
}
"""Each golden file: which case, which document, which format."""


def made(name: str) -> bytes:
    """What the golden file of this name should hold."""
    which, document, format = FILES[name]
    reader, letter = DOCUMENTS[document]
    content = export_document(finished() if which == "first call" else whole(), format, reader, letter)
    if format == "docx":
        return read_word(content).told().encode()
    return read_pdf(content).told().encode() if format == "pdf" else content


def file(name: str) -> Path:
    """Where it stands."""
    ending = name.rpartition(".")[2]
    return GOLDEN / (f"{name}.txt" if ending in ("docx", "pdf") else name)


@pytest.mark.parametrize("name", FILES)
def test_a_document_is_its_golden_file(name: str, golden: Golden) -> None:
    golden.file(file(name), made(name))


@pytest.mark.parametrize("name", FILES)
def test_lines_end_in_lf_and_the_file_in_one(name: str) -> None:
    kept = file(name).read_bytes()
    assert b"\r" not in kept
    assert kept.endswith(b"\n")
    assert not kept.endswith(b"\n\n")


def test_every_document_has_a_golden_file_and_no_other_stands_there() -> None:
    assert {one.name for one in GOLDEN.iterdir()} == {file(name).name for name in FILES}


@pytest.fixture(params=["UTC0", "GMT0BST,M3.5.0/1,M10.5.0", "PST8PDT,M3.2.0,M11.1.0", "NZST-12"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[None]:
    """The clocks of other places, where the system lets a program choose."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TZ", request.param)
        getattr(time, "tzset", int)()
        yield
    getattr(time, "tzset", int)()


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    "name", ["plan.html", "therapist.fhir", "therapist.md", "client.txt", "employer.json", "client-meeting.docx"]
)
def test_a_document_is_the_same_wherever_its_moments_are_the_same_day(name: str) -> None:
    assert made(name) == file(name).read_bytes()
