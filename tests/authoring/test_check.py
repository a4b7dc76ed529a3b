"""What an author is told of a bank: all that cannot stand, and all that cannot have been meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assessor.authoring.check import check_path
from tests.care.conftest import CATALOGUE, SCRIPT, TODAY, files
from tests.thorough import THOROUGH

PERSONA = """\
persona: ann_lee
about: Nobody in particular.
client: {name: Ann Lee}
script: small_call
answers:
  - employ_status: '01'
  - first_day_off: !days -20
  - note: since the fall
  - hours: !declined
decisions:
  - {suggestion: carers_leave, decision: accepted}
"""


def write(folder: Path, bank_files: dict[str, str]) -> Path:
    for name, text in bank_files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def check(path: Path | None, today: date = TODAY) -> list[str]:
    """The faults, each file by its name alone."""
    return [f"{Path(f.file).name}:{f.line}:{f.column}: {f.message}" for f in check_path(path, today)]


@THOROUGH
def test_the_shipped_bank_has_no_faults() -> None:
    """On the day its sources were last looked at; past the day for the next look, it says so."""
    assert check(None) == []


def test_a_bank_without_faults_has_none(tmp_path: Path) -> None:
    assert check(write(tmp_path, files(ann_lee=PERSONA))) == []


def test_faults_are_named_by_the_path_that_was_given(tmp_path: Path) -> None:
    folder = write(tmp_path / "bank", files(SCRIPT.replace("version: 1", "version: x")))
    assert [fault.file for fault in check_path(folder, TODAY)] == [f"{folder}/scripts/small_call.yaml"]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2027, 4, 6), []),
        (date(2027, 4, 7), ["small.yaml:16:82: workplace_meeting was to be reviewed by 2027-04-06"]),
    ],
)
def test_a_source_past_its_review_date_is_named(tmp_path: Path, today: date, found: list[str]) -> None:
    assert check(write(tmp_path, files()), today) == found


@pytest.mark.parametrize(
    "more",
    [
        "      - {id: extra, kind: text, say: Hm, ask_if: ¶employ_status == '01' and employ_status == '02'}",
        "      - {id: extra, kind: text, say: Hm, ask_if: ¶hours > 100}",
        "      - {id: extra, kind: text, say: Hm, ask_if: ¶consent_employer and employ_status == '02'}",
        "      - {id: extra, kind: text, say: Hm, ask_if: sick_pay == 'ssp' and hours == 1}",
        "      - {id: extra, kind: text, say: Hm, ask_if: meeting_date > today or employ_status == '02'}",
        "  - {id: m, title: M, ask_if: hours > 100, questions: [{id: ¶extra, kind: text, say: Hm}]}",
        "  - {id: m, title: M, ask_if: hours > 50, questions: [{id: extra, kind: text, say: H, ask_if: ¶hours < 50}]}",
        "  - {id: m, title: M, ask_if: hours > 50, questions: [{id: extra, kind: text, say: H, ask_if: hours < 60}]}",
    ],
)
def test_a_question_that_can_never_be_reached_is_named_at_its_condition(tmp_path: Path, more: str) -> None:
    """Or at its id, where the section's condition is what cannot be."""
    line, place = SCRIPT.count("\n") + 1, more.find("¶") + 1
    expected = [f"small_call.yaml:{line}:{place}: 'extra' can never be reached"] if place else []
    assert check(write(tmp_path, files(SCRIPT + more.replace("¶", "")))) == expected


