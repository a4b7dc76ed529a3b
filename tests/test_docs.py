"""The pages: every link leads somewhere, every command, key and module is told of, and nothing is that is not there."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

import assessor.screens
import assessor.widgets
from assessor.acts.acts_file import FILE_ACTS, read_acts
from assessor.cli import cli
from assessor.plain.program import WAYS
from assessor.plain.vocabulary import VOCABULARY
from assessor.screens.dialog import Dialog
from assessor.widgets.room import Room
from assessor.widgets.verbs import Verb
from tests.golden import Golden

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "manual"
KEYS, COMMANDS = MANUAL / "keys.md", MANUAL / "commands.md"
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md"), *ROOT.glob("benchmarks/**/*.md")]
)
PAGES = [page for page in PAGES if page.parent.name != "golden"]
NAMES = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": "Space", "up": "Up", "down": "Down", "left": "Left",
    "right": "Right", "pageup": "PgUp", "pagedown": "PgDn", "question_mark": "?",
}  # fmt: skip


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# ---- links and paths


def anchors(page: Path) -> set[str]:
    """The headings of a page, as a link writes them."""
    headings = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_within_the_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text(page)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, heading = target.partition("#")
        there = (page.parent / file) if file else page
        assert there.exists(), f"{named(page)}: {target}"
        assert not heading or heading in anchors(there), f"{named(page)}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """Paths from the top of the repository, and the modules of a room as `room/module`."""
    for path in re.findall(r"`((?:assessor|tests|docs|benchmarks|question_banks|tools|\.ci)/[\w./-]*)`", text(page)):
        assert (ROOT / path).exists(), f"{named(page)}: {path}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.is_file():
            reached.add(page)
            targets = re.findall(r"\]\(([^)#\s]+)", text(page))
            waiting += [(page.parent / target).resolve() for target in targets if not re.match(r"[a-z]+:", target)]
    assert {page for page in PAGES if page.parent.name != "listening"} <= reached


def test_the_first_two_commands_of_the_readme_do_all_the_set_up() -> None:
    blocks = re.findall(r"^```\w*\n(.+?)\n```$", text(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    assert blocks[:2] == [
        "python3 -m pip install uv && python3 -m uv run assessor demo",
        "python3 -m uv run pytest",
    ]


# ---- commands


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name; a group only where it can be run by itself."""
    for name, command in group.commands.items():
        if command.hidden:  # a name by which something was called before
            continue
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


ALL = dict(commands(cli))
SHARED = {option for parameter in cli.params if not parameter.is_eager for option in parameter.opts}
"""What every command takes, before its name or after it."""


def about(command: str) -> str:
    """What the page says of a command: from its heading to the next."""
    part = re.search(rf"^### `{re.escape(command)}`.*?\n(.*?)(?=^##|\Z)", text(COMMANDS), re.MULTILINE | re.DOTALL)
    assert part, f"{named(COMMANDS)} has no part headed ### `{command}`"
    return part[1]


@pytest.mark.parametrize("command", ALL)
def test_every_command_is_told_of_with_its_options_and_none_that_it_has_not(command: str) -> None:
    options = {option for parameter in ALL[command].params for option in parameter.opts if option.startswith("--")}
    told = set(re.findall(r"--[a-z][\w-]*", about(command)))
    assert told - SHARED == options - SHARED


def test_the_options_that_every_command_takes_are_told_of() -> None:
    part = text(COMMANDS).partition("## What every command takes")[2].partition("\n## ")[0]
    assert {option for option in SHARED if f"`{option}" in part} == SHARED


def test_no_command_is_told_of_that_there_is_not() -> None:
    assert set(re.findall(r"^### `(.+?)`", text(COMMANDS), re.MULTILINE)) == set(ALL)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_that_a_page_writes_out_is_a_command(page: Path) -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL)
    for line in re.findall(r"^(?:python3 -m uv run |uv run )?assessor +([a-z].*)$", "".join(blocks), re.MULTILINE):
        first, _, rest = line.partition(" ")
        names = {first, f"{first} {rest.split(' ')[0]}"}
        assert names & set(ALL), f"{named(page)}: assessor {line}"


def test_every_task_that_a_page_names_is_one() -> None:
    tasks = tomllib.loads((ROOT / "poe_tasks.toml").read_text(encoding="utf-8"))["tasks"]
    told = {name for page in PAGES for name in re.findall(r"`uv run poe (\w+)", text(page))}
    assert told == set(tasks)


def test_every_word_of_a_call_in_plain_lines_is_told_of(golden: Golden) -> None:
    rows = ["| Word | |", "|---|---|"]
    for word in VOCABULARY:
        typed = " ".join(filter(None, (word.says, word.takes)))
        also = f" Also: {', '.join(f'`{name}`' for name in word.also)}." if word.also else ""
        rows.append(f"| `{typed}` | {word.help}{also} |")
    golden.section(COMMANDS, "words in plain lines", "\n".join(rows))


