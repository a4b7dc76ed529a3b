"""A service's own folder, laid over the shipped bank: its words, its questions, its partners, its scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.authoring.check import check_path
from assessor.bank.loader import OWN, read_bank, read_files
from assessor.yaml_source import BankError
from tests.care.conftest import CATALOGUE, NOON, SCRIPT, files
from tests.thorough import THOROUGH

SERVICE = """\
service: southbank
name: Southbank Talking Therapies
partners:
  - {id: carers_hub, name: The Carers' Hub, kind: voluntary, helps_with: carers_leave, telephone: 01632 960555}
wording:
  - of: small_call.job.say
    instead_of: What is the job?
    say: What do you do for work, {{ client.called }}?
  - {of: small_call.worries.mother, instead_of: My mother needs me, say: Somebody needs me}
  - {of: carers_leave.title, instead_of: Time off to care, say: Leave for carers}
questions:
  - script: small_call
    after: job
    question: {id: bus, kind: yes_no, say: Do you come by bus?, ask_if: employ_status == '01'}
  - script: small_call
    after: bus
    question: {id: bus_line, kind: text, say: Which one?, ask_if: bus}
"""


def laid(service: str = SERVICE, **more: str) -> dict[str, str]:
    """The small bank as if it were the shipped one, with a service's folder laid over it."""
    return (
        files() | {f"{OWN}service.yaml": service} | {OWN + name.replace("__", "/"): text for name, text in more.items()}
    )


def faults(service: str, **more: str) -> list[str]:
    with pytest.raises(BankError) as refused:
        read_bank(laid(service, **more), "here")
    return [str(fault) for fault in refused.value.faults]


def test_a_services_words_stand_in_place_of_the_shipped_ones() -> None:
    bank = read_bank(laid())
    course = bank.course("small_call")
    job, worries = course.question("job"), course.question("worries")
    assert job is not None
    assert worries is not None
    assert job.say == "What do you do for work, {{ client.called }}?"
    assert worries.words(("mother",)) == "Somebody needs me"
    assert bank.interventions["carers_leave"].title == "Leave for carers"


def test_a_services_questions_stand_after_the_ones_they_name() -> None:
    names = [step.name for step in read_bank(laid()).course("small_call").questions]
    assert names[4:8] == ["job", "bus", "bus_line", "first_day_off"]


def test_a_services_partners_stand_beside_what_they_help_with() -> None:
    bank = read_bank(laid())
    assert [partner.name for partner in bank.partners("carers_leave")] == ["The Carers' Hub"]
    assert bank.partners("sick_pay_check") == ()


def test_a_script_or_entry_of_the_services_own_takes_the_place_of_the_shipped_one_of_its_id() -> None:
    mine = SCRIPT.replace("title: A small call", "title: Our call")
    entry = "catalogue: ours\ninterventions: [{id: carers_leave, title: Ours, offer_if: hours > 1, who: [client]}]\n"
    own = SERVICE.replace("  - {of: carers_leave.title, instead_of: Time off to care, say: Leave for carers}\n", "")
    bank = read_bank(laid(own, scripts__ours=mine, catalogue__ours=entry))
    assert bank.course("small_call").script.title == "Our call"
    assert bank.interventions["carers_leave"].title == "Ours"
    assert len(bank.interventions) == 4


def test_the_bank_of_a_service_has_a_fingerprint_of_its_own() -> None:
    assert len({read_bank(made).fingerprint for made in (files(), laid(), laid(SERVICE.replace("bus?", "tram?")))}) == 3


@pytest.mark.parametrize(
    ("change", "to", "fault"),
    [
        ("of: small_call.job.say", "of: small_cal.job.say", "6:9: there is no script or catalogue"),
        ("of: small_call.job.say", "of: small_call.jbo.say", "6:9: 'small_call.jbo.say' names no text of"),
        ("of: carers_leave.title", "of: carers_leave.because", "10:10: 'carers_leave.because': of a cat"),
        ("helps_with: carers_leave", "helps_with: carer_leave", "4:74: the catalogue has no 'carer_leave';"),
        ("after: job", "after: jobs", "13:12: small_call has no question 'jobs'; did you"),
        ("script: small_call\n    after: job", "script: call\n    after: job", "12:13: no script 'call'"),
        ("{{ client.called }}", "{{ client.calld }}", "8:38: client has no 'calld'; did you mean 'called'?"),
        ("ask_if: employ_status == '01'", "ask_if: hrs > 1", "14:73: unknown name 'hrs'"),
        ("id: bus_line", "id: bus", "17:20: the id 'bus' is given twice"),
        ("kind: voluntary", "kind: volunteer", "4:51: 'volunteer' is none of"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_where_the_service_wrote_it(change: str, to: str, fault: str) -> None:
    assert change in SERVICE
    found = faults(SERVICE.replace(change, to))
    assert any(one.startswith(f"here/service.yaml:{fault}") for one in found), found


def test_a_fault_after_an_added_question_still_has_the_place_of_the_shipped_file() -> None:
    broken = laid() | {
        "scripts/small_call.yaml": SCRIPT.replace("ask_if: answered(meeting_date)", "ask_if: answered(meting)")
    }
    with pytest.raises(BankError) as refused:
        read_bank(broken, "here")
    line = SCRIPT[: SCRIPT.index("ask_if: answered(meeting_date)")].count("\n") + 1
    assert [fault.file for fault in refused.value.faults] == ["question_banks/scripts/small_call.yaml"]
    assert [fault.line for fault in refused.value.faults] == [line]


@pytest.mark.parametrize(
    ("shipped", "more", "fault"),
    [
        (
            SCRIPT.replace("say: What is the job?", "say: What is your job?"),
            {},
            "here/service.yaml:7:17: the shipped words have changed; they are now: What is your job?",
        ),
        (
            SCRIPT.replace("version: 1", "version: 4"),
            {"scripts__ours": SCRIPT},
            "here/service.yaml:1:1: made_for lacks small_call: 4, the version that your own script takes the place of",
        ),
    ],
)
def test_what_the_shipped_bank_changes_beneath_a_service_is_reported(
    shipped: str, more: dict[str, str], fault: str
) -> None:
    bank = read_bank(laid(SERVICE, **more) | {"scripts/small_call.yaml": shipped}, "here")
    assert [str(one) for one in bank.outdated] == [fault]


def test_a_service_that_names_the_version_it_was_made_for_hears_of_the_next() -> None:
    own = SERVICE + "made_for: {small_call: 1}\n"
    made = {number: laid(own, scripts__ours=SCRIPT) for number in (1, 2)}
    made[2]["scripts/small_call.yaml"] = SCRIPT.replace("version: 1", "version: 2")
    assert read_bank(made[1], "here").outdated == []
    (fault,) = read_bank(made[2], "here").outdated
    assert str(fault).endswith("the shipped small_call is now version 2; see what changed, then write 2 here")


def write(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "service.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_with_a_service_file_is_laid_over_the_shipped_bank(tmp_path: Path) -> None:
    folder = write(tmp_path / "ours", "service: ours\nname: Ours\n")
    bank = read_bank(read_files(folder), str(folder))
    assert "first_assessment" in bank.courses
    assert bank.service is not None


@THOROUGH
def test_a_check_says_that_the_safety_protocol_is_still_the_stand_in(tmp_path: Path) -> None:
    """And nothing else."""
    folder = write(tmp_path / "ours", "service: ours\nname: Ours\n")
    (fault,) = check_path(folder, NOON.date())
    assert str(fault).startswith(f"{folder}/service.yaml:1:1: the safety protocol is still the stand-in")
    (folder / "scripts").mkdir()
    own = "script: safety\nversion: 1\ntitle: Ours\nstage: protocol\nsections:\n  - id: a\n    title: A\n"
    own += "    questions: [{id: ring_duty, kind: say, say: Ring the duty clinician.}]\n"
    (folder / "scripts" / "safety.yaml").write_text(own, encoding="utf-8")
    (folder / "service.yaml").write_text("service: ours\nname: Ours\nmade_for: {safety: 3}\n", encoding="utf-8")
    assert check_path(folder, NOON.date()) == []


def test_a_bank_that_stands_alone_is_not_laid_over_anything(tmp_path: Path) -> None:
    for name, text in files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(read_bank(read_files(tmp_path)).courses) == ["small_call"]
    assert CATALOGUE in read_files(tmp_path).values()
