"""What the catalogue proposes for these answers, what fits but is held back, and what was decided on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from assessor import taxonomy, wording
from assessor.bank.bank import Bank, Rule
from assessor.bank.interventions import Intervention
from assessor.care.answers import Answers
from assessor.care.checking import ASK_THE_THERAPIST_FIRST, checking_spoken_of
from assessor.care.consents import Consent
from assessor.care.goals import Action
from assessor.care.handwritten import ByHand
from assessor.care.later_word import Became
from assessor.care.plan import NO_LONGER, Held, Reply, Suggestion
from assessor.care.without_voice import for_who_cannot_ring, way_without_voice
from assessor.journal import UNPLACED, Decided
from assessor.listening.as_said import cut_honestly
from assessor.scripts.conditions import Node, grounds

NOTHING_REFUSED: Mapping[str, int] = MappingProxyType({})
ADJUSTMENTS_OFFERED = 5
"""How many adjustments a plan proposes at once: the few that fit best."""


def catalogue_suggestions(
    answers: Answers,
    bank: Bank,
    decisions: Mapping[str, Decided],
    states: Mapping[str, Became],
    by_hand: ByHand,
    consented: Iterable[Consent] = (),
    refused_at: Mapping[str, int] = NOTHING_REFUSED,
) -> tuple[tuple[Suggestion, ...], tuple[Held, ...]]:
    """What the catalogue offers, the most pressing first, and what would fit but is held back.

    What would break a refusal (``consented`` is where consent stands, ``refused_at`` since which place in the journal)
    is held back even if it was agreed before; what can be done without us is then to be decided anew.
    """
    suggestions, held = [], []
    refused: dict[str, Consent] = {consent.reader: consent for consent in consented if consent.given is False}
    for rule in bank.rules:
        decided = decisions.get(rule.entry.id)
        done = decided is not None and _progress(rule.entry.id, decided, states, by_hand) == "done"
        said = decided
        decided = decided if done else _standing(decided, rule.entry, by_hand, refused_at)
        agreed_before = said is not decided and said is not None and said.decision == "accepted"
        agreed = decided is not None and decided.decision == "accepted"
        read = _read_rule(answers, bank, rule, decided, {} if done else refused)
        if read.not_because:
            held.append(
                Held(
                    id=read.entry.id,
                    title=_filled(answers, bank, read.entry.title),
                    because=read.not_because,
                    private=read.entry.private,
                    keeps=read.entry.keeps,
                    agreed=(agreed or agreed_before) and read.refused,
                )
            )
        if read.fits or (agreed and not read.refused):
            because = _because(answers, bank, rule) if read.fits else (NO_LONGER,)
            one = _suggestion(answers, bank, read.entry, decided, states, because, by_hand)
            suggestions.append(one.model_copy(update={"agreed_before": True}) if agreed_before else one)
    if way := way_without_voice(answers):
        suggestions = [for_who_cannot_ring(suggestion, way) for suggestion in suggestions]
    return _most_pressing_first(suggestions), tuple(held)


def _standing(
    decided: Decided | None, entry: Intervention, by_hand: ByHand, refused_at: Mapping[str, int]
) -> Decided | None:
    """The decision, unless the client has refused since that those be rung whom it would have rung."""
    since = refused_at.get(entry.rings)
    if decided is None or since is None or not entry.alone:
        return decided
    return decided if by_hand.decided.get(entry.id, UNPLACED) > since else None


class _ReadRule(NamedTuple):
    """An entry as it reads for this client: whether it fits and may be offered, and else why not if it would fit or was
    agreed; ``refused`` is that the client's own word is the reason."""

    entry: Intervention
    fits: bool
    not_because: str = ""
    refused: bool = False


def _read_rule(
    answers: Answers, bank: Bank, rule: Rule, decided: Decided | None, refused: Mapping[str, Consent]
) -> _ReadRule:
    entry = _as_it_reads(answers, rule)
    offered = bool(rule.test(answers)) and entry.in_force(answers.latest.today)
    if not offered and (decided is None or decided.decision != "accepted"):
        return _ReadRule(entry, fits=False)
    no = refused.get(entry.rings)
    barring = barred(answers, bank, rule) if offered else ""
    if refusal := _refusal(decided, None if entry.alone else no):
        words = refusal if asked_never(decided) else barring or refusal  # the catalogue may say it better
        return _ReadRule(entry, fits=False, not_because=words, refused=True)
    return _ReadRule(_without_ringing(entry) if no else entry, offered and not barring, barring)


