"""With whom the plan may be shared: asked separately, dated, and taken back at any time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from assessor.care.answers import Known
from assessor.care.handwritten import ByHand
from assessor.journal import Frozen
from assessor.scripts.settling import ON
from assessor.taxonomy import READERS, Reader

ConsentState = Literal["yes", "no", "withdrawn", "not_known", "not_asked"]


class Consent(Frozen):
    """Whether the client agrees to sharing with a reader; None if that was not asked or not answered.

    ``withdrawn`` is a no that came after a yes; ``words`` are what was noted with it.
    """

    reader: Reader
    given: bool | None
    on: date | None = None
    withdrawn: bool = False
    words: str = ""

    @property
    def state(self) -> ConsentState:
        """Where it stands, in a word."""
        if self.given is None:
            return "not_known" if self.on else "not_asked"
        return "yes" if self.given else "withdrawn" if self.withdrawn else "no"


STATES: dict[ConsentState, str] = {
    "yes": "yes", "no": "no", "withdrawn": "withdrawn", "not_known": "not known", "not_asked": "not asked",
}  # fmt: skip


def consents(known: Known, by_hand: ByHand) -> tuple[Consent, ...]:
    """The latest word on each reader that was asked about, in the order of `READERS`."""
    said: dict[str, list[tuple[datetime | None, bool | None, date, str]]] = {}
    for interview in known.own:
        for step in interview.course.questions:
            reader = step.question.consent_reader if step.question else None
            given = interview.given.get(step.name)
            if reader is None or given is None or given.reason == "skip" or interview.states[step.place] != ON:
                continue
            at = given.entry.at if given.entry else None
            agrees = None if given.reason == "unknown" else given.value == "yes"
            said.setdefault(reader, []).append((at, agrees, at.astimezone().date() if at else interview.today, ""))
    for act, moment in by_hand.consents:
        said.setdefault(act.reader, []).append((moment, act.given, moment.astimezone().date(), act.words))
    found = []
    for reader in READERS:
        words_said = sorted(said.get(reader, ()), key=lambda one: one[0].timestamp() if one[0] else 0.0)
        if not words_said:
            continue
        _, given_now, on, words = words_said[-1]
        withdrawn = given_now is False and any(agrees for _, agrees, _, _ in words_said[:-1])
        found.append(
            Consent.model_validate(
                {"reader": reader, "given": given_now, "on": on, "withdrawn": withdrawn, "words": words}
            )
        )
    return tuple(found)
