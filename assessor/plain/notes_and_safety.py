"""What is written beside the answers: a note to the question, and the safety page."""

from __future__ import annotations

from assessor import taxonomy, wording
from assessor.acts import calls, safety_page
from assessor.acts.declared import writes
from assessor.acts.desk import new_id
from assessor.acts.safety_page import SafetyPlace
from assessor.journal import SafetyNoted
from assessor.names import unless_blank
from assessor.plain.state import SAFETY_WORD, Talk
from assessor.views import call as telling
from assessor.views.heard import on_offer
from assessor.views.phrasing import concern_waits


@writes("note")
def note_command(talk: Talk, words: str = "", question: str | None = None) -> None:
    """Writes a note, tied to the question that stands, and tells what it may mean."""
    at = question or talk.at
    if not words:
        talk.tell("The note, on one line. Enter alone for none.")
        words = talk.listen_but_for_safety()
    if not unless_blank(words):
        talk.tell("No note.")
    elif talk.act(calls.note(words, at)):
        tell_heard(talk, words)


def tell_heard(talk: Talk, words: str) -> None:
    """What typed words may mean, each with a number by which it is taken; nothing is taken by itself."""
    heard = on_offer(words, talk.call.interview, talk.desk.current_bank.phrases)
    if heard.safety:
        talk.tell(f'You wrote "{wording.shorten(heard.safety[0].words, 60)}". safety opens the safety page.')
    talk.heard = [mention.fact for mention in heard.mentions]
    for number, (kind, code) in enumerate(talk.heard, start=1):
        talk.tell(f"It may mean: {number}. {taxonomy.FACTS[kind][code]}. heard {number} takes it.")


@writes("answer")
def heard_command(talk: Talk, number: str = "") -> None:
    """Takes what a note was heard to mean: the answer that records it is given."""
    place = talk.place(number, len(talk.heard), "A note lists what it may mean with numbers.")
    if place is None:
        return
    kind, code = talk.heard[place]
    answer = calls.take_heard(talk.call.interview, kind, code)
    if answer is None:
        talk.tell("It is recorded already.")
    else:
        acts = calls.heard_acts(talk.call.interview, answer)
        talk.act(*acts, confirmation=f"Saved. Recorded: {taxonomy.FACTS[kind][code]}.")


EMPTY = "-"
"""What empties a line, wherever one is asked for."""

OF_THE_CALL = (
    *("end", "leave", "pause", "cut off", "not reached", "go on", "onward", "later", "skip", "undo", "redo", "stop"),
    *("plan", SAFETY_WORD),
)
"""Words by which somebody means to go somewhere, and which are no line of the safety page unless = stands before."""


@writes("safety")
def safety_command(talk: Talk, _: str = "") -> None:
    """Takes the lines of the safety page, one by one."""
    for title, lines in telling.protocol(talk.desk.current_bank):
        talk.tell(wording.sentence(title))
        for line in lines:
            talk.tell(line)
    talk.tell(
        "Safety page. Each line is saved as you give it. Enter goes on, or writes what a line offers; - empties it."
    )
    talk.tell(f"back leaves the page: {talk.place_name}.")
    under_way = talk.under_way
    place = safety_page.page_to_open(talk.case, under_way, talk.today, new_id(talk.desk.clock()))
    for name, title in telling.SAFETY_LINES.items():
        page = _safety_page(talk, place)
        now = f"{talk.desk.clock().astimezone():%H:%M}"
        stands, offered = page.get(name, ""), telling.offered_safety_line(name, page, talk.call.interview, now)
        standing = f' Now: "{stands}".' if stands else f" Enter writes {offered}." if offered else ""
        talk.tell(f"{title}.{standing}")
        while (line := talk.listen()).casefold() in OF_THE_CALL:
            talk.tell(f'Not taken: "{line}" is a word of the call. back leaves the page; ={line} writes it here.')
        if line.casefold() == "back":
            break
        emptied = line == EMPTY
        text = "" if emptied else line[1:].strip() if line.startswith("=") else line or offered
        if text != stands and (text or emptied):
            fresh = new_id(talk.desk.clock())
            place, acts = safety_page.safety_acts(talk.case, place, {name: text}, under_way, talk.today, fresh)
            talk.act(*(act for act, _ in acts))  # one that could not be saved waits: the next is asked
    if waits := concern_waits(talk.case.plan.safety):
        talk.tell(f"{waits}: safety opens the page again.")
    talk.tell(f"Back {talk.place_name}.")


def _safety_page(talk: Talk, place: SafetyPlace) -> dict[str, str]:
    """The lines of this page, with those that could not be saved yet."""
    unsaved = (act for wanted in talk.unsaved for act in wanted.acts if isinstance(act, SafetyNoted))
    waiting: dict[str, str] = {act.field: act.text for act in unsaved if act.page == place.own}
    return {**talk.case.safety_lines(place.name), **waiting}
