"""The call itself: how far it has come, standing still, ringing in vain, ending and leaving."""

from __future__ import annotations

from typing import get_args

from assessor import taxonomy, wording
from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.care.case import Case
from assessor.journal import Outcome
from assessor.plain.lines import Lines
from assessor.plain.state import Talk, Wanted
from assessor.views.call import asked_of_outcome, before_ringing, stop_words, whereabouts


def where_command(talk: Talk, _: str = "") -> None:
    """Says how far the call has come."""
    interview, at = talk.call.interview, talk.desk.clock()
    done, total = interview.progress()
    minutes = int(talk.call.talked(at).total_seconds() // 60)
    place = f"Section: {talk.section}. At: {interview.title(talk.at)}." if talk.at else "At the end of the call."
    paused = " It stands still; go on starts it again." if talk.call.paused else ""
    talk.tell(
        f"{place} {done} of about {wording.counted(total, 'question')}, {wording.counted(minutes, 'minute')}.{paused}"
    )
    if where := whereabouts(interview):
        talk.tell(f"They are here: {wording.ended(where)}")
    if stop := stop_words(interview):
        talk.tell(f"{stop}.")


@writes("pause")
def pause_command(talk: Talk, _: str = "") -> None:
    """Lets the call stand still."""
    if talk.call.ended or talk.call.paused:
        talk.tell("The call has ended." if talk.call.ended else "The call stands still already.")
    else:
        talk.act(calls.pause(), confirmation="Saved. The call stands still. Type go on to go on.")


@writes("pause")
def cut_off_command(talk: Talk, _: str = "") -> None:
    """Writes down that the line was lost."""
    if talk.call.ended:
        talk.tell("The call has ended.")
        return
    client = talk.case.client
    number = ", ".join(filter(None, (client.telephone or "no number is written down", client.best_times)))
    confirmation = f"Saved. Cut off. Ring {client.first_name} back: {number}. Then type go on."
    if talk.act(calls.cut_off(), confirmation=confirmation) and talk.case.plan.know:
        talk.tell(before_ringing(talk.case))


@writes("attempt")
def not_reached_command(talk: Talk, number: str = "") -> None:
    """Writes down that the client was rung and not spoken to, and what came of it; the call is left with that."""
    if talk.call.ended:
        talk.tell("The call has ended.")
        return
    outcomes = get_args(Outcome)
    if not number:
        for key, outcome in enumerate(outcomes, start=1):
            talk.tell(f"{key}. {wording.sentence(taxonomy.OUTCOMES[outcome])}")
        talk.tell("A number writes it down and leaves the call, Enter stays.")
        number = talk.listen()
    if not (number.isascii() and number.isdigit()):
        talk.waiting += [number] if number else []
        return
    place = talk.place(number, len(outcomes), "not reached lists what may have come of it.")
    if place is None or not _keep_drafts(talk):
        return
    came_of_it = outcomes[place]
    if not said_again(talk, talk.case, came_of_it, number):
        return

    def write() -> None:  # the call stays as it is: one that was only opened is not in the case that was written
        talk.desk.not_reached(talk.case, came_of_it)

    confirmation = f"Saved. Rung, and not spoken to: {wording.sentence(taxonomy.OUTCOMES[came_of_it])}"
    if talk.attempt(write, Wanted(()), confirmation):
        talk.over = True
        farewell(talk)


def said_again(lines: Lines, case: Case, outcome: str, number: str) -> bool:
    """Whether what came of ringing is to be written down: asked where the record speaks against it."""
    if not (asked := asked_of_outcome(case, outcome)):
        return True
    lines.tell(f"{asked} {number} again writes it down; Enter leaves it.")
    line = lines.listen()
    if line == number:
        return True
    lines.waiting += [line] if line else []
    lines.tell("Left. Nothing was written.")
    return False


@writes("end")
def end_command(talk: Talk, _: str = "") -> None:
    """Ends the call; with questions still to put, only once it is said again."""
    if talk.call.ended:
        talk.tell("The call has ended already. Type leave to close.")
        return
    if talk.call.interview.next is not None:
        done, total = talk.call.interview.progress()
        talk.tell(f"About {wording.counted(total - done, 'question')} not yet put; leave keeps them for later.")
        talk.tell("Type end again to end the call all the same; Enter goes on with it.")
        line = talk.listen()
        if line.casefold() != "end":
            talk.waiting += [line] if line else []
            return
    talk.act(*talk.drafted(), calls.end_call())


def leave_command(talk: Talk, _: str = "") -> None:
    """Leaves the call; it resumes where it was."""
    if _keep_drafts(talk):
        talk.over = True
        farewell(talk)


def _keep_drafts(talk: Talk) -> bool:
    """Saves what is typed and not taken, and what could not be saved before; says whether nothing is left over."""
    acts = talk.drafted()
    confirmation = "Saved: what you typed, as a note." if acts else ""
    return not (acts or talk.unsaved) or talk.act(*acts, confirmation=confirmation)


def farewell(talk: Talk) -> None:
    if talk.case.unsaved:
        talk.tell("Left. Nothing was done, so no call was begun.")
    elif talk.call.ended:
        talk.tell("Closed. Everything is saved.")
    else:
        talk.tell("Left. Everything is saved; the call resumes at the same question.")
