"""Words: those to read aloud, which take no answer, and the client's own."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from assessor.saying.said_by import said_by
from assessor.scripts.kinds.base import AnswerField, Asked, Refused


class Say(Asked):
    """Words to read aloud; they take no answer and stand before the next question."""

    kind: Literal["say"]

    takes_answer: ClassVar[bool] = False


class Text(Asked):
    """The client's words, as the adviser writes them down.

    Where it is ``open``, what is heard in the answer is offered at once, so that later questions come answered. Where
    it is ``dated``, a day at its end is taken for the day by which: "Back on nights, by the end of January".
    """

    kind: Literal["text"]
    open: bool = False
    dated: bool = False

    @property
    def hint(self) -> str:
        return "in words, and by when" if self.dated else "in words"

    @property
    def example(self) -> str:
        return "as it is"

    def echo(self, typed: str, value: str, today: date) -> str:
        return said_by(value, today).told(today) if self.dated else ""

    def transcript(self, value: str, today: date) -> str:
        told = self.echo(value, value, today)
        return f"{value} · {told}" if told else value

    @property
    def is_open(self) -> bool:
        return self.open

    @property
    def says_by_when(self) -> bool:
        return self.dated

    @property
    def field(self) -> AnswerField:
        return AnswerField("words", hint=self.hint)

    def parse(self, raw: object, today: date) -> str:
        if isinstance(raw, float):
            raise Refused("put it in quotes, so that it stays as it is written")
        if isinstance(raw, bool) or not isinstance(raw, str | int):
            raise Refused("takes words")
        text = str(raw).strip()
        if not text:
            raise Refused("nothing is written yet")
        return text
