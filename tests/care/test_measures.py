"""The shipped questionnaires, word for word; the stand-in for a safety protocol; and the meeting with work."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.care.answers import Answers
from assessor.care.plan import Plan
from assessor.care.plan_builder import make_plan
from assessor.scripts.earlier import NOTHING_EARLIER, Earlier
from assessor.scripts.interview import Interview
from assessor.scripts.kinds.options import Choice
from assessor.scripts.outline import shown
from assessor.views.call import STANDS_IN, protocol
from tests.care.conftest import ROSA, TODAY, raised, shipped_bank
from tests.scripts.conftest import act, entry

BANK = shipped_bank()
Word = tuple[str, Any]

STEMS = {
    "phq9": "Over the last 2 weeks, how often have you been bothered by any of the following problems?",
    "gad7": "Over the last 2 weeks, how often have you been bothered by the following problems?",
}
"""As the forms have them that were published with the measures (PHQ-9, 2001; GAD-7, 2006); they differ."""
OWN_QUESTIONS = {"phq9": ["phq9_9_unsaid"], "gad7": []}
"""What the project's own words ask between the items, by kindness."""
ANSWERS = ["Not at all", "Several days", "More than half the days", "Nearly every day"]
DIFFICULTY = (
    "If you checked off any problems, how difficult have these problems made it for you to do your work, take care of "
    "things at home, or get along with other people?"
)
DIFFICULT = ["Not difficult at all", "Somewhat difficult", "Very difficult", "Extremely difficult"]
ITEMS = {
    "phq9": [
        "Little interest or pleasure in doing things",
        "Feeling down, depressed, or hopeless",
        "Trouble falling or staying asleep, or sleeping too much",
        "Feeling tired or having little energy",
        "Poor appetite or overeating",
        "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
        "Trouble concentrating on things, such as reading the newspaper or watching television",
        "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or "
        "restless that you have been moving around a lot more than usual",
        "Thoughts that you would be better off dead or of hurting yourself in some way",
    ],
    "gad7": [
        "Feeling nervous, anxious, or on edge",
        "Not being able to stop or control worrying",
        "Worrying too much about different things",
        "Trouble relaxing",
        "Being so restless that it is hard to sit still",
        "Becoming easily annoyed or irritable",
        "Feeling afraid as if something awful might happen",
    ],
}
MEASURES = list(ITEMS)


def talk(script: str, *words: Word, earlier: Earlier = NOTHING_EARLIER) -> Interview:
    """The call after these words, each known to be later than the one before."""
    begun = Interview.begin(BANK.course(script), ROSA, TODAY, "Dan Price", earlier)
    entries = (entry(act(*one)).model_copy(update={"id": f"{n:02d}"}) for n, one in enumerate(words))
    return begun.with_entries(entries)


def plan(interview: Interview) -> Plan:
    known = Answers.of(interview)
    return make_plan(known, BANK, {}, raised(known))


def answered(script: str, *points: int) -> Interview:
    """The questionnaire with this answer to each item, in order."""
    return talk(script, *((f"{script}_{n}", str(point)) for n, point in enumerate(points, start=1)))


def choice(script: str, name: str) -> Choice:
    question = BANK.course(script).question(name)
    assert isinstance(question, Choice)
    return question


# ---- the questionnaires


@pytest.mark.parametrize("script", MEASURES)
def test_a_questionnaire_is_its_authors_word_for_word(script: str) -> None:
    course = BANK.course(script)
    stem = course.question(f"{script}_stem")
    assert stem is not None
    assert stem.say == STEMS[script]
    said = [choice(script, f"{script}_{n}") for n in range(1, len(ITEMS[script]) + 1)]
    assert [question.say for question in said] == ITEMS[script]
    for question in said:
        assert [(option.label, option.score) for option in question.options] == list(
            zip(ANSWERS, range(4), strict=True)
        )
    closing = choice(script, f"{script}_difficulty")
    assert closing.say == DIFFICULTY
    assert [(option.label, option.score) for option in closing.options] == [(label, 0) for label in DIFFICULT]
    assert [s.name for s in course.questions if s.question is not None and s.question.takes_answer] == [
        *(question.id for question in said),
        *OWN_QUESTIONS[script],
        closing.id,
    ]


@pytest.mark.parametrize(
    ("script", "points", "total"),
    [
        ("phq9", (0,) * 9, 0),
        ("phq9", (1, 2, 3, 0, 1, 2, 3, 0, 1), 13),
        ("phq9", (3,) * 9, 27),
        ("gad7", (0,) * 7, 0),
        ("gad7", (3, 2, 1, 0, 3, 2, 1), 12),
        ("gad7", (3,) * 7, 21),
    ],
)
def test_the_total_is_the_sum_of_the_items_and_how_difficult_it_is_adds_nothing(
    script: str, points: tuple[int, ...], total: int
) -> None:
    interview = answered(script, *points)
    assert interview.values.get(f"{script}_total") == total
    after = interview.with_entry(entry(act(f"{script}_difficulty", "extremely")))
    assert after.values.get(f"{script}_total") == total


