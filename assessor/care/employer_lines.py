"""What of a plan an employer may see: the lines that the client chose to show them, and nothing else.

Offered for choosing, line by line, is what an employer could act on; nothing is ticked beforehand, since even a title
of the catalogue can tell of health ("A plan for bad mornings"), and what nobody chose must not leave. A choice is of
all that is printed of a line: what, who and by when. A line of which one word is another since is not shared until it
is chosen again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assessor import taxonomy, wording
from assessor.bank.health_words import HealthHint
from assessor.care.at_home import for_home
from assessor.care.handwritten import ByHand
from assessor.care.line_keys import line_key
from assessor.care.plan import Plan
from assessor.journal import ShareChosen

About = Literal["adjustment", "step", "goal", "health"]


@dataclass(frozen=True, slots=True)
class Shareable:
    """A line that the employer could be shown: ``who`` does it and ``by`` when.

    A page for work is made of these three texts and of no other word of the plan.
    """

    key: str
    about: About
    text: str
    who: str = ""
    by: str = ""

    @property
    def printed(self) -> str:
        """All that is printed of it, in one line: what a choice is of, so that no other word can leave."""
        who, when = self.who and f"who: {self.who}", self.by and f"when: {self.by}"
        return " · ".join(filter(None, (self.text, who, when)))

    def on_health(self, hint: HealthHint) -> bool:
        """Whether it tells of health, as far as its words show: a hint for whoever chooses, and no more."""
        return self.about == "health" or any(hint.words_in(words) for words in (self.text, self.who, self.by))


AT_WORK = ("client", "adviser", "employer")
"""The parties that an employer is told of; that there is a GP or a therapist would tell of health."""


def shareable(plan: Plan) -> tuple[Shareable, ...]:
    """Every line that the client could choose to show the employer, in the order of the employer's page."""
    return tuple(_shareable(plan))


def shared_lines(plan: Plan, by_hand: ByHand) -> tuple[Shareable, ...]:
    """The lines that the employer's copy holds: those chosen, as long as they read as they did; none before that."""
    return tuple(line for line in _chosen(plan, by_hand) if _as_chosen(line, by_hand))


def shared_at_home(plan: Plan, by_hand: ByHand) -> tuple[Shareable, ...]:
    """Of the lines that the employer may see, those that may stand on a paper which others at home may read."""
    may_lie_about = shareable(for_home(plan))
    return tuple(line for line in shared_lines(plan, by_hand) if line in may_lie_about)


def reworded(plan: Plan, by_hand: ByHand) -> tuple[Shareable, ...]:
    """The lines that were chosen and read otherwise now: they wait to be chosen again."""
    return tuple(line for line in _chosen(plan, by_hand) if not _as_chosen(line, by_hand))


def chosen_before(plan: Plan, by_hand: ByHand) -> tuple[Shareable, ...]:
    """The lines that were chosen before the client said no, or was to be asked anew: none of them is chosen now."""
    return tuple(line for line in shareable(plan) if line.key in by_hand.let_go)


def _chosen(plan: Plan, by_hand: ByHand) -> Iterator[Shareable]:
    """The lines whose place was chosen, whatever they read now."""
    return (line for line in shareable(plan) if line.key in (by_hand.shared or ()))


def _as_chosen(line: Shareable, by_hand: ByHand) -> bool:
    """Whether a line reads as it did when it was chosen. Of what a record older than that does not hold, nobody can say
    that it was chosen: it is not."""
    return by_hand.shared_texts.get(line.key) == line.printed


def hidden_now(earlier: Iterable[Shareable], today: Iterable[Shareable]) -> tuple[Shareable, ...]:
    """Of the lines that an earlier reading shows the employer, those that today's does not show in the same words."""
    shown = {(line.key, line.printed) for line in today}
    return tuple(line for line in earlier if (line.key, line.printed) not in shown)


def choice(plan: Plan, keys: Iterable[str]) -> ShareChosen:
    """The choice of these lines, as they read now."""
    printed = {line.key: line.printed for line in shareable(plan)}
    lines = tuple(keys)
    return ShareChosen(lines=lines, texts=tuple(printed.get(key, "") for key in lines))


def choice_refusal(plan: Plan, act: ShareChosen) -> str:
    """Why this is no choice of lines as they read now; empty if it is one."""
    if len(act.texts) != len(act.lines):
        texts, lines = wording.counted(len(act.texts), "text"), wording.counted(len(act.lines), "line")
        return f"words are chosen and not places: a choice has a text for each line, and this has {texts} for {lines}"
    printed = {line.key: line.printed for line in shareable(plan)}
    for key, text in zip(act.lines, act.texts, strict=True):
        if key not in printed:
            return f"the plan has no line {key!r} for the employer{wording.did_you_mean(key, printed)}"
        if text != printed[key]:
            return f"the line {key!r} reads otherwise now: “{wording.one_line(printed[key])}”; choose it as it reads"
    return ""


def _shareable(plan: Plan) -> Iterator[Shareable]:
    for change in plan.adjustments:
        if change.state == "accepted" and change.still_to_do:
            text = change.words or change.title
            yield Shareable(line_key("adjustment", change.id), "adjustment", text, by=change.by)
    for agreed in plan.suggestions:
        if agreed.state == "accepted" and "employer" in agreed.who and agreed.still_to_do:
            who = wording.listed(taxonomy.PARTIES[party] for party in agreed.who if party in AT_WORK)
            yield Shareable(line_key("suggestion", agreed.id), "step", agreed.words or agreed.title, who, agreed.by)
    for step in plan.actions:
        if step.still_to_do and "therapist" not in step.parties and "gp" not in step.parties:
            yield Shareable(line_key("step", step.key), "step", step.what, step.who, step.by)
    for goal in plan.goals:
        if goal.state == "going_on":  # whoever agreed it at work knows it, and may be the reader: it is not said
            yield Shareable(line_key("goal", goal.key), "goal", goal.what, by=goal.by)
    for detail in ("return.date", "health.effect", "health.helps"):
        if words := plan.work.get(detail):
            yield Shareable(line_key("work", detail), "health", f"{taxonomy.DETAILS[detail]}: {words}")
