"""Command words typed where they are none: they are said to be so, and are never taken as words that somebody said."""

from __future__ import annotations

import re

from assessor import wording

ELSEWHERE = frozenset({
    "stop", "today", "caseload", "cases", "clients", "review", "queue", "supervision", "journal", "ring", "sign",
    "who works here", "work as", "new client", "quit", "exit", "bye",
})  # fmt: skip
"""Words of the other places: the start, a client, their plan, its review."""
ALONE = frozenset({
    "again", "why", "probe", "later", "skip", "come back to it", "not known", "rather not say", "note", "safety",
    "back", "go to", "go on", "onward", "left", "said", "who", "details", "undo", "redo", "doubts", "plan", "goal",
    "step", "consent", "may ring", "share", "hand in", "read back", "export", "where", "pause", "cut off",
    "not reached", "end", "leave", "help",
})  # fmt: skip
"""Words of the call and the plan that stand alone."""
NUMBERED = frozenset({
    "heard", "change", "because", "agree", "aside", "never", "reopen", "edit", "done", "rate", "reply", "comment", "up",
    "down",
})  # fmt: skip
"""Words of the call and the plan that a number follows."""


def is_command(line: str) -> bool:
    """Whether a line is a command word of the call or the plan, or one of another place."""
    typed = line.casefold().strip()
    word = re.sub(r"\s+\d{1,3}$", "", typed, flags=re.ASCII)
    return typed in ELSEWHERE | ALONE or (word in NUMBERED and word != typed)


def is_of_another_place(line: str) -> bool:
    """Whether a line is a command word of another place, which nothing here does."""
    return line.casefold().rstrip(" .!") in ELSEWHERE


def not_here(line: str) -> str:
    """That a command word was not taken, and how it is written as words."""
    shown = wording.shorten(line, 40)
    return f'Not taken: "{shown}" is a command word, and nothing that can be done here; ={shown} writes it as words.'


_KEYS = (
    (re.compile(r"\(F2, m\)"), "(may ring)"),
    (re.compile(r"\(F2\)"), "(plan, then done and its number)"),
    (re.compile(r"\bthe safety key\b"), "the word safety"),
    (re.compile(r"\bThe safety key\b"), "The word safety"),
)


def without_keys(guide: str) -> str:
    """A guide for the adviser with the words of plain lines in place of the keys of the screen."""
    for key, word in _KEYS:
        guide = key.sub(word, guide)
    return guide
