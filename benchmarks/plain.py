"""The measure of the engine: the same questionnaire in plain Python, with nothing that a call needs besides.

Dictionaries changed in place, every answer taken as it comes, a question shown or not shown. No history, no
"not yet known", no reasons for no answer, no check of an answer. It reckons again only what rests on a change.
"""

from __future__ import annotations

import heapq
import re
from typing import Any

NAME = re.compile(r"\bq\d{4,}\b")
PIPE = re.compile(r"\{\{ (\w+) \}\}")


class Plain:
    """One questionnaire, and where it stands."""

    def __init__(self, data: Any) -> None:
        questions = [question for section in data["sections"] for question in section["questions"]]
        self.names: list[str] = [question["id"] for question in questions]
        self.at = {name: place for place, name in enumerate(self.names)}
        self.labels = {option["code"]: option["label"] for option in questions[0]["options"]}
        self.points = {option["code"]: option.get("score", 0) for option in questions[0]["options"]}
        self.when = []
        self.feeds: list[list[int]] = [[] for _ in questions]
        self.texts = {}
        for question in questions:
            written = question["ask_if"] or "True"
            test = NAME.sub(lambda found: f"live.get('{found[0]}')", written)
            self.when.append(eval(f"lambda live: {test}"))  # noqa: S307 - a condition of our own making
            for name in dict.fromkeys(NAME.findall(written)):
                self.feeds[self.at[name]].append(self.at[question["id"]])
            self.texts[question["id"]] = PIPE.split(question["say"])
        self.scored: dict[str, list[str]] = {}
        for score in data["scores"]:
            for part in score["of"]:
                self.scored.setdefault(part, []).append(score["id"])
        self.sums = [score["id"] for score in data["scores"]]
        self.begin()

    def begin(self) -> None:
        """Forgets every answer."""
        self.given: dict[str, str] = {}
        self.live: dict[str, str] = {}
        self.scores = dict.fromkeys(self.sums, 0)
        self.shown = [bool(test({})) for test in self.when]
        self.front = 0

    def answer(self, name: str, value: str) -> None:
        """Takes an answer, and settles all that rests on it."""
        self.given[name] = value
        waiting = [self.at[name]]
        while waiting:
            place = heapq.heappop(waiting)
            one = self.names[place]
            shown = self.shown[place] = bool(self.when[place](self.live))
            if shown and place < self.front:
                self.front = place
            before, now = self.live.get(one), self.given.get(one) if shown else None
            if before == now:
                continue
            if now is None:
                del self.live[one]
            else:
                self.live[one] = now
            self.add(one, self.points.get(now or "", 0) - self.points.get(before or "", 0))
            for later in self.feeds[place]:
                heapq.heappush(waiting, later)

    def add(self, name: str, difference: int) -> None:
        """Adds to every score of which this is a part."""
        if difference:
            for score in self.scored.get(name, ()):
                self.scores[score] += difference
                self.add(score, difference)

    def next(self) -> str | None:
        """The first question shown that has no answer."""
        while self.front < len(self.names):
            name = self.names[self.front]
            if self.shown[self.front] and name not in self.given:
                return name
            self.front += 1
        return None

    def text(self, name: str) -> str:
        """A question's words, with the answers they name put in."""
        parts = self.texts[name]
        if len(parts) == 1:
            return parts[0]
        return "".join(
            self.labels.get(self.live.get(part, ""), "…") if place % 2 else part for place, part in enumerate(parts)
        )
