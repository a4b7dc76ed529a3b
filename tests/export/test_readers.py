"""Who may read what: the employer what was chosen, the client plain words, and nobody against the client's word."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from assessor.care.case import Case
from assessor.care.employer_lines import shared_lines
from assessor.export import ExportRefused, export_document
from assessor.export.before_export import heed
from assessor.export.pages.client import client_document
from assessor.export.pages.employer import employer_document
from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    ClientRecorded,
    Consented,
    Decided,
    Replied,
    ShareChosen,
    StepWritten,
    Undone,
)
from tests.export.client import BANK, DOCUMENTS, PAGES, WORDS, acts, bank, by_hand, case_of, sharing, signed, whole
from tests.export.reading import read_pdf, read_word
from tests.records.samples import CATALOGUE, NOON, SCRIPT

ALL = [*acts(WORDS.__getitem__), *by_hand(WORDS.__getitem__)]
CHOSEN = ("step call", "goal second", "adjustment later_start")
MARK = re.compile(r"zq[a-z]+?qz")


def mark(place: str) -> str:
    """A word that stands for the text of this place and for nothing else."""
    return f"zq{place.replace('_', '')}qz"


TO_EMPLOYER = [pair for pair in DOCUMENTS.values() if pair[0] == "employer"]
OF_SHARED_LINES = [("employer", None), ("employer", "adjustments"), ("client", "adjustments")]


def seen(case: Case, document: str) -> str:
    """The document as plain text, on one line."""
    return " ".join(export_document(case, "txt", *DOCUMENTS[document]).decode().split())


def without_employer(more: Iterable[Act] = ()) -> Case:
    return case_of([*(act for act in ALL if act != Consented(reader="employer", given=True)), *more])


@pytest.mark.parametrize("format", PAGES)
@pytest.mark.parametrize(("reader", "letter"), TO_EMPLOYER)
class TestNothingReachesTheEmployerAgainstTheClientsWord:
    """Neither the copy nor a letter from the adviser is made, in any format."""

    def test_not_before_it_was_asked(self, reader: str, letter: str | None, format: str) -> None:
        with pytest.raises(
            ExportRefused, match="has not yet been asked about sharing with the employer; nothing was written"
        ):
            export_document(without_employer(), format, reader, letter)

    def test_not_after_a_no(self, reader: str, letter: str | None, format: str) -> None:
        with pytest.raises(ExportRefused, match="said no on 4 May 2026 to sharing with the employer"):
            export_document(without_employer([Consented(reader="employer", given=False)]), format, reader, letter)

    def test_not_after_it_was_withdrawn(self, reader: str, letter: str | None, format: str) -> None:
        case = case_of([*ALL, Consented(reader="employer", given=False)])
        with pytest.raises(ExportRefused, match="withdrew consent on 4 May 2026 to sharing with the employer"):
            export_document(case, format, reader, letter)

    def test_not_after_a_no_that_was_taken_back(self, reader: str, letter: str | None, format: str) -> None:
        no = [*ALL, Consented(reader="employer", given=False)]
        with pytest.raises(
            ExportRefused,
            match="is to be asked again about sharing with the employer, since what was said last was taken back",
        ):
            export_document(case_of([*no, Undone(entry=f"{len(ALL):03d}")]), format, reader, letter)

    def test_and_again_once_the_client_says_yes_and_chooses_again(
        self, reader: str, letter: str | None, format: str
    ) -> None:
        said = [Consented(reader="employer", given=False), Consented(reader="employer", given=True)]
        chosen = sharing(case_of(ALL))
        if (reader, letter) != ("employer", "meeting"):  # which holds none of the lines
            with pytest.raises(ExportRefused, match="what was chosen before is to be chosen anew"):
                export_document(case_of([*ALL, chosen, *said]), format, reader, letter)
        assert export_document(case_of([*ALL, chosen, *said, chosen]), format, reader, letter)


class TestTheEmployersLines:
    """The copy holds the lines that stand chosen, and no other word of the plan."""

    @pytest.mark.parametrize(("reader", "letter"), OF_SHARED_LINES)
    def test_while_nobody_has_chosen_nothing_leaves_not_even_a_title_of_the_catalogue(
        self, reader: str, letter: str | None
    ) -> None:
        assert employer_document(case_of(ALL)).lines == ()
        with pytest.raises(ExportRefused, match="Ines Marlowe has not chosen yet what to share; nothing was written"):
            export_document(case_of(ALL), "txt", reader, letter)

    def test_the_page_says_that_it_was_chosen(self) -> None:
        assert "This page holds only what Ines has chosen to share." in seen(whole(), "employer")

    def test_who_agreed_a_goal_at_work_is_not_told_to_the_employer_who_may_be_the_one(self) -> None:
        for document in ("employer", "client-meeting", "employer-adjustments"):
            assert WORDS["joan"] not in seen(whole(), document)
            assert "“" not in seen(whole(), document)

    def test_who_a_page_names_at_work_is_no_one_of_health(self) -> None:
        told = CATALOGUE.replace("who: [client, adviser, employer]", "who: [client, gp, therapist, employer, other]", 1)
        own = bank(catalogue=told)
        happened = [*acts(WORDS.__getitem__, own), Consented(reader="employer", given=True)]
        case = case_of([*happened, sharing(case_of(happened, bank=own))], bank=own)
        assert not [line for line in employer_document(case).lines if "GP" in line.who or "therap" in line.who]

    def test_a_choice_stands_whole(self) -> None:
        case = case_of([*ALL, sharing(case_of(ALL), "step call")])
        assert [line.text for line in employer_document(case).lines] == [WORDS["call_joan"]]
        assert "A later start" not in seen(case, "employer")

    def test_health_is_there_only_if_it_was_chosen(self) -> None:
        assert WORDS["health"] not in seen(case_of([*ALL, sharing(case_of(ALL), "step call")]), "employer")
        chosen = case_of([*ALL, sharing(case_of(ALL), "work health.effect")])
        assert WORDS["health"] in seen(chosen, "employer")
        assert WORDS["health"] in seen(chosen, "client-meeting")

    @pytest.mark.parametrize("document", ["employer", "employer-meeting", "employer-adjustments", "client-meeting"])
    def test_nothing_else_tells_of_health_or_of_the_service(self, document: str) -> None:
        said = seen(case_of([*ALL, sharing(case_of(ALL), *CHOSEN)]), document).casefold()
        for word in (
            "therap",
            "nhs",
            "health",
            "anxi",
            "symptom",
            "fit note",
            "sick",
            "gp",
            "nasser",
            "born",
            "tt-10001",
        ):
            assert word not in said, word

    @pytest.mark.parametrize(
        "document", [name for name, (_, letter) in DOCUMENTS.items() if letter or name == "employer"]
    )
    @pytest.mark.parametrize("format", PAGES)
    def test_no_word_of_the_plan_is_there_but_those_that_are_printed_of_the_chosen_lines(
        self, document: str, format: str
    ) -> None:
        """Each text of the case is a mark of its own, so that it is seen wherever it may have got to."""
        happened = [*acts(mark), *by_hand(mark)]
        case = case_of([*happened, sharing(case_of(happened, mark("adviser")), *CHOSEN)], mark("adviser"))
        chosen = " ".join(line.printed for line in shared_lines(case.plan, case.by_hand))
        may = {mark(place) for place in ("name", "called", "adviser")} | set(MARK.findall(chosen))
        if DOCUMENTS[document][1]:
            may.add(mark("employer"))  # to whom a letter goes
        content = export_document(case, format, *DOCUMENTS[document])
        readers = {"docx": read_word, "pdf": read_pdf}
        told = (readers[format](content).words if format in readers else content.decode()).casefold()
        assert {mark("call_joan"), mark("call_by")} <= set(MARK.findall(told)) <= may
        for words in ("sick", "coming back", "return"):
            assert words not in told

    @pytest.mark.parametrize("change", [{"by": "once my antidepressants have settled"}, {"who": ("client", "other")}])
    @pytest.mark.parametrize(("reader", "letter"), OF_SHARED_LINES)
    def test_a_chosen_step_of_which_one_word_was_written_anew_does_not_go_out(
        self, reader: str, letter: str | None, change: dict[str, object]
    ) -> None:
        step = next(act for act in ALL if isinstance(act, StepWritten) and act.step == "call")
        case = case_of([*ALL, sharing(case_of(ALL), "step call"), step.model_copy(update=change)])
        with pytest.raises(ExportRefused, match="has chosen no line to share; what was chosen reads otherwise now"):
            export_document(case, "txt", reader, letter)
        case = whole(WORDS.__getitem__, BANK, step.model_copy(update=change))
        assert WORDS["call_joan"] not in export_document(case, "txt", reader, letter).decode()
        assert "Left out, since the words are others" in " ".join(heed(case, reader, letter, NOON.date()))

    @pytest.mark.parametrize(("reader", "letter"), OF_SHARED_LINES)
    def test_with_nothing_chosen_there_is_nothing_to_send(self, reader: str, letter: str | None) -> None:
        with pytest.raises(ExportRefused, match="Ines Marlowe has chosen no line to share; nothing was written"):
            export_document(case_of([*ALL, ShareChosen(lines=())]), "txt", reader, letter)

    @pytest.mark.parametrize(("reader", "letter"), OF_SHARED_LINES)
    def test_with_nothing_that_could_be_shared_neither(self, reader: str, letter: str | None) -> None:
        began = [act for act in acts(WORDS.__getitem__) if isinstance(act, ClientRecorded | CallBegun)]
        bare = [*began, Consented(reader="employer", given=True)]
        with pytest.raises(ExportRefused, match="no line on the plan that an employer could be shown"):
            export_document(case_of(bare), "txt", reader, letter)

    def test_what_was_set_aside_after_it_was_chosen_is_gone(self) -> None:
        case = whole(WORDS.__getitem__, BANK, Decided(suggestion="later_start", decision="set_aside", reason="no"))
        assert "A later start" not in seen(case, "employer")


class TestLetters:
    """A letter is the client's to send without asking anybody, or the adviser's with the client's consent."""

    @pytest.mark.parametrize("letter", ["meeting", "adjustments"])
    def test_the_clients_own_asks_for_no_consent(self, letter: str) -> None:
        refused = without_employer([Consented(reader="employer", given=False), sharing(case_of(ALL))])
        assert "[your address]" in export_document(refused, "txt", "client", letter).decode()

    def test_the_clients_own_names_no_adviser_and_no_agreement(self) -> None:
        said = seen(whole(), "client-meeting")
        assert "Dan Price" not in said
        assert "agreement" not in said

    def test_the_advisers_says_on_whose_word(self) -> None:
        said = seen(whole(), "employer-meeting")
        assert "I write to you with Ines Marlowe’s agreement, given on 4 May 2026." in said
        assert said.endswith("Yours sincerely, [your signature] Dan Price")

    def test_out_of_work_there_is_nobody_to_ask_for_a_meeting(self) -> None:
        case = case_of([*ALL, Answered(question="situation", value="out_of_work")])
        with pytest.raises(ExportRefused, match="is out of work, so there is no employer to ask for a meeting"):
            export_document(case, "txt", "client", "meeting")

    @pytest.mark.parametrize(
        ("reader", "letter", "why"),
        [
            ("therapist", "meeting", "a letter is for the client to send"),
            ("record", "meeting", "a letter is for the client to send"),
            ("client", "love", "there is no letter 'love'"),
            ("gp", None, "and for no other reader"),
        ],
    )
    def test_what_there_is_not_is_refused(self, reader: str, letter: str | None, why: str) -> None:
        with pytest.raises(ExportRefused, match=why):
            export_document(whole(), "txt", reader, letter)

    def test_no_letter_claims_a_right_or_a_deadline(self) -> None:
        for document in DOCUMENTS:
            if "-" in document:
                said = seen(whole(), document).casefold()
                assert not [word for word in ("act 2010", "entitled", "duty", "must", "law", "within") if word in said]


