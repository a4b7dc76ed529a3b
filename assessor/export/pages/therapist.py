"""The therapist's page, in the order in which a therapist needs it.

A concern about safety first, if there is one; then what is asked of them, the work, what is in the way, goals, steps,
consent, what comes next, and last on whose word each thing was suggested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from assessor import taxonomy, wording
from assessor.care.case import Case
from assessor.care.employers import shared_with
from assessor.care.employment_status import StatusRecord
from assessor.care.fingerprint import fingerprint
from assessor.care.goals import STILL_TO_DO, Goal
from assessor.care.know_me import access_needs
from assessor.care.later_word import Slip
from assessor.care.plan import Concern, Plan, Suggestion
from assessor.export.blocks import Beside, Block, Boxed, Heading, Items, Line, Page, Paragraph, Run, Small, Table
from assessor.export.pages.common import DocumentPart, Standing, adviser, first_word, foot, made_at, run_on, standing
from assessor.export.pages.next_call import next_call
from assessor.export.pages.parties import parties_of, whose
from assessor.export.pages.voice import says_not_known
from assessor.export.pages.work_told import measure_told, opened_on, what_helps, work_now
from assessor.journal import Client
from assessor.views import phrasing
from assessor.views.harm_told import harm_on_page, told_unwritten


class CallTold(DocumentPart):
    """The latest call: when, by whom, by which script, and whether it was brought to its end."""

    begun: str
    by: str
    script: str
    script_version: int
    ended: bool


class TherapistDocument(DocumentPart):
    """The whole plan, as the therapist may have it: what stands on the page, and what it was made from."""

    document: Literal["therapist"] = "therapist"
    standing: Standing
    version: int
    fingerprint: str
    client: Client
    call: CallTold | None
    plan: Plan
    status_records: tuple[StatusRecord, ...] = ()


def therapist_document(case: Case) -> TherapistDocument:
    """The plan as data."""
    call = case.call
    script = call.interview.course.script if call else None
    return TherapistDocument(
        standing=standing(case),
        version=case.version,
        fingerprint=fingerprint(case),
        client=case.client,
        call=CallTold(
            begun=call.begun.isoformat(), by=call.by, script=script.script, script_version=script.version,
            ended=call.ended,
        ) if call and script else None,
        plan=case.plan.to_leave(),
        status_records=case.status_records,
    )  # fmt: skip


def therapist_page(case: Case) -> Page:
    """The plan as the therapist reads it, as of the case's last entry."""
    client, call, plan, review = case.client, case.call, case.plan.to_leave(), standing(case)
    facts = (
        f"Born {wording.day(client.born)}" if client.born else "",
        f"record {client.reference}",
        f"version {case.version}",
    )
    therapist = ", ".join(filter(None, (client.therapist, client.therapist_role)))
    lines = (
        f"Adviser {call.by} · call of {wording.day(call.begun.astimezone().date())}" if call else "",
        f"For {therapist}" if therapist else "",
        f"Access: {needed}." if (needed := "; ".join(access_needs(case.answers, plan))) else "",
    )
    names = {"client": client.first_name, "adviser": first_word(adviser(case), "adviser"), "therapist": "you"}
    safety, asked = _safety(case), _asked(case, plan)
    return Page(
        title="Employment plan",
        made=made_at(case),
        name=client.name,
        facts=" · ".join(filter(None, facts)),
        standing=review.mark,
        standing_note=review.note,
        about=tuple(filter(None, lines)),
        blocks=(
            *((safety, asked) if plan.safety or harm_on_page(case) else (asked, safety)),
            Beside(_work(case, plan), _needs(plan)),
            *_goals(plan, names),
            *_steps(case, names),
            Beside((*_sharing(plan), *_reaching(plan)), _after(case)),
            _reasons(plan),
        ),
        foot=foot(case, numbered=True),
        one_side=True,
    )


def _asked(case: Case, plan: Plan) -> Block:
    accepted = [s for s in plan.therapist_requests if s.state == "accepted"]
    past = [s for s in accepted if not s.stands]
    open_requests = [s for s in plan.therapist_requests if s.state == "proposed"]
    blocks: list[Block] = []
    if asked := plan.asked():
        blocks.append(Items(tuple(_request(plan, s) for s in asked), numbered=True))
    else:
        more = " beyond your own step below" if _has_a_step(case) else ""
        blocks.append(Paragraph((Run(f"Nothing is asked of you yet{more}."),)))
    if past:
        titles = wording.listed(s.title for s in past)
        blocks.append(
            Paragraph((Run(f"Asked earlier, and as the answers now stand not asked again: {titles}.", "quiet"),))
        )
    if open_requests:
        titles = wording.listed(s.title for s in open_requests)
        blocks.append(Paragraph((Run(f"Suggested, and not yet agreed with the client: {titles}.", "quiet"),)))
    return Boxed("ask", "What I am asking you to do", tuple(blocks))


