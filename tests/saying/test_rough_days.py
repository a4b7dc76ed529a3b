"""A day known only roughly: what the journal keeps of it, how it reads, and that it reckons like a day."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor import wording
from assessor.rough_days import PRECISIONS, RoughDay, kept_day, partial_date, read_kept
from assessor.scripts.kinds import Day, Refused
from tests.thorough import examples

READS = {
    "month": "September 2026",
    "start": "start of September 2026",
    "early": "early September 2026",
    "mid": "mid September 2026",
    "late": "late September 2026",
    "end": "end of September 2026",
    "about": "about 15 September 2026",
}


def asked(**fields: object) -> Day:
    return Day.model_validate({"id": "q", "kind": "date", "say": "When?", **fields})


def test_it_reads_as_what_it_is_known_by() -> None:
    assert {known: wording.day(RoughDay(2026, 9, 15, known)) for known in PRECISIONS} == READS
    assert wording.long_day(RoughDay(2026, 9, 15, "mid")) == "mid September 2026"


@examples(60)
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(PRECISIONS), st.dates())
def test_what_the_journal_keeps_is_the_same_day_whenever_it_is_read(day: date, known: str, today: date) -> None:
    rough = RoughDay.dated(day, known)  # type: ignore[arg-type]
    question = asked()
    assert question.parse(question.kept(rough), today) == rough == read_kept(kept_day(rough))
    assert question.parse(question.kept(day), today) == day
    assert question.exchanged(rough)[0].value == f"{day:%Y-%m}" == partial_date(rough)
    assert pickle.loads(pickle.dumps(rough)) == copy.deepcopy(rough) == rough  # noqa: S301 - our own


def test_it_reckons_like_the_day_it_is_dated_and_is_no_equal_of_it() -> None:
    rough, exact = RoughDay(2026, 9, 15, "mid"), date(2026, 9, 15)
    assert (date(2026, 12, 1) - rough).days == 77
    assert rough <= exact <= rough
    assert rough not in (exact, RoughDay(2026, 9, 15, "month"))
    assert exact != rough
    assert not exact == rough  # noqa: SIM201 - each of the two operators is asked
    assert len({rough, exact, RoughDay(2026, 9, 15, "mid")}) == 2


def test_what_is_reckoned_from_it_is_known_no_better() -> None:
    assert wording.day(RoughDay(2026, 9, 15, "mid") + timedelta(weeks=28)) == "about 30 March 2027"


def test_a_question_for_the_exact_day_takes_no_month() -> None:
    with pytest.raises(Refused, match=r"^mid September 2026 is not one day; write the day itself$"):
        asked(exact=True, when="past").parse("mid September", date(2026, 12, 2))
