"""Numbers to ring: whom each is for, and a service's own beside the shipped ones."""

from __future__ import annotations

import pytest

from assessor.bank.helplines import numbers
from assessor.bank.loader import OWN, read_bank, read_files
from tests.care.conftest import faults, files, shipped_bank

OUT_OF_WORK = ["nhs_111", "samaritans", "shout", "emergency"]
DUTY = """\
helplines: ours
numbers:
  - {id: duty, name: The duty clinician, number: 01632 960100, for_what: this service's own line, source: the service}
  - {id: samaritans, name: Samaritans, number: '116123', for_what: to talk, source: samaritans.org}
"""


@pytest.mark.parametrize(
    ("working", "unfairly", "found"),
    [
        (False, False, OUT_OF_WORK),
        (True, False, [*OUT_OF_WORK, "acas"]),
        (True, True, [*OUT_OF_WORK, "acas", "equality_advisory"]),
        (False, True, [*OUT_OF_WORK, "acas", "equality_advisory"]),
    ],
)
def test_a_client_has_the_numbers_that_are_about_them(working: bool, unfairly: bool, found: list[str]) -> None:
    assert [one.id for one in numbers(shipped_bank().helplines.values(), working, unfairly)] == found


def test_a_services_own_number_stands_beside_the_shipped_ones_or_takes_a_shipped_ones_place() -> None:
    own = {f"{OWN}service.yaml": "service: ours\nname: Ours\n", f"{OWN}helplines/ours.yaml": DUTY}
    book = read_bank(read_files() | own).helplines
    assert book["duty"].number == "01632 960100"
    assert book["samaritans"].number == "116123"
    assert "emergency" in book


def test_a_number_given_twice_or_without_a_source_is_named_by_its_place() -> None:
    twice = DUTY + "  - {id: duty, name: Again, number: '1', for_what: x, source: y}\n"
    assert faults(files() | {"helplines/ours.yaml": twice}) == ["bank/helplines/ours.yaml:5:10: 'duty' is given twice"]
    (fault,) = faults(files() | {"helplines/ours.yaml": DUTY.replace(", source: the service", "")})
    assert "source" in fault
