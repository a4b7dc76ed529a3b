"""Reading a bank's YAML: what its scalars mean, and that every fault has its line and column."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.scripts.model import Script
from assessor.yaml_source import BankError, Fault, Tagged, load, read_yaml
from tests.scripts.conftest import HEAD, faults_of, script_text
from tests.thorough import THOROUGH


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("True", "True"),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("01", "01"),
        ("1.50", 1.5),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("2026-05-04", "2026-05-04"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("|-\n  12", "12"),
        (">-\n  a\n  b", "a b"),
        ("[a, 1]", ["a", 1]),
        ("99999999999999999999", "99999999999999999999"),
        ("!!python/object/apply:os.system [x]", ["x"]),
    ],
)
def test_scalars_are_yaml_1_2s(written: str, value: object) -> None:
    """Only true and false are yes-or-no values; a day is words until a question reads it."""
    read, _ = read_yaml(f"a: {written}", "f.yaml")
    assert (read, type(read["a"])) == ({"a": value}, type(value))


@pytest.mark.parametrize(("written", "tag", "words"), [("!declined", "declined", ""), ("!days -20", "days", "-20")])
def test_a_scalar_keeps_a_tag_of_its_own(written: str, tag: str, words: str) -> None:
    read, _ = read_yaml(f"a: {written}", "f.yaml")
    assert isinstance(read["a"], Tagged)
    assert (read["a"].tag, str(read["a"])) == (tag, words)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1: the file is empty"),
        ("# nothing but this\n", "1:1: the file is empty"),
        ("- a\n", "1:1: expected a mapping that begins with script:"),
        ("word\n", "1:1: expected a mapping that begins with script:"),
        ("a: [1\nb: 2", "1:4: not YAML: this [ is not closed"),
        ("a: {b: 1\nc: 2\n", "1:4: not YAML: this { is not closed"),
        ('a: "one\nb: "two"\nc: 3\n', '1:4: not YAML: this " is not closed'),
        ("a: 'one\nb: 2\n", "1:4: not YAML: this ' is not closed"),
        ("a: 1\nb 2\nc: 3\n", "2:1: not YAML: this key lacks its colon"),
        (
            "# words that say\n# what it is\na b\nc: 3\n",
            "3:1: not YAML: mapping values are not allowed in this context; is a colon missing here?",
        ),
        (
            "- a b\n  c: 3\n",
            "1:1: not YAML: mapping values are not allowed in this context; is a colon missing here?",
        ),
        (
            "a:\n  - b: 1\n   - b: 2\n",
            "3:4: not YAML: this line is not indented as the one above it would have it: - b: 1",
        ),
        (
            "a:\n\t- b\n",
            "2:1: not YAML: while scanning for the next token found character that cannot start any token"
            "; indent with spaces, not with tabs",
        ),
        ("a: 1\n---\nb: 2\n", "2:1: not YAML: expected a single document in the stream but found another document"),
        ("a: &x 1\nb: *x\n", "1:4: anchors and aliases are not used in banks; write it out"),
        ("a: 1\nb: 2\n  \na: 3\n", "4:1: 'a' is given twice"),
        ("a: {b: 1, c: 2, b: 3}\n", "1:17: 'b' is given twice"),
    ],
)
def test_what_is_no_bank_file_at_all_is_refused_with_its_place(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.parametrize(
    "text",
    ["a: \x07", "[" * 1500, pytest.param("[" * 5000, marks=THOROUGH), "a: " + "{b: " * 3000, "\ud800: 1"],
    ids=["control", "brackets", "many brackets", "braces", "half a character"],
)
def test_what_no_reader_can_read_is_refused_without_a_crash(text: str) -> None:
    with pytest.raises(BankError):
        load(Script, text, "f.yaml")


def test_every_key_given_twice_is_named() -> None:
    assert faults_of("a: 1\na: 2\nb: {c: 1, c: 2}\n") == ["2:1: 'a' is given twice", "3:11: 'c' is given twice"]


BLOCK = """\
      - id: employer
        kind: choice
        say: Hm?
