"""The shipped personas through the real call, by keys alone: the plan is the one that their prepared answers give, with
what could help agreed inside the call.

One of them every day, two more where tests are thorough; all of them, in order and out of it, with
``pytest -m every_persona``.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from textual import events
from textual.pilot import Pilot

from assessor.acts.desk import now
from assessor.app import AssessorApp
from assessor.bank.bank import Bank
from assessor.bank.loader import read_files
from assessor.bank.personas import Persona
from assessor.care.case import Case, calls_to_make
from assessor.care.plan import Plan
from assessor.demo.store import make_demonstration
from assessor.journal import Act, Answered, Decided
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.choose_call import BeginScreen
from assessor.scripts.interview import Interview
from assessor.scripts.kinds import OPTION_KEYS, Asked
from assessor.views.agreeing import put_now
from assessor.widgets.agree_card import AgreeCard
from assessor.widgets.question_card import QuestionCard
from benchmarks.player import Stroke, Turn, Words, agreed, stands_to_agree, taken, turns
from tests.care.conftest import shipped_bank
from tests.screens.conftest import Quick, until
from tests.thorough import THOROUGH

Played = tuple[str, int | None]
A_FEW: list[Played] = [("reginald_oduya_marsh", None), ("oluwaseun_adeyemi_clarke", None), ("rosa_okafor", 7)]
SEEDS = (7,)
TYPED = 12  # characters; longer words are pasted, as people do
OF_FOUR = 4  # one answer in so many is first given wrong, where the calls are played out of order


def chosen() -> list[ParameterSet]:
    """Whom to play, in order or shuffled by a seed: a few where tests are thorough; by a mark of its own all."""
    files = read_files()
    names = [Path(name).stem for name, text in files.items() if name.startswith("personas/") and "\nanswers:" in text]
    every = [(name, seed) for name in names for seed in (None, *SEEDS)]
    return [
        *(pytest.param(*one, id=_named(*one), marks=THOROUGH) for one in A_FEW),
        *(pytest.param(*one, id=f"every-{_named(*one)}", marks=pytest.mark.every_persona) for one in every),
    ]


def _named(name: str, seed: int | None) -> str:
    return f"{name}-{'in order' if seed is None else f'shuffled {seed}'}"


async def press(pilot: Pilot[None], strokes: list[Stroke]) -> None:
    """Presses keys and types words; long words are pasted."""
    quick = Quick(pilot.app)
    for stroke in strokes:
        if isinstance(stroke, Words) and len(stroke.text) > TYPED:
            pilot.app.post_message(events.Paste(stroke.text))
            await quick.effect()
        else:
            await quick.press(*([stroke] if isinstance(stroke, str) else stroke.text))


def wrong(question: Asked | None, act: Act, rng: Random) -> Turn | None:
    """Another answer to the question than the prepared one, if it is of a kind that one corrects by a key."""
    if not isinstance(act, Answered):
        return None
    value: Any = None
    if question and question.codes:
        others = [o.code for o in question.choices if o.code != act.value and not (o.note or o.safety)]
        value = rng.choice(others) if others else None
        value = (value,) if value and question.several else value
    elif question and question.condition_type == "number" and isinstance(act.value, int):
        value = act.value - 1 if act.value > max(question.bounds[0], 0) else act.value + 1
    return None if value in (None, act.value) else Turn(Answered(question=act.question, value=value))


def shuffled(said: list[Turn], interview: Interview, rng: Random) -> list[Turn]:
    """The turns out of order, those on one question in theirs, and some answers wrong before they are right."""
    blocks = [list(several) for _, several in groupby(sorted(said, key=lambda turn: turn.about), lambda t: t.about)]
    rng.shuffle(blocks)
    for block in list(blocks):
        slip = wrong(interview.course.question(block[0].about), block[0].act, rng) if block[0].act else None
        if slip and not rng.randrange(OF_FOUR):
            blocks.insert(rng.randrange(blocks.index(block) + 1), [slip])
    return [turn for block in blocks for turn in block]


def script_key(persona: Persona, bank: Bank) -> str:
    """The key by which the persona's call is begun."""
    return OPTION_KEYS[[script.script for script in calls_to_make(Case(""), bank)].index(persona.script)]


