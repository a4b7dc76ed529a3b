"""Cited facts: each figure of law stands once, is quoted by its id, and says how sure it is wherever it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from assessor.bank.loader import OWN, read_bank
from assessor.export import export_document
from assessor.journal import Act, Answered, CallBegun, ClientRecorded, Decided
from assessor.views.plan_lines import told_source
from assessor.yaml_source import BankError
from tests.care.conftest import CATALOGUE, ROSA, SCRIPT, files, shipped_bank
from tests.export.client import case_of

FACTS = """\
facts: small
cited:
  - id: rate
    title: A rate
    states: "{{ week }} for up to {{ weeks }}"
    parts: {week: £100 a week, weeks: 28 weeks}
    from: 2026-04-06
    to: 2027-04-05
    jurisdiction: Great Britain
    publisher: GOV.UK
    url: https://www.gov.uk/rate
    checked_on: 2026-11-01
    review_by: 2027-04-06
    standing: confirmed
  - id: limit
    title: A limit
    states: three months less a day
    jurisdiction: Great Britain
    publisher: A solicitor
    url: https://www.example.org/limit
    checked_on: 2026-11-01
    review_by: 2027-04-06
    standing: secondary
  - id: rumour
    title: A rumour
    states: it may change
    jurisdiction: England
    review_by: 2027-04-06
    standing: unconfirmed
  - id: law_to_come
    title: A law to come
    states: six months
    from: 2027-01-01
    jurisdiction: Great Britain
    publisher: GOV.UK
    url: https://www.gov.uk/to-come
    checked_on: 2026-11-01
    review_by: 2027-04-06
    standing: expected
  - {id: ours, title: Our own example, states: an example, jurisdiction: England, publisher: us, standing: own_example}
