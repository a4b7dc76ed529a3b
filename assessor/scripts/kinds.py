"""The kinds of question: what each asks for, which answers fit, how an answer reads, and what it records.

Each kind parses what it is given (an answers file, the journal, or words typed by the adviser) into one
value, or refuses it in words that say what would do. Nothing here knows a screen or a script's order.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from assessor import taxonomy, wording
from assessor.journal import Frozen, Value

Answer = str | int | float | tuple[str, ...] | date
"""A parsed answer: a code or words, a number, codes, or a day."""

Recorded = tuple[str, str]
"""A kind of fact and its code: ``("barrier", "childcare")``."""

OPTION_KEYS = "123456789abcefghijklmnopqrtvwxyz"
"""The keys of a list's options in their order; d, u and s are declined, not known and skip."""

LONGEST = 100_000
"""Characters of one answer; a slip of the clipboard is refused, not swallowed."""


class Refused(ValueError):
    """An answer that its question cannot take; the message says what would do."""


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Codes = Annotated[tuple[str, ...], BeforeValidator(_several, json_schema_input_type=str | tuple[str, ...])]


class Records(Frozen):
    """The facts that an answer records, by the taxonomy's codes."""

    situation: str | None = None
    aim: str | None = None
    need: Codes = ()
    barrier: Codes = ()
    strength: Codes = ()

    @field_validator("situation", "aim", "need", "barrier", "strength")
    @classmethod
    def _known(cls, value: Any, info: Any) -> Any:
        codes = taxonomy.FACTS[info.field_name]
        for code in (value,) if isinstance(value, str) else value or ():
            if code not in codes:
                raise ValueError(f"unknown {info.field_name} {code!r}{wording.did_you_mean(code, codes)}")
        return value

    @property
    def facts(self) -> tuple[Recorded, ...]:
        """The facts as pairs of kind and code."""
        one = tuple((kind, getattr(self, kind)) for kind in taxonomy.SINGLE if getattr(self, kind))
        return one + tuple((kind, code) for kind in taxonomy.PLURAL for code in getattr(self, kind))


class Band(Records):
    """The facts that a number records when it lies within the band's bounds, both of them included."""

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Band:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a band needs at_least or at_most")
        if not self.facts:
            raise ValueError("a band that records nothing")
        return self

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies within the band."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


class Option(Frozen):
    """One answer of a list: its code, its words, and what choosing it records.

    ``label`` is as the client would say it; ``written`` is how it reads on a plan, where that differs. Choosing one
    with ``safety`` opens the safety page.
    """

    code: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_]*$")
    label: str = Field(min_length=1)
    records: Records = Records()
    score: int = 0
    exclusive: bool = False
    note: bool = False
    safety: bool = False
    status: str | None = None
    written: str = ""


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_#]*", value):  # "#" in a section that repeats: see `Section.asked`
        raise ValueError("an id is lower-case letters, digits and underscores, beginning with a letter")
    if value.endswith("_words"):
        raise ValueError("an id cannot end in _words, which stands for the client's own words")
    if value in RESERVED or keyword.iskeyword(value):
        raise ValueError(f"{value!r} has a meaning of its own in conditions; choose another id")
    return value


RESERVED = frozenset(
    {"client", "adviser", "today", "earlier", "last_time", "last_call"}
    | {"needs", "barriers", "strengths", "answered", "true", "false"}
    | {"days_since", "weeks_since", "days_until", "weeks_until"}
)
Id = Annotated[str, BeforeValidator(lambda v: _identifier(v) if isinstance(v, str) else v)]


