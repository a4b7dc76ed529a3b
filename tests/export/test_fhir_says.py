"""What the bundle for a health record says is what the plan says, and nothing more is claimed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from assessor.bank.personas import replay
from assessor.care.case import Case, read_case
from assessor.care.fingerprint import fingerprint
from assessor.care.replay import CallMade
from assessor.care.replay import case_of as headless_case
from assessor.export.fhir import bundle
from assessor.journal import (
    Act,
    Answered,
    Client,
    ClientRecorded,
    Decided,
    Entry,
    Exported,
    NotAnswered,
    Replied,
    Reviewed,
    SafetyNoted,
    Submitted,
)
from tests.care.conftest import shipped_bank
from tests.export.client import WORDS, case_of, finished
from tests.export.fhir_cases import (
    ALL,
    ASKED,
    BY_HAND,
    CASES,
    GOAL,
    Json,
    later,
    one,
    persona,
    resources,
    shipped,
    signed,
    unfinished,
)
from tests.export.fhir_r4 import (
    OURS,
)
from tests.records.samples import SCRIPT, small_bank


class TestPlan:
    """The plan says how it stands, and holds everything else together."""

    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("after a call", "draft"), ("not finished", "draft"), ("signed", "active"),
            ("changed since it was signed", "draft"), ("persona jozef_horvath", "draft"),
        ],
    )  # fmt: skip
    def test_it_is_a_draft_until_somebody_signed_it(self, name: str, status: str) -> None:
        assert one(bundle(CASES[name]()), "CarePlan")["status"] == status

    def test_signed_once_support_has_ended_it_is_completed(self) -> None:
        case = persona("jozef_horvath")
        at = case.entries[-1].at + timedelta(days=1)
        handed_in = Entry(id="90000", at=at, by="Dan Price", act=Submitted())
        review = Entry(id="90001", at=at, by="Sara Quill", act=Reviewed(decision="signed"))
        plan = one(bundle(case.with_entries([handed_in, review], shipped)), "CarePlan")
        assert plan["status"] == "completed"
        assert plan["period"] == {"start": "2025-07-11", "end": "2026-10-20"}

    def test_it_speaks_of_every_goal_barrier_concern_and_call(self) -> None:
        made = bundle(later(finished(), *BY_HAND))
        plan = one(made, "CarePlan")

        def of(kind: str) -> list[Json]:
            return [{"reference": f"urn:uuid:{each['id']}"} for each in resources(made, kind)]

        assert plan["goal"] == of("Goal")
        assert plan["addresses"] == of("Condition")
        for each in (*of("Observation"), *of("QuestionnaireResponse")):
            assert each in plan["supportingInfo"]

    def test_a_concern_for_safety_comes_first_with_whom_it_was_passed_to_and_no_level(self) -> None:
        made = bundle(finished())
        first = one(made, "CarePlan")["supportingInfo"][0]["reference"]
        (concern,) = [each for each in resources(made, "Observation") if f"urn:uuid:{each['id']}" == first]
        assert concern["valueString"] == WORDS["safety_words"]
        assert concern["note"][0]["text"] == "Passed on: to Farah Nasser 11.20"
        assert "not an assessment of risk" in concern["code"]["text"]
        assert "interpretation" not in concern

    def test_one_that_was_not_passed_on_says_so(self) -> None:
        made = bundle(case_of([*ALL, SafetyNoted(field="told", text="")]))
        assert "Passed on: not yet" in json.dumps(made)
        assert "not yet passed on" in one(made, "CarePlan")["text"]["div"]

    def test_a_concern_keeps_its_name_when_another_call_raises_one(self) -> None:
        def concerns(case: Case) -> dict[str, str]:
            found = [each for each in resources(bundle(case), "Observation") if "risk" in each["code"]["text"]]
            return {each["id"]: each["effectiveDateTime"] for each in found}

        case = persona("oluwaseun_adeyemi_clarke")
        before = read_case(case.id, [e for e in case.entries if e.call in ("", case.calls[0].id)], shipped)
        assert len(concerns(before)) == 1
        assert concerns(before).items() <= concerns(case).items()
        assert len(concerns(case)) == 2

    def test_that_none_was_raised_is_said_too(self) -> None:
        calm = bundle(case_of([act for act in ALL if not isinstance(act, SafetyNoted)]))
        assert "Safety: none raised in any call" in [each["text"] for each in one(calm, "CarePlan")["note"]]

    def test_steps_say_who_does_what_by_when_and_how_far_they_are(self) -> None:
        made = bundle(later(finished(), *BY_HAND))
        plan, goals = one(made, "CarePlan"), resources(made, "Goal")
        details = {each["detail"]["code"]["text"]: each["detail"] for each in plan["activity"] if "detail" in each}
        ring = details["Ring Joan"]
        assert ring["status"] == "not-started"
        assert ring["scheduledString"] == "Friday"
        assert ring["reasonCode"] == [{"text": "she asked"}]
        assert ring["goal"] == [{"reference": f"urn:uuid:{goals[0]['id']}"}]
        adviser = f"urn:uuid:{resources(made, 'Practitioner')[0]['id']}"
        assert ring["performer"] == [{"reference": adviser}, {"display": "GP"}]
        assert details["Buy an alarm clock"]["status"] == "cancelled"
        assert details["Buy an alarm clock"]["statusReason"] == {"text": "Her sister has one"}
        assert details["Meeting the manager before going back"]["description"] == WORDS["meeting"]

    def test_a_plan_that_goes_on_has_no_end_and_a_call_that_goes_on_is_in_progress(self) -> None:
        plan = one(bundle(unfinished()), "CarePlan")
        assert plan["period"] == {"start": "2026-05-04"}
        contact = plan["activity"][0]["detail"]
        assert contact["status"] == "in-progress"
        assert contact["scheduledPeriod"] == {"start": "2026-05-04T11:00:35Z"}

    def test_the_next_contact_is_scheduled(self) -> None:
        last = one(bundle(finished()), "CarePlan")["activity"][-1]["detail"]
        assert last["status"] == "scheduled"
        assert last["scheduledPeriod"]["start"] == "2026-05-12"


class TestCodes:
    """SNOMED CT's codes stand where the national data set has them, and nowhere else."""

    def snomed(self, made: Json) -> list[tuple[str, str]]:
        found = []
        for each in made["entry"]:
            resource = each["resource"]
            steps = [a["detail"]["code"] for a in resource.get("activity", ()) if "detail" in a]
            for code in [*steps, *([resource["code"]] if "code" in resource else [])]:
                for coding in code.get("coding", ()):
                    if coding["system"] == "http://snomed.info/sct":
                        assert "display" not in coding
                        found.append((coding["code"], code["text"]))
        return found

    def test_a_contact_is_an_advisers_and_no_treatment(self) -> None:
        made = bundle(finished())
        assert self.snomed(made) == [
            ("1098051000000103", "Employment adviser contact"),
            ("1098051000000103", "Employment adviser contact"),
            ("1098041000000101", "Referral to employment support"),
        ]
        assert one(made, "CarePlan")["category"][0]["text"] == "Employment support; not treatment"

    def test_a_questionnaire_between_two_calls_is_no_contact(self) -> None:
        plan = one(bundle(persona("anil_deshmukh_farrow")), "CarePlan")
        contacts = [
            each["detail"]["description"]
            for each in plan["activity"]
            if "detail" in each and each["detail"]["code"]["text"] == "Employment adviser contact"
        ]
        assert contacts == ["First assessment", "Follow-up call", "23 November 2026 at 11am"]

    def test_what_sends_the_client_to_somebody_else_is_signposting_and_ips_a_referral(self) -> None:
        found = {
            step: code
            for name in shipped_bank().personas
            for code, step in self.snomed(bundle(persona(name)) if persona(name).call else {"entry": []})
        }
        assert found["Ring Acas about rights at work"] == "975131000000104"
        assert found["Individual Placement and Support (IPS)"] == "1082611000000105"
        assert "Asking for adjustments at work" not in found


