"""An older version leaves by what holds today: told to whoever exports it, or refused where it would mislead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assessor.acts.leaving import to_heed
from assessor.acts.sharing import choose_for_employer, consent
from assessor.care.case import Case
from assessor.export import ExportRefused, as_exported, export_document, exported
from assessor.export.before_export import heed
from assessor.journal import (
    Act,
    Answered,
    CallEnded,
    ClientRecorded,
    Consented,
    Decided,
    GoalWritten,
    Replied,
    SafetyNoted,
)
from tests.care.records import Records
from tests.care.test_other_jobs import BOTH, CARE, OPENED, STEP
from tests.care.test_other_jobs import called as employed
from tests.care.test_refusals_kept import IN_DEBT, ON_UC, called, one
from tests.export.client import BANK, WORDS, acts, by_hand, case_of, sharing

TODAY = date(2026, 5, 4)
EVERYTHING = [*acts(WORDS.__getitem__), *by_hand(WORDS.__getitem__)]
QUIET = [act for act in EVERYTHING if not isinstance(act, SafetyNoted)]
LIMIT = (
    "as long as it is about the hours and the mornings and the rota and nothing that I said of my father's illness, "
    "and it must not go to Denise at all"
)
CHANGE = GoalWritten(goal="third", what="Something else altogether")


def later(reader: str, *since: Act, before: list[Act] = EVERYTHING, letter: str | None = None) -> tuple[Case, Case]:
    """Version 1 as it left, and the case as it stands after what was done since."""
    happened = [*before, sharing(case_of(before))]
    now = case_of([*happened, exported(case_of(happened), "txt", reader, letter), *since])
    assert now.version > 1
    return as_exported(now, 1, lambda _: BANK), now


def told(reader: str, *since: Act, **more: Any) -> str:
    """What whoever exports version 1 is told."""
    old, now = later(reader, *since, **more)
    export_document(old, "txt", reader, more.get("letter"), now)
    return "\n".join(heed(old, reader, more.get("letter"), TODAY, now))


def refusal(reader: str, *since: Act, **more: Any) -> str:
    """Why version 1 may not leave; nothing of it is told before."""
    old, now = later(reader, *since, **more)
    with pytest.raises(ExportRefused) as refused:
        export_document(old, "txt", reader, more.get("letter"), now)
    return str(refused.value)


@pytest.mark.parametrize("reader", ["therapist", "employer"])
def test_a_limit_that_was_set_since_is_told_whole(reader: str) -> None:
    assert f"They set a limit to this, or said something with it: “{LIMIT}”." in told(
        reader, Consented(reader=reader, given=True, words=LIMIT)
    )


def test_a_limit_in_a_letter_to_work_is_todays_too() -> None:
    assert LIMIT in told("employer", Consented(reader="employer", given=True, words=LIMIT), letter="meeting")


def test_a_limit_that_was_lifted_since_is_not_told() -> None:
    before = [*EVERYTHING, Consented(reader="therapist", given=True, words=LIMIT)]
    assert LIMIT not in told("therapist", Consented(reader="therapist", given=True, words="all of it"), before=before)


@pytest.mark.parametrize("reader", ["therapist", "record"])
@pytest.mark.parametrize("before", [QUIET, EVERYTHING], ids=["none raised", "one raised"])
def test_a_version_without_the_concern_that_was_raised_since_does_not_leave(reader: str, before: list[Act]) -> None:
    raised = SafetyNoted(field="words", text="I have the tablets beside me", page="another")
    assert "does not hold what was raised about safety since" in refusal(reader, raised, before=before)
    assert "as it was" in told("client", raised, before=before)


def test_a_concern_that_is_not_passed_on_is_told_with_the_clients_copy_of_an_older_version() -> None:
    raised = SafetyNoted(field="words", text="I have the tablets beside me", page="another")
    assert "A concern is not yet passed on" in told("client", raised, before=QUIET)


def test_that_a_concern_was_passed_on_since_is_told() -> None:
    waits = [act for act in EVERYTHING if not (isinstance(act, SafetyNoted) and act.field in ("told", "told_at"))]
    passed = told("therapist", SafetyNoted(field="told", text="Farah Nasser"), before=waits)
    assert "What stands on a safety page reads otherwise now, or was passed on since" in passed


def test_what_changed_since_is_counted_and_the_version_that_stands_says_nothing_of_it() -> None:
    assert "This is version 1 as it was; the plan now stands at version 2, with 1 line new since." in told(
        "client", CHANGE
    )
    _, now = later("client", CHANGE)
    assert "as it was" not in "\n".join(heed(now, "client", None, TODAY, now))


def test_a_name_and_pronouns_that_were_put_right_are_told() -> None:
    client = next(act.client for act in EVERYTHING if isinstance(act, ClientRecorded))
    right = client.model_copy(update={"called": "Max", "pronouns": "they/them"})
    words = told("client", ClientRecorded(client=right))
    assert "The client was then Ines Marlowe, called Ines, and is now Ines Marlowe, called Max (they/them)" in words


def test_another_next_call_is_told() -> None:
    words = told("client", Answered(question="next_on", value="2026-05-14"))
    assert "It gives 12 May 2026 as the next call; that is now 14 May 2026." in words


def test_a_withdrawal_of_what_the_clients_copy_says_of_sharing_is_told() -> None:
    words = told("client", Consented(reader="employer", given=False))
    assert "What it says of sharing and of being rung is otherwise now: the employer, withdrawn." in words


def test_words_of_the_therapist_that_are_not_for_the_client_any_more_do_not_leave() -> None:
    reply = next(act for act in EVERYTHING if isinstance(act, Replied))
    before = [*EVERYTHING, reply.model_copy(update={"for_client": True})]
    assert "no longer for the client to read" in refusal("client", reply, before=before)


@pytest.mark.parametrize(
    ("answers", "body", "name"),
    [(IN_DEBT, "debt_adviser", "debt_advice"), (ON_UC, "benefits_adviser", "benefits_check")],
)
@pytest.mark.parametrize("reader", ["client", "therapist", "record"])
def test_a_version_by_which_somebody_is_rung_whom_the_client_refused_since_does_not_leave(
    answers: list[tuple[str, Any]], body: str, name: str, reader: str
) -> None:
    made = _agreed(answers, name)
    old = made.case
    export_document(old, "txt", reader)
    made.hand(exported(old, "txt", reader), consent(body, False))
    with pytest.raises(ExportRefused, match="has said no to that since; nothing was written"):
        export_document(made.case.at_version(old.version, made.desk.bank), "txt", reader, None, made.case)
    export_document(made.case, "txt", reader)


def test_where_it_may_go_is_what_was_said_last() -> None:
    made = called([*IN_DEBT, ("safe_to_send", ["post", "email"])])
    version = made.case.version
    made.hand(exported(made.case, "txt", "client")).say(("safe_to_send", ["email"]))
    looks = to_heed(made.desk, made.case, "client", None, made.case.at_version(version, made.desk.bank))
    assert any(look.startswith("Safe to send: by email. Not safe, since they did not name it: ") for look in looks)
    made.say(("safe_to_send", ["nothing"]))
    with pytest.raises(ExportRefused, match="others at home may read them"):
        export_document(made.case.at_version(version, made.desk.bank), "txt", "client", None, made.case)


AGAIN: list[tuple[str, Any]] = [*OPENED, ("employment_type", "employee"), ("hours", 24)]
OTHER_JOB: list[tuple[str, list[list[tuple[str, Any]]]]] = [
    ("another main job", [[*AGAIN, ("work_news", ["new_job"])]]),
    ("out of work and back", [[*OPENED[:2], ("employ_status", "02")], AGAIN]),
]


@pytest.mark.parametrize("letter", [None, "meeting", "adjustments"])
@pytest.mark.parametrize(("what", "since"), OTHER_JOB)
def test_a_version_made_for_the_old_employer_does_not_leave_under_the_new_ones_yes(
    what: str, since: list[list[tuple[str, Any]]], letter: str | None
) -> None:
    told_person = ("work_contact", "Mrs Pike, 0161 496 0000")
    made = employed(*OPENED, *CARE, *BOTH, told_person).hand(STEP)
    made.hand(choose_for_employer(made.case.plan, ["step s"]))
    version = made.case.version
    made.hand(exported(made.case, "txt", "employer", letter))
    for answers in since:
        made.call(*answers, script="review")
    made.hand(Consented(reader="employer", given=True), choose_for_employer(made.case.plan, ["step s"]))
    old = made.case.at_version(version, made.desk.bank)
    with pytest.raises(ExportRefused, match="was made for another employer"):
        export_document(old, "txt", "employer", letter, made.case)
    page = export_document(made.case, "txt", "employer", letter).decode()
    assert "Pike" not in page
    assert "Rowan" not in page


def _agreed(answers: list[tuple[str, Any]], name: str) -> Records:
    made = called(answers)
    made.case = made.desk.write(made.case, CallEnded(), made.case.calls[-1].id)
    assert one(made.case.plan, name).rings
    return made.hand(Decided(suggestion=name, decision="accepted"))