def _as_it_reads(answers: Answers, rule: Rule) -> Intervention:
    """The entry with the words and the priority that it has for these answers."""
    entry = rule.entry
    for test, other in rule.instead:
        if test(answers):
            entry = entry.read_with(other)
    return entry


def _most_pressing_first(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    order = {priority: place for place, priority in enumerate(taxonomy.PRIORITIES)}
    return tuple(sorted(suggestions, key=lambda suggestion: order[suggestion.priority]))


def barred(answers: Answers, bank: Bank, rule: Rule) -> str:
    """The first reason of the catalogue not to offer what fits; empty if there is none."""
    return next((_filled(answers, bank, because) for test, because in rule.unless if test(answers)), "")


def _without_ringing(entry: Intervention) -> Intervention:
    """The entry as the client does it by themselves."""
    return entry.model_copy(update={"does": entry.does | {"adviser": entry.alone}, "rings": ""})


def asked_never(decided: Decided | None) -> bool:
    """Whether the client asked not to be offered it, in this call or an earlier one, and has not said otherwise."""
    return decided is not None and decided.decision == "set_aside" and decided.never


def _refusal(decided: Decided | None, no: Consent | None) -> str:
    """Why the client's own word speaks against it, in a few words; empty if none does."""
    if decided is not None and asked_never(decided):
        return "they asked not to be offered it" + (f": “{decided.reason}”" if decided.reason else "")
    if no is None:
        return ""
    words = f": “{no.words}”" if no.words else ""
    return f"they do not want us to be in touch with {taxonomy.REACHED[no.reader]}{words}"


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
        ask=_filled(answers, bank, entry.ask),
        explain_to_client=_filled(answers, bank, entry.explain_to_client),
        does={party: _filled(answers, bank, text) for party, text in entry.does.items()},
        partners=bank.partners(entry.id),
        **_decision(decided, entry.who) | _later_word(entry.id, decided, states, by_hand),
        reply=_reply(entry.id, by_hand),
        private=entry.private,
        unwritten=entry.unwritten,
        keeps=entry.keeps,
        tells=entry.tells,
        rings="" if entry.rings == "nobody" else entry.rings,
        on_paper=_filled(answers, bank, entry.on_paper),
    )


ADJUSTERS: tuple[taxonomy.Party, ...] = ("client", "employer")
"""Whose an adjustment is, unless it was agreed otherwise."""


def _decision(decided: Decided | None, whose: Sequence[taxonomy.Party]) -> dict[str, Any]:
    if decided is None:
        return {"who": whose}
    state = "proposed" if decided.decision == "open" else decided.decision
    return {
        "state": state, "words": decided.words, "by": decided.by, "reason": decided.reason, "goal": decided.goal,
        "who": decided.who or whose, "progress": decided.progress,
    }  # fmt: skip


def _later_word(name: str, decided: Decided | None, states: Mapping[str, Became], by_hand: ByHand) -> dict[str, Any]:
    """What later calls said of it since it was decided on: how far it has come, its words, its day, whose it is; and
    what got in the way at any time."""
    became = states.get(name)
    if became is None:
        return {}
    later_state = became.since(by_hand.decided.get(name, UNPLACED) if decided else UNPLACED - 1)
    new = {"progress": "state", "reason": "why", "words": "what", "by": "by", "who": "parties"}
    parts = {part: later_state[spoken] for part, spoken in new.items() if later_state.get(spoken)}
    return parts | ({"slips": became.slips} if became.slips else {})


def _progress(name: str, decided: Decided | None, states: Mapping[str, Became], by_hand: ByHand) -> Any:
    """How far a step has come: by the last word on it, in a later call or by hand."""
    later = _later_word(name, decided, states, by_hand)
    return later.get("progress", decided.progress if decided else "to_do")


def _filled(answers: Answers, bank: Bank, text: str) -> str:
    return bank.text(text).fill(answers.piped) if "{" in text else text


