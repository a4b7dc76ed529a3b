"""A whole call from an installed wheel, keys alone: demonstration, new client, answers, end, plan, export.

Run by the interpreter the wheel is installed for, outside the checkout, so that banks, templates and styles
are those that ship.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import assessor
from assessor.app import AssessorApp
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.plan import PlanScreen
from assessor.scripts.kinds import Asked

COMMAND = [sys.executable, "-m", "assessor"]
# Answers that open the call; every other question is answered by its first key, or in a word.
KEYS = {"employ_status": "1", "off_sick_now": "1"}


def keys_for(question: Asked) -> list[str]:
    """The keys that answer a question."""
    if question.field.typed:
        return [*question.example, "enter"]
    if question.field.shape == "ruler":
        return ["5"]
    return [KEYS.get(question.id, "1"), *(["enter"] if question.several else [])]


async def call(home: Path) -> None:
    """Plays a new client's call through the real screens."""
    app = AssessorApp(home, demonstration=True)
    async with app.run_test(size=(100, 32)) as pilot:
        for _ in range(100):
            await pilot.pause(0.1)
            if isinstance(app.screen, CaseloadScreen) and app.screen.lines:
                break
        assert isinstance(app.screen, CaseloadScreen), app.screen
        new = next(line for line in app.screen.lines if line.state == "new")
        await pilot.press(*new.case, "enter")
        for _ in range(300):
            await pilot.pause()
            screen = app.screen
            if isinstance(screen, PlanScreen):
                break
            if not isinstance(screen, CallScreen):
                await pilot.press("escape")  # a note that an option asked for
                continue
            if screen.agreeing_at:  # one thing is agreed, and the rest is left to the plan's page
                await pilot.press("1")
                await pilot.pause()
                await pilot.press("escape")
                continue
            current = screen.call.interview.current
            question = screen.call.interview.course.question(current) if current else None
            await pilot.press(*(keys_for(question) if question else ["enter"]))
        assert isinstance(app.screen, PlanScreen), app.screen
        await pilot.press("a")
        print(f"played the call of {new.case} to its plan")
    told = subprocess.run([*COMMAND, "cases", "--json", "--home", home], capture_output=True, check=True, text=True)
    assert {"assessed"} == {case["state"] for case in json.loads(told.stdout) if case["case"] == new.case}
    for ending in ("html", "docx", "pdf", "md", "txt", "json"):
        file = home / f"plan.{ending}"
        subprocess.run([*COMMAND, "export", new.case, "--as", ending, "--to", file, "--home", home], check=True)
        assert file.stat().st_size > 500, file


def main() -> None:
    """Makes a demonstration, plays a call in it, exports the plan."""
    assert "site-packages" in assessor.__file__, assessor.__file__
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "records"
        subprocess.run([*COMMAND, "demo", "--keep", home, "--no-open"], check=True)
        asyncio.run(call(home))


main()
