"""What a later call is given of the earlier ones: the answers that stand, and the plan's goals, steps and barriers."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessor import taxonomy, wording
from assessor.care.answers import Known
from assessor.care.plan import Plan, Suggestion
from assessor.scripts.earlier import Earlier


def carried(known: Known, plan: Plan) -> Earlier:
    """What stands when a call begins after these."""
    values: dict[str, Any] = {}
    words: dict[str, str] = {}
    on: dict[str, date] = {}
    for interview in known.interviews:  # the later call's word in place of the earlier's
        for step in interview.course.questions:
            value = interview.answer(step.name)
            if value is None:
                continue
            values[step.name], words[step.name] = value, interview.written(step.name)
            given = interview.responses[step.name].entry
            on[step.name] = given.at.astimezone().date() if given else interview.today
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
    replies = [replied(one) for one in plan.therapist_requests if one.reply]
    for name, value, told in (("replies", " ".join(replies), " ".join(replies)), ("replies_count", len(replies), "")):
        values[name], words[name] = value, told or str(value)
    slots = _slots(plan, values, words)
    return Earlier(values, words, on, slots)


def replied(request: Suggestion) -> str:
    """What the therapist answered to a request, in a sentence or two; empty if nothing yet."""
    reply = request.reply
    if reply is None:
        return ""
    who = f"{reply.name}, " if reply.name else ""
    answer = f"{who}{wording.day(reply.on)}: {taxonomy.REPLIES[reply.answer]}"
    told = f"{request.title}: {answer}"
    return f"{told}, “{reply.words}”." if reply.words else f"{told}."


def _slots(plan: Plan, values: dict[str, Any], words: dict[str, str]) -> dict[str, tuple[str, ...]]:
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
            number = put("goal", goal.key, {"": goal.what})
            if goal.due is not None and number <= taxonomy.SLOTS["goal"]:
                values[f"goal_{number}_by"], words[f"goal_{number}_by"] = goal.due, goal.by
            if goal.now is not None and number <= taxonomy.SLOTS["goal"]:
                values[f"goal_{number}_now"], words[f"goal_{number}_now"] = goal.now, str(goal.now)
    for action in plan.actions:
        if action.state in ("to_do", "under_way"):
            put("step", action.key, {"": action.what, "_who": action.who, "_by": action.by})
    for step in plan.accepted():
        if step.progress in ("to_do", "under_way"):
            who = ", ".join(taxonomy.PARTIES[party] for party in step.who)
            put("step", step.id, {"": step.agreed, "_who": who, "_by": step.by})
    for line in plan.barriers:
        put("barrier", line.code, {"": line.title, "_words": line.words})
    for kind, found in keys.items():
        values[f"{kind}s_count"], words[f"{kind}s_count"] = len(found), str(len(found))
    return {kind: tuple(found) for kind, found in keys.items()}
