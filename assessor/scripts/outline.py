"""A script as a person reads it, in plain text."""

from __future__ import annotations

import textwrap

from assessor.scripts.kinds import Asked, Number, Scale
from assessor.scripts.model import Script

WIDTH = 88


def shown(script: Script) -> str:
    """The whole script: sections, questions, what is read aloud, and what each answer records."""
    lines = [f"{script.title} ({script.script}, version {script.version})", ""]
    for section in script.sections:
        lines += [section.title.upper() + (f"   if {section.ask_if}" if section.ask_if else ""), ""]
        for question in section.questions:
            lines += [*_question(question), ""]
    return "\n".join(lines).rstrip()


def _question(question: Asked) -> list[str]:
    kind: str = question.kind  # type: ignore[attr-defined]
    lines = [f"  {question.id}  ({kind.replace('_', '/')})" + (f"   if {question.ask_if}" if question.ask_if else "")]
    lines += _wrapped(f"“{question.say}”", 4)
    lines += _wrapped(f"guide: {question.guide}", 6) if question.guide else []
    lines += _wrapped(f"if unsure: “{question.probe}”", 6) if question.probe else []
    for option in getattr(question, "options", ()):
        facts = ", ".join(f"{kind} {code}" for kind, code in option.records.facts)
        lines.append(f"      {option.code:20} {option.label}" + (f"   [{facts}]" if facts else ""))
    if isinstance(question, Scale):
        lines.append(f"      0 {question.low} … 10 {question.high}")
    if isinstance(question, Number):
        for band in question.records:
            facts = ", ".join(f"{kind} {code}" for kind, code in band.facts)
            least, most = band.at_least, band.at_most
            bounds = f"{least:g} or more" if most is None else f"up to {most:g}"
            bounds = f"{least:g} to {most:g}" if least is not None and most is not None else bounds
            lines.append(f"      {bounds}   [{facts}]")
    return lines


def _wrapped(text: str, indent: int) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad)
