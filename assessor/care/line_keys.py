"""The keys of the plan's lines: each tells a line from every other for as long as the case lasts.

Journals hold them (in comments, in the order of lines, in what the employer may see), so that a key, once made, reads
the same for good.
"""

from __future__ import annotations

from typing import Literal

KeyKind = Literal[
    "suggestion", "request", "adjustment", "goal", "step", "need", "barrier", "strength", "gone", "work", "coming",
    "measure", "safety", "consent", "next", "harder", "held", "heard",
]  # fmt: skip
"""What a line is of, as its key says it."""


def line_key(kind: KeyKind, name: str | None = None) -> str:
    """The key of the line of this kind and name; of the kind alone where there is one such line."""
    return kind if name is None else f"{kind} {name}"
