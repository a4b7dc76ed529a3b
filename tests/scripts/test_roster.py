"""A section that is asked once for each of several things, as long as there is another."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assessor.bank.loader import read_bank
from assessor.scripts.interview import Interview
from assessor.yaml_source import BankError
from tests.care.conftest import NOON, ROSA
from tests.scripts.conftest import act, entry

SCRIPT = """
script: animals
version: 1
title: Animals
sections:
  - id: first
    title: First
    questions:
      - {id: has_pets, kind: yes_no, say: Have you any animals?}
  - id: pets
    title: Animals at home
    repeat: 3
    more: pet_#_more
    ask_if: has_pets
    questions:
      - {id: pet_#_name, kind: text, say: What is it called?}
      - {id: pet_#_care, kind: text, say: "Who looks after {{ pet_#_name }}?"}
      - {id: pet_#_more, kind: yes_no, ask_if: "# != 3", say: Is there another animal at home?}
"""


def route(*answers: tuple[str, Any]) -> tuple[str, ...]:
    """The route after these answers."""
    course = read_bank({"scripts/animals.yaml": SCRIPT}).course("animals")
    call = Interview.begin(course, ROSA, NOON.date(), "Dan Price")
    return call.with_entries(entry(act(*answer)) for answer in answers).route


def copy(number: int) -> tuple[str, ...]:
    """The questions of one time, the last without whether there is another."""
    names = (f"pet_{number}_name", f"pet_{number}_care", f"pet_{number}_more")
    return names[:2] if number == 3 else names


TOLD: list[tuple[tuple[tuple[str, Any], ...], tuple[int, ...]]] = [
    ((), ()),
    ((("has_pets", "no"),), ()),
    ((("has_pets", "yes"),), (1,)),
    ((("has_pets", "yes"), ("pet_1_more", "no")), (1,)),
    ((("has_pets", "yes"), ("pet_1_more", "!unknown")), (1,)),
    ((("has_pets", "yes"), ("pet_1_more", "yes")), (1, 2)),
    ((("pet_2_name", "Fly"), ("has_pets", "yes")), (1,)),
    ((("has_pets", "yes"), ("pet_1_more", "yes"), ("pet_2_more", "yes")), (1, 2, 3)),
    ((("has_pets", "yes"), ("pet_1_more", "yes"), ("pet_2_more", "yes"), ("pet_1_more", "no")), (1,)),
    ((("pet_2_more", "yes"), ("pet_1_more", "yes"), ("has_pets", "yes")), (1, 2, 3)),
    ((("has_pets", "yes"), ("pet_1_more", "yes"), ("has_pets", "no")), ()),
]


def test_each_further_time_is_asked_only_after_a_yes_whatever_the_order() -> None:
    wrong = [
        (answers, route(*answers))
        for answers, times in TOLD
        if route(*answers) != ("has_pets", *(name for number in times for name in copy(number)))
    ]
    assert wrong == []


def test_a_text_names_the_thing_that_it_is_about() -> None:
    course = read_bank({"scripts/animals.yaml": SCRIPT}).course("animals")
    call = Interview.begin(course, ROSA, NOON.date(), "Dan Price").with_entries(
        entry(act(*answer)) for answer in (("has_pets", "yes"), ("pet_1_more", "yes"), ("pet_2_name", "Fly"))
    )
    assert call.text("pet_2_care", "say") == "Who looks after Fly?"


FAULTS: list[tuple[str, str, str]] = [
    ("    repeat: 3\n", "    repeat: 1\n", "`more` is for a section that is asked several times"),
    ("    repeat: 3\n", "    repeat: 40\n", "less than or equal to 20|at most 20|40"),
    ("more: pet_#_more", "more: pet_#_mor", "there is no question 'pet_#_mor' in this section; did you mean"),
    ("more: pet_#_more", "more: pet_#_name", "'pet_#_name' is no yes or no"),
    ("{{ pet_#_name }}", "it", "no question says which of them it is about"),
]


@pytest.mark.parametrize(("old", "new", "why"), FAULTS)
def test_a_section_that_cannot_go_on_is_refused_by_name_and_place(old: str, new: str, why: str) -> None:
    with pytest.raises(BankError) as refused:
        read_bank({"scripts/animals.yaml": SCRIPT.replace(old, new)})
    assert any(re.search(why.replace("(", "\\("), fault.shown()) for fault in refused.value.faults)
