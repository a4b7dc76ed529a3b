"""The condition language: a small, typed part of Python's expressions, compiled once and asked often.

    condition   = or | and | not | comparison | a yes_no question | answered(question)
    comparison  = choice == 'code' | choice != 'code' | choice in ('code', ...) | 'code' in many
                | 'code' in needs, barriers, strengths | number < number | day < day | time < time
                | client.field == 'text'
    time        = '09:30' | a time question
    number      = 4 | number question, scale, score, fact | fact.figure (a cited one) | + - * / of numbers
                | days_since(day) | weeks_since(day) | days_until(day) | weeks_until(day)
    day         = a date question, a fact that is a day | weeks_after(day, number)

What is not answered is unknown, and unknown is not true: a test gives True, False, or None for unknown, and
``and``, ``or`` and ``not`` treat None as Kleene's third value. A node is a frozen dataclass, called with the
values in force: a name that is missing may yet be answered; one that is `NOTHING` never will be.
"""

from assessor.scripts.conditions.language import (
    ASKED,
    NOTHING,
    STATED,
    ConditionError,
    Name,
    Recorder,
    Scope,
    Values,
)
from assessor.scripts.conditions.nodes import (
    All,
    Always,
    Compare,
    Constant,
    FactIn,
    Guarded,
    Has,
    Interval,
    IsAnswered,
    Later,
    Node,
    Not,
    OneOf,
    Some,
    Stands,
    Sum,
    Total,
    Variable,
    grounds,
    names_in,
    walk,
)
from assessor.scripts.conditions.parse import compile_condition, compile_reckoning, free_names, reckons_a_day

__all__ = [
    "ASKED",
    "NOTHING",
    "STATED",
    "All",
    "Always",
    "Compare",
    "ConditionError",
    "Constant",
    "FactIn",
    "Guarded",
    "Has",
    "Interval",
    "IsAnswered",
    "Later",
    "Name",
    "Node",
    "Not",
    "OneOf",
    "Recorder",
    "Scope",
    "Some",
    "Stands",
    "Sum",
    "Total",
    "Values",
    "Variable",
    "compile_condition",
    "compile_reckoning",
    "free_names",
    "grounds",
    "names_in",
    "reckons_a_day",
    "walk",
]  # fmt: skip
