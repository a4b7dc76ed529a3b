"""The words of what could help, for somebody to whom a voice on the telephone is no use: nobody is told to "ring".

What is known of how they communicate says so: the needs on a call, a hearing that is hard, how the next call is held.
"""

from __future__ import annotations

import re
from typing import Literal

from assessor.care.answers import Answers
from assessor.care.plan import Suggestion

WayWithoutVoice = Literal["signs", "relay", "writes"]

HEARING = frozenset({"hearing", "signs", "relay"})
"""The needs on a call, by their codes, of somebody to whom a voice on the telephone may be no use."""
WITHOUT_A_VOICE: dict[WayWithoutVoice, str] = {
    "relay": "In the Relay UK app, put 18001 before the number.",
    "signs": "Do it with an interpreter, or in the Relay UK app with 18001 before the number.",
    "writes": "Do it in writing where they take it, or in the Relay UK app with 18001 before the number.",
}
"""How else than by voice a number is rung, by the way that is theirs."""
_EMERGENCY = "For 999 it is 18000 in the app, or 999 BSL by video."


def signs(answers: Answers) -> bool:
    """Whether the client signs, as they said at any time."""
    needs, more = answers.value("know.access"), answers.get("health_more")
    named = isinstance(needs, tuple) and "signs" in needs
    return named or (isinstance(more, tuple) and "signing" in more) or answers.value("next.how") == "sign_video"


def way_without_voice(answers: Answers) -> WayWithoutVoice | None:
    """By which way else than a voice on the telephone they get in touch with anybody; None for who can ring."""
    if signs(answers):
        return "signs"
    needs, how = answers.value("know.access"), answers.value("next.how")
    if isinstance(needs, tuple) and HEARING.intersection(needs):
        return "relay"
    if how == "relay" or any(code == "hearing" for _, code, _, _ in answers.facts()):
        return "relay"
    return "writes" if how == "messages" else None


def for_who_cannot_ring(suggestion: Suggestion, way: WayWithoutVoice) -> Suggestion:
    """The suggestion in words for somebody who gets in touch in this way: its title, what is said of it, what the
    client does, and what their paper says."""
    client = {"client": _reworded(suggestion.does["client"], way)} if "client" in suggestion.does else {}
    return suggestion.model_copy(
        update={
            "title": _contacting(suggestion.title),
            "explain_to_client": _reworded(suggestion.explain_to_client, way),
            "does": {**suggestion.does, **client},
            "on_paper": _reworded(suggestion.on_paper, way),
        }
    )


_OURS = (r"\bfor me to ring\b", "for me to get in touch")
"""Our own ringing of the client, which is no call that they would make."""
_BARE = r"when|right|now|today|again|without|as soon|alone|with|together|on the"
"""What follows "ring" where nobody is named: "ring today", "ring when you are ready"."""
_INSTEAD = (
    _OURS,
    (r"\bring with you\b", "do it with you"),
    (r"\b(line|whom|one) to ring\b", r"\1 to contact"),
    (rf"\bring\b(?= (?:{_BARE})\b|[,.;:?]|$)", "get in touch"),
    (r"\bring\b(?! off\b)", "contact"),
    (r"\bringing(?= (?:the|your|them|Acas|a)\b)", "contacting"),
    (r"\bringing\b", "getting in touch"),
    (r"\b(?:rang|rung)\b", "contacted"),
)
_NUMBER = re.compile(r"\b0\d{2,4}[ \d]{6,}|\b999\b")


def _contacting(text: str) -> str:
    """The text without a word that means a voice on the telephone."""
    for pattern, other in _INSTEAD:
        text = re.sub(pattern, lambda found, other=other: _as(found[0], found.expand(other)), text, flags=re.IGNORECASE)  # type: ignore[misc]
    return text


def _as(before: str, word: str) -> str:
    return word[:1].upper() + word[1:] if before[:1].isupper() else word


def _reworded(text: str, way: WayWithoutVoice) -> str:
    """The text for who cannot ring, and after it how else a number is reached, where it has one or said to ring."""
    contacting = _contacting(text)
    if contacting == re.sub(*_OURS, text) and not _NUMBER.search(text):
        return contacting
    emergency = f" {_EMERGENCY}" if "999" in text else ""
    return f"{contacting} {WITHOUT_A_VOICE[way]}{emergency}"
