"""What was written on the plan by hand, beside what was answered in a call: the latest word on each line of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, NamedTuple, TypeVar

from assessor.care.consents import ConsentWord, Says
from assessor.journal import (
    Consented,
    Decided,
    Entry,
    GoalRated,
    GoalWritten,
    Ordered,
    Replied,
    SafetyNoted,
    ShareChosen,
    StepWritten,
)

_T = TypeVar("_T")

DONE_ON_PLAN = (
    Decided, GoalWritten, GoalRated, StepWritten, Ordered, Replied, Consented, ShareChosen, SafetyNoted
)  # fmt: skip
"""Acts that are done on the plan, in a call or not."""


class Written(NamedTuple, Generic[_T]):
    """An act by hand, and the entry that holds it."""

    act: _T
    entry: Entry


@dataclass(frozen=True)
class ByHand:
    """Goals and steps by their keys; every rating in the order in which they came; the therapist's latest answer to
    each request; the place in the journal of the latest decision on each suggestion; the order of lines; and the lines
    that the employer may see, None while nobody has chosen, with how they read when they were chosen. ``let_go`` are
    lines that were chosen before the client was to be asked anew, and ``let_go_by`` the question that did so, if the
    wish to be asked can still be taken back. ``elsewhere`` holds the choices for the employers in other jobs."""

    goals: Mapping[str, Written[GoalWritten]] = field(default_factory=dict)
    steps: Mapping[str, Written[StepWritten]] = field(default_factory=dict)
    ratings: tuple[Written[GoalRated], ...] = ()
    replies: Mapping[str, Written[Replied]] = field(default_factory=dict)
    decided: Mapping[str, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    shared: tuple[str, ...] | None = None
    shared_texts: Mapping[str, str] = field(default_factory=dict)
    let_go: Mapping[str, str] = field(default_factory=dict)
    let_go_by: tuple[str, str] | None = None
    elsewhere: Mapping[str, ByHand] = field(default_factory=dict)

    def for_employer(self, reader: str) -> ByHand:
        """What stands with the choice of lines for this employer in place of that for the employer in the main job."""
        return self if reader in ("", "employer") else self.elsewhere.get(reader, NOTHING_BY_HAND)

    def with_choice_for(self, reader: str, choice: ByHand) -> ByHand:
        """The same with this choice for this employer."""
        return choice if reader in ("", "employer") else replace(self, elsewhere={**self.elsewhere, reader: choice})

    def with_entry(self, entry: Entry) -> ByHand:
        """What stands after one more entry; itself if the entry writes nothing by hand."""
        act = entry.act
        match act:
            case GoalWritten():
                return replace(self, goals={**self.goals, act.goal: Written(act, entry)})
            case GoalRated():
                return replace(self, ratings=(*self.ratings, Written(act, entry)))
            case StepWritten():
                return replace(self, steps={**self.steps, act.step: Written(act, entry)})
            case Replied():
                return replace(self, replies={**self.replies, act.request: Written(act, entry)})
            case Decided():
                return replace(self, decided={**self.decided, act.suggestion: entry.place})
            case Ordered():
                return replace(self, order=act.keys)
            case ShareChosen():
                texts = dict(zip(act.lines, act.texts, strict=False))
                own = self.for_employer(act.employer)
                chosen = replace(own, shared=act.lines, shared_texts=texts, let_go={}, let_go_by=None)
                return self.with_choice_for(act.employer, chosen)
        return self

    def after_word(self, says: Says, asked: tuple[str, str]) -> ByHand:
        """What stands after a word on sharing with the employer: only a yes leaves a choice as it was, and a wish to be
        asked anew that is taken back. ``asked`` is the call and the question of the word."""
        if says == "kept" and self.let_go_by == asked:
            return replace(self, shared=tuple(self.let_go), shared_texts=self.let_go, let_go={}, let_go_by=None)
        if says in ("yes", "kept") or self.shared is None:
            return self
        let_go = self.shared_texts or self.let_go
        by = asked if says == "left" and (self.shared or self.let_go_by == asked) else None
        return replace(self, shared=(), shared_texts={}, let_go=let_go, let_go_by=by)

    def after_words(self, words: Iterable[ConsentWord]) -> ByHand:
        """What stands after these words on sharing with employers."""
        by_hand = self
        for word in words:
            choice = by_hand.for_employer(word.reader).after_word(word.says, (word.entry.call, word.question))
            by_hand = by_hand.with_choice_for(word.reader, choice)
        return by_hand

    def without_choice(self) -> ByHand:
        """The same with no line chosen for the employer: not as before anybody chose, but until somebody does again."""
        return replace(self, shared=(), shared_texts={}, let_go={}, let_go_by=None)

    def in_order(self, lines: Iterable[tuple[str, _T]]) -> tuple[_T, ...]:
        """The lines, each given with its key, in the order chosen; those that nobody moved keep theirs, after."""
        places = {key: place for place, key in enumerate(self.order)}
        return tuple(line for _, line in sorted(lines, key=lambda pair: places.get(pair[0], len(places))))


NOTHING_BY_HAND = ByHand()


def choices_after_undoing(
    by_hand: ByHand, entries: Sequence[Entry], gone: Container[str], refused: Mapping[str, Sequence[Entry]]
) -> ByHand:
    """What stands of the choices for each employer once the entries ``gone`` are taken back: a choice that another had
    replaced, or that a no ended, does not come back by that. ``refused`` are each employer's refusals."""
    for reader, noes in refused.items():
        chosen = (e for e in reversed(entries) if isinstance(e.act, ShareChosen) and _is_for(e.act, reader))
        choice = next(chosen, None)
        if choice is None:
            continue
        own = by_hand.for_employer(reader)
        own = own.without_choice() if choice.id in gone else own
        if any(no.id in gone and no.place > choice.place for no in noes):
            own = own.after_word("no", ("", ""))
        by_hand = by_hand.with_choice_for(reader, own)
    return by_hand


def _is_for(choice: ShareChosen, reader: str) -> bool:
    return (choice.employer or "employer") == reader
