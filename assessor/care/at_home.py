"""What a paper may hold that others at home may read: the client's copy, and a letter that the client sends.

A client may not be safe with somebody, may be overheard, or may have asked that nothing be sent. Words of anybody's own
can then give a plan away ("a bank letter that comes to my sister's") in ways that no list of words finds. So from then
on such a paper is made of the catalogue's words and of days alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assessor import taxonomy, wording
from assessor.care.answers import Answers
from assessor.care.plan import Coming, Held, Plan, PlanFact, Suggestion
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked
from assessor.scripts.settling import ON

_LEAVING = taxonomy.DETAILS["home.date"]
_A_DAY = re.compile(
    r"((by|on|before|from|until)\s+)?((mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?[0-9]{1,2}\s+"
    r"(january|february|march|april|may|june|july|august|september|october|november|december)(\s+20[0-9]{2})?\.?",
    re.IGNORECASE,
)


def is_guarded(answers: Answers, fitting: Iterable[Suggestion | Held]) -> bool:
    """Whether nobody's own words may lie about at home.

    That is so after an answer that is ``guarded``, while a private question that has one is put and not answered
    otherwise, and where anything private would help, be it refused or held back: who never wants to hear of it again is
    no safer for that. Of the client's own lot (a detail, or what is asked in private)
    the latest word counts; of the moment of one call (who may hear it) what was said in any.
    """
    return any(help.private for help in fitting) or any(_guarding(answers))


def may_be_overheard(answers: Answers) -> bool:
    """Whether somebody may hear the latest call, or what is read aloud in it.

    Of the client's own lot the same answers say so as keep words off a paper at home; of who may hear the moment the
    latest call's alone, since somebody who may be heard today was by themselves last week, or the other way about.
    """
    return any(_guarding(answers, of_the_moment=answers.interviews[-1:]))


def _guarding(answers: Answers, of_the_moment: Sequence[Interview] | None = None) -> Iterator[bool]:
    settled: set[str] = set()
    for interview in reversed(answers.interviews):
        passed = of_the_moment is not None and interview not in of_the_moment
        for name, question in _that_guard(interview):
            if passed and not question.private and not question.fills:
                continue
            if name not in settled and interview.state(name) == ON:
                chosen = question.chosen(interview.answer(name))
                yield any(option.guarded for option in chosen) or (question.private and not chosen)
                if question.private or (question.fills and chosen):
                    settled.add(name)


def _that_guard(interview: Interview) -> Iterator[tuple[str, Asked]]:
    for step in interview.course.questions:
        if step.question is not None and any(option.guarded for option in step.question.choices):
            yield step.name, step.question


def for_home(plan: Plan) -> Plan:
    """The plan as a paper may hold it that others at home may read: all of it, or catalogue words and days alone."""
    if not plan.guarded:
        return plan
    return plan.model_copy(
        update={
            "work": {detail: words for detail, words in plan.work.items() if detail == "return.date"},
            "other_jobs": (),
            "goals": (),
            "actions": (),
            "suggestions": tuple(_in_catalogue_words(s) for s in plan.suggestions if not s.tells),
            "adjustments": tuple(map(_in_catalogue_words, plan.adjustments)),
            "therapist_requests": tuple(_in_catalogue_words(s) for s in plan.therapist_requests if not s.by_hand),
            "coming_up": tuple(_only_the_day(coming) for coming in plan.coming_up if not _of_the_home(coming)),
            "if_harder": "",
            "warning_signs": "",
            "opening": "",
        }
    )


def to_be_read_aloud(plan: Plan) -> Plan:
    """The plan as it may be read aloud: all of it, or, where somebody may hear, no private help, nothing that such help
    keeps to itself, and nobody's own words."""
    if not plan.overheard:
        return plan
    home = for_home(plan.model_copy(update={"guarded": True}))
    kept = {code for suggestion in plan.suggestions if suggestion.private for code in suggestion.keeps}
    kept |= {code for held in plan.held_back if held.private for code in held.keeps}
    return home.model_copy(
        update={
            "suggestions": _not_private(home.suggestions),
            "therapist_requests": _not_private(home.therapist_requests),
            "needs": _in_titles(plan.needs),
            "barriers": tuple(line for line in _in_titles(plan.barriers) if line.code not in kept),
            "strengths": _in_titles(plan.strengths),
            "consents": tuple(consent.model_copy(update={"words": ""}) for consent in plan.consents),
            "may_ring": tuple(consent.model_copy(update={"words": ""}) for consent in plan.may_ring),
            "know": {},
        }
    )


def _not_private(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(suggestion for suggestion in suggestions if not suggestion.private)


def _in_titles(lines: Iterable[PlanFact]) -> tuple[PlanFact, ...]:
    return tuple(line.model_copy(update={"words": "", "note": ""}) for line in lines)


def kept_from_home(plan: Plan) -> tuple[str, ...]:
    """The lines that `for_home` leaves out of the client's copy, as they read on the plan."""
    return tuple(dict.fromkeys(line for line in _kept(plan) if line)) if plan.guarded else ()


def _kept(plan: Plan) -> Iterator[str]:
    for goal in plan.goals:
        if goal.state != "let_go":
            yield from (goal.what, goal.sign, goal.who, goal.agreed_with)
    yield from (step.what for step in plan.actions if step.still_to_do)
    for agreed in plan.accepted():
        if agreed.still_to_do:
            yield agreed.words or (agreed.title if agreed.private or agreed.tells else "")
            yield "" if _is_a_day(agreed.by) else agreed.by
    for request in plan.asked():
        yield request.agreed if request.by_hand else "" if request.explain_to_client else request.words
        yield "" if _is_a_day(request.by) else request.by
        yield request.reply.words if request.reply and request.reply.for_client else ""
    for coming in plan.coming_up:
        yield coming.what if _of_the_home(coming) or coming != _only_the_day(coming) else ""
    yield from (plan.warning_signs, plan.if_harder, plan.next_contact)


def _in_catalogue_words(suggestion: Suggestion) -> Suggestion:
    reply = suggestion.reply and suggestion.reply.model_copy(update={"words": "", "for_client": False})
    by = suggestion.by if _is_a_day(suggestion.by) else ""
    return suggestion.model_copy(update={"words": "", "by": by, "reply": reply, "slips": ()})


def _is_a_day(by: str) -> bool:
    return bool(_A_DAY.fullmatch(wording.one_line(by).strip()))


def _of_the_home(coming: Coming) -> bool:
    return coming.what.partition(": ")[0] == _LEAVING


def _only_the_day(coming: Coming) -> Coming:
    """A day that comes up under its own title, without what somebody said it is about."""
    return coming.model_copy(update={"what": coming.what.partition(": ")[0]})
