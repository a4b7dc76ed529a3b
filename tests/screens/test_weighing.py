"""On the screen: the adviser's own key after "something else" is not in quotes, and an offer opens nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.widgets import Static

from assessor.app import AssessorApp
from assessor.screens.call import CallScreen
from assessor.screens.caseload import CaseloadScreen
from assessor.screens.note import NoteScreen
from tests.screens.conftest import BANK, Quick, until
from tests.screens.test_call import begin, said


def changed(folder: Path) -> Path:
    """The small bank, with an option to be weighed and one that offers the safety page."""
    bank = Path(shutil.copytree(BANK, folder / "bank"))
    script = bank / "scripts" / "first_assessment.yaml"
    text = script.read_text(encoding="utf-8")
    text = text.replace("label: Something else, note: true", "label: Something else, note: true, weigh: true")
    text = text.replace("label: I have no job", "label: I have no job, offers: safety")
    script.write_text(text, encoding="utf-8")
    return bank


async def test_the_advisers_own_key_and_an_offer_of_the_safety_page(home: Path, tmp_path: Path) -> None:
    app = AssessorApp(home, changed(tmp_path), demonstration=True)
    async with app.run_test(size=(100, 32)) as plain:
        await until(plain, lambda: isinstance(app.screen, CaseloadScreen) and bool(app.screen.lines))
        pilot = Quick(app)
        await begin(pilot)
        await pilot.press("1", "4")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await pilot.press(*"he waits", "enter")
        await until(pilot, lambda: isinstance(app.screen, CallScreen))
        assert said(pilot) == "For you, not aloud: What they told you was not on the list. How pressing is it?"
        await pilot.press("ctrl+b", "3")
        await until(pilot, lambda: isinstance(app.screen, CallScreen))
        offer = app.screen.query_one("#offer", Static)
        assert offer.display
        assert "The safety page is there" in str(offer.content)
        await pilot.press("1")  # the end of this call, where it is said once more
        assert "the safety page was not written" in str(offer.content)
