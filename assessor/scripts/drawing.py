"""Diagrams of a script: where each answer leads, as plain text to be taken in at a glance or as a Mermaid flowchart."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assessor import wording
from assessor.scripts.assumptions import assumptions_at
from assessor.scripts.conditions import Node, Scope, compile_condition, names_in
from assessor.scripts.consequences import Lead, leads
from assessor.scripts.course import Course, Step
from assessor.scripts.kinds import Asked

DIAGRAM_WIDTH = 100
NAMED_QUESTIONS = 5
"""How many questions are named; more are counted by section."""
NAMED_OF_SECTION = 2
"""How many questions of one section are still named beside others that are counted."""
NAMED_SECTIONS = 4
"""How many sections are named; of more, the first and the last."""

_RELATIONS = (("brings", "brings"), ("may bring", "may_bring"), ("rules out", "rules_out"))


def as_text(course: Course) -> str:
    """Every question on whose answer something rests, by section, with what each answer brings and rules out."""
    script = course.script
    leads_of = leads(course)
    lines = [f"{script.title} ({script.script}, version {script.version}): where each answer leads", ""]
    lines += textwrap.wrap(
        "An answer brings the questions that are asked once it is given, rules out those that no longer can be, and "
        "may bring those that wait for another answer too. What is not named rests on no answer of this call.",
        DIAGRAM_WIDTH,
    )
    for section in script.sections:
        forks = [question for _, question in section.asked if question.id in leads_of]
        if not forks:
            continue
        lines += ["", section.title.upper()]
        for question in forks:
            lines += ["", f"  {question.id} · {wording.shorten(question.title, DIAGRAM_WIDTH - len(question.id) - 5)}"]
            for lead in leads_of[question.id]:
                lines += _lead(course, question, lead, last=lead is leads_of[question.id][-1])
    if not leads_of:
        return f"{lines[0]}\n\nNo question rests on an answer of this call."
    return "\n".join(lines)


def _lead(course: Course, question: Asked, lead: Lead, last: bool) -> Iterator[str]:
    branch, stem = ("  └─ ", "     ") if last else ("  ├─ ", "  │  ")
    yield from _filled(_answers(question, lead), branch, stem)
    for words, relation in _RELATIONS:
        names: tuple[str, ...] = getattr(lead, relation)
        if names:
            yield from _filled(_folded(course, names), f"{stem}   {words:9}  ", f"{stem}{' ' * 14}", ";")
    if not (lead.brings or lead.may_bring or lead.rules_out):
        yield f"{stem}   goes on as it would"


def _answers(question: Asked, lead: Lead) -> list[str]:
    """The answers by their codes; one that stands alone with its label too."""
    labels = {option.code: option.label for option in question.choices}
    label = labels.get(lead.answers[0], "") if len(lead.answers) == 1 else ""
    if label and label.lower() != lead.answers[0]:
        return [wording.shorten(f"{lead.answers[0]} “{label}”", DIAGRAM_WIDTH - 5)]
    *most, final = lead.answers
    return [*(f"{answer}," for answer in most[:-1]), *most[-1:], *(["or"] if most else []), final]


def _filled(parts: Iterable[str], first: str, then: str, between: str = "") -> Iterator[str]:
    """Lines of at most `DIAGRAM_WIDTH` columns, each part whole on one of them where it fits."""
    parts = list(parts)
    line = first
    for place, part in enumerate(parts):
        part += between if place < len(parts) - 1 else ""
        if len(line) + len(part) > DIAGRAM_WIDTH and line.strip() not in ("", first.strip()):
            yield line.rstrip()
            line = then
        line += f"{part} "
    yield line.rstrip()


def _folded(course: Course, names: Sequence[str]) -> Iterator[str]:
    """Questions by name where they are few; else how many of which section, or from which section to which."""
    steps = [course.steps[course.at[name]] for name in names]
    runs = [list(run) for _, run in groupby(steps, key=lambda step: step.section and step.section.id)]
    if len(steps) <= NAMED_QUESTIONS:
        yield from map(_named, steps)
    elif len(runs) <= NAMED_SECTIONS:
        for run in runs:
            yield from map(_named, run) if len(run) <= NAMED_OF_SECTION or not _asked(run) else (_count(run),)
    else:
        titles = [run[0].section.title for run in (runs[0], runs[-1]) if run[0].section]
        yield f"{wording.counted(_asked(steps), 'question')} from {' to '.join(titles)}"


def _asked(run: Iterable[Step]) -> int:
    return sum(1 for step in run if step.question and step.question.takes_answer)


def _count(run: Sequence[Step]) -> str:
    """How many questions of one section."""
    section = run[0].section
    quantity = "all " if section and len(run) == len(section.asked) else ""
    return f"{quantity}{wording.counted(_asked(run), 'question')} of {section.title if section else ''}"


def _named(step: Step) -> str:
    question = step.question
    if question is None or not question.takes_answer:
        return f"{step.name} (read aloud)"
    return f"{step.name} ({question.short})" if question.short else step.name


# ---- as a flowchart


def as_mermaid(course: Course) -> str:
    """The sections and their questions, with the conditions on the arrows between them.

    An arrow comes from the latest question that a condition speaks of, and says what of the condition is not already
    so wherever that question is asked. What has no condition follows on from what stands before it.
    """
    lines = ["flowchart TD"]
    arrows: list[str] = []
    before: str | None = None
    for section in course.script.sections:
        subgraph = f"s_{section.id}"
        lines.append(f"  subgraph {subgraph}[{_quoted(section.title)}]")
        previous: str | None = None
        for _, question in section.asked:
            name = f"q_{question.id}"
            words = question.short or wording.shorten(question.say, 60)
            shape = ("([", "])") if not question.takes_answer else ("{{", "}}") if question.codes else ("[", "]")
            lines.append(f"    {name}{shape[0]}{_quoted(words)}{shape[1]}")
            step = course.steps[course.at[question.id]]
            if question.ask_if:
                arrows.append(_arrow(course, question.ask_if, step, previous, name))
            elif previous:
                arrows.append(f"  {previous} --> {name}")
            previous = name
        lines.append("  end")
        first = course.steps[course.at[section.asked[0][1].id]]
        if section.ask_if:
            asked_if = section.ask_if.replace("#", "1")  # the first time stands for all
            arrows.append(_arrow(course, asked_if, first, before, subgraph))
        elif before:
            arrows.append(f"  {before} --> {subgraph}")
        before = subgraph
    return "\n".join([*lines, *dict.fromkeys(arrows)])


def _arrow(course: Course, condition: str, step: Step, before: str | None, to: str) -> str:
    """The arrow with this condition, from the latest question that it speaks of; dotted if it speaks of none."""
    asked = [course.steps[place] for place in sorted(_asked_of(course, condition, step))]
    if not asked:
        start = before or "start((start))"
        return f"  {start} -. {_quoted(condition)} .-> {to}"
    return f"  q_{asked[-1].name} -->|{_quoted(_fresh(course, condition, step, asked[-1]))}| {to}"


def _asked_of(course: Course, condition: str, step: Step) -> set[int]:
    """The places of the questions that a condition speaks of, at once or through what is reckoned from them."""
    places: set[int] = set()
    waiting = list(names_in(_compiled(course, condition, step)))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in course.at:
            continue
        seen.add(name)
        spoken_of = course.steps[course.at[name]]
        if spoken_of.does == "question":
            places.add(spoken_of.place)
        else:
            waiting += spoken_of.rests_on
    return places


def _fresh(course: Course, condition: str, step: Step, asked: Step) -> str:
    """What of a condition is not already so wherever a question is asked."""
    tree = ast.parse(" ".join(condition.split()), mode="eval").body
    if not (isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And)):
        return condition
    assumed = assumptions_at(course, asked)
    fresh = [part for part in tree.values if assumed.truths(_compiled(course, ast.unparse(part), step)) != {True}]
    return ast.unparse(fresh[0] if len(fresh) == 1 else ast.BoolOp(ast.And(), fresh or tree.values))


def _compiled(course: Course, condition: str, step: Step) -> Node:
    return compile_condition(condition, Scope(course.names, course.recorders, step.place))


def _quoted(words: str) -> str:
    """Words as Mermaid takes them whatever is in them."""
    text = wording.one_line(words)
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        text = text.replace(sign, code)
    return f'"{text}"'
