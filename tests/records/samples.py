"""A small bank, entries and hard text for the tests of records, exports and commands. Everyone is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from assessor.bank.bank import Bank
from assessor.bank.loader import read_bank
from assessor.care.case import Case
from assessor.journal import Act, Entry, Noted

NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
"""A Monday, 11:00 UTC: the same day in every place from Alaska to Auckland."""

HARD_TEXT: dict[str, str] = {
    "console markup": "[/b] [red]x[/red] [link=https://evil.example]y[/link]",
    "template": "{{ 7*7 }} {% if x %} {# y #}",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)><b>bold</b>",
    "attribute": '" onmouseover="x" \' autofocus=\'',
    "entities": "&lt;b&gt; &amp;amp; &#x3c;i&#x3e; &copy",
    "html comment": "<!-- x --> ]]> </title></style><style>*{}</style>",
    "script link": "[x](javascript:alert(1)) <javascript:alert(1)> [y]: data:text/html,z",
    "image": "![x](https://evil.example/a.png)",
    "addresses": "https://evil.example/a_b?c=d www.evil.example evil.example x@evil.example //evil.example",
    "heading": "# one\n## two\nthree\n===\nfour\n---",
    "list": "- a\n* b\n+ c\n1. d\n2) e\n> f\n\n    g",
    "list by plus": "+ a",
    "list by star": "* a",
    "list by number": "1. a",
    "list by bracket": "1) a",
    "quote": "> a",
    "open tag": "<div title <script src <!doctype <?php",
    "code": "`a` ``b`` ```\nc\n``` ~~~ d",
    "table": "a | b \\| c \\\\| d |\n|---|---|",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ \\*f\\*",
    "backslashes": "\\ \\\\ tail\\",
    "footnote": "[^1] [^1]: x $y^2$ \\(z\\) :tada: <https://evil.example>",
    "terminal": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x08\x7f",
    "nul": "a\x00b",
    "line ends": "a\r\nb\rc\x85d\u2028e\u2029f\x0bg\x0ch",
    "right to left": "\u202egpj.exe\u202c \u2066a\u2069 \u200fמשה ואהרון\u200e \u061c مرحبا",
    "emoji": "👩🏽‍🚀 🏳️‍🌈 Żółć Nguyễn 王秀英 नमस्ते e\u0301",
    "odd spaces": "a\u00a0b\u200bc\ufeffd\u3000e",
    "formula": '=HYPERLINK("https://evil.example","x") +1+1 @SUM(1) -2',
    "typst": '#include "/etc/passwd" #eval("1") $x^2$ @a <b> = c _d_ `e` \\u{1F600} #{',
    "word fields": '{ HYPERLINK "https://evil.example" } { INCLUDETEXT "/etc/passwd" } <w:fldSimple/>',
    "no characters": "a\ufffeb\uffffc\U0001fffed\ue000e",
    "long": "abcdefghij" * 1000,
    "sql": "'; DROP TABLE entries; --",
}
"""Text as it may be typed, pasted or imported, by what is hard about it."""

HARD_EVERYDAY = (
    "console markup", "html", "script link", "table", "terminal", "right to left", "typst", "no characters",
)  # fmt: skip
"""Hard text of each kind, for the tests that take long for each."""

SCRIPT = """\
script: short_call
version: 2
title: Short call
owner: The tests
sections:
  - id: opening
    title: Work now
    questions:
      - {id: welcome, kind: say, say: "Hello {{ client.called }}, it is {{ adviser.name }}."}
      - id: situation
        kind: choice
        short: Work now
        say: Are you in work at the moment?
        options:
          - {code: in_work, label: "Yes, and working"}
          - {code: off_sick, label: "Yes, but off sick"}
          - {code: out_of_work, label: "No"}
      - id: aim
        kind: choice
        short: Hoped for
        say: What are you hoping for?
        options:
          - {code: retain, label: To keep the job}
          - {code: return, label: To go back}
          - {code: gain, label: To find work}
      - {id: role, kind: text, short: Job, say: What is the job?, fills: work.role}
      - {id: employer, kind: text, short: Employer, say: Who is it with?, fills: work.employer}
      - {id: pattern, kind: text, short: Contract, say: What kind of contract?, fills: work.pattern}
      - {id: hours, kind: number, short: Hours, say: How many hours a week?, min: 0, max: 120, unit: hours,
         fills: work.hours}
      - {id: since, kind: text, short: Since, say: Since when?, fills: work.since}
  - id: absence
    title: Sickness absence
    ask_if: situation == 'off_sick'
    questions:
      - {id: first_day, kind: date, when: past, short: First day off, say: When was the first day off?,
         fills: absence.first_day}
      - {id: note_says, kind: text, short: Fit note, say: What does the fit note say?, fills: fit_note.says}
      - {id: note_ends, kind: date, when: future, short: Fit note ends, say: When does it end?,
         fills: fit_note.ends}
      - id: contact
        kind: choice
        short: Contact from work
        say: Has work been in touch?
        options:
          - {code: often, label: Often, records: {strength: keeps_in_touch}}
          - {code: never, label: Not at all, records: {barrier: no_employer_contact}}
      - {id: meeting_on, kind: date, short: Meeting, say: When is the meeting?, fills: meeting.date}
      - {id: meeting_what, kind: text, short: Which, say: What kind of meeting?, fills: meeting.what}
  - id: picture
    title: The picture
    questions:
      - id: dread
        kind: yes_no
        short: Dread of going back
        say: Does the thought of going back frighten you?
        options:
          - {code: "yes", label: "Yes", records: {barrier: fear_of_return}}
          - {code: "no", label: "No", records: {strength: confident_about_work}}
      - id: burdens
        kind: many
        short: In the way
        say: What else gets in the way?
        options:
          - {code: sleep, label: Poor sleep, records: {barrier: sleep_fatigue}}
          - {code: caring, label: Looking after someone, records: {barrier: caring}}
          - {code: none, label: None of these, exclusive: true}
      - id: wishes
        kind: many
        short: Wants help with
        say: What would you like help with?
        options:
          - {code: return, label: Planning the return, records: {need: plan_return}}
          - {code: rights, label: Knowing where I stand, records: {need: understand_rights}}
      - id: backing
        kind: many
        short: Going for them
        say: Who or what is on your side?
        options:
          - {code: manager, label: My manager, records: {strength: supportive_manager}}
          - {code: family, label: My family, records: {strength: supportive_family}}
      - {id: health, kind: text, short: Health and work, say: How does it show at work?, fills: health.effect}
  - id: agreed
    title: What is agreed
    questions:
      - {id: goal, kind: text, short: Goal, say: What would you like to have done?, fills: goal1.what}
      - {id: goal_by, kind: text, short: By, say: By when?, fills: goal1.by}
      - {id: goal_sign, kind: text, short: Sign, say: How will we know?, fills: goal1.sign}
      - {id: goal_who, kind: text, short: With, say: Who will help?, fills: goal1.who}
      - {id: goal_now, kind: scale, short: Now, say: Where are you with it?, low: far, high: there,
         fills: goal1.now}
      - {id: step, kind: text, short: Step, say: What comes first?, fills: action1.what}
      - {id: step_who, kind: text, short: Who, say: Who does it?, fills: action1.who}
      - {id: step_by, kind: text, short: When, say: When?, fills: action1.by}
      - {id: may_therapist, kind: consent, reader: therapist, short: Therapist,
         say: May I share this with your therapist?}
      - {id: may_gp, kind: consent, reader: gp, short: GP, say: And with your GP?}
      - {id: harder, kind: text, short: If it gets harder, say: What if it gets harder?, fills: if_harder}
      - {id: next_on, kind: date, when: future, short: Next call, say: When shall we speak?, fills: next.date}
      - {id: next_at, kind: text, short: At, say: At what time?, fills: next.time}
      - {id: next_how, kind: text, short: How, say: How shall we speak?, fills: next.how}
