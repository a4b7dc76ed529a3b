"""The hint that a line tells of health: what it sees, what it lets be, and a service's own words beside the shipped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from assessor.authoring.check import check_path
from assessor.bank.bank import Bank
from assessor.bank.health_words import HealthHint, HealthWords, shipped_health_words
from assessor.bank.loader import OWN, read_bank, read_files
from tests.care.conftest import faults, files, shipped_bank, small_bank
from tests.thorough import THOROUGH

KEPT = yaml.safe_load((Path(__file__).parent / "health_words_kept.yaml").read_text(encoding="utf-8"))
NOTES = sorted((Path(__file__).parents[1] / "listening").glob("tune_*.yaml"))
PLAINLY = {
    "symptoms_at_work", "anxiety_at_work", "medication_effects", "sleep_fatigue", "physical_health", "panic_travel",
    "concentration",
}  # fmt: skip
"""The barriers that can hardly be told without a word on health."""
PERHAPS = {"interview_anxiety", "fear_of_return", "disclosure_worry", "low_motivation", "low_confidence"}

OURS = """\
health_words: ours
source: the service
shorthand: {HUB: recovery hub}
words: [recovery hub, the willows]
unless: [gp federation]
"""


@pytest.fixture(scope="module")
def hint() -> HealthHint:
    return shipped_bank().health_hint


class TestWhatItSees:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("Off my TABLETS by May", ["my TABLETS"]),
            ("my nerves", ["nerves"]),
            ("When she is not coping", ["not coping"]),
            ("can’t cope with lates", ["can’t cope"]),
            ("Two flare-ups a month", ["flare-ups"]),
            ("Start when he’s on the sick", ["on the sick"]),
            ("Crohn’s, so a desk by the door", ["Crohn’s"]),
            ("ask A&E for the letter", ["A&E"]),
            ("MS relapse", ["MS", "relapse"]),
            ("The setraline, then the propanolol", ["setraline", "propanolol"]),
            ("once my labyrinthitis and my tonsillectomy are done", ["labyrinthitis", "tonsillectomy"]),
            ("my sister's bipolar", ["bipolar"]),
            ("no tablets any more", ["tablets"]),
        ],
    )
    def test_words_are_given_as_they_stand(self, hint: HealthHint, line: str, words: list[str]) -> None:
        assert list(hint.words_in(line)) == words

    @pytest.mark.parametrize(
        "line",
        [
            "ADHD", "hearing aids", "pregnant", "the menopause", "chemo", "sectioned in March", "his drinking",
            "blood pressure", "insulin at noon", "an epileptic", "panicking", "I feel low", "signed off till June",
            "my psychiatrist", "physio", "therapy on Mondays", "self-harming", "the crisis line", "in hospital",
            "an infection", "IBS", "a stammer", "sleeping badly", "exhausted", "burned out", "in rehab", "HIV",
            "a miscarriage", "a stoma", "my bad knee", "PIP review", "fit notes", "GP", "the doctor’s",
            "mental health", "a wheelchair user", "my diagnosis", "unwell",
        ],
    )  # fmt: skip
    def test_plain_words_are_seen(self, hint: HealthHint, line: str) -> None:
        assert hint.words_in(line)

    @pytest.mark.parametrize(
        "line",
        [
            "", "⠀", "Ring Ms Patel", "I'll ring, and I’ll ask", "Meet me at ten", "sick of the rota",
            "health & safety", "first aid", "drinking water at the till", "the breathing space scheme",
            "infection control training", "a stroke of luck", "the medication round", "sleep-in shifts",
            "a cost breakdown", "Disability Confident employers", "stress-test it", "back pay", "the back office",
            "low stock", "bored stiff", "unfair treatment of staff", "the operations team", "a section of the shop",
            "take turns on the till", "mediation with Joan", "a rash decision", "the nurse's rota shift",
            "upset customers", "a talk with the councillor", "a migration of the accounts", "jobcentre appointment",
        ],
    )  # fmt: skip
    def test_words_of_work_are_let_be(self, hint: HealthHint, line: str) -> None:
        assert hint.words_in(line) == ()


class TestWhatWasKeptAside:
    def test_lines_that_tell_of_health_are_seen(self, hint: HealthHint) -> None:
        missed = [line for line in KEPT["on_health"] if not hint.words_in(line)]
        assert len(missed) <= 0.05 * len(KEPT["on_health"]), missed

    def test_few_other_lines_are_doubted(self, hint: HealthHint) -> None:
        doubted = [line for line in KEPT["ordinary"] if hint.words_in(line)]
        assert len(doubted) <= 0.1 * len(KEPT["ordinary"]), doubted

    def test_notes_by_other_authors_are_seen_where_they_labelled_a_difficulty_with_health(
        self, hint: HealthHint
    ) -> None:
        notes = [note for file in NOTES for note in yaml.safe_load(file.read_text(encoding="utf-8"))]
        telling = [note["note"] for note in notes if PLAINLY & set(note.get("barriers", ())) and not note.get("safety")]
        others = [
            n["note"] for n in notes if not (PLAINLY | PERHAPS) & set(n.get("barriers", ())) and not n.get("safety")
        ]
        assert len(telling) > 200
        assert sum(bool(hint.words_in(note)) for note in telling) >= 0.9 * len(telling)
        assert sum(bool(hint.words_in(note)) for note in others) <= 0.25 * len(others)

    def test_hardly_a_title_that_an_employer_is_shown_is_doubted(self, hint: HealthHint) -> None:
        """A warning on everything is no warning."""
        bank = shipped_bank()
        titles = [change.title for change in bank.adjustments.values()]
        titles += [entry.title for entry in bank.interventions.values() if "employer" in entry.who]
        doubted = [title for title in titles if hint.words_in(title)]
        assert len(titles) > 120
        assert len(doubted) <= 0.06 * len(titles), doubted


class TestAServicesWords:
    def own(self, text: str = OURS) -> Bank:
        own = {f"{OWN}service.yaml": "service: ours\nname: Ours\n", f"{OWN}health_words/ours.yaml": text}
        return read_bank(read_files() | own)

    def test_they_add_to_the_shipped_ones(self) -> None:
        hint = self.own().health_hint
        assert hint.words_in("Mornings at The Willows") == ("The Willows",)
        assert hint.words_in("The HUB at noon") == ("HUB",)
        assert hint.words_in("a job at the GP federation") == ()
        assert hint.words_in("Ring the GP about my tablets") == ("GP", "my tablets")

    def test_a_file_of_the_name_of_a_shipped_one_takes_nothing_away(self) -> None:
        hint = self.own(OURS.replace("ours", "conditions")).health_hint
        assert hint.words_in("asthma, and The Willows") == ("asthma", "The Willows")

    def test_a_bank_without_any_goes_by_the_shipped_ones(self) -> None:
        """A plan whose calls were made by an older bank is warned about all the same."""
        assert small_bank().health_words == ()
        assert small_bank().health_hint.words_in("Off my tablets") == ("my tablets",)

    def test_what_is_wrong_is_said_by_its_place(self) -> None:
        given = {"health_words/ours.yaml": OURS.replace("the willows", "(the willows")}
        (fault,) = faults(files() | given)
        assert fault.startswith("bank/health_words/ours.yaml:4:23: '(the willows' can never be heard")
        (fault,) = faults(files() | {"health_words/ours.yaml": OURS.replace("source: the service\n", "")})
        assert "source" in fault
        twice = {"health_words/ours.yaml": OURS, "health_words/more.yaml": OURS}
        (fault,) = faults(files() | twice)
        assert "'ours' is given twice" in fault

    @THOROUGH
    def test_the_author_is_told_of_words_given_twice_and_of_slips_that_nothing_looks_for(self, tmp_path: Path) -> None:
        (tmp_path / "service.yaml").write_text("service: ours\nname: Ours\n", encoding="utf-8")
        (tmp_path / "health_words").mkdir()
        text = OURS.replace("the willows]", "Recovery hub]\nmisspelt: [recovery, sertraline]")
        (tmp_path / "health_words" / "ours.yaml").write_text(text, encoding="utf-8")
        faults = [fault.shown().splitlines()[0] for fault in check_path(tmp_path, date(2026, 11, 30))]
        found = [fault.partition("ours.yaml:")[2] for fault in faults]
        assert "4:23: 'Recovery hub' is given twice" in found
        assert "5:22: 'sertraline' is not among the words that are looked for" in found


def test_the_shipped_words_have_an_owner_and_say_where_they_come_from() -> None:
    words = shipped_health_words()
    assert {file.health_words for file in words} == {"conditions", "feelings", "treatment", "care"}
    assert all(file.owner and file.source for file in words)
    assert [list(file.faults()) for file in words] == [[], [], [], []]
    assert sum(phrase.count("|") + 1 for file in words for phrase in file.words) > 1500


def test_a_file_needs_a_name_and_a_source() -> None:
    with pytest.raises(ValueError, match="source"):
        HealthWords.model_validate({"health_words": "x"})
    with pytest.raises(ValueError, match="endings"):
        HealthWords.model_validate({"health_words": "x", "source": "y", "endings": ["is"]})
