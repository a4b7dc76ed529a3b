"""Review: a plan handed in, commented on line by line, returned or signed."""

from __future__ import annotations

from assessor import wording
from assessor.acts.forms import Field, Form
from assessor.care.agreeing import urgent_refusal
from assessor.care.case import Case
from assessor.journal import Commented, Reviewed, Submitted
from assessor.views.comments import answer_to, return_answered, return_told, to_answer_told
from assessor.views.plan_lines import PlanLine


def hand_in(anyway: bool = False) -> Submitted:
    """The plan is handed in for review; where something urgent is undecided, only ``anyway``."""
    return Submitted(anyway=anyway)


def ask_before_handing_in(case: Case) -> str:
    """What is to be asked once before the plan is handed in: what it was returned with, and what is urgent in it; empty
    where nothing is."""
    if case.standing.state in ("submitted", "signed"):
        return ""
    refused = urgent_refusal(case.plan)
    back = "" if return_answered(case) else return_told(case)
    waiting = " ".join(to_answer_told(case)) if back else ""
    return " ".join(filter(None, (back, waiting, wording.sentence(refused) if refused else "")))


def comment(line: str, words: str, answers: str = "") -> Commented:
    """Words on the line of this key, or in answer to the comment of the id ``answers``."""
    return Commented(line=line, text=words, answers=answers)


def return_plan(words: str, read: str = "") -> Reviewed:
    """The plan goes back to its adviser, with what to change; ``read`` is the fingerprint of the plan that was read."""
    return Reviewed(decision="returned", words=words, fingerprint=read)


def sign(words: str = "", read: str = "") -> Reviewed:
    """The plan is signed as it was read, by its fingerprint."""
    return Reviewed(decision="signed", words=words, fingerprint=read)


def comment_form(case: Case, line: PlanLine) -> Form:
    """An answer to the comment that waits on a line, or a comment of one's own."""
    waiting = answer_to(case, line.key)
    title = "Your answer" if waiting else f"A comment on: {line.text}"
    field = Field("text", "In a few words", needed="Nothing is written yet.")
    return Form(title, (field,), lambda filled: [comment(line.key, filled["text"], waiting)])
