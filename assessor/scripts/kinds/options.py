"""Questions whose answer is among their options: one of several, yes or no, or as many as are true."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from assessor import taxonomy, wording
from assessor.journal import Frozen
from assessor.scripts.kinds.base import Asked, Recorded, Records, Refused

OPTION_KEYS = "123456789abcefghijklmnopqrtvwxyz"
"""The keys of a list's options in their order; d, u and s are declined, not known and skip."""


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