class TestGoals:
    """A goal is the client's, in their words, with what was written beside it and where they have been with it."""

    @pytest.fixture
    def made(self) -> Json:
        return bundle(later(finished(), *BY_HAND))

    @pytest.fixture
    def goal(self, made: Json) -> Json:
        return resources(made, "Goal")[1]

    def test_it_has_what_was_written(self, goal: Json) -> None:
        assert goal["lifecycleStatus"] == "active"
        assert goal["description"] == {"text": GOAL.what}
        assert goal["target"][0]["dueDate"] == "2026-12-18"
        assert goal["target"][0]["detailString"] == "Joan signs the rota"
        assert goal["category"][0]["coding"][0]["code"] == "retain"
        assert [each["text"] for each in goal["note"]] == [
            "Whose it is to carry: employer",
            "By: 18 December",
            "Who helps: Joan",
            "What could get in the way: Mum's tablets",
            "Agreed with the employer: Joan Reyes on 11 May 2026",
        ]

    def test_the_client_expresses_it(self, made: Json, goal: Json) -> None:
        assert goal["expressedBy"] == goal["subject"] == {"reference": f"urn:uuid:{one(made, 'Patient')['id']}"}

    def test_it_addresses_the_barriers_and_needs_that_it_answers(self, made: Json, goal: Json) -> None:
        by_id = {f"urn:uuid:{each['resource']['id']}": each["resource"] for each in made["entry"]}
        answered = [by_id[each["reference"]] for each in goal["addresses"]]
        assert [each["resourceType"] for each in answered] == ["Condition", "Condition", "Observation"]
        assert answered[0]["code"]["text"] == "worry about going back"

    def test_its_ratings_are_measured_by_a_code_of_our_own_each_on_its_day(self, made: Json, goal: Json) -> None:
        by_id = {f"urn:uuid:{each['resource']['id']}": each["resource"] for each in made["entry"]}
        ratings = [by_id[each["reference"]] for each in goal["outcomeReference"]]
        assert [(each["valueInteger"], each["effectiveDateTime"]) for each in ratings] == [
            (4, "2026-05-05"),
            (7, "2026-05-05"),
        ]
        assert {each["code"]["coding"][0]["code"] for each in ratings} == {"goal-rating"}
        assert {each["focus"][0]["reference"] for each in ratings} == {f"urn:uuid:{goal['id']}"}

    def test_a_rating_of_0_is_there(self, made: Json) -> None:
        assert 0 in [each.get("valueInteger") for each in resources(made, "Observation")]

    def test_one_that_was_let_go_says_why_and_one_that_was_reached_that_it_was(self, made: Json) -> None:
        let_go, reached = resources(made, "Goal")[2:]
        assert (let_go["lifecycleStatus"], let_go["statusReason"]) == ("cancelled", "She likes the 42")
        assert reached["lifecycleStatus"] == "completed"
        assert reached["achievementStatus"]["coding"][0]["code"] == "achieved"


