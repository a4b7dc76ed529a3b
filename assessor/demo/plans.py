"""What became of some of the demonstration's plans after the calls: handed in, returned, signed, changed, answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from assessor.acts.desk import new_id
from assessor.bank.bank import Bank
from assessor.care.case import read_case
from assessor.care.employer_lines import choice
from assessor.journal import (
    Act,
    Commented,
    Consented,
    Entry,
    GoalWritten,
    Replied,
    Reviewed,
    ShareChosen,
    StepWritten,
    Submitted,
    SupervisionHeld,
)
from assessor.records.store import Adviser

DEMO_ADVISER = Adviser(name="Dan Price", role="adviser")
DEMO_SENIOR = Adviser(name="Ruth Ellery", role="senior")
DAN, RUTH = DEMO_ADVISER.name, DEMO_SENIOR.name
AFTERNOON = time(15, 40)
BETWEEN_ACTS = timedelta(minutes=4)  # between one act of an afternoon and the next


@dataclass(frozen=True, slots=True)
class DatedAct:
    """An act on a plan, so many days ago; ``answers`` counts back to the comment of these acts that it answers."""

    days_ago: int
    by: str
    act: Act
    answers: int = 0


AFTER: Mapping[str, tuple[DatedAct, ...]] = {
    "graham_tattersall": (DatedAct(6, DAN, Submitted()),),
    "kwabena_asante_boateng": (DatedAct(1, DAN, Submitted()),),
    "dariusz_zebrowski": (
        DatedAct(19, DAN, Submitted()),
        DatedAct(
            17, RUTH,
            Commented(
                line="request therapy_activation_work_goals",
                text="This is still in the catalogue's words. Which small work goal would Darek choose?",
            ),
        ),
        DatedAct(
            17, RUTH,
            Commented(
                line="goal goal 0.1",
                text="Two jobs a week from when? By the look of the steps his physio comes first."
            ),
        ),
        DatedAct(
            17, RUTH,
            Reviewed(
                decision="returned",
                words="A good plan. Two things before I sign: make the second request his own, and say from when the "
                "goal counts.",
            ),
        ),
        DatedAct(
            16, DAN,
            Commented(line="goal goal 0.1", text="From the day the physio says yes. I will ask him on the next call."),
            answers=2,
        ),
    ),
    "beatriz_carvalho_monteiro": (
        DatedAct(
            13, DAN,
            Replied(
                request="therapy_sleep", answer="accepted", name="Fergus Balakrishnan",
                words="We have begun with the hour before she lies down, and look at the nights each Tuesday.",
            ),
        ),
        DatedAct(13, DAN, Submitted()),
        DatedAct(11, RUTH, Reviewed(decision="signed", words="Clear, and hers. Thank you.")),
    ),
    "cerys_llewellyn_jones": (
        DatedAct(39, DAN, Submitted()),
        DatedAct(36, RUTH, Reviewed(decision="signed")),
        DatedAct(
            24, DAN,
            Replied(
                request="therapy_panic", answer="done", name="Ibrahim Okonjo-Vance",
                words="Two stops on the 14, twice, the second time without me.",
            ),
        ),
        DatedAct(
            24, DAN,
            StepWritten(
                step="step 1", what="Ring the rescue centre together and ask when it is quiet there",
                who=("client", "adviser"), by="at the next call", goal="goal 0.1",
            ),
        ),
    ),
    "anil_deshmukh_farrow": (
        DatedAct(
            23, DAN,
            GoalWritten(
                goal="goal 1", what="Six weeks of day turns on town routes, and every one of them driven",
                aim="retain", owner="employer", by="the end of the six weeks",
                sign="Lorraine and Anil look at the rota together", answers=("adjustments_at_work",),
                agreed_with="Lorraine, his manager",
            ),
        ),
        DatedAct(
            23, DAN,
            ShareChosen(
                lines=("adjustment no_late_then_early", "suggestion adjustment_trial_review", "goal goal 1"),
            ),
        ),
    ),
    "hemi_parata": (
        DatedAct(
            4, DAN,
            Consented(
                reader="employer", given=False,
                words="Mrs Dunmore is leaving. Nothing more goes to work until Hemi knows who comes after her.",
            ),
        ),
    ),
}  # fmt: skip
"""The acts by the persona whose plan they are on; a persona that the bank has not is left out."""

CASES_DISCUSSED = ("TT-20259", "TT-20307")
DISCUSSED_DAYS_AGO = 12


def acts_after(persona: str, entries: Sequence[Entry], bank: Bank, today: datetime) -> list[Entry]:
    """What was done to this persona's plan after these entries, each act on its day."""
    done_so_far: list[Entry] = []
    for done in AFTER.get(persona, ()):
        act = done.act
        if isinstance(act, Commented) and done.answers:
            act = act.model_copy(update={"answers": done_so_far[-done.answers].id})
        if isinstance(act, ShareChosen):
            act = choice(read_case(persona, [*entries, *done_so_far], lambda _: bank).plan, act.lines)
        at = max(_on(done.days_ago, today), (done_so_far or entries)[-1].at + BETWEEN_ACTS)
        done_so_far.append(Entry(id=new_id(at), at=at, by=done.by, act=act))
    return done_so_far


def supervision_held(today: datetime) -> Entry:
    """The record of the one supervision there was."""
    at = _on(DISCUSSED_DAYS_AGO, today)
    held = SupervisionHeld(
        adviser=DAN,
        on=at.astimezone().date(),
        cases=CASES_DISCUSSED,
        decisions="Darek: the second request to the therapist in his own words, then hand in again.\n"
        "Bia: what she asks in writing is her own; the ten o'clock start is looked at after three months.",
        learning="Ask from when a goal counts, and not only by when.",
    )
    return Entry(id=new_id(at), at=at, by=RUTH, act=held)


def _on(days_ago: int, today: datetime) -> datetime:
    day = (today - timedelta(days=days_ago)).astimezone().date()
    return datetime.combine(day, AFTERNOON).astimezone()
