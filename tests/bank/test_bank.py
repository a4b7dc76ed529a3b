"""A bank read from its files: what it holds, by what it is known, and what is wrong in it by file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.bank.loader import read_bank, read_files
from assessor.yaml_source import BankError
from tests.care.conftest import CATALOGUE, SCRIPT, call, faults, files, shipped_bank, small_bank

PERSONA = """\
persona: ann_lee
about: Nobody in particular.
client: {name: Ann Lee}
script: small_call
"""


def test_the_shipped_bank_reads_and_has_its_script_its_catalogue_and_its_personas() -> None:
    bank = shipped_bank()
    assert "first_assessment" in bank.courses
    assert len(bank.interventions) >= 50
    assert len(bank.personas) >= 1


def test_a_bank_holds_what_its_files_hold() -> None:
    bank = read_bank(files(ann=PERSONA))
    assert list(bank.courses) == ["small_call"]
    assert list(bank.interventions) == ["carers_leave", "workplace_meeting", "therapy_fear_of_return", "sick_pay_check"]
    assert list(bank.personas) == ["ann_lee"]


BARE = """\
- id: keep_in_touch
  title: Keeping in touch
  offer_if: {offer}
  who: [client]
"""


def test_a_catalogue_file_may_be_just_the_list() -> None:
    bank = read_bank({**files(), "catalogue/more.yaml": BARE.format(offer="client.name != ''")})
    assert bank.interventions["keep_in_touch"].who == ("client",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (BARE.format(offer="nobody"), "catalogue/more.yaml:3:13: unknown name 'nobody'"),
        (BARE.format(offer="client.name != ''") + "  whoo: x\n", "catalogue/more.yaml:5:3: unknown key 'whoo'"),
    ],
)
def test_a_fault_in_a_bare_list_has_its_place(text: str, fault: str) -> None:
    with pytest.raises(BankError, match=fault):
        read_bank({**files(), "catalogue/more.yaml": text})


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("smal_call", "the bank has no script 'smal_call'; did you mean 'small_call'?"),
        ("zzz", "the bank has no script 'zzz'; it has small_call"),
    ],
)
def test_a_script_that_is_not_there_is_named_with_the_nearest(wanted: str, message: str) -> None:
    with pytest.raises(KeyError) as missing:
        small_bank().course(wanted)
    assert missing.value.args == (message,)


# ---- the fingerprint


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"scripts/small_call.yaml": SCRIPT.replace("Employment", "employment")}, False),
        ({"scripts/small_call.yaml": SCRIPT + "\n"}, False),
        ({"scripts/small_call.yaml": SCRIPT + "# a remark\n"}, False),
        ({"catalogue/small.yaml": CATALOGUE.replace("Acas", "ACAS")}, False),
        ({"catalogue/more.yaml": "catalogue: more\n"}, False),
        ({"personas/ann_lee.yaml": PERSONA}, True),
    ],
)
def test_the_fingerprint_changes_with_any_letter_of_script_or_catalogue(change: dict[str, str], same: bool) -> None:
    """The personas are no part of it: no call rests on them."""
    found = read_bank(files() | change).fingerprint
    assert (found == small_bank().fingerprint) is same
    assert len(found) == 64


def test_the_fingerprint_is_the_files_whatever_their_order_or_folder() -> None:
    turned = dict(reversed(files().items()))
    assert read_bank(turned, "elsewhere").fingerprint == small_bank().fingerprint


def test_the_same_texts_under_other_names_are_another_bank() -> None:
    one, two = "catalogue: one\n", "catalogue: two\n"
    first = read_bank(files() | {"catalogue/a.yaml": one, "catalogue/b.yaml": two})
    second = read_bank(files() | {"catalogue/a.yaml": two, "catalogue/b.yaml": one})
    assert first.fingerprint != second.fingerprint


# ---- rules


def test_a_rule_that_speaks_of_a_question_the_script_lacks_is_never_true() -> None:
    """One catalogue serves every script of the bank; of what this script does not ask, nothing is known."""
    other = (
        "script: review\nversion: 1\ntitle: Review\nsections:\n  - id: s\n    title: S\n    questions:\n"
        "      - {id: still_off, kind: yes_no, say: Are you still off?}\n"
    )
    entries = (
        "catalogue: more\ninterventions:\n"
        "  - {id: a, title: A, offer_if: still_off}\n"
        "  - {id: b, title: B, offer_if: not still_off}\n"
        "  - {id: c, title: C, offer_if: not answered(still_off)}\n"
        "  - {id: d, title: D, offer_if: \"'housing' not in barriers\"}\n"
        "  - {id: e, title: E, offer_if: still_off or employ_status == '01'}\n"
    )
    bank = read_bank(files() | {"scripts/review.yaml": other, "catalogue/more.yaml": entries})
    values = call(("employ_status", "01")).values
    tests = {rule.entry.id: rule.test(values) for rule in bank.rules}
    assert {name: tests[name] for name in "abcde"} == {"a": None, "b": None, "c": None, "d": True, "e": True}


def test_rules_stand_in_the_catalogues_order_and_are_compiled_once() -> None:
    bank = small_bank()
    assert [rule.entry.id for rule in bank.rules] == list(bank.interventions)
    assert bank.rules is bank.rules


# ---- faults


PARTIES = "'client', 'adviser', 'employer', 'therapist', 'gp' or 'other'"


@pytest.mark.parametrize(
    ("change", "to", "fault"),
    [
        (
            "sickness_weeks >= 4",
            "sickness_weks >= 4",
            "12:43: unknown name 'sickness_weks'; did you mean 'sickness_weeks'?",
        ),
        ("'caring' in barriers", "'carng' in barriers", "5:16: unknown barrier 'carng'; did you mean 'caring'?"),
        ("sick_pay == 'ssp'", "sick_pay == 'sps'", "25:27: sick_pay has no option 'sps'; did you mean 'ssp'?"),
        ("sick_pay == 'ssp' or", "sick_pay = 'ssp' or", "25:24: this is not a condition"),
        ("words: {{ worries_words }}", "words: {{ zzz }}", "6:54: the text names 'zzz', which is not there"),
        ("it, {{ client.called }}", "it, {{ client.caled }}", "9:38: client has no 'caled'; did you mean 'called'?"),
        (
            "Ask {{ job_words }}",
            "Ask {{ jobb }}",
            "8:31: the text names 'jobb', which is not there; did you mean 'job'?",
        ),
        ("priority: soon", "priority: now", "15:15: 'now' is none of 'urgent', 'soon' or 'usual'"),
        ("who: [therapist]", "who: [therapst]", f"21:11: 'therapst' is none of {PARTIES}"),
        ("does: {client:", "does: {cleint:", f"9:12: 'cleint' is none of {PARTIES}"),
        ("publisher: Acas", "publishr: Acas", "16:30: unknown key 'publishr'; did you mean 'publisher'?"),
        ("valid_to: 2027-04-05", "valid_to: 2026-04-05", "28:13: valid_to lies before valid_from"),
        ("id: sick_pay_check", "id: carers_leave", "23:9: 'carers_leave' is given twice"),
    ],
)
def test_a_fault_of_the_catalogue_is_named_by_file_line_and_column(change: str, to: str, fault: str) -> None:
    assert CATALOGUE.count(change) == 1
    assert faults(files(catalogue=CATALOGUE.replace(change, to))) == [f"bank/catalogue/small.yaml:{fault}"]


def test_faults_of_all_files_are_named_at_once() -> None:
    found = faults(
        files(
            SCRIPT.replace("version: 1", "version: x"),
            CATALOGUE.replace("title: A guide", "titel: A guide"),
            ann="persona: ann",
        )
    )
    assert {fault.split(":")[0] for fault in found} == {
        "bank/scripts/small_call.yaml",
        "bank/catalogue/small.yaml",
        "bank/personas/ann.yaml",
    }


def test_a_fault_that_several_scripts_would_show_is_named_once() -> None:
    other = SCRIPT.replace("script: small_call", "script: other_call")
    changed = files(catalogue=CATALOGUE.replace("'caring' in", "'carng' in")) | {"scripts/other.yaml": other}
    assert len(faults(changed)) == 1


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"scripts/z.yaml": SCRIPT}, "bank/scripts/z.yaml:1:9: 'small_call' is given twice"),
        (
            {"personas/a.yaml": PERSONA, "personas/b.yaml": PERSONA},
            "bank/personas/b.yaml:1:10: 'ann_lee' is given twice",
        ),
        (
            {"catalogue/z.yaml": CATALOGUE.split("  - id: workplace_meeting")[0]},
            "bank/catalogue/z.yaml:3:9: 'carers_leave' is given twice",
        ),
    ],
)
def test_an_id_given_twice_over_files_is_refused_where_it_is_given_again(more: dict[str, str], fault: str) -> None:
    assert faults(files() | more) == [fault]


def test_a_script_and_a_catalogue_entry_may_have_one_id() -> None:
    """Their faults are still each named in their own file."""
    entry = "catalogue: more\ninterventions:\n  - {id: small_call, title: A, offer_if: employ_status == 'x'}\n"
    (fault,) = faults(files() | {"catalogue/more.yaml": entry})
    assert fault.startswith("bank/catalogue/more.yaml:3:")


# ---- folders


def test_a_folder_is_read_for_its_yaml_and_nothing_else(tmp_path: Path) -> None:
    for name, text in files(ann=PERSONA).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "scripts/notes.txt").write_text("no script", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/x.yaml").write_text("a: 1", encoding="utf-8")
    assert read_files(tmp_path) == files(ann=PERSONA)


@pytest.mark.parametrize("folders", [[], ["catalogue"], ["scripts"]])
def test_a_folder_that_is_no_bank_is_refused(tmp_path: Path, folders: list[str]) -> None:
    for name in folders:
        (tmp_path / name).mkdir()
    with pytest.raises(BankError) as refused:
        read_files(tmp_path)
    assert (
        str(refused.value)
        == f"{tmp_path}:1:1: is no bank: it has no scripts/*.yaml, and no service.yaml to lay it over the shipped bank"
    )


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/small.yaml").write_bytes(b"script: caf\xe9")
    with pytest.raises(BankError) as refused:
        read_files(tmp_path)
    assert str(refused.value) == f"{tmp_path / 'scripts/small.yaml'}:1:1: is not UTF-8 (byte 11)"


def test_a_folder_that_cannot_be_looked_into_is_said_in_words() -> None:
    with pytest.raises(BankError, match="cannot be read: File name too long"):
        read_files(Path("a" * 300))
