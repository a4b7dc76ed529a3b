"""What every kind of question says of itself: how it is asked, typed, drawn, told, kept, handed over and reckoned with.

A kind is a class of a module beside this one, derived from `Asked`, with a ``kind`` that is a literal. It overrides
what it does otherwise than here, and nothing outside its module has to name it.
"""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, field_validator

from assessor import taxonomy, wording
from assessor.journal import Entry, Frozen, Value

if TYPE_CHECKING:
    from assessor.scripts.kinds.options import Option

Answer = str | int | float | tuple[str, ...] | date | time
"""A parsed answer: a code or words, a number, codes, a day, or a time of day."""

Recorded = tuple[str, str]
"""A kind of fact and its code: ``("barrier", "childcare")``."""

LONGEST_ANSWER = 100_000
"""Characters of one answer; a slip of the clipboard is refused, not swallowed."""


class Refused(ValueError):
    """An answer that its question cannot take; the message says what would do."""


class AskedBack(Refused):
    """An answer that may mean more than one thing, or contradicts itself; the message asks which it is."""


@dataclass(frozen=True, slots=True)
class AnswerField:
    """Where a screen takes the answer, as data; the widget that draws it is the screen's own.

    ``options`` are a list with a key each, to be marked until Enter where there may be ``several``; ``ruler`` is 0 to
    10 with a key each and words at its ends; ``line`` and ``words`` are typed, with a ``hint`` of what may be.
    """

    shape: Literal["options", "ruler", "line", "words"]
    several: bool = False
    hint: str = ""
    low: str = ""
    high: str = ""

    @property
    def typed(self) -> bool:
        """Whether the answer is typed out, and not chosen by a key."""
        return self.shape in ("line", "words")