@pytest.mark.parametrize(("script", "case_at", "change"), [("phq9", 10, 6), ("gad7", 8, 4)])
def test_caseness_and_reliable_change_are_the_published_ones(script: str, case_at: int, change: int) -> None:
    (score,) = BANK.course(script).script.scores
    assert (score.case_at, score.reliable_change) == (case_at, change)


@pytest.mark.parametrize("script", MEASURES)
def test_how_difficult_it_makes_things_is_asked_only_where_something_was_said(script: str) -> None:
    items = len(ITEMS[script])
    assert answered(script, *(0,) * items).next is None
    assert answered(script, *(0,) * (items - 1), 1).next == f"{script}_difficulty"


def test_the_ninth_item_opens_the_safety_page_for_any_answer_but_not_at_all_and_nothing_else_does() -> None:
    opening = {
        (name, option.code)
        for script in MEASURES
        for name in BANK.course(script).at
        if isinstance(question := BANK.course(script).question(name), Choice)
        for option in question.options
        if option.safety
    }
    assert opening == {("phq9_9", "1"), ("phq9_9", "2"), ("phq9_9", "3"), ("phq9_9_unsaid", "now")}


def test_a_ninth_item_that_is_declined_is_asked_about_once_and_is_something_to_pass_on() -> None:
    """No score can show that it was left out, and whoever reads the plan should know."""
    before = answered("phq9", *(0,) * 8)
    declined = before.with_entry(entry(act("phq9_9", "!declined")))
    assert declined.next == "phq9_9_unsaid"
    (concern,) = plan(declined).safety
    assert concern.because == "Thoughts of death or self-harm: they would rather not say"
    said = declined.with_entry(entry(act("phq9_9_unsaid", "no")))
    assert said.next is None
    assert len(plan(said).safety) == 1


def test_a_ninth_item_that_is_answered_is_not_asked_about_again() -> None:
    assert answered("phq9", *(0,) * 9).next is None


@pytest.mark.parametrize("item", ["phq9_1", "gad7_3"])
def test_another_item_that_is_declined_is_nothing_to_pass_on(item: str) -> None:
    assert plan(talk(item.partition("_")[0], (item, "!declined"))).safety == ()


@pytest.mark.parametrize(("ninth", "concerns"), [(0, 0), (1, 1), (3, 1)])
def test_a_ninth_item_above_0_stands_on_the_plan(ninth: int, concerns: int) -> None:
    assert len(plan(answered("phq9", *(0,) * 8, ninth)).safety) == concerns


@pytest.mark.parametrize("script", [*MEASURES, "safety"])
@pytest.mark.parametrize("word", ["mild", "moderate", "severe", "low risk", "medium risk", "high risk", "risk level"])
def test_no_band_and_no_level_of_risk_is_named(script: str, word: str) -> None:
    assert word not in shown(BANK.course(script).script).lower()


# ---- the stand-in for a service's own safety protocol


def test_the_safety_protocol_is_told_to_stand_in_first_and_says_at_its_end_that_it_must_be_replaced() -> None:
    """What it says after that begins with danger to life: nothing stands between an adviser and 999."""
    script = BANK.course("safety").script
    told = list(protocol(BANK))
    assert (script.stage, script.placeholder) == ("protocol", True)
    assert told[0] == (STANDS_IN, ())
    assert "999" in told[1][1][0]
    assert "must be replaced" in told[-1][1][-1]
    assert all(not question.takes_answer for _, _, question in script.questions())


@pytest.mark.parametrize("held", ["999", "NHS 111, then option 2", "116 123", "duty clinician", "Stay on the line"])
def test_the_safety_protocol_holds_what_nobody_should_have_to_look_for(held: str) -> None:
    assert any(held in question.say for _, _, question in BANK.course("safety").script.questions())


def test_the_telephone_numbers_of_the_protocol_count_as_not_yet_verified() -> None:
    source = BANK.course("safety").script.source
    assert source is not None
    assert source.checked_on is None


# ---- a meeting with work

OPENED: list[Word] = [("identity", "confirmed"), ("can_talk", "home")]
FORMAL = Earlier(values={"barriers": ("formal_process",)})


