"""The journal's entries: each reads back from JSON as it was written, and none can be changed or half understood."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Decided,
    Entry,
    Exported,
    NotAnswered,
    Noted,
    SafetyNoted,
    WentTo,
)

_ACT: TypeAdapter[Act] = TypeAdapter(Act)
ACTS: list[Act] = [
    ClientRecorded(client=Client(name="Nguyễn Thị Hạnh", born=date(1989, 3, 14), referred_on=date(2026, 11, 1))),
    CallBegun(script="first_assessment", version=1, bank="ab" * 32),
    CallEnded(),
    Answered(question="employer", value="employee"),
    Answered(question="shifts", value=("days", "nights")),
    Answered(question="hours", value=37),
    Answered(question="wage", value=12.5),
    Answered(question="sick", value=True),
    NotAnswered(question="sick", reason="declined"),
    Noted(text="[/b] {{ 7*7 }}\nهي", question="sick"),
    Noted(text="about nothing"),
    WentTo(question=None),
    Decided(suggestion="workplace_meeting", decision="accepted", words="Ring on Friday", who=("client", "adviser")),
    SafetyNoted(field="words", text="I cannot go on"),
    Exported(reader="therapist", format="html"),
]


@pytest.mark.parametrize("done", ACTS, ids=lambda done: type(done).__name__)
def test_an_entry_reads_back_as_it_was_written(done: Act) -> None:
    entry = Entry(id="1", at=datetime(2026, 11, 18, 12, tzinfo=UTC), by="Dan Price", call="c", act=done)
    again = Entry.model_validate_json(entry.model_dump_json())
    assert again == entry
    assert type(again.act) is type(done)
    if isinstance(done, Answered) and isinstance(again.act, Answered):
        assert type(again.act.value) is type(done.value)


@pytest.mark.parametrize(
    "data",
    [
        {"act": "answer", "question": "a"},
        {"act": "answer", "question": "a", "value": None},
        {"act": "answer", "question": "a", "value": "x", "mood": "good"},
        {"act": "no_answer", "question": "a", "reason": "bored"},
        {"act": "decide", "suggestion": "a", "decision": "maybe"},
        {"act": "safety", "field": "risk_level", "text": "high"},
        {"act": "delete", "id": "1"},
        {"question": "a", "value": "x"},
    ],
)
def test_an_act_that_is_not_fully_understood_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _ACT.validate_json(json.dumps(data))


def test_an_entry_is_never_changed_and_always_has_its_time_zone() -> None:
    entry = Entry(id="1", at=datetime(2026, 11, 18, 12, tzinfo=UTC), by="Dan Price", act=CallEnded())
    with pytest.raises(ValidationError, match="frozen"):
        entry.by = "Somebody else"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="timezone"):
        Entry(id="1", at=datetime(2026, 11, 18, 12), by="", act=CallEnded())  # noqa: DTZ001 - refused for just that


@pytest.mark.parametrize(
    ("client", "called"),
    [
        (Client(name="Rosa Okafor", called="Ro"), "Ro"),
        (Client(name="Rosa Okafor"), "Rosa"),
        (Client(name="Madonna"), "Madonna"),
        (Client(name=" "), " "),
        (Client(name="Dr Priya Nair"), "Priya"),
        (Client(name="王秀英"), "王秀英"),
    ],
)
def test_a_client_is_called_what_they_go_by_or_what_their_name_is_guessed_to_mean(client: Client, called: str) -> None:
    assert client.first_name == called


def test_a_client_has_a_name() -> None:
    with pytest.raises(ValidationError):
        Client(name="")
