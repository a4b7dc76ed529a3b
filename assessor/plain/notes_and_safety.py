"""What is written beside the answers: a note to the question, and the safety page."""

from __future__ import annotations

from assessor import wording
from assessor.journal import Noted, SafetyNoted
from assessor.names import unless_blank
from assessor.plain.state import Talk
from assessor.views import call as telling


def note(talk: Talk, text: str = "", question: str | None = None) -> None:
    """Writes a note, tied to the question that stands."""
    at = question or talk.at
    if not text:
        talk.tell("The note, on one line. Enter alone for none.")
        text = talk.listen()
    if unless_blank(text):
        talk.act(Noted(text=text, question=at))
    else:
        talk.tell("No note.")


def safety(talk: Talk, _: str = "") -> None:
    """Takes the lines of the safety page, one by one."""
    for title, lines in telling.protocol(talk.desk.current_bank):
        talk.tell(wording.sentence(title))
        for line in lines:
            talk.tell(line)
    talk.tell("Safety page. Each line is saved as you give it. Enter alone goes on, back returns to the call.")
    names = list(telling.SAFETY_LINES)
    while names:
        name = names[0]
        page = talk.case.safety.get(talk.call_id, {})
        stands, offered = page.get(name, ""), ""
        if name == "told_at" and not stands and page.get("told"):
            offered = f"{talk.desk.clock().astimezone():%H:%M}"
        now = f' Now: "{stands}".' if stands else f" Enter for {offered}." if offered else ""
        talk.tell(f"{telling.SAFETY_LINES[name]}.{now}")
        line = talk.listen()
        if line.casefold() == "back":
            break
        text = line[1:].strip() if line.startswith("=") else line or offered
        if not text or text == stands or talk.act(SafetyNoted(field=name, text=text)):
            names.pop(0)
    talk.tell("Back in the call.")