"""
QUOTING = CATALOGUE.replace(
    "    explain_to_client: Ask {{ job_words }} about time off.\n",
    "    explain_to_client: Ask {{ job_words }} about time off. It is {{ fact.rate_week }}.\n",
).replace(
    'does: {client: "Ask about it, {{ client.called }}."}',
    'does: {client: "{{ fact.rate }}, {{ client.called }}.", employer: "'
    '{{ fact.limit }}; {{ fact.rumour }}; {{ fact.law_to_come }}"}',
)


def with_facts(script: str = SCRIPT, catalogue: str = QUOTING, facts: str = FACTS, **more: str) -> dict[str, str]:
    return files(script, catalogue) | {"facts/law.yaml": facts} | {n.replace("__", "/"): t for n, t in more.items()}


def refused(**changed: str) -> list[str]:
    with pytest.raises(BankError) as error:
        read_bank(with_facts(**changed))
    return [str(fault) for fault in error.value.faults]


# ---- quoting


def test_a_text_quotes_a_fact_or_a_part_of_it_and_one_that_is_not_certain_says_so() -> None:
    bank = read_bank(with_facts())
    entry = bank.interventions["carers_leave"]

    def told(text: str) -> str:
        return bank.text(text).fill(lambda name: "Ann")

    assert told("It is {{ fact.rate_week }}.") == "It is £100 a week."
    assert told(entry.does["employer"]) == (
        "three months less a day (as reported); it may change (not confirmed); six months (expected)"
    )
    assert told("{{ fact.rate }} and {{ fact.ours }}") == "£100 a week for up to 28 weeks and an example"
    assert bank.text(entry.does["employer"]).quotes == ("limit", "rumour", "law_to_come")


def test_a_script_quotes_a_fact_and_its_conditions_reckon_with_one() -> None:
    script = SCRIPT.replace(
        "say: What are you paid?\n        ask_if: situation == 'off_sick'",
        "say: Is it {{ fact.rate_week }}?\n        ask_if: sickness_weeks >= fact.rate_weeks",
    )
    course = read_bank(with_facts(script)).course("small_call")
    test = course.steps[course.at["sick_pay"]].test
    assert [test({"sickness_weeks": weeks}) for weeks in (27, 28)] == [False, True]
    assert course.texts["sick_pay", "say"].fill(str) == "Is it £100 a week?"


def test_a_source_that_is_a_fact_takes_what_the_fact_knows_and_keeps_what_it_says_itself() -> None:
    catalogue = QUOTING.replace(
        "source: {title: A rule, valid_from: 2026-04-06, valid_to: 2027-04-05}",
        "source: {fact: rate, valid_from: 2026-04-06}",
    )
    source = read_bank(with_facts(catalogue=catalogue)).interventions["sick_pay_check"].source
    assert source is not None
    assert (source.title, source.publisher, source.url) == ("A rate", "GOV.UK", "https://www.gov.uk/rate")
    assert (str(source.valid_from), source.valid_to) == ("2026-04-06", None)
    assert source.doubt == ""


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("rate", "GOV.UK · A rate · Great Britain · https://www.gov.uk/rate · checked 1 November 2026"),
        (
            "limit",
            "A solicitor · A limit · Great Britain · https://www.example.org/limit · "
            "reported by others, not confirmed by its own publisher · looked up 1 November 2026",
        ),
        ("rumour", "A rumour · England · not confirmed"),
        ("ours", "us · Our own example · England · our own example"),
    ],
)
def test_the_line_that_says_on_whose_word_says_how_sure_it_is(fact: str, told: str) -> None:
    catalogue = QUOTING.replace(
        "source: {title: A rule, valid_from: 2026-04-06, valid_to: 2027-04-05}", f"source: {{fact: {fact}}}"
    )
    assert told_source(read_bank(with_facts(catalogue=catalogue)).interventions["sick_pay_check"].source) == told


def test_a_question_may_still_be_called_fact() -> None:
    """A bank of before there were facts reads as it did."""
    script = SCRIPT.replace(
        "- {id: goal, kind: text", "- {id: fact, kind: text, say: A fact?}\n      - {id: goal, kind: text"
    )
    script = script.replace("say: What is the first step?", "say: '{{ fact }} you said. What is the first step?'")
    assert read_bank(files(script)).course("small_call").texts["step", "say"].fill(lambda name: name) == (
        "fact you said. What is the first step?"
    )


# ---- what cannot stand


@pytest.mark.parametrize(
    ("change", "to", "fault"),
    [
        (
            "fact.rate_week }}",
            "fact.rat_week }}",
            "catalogue/small.yaml:8:69: fact has no 'rat_week'; did you mean 'rate_week'?",
        ),
        (
            "{title: A rule,",
            "{fact: rates,",
            "catalogue/small.yaml:28:20: there is no fact 'rates'; did you mean 'rate'?",
        ),
        ("{title: A rule, ", "{", "catalogue/small.yaml:28:13: 'title' is missing"),
    ],
)
def test_a_quote_of_no_fact_is_named_where_it_stands(change: str, to: str, fault: str) -> None:
    assert change in QUOTING
    assert refused(catalogue=QUOTING.replace(change, to)) == [fault]


def test_a_condition_that_reckons_with_no_figure_is_named() -> None:
    script = SCRIPT.replace(
        "say: What are you paid?\n        ask_if: situation == 'off_sick'",
        "say: What?\n        ask_if: sickness_weeks >= fact.limit",
    )
    assert refused(script=script) == ["scripts/small_call.yaml:53:35: fact.limit is no number or day"]


@pytest.mark.parametrize(
    ("change", "to", "fault"),
    [
        ("{{ weeks }}", "{{ months }}", "3:5: states names 'months', which is no part of it"),
        ("week: £100 a week", "week: '{{ x }}'", "6:12: 'week': a part is plain words"),
        ("to: 2027-04-05", "to: 2026-04-05", "3:5: to lies before from"),
        ("    from: 2027-01-01\n", "", "what is expected needs the day from which it is expected"),
        ("    url: https://www.gov.uk/rate\n", "", "what is confirmed has an address and the day it was checked"),
        ("    review_by: 2027-04-06\n    standing: unc", "    standing: unc", "a day by which to look at it again"),
        ("England\n", "England\n    checked_on: 2026-11-01\n", "what nobody has confirmed has no day of checking"),
        ("publisher: us, ", "", "it needs a publisher: on whose word it stands"),
        ("standing: confirmed", "standing: sure", "'sure' is none of 'confirmed', 'secondary'"),
        ("title: A limit", "titel: A limit", "unknown key 'titel'; did you mean 'title'?"),
        ("id: limit", "id: rate", "'rate' is given twice"),
        ("id: limit", "id: rate_week", "both rate and rate_week would be quoted as fact.rate_week"),
    ],
)  # fmt: skip
def test_a_fact_that_does_not_hang_together_is_named(change: str, to: str, fault: str) -> None:
    assert change in FACTS
    found = refused(facts=FACTS.replace(change, to, 1))
    assert any(line.startswith("facts/law.yaml:") and fault in line for line in found), found


# ---- a service's own, and banks of before


def test_a_service_puts_a_fact_of_its_own_in_the_place_of_a_shipped_one() -> None:
    own = "facts: ours\ncited:\n" + FACTS.partition("cited:\n")[2].partition("  - id: limit")[0].replace("£100", "£101")
    laid = {f"{OWN}service.yaml": "service: here\nname: Here\n", f"{OWN}facts/law.yaml": own}
    bank = read_bank(with_facts() | laid)
    assert bank.text("{{ fact.rate_week }}").fill(str) == "£101 a week"
    assert bank.text("{{ fact.limit }}").fill(str) == "three months less a day (as reported)"


def test_a_bank_of_before_there_were_facts_has_none() -> None:
    assert read_bank(files()).facts == {}


def test_a_changed_figure_makes_another_bank() -> None:
    """So a call that has begun keeps the figures that it began with."""
    before, after = (read_bank(with_facts(facts=FACTS.replace("£100", rate))) for rate in ("£100", "£110"))
    assert before.fingerprint != after.fingerprint


# ---- the shipped bank

NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty[\w-]*)"
FIGURE = re.compile(
    rf"£|\d ?%|per cent|\b(?:in )?20[2-9]\d\b|\b{NUMBER} (?:working )?(?:day|week|month|year)s?\b|\baged? \d",
    re.IGNORECASE,
)
NO_LAW = {
    r"first_assessment.*gap.*(label|written)": "how long ago a job ended: an answer, and no rule",
    r"first_assessment.*contract_ends guide": "an example of an answer",
    r"(phq9|gad7).*say": "the words of a published questionnaire",
    r"adjustments .*": "how long an example of ours is to be tried for, and how far ahead a rota is asked for",
}
"""Where a length of time is no figure of law, and why."""


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{path} {key}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner, f"{path} {inner['id'] if isinstance(inner, dict) and 'id' in inner else ''}")


def shipped_texts() -> Iterator[tuple[str, str]]:
    bank = shipped_bank()
    for name, course in bank.courses.items():
        yield from strings(course.script.model_dump(exclude={"source"}), name)
    for entry in bank.interventions.values():
        yield from strings(entry.model_dump(exclude={"source"}), f"catalogue {entry.id}")
    for adjustment in bank.adjustments.values():
        yield from strings(adjustment.model_dump(exclude={"source"}), f"adjustments {adjustment.id}")
    for helpline in bank.helplines.values():
        yield from strings(helpline.model_dump(exclude={"source"}), f"helplines {helpline.id}")


def test_no_figure_of_law_stands_in_the_shipped_texts_but_by_its_fact() -> None:
    """Money, shares, ages, years and lengths of time are quoted, so that each is put right in one place."""
    found = [
        (place, figure[0])
        for place, text in shipped_texts()
        for figure in FIGURE.finditer(re.sub(r"\{\{.*?\}\}", "", text))
        if "£" in figure[0] or "%" in figure[0] or not any(re.fullmatch(known, place) for known in NO_LAW)
    ]
    assert found == []


@pytest.mark.parametrize("name", sorted(shipped_bank().facts))
def test_a_shipped_fact_that_somebody_read_names_the_page_and_the_day(name: str) -> None:
    fact = shipped_bank().facts[name]
    looked_up = fact.standing in ("confirmed", "secondary", "expected")
    assert bool(fact.url) == bool(fact.checked_on) == looked_up


@pytest.mark.parametrize("name", ["claims_since", "contract_claims", "unfair_dismissal", "carers_leave"])
def test_no_page_calls_what_is_not_confirmed_certain(name: str) -> None:
    """Where the words stand, the doubt stands after them; where it is a source, beside it on the therapist's page."""
    bank = shipped_bank()
    fact = bank.facts[name]
    mark = {"secondary": "as reported", "expected": "expected", "unconfirmed": "not confirmed"}[fact.standing]
    for words in (bank.names[f"fact.{quoted}"].words for quoted, _ in fact.quotable()):
        assert words.endswith(f" ({mark})")


def test_a_source_that_is_only_reported_says_so_on_the_therapists_page() -> None:
    bank = shipped_bank()
    entry = bank.interventions["carers_leave"]
    answers = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01"}
    answers |= {"off_sick_now": "no", "employment_type": "employee"}
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=bank.fingerprint),
        *(Answered(question=question, value=value) for question, value in answers.items()),
        Answered(question="circumstances", value=["caring"]),
        Decided(suggestion="carers_leave", decision="accepted"),
    ]
    page = export_document(case_of(acts, bank=bank), "txt", "therapist").decode()
    assert entry.source is not None
    told = f"{entry.source.publisher}, {entry.source.title}, {entry.source.doubt}"
    assert told in " ".join(page.split())
