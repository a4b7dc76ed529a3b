"""The goodbye says what is still to do, and nothing that is done or given up."""

from __future__ import annotations

from assessor.care.goals import Action
from assessor.care.plan import Plan
from assessor.views.goodbye import who_does_what


def test_what_is_done_or_given_up_is_no_part_of_what_comes_next() -> None:
    states = {"to_do": "Ask for the rota", "under_way": "Walk on Mondays", "done": "Ring HR", "dropped": "Old thing"}
    steps = tuple(Action(what=what, who="client", parties=("client",), state=state) for state, what in states.items())
    assert who_does_what(Plan(actions=steps)) == (
        "So this is what comes next, for you: “Ask for the rota” and “Walk on Mondays”."
    )
