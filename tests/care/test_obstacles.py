"""A step that was not done is asked what got in the way, the urgent one first, and the answer stays with the step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from assessor.bank.personas import replay
from assessor.care.case import Case
from assessor.care.due_steps import day_meant, own_jobs_told
from assessor.care.plan import Suggestion
from assessor.care.replay import CallMade, case_of
from assessor.export.blocks import Page
from assessor.export.pages.client import client_document
from assessor.export.pages.client_page import client_page
from assessor.export.pages.employer import employer_page
from assessor.export.pages.therapist import therapist_page
from assessor.export.text import plain_text
from assessor.journal import Act, Consented, Decided, ShareChosen, StepWritten
from assessor.scripts.settling import ON
from assessor.views.plan_lines import plan_lines
from tests.care.conftest import ROSA, TODAY, shipped_bank

BANK = shipped_bank()
THEN = TODAY - timedelta(weeks=4)
Said = dict[str, Any]
FIRST: Said = {
    "identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01",
    "off_sick_now": "no",
    "employment_type": "employee", "hours": 36, "hard_parts": ["amount"], "aim": "retain", "goal1_what": "Keep my job",
    "goal1_now": 3, "action1_what": "Ring Sam", "action1_who": "client",
}  # fmt: skip
LATER: Said = {"identity": "confirmed", "can_talk": "home"}


def written(key: str, what: str, by: str = "", who: tuple[Any, ...] = ("client",), **more: Any) -> StepWritten:
    return StepWritten(step=key, what=what, by=by, who=who, **more)


def case(*later: Said, script: str = "review", acts: tuple[Act, ...] = (), first: Said | None = None) -> Case:
    """The case after the first call, with these acts in it, and these later ones, a week apart up to today."""
    made = []
    for n, answers in enumerate((first or FIRST, *later)):
        course = BANK.course(script if n else "first_assessment")
        day = TODAY - timedelta(weeks=len(later) - n) if n else THEN
        done, problems = replay(answers, course, day)
        assert problems == [], problems
        made.append(CallMade(course, day, [*done, *(() if n else acts)]))
    return case_of(BANK, ROSA, made)


def brought_up(made: Case) -> list[str]:
    """The steps that the latest call brings up, in its order."""
    interview = made.calls[-1].interview
    return [
        interview.earlier.words[f"step_{n}"]
        for n in range(1, 13)
        if f"step_{n}" in interview.earlier.words and interview.state(f"step_{n}_state") == ON
    ]


def in_text(page: Page) -> str:
    return " ".join(plain_text(page).split())


# ---- which are asked about, and in which order

ORDERS: list[tuple[str, tuple[Act, ...], list[str]]] = [
    ("nothing but the client's own", (), ["Ring Sam"]),
    ("one whose day is to come is not asked", (written("a", "See the GP", "30 November 2026"),), ["Ring Sam"]),
    ("one for today is", (written("a", "See the GP", "18 November 2026"),), ["See the GP", "Ring Sam"]),
    ("one for yesterday is", (written("a", "See the GP", "17 November 2026"),), ["See the GP", "Ring Sam"]),
    ("words that name no day have come", (written("a", "See the GP", "next time"),), ["Ring Sam", "See the GP"]),
    ("so has what was for the next call", (written("a", "See the GP", "our next call"),), ["Ring Sam", "See the GP"]),
    (
        "the longest overdue first",
        (written("a", "Two", "10 November 2026"), written("b", "One", "2 November 2026")),
        ["One", "Two", "Ring Sam"],
    ),
    ("what is done is not asked", (written("a", "See the GP", state="done"),), ["Ring Sam"]),
    ("nor what was dropped", (written("a", "See the GP", state="dropped"),), ["Ring Sam"]),
    ("the adviser's own asks nothing", (written("a", "Ring payroll", who=("adviser",)),), ["Ring Sam"]),
    ("what both do is asked", (written("a", "Write it", who=("client", "adviser")),), ["Ring Sam", "Write it"]),
    ("so is what work does", (written("a", "A quiet desk", who=("employer",)),), ["Ring Sam", "A quiet desk"]),
]  # fmt: skip


def test_each_step_whose_day_has_come_is_asked_about_the_most_pressing_first() -> None:
    wrong = [(name, got) for name, acts, wanted in ORDERS if (got := brought_up(case(LATER, acts=acts))) != wanted]
    assert wrong == []


def test_what_is_urgent_comes_before_what_is_longer_overdue() -> None:
    first = FIRST | {"formal_process": ["disciplinary"], "formal_advice": "nobody"}
    urgent = next(one for one in case(first=first).plan.suggestions if one.priority == "urgent" and "client" in one.who)
    acts = (
        written("a", "Write it down", "25 October 2026"),
        Decided(suggestion=urgent.id, decision="accepted", by="1 November 2026", who=("client",)),
    )
    got = brought_up(case(LATER, acts=acts, first=first))
    assert got[0] == urgent.title
    assert got[1] == "Write it down"


DAYS = {
    "4 May 2026": date(2026, 5, 4), "by 4 May 2026": date(2026, 5, 4), "before 12 November": date(2026, 11, 12),
    "20 November": date(2026, 11, 20), "mid September 2026": date(2026, 9, 15),
    "Friday 4 December 2026": date(2026, 12, 4),
    "Friday": None, "in two weeks": None, "tomorrow": None, "our next call": None, "": None, "this week": None,
    "when May is back": None, "the 4th": None, "May 2026 or June 2026": None,
}  # fmt: skip


def test_a_day_is_read_only_where_it_means_the_same_whenever_it_is_read() -> None:
    assert {by: day_meant(by, TODAY) for by in DAYS} == DAYS


# ---- what is asked of one that was not done

NEXT_ASKED: list[tuple[str, Said, set[str], set[str]]] = [
    ("done", {"step_1_state": "done"}, set(), {"step_1_obstacle", "step_1_way", "step_1_by"}),
    ("no longer wanted", {"step_1_state": "dropped"}, set(), {"step_1_obstacle", "step_1_way"}),
    (
        "not yet",
        {"step_1_state": "to_do", "step_1_obstacle": "!unknown"},
        {"step_1_obstacle", "step_1_way"},
        {"step_1_by", "step_1_smaller"},
    ),
    (
        "partly",
        {"step_1_state": "under_way", "step_1_obstacle": "waiting"},
        {"step_1_obstacle", "step_1_way"},
        {"step_1_by"},
    ),
    (
        "it no longer fits",
        {"step_1_state": "to_do", "step_1_obstacle": "no_longer_fits"},
        set(),
        {"step_1_way", "step_1_by"},
    ),
    (
        "kept",
        {"step_1_state": "to_do", "step_1_obstacle": "unwell", "step_1_way": "keep"},
        {"step_1_by"},
        {"step_1_smaller", "step_1_whose"},
    ),
    (
        "smaller",
        {"step_1_state": "to_do", "step_1_obstacle": "unwell", "step_1_way": "smaller"},
        {"step_1_smaller", "step_1_by"},
        {"step_1_whose"},
    ),
    (
        "somebody else",
        {"step_1_state": "to_do", "step_1_obstacle": "unwell", "step_1_way": "somebody_else"},
        {"step_1_whose", "step_1_by"},
        {"step_1_smaller"},
    ),
    (
        "let go",
        {"step_1_state": "to_do", "step_1_obstacle": "unwell", "step_1_way": "let_go"},
        set(),
        {"step_1_by", "step_1_smaller"},
    ),
]


@pytest.mark.parametrize("script", ["review", "closing", "workplace_meeting", "one_year_follow_up"])
def test_only_what_was_not_done_is_asked_what_got_in_the_way(script: str) -> None:
    wrong = []
    for name, said, asked, not_asked in NEXT_ASKED:
        route = set(case(LATER | said, script=script).calls[-1].interview.route)
        if asked - route or not_asked & route:
            wrong.append((name, asked - route, not_asked & route))
    assert wrong == []


# ---- where the answer is kept

KEPT: list[tuple[str, Said, dict[str, Any], str]] = [
    (
        "kept with a new day",
        {"step_1_obstacle": "forgot", "step_1_way": "keep", "step_1_by": "2026-11-30"},
        {"state": "to_do", "by": "30 November 2026", "what": "Ring Sam"},
        "it was forgotten; kept",
    ),
    (
        "made smaller",
        {"step_1_obstacle": "worried", "step_1_way": "smaller", "step_1_smaller": "Write the first line"},
        {"state": "to_do", "what": "Write the first line"},
        "worry about it; made smaller",
    ),
    (
        "passed to the adviser",
        {"step_1_obstacle": "no_time", "step_1_way": "somebody_else", "step_1_whose": "adviser"},
        {"state": "to_do", "parties": ("adviser",), "who": "adviser"},
        "no time for it; passed to somebody else",
    ),
    (
        "let go",
        {"step_1_obstacle": "work_said_no", "step_1_way": "let_go"},
        {"state": "dropped", "why": "work said no"},
        "work said no; let go",
    ),
    ("no longer fits", {"step_1_obstacle": "no_longer_fits"}, {"state": "dropped"}, "it no longer fits"),
    ("only what got in the way", {"step_1_obstacle": "waiting"}, {"state": "to_do"}, "waiting on somebody else"),
    ("only what would help", {"step_1_obstacle": "!unknown", "step_1_way": "keep"}, {"state": "to_do"}, "kept"),
    ("neither", {}, {"state": "to_do", "slips": ()}, ""),
    ("declined", {"step_1_obstacle": "!declined"}, {"state": "to_do", "slips": ()}, ""),
]


def test_what_got_in_the_way_stays_with_the_step_and_changes_it_as_was_said() -> None:
    wrong = []
    for name, said, wanted, told in KEPT:
        step = case(LATER | {"step_1_state": "to_do"} | said).plan.actions[0]
        got = {part: getattr(step, part) for part in wanted}
        if got != wanted or (step.slips[-1].told if step.slips else "") != told:
            wrong.append((name, got, step.slips))
    assert wrong == []


def suggested(*later: Said) -> Suggestion:
    """An agreed suggestion after these later calls; the client's own step was done at the first of them."""
    first = FIRST | {"formal_process": ["disciplinary"], "formal_advice": "nobody"}
    name = next(one.id for one in case(first=first).plan.suggestions if "client" in one.who)
    acts = (Decided(suggestion=name, decision="accepted", who=("client",), by="1 November 2026"),)
    found = case(*later, acts=acts, first=first).plan.suggestion(name)
    assert found is not None
    return found


