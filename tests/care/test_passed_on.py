"""Who was told: what says that nobody was is not counted as passed on, and stays in sight as it was written."""

from __future__ import annotations

import pytest

from assessor.acts.reviewing import ask_before_handing_in, hand_in
from assessor.care.passed_on import tells_of_somebody
from assessor.care.plan import Concern
from assessor.export.before_export import heed
from assessor.journal import SafetyNoted
from assessor.records.errors import NotAllowed
from assessor.views.agreeing import waits_at_the_end
from assessor.views.phrasing import passed_on
from assessor.views.review_flags import review_flags
from tests.care.records import Records
from tests.records.samples import latest


@pytest.mark.parametrize(
    "words",
    [
        "nobody yet", "Nobody", "no one", "no-one, line dead", "Noone yet", "none", "NONE", "no", "not yet",
        "Not told yet", "n/a", "NA", "nil", "-", "?", "...", "to do", "TBC", "t.b.a.", "tried duty, no answer",
        "Tried Dr Lund twice", "duty line: no reply", "Dr Lund, not answering", "left a message for Dr Lund",
        "haven't yet", "I have not told anybody", "couldn’t get through", "couldnt reach duty",
        "will ring duty", "still to ring", "to be told", "Dr Lund?", "duty unavailable",
        "waiting for duty to ring back", "later", "nobody there", "Dr Lund voicemail", "duty engaged",
        "Dr Lund hasn't been told", "duty? or Dr Lund", "Dr Lund?!",
    ],
)  # fmt: skip
def test_what_says_that_nobody_was_told_is_not_passed_on(words: str) -> None:
    assert not tells_of_somebody(words)


@pytest.mark.parametrize(
    "words",
    [
        "Dr Okoye", "Sam Lee", "the duty clinician", "Will Adams", "Ms Noone", "Dr Romano replied at once",
        "Nora Nott, GP", "999", "ambulance", "Notting Hill crisis team", "Ana Tobe",
        "crisis team, who will ring her", "Noel (duty)", "NHS 111", "her GP and Dr Lund", "Nia", "Naomi",
        "Tri Nguyen", "Lateran House duty", "duty, by https://example.org/x?c=d", "<?php Dr Lund",
    ],
)  # fmt: skip
def test_a_name_is_somebody(words: str) -> None:
    assert tells_of_somebody(words)


def test_what_was_tried_stands_beside_not_yet_passed_on() -> None:
    assert passed_on(Concern(told="tried duty, no answer.")) == "not yet passed on: “tried duty, no answer”"
    assert passed_on(Concern(told="-")) == passed_on(Concern()) == "not yet passed on"
    assert passed_on(Concern(told="Dr Lund", told_at="10:40")) == "passed to Dr Lund 10:40"


def test_the_queue_goes_on_warning_while_nobody_was_told() -> None:
    records = Records().call(("employ_status", "01"))
    said = [SafetyNoted(field="words", text="I cannot go on"), SafetyNoted(field="told", text="nobody yet")]
    case = records.desk.write(records.case, said, latest(records.case))
    assert review_flags(case, records.desk.today)[0].flag == "safety_open"


def test_what_was_only_tried_is_told_before_an_export_as_not_passed_on() -> None:
    records = Records().call(("employ_status", "01"))
    said = [SafetyNoted(field="words", text="I cannot go on"), SafetyNoted(field="told", text="tried duty, no answer")]
    case = records.desk.write(records.case, said, latest(records.case))
    assert any("not yet passed on" in line for line in heed(case, "therapist", None, records.desk.today))


def test_a_plan_with_a_concern_nobody_was_told_of_is_handed_in_only_when_it_is_said_again() -> None:
    records = Records().call(("employ_status", "01"))
    said = [SafetyNoted(field="words", text="I cannot go on"), SafetyNoted(field="told", text="tried duty")]
    case = records.desk.write(records.case, said, latest(records.case))
    assert "A concern is not yet passed on" in ask_before_handing_in(case)
    assert waits_at_the_end(case.plan).startswith("A concern is not yet passed on.")
    with pytest.raises(NotAllowed, match="a concern is not yet passed on"):
        records.desk.write(case, hand_in(), "")
    told = records.desk.write(case, SafetyNoted(field="told", text="Dr Lund"), latest(case))
    assert "concern" not in ask_before_handing_in(told) + waits_at_the_end(told.plan)