class Asked(Frozen):
    """What every question has: its id, the words to say, and what stands beside them on the screen.

    The answer to a ``private`` one is of use in the call alone, and is in nothing that leaves the program.
    """

    id: Id
    say: str = Field(min_length=1)
    short: str = Field(default="", max_length=40)
    guide: str = ""
    probe: str = ""
    why: str = ""
    again: str = ""
    private: bool = False
    ask_if: str = ""
    fills: Codes = ()

    takes_answer: ClassVar[bool] = True

    @field_validator("fills")
    @classmethod
    def _fills_known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for detail in value:
            if detail.replace("#", "1") not in taxonomy.DETAILS:
                raise ValueError(f"unknown detail {detail!r}{wording.did_you_mean(detail, taxonomy.DETAILS)}")
        return value

    @property
    def title(self) -> str:
        """The question in lists: its short form, or its words."""
        return self.short or self.say

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that an answer may have; none where the answer is not coded."""
        return ()

    def parse(self, raw: object, today: date) -> Answer:
        """The answer that ``raw`` is, as of ``today``; raises `Refused` in words that say what would do."""
        raise Refused("this is read aloud and takes no answer")

    def kept(self, value: Any) -> Value:
        """The answer in the form the journal keeps."""
        return value  # type: ignore[no-any-return]

    def words(self, value: Any) -> str:
        """The answer as a person reads it."""
        return str(value)

    def written(self, value: Any) -> str:
        """The answer as it reads on a plan."""
        return self.words(value)

    def told(self, value: Any, fact: Recorded) -> str:
        """The client's words for one fact that the answer records; empty where they say no more than the fact."""
        return ""

    def points(self, value: Any) -> int:
        """What the answer adds to a score."""
        return 0

    def recorded(self, value: Any) -> tuple[Recorded, ...]:
        """The facts that this answer records."""
        return ()

    def recordable(self) -> Iterable[tuple[Recorded, tuple[str | int, ...]]]:
        """Every fact that some answer would record, with where in the question it is written."""
        return ()

    def recorder(self, kind: str, code: str) -> Callable[[Any], bool]:
        """A test of an answer: does it record this fact?"""
        return lambda value: (kind, code) in self.recorded(value)


class Say(Asked):
    """Words to read aloud; they take no answer and stand before the next question."""

    kind: Literal["say"]
    takes_answer: ClassVar[bool] = False


class _Coded(Asked):
    """A question whose answer is among its options."""

    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _states_known(self) -> _Coded:
        for detail in self.fills:
            states = taxonomy.STATES.get(detail.replace("#", "1"), {})
            for code in self.codes if states else ():
                if code not in states:
                    raise ValueError(f"{detail} has no state {code!r}; it has {', '.join(states)}")
        return self

    @model_validator(mode="after")
    def _no_code_twice(self) -> _Coded:
        codes = [option.code for option in self.options]
        for code in codes:
            if codes.count(code) > 1:
                raise ValueError(f"option {code!r} stands twice")
        return self

    def option(self, code: str) -> Option:
        """The option with this code; raises `Refused`, naming the codes there are."""
        for option in self.options:
            if option.code == code:
                return option
        known = [option.code for option in self.options]
        near = wording.did_you_mean(code, known)
        raise Refused(f"{code!r} is not one of its options: {', '.join(known)}{near}")

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)

    def facts_of(self, option: Option) -> tuple[Recorded, ...]:
        """The facts that choosing this option records."""
        facts = option.records.facts
        if self.id in taxonomy.SINGLE and option.code in taxonomy.FACTS[self.id]:
            facts += ((self.id, option.code),)
        return facts

    def recordable(self) -> Iterable[tuple[Recorded, tuple[str | int, ...]]]:
        for place, option in enumerate(self.options):
            for fact in self.facts_of(option):
                yield fact, ("options", place)


