"""The review of a plan: its lines beside the journal, what deserves a look above them; comment, return or sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from assessor import wording
from assessor.acts import reviewing
from assessor.acts.declared import writes
from assessor.acts.desk import Desk
from assessor.acts.reviewing import return_plan, sign
from assessor.care.case import Case
from assessor.care.fingerprint import fingerprint
from assessor.care.review_state import REVIEW_STATUSES
from assessor.journal import Act, Reviewed
from assessor.names import same_name, unless_blank
from assessor.records.errors import StoreError
from assessor.screens.case_room import CaseRoom, since_read
from assessor.screens.dialog import Dialog, Keep
from assessor.views.changes import Change, since_review
from assessor.views.comments import WHOLE, Comment, comments_on, reviewed_lines, threads_on, to_answer
from assessor.views.history import Told, story
from assessor.views.plan_lines import PlanLine
from assessor.views.review_flags import review_flags
from assessor.widgets.answer_fields import Words
from assessor.widgets.base import Option, OptionList, Static
from assessor.widgets.foot import Foot
from assessor.widgets.plan_list import PlanList, why
from assessor.widgets.room import REFUSAL_SECONDS
from assessor.widgets.rows import Row, hanging
from assessor.widgets.themes import drawn_in
from assessor.widgets.verbs import HELP, MORE, Verb, bindings

SINCE_REVIEW = {"new": "new since the review", "changed": "changed since the review"}


class SayScreen(Dialog[str]):
    """Words asked for before an act; Enter has it done with them. ``needed`` says why they may not be empty, ``words``
    are what was written already."""

    BINDINGS = [Binding("escape", "dismiss(None)", "leave it", priority=True)]

    def __init__(self, keep: Keep[str], title: str, subject: str, verb: str, needed: str = "", words: str = "") -> None:
        super().__init__(keep)
        self._words = words
        self._title, self._subject, self._verb, self._needed = title, subject, verb, needed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content.from_markup("[b]$title[/b]", title=wording.one_line(self._title)))
            yield Static(wording.visible(self._subject), id="about", markup=False)
            yield Words(self._words, soft_wrap=True, tab_behavior="focus")
            yield Static("", id="problem", classes="problem", markup=False)
            yield Static(
                Content.from_markup(
                    "[b $accent]Enter[/] [$quiet]$verb[/]   [b $accent]^j[/] [$quiet]new line[/]   "
                    "[b $accent]Esc[/] [$quiet]leave it[/]",
                    verb=self._verb,
                )
            )

    def on_mount(self) -> None:
        self.query_one(Words).focus()

    def on_words_submitted(self) -> None:
        """Enter."""
        words = unless_blank(self.query_one(Words).text)
        if self._needed and not words:
            self.refuse(self._needed)
            return
        self.give(words)


class ReviewScreen(CaseRoom["Case | None"]):
    """The plan on one side and what was said on the other; every line can be commented on."""

    CSS_PATH = "review.tcss"
    HELP_TITLE = "Reviewing a plan"
    VERBS = (
        Verb("k", "comment", "comment", "Answer the comment on the marked line, or write one.", always=False),
        Verb("b", "give_back", "give back", "Return the plan to its adviser, with what to change.", always=False),
        Verb("y", "sign", "sign", "Sign the plan: this version is then fixed, and no longer a draft.", always=False),
        Verb("tab", "turn", "journal", "Go from the plan to the journal, and back."),
        Verb("j", "next_comment", "next comment", "Go to the next line with a comment.", always=False, quiet=True),
        Verb("escape", "back", "back", "Go back to the queue."),
        HELP,
        replace(MORE, quiet=True),
    )
    BINDINGS = bindings(VERBS)

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self.desk = desk
        self.case = case
        self._merged = False  # something that another wrote came in with a comment, and was not looked at yet
        self._unsaid: dict[str, str] = {}  # words of a review that could not be written, by what it was to be

    def compose(self) -> ComposeResult:
        yield Static("", id="top", classes="bar")
        yield Static("", id="looks")
        with Horizontal(id="whole"):
            yield PlanList(id="lines")
            with Vertical(id="beside"):
                with VerticalScroll(id="about", can_focus=False):
                    yield Static("", id="why")
                yield Static("What was said and done", id="title")
                yield OptionList(id="journal")
        yield Foot(self.VERBS)

    def on_mount(self) -> None:
        self.show()
        self.query_one("#lines").focus()

    def recolour(self) -> None:
        """The lines are drawn in the theme's colours."""
        self.show()

    def show(self) -> None:
        """Shows plan and journal as they stand, the mark where it was."""
        self._show_top()
        colours = drawn_in(self.app)
        lines = reviewed_lines(self.case, with_whole_plan=True)
        beneath = {line.key: list(_thread(threads_on(self.case, line.key), colours)) for line in lines}
        for key, change in self._changed().items():
            if change.what in SINCE_REVIEW and key in beneath:
                beneath[key].insert(
                    0, hanging(("  ●", colours["success"]), (SINCE_REVIEW[change.what], colours["success"]))
                )
        listed = self.query_one(PlanList)
        listed.show(lines, colours, beneath=beneath)
        self._about()
        self.call_after_refresh(self._show_journal)  # a long one takes a moment; the plan does not wait for it

    def _show_journal(self) -> None:
        colours = drawn_in(self.app)
        journal = self.query_one("#journal", OptionList)
        journal.clear_options()
        journal.add_options(
            Option(_journal_row(line, colours, first=not place), disabled=line.style in ("heading", "section"))
            for place, line in enumerate(story(self.case))
        )

    def _changed(self) -> Mapping[str, Change]:
        try:
            return since_review(self.case, self.desk.bank)
        except (StoreError, KeyError):  # a bank of then that is not to be had: nothing is marked
            return {}

    def _show_top(self) -> None:
        standing = self.case.standing
        today = self.desk.today
        state = f"version {self.case.version} · {REVIEW_STATUSES[standing.state]}"
        self.query_one("#top", Static).update(
            Content.assemble(
                (wording.one_line(self.case.client.name), "b"), (f"   {wording.one_line(state)}", "$quiet")
            )
        )
        flags = [look.words for look in review_flags(self.case, today)]
        parts = [Content.styled("Deserves a look  ", "b $warning"), Content(" · ".join(map(wording.one_line, flags)))]
        if not flags:
            parts = [Content.styled("Nothing stands out that would deserve a look.", "$quiet")]
        refused = self.desk.refusal(self.case, sign())
        if refused and standing.state == "submitted":
            parts.append(
                Content.styled(f"\nNot for you to review: {wording.one_line(wording.sentence(refused))}", "$quiet")
            )
        if standing.state == "returned" and standing.words:
            parts.append(Content.styled(f"\nTo change: {wording.one_line(standing.words)}", "$quiet"))
        self.query_one("#looks", Static).update(Content("").join(parts))

    def marked(self) -> PlanLine:
        """The line that is marked."""
        return self.query_one(PlanList).line or PlanLine(WHOLE, "", "fact", "The plan as a whole")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Why a line is there, and what was said of it, follow the mark."""
        if event.option_list.id == "lines":
            self._about()

    def _about(self) -> None:
        line, standing = self.marked(), self.case.standing
        remarks = comments_on(self.case, line.key)
        if line.key == WHOLE:
            line = replace(line, state=wording.capital(standing.told), why=(("Said then", standing.words),))
        reasons = tuple(reason for reason in line.why if reason[1] != line.text)  # a step as it was agreed
        line = replace(line, why=reasons)
        self.query_one("#why", Static).update(why(line, remarks))
        self.query_one("#about").scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a line comments on it."""
        if event.option_list.id == "lines":
            self.action_comment()

    def take(self, case: Case) -> None:
        """Shows plan and journal of this reading."""
        self.case = case
        self.show()

    def act(self, act: Act, done: str) -> bool:
        """Does it, or says why not."""
        return self.tell_refused(self._write(act, done))

    def _write(self, act: Act, done: str) -> str:
        read = self.case
        why = self.attempt(lambda: self.take(self.desk.write(self.case, act, "")))
        if why:
            return why
        self.query_one(Foot).say(f"{done} ✓")
        own = replace(read, entries=(*read.entries, self.case.entries[-1]))
        if since := since_read(own, self.case):
            self._merged = True
            self.notify(f"It was changed while you were reading it: {since}.", severity="warning", timeout=20)
        return why

    def _may(self, act: Act) -> bool:
        """Whether this may be done to the plan as it is in the records; says why not."""
        refused = self.desk.refusal(self.case, act)
        if not refused and (self._merged or not self.desk.is_as_read(self.case)):
            self.look_again()
            self._merged = False
            refused = "the plan was changed while you were reading it; this is how it stands now, so look again first"
        if refused:
            self.notify(wording.sentence(refused), severity="warning", markup=False, timeout=REFUSAL_SECONDS)
        return not refused

    @writes("comment")
    def action_comment(self) -> None:
        """Asks for the answer to what somebody else said of the marked line, or for a comment on it, and writes it."""
        line = self.marked()
        remark = to_answer(self.case, line.key)
        if remark is not None and (not remark.open or same_name(remark.by, self.desk.adviser.name)):
            remark = None  # one's own, or one that was answered, is no question: another comes beside it

        def keep(words: str) -> str:
            return self._write(reviewing.comment(line.key, words, remark.id if remark else ""), "saved")

        title, subject = ("Answer", f"{remark.by}: {remark.text}") if remark else ("Comment", line.text)
        self.app.push_screen(SayScreen(keep, title, subject, "keep it", "Nothing is written yet."))

    @writes("review")
    def action_give_back(self) -> None:
        """Returns the plan, with what to change."""
        if not self._may(return_plan("…")):
            return
        subject = f"It goes back to {self.case.standing.submitted_by}. What is there to change?"
        needed = "Say what to change, so that the adviser knows why it comes back."
        self._review(
            "Return the plan",
            subject,
            "return it",
            needed,
            partial(return_plan, read=fingerprint(self.case)),
            "returned",
        )

    @writes("review")
    def action_sign(self) -> None:
        """Signs the plan, once what deserves a look was seen again."""
        if not self._may(sign()):
            return
        today = self.desk.today
        looks = [f"· {look.words}" for look in review_flags(self.case, today)]
        waits = len(self.case.standing.open_comments())
        if waits:
            looks.append(f"· {wording.counted(waits, 'comment')} not answered")
        subject = "\n".join(["What deserves a look:", *looks] if looks else ["Nothing stands out."])
        subject += "\n\nA word to go with it, if you like:"
        standing = self.case.standing
        read = fingerprint(self.case)
        number = standing.version + standing.is_fixed  # what has left the program as a draft stays one
        self._review(f"Sign version {number} of the plan", subject, "sign it", "", partial(sign, read=read), "signed")

    def _review(
        self, title: str, subject: str, verb: str, needed: str, make: Callable[[str], Reviewed], done: str
    ) -> None:
        """Asks for the words of a review, and writes it. One that was refused because the plan was changed is written
        only once that was looked at: the words stand there when it is asked for again."""
        read = self.case

        def keep(words: str) -> str:
            self._unsaid[done] = words
            if self.case is not read:
                return "The plan was changed while you were reading it. Esc shows it; your words are kept for then."
            why = self._write(make(words), done)
            if not why:
                del self._unsaid[done]
            return why

        def go_on(written: bool | None) -> None:
            if written:
                told = {"returned": f"Returned to {self.case.standing.submitted_by}."}
                self._leave(told.get(done, f"Signed: version {self.case.version}."))

        words = self._unsaid.get(done, "")
        self.app.push_screen(SayScreen(keep, title, subject, verb, needed, words), go_on)

    def _leave(self, words: str) -> None:
        self.app.notify(words, markup=False)
        self.dismiss(self.case)

    def action_turn(self) -> None:
        """From the plan to the journal and back; where it is narrow only one of them is whole."""
        reading = not self.has_class("-reading")
        self.set_class(reading, "-reading")
        self.call_after_refresh(self.query_one("#journal" if reading else "#lines").focus)

    def action_next_comment(self) -> None:
        """Marks the next line that was commented on."""
        listed = self.query_one(PlanList)
        at = listed.highlighted or 0
        places = [i for i, line in enumerate(listed.rows) if line is not None and threads_on(self.case, line.key)]
        if places:
            listed.highlighted = next((i for i in places if i > at), places[0])

    def leave_safely(self) -> str:
        """The words of a review that could not be written yet."""
        waiting = "; ".join(filter(None, self._unsaid.values()))
        return f"“{wording.shorten(waiting, 80)}”" if waiting else ""

    def action_back(self) -> None:
        """Goes back to the queue."""
        self.dismiss(self.case)


