"""Whether two spellings are one person's name, and whether a text shows anything: tables of what is and what is not."""

from __future__ import annotations

import sys
import unicodedata
from itertools import combinations

import pytest

from assessor.names import each_once, is_blank, name_key, same_name

APOSTROPHES = "'’‘`´ʼʻʹ′‵＇ʾ՚׳ꞌ‛"
HYPHENS = "-‐‑‒–—―−﹣－⁃"
SPACES = " \u00a0\u1680\u2002\u2003\u2007\u2009\u202f\u205f\u3000\t"
INVISIBLE = {
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "right-to-left mark": "\u200f",
    "direction override": "\u202e",
    "braille blank": "\u2800",
    "hangul filler": "\u3164",
    "hangul choseong filler": "\u115f",
    "hangul jungseong filler": "\u1160",
    "halfwidth hangul filler": "\uffa0",
    "variation selector": "\ufe0f",
    "ideographic variation selector": "\U000e0100",
    "combining grapheme joiner": "\u034f",
    "soft hyphen": "\u00ad",
    "mongolian vowel separator": "\u180e",
    "khmer inherent vowel": "\u17b4",
    "null notehead": "\U0001d159",
    "tag": "\U000e0041",
    "control": "\x07",
    "private use": "\ue000",
    "object replacement": "\ufffc",
}


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_any_apostrophe_or_prime_is_the_same(apostrophe: str) -> None:
    assert same_name(f"Maeve O{apostrophe}Brien", "Maeve O’Brien")


@pytest.mark.parametrize("hyphen", HYPHENS)
def test_any_hyphen_or_dash_is_the_same(hyphen: str) -> None:
    assert same_name(f"Anne{hyphen}Marie Holt", "Anne-Marie Holt")


@pytest.mark.parametrize("space", SPACES)
def test_any_white_space_is_the_same_and_as_much_of_it_as_there_is(space: str) -> None:
    assert same_name(f"{space}Ruth{space}{space}Ellery{space}", "Ruth Ellery")


