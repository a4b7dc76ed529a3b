"""Makes the plan from the answers of every call, the decisions, the concerns and what was written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessor import taxonomy
from assessor.bank.bank import Bank
from assessor.care.answers import Answers
from assessor.care.at_home import is_guarded, may_be_overheard
from assessor.care.consents import Consent
from assessor.care.employers import CHOOSING, MAIN
from assessor.care.employment_status import StatusRecord, status_records
from assessor.care.goals import actions, day_of, goals, words_of
from assessor.care.handwritten import NOTHING_BY_HAND, ByHand
from assessor.care.jobs import other_jobs
from assessor.care.know_me import known_of, known_on_pages
from assessor.care.later_word import became, said_on
from assessor.care.line_keys import line_key
from assessor.care.plan import Coming, Concern, Measure, Plan, PlanFact
from assessor.care.suggestions import (
    NOTHING_REFUSED,
    catalogue_suggestions,
    fitting_adjustments,
    handwritten_request,
    held_adjustments,
)
from assessor.journal import Decided
from assessor.listening.hear import harm_outright
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import Asked
from assessor.scripts.notes import asked_for
from assessor.scripts.settling import OPEN


def make_plan(
    answers: Answers,
    bank: Bank,
    decisions: Mapping[str, Decided],
    safety: tuple[Concern, ...] = (),
    by_hand: ByHand = NOTHING_BY_HAND,
    consented: tuple[Consent, ...] = (),
    refused_at: Mapping[str, int] = NOTHING_REFUSED,
) -> Plan:
    """The plan that these answers, decisions and concerns make, with what was written by hand.

    Its catalogue is that of ``bank``. ``safety`` are the concerns in the order in which a reader wants them,
    ``consented`` is where consent stands, ``refused_at`` the places in the journal where it became a no.
    """
    states = became(answers)
    lines = _lines(answers)
    gone = tuple(line for line in lines["barrier"].values() if line.state == "gone")
    steps = actions(answers, states, by_hand)
    written = [
        handwritten_request(step, by_hand)
        for step in steps
        if "therapist" in step.parties and step.key in by_hand.steps
    ]
    asked_by_hand = {request.id for request in written}
    answers = answers.stating({line.code: line.state != "gone" for line in lines["barrier"].values() if line.state})
    offered, held = catalogue_suggestions(answers, bank, decisions, states, by_hand, consented, refused_at)
    barriers = tuple(line for line in lines["barrier"].values() if line.state != "gone")
    codes = [line.code for line in barriers]
    adjustments = fitting_adjustments(answers, bank, decisions, states, offered, codes, by_hand)
    requests = [*(s for s in offered if s.for_therapist), *written]
    guarded = is_guarded(answers, (*offered, *held))
    return Plan(
        situation=_single(answers, "situation"),
        aim=_single(answers, "aim"),
        work=_details(answers),
        other_jobs=other_jobs(answers),
        needs=tuple(lines["need"].values()),
        barriers=barriers,
        strengths=tuple(lines["strength"].values()),
        goals=goals(answers, states, by_hand),
        actions=tuple(step for step in steps if step.key not in asked_by_hand),
        suggestions=by_hand.in_order((line_key("suggestion", s.id), s) for s in offered if not s.for_therapist),
        therapist_requests=by_hand.in_order((line_key("request", s.id), s) for s in requests),
        adjustments=by_hand.in_order((line_key("adjustment", s.id), s) for s in adjustments),
        held_back=(*held, *held_adjustments(answers, bank, decisions, offered, codes)),
        gone=gone,
        measures=tuple(_measures(answers)),
        safety=safety,
        consents=_about(consented, taxonomy.SHARED_WITH),
        may_ring=_about(consented, taxonomy.BODIES),
        know=known_of(answers),
        know_on_pages=_known_on_pages(answers, bank, guarded),
        coming_up=_coming_up(answers),
        next_contact=_next_contact(answers.talk),
        next_date=day_of(answers.talk, "next.date"),
        if_harder=answers.written("if_harder"),
        warning_signs=answers.written("warning_signs"),
        rulers=_rulers(answers),
        status=_status(answers),
        opening=_opening(answers),
        heard=tuple(_heard(answers, lines)),
        something_else=tuple(dict.fromkeys(_something_else(answers))),
        guarded=guarded,
        overheard=may_be_overheard(answers),
    )


def _known_on_pages(answers: Answers, bank: Bank, guarded: bool) -> dict[str, str]:
    return known_on_pages(answers, lambda note: not guarded and not harm_outright(note, bank.phrases))


def _about(consented: tuple[Consent, ...], readers: Mapping[str, str]) -> tuple[Consent, ...]:
    return tuple(consent for consent in consented if consent.reader in readers)


def _opening(answers: Answers) -> str:
    opened = answers.opening
    return opened[0].written(opened[1]) if opened else ""


def _lines(answers: Answers) -> dict[str, dict[str, PlanFact]]:
    """Needs, barriers and strengths by kind and code, in the order of the questions that record them.

    What a later call said became of a barrier stands until a still later answer records it anew. A barrier that was
    said to be there stays, even where the answer that first recorded it no longer applies.
    """
    lines: dict[str, dict[str, PlanFact]] = {kind: {} for kind in taxonomy.PLURAL}
    noted: set[str] = set()
    for interview, own in zip(answers.interviews, answers.own, strict=True):
        recorded: set[str] = set()
        for number, code in enumerate(own.earlier.slots.get("barrier", ()), start=1):
            name = own.detail(f"earlier_barrier{number}.state")
            if name is None:
                continue
            before = lines["barrier"].get(code) or PlanFact(
                code=code, title=taxonomy.BARRIERS[code], question=name,
                words=own.earlier.words.get(f"barrier_{number}_words", ""),
            )  # fmt: skip
            lines["barrier"][code] = PlanFact.model_validate(before.model_dump() | {"state": own.answer(name)})
        for kind, code, name in interview.facts():
            question = interview.course.question(name)
            if kind not in lines or question is None:
                continue
            wished = kind == "need" and _asks_for_wishes(question)
            if f"{kind} {code}" in recorded:
                if wished:
                    lines[kind][code] = lines[kind][code].model_copy(update={"wished": True})
                continue
            recorded.add(f"{kind} {code}")
            if question.words_at == name:
                words = question.told(interview.answer(name), (kind, code))
            else:
                words = interview.own_words(question.words_at)
            note = "" if name in noted or asked_for(question.chosen(interview.answer(name))) else interview.note(name)
            noted.add(name)
            title = taxonomy.FACTS[kind][code]
            before_it = lines[kind].get(code)
            wished = wished or (before_it is not None and before_it.wished)
            lines[kind][code] = PlanFact(
                code=code, title=title, words=words, question=name, note=note, wished=wished,
                in_own_words=_in_own_words(interview, question.words_at, words),
            )  # fmt: skip
    return lines


def _in_own_words(interview: Interview, name: str, words: str) -> bool:
    """Whether these words of an answer are the client's, typed, and not those of an option that was read to them."""
    question = interview.course.question(name)
    return question is None or not question.choices or (bool(words) and words == interview.named_words(name))


