"""A guard on input: nothing is written that is signed by nobody, or that says nothing where it must say something.

It stands before every write, and before no reading: a journal that holds blank text is read as it always was.
"""

from __future__ import annotations

from assessor.journal import Act, blank_fields
from assessor.names import is_blank
from assessor.records.errors import NotAllowed
from assessor.records.store import Adviser
from assessor.wording import listed


def refuse_blank_text(adviser: Adviser, *acts: Act) -> None:
    """Raises `NotAllowed`, naming what is blank, unless somebody signs these acts and each says what it must."""
    if is_blank(adviser.name):
        raise NotAllowed("nothing was written: what is written is signed with a name; say who is working here first")
    if blank := tuple(dict.fromkeys(what for act in acts for what in blank_fields(act))):
        raise NotAllowed(f"nothing was written: {listed(blank)} {'is' if len(blank) == 1 else 'are'} blank")


def refuse_blank_name(adviser: Adviser) -> None:
    """Raises `NotAllowed` if nobody could read who this is."""
    if is_blank(adviser.name):
        raise NotAllowed("nothing was written: the adviser's name is blank")