class TestRequests:
    """What is asked of the therapist is a proposal, and stands as they answered it."""

    def request(self, *happened: Act) -> Json:
        made = bundle(later(finished(), GOAL, ASKED, *happened))
        return next(each for each in resources(made, "ServiceRequest") if each["code"]["text"] == ASKED.what)

    @pytest.mark.parametrize(
        ("happened", "status"),
        [
            ((), "active"),
            ((Replied(request="s", answer="accepted"),), "active"),
            ((Replied(request="s", answer="not_now"),), "on-hold"),
            ((Replied(request="s", answer="done"),), "completed"),
            ((ASKED.model_copy(update={"state": "done"}),), "completed"),
            ((Replied(request="s", answer="not_now"), Replied(request="s", answer="done")), "completed"),
        ],
        ids=["none yet", "accepted", "not now", "done", "done, as the adviser wrote", "not now, then done"],
    )
    def test_its_status_is_the_answer(self, happened: tuple[Act, ...], status: str) -> None:
        assert self.request(*happened)["status"] == status

    def test_one_that_was_dropped_is_revoked(self) -> None:
        dropped = Decided(suggestion="picture_the_day", decision="accepted", progress="dropped")
        assert resources(bundle(case_of([*ALL, dropped])), "ServiceRequest")[0]["status"] == "revoked"

    def test_it_says_who_asks_whom_why_by_when_and_for_which_goal(self) -> None:
        made = bundle(later(finished(), GOAL, ASKED))
        names = {f"urn:uuid:{each['id']}": each["name"][0]["text"] for each in resources(made, "Practitioner")}
        request = self.request()
        assert request["intent"] == "proposal"
        assert names[request["requester"]["reference"]] == "Dan Price"
        assert names[request["performer"][0]["reference"]] == "Farah Nasser"
        assert request["performerType"] == {"text": "CBT therapist"}
        assert request["reasonCode"] == [{"text": "awake at four"}]
        assert request["occurrenceTiming"] == {"code": {"text": "soon"}}
        assert request["supportingInfo"] == [{"reference": f"urn:uuid:{resources(made, 'Goal')[1]['id']}"}]

    def test_the_answer_stands_in_the_therapists_words_with_its_day(self) -> None:
        request = self.request(Replied(request="s", answer="not_now", words="After the summer", name="F. Nasser"))
        assert request["note"] == [
            {
                "authorString": "F. Nasser",
                "time": "2026-05-05",
                "text": "The therapist's answer: not now: After the summer",
            }
        ]

    def test_what_is_only_proposed_or_was_set_aside_is_not_asked(self) -> None:
        asked = [each["code"]["text"] for each in resources(bundle(finished()), "ServiceRequest")]
        assert asked == [WORDS["request"], "Referral to employment support"]

    def test_what_the_answers_would_no_longer_suggest_is_revoked(self) -> None:
        made = bundle(case_of([*ALL, Answered(question="dread", value="no")]))
        assert resources(made, "ServiceRequest")[0]["status"] == "revoked"
        assert "Nothing is asked yet." in one(made, "CarePlan")["text"]["div"]

    def test_a_therapist_without_a_name_is_the_therapist(self) -> None:
        client = Client(name="Ines Marlowe", reference="TT-10001")
        made = bundle(case_of([ClientRecorded(client=client), *ALL[1:]]))
        assert resources(made, "ServiceRequest")[0]["performer"] == [{"display": "therapist"}]
        assert [each["name"][0]["text"] for each in resources(made, "Practitioner")] == ["Dan Price"]


