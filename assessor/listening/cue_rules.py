"""Cue rules: the cues that keep a phrase from being heard, written in the language of the phrases themselves.

A cue governs from where it stands to the end of its part of the sentence; some reach over their whole clause, and some
are said after what they take back ("sleep is fine", "money not an issue").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assessor.listening.phrasebook import Cue

Reach = Literal["ahead", "clause", "sentence", "behind"]


@dataclass(frozen=True)
class CueRule:
    """One sort of cue: how far it reaches, the phrases that are it, and those that only look like it.

    ``opens`` is a cue that must stand at the head of its part of the sentence: an order to oneself, a subject.
    """

    cue: Cue
    reach: Reach
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    opens: bool = False


PEOPLE = (
    "mum mom mam mother dad father parent sister brother sibling husband wife partner boyfriend girlfriend fiance "
    "fiancee ex son daughter child kid baby aunt auntie uncle nan nana gran grandma granddad grandad grandmother "
    "grandfather nephew niece cousin friend mate colleague coworker neighbour housemate flatmate manager boss "
    "supervisor family spouse stepson stepdaughter stepdad stepmum inlaws relative teammate deputy director owner"
).split()
"""Who may be the subject of a clause that is not about the client; a pronoun alone is the client."""

WORKPLACE = "hr team work company employer staff management union customers patients"
"""What else can begin a clause of its own after "and"."""

RULES = (
    CueRule(
        "negation", "ahead",
        (
            "not", "no", "never", "without", "denies", "denied", "nothing", "none", "nor", "neither", "no longer",
            "rather than", "instead of", "stopped", "ruled out", "free (of|from)", "as opposed to", "hardly", "nil",
        ),
        (
            "not (only|just|least|simply|merely)", "no (wonder|doubt|matter|idea|surprise|change|better|improvement)",
            "not (cope|coping|manage|managing|handle|handling|face|bear|stand|stop|help|keep|deal|dealing|wait|tolerate)",
            "not (the only|surprised|surprising|happy|keen|impressed|comfortable|helped|helping|enough|sure|ready|know)",
            "without fail", "not (quite|even|much|really) (ready|sure|cope|coping|happy|comfortable)", "stopped (by|from)",
            "not (get|getting) on", "not a day", "not stop", "never stops", "not switch off", "nothing (but|helps)",
            "no good", "not good", "not great", "not go away", "not any better", "not improved",
        ),
    ),
    CueRule(
        "negation", "behind",
        (
            "not (a|an|the|) (problem|issue|worry|concern|barrier|reason|factor|difficulty)", "not affected",
            "(no|not) (longer|anymore|any more)", "no (problem|problems|issue|issues|worry|worries|concerns)",
            "(denied|resolved|sorted|settled)", "under control", "not bothering", "went away", "has gone", "not why",
            "not (the|) (main|biggest|real) (problem|issue|worry|thing)", "not what", "not an option", "not applicable",
        ),
        ("not (resolved|sorted|settled)", "never (resolved|sorted|settled)"),
    ),
    CueRule(
        "past", "behind",
        (
            "(fine|ok|okay|alright|good|great|better|much better)", "(improved|improving|lifted|eased)",
            "(is|was) over", "manageable", "passed",
        ),
        (
            "not (fine|ok|okay|alright|good|great|better|improved|much better|any better|manageable)",
            "no better", "(better|good|great|fine|ok) (at|with|if|off|than|when|for|hours|job|paid)", "get (better|any better)",
            "to be (fine|ok|better)", "never * (better|good|fine)", "was (fine|ok|good|great|better)",
        ),
    ),
    CueRule(
        "others", "ahead",
        tuple(PEOPLE),
        opens=True,
    ),
    CueRule(
        "others", "ahead",
        (f"({'|'.join(PEOPLE[:-1])}) who", "(someone|somebody|people|others|everyone) (else|who)"),
    ),
    CueRule(
        "past", "ahead",
        (
            "used to", "previously", "in the past", "historically", "formerly", "history of", "as a (child|kid|teenager|teen)",
            "when (i|she|he|they|) (was|were) (young|younger|little|a child|a kid|at school|at uni|a teenager)",
            "back in 3", "(past|previous) (history|episode)",
        ),
        ("(is|am|are|get|getting|got|being|become|not) used to", "(over|for|during) (the|) past"),
    ),
    CueRule(
        "past", "clause",
        (
            "last (year|summer|winter|spring|autumn|christmas)", "3 year ago", "(year|ages|long time) ago", "(year|month|week) before",
            "(in|at|with|from) (last|old|previous|former|first) (job|role|place|company|employer|firm|work|manager|post|team)",
            "(was|were|had) * in 3", "long since", "in (lockdown|covid|the pandemic)", "(during|since before) (lockdown|covid)",
            "once upon a time", "the year before", "before (covid|lockdown|the pandemic)",
        ),
        (
            "(since|for|over|during|from|within|throughout) (the|) last (year|summer|winter|spring|autumn|christmas)",
            "(since|from|started|began|start|left|lost|diagnosed) * ago", "since * (ago|in 3)", "(was|were|had) * in 3 (week|month|day|hour|year)",
            "since * (in|at|from) (last|old|previous|former|first) (job|role|place|company|employer|firm|work|manager|post|team)",
        ),
    ),
    CueRule(
        "hedge", "ahead",
        (
            "(not sure|unsure|unclear|not clear|not certain) (if|whether|about)", "do not know * (if|whether)", "may or may not",
            "might or might not", "(hard|too early|too soon) to (tell|say|know)", "(either way|could go either way)",
            "no idea (if|whether)", "can not (tell|say) (if|whether)",
        ),
    ),
    CueRule(
        "plan", "sentence",
        (
            "(ask|check|explore|discuss|raise|revisit|clarify|chase|query|signpost|email|screen|probe|cover|review|enquire|ascertain)",
            "(find out|follow up|pick up|come back|go over|go through|talk through|talk about|look at|look into|think about) (if|re|about|on|what|how|whether|with|at|)",
            "(to|will|must|need to|should|i will|ill|remember to|plan to|me to|ea to|adviser to|i need to|going to|want to) "
            "(ask|check|explore|discuss|raise|revisit|clarify|chase|query|signpost|email|screen|probe|cover|review|enquire|ring|call|send)",
            "(advised|explained|signposted|sent link|sent info|sent leaflet|gave info|gave leaflet|gave details|emailed)", "(action|agenda|todo|plan)",
            "(any|is there|are there|does|has|how|did|what) * (worry|concern|issue) (about|re)",
        ),
        opens=True,
    ),
    CueRule(
        "plan", "clause",
        ("next (time|session|call|appointment|contact|meeting with me)", "at next (review|contact)", "(to|will) (ask|check|explore) (about|re|if|whether)"),
    ),
)  # fmt: skip

TAKES_BACK = (
    "(all|) (fine|ok|okay|alright|sorted|resolved|better|good|gone|over it|over that|stable|settled) "
    "(now|again|these days|this year|since|nowadays)",
    "(no|not) (longer|anymore) (an|) (issue|problem)", "not (anymore|any more|any longer|now|these days)",
    "(is|) (not|no longer) (an|a|the) (issue|problem|worry|concern)", "(that|this|it) (has|is) (passed|gone|over|sorted|resolved)",
)  # fmt: skip
"""A clause that begins with one of these takes back the clause before it: "used to dread it, fine now"."""

UNTIL = {
    "negation": (
        "because as since so due when while which after until though if where who from except despite"
    ).split(),
    "others": (
        "so meaning which makes making made say says said think thinks thought reckon feel notice leaving left "
        "leave she he i they"
    ).split(),
    "hedge": ["because", "since", "so", "due"],
    "past": ["now", "since", "currently", "so", "until"],
    "plan": [],
}
"""Words at which a cue of each sort stops governing."""

STARTS = (
    "i she he they we it there client feel want worried worry anxious struggle struggling can keen now still then "
    "also hope need dread scared off not no do does would will think is has loves enjoys likes get gets feeling "
    "says finds keeps never cannot very really"
).split()
"""Words that begin a thought of its own after "and", which a denial before it does not reach."""
