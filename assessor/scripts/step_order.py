"""The topological order of a script's steps: questions as they are asked, reckoned values after what they speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.scripts.conditions import free_names
from assessor.scripts.kinds import Asked
from assessor.scripts.model import Script
from assessor.yaml_source import Path

Report = Callable[[Path, str], None]
"""Takes a fault: the path in the script's data where it stands, and the message."""


class Dependencies(NamedTuple):
    """The names that a reckoned value speaks of, and where in the script's data they are written."""

    names: tuple[str, ...]
    path: Path


def step_order(script: Script, report: Report) -> list[str]:
    """All steps in an order in which each rests on earlier ones: reckoned values directly after the last thing they
    speak of, wherever the author wrote them. What has no order is reported."""
    asked = [question.id for _, _, question in script.questions()]
    reckoned = _reckoned_values(script, asked)
    _report_scores(script, {*asked, *reckoned}, report)
    graph = {name: [needed for needed in value.names if needed in reckoned] for name, value in reckoned.items()}
    try:
        sorted_names = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        cycle = _from_first_written(error.args[1][:0:-1], list(reckoned))
        report(reckoned[cycle[0]].path, f"these wait for each other: {' -> '.join(cycle)}")
        return asked
    return _interleaved(asked, sorted_names, reckoned)


def recording_questions(script: Script, kind: str) -> dict[str, Asked]:
    """The questions of which some answer records a fact of this kind, by id."""
    return {
        question.id: question
        for _, _, question in script.questions()
        if any(fact[0] == kind for fact, _ in question.recordable())
    }


def _reckoned_values(script: Script, asked: Sequence[str]) -> dict[str, Dependencies]:
    """Facts, scores, and the facts of which there is one at a time, each with what it is worked out from."""
    reckoned: dict[str, Dependencies] = {}
    for i, fact in enumerate(script.facts):
        names = (*free_names(fact.value), *free_names(fact.when))
        reckoned[fact.id] = Dependencies(names, ("facts", i, "value"))
    for i, score in enumerate(script.scores):
        reckoned[score.id] = Dependencies(score.of, ("scores", i, "of"))
    for kind in sorted(taxonomy.SINGLE - set(asked)):
        recording = recording_questions(script, kind)
        if recording:
            reckoned[kind] = Dependencies(tuple(recording), ())
    return reckoned


def _report_scores(script: Script, names: set[str], report: Report) -> None:
    """Reports what a score cannot add up."""
    adding = {score.id for score in script.scores}
    adding |= {question.id for _, _, question in script.questions() if question.scored}
    for i, score in enumerate(script.scores):
        for j, name in enumerate(score.of):
            path = ("scores", i, "of", j)
            if name not in names:
                report(path, f"unknown name {name!r}{wording.did_you_mean(name, names)}")
            elif name not in adding:
                report(path, f"{name!r} has no points; a score adds up choices, numbers and other scores")


def _from_first_written(cycle: list[str], written: list[str]) -> list[str]:
    """A cycle in which each waits for the next, from the one that is written first to itself again."""
    first = cycle.index(min(cycle, key=written.index))
    return [*cycle[first:], *cycle[: first + 1]]


def _interleaved(asked: Sequence[str], sorted_names: Sequence[str], reckoned: Mapping[str, Dependencies]) -> list[str]:
    """The questions in their order, each reckoned value directly after the last question that it rests on."""
    ranks = {name: place for place, name in enumerate(asked)}
    following: dict[int, list[str]] = {}
    for name in sorted_names:
        ranks[name] = max((ranks.get(needed, -1) for needed in reckoned[name].names), default=-1)
        following.setdefault(ranks[name], []).append(name)
    order = following.get(-1, [])
    for place, name in enumerate(asked):
        order += [name, *following.get(place, ())]
    return order
