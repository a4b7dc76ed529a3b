"""The place in a call where what could help is talked over: one thing at a time, before it comes to its end."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from assessor.scripts.kinds.base import Asked, Refused

TALKED_OVER = "talked_over"


class Agree(Asked):
    """What could help is put to the client, the most pressing first, and decided on; then the call goes on.

    It is no question, so no condition can rest on it and no answers file need give it. What is kept of it is that it
    was done, be it that some of it was left undecided.
    """

    kind: Literal["agree"]

    takes_answer: ClassVar[bool] = False
    agrees: ClassVar[bool] = True

    def parse(self, raw: object, today: date) -> str:
        if raw != TALKED_OVER:
            raise Refused(f"what could help is talked over here; give {TALKED_OVER} once it is")
        return TALKED_OVER

    def words(self, value: object) -> str:
        return "talked over"
