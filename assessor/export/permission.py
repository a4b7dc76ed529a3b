"""What is wanted: whose plan, for which reader, as the page or as a letter, and whether it may leave at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from assessor import wording
from assessor.care.case import Case
from assessor.care.consents import Consent
from assessor.care.employer_lines import chosen_before, reworded, shareable, shared_at_home, shared_lines
from assessor.care.employers import MAIN, WhichEmployer, consented_to, employer_meant
from assessor.care.handwritten import ByHand
from assessor.export.blocks import Page
from assessor.export.older_version import why_not_now
from assessor.export.pages.client import ClientDocument, client_document
from assessor.export.pages.client_page import client_page
from assessor.export.pages.employer import EmployerDocument, employer_document, employer_page
from assessor.export.pages.letters import LETTERS, Letter, LetterDocument, letter_document, letter_page
from assessor.export.pages.therapist import TherapistDocument, therapist_document, therapist_page
from assessor.views.harm_told import harm_told

Recipient = Literal["therapist", "client", "employer", "record"]
RECIPIENTS: Mapping[Recipient, str] = MappingProxyType(
    {
        "therapist": "the therapist's page",
        "client": "the client's copy",
        "employer": "the employer's copy",
        "record": "the entry for your own clinical record",
    }
)
"""Who it is for. The service's own clinical record needs no consent to share."""

Document = TherapistDocument | ClientDocument | EmployerDocument | LetterDocument


class ExportRefused(Exception):
    """An export that may not be made; the message says why and what would change that."""


class CannotMake(ExportRefused):
    """A format that cannot be made here; the message says what to install."""


@dataclass(frozen=True)
class ExportRequest:
    """One document of a case: for this reader, or the letter of this kind that the reader sends."""

    case: Case
    reader: Recipient
    letter: Letter | None = None
    employer: str = MAIN

    @cached_property
    def page(self) -> Page:
        """The document as blocks of words."""
        if self.letter:
            return letter_page(self.case, self.letter, self._sender, self.employer)
        if self.reader == "employer":
            return employer_page(self.case, self.employer)
        pages = {"therapist": therapist_page, "client": client_page}
        return pages[self.reader](self.case)

    @cached_property
    def document(self) -> Document:
        """The document as data."""
        if self.letter:
            return letter_document(self.case, self.letter, self._sender, self.employer)
        if self.reader == "client":
            return client_document(self.case)
        if self.reader == "employer":
            return employer_document(self.case, self.employer)
        return therapist_document(self.case)

    @property
    def _sender(self) -> Literal["client", "adviser"]:
        return "client" if self.reader == "client" else "adviser"


def permitted(
    case: Case, reader: str, letter: str | None = None, current: Case | None = None, employer: str = ""
) -> ExportRequest:
    """This document of the case; raises `ExportRefused` if it may not leave.

    ``current`` is the case as it stands, where ``case`` is an earlier version of it: what the client says today rules.
    ``employer`` names which, where there is more than one: none is guessed.
    """
    if reader not in RECIPIENTS:
        raise ExportRefused(f"a plan is exported for the {wording.listed(RECIPIENTS, 'or')}, and for no other reader")
    if letter and letter not in get_args(Letter):
        raise ExportRefused(f"there is no letter {letter!r}; there is {wording.listed(LETTERS, 'and')}")
    if letter and reader not in ("client", "employer"):
        raise ExportRefused("a letter is for the client to send (client), or goes to the employer (employer)")
    which = _which_employer(current or case, reader, letter, employer)
    if why := why_not(current or case, reader, letter, employer=which) or why_not(
        case, reader, letter, consent_too=False, employer=which
    ):
        raise ExportRefused(why)
    if current is not None and (why := why_not_now(case, current, reader, letter, which)):
        raise ExportRefused(why)
    return ExportRequest(case, reader, letter, which)  # type: ignore[arg-type]