def prepared(screen: CallScreen, begun: Case, acts: list[Act]) -> Plan:
    """The plan when the acts of the prepared answers, and what was decided, are written into the call one by one."""
    case = begun
    for act in acts:
        case = case.with_entry(screen.desk.entry(act, screen.call_id), screen.desk.bank)
    return case.plan


def without_notes(plan: Plan) -> Plan:
    """The plan without the notes that are an answer's words only where they were written after it, which out of order
    they may not be."""
    return plan.model_copy(update={"know_on_pages": {}, "something_else": ()})


def shown(screen: CallScreen) -> bool:
    """Whether the call is in front, at the question that stands or where what could help is talked over."""
    if not screen.is_current:
        return False
    if screen.agreeing_at:
        put = put_now(screen.case.plan, screen.call)
        return screen.query_one(AgreeCard).put == put
    card = screen.query_one(QuestionCard)
    return (card.question.id if card.question else None) == screen.call.interview.current


async def agree(pilot: Pilot[None], screen: CallScreen, decisions: list[Decided], made: list[Act]) -> None:
    """Says of what could help what was decided on it, by keys, until the call goes on; adds the acts so made."""
    while stands_to_agree(screen.call.interview):
        today = screen.desk.today
        strokes, acts = agreed(screen.case, screen.call, decisions, today)
        await press(pilot, strokes)
        await until(pilot, partial(shown, screen))
        assert [entry.act for entry in screen.call.entries][-len(acts) :] == acts
        done = {act.suggestion for act in acts if isinstance(act, Decided)}
        decisions[:] = [decision for decision in decisions if decision.suggestion not in done]
        made += acts


def kept(screen: CallScreen) -> Case:
    """The case as the records on disk have it."""
    return screen.desk.case(screen.case.client.reference)


@pytest.mark.parametrize(("name", "seed"), chosen())
async def test_a_call_by_keys_gives_the_plan_of_the_prepared_answers(
    tmp_path: Path, name: str, seed: int | None
) -> None:
    """In the script's order, and out of it with slips put right, the keys lead to the same plan."""
    bank = shipped_bank()
    persona = bank.personas[name]
    unrung = persona.model_copy(update={"state": "new", "days_ago": 0, "later": ()})
    home = tmp_path / "records"
    make_demonstration(home, replace(bank, personas={name: unrung})).close()
    today: date = now().astimezone().date()
    acts, problems = persona.acts(bank.course(persona.script), today)
    decisions, made = [act for act in acts if isinstance(act, Decided)], list[Act]()
    acts = [act for act in acts if not isinstance(act, Decided)]
    assert problems == []

    app = AssessorApp(home, demonstration=True)
    async with app.run_test(size=(100, 32)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        await pilot.press("ctrl+b")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press(script_key(persona, bank))
        await until(pilot, lambda: isinstance(app.screen, CallScreen))
        screen = app.screen
        assert isinstance(screen, CallScreen)
        begun = screen.case
        said = turns(acts)
        waiting = deque(said if seed is None else shuffled(said, screen.call.interview, Random(seed)))  # noqa: S311
        later: set[str] = set()  # asked after what could help was talked over
        put_off = 0  # turns in a row whose question is not on the route, and may yet come
        while waiting and put_off < len(waiting):
            if stands_to_agree(screen.call.interview):
                later = {turn.about for turn in waiting}
            await agree(pilot, screen, decisions, made)
            turn = waiting.popleft()
            strokes = taken(screen.call.interview, turn, screen.case.safety_lines(screen.call_id))
            if strokes is None:  # all that is said to this question is put off, and stays in its order
                put_off += 1
                same = [turn, *(other for other in waiting if other.about == turn.about)]
                waiting = deque([*(other for other in waiting if other.about != turn.about), *same])
            else:
                put_off = 0
                await press(pilot, strokes)
                await until(pilot, partial(shown, screen))
        await agree(pilot, screen, decisions, made)
        left = {turn.about for turn in waiting}  # said, and set aside by another answer
        assert not left & set(screen.call.interview.route)
        after = [act for act in acts if getattr(act, "question", "") in later]
        before = [act for act in acts if act not in after]
        plans = kept(screen).plan, prepared(screen, begun, [*before, *made, *after])
        ours, theirs = plans if seed is None else map(without_notes, plans)
        assert ours == theirs
