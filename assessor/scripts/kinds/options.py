"""Questions whose answer is among their options: one of several, yes or no, or as many as are true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from assessor import taxonomy, wording
from assessor.journal import Frozen
from assessor.scripts.kinds.base import Answer, AnswerField, Asked, Recorded, Records, Refused, TypedValue

OPTION_KEYS = "123456789abcefghijklmnopqrtvwxyz"
"""The keys of a list's options in their order; d, u and s are declined, not known and skip."""


SharedWith = Literal[taxonomy.Reader, taxonomy.OtherEmployer, "other_employer#"]
"""Whom an answer lets read something; in a section that repeats, # stands for the number."""


class Option(Frozen):
    """One answer of a list: its code, its words, and what choosing it records.

    ``label`` is as the client would say it; ``written`` is how it reads on a plan, where that differs. Choosing one
    with ``safety`` opens the safety page; one that ``offers: safety`` says that the page is there, and leaves it to the
    adviser. One with ``weigh`` asks the adviser how pressing it is: see `assessor.scripts.weighing`. One that
    ``reopens`` readers has an earlier yes to them asked again before anything more is shared. One that is ``guarded``
    keeps what is in anybody's own words off papers that others at home may read: see `assessor.care.at_home`. One that
    is ``unheard`` says more than the fact that it records ("I am Deaf and sign", of hearing), and so is never chosen
    for words in which that fact was heard.
    """

    code: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_]*$")
    label: str = Field(min_length=1)
    records: Records = Records()
    score: int = 0
    exclusive: bool = False
    note: bool = False
    safety: bool = False
    offers: Literal["safety"] | None = None
    weigh: bool = False
    guarded: bool = False
    unheard: bool = False
    reopens: tuple[SharedWith, ...] = ()
    status: str | None = None
    written: str = ""

    @property
    def tells_of_harm(self) -> bool:
        """Whether it calls for the safety page or tells of harm that was done: that counts as soon as it is said."""
        return self.safety or not taxonomy.HARM_DONE.isdisjoint(self.records.barrier)


class Coded(Asked):
    """A question whose answer is among its options."""

    options: tuple[Option, ...] = ()

    scored: ClassVar[bool] = True

    @model_validator(mode="after")
    def _states_known(self) -> Coded:
        for detail in self.fills:
            states = taxonomy.EARLIER_STATES.get(detail.replace("#", "1"), {})
            for code in self.codes if states else ():
                if code not in states:
                    raise ValueError(f"{detail} has no state {code!r}; it has {', '.join(states)}")
        return self

    @model_validator(mode="after")
    def _no_code_twice(self) -> Coded:
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
        codes = [option.code for option in self.options]
        near = wording.did_you_mean(code, codes)
        raise Refused(f"{code!r} is not one of its options: {', '.join(codes)}{near}")

    # -- how it is asked, and drawn

    @property
    def field(self) -> AnswerField:
        return AnswerField("options", several=self.several)

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.options

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)

    def relabelled(self, code: str, label: str) -> Self:
        options = (o.model_copy(update={"label": label}) if o.code == code else o for o in self.options)
        return self.model_copy(update={"options": tuple(options)})

    def outline(self) -> Iterator[str]:
        for option in self.options:
            facts = ", ".join(f"{kind} {code}" for kind, code in option.records.facts)
            yield f"{option.code:20} {option.label}" + (f"   [{facts}]" if facts else "")

    # -- how it is typed

    def code_of(self, typed: str) -> str | None:
        """The code of the option whose key, code or label this is, in that order."""
        typed = typed.casefold()
        for key, option in zip(OPTION_KEYS, self.options, strict=False):
            if typed == key:
                return option.code
        by_code = (option.code for option in self.options if option.code.casefold() == typed)
        by_label = (option.code for option in self.options if option.label.casefold() == typed)
        return next(by_code, None) or next(by_label, None)

    def read(self, line: str) -> object:
        return self._needed(line)

    def _needed(self, typed: str) -> str:
        code = self.code_of(typed)
        if code is None:
            last = OPTION_KEYS[min(len(self.options), len(OPTION_KEYS)) - 1]
            raise Refused(f'"{wording.shorten(typed, 40)}" is none of these answers; type {OPTION_KEYS[0]} to {last}')
        return code

    def draft(self, value: Any) -> str:
        return " ".join(OPTION_KEYS[self.codes.index(option.code)] for option in self.chosen(value))

    # -- how it is told, and handed over

    def words(self, value: Any) -> str:
        return "; ".join(option.label for option in self._options_of(value))

    def written(self, value: Any) -> str:
        return "; ".join(option.written or option.label for option in self._options_of(value))

    def told(self, value: Any, fact: Recorded) -> str:
        return "; ".join(option.label for option in self._options_of(value) if fact in self.facts_of(option))

    def exchanged(self, value: Any) -> tuple[TypedValue, ...]:
        return tuple(TypedValue("coding", option.code, option.label) for option in self._options_of(value))

    def _options_of(self, value: Any) -> Iterable[Option]:
        return map(self.option, value if isinstance(value, tuple) else (value,))

    # -- what it records, and adds up to

    def facts_of(self, option: Option) -> tuple[Recorded, ...]:
        """The facts that choosing this option records."""
        facts = option.records.facts
        if self.id in taxonomy.SINGLE and option.code in taxonomy.FACTS[self.id]:
            facts += ((self.id, option.code),)
        return facts

    def points(self, value: Any) -> int:
        return sum(option.score for option in self._options_of(value))

    def recorded(self, value: Any) -> tuple[Recorded, ...]:
        return tuple(fact for option in self._options_of(value) for fact in self.facts_of(option))

    def recordable(self) -> Iterable[tuple[Recorded, tuple[str | int, ...]]]:
        for place, option in enumerate(self.options):
            for fact in self.facts_of(option):
                yield fact, ("options", place)

    def codes_recording(self, fact: Recorded) -> frozenset[str]:
        """The codes of the options that record a fact."""
        return frozenset(option.code for option in self.options if fact in self.facts_of(option))

    def heard_as(self, fact: Recorded) -> str | None:
        """The code of the option to choose where only this fact was heard; None where each says more than that."""
        recorded = self.codes_recording(fact)
        return next((o.code for o in self.options if o.code in recorded and not o.unheard), None)


