"""Taking back what was done last, and bringing it back."""

from __future__ import annotations

from assessor import wording
from assessor.acts import calls
from assessor.acts.declared import writes
from assessor.journal import Undone
from assessor.plain.state import Talk
from assessor.views.naming import named


@writes("undo")
def undo_command(talk: Talk, _: str = "") -> None:
    """Takes back the latest act."""
    entry = talk.case.to_undo(talk.undone_in) if talk.undone_in else talk.case.to_undo_on_plan()
    if entry is None:
        talk.tell("There is nothing to take back.")
        return
    confirmation = f"Taken back: {named(talk.case, talk.call.interview, entry.act)}."
    talk.act(calls.take_back(entry), confirmation=confirmation)


@writes("undo")
def redo_command(talk: Talk, _: str = "") -> None:
    """Brings back what was taken back."""
    entry = talk.case.to_redo(talk.undone_in) if talk.undone_in else talk.case.to_redo_on_plan()
    if entry is None or not isinstance(entry.act, Undone):
        talk.tell("There is nothing to bring back.")
        return
    gone = entry.act.entry
    acts = (undone.act for undone in talk.case.entries if undone.id == gone)
    names = wording.listed(named(talk.case, talk.call.interview, act) for act in acts)
    talk.act(calls.take_back(entry), confirmation=f"Brought back: {names}.")