class Choice(_Coded):
    """One option of several."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)

    def parse(self, raw: object, today: date) -> str:
        if type(raw) is int:  # a code that an answers file did not put in quotes
            raw = str(raw)
        if not isinstance(raw, str):
            raise Refused(f"takes the code of one option: {', '.join(self.codes)}")
        return self.option(raw).code

    def words(self, value: str) -> str:
        return self.option(value).label

    def written(self, value: str) -> str:
        return self.option(value).written or self.option(value).label

    def told(self, value: str, fact: Recorded) -> str:
        return self.option(value).label

    def points(self, value: str) -> int:
        return self.option(value).score

    def recorded(self, value: str) -> tuple[Recorded, ...]:
        return self.facts_of(self.option(value))

    def recorder(self, kind: str, code: str) -> Callable[[Any], bool]:
        recording = frozenset(o.code for o in self.options if (kind, code) in self.facts_of(o))
        return recording.__contains__


class YesNo(Choice):
    """Yes or no, by a key each; options may be given to record facts or to say it in other words."""

    kind: Literal["yes_no"]  # type: ignore[assignment]
    options: tuple[Option, ...] = (Option(code="yes", label="Yes"), Option(code="no", label="No"))

    @model_validator(mode="after")
    def _both(self) -> YesNo:
        if sorted(self.codes) != ["no", "yes"]:
            raise ValueError("the options of a yes_no are yes and no")
        return self

    def parse(self, raw: object, today: date) -> str:
        if isinstance(raw, bool):
            return "yes" if raw else "no"
        if raw not in self.codes:
            raise Refused(f"{raw!r} is neither yes nor no")
        return str(raw)

    def told(self, value: str, fact: Recorded) -> str:
        label = self.option(value).label
        return "" if label in ("Yes", "No") else label

    def points(self, value: str) -> int:
        return self.option(value).score or (value == "yes")


class Consent(YesNo):
    """Whether the client agrees to sharing with one reader; the day it was given is the entry's."""

    kind: Literal["consent"]  # type: ignore[assignment]
    reader: taxonomy.Reader


class Many(_Coded):
    """As many options as are true; an exclusive one ("none of these") stands alone."""

    kind: Literal["many"]
    options: tuple[Option, ...] = Field(min_length=2)

    def parse(self, raw: object, today: date) -> tuple[str, ...]:
        if isinstance(raw, str):
            raw = [raw]
        if not isinstance(raw, list | tuple):
            raise Refused(f"takes a list of codes: {', '.join(self.codes)}")
        chosen = {self.option(code).code for code in map(str, raw)}
        if not chosen:
            raise Refused("choose at least one, or say that it is not known")
        for option in self.options:
            if option.exclusive and option.code in chosen and len(chosen) > 1:
                raise Refused(f"{option.label!r} cannot stand beside another answer")
        return tuple(code for code in self.codes if code in chosen)

    def words(self, value: tuple[str, ...]) -> str:
        return "; ".join(self.option(code).label for code in value)

    def written(self, value: tuple[str, ...]) -> str:
        return "; ".join(self.option(code).written or self.option(code).label for code in value)

    def told(self, value: tuple[str, ...], fact: Recorded) -> str:
        recording = (option for option in map(self.option, value) if fact in self.facts_of(option))
        return "; ".join(option.label for option in recording)

    def points(self, value: tuple[str, ...]) -> int:
        return sum(self.option(code).score for code in value)

    def recorded(self, value: tuple[str, ...]) -> tuple[Recorded, ...]:
        return tuple(fact for code in value for fact in self.facts_of(self.option(code)))

    def recorder(self, kind: str, code: str) -> Callable[[Any], bool]:
        recording = frozenset(o.code for o in self.options if (kind, code) in self.facts_of(o))
        return lambda value: not recording.isdisjoint(value)


class Number(Asked):
    """A number, whole unless the script says otherwise."""

    kind: Literal["number"]
    min: float | None = None
    max: float | None = None
    unit: str = ""
    whole: bool = True
    records: tuple[Band, ...] = ()

    def parse(self, raw: object, today: date) -> int | float:
        if isinstance(raw, str):
            text = raw.strip()
            thousands = re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", text)
            text = text.replace(",", "" if thousands else ".")
            if not text:
                raise Refused("nothing is written yet; write a number in figures")
            if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,6})?", text):
                raise Refused(f"{wording.shorten(raw, 40)!r} is not a number; write one in figures")
            raw = float(text) if "." in text else int(text)
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) < 10**15:
            raise Refused("takes a number")
        if self.whole and raw != int(raw):
            raise Refused("takes a whole number")
        value = int(raw) if raw == int(raw) else raw
        low, high = self.min, self.max
        if (low is not None and value < low) or (high is not None and value > high):
            if low is None or high is None:
                bounds = f"{wording.number(low or 0)} or more" if high is None else f"{wording.number(high)} or less"
            else:
                bounds = f"{wording.number(low)} to {wording.number(high)}"
            raise Refused(f"{wording.number(value)} is out of range; takes {bounds}")
        return value

    def words(self, value: float) -> str:
        return f"{wording.number(value)} {self.unit}".rstrip()

    def points(self, value: float) -> int:
        return int(value)

    def recorded(self, value: float) -> tuple[Recorded, ...]:
        return tuple(fact for band in self.records if band.holds(value) for fact in band.facts)

    def recordable(self) -> Iterable[tuple[Recorded, tuple[str | int, ...]]]:
        for place, band in enumerate(self.records):
            for fact in band.facts:
                yield fact, ("records", place)


