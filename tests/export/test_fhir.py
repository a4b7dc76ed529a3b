"""The plan for a health record is a valid FHIR R4 bundle, whatever happened in a case and whatever people typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from fhir.resources.R4B.bundle import Bundle
from markdown_it import MarkdownIt
from pydantic import ValidationError

from assessor.care.case import Case, read_case
from assessor.export import ExportRefused, export_document
from assessor.export.fhir import bundle, fhir
from assessor.journal import (
    Act,
    Attempted,
    Commented,
    Consented,
    Exported,
    StepWritten,
    Submitted,
)
from assessor.wording import visible
from tests.counting import calls
from tests.export.client import BANK, WORDS, finished
from tests.export.fhir_cases import (
    BY_HAND,
    CASES,
    EVERYDAY,
    GOAL,
    KEY,
    NOT_TO_LEAVE,
    Json,
    hostile,
    later,
    one,
    persona,
    resources,
)
from tests.export.fhir_r4 import (
    CODES,
    CONTROL,
    OURS,
    SYSTEMS,
    broken_rules,
    code_elements,
    leaves,
    parts,
    read_narrative,
    references,
)
from tests.records.samples import HARD_EVERYDAY, HARD_TEXT
from tests.thorough import picked


@pytest.fixture(params=picked(CASES, EVERYDAY), scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]()


@pytest.fixture(scope="module")
def made(case: Case) -> Json:
    read: Json = json.loads(export_document(case, "fhir", "therapist"))
    return read


@pytest.fixture(scope="module")
def model(made: Json) -> Bundle:
    return Bundle.model_validate(made)


class TestValid:
    """Whatever happened in a case, its bundle is valid R4, as far as it can be told without a terminology server."""

    def test_the_models_of_a_well_kept_library_take_it_and_give_it_back_the_same(
        self, made: Json, model: Bundle
    ) -> None:
        assert json.loads(model.model_dump_json()) == made

    def test_every_code_is_in_the_list_that_its_element_is_bound_to(self, model: Bundle) -> None:
        for path, code in code_elements(model):
            assert code in CODES[path], path

    def test_every_coding_is_of_a_list_that_is_named_here_or_of_our_own(self, model: Bundle) -> None:
        for part in parts(model):
            if type(part).__name__ == "Coding":
                system, code = part.system, part.code  # type: ignore[attr-defined]
                assert code in SYSTEMS.get(system, ()) or system.startswith(f"{OURS}CodeSystem/"), system

    def test_references_lead_to_a_resource_of_the_bundle_of_a_type_that_may_stand_there(
        self, made: Json, model: Bundle
    ) -> None:
        types = {each["fullUrl"]: each["resource"]["resourceType"] for each in made["entry"]}
        found = list(references(model))
        assert found
        for path, to, allowed in found:
            assert types[to] in allowed or "Resource" in allowed, path
        every = re.findall(r'"reference": "([^"]*)"', json.dumps(made))
        assert set(every) <= set(types)

    def test_ids_are_ids_and_no_two_the_same(self, made: Json) -> None:
        ids = [made["id"], *(each["resource"]["id"] for each in made["entry"])]
        assert all(re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", name) for name in ids)
        assert len(ids) == len(set(ids))
        assert all(each["fullUrl"] == f"urn:uuid:{each['resource']['id']}" for each in made["entry"])

    def test_nothing_is_empty_and_no_text_has_a_control_character(self, made: Json) -> None:
        for path, value in leaves(made):
            assert value not in ("", None, [], {}), path
            assert not (isinstance(value, str) and (CONTROL.search(value) or not value.strip())), path

    def test_it_breaks_no_rule_that_a_library_does_not_know(self, made: Json) -> None:
        assert [broken for each in made["entry"] for broken in broken_rules(each["resource"])] == []

    def test_the_narrative_is_plain_xhtml(self, made: Json) -> None:
        read_narrative(one(made, "CarePlan")["text"]["div"])

    def test_the_one_difference_between_r4_and_r4b_does_not_bite(self, made: Json) -> None:
        """R4B lets more be the subject of an Observation; ours is always the client."""
        client = f"urn:uuid:{one(made, 'Patient')['id']}"
        assert {each["subject"]["reference"] for each in resources(made, "Observation")} <= {client}

    def test_it_is_the_same_to_the_byte_made_again(self, case: Case) -> None:
        assert fhir(case) == fhir(read_case(case.id, case.entries, lambda _: case.calls[0].bank))


def test_each_further_line_of_a_plan_is_as_much_work_as_the_one_before_it() -> None:
    """So that no plan is slow to hand over. The work is counted in calls, and not timed."""

    def work(lines: int) -> int:
        steps = [StepWritten(step=f"s{n}", what="Ring Joan", who=("client",), goal=KEY) for n in range(lines)]
        case = later(finished(), *steps)
        assert len(case.plan.actions) >= lines  # folded before what is made of it is counted
        return calls(lambda: fhir(case))

    twenty, forty, eighty = map(work, (20, 40, 80))
    assert eighty - forty <= 2.1 * (forty - twenty)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plan: plan.update(colour="red"),
        lambda plan: plan.pop("status"),
        lambda plan: plan.update(id="a b"),
        lambda plan: plan.update(created="yesterday"),
    ],
    ids=["unknown element", "required element", "id", "day"],
)
def test_the_library_refuses_what_is_not_valid(spoil: Callable[[Json], object]) -> None:
    """So that its taking the bundles above means something."""
    made = bundle(finished())
    spoil(made["entry"][0]["resource"])
    with pytest.raises(ValidationError):
        Bundle.model_validate(made)


UNSEEN: list[Act] = [
    Exported(reader="therapist", format="fhir"),
    Submitted(),
    Commented(text="Have you asked the GP?"),
    Attempted(outcome="no_answer"),
]


@pytest.mark.parametrize("act", UNSEEN, ids=lambda act: act.act)
def test_what_changes_no_word_of_the_plan_changes_no_byte_of_the_bundle(act: Act) -> None:
    case = later(finished(), *BY_HAND)
    assert fhir(later(case, act, by="Somebody Else")) == fhir(case)


def test_an_earlier_version_is_made_again_to_the_byte() -> None:
    first = finished()
    made = fhir(first)
    now = later(first, Exported(reader="therapist", format="fhir"), GOAL, Consented(reader="gp", given=True))
    assert fhir(now.at_version(1, lambda _: BANK)) == made
    assert fhir(now) != made


def shown(hard: str) -> str:
    """The text with what is no character, or acts, made visible."""
    return re.sub("[\ufffe\uffff]", "\ufffd", visible(hard))


def in_one_line(hard: str) -> str:
    return " ".join(shown(hard).split())


@pytest.fixture(params=picked(HARD_TEXT, HARD_EVERYDAY), scope="module")
def hard(request: pytest.FixtureRequest) -> str:
    return HARD_TEXT[request.param]


@cache
def hostile_bundle(hard: str) -> Json:
    made: Json = json.loads(fhir(hostile(hard)))
    return made


class TestHardText:
    """Text from people is text: in JSON, in the narrative's XHTML, and in the notes, which FHIR reads as Markdown."""

    @pytest.fixture
    def made(self, hard: str) -> Json:
        return hostile_bundle(hard)

    def test_it_stands_in_strings_as_typed_with_control_characters_made_visible(self, made: Json, hard: str) -> None:
        (name,) = one(made, "Patient")["name"][:1]
        assert name["text"] == in_one_line(f"Ines Marlowe {hard}")
        answers = [each["answer"][0] for each in one(made, "QuestionnaireResponse")["item"] if "answer" in each]
        assert {"valueString": shown(f"{WORDS['health']} {hard}".strip()).strip()} in answers

    def test_it_makes_no_element_of_the_narrative(self, made: Json, hard: str) -> None:
        div = one(made, "CarePlan")["text"]["div"]
        plain = one(hostile_bundle("word"), "CarePlan")["text"]["div"]
        assert re.findall(r"<[^>]*>", div) == re.findall(r"<[^>]*>", plain)
        assert in_one_line(hard).rstrip(".") in "".join(read_narrative(div).itertext())

    def test_it_makes_no_markup_of_a_note(self, made: Json, hard: str) -> None:
        found = list(_notes(made))
        assert found
        for text in found:
            tokens = [token for block in _markdown().parse(text) for token in (block, *(block.children or ()))]
            assert {token.type for token in tokens} <= {"paragraph_open", "inline", "text", "paragraph_close"}, text
            words = "".join(token.content for token in tokens if token.type == "text")
            label, _, said = words.partition(": ")
            assert label in LABELS
            assert said
        assert any(in_one_line(hard) in _rendered(text) for text in found)


