"""What every store keeps: one suite, run on the store on disk and on the one in memory."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from assessor.journal import (
    Act,
    Answered,
    CallBegun,
    CallEnded,
    Client,
    ClientRecorded,
    Decided,
    Entry,
    Exported,
    NotAnswered,
    Noted,
    SafetyNoted,
    Value,
    WentTo,
)
from assessor.records.errors import NotSaved, ReferenceTaken, Stale
from assessor.records.store import Adviser, Store
from tests.records.conftest import Shelf
from tests.records.samples import FILES, HARD_TEXT, entry

HALF_AN_EMOJI = "\ud83d"


def ids(store: Store, case: str) -> list[str]:
    return [kept.id for kept in store.journal(case)]


ACTS: list[Act] = [
    ClientRecorded(
        client=Client(name="Ines Marlowe", called="Ines", born=date(1984, 2, 29), referred_on=date(2026, 4, 27))
    ),
    CallBegun(script="short_call", version=2, bank="f" * 64),
    Answered(question="role", value="Bus driver"),
    NotAnswered(question="hours", reason="declined"),
    Noted(text="my chest goes tight", question="role"),
    WentTo(question=None),
    Decided(suggestion="sleep_plan", decision="set_aside", reason="not now", who=("client", "gp"), by="May"),
    SafetyNoted(field="told_at", text="11.20"),
    Exported(reader="therapist", format="html"),
    CallEnded(),
]


class TestContract:
    """What `Store` promises, whatever it is made of."""

    def test_a_journal_is_in_the_order_of_appending_not_of_ids_or_moments(self, shelf: Shelf) -> None:
        later = timedelta(minutes=1)
        shelf.store.append("case", [entry("9"), entry("1")])
        shelf.store.append("other", [entry("5")])
        shelf.store.append("case", [entry("4", at=entry("").at - later)])
        assert ids(shelf.store, "case") == ["9", "1", "4"]
        assert ids(shelf.reopened(), "case") == ["9", "1", "4"]

    def test_journals_come_in_the_order_in_which_their_cases_were_opened(self, shelf: Shelf) -> None:
        for case, name in (("b", "1"), ("a", "2"), ("c", "3"), ("b", "4")):
            shelf.store.append(case, [entry(name)])
        found = shelf.reopened().journals()
        assert {case: [kept.id for kept in kept_entries] for case, kept_entries in found.items()} == {
            "b": ["1", "4"],
            "a": ["2"],
            "c": ["3"],
        }
        assert list(found) == ["b", "a", "c"]

    @pytest.mark.parametrize(
        "fresh",
        [["2", "1", "3"], ["2", "3", "2"], ["1"]],
        ids=["known in the middle", "twice among them", "known alone"],
    )
    def test_of_several_entries_all_are_saved_or_none(self, shelf: Shelf, fresh: list[str]) -> None:
        shelf.store.append("case", [entry("1")])
        with pytest.raises(NotSaved, match="not saved"):
            shelf.store.append("case", [entry(name) for name in fresh])
        assert ids(shelf.store, "case") == ["1"]
        assert ids(shelf.reopened(), "case") == ["1"]

    def test_an_id_is_given_once_in_the_whole_store(self, shelf: Shelf) -> None:
        shelf.store.append("case", [entry("1")])
        with pytest.raises(NotSaved):
            shelf.store.append("other", [entry("1")])
        assert list(shelf.store.journals()) == ["case"]

    def test_it_goes_on_after_an_entry_that_was_not_saved(self, shelf: Shelf) -> None:
        shelf.store.append("case", [entry("1")])
        with pytest.raises(NotSaved):
            shelf.store.append("case", [entry("1")])
        shelf.store.append("case", [entry("2"), entry("3")])
        assert ids(shelf.reopened(), "case") == ["1", "2", "3"]

    def test_an_empty_store_has_no_journals_banks_or_adviser(self, shelf: Shelf) -> None:
        assert dict(shelf.store.journals()) == {}
        assert shelf.store.journal("case") == ()
        assert shelf.store.bank("f") is None
        assert shelf.store.adviser() is None

    def test_appending_nothing_opens_no_case(self, shelf: Shelf) -> None:
        shelf.store.append("case", [])
        assert dict(shelf.reopened().journals()) == {}

    def test_a_bank_is_kept_once_and_never_replaced(self, shelf: Shelf) -> None:
        shelf.store.keep_bank("f", {"scripts/a.yaml": "first"})
        shelf.store.keep_bank("f", {"scripts/a.yaml": "second"})
        shelf.store.keep_bank("g", {"scripts/a.yaml": "third"})
        store = shelf.reopened()
        assert store.bank("f") == {"scripts/a.yaml": "first"}
        assert store.bank("g") == {"scripts/a.yaml": "third"}

    def test_a_bank_is_kept_to_the_letter_without_its_personas(self, shelf: Shelf) -> None:
        shelf.store.keep_bank("f", FILES | {"scripts/ž.yaml": "\ufeffa\r\n\tb\u2028\x00"})
        expected = {name: text for name, text in FILES.items() if not name.startswith("personas/")}
        assert shelf.reopened().bank("f") == expected | {"scripts/ž.yaml": "\ufeffa\r\n\tb\u2028\x00"}

    def test_the_adviser_is_the_one_recorded_last(self, shelf: Shelf) -> None:
        shelf.store.set_adviser(Adviser(name="Dan Price", role="adviser"))
        shelf.store.set_adviser(Adviser(name="Małgorzata [b]", role="senior"))
        assert shelf.store.adviser() == Adviser(name="Małgorzata [b]", role="senior")
        assert shelf.reopened().adviser() == Adviser(name="Małgorzata [b]", role="senior")

    def test_everybody_who_worked_here_is_remembered_with_the_role_last_given(self, shelf: Shelf) -> None:
        for name, role in (("Ruth", "adviser"), ("Dan", "adviser"), ("Ruth", "senior")):
            shelf.store.set_adviser(Adviser(name=name, role=role))
        assert shelf.reopened().people() == (Adviser(name="Dan", role="adviser"), Adviser(name="Ruth", role="senior"))

    def test_every_kind_of_act_is_the_same_after_reopening(self, shelf: Shelf) -> None:
        entries = [entry(str(n), act) for n, act in enumerate(ACTS)]
        shelf.store.append("case", entries)
        assert shelf.store.journal("case") == tuple(entries)
        assert shelf.reopened().journal("case") == tuple(entries)

    @pytest.mark.parametrize(
        "value", [True, False, 0, 1, 10**18, 7.5, 1.0, "", "1", "true", "2026-05-04", (), ("a",), ("a", "b")], ids=repr
    )
    def test_an_answer_keeps_its_type(self, shelf: Shelf, value: Value) -> None:
        shelf.store.append("case", [entry("1", Answered(question="q", value=value))])
        (kept,) = shelf.reopened().journal("case")
        assert isinstance(kept.act, Answered)
        assert (kept.act.value, type(kept.act.value)) == (value, type(value))

    def test_a_moment_is_the_same_moment_wherever_it_was_written(self, shelf: Shelf) -> None:
        at = datetime(2026, 3, 29, 1, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
        shelf.store.append("case", [entry("1", at=at)])
        (kept,) = shelf.reopened().journal("case")
        assert kept.at == at
        assert kept.at.utcoffset() == at.utcoffset()

    @pytest.mark.parametrize("text", HARD_TEXT.values(), ids=HARD_TEXT)
    def test_text_is_kept_to_the_letter_wherever_it_stands(self, shelf: Shelf, text: str) -> None:
        client = Client(name=text, called=text, reference=text, therapist=text)
        acts: list[Act] = [
            ClientRecorded(client=client),
            Answered(question=text, value=text),
            Answered(question="q", value=(text, text)),
            Noted(text=text, question="q"),
            Decided(suggestion="s", decision="accepted", words=text, by=text, reason=text),
            SafetyNoted(field="words", text=text),
        ]
        entries = [entry(str(n), act).model_copy(update={"by": text}) for n, act in enumerate(acts)]
        shelf.store.append("case", entries)
        shelf.store.set_adviser(Adviser(name=text, role=text))
        store = shelf.reopened()
        assert store.journal("case") == tuple(entries)
        assert store.adviser() == Adviser(name=text, role=text)

    @pytest.mark.parametrize(
        "act",
        [
            Noted(text=f"so {HALF_AN_EMOJI} tired"),
            Answered(question="role", value=HALF_AN_EMOJI),
            Answered(question="role", value=("a", HALF_AN_EMOJI)),
            SafetyNoted(field="words", text=HALF_AN_EMOJI),
        ],
        ids=["note", "answer", "answers", "safety"],
    )
    def test_half_of_a_character_is_refused_in_words_and_nothing_is_lost(self, shelf: Shelf, act: Act) -> None:
        shelf.store.append("case", [entry("1")])
        with pytest.raises(NotSaved, match="half of a character"):
            shelf.store.append("case", [entry("2"), entry("3", act)])
        shelf.store.append("case", [entry("4")])
        assert ids(shelf.reopened(), "case") == ["1", "4"]

    def test_half_of_a_character_in_the_advisers_name_is_refused_in_words(self, shelf: Shelf) -> None:
        shelf.store.set_adviser(Adviser(name="Dan Price", role="adviser"))
        with pytest.raises(NotSaved, match="half of a character"):
            shelf.store.set_adviser(Adviser(name=HALF_AN_EMOJI, role="adviser"))
        assert shelf.reopened().adviser() == Adviser(name="Dan Price", role="adviser")

    def test_what_was_read_does_not_change_with_what_is_appended(self, shelf: Shelf) -> None:
        shelf.store.append("case", [entry("1")])
        before, one = shelf.store.journals(), shelf.store.journal("case")
        shelf.store.append("case", [entry("2")])
        assert len(before["case"]) == len(one) == 1


class TestAfterWhatWasRead:
    """What a write rests on is looked at within it: a case that was changed since is not written to."""

    @pytest.mark.parametrize(("there", "after"), [([], ""), (["1"], "1"), (["2", "1"], "1"), (["1"], None), ([], None)])
    def test_a_case_that_is_as_it_was_read_is_written_to(
        self, shelf: Shelf, there: list[str], after: str | None
    ) -> None:
        shelf.store.append("case", [entry(name) for name in there])
        shelf.store.append("other", [entry("of another case")])
        shelf.store.append("case", [entry("fresh")], after=after)
        assert ids(shelf.reopened(), "case") == [*there, "fresh"]

    @pytest.mark.parametrize(
        ("there", "after"), [([], "1"), (["1"], ""), (["1", "2"], "1"), (["1"], "2"), (["1"], "of another case")]
    )
    def test_a_case_that_was_changed_since_it_was_read_is_left_as_it_is(
        self, shelf: Shelf, there: list[str], after: str
    ) -> None:
        shelf.store.append("case", [entry(name) for name in there])
        shelf.store.append("other", [entry("of another case")])
        ran: list[str] = []
        with pytest.raises(Stale, match=r"changed elsewhere.* nothing was written.* open it again"):
            shelf.store.append("case", [entry("fresh")], after=after, then=lambda: ran.append("then"))
        assert ran == []
        assert ids(shelf.reopened(), "case") == there

    def test_a_stale_write_is_one_that_was_not_saved(self) -> None:
        """So whoever handles what was not saved handles it as well."""
        assert issubclass(Stale, NotSaved)


class TestTogether:
    """What is done with a write is done before it is kept, and undoes it by failing."""

    def test_what_is_done_then_sees_the_entries_written(self, shelf: Shelf) -> None:
        seen: list[list[str]] = []
        shelf.store.append("case", [entry("1")], then=lambda: seen.append(ids(shelf.store, "case")))
        assert seen == [["1"]]
        assert ids(shelf.reopened(), "case") == ["1"]

    @pytest.mark.parametrize("error", [ValueError, OSError, NotSaved, KeyboardInterrupt])
    def test_what_fails_then_takes_the_entries_back_and_is_raised_itself(
        self, shelf: Shelf, error: type[BaseException]
    ) -> None:
        def fail() -> None:
            raise error("as it was")

        shelf.store.append("case", [entry("1")])
        with pytest.raises(error, match="as it was"):
            shelf.store.append("case", [entry("2"), entry("3")], after="1", then=fail)
        assert ids(shelf.store, "case") == ["1"]
        shelf.store.append("case", [entry("2")], after="1")
        assert ids(shelf.reopened(), "case") == ["1", "2"]

    def test_entries_that_cannot_be_written_let_nothing_be_done(self, shelf: Shelf) -> None:
        shelf.store.append("case", [entry("1")])
        ran: list[str] = []
        with pytest.raises(NotSaved):
            shelf.store.append("case", [entry("1")], then=lambda: ran.append("then"))
        assert ran == []

    def test_all_writes_of_a_transaction_are_kept_or_none(self, shelf: Shelf) -> None:
        def half() -> None:
            with shelf.store.transaction():
                shelf.store.append("case", [entry("1")])
                shelf.store.set_adviser(Adviser(name="Dan Price", role="adviser"))
                raise OSError

        with pytest.raises(OSError):  # noqa: PT011 - any error at all takes it back
            half()
        assert ids(shelf.store, "case") == []
        with shelf.store.transaction():
            shelf.store.append("case", [entry("1")])
            shelf.store.append("case", [entry("2")], after="1")
        store = shelf.reopened()
        assert ids(store, "case") == ["1", "2"]
        assert store.adviser() is None

    def test_a_write_that_fails_within_a_transaction_takes_back_its_own_part_alone(self, shelf: Shelf) -> None:
        with shelf.store.transaction():
            shelf.store.append("case", [entry("1")])
            with pytest.raises(Stale):
                shelf.store.append("case", [entry("2")], after="")
            shelf.store.append("case", [entry("3")], after="1")
        assert ids(shelf.reopened(), "case") == ["1", "3"]


def client_entry(name: str, reference: str) -> Entry:
    """An entry of this id: the client's details with this reference."""
    return entry(name, ClientRecorded(client=Client(name="Ines Marlowe", reference=reference)))


