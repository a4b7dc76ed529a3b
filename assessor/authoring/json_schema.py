"""The format of a bank's files as JSON Schema, made from the models, so that an editor completes and checks them.

A schema says which keys there are and what they mean. What a condition speaks of, and what holds between one file and
another, it cannot say: that is for `assessor banks check`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from assessor import taxonomy
from assessor.bank.adjustments import Adjustments
from assessor.bank.facts import CitedFacts
from assessor.bank.health_words import HealthWords
from assessor.bank.helplines import Helplines
from assessor.bank.interventions import Catalogue
from assessor.bank.overlay import Service
from assessor.bank.personas import Persona
from assessor.listening.phrases import CODES, Phrases
from assessor.listening.weights import Weights
from assessor.scripts.model import Script

Schema = dict[str, Any]

FILES: Mapping[str, tuple[type[BaseModel], str]] = MappingProxyType(
    {
        "script": (Script, "scripts"),
        "catalogue": (Catalogue, "catalogue"),
        "adjustments": (Adjustments, "adjustments"),
        "facts": (CitedFacts, "facts"),
        "helplines": (Helplines, "helplines"),
        "health_words": (HealthWords, "health_words"),
        "phrases": (Phrases, "phrases"),
        "weights": (Weights, "weights"),
        "persona": (Persona, "personas"),
        "service": (Service, ""),
    }
)
"""The kinds of file: the model of each, and the folder of a bank that it stands in, if it stands in one."""

LISTED = MappingProxyType({"catalogue": "interventions", "adjustments": "library"})
"""The kinds that may be just a list, and the key that it then stands for."""

MEANING: Mapping[str, str] = MappingProxyType(
    {
        # a whole file
        "script": "The script's id, which is the name of its file.",
        "version": "A whole number; raise it with each change that is released.",
        "owner": "Who answers for the wording.",
        "source": "On whose word it stands.",
        "title": "How it stands in lists and headings.",
        "stage": "first: a client's first call. later: any other. after: once support has ended. measure, protocol.",
        "leaves": "How the case stands once this call has ended.",
        "held_if": "The condition of a talk that was held; where it is false, the case stays as it stood.",
        "placeholder": "true where each service must put words of its own.",
        "facts": "Values reckoned from answers, for conditions to speak of.",
        "scores": "Sums of answers.",
        "checks": "Answers that do not fit together.",
        "sections": "The questions in the order they are asked, in groups.",
        "catalogue": "The file's name.",
        "interventions": "What can help, one entry for each thing.",
        "adjustments": "The file's name.",
        "library": "Changes to ask an employer for.",
        "phrases": "The file's name.",
        "persona": "The persona's id, which is the name of its file.",
        "service": "The service's id.",
        "Service.name": "The name that people know.",
        "Partner.name": "The name that people know.",
        "partners": "Who can help near here.",
        "made_for": "The version of each shipped script whose place a script of this folder takes.",
        "wording": "The service's own words for texts of the shipped bank.",
        "Service.questions": "The service's own questions, each after one of a script.",
        "Partner.kind": "What sort of help they are.",
        "Partner.helps_with": "What they help with, by the catalogue's ids.",
        "Partner.area": "Where they help.",
        "Partner.telephone": "The number to ring.",
        "Partner.hours": "When somebody answers.",
        "Partner.url": "Their page.",
        "Partner.note": "What else an adviser should know.",
        "Partner.checked_on": "The day on which somebody last made sure that this is right.",
        "Wording.of": "Which text: SCRIPT.QUESTION.PART, or ID.PART of the catalogue.",
        "Wording.instead_of": "The shipped words, so that a change in them is noticed.",
        "Wording.say": "The service's words.",
        "Further.script": "The script that it is added to.",
        "Further.after": "The question that it follows.",
        "Further.question": "The question.",
        # a script
        "id": "Its name in conditions: lower-case letters, digits and underscores, beginning with a letter.",
        "Fact.value": "How it is reckoned, such as weeks_since(first_day_off).",
        "of": "The questions and scores that are added up.",
        "case_at": "Of a published measure: the least score that counts as a case.",
        "reliable_change": "Of a published measure: the least difference between two scores that is more than chance.",
        "when": "The condition under which it holds.",
        "Check.say": "What does not fit, in words for the adviser.",
        "about": "The questions to go to, to put it right.",
        "ask_if": "The condition of being asked, such as situation == 'off_sick' and sickness_weeks >= 4.",
        "repeat": "How many times over its questions are asked; # in their words is 1, 2, 3.",
        "questions": "What is asked, in order.",
        "kind": "What sort of answer it takes.",
        "say": "The words to read aloud: one thing at a time, in the adviser's voice.",
        "short": "The question in lists, left of its answer.",
        "guide": "For the adviser only; not read aloud.",
        "probe": "Words to read aloud if the client is unsure.",
        "why": "What the answer is for, for the adviser.",
        "helplines": "A name for the file's numbers.",
        "numbers": "The numbers, in the order in which they stand on the client's copy.",
        "whom": "For whom: anyone, danger (a life in danger now), at_work, unfair (treated unfairly).",
        "number": "The number as one dials it, with what to press.",
        "for_what": "What one rings it for, said to the client.",
        "private": "true where the answer is of use in the call alone, and is never in what leaves the program.",
        "again": "Words to say instead, when an earlier call has an answer to this.",
        "fills": "Which detail of the plan, or of the national status record, the answer is.",
        "options": "The answers to choose from.",
        "code": "What stands for the answer in conditions; in quotes if it looks like a number.",
        "label": "The answer as the client would say it.",
        "records": "The facts that this answer records.",
        "score": "What it adds to a score.",
        "exclusive": "true for an option that stands alone, such as none of these.",
        "note": "true if choosing it asks for a few words, as something else does.",
        "safety": "true if choosing it opens the safety page.",
        "status": "The national code that it stands for, if its own code is another.",
        "written": "How the answer reads on a plan, if not as its label.",
        "situation": "The situation that the answer shows.",
        "aim": "The aim that the answer shows.",
        "need": "What the client wants help with.",
        "barrier": "What stands in the way.",
        "strength": "What will help.",
        "at_least": "The lowest number of the band.",
        "at_most": "The highest number of the band.",
        "min": "The lowest number it takes.",
        "max": "The highest number it takes.",
        "unit": "What the number counts, such as hours.",
        "whole": "false if it need not be a whole number.",
        "low": "What 0 means.",
        "high": "What 10 means.",
        "reader": "With whom the client agrees to share.",
        "Day.when": "Whether the day must be past or still to come.",
        # a source
        "Source.title": "What was read.",
        "publisher": "Who publishes it.",
        "url": "Where it can be read.",
        "jurisdiction": "Where it holds.",
        "valid_from": "The day from which it holds, YYYY-MM-DD.",
        "valid_to": "The last day on which it holds, YYYY-MM-DD.",
        "checked_on": "The day somebody last checked it, YYYY-MM-DD; empty until then.",
        "review_by": "The day by which to look at it again, YYYY-MM-DD.",
        "standing": "How sure it is: confirmed, secondary, expected, unconfirmed, or own_example: no fact of law.",
        "Source.fact": "The id of a cited fact of the bank, which knows the rest.",
        # the cited facts
        "CitedFacts.facts": "The file's name.",
        "cited": "The facts, each once; texts quote one as {{ fact.ID }} or {{ fact.ID_PART }}.",
        "CitedFact.title": "What it is about.",
        "states": "The whole of it as it reads within a sentence; {{ part }} stands for one of its parts.",
        "parts": "The figures in it that texts quote by themselves, by name; a number at the start is reckoned with.",
        "from": "The day from which it holds, YYYY-MM-DD.",
        "to": "The last day on which it holds, YYYY-MM-DD.",
        "instrument": "The Act, order or regulations that it rests on.",
        "CitedFact.note": "What stands behind it, for whoever looks it up next.",
        # the catalogue, and the library of adjustments
        "offer_if": "The condition of being offered, such as situation == 'off_sick' and 'caring' in barriers.",
        "not_if": "When it must not be offered all the same, each with its reason.",
        "NotIf.because": "The reason, as it reads on after: not offered.",
        "because": "Why it is offered; a reason whose words are not there yet is left out.",
        "who": "Whose part it is; with therapist among them it is a request to the therapist.",
        "priority": "How soon.",
        "ask": "The sentence that leads the therapist's page.",
        "Adjustment.ask": "What to ask the employer for.",
        "explain_to_client": "Words to say to the client.",
        "does": "What each of them does.",
        "group": "The sort of change it is.",
        "Adjustment.answers": "The difficulties it answers, by their barrier codes; the one it answers best first.",
        "fits": "The kinds of work it fits; any, if it fits them all.",
        "try_it": "How to try it, and how to tell whether it helps.",
        # the phrases by which notes are understood
        "shorthand": "What the abbreviations of hurried notes stand for; one in capitals only where it is so typed.",
        "familiar": "Words that are words, and never a slip for one of a phrase.",
        "sets": "Words that many phrases share, by a name that they call it by in braces; ways with | between them.",
        "hears": "What is heard, each with its phrases.",
        "Hears.kind": "What sort of thing is heard.",
        "Hears.code": "Which one: a code of that kind, or safety.",
        "Hears.words": "The phrases: # a number, * up to four words between, (one|the other), any form of a word.",
        "perhaps": "Looser phrases, which weigh less: what may say it, and may say something else.",
        "sure": "true if these phrases are heard whatever the words around them weigh.",
        "families": "Words that come to the same, by a name: which families a clause holds is weighed; | between them.",
        "unless": "Phrases that silence one they overlap.",
        # the words that tell of health
        "health_words": "A name for the file's words.",
        "HealthWords.source": "Where the words come from.",
        "HealthWords.checked_on": "The day somebody who does the work last looked them through; empty until then.",
        "HealthWords.shorthand": "What abbreviations stand for; one in capitals only where it is so typed.",
        "HealthWords.words": "Words and phrases that tell of health, written as in a file of phrases.",
        "HealthWords.unless": "Phrases that silence a word they overlap: health and safety.",
        "endings": "Ends of words that tell of health whatever stands before them: itis.",
        "misspelt": "Words of five letters or more that are known in spite of a typing slip.",
        # what the words of a note weigh
        "weights": "The file's name.",
        "learnt_from": "What the weights were learnt from.",
        "bias": "Where each code begins before a word is said.",
        "table": "A word, a tab, and its weight for each code it says something about: off_sick 0.83, in_work -0.41.",
        "even": "The cues in spite of which it is heard, such as others for what is about other people.",
        # a persona
        "Persona.script": "The script of the call.",
        "PersonaCall.script": "The script of the call.",
        "client": "The client's record.",
        "days_ago": "How many days ago the call was.",
        "state": "finished, cut_off in the middle, or new: no call yet.",
        "answers": "Each answer, in the order given; the tags are !days, !declined, !unknown and !skip.",
        "decisions": "What became of suggestions.",
        "expect": "What follows from the answers.",
        "later": "The calls after the first, in order.",
        "Persona.safety": "The lines of the safety page.",
        "PersonaCall.safety": "The lines of the safety page.",
        "Persona.about": "Why this person is here, in one line.",
        "name": "The whole name, as they write it.",
        "called": "What they like to be called; else the first word of the name.",
        "born": "Date of birth, YYYY-MM-DD.",
        "reference": "The service's own number for the client.",
        "telephone": "A number kept for drama: 01632 960xxx or 07700 900xxx.",
        "best_times": "When to ring.",
        "therapist": "The therapist's name.",
        "therapist_role": "What the therapist is.",
        "referred_by": "therapist, gp, health_professional, jobcentre, employment_provider, employer or self.",
        "referred_on": "The day of the referral, YYYY-MM-DD.",
        "referred_days_ago": "How many days before the call they were referred.",
        "suggestion": "The id of a thing in the catalogue.",
        "decision": "What became of it.",
        "words": "The step as it was agreed.",
        "by": "By when.",
        "reason": "Why it was set aside.",
        "route": "The questions that were asked, in the script's order; words to read aloud left out.",
        "needs": "All the needs.",
        "barriers": "All the barriers.",
        "suggestions": "All that is suggested.",
        "therapist_requests": "All that is asked of the therapist.",
        "Expected.adjustments": "All the adjustments that are proposed.",
        "never": "Suggestions, requests and adjustments that must not appear.",
        "doubts": "The ids of the checks that hold.",
    }
)
"""What each key is for, as an editor shows it: by the key, or by ``Model.key`` where it means something else there."""


def schema(kind: str) -> Schema:
    """The JSON Schema (2020-12) of one kind of file: a key of `FILES`."""
    model, _ = FILES[kind]
    made = model.model_json_schema()
    models: dict[str, Schema] = made.pop("$defs", {})
    codes: dict[str, Schema] = {}
    for name, part in {model.__name__: made, **models}.items():
        _explain(name, part, codes)
    for part in _objects(models):
        if "discriminator" in part:
            _choose_by_kind(part)
    if kind in LISTED:
        whole = {model.__name__: made}
        listed = {**made["properties"][LISTED[kind]], "description": "Just the list."}
        whole_file = {"$ref": f"#/$defs/{model.__name__}"}
        made = {"description": made["description"], "if": {"type": "array"}, "then": listed, "else": whole_file}
        models = whole | models
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{kind} of a bank"}
    return {**head, **{key: value for key, value in made.items() if key != "title"}, "$defs": models | codes}


def text(kind: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def _explain(name: str, model: Schema, codes: dict[str, Schema]) -> None:
    """Says what the model and each of its keys is for, and which ``codes`` of the taxonomy a key may have."""
    model["description"] = re.sub(r"\s+", " ", model.get("description", "")).replace("``", "")
    for key, value in model["properties"].items():
        value.pop("title", None)
        if value.get("default", ...) in (None, "", [], {}):
            del value["default"]
        meaning = MEANING.get(f"{name}.{key}") or MEANING.get(key)
        if meaning:
            value["description"] = meaning
        words = _words(name, key)
        if words:
            codes[f"{key}_codes"] = {"enum": list(words), "enumDescriptions": list(words.values())}
            for part in _objects(value):
                if part.get("type") == "string":
                    del part["type"]
                    part["$ref"] = f"#/$defs/{key}_codes"
        if key == "id":
            value["pattern"] = r"^[a-z][a-z0-9_#]*$"


def _words(model: str, key: str) -> Mapping[str, str]:
    """The codes that a key may have, with their meaning, where the model itself looks them up in the taxonomy."""
    if model in ("Records", "Band"):
        return taxonomy.FACTS.get(key, {})
    if (model, key) == ("Hears", "code"):
        return {code: title for codes in CODES.values() for code, title in codes.items()}
    if (model, key) == ("Adjustment", "answers"):
        return taxonomy.BARRIERS
    if key == "fills":  # in a section that repeats, # stands for the number
        numbered = {re.sub(r"\d+(?=\.)", "#", detail): title for detail, title in taxonomy.DETAILS.items()}
        return {**taxonomy.DETAILS, **numbered}
    return {}


def _choose_by_kind(part: Schema) -> None:
    """One of several models, told apart by ``kind``: a misspelt key is then named, not the whole question refused."""
    mapping: Mapping[str, str] = part.pop("discriminator")["mapping"]
    del part["oneOf"]
    part |= {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(mapping), "description": MEANING["kind"]}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": {"$ref": model}}
            for kind, model in mapping.items()
        ],
    }


def _objects(value: Any) -> Iterator[Schema]:
    """Every mapping in a schema, outside in."""
    if isinstance(value, dict):
        yield value
        for inner in list(value.values()):
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)