class TestTheClientsCopy:
    """It says "you", in words that anybody can read, and whom to ring."""

    def test_it_has_none_of_the_fields_words(self) -> None:
        said = seen(whole(), "client").casefold()
        for word in ("barrier", "in the way", "wants help", "client", "intervention", "going for them", "fingerprint"):
            assert word not in said, word

    def test_whose_step_is_whose(self) -> None:
        said = seen(whole(), "client")
        assert "YOUR STEPS - Write to Joan about phased hours. With Dan. When: this Friday." in said
        assert "- Ring Joan to fix the day. With Dan. When: Thursday." in said
        assert "- Ines meets Joan with Dan on the line. With Dan. When: next week." in said

    def test_the_employer_is_in_a_step_only_once_the_client_says_that_they_may_know(self) -> None:
        step = StepWritten(step="joan", what="Sit down with Joan", who=("client", "employer"), by="in May")
        assert "Sit down with Joan. With your employer. When: in May." in seen(case_of([*ALL, step]), "client")
        for document in ("client", "therapist"):
            said = seen(without_employer([step]), document)
            assert "Sit down with Joan" in said
            assert "your employer" not in said
            assert "Ines and employer" not in said

    def test_a_typed_party_is_that_party(self) -> None:
        typed = [Answered(question="step_who", value="client")]
        assert "YOUR STEPS - Write to Joan about phased hours. When: this Friday." in seen(
            case_of([*ALL, *typed]), "client"
        )

    @pytest.mark.parametrize(
        ("at", "how", "told"),
        [
            ("ten, when he's asleep", "by phone", "at ten, by phone."),
            ("Monday, eleven", "", "at eleven."),
            ("half past five, in the van", "", "at half past five."),
            ("3pm, from the car", "text message, he reads the rest", "at 3pm, by text message."),
            ("after two, when lunch is done", "not by phone", "after two."),
            ("when the two of them are out", "at my sister's", "."),
            ("10", "by telephone", "at 10, by phone."),
        ],
    )
    def test_of_the_next_call_it_says_the_day_the_clock_and_the_means_and_no_more(
        self, at: str, how: str, told: str
    ) -> None:
        given = [Answered(question="next_at", value=at), *([Answered(question="next_how", value=how)] if how else [])]
        case = case_of([*(act for act in ALL if getattr(act, "question", "") != "next_how"), *given])
        said = seen(case, "client")
        assert f"WHEN WE SPEAK NEXT Tuesday 12 May 2026{'' if told == '.' else ' '}{told} IF THINGS" in said

    @pytest.mark.parametrize(
        ("at", "told"), [("10:30", "at 10.30am"), ("14:00", "at 2pm"), ("12:00", "at noon"), ("00:00", "at midnight")]
    )
    def test_a_time_of_the_next_call_reads_alike_on_every_page_and_an_older_calls_words_as_they_did(
        self, at: str, told: str
    ) -> None:
        timed = bank(script=SCRIPT.replace("{id: next_at, kind: text", "{id: next_at, kind: time"))
        case = case_of([*ALL, Answered(question="next_at", value=at)], bank=timed)
        assert f"Tuesday 12 May 2026 {told}, by phone." in seen(case, "client")
        assert f"Next call: Tuesday 12 May 2026 {told} (by telephone)." in seen(case, "therapist")
        assert case.plan.next_contact == f"12 May 2026 {told} (by telephone)"
        words = case_of([*ALL, Answered(question="next_at", value="half past ten")])
        assert "Tuesday 12 May 2026 at half past ten, by phone." in seen(words, "client")

    def test_a_suggestion_in_nobodys_words_says_what_the_catalogue_says_to_the_client(self) -> None:
        told = CATALOGUE.replace(
            "    who: [client, adviser, employer]\n",
            "    who: [client, adviser, employer]\n    does: {client: Choose a room., adviser: Ring the client.}\n",
        )
        own = bank(catalogue=told)
        happened = [act for act in acts(WORDS.__getitem__, own) if getattr(act, "suggestion", "") != "meeting_at_work"]
        agreed: list[Act] = [
            Decided(suggestion="meeting_at_work", decision="accepted"),
            Consented(reader="employer", given=True),
        ]
        said = seen(case_of([*happened, *agreed], bank=own), "client")
        assert "- Meeting the manager before going back: choose a room. With Dan and your employer." in said
        assert "Ring the client" not in said

    def test_numbers_to_ring_and_no_doubt_about_them(self) -> None:
        said = seen(whole(), "client")
        assert "Samaritans: 116 123 (someone to talk to, day and night)" in said
        assert "Acas: 0300 123 1100 (your rights at work)" in said
        assert "check" not in said.replace("not yet checked", "")

    def test_it_needs_no_consent_and_says_who_may_see_it(self) -> None:
        case = case_of([*ALL, Consented(reader="therapist", given=False)])
        assert "Your therapist: you said no, 4 May 2026." in seen(case, "client")

    def test_of_one_whose_no_was_taken_back_it_says_that_we_will_ask_again(self) -> None:
        case = case_of([*ALL, Consented(reader="therapist", given=False), Undone(entry=f"{len(ALL):03d}")])
        assert "Your therapist: we will ask you again." in seen(case, "client")
        assert "the therapist" not in [line.answer for line in client_document(case).shared_with]

    def test_what_was_asked_of_the_therapist_and_that_they_answered(self) -> None:
        said = seen(whole(), "client")
        assert "When: by 15 May. Farah Nasser answered, 4 May 2026: not now." in said

    @pytest.mark.parametrize("format", PAGES)
    def test_the_therapists_own_words_are_the_clients_to_read_only_if_that_was_chosen(self, format: str) -> None:
        words = "Her avoidance maintains it"
        reply = Replied(request="picture_the_day", answer="not_now", words=words, name="Farah Nasser")
        readers = {"docx": read_word, "pdf": read_pdf}

        def copy(reply: Replied) -> str:
            content = export_document(case_of([*ALL, reply]), format, "client")
            return " ".join((readers[format](content).words if format in readers else content.decode()).split())

        assert words not in copy(reply)
        assert words in copy(reply.model_copy(update={"for_client": True}))
        assert words in seen(case_of([*ALL, reply]), "therapist")


