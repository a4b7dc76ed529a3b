"""The plan: told with numbers, decided by them, and written to a file for the therapist."""

from __future__ import annotations

from pathlib import Path

from assessor import taxonomy, wording
from assessor.care import consents
from assessor.care.plan import Suggestion
from assessor.export import FORMATS, export, exported
from assessor.export import Refused as NotToLeave
from assessor.journal import Decided
from assessor.plain.state import Talk
from assessor.records.errors import StoreError
from assessor.records.files import write_whole
from assessor.views import call as telling


def plan(talk: Talk, _: str = "") -> None:
    """Tells the plan so far."""
    plan = talk.case.plan
    talk.tell(f"The plan so far. {wording.sentence(telling.standing(plan))}")
    for title, lines in (
        ("Wants help with", plan.needs), ("In the way", plan.barriers), ("Going for them", plan.strengths),
    ):  # fmt: skip
        if lines:
            talk.tell(f"{title}: {'; '.join(line.title for line in lines)}.")
    for goal in plan.goals:
        now = f", now {goal.now} out of 10" if goal.now is not None else ""
        talk.tell(f'Goal: "{goal.what}"{f", by {goal.by}" if goal.by else ""}{now}.')
    for step in plan.actions:
        about = (step.what, step.who, step.by, taxonomy.STEP_STATES[step.state])
        talk.tell(f"Step: {', '.join(filter(None, about))}.")
    talk.offered = [one.id for one in _suggestions(talk)]
    for number, one in enumerate(_suggestions(talk), start=1):
        talk.tell(f"{number}. {_suggested(one)}")
    for held in plan.held_back:
        talk.tell(f"Fits, and is not offered: {held.title}; {wording.sentence(held.because)}")
    for concern in plan.safety:
        passed = f"passed to {concern.told} {concern.told_at}".rstrip()
        talk.tell(f"Safety: {passed if concern.told else 'raised, not yet passed on'}.")
    if not plan.safety:
        talk.tell("Safety: nothing raised.")
    for coming in plan.coming_up:
        talk.tell(f"Coming up: {wording.day(coming.on)}, {coming.what}.")
    for consent in plan.consents:
        talk.tell(f"May be shared with {taxonomy.READERS[consent.reader]}: {consents.STATES[consent.state]}.")
    if talk.offered:
        talk.tell("Type because, agree, aside or reopen with a number.")


def _suggestions(talk: Talk) -> list[Suggestion]:
    """All that could help: what is urgent first, then what is asked of the therapist."""
    plan = talk.case.plan
    urgent = [one for one in plan.suggestions if one.priority == "urgent"]
    rest = [one for one in plan.suggestions if one.priority != "urgent"]
    return [*urgent, *plan.therapist_requests, *rest, *plan.adjustments]


def _numbered(talk: Talk, given: str) -> tuple[Suggestion | None, str]:
    """The suggestion of this number in the plan as it was last told, and the words after the number."""
    number, words = [*given.split(None, 1), "", ""][:2]
    names = talk.offered or [one.id for one in _suggestions(talk)]
    place = talk.place(number, len(names), "plan lists what could help with its numbers.")
    one = talk.case.plan.suggestion(names[place]) if place is not None else None
    if place is not None and one is None:
        talk.tell(f"{number} is no longer suggested. plan lists what is.")
    return one, words


def because(talk: Talk, given: str = "") -> None:
    """Tells why something is suggested, what to say of it, and on whose word."""
    one, _ = _numbered(talk, given)
    if one is None:
        return
    talk.tell(_suggested(one))
    talk.tell(f"Because: {'; '.join(one.because)}.")
    for title, words in (
        ("Set aside because", one.reason), ("As agreed", one.words), ("Asked of the therapist", one.ask),
        ("To ask for" if one.try_it else "Say", one.explain_to_client), ("How to try it", one.try_it),
    ):  # fmt: skip
        if words:
            talk.tell(f"{title}: {words}")
    for party, words in one.does.items():
        talk.tell(f"{wording.capital(taxonomy.PARTIES[party])}: {words}")
    for near in one.partners:
        parts = (near.name, near.area, near.telephone, near.hours, near.url, near.note)
        talk.tell(f"Near you: {', '.join(filter(None, parts))}.")
    if one.source:
        checked = f"checked {wording.day(one.source.checked_on)}" if one.source.checked_on else "not yet verified"
        told = (one.source.publisher, one.source.title, one.source.jurisdiction, one.source.url, checked)
        talk.tell(f"On whose word: {', '.join(filter(None, told))}.")


