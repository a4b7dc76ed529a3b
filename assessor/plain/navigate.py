"""Going about in the call: to any question, by its words, its number or what was said, and on again."""

from __future__ import annotations

from collections.abc import Sequence

from assessor import wording
from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.plain.ask import remind
from assessor.plain.lines import place_of_number
from assessor.plain.state import Talk
from assessor.scripts.settling import ON, OUT
from assessor.views import call as telling
from assessor.views.goodbye import goodbye
from assessor.views.read_back import before_reading
from assessor.views.read_back import read_back_sentences as understood

MOST = 12
"""How many questions are listed at once."""


def go_to_question(talk: Talk, question: str | None) -> None:
    """Turns to a question out of turn; None goes on with the call."""
    if question is not None and talk.call.interview.state(question) == OUT:
        talk.tell("That question does not apply now; its answer is set aside and kept.")
        return
    acts = talk.drafted()
    talk.act(*acts, calls.turn_to(question), confirmation="Saved: what you typed, as a note." if acts else "")


@writes("go")
def back_command(talk: Talk, _: str = "") -> None:
    """Turns to the question before."""
    earlier = telling.before(talk.call.interview)
    if earlier is None:
        talk.tell("This is the first question.")
    else:
        go_to_question(talk, earlier)


@writes("go")
def go_to_command(talk: Talk, typed: str = "") -> None:
    """Lists the questions that match, and turns to the one whose number is given."""
    if not typed:
        talk.tell("Go to which question? Type part of its words.")
        typed = talk.listen_but_for_safety()
    matches = telling.question_matches(talk.call.interview, typed) if typed else []
    if not matches:
        talk.tell("No question matches. If it was an answer, type = before it.")
    else:
        pick(talk, [(match.step.name, f"{match.title}, {match.answer}") for match in matches])


def pick(talk: Talk, choices: Sequence[tuple[str, str]]) -> None:
    """Lists questions, and turns to the one whose number is given."""
    for number, (_, line) in enumerate(choices[:MOST], start=1):
        talk.tell(f"{number}. {wording.sentence(line)}")
    further = f" {len(choices) - MOST} more match; type go to with more words." if len(choices) > MOST else ""
    talk.tell(f"A number goes there, Enter stays.{further}")
    _choose(talk, [question for question, _ in choices[:MOST]])


def _choose(talk: Talk, questions: Sequence[str]) -> None:
    """Turns to the question whose number is given; any other line is read next."""
    while line := talk.listen():
        if not (line.isascii() and line.isdigit()):
            talk.waiting.append(line)
            return
        if (place := place_of_number(line, len(questions))) is not None:
            go_to_question(talk, questions[place])
            return
        shown = wording.shorten(line, 12)
        talk.tell(f"There is no {shown} here. A number from 1 to {len(questions)}, or Enter to stay.")


@writes("go", "resume")
def go_on_command(talk: Talk, _: str = "") -> None:
    """Goes on with the call, after a pause or from an earlier question."""
    if talk.call.paused:
        talk.act(calls.resume(), confirmation="Saved. The call goes on.")
        remind(talk)
    elif talk.call.interview.looking_at is not None:
        go_to_question(talk, None)
    else:
        talk.tell("The call is going on.")


@writes("go")
def left_command(talk: Talk, _: str = "") -> None:
    """Lists what was left for later."""
    interview = talk.call.interview
    if interview.left:
        pick(talk, [(name, interview.title(name)) for name in interview.left])
    else:
        talk.tell("Nothing was left for later.")


def said_command(talk: Talk, _: str = "") -> None:
    """Lists what was said so far."""
    lines = telling.transcript(talk.call, titles=telling.titles_on(talk.case.plan))
    talk.lines = []
    for line in lines:
        if line.style == "heading":
            talk.tell(wording.sentence(line.left))
        elif line.style == "note":
            talk.tell(f"Note: {line.right}")
        elif line.question:
            talk.lines.append(line.question)
            talk.tell(f"{len(talk.lines)}. {wording.sentence(f'{line.left}: {line.right}')}")
        else:
            talk.tell(wording.sentence(f"{line.left}: {line.right}"))
    talk.tell("change and a number corrects one." if talk.lines else "Nothing is answered yet.")


@writes("go")
def change_command(talk: Talk, number: str = "") -> None:
    """Turns to the answer of this number."""
    lines = talk.lines or [
        line.question
        for line in telling.transcript(talk.call, titles=telling.titles_on(talk.case.plan))
        if line.question and line.style in ("answer", "without")
    ]
    place = talk.place(number, len(lines), "said lists the answers with their numbers.")
    if place is not None:
        go_to_question(talk, lines[place])


@writes("go")
def doubts_command(talk: Talk, _: str = "") -> None:
    """Tells what does not fit together, and turns to one of the answers."""
    interview = talk.call.interview
    if not interview.doubts:
        talk.tell("Nothing that was said seems not to fit.")
        return
    for doubt in interview.doubts:
        talk.tell(wording.sentence(doubt.say))
    doubted = dict.fromkeys(n for doubt in interview.doubts for n in doubt.about if interview.state(n) == ON)
    pick(talk, [(name, f"{interview.title(name)}: {interview.words(name)}") for name in doubted])


@writes("go")
def read_back_command(talk: Talk, _: str = "") -> None:
    """Reads back what was understood, in order; the number of a sentence or a part of one leads to its question."""
    questions: list[str] = []
    if first := before_reading(talk.case.plan):
        talk.tell(first)
    for sentence in understood(talk.case.plan, talk.case.answers) if talk.case.answers else ():
        if sentence.question and talk.call.interview.course.question(sentence.question):
            questions.append(sentence.question)
            talk.tell(f"{len(questions)}. {sentence.text}")
        else:
            talk.tell(sentence.text)
    if last := goodbye(talk.case.plan, talk.call.interview):
        talk.tell(f"And goodbye: {last}")
    talk.tell("A number puts it right, Enter goes on.")
    _choose(talk, questions)
