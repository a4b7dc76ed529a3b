"""Days that lie near: today and tomorrow, weekdays, and a weekday of this week or the next."""

from __future__ import annotations

from datetime import date, timedelta

from assessor.saying.phrase import DayPhrase, Days, Read
from assessor.saying.spans import TimeSpan


def days_near(phrase: DayPhrase, at: int) -> Read:
    near = {"today": 0, "now": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1}
    if (word := phrase.word(at)) in near:
        yield (phrase.today + timedelta(near[word]),), at + 1
    if phrase.words(at, 3)[:2] == ("this", "time"):
        place = at + 2
        if phrase.word(place) == "tomorrow":
            yield (phrase.today + timedelta(1),), place + 1
        way = {"next": 1, "last": -1}.get(phrase.word(place))
        span = {"week": TimeSpan(days=7), "month": TimeSpan(months=1), "year": TimeSpan(months=12)}.get(
            phrase.word(place + 1)
        )
        if way and span:
            yield (span.after(phrase.today) if way > 0 else span.before(phrase.today),), place + 2


def coming_weekday(phrase: DayPhrase, weekday: int) -> date:
    return phrase.today + timedelta((weekday - phrase.today.weekday() - 1) % 7 + 1)


def gone_weekday(phrase: DayPhrase, weekday: int) -> date:
    return phrase.today - timedelta((phrase.today.weekday() - weekday - 1) % 7 + 1)


def _in_week(phrase: DayPhrase, weekday: int, weeks: int) -> date:
    return phrase.today + timedelta(weekday - phrase.today.weekday() + 7 * weeks)


def _this(phrase: DayPhrase, weekday: int) -> Days:
    """The one of this week, or the one to come where that is another."""
    return tuple(sorted({_in_week(phrase, weekday, 0), coming_weekday(phrase, weekday)}))


def next_weekdays(phrase: DayPhrase, weekday: int) -> Days:
    """The one to come; or, where that is so near that people would say "this", perhaps the one after it."""
    coming = coming_weekday(phrase, weekday)
    near = coming <= _in_week(phrase, 6, 0) or (coming - phrase.today).days <= 2
    return (coming, coming + timedelta(7)) if near else (coming,)


def _last(phrase: DayPhrase, weekday: int) -> Days:
    """The one gone; or, where that was yesterday and people would say so, perhaps the one before it."""
    gone = gone_weekday(phrase, weekday)
    return (gone - timedelta(7), gone) if (phrase.today - gone).days == 1 else (gone,)


def days_of_the_week(phrase: DayPhrase, at: int) -> Read:
    """A weekday, alone or with what says which: Friday, this Friday, next Friday, Friday week, next week Friday."""
    place = phrase.skip(at, "the")
    if (weekday := phrase.weekday(place)) is not None:
        by_side = gone_weekday if phrase.looking == "back" else coming_weekday
        yield (by_side(phrase, weekday),), place + 1
        yield from _weekday_and_more(phrase, weekday, place + 1)
    for words in (("next",), ("this",), ("last",), ("coming",), ("this", "coming"), ("past",), ("this", "past")):
        end = place + len(words)
        if phrase.words(place, len(words)) == words and (weekday := phrase.weekday(end)) is not None:
            yield _which_weekdays(phrase, weekday, words[-1]), end + 1
    if (week := _named_week(phrase, at)) is not None:
        end = phrase.skip(week[1], "on")
        if (weekday := phrase.weekday(end)) is not None:
            yield (_in_week(phrase, weekday, week[0]),), end + 1


def _which_weekdays(phrase: DayPhrase, weekday: int, which: str) -> Days:
    match which:
        case "next":
            return next_weekdays(phrase, weekday)
        case "this":
            return _this(phrase, weekday)
        case "coming":
            return (coming_weekday(phrase, weekday),)
        case "last":
            return _last(phrase, weekday)
    return (gone_weekday(phrase, weekday),)


def _weekday_and_more(phrase: DayPhrase, weekday: int, at: int) -> Read:
    """What stands behind a weekday and says which it is: Tuesday week, Tuesday next week, Tuesday before last."""
    coming, gone = (coming_weekday(phrase, weekday),), (gone_weekday(phrase, weekday),)
    behind: dict[tuple[str, ...], Days] = {
        ("week",): (coming[0] + timedelta(7),),
        ("fortnight",): (coming[0] + timedelta(14),),
        ("coming",): coming,
        ("next",): next_weekdays(phrase, weekday),
        ("last",): _last(phrase, weekday),
        ("gone",): gone,
        ("just", "gone"): gone,
        ("before", "last"): (gone[0] - timedelta(7),),
        ("after", "next"): tuple(day + timedelta(7) for day in next_weekdays(phrase, weekday)),
    }
    for words, days in behind.items():
        if phrase.words(at, len(words)) == words:
            yield days, at + len(words)
    if (weeks := _named_week(phrase, phrase.skip(at, "of", "in"))) is not None:
        yield (_in_week(phrase, weekday, weeks[0]),), weeks[1]


def _named_week(phrase: DayPhrase, at: int) -> tuple[int, int] | None:
    """How many weeks from this one a week is that is named, and where its name ends."""
    for words, weeks in (
        (("the", "week", "after", "next"), 2),
        (("week", "after", "next"), 2),
        (("the", "week", "before", "last"), -2),
        (("week", "before", "last"), -2),
        (("this", "week"), 0),
        (("next", "week"), 1),
        (("last", "week"), -1),
    ):
        if phrase.words(at, len(words)) == words:
            return weeks, at + len(words)
    return None