"""

CATALOGUE = """\
catalogue: helps
owner: The tests
interventions:
  - id: picture_the_day
    title: Picturing the first day back
    offer_if: "'fear_of_return' in barriers"
    because: ["{{ dread_words }}"]
    who: [client, therapist]
    priority: soon
    ask: Go through the first morning back with {{ client.called }}.
    source: {title: A page about going back, publisher: Invented Press, checked_on: 2026-04-01}
  - id: sleep_plan
    title: A plan for sleep
    offer_if: "'sleep_fatigue' in barriers"
    because: [sleeps badly]
    who: [therapist]
    ask: Look at sleep with {{ client.called }}.
  - id: meeting_at_work
    title: Meeting the manager before going back
    offer_if: situation == 'off_sick'
    because: [off sick and employed, "{{ contact_words }}"]
    who: [client, adviser, employer]
    source: {title: A guide to meetings, publisher: Invented Press}
  - id: carers_leave
    title: Leave for carers
    offer_if: "'caring' in barriers"
    who: [client]
"""

PERSONA = """\
persona: {id}
about: Invented, for the tests.
client:
  name: {name}
  called: {called}
  born: 1984-02-29
  reference: {reference}
  telephone: 01632 960147
  therapist: Farah Nasser
  therapist_role: CBT therapist
