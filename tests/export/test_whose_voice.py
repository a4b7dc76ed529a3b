"""A page puts in quotation marks what somebody would say of themselves, and makes it nobody else's words."""

from __future__ import annotations

from assessor.care.case import Case
from assessor.export import export_document
from assessor.journal import Answered, CallBegun, CallEnded, ClientRecorded, GoalWritten, StepWritten
from tests.care.conftest import ROSA, shipped_bank
from tests.export.client import case_of
from tests.export.test_told_of_harm import WORK


def case(
    step: str = "Ask Acas", harder: str = "My sister", signs: str = "I cry in the car", who: str = "My sister"
) -> Case:
    bank = shipped_bank()
    return case_of(
        [
            ClientRecorded(client=ROSA),
            CallBegun(script="first_assessment", version=2, bank=bank.fingerprint),
            *(Answered(question=question, value=value) for question, value in WORK.items()),
            GoalWritten(goal="g", what="Stay in work", owner="client", who=who),
            StepWritten(step="s", what=step, who=("adviser",)),
            Answered(question="goal1_what", value="Stay in work"),
            Answered(question="warning_signs", value=signs),
            Answered(question="if_harder", value=harder),
            CallEnded(),
        ],
        bank=bank,
    )


def page(made: Case, reader: str = "client") -> str:
    return " ".join(export_document(made, "txt", reader).decode().split())


def test_a_step_of_the_advisers_in_the_clients_words_is_quoted() -> None:
    assert "“Ask my manager for a later start”." in page(case("Ask my manager for a later start"))
    assert "“Ask Acas”" not in page(case())


def test_what_the_adviser_wrote_of_the_client_is_not_told_as_what_they_said() -> None:
    text = page(case(harder="husband", signs="cries"))
    assert "As we wrote it down: husband." in text
    assert "You would notice it by this: cries." in text
    assert "You said" not in text


def test_where_nobody_knows_who_helps_nobody_is_named() -> None:
    for unknown in ("Don't know", "don’t know.", "Not sure yet", "unsure", "I do not know"):
        made = case(who=unknown)
        assert "Who helps" not in page(made)
        assert unknown not in page(made, "therapist")
    assert "Who helps: My sister." in page(case())
