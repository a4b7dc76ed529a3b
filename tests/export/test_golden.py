"""One finished client's plan in every format, to the byte. ``ASSESSOR_GOLDEN=1`` writes the files afresh."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.export import FORMATS, export
from tests.export.client import finished

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("format", FORMATS)
def test_the_plan_is_the_golden_file_to_the_byte(format: str) -> None:
    made = export(finished(), format, "therapist").encode("utf-8")
    file = GOLDEN / f"plan.{format}"
    if os.environ.get("ASSESSOR_GOLDEN"):
        file.write_bytes(made)
    assert made == file.read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_lines_end_in_lf_and_the_file_in_one(format: str) -> None:
    kept = (GOLDEN / f"plan.{format}").read_bytes()
    assert b"\r" not in kept
    assert kept.endswith(b"\n")
    assert not kept.endswith(b"\n\n")


def test_every_format_has_a_golden_file_and_no_other_stands_there() -> None:
    assert sorted(file.name for file in GOLDEN.iterdir()) == sorted(f"plan.{format}" for format in FORMATS)


@pytest.fixture(params=["UTC0", "GMT0BST,M3.5.0/1,M10.5.0", "PST8PDT,M3.2.0,M11.1.0", "NZST-12"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[None]:
    """The clocks of other places, where the system lets a program choose."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TZ", request.param)
        getattr(time, "tzset", int)()
        yield
    getattr(time, "tzset", int)()


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("format", FORMATS)
def test_a_plan_is_the_same_wherever_its_moments_are_the_same_day(format: str) -> None:
    assert export(finished(), format, "therapist") == (GOLDEN / f"plan.{format}").read_text(encoding="utf-8")