@pytest.mark.parametrize("sign", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_what_nobody_sees_makes_no_other_name(sign: str) -> None:
    assert same_name(f"Ru{sign}th {sign}Ellery{sign}", "Ruth Ellery")


@pytest.mark.parametrize("sign", ["\u2800", "\u3164", "\u115f", "\uffa0"])
def test_a_blank_as_wide_as_a_letter_is_read_as_a_space_too(sign: str) -> None:
    assert same_name(f"Ruth{sign}Ellery", "Ruth Ellery")


SAME = [
    ("Ruth Ellery", "RUTH ELLERY", "capitals"),
    ("Straße", "STRASSE", "capitals that are longer"),
    ("Σωκράτης", "ΣΩΚΡΆΤΗΣ", "a last sigma"),
    ("İbrahim Yıldız", "İBRAHİM YILDIZ", "Turkish capitals"),
    ("Zoë Whitlock", unicodedata.normalize("NFD", "Zoë Whitlock"), "an accent written apart"),
    ("Nguyễn Thị Hạnh", unicodedata.normalize("NFD", "Nguyễn Thị Hạnh"), "two accents written apart"),
    ("Ｒｕｔｈ Ellery", "Ruth Ellery", "wide letters"),
    ("𝓡𝓾𝓽𝓱 Ellery", "Ruth Ellery", "letters of a formula"),
    ("Soﬁa Grant", "Sofia Grant", "two letters cast as one"),
    ("Anne\u00adMarie", "Anne-Marie", "a soft hyphen that is drawn"),
    ("Maeve O' Brien", "Maeve O’Brien", "a space after the apostrophe"),
    ("Anne - Marie Holt", "Anne-Marie Holt", "spaces about the hyphen"),
    ("J. P. Marsh", "J.P. Marsh", "the stops of initials"),
    ("Ruth Ellery.", "“Ruth Ellery”", "stops and quotation marks about it"),
    ("محـمد", "محمد", "a word drawn longer"),
    ("علی‌رضا", "علیرضا", "a non-joiner"),
    ("ｶﾅ", "カナ", "narrow kana"),
    ("한글", unicodedata.normalize("NFD", "한글"), "hangul taken apart"),
    ("王秀英", "王秀英\U000e0100", "a variant of a character"),
]


@pytest.mark.parametrize(("name", "other", "why"), SAME, ids=[why for *_, why in SAME])
def test_one_persons_name_is_the_same_however_it_was_typed(name: str, other: str, why: str) -> None:
    assert same_name(name, other)
    assert same_name(other, name)
    assert name_key(name) == name_key(other) or "soft hyphen" in why


LOOK_ALIKE = [
    ("Jаne Smith", "Jane Smith", "a Cyrillic a"),
    ("Αlice Bell", "Alice Bell", "a Greek capital alpha"),
    ("Вob Marsh", "Bob Marsh", "a Cyrillic capital ve"),
    ("ΒΟΒ ΜΑRSH", "BOB MARSH", "Greek capitals"),
    ("Ruth Еllery", "Ruth Ellery", "a Cyrillic capital ie"),
    ("Ruth Ellerу", "ruth ellery", "a Cyrillic u"),
    ("Zoё Whitlock", "Zoë Whitlock", "a Cyrillic letter that has the accent too"),
    ("Jοhn", "Jоhn", "a Greek letter and a Cyrillic one"),
    ("Ꭱuth", "Ruth", "a Cherokee letter"),
    ("Meɡan", "Megan", "a phonetic g"),
    ("0liver Be11", "Oliver Bell", "digits"),
    ("AIice BeII", "Alice Bell", "capital i for small l"),
    ("Aӏice", "Alice", "a Cyrillic palochka"),
    ("OיBrien", "O'Brien", "a Hebrew yod"),
    ("山ロ", "山口", "a katakana syllable"),
]


@pytest.mark.parametrize(("name", "other", "why"), LOOK_ALIKE, ids=[why for *_, why in LOOK_ALIKE])
def test_letters_of_another_alphabet_that_look_the_same_make_no_other_name(name: str, other: str, why: str) -> None:
    assert same_name(name, other)
    assert same_name(other, name)


DIFFERENT = [
    ("José", "Jose"), ("Zoë", "Zoe"), ("Müller", "Mueller"), ("Łukasz", "Lukasz"), ("Øyvind", "Oyvind"),
    ("Þór", "Thor"), ("Đorđe", "Dorde"), ("Ædan", "Aedan"), ("Sørensen", "Sorensen"), ("Nuñez", "Nunez"),
    ("Mac Donald", "Macdonald"), ("O'Brien", "OBrien"), ("O'Brien", "O Brien"), ("Anne-Marie", "Anne Marie"),
    ("Anne-Marie", "AnneMarie"), ("Barnes", "Bames"), ("Carney", "Camey"), ("Ian", "Lan"), ("Ian", "Alan"),
    ("Jon", "John"), ("Ann", "Anne"), ("Stephen", "Steven"), ("Ali", "Ail"), ("Ruth Ellery", "Ellery Ruth"),
    ("J Marsh", "JMarsh"), ("Ruth Ellery", "Ruth Ellery 2"), ("Clive", "Olive"), ("Una", "Vna"),
    ("王秀英", "王秀莹"), ("土田", "士田"), ("己", "已"), ("Кирилл", "Кирила"), ("Наташа", "Hаташа Б"),
    ("Иван", "Іван"), ("Ἀθηνᾶ", "Αθηνά"), ("Σοφία", "Οοφία"), ("Νίκος", "Νίκοο"), ("שימון", "שימונ"),
    ("علي", "علا"), ("فاطمة", "فاطمه"), ("أحمد", "احمد"), ("김민수", "김민주"), ("さくら", "サクラ"),
    ("Николай", "Nikolai"), ("अनिल", "अनल"), ("Żebrowski", "Zebrowski"), ("", ""), ("\u2800", "\u2800"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "other"), DIFFERENT)
def test_two_names_that_differ_are_two(name: str, other: str) -> None:
    assert not same_name(name, other)
    assert not same_name(other, name)


PEOPLE = (
    "王秀英", "Кирилл Соколов", "Ἀθηνᾶ", "Aoife Ní Bhriain", "Halmágyi Zsófia", "Nguyễn Thị Hạnh", "محمد اقبال",
    "Żaneta Źrebiec", "Tomasi Vakalahi", "O’Dwyer, Siobhán", "नसरीन", "מרים", "김민수", "さくら", "Ƙ", "\U0002ebf0",
)  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_every_alphabets_name_is_its_own_and_no_other_persons(name: str) -> None:
    assert same_name(name, name)
    assert not is_blank(name)
    assert not any(same_name(name, other) for other in PEOPLE if other != name)


def test_names_of_the_invented_clients_are_all_told_apart() -> None:
    from assessor.bank.loader import read_bank, read_files

    clients = {persona.client.name for persona in read_bank(read_files()).personas.values()}
    assert len(clients) > 30
    assert [pair for pair in combinations(sorted(clients), 2) if same_name(*pair)] == []


def test_each_person_is_listed_once_by_the_first_spelling() -> None:
    assert each_once(["Maeve O’Brien", "Ruth", "Maeve O'Brien", "RUTH", "", "Jаne", "Jane"]) == [
        "Maeve O’Brien", "Ruth", "", "Jаne",
    ]  # fmt: skip


BLANK = (*INVISIBLE.values(), *SPACES, "", "\n\r\n", "\u2028", "\x00\x1b", "\u0301", "\ud800", "\ufdd0", "\U00013441")


@pytest.mark.parametrize("text", BLANK)
def test_text_that_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)
    assert is_blank(f" {text}\u200b{text}")
    assert name_key(text) == ""


@pytest.mark.parametrize(
    "text", ["a", "0", ".", "-", "😀", "é", "e\u0301", "王", "ｶ", "\u200ba", "\u2800.", "\U0002ebf0", "�"]
)
def test_text_with_one_sign_to_see_is_not_blank(text: str) -> None:
    assert not is_blank(text)
    assert same_name(text, text)


def test_plain_names_are_compared_without_reading_the_list_of_look_alikes() -> None:
    import subprocess

    program = (
        "import sys; from assessor.names import same_name\n"
        "assert not same_name('Ruth Ellery', 'Ruth Eblery') and not same_name('José', 'Jose')\n"
        "assert same_name('Maeve O’Brien', 'MAEVE O\\'BRIEN')\n"
        "assert 'confusable_homoglyphs' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