@pytest.mark.parametrize(
    ("change", "to", "found"),
    [
        ("script: small_call", "script: smal_call", ["4:9: the bank has no script 'smal_call'"]),
        ("employ_status: '01'", "employ_status: '9'", ["6:20: employ_status: '9' is not one of its options: 01, 02"]),
        ("hours:", "houres:", ["9:13: houres: small_call has no question 'houres'; did you mean 'hours'?"]),
        ("!days -20", "!days 20", ["7:20: first_day_off: 8 December 2026 is still to come; takes a day up to today"]),
        (
            "!days -20",
            "!dayz -20",
            ["7:20: first_day_off: unknown tag !dayz; there are !declined, !unknown, !skip and !days"],
        ),
        ("carers_leave", "carer_leave", ["11:18: the catalogue has no 'carer_leave'"]),
        ("decision: accepted", "decision: maybe", ["11:42: 'maybe' is none of 'accepted' or 'set_aside'"]),
        (
            "{name: Ann Lee}",
            "{nam: Ann Lee}",
            ["3:9: 'name' is missing", "3:10: unknown key 'nam'; did you mean 'name'?"],
        ),
    ],
)
def test_a_persona_that_does_not_fit_its_script_is_named(
    tmp_path: Path, change: str, to: str, found: list[str]
) -> None:
    bank = files(ann_lee=PERSONA.replace(change, to))
    assert check(write(tmp_path, bank)) == [f"ann_lee.yaml:{fault}" for fault in found]


# ---- one file


def test_one_file_of_a_bank_is_read_among_the_others(tmp_path: Path) -> None:
    """A catalogue speaks of the scripts' questions, a persona answers them: by themselves they cannot be judged."""
    folder = write(tmp_path, files(ann_lee=PERSONA))
    for name in files(ann_lee=PERSONA):
        assert check(folder / name) == []


def test_of_one_file_only_its_own_faults_are_named(tmp_path: Path) -> None:
    folder = write(tmp_path, files(SCRIPT, CATALOGUE.replace("sickness_weeks", "sick_weks"), ann_lee=PERSONA))
    (fault,) = check_path(folder / "catalogue/small.yaml", TODAY)
    assert (fault.file, fault.line) == (str(folder / "catalogue/small.yaml"), 12)


def test_a_file_whose_neighbours_cannot_be_read_is_not_called_faultless(tmp_path: Path) -> None:
    folder = write(tmp_path, files(SCRIPT.replace("version: 1", "version: x")))
    assert check(folder / "catalogue/small.yaml") == check(folder / "scripts/small_call.yaml") != []


def test_a_script_by_itself_can_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    assert check(path) == []
    path.write_text(SCRIPT.replace("title: Only", "titel: Only"), encoding="utf-8")
    assert check(path) == [
        "draft.yaml:7:5: 'title' is missing",
        "draft.yaml:8:5: unknown key 'titel'; did you mean 'title'?",
    ]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"\xff")
    assert check(path) == ["draft.yaml:1:1: is not UTF-8 (byte 0)"]
    assert check(tmp_path / "nowhere") == [
        "nowhere:1:1: is no bank: it has no scripts/*.yaml, and no service.yaml to lay it over the shipped bank"
    ]


EXPECTING = """\
persona: ann_lee
about: Nobody in particular.
client: {name: Ann Lee}
script: small_call
answers: [{employ_status: '01'}, {off_sick_now: yes}, {worries: [mother]}, {sick_pay: ssp}]
expect: EXPECT
"""


@pytest.mark.parametrize(
    ("expect", "fault"),
    [
        ("{situation: off_sick, aim: return, barriers: [caring], needs: []}", ""),
        ("{suggestions: [sick_pay_check, carers_leave], therapist_requests: [], adjustments: [], doubts: []}", ""),
        ("{never: [therapy_fear_of_return]}", ""),
        ("{situation: in_work}", "6:21: expected in_work, and it is off_sick"),
        ("{barriers: [caring, childcare]}", "6:20: expected also childcare"),
        ("{barriers: []}", "6:20: expected not caring"),
        (
            "{suggestions: [workplace_meeting, carers_leave]}",
            "6:23: expected also workplace_meeting, and not sick_pay_",
        ),
        ("{never: [carers_leave]}", "6:17: carers_leave is offered, and must not be"),
        ("{route: [off_sick_now, employ_status]}", "6:17: expected not employment_type"),
        ("{barriers: [caring], barier: []}", "6:30: unknown key 'barier'; did you mean 'barriers'?"),
    ],
)
def test_what_does_not_follow_from_a_personas_answers_is_named(tmp_path: Path, expect: str, fault: str) -> None:
    folder = write(tmp_path, files(ann=EXPECTING.replace("EXPECT", expect)))
    assert [one[: len(f"ann.yaml:{fault}")] for one in check(folder)] == ([f"ann.yaml:{fault}"] if fault else [])
