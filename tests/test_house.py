"""What the house must never lose: the limits of `tools/house.py` that a change can break unseen."""

from __future__ import annotations

import pytest

from tools import house

HELD = (
    "Public names in two modules",
    "Vague names assigned",
    "Vague arguments",
    "Modules past 400 lines",
    "Functions of grade D or worse",
    "Circles of imports",
    "Acts constructed by a face",
    f"Modules not named in {house.PAGE}",
)


@pytest.fixture(scope="module")
def measured() -> dict[str, house.Measure]:
    page = (house.ROOT / house.PAGE).read_text(encoding="utf-8")
    return {measure.what: measure for measure in house.measures(house.read_modules(), page, house.read_allowed())}


@pytest.mark.parametrize("what", HELD)
def test_the_limit_is_held(measured: dict[str, house.Measure], what: str) -> None:
    assert measured[what].holds, "\n".join((measured[what].figure, *measured[what].places))


def test_each_measure_has_its_test(measured: dict[str, house.Measure]) -> None:
    assert set(measured) == set(HELD)
