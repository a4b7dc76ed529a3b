"""What this place likes to see on the screen: a small file beside the records, and no part of them.

It holds no word about anybody. Where it cannot be read or written the program goes on as if there were none.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from assessor.records.files import hidden_name, open_private

PREFERENCES_FILE = "preferences.json"
_MOST_BYTES = 16 * 1024


def preferred(home: Path, what: str) -> str:
    """What was chosen for this, such as the ``colours``; empty where nothing was, or nothing can be read."""
    return _read(home).get(what, "")


def prefer(home: Path, what: str, chosen: str) -> None:
    """Keeps what was chosen, in one step, in a folder that holds records; where it cannot, nothing happens."""
    if not home.is_dir():
        return
    draft = hidden_name(home / PREFERENCES_FILE)
    try:
        with open_private(draft) as file:
            file.write(json.dumps(_read(home) | {what: chosen}, indent=1).encode("ascii"))
        draft.replace(home / PREFERENCES_FILE)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _read(home: Path) -> dict[str, str]:
    try:
        with (home / PREFERENCES_FILE).open("rb") as file:
            content = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    found = content.items() if isinstance(content, dict) else ()
    return {name: value for name, value in found if isinstance(value, str)}