def _which_employer(case: Case, reader: str, letter: str | None, named: str) -> str:
    """The employer whose paper this is; raises `ExportRefused` where that is to be said first."""
    if reader != "employer" and not letter:
        return MAIN
    try:
        return employer_meant(case.plan, named) if case.call else MAIN
    except WhichEmployer as error:
        raise ExportRefused(f"{error}; nothing was written") from None


def why_not(case: Case, reader: str, letter: str | None = None, consent_too: bool = True, employer: str = MAIN) -> str:
    """Why this may not leave, with what would change that; empty if it may."""
    name = wording.one_line(case.client.name)
    if case.call is None:
        return f"{name} has had no call yet, so there is no plan to export"
    if reader == "client" and not any(
        call.held for call in case.calls if call.interview.course.script.stage != "measure"
    ):
        return f"nobody has talked with {name} yet, so nothing was agreed that a copy could hold; nothing was written"
    if (
        consent_too
        and reader in ("therapist", "employer")
        and not (consent := case.plan.consent(employer if reader == "employer" else reader)).given
    ):
        if reader == "employer" and case.plan.situation == "out_of_work" and consent.given is None:
            return f"{name} is out of work, so there is no employer to share with; nothing was written"
        return _without(consent, name, consented_to(case.plan, consent.reader)) + _of_a_concern(case, consent, reader)
    return _nothing_to_tell(case, name, reader, letter, case.by_hand.for_employer(employer))


def _without(consent: Consent, name: str, whom: str) -> str:
    """Why nothing goes to somebody without the client's yes. A no is not asked about again: that would be pressing."""
    on = f" on {wording.day(consent.on)}" if consent.on else ""
    stays = "That stays so unless they say otherwise by themselves"
    ask = "If they agree, record it in the call or on the plan under consent and export again"
    match consent.state:
        case "withdrawn":
            return f"{name} withdrew consent{on} to sharing with {whom}; nothing was written. {stays}"
        case "no":
            return f"{name} said no{on} to sharing with {whom}; nothing was written. {stays}"
        case "ask_again":
            return (
                f"{name} is to be asked again about sharing with {whom}, since what was said last was taken "
                f"back; nothing was written. {ask}"
            )
        case "not_known":
            return f"{name} did not say{on} whether they agree to sharing with {whom}; nothing was written. {ask}"
    return f"{name} has not yet been asked about sharing with {whom}; nothing was written. {ask}"


def _of_a_concern(case: Case, consent: Consent, reader: str) -> str:
    """That a concern about safety is passed on all the same, where one stands or was told: no consent keeps it back."""
    if (consent.given is not False and reader != "therapist") or not (case.plan.safety or harm_told(case)):
        return ""
    return (
        ". The concern about safety still goes to the duty clinician, by the safety page and your service’s protocol, "
        "whatever they said about sharing"
    )


def _nothing_to_tell(case: Case, name: str, reader: str, letter: str | None, by_hand: ByHand) -> str:
    if letter == "meeting" and case.plan.situation == "out_of_work":
        return f"{name} is out of work, so there is no employer to ask for a meeting; nothing was written"
    if letter == "meeting" or (reader != "employer" and not letter):
        return ""
    if shared_lines(case.plan, by_hand):
        if reader == "client" and not shared_at_home(case.plan, by_hand):
            return (
                "what was chosen for the employer is in somebody's own words, which others at home may read; nothing "
                "was written. Read it to the client instead"
            )
        return ""
    if not shareable(case.plan):
        return (
            "there is no line on the plan that an employer could be shown; nothing was written. Agree a step or a "
            "change first, then choose with the client what the employer may see"
        )
    waiting = "; what was chosen reads otherwise now" if reworded(case.plan, by_hand) else ""
    waiting += "; what was chosen before is to be chosen anew" if chosen_before(case.plan, by_hand) else ""
    chosen = "has chosen no line to share" if by_hand.shared is not None else "has not chosen yet what to share"
    return (
        f"{name} {chosen}{waiting}; nothing was written. Choose with the client what the employer may see, on the "
        "plan, and export again"
    )
