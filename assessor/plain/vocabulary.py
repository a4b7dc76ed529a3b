"""The words: each an act, in one table of which the help is made and by which a line is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor import wording
from assessor.plain import answer, ask, call_state, consent, decide, navigate, notes_and_safety, undo, who, write_plan
from assessor.plain.state import SAFETY_WORD, Talk

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
            argument = typed.pop() if len(typed) > says.count(" ") + 1 else ""
            if " ".join(typed).casefold() != says:
                continue
            if not argument or self.takes in ("[WORDS]", "[FILE]"):
                return argument
            number = r"\d{1,3}(\s.*)?" if " [" in self.takes else r"\d{1,3}"
            return argument if self.takes and re.fullmatch(number, argument, re.ASCII) else None
        return None


def help_command(talk: Talk, _: str = "") -> None:
    """Lists the words."""
    talk.tell("Type an answer by its number or its words, or one of these words.")
    for word in VOCABULARY:
        also = f" Also: {wording.listed(word.also, 'or')}." if word.also else ""
        talk.tell(f"{word.says}{f' {word.takes}' if word.takes else ''}: {word.help}{also}")
    talk.tell("An answer that is such a word takes = before it: =back.")


VOCABULARY = (
    Word("again", ask.again_command, "Say the question again."),
    Word("why", ask.why_command, "What the question is for."),
    Word("probe", ask.probe_command, "What to say if the client is unsure."),
    Word("later", answer.later_command, "Come back to the question at the end.", also=("skip", "come back to it")),
    Word("not known", answer.not_known_command, "The answer is not known."),
    Word("rather not say", answer.declined_command, "The client would rather not say."),
    Word("note", notes_and_safety.note_command, "Write down what was said; you stay at the question.", takes="[WORDS]"),
    Word("heard", notes_and_safety.heard_command, "Take what the note was heard to mean, by its number.", takes="N"),
    Word(
        SAFETY_WORD,
        notes_and_safety.safety_command,
        "The safety page; you come back to the same question.",
        far=True,
    ),
    Word("back", navigate.back_command, "To the question before this one."),
    Word("go to", navigate.go_to_command, "To any question, by part of its words.", takes="[WORDS]", far=True),
    Word("go on", navigate.go_on_command, "On with the call, after a pause or an earlier question.", also=("onward",)),
    Word("left", navigate.left_command, "What was left for later.", far=True),
    Word("said", navigate.said_command, "What was said so far, with numbers.", far=True),
    Word("change", navigate.change_command, "To the answer of that number in what was said.", takes="N"),
    Word("who", who.who_command, "Who is on the line: what to compare, what to call them.", far=True),
    Word("details", who.details_command, "Put the client's details right, each by its number.", far=True),
    Word("undo", undo.undo_command, "Take back what was done last."),
    Word("redo", undo.redo_command, "Bring back what was taken back."),
    Word("doubts", navigate.doubts_command, "What does not fit together.", far=True),
    Word("plan", decide.plan_command, "The plan so far, with numbers to decide by.", far=True),
    Word("because", decide.because_command, "Why that is suggested, and on whose word.", takes="N"),
    Word(
        "agree",
        decide.agree_command,
        "Agree that suggestion: as it stands, with who and when (`agree 2 me, Thursday`), or in other words.",
        takes="N [WORDS]",
    ),
    Word(
        "aside",
        decide.aside_command,
        "Set it aside, let it go, drop it: with the reason.",
        takes="N [REASON]",
    ),
    Word(
        "never",
        decide.never_command,
        "Set it aside for good: they asked not to be offered it.",
        takes="N [REASON]",
    ),
    Word("reopen", decide.reopen_command, "Take back what was decided on it.", takes="N"),
    Word("edit", decide.edit_command, "Put it in other words: a suggestion, a goal, a step.", takes="N", far=True),
    Word("done", decide.done_command, "The step is done or the goal reached; once more, it is not.", takes="N"),
    Word("rate", decide.rate_command, "Where the client says they are with that goal.", takes="N"),
    Word("reply", decide.reply_command, "What the therapist answered to that request.", takes="N", far=True),
    Word("comment", decide.comment_command, "Answer the comment on that line, or write one.", takes="N [WORDS]"),
    Word("up", decide.up_command, "Move that line up among its like.", takes="N"),
    Word("down", decide.down_command, "Move that line down among its like.", takes="N"),
    Word("goal", write_plan.goal_command, "Write a goal together: what, by when, how you will know.", far=True),
    Word("step", write_plan.step_command, "Write a step: what, who, when; also for the therapist.", far=True),
    Word(
        "consent",
        consent.consent_command,
        "Whether they agree to share: consent employer yes.",
        takes="[WORDS]",
    ),
    Word("may ring", write_plan.may_ring_command, "Which of those the plan names you may ring for them.", far=True),
    Word("share", write_plan.share_command, "Choose line by line what the employer may see.", far=True),
    Word("hand in", write_plan.hand_in_command, "Hand the plan in for review."),
    Word("read back", navigate.read_back_command, "What was understood, in sentences to read aloud.", far=True),
    Word("export", write_plan.export_command, "Write the therapist's page; or export client FILE.", takes="[FILE]"),
    Word("where", call_state.where_command, "How far the call has come."),
    Word("pause", call_state.pause_command, "The call stands still."),
    Word("cut off", call_state.cut_off_command, "The line was lost."),
    Word(
        "not reached",
        call_state.not_reached_command,
        "Rung, and not spoken to; then leave.",
        takes="[N]",
        far=True,
    ),
    Word("end", call_state.end_command, "End the call."),
    Word("leave", call_state.leave_command, "Leave the call; it resumes at the same question."),
    Word("help", help_command, "These words.", far=True),
)


def spoken(line: str, words: Sequence[Word] = VOCABULARY) -> tuple[Word, str] | None:
    """The word that this line is, with what follows it; None for an answer."""
    for word in words:
        argument = word.read(line)
        if argument is not None:
            return word, argument
    return None
