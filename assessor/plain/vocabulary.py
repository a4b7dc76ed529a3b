"""The words: each an act, in one table of which the help is made and by which a line is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assessor import wording
from assessor.plain import answer as answering
from assessor.plain import ask as putting
from assessor.plain import call_state as ringing
from assessor.plain import decide as deciding
from assessor.plain import navigate as going
from assessor.plain import notes_and_safety as beside
from assessor.plain import undo as undoing
from assessor.plain import write_plan as writing
from assessor.plain.state import Talk

Does = Callable[[Talk, str], None]
"""What a word does to the talk, with what was typed after it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is an act: what is typed, what it does, a sentence of help, what it takes.

    What a word ``takes`` decides whether a line is that word at all: N is a number, and what stands in brackets may
    be left out. ``far`` words tell so much, or lead so far away, that the words to say are told again after them.
    """

    says: str
    does: Does
    help: str
    takes: str = ""
    also: tuple[str, ...] = ()
    far: bool = False

    def read(self, line: str) -> str | None:
        """What follows the word in a line that begins with it; None for any other line."""
        for says in (self.says, *self.also):
            typed = line.split(None, says.count(" ") + 1)
            rest = typed.pop() if len(typed) > says.count(" ") + 1 else ""
            if " ".join(typed).casefold() != says:
                continue
            if not rest or self.takes in ("[WORDS]", "[FILE]"):
                return rest
            number = r"\d{1,3}(\s.*)?" if " [" in self.takes else r"\d{1,3}"
            return rest if self.takes and re.fullmatch(number, rest, re.ASCII) else None
        return None


def _help(talk: Talk, _: str = "") -> None:
    """Lists the words."""
    talk.tell("Type an answer by its number or its words, or one of these words.")
    for word in WORDS:
        also = f" Also: {wording.listed(word.also, 'or')}." if word.also else ""
        talk.tell(f"{word.says}{f' {word.takes}' if word.takes else ''}: {word.help}{also}")
    talk.tell("An answer that is such a word takes = before it: =back.")


WORDS = (
    Word("again", putting.again, "Say the question again."),
    Word("why", putting.why, "What the question is for."),
    Word("probe", putting.probe, "What to say if the client is unsure."),
    Word("later", answering.later, "Come back to the question at the end.", also=("skip", "come back to it")),
    Word("not known", answering.not_known, "The answer is not known."),
    Word("rather not say", answering.declined, "The client would rather not say."),
    Word("note", beside.note, "Write down what was said; you stay at the question.", takes="[WORDS]"),
    Word("heard", beside.heard, "Take what the note was heard to mean, by its number.", takes="N"),
    Word("safety", beside.safety, "The safety page, at any moment; you come back to the same question.", far=True),
    Word("back", going.back, "To the question before this one."),
    Word("go to", going.go_to, "To any question, by part of its words.", takes="[WORDS]", far=True),
    Word("go on", going.go_on, "On with the call, after a pause or an earlier question.", also=("onward",)),
    Word("left", going.left, "What was left for later.", far=True),
    Word("said", going.said, "What was said so far, with numbers.", far=True),
    Word("change", going.change, "To the answer of that number in what was said.", takes="N"),
    Word("undo", undoing.undo, "Take back what was done last."),
    Word("redo", undoing.redo, "Bring back what was taken back."),
    Word("doubts", going.doubts, "What does not fit together.", far=True),
    Word("plan", deciding.plan, "The plan so far, with numbers to decide by.", far=True),
    Word("because", deciding.because, "Why that is suggested, and on whose word.", takes="N"),
    Word("agree", deciding.agree, "Agree that suggestion, as it stands or in other words.", takes="N [WORDS]"),
    Word("aside", deciding.aside, "Set it aside, let the goal go, drop the step: with the reason.", takes="N [REASON]"),
    Word("reopen", deciding.reopen, "Take back what was decided on it.", takes="N"),
    Word("edit", deciding.edit, "Put that line in other words: a suggestion, a goal, a step.", takes="N", far=True),
    Word("done", deciding.done, "The step is done or the goal reached; once more, it is not.", takes="N"),
    Word("rate", deciding.rate, "Where the client says they are with that goal.", takes="N"),
    Word("reply", deciding.reply, "What the therapist answered to that request.", takes="N", far=True),
    Word("comment", deciding.comment, "Answer the comment on that line, or write one.", takes="N"),
    Word("up", deciding.up, "Move that line up among its like.", takes="N"),
    Word("down", deciding.down, "Move that line down among its like.", takes="N"),
    Word("goal", writing.goal, "Write a goal together: what, by when, how you will know.", far=True),
    Word("step", writing.step, "Write a step: what, who, when. The therapist is asked this way too.", far=True),
    Word("consent", writing.consent, "Note whether the client agrees to share: consent employer yes.", takes="[WORDS]"),
    Word("share", writing.share, "Choose line by line what the employer may see.", far=True),
    Word("hand in", writing.hand_in, "Hand the plan in for review."),
    Word("read back", going.read_back, "What was understood, in sentences to read aloud.", far=True),
    Word("export", writing.export_page, "Write the therapist's page; or export client FILE.", takes="[FILE]"),
    Word("where", ringing.where, "How far the call has come."),
    Word("pause", ringing.pause, "The call stands still."),
    Word("cut off", ringing.cut_off, "The line was lost."),
    Word(
        "not reached",
        ringing.not_reached,
        "Rung, and not spoken to; then leave.",
        takes="[N]",
        far=True,
    ),
    Word("end", ringing.end, "End the call."),
    Word("leave", ringing.leave, "Leave the call; it resumes at the same question."),
    Word("help", _help, "These words.", far=True),
)


def spoken(line: str) -> tuple[Word, str] | None:
    """The word that this line is, with what follows it; None for an answer."""
    for word in WORDS:
        rest = word.read(line)
        if rest is not None:
            return word, rest
    return None