@dataclass(frozen=True, slots=True)
class TypedValue:
    """An answer as another system takes it: a value with its type, by FHIR's name for it.

    A coding has the option's code for its value, and what the option says as its ``display``.
    """

    type: Literal["boolean", "coding", "integer", "decimal", "date", "time", "string"]
    value: bool | int | float | str
    display: str = ""


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
        single = tuple((kind, getattr(self, kind)) for kind in taxonomy.SINGLE if getattr(self, kind))
        return single + tuple((kind, code) for kind in taxonomy.PLURAL for code in getattr(self, kind))


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

    ``quietly`` are the words where somebody may hear: they ask for no more than a yes or a no.

    The answer to a ``private`` one is of use in the call alone, and is in nothing that leaves the program.
    """

    id: Id
    say: str = Field(min_length=1)
    short: str = Field(default="", max_length=40)
    guide: str = ""
    probe: str = ""
    why: str = ""
    again: str = ""
    quietly: str = ""
    private: bool = False
    ask_if: str = ""
    waits_if: str = ""
    fills: Codes = ()
    kind: str

    takes_answer: ClassVar[bool] = True
    agrees: ClassVar[bool] = False
    """Whether it is no question, but the place where what could help is talked over."""
    condition_type: ClassVar[str] = "text"
    """Its type in conditions: see `conditions.Name`."""
    several: ClassVar[bool] = False
    """Whether an answer is a set of its options' codes."""
    scored: ClassVar[bool] = False
    """Whether its answers have points, which a score may add up."""
    confirmed: ClassVar[bool] = False
    """Whether what is typed is read back, and counts only once it is kept."""
    read_aloud: ClassVar[tuple[str, ...]] = ("say", "probe", "again", "quietly")
    """Those of its texts that the client hears."""
    for_adviser: ClassVar[bool] = False
    """Whether it is put to the adviser, and never read aloud."""

    @field_validator("fills")
    @classmethod
    def _fills_known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for detail in value:
            if detail.replace("#", "1") not in taxonomy.DETAILS:
                raise ValueError(f"unknown detail {detail!r}{wording.did_you_mean(detail, taxonomy.DETAILS)}")
        return value

    # -- how it is asked, and drawn

    @property
    def title(self) -> str:
        """The question in lists: its short form, or its words."""
        return self.short or self.say

    @property
    def hint(self) -> str:
        """What may be typed, in a few words; empty where the options say it."""
        return ""

    @property
    def example(self) -> str:
        """An answer as it might be typed, for whoever tries a script out; empty where there are options."""
        return ""

    @property
    def is_open(self) -> bool:
        """Whether what is heard in the answer is offered at once."""
        return False

    @property
    def says_by_when(self) -> bool:
        """Whether a day at the end of the answer is the day by which."""
        return False

    @property
    def opens(self) -> bool:
        """Whether the client says in their own words what it is all about: open, and no single detail of the plan."""
        return self.is_open and not self.fills

    @property
    def field(self) -> AnswerField:
        """Where a screen takes the answer."""
        return AnswerField("line", hint=self.hint)

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options there are to choose from; none where the answer is not coded."""
        return ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that an answer may have; none where the answer is not coded."""
        return ()

    def relabelled(self, code: str, label: str) -> Self:
        """The question with other words for one option."""
        return self

    def outline(self) -> Iterator[str]:
        """What may be answered and what that records, in lines for whoever reads the script."""
        return iter(())

    # -- how it is typed

    def read(self, line: str) -> object:
        """What a typed line stands for, in a form that `parse` takes; raises `Refused`."""
        return line

    def parse(self, raw: object, today: date) -> Answer:
        """The answer that ``raw`` is, as of ``today``; raises `Refused` in words that say what would do."""
        raise Refused("this is read aloud and takes no answer")

    def reread(self, raw: object, begun: date, entry: Entry) -> Answer:
        """The answer that an entry holds, in a call of the day ``begun``; raises `Refused`.

        It may have been given on a later day, when the call went on: what fitted then is never refused afterwards.
        """
        try:
            return self.parse(raw, begun)
        except Refused:
            given = entry.at.astimezone().date()
            if given == begun:
                raise
            return self.parse(raw, given)

    def draft(self, value: Any) -> str:
        """The answer as one would type it."""
        return self.words(value)

    def echo(self, typed: str, value: Any, today: date) -> str:
        """How what was typed was understood; empty where it stands for itself."""
        return ""

    # -- how it is told

    def words(self, value: Any) -> str:
        """The answer as a person reads it."""
        return str(value)

    def written(self, value: Any) -> str:
        """The answer as it reads on a plan."""
        return self.words(value)

    def transcript(self, value: Any, today: date) -> str:
        """The answer as it reads among what was said in a call on the day ``today``."""
        return self.words(value)

    def told(self, value: Any, fact: Recorded) -> str:
        """The client's words for one fact that the answer records; empty where they say no more than the fact."""
        return ""

    @property
    def words_at(self) -> str:
        """The question at which the client's words for what it records stand: itself, as a rule."""
        return self.id

    # -- how it is kept, and handed over

    def kept(self, value: Any) -> Value:
        """The answer in the form the journal keeps."""
        return value  # type: ignore[no-any-return]

    def exchanged(self, value: Any) -> tuple[TypedValue, ...]:
        """The answer as another system takes it."""
        return (TypedValue("string", str(value)),)

    @property
    def consent_reader(self) -> str | None:
        """The reader with whom a yes lets the plan be shared; None for any other question."""
        return None

    # -- what it records, and adds up to

    def chosen(self, value: Any) -> tuple[Option, ...]:
        """The options that the answer consists of."""
        codes = value if isinstance(value, tuple) else (value,)
        return tuple(option for option in self.choices if option.code in codes)

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

    def recording(self, fact: Recorded, held: Answer | None) -> Answer | None:
        """The answer that records this fact beside all that the one ``held`` does; None where there is none to give,
        or it would have to be guessed."""
        return None

    # -- how conditions reckon with it

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number it takes."""
        return -math.inf, math.inf

    @property
    def is_whole(self) -> bool:
        """Whether its answers are whole numbers."""
        return False

    @property
    def point_range(self) -> tuple[int, int]:
        """The least and the most points that an answer may have, or none."""
        return 0, 0

    @property
    def turns(self) -> Set[float]:
        """The numbers at which what an answer records may turn."""
        return frozenset()

    def samples(self, turns: Set[Any], today: date) -> list[Any]:
        """Answers in their order, one at each place where a condition turns and some from either side of it.

        ``turns`` are numbers, days from ``today``, or times, by the type it has in conditions. None are given by a kind
        whose answers have no order.
        """
        return []

    def stretch(self, low: Any, high: Any, today: date) -> str:
        """The answers from one sample to another, both included, in words; None at an end leaves it open."""
        return "any answer"

    def telling_apart(self) -> Iterable[Answer]:
        """Answers such that any other records what one of them does."""
        return self.codes
