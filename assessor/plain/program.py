"""The whole program in plain lines: today, the caseload, new clients, the plan, the review queue, supervision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor import wording
from assessor.acts.declared import writes
from assessor.acts.desk import Desk
from assessor.plain.client_room import show_client
from assessor.plain.lines import Gone, Hear, Lines, Tell
from assessor.plain.new_client import take_down_in_lines
from assessor.plain.office import supervision_command, work_as_command
from assessor.plain.plan_room import PlainPlan
from assessor.records.errors import StoreError
from assessor.taxonomy import ROLES
from assessor.views.review_queue import Queued, review_queue
from assessor.views.today import for_today, spoken_line
from assessor.views.worklist import CaseLine, case_line, in_order


class PlainProgram(Lines):
    """What the full screen shows, as lines: a number opens what was listed last, a word does what it says, and any
    other line is looked for in the caseload."""

    def __init__(self, desk: Desk, hear: Hear, tell: Tell) -> None:
        super().__init__(desk, hear, tell)
        self.over = False
        self.saved = True
        self.listed: list[Callable[[], None]] = []

    def run(self) -> bool:
        """Takes lines until the program is left; says whether everything was saved."""
        try:
            self._greet()
            while not self.over:
                self._turn()
        except Gone:
            self.tell("Closed. Everything is saved." if self.saved else "Closed.")
        return self.saved

    def _greet(self) -> None:
        adviser = self.desk.adviser
        kind = " A demonstration: the clients are invented." if self.desk.store.demonstration else ""
        who = f"{adviser.name or 'nobody named'}, {ROLES.get(adviser.role, adviser.role)}"
        self.tell(f"assessor in plain lines. Working here: {who}.{kind}")
        today_command(self)
        self.tell("A number opens a client. Or type caseload, new, review, part of a name, or help.")

    def _turn(self) -> None:
        line = self.listen()
        if not line:
            self.tell("Type a number, a word, or part of a name. help lists the words.")
            return
        try:
            self.take(line)
        except StoreError as error:
            self.tell(f"Not done: {wording.sentence(str(error.args[0]))}")

    def take(self, line: str) -> None:
        """Does what a line says."""
        if line.isascii() and line.isdigit() and (len(line) < 4 or int(line[:6]) <= len(self.listed)):
            place = self.place(line[:6], len(self.listed), "today and caseload list clients with their numbers.")
            if place is not None:
                self.listed[place]()
            return
        way = next((way for way in WAYS if line.casefold() in (way.says, *way.also)), None)
        if way is not None:
            way.does(self)
        else:
            self.find(line)

    def find(self, typed: str) -> None:
        """Lists the clients that match; the only one is opened."""
        lines = [line for line in self._lines() if line.matches(typed)]
        if len(lines) == 1:
            self.open(lines[0].case)
        elif lines:
            self.list_clients(lines)
        else:
            self.tell(f"No client matches “{wording.shorten(typed, 40)}”. caseload lists everybody, help the words.")

    def _lines(self) -> list[CaseLine]:
        lines = in_order([case_line(case) for case in self.desk.cases()])
        for trouble in dict.fromkeys(self.desk.unreadable):
            self.tell(wording.sentence(trouble))
        return lines

    def list_clients(self, lines: Sequence[CaseLine]) -> None:
        """Lists clients with numbers that open them."""
        self.listed = [lambda name=line.case: self.open(name) for line in lines]  # type: ignore[misc]
        for number, line in enumerate(lines, start=1):
            self.tell(f"{number}. {spoken_line(line, self.today)}")

    def open(self, reference: str) -> None:
        """Opens a client, and tells what can be done with them."""
        case = self.desk.case(reference)
        self.keep(show_client(self, case))
        self.tell("Back at the start. today, caseload, new, review, or part of a name.")

    def keep(self, saved: bool) -> None:
        """Remembers whether something that was done here could not be saved."""
        self.saved = self.saved and saved

    def review(self, queued: Queued) -> None:
        """Opens a plan that waits for review."""
        if queued.refusal:
            self.tell(f"Not yours to review: {queued.refusal}.")
        case = self.desk.case(queued.reference)
        self.keep(PlainPlan(self.desk, case, self.hear, self.say, review=True).run())
        self.tell("Back at the start. review tells the queue afresh.")


def today_command(program: PlainProgram) -> None:
    """Tells what is for today."""
    lines = for_today(program.desk.cases(), program.today)
    program.tell(f"Today, {wording.day(program.today)}: {wording.counted(len(lines), 'client')}.")
    program.list_clients(lines)


def caseload_command(program: PlainProgram) -> None:
    """Tells every client."""
    lines = program._lines()
    program.tell(f"Caseload: {wording.counted(len(lines), 'client')}.")
    program.list_clients(lines)
    if not lines:
        program.tell("new takes down the first.")


@writes("client")
def new_command(program: PlainProgram) -> None:
    """Takes down a new client."""
    case = take_down_in_lines(program)
    if case is not None:
        program.open(case.client.reference)


def review_command(program: PlainProgram) -> None:
    """Tells the review queue."""
    adviser = program.desk.adviser
    queue = review_queue(program.desk.cases(), program.today, adviser.name, adviser.role)
    program.listed = []
    for title, plans in (("Waiting for review", queue.waiting), ("Deserve a look", queue.deserving)):
        program.tell(f"{title}: {wording.counted(len(plans), 'plan')}.")
        for queued in plans:
            program.listed.append(_reviewing(program, queued))
            since = f", since {wording.day(queued.since.astimezone())}" if queued.since else ""
            looks = "; ".join(look.words for look in queued.flags)
            line = f"{queued.case.client.name}, {queued.reference}, with {queued.adviser}{since}"
            program.tell(f"{len(program.listed)}. {wording.sentence('; '.join(filter(None, (line, looks))))}")
    if program.listed:
        program.tell("A number opens one.")


def _reviewing(program: PlainProgram, queued: Queued) -> Callable[[], None]:
    return lambda: program.review(queued)


def _help(program: PlainProgram) -> None:
    """Tells the words."""
    program.tell("Type the number of what was listed last, part of a client's name, or one of these words.")
    for way in WAYS:
        program.tell(f"{way.says}: {way.help}")


def _leave(program: PlainProgram) -> None:
    """Leaves the program."""
    program.over = True
    program.tell("Closed. Everything is saved." if program.saved else "Closed. Not everything could be saved.")


@dataclass(frozen=True, slots=True)
class StartWord:
    """A word of the program: what is typed, what it does, a sentence of help."""

    says: str
    does: Callable[[PlainProgram], None]
    help: str
    also: tuple[str, ...] = ()


WAYS = (
    StartWord("today", today_command, "What is for today, with numbers that open."),
    StartWord("caseload", caseload_command, "Every client, with numbers that open.", also=("cases", "clients", "list")),
    StartWord("new", new_command, "Take down a new client.", also=("new client",)),
    StartWord(
        "review", review_command, "The review queue: plans handed in, and what deserves a look.", also=("queue",)
    ),
    StartWord("supervision", supervision_command, "The records of supervision, and a new one."),
    StartWord("who works here", work_as_command, "Change who is working here.", also=("work as",)),
    StartWord("help", _help, "These words.", also=("?",)),
    StartWord("leave", _leave, "Leave the program.", also=("quit", "exit", "bye")),
)
