"""The plan: everything agreed and everything proposed, read from a call's answers and the adviser's decisions.

Nothing in it is kept; it is worked out afresh from the interview, the decisions and the safety page, and so is
the same whatever the order in which they came. A suggestion is never an act: it stays proposed until the
adviser accepts it or sets it aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from assessor import taxonomy, wording
from assessor.care.bank import Bank
from assessor.care.status import StatusRecord, status_record
from assessor.journal import Decided, Frozen
from assessor.scripts.conditions import Node, names_in
from assessor.scripts.interview import ON, Interview
from assessor.scripts.model import Source

State = Literal["proposed", "accepted", "set_aside"]
NO_LONGER = "agreed earlier; the answers as they now stand would not suggest it"


class Line(Frozen):
    """A need, barrier or strength: its code, its title, and what it rests on.

    ``words`` are the client's, as far as they say more than the title; ``note`` is the adviser's at the same
    question, given once.
    """

    code: str
    title: str
    words: str
    question: str
    note: str = ""


class Goal(Frozen):
    """What the client wants, in their words; ``now`` is where they are, 0 to 10."""

    what: str
    aim: str = ""
    by: str = ""
    sign: str = ""
    obstacle: str = ""
    who: str = ""
    now: int | None = None


class Action(Frozen):
    """One step: what, who, by when, and how it stands."""

    what: str
    who: str = ""
    by: str = ""
    state: Literal["to do", "done"] = "to do"


class Suggestion(Frozen):
    """What a rule of the catalogue proposes, because of what, and on whose word."""

    id: str
    title: str
    because: tuple[str, ...]
    source: Source | None
    priority: taxonomy.Priority
    who: tuple[taxonomy.Party, ...]
    ask: str = ""
    explain_to_client: str = ""
    does: Mapping[str, str] = {}
    state: State = "proposed"
    words: str = ""
    by: str = ""
    reason: str = ""

    @property
    def for_therapist(self) -> bool:
        """Whether this is asked of the therapist."""
        return "therapist" in self.who

    @property
    def agreed(self) -> str:
        """The step as it was agreed: in the adviser's words, else the catalogue's."""
        return self.words or self.ask or self.title


class Consent(Frozen):
    """Whether the client agrees to sharing with a reader; None if that was not asked or not answered."""

    reader: taxonomy.Reader
    given: bool | None
    on: date | None = None


class Concern(Frozen):
    """What the safety page holds; empty where nothing was written."""

    words: str = ""
    where: str = ""
    told: str = ""
    told_at: str = ""
    said: str = ""
    agreed: str = ""


class Coming(Frozen):
    """A day that the plan must not miss."""

    on: date
    what: str


class Plan(Frozen):
    """The plan as it stands; lists are in the order in which a reader wants them."""

    situation: str | None = None
    aim: str | None = None
    work: Mapping[str, str] = {}
    needs: tuple[Line, ...] = ()
    barriers: tuple[Line, ...] = ()
    strengths: tuple[Line, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    therapist_requests: tuple[Suggestion, ...] = ()
    safety: tuple[Concern, ...] = ()
    consents: tuple[Consent, ...] = ()
    coming_up: tuple[Coming, ...] = ()
    next_contact: str = ""
    next_date: date | None = None
    if_harder: str = ""
    rulers: Mapping[str, int] = {}
    status: StatusRecord | None = None

    def proposed(self) -> tuple[Suggestion, ...]:
        """Suggestions and requests on which nothing is decided yet, the therapist's first."""
        return tuple(s for s in (*self.therapist_requests, *self.suggestions) if s.state == "proposed")

    def accepted(self) -> tuple[Suggestion, ...]:
        """Suggestions that were accepted, without the therapist's."""
        return tuple(s for s in self.suggestions if s.state == "accepted")

    def suggestion(self, name: str) -> Suggestion | None:
        """The suggestion or request of this id."""
        return next((s for s in (*self.therapist_requests, *self.suggestions) if s.id == name), None)

    def consent(self, reader: str) -> Consent:
        """What the client said about this reader."""
        found = (consent for consent in self.consents if consent.reader == reader)
        return next(found, Consent(reader=reader, given=None))


def make_plan(interview: Interview, bank: Bank, decisions: Mapping[str, Decided], safety: Mapping[str, str]) -> Plan:
    """The plan that these answers, decisions and safety notes make."""
    lines = _lines(interview)
    offered = _suggestions(interview, bank, decisions)
    return Plan(
        situation=_single(interview, "situation"),
        aim=_single(interview, "aim"),
        work=_details(interview),
        needs=tuple(lines["need"].values()),
        barriers=tuple(lines["barrier"].values()),
        strengths=tuple(lines["strength"].values()),
        goals=_goals(interview),
        actions=_actions(interview),
        suggestions=tuple(s for s in offered if not s.for_therapist),
        therapist_requests=tuple(s for s in offered if s.for_therapist),
        safety=(Concern(**safety),) if any(safety.values()) else (),
        consents=_consents(interview),
        coming_up=_coming_up(interview),
        next_contact=_next_contact(interview),
        next_date=_date(interview, "next.date"),
        if_harder=_own(interview, "if_harder"),
        rulers=_rulers(interview),
        status=status_record(interview),
    )


def _lines(interview: Interview) -> dict[str, dict[str, Line]]:
    """Needs, barriers and strengths by kind and code, in the order of the questions that record them."""
    lines: dict[str, dict[str, Line]] = {kind: {} for kind in taxonomy.PLURAL}
    noted: set[str] = set()
    for kind, code, name in interview.facts():
        question = interview.course.question(name)
        if kind not in lines or code in lines[kind] or question is None:
            continue
        title, words = taxonomy.FACTS[kind][code], question.told(interview.answer(name), (kind, code))
        note = "" if name in noted else interview.note(name)
        noted.add(name)
        lines[kind][code] = Line(code=code, title=title, words=words, question=name, note=note)
    return lines


