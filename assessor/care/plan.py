"""The plan: everything agreed and everything proposed, as the calls' answers and the adviser's decisions make it.

Nothing in it is kept; it is worked out afresh (`assessor.care.plan_builder`) from what is known, the decisions and the
safety page, and so is the same whatever the order in which they came. A suggestion is never an act: it stays proposed
until the adviser accepts it or sets it aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import not_
from typing import Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from assessor import taxonomy
from assessor.bank.overlay import Partner
from assessor.care.consents import Consent
from assessor.care.employment_status import StatusRecord
from assessor.care.goals import STILL_TO_DO, Action, Goal, StepState
from assessor.care.jobs import OtherJob
from assessor.care.later_word import Slip
from assessor.care.passed_on import tells_of_somebody
from assessor.journal import Frozen
from assessor.scripts.model import Source

SuggestionState = Literal["proposed", "accepted", "set_aside"]
BarrierState = Literal["", "gone", "better", "same", "worse"]
NO_LONGER = "agreed earlier; the answers as they now stand would not suggest it"


class PlanFact(Frozen):
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
    wished: SkipJsonSchema[bool] = Field(
        default=False, exclude=True
    )  # a need that the client chose, where they were asked
    in_own_words: SkipJsonSchema[bool] = Field(default=False, exclude=True)  # and not those of the option they chose


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

    ``goal`` is the key of the goal that it serves, ``reply`` the therapist's latest answer. A ``private`` one is told
    to nobody but the adviser until it is agreed, nor are the barriers that it ``keeps``, and to the client on no paper;
    an ``unwritten`` one is told to nobody at all. One that ``tells`` stands on no paper that others at home may read.
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
    state: SuggestionState = "proposed"
    progress: StepState = "to_do"
    words: str = ""
    by: str = ""
    reason: str = ""
    goal: str = ""
    reply: Reply | None = None
    by_hand: bool = False
    private: bool = Field(default=False, exclude_if=not_)
    unwritten: SkipJsonSchema[bool] = Field(
        default=False, exclude=True
    )  # no word of these three leaves, as data neither
    keeps: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)
    tells: SkipJsonSchema[bool] = Field(default=False, exclude=True)
    agreed_before: SkipJsonSchema[bool] = Field(default=False, exclude=True)  # and a no since holds that back
    rings: str = Field(default="", exclude_if=not_)  # whom the adviser gets in touch with for it
    slips: tuple[Slip, ...] = Field(default=(), exclude_if=not_)  # what got in the way, each time it was not done
    on_paper: str = Field(default="", exclude_if=not_)  # whom to ring and what to mind, as the client's copy says it

    @property
    def for_therapist(self) -> bool:
        """Whether this is asked of the therapist."""
        return "therapist" in self.who

    @property
    def still_to_do(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.progress in STILL_TO_DO

    @property
    def stands(self) -> bool:
        """Whether the answers as they now stand would still suggest it."""
        return self.because != (NO_LONGER,)

    @property
    def may_lie_about(self) -> bool:
        """Whether the client's copy can hold it."""
        return not self.private

    @property
    def may_leave(self) -> bool:
        """Whether a paper can hold it at all: of what is private, only what was agreed and is not unwritten."""
        return not self.private or (self.state == "accepted" and not self.unwritten)

    @property
    def agreed(self) -> str:
        """The step as it was agreed: in the adviser's words, else the catalogue's."""
        return self.words or self.ask or self.title


class Held(Frozen):
    """Something that would fit, and why it is not offered."""

    id: str
    title: str
    because: str
    private: bool = Field(default=False, exclude_if=not_)
    keeps: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True)
    agreed: SkipJsonSchema[bool] = Field(default=False, exclude=True)  # before they said the no that holds it back


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
    """What one safety page holds; empty where nothing was written.

    ``on`` is the day of the page, ``because`` an answer that calls for it, ``told`` the line of who was told as it was
    written.
    """

    on: date | None = None
    because: str = ""
    words: str = ""
    where: str = ""
    told: str = ""
    told_at: str = ""
    said: str = ""
    agreed: str = ""

    @property
    def passed_to(self) -> str:
        """To whom it was passed on; empty while nobody was told, whatever the line says of that."""
        return self.told if tells_of_somebody(self.told) else ""


def nobody_was_told(concerns: Iterable[Concern]) -> bool:
    """Whether there is a concern among these that was not passed on to anybody."""
    return any(not concern.passed_to for concern in concerns)


class Coming(Frozen):
    """A day that the plan must not miss."""

    on: date
    what: str


