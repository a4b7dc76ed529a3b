"""What several papers say alike: where somebody is with work, when their first words were said, their measures."""

from __future__ import annotations

from collections.abc import Iterator

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.care.plan import Measure, Plan
from assessor.views import phrasing


def work_now(plan: Plan) -> str:
    """The work situation in a sentence or two."""
    sentences = [*(_out_of_work(plan) if plan.situation == "out_of_work" else _in_a_job(plan)), *_expecting(plan)]
    if plan.aim:
        sentences.append(taxonomy.AIMS[plan.aim])
    return " ".join(wording.sentence(part) for part in sentences if part) or "Not yet asked."


def _out_of_work(plan: Plan) -> Iterator[str]:
    work = plan.work
    last, ended, reason = (work.get(f"last_work.{part}", "") for part in ("role", "ended", "reason"))
    last_job = ", ".join(filter(None, (last, ended and f"ended {ended[:1].lower()}{ended[1:]}")))
    yield from ("Out of work", last_job and f"Last job: {last_job}", reason and f"Why it ended: {reason}")
    yield f"Hopes for: {work['hope.role']}" if work.get("hope.role") else ""


def _in_a_job(plan: Plan) -> Iterator[str]:
    work = plan.work
    hours, since = work.get("work.hours", ""), work.get("work.since", "")
    parts = [work.get("work.role", ""), work.get("work.employer", ""), work.get("work.pattern", "")]
    parts += [hours and f"{hours} a week", since and f"there since {since.removeprefix('since ')}"]
    yield ", ".join(filter(None, parts))
    if plan.situation == "off_sick":
        first = work.get("absence.first_day")
        yield f"Off sick since {first}" if first else "Off sick"
        yield f"Fit note: {work['fit_note.says']}" if work.get("fit_note.says") else ""
        yield f"Pay now: {work['pay.now']}" if work.get("pay.now") else ""
    elif plan.situation:
        yield phrasing.situation_told(plan)
        back = work.get("return.date", "") if "work.leave" in work else ""
        yield f"Going back, as they think: {back}" if back else ""
    for job in plan.other_jobs:
        yield f"Another job: {job.summary}"


def _expecting(plan: Plan) -> Iterator[str]:
    yield "Pregnant" if any(barrier.code == "pregnancy" for barrier in plan.barriers) else ""
    yield f"Baby: {plan.work['work.baby']}" if "work.baby" in plan.work else ""


def opened_on(case: Case) -> str:
    """When the words were said that stand first, where that was not in the latest call: ", 22 October 2026"."""
    opened = case.answers.opening if case.answers else None
    if opened is None or case.call is None or opened[0].today == case.call.interview.today:
        return ""
    return f", {wording.day(opened[0].today)}"


def measure_told(measure: Measure) -> str:
    """A measure by its name, with its total, and how that has changed."""
    since = f", {measure.change:+d} since the first time" if measure.change else ""
    return f"{measure.title}: {measure.score}, {wording.day(measure.on)}{since}"


def what_helps(plan: Plan) -> str:
    """What helps, as it was ticked; what something else was stands where that is told."""
    told = plan.work.get("health.helps", "")
    return wording.listed(part for part in told.split("; ") if part.casefold() != "something else")
