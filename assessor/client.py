"""The client's record: what is held of somebody before and beside what they say in a call."""

from __future__ import annotations

from datetime import date
from operator import not_
from typing import Annotated

from pydantic import Field, StrictBool

from assessor.called import form_of_address
from assessor.frozen import Frozen
from assessor.required_text import MustSay


class Client(Frozen):
    """The client as the service knows them; people's names as they write them, in any script.

    ``called`` is the name as they like it, with a title if they want one; ``address`` the first line of it; ``access``
    what they need so as to be able to talk.
    """

    name: Annotated[str, Field(min_length=1), MustSay("the client's name")]
    called: str = ""
    born: date | None = None
    reference: str = ""
    telephone: str = ""
    best_times: str = ""
    therapist: str = ""
    therapist_role: str = ""
    referred_by: str = ""
    referred_on: date | None = None
    family_first: StrictBool = Field(default=False, exclude_if=not_)  # so older entries read the same
    pronouns: str = Field(default="", exclude_if=not_)
    address: str = Field(default="", exclude_if=not_)
    postcode: str = Field(default="", exclude_if=not_)
    access: str = Field(default="", exclude_if=not_)

    @property
    def first_name(self) -> str:
        """What to call the client: what they like to be called, or what their name is guessed to mean for that."""
        return form_of_address(self.called, self.name, self.family_first)