def _has_a_step(case: Case) -> bool:
    """Whether a step that was agreed is the therapist's."""
    return any(step.still_to_do and "therapist" in parties_of(case, step) for step in case.plan.actions)


def _request(plan: Plan, request: Suggestion) -> Line:
    reasons = wording.sentence("; ".join(request.because))
    line = [Run(wording.sentence(request.agreed), "strong"), Run(" ")]
    line += [Run(f"{reasons} ")] if reasons else []
    if goal := plan.goal(request.goal):
        line += [Run("For the goal: "), Run(goal.what, "words"), Run(". ")]
    line.append(Run(wording.capital(request.by or "at your next session"), "when"))
    if reply := request.reply:
        who = f"{reply.name} answered" if reply.name else "Answered"
        answer = f"{who}, {wording.day(reply.on)}: {taxonomy.REPLIES[reply.answer]}"
        line += [Run(". "), Run(f"{answer}.", "strong")]
        line += [Run(" "), Run(wording.sentence(reply.words), "quiet")] if reply.words else []
    return tuple(line)


def _safety(case: Case) -> Block:
    concerns, told = case.plan.safety, harm_on_page(case)
    if not concerns:
        kind: Literal["safety", "calm"] = "safety" if told else "calm"
        return Boxed(kind, "Safety", (Paragraph((Run(f"{no_concern(case)}."),)),))
    passed_on = tuple(Paragraph(_concern(concern, case.client.first_name)) for concern in concerns)
    told_besides = (Paragraph((Run(f"{wording.capital(told_unwritten(told))}."),)),) if told else ()
    return Boxed("safety", "Safety", (*passed_on, *told_besides))


def no_concern(case: Case) -> str:
    """What may be said where no concern stands: nothing was raised only in a call that was held to its end, and
    where nothing was told that may be harm."""
    if told := harm_on_page(case):
        return told_unwritten(told)
    assessed = [call for call in case.calls if call.held and call.interview.course.script.leaves != "not_taken_up"]
    if not assessed:
        return "not asked about"
    if any(not call.ended for call in assessed[-1:]):
        return "none raised so far; the call is not finished"
    if any(call.interview.front < len(call.interview.course.steps) for call in assessed[-1:]):
        return "none raised; the call was ended before its last question"
    return f"none raised {'in this call' if len(case.calls) < 2 else 'in any call'}"


def _concern(concern: Concern, client: str) -> Line:
    told, at = concern.passed_to.strip().rstrip("."), concern.told_at.strip().rstrip(".")
    passed = (
        f"Passed to {told}{f' at {at}' if at else ''}."
        if told
        else f"A concern was raised; {phrasing.not_passed_on(concern)}."
    )
    line = [Run(f"{wording.day(concern.on)}: ", "strong")] if concern.on else []
    line += [Run(f"{wording.sentence(concern.because)} ", "strong")] if concern.because else []
    line += [Run(passed, "strong")]
    if concern.words:
        line += [Run(" In the client's words: "), Run(concern.words.strip().rstrip("."), "words"), Run(".")]
    for label, text in (
        (f"Where {client or 'the client'} was then", concern.where),
        (f"{told} said" if told else "The answer", concern.said),
        ("Agreed", concern.agreed),
    ):
        if text:
            line.append(Run(f" {label}: {wording.sentence(text)}"))
    return tuple(line)


