"""No face can write what says nothing, and nobody can write unsigned; what older journals hold is read as it was."""

from __future__ import annotations

from datetime import date
from typing import Annotated, get_args, get_origin

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from assessor.acts.desk import SUPERVISION, Desk
from assessor.care.case import Case, read_case
from assessor.journal import (
    Act,
    ActRecord,
    Answered,
    Client,
    ClientRecorded,
    Commented,
    Decided,
    Entry,
    Exported,
    GoalRated,
    GoalWritten,
    NotAnswered,
    Noted,
    Ordered,
    Replied,
    Reviewed,
    SafetyNoted,
    ShareChosen,
    StepWritten,
    SupervisionHeld,
    Undone,
)
from assessor.records.errors import NotAllowed
from assessor.records.store import Adviser
from assessor.required_text import MustSay, blank_fields
from tests.care.conftest import NOON, ROSA, small_bank
from tests.records.memory import MemoryStore

DAN, RUTH = Adviser(name="Dan Price", role="adviser"), Adviser(name="Ruth Ellery", role="senior")
DAY = date(2026, 5, 4)
BLANK = (" ", "\n\t", "\u00a0", "\u200b", "\u2800", "\u3164", "\u115f", "\ufe0f", "\u034f", "\u2800 \u200b\u200d\u2060")

MUST_SAY = (
    (ClientRecorded(client=ROSA), "client.name", "the client's name"),
    (Noted(text="?"), "text", "the note"),
    (Answered(question="?", value="yes"), "question", "the question's id"),
    (Answered(question="why", value="?"), "value", "the answer"),
    (NotAnswered(question="?", reason="skip"), "question", "the question's id"),
    (Decided(suggestion="?", decision="accepted"), "suggestion", "the suggestion's id"),
    (GoalWritten(goal="g", what="?"), "what", "the goal"),
    (GoalWritten(goal="?", what="Two mornings"), "goal", "the goal's key"),
    (GoalRated(goal="?", value=3), "goal", "the goal's key"),
    (StepWritten(step="s", what="?"), "what", "the step"),
    (StepWritten(step="?", what="Ask Joan"), "step", "the step's key"),
    (Ordered(keys=("?",)), "keys", "a key"),
    (Replied(request="?", answer="done"), "request", "the request's id"),
    (ShareChosen(lines=("?",)), "lines", "a line's key"),
    (Reviewed(decision="returned", words="?"), "words", "what to change"),
    (Commented(text="?"), "text", "the comment"),
    (SupervisionHeld(adviser="?", on=DAY), "adviser", "the adviser's name"),
    (Exported(reader="?", format="txt"), "reader", "the reader"),
    (Undone(entry="?"), "entry", "the entry's id"),
)
"""Acts, the text without which each says nothing, and what that text is called."""

MAY_BE_BLANK = (
    Decided(suggestion="debt_advice", decision="accepted", words="?", by="?", reason="?"),
    GoalWritten(goal="g", what="Two mornings", by="?", sign="?", obstacle="?", who="?", why="?", agreed_with="?"),
    StepWritten(step="s", what="Ask Joan", by="?", because="?", why="?"),
    Replied(request="debt_advice", answer="done", words="?", name="?"),
    Reviewed(decision="signed", words="?"),
    Commented(text="Good", line="?", answers="?"),
    SafetyNoted(field="told", text="?"),
    SafetyNoted(field="told", text=""),
    ClientRecorded(client=ROSA.model_copy(update={"called": "?", "telephone": "?"})),
)


def saying(act: Act, blank: str) -> Act:
    """The act with this text where ? stands, as a face would hand it over."""
    raw = act.model_dump_json().replace('"?"', '"' + "".join(f"\\u{ord(sign):04x}" for sign in blank) + '"')
    if isinstance(act, ClientRecorded) and "?" not in act.model_dump_json():
        raw = raw.replace(f'"{ROSA.name}"', '"' + "".join(f"\\u{ord(sign):04x}" for sign in blank) + '"')
    return type(act).model_validate_json(raw)


@pytest.fixture
def desk() -> Desk:
    return Desk(MemoryStore(), small_bank(), DAN, clock=lambda: NOON)


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.open_case(ROSA)


@pytest.mark.parametrize("blank", BLANK, ids=[ascii(blank) for blank in BLANK])
@pytest.mark.parametrize(("act", "field", "what"), MUST_SAY, ids=[f"{a.act} {field}" for a, field, _ in MUST_SAY])
def test_an_act_that_says_nothing_is_named_by_what_is_blank(act: Act, field: str, what: str, blank: str) -> None:
    assert blank_fields(saying(act, blank)) == (what,)
    assert blank_fields(act) == () or isinstance(act, ClientRecorded)


@pytest.mark.parametrize(("act", "field", "what"), MUST_SAY, ids=[f"{a.act} {field}" for a, field, _ in MUST_SAY])
def test_nothing_of_it_is_written(desk: Desk, case: Case, act: Act, field: str, what: str) -> None:
    with pytest.raises(NotAllowed, match="nothing was written"):
        desk.write(case, [Noted(text="This stands before it"), saying(act, "\u2800")], "")
    assert len(desk.store.journal(case.id)) == 1