class TestBarriers:
    """A barrier is what the client says is in the way, and never a diagnosis."""

    def test_it_is_unconfirmed_said_by_the_client_and_not_on_the_problem_list(self) -> None:
        made = bundle(finished())
        for each in resources(made, "Condition"):
            assert each["verificationStatus"]["coding"][0]["code"] == "unconfirmed"
            assert each["asserter"] == each["subject"]
            assert "not a diagnosis" in each["category"][0]["text"]
            assert {coding["system"] for coding in each["code"]["coding"]} == {f"{OURS}CodeSystem/barrier"}
        assert "problem-list-item" not in json.dumps(made)

    def test_the_clients_words_stand_with_it_and_no_note_of_the_advisers_does(self) -> None:
        found = {each["code"]["text"]: each for each in resources(bundle(finished()), "Condition")}
        assert [each["text"] for each in found["sleep and tiredness"]["note"]] == [
            "In the client's words: Poor sleep",
        ]

    def test_what_was_said_again_is_of_the_later_call(self) -> None:
        made = bundle(persona("tomos_eurig_bowen"))
        _, again = resources(made, "QuestionnaireResponse")
        (need,) = [each for each in resources(made, "Observation") if "working for oneself" in json.dumps(each)]
        assert need["derivedFrom"] == [{"reference": f"urn:uuid:{again['id']}"}]
        assert need["effectiveDateTime"] == again["authored"][:10]

    def test_one_that_is_gone_is_inactive_and_not_resolved(self) -> None:
        made = bundle(persona("anil_deshmukh_farrow"))
        found = {each["code"]["text"]: each for each in resources(made, "Condition")}
        gone, there = found["effects of medication"], found["leaving home or travelling"]
        assert gone["clinicalStatus"]["coding"][0]["code"] == "inactive"
        assert there["clinicalStatus"]["coding"][0]["code"] == "active"
        assert "How it stands: better" in [each["text"] for each in there["note"]]


