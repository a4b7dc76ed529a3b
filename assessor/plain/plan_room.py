"""A client's plan in plain lines, apart from any call: read, decided on, shared, handed in; and reviewed."""

from __future__ import annotations

from assessor import wording
from assessor.acts.declared import writes
from assessor.acts.desk import Desk
from assessor.acts.refusals import IN_A_CALL
from assessor.acts.reviewing import return_plan, sign
from assessor.acts.safety_page import call_under_way
from assessor.care.case import Case
from assessor.care.fingerprint import fingerprint
from assessor.journal import Act, Reviewed, SafetyNoted
from assessor.plain.decide import plan_command
from assessor.plain.fill_in import listen_or
from assessor.plain.lines import Gone, Hear, Tell
from assessor.plain.state import Talk
from assessor.plain.vocabulary import VOCABULARY, Word, spoken
from assessor.views.history import story
from assessor.views.review_flags import told_before_signing


class PlainPlan(Talk):
    """The plan of a client who was rung: a line is a word on it, and a number after the word a line of it."""

    words: tuple[Word, ...]
    place_name = "on the plan"

    def __init__(self, desk: Desk, case: Case, hear: Hear, tell: Tell, review: bool = False) -> None:
        super().__init__(desk, case, case.calls[-1].id, hear, tell)
        self.words = REVIEW_WORDS if review else PLAN_WORDS
        self.review = review
        self.read = ""  # the fingerprint of the plan that was last told

    def written_in(self, act: Act) -> str:
        """What is done to a plan is done outside any call; what is said in a call belongs to the latest."""
        return self.call_id if isinstance(act, (*IN_A_CALL, SafetyNoted)) else ""

    @property
    def undone_in(self) -> str:
        """Only what was done on the plan is taken back from here."""
        return ""

    @property
    def under_way(self) -> str:
        """The call that goes on, if something was done in it today."""
        return call_under_way(self.case, self.today)

    def run(self) -> bool:
        """Takes lines until the plan is left; says whether everything was saved."""
        what = "The review of" if self.review else "The plan of"
        self.tell(f"{what} {self.case.client.name}: {self.case.standing.told}.")
        plan_command(self)
        self.read = fingerprint(self.case)
        self.tell("help lists what can be done; leave goes back.")
        try:
            while not self.over:
                self._turn()
        except Gone:
            return not self.unsaved
        return not self.unsaved

    def _turn(self) -> None:
        line = self.listen()
        command = spoken(line, self.words)
        if command is None:
            self.tell(
                "Type help for what can be done here." if not line else f'"{line}" is no word here; help lists them.'
            )
        else:
            command[0].does(self, command[1])
            self.read = fingerprint(self.case) if command[0].does is plan_command else self.read


def _leave(talk: Talk, _: str = "") -> None:
    """Leaves the plan; everything is saved."""
    talk.over = True


def _help(talk: Talk, _: str = "") -> None:
    """Lists the words."""
    for word in talk.words if isinstance(talk, PlainPlan) else ():
        talk.tell(f"{word.says}{f' {word.takes}' if word.takes else ''}: {word.help}")


def journal_command(talk: Talk, _: str = "") -> None:
    """Tells the journal from its first entry to its last."""
    for told in story(talk.case):
        talk.tell(f"{told.left}: {told.right}" if told.right else f"{told.left}.")


@writes("review")
def return_command(talk: Talk, words: str = "") -> None:
    """Returns the plan to its adviser, with what to change."""
    if not _may(talk, return_plan("…")):
        return
    typed = words or listen_or(talk, "What is there to change? Enter alone leaves it as it is.", "")
    if not typed:
        talk.tell("Left as it was.")
    elif talk.act(return_plan(typed), confirmation=f"Returned to {talk.case.standing.submitted_by}.", typed=typed):
        talk.over = True


@writes("review")
def sign_command(talk: Talk, _: str = "") -> None:
    """Signs the plan, once what deserves a look was told."""
    if not _may(talk, sign()):
        return
    for look in told_before_signing(talk.case, talk.today):
        talk.tell(f"Deserves a look: {look}.")
    talk.tell("Type sign again to sign it; any other line leaves it.")
    line = talk.listen()
    if line.casefold() != "sign":
        talk.waiting += [line] if line else []
        talk.tell("Left as it was.")
        return
    words = listen_or(talk, "A word to go with it, if you like. Enter for none, stop leaves it.", "")
    read = talk.read if isinstance(talk, PlainPlan) else ""
    if words is not None and talk.act(sign(words, read), confirmation="Signed.", typed=words):
        talk.over = True


CHANGED = "the plan was changed while you were reading it; plan tells it as it stands now"


def _may(talk: Talk, act: Reviewed) -> bool:
    """Whether this may be done to the plan as it is in the records; says why not."""
    refused = talk.desk.refusal(talk.case, act)
    if not refused and not talk.desk.is_as_read(talk.case):
        talk.reread()
        refused = CHANGED
    elif not refused and isinstance(talk, PlainPlan) and talk.read != fingerprint(talk.case):
        refused = CHANGED  # it came in with a comment
    if refused:
        talk.tell(f"Not taken: {wording.sentence(refused)}")
    return not refused


_OF_THE_PLAN = (
    "plan", "because", "agree", "aside", "never", "reopen", "edit", "done", "rate", "reply", "comment", "up", "down",
    "goal", "step", "consent", "may ring", "share", "hand in", "export", "undo", "redo", "who", "details", "safety",
)  # fmt: skip
_LAST = (
    Word("journal", journal_command, "All that was said and done, from the first entry."),
    Word("leave", _leave, "Back; everything is saved.", also=("back",)),
    Word("help", _help, "These words."),
)
PLAN_WORDS = (*(word for word in VOCABULARY if word.says in _OF_THE_PLAN), *_LAST)
REVIEW_WORDS = (
    *(word for word in VOCABULARY if word.says in ("plan", "because", "comment", "who")),
    Word("return", return_command, "Return the plan, with what to change.", takes="[WORDS]"),
    Word("sign", sign_command, "Sign the plan: this version is then fixed, and no longer a draft."),
    *_LAST,
)
