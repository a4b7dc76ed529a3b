"""A letter to work begins with whom it goes to, as far as that was asked and recorded."""

from __future__ import annotations

import pytest

from assessor.export.pages.letters import Recipient, recipient


@pytest.mark.parametrize(
    ("employer", "person", "to"),
    [
        ("Copperdale Buses", "Lorraine Tett", Recipient(employer="Copperdale Buses", person="Lorraine Tett")),
        ("Saltbridge and District Buses", "", Recipient(employer="Saltbridge and District Buses")),
        ("Marks & Sons Ltd.", "Mr O’Dwyer, the manager", Recipient(employer="Marks & Sons Ltd.", person="Mr O’Dwyer")),
        ("Brightwell Care (agency)", "Zoë in HR", Recipient(employer="Brightwell Care (agency)", person="Zoë")),
        (
            "the council - housing",
            "Dr. Priya Nair",
            Recipient(employer="the council - housing", person="Dr. Priya Nair"),
        ),
        ("", "my line manager", Recipient()),
        ("", "The ward manager, Sandra Okell", Recipient()),
        ("", "HR, 01632 960 555", Recipient()),
        ("", "Lorraine knows about the tablets", Recipient(person="Lorraine")),
        ("", "Nobody yet", Recipient()),
        ("", "Mrs Whatever", Recipient(person="Mrs Whatever")),
        ("", "Mr. the one with the beard", Recipient()),
        ("", "Ana de la Cruz, on 01632 960 555", Recipient(person="Ana de la Cruz")),
        ("", "Anyone but Gary", Recipient()),
        ("", "李伟", Recipient(person="李伟")),
        ("Asda", "Ms van der Berg", Recipient(employer="Asda", person="Ms van der Berg")),
    ],
)
def test_a_letter_goes_to_whom_was_named_and_tells_nothing_else_that_was_noted(
    employer: str, person: str, to: Recipient
) -> None:
    assert recipient({"work.employer": employer, "work.person": person}) == to