class TestCalls:
    """Each call is a response to its script at its version, with the answers as they were given."""

    def items(self, made: Json) -> dict[str, Json]:
        return {item["linkId"]: item for item in one(made, "QuestionnaireResponse")["item"]}

    @pytest.mark.parametrize(
        ("question", "answers"),
        [
            ("situation", [{"valueCoding": {"system": f"{OURS}CodeSystem/answer-situation", "code": "off_sick",
                                            "display": "Yes, but off sick"}}]),
            ("burdens", [{"valueCoding": {"system": f"{OURS}CodeSystem/answer-burdens", "code": code, "display": label}}
                         for code, label in (("sleep", "Poor sleep"), ("caring", "Looking after someone"))]),
            ("dread", [{"valueBoolean": True}]),
            ("may_therapist", [{"valueBoolean": True}]),
            ("hours", [{"valueInteger": 30}]),
            ("goal_now", [{"valueInteger": 3}]),
            ("first_day", [{"valueDate": "2026-03-09"}]),
            ("role", [{"valueString": WORDS["role"]}]),
        ],
    )  # fmt: skip
    def test_answers_have_the_type_of_their_question(self, question: str, answers: list[Json]) -> None:
        assert self.items(bundle(finished()))[question]["answer"] == answers

    def test_a_number_too_large_for_an_integer_of_fhir_is_a_decimal(self) -> None:
        large = small_bank(script=SCRIPT.replace("max: 120", "max: 99999999999"))
        case = case_of([*ALL, Answered(question="hours", value=2**31)], bank=large)
        assert self.items(bundle(case))["hours"]["answer"] == [{"valueDecimal": 2**31}]

    @pytest.mark.parametrize(
        ("asked", "text", "changed", "value", "answer"),
        [
            (
                "hours",
                "kind: number, short: Hours",
                "kind: number, step: 0.25, short: Hours",
                37.5,
                {"valueDecimal": 37.5},
            ),
            ("hours", "kind: number, short: Hours", "kind: number, step: 0.25, short: Hours", 38, {"valueDecimal": 38}),
            ("next_at", "kind: text, short: At", "kind: time, short: At", "09:05", {"valueTime": "09:05:00"}),
        ],
    )
    def test_what_has_parts_is_a_decimal_and_a_time_is_a_time(
        self, asked: str, text: str, changed: str, value: Any, answer: Json
    ) -> None:
        bank = small_bank(script=SCRIPT.replace(text, changed))
        made = bundle(case_of([*ALL, Answered(question=asked, value=value)], bank=bank))
        assert self.items(made)[asked]["answer"] == [answer]

    def test_it_names_script_and_version_and_asks_in_the_clients_own_name(self) -> None:
        made = bundle(finished())
        response = one(made, "QuestionnaireResponse")
        assert response["questionnaire"] == f"{OURS}Questionnaire/short_call|2"
        assert self.items(made)["goal"]["text"] == "What would you like to have done?"

    @pytest.mark.parametrize(("reason", "code"), [("declined", "asked-declined"), ("unknown", "asked-unknown")])
    def test_why_there_is_no_answer_is_said(self, reason: Any, code: str) -> None:
        case = case_of([*ALL, NotAnswered(question="role", reason=reason)])
        assert self.items(bundle(case))["role"] == {
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": code}],
            "linkId": "role",
            "text": "What is the job?",
        }

    @pytest.mark.parametrize(
        ("happened", "question"),
        [
            ([*ALL, NotAnswered(question="role", reason="skip")], "role"),
            ([*ALL, Answered(question="situation", value="in_work")], "first_day"),
            (ALL[:3], "role"),
        ],
        ids=["left for later", "off the route", "not put"],
    )
    def test_what_is_no_answer_is_not_there(self, happened: list[Act], question: str) -> None:
        assert question not in self.items(bundle(case_of(happened)))

    @pytest.mark.parametrize(
        ("name", "statuses"),
        [
            ("after a call", ["completed"]), ("not finished", ["in-progress"]), ("answered after its end", ["amended"]),
            ("persona oluwaseun_adeyemi_clarke", ["stopped", "completed", "completed", "completed"]),
        ],
    )  # fmt: skip
    def test_its_status_is_how_the_call_stands(self, name: str, statuses: list[str]) -> None:
        made = bundle(CASES[name]())
        assert [each["status"] for each in resources(made, "QuestionnaireResponse")] == statuses


