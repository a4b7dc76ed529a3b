"""What an author hears of facts: past their day, come to pass, at a home page, quoted amiss; and the law page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assessor.authoring.check import check_path, unverified_at
from assessor.authoring.law_page import law_page
from assessor.bank.loader import read_bank
from tests.bank.test_facts import FACTS, QUOTING, with_facts
from tests.care.conftest import SCRIPT, shipped_bank
from tests.golden import Golden

LAW = Path(__file__).parents[2] / "docs" / "law.md"
NOVEMBER = date(2026, 11, 30)
Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Checks the small bank with some files changed, as an author does: faults by their place in the folder."""

    def check(today: date = NOVEMBER, **changed: str) -> list[str]:
        for name, text in with_facts(**changed).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return [str(fault).removeprefix(f"{tmp_path}/") for fault in check_path(tmp_path, today)]

    return check


# ---- the checks


def test_a_bank_whose_facts_are_in_order_has_no_fault(told: Told) -> None:
    assert told() == []


def test_a_fact_that_something_quotes_past_its_review_date_is_named_with_what_quotes_it(told: Told) -> None:
    """In a text, in a condition or as a source. One that nothing quotes waits for the law page's reader."""
    facts = FACTS.replace("standing: expected", "standing: confirmed")
    catalogue = QUOTING.replace("{title: A guide, publisher: Acas, checked_on: 2026-11-01, ", "{title: A guide, ")
    catalogue = catalogue.replace("review_by: 2027-04-06}", "review_by: 2028-04-06}")
    script = SCRIPT.replace(
        "situation == 'off_sick'\n        fills: status.SSPInd",
        "sickness_weeks >= fact.rate_weeks\n        fills: status.SSPInd",
    )
    assert told(date(2027, 4, 6), facts=facts, catalogue=catalogue, script=script) == []
    assert told(date(2027, 4, 7), facts=facts, catalogue=catalogue, script=script) == [
        "facts/law.yaml:13:16: rate was to be reviewed by 2027-04-06, and is quoted by carers_leave and small_call",
        "facts/law.yaml:22:16: limit was to be reviewed by 2027-04-06, and is quoted by carers_leave",
        "facts/law.yaml:28:16: rumour was to be reviewed by 2027-04-06, and is quoted by carers_leave",
        "facts/law.yaml:38:16: law_to_come was to be reviewed by 2027-04-06, and is quoted by carers_leave",
    ]
    unquoted = (
        catalogue.replace("{{ fact.rate_week }}", "much")
        .replace("{{ fact.rate }}", "Ask")
        .replace("{{ fact.limit }}; ", "")
    )
    unquoted = unquoted.replace("{{ fact.rumour }}; {{ fact.law_to_come }}", "Answer")
    assert told(date(2027, 4, 7), facts=facts, catalogue=unquoted) == []


def test_a_source_that_is_a_fact_is_due_when_the_fact_is(told: Told) -> None:
    catalogue = QUOTING.replace("{title: A rule, valid_from: 2026-04-06, valid_to: 2027-04-05}", "{fact: ours}")
    facts = FACTS.replace("publisher: us, ", "publisher: us, review_by: 2026-12-01, ")
    assert told(date(2026, 12, 2), facts=facts, catalogue=catalogue) == [
        "facts/law.yaml:40:109: ours was to be reviewed by 2026-12-01, and is quoted by sick_pay_check"
    ]


