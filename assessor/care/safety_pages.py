"""The safety pages: one for each call, and one of its own, with its own day, for each concern raised outside a call.

Words that are new never go onto a page on which a concern was passed on before they were said: whoever reads "passed to
Dr Lund" beside them would take them for passed on too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assessor.care.answers import Answers
from assessor.care.passed_on import tells_of_somebody
from assessor.care.plan import Concern
from assessor.journal import Entry, SafetyNoted
from assessor.names import is_blank
from assessor.scripts.interview import Interview

NO_LINES: Mapping[str, str] = {}


@dataclass(frozen=True)
class SafetyPage:
    """The lines of one page. ``on`` is the day on which it was begun, ``calls`` how many calls had begun by then;
    ``told_on`` is the day on which the line of who was told was last written."""

    name: str
    on: date
    calls: int
    lines: Mapping[str, str] = field(default_factory=dict)
    told_on: date | None = None

    @property
    def passed_on(self) -> bool:
        """Whether it says who was told."""
        return tells_of_somebody(self.lines.get("told", ""))

    def with_line(self, act: SafetyNoted, on: date) -> SafetyPage:
        """The page with one line as it reads now."""
        text = "" if is_blank(act.text) else act.text  # nobody was told where nobody can be read
        told_on = on if act.field == "told" else self.told_on
        return replace(self, lines={**self.lines, act.field: text}, told_on=told_on)


Pages = Mapping[str, SafetyPage]
"""The pages that were written on, by their names: a call's page has that of its call."""


def page_name(entry: Entry, act: SafetyNoted, calls: Iterable[str]) -> str:
    """The page on which a line stands: one of its own, its call's, or, of a line that names neither, its day's."""
    return act.page or (entry.call if entry.call in calls else f"{entry.at.astimezone():%Y-%m-%d}")


def with_line(pages: Pages, entry: Entry, act: SafetyNoted, calls: tuple[str, ...]) -> Pages:
    """The pages after one more line."""
    name, on = page_name(entry, act, calls), entry.at.astimezone().date()
    page = pages.get(name) or SafetyPage(name, on, len(calls))
    return {**pages, name: page.with_line(act, on)}


def concerns(answers: Answers | None, calls: tuple[str, ...], pages: Pages) -> tuple[tuple[str, Concern], ...]:
    """What stands on each page, with the answers that call for it, by the page's name; the earliest begun first.

    ``calls`` are the ids of the calls of which these are the answers.
    """
    own = [page for name, page in pages.items() if name not in calls]
    found: list[tuple[tuple[int, int], str, Concern]] = []
    for place, (name, interview) in enumerate(zip(calls, answers.own if answers else (), strict=True)):
        because = "; ".join(_calling_for_safety(interview))
        lines = pages[name].lines if name in pages else NO_LINES
        if because or any(lines.values()):
            found.append(((place + 1, 0), name, Concern(on=interview.today, because=because, **lines)))
    for place, page in enumerate(own, start=1):
        if any(page.lines.values()):
            found.append(((page.calls, place), page.name, Concern(on=page.on, **page.lines)))
    return tuple((name, concern) for _, name, concern in sorted(found, key=lambda raised: raised[0]))


PRIVATELY = "something said in private"
"""What is told of an answer that is to stand in no document, where it calls for the safety page."""


def _calling_for_safety(interview: Interview) -> Iterator[str]:
    for name, question in interview.course.calling_for_safety.items():
        if any(option.safety for option in question.chosen(interview.answer(name))):
            at = question.words_at
            words = interview.words(at) if at == name else interview.own_words(at)
            yield PRIVATELY if question.private else f"{interview.title(at)}: {words}"
        elif interview.course.script.stage == "measure" and _is_declined(interview, name):
            # whoever reads the plan should know that a line like this was left out, since no score shows it
            yield f"{interview.title(name)}: they would rather not say"


def _is_declined(interview: Interview, name: str) -> bool:
    response = interview.answered(name)
    return response is not None and response.value is None and response.reason == "declined"
