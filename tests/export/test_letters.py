"""A letter to work begins with whom it goes to, as far as that was asked and recorded."""

from __future__ import annotations

import pytest

from assessor.export.pages.letters import LetterRecipient, recipient


@pytest.mark.parametrize(
    ("employer", "person", "to"),
    [
        ("Copperdale Buses", "Lorraine Tett", LetterRecipient(employer="Copperdale Buses", person="Lorraine Tett")),
        ("Saltbridge and District Buses", "", LetterRecipient(employer="Saltbridge and District Buses")),
        (
            "Marks & Sons Ltd.",
            "Mr O’Dwyer, the manager",
            LetterRecipient(employer="Marks & Sons Ltd.", person="Mr O’Dwyer"),
        ),
        ("Brightwell Care (agency)", "Zoë in HR", LetterRecipient(employer="Brightwell Care (agency)", person="Zoë")),
        (
            "the council - housing",
            "Dr. Priya Nair",
            LetterRecipient(employer="the council - housing", person="Dr. Priya Nair"),
        ),
        ("", "my line manager", LetterRecipient()),
        ("", "The ward manager, Sandra Okell", LetterRecipient()),
        ("", "HR, 01632 960 555", LetterRecipient()),
        ("", "Lorraine knows about the tablets", LetterRecipient(person="Lorraine")),
        ("", "Nobody yet", LetterRecipient()),
        ("", "Sister Agnes Boateng on the ward", LetterRecipient(person="Sister Agnes Boateng")),
        ("", "General office, ask for Pat", LetterRecipient()),
        ("", "Mrs Whatever", LetterRecipient(person="Mrs Whatever")),
        ("", "Mr. the one with the beard", LetterRecipient()),
        ("", "Ana de la Cruz, on 01632 960 555", LetterRecipient(person="Ana de la Cruz")),
        ("", "Anyone but Gary", LetterRecipient()),
        ("", "李伟", LetterRecipient(person="李伟")),
        ("Asda", "Ms van der Berg", LetterRecipient(employer="Asda", person="Ms van der Berg")),
    ],
)
def test_a_letter_goes_to_whom_was_named_and_tells_nothing_else_that_was_noted(
    employer: str, person: str, to: LetterRecipient
) -> None:
    assert recipient({"work.employer": employer, "work.person": person}) == to
