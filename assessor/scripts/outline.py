"""The outline of a script, in plain text, as a person reads it."""

from __future__ import annotations

import textwrap

from assessor.scripts.kinds import Asked
from assessor.scripts.model import Script, Section
from assessor.scripts.weighing import weighed

OUTLINE_WIDTH = 88


def shown(script: Script) -> str:
    """The whole script: sections, questions, what is read aloud, and what each answer records."""
    lines = [f"{script.title} ({script.script}, version {script.version})", ""]
    for section in script.sections:
        lines += [section.title.upper() + (f"   if {section.ask_if}" if section.ask_if else ""), ""]
        lines += [*_wrapped(_times(section), 2), ""] if section.repeat else []
        for question in section.questions:
            for put in (question, *weighed(question)):
                lines += [*_question(put), ""]
    return "\n".join(lines).rstrip()


def _times(section: Section) -> str:
    """How often a section is asked, and what decides that there is a further time."""
    goes_on = f", the next only after a yes to {section.more}" if section.more else ""
    return f"asked up to {section.repeat} times, # standing for 1, 2 and so on{goes_on}"


def _question(question: Asked) -> list[str]:
    kind = question.kind.replace("_", "/")
    lines = [f"  {question.id}  ({kind})" + (f"   if {question.ask_if}" if question.ask_if else "")]
    lines += _wrapped(f"waits for a later call if {question.waits_if}", 4) if question.waits_if else []
    lines += _wrapped(f"to the adviser: {question.say}" if question.for_adviser else f"“{question.say}”", 4)
    lines += _wrapped(f"guide: {question.guide}", 6) if question.guide else []
    lines += _wrapped(f"if unsure: “{question.probe}”", 6) if question.probe else []
    return [*lines, *(f"      {line}" for line in question.outline())]


def _wrapped(text: str, indent: int) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(text, OUTLINE_WIDTH, initial_indent=pad, subsequent_indent=pad)