@pytest.mark.parametrize("act", MAY_BE_BLANK, ids=lambda act: act.act)
def test_what_need_not_be_said_may_be_blank(act: Act) -> None:
    assert blank_fields(saying(act, "\u200b") if "?" in act.model_dump_json() else act) == ()


def texts(act: type[ActRecord]) -> dict[str, FieldInfo]:
    """The fields of an act that hold any text, literals left out."""
    return {
        name: field
        for name, field in act.model_fields.items()
        if field.is_required() and any(part in (str, tuple[str, ...]) for part in parts(field.annotation))
    }


def parts(annotation: object) -> list[object]:
    inner = get_args(annotation) if get_origin(annotation) is not tuple else ()
    return [annotation, *(part for one in inner for part in parts(one))]


@pytest.mark.parametrize("act", get_args(get_args(Act)[0]), ids=lambda act: act.__name__)
def test_each_text_that_an_act_cannot_do_without_must_say_something(act: type[ActRecord]) -> None:
    """A line of the safety page may be emptied, and a call may turn to no question in particular."""
    bare = {name for name, field in texts(act).items() if not any(isinstance(m, MustSay) for m in field.metadata)}
    assert bare == {"SafetyNoted": {"text"}, "WentTo": {"question"}}.get(act.__name__, set())


def test_texts_are_found_wherever_they_stand_in_an_annotation() -> None:
    assert parts(Annotated[str | None, 1])[0:3] == [Annotated[str | None, 1], str | None, str]


@pytest.mark.parametrize("blank", BLANK, ids=[ascii(blank) for blank in BLANK])
class TestNobody:
    """Who writes, and with whom a supervision was held, has a name that can be read."""

    def test_cannot_come_to_work_here(self, desk: Desk, blank: str) -> None:
        with pytest.raises(NotAllowed, match="adviser's name is blank"):
            desk.work_as(Adviser(name=blank, role="senior"))
        assert desk.adviser == DAN
        assert blank not in [adviser.name for adviser in desk.store.people()]

    def test_can_sign_an_act(self, desk: Desk, case: Case, blank: str) -> None:
        desk.adviser = Adviser(name=blank, role="adviser")
        with pytest.raises(NotAllowed, match="signed with a name"):
            desk.write(case, Noted(text="By nobody"), "")
        assert len(desk.store.journal(case.id)) == 1

    def test_can_be_a_client(self, desk: Desk, blank: str) -> None:
        with pytest.raises(NotAllowed, match="client's name is blank"):
            desk.open_case(Client(name=blank))
        assert not desk.store.journals()

    def test_can_be_supervised_or_supervise(self, desk: Desk, case: Case, blank: str) -> None:
        desk.work_as(RUTH)
        with pytest.raises(NotAllowed, match="adviser's name is blank"):
            desk.record_supervision(SupervisionHeld(adviser=blank, on=DAY))
        desk.adviser = Adviser(name=blank, role="senior")
        with pytest.raises(NotAllowed, match="signed with a name"):
            desk.record_supervision(SupervisionHeld(adviser="Dan Price", on=DAY))
        assert not desk.store.journal(SUPERVISION)


def test_a_journal_that_holds_blank_text_is_read_as_it_was() -> None:
    acts = [saying(act, "\u2800") for act, _, _ in MUST_SAY if not isinstance(act, SupervisionHeld | Undone)]
    entries = [
        Entry.model_validate_json(Entry(id=f"e{n}", at=NOON, by="", act=act).model_dump_json())
        for n, act in enumerate([ClientRecorded(client=ROSA), *acts])
    ]
    case = read_case("c", entries, lambda _: small_bank())
    assert [entry.act for entry in case.entries][1:] == acts
    assert case.entries[-1].id == f"e{len(acts)}"


def test_a_note_without_a_letter_was_kept_by_older_records_and_is_read() -> None:
    assert Noted.model_validate_json('{"act": "note", "text": ""}') == Noted(text="")
    with pytest.raises(ValidationError):
        StepWritten.model_validate_json('{"act": "step", "step": "s", "what": ""}')


def test_nobody_is_told_of_a_concern_by_a_line_that_shows_nothing() -> None:
    acts = [ClientRecorded(client=ROSA), SafetyNoted(field="words", text="I can't go on")]
    acts.append(SafetyNoted(field="told", text="\u2800"))
    entries = [Entry(id=f"e{n}", at=NOON, by="Dan Price", act=act) for n, act in enumerate(acts)]
    case = read_case("c", entries, lambda _: small_bank())
    (page,) = case.safety
    assert case.safety_lines(page) == {"words": "I can't go on", "told": ""}
    assert [entry.act for entry in case.entries] == acts


def test_a_client_who_goes_by_a_name_that_shows_nothing_goes_by_their_own() -> None:
    assert Client(name="Rosa Okafor", called="\u2800").first_name == "Rosa"