def test_every_word_of_the_program_in_plain_lines_is_told_of(golden: Golden) -> None:
    rows = ["| Word | |", "|---|---|"]
    for way in WAYS:
        also = f" Also: {', '.join(f'`{name}`' for name in way.also)}." if way.also else ""
        rows.append(f"| `{way.says}` | {way.help}{also} |")
    golden.section(COMMANDS, "words at the start", "\n".join(rows))


def test_the_acts_that_the_page_writes_out_are_acts_and_they_are_all_there_are() -> None:
    part = text(COMMANDS).partition("## A file of acts")[2]
    examples = "\n".join(re.findall(r"^```yaml\n(.+?)^```", part, re.MULTILINE | re.DOTALL))
    acts, _ = read_acts(examples, named(COMMANDS))
    assert {given.act.act for given in acts} == set(FILE_ACTS)


# ---- keys


def subclasses(kind: type[Widget]) -> Iterator[type[Widget]]:
    """The program's own kinds of a widget."""
    for subclass in kind.__subclasses__():
        if subclass.__module__.startswith("assessor."):
            yield subclass
        yield from subclasses(subclass)


def screens() -> list[type[Screen[object]]]:
    """Every screen of the program, by its name."""
    for room in (assessor.screens, assessor.widgets):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    kinds = {kind for kind in subclasses(Screen) if issubclass(kind, Screen)}
    return sorted(kinds, key=lambda kind: (kind.__module__, kind.__name__))


PLACES = {kind.HELP_TITLE: kind for kind in screens() if issubclass(kind, Room) and kind.HELP_TITLE}
ASKING = [kind for kind in screens() if not issubclass(kind, Room) and kind is not Dialog]


def shown(key: str) -> str:
    """A key as the pages write it: Ctrl+N, Shift+Up, F2, Esc."""
    *held, last = key.split("+")
    if last in NAMES or held or re.fullmatch(r"f\d+", last):
        last = NAMES.get(last, last.upper())
    return "+".join([*(key.capitalize() for key in held), last])


def table(verbs: tuple[Verb, ...]) -> str:
    """The verbs of a place, a verb that has two keys with both."""
    rows = ["| Key | |", "|---|---|"]
    for verb in verbs:
        if verb.help:
            keys = [key for other in verbs if other.action == verb.action for key in other.key.split(",")]
            rows.append(f"| {', '.join(f'`{shown(key)}`' for key in dict.fromkeys(keys))} | {verb.help} |")
    return "\n".join(rows)


@pytest.mark.parametrize("title", PLACES)
def test_every_key_of_a_screen_is_told_of(title: str, golden: Golden) -> None:
    golden.section(KEYS, title, table(PLACES[title].VERBS))


def part_about(name: str) -> str:
    """What the page says of the keys of the screen of this name."""
    parts = re.findall(r"<!-- keys of: (.+?) -->\n(.*?)(?=^##|\Z)", text(KEYS), re.MULTILINE | re.DOTALL)
    matching: list[str] = [part for names, part in parts if name in names.split()]
    assert matching, f"{named(KEYS)} has no part with <!-- keys of: {name} -->"
    return matching[0]


@pytest.mark.parametrize("screen", ASKING, ids=lambda kind: kind.__name__)
def test_every_key_where_something_is_asked_is_told_of(screen: type[Screen[object]]) -> None:
    part = part_about(screen.__name__)
    for first, last in re.findall(r"`F(\d+)` to `F(\d+)`", part):
        part += "".join(f"`F{n}`" for n in range(int(first), int(last) + 1))
    for binding in screen.__dict__.get("BINDINGS", ()):
        keys = binding.key if isinstance(binding, Binding) else binding[0]
        missing = [shown(key) for key in keys.split(",") if f"`{shown(key)}`" not in part]
        assert not missing, f"{named(KEYS)}, {screen.__name__}"


# ---- the house


def rows() -> dict[str, set[str]]:
    """The modules that the architecture page names, by the room in whose row they stand."""
    table = re.findall(r"^\| `assessor/([\w/]*)` \|(.+)\|$", text(ROOT / "docs" / "architecture.md"), re.MULTILINE)
    return {room.strip("/"): set(re.findall(r"`(\w+)`", row)) for room, row in table}


def rooms() -> dict[str, set[str]]:
    """The modules there are, by their room: the folder in which they stand."""
    files = (file for file in (ROOT / "assessor").rglob("*.py") if file.name != "__init__.py")
    there: dict[str, set[str]] = {}
    for file in files:
        there.setdefault(file.parent.relative_to(ROOT / "assessor").as_posix().strip("."), set()).add(file.stem)
    return there


def test_the_architecture_page_has_a_row_for_every_room_and_no_other() -> None:
    assert set(rows()) == set(rooms())


@pytest.mark.parametrize("room", rooms())
def test_the_architecture_page_names_every_module_of_a_room_and_no_other(room: str) -> None:
    within = {name.rpartition("/")[2] for name in rooms() if name and name.rpartition("/")[0] == room}
    assert rows()[room] - within == rooms()[room]
