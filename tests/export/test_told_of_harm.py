"""What was told that may be harm is said wherever a page speaks of safety, and never passed over as “none raised”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assessor.care.case import Case
from assessor.export import ExportRefused, export_document
from assessor.export.before_export import heed
from assessor.export.clinical_record import record_entry
from assessor.export.permission import permitted
from assessor.journal import Act, Answered, CallBegun, CallEnded, ClientRecorded, Noted, SafetyNoted
from assessor.views.call import before_ringing
from assessor.views.harm_told import harm_told, unwritten_at_the_end
from assessor.views.plan_lines import plan_lines
from tests.care.conftest import ROSA, TODAY, shipped_bank
from tests.export.client import case_of

BANK = shipped_bank()
START: dict[str, Any] = {"identity": "confirmed", "can_talk": "home", "consent_therapist": "yes", "employ_status": "01"}
WORK = START | {"off_sick_now": "no", "employment_type": "employee", "formal_process": ["none"]}
WORK |= {"keeping_going": "struggling", "hard_parts": ["treated"]}


def case(answers: Mapping[str, Any], *more: Act) -> Case:
    acts: list[Act] = [
        ClientRecorded(client=ROSA),
        CallBegun(script="first_assessment", version=2, bank=BANK.fingerprint),
        *(Answered(question=question, value=value) for question, value in answers.items()),
        *more,
    ]
    return case_of(acts, bank=BANK)


def page(made: Case) -> str:
    return " ".join(export_document(made, "txt", "therapist").decode().split())


OFFERED = {
    "hurt": (WORK | {"relationships": "hurt"}, "Someone at work has hit, pushed or threatened me"),
    "touched": (WORK | {"relationships": "touched"}, "Someone at work touches me"),
    "picked on": (WORK | {"relationships": "picked_on"}, "I am being bullied or picked on"),
    "outside": (WORK | {"relationships": "outside"}, "It is someone outside work"),
    "passport": (WORK | {"what_goes_on": "He keeps my passport in his office"}, "keeps my passport"),
    "alive": (WORK | {"health_effect": "I wish I had not woken up"}, "wish I had not woken up"),
}


@pytest.mark.parametrize("name", OFFERED)
def test_what_was_told_stands_where_none_raised_would(name: str) -> None:
    answers, told = OFFERED[name]
    made = case(answers, CallEnded())
    for text in (page(made), record_entry(made)):
        assert "none raised" not in text.casefold()
        assert told in text
        assert "the safety page was not written" in text
    (line,) = [line for line in plan_lines(made) if line.kind == "safety"]
    assert line.pressing
    for reader in ("therapist", "record", "client"):
        assert any("safety page was not written" in look for look in heed(made, reader, None, TODAY))


@pytest.mark.parametrize(
    "answers",
    [WORK | {"relationships": "tension"}, WORK | {"what_goes_on": "Too much to do"}, WORK | {"hard_parts": ["none"]}],
)
def test_where_nothing_of_the_kind_was_told_none_was_raised(answers: Mapping[str, Any]) -> None:
    made = case(answers, CallEnded())
    assert "none raised; the call was ended before its last question" in page(made).casefold()
    assert not any("safety" in look for look in heed(made, "record", None, TODAY))


def test_a_note_with_harm_is_quoted_by_the_words_that_matter() -> None:
    note = "says sometimes she wishes she had not come out of it. Not planning anything"
    made = case(WORK, Noted(text=note, question="hard_parts"), CallEnded())
    assert "wishes she had not come out of it" in page(made)


def test_once_the_page_is_written_it_is_the_page_that_is_told() -> None:
    made = case(WORK | {"relationships": "hurt"}, SafetyNoted(field="told", text="Farah Nasser"), CallEnded())
    assert "safety page was not written" not in page(made)
    assert "Passed to Farah Nasser" in page(made)


def test_a_blank_line_on_the_page_writes_nothing() -> None:
    made = case(WORK | {"relationships": "hurt"}, SafetyNoted(field="words", text="  "), CallEnded())
    assert "safety page was not written" in page(made)


@pytest.mark.parametrize(("habit", "word"), [("gambling", "ambl"), ("alcohol_drugs", "rink")])
def test_a_habit_that_waits_for_its_help_to_be_agreed_is_named_on_no_paper(habit: str, word: str) -> None:
    made = case(WORK | {"circumstances": ["more"], "life_more": [habit, "bereavement"]}, CallEnded())
    for text in (page(made), record_entry(made), export_document(made, "fhir", "therapist").decode()):
        assert word not in text
    assert "Grief" in page(made)


def test_it_is_asked_about_again_at_the_end_of_the_call() -> None:
    bank, course = BANK, BANK.course("phq9")
    acts: list[Act] = [ClientRecorded(client=ROSA), CallBegun(script="phq9", version=1, bank=bank.fingerprint)]
    for step in course.questions:
        question = step.question
        if question is not None and question.takes_answer and step.name != "phq9_9_unsaid":
            acts.append(Answered(question=step.name, value="0"))
    made = case_of(acts, bank=bank)
    assert unwritten_at_the_end(made.calls[-1]) == ""
    noted = case_of([*acts, Noted(text="he has taken my passport", question="phq9_1")], bank=bank)
    assert "passport" in unwritten_at_the_end(noted.calls[-1])
    ended = case_of([*acts, Noted(text="he has taken my passport", question="phq9_1"), CallEnded()], bank=bank)
    assert unwritten_at_the_end(ended.calls[-1]) == ""


def test_a_concern_that_nobody_was_told_of_stands_before_the_next_ring_and_at_export() -> None:
    made = case(
        WORK | {"circumstances": ["more"], "life_more": ["close_person"], "close_person_now": "no"}, CallEnded()
    )
    assert before_ringing(made).startswith("Before you ring: a concern is not yet passed on")
    assert any("not yet passed on" in look for look in heed(made, "record", None, TODAY))
    told = case(
        WORK | {"circumstances": ["more"], "life_more": ["close_person"], "close_person_now": "no"},
        SafetyNoted(field="told", text="Farah"), CallEnded(),
    )  # fmt: skip
    assert "not yet passed on" not in before_ringing(told)


def test_the_record_is_looked_at_like_the_therapists_page() -> None:
    made = case(WORK | {"can_talk": "careful"}, CallEnded())
    looks = " ".join(heed(made, "record", None, TODAY))
    assert "may be open to the person at home too" in looks


def test_what_only_may_be_heard_is_for_the_adviser_and_for_no_page() -> None:
    made = case(
        WORK | {"health_effect": "I see it happen again, I don't sleep, I jump at the bell on any door"}, CallEnded()
    )
    assert "none raised; the call was ended before its last question" in page(made).casefold()


INTRUSIVE = "I keep getting horrible thoughts of stabbing my daughter, I would never do it, my therapist says it's OCD"
WHOLE = {
    f"{INTRUSIVE}. Buses are fine.": f"“{INTRUSIVE}”",
    "Likes it. I have thoughts of stabbing my girl. My therapist says it's OCD. I would never do it. Buses are fine.": (
        "“I have thoughts of stabbing my girl. My therapist says it's OCD. I would never do it”"
    ),
    "My manager is Alan. He touches me. Doesn't want her sister to know of the debts.": (
        "“My manager is Alan. He touches me”"
    ),
    "My husband Gary would go mad if he knew I was talking to anyone. He takes my wages. Likes the work.": (
        "“My husband Gary would go mad if he knew I was talking to anyone. He takes my wages”"
    ),
    "I have not eaten since Monday. The bus was late. It rained. Then I fainted on the till.": (
        "“I have not eaten since Monday. … Then I fainted on the till”"
    ),
    "saw Dr. Shah, says nobody knows he hits her": "“saw Dr. Shah, says nobody knows he hits her”",
}


def told_by(note: str = "", **answers: Any) -> tuple[str, ...]:
    made = case(WORK | answers, *([Noted(text=note, question="hard_parts")] if note else []), CallEnded())
    return tuple(line for line in harm_told(made) if line.startswith("“"))


def test_harm_in_a_note_is_quoted_in_whole_sentences_with_what_denies_it() -> None:
    wrong = {note: told for note, words in WHOLE.items() if (told := told_by(note)) != (words,)}
    assert not wrong


def test_a_short_answer_in_which_harm_is_heard_is_quoted_whole() -> None:
    said = "I make myself sick after lunch. I have not eaten since Monday and I fainted on the till"
    assert told_by(what_goes_on=said) == (f"“{said}”",)
    assert told_by(what_goes_on="My heart goes and I think I will die") == ("“My heart goes and I think I will die”",)


def test_a_sentence_without_an_end_is_cut_between_words_and_keeps_its_denial() -> None:
    note = "and the rota changed " * 40 + "thoughts of stabbing her " + "on the bus " * 20
    note += "and would never do it " + "at work " * 90
    (told,) = told_by(note)
    assert told.startswith("“… ")
    assert told.endswith(" …”")
    assert "would never do it" in told
    assert set(told.strip("“”").split()) <= {*note.split(), "…"}


def test_a_goal_is_no_word_of_harm_unless_harm_is_what_it_says() -> None:
    wishes = ("Work somewhere I feel safe", "A job where nobody touches me", "Not be hit by him", "Feel safe at work")
    assert [told_by(goal1_what=wish) for wish in wishes] == [()] * len(wishes)
    outright = ("I want to die", "To get away from him hitting me", "I don't feel safe at home")
    assert [told_by(goal1_what=wish) for wish in outright] == [(f"“{wish}”",) for wish in outright]
    assert told_by(what_goes_on="I want to feel safe") == ("“I want to feel safe”",)


def test_where_own_words_are_left_out_the_page_says_that_there_were_some() -> None:
    made = case(WORK | {"can_talk": "careful", "what_goes_on": "My husband Gary takes my wages"}, CallEnded())
    for text in (page(made), record_entry(made)):
        assert "words that may be a concern were noted; ask the adviser for them" in " ".join(text.split())
        assert "wages" not in text
    (line,) = [line for line in plan_lines(made) if line.kind == "safety"]
    assert "My husband Gary takes my wages" in str(line.why)


def test_harm_done_counts_at_once_also_in_a_call_cut_off_before_what_its_question_rests_on() -> None:
    """What they were asked first need not be answered: who was touched at work has urgent help on the plan."""
    unanswered = ("formal_process", "keeping_going", "hard_parts", "employment_type", "off_sick_now", "employ_status")
    for gone in range(1, len(unanswered) + 1):
        told = {name: value for name, value in WORK.items() if name not in unanswered[:gone]}
        cut_off = case(told | {"relationships": "touched"})
        assert "sexual_harassment" in [barrier.code for barrier in cut_off.plan.barriers]
        assert cut_off.plan.heard == () or "sexual_harassment" not in [one.code for one in cut_off.plan.heard]
        urgent = [one.id for one in cut_off.plan.suggestions if one.priority == "urgent"]
        assert "after_an_assault" in urgent
        assert harm_told(cut_off) == ("How they are treated: Someone at work touches me, or says sexual things",)
        in_the_way = page(cut_off).casefold().partition("in the way")[2]
        assert "being touched or spoken to sexually at work" in in_the_way


def test_what_may_be_harm_is_told_though_its_question_still_waits() -> None:
    told = {name: value for name, value in WORK.items() if name != "formal_process"}
    cut_off = case(
        {name: value for name, value in told.items() if name != "hard_parts"} | {"relationships": "picked_on"}
    )
    assert "bullying_harassment" in [one.code for one in cut_off.plan.heard]
    assert harm_told(cut_off) == ("How they are treated: I am being bullied or picked on",)


def test_harm_done_no_longer_counts_where_its_question_is_ruled_out() -> None:
    out = case(START | {"relationships": "touched", "employ_status": "02"})
    assert "sexual_harassment" not in [barrier.code for barrier in out.plan.barriers]


def test_a_refused_export_says_that_a_concern_about_safety_is_passed_on_all_the_same() -> None:
    no = {"consent_therapist": "no"}
    still = "still goes to the duty clinician"
    for told in (
        {"relationships": "hurt"},
        {"circumstances": ["more"], "life_more": ["close_person"], "close_person_now": "no"},
    ):
        with pytest.raises(ExportRefused, match=still):
            permitted(case(WORK | no | told, CallEnded()), "therapist")
    with pytest.raises(ExportRefused) as refused:
        permitted(case(WORK | no, CallEnded()), "therapist")
    assert still not in str(refused.value)
