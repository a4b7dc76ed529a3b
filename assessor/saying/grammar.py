"""The grammar of days: a recursive descent over the words of a phrase, which gives every day that they can be.

Each rule gives, for a place in the phrase, the days that the words from there on may mean, and where those words end.
Only what ends with the phrase counts, so no word is passed over. A phrase that means two days gives both: which of
them it is, or that it has to be asked, is for `said_days`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from assessor.rough_days import RoughDay
from assessor.saying.dates import calendar_days, named_days
from assessor.saying.lexicon import ABOUT_WORDS, DayWord, ordinal
from assessor.saying.month_parts import counted_days, parts_of_months
from assessor.saying.phrase import DayPhrase, Days, Read, Recurring
from assessor.saying.spans import TimeSpan, spans
from assessor.saying.weekdays import coming_weekday, days_near, days_of_the_week, gone_weekday, next_weekdays
from assessor.wording import WEEKDAYS, long_day
from assessor.wording import day as written


def readings(phrase: DayPhrase) -> Iterator[Days]:
    """The days that the whole phrase may mean, once for each way to read it."""
    start = 0
    if phrase.word(0) == "since":
        phrase = replace(phrase, looking="back")
    while phrase.word(start) in ("by", "on", "until", "till", "from", "since", "due", "up"):
        start += 2 if phrase.words(start, 2) == ("up", "to") else 1
    for days, end in _phrase(phrase, start):
        if end == len(phrase.tokens):
            yield phrase.settled(days)


def _phrase(phrase: DayPhrase, at: int) -> Read:
    yield from _day(phrase, at)
    yield from parts_of_months(phrase, at)
    yield from _length_alone(phrase, at)
    if phrase.word(at) in ABOUT_WORDS:
        for days, end in _day(phrase, at + 1):
            yield tuple(RoughDay.dated(day, "about") for day in phrase.settled(days)), end


def _day(phrase: DayPhrase, at: int) -> Read:
    yield from _plain_day(phrase, at)
    yield from _weekday_beside(phrase, at)
    yield from _span_from_today(phrase, at)
    yield from _span_from_day(phrase, at)
    yield from _weekday_from_day(phrase, at)


def _plain_day(phrase: DayPhrase, at: int) -> Read:
    """A day that rests on no other day in the phrase."""
    yield from days_near(phrase, at)
    yield from days_of_the_week(phrase, at)
    yield from calendar_days(phrase, at)
    yield from named_days(phrase, at)
    yield from counted_days(phrase, at)


def _weekday_beside(phrase: DayPhrase, at: int) -> Read:
    """A weekday before or behind another way to say the day, which it must fit."""
    if (weekday := phrase.weekday(at)) is not None:
        for rule in (calendar_days, named_days, days_near):
            for days, end in rule(phrase, at + 1):
                yield from _agreeing(phrase, weekday, days, end)
    for rule in (calendar_days, days_near):
        for days, end in rule(phrase, at):
            if ordinal(phrase.tokens[end - 1]) is not None:
                continue  # "third Thursday" is hardly the third, a Thursday
            place = phrase.skip(end, "a", "on")
            if (weekday := phrase.weekday(place)) is not None:
                yield from _agreeing(phrase, weekday, days, place + 1)


def _agreeing(phrase: DayPhrase, weekday: int, days: Days, end: int) -> Read:
    """Those of the days that are on this weekday; that none is is a fault, since one of the two is a slip."""
    meant = phrase.settled(days)
    agreeing = tuple(day for day in meant if day.weekday() == weekday)
    if agreeing:
        yield agreeing, end
        return
    for day in meant:
        near = day + timedelta((weekday - day.weekday() + 3) % 7 - 3)
        phrase.faults.append(
            f"{written(day)} is a {WEEKDAYS[day.weekday()]}; is it {long_day(day)}, or {long_day(near)}?"
        )


def _spans(phrase: DayPhrase, at: int) -> Iterator[tuple[TimeSpan, int]]:
    yield from spans(phrase.tokens, at)
    if phrase.word(at) in ("week", "fortnight", "month", "year"):  # "fortnight ago", as it is said
        yield next(spans((DayWord("word", "a", "a"), phrase.tokens[at]), 0))[0], at + 1


def _span_from_today(phrase: DayPhrase, at: int) -> Read:
    """So long from today, where the words say which way: in 2 weeks, 2 weeks ago, a month's time."""
    begins = phrase.word(at) == "in"
    for span, end in _spans(phrase, at + 1 if begins else at):
        ways: dict[tuple[str, ...], date | None] = {
            ("time",): phrase.moved(span, 1, phrase.today),
            ("from", "now"): phrase.moved(span, 1, phrase.today),
            ("hence",): phrase.moved(span, 1, phrase.today),
        }
        if begins:
            ways |= {(): phrase.moved(span, 1, phrase.today)}
        else:
            ways |= {
                ("ago",): phrase.moved(span, -1, phrase.today),
                ("ago", "today"): phrase.moved(span, -1, phrase.today),
                ("back",): phrase.moved(span, -1, phrase.today),
            }
        for words, day in ways.items():
            if day is not None and phrase.words(end, len(words)) == words:
                yield (day,), end + len(words)