class Scale(Number):
    """A ruler from 0 to 10, with words at its two ends."""

    kind: Literal["scale"]  # type: ignore[assignment]
    min: float | None = 0
    max: float | None = 10
    low: str = ""
    high: str = ""

    def words(self, value: float) -> str:
        return f"{value:g} out of 10"


class Day(Asked):
    """A day, taken as YYYY-MM-DD from a file and as people say it from the keyboard."""

    kind: Literal["date"]
    when: Literal["past", "future", "any"] = "any"

    def parse(self, raw: object, today: date) -> date:
        if isinstance(raw, datetime):
            raw = raw.date()
        if isinstance(raw, date):
            value = raw
        elif isinstance(raw, str):
            value = self._read(raw.strip(), today)
        else:
            raise Refused("takes a day, such as 2026-05-04")
        if not 1900 <= value.year <= 2200:
            raise Refused(f"the year {value.year} cannot be meant")
        if self.when == "past" and value > today:
            raise Refused(f"{wording.day(value)} is still to come; takes a day up to today")
        if self.when == "future" and value < today:
            raise Refused(f"{wording.day(value)} is past; takes a day from today on")
        return value

    def _read(self, text: str, today: date) -> date:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise Refused(f"{text} is no day in the calendar") from None
        refused = Refused(
            f"{wording.shorten(text, 40)!r} is no day I know; write 4 May 2026, 4/5/26, last Monday or in 2 weeks"
        )
        if not text:
            raise Refused("nothing is written yet; write a day, such as 4 May 2026")
        if len(text) > 60 or re.fullmatch(r"\d{1,3}|\d{1,2}[-/.](1[3-9]|[2-9]\d)", text):  # 5/26 lacks its day
            raise refused
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from dateparser.date import DateDataParser

            settings = {
                "DATE_ORDER": "DMY",
                "RELATIVE_BASE": datetime.combine(today, time(12)),
                "PREFER_DATES_FROM": self.when if self.when != "any" else "current_period",
            }
            read = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
        found = read.date_obj
        counted = re.search(r"\bin\b.*\b(month|year)|\b(month|year)s? ago\b", text.lower())
        if found is None or (read.period in ("month", "year") and not counted):
            raise refused  # "May", or a year alone, names no day, and none is made up for it
        if found.year - today.year > 50 and str(found.year) not in text:
            found = found.replace(year=found.year - 100)  # "4/5/26" is of this century, whatever lies ahead
        return found.date()

    def kept(self, value: date) -> str:
        return value.isoformat()

    def words(self, value: date) -> str:
        return wording.day(value)


class Text(Asked):
    """The client's words, as the adviser writes them down."""

    kind: Literal["text"]

    def parse(self, raw: object, today: date) -> str:
        if isinstance(raw, float):
            raise Refused("put it in quotes, so that it stays as it is written")
        if isinstance(raw, bool) or not isinstance(raw, str | int):
            raise Refused("takes words")
        text = str(raw).strip()
        if not text:
            raise Refused("nothing is written yet")
        return text


Question = Annotated[Say | Choice | YesNo | Consent | Many | Number | Scale | Day | Text, Field(discriminator="kind")]
KINDS: Mapping[str, type[Asked]] = {
    "say": Say, "choice": Choice, "yes_no": YesNo, "consent": Consent, "many": Many,
    "number": Number, "scale": Scale, "date": Day, "text": Text,
}  # fmt: skip
