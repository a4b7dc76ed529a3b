"""The checks of a bank: every fault its author should hear of, what cannot stand and what cannot have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path as File
from typing import Any

from assessor.authoring.coverage import never_reached, never_recorded
from assessor.authoring.readability import hard_words
from assessor.authoring.rings import rings_unsaid
from assessor.authoring.sources import come_to_pass, home_pages, misquoted, past_review, unverified
from assessor.bank.bank import Bank
from assessor.bank.loader import FOLDERS, read_bank, read_files
from assessor.bank.personas import Expected
from assessor.care.case import Case
from assessor.care.replay import played
from assessor.listening.phrasebook import CODES
from assessor.scripts.conditions import Always, Node
from assessor.scripts.course import Course
from assessor.scripts.kinds import Asked
from assessor.scripts.reachability import reachable
from assessor.wording import did_you_mean, listed
from assessor.yaml_source import BankError, Fault, Path


def check_path(path: File | None, today: date) -> list[Fault]:
    """The faults of the bank in a folder, of one file of a bank, or of the shipped bank, in their order.

    The shipped bank means to cover everything: there a code that nothing records, and help that no persona is offered,
    are faults too.
    """
    if path is not None and path.is_file():
        return _one_file(path, today)
    try:
        bank = read_bank(read_files(path), str(path) if path else "question_banks")
    except BankError as error:
        return list(error.faults)
    unused = [*never_recorded(bank), *never_reached(bank, today)] if path is None else []
    return sorted([*_meant(bank, today), *unused])


def _meant(bank: Bank, today: date) -> list[Fault]:
    faults = [
        *past_review(bank, today),
        *come_to_pass(bank, today),
        *home_pages(bank),
        *misquoted(bank),
        *rings_unsaid(bank),
        *hard_words(bank),
        *_unreachable(bank),
        *_personas(bank, today),
        *_weights(bank),
        *_health_words(bank),
    ]
    return sorted([*faults, *bank.outdated, *_stand_ins(bank)])


def _weights(bank: Bank) -> Iterator[Fault]:
    """Weights that weigh nothing, since there is no such code, or no number."""
    every_code = {code for codes in CODES.values() for code in codes}
    for weights in bank.phrases.weights:
        source, _ = bank.sources[f"weights {weights.weights}"]
        line, _ = source.marks.get(("table",), (1, 1))
        for number, message in weights.faults(every_code):
            yield source.at(line + 1 + number, 3, message)
        for code in weights.bias:
            if code not in every_code:
                yield source.key_fault(("bias", code), f"unknown code {code!r}{did_you_mean(code, every_code)}")


def _health_words(bank: Bank) -> Iterator[Fault]:
    """Words that tell of health and are given twice, or whose slips are to be known though nothing looks for them."""
    for words in bank.health_words:
        source, _ = bank.sources[f"health_words {words.health_words}"]
        for path, message in words.faults():
            yield source.fault(path, message)


def _stand_ins(bank: Bank) -> Iterator[Fault]:
    """What a service must still put its own in place of."""
    for script, course in bank.courses.items():
        if bank.service and course.script.placeholder:
            source, _ = bank.sources["service"]
            what = "safety protocol" if course.script.stage == "protocol" else course.script.title
            message = f"the {what} is still the stand-in; put your own in scripts/{script}.yaml"
            yield source.fault((), message)


def _one_file(path: File, today: date) -> list[Fault]:
    """The faults of one file: among the others of its bank if it stands in one, since it may speak of them."""
    file = path.absolute()
    root = file.parent.parent
    try:
        if file.parent.name not in FOLDERS or not (root / "scripts").is_dir():
            return _meant(read_bank(_alone(path), path), today)
        faults, is_read = _meant(read_bank(read_files(root), str(root)), today), True
    except BankError as error:
        faults, is_read = list(error.faults), False
    own = [replace(fault, file=str(path)) for fault in faults if File(fault.file) in (file, path)]
    return own if own or is_read else faults  # what its neighbours lack has to be put right first


def unverified_at(path: File | None) -> list[Fault]:
    """The sources that nobody has checked yet, and the facts that are not confirmed.

    They are those of the bank in a folder, of one file, or of the shipped bank.

    Raises `BankError` with the faults of a bank that cannot be read.
    """
    if path is None or not path.is_file():
        return sorted(unverified(read_bank(read_files(path), str(path) if path else "question_banks")))
    file = path.absolute()
    root = file.parent.parent
    if file.parent.name not in FOLDERS or not (root / "scripts").is_dir():
        return sorted(unverified(read_bank(_alone(path), path)))
    faults = unverified(read_bank(read_files(root), str(root)))
    return sorted(replace(fault, file=str(path)) for fault in faults if File(fault.file) == file)


def _alone(path: File) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BankError([Fault(str(path), 1, 1, f"is not UTF-8 (byte {error.start})")]) from None
    except OSError as error:
        raise BankError([Fault(str(path), 1, 1, f"cannot be read: {error.strerror}")]) from None
    folder = path.parent.name if path.parent.name in FOLDERS else "scripts"
    return {f"{folder}/{path.name}": text}


def _unreachable(bank: Bank) -> Iterator[Fault]:
    """Questions that nothing leads to; of a section that repeats, those to which nothing leads in any of its times."""
    for script, course in bank.courses.items():
        source, _ = bank.sources[f"script {script}"]
        stays_out: dict[tuple[int, int], list[Asked | None]] = {}
        for s, q, question in course.script.questions():
            step = course.steps[course.at[question.id]]
            reached = reachable(step.test, course.names, _guards(course))
            stays_out.setdefault((s, q), []).append(None if reached else question)
        for (s, q), times in stays_out.items():
            unreached = times[0]
            if unreached is not None and all(times):
                part = "ask_if" if unreached.ask_if else "id"
                yield source.fault(("sections", s, "questions", q, part), f"{unreached.id!r} can never be reached")


def _guards(course: Course):  # type: ignore[no-untyped-def]
    def guard(name: str) -> Node:
        place = course.at.get(name)
        return Always() if place is None else course.steps[place].test

    return guard


def _personas(bank: Bank, today: date) -> Iterator[Fault]:
    """Answers that do not fit, decisions on what there is not, and what does not follow although it is expected."""
    for name, persona in bank.personas.items():
        source, _ = bank.sources[f"persona {name}"]
        place: dict[int, Path] = {}
        for number, call in enumerate((persona, *persona.later)):
            where: Path = ("later", number - 1) if number else ()
            place[id(call)] = where
            if call.script not in bank.courses:
                yield source.fault((*where, "script"), f"the bank has no script {call.script!r}")
            for i, decision in enumerate(call.decisions):
                if decision.suggestion not in bank.interventions and decision.suggestion not in bank.adjustments:
                    path: Path = (*where, "decisions", i, "suggestion")
                    yield source.fault(path, f"the catalogue has no {decision.suggestion!r}")
        for call, problems, case in played(persona, bank, today):
            where = place[id(call)]
            for problem in problems:
                at = next((i for i, answer in enumerate(call.answers) if problem.question in answer), 0)
                yield source.fault((*where, "answers", at, problem.question), f"{problem.question}: {problem.message}")
            for part, message in unexpected(call.expect, case):
                yield source.fault((*where, "expect", part), message)


def unexpected(expected: Expected, case: Case) -> Iterator[tuple[str, str]]:
    """What does not follow from a case's latest call although it is expected: the part of ``expect``, and the words."""
    consequences = followed(case)
    for part, wanted in expected.model_dump(exclude_none=True, exclude={"never"}).items():
        got = consequences[part]
        if isinstance(got, tuple) and part != "route":
            wanted, got = sorted(wanted), sorted(got)
        if got != (list(wanted) if isinstance(got, list) else wanted):
            yield part, f"expected {_differences(wanted, got)}"
    offered = {name for part in ("suggestions", "therapist_requests", "adjustments") for name in consequences[part]}
    for name in expected.never:
        if name in offered:
            yield "never", f"{name} is offered, and must not be"


