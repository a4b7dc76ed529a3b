"""Consent in plain lines: a yes or a no to sharing with a reader, in the client's words. What says both is asked."""

from __future__ import annotations

import re

from assessor import taxonomy, wording
from assessor.acts import calls, sharing
from assessor.acts.declared import writes
from assessor.care.consents import CONSENT_STATES
from assessor.care.employers import MAIN, consented_to, shared_with
from assessor.plain.fill_in import STOP, listen_or
from assessor.plain.notes_and_safety import EMPTY
from assessor.plain.state import Gone, Talk
from assessor.plain.write_plan import which_employer
from assessor.taxonomy import REACHED

AGREES = {"yes": True, "no": False}


@writes("consent")
def consent_command(talk: Talk, typed: str = "") -> None:
    """Notes whether the client agrees to share with a reader: consent employer yes."""
    reader, answer, words = [*typed.split(None, 2), "", "", ""][:3]
    reader, agrees = reader.casefold(), AGREES.get(_bare(answer))
    if reader not in REACHED or agrees is None:
        names = [*taxonomy.READERS, *(name for name in shared_with(talk.case.plan) if name != MAIN)]
        names += talk.case.plan.bodies()
        for name in names:
            talk.tell(f"{wording.capital(_called(talk, name))}: {CONSENT_STATES[talk.case.plan.consent(name).state]}.")
        talk.tell(f"Type consent, then {wording.listed(names, 'or')}, then yes or no.")
        return
    chosen = which_employer(talk) if reader == MAIN else reader
    if chosen is not None:
        note_consent(talk, chosen, agrees, words)


def _called(talk: Talk, reader: str) -> str:
    return consented_to(talk.case.plan, reader) if reader in taxonomy.SHARED_WITH else REACHED[reader]


@writes("consent", "note")
def note_consent(talk: Talk, reader: str, agrees: bool, words: str = "") -> None:
    """Notes this yes or no with the words that came with it, or asks for them. Where they may say the other of the two,
    which it is must be said first."""
    if not words:
        stands = sharing.limits_that_stand(talk.case.plan, reader) if agrees else ""
        keeps = f'Enter keeps "{stands}", {EMPTY} empties it.' if stands else "Enter for none."
        typed = listen_or(talk, f"In their words, if any. {keeps}", stands, besides=("undo",))
        if typed is None:
            return
        words = typed
    if sharing.may_mean_the_other(agrees, words):
        answer = _which(talk, agrees, words)
        words = "" if _bare(words) in (*AGREES, "undo") else words
        if answer is None:
            if words:
                note = calls.note(f"About {_called(talk, reader)}, not decided: {words}", talk.at)
                talk.act(note, confirmation="Saved: what you typed, as a note.")
            return
        agrees = answer
    told = f"Saved. {wording.capital(_called(talk, reader))}: {'yes' if agrees else 'no'}{_quoted(words)}."
    talk.act(sharing.consent(reader, agrees, words), confirmation=told, typed=words)


def _quoted(words: str) -> str:
    return f', in their words: "{wording.one_line(words)}"' if words else ""


def _which(talk: Talk, agrees: bool, words: str) -> bool | None:
    """Which of the two it is; None where that is not said. Of lines that end here only a no stands."""
    said = "yes" if agrees else "no"
    talk.tell(f'That is a {said}, and then "{wording.one_line(words)}". Which of the two is it?')
    talk.tell("Type yes or no; Enter leaves it as it was.")
    try:
        line = talk.listen()
    except Gone:
        return None if agrees else False
    answer = AGREES.get(_bare(line))
    if answer is None:
        talk.tell("Left as it was.")
        talk.waiting += [line] if _bare(line) not in ("", STOP, "undo") else []
    return answer


def _bare(typed: str) -> str:
    """A word as it is compared: without its capitals, or the point or comma after it."""
    return re.sub(r"[\s.,;:!]+$", "", typed).casefold()