def _single(interview: Interview, kind: str) -> str | None:
    value = interview.values.get(kind)
    return value if isinstance(value, str) and value in taxonomy.FACTS[kind] else None


def _own(interview: Interview, detail: str) -> str:
    name = interview.detail(detail)
    return interview.written(name) if name else ""


def _date(interview: Interview, detail: str) -> date | None:
    name = interview.detail(detail)
    value = interview.answer(name) if name else None
    return value if isinstance(value, date) else None


def _details(interview: Interview) -> dict[str, str]:
    parts = (
        "work",
        "last_work",
        "hope",
        "absence",
        "fit_note",
        "pay",
        "meeting",
        "return",
        "health",
        "therapy",
    )
    return {
        detail: words
        for detail in taxonomy.DETAILS
        if detail.split(".")[0] in parts and (words := _own(interview, detail))
    }


def _rulers(interview: Interview) -> dict[str, int]:
    found: dict[str, int] = {}
    for ruler in ("importance", "confidence", "readiness"):
        name = interview.detail(f"ruler.{ruler}")
        value = interview.answer(name) if name else None
        if isinstance(value, int):
            found[ruler] = value
    return found


def _parts(interview: Interview, root: str, count: int) -> Iterable[dict[str, Any]]:
    for n in range(1, count + 1):
        prefix = f"{root}{n}."
        parts = {d.removeprefix(prefix): _own(interview, d) for d in taxonomy.DETAILS if d.startswith(prefix)}
        if parts.get("what"):
            yield parts | {"number": n}


def _goals(interview: Interview) -> tuple[Goal, ...]:
    goals = []
    for parts in _parts(interview, "goal", 3):
        name = interview.detail(f"goal{parts.pop('number')}.now")
        now = interview.answer(name) if name else None
        goals.append(Goal(**parts | {"now": now if isinstance(now, int) else None}))
    return tuple(goals)


def _actions(interview: Interview) -> tuple[Action, ...]:
    actions = []
    for parts in _parts(interview, "action", 4):
        parts.pop("number")
        actions.append(Action(**parts))
    return tuple(actions)


def _consents(interview: Interview) -> tuple[Consent, ...]:
    found: dict[str, Consent] = {}
    for step in interview.course.questions:
        reader = getattr(step.question, "reader", None)
        if reader is None or interview.states[step.place] != ON:
            continue
        given = interview.given.get(step.name)
        if given is None or given.reason == "skip":
            continue
        on = given.entry.at.astimezone().date() if given.entry else interview.today
        agrees = None if given.reason == "unknown" else given.value == "yes"
        found[reader] = Consent(reader=reader, given=agrees, on=on)
    return tuple(found.values())


def _coming_up(interview: Interview) -> tuple[Coming, ...]:
    days = []
    for detail in taxonomy.COMING_UP:
        on = _date(interview, detail)
        if on is None or on < interview.today:
            continue
        what = taxonomy.DETAILS[detail]
        if detail == "meeting.date" and (kind := _own(interview, "meeting.what")):
            what = f"{what}: {kind}"
        days.append(Coming(on=on, what=what))
    return tuple(sorted(days, key=lambda coming: coming.on))


def _next_contact(interview: Interview) -> str:
    on = _own(interview, "next.date")
    if not on:
        return ""
    at, how = _own(interview, "next.time"), _own(interview, "next.how")
    return " ".join(filter(None, (on, at and f"at {at}", how and f"({how})")))


# ---- suggestions ---------------------------------------------------------------------------------------


def _suggestions(interview: Interview, bank: Bank, decisions: Mapping[str, Decided]) -> tuple[Suggestion, ...]:
    found = []
    for rule in bank.rules(interview.course):
        entry = rule.entry
        decided = decisions.get(entry.id)
        offered = bool(rule.test(interview.values)) and entry.in_force(interview.today)
        if not offered and (decided is None or decided.decision != "accepted"):
            continue
        state: State = "proposed"
        if decided is not None and decided.decision != "open":
            state = decided.decision
        found.append(
            Suggestion(
                id=entry.id,
                title=_filled(interview, bank, entry.title),
                because=_because(interview, bank, entry.because, rule.test) if offered else (NO_LONGER,),
                source=entry.source,
                priority=entry.priority,
                who=(decided.who if decided else ()) or entry.who,
                ask=_filled(interview, bank, entry.ask),
                explain_to_client=_filled(interview, bank, entry.explain_to_client),
                does={party: _filled(interview, bank, text) for party, text in entry.does.items()},
                state=state,
                words=decided.words if decided else "",
                by=decided.by if decided else "",
                reason=decided.reason if decided else "",
            )
        )
    order = {priority: place for place, priority in enumerate(taxonomy.PRIORITIES)}
    return tuple(sorted(found, key=lambda suggestion: order[suggestion.priority]))


def _filled(interview: Interview, bank: Bank, text: str) -> str:
    return bank.text(text).fill(interview.piped) if "{" in text else text


def _because(interview: Interview, bank: Bank, reasons: tuple[str, ...], test: Node) -> tuple[str, ...]:
    """The reasons whose words are all there; with none of those, the answers that the rule rests on."""
    said = []
    for reason in reasons:
        if "{" in reason:
            filled = interview.filled(bank.text(reason))
            if filled is None:
                continue
            reason = filled
        said.append(reason)
    return tuple(said) or tuple(
        f"{question.title}: {wording.shorten(interview.own_words(name), 80)}"
        for name in names_in(test)
        if (question := interview.course.question(name)) and interview.answer(name) is not None
    )
