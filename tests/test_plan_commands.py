"""The commands that read, work on and review a plan: `queue`, `act`, `plan`, `changes`, `supervision`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import Ran, Run, banks, demonstration, home, refused, run, written

__all__ = ["banks", "demonstration", "home", "run"]

INES = "TT-10001"
SENIOR = ("--by", "Ruth Ellery", "--role", "senior")
GOAL = '- {act: goal, goal: g1, what: "Two mornings a week at the depot", due: 2026-12-18, answers: [plan_return]}\n'
SUBMIT = "- {act: submit}\n"
SIGN = "- {act: review, decision: signed, words: Clear.}\n"
RETURN = "- {act: review, decision: returned, words: Say by when.}\n"


class Records:
    """The demonstration's records, and the commands on them."""

    def __init__(self, run: Run, home: Path, banks: Path, folder: Path) -> None:
        self.run, self.home, self.banks, self.folder = run, home, banks, folder

    def __call__(self, *words: object) -> Ran:
        return self.run(*words, "--home", self.home, "--banks", self.banks)

    def act(self, text: str, *more: object, case: str = INES) -> Ran:
        file = written(self.folder, {"acts.yaml": text}) / "acts.yaml"
        return self("act", case, file, *more)

    def sign(self, *who: object, before: str = "") -> Ran:
        """Signs the plan as it reads now."""
        read = self("plan", INES, "--json").json["fingerprint"]
        return self.act(before + SIGN.replace("words", f"fingerprint: {read}, words"), *who)

    def standing(self, case: str = INES) -> str:
        return f"{self('plan', case, '--json').json['standing']} {self('plan', case, '--json').json['version']}"


@pytest.fixture
def records(run: Run, home: Path, banks: Path, tmp_path: Path) -> Records:
    return Records(run, home, banks, tmp_path / "acts")


