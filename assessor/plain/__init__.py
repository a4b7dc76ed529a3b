"""The call in plain lines of text, one question at a time, for a screen reader or a poor connection.

Every act of the full screen is a word here. The words stand in one table (`words`), of which the help is made, and by
which a line is read; a line that is none of them is an answer (`answering`). What a word does is a function of the
`Talk`, which holds where the call stands; what is done is in `beside`, `going`, `deciding` and `ringing`.
"""

from assessor.plain.conversation import PlainCall
from assessor.plain.program import PlainProgram
from assessor.plain.terminal import hear_stdin, tell_stdout

__all__ = ["PlainCall", "PlainProgram", "hear_stdin", "tell_stdout"]
