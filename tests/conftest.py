"""What the whole suite shares: what is thorough, what is compiled, and what the garbage collector need not look at."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

pytest_plugins = ["tests.golden"]

# A pseudo-terminal, in which the program is run, pressed and killed, is not to be had on Windows.
collect_ignore = ["test_call_command.py", "test_killed.py", "test_rough.py"] if sys.platform == "win32" else []

# The tests start the program dozens of times. Where nothing compiled may be left beside the source, it is left in the
# tests' own cache, so that not every start compiles everything again. Workers and programs inherit it.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    os.environ["PYTHONPYCACHEPREFIX"] = str(Path(__file__).parent.parent / ".pytest_cache" / "bytecode")
    sys.dont_write_bytecode, sys.pycache_prefix = False, os.environ["PYTHONPYCACHEPREFIX"]

SMALL = Path(__file__).parent / "screens" / "bank"


def pytest_configure(config: pytest.Config) -> None:
    """Tries few drawn examples where the marks leave out what is thorough, and many where they do not.

    How long an example takes is never asserted: that a machine is slow is no fault of the code.
    """
    from hypothesis import HealthCheck, settings  # loaded only now, when it may be kept compiled

    from tests.thorough import EXAMPLES, is_everyday

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    untimed = settings(deadline=None, database=None, suppress_health_check=slow)
    for profile, count in EXAMPLES.items():
        settings.register_profile(profile, untimed, max_examples=count)
    settings.load_profile("everyday" if is_everyday(config) else "thorough")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is made while tests are collected stays: the garbage collector looks through it neither then nor later."""
    gc.disable()
    collected = yield
    gc.enable()
    gc.freeze()
    return collected


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of a demonstration of the small bank's invented clients, made once, to be copied and not used."""
    from assessor.bank.loader import read_bank, read_files
    from assessor.demo.store import make_demonstration

    folder = tmp_path_factory.mktemp("demonstration") / "records"
    make_demonstration(folder, read_bank(read_files(SMALL))).close()
    return folder


@pytest.fixture
def home(demonstration: Path, tmp_path: Path) -> Path:
    """That demonstration's records, for one test to do with as it likes."""
    return Path(shutil.copytree(demonstration, tmp_path / "records"))