class TestAct:
    """`act CASE FILE` does all of a file's acts, or says why not, where, and does none."""

    def test_a_plan_is_played_from_draft_to_signed_to_draft_again(self, records: Records) -> None:
        assert records.act(GOAL + SUBMIT) == Ran(0, "2 acts written; version 1, draft, waiting for review\n", "")
        assert records.act(RETURN, *SENIOR).out == "1 act written; version 1, draft, returned\n"
        assert records.act(SUBMIT).code == 0
        assert records.sign(*SENIOR).out == "1 act written; version 1, reviewed\n"
        assert records.act("- {act: rating, goal: g1, value: 3}\n").out == "1 act written; version 2, draft\n"

    def test_a_line_that_tells_of_health_is_pointed_out_where_it_is_chosen_and_where_it_leaves(
        self, records: Records, tmp_path: Path
    ) -> None:
        text = "Rota round her depression clinic · who: client and employer"
        records.act(
            "- {act: step, step: s1, what: Rota round her depression clinic, who: [client, employer]}\n"
            "- {act: consent, reader: employer, given: true}\n"
        )
        look = f"Look at this: This says something about health: “{text}”.\n"
        assert records.act(f'- {{act: share, lines: [step s1], texts: ["{text}"]}}\n') == Ran(
            0, "1 act written; version 1, draft\n", look
        )
        for reader, told in (("employer", look), ("client", "Look at this: These lines speak of the client as she")):
            page = tmp_path / f"{reader}.txt"
            ran = records("export", INES, "--for", reader, "--as", "txt", "--to", page)
            assert (ran.code, ran.out) == (0, f"wrote {page}\n")
            assert told in ran.err
            assert page.exists()
        assert records("export", INES, "--as", "txt", "--to", tmp_path / "therapist.txt").err == ""

    def test_every_act_of_a_screen_can_be_written(self, records: Records) -> None:
        plan = records("plan", INES, "--json").json
        keys = [line["key"] for line in plan["lines"] if line["kind"] in ("goal", "step", "suggestion")]
        request = next(key.split(" ", 1)[1] for key in keys if key.startswith("request"))
        ran = records.act(
            GOAL
            + f"""\
- {{act: rating, goal: g1, value: 3}}
- {{act: step, step: s1, what: Ring the depot, who: [client, adviser], by: on Monday, goal: g1}}
- {{act: decide, suggestion: {request}, decision: accepted, words: Look at the first morning., goal: g1}}
- {{act: reply, request: {request}, answer: not_now, words: After the review., name: Farah Nasser}}
- {{act: consent, reader: employer, given: true}}
- {{act: share, lines: [step s1], texts: ["Ring the depot · who: client and adviser · when: on Monday"]}}
- {{act: order, keys: [goal g1]}}
- {{act: comment, line: goal g1, text: Hers.}}
- {{act: attempt, outcome: no_answer}}
- {{act: submit}}
"""
        )
        assert ran == Ran(0, "11 acts written; version 1, draft, waiting for review\n", "")
        lines = {line["key"]: line for line in records("plan", INES, "--json").json["lines"]}
        assert lines["goal g1"]["state"] == "by 18 December 2026 · 3 of 10"
        assert [one["text"] for one in lines["goal g1"]["comments"]] == ["Hers."]
        assert lines[f"request {request}"]["text"] == "Look at the first morning."
        assert "therapist: not now" in lines[f"request {request}"]["state"]
        assert lines["step s1"]["state"] == "client and adviser · on Monday · to do"
        assert lines["consent employer"]["text"].startswith("Employer: yes")

    def test_a_choice_for_the_employer_is_of_words_and_rules_every_version(
        self, records: Records, tmp_path: Path
    ) -> None:
        agreed = "- {act: step, step: s, what: Ring, by: on Monday}\n- {act: consent, reader: employer, given: true}\n"
        assert records.act(agreed).code == 0
        for share in ("lines: [step s]", "lines: [step s], texts: [Ring]", "lines: [step s], texts: [Ring, Ring]"):
            ran = records.act(f"- {{act: share, {share}}}\n")
            assert (ran.code, "texts" in ran.err or "“Ring · who: client · when: on Monday”" in ran.err) == (1, True)
        assert (
            records.act('- {act: share, lines: [step s], texts: ["Ring · who: client · when: on Monday"]}\n').code == 0
        )
        file = tmp_path / "work.txt"
        leave = ("export", INES, "--as", "txt", "--for", "employer", "--to", file, "--overwrite")
        assert records(*leave).code == 0
        assert records.act("- {act: step, step: s, what: Ring, by: on Monday, state: dropped}\n").code == 0
        refused(records(*leave, "--version", "1"), "nothing was written")
        refused(records(*leave), "nothing was written")

    def test_an_older_version_leaves_by_todays_limits_and_not_past_a_concern(
        self, records: Records, tmp_path: Path
    ) -> None:
        leave = ("export", INES, "--as", "txt", "--to", tmp_path / "page.txt", "--overwrite", "--for")
        agreed = "- {act: consent, reader: therapist, given: true"
        assert records.act(f"{agreed}}}\n").code == 0
        assert records(*leave, "therapist").code == 0
        assert records.act(f"{agreed}, words: nothing about my father}}\n").code == 0
        ran = records(*leave, "therapist", "--version", "1")
        assert ran.code == 0
        assert "nothing about my father" in ran.err
        assert "This is version 1 as it was" in ran.err
        assert records.act("- {act: safety, field: words, text: I have the tablets beside me}\n").code == 0
        refused(records(*leave, "therapist", "--version", "1"), "was raised about safety since; nothing was written")
        assert "A concern is not yet passed on" in records(*leave, "therapist").err

    @pytest.mark.parametrize(
        ("text", "where", "said"),
        [
            (
                "- {act: sumbit}\n",
                "1:9",
                "'sumbit' is no act that a file can hold; did you mean 'submit'?",
            ),
            ("- {act: call, script: x, version: 1, bank: y}\n", "1:9", "is no act that a file can hold"),
            ("- {act: undo, entry: x}\n", "1:15", "unknown key"),
            ("- {goal: g1}\n", "1:3", "'act' is missing"),
            ("- submit\n", "1:3", "expected an act"),
            ("act: submit\n", "1:1", "expected a list of acts"),
            ("- {act: goal, goal: g1}\n", "1:3", "'what' is missing"),
            ('- {act: goal, goal: g1, what: ""}\n', "1:31", "'what' is too short"),
            ("- {act: goal, goal: g1, what: x, due: soon}\n", "1:39", "valid date"),
            ("- {act: goal, goal: g1, waht: x}\n", "1:25", "unknown key 'waht'; did you mean 'what'?"),
            ("- {act: goal, goal: g1, what: x, answers: [sleep]}\n", "1:43", "no need or barrier 'sleep'"),
            (GOAL + "- {act: rating, goal: g1, value: 11}\n", "2:34", "less than or equal to 10"),
            (GOAL + "- {act: rating, goal: g2, value: 4}\n", "2:23", "no goal 'g2'; there is g1"),
            ("- {act: step, step: s1, what: x, goal: g9}\n", "1:40", "no goal 'g9'"),
            ("- {act: decide, suggestion: meeting, decision: accepted}\n", "1:29", "did you mean 'meeting_at_work'?"),
            ("- {act: reply, request: meeting_at_work, answer: done}\n", "1:25", "no request 'meeting_at_work'"),
            ("- {act: comment, line: goal 9, text: x}\n", "1:24", "no line 'goal 9'"),
            ("- {act: comment, text: x, answers: nobody}\n", "1:36", "no comment 'nobody'"),
            ("- {act: step, step: s1, what: x, who: []}\n", "1:39", "say who"),
            ("- {act: comment, text: ''}\n", "1:24", "'text' is too short"),
            ("- {act: share, lines: [barrier fear_of_return]}\n", "1:23", "no line for the employer"),
            ("- {act: order, keys: [goal g9]}\n", "1:22", "no goal, step or suggestion 'goal g9'"),
            (
                "- {act: consent, reader: nobody, given: true}\n",
                "1:26",
                "is none of 'therapist', 'gp', 'employer', 'other_employer1'",
            ),
            (SUBMIT * 2, "2:9", "handed in already"),
            (SIGN, "1:9", "only a senior adviser reviews a plan"),
            ("", "1:1", "the file is empty"),
            ("- {act: submit\n", "1:3", "not closed"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_place_and_nothing_is_written(
        self, records: Records, text: str, where: str, said: str
    ) -> None:
        before = records("plan", INES, "--json").out
        ran = records.act(text)
        assert (ran.code, ran.out) == (1, "")
        assert f"acts.yaml:{where}: " in ran.err
        assert said in ran.err
        assert records("plan", INES, "--json").out == before

    @pytest.mark.parametrize(
        ("acts", "rating"),
        [
            ("- {act: rating, goal: g1, value: 3}\n- {act: undo}\n", None),
            ("- {act: rating, goal: g1, value: 3}\n- {act: rating, goal: g1, value: 7}\n- {act: undo}\n", 3),
            ("- {act: rating, goal: g1, value: 3}\n- {act: undo}\n- {act: redo}\n", 3),
        ],
    )
    def test_undo_takes_back_the_act_before_it_also_one_of_the_same_file(
        self, records: Records, acts: str, rating: int | None
    ) -> None:
        assert records.act(GOAL + acts).code == 0
        shown = next(line for line in records("plan", INES, "--json").json["lines"] if line["key"] == "goal g1")
        assert shown["state"] == "by 18 December 2026" + (f" · {rating} of 10" if rating else "")

    @pytest.mark.parametrize(
        "end", [SUBMIT, "- {act: comment, text: Hers.}\n", "- {act: attempt, outcome: no_answer}\n"]
    )
    def test_undo_after_an_act_that_cannot_be_taken_back_takes_back_nothing_older(
        self, records: Records, end: str
    ) -> None:
        assert records.act(GOAL).code == 0
        ran = records.act(end + "- {act: undo}\n")
        assert (ran.code, "what stands before it in the file cannot be taken back" in ran.err) == (1, True)
        assert "goal g1" in records("plan", INES, "--json").out

    def test_a_review_that_names_the_plan_that_was_read_signs_no_other(self, records: Records) -> None:
        assert records.act(GOAL + SUBMIT).code == 0
        read = records("plan", INES, "--json").json["fingerprint"]
        assert records.act("- {act: rating, goal: g1, value: 3}\n").code == 0
        sign = f"- {{act: review, decision: signed, fingerprint: {read}}}\n"
        ran = records.act(sign, *SENIOR)
        assert (ran.code, "the plan is another by now" in ran.err) == (1, True)
        now = records("plan", INES, "--json").json["fingerprint"]
        assert records.act(sign.replace(read, now), *SENIOR).code == 0

    def test_a_file_signs_no_plan_of_which_it_does_not_say_that_it_was_read(self, records: Records) -> None:
        assert records.act(GOAL + SUBMIT).code == 0
        ran = records.act(SIGN, *SENIOR)
        assert (ran.code, "names the plan that was read by its `fingerprint`" in ran.err) == (1, True)
        assert records.standing() == "submitted 1"
        assert records.sign(*SENIOR).code == 0

    def test_one_act_that_is_wrong_holds_back_all_and_every_fault_is_named(self, records: Records) -> None:
        ran = records.act(GOAL + "- {act: rating, goal: g7, value: 4}\n- {act: rating, goal: g8, value: 4}\n" + SUBMIT)
        assert ran.code == 1
        assert "acts.yaml:2:23" in ran.err
        assert "acts.yaml:3:23" in ran.err
        assert records.standing() == "draft 1"

    @pytest.mark.parametrize(
        ("who", "said"),
        [
            (("--by", "dan  PRICE", "--role", "senior"), "nobody reviews their own plan"),
            (("--by", "Dаn Price", "--role", "senior"), "nobody reviews their own plan"),  # its first a is Cyrillic
            (("--by", "Dan\u2800Price", "--role", "senior"), "nobody reviews their own plan"),
            (("--by", "\u2800", "--role", "senior"), "the name is blank"),
            (("--by", "", "--role", "senior"), "the name is blank"),
            (("--by", "Tom Achterberg"), "only a senior adviser"),
            (("--by", "Tom Achterberg", "--role", "trainer"), "only a senior adviser"),
            ((), "only a senior adviser"),
            (("--role", "senior"), "nobody reviews their own plan"),
            (("--by", "Ruth Ellery"), ""),  # the records know her as a senior adviser
            (("--by", "RUTH\u00a0ELLERY"), ""),
        ],
    )
    def test_who_may_sign(self, records: Records, who: tuple[str, ...], said: str) -> None:
        assert records.act(SUBMIT).code == 0
        ran = records.sign(*who)
        assert (ran.code, said in ran.err) == (1 if said else 0, True)
        assert records.standing() == ("submitted 1" if said else "signed 1")

    @pytest.mark.parametrize(
        ("act", "said"),
        [
            ('{act: step, step: s, what: "\u2800"}', "the step is blank"),
            ('{act: comment, text: "\u200b"}', "the comment is blank"),
        ],
    )
    def test_an_act_that_says_nothing_is_refused_and_none_is_written(
        self, records: Records, act: str, said: str
    ) -> None:
        ran = records.act(f"{GOAL}- {act}\n")
        assert (ran.code, ran.out) == (1, "")
        assert f"acts.yaml:2:9: {said}" in ran.err
        assert "nothing was written" in ran.err
        assert records.standing() == "draft 1"

    def test_whoever_worked_on_it_in_the_same_file_does_not_sign_it(self, records: Records) -> None:
        """Each act is looked at as the plan stands after those before it."""
        assert "nobody reviews their own plan" in records.act(GOAL + SUBMIT + SIGN, *SENIOR).err

    def test_who_works_here_stays_who_they_are(self, records: Records) -> None:
        records.act(SUBMIT, "--by", "Ana Lopes", "--role", "adviser")
        assert "Ana Lopes, since" in records("queue").out
        assert "not yours to review: only a senior adviser" in records("queue").out

    def test_there_is_no_plan_before_the_first_call(self, records: Records) -> None:
        assert "there is no plan before the first call" in records.act(SUBMIT, case="TT-10003").err
        assert records.act("- {act: attempt, outcome: no_answer}\n", case="TT-10003").code == 0

    def test_a_case_or_a_file_that_is_not_there(self, records: Records, tmp_path: Path) -> None:
        refused(records.act(SUBMIT, case="TT-10009"), "no case 'TT-10009'; did you mean")
        refused(records("act", INES, tmp_path / "none.yaml"), "none.yaml", "cannot be read", code=2)


class TestPlanAndChanges:
    """`plan` prints a plan as it stands or stood; `changes` what is new, gone or otherwise between two versions."""

    def test_comments_stand_under_their_line_and_answers_under_them(self, records: Records) -> None:
        records.act(GOAL + SUBMIT)
        records.act("- {act: comment, line: goal g1, text: By when?}\n", *SENIOR)
        (line,) = [line for line in records("plan", INES, "--json").json["lines"] if line["key"] == "goal g1"]
        asked = line["comments"][0]["id"]
        records.act(f"- {{act: comment, line: goal g1, text: By Christmas., answers: {asked}}}\n")
        out = records("plan", INES).out
        assert "    [Ruth Ellery: By when?]\n      [Dan Price: By Christmas.]\n" in out
        assert "version 1, draft, handed in by Dan Price on" in out

    def test_an_earlier_version_stays_as_it_was_signed(self, records: Records) -> None:
        records.act(GOAL + SUBMIT)
        records.sign(*SENIOR)
        signed = records("plan", INES).out
        records.act("- {act: step, step: s1, what: Ring the depot}\n")
        assert "Ring the depot" in records("plan", INES).out
        assert records("plan", INES, "--version", 1).out == signed
        assert records("changes", INES).out == (
            "From version 1 to version 2:\n  new      Agreed steps: Ring the depot · client · to do\n"
        )
        (change,) = records("changes", INES, "--from", 1, "--to", 2, "--json").json["changes"]
        assert (change["what"], change["key"], change["before"]) == ("new", "step s1", "")
        (change,) = records("changes", INES, "--from", 2, "--to", 1, "--json").json["changes"]
        assert change["what"] == "gone"
        assert "nothing changed" in records("changes", INES, "--from", 2, "--to", 2).out

    def test_a_version_there_is_not(self, records: Records) -> None:
        refused(records("changes", INES), "version 1 is the first")
        refused(records("plan", INES, "--version", 4), "no version 4", "there is 1")
        refused(records("changes", INES, "--from", 3), "no version 3")

    def test_hard_text_is_shown_and_never_acts(self, records: Records) -> None:
        records.act('- {act: step, step: s1, what: "\\e[31mred\\e[0m [b]x[/b]"}\n')
        out = records("plan", INES).out
        assert "\x1b" not in out
        assert "␛[31mred␛[0m [b]x[/b]" in out


class TestQueue:
    """`queue` lists what waits for review and what deserves a look."""

    def test_it_is_empty_of_plans_until_one_is_handed_in(self, records: Records) -> None:
        assert all(one["waiting_since"] is None for one in records("queue", "--json").json)
        records.act(SUBMIT)
        first, *rest = records("queue", "--json", *SENIOR).json
        assert (first["case"], first["adviser"], first["refused"]) == (INES, "Dan Price", "")
        assert first["waiting_since"]
        assert all(one["waiting_since"] is None and one["looks"] for one in rest)
        out = records("queue", *SENIOR).out
        assert out.startswith("Waiting for review:\n  TT-10001     Ines Marlowe")


class TestSupervision:
    """`supervision` records, lists and exports what was discussed, decided and learned with an adviser on a day."""

    held = f"adviser: dan price\non: 2026-11-20\ncases: [{INES}]\ndecisions: |\n  One.\n  *Two*.\nlearning: Ask.\n"

    def record(self, records: Records, text: str, *who: object) -> Ran:
        return records("supervision", "record", written(records.folder, {"s.yaml": text}) / "s.yaml", *who)

    def test_a_record_is_kept_and_exported_in_each_format(self, records: Records, tmp_path: Path) -> None:
        told = "20 November 2026, Dan Price, with Ruth Ellery: 1 case\n"
        assert self.record(records, self.held, *SENIOR) == Ran(0, f"recorded: {told}", "")
        assert records("supervision", "list").out == told
        assert records("supervision", "list", "--adviser", "Tom").out == "No supervision is recorded yet.\n"
        found = {}
        for ending in ("md", "txt", "json"):
            to = tmp_path / f"held.{ending}"
            wanted = ("--adviser", "DAN PRICE", "--on", "2026-11-20", "--as", ending, "--to", to, *SENIOR)
            assert records("supervision", "export", *wanted) == Ran(0, f"wrote {to}\n", "")
            refused(records("supervision", "export", *wanted), "is there already")
            found[ending] = to.read_text(encoding="utf-8")
        own = ("--adviser", "Dan Price", "--on", "2026-11-20", "--as", "md", "--to", tmp_path / "mine.md")
        refused(records("supervision", "export", *own), "only a senior adviser takes out")
        assert "# Supervision of Dan Price" in found["md"]
        assert "- \\*Two\\*." in found["md"]
        assert "CASES DISCUSSED\n- TT-10001 Ines Marlowe\n" in found["txt"]
        (one,) = json.loads(found["json"])["supervisions"]
        assert one["cases"] == [{"case": INES, "name": "Ines Marlowe"}]
        assert (one["supervisor"], one["on"], one["learning"]) == ("Ruth Ellery", "2026-11-20", "Ask.")

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("2026-11-20", "2126-11-20", "20 November 2126 is still to come"),
            (INES, "TT-10009", "Dan Price has no case 'TT-10009'; did you mean"),
            ("dan price", "Tom Achterberg", "nobody called 'Tom Achterberg' works here"),
            ("dan price", "ruth ellery", "nobody supervises themselves"),
            ("dan price", "Ruth\u00a0Ellerу", "nobody supervises themselves"),  # its last letter is Cyrillic
            ("dan price", '"\u2800"', "name is blank"),
            (f"dan price\non: 2026-11-20\ncases: [{INES}]", '"\u2800"\non: 2026-11-20', "adviser's name is blank"),
        ],
    )
    def test_what_cannot_be_so_is_refused(self, records: Records, old: str, new: str, said: str) -> None:
        refused(self.record(records, self.held.replace(old, new), *SENIOR), said, "nothing was written")
        assert records("supervision", "list").out == "No supervision is recorded yet.\n"

    def test_only_a_senior_adviser_keeps_it(self, records: Records) -> None:
        refused(self.record(records, self.held, "--by", "Tom Achterberg"), "only a senior adviser")

    def test_a_field_it_has_not_is_said_with_its_place(self, records: Records) -> None:
        ran = self.record(records, self.held.replace("learning", "lerning"), *SENIOR)
        assert ran.code == 1
        assert "s.yaml:7:1: unknown key 'lerning'; did you mean 'learning'?" in ran.err

    def test_a_day_on_which_there_was_none(self, records: Records, tmp_path: Path) -> None:
        self.record(records, self.held, *SENIOR)
        ran = records(
            "supervision",
            "export",
            "--adviser",
            "Dan Price",
            "--on",
            "2026-11-21",
            "--as",
            "md",
            "--to",
            tmp_path / "a",
        )
        refused(ran, "no supervision with Dan Price on 21 November 2026", "there is: 20 November 2026")
        assert not (tmp_path / "a").exists()
