"""One client in plain lines: what is known, ringing them, their plan, their details, their journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from assessor import taxonomy, wording
from assessor.acts.declared import writes
from assessor.care.case import Case, tried
from assessor.care.due_steps import own_jobs_told
from assessor.plain.call_state import said_again
from assessor.plain.command_words import ELSEWHERE, is_command
from assessor.plain.conversation import PlainCall
from assessor.plain.lines import Lines
from assessor.plain.plan_room import PlainPlan
from assessor.plain.who import put_details_right, tell_who
from assessor.scripts.kinds import OPTION_KEYS
from assessor.views.call import before_ringing
from assessor.views.call_menu import call_menu
from assessor.views.history import story
from assessor.views.today import spoken_line
from assessor.views.worklist import case_line

if TYPE_CHECKING:
    from assessor.journal import Outcome

DOES = {
    "ring": "Ring them: the calls that can be made, or gone on with.",
    "plan": "Their plan: decide, write, share, hand in, export.",
    "who": "Who is on the line: what to compare, what to call them.",
    "details": "Put their details right.",
    "journal": "All that was said and done.",
    "back": "Back to the start.",
}
"""What can be done with a client, each under its word and its number."""


def show_client(lines: Lines, case: Case) -> bool:
    """Tells of a client and does what is asked, until that is left; says whether everything was saved."""
    saved = True
    _tell(lines, case)
    while True:
        line = lines.listen().casefold()
        if line.isascii() and line.isdigit():
            place = lines.place(line[:4], len(DOES), "help tells what each number does.")
            line = list(DOES)[place] if place is not None else "?"
        if line in ("back", "leave", "0"):
            return saved
        match line:
            case "ring":
                saved = ring_command(lines, case) and saved
            case "plan":
                saved = _plan(lines, case) and saved
            case "who":
                tell_who(lines, case)
            case "details":
                put_details_right(lines, case)
            case "journal":
                for told in story(case):
                    lines.tell(f"{told.left}: {told.right}" if told.right else f"{told.left}.")
            case "?":
                continue
            case "" | "help":
                pass
            case _:
                lines.tell(f'"{wording.shorten(line, 40)}" is nothing that can be done here.{_where_else(line)}')
        case = lines.desk.case(case.id)
        if line in ("", "help", "ring", "plan"):
            _tell(lines, case)
        else:
            lines.tell(f"{wording.listed(DOES, 'or')}.")


def _where_else(line: str) -> str:
    """Where a word is one, in a sentence; empty for what is none."""
    if line in ELSEWHERE:
        return " It is a word of the start: back goes there." if line != "sign" else " review, at the start, has it."
    return " It is a word of the plan: type plan first." if is_command(line) else ""


def _tell(lines: Lines, case: Case) -> None:
    lines.tell(spoken_line(case_line(case), lines.today))
    lines.tell(before_ringing(case))
    if case.attempts:
        lines.tell(wording.sentence(tried(case.attempts)))
    if case.standing.state != "draft":
        lines.tell(f"Plan: {case.standing.told}.")
    for number, (word, what) in enumerate(DOES.items(), start=1):
        lines.tell(f"{number}. {word}: {what}")


def _plan(lines: Lines, case: Case) -> bool:
    if case.call is None:
        lines.tell("There is no plan before the first call. ring begins it.")
        return True
    return PlainPlan(lines.desk, case, lines.hear, lines.say).run()


@writes("call", "attempt")
def ring_command(lines: Lines, case: Case) -> bool:
    """Lists the calls that can be made or gone on with, and makes the one that is chosen."""
    menu = call_menu(case, lines.desk.current_bank)
    lines.tell(before_ringing(case))
    if own := own_jobs_told(case.plan, lines.today):
        lines.tell(own)
    for choice in menu:
        lines.tell(f"{choice.key}. {wording.sentence(choice.words)}{' Enter takes it.' if choice.likeliest else ''}")
    lines.tell("stop leaves it.")
    typed = lines.listen().casefold()
    chosen = next((line for line in menu if line.key == typed or (not typed and line.likeliest)), None)
    if chosen is None:
        lines.tell("Left. Nobody was rung.")
        lines.waiting += [typed] if typed and not typed.isdigit() and typed != "stop" else []  # a word of the client
        return True
    if chosen.does == "not_reached":
        _not_reached(lines, case)
        return True
    call = chosen.name
    if chosen.does == "begin":
        case = lines.desk.begin_call(case, chosen.name)
        call = case.calls[-1].id
    return PlainCall(lines.desk, case, call, lines.hear, lines.say).run()


def _not_reached(lines: Lines, case: Case) -> None:
    outcomes = dict(zip(OPTION_KEYS, taxonomy.OUTCOMES.items(), strict=False))
    for key, (_, words) in outcomes.items():
        lines.tell(f"{key}. {wording.sentence(words)}")
    lines.tell("A number writes it down, Enter leaves it.")
    typed = lines.listen()
    chosen = outcomes.get(typed)
    if chosen is None:
        lines.tell("Left. Nothing was written.")
        return
    if not said_again(lines, case, chosen[0], typed):
        return
    lines.desk.not_reached(case, cast("Outcome", chosen[0]))
    lines.tell(f"Saved. Rung, and not spoken to: {wording.sentence(chosen[1])}")
