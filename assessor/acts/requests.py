"""What is asked of the therapist: their answer to a request."""

from __future__ import annotations

from assessor import taxonomy
from assessor.acts.forms import Field, Filled, Form
from assessor.care.case import Case
from assessor.care.plan import Suggestion
from assessor.journal import Replied


def reply(request: str, answer: str, **parts: object) -> Replied:
    """The therapist's answer to the request of this id."""
    return Replied.model_validate({"request": request, "answer": answer, **parts})


def reply_form(case: Case, request: Suggestion) -> Form:
    """What the therapist answered, in their words, and who it was."""
    before = request.reply
    fields = (
        Field(
            "answer", "The answer", "choice", before.answer if before else "", options=taxonomy.REPLIES,
            needed="Choose what they answered.",
        ),
        Field("words", "In their words", value=before.words if before else ""),
        Field(
            "for_client", "May the client read it", "choice", "yes" if before and before.for_client else "no",
            options={"no": "no, it is to a colleague", "yes": "yes, on their copy too"},
        ),
        Field("name", "Who answered", value=before.name if before else case.client.therapist),
    )  # fmt: skip

    def acts(filled: Filled) -> list[Replied]:
        return [reply(request.id, **filled | {"for_client": filled["for_client"] == "yes"})]

    return Form(f"The therapist's answer: {request.title}", fields, acts)
