"""`assessor call CASE` in a terminal: the full screen, straight in the call, and the caseload beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screens.conftest import BANK
from tests.terminal import Terminal

Open = Callable[..., Terminal]


@pytest.fixture
def open_call(home: Path) -> Iterator[Open]:
    """Rings a client of the small demonstration in a terminal of its own."""
    terminals: list[Terminal] = []

    def open_call(*words: str) -> Terminal:
        terminals.append(Terminal("--home", home, "--banks", BANK, "call", *words))
        return terminals[-1]

    yield open_call
    for terminal in terminals:
        terminal.kill()


def test_it_opens_in_the_call_goes_to_the_caseload_and_resumes(open_call: Open) -> None:
    """A new client's likeliest call begins; left and taken up again, it stands at the same question."""
    terminal = open_call("T-1")
    terminal.wait_for("May I share")
    terminal.press("1")
    terminal.wait_for("How are things")
    terminal.press("\x18")  # Ctrl+X
    terminal.wait_for("Caseload")
    terminal.wait_for("finish the call")
    terminal.press("\x11")  # Ctrl+Q
    assert terminal.ended() == 0

    again = open_call("T-1")
    again.wait_for("How are things")


def test_a_script_that_is_named_begins_a_call_by_it(open_call: Open) -> None:
    """T-2 was assessed: the likeliest would be the follow-up."""
    terminal = open_call("T-2", "--script", "first_assessment")
    terminal.wait_for("May I share")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("T-9",), "no case 'T-9'"),
        (("T-1", "--script", "frist_assessment"), "did you mean 'first_assessment'?"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_no_screen_is_opened(
    open_call: Open, words: tuple[str, ...], said: str
) -> None:
    terminal = open_call(*words)
    assert terminal.ended() == 1
    assert said.encode() in terminal.seen
    assert b"\x1b" not in terminal.seen
    assert terminal.seen.count(b"\n") == 1