LABELS = {
    "Whose it is to carry", "By", "Who helps", "What could get in the way", "Agreed with the employer",
    "In the client's words", "How it stands", "Passed on", "The answer that calls for it",
    "Where", "What they said", "Agreed", "Safety", "If things get harder, in the client's words", "Next contact",
    "May be shared with the therapist", "May be shared with the GP", "May be shared with the employer",
    "The therapist's answer",
}  # fmt: skip
"""What a note begins with: with such words before it, no text stands at the beginning of a line."""


def _notes(made: Json) -> Iterator[str]:
    for each in made["entry"]:
        yield from (note["text"] for note in each["resource"].get("note", ()))


@cache
def _markdown() -> MarkdownIt:
    """A reader of the Markdown that FHIR means: GitHub's, in which addresses become links by themselves."""
    reader = MarkdownIt("gfm-like")
    assert reader.linkify is not None
    reader.linkify.set({"fuzzy_link": False, "fuzzy_ip": False, "fuzzy_email": True})
    return reader


def _rendered(text: str) -> str:
    inline = _markdown().parse(text)[1]
    return "".join(token.content for token in inline.children or () if token.type == "text")


@pytest.mark.parametrize("reader", ["client", "employer", "record"])
def test_it_is_made_for_the_therapist_alone(reader: str) -> None:
    with pytest.raises(ExportRefused):
        export_document(later(finished(), Consented(reader="employer", given=True)), "fhir", reader)


@pytest.mark.parametrize("name", sorted(NOT_TO_LEAVE))
def test_without_consent_or_a_call_nothing_is_made(name: str) -> None:
    with pytest.raises(ExportRefused):
        export_document(persona(name), "fhir", "therapist")


def test_a_consent_that_was_withdrawn_stops_it() -> None:
    with pytest.raises(ExportRefused, match="therapist"):
        export_document(later(finished(), Consented(reader="therapist", given=False)), "fhir", "therapist")
