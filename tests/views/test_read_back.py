"""What was understood, read back: whole sentences to the client, grouped, each part leading to its own question."""

from __future__ import annotations

import re

import pytest

from assessor import taxonomy
from assessor.care.agreeing import LATER
from assessor.care.answers import Answers
from assessor.care.consents import Consent
from assessor.care.goals import Action
from assessor.care.plan import Plan, PlanFact, Suggestion
from assessor.journal import GoalWritten, StepWritten
from assessor.views.read_back import Sentence, before_reading, read_back_sentences, to_you
from tests.care.conftest import shipped_bank
from tests.care.records import Records
from tests.care.test_first_assessment import begun


def fact(code: str, kind: str, words: str = "", question: str = "q") -> PlanFact:
    return PlanFact(code=code, title=taxonomy.FACTS[kind][code], words=words, question=question)


def told(plan: Plan) -> list[Sentence]:
    return list(read_back_sentences(plan, Answers.of(begun())))


def whole(sentences: list[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def test_an_option_that_was_chosen_is_not_said_to_be_the_clients_own_words() -> None:
    barrier = fact("job_at_risk", "barrier", "Meetings about my health", "formal_process")
    chosen, own = barrier, barrier.model_copy(update={"in_own_words": True})
    assert "from your answer “Meetings about my health”" in whole(told(Plan(barriers=(chosen,))))
    assert "as you said, “Meetings about my health”" in whole(told(Plan(barriers=(own,))))


def test_help_that_was_not_asked_for_is_not_read_back_as_a_wish() -> None:
    wish = fact("plan_return", "need").model_copy(update={"wished": True})
    follows = fact("benefits_and_money", "need")
    read = whole(told(Plan(needs=(wish, follows))))
    assert "You would like help with planning" in read
    assert "From what you told me, this could matter too: benefits" in read


def test_what_gets_in_the_way_is_one_counted_sentence_whose_parts_lead_each_to_its_question() -> None:
    barriers = (
        fact("fear_of_return", "barrier", "going in at all", "return_feeling").model_copy(
            update={"in_own_words": True}
        ),
        fact("low_motivation", "barrier", question="health_effects"),
        fact("low_confidence", "barrier", question="confidence"),
    )
    sentences = told(Plan(barriers=barriers))
    assert (
        "Three things get in the way: worry about going back, as you said, “going in at all”; low motivation; and low"
        " confidence."
    ) in whole(sentences)
    assert [s.question for s in sentences if s.goes_on] == ["health_effects", "confidence"]
    assert "One thing gets in the way: low confidence." in whole(told(Plan(barriers=barriers[2:])))


def test_what_was_agreed_says_who_does_what_by_when_and_what_waits() -> None:
    def agreed(name: str, title: str, **more: object) -> Suggestion:
        whole = {"id": name, "title": title, "because": (), "source": None, "priority": "usual", "state": "accepted"}
        return Suggestion.model_validate(whole | {"who": ("client", "adviser")} | more)

    plan = Plan(
        actions=(Action(what="Ring the surgery.", parties=("client",), by="today"),),
        suggestions=(
            agreed("a", "A fit note", by="7 December 2026", words="The note, together"),
            agreed("b", "Debt advice", state="proposed", reason="to be talked about later"),
        ),
        therapist_requests=(agreed("c", "Steps towards going back", who=("therapist",)),),
    )
    text = whole(told(plan))
    assert "We agreed two things: “Ring the surgery”, which you do by today" in text
    assert "and The note, together, which you and I do by 7 December 2026." in text
    assert "I will ask your therapist about this: Steps towards going back." in text
    assert "We will talk about this later: Debt advice." in text


def test_every_title_can_be_said_to_the_client() -> None:
    titles = [title for kind in ("need", "barrier", "strength") for title in taxonomy.FACTS[kind].values()]
    third = re.compile(r"\b(they|them|their|themselves|wants|likes|knows|believes|volunteers)\b|^(is|has) ")
    assert [title for title in titles if third.search(to_you(title))] == []


def test_where_somebody_may_hear_no_private_help_is_read_back_and_nobodys_own_words_are() -> None:
    def agreed(name: str, **more: object) -> Suggestion:
        whole = {"id": name, "title": f"Title {name}", "because": (), "source": None, "priority": "usual"}
        return Suggestion.model_validate(whole | {"state": "accepted", "who": ("client",), "words": "OWN"} | more)

    plan = Plan(
        opening="OWN",
        situation="off_sick",
        barriers=(fact("fear_of_return", "barrier", "OWN", "return_feeling"), fact("gambling", "barrier", "OWN")),
        actions=(Action(what="OWN", parties=("client",), by="OWN"),),
        suggestions=(
            agreed("bets", private=True, keeps=("gambling",)),
            agreed("frightened", private=True, state="proposed", reason=LATER),
            agreed("plain", by="OWN"),
        ),
        therapist_requests=(agreed("request", who=("therapist",)), agreed("told", private=True)),
        consents=(Consent(reader="therapist", given=True, words="OWN"),),
        know={"know.send": "OWN"},
        if_harder="OWN",
        warning_signs="OWN",
        overheard=True,
    )
    text = whole(told(plan))
    assert "You are off sick." in text
    assert "One thing gets in the way: worry about going back." in text
    assert "We agreed one thing: Title plain, which you do." in text
    assert "I will ask your therapist about this: Title request." in text
    assert "We may share this with your therapist." in text
    assert not any(words in text for words in ("OWN", "gambling", "bets", "frightened", "told"))
    assert before_reading(plan) == "Somebody may hear: read only what stands here."
    alone = plan.model_copy(update={"overheard": False})
    assert before_reading(alone) == ""
    assert "OWN" in whole(told(alone))


@pytest.mark.parametrize("progress", ["to_do", "under_way", "done", "dropped"])
def test_a_step_that_is_done_or_dropped_is_not_read_back_as_still_to_do(progress: str) -> None:
    case = (
        Records(shipped_bank())
        .call(("identity", "confirmed"), ("can_talk", "home"), script="first_assessment")
        .hand(
            StepWritten.model_validate(
                {"step": "s", "what": "Ask for the rota", "who": ["client"], "by": "10 December", "state": progress}
            ),
            GoalWritten(goal="g", what="A calm week", state="going_on" if progress == "to_do" else "reached"),
        )
        .case
    )
    assert case.answers is not None
    words = " ".join(sentence.text for sentence in read_back_sentences(case.plan, case.answers))
    assert ("Ask for the rota" in words) is (progress in ("to_do", "under_way"))
    assert ("A calm week" in words) is (progress == "to_do")