def test_an_agreed_suggestion_keeps_it_as_a_step_does() -> None:
    said = {"step_1_state": "to_do", "step_1_obstacle": "unwell", "step_1_way": "smaller", "step_1_smaller": "One line"}
    step = suggested(LATER | said | {"step_1_by": "2026-11-30"})
    assert (step.progress, step.words, step.by) == ("to_do", "One line", "30 November 2026")
    assert [slip.told for slip in step.slips] == ["being too unwell; made smaller"]
    assert (
        suggested(LATER | {"step_1_state": "to_do", "step_1_obstacle": "unwell", "step_1_way": "let_go"}).progress
        == "dropped"
    )


def test_words_of_something_else_are_kept_as_theirs() -> None:
    answers = [*({k: v} for k, v in LATER.items()), {"step_1_state": "to_do"}, {"step_1_obstacle": "other"},
               {"note": "the number is dead"}]  # fmt: skip
    course = BANK.course("review")
    done, problems = replay(FIRST, BANK.course("first_assessment"), THEN)
    later, more = replay(answers, course, TODAY)
    assert problems + more == []
    made = case_of(BANK, ROSA, [CallMade(BANK.course("first_assessment"), THEN, done), CallMade(course, TODAY, later)])
    assert made.plan.actions[0].slips[0].told == "“the number is dead”"
    assert made.plan.something_else == ()


