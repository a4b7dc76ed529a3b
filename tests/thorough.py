"""What is tried every day, and what only where the marks do not leave out what is thorough (see `pyproject.toml`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

THOROUGH = pytest.mark.thorough
EXAMPLES = {"thorough": 100, "everyday": 15}
"""How many examples are drawn for a test that does not say how many it wants."""


def is_everyday(config: pytest.Config) -> bool:
    """Whether the marks leave out what is thorough."""
    return "not thorough" in config.option.markexpr


def spread(names: Iterable[str], every: int) -> list[ParameterSet]:
    """Each of these names a parameter; every so manyth of them, from the first on, is tried every day."""
    cases = list(names)
    return picked(cases, cases[::every])


def picked(names: Iterable[str], everyday: Collection[str]) -> list[ParameterSet]:
    """Each of these names a parameter; those picked out are tried every day."""
    return [pytest.param(name, id=name, marks=() if name in everyday else THOROUGH) for name in names]


def examples(thorough: int) -> settings:
    """So many drawn examples where tests are thorough, and a like share of them every day."""
    return settings(max_examples=max(1, thorough * settings().max_examples // EXAMPLES["thorough"]))
