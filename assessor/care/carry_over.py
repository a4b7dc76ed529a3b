"""What a later call is given of the earlier ones: the answers that stand, and the plan's goals, steps and barriers."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessor import taxonomy, wording
from assessor.care.answers import Answers
from assessor.care.consents import limits_of
from assessor.care.due_steps import AgreedStep, due_steps, own_jobs_told, steps_to_do
from assessor.care.employment_status import OTHER_HOURS
from assessor.care.plan import Plan, Suggestion
from assessor.scripts.earlier import Earlier
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked
from assessor.scripts.model import StepsPut


def carried(answers: Answers, plan: Plan, today: date, steps: StepsPut = "all") -> Earlier:
    """What stands when a call begins after these on the day ``today``; ``steps`` says which of the plan's it puts."""
    values: dict[str, Any] = {}
    words: dict[str, str] = {}
    on: dict[str, date] = {}
    for interview in answers.interviews:  # the later call's word in place of the earlier's
        for step in interview.course.questions:
            if step.question is not None and (stands := _stands(interview, step.question, plan)) is not None:
                values[step.name], words[step.name], on[step.name] = stands
        for score in interview.course.script.scores:
            if all(interview.answer(name) is not None for name in score.of):
                values[score.id] = interview.values[score.id]
                words[score.id] = str(values[score.id])
    for kind, code in (("situation", plan.situation), ("aim", plan.aim)):
        if code:
            values[kind] = code
            words.setdefault(kind, taxonomy.FACTS[kind][code])
    for kind, lines in (("needs", plan.needs), ("barriers", plan.barriers), ("strengths", plan.strengths)):
        values[kind] = tuple(line.code for line in lines)
    replies = [replied(request) for request in plan.therapist_requests if request.reply]
    for name, value, shown in (("replies", " ".join(replies), " ".join(replies)), ("replies_count", len(replies), "")):
        values[name], words[name] = value, shown or str(value)
    own = own_jobs_told(plan, today) if steps == "due" else ""
    values["own_jobs"], words["own_jobs"] = own or None, own
    brought = due_steps(plan, today) if steps == "due" else steps_to_do(plan, today)
    values[OTHER_HOURS] = {job.number: answers.value(f"other_job{job.number}.hours") for job in plan.other_jobs}
    slots = _slots(plan, brought, values, words)
    return Earlier(values, words, on, slots, _limits(answers, plan))


def _limits(answers: Answers, plan: Plan) -> dict[str, str]:
    """The limits of each yes to sharing that stands, by the questions that ask about it."""
    limits: dict[str, str] = {
        consent.reader: limits_of(consent, answers.own) for consent in plan.consents if consent.given
    }
    asking = (step.question for interview in answers.interviews for step in interview.course.questions)
    return {
        question.id: limits[question.consent_reader]
        for question in asking
        if question is not None and question.consent_reader is not None and limits.get(question.consent_reader)
    }


def _stands(interview: Interview, question: Asked, plan: Plan) -> tuple[Any, str, date] | None:
    """What stands of a question when the next call begins: the answer, its words and its day; None if nothing does."""
    if question.consent_reader is not None:
        consent = plan.consent(question.consent_reader)  # by whatever word: the answer may have been withdrawn since
        value = "yes" if consent.given else "no"
        return None if consent.given is None else (value, question.written(value), consent.on or interview.today)
    answer = interview.answer(question.id)
    if answer is None:
        return None
    entry = interview.responses[question.id].entry
    return answer, interview.written(question.id), entry.at.astimezone().date() if entry else interview.today


LASTING = frozenset({"hearing", "sight", "long_term_condition", "autism", "adhd", "dyslexia", "pregnancy", "menopause"})
"""What a plan does not make better: the support with it is asked about, as a step, and not the condition."""


def replied(request: Suggestion) -> str:
    """What the therapist answered to a request, in a sentence or two; empty if nothing yet."""
    reply = request.reply
    if reply is None:
        return ""
    who = f"{reply.name}, " if reply.name else ""
    answer = f"{who}{wording.day(reply.on)}: {taxonomy.REPLIES[reply.answer]}"
    sentence = f"{request.title}: {answer}"
    if reply.words and not reply.for_client:  # a therapist writes to a colleague, unless they say otherwise
        return f"{sentence}. For you alone, and not to be told: “{reply.words}”."
    return f"{sentence}, “{reply.words}”." if reply.words else f"{sentence}."


def _slots(
    plan: Plan, steps: tuple[AgreedStep, ...], values: dict[str, Any], words: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """Gives each goal, step and barrier its number, and its words under that number."""
    keys: dict[str, list[str]] = {kind: [] for kind in taxonomy.SLOTS}

    def put(kind: str, key: str, texts: dict[str, str]) -> int:
        number = len(keys[kind]) + 1
        if number <= taxonomy.SLOTS[kind]:
            keys[kind].append(key)
            filled = {f"{kind}_{number}{part}": text for part, text in texts.items() if text}
            values.update(filled)
            words.update(filled)
        return number

    for goal in plan.goals:
        if goal.state == "going_on":
            number = put("goal", goal.key, {"": goal.what, "_sign": goal.sign})
            if goal.due is not None and number <= taxonomy.SLOTS["goal"]:
                values[f"goal_{number}_by"], words[f"goal_{number}_by"] = goal.due, goal.by
            if goal.now is not None and number <= taxonomy.SLOTS["goal"]:
                values[f"goal_{number}_now"], words[f"goal_{number}_now"] = goal.now, str(goal.now)
    for step in steps:
        private = "private" if step.private else ""
        put("step", step.key, {"": step.what.rstrip(". "), "_who": step.who, "_by": step.by, "_private": private})
    for line in plan.barriers:
        if line.code not in LASTING:
            put("barrier", line.code, {"": line.title, "_words": line.words})
    for kind, numbered in keys.items():
        values[f"{kind}s_count"], words[f"{kind}s_count"] = len(numbered), str(len(numbered))
    return {kind: tuple(numbered) for kind, numbered in keys.items()}