def test_what_got_in_the_way_twice_is_kept_twice() -> None:
    again = LATER | {
        "step_1_state": "to_do",
        "step_1_obstacle": "forgot",
        "step_1_way": "keep",
        "step_1_by": "2026-11-12",
    }
    last = LATER | {"step_1_state": "to_do", "step_1_obstacle": "worried"}
    made = case(again, last)
    assert [slip.obstacle for slip in made.plan.actions[0].slips] == ["it was forgotten", "worry about it"]
    line = next(line for line in plan_lines(made) if line.kind == "step")
    assert "in the way: worry about it, once before" in line.state
    assert "it was forgotten; kept" in dict(line.why)["What got in the way"]


def test_a_step_written_anew_afterwards_stands_as_it_was_written_and_still_says_what_got_in_the_way() -> None:
    course = BANK.course("review")
    said = LATER | {
        "step_1_state": "to_do",
        "step_1_obstacle": "forgot",
        "step_1_way": "keep",
        "step_1_by": "2026-11-30",
    }
    made = case(said)
    key = made.plan.actions[0].key
    done, _ = replay(FIRST, BANK.course("first_assessment"), THEN)
    later, _ = replay(said, course, TODAY)
    by_hand = written(key, "Write to Sam", "1 December 2026")
    made = case_of(BANK, ROSA, [CallMade(BANK.course("first_assessment"), THEN, done),
                                CallMade(course, TODAY, [*later, by_hand])])  # fmt: skip
    step = made.plan.actions[0]
    assert (step.what, step.by, [slip.obstacle for slip in step.slips]) == (
        "Write to Sam", "1 December 2026", ["it was forgotten"],
    )  # fmt: skip


# ---- who reads it, and who does not


