"""The catalogue: what can help, when it is offered, to whom it falls, and on whose word it rests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from assessor.journal import Frozen
from assessor.scripts.kinds import Id
from assessor.scripts.model import Source
from assessor.taxonomy import BARRIERS, Party, Priority, Reached


def _several(value: object) -> object:
    return (value,) if isinstance(value, str | dict) else value


class NotIf(Frozen):
    """When a thing must not be offered although it fits, and the reason, as it reads on after "not offered:"."""

    when: str = Field(min_length=1)
    because: str = Field(min_length=1)


class Ground(Frozen):
    """A reason that is given only where it is one: ``when`` is the condition under which it counted."""

    when: str = Field(min_length=1)
    say: str = Field(min_length=1)


class Instead(Frozen):
    """How an entry reads where ``when`` holds: what it gives takes the place of what stands there otherwise."""

    when: str = Field(min_length=1)
    priority: Priority | None = None
    ask: str = ""
    explain_to_client: str = ""
    does: dict[Party, str] = Field(default_factory=dict)
    alone: str = ""
    on_paper: str = ""
    source: Source | None = None

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        words = self.ask or self.explain_to_client or self.does or self.alone or self.on_paper
        if not (self.priority or words or self.source):
            raise ValueError(
                "instead of what? give a priority, ask, explain_to_client, does, alone, on_paper or source"
            )
        if self.source and self.source.fact:
            raise ValueError("a source that takes another's place is named in full, and quotes no fact")
        return self


class Intervention(Frozen):
    """One thing that can help. With the therapist among ``who`` it is a request to the therapist.

    ``rings`` is whom the adviser gets in touch with for the client. Where the client refuses that it is held back; with
    ``alone`` it is offered all the same, and that is then the adviser's part: the client does it without us.

    ``on_paper`` is what the client's copy says of it beyond their own part: whom to ring, the number, and what not to
    do before that. A paper is read when nobody is there to say it again.

    A ``private`` one would harm if it were read by others at home: it is shown to the adviser, leaves only once it is
    agreed, and never on the client's copy; with it wait the barriers that it ``keeps``. An ``unwritten`` one leaves on
    no paper at all. One that ``tells`` stands off the copy of a client at whose home others may read.
    """

    id: Id
    title: str = Field(min_length=1)
    offer_if: str = Field(min_length=1)
    not_if: tuple[NotIf, ...] = ()
    because: Annotated[tuple[str | Ground, ...], BeforeValidator(_several)] = ()
    who: tuple[Party, ...] = ()
    priority: Priority = "usual"
    private: bool = False
    unwritten: bool = False
    keeps: tuple[str, ...] = ()
    tells: bool = False
    ask: str = ""
    explain_to_client: str = ""
    does: dict[Party, str] = Field(default_factory=dict)
    rings: Literal[Reached, "nobody", ""] = ""
    alone: str = ""
    on_paper: str = ""
    instead: tuple[Instead, ...] = ()
    source: Source | None = None

    @model_validator(mode="after")
    def _alone_of_somebody(self) -> Self:
        if self.alone and self.rings in ("", "nobody"):
            raise ValueError("alone says what the adviser does where somebody may not be rung: name whom, in rings")
        return self

    @model_validator(mode="after")
    def _of_what_is_private(self) -> Self:
        if self.private and any((self.on_paper, *(other.on_paper for other in self.instead))):
            raise ValueError("what is private stands on no paper: leave on_paper out")
        if (self.unwritten or self.keeps) and not self.private:
            raise ValueError("unwritten and keeps are of what is private: true")
        if unknown := [code for code in self.keeps if code not in BARRIERS]:
            raise ValueError(f"keeps names no barrier: {', '.join(unknown)}")
        return self

    @field_validator("source")
    @classmethod
    def _dates_in_order(cls, source: Source | None) -> Source | None:
        if source and source.valid_from and source.valid_to and source.valid_to < source.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return source

    def read_with(self, instead: Instead) -> Self:
        """The entry as it reads where this holds."""
        given = {
            part: words
            for part in ("priority", "ask", "explain_to_client", "alone", "on_paper", "source")
            if (words := getattr(instead, part))
        }
        return self.model_copy(update=given | {"does": self.does | instead.does})

    def in_force(self, today: date) -> bool:
        """Whether its source is valid on this day."""
        source = self.source
        if source is None:
            return True
        return (source.valid_from is None or source.valid_from <= today) and (
            source.valid_to is None or today <= source.valid_to
        )

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every text that may name answers, with its place in the entry."""
        yield ("title",), self.title
        yield ("ask",), self.ask
        yield ("explain_to_client",), self.explain_to_client
        for i, reason in enumerate(self.because):
            yield (("because", i), reason) if isinstance(reason, str) else (("because", i, "say"), reason.say)
        yield from ((("not_if", i, "because"), rule.because) for i, rule in enumerate(self.not_if))
        yield from ((("does", party), text) for party, text in self.does.items())
        yield ("alone",), self.alone
        yield ("on_paper",), self.on_paper
        for i, other in enumerate(self.instead):
            yield ("instead", i, "ask"), other.ask
            yield ("instead", i, "explain_to_client"), other.explain_to_client
            yield from ((("instead", i, "does", party), text) for party, text in other.does.items())
            yield ("instead", i, "alone"), other.alone
            yield ("instead", i, "on_paper"), other.on_paper


class Catalogue(Frozen):
    """One file of the catalogue."""

    catalogue: str = ""
    owner: str = ""
    interventions: tuple[Intervention, ...] = ()
