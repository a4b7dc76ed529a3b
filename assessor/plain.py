"""The call in plain lines of text, one question at a time, for a screen reader or a poor connection.

Every act of the full screen is a word here. The words stand in one table, of which the help is made, and by which a
line is read; a line that is none of them is an answer. Lines come in and go out by two functions that are handed in.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessor import taxonomy, wording
from assessor.care import telling
from assessor.care.case import Call, Case, calls_to_make
from assessor.care.plan import Suggestion
from assessor.care.reading_back import read_back
from assessor.export import FORMATS, export, exported
from assessor.export import Refused as NotToLeave
from assessor.journal import (
    Act,
    Answered,
    CallEnded,
    Decided,
    NotAnswered,
    Noted,
    Paused,
    Reason,
    Resumed,
    SafetyNoted,
    Undone,
    WentTo,
)
from assessor.records.desk import Desk
from assessor.records.errors import StoreError
from assessor.records.files import write_whole
from assessor.scripts.interview import ON, OUT
from assessor.scripts.kinds import (
    LONGEST,
    OPTION_KEYS,
    Answer,
    Asked,
    Choice,
    Day,
    Many,
    Number,
    Option,
    Refused,
    Scale,
    Text,
    YesNo,
)

Hear = Callable[[], "str | None"]
"""Gives the next line that is typed; None when there will be no more."""

Tell = Callable[[str], None]
"""Writes one line."""

MOST = 12
"""How many questions are listed at once."""


class Gone(Exception):
    """There will be no more lines."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is an act: what is typed, what it takes, the method it runs, a sentence of help.

    What a word ``takes`` decides whether a line is that word at all: N is a number, and what stands in brackets may
    be left out. ``far`` words tell so much, or lead so far away, that the words to say are told again after them.
    """

    says: str
    does: str
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
            number = r"\d{1,3}(\s.*)?" if "[" in self.takes else r"\d{1,3}"
            return rest if self.takes and re.fullmatch(number, rest, re.ASCII) else None
        return None


WORDS = (
    Word("again", "again", "Say the question again."),
    Word("why", "why", "What the question is for."),
    Word("probe", "probe", "What to say if the client is unsure."),
    Word("later", "leave_for_later", "Come back to the question at the end.", also=("skip", "come back to it")),
    Word("not known", "not_known", "The answer is not known."),
    Word("rather not say", "declined", "The client would rather not say."),
    Word("note", "note", "Write down what was said; you stay at the question.", takes="[WORDS]"),
    Word("safety", "safety", "The safety page, at any moment; you come back to the same question.", far=True),
    Word("back", "back", "To the question before this one."),
    Word("go to", "go_to", "To any question, by part of its words.", takes="[WORDS]", far=True),
    Word("go on", "go_on", "On with the call, after a pause or an earlier question.", also=("onward",)),
    Word("left", "left", "What was left for later.", far=True),
    Word("said", "said", "What was said so far, with numbers.", far=True),
    Word("change", "change", "To the answer of that number in what was said.", takes="N"),
    Word("undo", "undo", "Take back what was done last."),
    Word("redo", "redo", "Bring back what was taken back."),
    Word("doubts", "doubts", "What does not fit together.", far=True),
    Word("plan", "plan", "The plan so far, with numbers to decide by.", far=True),
    Word("because", "because", "Why that is suggested, and on whose word.", takes="N"),
    Word("agree", "agree", "Agree that suggestion, as it stands or in other words.", takes="N [WORDS]"),
    Word("aside", "aside", "Set that suggestion aside, with the reason.", takes="N [REASON]"),
    Word("reopen", "reopen", "Take back what was decided on it.", takes="N"),
    Word("read back", "read_back", "What was understood, in sentences to read aloud.", far=True),
    Word("export", "export", "Write the therapist's page; the file's ending is the format.", takes="[FILE]"),
    Word("where", "where", "How far the call has come."),
    Word("pause", "pause", "The call stands still."),
    Word("cut off", "cut_off", "The line was lost."),
    Word("end", "end", "End the call."),
    Word("leave", "leave", "Leave the call; it resumes at the same question."),
    Word("help", "help", "These words.", far=True),
)


def spoken(line: str) -> tuple[Word, str] | None:
    """The word that this line is, with what follows it; None for an answer."""
    for word in WORDS:
        rest = word.read(line)
        if rest is not None:
            return word, rest
    return None


def read(question: Asked, line: str) -> object:
    """What is typed as its question takes it: an option by its key, its code or its words; several for a list."""
    options: Sequence[Option] = getattr(question, "options", ())
    if not options:
        return line
    known = {option.label.casefold(): option.code for option in options}
    known |= {code[0]: code for code in ("yes", "no") if isinstance(question, YesNo)}
    known |= {option.code.casefold(): option.code for option in options}
    known |= {key: option.code for key, option in zip(OPTION_KEYS, options, strict=False)}
    whole = known.get(line.casefold())
    if isinstance(question, Choice) and whole:
        return whole
    if whole:
        return [whole]
    several = re.split(r"[\s,;]+", line.strip(" ,;")) if isinstance(question, Many) else [line]
    for one in several:
        if one.casefold() not in known:
            keys = f"{OPTION_KEYS[0]} to {OPTION_KEYS[min(len(options), len(OPTION_KEYS)) - 1]}"
            raise Refused(f'"{wording.shorten(one, 40)}" is none of these answers; type {keys}, or again to hear them')
    return [known[one.casefold()] for one in several]


def choose_call(desk: Desk, wanted: str, script: str | None) -> tuple[Case, str]:
    """The case of this reference and the call to go on with: the unfinished one, or else a new one, by ``script`` or
    the likeliest. Raises `StoreError` or KeyError where there is none."""
    case = desk.case(wanted)
    if script is None and case.unfinished is not None:
        return case, case.unfinished.id
    likeliest = calls_to_make(case, desk.current_bank)
    if script is None and not likeliest:
        raise StoreError("the bank has no script to ring by")
    case = desk.begin_call(case, script or likeliest[0].script)
    return case, case.calls[-1].id


class PlainCall:
    """One call in plain lines. It holds nothing but what is being typed: every act goes to the desk at once."""

    def __init__(self, desk: Desk, case: Case, call: str, hear: Hear, tell: Tell) -> None:
        self.desk = desk
        self.case = case
        self.call_id = call
        self._hear = hear
        self._tell = tell
        self.over = False
        self.draft = ""  # what is typed and not taken
        self.day: date | None = None  # a day that is read and not yet kept
        self.waiting: list[str] = []  # a line that was typed elsewhere than where it is read
        self.unsaved: list[Act] = []  # people's words that could not be saved yet; they go with the next act
        self.section = ""
        self.spoken: set[str] = set()  # lead-in and guide that were told already
        self.shown: tuple[object, ...] = ()  # the question as it was last put
        self.doubted: frozenset[str] = frozenset()
        self.lines: list[str] = []  # the questions that `said` gave numbers
        self.offered: list[str] = []  # the suggestions that `plan` gave numbers

    # -- the conversation

    def run(self) -> bool:
        """Takes the call from where it stands until it is left; says whether everything was saved."""
        script, resumed = self.call.interview.course.script, not self.case.unsaved
        self.tell(f"{script.title} with {self.case.client.name}.{' Resumed.' if resumed else ''} Type help for help.")
        others = [call for call in self.case.calls if not call.ended and call.id != self.call_id]
        if others:
            titles = wording.listed(call.interview.course.script.title.lower() for call in others)
            self.tell(f"An earlier call is unfinished: {titles}.")
        self.doubted = frozenset(doubt.id for doubt in self.call.interview.doubts)
        try:
            while not self.over:
                self.turn()
        except Gone:
            self._keep_at_the_end()
        return not self.unsaved

    def turn(self) -> None:
        """Puts the question if it is a new one, and takes one line."""
        if self._standing() != self.shown:
            self.put()
        line = self.listen()
        found = spoken(line)
        if not line:
            self.enter()
        elif found is None:
            self.answer(line[1:].strip() if line.startswith("=") else line)
        else:
            word, rest = found
            getattr(self, word.does)(rest)
            if word.far and not self.over and self._standing() == self.shown and not self.waiting:
                self._remind()

    def tell(self, text: str) -> None:
        """Writes one line, with nothing in it that would move a cursor or change a letter's place."""
        self._tell(wording.one_line(text))

    def listen(self) -> str:
        """The next line that is typed; raises `Gone` when there will be none."""
        while True:
            line = self.waiting.pop(0) if self.waiting else self._hear()
            if line is None:
                raise Gone
            line = line.lstrip("\ufeff").strip()
            if not any("\ud800" <= letter <= "\udfff" for letter in line):
                return line
            self.tell("Not taken: it has half of a character in it. Type it afresh.")

    # -- where the call stands

    @property
    def call(self) -> Call:
        """The call as it stands."""
        return next(call for call in self.case.calls if call.id == self.call_id)

    @property
    def at(self) -> str | None:
        """The question that stands; none at the end of the call, or once it was ended."""
        interview = self.call.interview
        looking = interview.looking_at
        if interview.ended and (looking not in interview.course.at or interview.state(str(looking)) == OUT):
            return None
        return interview.current

    @property
    def question(self) -> Asked | None:
        """The question that stands."""
        return self.call.interview.course.question(self.at) if self.at else None

    def _standing(self) -> tuple[object, ...]:
        interview = self.call.interview
        return self.at, interview.looking_at, interview.ended, interview.given.get(self.at) if self.at else None

    def _last(self) -> Answer | None:
        """What an earlier call has for the question that stands, if this one has no word on it."""
        interview, at = self.call.interview, self.at
        return interview.last_time(at) if at and interview.given.get(at) is None else None

    # -- putting the question

    def again(self, _: str = "") -> None:
        """Says the question again, with its guide and all that is read aloud before it."""
        self.put(again=True)

    def put(self, again: bool = False) -> None:
        """Says the question in short lines, or the end of the call. What leads in, and the guide, are told once."""
        if self._standing() != self.shown:
            self.draft, self.day, self.shown = "", None, self._standing()
        interview, at, question = self.call.interview, self.at, self.question
        step = interview.course.steps[interview.course.at[at]] if at else None
        section = step.section.title if step and step.section else "The end"
        if section != self.section:
            self.section = section
            self.tell(wording.sentence(section))
        for said in interview.lead_in(at) if at or not interview.ended else ():
            if again or said not in self.spoken:
                self.tell(f'"{said}"')
            self.spoken.add(said)
        if at is None or question is None:
            for line in self._the_end():
                self.tell(line)
            return
        self.tell(f'Say: "{interview.to_say(at)}"')
        guide = interview.text(at, "guide")
        if guide and (again or guide not in self.spoken):
            self.tell(f"Guide: {guide}")
        self.spoken.add(guide)
        for line in _answers(question):
            self.tell(line)
        given = interview.given.get(at)
        if given is not None:
            now = question.words(given.value) if given.value is not None else telling.WITHOUT[given.reason or "unknown"]
            self.tell(f"Now: {now}. Enter leaves it so." if interview.looking_at else f"Now: {now}.")
        elif self._last() is not None:
            self.tell("Enter: still so.")

    def _the_end(self) -> Iterator[str]:
        interview, undecided = self.call.interview, len(self.case.plan.proposed())
        if not interview.ended:
            titles = [interview.title(name) for name in interview.left]
            yield f"Left without an answer: {wording.listed(titles)}." if titles else "Everything has been asked."
            yield "Type end to end the call."
            return
        decide = f"{wording.counted(undecided, 'suggestion')} to decide: plan lists them. " if undecided else ""
        yield f"The call has ended. {decide}Type leave to close."

    def _remind(self) -> None:
        """Says again where the call stands, in a line."""
        if self.at is None:
            self.tell("You are at the end of the call.")
        else:
            self.tell(f'Say: "{self.call.interview.to_say(self.at)}"')

    # -- writing

    def act(self, *acts: Act, told: str = "Saved.") -> bool:
        """Writes these acts, all or none, and says so. What cannot be saved is said, and tried again by Enter."""
        whole = [*self.unsaved, *acts]
        return self._try(lambda: self.desk.write(self.case, whole, self.call_id), acts, told)

    def _try(self, do: Callable[[], Case | None], acts: Sequence[Act], told: str) -> bool:
        before = self.call.interview
        while True:
            try:
                case = do()
            except StoreError as error:
                self.tell(f"NOT SAVED: {wording.sentence(str(error))} Nothing is lost. Enter tries again.")
                try:
                    line = self.listen()
                except Gone:
                    self._keep(acts)
                    raise
                if not line:
                    continue
                self._keep(acts)
                self.waiting.append(line)
                return False
            self.case, self.unsaved = case or self.case, []
            if told:
                self.tell(told)
            self._tell_what_follows(telling.moved(before, self.call.interview))
            return True

    def _keep(self, acts: Sequence[Act]) -> None:
        """Keeps what somebody wrote for the next act. An answer is asked for again, and so is not kept."""
        self.unsaved += [act for act in acts if isinstance(act, Noted | SafetyNoted | Decided)]

    def _tell_what_follows(self, moved: str) -> None:
        if moved:
            self.tell(moved)
        for doubt in self.call.interview.doubts:
            if doubt.id not in self.doubted:
                self.tell(f"Does not quite fit: {wording.sentence(doubt.say)} doubts goes there.")
        self.doubted = frozenset(doubt.id for doubt in self.call.interview.doubts)

    def _drafted(self) -> list[Act]:
        """What is typed and not taken, as a note to its question. A slip of the key among options is none."""
        question, typed = self.question, self.draft
        if question is None or not typed or (not _is_typed(question) and not re.search(r"\w{3}", typed)):
            return []
        return [Noted(text=typed, question=question.id)]

    def _keep_at_the_end(self) -> None:
        """Leaves the call when there are no more lines: what was typed is kept, if it can be."""
        acts = [*self.unsaved, *self._drafted()]
        try:
            if acts:
                self.case, self.unsaved = self.desk.write(self.case, acts, self.call_id), []
                self.tell("Saved: what you typed, as a note.")
        except StoreError as error:
            self.unsaved = acts
            self.tell(f"NOT SAVED: {wording.sentence(str(error))}")
            for act in acts:
                self.tell(f'Not saved: "{getattr(act, "text", "") or getattr(act, "words", "")}"')
            return
        self._farewell()

    # -- answering

    def answer(self, line: str) -> None:
        """Takes an answer, or says what would do."""
        question = self.question
        if question is None:
            self.tell(f'Not taken: no question stands here. Type note before "{wording.shorten(line, 30)}" to keep it.')
            return
        self.draft = line[:LONGEST]
        self.day = None
        try:
            if len(line) > LONGEST:
                raise Refused(f"{len(line):,} characters are more than one answer holds; the most is {LONGEST:,}")
            value = question.parse(read(question, line), self.call.interview.today)
        except Refused as refused:
            self.tell(f"Not taken: {wording.sentence(str(refused))}")
            return
        if isinstance(value, date):
            self.day = value
            away = wording.away(value, self.call.interview.today)
            self.tell(f"That is {value:%A} {wording.day(value)}, {away}. Enter to keep it, or type another.")
            return
        self.give(question, value)

    def enter(self) -> None:
        """An empty line: keeps the day that was read, an answer that stands, or what was so last time."""
        question, interview, last = self.question, self.call.interview, self._last()
        if question is not None and self.day is not None:
            self.give(question, self.day)
        elif question is not None and interview.looking_at and interview.given.get(question.id):
            self.go_on()
        elif question is not None and last is not None and not self.draft:
            self.give(question, last)
        else:
            self.tell("Nothing is typed. again says the question, help the words.")

    def give(self, question: Asked, value: Answer) -> None:
        """Saves an answer that fits, and asks for what it calls for."""
        chosen = value if isinstance(value, tuple) else (value,)
        taken = [option for option in getattr(question, "options", ()) if option.code in chosen]
        told = wording.sentence(question.words(value)) if taken else ""
        if not self.act(Answered(question=question.id, value=question.kept(value)), told=f"Saved. {told}"):
            return
        if any(option.safety for option in taken):
            self.safety()
            self.shown = ()
        elif any(option.note for option in taken):
            self.note(question=question.id)

    def leave_for_later(self, _: str = "") -> None:
        """Leaves the question for later."""
        self._no_answer("skip")

    def not_known(self, _: str = "") -> None:
        """Says that it is not known."""
        self._no_answer("unknown")

    def declined(self, _: str = "") -> None:
        """Says that the client would rather not say."""
        self._no_answer("declined")

    def _no_answer(self, reason: Reason) -> None:
        if self.question is None:
            self.tell("No question stands here.")
            return
        acts = [*self._drafted(), NotAnswered(question=self.question.id, reason=reason)]
        kept = " What you typed is a note." if len(acts) > 1 else ""
        self.act(*acts, told=f"Saved. {wording.capital(telling.WITHOUT[reason])}.{kept}")

    # -- what is written beside the answers

    def note(self, text: str = "", question: str | None = None) -> None:
        """Writes a note, tied to the question that stands."""
        at = question or self.at
        if not text:
            self.tell("The note, on one line. Enter alone for none.")
            text = self.listen()
        if text:
            self.act(Noted(text=text, question=at))
        else:
            self.tell("No note.")

    def safety(self, _: str = "") -> None:
        """Takes the lines of the safety page, one by one."""
        for title, lines in telling.protocol(self.desk.current_bank):
            self.tell(wording.sentence(title))
            for line in lines:
                self.tell(line)
        self.tell("Safety page. Each line is saved as you give it. Enter alone goes on, back returns to the call.")
        names = list(telling.SAFETY_LINES)
        while names:
            name = names[0]
            page = self.case.safety.get(self.call_id, {})
            stands, offered = page.get(name, ""), ""
            if name == "told_at" and not stands and page.get("told"):
                offered = f"{self.desk.clock().astimezone():%H:%M}"
            now = f' Now: "{stands}".' if stands else f" Enter for {offered}." if offered else ""
            self.tell(f"{telling.SAFETY_LINES[name]}.{now}")
            line = self.listen()
            if line.casefold() == "back":
                break
            text = line[1:].strip() if line.startswith("=") else line or offered
            if not text or text == stands or self.act(SafetyNoted(field=name, text=text)):
                names.pop(0)
        self.tell("Back in the call.")

    # -- going about

    def turn_to(self, question: str | None) -> None:
        """Turns to a question out of turn; None goes on with the call."""
        if question is not None and self.call.interview.state(question) == OUT:
            self.tell("That question does not apply now; its answer is set aside and kept.")
            return
        acts = self._drafted()
        self.act(*acts, WentTo(question=question), told="Saved: what you typed, as a note." if acts else "")

    def back(self, _: str = "") -> None:
        """Turns to the question before."""
        earlier = telling.before(self.call.interview)
        if earlier is None:
            self.tell("This is the first question.")
        else:
            self.turn_to(earlier)

    def go_to(self, typed: str = "") -> None:
        """Lists the questions that match, and turns to the one whose number is given."""
        if not typed:
            self.tell("Go to which question? Type part of its words.")
            typed = self.listen()
        found = telling.found(self.call.interview, typed) if typed else []
        if not found:
            self.tell("No question matches. If it was an answer, type = before it.")
        else:
            self._pick([(one.step.name, f"{one.title}, {one.answer}") for one in found])

    def _pick(self, found: Sequence[tuple[str, str]]) -> None:
        """Lists questions, and turns to the one whose number is given."""
        for number, (_, line) in enumerate(found[:MOST], start=1):
            self.tell(f"{number}. {wording.sentence(line)}")
        more = f" {len(found) - MOST} more match; type go to with more words." if len(found) > MOST else ""
        self.tell(f"A number goes there, Enter stays.{more}")
        while line := self.listen():
            if not (line.isascii() and line.isdigit()):
                self.waiting.append(line)
                return
            if 1 <= int(line[:4]) <= len(found[:MOST]):
                self.turn_to(found[int(line) - 1][0])
                return
            self.tell(f"There is no {line[:4]} here. A number from 1 to {len(found[:MOST])}, or Enter to stay.")

    def go_on(self, _: str = "") -> None:
        """Goes on with the call, after a pause or from an earlier question."""
        if self.call.paused:
            self.act(Resumed(), told="Saved. The call goes on.")
            self._remind()
        elif self.call.interview.looking_at is not None:
            self.turn_to(None)
        else:
            self.tell("The call is going on.")

    def left(self, _: str = "") -> None:
        """Lists what was left for later."""
        interview = self.call.interview
        if interview.left:
            self._pick([(name, interview.title(name)) for name in interview.left])
        else:
            self.tell("Nothing was left for later.")

    def said(self, _: str = "") -> None:
        """Lists what was said so far."""
        lines = telling.said(self.call)
        self.lines = []
        for line in lines:
            if line.style == "heading":
                self.tell(wording.sentence(line.left))
            elif line.style == "note":
                self.tell(f"Note: {line.right}")
            else:
                self.lines.append(line.question)
                self.tell(f"{len(self.lines)}. {wording.sentence(f'{line.left}: {line.right}')}")
        self.tell("change and a number corrects one." if self.lines else "Nothing is answered yet.")

    def change(self, number: str = "") -> None:
        """Turns to the answer of this number."""
        lines = self.lines or [line.question for line in telling.said(self.call) if line.style in ("answer", "without")]
        place = self._place(number, len(lines), "said lists the answers with their numbers.")
        if place is not None:
            self.turn_to(lines[place])

    def _place(self, number: str, count: int, where: str) -> int | None:
        """The place that a number names, or None once it is said where the numbers are."""
        if number and 1 <= int(number) <= count:
            return int(number) - 1
        self.tell(f"There is no {number}. {wording.capital(where)}" if number else f"Which number? {where}")
        return None

    # -- taking back

    def undo(self, _: str = "") -> None:
        """Takes back the latest act."""
        entry = self.case.to_undo(self.call_id)
        if entry is None:
            self.tell("There is nothing to take back.")
            return
        told = f"Taken back: {self._named(entry.act)}."
        self._try(lambda: self.desk.undo(self.case, self.call_id), (), told)

    def redo(self, _: str = "") -> None:
        """Brings back what was taken back."""
        entry = self.case.to_redo(self.call_id)
        if entry is None or not isinstance(entry.act, Undone):
            self.tell("There is nothing to bring back.")
            return
        gone = entry.act.entry
        acts = (one.act for one in self.case.entries if one.id == gone)
        told = f"Brought back: {wording.listed(map(self._named, acts))}."
        self._try(lambda: self.desk.redo(self.case, self.call_id), (), told)

    def _named(self, act: Act) -> str:
        interview = self.call.interview
        match act:
            case Answered(question=name) | NotAnswered(question=name):
                return f"the answer to {interview.title(name)}"
            case Noted(text=text):
                return f'the note "{wording.shorten(text, 60)}"'
            case Decided(suggestion=name):
                one = self.case.plan.suggestion(name)
                return f"the decision on {one.title if one else name}"
            case SafetyNoted(field=name):
                return f"the safety line, {telling.SAFETY_LINES[name]}"
        return "the end of the call"

    # -- the plan

    def plan(self, _: str = "") -> None:
        """Tells the plan so far."""
        plan = self.case.plan
        self.tell(f"The plan so far. {wording.sentence(telling.standing(plan))}")
        for title, lines in (
            ("Wants help with", plan.needs), ("In the way", plan.barriers), ("Going for them", plan.strengths),
        ):  # fmt: skip
            if lines:
                self.tell(f"{title}: {'; '.join(line.title for line in lines)}.")
        for goal in plan.goals:
            now = f", now {goal.now} out of 10" if goal.now is not None else ""
            self.tell(f'Goal: "{goal.what}"{f", by {goal.by}" if goal.by else ""}{now}.')
        for step in plan.actions:
            about = (step.what, step.who, step.by, taxonomy.STEP_STATES[step.state])
            self.tell(f"Step: {', '.join(filter(None, about))}.")
        self.offered = [one.id for one in self._suggestions()]
        for number, one in enumerate(self._suggestions(), start=1):
            self.tell(f"{number}. {_suggested(one)}")
        for held in plan.held_back:
            self.tell(f"Fits, and is not offered: {held.title}; {wording.sentence(held.because)}")
        for concern in plan.safety:
            passed = f"passed to {concern.told} {concern.told_at}".rstrip()
            self.tell(f"Safety: {passed if concern.told else 'raised, not yet passed on'}.")
        if not plan.safety:
            self.tell("Safety: nothing raised.")
        for coming in plan.coming_up:
            self.tell(f"Coming up: {wording.day(coming.on)}, {coming.what}.")
        for consent in plan.consents:
            answer = {True: "yes", False: "no", None: "not known"}[consent.given]
            self.tell(f"May be shared with {taxonomy.READERS[consent.reader]}: {answer}.")
        if self.offered:
            self.tell("Type because, agree, aside or reopen with a number.")

    def _suggestions(self) -> list[Suggestion]:
        """All that could help: what is urgent first, then what is asked of the therapist."""
        plan = self.case.plan
        urgent = [one for one in plan.suggestions if one.priority == "urgent"]
        rest = [one for one in plan.suggestions if one.priority != "urgent"]
        return [*urgent, *plan.therapist_requests, *rest, *plan.adjustments]

    def _numbered(self, given: str) -> tuple[Suggestion | None, str]:
        """The suggestion of this number in the plan as it was last told, and the words after the number."""
        number, words = [*given.split(None, 1), "", ""][:2]
        names = self.offered or [one.id for one in self._suggestions()]
        place = self._place(number, len(names), "plan lists what could help with its numbers.")
        one = self.case.plan.suggestion(names[place]) if place is not None else None
        if place is not None and one is None:
            self.tell(f"{number} is no longer suggested. plan lists what is.")
        return one, words

    def because(self, given: str = "") -> None:
        """Tells why something is suggested, what to say of it, and on whose word."""
        one, _ = self._numbered(given)
        if one is None:
            return
        self.tell(_suggested(one))
        self.tell(f"Because: {'; '.join(one.because)}.")
        for title, words in (
            ("Set aside because", one.reason), ("As agreed", one.words), ("Asked of the therapist", one.ask),
            ("To ask for" if one.try_it else "Say", one.explain_to_client), ("How to try it", one.try_it),
        ):  # fmt: skip
            if words:
                self.tell(f"{title}: {words}")
        for party, words in one.does.items():
            self.tell(f"{wording.capital(taxonomy.PARTIES[party])}: {words}")
        for near in one.partners:
            parts = (near.name, near.area, near.telephone, near.hours, near.url, near.note)
            self.tell(f"Near you: {', '.join(filter(None, parts))}.")
        if one.source:
            checked = f"checked {wording.day(one.source.checked_on)}" if one.source.checked_on else "not yet verified"
            told = (one.source.publisher, one.source.title, one.source.jurisdiction, one.source.url, checked)
            self.tell(f"On whose word: {', '.join(filter(None, told))}.")

    def agree(self, given: str = "") -> None:
        """Agrees a suggestion as it stands, or in other words and with a day."""
        one, words = self._numbered(given)
        if one is None:
            return
        by, said = one.by, bool(words)
        words = "" if words == (one.ask or one.title) else words or one.words
        if said:
            self.tell(f'By when? Enter leaves it "{by}".' if by else "By when? Enter leaves it open.")
            by = self.listen() or by
        decision = Decided(suggestion=one.id, decision="accepted", words=words, by=by)
        self.act(decision, told=f"Saved. Agreed: {wording.sentence(words or one.ask or one.title)}")

    def aside(self, given: str = "") -> None:
        """Sets a suggestion aside, with a reason."""
        one, reason = self._numbered(given)
        if one is None:
            return
        if not reason:
            self.tell("Why is it set aside? Enter alone leaves it as it is.")
            reason = self.listen()
        if reason:
            decision = Decided(suggestion=one.id, decision="set_aside", reason=reason)
            self.act(decision, told=f"Saved. Set aside: {one.title}.")
        else:
            self.tell("Left as it is.")

    def reopen(self, given: str = "") -> None:
        """Takes back what was decided."""
        one, _ = self._numbered(given)
        if one is not None and one.state == "proposed":
            self.tell("Nothing is decided on it yet.")
        elif one is not None:
            self.act(Decided(suggestion=one.id, decision="open"), told=f"Saved. To decide: {one.title}.")

    def doubts(self, _: str = "") -> None:
        """Tells what does not fit together, and turns to one of the answers."""
        interview = self.call.interview
        if not interview.doubts:
            self.tell("Nothing that was said seems not to fit.")
            return
        for doubt in interview.doubts:
            self.tell(wording.sentence(doubt.say))
        about = dict.fromkeys(n for doubt in interview.doubts for n in doubt.about if interview.state(n) == ON)
        self._pick([(name, f"{interview.title(name)}: {interview.words(name)}") for name in about])

    def read_back(self, _: str = "") -> None:
        """Reads back what was understood; a sentence's number leads to its question."""
        sentences = list(read_back(self.case.plan, self.case.known)) if self.case.known else []
        known = self.call.interview.course.question
        here = [one for one in sentences if one.question and known(one.question)]
        for one in sentences:
            if one not in here:
                self.tell(one.text)
        self._pick([(one.question, one.text) for one in here])

    def export(self, name: str = "") -> None:
        """Writes the therapist's page to a file, in the format that the file's ending names."""
        endings = wording.listed((f".{ending}" for ending in FORMATS), "or")
        if not name:
            self.tell(f"Export to which file? Its name ends in {endings}.")
            name = self.listen()
        file, ending = Path(name).expanduser(), name.rpartition(".")[2].casefold()
        if "." not in name or ending not in FORMATS:
            self.tell(f"Nothing was written: a file's name ends in {endings}. If it was an answer, type = before it.")
            return
        try:
            page = export(self.case, ending, "therapist")
            replace = False
            if file.is_file():
                self.tell(f"{file} is there already. Type replace to write over it; Enter leaves it.")
                replace = (line := self.listen()).casefold() == "replace"
                if not replace:
                    self.waiting += [line] if line else []
                    self.tell("Nothing was written.")
                    return
            write_whole(file, page, replace)
        except (NotToLeave, StoreError) as error:
            self.tell(f"Not exported: {wording.sentence(str(error))}")
            return
        self.act(exported(self.case, ending, "therapist"), told=f"Saved. Written: {file}")

    # -- the call itself

    def why(self, _: str = "") -> None:
        """Says what the question is for."""
        self.tell((self.question and self.question.why) or "Nothing more is said about this question.")

    def probe(self, _: str = "") -> None:
        """Says what to say if the client is unsure."""
        words = self.call.interview.text(self.at, "probe") if self.at else ""
        self.tell(f'If unsure: "{words}"' if words else "There is nothing else to say for this question.")

    def where(self, _: str = "") -> None:
        """Says how far the call has come."""
        interview, now = self.call.interview, self.desk.clock()
        done, total = interview.progress()
        minutes = int(self.call.talked(now).total_seconds() // 60)
        place = f"Section: {self.section}. At: {interview.title(self.at)}." if self.at else "At the end of the call."
        paused = " It stands still; go on starts it again." if self.call.paused else ""
        self.tell(
            f"{place} {done} of about {wording.counted(total, 'question')}, "
            f"{wording.counted(minutes, 'minute')}.{paused}"
        )

    def pause(self, _: str = "") -> None:
        """Lets the call stand still."""
        if self.call.ended or self.call.paused:
            self.tell("The call has ended." if self.call.ended else "The call stands still already.")
        else:
            self.act(Paused(), told="Saved. The call stands still. Type go on to go on.")

    def cut_off(self, _: str = "") -> None:
        """Writes down that the line was lost."""
        if self.call.ended:
            self.tell("The call has ended.")
            return
        client = self.case.client
        number = ", ".join(filter(None, (client.telephone or "no number is written down", client.best_times)))
        told = f"Saved. Cut off. Ring {client.first_name} back: {number}. Then type go on."
        self.act(Paused(why="cut_off"), told=told)

    def end(self, _: str = "") -> None:
        """Ends the call; with questions still to put, only once it is said again."""
        if self.call.ended:
            self.tell("The call has ended already. Type leave to close.")
            return
        if self.call.interview.next is not None:
            done, total = self.call.interview.progress()
            self.tell(f"About {wording.counted(total - done, 'question')} not yet put; leave keeps them for later.")
            self.tell("Type end again to end the call all the same; Enter goes on with it.")
            line = self.listen()
            if line.casefold() != "end":
                self.waiting += [line] if line else []
                return
        self.act(*self._drafted(), CallEnded())

    def leave(self, _: str = "") -> None:
        """Leaves the call; it resumes where it was."""
        acts = self._drafted()
        if (acts or self.unsaved) and not self.act(*acts, told="Saved: what you typed, as a note."):
            return
        self.over = True
        self._farewell()

    def _farewell(self) -> None:
        if self.case.unsaved:
            self.tell("Left. Nothing was done, so no call was begun.")
        elif self.call.ended:
            self.tell("Closed. Everything is saved.")
        else:
            self.tell("Left. Everything is saved; the call resumes at the same question.")

    def help(self, _: str = "") -> None:
        """Lists the words."""
        self.tell("Type an answer by its number or its words, or one of these words.")
        for word in WORDS:
            also = f" Also: {wording.listed(word.also, 'or')}." if word.also else ""
            self.tell(f"{word.says}{f' {word.takes}' if word.takes else ''}: {word.help}{also}")
        self.tell("An answer that is such a word takes = before it: =back.")


def _is_typed(question: Asked) -> bool:
    """Whether its answer is typed out, and not chosen by a key."""
    return isinstance(question, Text | Number | Day)


def _answers(question: Asked) -> Iterator[str]:
    """What may be typed, in short lines."""
    options: Sequence[Option] = getattr(question, "options", ())
    if isinstance(question, Many):
        yield "As many as are true, such as 1 3."
    for key, option in zip(OPTION_KEYS, options, strict=False):
        yield f"{key}. {option.label}"
    if isinstance(question, Scale):
        ends = f"0 is {question.low}, 10 is {question.high}. " if question.low or question.high else ""
        yield f"{ends}A number from 0 to 10."
    elif isinstance(question, Number):
        yield f"A number{question.unit and f', {question.unit}'}."
    elif isinstance(question, Day):
        yield "A day, such as 2 Nov or last Monday."
    elif isinstance(question, Text):
        yield "In words."


def _suggested(one: Suggestion) -> str:
    """A suggestion with how it stands, in a line."""
    state = {"proposed": "to decide", "accepted": "agreed", "set_aside": "set aside"}[one.state]
    if one.state == "accepted" and one.progress != "to_do":
        state = taxonomy.STEP_STATES[one.progress]
    urgent = {"urgent": "urgent today", "soon": "soon"}.get(one.priority, "") if one.state == "proposed" else ""
    title = f"For the therapist: {one.title}" if one.for_therapist else one.title
    return f"{', '.join(filter(None, (title, urgent, state, one.by)))}."


def hear_stdin() -> str | None:
    """A line from stdin, after a prompt. What was not typed on this terminal is written there, so that it is read."""
    sys.stdout.write("> ")
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not sys.stdin.isatty() or not line:
        sys.stdout.write(f"{wording.one_line(line)}\n")
    return line or None


def tell_stdout(line: str) -> None:
    """A line to stdout, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
