"""Abstract questionnaires of any size, as scripts: the shapes that other interview engines were measured on.

chain: question i is asked if question i-1 is yes. fan: every question is asked if the first is yes. mixed:
sections of 20 whose first question (the gate) is asked if the gate before it is yes; within a section a
question rests on the gate and a random earlier question (one in four on either of two earlier ones); a score
a section, a total of the scores, and every fifth title pipes the answer before it. The same for the same
size (seed 7). Every question offers yes, no, dk and refused; a yes is worth one point.
"""

from __future__ import annotations

import random
from typing import Any, Literal

Shape = Literal["chain", "fan", "mixed"]
SECTION = 20
OPTIONS: list[dict[str, Any]] = [
    {"code": "yes", "label": "Yes", "score": 1},
    {"code": "no", "label": "No"},
    {"code": "dk", "label": "Do not know"},
    {"code": "refused", "label": "Refused"},
]


def questionnaire(shape: Shape, size: int) -> dict[str, Any]:
    """A script of ``size`` questions, as the data that a script's YAML holds."""
    name = "q{:04d}".format
    chance = random.Random(7)  # noqa: S311 - a repeatable shape, no secret
    sections: list[dict[str, Any]] = []
    scores: list[dict[str, Any]] = []
    for i in range(1, size + 1):
        section, place = divmod(i - 1, SECTION)
        gate = name(section * SECTION + 1)
        if shape == "chain":
            condition = "" if i == 1 else f"{name(i - 1)} == 'yes'"
        elif shape == "fan":
            condition = "" if i == 1 else f"{name(1)} == 'yes'"
        elif place == 0:
            condition = "" if section == 0 else f"{name((section - 1) * SECTION + 1)} == 'yes'"
        elif place == 1:
            condition = f"{gate} == 'yes'"
        else:
            first = name(section * SECTION + 1 + chance.randrange(1, place))
            if chance.random() < 0.25:
                second = name(section * SECTION + 1 + chance.randrange(0, place))
                condition = f"{first} == 'yes' or {second} == 'yes'"
            else:
                condition = f"{gate} == 'yes' and {first} == 'yes'"
        piped = f" after {{{{ {name(i - 1)} }}}}" if shape == "mixed" and i % 5 == 0 else ""
        if place == 0:
            sections.append({"id": f"s{section:03d}", "title": f"Section {section}", "questions": []})
        sections[-1]["questions"].append(
            {
                "id": name(i),
                "kind": "choice",
                "say": f"Question {i}{piped}?",
                "ask_if": condition,
                "options": OPTIONS,
            }
        )
    if shape == "mixed":
        for made in sections:
            scores.append({"id": f"score_{made['id']}", "of": [q["id"] for q in made["questions"]]})
        scores.append({"id": "total", "of": [score["id"] for score in scores]})
    return {"script": f"{shape}_{size}", "version": 1, "title": shape, "scores": scores, "sections": sections}