class TestTheTherapistsPage:
    """Requests lead, each with its day, its reason, the goal it serves and what was answered."""

    def test_a_request_with_its_goal_and_reply(self) -> None:
        said = seen(whole(), "therapist")
        assert said.index("SAFETY: 4 May 2026: Passed") < said.index("WHAT I AM ASKING") < said.index("SHARED GOALS")
        assert "By 15 May. Farah Nasser answered, 4 May 2026: not now. We begin with sleep" in said
        assert "It stops her in the car park. For the goal: “Start at nine for the first month”. At the session" in said

    def test_goals_with_owner_ratings_and_whoever_agreed_them_at_work(self) -> None:
        said = seen(whole(), "therapist")
        assert "Whose: Ines, with her manager By: the end of June Start: 3 Now: 5" in said
        assert "Agreed at work with Joan Pike, 4 May 2026. Whose: employer, with the depot clerk" in said

    def test_consents_with_their_days(self) -> None:
        case = whole(WORDS.__getitem__, BANK, Consented(reader="employer", given=False))
        assert "Therapist: yes, 4 May 2026. GP: not known, 4 May 2026. Employer: withdrawn, 4 May 2026." in seen(
            case, "therapist"
        )
        undone = case_of([*(entry.act for entry in case.entries), Undone(entry=case.entries[-1].id)])
        assert "GP: not known, 4 May 2026. Employer: to be asked again." in seen(undone, "therapist")
        assert b"to be asked again" in export_document(undone, "fhir", "therapist")


FIRST = {
    "therapist": "DRAFT, not yet", "client": "First version. A colleague of Dan’s will read it too.",
    "employer": "DRAFT, not yet",
}  # fmt: skip


@pytest.mark.parametrize("document", ["therapist", "client", "employer"])
class TestStanding:
    """Each copy says whether the plan is a draft; only the service's own says that it was returned."""

    def test_draft_until_signed(self, document: str) -> None:
        assert FIRST[document] in seen(whole(), document)
        assert FIRST[document] not in seen(whole(WORDS.__getitem__, BANK, *signed()), document)

    def test_by_whom_it_was_reviewed(self, document: str) -> None:
        assert "by Dan Price, 4 May 2026" in seen(whole(WORDS.__getitem__, BANK, *signed()), document)

    def test_a_signed_plan_that_is_changed_is_a_draft_again(self, document: str) -> None:
        later = Decided(suggestion="sleep_plan", decision="accepted")
        assert FIRST[document] in seen(whole(WORDS.__getitem__, BANK, *signed(), later), document)

    def test_its_version_and_fingerprint(self, document: str) -> None:
        assert seen(whole(), document).split()[-6:-4] == ["Version", "1"]
