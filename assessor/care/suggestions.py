"""What the catalogue proposes for these answers, what fits but is held back, and what was decided on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assessor import taxonomy, wording
from assessor.bank.bank import Bank
from assessor.bank.interventions import Intervention
from assessor.care.answers import Known
from assessor.care.goals import Action, Became
from assessor.care.handwritten import ByHand
from assessor.care.plan import NO_LONGER, Held, Reply, Suggestion
from assessor.journal import UNPLACED, Decided
from assessor.scripts.conditions import Node, grounds

ADJUSTMENTS_OFFERED = 5
"""How many adjustments a plan proposes at once: the few that fit best."""


def catalogue_suggestions(
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


def fitting_adjustments(
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
    wanted = any(s.still_to_do for s in asking)
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
