"""What an adviser presses to put a persona's answers into a call: worked out from the interview, without a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assessor.acts.agreeing import answer_suggestion, talked_over
from assessor.acts.decisions import set_aside
from assessor.acts.terms_line import read_terms, read_when
from assessor.care.agreeing import NOT_NOW, PUT_OFF, YES, Terms, proposed_terms, to_talk_over
from assessor.care.case import Call, Case
from assessor.care.plan import Plan
from assessor.journal import Act, Answered, Decided, NotAnswered, Noted, SafetyNoted
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import OPTION_KEYS, Answer, Asked
from assessor.scripts.settling import OUT
from assessor.views.call import SAFETY_LINES, before, question_matches

REASON_KEYS = {"declined": "ctrl+t", "unknown": "ctrl+o", "skip": "ctrl+s"}
LINE_ALL, WORDS_ALL = "shift+home", "f7"  # what marks all that stands in a line, and in a field of several


@dataclass(frozen=True)
class Words:
    """Words that are typed letter by letter, or pasted."""

    text: str


Stroke = str | Words
"""One key by its name, or words."""


def presses(strokes: Iterable[Stroke]) -> int:
    """How many keys that is, with every letter typed."""
    return sum(len(stroke.text) if isinstance(stroke, Words) else 1 for stroke in strokes)


@dataclass(frozen=True)
class Turn:
    """What is said to one question, with the notes on it; or the lines of the safety page."""

    act: Answered | NotAnswered | None
    notes: tuple[str, ...] = ()
    safety: dict[str, str] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """The question; empty for the safety page."""
        return self.act.question if self.act else ""

    @property
    def acts(self) -> Iterator[Act]:
        """The acts that it stands for."""
        for note in self.notes:
            yield Noted(text=note, question=self.about)
        if self.act:
            yield self.act
        for name in SAFETY_LINES:
            if name in self.safety:
                yield SafetyNoted(field=name, text=self.safety[name])


def turns(acts: Sequence[Act]) -> list[Turn]:
    """These acts as the turns of a talk."""
    made: list[Turn] = []
    for act in acts:
        match act:
            case Answered() | NotAnswered():
                made.append(Turn(act))
            case Noted(text=text):
                at = max(place for place, turn in enumerate(made) if turn.act)  # the safety page may lie between
                made[at] = replace(made[at], notes=(*made[at].notes, text))
            case SafetyNoted(field=name, text=text):
                earlier = made.pop().safety if made and made[-1].act is None else {}
                made.append(Turn(None, safety=earlier | {name: text}))
    return made


def taken(interview: Interview, turn: Turn, written: Iterable[str] = ()) -> list[Stroke] | None:
    """The strokes of one turn, from the interview as it stands; None while its question is not on the route.

    ``written`` are the lines that the safety page of this call holds already.
    """
    if turn.act is None:
        return list(_safety(turn.safety, list(written)))
    question = interview.course.question(turn.act.question)
    reached = reach(interview, turn.act.question)
    if question is None or reached is None:
        return None
    at_once = turn.notes[:1] if isinstance(turn.act, Answered) and _opens_note(question, turn.act.value) else ()
    strokes = list(reached)
    for note in turn.notes[len(at_once) :]:
        strokes += ["ctrl+n", Words(note), "enter"]
    if isinstance(turn.act, NotAnswered):
        return [*strokes, REASON_KEYS[turn.act.reason]]
    shown = (
        interview.responses[question.id].value
        if question.id in interview.responses
        else interview.last_time(question.id)
    )
    strokes += _answer(question, question.parse(turn.act.value, interview.today), shown, interview.today)
    if _opens_safety(question, turn.act.value):
        strokes.append("escape")
    elif _opens_note(question, turn.act.value):
        strokes += [Words(at_once[0]), "enter"] if at_once else ["escape"]
    elif question.is_open:  # what was heard, if anything, is left; where nothing was, the key does nothing
        strokes.append("escape")
    return strokes


def reach(interview: Interview, name: str) -> list[Stroke] | None:
    """The strokes that stand the adviser before a question: none, back, or go to; None if it does not apply."""
    if interview.stands_at == name:
        return []
    if interview.state(name) == OUT:
        return None
    if before(interview) == name:
        return ["ctrl+b"]
    word, down = _sought(interview, name)
    return ["ctrl+g", Words(word), *["down"] * down, "enter"]


def _sought(interview: Interview, name: str) -> tuple[str, int]:
    """A word of the question that finds it, and how far down the list it then stands."""
    words = f"{interview.title(name)} {interview.text(name, 'say')}".casefold().split()
    places: dict[str, int] = {}
    for word in dict.fromkeys(words):
        listed = [step.name for step, *_ in question_matches(interview, word)]
        if name in listed:
            places[word] = listed.index(name)
    word = min(places, key=lambda one: len(one) + places[one])
    return word, places[word]


def _opens_note(question: Asked, value: object) -> bool:
    return any(option.note for option in question.chosen(value)) and not _opens_safety(question, value)


def _opens_safety(question: Asked, value: object) -> bool:
    return any(option.safety for option in question.chosen(value))


def _answer(question: Asked, value: Answer, shown: Any, today: date) -> list[Stroke]:
    match question.field.shape:
        case "options" if isinstance(value, tuple):
            return [*_toggled(question, set(value), set(shown or ())), "enter"]
        case "options":
            return [question.draft(value)]
        case "ruler":
            return ["t" if value == 10 else f"{value}"]
        case shape:
            if shown == value:
                return ["enter"]
            clear: list[Stroke] = [] if shown is None else [WORDS_ALL if shape == "words" else LINE_ALL]
            text = _as_typed(value, question, today) if isinstance(value, date) else question.draft(value)
            return [*clear, Words(text), "enter"]


def _as_typed(day: date, question: Asked, today: date) -> str:
    """The shortest that an adviser would type for this day."""
    away = (day - today).days
    ways = [f"in {away} days" if away > 0 else f"{-away} days ago", f"{day.day}/{day.month}/{day:%y}"]
    ways += ["today"] if away == 0 else ["tomorrow"] if away == 1 else ["yesterday"] if away == -1 else []
    return min((way for way in ways if question.parse(way, today) == day), key=len)


def _toggled(question: Asked, wanted: set[str], marked: set[str]) -> Iterator[str]:
    alone = {option.code for option in question.choices if option.exclusive}
    new = wanted - marked
    gone = marked - wanted - (alone if new else set())  # a new mark takes an exclusive one away by itself
    if new & alone:  # and an exclusive one takes away all the others
        gone = set()
    yield from (OPTION_KEYS[place] for place, code in enumerate(question.codes) if code in gone | new)


def _safety(lines: dict[str, str], written: list[str]) -> Iterator[Stroke]:
    """The page opens at its first empty line; each Enter is one line on."""
    names = list(SAFETY_LINES)
    here = next((name for name in names if name not in written), names[0])
    yield "ctrl+r"
    left, stamped = dict(lines), False
    while left:
        if here in left:
            if here in written or (here == "told_at" and stamped):
                yield WORDS_ALL
            yield Words(left.pop(here))
            stamped = stamped or here == "told"
        if left:
            yield "enter"
            here = names[(names.index(here) + 1) % len(names)]
    yield "escape"


def stands_to_agree(interview: Interview) -> bool:
    """Whether the call stands where what could help is talked over."""
    question = interview.course.question(interview.stands_at) if interview.stands_at else None
    return question is not None and question.agrees


def agreed(case: Case, call: Call, decisions: Sequence[Decided], today: date) -> tuple[list[Stroke], list[Act]]:
    """The strokes for what is put now where what could help is talked over, and the acts that they make: as it was
    decided, left for later where another is decided still, and on with the call where none is."""
    plan, place = case.plan, call.interview.stands_at or ""
    wanted = {decision.suggestion: decision for decision in decisions}
    waiting = [one.id for one in to_talk_over(plan, call)]
    if not set(waiting) & set(wanted):
        return ["escape" if waiting else "enter"], [talked_over(place)]
    one = plan.suggestion(waiting[0])
    assert one is not None  # noqa: S101
    terms, decision = proposed_terms(one, today), wanted.get(one.id)
    if decision is None:
        return ["6"], [answer_suggestion(one, PUT_OFF, terms)]
    if decision.decision == "set_aside":
        acts = [answer_suggestion(one, NOT_NOW, terms), set_aside(one, decision.reason)]
        return ["3", "w", LINE_ALL, Words(decision.reason), "enter"], list(acts)
    if decision.words in ("", one.agreed):
        if not decision.by:
            return ["1"], [answer_suggestion(one, YES, terms)]
        typed = read_terms(decision.by, terms, case.client, case.calls[-1].interview.adviser, today)
        return ["tab", Words(decision.by), "enter"], [answer_suggestion(one, YES, typed)]
    by: list[Stroke] = [*([LINE_ALL] if terms.by else []), Words(decision.by)] if decision.by else []
    when = read_when(decision.by, today) if decision.by else terms.by
    strokes: list[Stroke] = ["2", LINE_ALL, Words(decision.words), "enter", *by, "ctrl+s"]
    return strokes, [answer_suggestion(one, YES, Terms(terms.who, when), decision.words)]


def decided(plan: Plan, decisions: Sequence[Decided]) -> Iterator[Stroke]:
    """The strokes on the plan's page for these decisions, from the mark at the first suggestion on."""
    by_name = {decision.suggestion: decision for decision in decisions}
    rows = listed(plan)
    still = {one.id for one in (*plan.therapist_requests, *plan.suggestions) if one.state == "proposed"}
    here = 0
    for at, name in enumerate(rows):
        decision = by_name.get(name)
        if decision is None:
            continue
        yield from ["down" if at > here else "up"] * abs(at - here)
        one = plan.suggestion(name)
        assert one is not None  # noqa: S101
        if decision.decision == "set_aside":
            yield from ("x", Words(decision.reason), "enter")
        elif decision.words in ("", one.words) and decision.by in ("", one.by):
            yield "a"
        else:
            yield "e"
            fields = ((decision.words, one.agreed, "enter"), (decision.by, one.by, "ctrl+s"))
            for wanted, stands, then in fields:
                if wanted != stands and (wanted or wanted is decision.by):
                    yield from ([LINE_ALL] if stands else [])
                    yield Words(wanted)
                yield then
        still.discard(name)
        following = [i for i, row in enumerate(rows) if row in still]
        here = next((i for i in following if i > at), following[0] if following else at)


def listed(plan: Plan) -> list[str]:
    """The suggestions in the order of the plan's page."""
    urgent = [one.id for one in plan.suggestions if one.priority == "urgent"]
    rest = [one.id for one in plan.suggestions if one.id not in urgent]
    return [*urgent, *(one.id for one in plan.therapist_requests), *rest, *(one.id for one in plan.adjustments)]
