"""Hard words in what is read aloud: found where they stand, and no ordinary word taken for one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assessor.authoring import readability as plain_words
from assessor.authoring.check import check_path
from assessor.authoring.readability import hard_words, syllables
from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank, read_files
from assessor.yaml_source import read_yaml
from tests.authoring.test_check import write
from tests.care.conftest import CATALOGUE, SCRIPT, TODAY, files, shipped_bank


def found(bank: Bank) -> list[str]:
    return [f"{Path(fault.file).name}:{fault.line}:{fault.column} {fault.message}" for fault in hard_words(bank)]


def words(text: str) -> list[str]:
    """The words of a text that are held to be hard, where it is something to say."""
    bank = read_bank(files(SCRIPT.replace("say: Do you have a job?", f"say: '{text.replace(chr(39), chr(39) * 2)}'")))
    return [fault.message.split("'")[1] for fault in hard_words(bank)]


@pytest.mark.parametrize(
    "word",
    [
        "remunerative", "elucidate", "notwithstanding", "expeditiously", "aforementioned", "elucidating", "commence",
        "commenced", "ascertain", "hitherto", "liaising", "utilised", "remuneration", "perfunctory", "jurisprudence",
        "unanimously", "circumlocution", "indemnify", "subsequently", "Expeditiously",
    ],
)  # fmt: skip
def test_a_word_that_a_twelve_year_old_would_not_follow_is_found(word: str) -> None:
    assert words(f"What is {word.lower()} here?") == [word.lower()]
    assert words(f"{word.capitalize()}, what is it?") == [word.lower()]


@pytest.mark.parametrize(
    "text",
    [
        "Have you talked to your manager or anybody in human resources about the appointment?",
        "In an ordinary week, how many hours do you usually work, and are they regular?",
        "Is it difficult to concentrate, or are you worrying about everything at the moment?",
        "Do you have a disability or a long-term illness, such as diabetes, depression or anxiety?",
        "What qualifications, certificates or experience do you have from your previous employment?",
        "We can look at opportunities together: education, training, volunteering, an apprenticeship or a university.",
        "Would you be comfortable if I communicated with your employer immediately, or eventually, or never?",
        "Is your medication making you unusually tired, forgetful or irritable in the afternoons?",
        "I'm sorry to hear that. It's understandable that you're disappointed, embarrassed or frustrated.",
        "Which responsibilities at home, with your family or your grandparents, get in the way?",
        "Do you want information about Universal Credit, the Equality Act or Citizens Advice in Wolverhampton?",
        "Nottinghamshire Talking Therapies is confidential. Is your supervisor's attitude intimidating?",
        "Can you get there by public transport, by bicycle, or does somebody have to accompany you?",
        "Are you redundant, retired, self-employed, or looking for something temporary or permanent?",
        "{{ client.called }}, shall we go on? {{ worries_words }} matters.",
        "Señora, qué tal? Straßenbahnhaltestelle.",
    ],
)
def test_ordinary_english_is_no_fault(text: str) -> None:
    """A false alarm costs an author more than a miss does."""
    assert [word for word in words(text.replace("worries_words", "job")) if word.isascii()] == []


def test_the_shipped_bank_is_free_of_hard_words() -> None:
    assert found(shipped_bank()) == []


def test_the_bank_that_the_tests_are_made_of_is_free_of_them_too() -> None:
    assert found(read_bank(files())) == []


@pytest.mark.parametrize(
    ("change", "to", "place"),
    [
        ("say: What worries you?", "say: What perturbs you, notwithstanding?", "small_call.yaml:73:33"),
        ("short: Worries", "short: Worries\n        probe: An aforementioned one?", "small_call.yaml:73:19"),
        ("label: Walking back in", "label: The remunerative bit", "small_call.yaml:75:43"),
    ],
)
def test_a_hard_word_is_found_where_it_stands(change: str, to: str, place: str) -> None:
    (fault,) = found(read_bank(files(SCRIPT.replace(change, to)), "bank"))
    assert fault.startswith(place)


def test_what_is_explained_to_the_client_is_looked_at_and_what_the_adviser_reads_is_not() -> None:
    aloud = CATALOGUE.replace("explain_to_client: Ask {{ job_words }}", "explain_to_client: Elucidate {{ job_words }}")
    assert len(found(read_bank(files(catalogue=aloud)))) == 1
    silent = SCRIPT.replace(
        "short: Worries", "short: Remuneration\n        guide: Elucidate\n        why: Commensurate"
    )
    assert found(read_bank(files(silent))) == []


def test_a_word_with_a_plainer_one_is_told_it() -> None:
    (fault,) = found(read_bank(files(SCRIPT.replace("Do you have a job?", "When did you commence?"))))
    assert "say 'begin', or the like" in fault


def test_a_service_may_keep_words_of_its_own(tmp_path: Path) -> None:
    """Its words.yaml is read beside the shipped one, and is no file of the bank."""
    folder = write(tmp_path, files(SCRIPT.replace("Do you have a job?", "Do you have remunerative occupation?")))
    assert len(check_path(folder, TODAY)) == 1
    (folder / "words.yaml").write_text("needed: {remunerative: our partners say it}\n", encoding="utf-8")
    assert check_path(folder, TODAY) == []
    (folder / "words.yaml").write_text("neded: {}\n", encoding="utf-8")
    faults = [f"{Path(fault.file).name}:{fault.line}: {fault.message}" for fault in check_path(folder, TODAY)]
    assert faults[-1] == "words.yaml:1: unknown key 'neded'; did you mean 'needed'?"


def test_without_the_list_no_word_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_words, "_list", lambda: None)
    assert not plain_words.available()
    assert found(read_bank(files(SCRIPT.replace("Do you have a job?", "Elucidate?")))) == []


def test_the_list_is_read_without_the_network_and_without_the_library_itself() -> None:
    """textstat takes most of a second to import, and would fetch a dictionary to count syllables."""
    code = (
        "import socket, sys; socket.socket.connect = None; from assessor.authoring import readability as p; "
        "assert p.available() and len(p._list()) > 2500; "
        "assert not {'textstat', 'nltk'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("word", "count"),
    [("job", 1), ("walked", 1), ("table", 2), ("area", 3), ("employer", 2), ("wanted", 2), ("situation", 4)],
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= 1
    assert syllables(word) < plain_words.HARD_SYLLABLES or count >= plain_words.HARD_SYLLABLES


def test_every_word_that_is_needed_stands_in_what_is_read_aloud() -> None:
    """So that the list stays as short as it can; each has its reason."""
    text = " ".join(text for _, _, text in plain_words._read_aloud(shipped_bank())).lower()
    listed = plain_words._shipped()
    assert [word for word in listed.needed if word not in text] == []
    assert all(listed.needed.values())


def test_the_list_of_words_is_no_file_of_the_bank() -> None:
    assert not any(name.endswith("/words.yaml") or name == "words.yaml" for name in read_files())
    shipped, _ = read_yaml((Path(plain_words.__file__).parents[2] / "question_banks/words.yaml").read_text(), "words")
    assert set(shipped) == {"needed", "plainer", "everyday"}