script: short_call
days_ago: {days}
state: {state}
answers:
  - situation: off_sick
  - aim: return
  - role: Bus driver
  - dread: true
  - note: my chest goes tight at the depot
  - may_therapist: {consent}
decisions:
  - {{suggestion: picture_the_day, decision: accepted, by: by the end of May}}
"""

FILES: dict[str, str] = {
    "scripts/short_call.yaml": SCRIPT,
    "catalogue/helps.yaml": CATALOGUE,
    "personas/ines.yaml": PERSONA.format(
        id="ines", name="Ines Marlowe", called="Ines", reference="TT-10001", days=3, state="finished", consent="true"
    ),
    "personas/tom.yaml": PERSONA.format(
        id="tom", name="Tom Achterberg", called="Tom", reference="TT-10002", days=1, state="cut_off", consent="false"
    ),
    "personas/zofia.yaml": PERSONA.format(
        id="zofia", name="Zofia Żak", called="Zofia", reference="TT-10003", days=0, state="new", consent="!skip"
    ),
}
"""A bank of one script, a few things that can help, and a client at each stage."""


def small_bank(**changed: str) -> Bank:
    """The bank of `FILES`, with the text of ``script`` or ``catalogue`` changed if one is given."""
    names = {"script": "scripts/short_call.yaml", "catalogue": "catalogue/helps.yaml"}
    return read_bank(FILES | {names[part]: text for part, text in changed.items()})


def long_bank(questions: int) -> Bank:
    """A bank whose one script, ``long_call``, asks for words so many times: q0, q1, ..."""
    asked = "\n".join(f"      - {{id: q{n}, kind: text, short: Q{n}, say: Word {n}?}}" for n in range(questions))
    head = "script: long_call\nversion: 1\ntitle: Long call\nsections:\n  - id: all\n    title: All\n"
    return read_bank({"scripts/long_call.yaml": f"{head}    questions:\n{asked}\n"})


def ticking(start: datetime = NOON, step: timedelta = timedelta(seconds=35)) -> Iterator[datetime]:
    """Moments, one step apart."""
    while True:
        yield start
        start += step


def entry(name: str, act: Act | str = "Some words.", at: datetime = NOON) -> Entry:
    """An entry of this id; words given in place of an act are a note."""
    return Entry(id=name, at=at, by="Dan Price", act=Noted(text=act) if isinstance(act, str) else act)


def latest(case: Case) -> str:
    """The id of the case's latest call, "" where there is none."""
    return case.call.id if case.call else ""
