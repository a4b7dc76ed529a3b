"""The notes that judge the listening: well formed, wide enough, and two parts that are strangers to each other."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessor.taxonomy import BARRIERS, NEEDS, SITUATIONS, STRENGTHS

HERE = Path(__file__).parent
PARTS = ("tune", "kept")
LISTS = {"needs": NEEDS, "barriers": BARRIERS, "strengths": STRENGTHS}
KEYS = {"note", "situation", *LISTS, "safety", "why"}

COMMON = (
    "understand_rights", "plan_return", "talk_to_employer", "adjustments_at_work", "applications_and_cv",
    "anxiety_at_work", "fear_of_return", "low_confidence", "concentration", "sleep_fatigue", "workload",
    "poor_manager_support", "money_debt", "wants_to_work", "likes_the_job", "skills_and_experience",
    "supportive_manager", "supportive_family",
)  # fmt: skip
"""What advisers hear most, so that it is judged on more than a note or two."""

KINDS = {"negated": 12, "someone else": 10, "over": 10, "hedge": 8, "plan": 8, "nothing": 8, "not safety": 12}
"""The hard cases by the word that opens their `why`, and the fewest of each in a part."""

Note = dict[str, Any]


@cache
def notes(part: str) -> list[Note]:
    read: list[Note] = yaml.safe_load((HERE / f"{part}.yaml").read_text(encoding="utf-8"))
    return read


def codes(note: Note) -> list[str]:
    return [code for key in LISTS for code in note.get(key, [])]


def words(note: Note) -> list[str]:
    """The words of a note without its signs: 'can't' and 'cant' are one word."""
    return re.findall(r"\w+", re.sub(r"['’]", "", note["note"].lower()))


def runs(part: str, length: int = 6) -> set[tuple[str, ...]]:
    found = set()
    for note in notes(part):
        spoken = words(note)
        found |= {tuple(spoken[i : i + length]) for i in range(len(spoken) - length + 1)}
    return found


@pytest.mark.parametrize("part", PARTS)
class TestAPart:
    def test_has_at_least_130_notes_and_none_twice(self, part: str) -> None:
        spoken = Counter(" ".join(words(note)) for note in notes(part))
        assert len(notes(part)) >= 130
        assert [text for text, times in spoken.items() if times > 1] == []

    def test_notes_hold_only_the_known_keys_and_no_empty_list(self, part: str) -> None:
        assert [note for note in notes(part) if not set(note) <= KEYS] == []
        assert [note for note in notes(part) for key in LISTS if note.get(key, [True]) == []] == []
        assert [note for note in notes(part) if note.get("safety", True) is not True] == []

    def test_notes_are_of_5_to_60_words_and_some_of_300_characters(self, part: str) -> None:
        assert [note["note"] for note in notes(part) if not 5 <= len(note["note"].split()) <= 60] == []
        assert sum(len(note["note"]) >= 300 for note in notes(part)) >= 5

    def test_every_code_is_one_of_the_taxonomy_and_stands_once_in_its_note(self, part: str) -> None:
        assert [note for note in notes(part) for key in LISTS if set(note.get(key, [])) - set(LISTS[key])] == []
        assert [note for note in notes(part) if len(codes(note)) != len(set(codes(note)))] == []
        assert {note["situation"] for note in notes(part) if "situation" in note} == set(SITUATIONS)

    def test_every_code_is_heard_three_times_and_the_common_ones_eight_to_twelve(self, part: str) -> None:
        heard = Counter(code for note in notes(part) for code in codes(note))
        assert [code for titles in LISTS.values() for code in titles if heard[code] < 3] == []
        assert {code: heard[code] for code in COMMON if not 8 <= heard[code] <= 12} == {}

    def test_every_situation_is_heard_twelve_times(self, part: str) -> None:
        heard = Counter(note.get("situation") for note in notes(part))
        assert [situation for situation in SITUATIONS if heard[situation] < 12] == []

    def test_has_thirty_notes_about_safety(self, part: str) -> None:
        assert sum("safety" in note for note in notes(part)) >= 30

    @pytest.mark.parametrize(("kind", "fewest"), KINDS.items())
    def test_has_enough_hard_cases_of_each_kind(self, part: str, kind: str, fewest: int) -> None:
        assert sum(note.get("why", "").startswith(kind) for note in notes(part)) >= fewest

    def test_a_note_that_only_looks_like_safety_is_not_labelled_so(self, part: str) -> None:
        looks = [note for note in notes(part) if note.get("why", "").startswith("not safety")]
        assert [note for note in looks if "safety" in note] == []

    def test_a_telephone_number_is_one_kept_for_fiction(self, part: str) -> None:
        numbers = re.findall(r"\b0\d{4} ?\d{6}\b", " ".join(note["note"] for note in notes(part)))
        assert [number for number in numbers if not re.match(r"01632 ?960|07700 ?900", number)] == []


def test_no_note_stands_in_both_parts_nor_do_six_words_in_a_row() -> None:
    assert {" ".join(words(note)) for note in notes("tune")} & {
        " ".join(words(note)) for note in notes("kept")
    } == set()
    assert runs("tune") & runs("kept") == set()