class TestReferences:
    """A reference leads to one case, and no other can take it."""

    def test_a_reference_leads_to_its_case(self, shelf: Shelf) -> None:
        shelf.store.append("a", [client_entry("1", "TT-1")])
        shelf.store.append("b", [client_entry("2", "TT-2"), entry("3")])
        for open_again in (False, True):
            store = shelf.reopened() if open_again else shelf.store
            assert [store.case_of(reference) for reference in ("TT-1", "TT-2", "TT-3", "")] == ["a", "b", None, None]
            assert store.references() == {"TT-1", "TT-2"}

    def test_one_that_another_case_has_is_refused_and_nothing_is_written(self, shelf: Shelf) -> None:
        shelf.store.append("a", [client_entry("1", "TT-1")])
        ran: list[str] = []
        with pytest.raises(ReferenceTaken, match="not saved: there is a case TT-1 already"):
            shelf.store.append("b", [entry("2"), client_entry("3", "TT-1")], then=lambda: ran.append("then"))
        assert ran == []
        assert list(shelf.reopened().journals()) == ["a"]
        assert issubclass(ReferenceTaken, NotSaved)

    def test_a_client_taken_down_afresh_keeps_the_reference_or_moves_to_another(self, shelf: Shelf) -> None:
        shelf.store.append("a", [client_entry("1", "TT-1")])
        shelf.store.append("a", [client_entry("2", "TT-1")])
        shelf.store.append("a", [client_entry("3", "TT-9")])
        shelf.store.append("b", [client_entry("4", "TT-1")])
        store = shelf.reopened()
        assert (store.case_of("TT-9"), store.case_of("TT-1")) == ("a", "b")
        with pytest.raises(ReferenceTaken):
            store.append("a", [client_entry("5", "TT-1")])
        assert store.case_of("TT-9") == "a"

    def test_a_client_taken_down_afresh_without_a_reference_has_none(self, shelf: Shelf) -> None:
        shelf.store.append("a", [client_entry("1", "TT-1"), client_entry("2", "")])
        shelf.store.append("b", [client_entry("3", "")])
        assert shelf.reopened().references() == frozenset()

    def test_a_reference_is_free_again_if_the_write_that_took_it_failed(self, shelf: Shelf) -> None:
        def fail() -> None:
            raise OSError

        with pytest.raises(OSError):  # noqa: PT011 - any error at all takes it back
            shelf.store.append("a", [client_entry("1", "TT-1")], then=fail)
        assert shelf.store.case_of("TT-1") is None
        shelf.store.append("b", [client_entry("2", "TT-1")])
        assert shelf.reopened().case_of("TT-1") == "b"

    @pytest.mark.parametrize("text", HARD_TEXT.values(), ids=HARD_TEXT)
    def test_a_reference_is_told_apart_to_the_letter(self, shelf: Shelf, text: str) -> None:
        shelf.store.append("a", [client_entry("1", text)])
        shelf.store.append("b", [client_entry("2", f"{text} ")])
        store = shelf.reopened()
        assert (store.case_of(text), store.case_of(f"{text} ")) == ("a", "b")
