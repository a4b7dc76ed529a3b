"""The shipped library of adjustments: wide enough for everyone, and worded so that it can be asked for."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from assessor.bank.adjustments import Adjustment, fitting
from assessor.taxonomy import AdjustmentGroup, WorkKind
from tests.care.conftest import shipped_bank
from tests.each import of_each

BANK = shipped_bank()
LIBRARY = tuple(BANK.adjustments.values())

DIFFICULTIES = (
    *("symptoms_at_work", "anxiety_at_work", "fear_of_return", "low_confidence", "low_motivation", "concentration"),
    *("sleep_fatigue", "medication_effects", "panic_travel", "perfectionism_overwork", "disclosure_worry"),
    *("physical_health", "workload", "low_control", "poor_manager_support", "poor_peer_support"),
    *("difficult_relationships", "unclear_role", "change_uncertainty", "no_employer_contact", "inflexible_hours"),
    *("caring", "childcare", "transport", "language", "digital_access"),
)
LAW = re.compile(r"\b(entitle\w*|must|legal\w*|law\w*|rights? to|obliged|duty|unlawful|disab\w+)\b", re.IGNORECASE)
HEALTH = re.compile(
    r"\b(anxi\w+|panic\w*|depress\w+|low mood|mental|therap\w+|medic\w+|drows\w+|symptoms?|diagnos\w+|ill(ness)?)\b",
    re.IGNORECASE,
)

every_adjustment = of_each(LIBRARY, lambda one: one.id)


def plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def test_the_library_is_wide() -> None:
    """There are at least eighty adjustments to choose from."""
    assert len(LIBRARY) >= 80


@pytest.mark.parametrize("group", get_args(AdjustmentGroup))
def test_each_group_is_well_filled(group: str) -> None:
    """Each of the five groups holds at least fifteen."""
    assert sum(one.group == group for one in LIBRARY) >= 15


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_each_difficulty_has_several_answers(difficulty: str) -> None:
    """At least three adjustments answer each difficulty."""
    assert sum(difficulty in one.answers for one in LIBRARY) >= 3


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_each_difficulty_has_an_answer_in_any_work(difficulty: str) -> None:
    """Where the kind of work is not known, something is still proposed for each difficulty."""
    assert fitting(LIBRARY, [difficulty], [], 5)


@pytest.mark.parametrize("kind", get_args(WorkKind))
def test_each_kind_of_work_has_its_own(kind: str) -> None:
    """At least eight adjustments are made for each kind of work by name."""
    assert sum(kind in one.fits for one in LIBRARY) >= 8


@every_adjustment
def test_it_stands_in_the_file_of_its_group(one: Adjustment) -> None:
    """Each group has its own file, named after it."""
    source, _ = BANK.sources[one.id]
    assert source.file == f"adjustments/{one.group}.yaml"


@pytest.mark.parametrize("part", ["title", "ask"])
def test_no_two_ask_for_the_same(part: str) -> None:
    """No two adjustments have the same title or ask in the same words, whatever the punctuation."""
    words = Counter(plain(getattr(one, part)) for one in LIBRARY)
    assert [text for text, times in words.items() if times > 1] == []


def test_no_two_ask_in_nearly_the_same_words() -> None:
    """No two adjustments share most of the words they ask in."""
    asked = [(one.id, set(plain(one.ask).split())) for one in LIBRARY]
    alike = [
        (a, b)
        for i, (a, these) in enumerate(asked)
        for b, those in asked[:i]
        if len(these & those) > 0.6 * len(these | those)
    ]
    assert alike == []


@every_adjustment
def test_it_can_be_read_in_a_breath(one: Adjustment) -> None:
    """A short title without a full stop, and one sentence each to ask for it and to try it."""
    assert len(one.title) <= 60
    assert not one.title.endswith(".")
    assert one.title[0].isupper()
    for sentence in (one.ask, one.try_it):
        assert len(sentence) <= 130
        assert sentence.endswith(".")
        assert ". " not in sentence


@every_adjustment
def test_it_answers_a_few_difficulties_in_some_work(one: Adjustment) -> None:
    """Two to four difficulties, none twice; and either kinds of work by name or any, not both."""
    assert 2 <= len(one.answers) <= 4
    assert len(set(one.answers)) == len(one.answers)
    assert "any" not in one.fits or one.fits == ("any",)


@every_adjustment
def test_it_does_not_speak_of_the_law(one: Adjustment) -> None:
    """An employer can make a change for anybody, so nothing sounds like a claim."""
    assert LAW.findall(f"{one.title} {one.ask} {one.try_it}") == []


@every_adjustment
def test_what_the_employer_reads_says_nothing_about_health(one: Adjustment) -> None:
    """The title and the request may reach the employer, so they name no symptom, treatment or medicine."""
    assert HEALTH.findall(f"{one.title} {one.ask}") == []


@every_adjustment
def test_it_rests_on_a_source(one: Adjustment) -> None:
    """Each says on whose word it stands, where and until when; only Acas's own examples count as checked."""
    assert one.source
    assert one.source.publisher
    assert one.source.url.startswith("https://") or one.source.publisher == "assessor project"
    assert not one.source.checked_on or one.source.publisher == "Acas"
    assert one.source.jurisdiction
    assert one.source.review_by


@every_adjustment
def test_what_belongs_to_going_back_is_kept_from_those_at_work(one: Adjustment) -> None:
    """What speaks of the first days back, or of being away, is not proposed to somebody who is at work."""
    going_back = re.search(
        r"\b(first day|first weeks?|weeks? back|month back|shifts back|while away)\b", one.ask + one.title
    )
    if going_back:
        assert "situation == 'in_work'" in [rule.when for rule in one.not_if]