def _thread(comments: tuple[Comment, ...], colours: Mapping[str, str]) -> Iterator[RenderableType]:
    for comment in comments:
        waits = "  not answered" if comment.open else ""
        yield hanging(
            ("  ✎", colours["accent"]), (comment.by, f"bold {colours['accent']}"), (f"  {comment.text}", ""),
            (waits, colours["quiet"]),
        )  # fmt: skip
        for answer in comment.answers:
            yield hanging(("   ↳", colours["accent"]), (answer.by, "bold"), (f"  {answer.text}", ""))


def _journal_row(line: Told, colours: Mapping[str, str], first: bool) -> Row:
    """One line of the journal, whole: nothing of it is cut."""
    quiet, ink = colours["quiet"], colours["foreground"]
    if line.style == "heading":
        space = "" if first else "\n"
        return Row(Text(f"{space}{wording.one_line(line.left)}", f"bold {colours['accent']}"))
    if line.style == "section":
        return Row(Text(wording.one_line(line.left), f"bold {colours['primary']}"))
    left, right = {
        "note": (colours["accent"], f"italic {ink}"),
        "answer": (quiet, f"bold {ink}"),
        "without": (quiet, f"italic {quiet}"),
        "act": (colours["success"], ink),
    }[line.style]
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for ratio in (38, 62):
        grid.add_column(ratio=ratio, overflow="fold")
    grid.add_row(Text(wording.one_line(line.left), left), Text(wording.visible(line.right), right))
    return Row(grid)
