"""Small scripts made from a few lines, and calls made from a few answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

from assessor.journal import Act, Answered, Client, Entry, NotAnswered, Noted, Reason
from assessor.scripts.compiler import make_course
from assessor.scripts.course import Course
from assessor.scripts.interview import Interview
from assessor.scripts.model import Script
from assessor.yaml_source import BankError, load

TODAY = date(2026, 11, 18)  # a Wednesday
ROSA = Client(name="Rosa Okafor", called="Rosa", therapist="Meera Shah")
HEAD = "script: small\nversion: 1\ntitle: Small\n"


def script_text(*questions: str, top: str = "", section: str = "") -> str:
    """A script of one section; each question is the inside of a flow mapping, its words to say left out."""
    lines = "".join(f"      - {{say: Hm?, {question}}}\n" for question in questions)
    return f"{HEAD}{top}sections:\n  - id: only\n    title: Only\n{section}    questions:\n{lines}"


def course_of(*questions: str, top: str = "", section: str = "") -> Course:
    """The script of `script_text`, ready to run."""
    return make_course(*load(Script, script_text(*questions, top=top, section=section), "small.yaml"))


def faults_of(text: str) -> list[str]:
    """What is wrong with a script, each fault as line:column: message."""
    try:
        make_course(*load(Script, text, "small.yaml"))
    except BankError as error:
        return [str(fault).removeprefix("small.yaml:") for fault in error.faults]
    return []


def act(question: str, value: Any) -> Act:
    """An answer; a non-response if the value is one's name after a !; a note if the question ends in #."""
    if question.endswith("#"):
        return Noted(text=value, question=question[:-1] or None)
    if isinstance(value, str) and value[1:] in get_args(Reason) and value[0] == "!":
        reason: Any = value[1:]
        return NotAnswered(question=question, reason=reason)
    return Answered(question=question, value=value)


def entry(done: Act, at: datetime | None = None) -> Entry:
    """The act as an entry of the call of 18 November 2026."""
    return Entry(id="e", at=at or datetime(2026, 11, 18, 12, tzinfo=UTC), by="Dan Price", act=done)


def talk(course: Course, *answers: tuple[str, Any], client: Client = ROSA) -> Interview:
    """The interview after these answers, in their order."""
    begun = Interview.begin(course, client, TODAY, "Dan Price")
    return begun.with_entries(entry(act(question, value)) for question, value in answers)