"""


@pytest.mark.parametrize(
    ("questions", "faults"),
    [
        # keys: the place is the key's, on whatever line its value begins
        ("      - {id: a, kind: text, say: Hm?, gude: x}\n", ["8:39: unknown key 'gude'; did you mean 'guide'?"]),
        ("      - {id: a, kind: text, say: Hm?, zzz: x}\n", ["8:39: unknown key 'zzz'"]),
        (
            f"{BLOCK}        opitons:\n          - {{code: a, label: A}}\n          - {{code: b, label: B}}\n",
            ["8:9: 'options' is missing", "11:9: unknown key 'opitons'; did you mean 'options'?"],
        ),
        (
            f"{BLOCK}        options:\n          - {{code: a, label: A, recrods: {{need: confidence}}}}\n"
            "          - {code: b, label: B, records: {barier: caring}}\n",
            [
                "12:33: unknown key 'recrods'; did you mean 'records'?",
                "13:43: unknown key 'barier'; did you mean 'barrier'?",
            ],
        ),
        # `unit` is a key of numbers, and is not put forward for a text
        ("      - {id: a, kind: text, say: Hm?, unti: x}\n", ["8:39: unknown key 'unti'"]),
        (
            "      - {id: a, kind: number, say: Hm?, unti: x}\n",
            ["8:41: unknown key 'unti'; did you mean 'unit'?"],
        ),
        (
            "      - {id: a, kind: scale, say: Hm?, records: [{at_leats: 3, need: confidence}]}\n",
            ["8:51: unknown key 'at_leats'; did you mean 'at_least'?"],
        ),
        ("      - {kind: text, say: Hm?}\n", ["8:9: 'id' is missing"]),
        ("      - {id: a, kind: text}\n", ["8:9: 'say' is missing"]),
        # kinds; of a say question the tag is the name of a field too
        ("      - {id: a, say: Hm?}\n", ["8:9: 'kind' is missing"]),
        ("      - {id: a, kind: chioce, say: Hm?}\n", ["8:23: unknown kind 'chioce'; did you mean 'choice'?"]),
        ("      - {id: a, kind: zzz, say: Hm?}\n", ["8:23: unknown kind 'zzz'"]),
        ("      - {id: a, kind: say}\n", ["8:9: 'say' is missing"]),
        (
            "      - {id: a, kind: say, say: 3}\n",
            ["8:33: expected words, found 3; put it in quotes if it is meant as words"],
        ),
        (
            "      - {id: a, kind: say, say: Hm?, guide: 3}\n",
            ["8:45: expected words, found 3; put it in quotes if it is meant as words"],
        ),
        ("      - {id: a, kind: say, say: Hm?, gude: 3}\n", ["8:38: unknown key 'gude'; did you mean 'guide'?"]),
        ("      - {id: a, kind: text, say: Hm?, text: 3}\n", ["8:39: unknown key 'text'"]),
        ("      - {id: a, kind: date, say: Hm?, date: 3}\n", ["8:39: unknown key 'date'"]),
        # values
        (
            "      - {id: a, kind: text, say: Hm?, ask_if: true}\n",
            ["8:47: expected words, found True; put it in quotes if it is meant as words"],
        ),
        (
            "      - {id: a, kind: number, say: Hm?, min: low}\n",
            ["8:46: input should be a valid number, unable to parse string as a number"],
        ),
        ("      - {id: a, kind: date, say: Hm?, when: soon}\n", ["8:45: 'soon' is none of 'past', 'future' or 'any'"]),
        ("      - {id: a, kind: text, say: ''}\n", ["8:34: 'say' is too short"]),
        (
            f"      - {{id: a, kind: text, say: Hm?, short: {'x' * 41}}}\n",
            ["8:46: 'short' is longer than 40 characters"],
        ),
        ("      - {id: a, kind: choice, say: Hm?, options: []}\n", ["8:50: 'options' is too short"]),
        (
            f"{BLOCK}        options:\n          - {{code: a, label: A}}\n          - {{code: b, label: no}}\n"
            "          - {code: c, label: 3}\n",
            ["14:30: expected words, found 3; put it in quotes if it is meant as words"],
        ),
        (
            f"{BLOCK}        options:\n          - {{code: a, label: A, records: {{barrier: [caring, carng]}}}}\n"
            "          - {code: b, label: B}\n",
            ["12:52: unknown barrier 'carng'; did you mean 'caring'?"],
        ),
        ("      - text\n", ["8:9: expected a mapping, found 'text'"]),
    ],
)
def test_a_fault_of_a_question_has_its_line_and_column(questions: str, faults: list[str]) -> None:
    """And no fault is added to those there are: a section is not called empty because its one question is wrong."""
    text = f"{HEAD}sections:\n  - id: only\n    title: Only\n    questions:\n{questions}"
    assert faults_of(text) == faults


@pytest.mark.parametrize(
    ("change", "to", "faults"),
    [
        ("version: 1", "version: one", ["2:10: input should be a valid integer, unable to parse string as an integer"]),
        ("version: 1", "version: 0", ["2:10: input should be greater than or equal to 1"]),
        (
            "sections:\n",
            "sections: 3\nsection:\n",
            ["4:11: expected a list, found 3", "5:1: unknown key 'section'; did you mean 'sections'?"],
        ),
        ("title: Small", "title: 3", ["3:8: expected words, found 3; put it in quotes if it is meant as words"]),
        (
            "title: Small\n",
            "titel: Small\n",
            ["1:1: 'title' is missing", "3:1: unknown key 'titel'; did you mean 'title'?"],
        ),
        (
            "script: small",
            "script: Small Talk",
            ["1:9: an id is lower-case letters, digits and underscores, beginning with a letter"],
        ),
        ("kind: text", "kind: say", ["5:3: the script asks nothing"]),
        ("questions:\n      - {say: Hm?, id: a, kind: text}", "questions: []", ["7:16: 'questions' is too short"]),
    ],
)
def test_a_fault_of_the_script_has_its_line_and_column(change: str, to: str, faults: list[str]) -> None:
    assert faults_of(script_text("id: a, kind: text").replace(change, to)) == faults


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ("has_car and qqq", "12:29"),
        ("'has_car and qqq'", "12:30"),
        ('"has_car and qqq"', "12:30"),
        (">-\n          has_car and qqq", "13:23"),
        (">-\n          has_car\n          and qqq", "14:15"),
        ("|\n          has_car and\n            qqq", "14:13"),
        ("has_car\n          and qqq", "13:15"),
    ],
)
def test_a_fault_within_a_condition_has_its_own_place_over_however_many_lines_it_is_written(
    condition: str, place: str
) -> None:
    text = script_text("id: has_car, kind: yes_no")
    text += f"      - id: b\n        kind: text\n        say: Hm?\n        ask_if: {condition}\n"
    assert faults_of(text) == [f"{place}: unknown name 'qqq'"]


def test_a_fault_is_shown_with_its_line_and_a_caret_under_the_place() -> None:
    with pytest.raises(BankError) as refused:
        read_yaml("a: 1\nb: {c: 1, c: 2}\n", "bank/scripts/small.yaml")
    (fault,) = refused.value.faults
    assert fault.shown() == ("bank/scripts/small.yaml:2:11: 'c' is given twice\n    b: {c: 1, c: 2}\n              ^")


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        (Fault("f", 1, 1, "is empty"), "f:1:1: is empty"),
        (Fault("f", 1, 2, "no", "\tb"), "f:1:2: no\n     b\n     ^"),
        (Fault("f", 1, 4, "no", "a: \x1b[31m"), "f:1:4: no\n    a: ␛[31m\n       ^"),
    ],
)
def test_a_shown_fault_is_harmless_to_a_terminal(fault: Fault, shown: str) -> None:
    assert fault.shown() == shown


def test_the_mark_that_some_editors_put_before_utf_8_is_no_part_of_the_text() -> None:
    assert faults_of("\ufeff" + script_text("id: a, kind: text")) == []
    with pytest.raises(BankError) as refused:
        read_yaml("\ufeffa: {b: 1, b: 2}", "f.yaml")
    assert str(refused.value) == "f.yaml:1:11: 'b' is given twice"
    assert refused.value.faults[0].text == "a: {b: 1, b: 2}"


def test_windows_line_ends_change_no_place() -> None:
    text = script_text("id: a, kind: text", "id: b, kind: text, ask_if: qqq")
    assert faults_of(text.replace("\n", "\r\n")) == faults_of(text) == ["9:47: unknown name 'qqq'"]


def test_all_faults_are_named_at_once_in_the_order_of_the_file() -> None:
    text = script_text("id: a, kind: text, x: 1", "id: b, kind: txt", "id: c").replace("version: 1", "version: x")
    assert [fault.split(":")[0] for fault in faults_of(text)] == ["2", "8", "9", "10"]


def test_a_fault_is_said_once_however_often_it_is_found() -> None:
    fault: Any = Fault("f", 1, 1, "no")
    assert BankError([fault, fault]).faults == (fault,)