def _work(case: Case, plan: Plan) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("Work now"), Paragraph((Run(work_now(plan)),))]
    if opening := plan.opening:
        blocks.append(
            Paragraph(
                (Run(f"In their own words{opened_on(case)}: "), Run(opening.strip().rstrip("."), "words"), Run("."))
            )
        )
    if plan.coming_up:
        days = tuple(
            (Run(wording.long_day(coming.on), "strong"), Run(f": {coming.what[:1].lower()}{coming.what[1:]}"))
            for coming in plan.coming_up
        )
        blocks += [Heading(phrasing.DATES_COMING_UP), Items(days)]
    effect = plan.work.get("health.effect")
    if effect:
        blocks += [Heading("How health affects work"), Paragraph((Run(effect, "words"),))]
    if helps := what_helps(plan):
        blocks += [Heading("What helps"), Paragraph((Run(wording.sentence(wording.capital(helps))),))]
    if plan.strengths:
        blocks += [Heading(phrasing.GOING_FOR_THEM), Paragraph((Run(run_on(s.title for s in plan.strengths)),))]
    return tuple(blocks)


def _needs(plan: Plan) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if wishes := plan.wishes():
        blocks += [Heading(phrasing.WANTS_HELP_WITH), Paragraph((Run(run_on(n.title for n in wishes)),))]
    if plan.barriers:
        rows = []
        for barrier in plan.barriers:
            row = [Run(wording.capital(barrier.title))]  # its words are the label of what was ticked, and nobody's own
            if barrier.state:
                row += [Run(f" ({taxonomy.BARRIER_STATES[barrier.state]})")]
            rows.append(tuple(row))
        blocks += [Heading(phrasing.IN_THE_WAY), Items(tuple(rows))]
    if plan.something_else:
        rows = [
            (Run(f"{title}, something else: "), Run(words.rstrip("."), "words")) for title, words in plan.something_else
        ]
        blocks += [Heading("Also said"), Items(tuple(rows))]
    if plan.measures:
        blocks += [Heading("Measures"), Items(tuple((Run(measure_told(measure)),) for measure in plan.measures))]
    if plan.gone:
        blocks += [Heading(phrasing.NO_LONGER_IN_THE_WAY), Paragraph((Run(run_on(line.title for line in plan.gone)),))]
    return tuple(blocks)


GOALS = ("Goal, in the client's words", "Whose", "By", "Start", "Now")


def _goals(plan: Plan, names: Mapping[str, str]) -> tuple[Block, ...]:
    if not plan.goals:
        return ()
    going = [goal for goal in plan.goals if goal.state == "going_on"]
    blocks: list[Block] = [Heading("Shared goals")]
    if going:
        rows = tuple(
            (
                _goal(goal),
                (Run(_owner(goal, names)),),
                (Run(goal.by or "no date"),),
                (Run(_rated(goal, 0)),),
                (Run(_rated(goal, -1)),),
            )
            for goal in going
        )
        blocks.append(Table("Shared goals, with where the client is from 0 to 10", GOALS, rows, (48, 18, 20, 7, 7)))
    for state, label in (("reached", "Reached"), ("let_go", "Let go")):
        for goal in plan.goals:
            if goal.state == state:
                start, end = _rated(goal, 0), _rated(goal, -1)
                over = f" ({start} → {end} of 10)" if goal.ratings else ""
                why = f": {goal.why}" if goal.why else ""
                blocks.append(Paragraph((Run(f"{label}: "), Run(goal.what, "words"), Run(f"{over}{why}.", "quiet"))))
    return tuple(blocks)


def _goal(goal: Goal) -> Line:
    line = [Run(goal.what, "words")]
    if goal.sign:
        line += [Run(". "), Run(f"How we will know: {wording.ended(goal.sign)}", "quiet")]
    if goal.agreed_with:
        on = f", {wording.day(goal.agreed_on)}" if goal.agreed_on else ""
        line.append(Run(f"{'' if goal.sign else '.'} Agreed at work with {goal.agreed_with}{on}."))
    return tuple(line)


def _owner(goal: Goal, names: Mapping[str, str]) -> str:
    owner = names.get(goal.owner, taxonomy.PARTIES[goal.owner])
    return f"{owner}, with {goal.who}" if goal.who and not says_not_known(goal.who) else owner


def _rated(goal: Goal, place: int) -> str:
    return str(goal.ratings[place].value) if goal.ratings else "–"


