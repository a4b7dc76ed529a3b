"""How days, lists and numbers are written, and that other people's text is always harmless."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor import wording

TODAY = date(2026, 11, 18)
ENGLAND = "\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
HARD = st.text(
    st.characters() | st.sampled_from("\r\n\x1b\x9b\u0301\u200d\u202e\u2028\ud800\U0001f3f4\U000e0067\U000e007f")
)
"""Any text, and more often than by chance what is hard about it."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines", "two\nlines"),
        ("tab\there", "tab here"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("bell\x07 nul\x00 del\x7f cr\r", "bell␇ nul␀ del␡ cr␍"),
        ("one\r\ntwo", "one\ntwo"),
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("\x90q\x9d0;t\x9c", "\ufffdq\ufffd0;t\ufffd"),
        ("free\u200bdom\u00ad \ufeffword\u2060", "freedom word"),
        ("he said\U000e0068\U000e0069", "he said\ufffd"),
        (f"\U0001f3f4{ENGLAND} \U0001f3f4\U000e0068{ENGLAND}", f"\U0001f3f4{ENGLAND} \U0001f3f4\ufffd"),
        ("a\u2063\ufffab\ufdd0\U0001fffe", "a\ufffd\ufffdb\ufffd\ufffd"),
        ("e" + 8 * "\u0301" + " e" + 9 * "\u0301" + "!", "e" + 8 * "\u0301" + " e" + 8 * "\u0301" + "\ufffd!"),
        ("e" + 60 * "\u0301\u200d" + "nd", "e" + 4 * "\u0301\u200d" + "\ufffdnd"),
        ("Электрификация ▰▰▰▰▰▰▰▰▰▰▰▰ מונחים", "Электрификация ▰▰▰▰▰▰▰▰▰▰▰▰ מונחים"),
        ("\x9b31m", "\ufffd31m"),
        ("\u202egnp.exe", "⟨RLO⟩gnp.exe"),
        ("\u2066a\u2069", "⟨LRI⟩a⟨PDI⟩"),
        ("a\u2028b", "a b"),
        ("[/b] {{ 7*7 }} <b>", "[/b] {{ 7*7 }} <b>"),
        ("Siân Ní Bhriain 王秀英 عائشة 🙂", "Siân Ní Bhriain 王秀英 عائشة 🙂"),
        ("lone \ud800", "lone \ufffd"),
        ("", ""),
    ],
)
def test_control_characters_are_made_visible_and_all_else_stays(text: str, shown: str) -> None:
    assert wording.visible(text) == shown


@given(HARD)
def test_no_text_made_visible_can_move_a_cursor_or_turn_the_line(text: str) -> None:
    shown = wording.visible(text)
    assert wording.visible(shown) == shown
    assert not wording.is_fit(text) or (shown == text and "\n" not in text)
    assert not re.search(r"[\ufeff\u200b\u2060-\u206f\ufff9-\ufffb\ud800-\udfff]", shown)
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    assert shown.encode().decode() == shown
    assert "\n" not in wording.one_line(text)


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("short", 10, "short"),
        ("just right", 10, "just right"),
        ("a little too long", 10, "a little…"),
        ("two\n  lines", 20, "two lines"),
        ("x", 0, "…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_to_its_width_with_an_ellipsis(text: str, width: int, short: str) -> None:
    assert wording.shorten(text, width) == short


@pytest.mark.parametrize(
    ("when", "words"),
    [(date(2026, 5, 4), "4 May 2026"), (date(2026, 12, 31), "31 December 2026"), (date(2027, 1, 1), "1 January 2027")],
)
def test_a_day_is_written_as_people_here_write_it(when: date, words: str) -> None:
    assert wording.day(when) == words


def test_a_moment_is_written_in_the_readers_own_time() -> None:
    moment = datetime(2026, 5, 4, 9, 5).astimezone()
    assert wording.moment(moment.astimezone(UTC)) == "4 May 2026 at 09:05"
    assert wording.moment(moment.astimezone(timezone(timedelta(hours=9)))) == "4 May 2026 at 09:05"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 days"),
        (-13, "13 days ago"),
        (14, "in 2 weeks"),
        (-69, "9 weeks ago"),
        (70, "in 2 months"),
        (-214, "7 months ago"),
        (731, "in 2 years"),
        (-3653, "10 years ago"),
    ],
)
def test_how_far_a_day_lies_is_said_in_the_unit_people_would_use(days: int, words: str) -> None:
    assert wording.away(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(1979, 3, 17), "47 years ago"),
        (date(1979, 12, 31), "46 years ago"),
        (date(1974, 2, 14), "52 years ago"),
        (date(1974, 11, 30), "52 years ago"),
        (date(1974, 12, 1), "51 years ago"),
    ],
)
def test_years_are_whole_ones_as_an_age_is(born: date, words: str) -> None:
    assert wording.away(born, date(2026, 11, 30)) == words


@pytest.mark.parametrize(
    ("count", "noun", "plural", "words"),
    [
        (1, "need", None, "1 need"),
        (0, "need", None, "0 needs"),
        (3, "need", None, "3 needs"),
        (2, "child", "children", "2 children"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, noun: str, plural: str | None, words: str) -> None:
    assert wording.counted(count, noun, plural) == words


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_part_of_a_sentence(items: list[str], words: str) -> None:
    assert wording.listed(items) == words
    assert wording.listed(iter(items), "or") == words.replace(" and ", " or ")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3, "3"),
        (3.0, "3"),
        (2.5, "2.5"),
        (12345.67, "12345.67"),
        (0.1 + 0.2, "0.3"),
        (1_000_000.0, "1000000"),
        (-1, "-1"),
    ],
)
def test_a_number_is_written_in_full_without_an_idle_nought(value: float, words: str) -> None:
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rings on Friday", "Rings on Friday."),
        ("Really?", "Really?"),
        ("she said “no”", "She said “no”"),
        (" is it so… ", "Is it so…"),
        ("", ""),
        ("élan", "Élan."),
    ],
)
def test_a_sentence_begins_with_a_capital_and_ends_with_a_stop(text: str, sentence: str) -> None:
    assert wording.sentence(text) == sentence


@pytest.mark.parametrize(("word", "end"), [("employe", "; did you mean 'employee'?"), ("zzz", ""), ("", "")])
def test_the_nearest_known_word_is_put_forward_if_one_is_near(word: str, end: str) -> None:
    assert wording.did_you_mean(word, ["employee", "agency"]) == end