def told_to_all(parties: tuple[Any, ...]) -> dict[str, str]:
    """Each reader's page of a step that is theirs, and was not done since they were worried about it."""
    acts: tuple[Act, ...] = (
        written("a", "Ask about the rota", "1 November 2026", parties),
        Consented(reader="employer", given=True),
        Consented(reader="therapist", given=True),
    )
    said = {"step_1_state": "to_do", "step_1_obstacle": "worried", "step_1_way": "keep", "step_1_by": "2026-11-30"}
    made = case(LATER | said, acts=acts)
    assert made.calls[-1].interview.earlier.words["step_1"] == "Ask about the rota"
    keys = ("step:a",)
    from assessor.care.employer_lines import choice  # the choice is of the line as it reads now

    shared: ShareChosen = choice(made.plan, keys)
    assert made.last is not None
    made = made.with_entries([made.last.model_copy(update={"id": "share", "act": shared, "call": ""})], lambda _: BANK)
    return {
        "therapist": in_text(therapist_page(made)),
        "client": in_text(client_page(made)),
        "employer": in_text(employer_page(made)),
    }


def test_the_therapist_and_the_client_read_what_got_in_the_way_and_work_never_does() -> None:
    pages = told_to_all(("client",))
    assert "In the way: worry about it; kept" in pages["therapist"]
    assert "What got in the way before: worry about it." in pages["client"]
    assert "worry" not in pages["employer"]
    assert "in the way" not in pages["employer"].casefold()


@pytest.mark.parametrize("whose", [("employer",), ("other",), ("gp",)])
def test_the_clients_copy_says_it_of_no_step_but_their_own(whose: tuple[Any, ...]) -> None:
    assert "worry" not in told_to_all(whose)["client"]


def test_no_word_of_it_lies_about_where_others_may_read() -> None:
    said = LATER | {"can_talk": "careful", "step_1_state": "to_do", "step_1_obstacle": "worried"}
    made = case(said)
    assert made.plan.guarded
    assert all(step.in_the_way == "" for step in client_document(made).steps)


# ---- the adviser's own

OWN: list[tuple[tuple[Act, ...], str]] = [
    ((), ""),
    ((written("a", "Ring payroll", "4 November 2026", ("adviser",)),),
     "You said you would: ring payroll, by 4 November 2026."),
    ((written("a", "Ring payroll", "4 December 2026", ("adviser",)),), ""),
    ((written("a", "Ring payroll", "", ("adviser",)),), "You said you would: ring payroll."),
    ((written("a", "Ring payroll", "before 12 November", ("adviser",)),),
     "You said you would: ring payroll, before 12 November."),
    ((written("a", "Ring payroll", "", ("adviser", "client")),), ""),
    ((written("a", "Ring payroll", "", ("adviser",), state="done"),), ""),
    ((written("a", "HR: ask for the form", "", ("adviser",)), written("b", "Ring Jo", "1 November 2026", ("adviser",))),
     "You said you would: ring Jo, by 1 November 2026; HR: ask for the form."),
]  # fmt: skip


def test_what_the_adviser_said_they_would_do_is_told_to_the_adviser_before_the_call() -> None:
    wrong = [(got, wanted) for acts, wanted in OWN if (got := own_jobs_told(case(acts=acts).plan, TODAY)) != wanted]
    assert wrong == []


@pytest.mark.parametrize("script", ["review", "closing", "workplace_meeting"])
def test_the_client_is_told_how_the_advisers_own_job_stands_and_is_asked_nothing(script: str) -> None:
    acts = (written("a", "Ring payroll", "4 November 2026", ("adviser",)),)
    interview = case(LATER, script=script, acts=acts).calls[-1].interview
    assert interview.state("own_jobs") == ON
    assert "ring payroll, by 4 November 2026" in interview.text("own_jobs", "guide")
    assert "Ring payroll" not in brought_up(case(LATER, script=script, acts=acts))
    assert case(LATER, script=script).calls[-1].interview.state("own_jobs") != ON


@pytest.mark.parametrize(("whose", "question"), [("employer", "consent_employer"), ("gp", "consent_gp")])
def test_who_takes_a_step_on_is_told_of_it_only_once_the_client_was_asked(whose: str, question: str) -> None:
    said = LATER | {"employ_status": "01", "off_sick_now": "no", "employment_type": "employee", "consent_same": "same"}
    said |= {"new_step_who": "client", "work_news": ["none"], "from_here": ["carry_on"], "step_1_state": "to_do"}
    passed = said | {"step_1_obstacle": "unwell", "step_1_way": "somebody_else", "step_1_whose": whose}
    first = FIRST | {"consent_employer": "no"}
    assert question in case(passed, first=first).calls[-1].interview.route
    assert question not in case(said | {"step_1_state": "done"}, first=first).calls[-1].interview.route