class OneOption(Coded):
    """A question whose answer is one of its options."""

    condition_type: ClassVar[str] = "choice"

    def points(self, value: str) -> int:
        return self.option(value).score  # asked at every answer

    def recorder(self, kind: str, code: str) -> Callable[[Any], bool]:
        return self.codes_recording((kind, code)).__contains__

    def recording(self, fact: Recorded, held: Answer | None) -> Answer | None:
        free = held is None or any(option.weigh for option in self.chosen(held))  # "something else" has found its name
        return self.heard_as(fact) if free else None

    @property
    def point_range(self) -> tuple[int, int]:
        points = [0, *map(self.points, self.codes)]
        return min(points), max(points)


class Choice(OneOption):
    """One option of several."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)

    def parse(self, raw: object, today: date) -> str:
        if type(raw) is int:  # a code that an answers file did not put in quotes
            raw = str(raw)
        if not isinstance(raw, str):
            raise Refused(f"takes the code of one option: {', '.join(self.codes)}")
        return self.option(raw).code


class TwoOptions(OneOption):
    """A question that is answered by yes or no."""

    options: tuple[Option, ...] = (Option(code="yes", label="Yes"), Option(code="no", label="No"))

    condition_type: ClassVar[str] = "yes_no"

    @model_validator(mode="after")
    def _both(self) -> TwoOptions:
        if sorted(self.codes) != sorted(YES_OR_NO):
            raise ValueError("the options of a yes_no are yes and no")
        return self

    def code_of(self, typed: str) -> str | None:
        return super().code_of(typed) or {"y": "yes", "n": "no"}.get(typed.casefold())

    def parse(self, raw: object, today: date) -> str:
        if isinstance(raw, bool):
            return "yes" if raw else "no"
        if raw not in YES_OR_NO:
            raise Refused(f"{raw!r} is neither yes nor no")
        return str(raw)

    def told(self, value: Any, fact: Recorded) -> str:
        label = self.option(value).label
        return "" if label in ("Yes", "No") else label

    def points(self, value: Any) -> int:
        return self.option(value).score or int(value == "yes")

    def exchanged(self, value: Any) -> tuple[TypedValue, ...]:
        return (TypedValue("boolean", value == "yes"),)


YES_OR_NO = ("no", "yes")


class YesNo(TwoOptions):
    """Yes or no, by a key each; options may be given to record facts or to say it in other words."""

    kind: Literal["yes_no"]


class Consent(TwoOptions):
    """Whether the client agrees to sharing with one reader; the day it was given is the entry's."""

    kind: Literal["consent"]
    reader: SharedWith

    @property
    def consent_reader(self) -> str:
        return self.reader


class Many(Coded):
    """As many options as are true; an exclusive one ("none of these") stands alone."""

    kind: Literal["many"]
    options: tuple[Option, ...] = Field(min_length=2)

    condition_type: ClassVar[str] = "many"
    several: ClassVar[bool] = True

    @property
    def hint(self) -> str:
        return "as many as are true, such as 1 3"

    def read(self, line: str) -> object:
        code = self.code_of(line)
        return [code] if code else [self._needed(part) for part in re.split(r"[\s,;]+", line.strip(" ,;"))]

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

    def recorder(self, kind: str, code: str) -> Callable[[Any], bool]:
        recording = self.codes_recording((kind, code))
        return lambda value: not recording.isdisjoint(value)

    def recording(self, fact: Recorded, held: Answer | None) -> Answer | None:
        option = self.heard_as(fact)
        if option is None:
            return None
        alone = {candidate.code for candidate in self.options if candidate.exclusive}
        beside = held if isinstance(held, tuple) else ()
        return tuple(code for code in self.codes if code == option or (code in beside and code not in alone))

    @property
    def point_range(self) -> tuple[int, int]:
        points = [option.score for option in self.options]
        return sum(min(score, 0) for score in points), sum(max(score, 0) for score in points)

    def telling_apart(self) -> Iterable[Answer]:
        return ((code,) for code in self.codes)