class TestOrigin:
    """Who, when, and which version; and nothing that looks like a signature."""

    def test_it_says_who_wrote_it_from_whom_and_with_which_fingerprint(self) -> None:
        case = finished()
        origin = one(bundle(case), "Provenance")
        assert [each["type"]["coding"][0]["code"] for each in origin["agent"]] == ["author", "informant", "assembler"]
        assert origin["recorded"] == "2026-05-04T11:26:50Z"
        assert origin["entity"][0]["what"]["identifier"]["value"] == fingerprint(case)
        assert f"version 1, fingerprint {fingerprint(case)}" in origin["entity"][0]["what"]["display"]

    def test_a_review_is_a_verifiers_and_no_signature(self) -> None:
        made = bundle(signed(finished()))
        origin, review = resources(made, "Provenance")
        assert [each["type"]["coding"][0]["code"] for each in origin["agent"]] == ["author", "informant", "assembler"]
        assert (origin["recorded"], review["recorded"]) == ("2026-05-04T11:26:50Z", "2026-05-05T11:48:00Z")
        assert [each["type"]["coding"][0]["code"] for each in review["agent"]] == ["verifier"]
        names = {f"urn:uuid:{each['id']}": each["name"][0]["text"] for each in resources(made, "Practitioner")}
        assert names[review["agent"][0]["who"]["reference"]] == "Sara Quill"
        assert "signature" not in json.dumps(made)
        assert "Reviewed by Sara Quill" in one(made, "CarePlan")["text"]["div"]

    def test_the_client_is_told_of_as_far_as_the_record_goes(self) -> None:
        client = one(bundle(finished()), "Patient")
        assert set(client) == {"resourceType", "id", "identifier", "name", "birthDate"}
        assert client["identifier"] == [
            {"type": {"text": "Reference of the employment support service"}, "value": "TT-10001"}
        ]

    def test_a_goal_keeps_its_name_from_version_to_version_and_the_bundle_does_not(self) -> None:
        first = later(finished(), Exported(reader="therapist", format="fhir"))
        second = later(first, GOAL)
        before, after = bundle(first), bundle(second)
        assert second.version == first.version + 1
        assert resources(before, "Goal")[0]["id"] == resources(after, "Goal")[0]["id"]
        assert before["id"] != after["id"]


def test_decisions_without_a_goal_or_a_day_leave_no_gap() -> None:
    """An agreed suggestion of which nothing more was written is a step all the same."""
    made = bundle(case_of([*ALL, Decided(suggestion="carers_leave", decision="accepted")]))
    details = [each["detail"] for each in one(made, "CarePlan")["activity"] if "detail" in each]
    leave = next(each for each in details if each["code"]["text"] == "Leave for carers")
    assert leave["status"] == "not-started"
    assert "scheduledString" not in leave


def test_what_a_script_calls_private_leaves_in_no_bundle() -> None:
    """Where somebody was during the call, that they might be heard, their word for "stop": of use in it alone."""
    course = shipped_bank().course("first_assessment")
    answers = {"identity": "confirmed", "can_talk": "careful", "where_now": "my car", "stop_word": "the door"}
    day = date(2026, 11, 18)
    acts, _ = replay(answers, course, day)
    case = headless_case(shipped_bank(), Client(name="Rosa Okafor"), [CallMade(course, day, acts)])
    assert case.calls[0].interview.answer("where_now") == "my car"
    made = json.dumps(bundle(case))
    told = {words: words in made for words in ("QuestionnaireResponse", "someone may hear", "my car", "the door")}
    assert [words for words, stands in told.items() if stands] == ["QuestionnaireResponse"]