SAYS_NOTHING = ("Yes", "No")
"""What is no reason without its question."""


def _because(answers: Answers, bank: Bank, rule: Rule) -> tuple[str, ...]:
    """The reasons that counted and whose words are there; with none of those, the answers that the rule rests on."""
    filled_reasons = []
    for counted, reason in rule.reasons:
        if not counted(answers):
            continue
        if "{" in reason:
            filled = answers.filled(bank.text(reason))
            if filled is None or filled in SAYS_NOTHING:
                continue
            reason = filled
        filled_reasons.append(reason)
    return tuple(filled_reasons) or tuple(_answers_behind(answers, rule.test))


def _answers_behind(answers: Answers, test: Node) -> Iterator[str]:
    for name in dict.fromkeys(grounds(test, answers)):
        for interview in reversed(answers.interviews):
            question = interview.course.question(name)
            if question and interview.answer(name) is not None:
                yield f"{interview.title(name)}: {cut_honestly(interview.own_words(name), 80)}"
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
    wanted = _adjustments_wanted(answers, offered)
    kinds = answers.value("work.kind")
    kinds = kinds if isinstance(kinds, tuple) else ()
    fit = _fitting(answers, bank, decisions, barriers, kinds) if wanted else []
    checking = checking_spoken_of(answers)
    fit = [name for name in fit if not (checking and bank.adjustments[name].checks)]
    adjustments = []
    for name in (*fit, *(n for n, d in decisions.items() if d.decision == "accepted" and n not in fit)):
        entry = bank.adjustments.get(name)
        if entry is None:
            continue
        difficulties = [taxonomy.BARRIERS[code] for code in entry.answers if code in barriers]
        because = f"could help with {wording.listed(difficulties)}" if difficulties else NO_LONGER
        adjustments.append(
            Suggestion(
                id=name,
                title=entry.title,
                because=(ASK_THE_THERAPIST_FIRST if checking and entry.checks else because,),
                source=entry.source,
                priority="usual",
                explain_to_client=entry.ask,
                try_it=entry.try_it,
                **_decision(decisions.get(name), ADJUSTERS) | _later_word(name, decisions.get(name), states, by_hand),
            )
        )
    return tuple(adjustments)


def held_adjustments(
    answers: Answers,
    bank: Bank,
    decisions: Mapping[str, Decided],
    offered: Iterable[Suggestion],
    barriers: Sequence[str],
) -> tuple[Held, ...]:
    """The adjustments that fit but have others check or reassure, where checking was spoken of."""
    if not checking_spoken_of(answers) or not _adjustments_wanted(answers, offered):
        return ()
    kinds = answers.value("work.kind")
    fit = _fitting(answers, bank, decisions, barriers, kinds if isinstance(kinds, tuple) else ())
    return tuple(
        Held(id=name, title=bank.adjustments[name].title, because=ASK_THE_THERAPIST_FIRST)
        for name in fit
        if bank.adjustments[name].checks and not _accepted(decisions.get(name))
    )


def _accepted(decided: Decided | None) -> bool:
    return decided is not None and decided.decision == "accepted"


def _fitting(
    answers: Answers, bank: Bank, decisions: Mapping[str, Decided], barriers: Sequence[str], kinds: Sequence[str]
) -> list[str]:
    """The adjustments that fit best, of those that the client did not ask never to be offered."""
    never = {name for name, decided in decisions.items() if asked_never(decided)}
    best = bank.fitting(answers, barriers, kinds, ADJUSTMENTS_OFFERED + len(never))
    return [name for name, _ in best if name not in never][:ADJUSTMENTS_OFFERED]


def _adjustments_wanted(answers: Answers, offered: Iterable[Suggestion]) -> bool:
    """Whether adjustments are to be asked for.

    Asking that was done once is to be done again where a later call says anew that changes are wanted: those that were
    agreed may have stopped, or not have helped.
    """
    latest = answers.own[-1].facts() if len(answers.own) > 1 else ()
    anew = any((kind, code) == ("need", "adjustments_at_work") for kind, code, _ in latest)
    asking = (s for s in offered if s.id == "reasonable_adjustments" and s.state != "set_aside")
    return any(s.still_to_do or (anew and s.stands) for s in asking)


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
