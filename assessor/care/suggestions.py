"""What the catalogue proposes for these answers, what fits but is held back, and what was decided on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assessor import taxonomy, wording
from assessor.bank.bank import Bank
from assessor.bank.interventions import Intervention
from assessor.care.answers import Answers
from assessor.care.goals import Action, Became
from assessor.care.handwritten import ByHand
from assessor.care.plan import NO_LONGER, Held, Reply, Suggestion
from assessor.journal import UNPLACED, Decided
from assessor.scripts.conditions import Node, grounds

ADJUSTMENTS_OFFERED = 5
"""How many adjustments a plan proposes at once: the few that fit best."""


def catalogue_suggestions(
    answers: Answers, bank: Bank, decisions: Mapping[str, Decided], states: Mapping[str, Became], by_hand: ByHand
) -> tuple[tuple[Suggestion, ...], tuple[Held, ...]]:
    """What the catalogue offers, the most pressing first, and what would fit but is held back."""
    suggestions, held = [], []
    for rule in bank.rules:
        entry, decided = rule.entry, decisions.get(rule.entry.id)
        offered = bool(rule.test(answers)) and entry.in_force(answers.latest.today)
        reason = next((because for test, because in rule.unless if test(answers)), None) if offered else None
        if reason is not None:
            offered = False
            held.append(
                Held(
                    id=entry.id,
                    title=_filled(answers, bank, entry.title),
                    because=_filled(answers, bank, reason),
                    private=entry.private,
                )
            )
        if not offered and (decided is None or decided.decision != "accepted"):
            continue
        because = _because(answers, bank, entry.because, rule.test) if offered else (NO_LONGER,)
        suggestions.append(_suggestion(answers, bank, entry, decided, states, because, by_hand))
    order = {priority: place for place, priority in enumerate(taxonomy.PRIORITIES)}
    return tuple(sorted(suggestions, key=lambda suggestion: order[suggestion.priority])), tuple(held)


def _suggestion(
    answers: Answers,
    bank: Bank,
    entry: Intervention,
    decided: Decided | None,
    states: Mapping[str, Became],
    because: tuple[str, ...],
    by_hand: ByHand,
) -> Suggestion:
    return Suggestion(
        id=entry.id,
        title=_filled(answers, bank, entry.title),
        because=because,
        source=entry.source,
        priority=entry.priority,
        who=(decided.who if decided else ()) or entry.who,
        ask=_filled(answers, bank, entry.ask),
        explain_to_client=_filled(answers, bank, entry.explain_to_client),
        does={party: _filled(answers, bank, text) for party, text in entry.does.items()},
        partners=bank.partners(entry.id),
        **_decision(decided),
        progress=_progress(entry.id, decided, states, by_hand),
        reply=_reply(entry.id, by_hand),
        private=entry.private,
    )


ADJUSTERS: tuple[taxonomy.Party, ...] = ("client", "employer")
"""Whose an adjustment is, unless it was agreed otherwise."""


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


def _filled(answers: Answers, bank: Bank, text: str) -> str:
    return bank.text(text).fill(answers.piped) if "{" in text else text


def _because(answers: Answers, bank: Bank, reasons: tuple[str, ...], test: Node) -> tuple[str, ...]:
    """The reasons whose words are all there; with none of those, the answers that the rule rests on."""
    filled_reasons = []
    for reason in reasons:
        if "{" in reason:
            filled = answers.filled(bank.text(reason))
            if filled is None:
                continue
            reason = filled
        filled_reasons.append(reason)
    return tuple(filled_reasons) or tuple(_answers_behind(answers, test))


def _answers_behind(answers: Answers, test: Node) -> Iterator[str]:
    for name in dict.fromkeys(grounds(test, answers)):
        for interview in reversed(answers.interviews):
            question = interview.course.question(name)
            if question and interview.answer(name) is not None:
                yield f"{interview.title(name)}: {wording.shorten(interview.own_words(name), 80)}"
                break


def fitting_adjustments(
    answers: Answers,
    bank: Bank,
    decisions: Mapping[str, Decided],
    states: Mapping[str, Became],
    offered: Iterable[Suggestion],
    barriers: Sequence[str],
    by_hand: ByHand,
) -> tuple[Suggestion, ...]:
    """The few adjustments that fit, once asking for some is suggested at all; and those that were decided on."""
    asking = (s for s in offered if s.id == "reasonable_adjustments" and s.state != "set_aside")
    wanted = any(s.still_to_do for s in asking)
    kinds = answers.value("work.kind")
    kinds = kinds if isinstance(kinds, tuple) else ()
    fit = [name for name, _ in bank.fitting(answers, barriers, kinds, ADJUSTMENTS_OFFERED)] if wanted else []
    adjustments = []
    for name in (*fit, *(n for n, d in decisions.items() if d.decision == "accepted" and n not in fit)):
        entry = bank.adjustments.get(name)
        if entry is None:
            continue
        difficulties = [taxonomy.BARRIERS[code] for code in entry.answers if code in barriers]
        adjustments.append(
            Suggestion(
                id=name,
                title=entry.title,
                because=(f"could help with {wording.listed(difficulties)}",) if difficulties else (NO_LONGER,),
                source=entry.source,
                priority="usual",
                who=(decisions[name].who if name in decisions else ()) or ADJUSTERS,
                explain_to_client=entry.ask,
                try_it=entry.try_it,
                **_decision(decisions.get(name)),
                progress=_progress(name, decisions.get(name), states, by_hand),
            )
        )
    return tuple(adjustments)


def handwritten_request(step: Action, by_hand: ByHand) -> Suggestion:
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
