"""Notes that listen: what a hurried note is heard to mean, and what it is not."""

from __future__ import annotations

from functools import cache

import pytest

from assessor.listening.hear import Heard, Mention, hear
from assessor.listening.phrasebook import Phrasebook, Phrases
from assessor.listening.training import LabelledNote, train
from assessor.listening.weights import Weights
from benchmarks.listen import HARM, TUNED, Score, notes
from tests.care.conftest import shipped_bank
from tests.counting import calls
from tests.thorough import THOROUGH

PHRASES = shipped_bank().phrases


EVERYDAY = pytest.param(5, id="every fifth note")
ALL = pytest.param(1, id="every note", marks=THOROUGH)


@cache
def score(part: str, every: int) -> Score:
    """What is heard in the notes of one set, or in every so manyth of them."""
    counted = Score()
    for note in notes(part)[::every]:
        counted.add(note, heard(note.note))
    return counted


def heard(note: str) -> Heard:
    return hear(note, PHRASES)


@pytest.mark.parametrize(
    ("note", "kind", "codes"),
    [
        ("off three weeks now, can't face the team meetings", "situation", ["off_sick"]),
        ("off 3 wks w stress", "situation", ["off_sick"]),
        ("can't face the team meetings", "barrier", ["anxiety_at_work"]),
        ("HR hasn't rung", "barrier", ["no_employer_contact"]),
        ("cant sleep, up all night", "barrier", ["sleep_fatigue"]),
    ],
)
def test_what_is_meant_is_heard(note: str, kind: str, codes: list[str]) -> None:
    assert set(codes) <= set(heard(note).codes(kind))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "note",
    [
        "her sister is off sick",
        "no longer worried about money",
        "ask next time re sleep",
        "rang back at two, new number",
        "her husband is out of work",
        "",
    ],
)
def test_what_is_denied_somebody_elses_or_yet_to_be_asked_is_not_heard(note: str) -> None:
    found = heard(note)
    assert (found.mentions, found.safety) == ((), ())


def test_each_thing_is_heard_in_words_that_stand_in_the_note() -> None:
    note = "off three weeks now, can't face the team meetings, HR hasn't rung"
    for mention in heard(note).mentions:
        assert note[mention.start : mention.end] == mention.words


@pytest.mark.parametrize("every", [EVERYDAY, ALL])
@pytest.mark.parametrize("part", TUNED)
def test_no_change_hears_less_of_the_tuning_notes(part: str, every: int) -> None:
    """What was learnt from is heard far better than what was not: see docs/benchmarks.md for notes kept aside."""
    assert score(part, every).precision() >= 0.85
    assert score(part, every).recall() >= 0.85


@pytest.mark.parametrize("every", [EVERYDAY, ALL])
@pytest.mark.parametrize("part", [*TUNED, *HARM])
def test_no_statement_about_harm_in_a_tuning_set_is_missed(part: str, every: int) -> None:
    assert score(part, every).safety_told > 0
    assert score(part, every).safety_missed == 0


@pytest.mark.parametrize("every", [EVERYDAY, ALL])
def test_one_ordinary_note_in_eight_at_most_is_shown_as_a_statement_about_harm(every: int) -> None:
    wrong = sum(score(part, every).safety_wrong for part in TUNED)
    ordinary = sum(score(part, every).notes - score(part, every).safety_told for part in TUNED)
    assert wrong / ordinary <= 1 / 8


REPEATED = {"words": "word ", "brackets": "(", "control characters": "\x00\x1b[31m", "one word": "a"}
NOTES = {"in clauses": "off sick, can't face it; ", "in questions": "worried about money? ", "in one": "and she said "}


@pytest.mark.parametrize("piece", [*REPEATED.values(), *NOTES.values()], ids=[*REPEATED, *NOTES])
def test_twice_the_text_is_twice_the_work_to_hear(piece: str) -> None:
    """So that no text is slow to hear. The work is counted in calls, and not timed."""
    heard(piece)  # what is made ready once is no part of it
    once, twice = (calls(lambda times=times: heard(piece * times)) for times in (250, 500))  # type: ignore[misc]
    assert twice <= 2.1 * once


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
@pytest.mark.parametrize("length", [20_000, pytest.param(1_000_000, marks=THOROUGH)])
def test_a_text_of_any_length_is_no_error(piece: str, length: int) -> None:
    heard(piece * (length // len(piece)))


def test_a_bank_without_weights_hears_its_phrases() -> None:
    phrases = Phrases.model_validate(
        {"phrases": "own", "hears": [{"kind": "barrier", "code": "housing", "words": ["sofa surfing"]}]}
    )
    assert hear("sofa surfing again", Phrasebook({"own": phrases})).codes("barrier") == ["housing"]


def test_a_phrase_that_is_sure_is_heard_whatever_the_rest_weighs() -> None:
    sure = {"kind": "barrier", "code": "housing", "words": ["on the bidding list"], "sure": True}
    own = Phrases.model_validate({"phrases": "own", "hears": [sure]})
    book = Phrasebook({"own": own}, (Weights(weights="w", bias={"housing": -9.0}),))
    assert hear("on the bidding list", book).codes("barrier") == ["housing"]
    assert hear("not on the bidding list", book).codes("barrier") == []


def test_weights_add_up_to_what_is_heard_in_the_words_that_weighed_most() -> None:
    weights = Weights(weights="w", bias={"housing": -0.5}, table="damp\thousing 2\nflat\thousing 0.1\n")
    own = Phrases(phrases="own", hears=())
    found = hear("the whole flat is damp", Phrasebook({"own": own}, (weights,)))
    assert [(mention.code, mention.words) for mention in found.mentions] == [("housing", "damp")]


def test_the_same_notes_teach_the_same_weights_and_they_hear_them() -> None:
    notes = [LabelledNote(f"{word} in the flat", frozenset({"housing"})) for word in ("damp", "mould", "damp again")]
    notes += [LabelledNote(f"{word} on the bus", frozenset({"transport"})) for word in ("late", "lost", "late again")]
    book = Phrasebook({"own": Phrases(phrases="own", hears=())})
    first, again = (train(notes, [], book, "w", "") for _ in range(2))
    assert first == again
    assert hear("mould in our flat", Phrasebook(book.files, (first,))).codes("barrier") == ["housing"]


def test_what_a_note_leaves_open_counts_neither_way() -> None:
    open_note = LabelledNote("sofa surfing", frozenset(), frozenset({"housing", "safety"}))
    score = Score()
    score.add(
        open_note, Heard((Mention("barrier", "housing", "sofa", 0, 4),), (Mention("safety", "safety", "sofa", 0, 4),))
    )
    score.add(open_note, Heard())
    assert (score.right.total(), score.wrong.total(), score.missed.total(), score.safety_wrong) == (0, 0, 0, 0)


@THOROUGH
def test_the_weights_that_are_shipped_are_those_that_the_notes_teach() -> None:
    """Whoever changes a phrase, a family or a note learns again: the first line of the file says how."""
    shipped_weights = PHRASES.weights[0]
    taught = [note for part in (*TUNED, "clauses", "clauses_second") for note in notes(part)]
    harm = [note for part in ("harm", "harm_second") for note in notes(part)]
    made = train(taught, harm, PHRASES, "notes", shipped_weights.owner)
    assert (made.bias, made.table) == (shipped_weights.bias, shipped_weights.table)
