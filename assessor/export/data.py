"""The plan as JSON, for another program."""

from __future__ import annotations

import json

from assessor.care.case import Case


def data(case: Case) -> str:
    """The case's client and plan, as of its last entry. Text is as it was typed, escaped as JSON has it."""
    call = case.call
    whole = {
        "client": case.client.model_dump(mode="json"),
        "call": call
        and {
            "begun": call.begun.isoformat(),
            "by": call.by,
            "script": call.interview.course.script.script,
            "version": call.interview.course.script.version,
            "ended": call.ended,
        },
        "standing": "draft",
        "version": case.version,
        "plan": case.plan.model_dump(mode="json"),
        "status_records": [record.model_dump(mode="json") for record in case.status_records],
    }
    return json.dumps(whole, ensure_ascii=True, indent=2) + "\n"