def _steps(case: Case, names: Mapping[str, str]) -> tuple[Block, ...]:
    plan = case.plan.to_leave()
    steps = [(a.what, whose(case, a, names), a.by, a.state, a.why, a.slips) for a in plan.actions]
    steps += [(s.agreed, whose(case, s, names), s.by, s.progress, s.reason, s.slips) for s in plan.accepted()]
    if not steps:
        return ()
    states = taxonomy.STEP_STATES
    blocks: list[Block] = [Heading(phrasing.AGREED_STEPS)]
    rows = tuple(
        (_step(what, slips), (Run(who),), (Run(by),), (Run(states[state]),))
        for what, who, by, state, _, slips in steps
        if state in STILL_TO_DO
    )
    if rows:
        blocks.append(Table(phrasing.AGREED_STEPS, ("What", "Who", "When", "State"), rows, (48, 18, 20, 14)))
    for state, label in (("done", "Done"), ("dropped", "No longer wanted")):
        over = [
            what.rstrip(".") + (f" ({why})" if why else "")
            for what, _, _, step_state, why, _ in steps
            if step_state == state
        ]
        if over:
            blocks.append(Paragraph((Run(f"{label}: {'; '.join(over)}.", "quiet"),)))
    return tuple(blocks)


def _step(what: str, slips: Sequence[Slip]) -> Line:
    hindrance = phrasing.got_in_the_way(slips)
    return (
        Run(wording.capital(what)),
        *((Run(f". {wording.sentence(wording.capital(hindrance))}", "quiet"),) if hindrance else ()),
    )


def _sharing(plan: Plan) -> tuple[Block, ...]:
    sentences = []
    for reader, title in {**taxonomy.READERS, **shared_with(plan)}.items():
        sentences.append(f"{wording.capital(title)}: {phrasing.consent_told(plan.consent(reader))}.")
    refused = [taxonomy.BODIES[consent.reader] for consent in plan.may_ring if consent.given is False]
    sentences += [f"Not to be rung for them: {wording.listed(refused, 'or')}."] if refused else []
    return (Heading(phrasing.MAY_BE_SHARED_WITH), Paragraph((Run(" ".join(sentences)),)))


def _reaching(plan: Plan) -> tuple[Block, ...]:
    """What somebody who talks with them or writes to them has to know; nothing where nothing is known."""
    told = [f"{taxonomy.DETAILS[detail]}: {words.rstrip('.')}." for detail, words in plan.know.items()]
    return (Heading("Reaching them safely"), Paragraph((Run(" ".join(told)),))) if told else ()


def _after(case: Case) -> tuple[Block, ...]:
    plan, agreed = case.plan, next_call(case)
    runs = []
    if plan.warning_signs:
        runs += [Run("The first signs: "), Run(plan.warning_signs, "words"), Run(". ")]
    if plan.if_harder:
        runs += [Run(plan.if_harder, "words"), Run(". ")]
    over = {"closed": "Support has ended; no call is planned.", "not_taken_up": "Support was not taken up."}
    none = over.get(case.state, f"Next call {phrasing.NOT_BOOKED}.")
    runs.append(Run(f"Next call: {agreed.rstrip('.')}." if agreed and case.state not in over else none))
    return (Heading(f"{phrasing.IF_HARDER}, and next contact"), Paragraph(tuple(runs)))


def _reasons(plan: Plan) -> Block:
    """Why each thing that is still to do was suggested, and on whose word, what rests on one source together. A
    request's reasons stand beside it instead; what is done, or would no longer be suggested, needs none."""
    reasons: list[Line] = []
    rests: dict[str, list[str]] = {}
    checked: set[date] = set()
    for suggestion in (*plan.asked(), *plan.accepted()):
        if suggestion.by_hand or not suggestion.still_to_do:
            continue
        if suggestion.stands and not suggestion.for_therapist:
            because = wording.sentence("; ".join(suggestion.because))
            reasons.append((Run(suggestion.title.rstrip("."), "strong"), Run(f": {because}")))
        if suggestion.source:
            source = ", ".join(filter(None, (suggestion.source.publisher, suggestion.source.title)))
            source += f", {suggestion.source.doubt}" if suggestion.source.doubt else ""
            rests.setdefault(source, []).append(suggestion.title.rstrip("."))
            checked |= {suggestion.source.checked_on} if suggestion.source.checked_on else set()
    if rests:
        sources = "; ".join(f"{source} ({', '.join(titles)})" for source, titles in rests.items())
        reasons.append((Run("Sources", "strong"), Run(f": {sources}.")))
    days = " and ".join(wording.day(on) for on in sorted({min(checked), max(checked)})) if checked else ""
    last = f"Sources were checked on {days}. " if days else ""
    reasons.append(
        (Run(f"{last}Made by an employment adviser; not a clinical assessment, and no assessment of risk."),)
    )
    return Small(tuple(reasons))
