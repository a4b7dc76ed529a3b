"""The notes that judge the listening: well formed, wide enough, and those kept aside strangers to the others."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessor.listening.hear import hear
from assessor.taxonomy import BARRIERS, NEEDS, SITUATIONS, STRENGTHS
from tests.care.conftest import shipped_bank

HERE = Path(__file__).parent
NOTES = ("tune_first", "tune_second", "tune_third", "tune_fourth", "tune_fifth", "tune_sixth")
SETS = (*NOTES, "clauses", "clauses_second", "harm", "harm_second")
KEPT = "kept"
LISTS = {"needs": NEEDS, "barriers": BARRIERS, "strengths": STRENGTHS}
OPEN = {"may", "may_situation", "may_safety"}
KEYS = {"note", "situation", *LISTS, "safety", "why", *OPEN}
IN_A_ROW = 8  # words that a note kept aside may not share with one of another set

Note = dict[str, Any]


@cache
def notes(part: str) -> list[Note]:
    text = (HERE / f"{part}.yaml").read_text(encoding="utf-8")
    read: list[Note] = yaml.load(text, yaml.CSafeLoader)
    return read


def codes(note: Note) -> list[str]:
    return [code for key in LISTS for code in note.get(key, [])]


def words(note: Note) -> list[str]:
    """The words of a note without its signs: 'can't' and 'cant' are one word."""
    return re.findall(r"\w+", re.sub(r"['’]", "", note["note"].lower()))


def runs(part: str) -> set[tuple[str, ...]]:
    found = set()
    for note in notes(part):
        spoken = words(note)
        found |= {tuple(spoken[i : i + IN_A_ROW]) for i in range(len(spoken) - IN_A_ROW + 1)}
    return found


def parts() -> list[str]:
    return [part for part in (*SETS, KEPT) if (HERE / f"{part}.yaml").is_file()]


@pytest.mark.parametrize("part", parts())
class TestASet:
    def test_has_no_note_twice(self, part: str) -> None:
        spoken = Counter(" ".join(words(note)) for note in notes(part))
        assert [text for text, times in spoken.items() if times > 1] == []

    def test_notes_hold_only_the_known_keys_and_no_empty_list(self, part: str) -> None:
        assert [note for note in notes(part) if not set(note) <= KEYS] == []
        assert [note for note in notes(part) for key in LISTS if note.get(key, [True]) == []] == []
        assert [note for note in notes(part) if note.get("safety", True) is not True] == []

    def test_every_code_is_one_of_the_taxonomy_and_stands_once_in_its_note(self, part: str) -> None:
        every = {*SITUATIONS, *NEEDS, *BARRIERS, *STRENGTHS}
        assert [note for note in notes(part) for key in LISTS if set(note.get(key, [])) - set(LISTS[key])] == []
        assert [note for note in notes(part) if set(note.get("may", [])) - every] == []
        assert [note for note in notes(part) if len(codes(note)) != len(set(codes(note)))] == []
        assert {note["situation"] for note in notes(part) if "situation" in note} <= set(SITUATIONS)

    def test_a_note_that_only_looks_like_safety_is_not_labelled_so(self, part: str) -> None:
        looks = [note for note in notes(part) if note.get("why", "").startswith("not safety")]
        assert [note for note in looks if "safety" in note] == []

    def test_a_telephone_number_is_one_kept_for_fiction(self, part: str) -> None:
        numbers = re.findall(r"\b0\d{4} ?\d{6}\b", " ".join(note["note"] for note in notes(part)))
        assert [number for number in numbers if not re.match(r"01632 ?960|07700 ?900", number)] == []


BY_PHRASES_ALONE = {
    *("autism", "adhd", "dyslexia", "hearing", "sight", "long_term_condition", "pregnancy", "menopause"),
    *("sexual_harassment", "violence_at_work", "exploitation", "unfair_ending"),
    *("bereavement", "separation", "gambling", "alcohol_drugs"),
}
"""Codes for which no notes have been collected yet: plain phrases hear them, whatever stands around."""
BY_NOBODY = {"advice_today"}
"""What the adviser says by a key, and no note does."""


def test_every_code_is_in_the_tuning_notes_and_clauses_often_enough_to_learn_from() -> None:
    said = Counter(code for part in SETS for note in notes(part) for code in (*codes(note), note.get("situation", "")))
    seldom = {code for titles in (SITUATIONS, *LISTS.values()) for code in titles if said[code] < 40}
    assert seldom - BY_PHRASES_ALONE - BY_NOBODY == set()


@pytest.mark.parametrize("code", sorted(BY_PHRASES_ALONE))
def test_what_no_weights_are_learnt_for_is_heard_by_phrases_that_are_sure(code: str) -> None:
    heard = [one for one in shipped_bank().phrases.hears if one.code == code]
    assert heard
    assert all(one.sure for one in heard)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("on the list for an ADHD test since March", "adhd"),
        ("autistic, new office is too loud", "autism"),
        ("dyslexic, hides it", "dyslexia"),
        ("Deaf, BSL user, came thru relay", "hearing"),
        ("losing her sight", "sight"),
        ("type 2 diabetic, feet bad", "long_term_condition"),
        ("14 wks pregnant, not told them", "pregnancy"),
        ("perimenopause, up all night", "menopause"),
        ("her mum died in July", "bereavement"),
        ("split up with his partner at Easter", "separation"),
        ("owes 11k from betting", "gambling"),
        ("drinking too much most nights", "alcohol_drugs"),
    ],
)
def test_a_plain_word_for_it_is_heard(note: str, code: str) -> None:
    assert code in hear(note, shipped_bank().phrases).codes("barrier")


@pytest.mark.skipif(not (HERE / f"{KEPT}.yaml").is_file(), reason="no notes are kept aside")
class TestTheNotesKeptAside:
    def test_are_at_least_two_hundred(self) -> None:
        assert len(notes(KEPT)) >= 200

    @pytest.mark.parametrize("part", SETS)
    def test_share_no_eight_words_in_a_row_with_a_tuning_set(self, part: str) -> None:
        assert runs(part) & runs(KEPT) == set()
