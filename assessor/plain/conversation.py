"""A call in plain lines from where it stands until it is left: one line taken at a time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from assessor import wording
from assessor.acts.desk import ChangedElsewhere
from assessor.journal import Act
from assessor.plain.agree import take_at_agreeing
from assessor.plain.answer import enter, take_answer
from assessor.plain.ask import put, remind
from assessor.plain.call_state import farewell
from assessor.plain.navigate import go_on_command
from assessor.plain.state import Gone, Talk, Wanted
from assessor.plain.vocabulary import spoken
from assessor.records.errors import StoreError
from assessor.views.call import before_ringing


class PlainCall(Talk):
    """The conversation: a question is put, a line is a word or an answer, and so on until the call is left."""

    def run(self) -> bool:
        """Takes the call from where it stands until it is left; says whether everything was saved."""
        script, resumed = self.call.interview.course.script, not self.case.unsaved
        if resumed or self.case.calls[0].id != self.call_id:
            self.tell(before_ringing(self.case))
            if own := self.call.interview.earlier.words.get("own_jobs"):
                self.tell(own)
        self.tell(f"{script.title} with {self.case.client.name}.{' Resumed.' if resumed else ''} Type help for help.")
        others = [call for call in self.case.calls if not call.ended and call.id != self.call_id]
        if others:
            titles = wording.listed(call.interview.course.script.title.lower() for call in others)
            name = others[-1].interview.course.script.script
            self.tell(f"An earlier call is unfinished: {titles}.")
            self.tell(f"To go on with it, leave this one: ring lists it, and call takes --go-on {name}.")
        try:
            while not self.over:
                self.turn()
        except Gone:
            self._keep_at_the_end()
        except BaseException:  # whatever it is that ends the call, what was typed is kept first
            with suppress(Exception):
                self._write_the_last(self.drafted())
            raise
        return not self.unsaved

    def turn(self) -> None:
        """Puts the question if it is a new one, and takes one line."""
        if self.standing != self.shown:
            put(self)
        line = self.listen()
        command = spoken(line)
        if self.agreeing and take_at_agreeing(self, line):
            return
        if not line:
            enter(self)
        elif command is None:
            as_words = line.startswith("=")
            take_answer(self, line[1:].strip() if as_words else line, as_words)
        elif command[0].does is go_on_command and self.reading is not None and not self.call.paused:
            enter(self)
        else:
            word, argument = command
            word.does(self, argument)
            if word.far and not self.over and self.standing == self.shown and not self.waiting:
                remind(self)

    def _keep_at_the_end(self) -> None:
        """Leaves the call when there are no more lines: what was typed is kept, if it can be."""
        drafted = self.drafted()
        try:
            self._write_the_last(drafted)
        except StoreError as error:
            self.unsaved += [Wanted((draft,)) for draft in drafted]
            self.tell(f"NOT SAVED: {wording.sentence(str(error))}")
            for wanted in self.unsaved:
                self.tell(f"Not saved: {self.shown_words(wanted)}")
            return
        farewell(self)

    def _write_the_last(self, drafted: Sequence[Act]) -> None:
        if not (drafted or self.unsaved):
            return
        try:
            self.write_waiting(drafted)
        except ChangedElsewhere:
            self.reread()
            self.write_waiting(drafted)
        if drafted:
            self.tell("Saved: what you typed, as a note.")