def _heard(answers: Answers, lines: Mapping[str, Mapping[str, PlanFact]]) -> Iterator[PlanFact]:
    """What answers record that were given early, most of them heard in a note; it counts once each question applies."""
    interview, told = answers.latest, set[str]()
    for step in interview.course.questions:
        response = interview.responses.get(step.name)
        if step.question is None or interview.states[step.place] != OPEN or not response or response.value is None:
            continue
        for kind, code in step.question.recorded(response.value):
            if code not in lines.get(kind, ()) and f"{kind} {code}" not in told:
                told.add(f"{kind} {code}")
                yield PlanFact(code=code, title=taxonomy.FACTS[kind][code], words="", question=step.name)


def _asks_for_wishes(question: Asked) -> bool:
    """Whether each of its answers, none of them apart, is something to want help with."""
    options = [option for option in question.choices if not option.exclusive]
    return bool(options) and all(option.records.need for option in options)


def _something_else(answers: Answers) -> Iterator[tuple[str, str]]:
    """What “something else” was, with the title of its question, where no line of the plan holds it."""
    for interview in answers.interviews:
        for step in interview.course.questions:
            question = step.question
            if question is None or question.private or interview.answer(step.name) is None:
                continue
            if any(detail.startswith(("know.", "next.", "action", "earlier_step")) for detail in question.fills):
                continue  # that stands with the detail
            other = [option for option in question.chosen(interview.answer(step.name)) if option.note]
            held = any(option.records.facts for option in other) or interview.answer(f"{step.name}_weigh") == "advice"
            if other and not held and (note := interview.named_words(step.name)):
                yield interview.title(step.name), note


