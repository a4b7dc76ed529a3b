"""What can be done in a call, each thing once."""

from __future__ import annotations

from assessor.widgets.verbs import HELP, MORE, Verb

CALL_VERBS = (
    Verb("ctrl+n", "note", "note", "Write down what was said, without leaving the question."),
    Verb("ctrl+b", "back", "back", "Go back to the question before this one, to look or to correct."),
    Verb("ctrl+g", "go_to", "go to", "Go to any question by typing part of its words."),
    Verb("ctrl+r", "safety", "safety", "Open the safety page, at any moment; you come back to the same place."),
    Verb("f2", "plan", "plan", "Open the plan: decide on suggestions, see the reasons."),
    Verb("ctrl+z", "undo", "undo", "Take back what was done last, as often as you like.", quiet=True),
    Verb("ctrl+y", "redo", "redo", "Bring back what was taken back.", quiet=True),
    Verb(
        "f5",
        "read_back",
        "read back",
        "Read back what was understood; put any of it right.",
        quiet=True,
    ),
    Verb("f6", "pause", "pause", "Pause the call, or note that you were cut off.", quiet=True),
    Verb("f4", "doubt", "what does not fit", "Go to an answer that does not fit with another.", quiet=True),
    Verb("f9", "who", "who", "See who is on the line: what to compare, what to call them; put it right."),
    MORE,
    HELP,
    Verb("ctrl+t", "reason('declined')", "rather not say", "The client would rather not say.", quiet=True),
    Verb("ctrl+o", "reason('unknown')", "not known", "The answer is not known.", quiet=True),
    Verb("ctrl+s", "reason('skip')", "later", "Leave the question for later in the call.", quiet=True),
    Verb("f8", "heard", "heard", "Look at what was heard in the answer just typed; take what is so.", quiet=True),
    Verb("f3", "why", "why", "Show what this question is for (also ?).", quiet=True),
    Verb("question_mark", "why", "why", "", always=False, quiet=True),
    Verb("escape", "onward", "onward", "Leave an earlier answer as it was, and go on with the call.", quiet=True),
    Verb("ctrl+x", "leave", "leave", "Leave the call; it resumes at the same question.", quiet=True),
    Verb("pageup", "scroll(-1)", "said earlier", "Look back over what was said.", quiet=True),
    Verb("pagedown", "scroll(1)", "said later", "Look forward again.", quiet=True),
)