def agree(talk: Talk, given: str = "") -> None:
    """Agrees a suggestion as it stands, or in other words and with a day."""
    one, words = _numbered(talk, given)
    if one is None:
        return
    by, said = one.by, bool(words)
    words = "" if words == (one.ask or one.title) else words or one.words
    if said:
        talk.tell(f'By when? Enter leaves it "{by}".' if by else "By when? Enter leaves it open.")
        by = talk.listen() or by
    decision = Decided(suggestion=one.id, decision="accepted", words=words, by=by)
    talk.act(decision, told=f"Saved. Agreed: {wording.sentence(words or one.ask or one.title)}")


def aside(talk: Talk, given: str = "") -> None:
    """Sets a suggestion aside, with a reason."""
    one, reason = _numbered(talk, given)
    if one is None:
        return
    if not reason:
        talk.tell("Why is it set aside? Enter alone leaves it as it is.")
        reason = talk.listen()
    if reason:
        decision = Decided(suggestion=one.id, decision="set_aside", reason=reason)
        talk.act(decision, told=f"Saved. Set aside: {one.title}.")
    else:
        talk.tell("Left as it is.")


def reopen(talk: Talk, given: str = "") -> None:
    """Takes back what was decided."""
    one, _ = _numbered(talk, given)
    if one is not None and one.state == "proposed":
        talk.tell("Nothing is decided on it yet.")
    elif one is not None:
        talk.act(Decided(suggestion=one.id, decision="open"), told=f"Saved. To decide: {one.title}.")


def export_page(talk: Talk, name: str = "") -> None:
    """Writes the therapist's page to a file, in the format that the file's ending names."""
    endings = wording.listed((f".{name}" for name, one in FORMATS.items() if not one.ending), "or")
    if not name:
        talk.tell(f"Export to which file? Its name ends in {endings}.")
        name = talk.listen()
    file, ending = Path(name).expanduser(), name.rpartition(".")[2].casefold()
    if "." not in name or ending not in FORMATS or FORMATS[ending].ending:
        talk.tell(f"Nothing was written: a file's name ends in {endings}. If it was an answer, type = before it.")
        return
    try:
        page = export(talk.case, ending, "therapist")
        replace = False
        if file.is_file():
            talk.tell(f"{file} is there already. Type replace to write over it; Enter leaves it.")
            replace = (line := talk.listen()).casefold() == "replace"
            if not replace:
                talk.waiting += [line] if line else []
                talk.tell("Nothing was written.")
                return
        write_whole(file, page, replace)
    except (NotToLeave, StoreError) as error:
        talk.tell(f"Not exported: {wording.sentence(str(error))}")
        return
    talk.act(exported(talk.case, ending, "therapist"), told=f"Saved. Written: {file}")


def _suggested(one: Suggestion) -> str:
    """A suggestion with how it stands, in a line."""
    state = {"proposed": "to decide", "accepted": "agreed", "set_aside": "set aside"}[one.state]
    if one.state == "accepted" and one.progress != "to_do":
        state = taxonomy.STEP_STATES[one.progress]
    urgent = {"urgent": "urgent today", "soon": "soon"}.get(one.priority, "") if one.state == "proposed" else ""
    title = f"For the therapist: {one.title}" if one.for_therapist else one.title
    return f"{', '.join(filter(None, (title, urgent, state, one.by)))}."