@pytest.mark.parametrize(("today", "come"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_what_is_expected_is_named_once_its_day_has_come(told: Told, today: date, come: bool) -> None:
    message = "law_to_come was expected from 1 January 2027; look it up, and say how it stands now"
    assert told(today) == ([f"facts/law.yaml:39:15: {message}"] if come else [])


@pytest.mark.parametrize("url", ["https://www.acas.org.uk", "https://www.acas.org.uk/", "http://gov.uk/#top"])
def test_an_address_that_is_a_home_page_is_named(told: Told, url: str) -> None:
    end = f"{url} is a home page; name the page that says it, or no address"
    facts = FACTS.replace("https://www.example.org/limit", url)
    catalogue = QUOTING.replace("publisher: Acas,", f"publisher: Acas, url: '{url}',")
    script = SCRIPT.replace("title: A small call\n", f"title: A small call\nsource: {{title: Topics, url: '{url}'}}\n")
    assert told(facts=facts, catalogue=catalogue, script=script) == [
        f"catalogue/small.yaml:16:52: workplace_meeting: {end}",
        f"facts/law.yaml:20:10: limit: {end}",
        f"scripts/small_call.yaml:4:30: small_call: {end}",
    ]


def test_a_page_found_by_a_query_is_no_home_page(told: Told) -> None:
    assert told(facts=FACTS.replace("https://www.example.org/limit", "https://www.example.org/?p=3")) == []


@pytest.mark.parametrize(
    ("fact", "standing"),
    [
        ("limit", "reported by others, not confirmed by its own publisher"),
        ("rumour", "not confirmed"),
        ("law_to_come", "expected, and not in force yet"),
    ],
)
def test_what_is_not_certain_is_not_said_to_a_client(told: Told, fact: str, standing: str) -> None:
    fault = f"{fact} is {standing}; what is said to a client leaves the figure out"
    catalogue = QUOTING.replace("It is {{ fact.rate_week }}", f"It is {{{{ fact.{fact} }}}}")
    assert told(catalogue=catalogue) == [f"catalogue/small.yaml:8:69: {fault}"]
    script = SCRIPT.replace(
        "say: What are you paid?", f"say: What are you paid?\n        probe: Is it {{{{ fact.{fact} }}}}?"
    )
    assert told(script=script) == [f"scripts/small_call.yaml:53:25: {fault}"]


def test_a_fact_in_words_that_nobody_fills_in_is_named(told: Told) -> None:
    script = SCRIPT.replace("label: My full pay", "label: 'My {{ fact.rate_week }}'")
    assert told(script=script) == [
        "scripts/small_call.yaml:56:40: a fact cannot be quoted here; no words are filled in"
    ]


# ---- what is not confirmed


def test_what_is_not_confirmed_is_listed_and_an_example_of_ours_is_not(tmp_path: Path) -> None:
    catalogue = QUOTING.replace("{title: A rule, valid_from: 2026-04-06, valid_to: 2027-04-05}", "{fact: ours}")
    script = SCRIPT.replace(
        "title: A small call\n", "title: A small call\nsource: {title: Topics, standing: own_example}\n"
    )
    for name, text in with_facts(script, catalogue).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [str(fault).removeprefix(f"{tmp_path}/") for fault in unverified_at(tmp_path)] == [
        "facts/law.yaml:23:15: limit: reported by others, not confirmed by its own publisher: A limit",
        "facts/law.yaml:29:15: rumour: not confirmed: A rumour",
        "facts/law.yaml:39:15: law_to_come: expected, and not in force yet: A law to come",
    ]


def test_no_example_of_ours_waits_to_be_verified() -> None:
    assert [fault.message for fault in unverified_at(None) if "example" in fault.message] == []


# ---- the law page


def test_the_law_page_tells_each_fact_with_its_dates_its_word_and_what_quotes_it() -> None:
    page = law_page(read_bank(with_facts()))
    assert page.startswith(
        "### A rate (confirmed)\n\n£100 a week for up to 28 weeks.\n\n"
        "- from 6 April 2026 to 5 April 2027 · Great Britain\n"
        "- GOV.UK · https://www.gov.uk/rate · checked 1 November 2026 · look again by 6 April 2027\n"
        "- `rate`, quoted by `carers_leave`\n\n### A limit (reported by others"
    )
    assert "### A rumour (not confirmed)\n\nIt may change.\n\n- England\n- no page found · look again by 6" in page
    assert page.endswith(
        "### Our own example (our own example)\n\nAn example.\n\n- England\n- us\n- `ours`, quoted by nothing yet"
    )


def test_the_law_page_of_the_shipped_bank_is_the_one_that_is_printed(golden: Golden) -> None:
    golden.section(LAW, "facts", law_page(shipped_bank()))