@pytest.mark.parametrize(
    ("words", "asked", "not_asked"),
    [
        (
            [("meeting_stage", "before"), ("meeting_formal", "no")],
            {"meeting_date", "who_there", "say_first", "ask_for", "tell_health", "pause_how", "notes_who", "prep_what"},
            {"formal_advice", "agreed_any", "not_why", "consent_employer"},
        ),
        (  # for a formal meeting the script helps to advice, and coaches nobody
            [("meeting_stage", "before"), ("meeting_formal", "yes")],
            {"formal_date", "formal_advice", "next_date"},
            {"meeting_date", "say_first", "ask_for", "tell_health", "adviser_part"},
        ),
        ([("meeting_stage", "before"), ("meeting_formal", "!unknown")], {"who_there", "say_first"}, {"formal_advice"}),
        (
            [("meeting_stage", "before"), ("meeting_formal", "no"), ("who_with", "adviser")],
            {"consent_employer"},
            set(),
        ),
        (
            [("meeting_stage", "after"), ("agreed_any", "some"), ("agreed_more", "yes"), ("refused_any", "yes")],
            {"how_it_was", "agreed1_what", "agreed2_what", "refused_what", "written_down", "look_again"},
            {"say_first", "not_why"},
        ),
        ([("meeting_stage", "after"), ("agreed_any", "nothing")], {"refused_any"}, {"agreed1_what", "agreed_more"}),
        (
            [("meeting_stage", "not_happened"), ("meeting_due", "yes")],
            {"not_why", "new_date", "make_it_happen"},
            {"say_first", "how_it_was"},
        ),
    ],
)
def test_what_is_asked_about_a_meeting_rests_on_how_things_stand(
    words: list[Word], asked: set[str], not_asked: set[str]
) -> None:
    interview = talk("workplace_meeting", *OPENED, *words)
    assert interview.problems == ()
    assert asked <= set(interview.route)
    assert not not_asked & set(interview.route)


@pytest.mark.parametrize("identity", ["no_match", "refused", "someone_else"])
def test_a_stranger_hears_nothing_of_the_meeting(identity: str) -> None:
    route = talk("workplace_meeting", ("identity", identity), ("meeting_stage", "before")).route
    assert set(route) == {"hello", "ask_name", "sure_of_me", "identity", "close_not_confirmed"}


@pytest.mark.parametrize(("earlier", "warned"), [(FORMAL, True), (NOTHING_EARLIER, False)])
def test_a_formal_process_known_of_is_spoken_of_before_anything_is_prepared(earlier: Earlier, warned: bool) -> None:
    route = talk("workplace_meeting", *OPENED, ("meeting_stage", "before"), earlier=earlier).route
    assert ("formal_before" in route) is warned
    if warned:
        assert route.index("formal_before") < route.index("meeting_formal")


def test_what_was_agreed_becomes_steps_and_a_no_becomes_a_barrier() -> None:
    made = plan(
        talk(
            "workplace_meeting",
            *OPENED,
            ("meeting_stage", "after"),
            ("agreed_any", "some"),
            ("agreed1_what", "Mornings for two weeks"),
            ("agreed1_who", "employer"),
            ("agreed1_by", "2026-12-01"),
            ("agreed_more", "yes"),
            ("agreed2_what", "A talk on Fridays"),
            ("refused_any", "yes"),
        )
    )
    assert [(step.what, step.who, step.by) for step in made.actions] == [
        ("Mornings for two weeks", "someone at work", "1 December 2026"),
        ("A talk on Fridays", "", ""),
    ]
    assert [line.code for line in made.barriers] == ["adjustments_refused"]


@pytest.mark.parametrize("worry", ["judged", "gossip", "job", "past", "tears", "other"])
def test_a_worry_about_telling_is_recorded_and_keeping_it_private_is_not_a_worry(worry: str) -> None:
    before: list[Word] = [*OPENED, ("meeting_stage", "before"), ("meeting_formal", "no"), ("tell_health", "part")]
    worried = plan(talk("workplace_meeting", *before, ("tell_fear", worry)))
    private = plan(talk("workplace_meeting", *before, ("tell_fear", "private")))
    assert "disclosure_worry" in [line.code for line in worried.barriers]
    assert private.barriers == ()


BEFORE: list[Word] = [*OPENED, ("meeting_stage", "before"), ("meeting_formal", "no"), ("meeting_date", "2026-12-01")]


@pytest.mark.parametrize(
    ("words", "doubts"),
    [
        ([*BEFORE, ("prep_by", "2026-12-02")], ["step_after_meeting"]),
        ([*BEFORE, ("prep_by", "2026-11-30")], []),
        ([*BEFORE, ("who_with", "adviser"), ("consent_employer", "no")], ["with_me_without_leave"]),
        ([*BEFORE, ("who_with", "adviser"), ("consent_employer", "yes")], []),
        (
            [*OPENED, ("meeting_stage", "after"), ("agreed_any", "some"), ("agreed1_by", "2026-11-17")],
            ["agreed_day_past"],
        ),
        ([*OPENED, ("meeting_stage", "after"), ("agreed_any", "some"), ("agreed1_by", "2026-11-18")], []),
    ],
)
def test_what_does_not_fit_together_about_a_meeting_is_noticed(words: list[Word], doubts: list[str]) -> None:
    assert [check.id for check in talk("workplace_meeting", *words).doubts] == doubts
