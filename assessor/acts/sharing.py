"""Sharing: consent for each reader, and the lines that the client chooses for the employer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessor import taxonomy
from assessor.acts.forms import Field, Filled, Form
from assessor.care.employer_lines import choice
from assessor.care.employers import MAIN
from assessor.care.plan import Plan
from assessor.journal import Consented, ShareChosen


def consent(reader: str, agrees: bool, words: str = "") -> Consented:
    """The client agrees, or no longer agrees, that the plan is shared with this reader, or that this body is rung."""
    return Consented.model_validate({"reader": reader, "given": agrees, "words": words})


_OTHERWISE = {True: r"(no|nope|nah|not|never|don['’]?t)\b|undo\W*$", False: r"(yes|yeah|yep|yup)\b|undo\W*$"}
"""How words begin that may say the other of the two, by whether the client agrees."""


def may_mean_the_other(agrees: bool, words: str) -> bool:
    """Whether words that were typed with a yes may say no, or those with a no yes: then which of the two it is must be
    asked, and is not for this program to guess."""
    return re.match(rf"\W*({_OTHERWISE[agrees]})", words, re.IGNORECASE) is not None


def limits_that_stand(plan: Plan, reader: str) -> str:
    """The limits of a yes that stands: what a further yes keeps unless the client changes them."""
    consent = plan.consent(reader)
    return consent.words if consent.given else ""


def consent_form(reader: str, agrees: bool, limits: str = "") -> Form:
    """That the client agrees, or does not, in their words if any; ``limits`` are those of a yes that stands."""
    name = taxonomy.SHARED_WITH.get(reader) or f"ring {taxonomy.BODIES[reader]}"
    agreed = f"share with the {name}" if reader in taxonomy.SHARED_WITH else name
    title = f"The client agrees: {agreed}" if agrees else f"The client does not agree: {name}"
    hint = "" if reader in taxonomy.SHARED_WITH else LIMITS
    field = Field("words", "In their words, if any", value=limits if agrees else "", hint=hint)

    def hints(filled: Filled) -> Iterator[str]:
        if may_mean_the_other(agrees, filled["words"]):
            yield f"This is a {'yes' if agrees else 'no'}; leave the form if these words say otherwise."

    return Form(title, (field,), lambda filled: [consent(reader, agrees, filled["words"])], hints, said=True)


LIMITS = "after I have seen it, not the anxiety, with me there"
NOBODY = "nobody"


def to_ask_about(plan: Plan) -> tuple[str, ...]:
    """Whom this plan would have us ring, and whom the client has not refused."""
    return tuple(body for body in plan.bodies() if plan.consent(body).given is not False)


def may_ring_form(plan: Plan) -> Form | None:
    """Which of those whom this plan would have us ring the client lets us ring, all in one question, with the limits in
    their words. Who was refused is not asked about again; None where there is nobody to ask about."""
    bodies = {body: taxonomy.BODIES[body] for body in to_ask_about(plan)}
    if not bodies:
        return None
    chosen = tuple(body for body in bodies if plan.consent(body).given)
    fields = (
        Field(
            "bodies", "Which of these may I ring for you?", "many", chosen, options=bodies | {NOBODY: "none of these"},
            needed="Choose those they said yes to, or none of these.",
        ),
        Field("words", "With what limits, in their words", hint=LIMITS),
    )  # fmt: skip

    def acts(filled: Filled) -> list[Consented]:
        """Each is a yes or a no. One of whom the same stands already is left, with the words that stand: new words are
        of those that are new, or else are added to what was said of those that are chosen. With a no to all they are
        of that no."""
        said = {body: body in filled["bodies"] and NOBODY not in filled["bodies"] for body in bodies}
        words = filled["words"]
        fresh = {body: agrees for body, agrees in said.items() if plan.consent(body).given is not agrees}
        if any(said.values()):
            consents = [consent(body, agrees, words if agrees else "") for body, agrees in fresh.items()]
            if words and not any(fresh.values()):
                consents += [
                    consent(body, True, "; ".join(filter(None, (plan.consent(body).words, words))))
                    for body, agrees in said.items()
                    if agrees
                ]
            return consents
        return [consent(body, False, words) for body in fresh]

    return Form("Whom you may ring for them", fields, acts)


def choose_for_employer(plan: Plan, keys: Iterable[str], employer: str = MAIN) -> ShareChosen:
    """The client chose the lines of these keys for this employer, as they read now; every other line is left out."""
    chosen = choice(plan, keys)
    return chosen if employer == MAIN else chosen.model_copy(update={"employer": employer})
