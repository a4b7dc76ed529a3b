"""The plan: everything agreed and everything proposed, read from the calls' answers and the adviser's decisions.

Nothing in it is kept; it is worked out afresh from what is known, the decisions and the safety page, and so is
the same whatever the order in which they came. A suggestion is never an act: it stays proposed until the
adviser accepts it or sets it aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import not_
from typing import Any, Literal

from pydantic import Field

from assessor import taxonomy, wording
from assessor.bank.bank import Bank
from assessor.bank.interventions import Intervention
from assessor.bank.overlay import Partner
from assessor.care.answers import Known
from assessor.care.consents import Consent
from assessor.care.employment_status import StatusRecord, status_record
from assessor.care.goals import Action, Became, Goal, StepState, actions, became, day_of, goals, said_on, words_of
from assessor.care.handwritten import NOTHING_BY_HAND, ByHand
from assessor.journal import UNPLACED, Decided, Frozen
from assessor.scripts.conditions import Node, grounds
from assessor.scripts.interview import Interview
from assessor.scripts.model import Source

State = Literal["proposed", "accepted", "set_aside"]
BarrierState = Literal["", "gone", "better", "same", "worse"]
NO_LONGER = "agreed earlier; the answers as they now stand would not suggest it"
ADJUSTMENTS_OFFERED = 5
"""How many adjustments a plan proposes at once: the few that fit best."""


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
    state: BarrierState = ""


class Reply(Frozen):
    """What the therapist answered to a request: on which day, in which words, and who it was. ``for_client`` says that
    the client may read the words too."""

    answer: Literal["accepted", "done", "not_now"]
    on: date
    words: str = ""
    name: str = ""
    for_client: bool = Field(default=False, exclude_if=not_)  # so that what left before there was this reads the same


class Suggestion(Frozen):
    """What a rule of the catalogue proposes, because of what, and on whose word; or a request written by hand.

    ``goal`` is the key of the goal that it serves, ``reply`` the therapist's latest answer. ``piped`` says that its
    title has somebody's answer in it, so that it is not the catalogue's words alone.
    """

    id: str
    title: str
    because: tuple[str, ...]
    source: Source | None
    priority: taxonomy.Priority
    who: tuple[taxonomy.Party, ...]
    ask: str = ""
    explain_to_client: str = ""
    does: Mapping[str, str] = {}
    try_it: str = ""
    partners: tuple[Partner, ...] = ()
    state: State = "proposed"
    progress: StepState = "to_do"
    words: str = ""
    by: str = ""
    reason: str = ""
    goal: str = ""
    reply: Reply | None = None
    by_hand: bool = False
    piped: bool = Field(default=False, exclude=True)

    @property
    def for_therapist(self) -> bool:
        """Whether this is asked of the therapist."""
        return "therapist" in self.who

    @property
    def stands(self) -> bool:
        """Whether the answers as they now stand would still suggest it."""
        return self.because != (NO_LONGER,)

    @property
    def agreed(self) -> str:
        """The step as it was agreed: in the adviser's words, else the catalogue's."""
        return self.words or self.ask or self.title


class Held(Frozen):
    """Something that would fit, and why it is not offered."""

    id: str
    title: str
    because: str


class Measure(Frozen):
    """A published measure's score on a day; ``case`` is whether it counts as a case, ``change`` the difference from
    the first time, and ``reliable`` whether that is more than chance."""

    id: str
    title: str
    on: date
    score: int
    case: bool | None = None
    change: int | None = None
    reliable: bool | None = None


class Concern(Frozen):
    """What the safety page of one call holds; empty where nothing was written.

    ``on`` is the day of the call, ``because`` an answer that calls for the page.
    """

    on: date | None = None
    because: str = ""
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
    adjustments: tuple[Suggestion, ...] = ()
    held_back: tuple[Held, ...] = ()
    gone: tuple[Line, ...] = ()
    measures: tuple[Measure, ...] = ()
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
        """Suggestions and adjustments that were accepted, without what is asked of the therapist."""
        return tuple(s for s in (*self.suggestions, *self.adjustments) if s.state == "accepted")

    def asked(self) -> tuple[Suggestion, ...]:
        """What is asked of the therapist as things now stand."""
        return tuple(s for s in self.therapist_requests if s.state == "accepted" and s.stands)

    def goal(self, key: str) -> Goal | None:
        """The goal of this key."""
        return next((goal for goal in self.goals if goal.key == key), None)

    def suggestion(self, name: str) -> Suggestion | None:
        """The suggestion, request or adjustment of this id."""
        every = (*self.therapist_requests, *self.suggestions, *self.adjustments)
        return next((s for s in every if s.id == name), None)

    def consent(self, reader: str) -> Consent:
        """What the client said about this reader."""
        found = (consent for consent in self.consents if consent.reader == reader)
        return next(found, Consent(reader=reader, given=None))


def make_plan(
    known: Known,
    bank: Bank,
    decisions: Mapping[str, Decided],
    safety: Sequence[Mapping[str, str]] = (),
    by_hand: ByHand = NOTHING_BY_HAND,
    consented: tuple[Consent, ...] = (),
) -> Plan:
    """The plan that these answers, decisions and safety pages make, with what was written by hand.

    Its catalogue is that of ``bank``. ``safety`` holds the lines of each call's safety page in the order of the calls,
    after those written before any; ``consented`` is where consent stands.
    """
    states = became(known)
    lines = _lines(known)
    gone = tuple(line for line in lines["barrier"].values() if line.state == "gone")
    steps = actions(known, states, by_hand)
    written = [_by_hand(step, by_hand) for step in steps if "therapist" in step.parties and step.key in by_hand.steps]
    asked_by_hand = {one.id for one in written}
    known = known.stating({line.code: line.state != "gone" for line in lines["barrier"].values() if line.state})
    offered, held = _suggestions(known, bank, decisions, states, by_hand)
    barriers = tuple(line for line in lines["barrier"].values() if line.state != "gone")
    requests = [*(s for s in offered if s.for_therapist), *written]
    return Plan(
        situation=_single(known, "situation"),
        aim=_single(known, "aim"),
        work=_details(known),
        needs=tuple(lines["need"].values()),
        barriers=barriers,
        strengths=tuple(lines["strength"].values()),
        goals=goals(known, states, by_hand),
        actions=tuple(step for step in steps if step.key not in asked_by_hand),
        suggestions=by_hand.in_order((f"suggestion {s.id}", s) for s in offered if not s.for_therapist),
        therapist_requests=by_hand.in_order((f"request {s.id}", s) for s in requests),
        adjustments=_adjustments(known, bank, decisions, states, offered, [line.code for line in barriers], by_hand),
        held_back=held,
        gone=gone,
        measures=tuple(_measures(known)),
        safety=_concerns(known, safety),
        consents=consented,
        coming_up=_coming_up(known),
        next_contact=_next_contact(known.talk),
        next_date=day_of(known.talk, "next.date"),
        if_harder=known.written("if_harder"),
        rulers=_rulers(known),
        status=_status(known),
    )


def _by_hand(step: Action, by_hand: ByHand) -> Suggestion:
    """A step that was written by hand for the therapist, as a request."""
    return Suggestion(
        id=step.key,
        title=step.what,
        because=(step.because,) if step.because else (),
        source=None,
        priority="usual",
        who=step.parties,
        state="set_aside" if step.state == "dropped" else "accepted",
        progress=step.state,
        words=step.what,
        by=step.by,
        reason=step.why,
        goal=step.goal,
        reply=_reply(step.key, by_hand),
        by_hand=True,
    )


def _reply(request: str, by_hand: ByHand) -> Reply | None:
    written = by_hand.replies.get(request)
    if written is None:
        return None
    act, on = written.act, written.entry.at.astimezone().date()
    return Reply(answer=act.answer, on=on, words=act.words, name=act.name, for_client=act.for_client)


def _lines(known: Known) -> dict[str, dict[str, Line]]:
    """Needs, barriers and strengths by kind and code, in the order of the questions that record them.

    What a later call said became of a barrier stands until a still later answer records it anew. A barrier that was
    said to be there stays, even where the answer that first recorded it no longer applies.
    """
    lines: dict[str, dict[str, Line]] = {kind: {} for kind in taxonomy.PLURAL}
    noted: set[str] = set()
    for interview, own in zip(known.interviews, known.own, strict=True):
        found: set[str] = set()
        for number, code in enumerate(own.earlier.slots.get("barrier", ()), start=1):
            name = own.detail(f"earlier_barrier{number}.state")
            if name is None:
                continue
            before = lines["barrier"].get(code) or Line(
                code=code, title=taxonomy.BARRIERS[code], question=name,
                words=own.earlier.words.get(f"barrier_{number}_words", ""),
            )  # fmt: skip
            lines["barrier"][code] = Line.model_validate(before.model_dump() | {"state": own.answer(name)})
        for kind, code, name in interview.facts():
            question = interview.course.question(name)
            if kind not in lines or question is None or f"{kind} {code}" in found:
                continue
            found.add(f"{kind} {code}")
            words = question.told(interview.answer(name), (kind, code))
            note = "" if name in noted else interview.note(name)
            noted.add(name)
            title = taxonomy.FACTS[kind][code]
            lines[kind][code] = Line(code=code, title=title, words=words, question=name, note=note)
    return lines


def _single(known: Known, kind: str) -> str | None:
    value = known.get(kind)
    return value if isinstance(value, str) and value in taxonomy.FACTS[kind] else None


_SHOWN = ("work", "last_work", "hope", "absence", "fit_note", "pay", "meeting", "return", "health", "therapy")


def _details(known: Known) -> dict[str, str]:
    return {
        detail: words
        for detail in taxonomy.DETAILS
        if detail.split(".")[0] in _SHOWN and (words := known.written(detail))
    }


def _status(known: Known) -> StatusRecord | None:
    """The employment status record of the latest call that took one."""
    records = (status_record(interview) for interview in reversed(known.own))
    return next((record for record in records if record.EmployStatus is not None), None)


def _rulers(known: Known) -> dict[str, int]:
    found: dict[str, int] = {}
    for ruler in ("importance", "confidence", "readiness"):
        value = known.value(f"ruler.{ruler}")
        if isinstance(value, int):
            found[ruler] = value
    return found


def _measures(known: Known) -> Iterator[Measure]:
    """The latest score of each published measure all of whose questions were answered."""
    first: dict[str, int] = {}
    latest: dict[str, Measure] = {}
    for interview in known.own:
        for score in interview.course.script.scores:
            value = interview.score(score)
            if score.case_at is None or value is None:
                continue
            since = None if score.id not in first else value - first[score.id]
            first.setdefault(score.id, value)
            reliable = None if since is None or score.reliable_change is None else abs(since) >= score.reliable_change
            latest[score.id] = Measure(
                id=score.id, title=score.title or score.id, on=said_on(interview, score.of[-1]), score=value,
                case=value >= score.case_at, change=since, reliable=reliable,
            )  # fmt: skip
    yield from latest.values()


def _concerns(known: Known, safety: Sequence[Mapping[str, str]]) -> tuple[Concern, ...]:
    """What stands on each call's safety page, with the answers that call for it; the latest call's first."""
    before, *pages = safety or ({},)
    concerns = [Concern(**before)] if any(before.values()) else []
    for place, interview in enumerate(known.own):
        page = pages[place] if place < len(pages) else {}
        because = "; ".join(_calling_for_safety(interview))
        if because or any(page.values()):
            concerns.append(Concern(on=interview.today, because=because, **page))
    return tuple(reversed(concerns))


def _calling_for_safety(interview: Interview) -> Iterator[str]:
    for step in interview.course.questions:
        chosen = step.question.chosen(interview.answer(step.name)) if step.question else ()
        if any(option.safety for option in chosen):
            yield f"{interview.title(step.name)}: {interview.words(step.name)}"


def _coming_up(known: Known) -> tuple[Coming, ...]:
    days = []
    for detail in taxonomy.COMING_UP:
        on = known.day(detail)
        if on is None or on < known.latest.today:
            continue
        certain = known.day(taxonomy.LIKELY_DAYS.get(detail, ""))
        if certain is not None and certain >= known.latest.today:
            continue
        what = taxonomy.DETAILS[detail]
        found = known.detail(detail)
        if detail == "meeting.date" and found and (kind := words_of(found[0], "meeting.what")):
            what = f"{what}: {kind}"
        days.append(Coming(on=on, what=what))
    return tuple(sorted(days, key=lambda coming: coming.on))


def _next_contact(interview: Interview) -> str:
    on = words_of(interview, "next.date")
    if not on:
        return ""
    at, how = words_of(interview, "next.time"), words_of(interview, "next.how")
    return " ".join(filter(None, (on, at and f"at {at}", how and f"({how})")))


# ---- suggestions ---------------------------------------------------------------------------------------


def _suggestions(
    known: Known, bank: Bank, decisions: Mapping[str, Decided], states: Mapping[str, Became], by_hand: ByHand
) -> tuple[tuple[Suggestion, ...], tuple[Held, ...]]:
    """What the catalogue offers, the most pressing first, and what would fit but is held back."""
    found, held = [], []
    for rule in bank.rules:
        entry, decided = rule.entry, decisions.get(rule.entry.id)
        offered = bool(rule.test(known)) and entry.in_force(known.latest.today)
        reason = next((because for test, because in rule.unless if test(known)), None) if offered else None
        if reason is not None:
            offered = False
            held.append(
                Held(id=entry.id, title=_filled(known, bank, entry.title), because=_filled(known, bank, reason))
            )
        if not offered and (decided is None or decided.decision != "accepted"):
            continue
        because = _because(known, bank, entry.because, rule.test) if offered else (NO_LONGER,)
        found.append(_suggestion(known, bank, entry, decided, states, because, by_hand))
    order = {priority: place for place, priority in enumerate(taxonomy.PRIORITIES)}
    return tuple(sorted(found, key=lambda suggestion: order[suggestion.priority])), tuple(held)


def _suggestion(
    known: Known,
    bank: Bank,
    entry: Intervention,
    decided: Decided | None,
    states: Mapping[str, Became],
    because: tuple[str, ...],
    by_hand: ByHand,
) -> Suggestion:
    return Suggestion(
        id=entry.id,
        title=_filled(known, bank, entry.title),
        because=because,
        source=entry.source,
        priority=entry.priority,
        who=(decided.who if decided else ()) or entry.who,
        ask=_filled(known, bank, entry.ask),
        explain_to_client=_filled(known, bank, entry.explain_to_client),
        does={party: _filled(known, bank, text) for party, text in entry.does.items()},
        partners=bank.partners(entry.id),
        **_decision(decided),
        progress=_progress(entry.id, decided, states, by_hand),
        reply=_reply(entry.id, by_hand),
        piped="{" in entry.title,
    )


def _decision(decided: Decided | None) -> dict[str, Any]:
    if decided is None:
        return {}
    state = "proposed" if decided.decision == "open" else decided.decision
    return {
        "state": state, "words": decided.words, "by": decided.by, "reason": decided.reason, "goal": decided.goal,
    }  # fmt: skip


def _progress(name: str, decided: Decided | None, states: Mapping[str, Became], by_hand: ByHand) -> Any:
    """How far a step has come: by the last word on it, in a later call or by hand."""
    became = states.get(name)
    if became is not None and (decided is None or became.place > by_hand.decided.get(name, UNPLACED)):
        return became.state
    return decided.progress if decided else "to_do"


def _filled(known: Known, bank: Bank, text: str) -> str:
    return bank.text(text).fill(known.piped) if "{" in text else text


def _because(known: Known, bank: Bank, reasons: tuple[str, ...], test: Node) -> tuple[str, ...]:
    """The reasons whose words are all there; with none of those, the answers that the rule rests on."""
    said = []
    for reason in reasons:
        if "{" in reason:
            filled = known.filled(bank.text(reason))
            if filled is None:
                continue
            reason = filled
        said.append(reason)
    return tuple(said) or tuple(_answers_behind(known, test))


def _answers_behind(known: Known, test: Node) -> Iterator[str]:
    for name in dict.fromkeys(grounds(test, known)):
        for interview in reversed(known.interviews):
            question = interview.course.question(name)
            if question and interview.answer(name) is not None:
                yield f"{interview.title(name)}: {wording.shorten(interview.own_words(name), 80)}"
                break


def _adjustments(
    known: Known,
    bank: Bank,
    decisions: Mapping[str, Decided],
    states: Mapping[str, Became],
    offered: Iterable[Suggestion],
    barriers: Sequence[str],
    by_hand: ByHand,
) -> tuple[Suggestion, ...]:
    """The few adjustments that fit, once asking for some is suggested at all; and those that were decided on."""
    asking = (s for s in offered if s.id == "reasonable_adjustments" and s.state != "set_aside")
    wanted = any(s.progress in ("to_do", "under_way") for s in asking)
    kinds = known.value("work.kind")
    kinds = kinds if isinstance(kinds, tuple) else ()
    fit = [name for name, _ in bank.fitting(known, barriers, kinds, ADJUSTMENTS_OFFERED)] if wanted else []
    found = []
    for name in (*fit, *(n for n, d in decisions.items() if d.decision == "accepted" and n not in fit)):
        entry = bank.adjustments.get(name)
        if entry is None:
            continue
        difficulties = [taxonomy.BARRIERS[code] for code in entry.answers if code in barriers]
        found.append(
            Suggestion(
                id=name,
                title=entry.title,
                because=(f"could help with {wording.listed(difficulties)}",) if difficulties else (NO_LONGER,),
                source=entry.source,
                priority="usual",
                who=(decisions[name].who if name in decisions else ()) or ("client", "employer"),
                explain_to_client=entry.ask,
                try_it=entry.try_it,
                **_decision(decisions.get(name)),
                progress=_progress(name, decisions.get(name), states, by_hand),
            )
        )
    return tuple(found)