def _span_from_day(phrase: DayPhrase, at: int) -> Read:
    """So long from a day that is named: a week on Tuesday, a week today, two weeks before Christmas."""
    place = phrase.skip(at, "the")
    for span, end in _spans(phrase, place):
        word, is_counted = phrase.word(end), end > place + 1
        if word == "on" or (
            is_counted and word in ("from", "after", "before")
        ):  # "the week before Christmas" is a week
            from_coming = replace(phrase, looking="forward") if word in ("on", "from") else phrase
            way = -1 if word == "before" else 1
            for days, last in _base(from_coming, end + 1, way, span):
                yield _each(days, partial(phrase.moved, span, way)), last
        if span.months or span.days % 7 == 0:
            yield from _span_then_day(phrase, span, end)
    more = {"week": 7, "fortnight": 14}.get(phrase.word(place + 1))
    if more and phrase.word(place) in ("today", "tomorrow"):
        yield (phrase.today + timedelta(more + (phrase.word(place) == "tomorrow")),), place + 2


def _span_then_day(phrase: DayPhrase, span: TimeSpan, at: int) -> Read:
    """A week Tuesday, a month today, a week last Monday: what is gone lies so long before, what comes so long after."""
    word, behind = phrase.word(at), phrase.skip(at, "ago")
    if word in ("today", "tomorrow"):
        base: Days = (phrase.today + timedelta(word == "tomorrow"),)
        yield _each(base, partial(phrase.moved, span, 1)), at + 1
    if span.months:
        return
    if (weekday := phrase.weekday(at)) is not None:
        yield (coming_weekday(phrase, weekday) + timedelta(span.days),), at + 1
    if word == "next" and (weekday := phrase.weekday(at + 1)) is not None:
        yield tuple(day + timedelta(span.days) for day in next_weekdays(phrase, weekday)), at + 2
    if phrase.word(behind) == "last" and (weekday := phrase.weekday(behind + 1)) is not None:
        yield (gone_weekday(phrase, weekday) - timedelta(span.days),), behind + 2


def _base(phrase: DayPhrase, at: int, way: int, span: TimeSpan | None = None) -> Read:
    """The day from which another is counted. One that comes round is settled first where the count leads back over
    today: a week before Easter, of the Easter to come; else the day that is counted says which was meant, unless the
    count is so long that it may be another's: a year from 5 December is counted from the one that is nearest."""
    leads_back = (way < 0 and phrase.looking == "forward") or (way > 0 and phrase.looking == "back")
    for rule in (_plain_day, _weekday_beside):
        for days, end in rule(phrase, at):
            if leads_back:
                yield phrase.settled(days), end
            elif span is not None and _reaches_another(days, span):
                yield replace(phrase, looking="either").settled(days), end
            else:
                yield days, end


def _reaches_another(days: Days, span: TimeSpan) -> bool:
    """Whether a length is half the time or more in which the day comes round again."""
    if not isinstance(days, Recurring) or len(days) < 2:
        return False
    return 2 * (span.months * 31 + span.days) >= (days[1] - days[0]).days


def _each(days: Days, move: Callable[[date], date | None]) -> Days:
    """The days moved, those that no calendar has left out; what comes round again still does."""
    moved = (day for day in map(move, days) if day is not None)
    return Recurring(moved) if isinstance(days, Recurring) else tuple(moved)


def _weekday_from_day(phrase: DayPhrase, at: int) -> Read:
    """The Monday before Christmas, the first Friday after Easter; the day before Christmas Eve."""
    place = phrase.skip(phrase.skip(at, "the"), "first", "next")
    weekday, word = phrase.weekday(place), phrase.word(place + 1)
    if word not in ("before", "after") or (weekday is None and phrase.word(place) != "day"):
        return
    way = -1 if word == "before" else 1
    for days, end in _base(phrase, place + 2, way):
        yield _each(days, lambda day: _to_weekday(day, weekday, way)), end


def _length_alone(phrase: DayPhrase, at: int) -> Read:
    """A length of time from no day: the side that the question looks to says which way. "One day" is any day at all."""
    if phrase.words(at, 2) == ("one", "day"):
        return
    for span, end in spans(phrase.tokens, phrase.skip(at, "for")):
        if phrase.looking != "either":
            day = phrase.moved(span, 1 if phrase.looking == "forward" else -1, phrase.today)
            if day is not None:
                yield (day,), end
        elif end == len(phrase.tokens):
            typed = " ".join(token.typed for token in phrase.tokens[phrase.skip(at, "for") :])
            phrase.faults.append(f"{typed!r} from which day? write in {typed}, or {typed} ago, or the day itself")


def _to_weekday(day: date, weekday: int | None, way: int) -> date:
    """The nearest such weekday after a day, or with -1 before it; the very next day where none is named."""
    if weekday is None:
        return day + timedelta(way)
    return day + timedelta(way * ((way * (weekday - day.weekday()) - 1) % 7 + 1))