class Plan(Frozen):
    """The plan as it stands; lists are in the order in which a reader wants them.

    ``consents`` are with whom it may be shared, ``may_ring`` whom the adviser may ring; ``know`` is what is to be known
    before the client is rung or sent anything, by its details, and ``know_on_pages`` how that reads on what leaves.
    ``opening`` is what the client said first, in their words, ``heard`` what an answer records that was given early and
    waits; ``guarded`` says that nobody's own words may lie about at home (see `assessor.care.at_home`), ``overheard``
    that somebody may hear what is read aloud in the call.
    """

    situation: str | None = None
    aim: str | None = None
    work: Mapping[str, str] = {}
    other_jobs: tuple[OtherJob, ...] = Field(default=(), exclude_if=not_)
    needs: tuple[PlanFact, ...] = ()
    barriers: tuple[PlanFact, ...] = ()
    strengths: tuple[PlanFact, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    therapist_requests: tuple[Suggestion, ...] = ()
    adjustments: tuple[Suggestion, ...] = ()
    held_back: tuple[Held, ...] = ()
    gone: tuple[PlanFact, ...] = ()
    measures: tuple[Measure, ...] = ()
    safety: tuple[Concern, ...] = ()
    consents: tuple[Consent, ...] = ()
    may_ring: tuple[Consent, ...] = Field(default=(), exclude_if=not_)
    know: Mapping[str, str] = Field(default={}, exclude_if=not_)
    know_on_pages: SkipJsonSchema[Mapping[str, str]] = Field(default={}, exclude=True)
    coming_up: tuple[Coming, ...] = ()
    next_contact: str = ""
    next_date: date | None = None
    if_harder: str = ""
    warning_signs: str = Field(default="", exclude_if=not_)  # so that what left before there was this reads the same
    rulers: Mapping[str, int] = {}
    status: StatusRecord | None = None
    opening: str = Field(default="", exclude_if=not_)
    heard: tuple[PlanFact, ...] = Field(default=(), exclude=True)  # of use in the call alone: no document holds it
    guarded: bool = Field(default=False, exclude_if=not_)
    something_else: SkipJsonSchema[tuple[tuple[str, str], ...]] = Field(default=(), exclude=True)
    overheard: SkipJsonSchema[bool] = Field(default=False, exclude=True)

    def proposed(self) -> tuple[Suggestion, ...]:
        """Suggestions and requests on which nothing is decided yet, the therapist's first."""
        return tuple(s for s in (*self.therapist_requests, *self.suggestions) if s.state == "proposed")

    def accepted(self) -> tuple[Suggestion, ...]:
        """Suggestions and adjustments that were accepted, without what is asked of the therapist."""
        return tuple(s for s in (*self.suggestions, *self.adjustments) if s.state == "accepted")

    def to_leave(self) -> Plan:
        """The plan as it may leave: of what is private, only what was agreed; no word of why it is guarded; and no note
        of the adviser's beside a line, since it may be of something else altogether."""
        return self.model_copy(
            update={
                "opening": "" if self.guarded else self.opening,
                "guarded": False,
                "heard": (),
                "needs": _without_notes(self.needs),
                "barriers": self._that_may_leave(self.barriers),
                "strengths": _without_notes(self.strengths),
                "gone": self._that_may_leave(self.gone),
                "know": {**self.know, **self.know_on_pages},
                "suggestions": tuple(s for s in self.suggestions if s.may_leave),
                "held_back": tuple(held for held in self.held_back if not held.private),
            }
        )

    def _that_may_leave(self, barriers: tuple[PlanFact, ...]) -> tuple[PlanFact, ...]:
        """The barriers without those that wait for private help to be agreed."""
        waiting = [s.keeps for s in self.suggestions if s.private and not s.may_leave]
        waiting += [held.keeps for held in self.held_back if held.private]
        kept = {code for codes in waiting for code in codes}
        return _without_notes(barrier for barrier in barriers if barrier.code not in kept)

    def asked(self) -> tuple[Suggestion, ...]:
        """What is asked of the therapist as things now stand."""
        return tuple(s for s in self.therapist_requests if s.state == "accepted" and s.stands)

    def wishes(self) -> tuple[PlanFact, ...]:
        """The needs that the client chose, without those that follow from what else they said."""
        return tuple(need for need in self.needs if need.wished)

    def goal(self, key: str) -> Goal | None:
        """The goal of this key."""
        return next((goal for goal in self.goals if goal.key == key), None)

    def suggestion(self, name: str) -> Suggestion | None:
        """The suggestion, request or adjustment of this id."""
        suggestions = (*self.therapist_requests, *self.suggestions, *self.adjustments)
        return next((s for s in suggestions if s.id == name), None)

    def consent(self, told: str) -> Consent:
        """What the client said about this reader, or about ringing this body."""
        consents = (consent for consent in (*self.consents, *self.may_ring) if consent.reader == told)
        return next(consents, Consent.model_validate({"reader": told, "given": None}))

    def bodies(self) -> tuple[str, ...]:
        """Whom this plan would have the adviser ring, and whoever the client has spoken of, in the taxonomy's order."""
        named = {s.rings for s in self.suggestions if s.state != "set_aside" and s.still_to_do}
        named |= {consent.reader for consent in self.may_ring}
        return tuple(body for body in taxonomy.BODIES if body in named)


def _without_notes(lines: Iterable[PlanFact]) -> tuple[PlanFact, ...]:
    return tuple(line.model_copy(update={"note": ""}) for line in lines)