def _single(answers: Answers, kind: str) -> str | None:
    """The code of a fact of which there is one at a time: the latest call's, of the last answer in it that says so."""
    for interview in reversed(answers.interviews):
        codes = [code for recorded, code, _ in interview.facts() if recorded == kind]
        if codes:
            return codes[-1]
    return None


_SHOWN = ("work", "last_work", "hope", "absence", "fit_note", "pay", "meeting", "return", "health", "therapy")


_OF_A_JOB = frozenset(f"work.{part}" for part in ("role", "employer", "person", "hours", "since", "pattern", "kind"))
"""Details that are of one job, and are not known of the next until they are asked again."""


def _of_this_job(answers: Answers, detail: str) -> bool:
    """Whether a detail was said since the client last told of another job, or of having none."""
    filled = answers.detail(detail) if detail in _OF_A_JOB else None
    if filled is None:
        return True
    for reading, own in reversed(tuple(zip(answers.interviews, answers.own, strict=True))):
        if reading is filled[0]:
            return True
        if _tells_of_another_job(own):  # as it was said then: to be in work again does not bring the old job back
            return False
    return True


def _tells_of_another_job(interview: Interview) -> bool:
    """Whether an answer has sharing with the employer asked again, and with no reader who is none: it is another
    employer, or they have none."""
    questions = (step.question for step in interview.course.questions if step.question is not None)
    return any(
        MAIN in option.reopens and set(option.reopens) <= set(CHOOSING)
        for question in questions
        if any(option.reopens for option in question.choices)
        for option in question.chosen(interview.answer(question.id))
    )


SUSPENDED = "suspension"
"""The code by which an answer on what is formal says that they are kept from work."""


def _details(answers: Answers) -> dict[str, str]:
    details = {
        detail: words
        for detail in taxonomy.DETAILS
        if detail.split(".")[0] in _SHOWN and _of_this_job(answers, detail) and (words := answers.written(detail))
    }
    formal = answers.value("formal.what")
    if isinstance(formal, tuple) and SUSPENDED in formal:
        details["work.leave"] = "suspended from work"
    return details


def _status(answers: Answers) -> StatusRecord | None:
    """The employment status record of the latest call that took one."""
    return next(reversed(status_records(answers.own)), None)


def _rulers(answers: Answers) -> dict[str, int]:
    rulers: dict[str, int] = {}
    for ruler in ("importance", "confidence", "readiness"):
        value = answers.value(f"ruler.{ruler}")
        if isinstance(value, int):
            rulers[ruler] = value
    return rulers


def _measures(answers: Answers) -> Iterator[Measure]:
    """The latest score of each published measure all of whose questions were answered."""
    first: dict[str, int] = {}
    latest: dict[str, Measure] = {}
    for interview in answers.own:
        for score in interview.course.script.scores:
            value = interview.score(score)
            if score.case_at is None or value is None:
                continue
            since = None if score.id not in first else value - first[score.id]
            first.setdefault(score.id, value)
            reliable = None if since is None or score.reliable_change is None else abs(since) >= score.reliable_change
            latest[score.id] = Measure(
                id=score.id, title=score.title or score.id, on=said_on(interview, score.of[-1]), score=value,
                case=value >= score.case_at, change=since, reliable=reliable,
            )  # fmt: skip
    yield from latest.values()


_DESCRIBED = {"meeting.date": "meeting.what", "formal.date": "formal.what", "home.date": "home.step"}
"""Days that are told with what they are about, and the detail that says so."""


def _coming_up(answers: Answers) -> tuple[Coming, ...]:
    days = []
    for detail in taxonomy.COMING_UP:
        on = answers.day(detail)
        if on is None or on < answers.latest.today:
            continue
        certain = answers.day(taxonomy.LIKELY_DAYS.get(detail, ""))
        if certain is not None and certain >= answers.latest.today:
            continue
        what = taxonomy.DETAILS[detail]
        filled = answers.detail(detail)
        described = _DESCRIBED.get(detail, "")
        if described and filled and (kind := words_of(filled[0], described)):
            what = f"{what}: {kind}"
        days.append(Coming(on=on, what=what))
    return tuple(sorted(days, key=lambda coming: coming.on))


def _next_contact(interview: Interview) -> str:
    on = words_of(interview, "next.date")
    if not on:
        return ""
    at, how = words_of(interview, "next.time"), words_of(interview, "next.how")
    return " ".join(filter(None, (on, at and f"at {at}", how and f"({how})")))