def followed(case: Case) -> dict[str, Any]:
    """What follows from a case's latest call, part by part as `Expected` has it."""
    plan, interview = case.plan, case.calls[-1].interview
    asked = (name for name in interview.route if (q := interview.course.question(name)) and q.takes_answer)
    return {
        "route": tuple(asked),
        "situation": plan.situation,
        "aim": plan.aim,
        "needs": tuple(line.code for line in plan.needs),
        "barriers": tuple(line.code for line in plan.barriers),
        "suggestions": tuple(suggestion.id for suggestion in plan.suggestions),
        "therapist_requests": tuple(request.id for request in plan.therapist_requests),
        "adjustments": tuple(adjustment.id for adjustment in plan.adjustments),
        "doubts": tuple(doubt.id for doubt in interview.doubts),
    }


def _differences(wanted: Any, got: Any) -> str:
    if isinstance(wanted, str) or not isinstance(wanted, list | tuple):
        return f"{wanted}, and it is {got or 'not known'}"
    lacking, surplus = [x for x in wanted if x not in got], [x for x in got if x not in wanted]
    parts = [f"also {listed(lacking)}" if lacking else "", f"not {listed(surplus)}" if surplus else ""]
    return ", and ".join(filter(None, parts)) or f"this order: {', '.join(wanted)}; it is {', '.join(got)}"
