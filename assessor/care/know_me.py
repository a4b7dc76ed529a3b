"""What is to be known of somebody before they are rung or sent anything: asked once, kept, and said before every ring.

It stands from call to call, the latest word on each. It is for the adviser and, where sharing is agreed, the therapist;
no page for work or for the client's home holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assessor import taxonomy
from assessor.care.answers import Answers
from assessor.care.plan import Plan
from assessor.scripts.interview import Interview

KNOWN = tuple(detail for detail in taxonomy.DETAILS if detail.startswith("know."))
LEAVING_WORD: Mapping[str, str] = {
    "yes": "a message may say who you are",
    "name_only": "leave only your first name and a number",
    "text": "leave no voice message; a text message is all right",
    "no": "leave no message",
}
"""What the answer on messages comes to, by its code."""
SENDING: Mapping[str, str] = {
    "post": "by post", "email": "by email", "text": "by text message", "in_person": "in person",
}  # fmt: skip
"""The ways of sending that are asked about: one that the client did not name is not safe."""


SHORT_NOTE = 60
"""Signs of a note that may stand in the middle of a line; a longer one is often about something else."""

MORE_NOTED = "more is noted: ask the adviser first"
"""What stands on a page in the place of a note that may not leave."""


def known_of(answers: Answers) -> dict[str, str]:
    """What is known, by its details, each with what was noted at its question: for the adviser, before a ring."""
    return _known(answers, lambda interview, name: interview.note(name))


def known_on_pages(answers: Answers, may_leave: Callable[[str], bool]) -> dict[str, str]:
    """The same as a page may hold it: a free note stands on it only where ``may_leave`` says that its words may."""

    def beside(interview: Interview, name: str) -> str:
        note = interview.note(name)
        return note if not note or note == interview.named_words(name) or may_leave(note) else MORE_NOTED

    return _known(answers, beside)


def known_in_answers(answers: Answers) -> dict[str, str]:
    """The same without any free note: the words of the answers alone."""
    return _known(answers, lambda interview, name: interview.named_words(name))


def known_in_a_line(answers: Answers) -> tuple[dict[str, str], tuple[str, ...]]:
    """The same as a line can hold it, and the notes that are too long for their place in it: they come last there."""
    long: list[str] = []

    def beside(interview: Interview, name: str) -> str:
        note = interview.note(name)
        if len(note) <= SHORT_NOTE or note == interview.named_words(name):
            return note
        long.append(note)
        return ""

    return _known(answers, beside), tuple(dict.fromkeys(long))


def _known(answers: Answers, beside: Callable[[Interview, str], str]) -> dict[str, str]:
    found = {detail: _told(answers, detail, beside) for detail in KNOWN}
    return {detail: words for detail, words in found.items() if words}


def _told(answers: Answers, detail: str, beside: Callable[[Interview, str], str]) -> str:
    filled = answers.detail(detail)
    if filled is None:
        return ""
    interview, name = filled
    value, note = interview.answer(name), beside(interview, name)
    words = "" if value == ("none",) else interview.written(name)
    if detail == "know.message":
        words = LEAVING_WORD.get(str(value), words)
    return " · ".join(filter(None, (words, note if note.casefold() not in words.casefold() else "")))


NOT_A_RELATIVE = "a relative or friend was named to interpret: a trained interpreter instead, and first"
"""What is said to whoever is to speak with somebody for whom a relative or friend interprets."""
_CLOSE = (
    r"\b(?:husband|hubby|wife|partner|spouse|boyfriend|girlfriend|fianc[eé]e?|ex|(?:step|grand)?(?:son|daughter|mother|father|"
    r"mum|dad)|mam|nan|gran|brother|sister|aunt(?:ie)?|uncle|cousin|niece|nephew|child|children|kids?|in-laws?|family|"
    r"relatives?|friend|mate|neighbour)(?:-in-law)?s?\b"
)
_SPEAKS_FOR = (
    r"\b(?:interpret(?:s|ing|ed)?|translat(?:es?|ing|ed)|(?:speaks?|talks?|answers?|signs?) for|does it|"
    r"does the talking|helps?|on the (?:call|line|phone)|through)\b"
)
_NAMED_TO_INTERPRET = re.compile(f"(?:{_CLOSE}[^,;.:]*{_SPEAKS_FOR}|{_SPEAKS_FOR}[^,;.:]*{_CLOSE})", re.IGNORECASE)
_NOT_THEM = re.compile(
    r"n[o’']t\b|\b(?:not|no|never|without|nobody|cannot|nor|instead of|rather than|other than|except|avoid|refuses?)\b",
    re.IGNORECASE,
)


def relative_interprets(known: Mapping[str, str]) -> bool:
    """Whether what is known of how they talk names a relative or a friend who interprets; of one whom they would not
    have it says nothing. What such a person is asked is not sure to be what the client said."""
    details = ("know.interpreter", "know.interpreter_who", "know.access")
    clauses = (clause for detail in details for clause in re.split(r"[,;.:·]", known.get(detail, "")))
    return any(_NAMED_TO_INTERPRET.search(clause) and not _NOT_THEM.search(clause) for clause in clauses)


SENSES = ("hearing", "sight")
"""The barriers whose words say how somebody hears, sees and speaks."""


def _who_interprets(plan: Plan) -> str:
    return NOT_A_RELATIVE if relative_interprets(plan.know) else ""


_INTERPRETER = re.compile(r"\binterpret|\bI sign\b|\bsigns\b|\bsign language\b|\bBSL\b")


def access_needs(answers: Answers | None, plan: Plan) -> tuple[str, ...]:
    """What somebody needs who is to see them or talk with them, the gravest first; nothing where nothing is known.

    That an interpreter has to be booked is said in so many words: it takes days, and a page is read in a minute.
    """
    access = plan.know.get("know.access", "")
    asked = answers.detail("know.access") if answers else None
    senses = [barrier for barrier in plan.barriers if barrier.code in SENSES]
    told = [b.words or b.title for b in senses]
    language, who = plan.know.get("know.interpreter", ""), plan.know.get("know.interpreter_who", "")
    how = answers.written("next.how") if answers else ""
    book = bool(language) or any(_INTERPRETER.search(words) for words in (*told, how))
    needs = (
        "book an interpreter" if book else "",
        *(b.words or b.title for b in senses if asked is None or b.question != asked[1]),  # said there once is enough
        _who_interprets(plan),
        language and f"speaks {language}",
        who,
        how if (_INTERPRETER.search(how) and "sign language" not in access) or "relay" in how else "",
        access,
    )
    return tuple(dict.fromkeys(need.strip().rstrip(".") for need in needs if need))


def safe_ways(answers: Answers | None) -> tuple[str, ...] | None:
    """The codes of the ways in which the client said that things may be sent; None if they were not asked."""
    value = answers.value("know.send") if answers else None
    return value if isinstance(value, tuple) else None
