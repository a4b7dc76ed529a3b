"""A second assessor: a program of its own that writes to a store, for tests of two at once and of sudden ends.

``append HOME NAME COUNT`` adds that many notes to a case of its own; ``call HOME`` opens a case and answers a call
until it is stopped. Both wait for a line on standard input, and print what is saved after it is saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assessor.journal import Answered, Client
from assessor.records.desk import Desk
from assessor.records.sqlite import open_store
from assessor.records.store import Adviser
from tests.records.samples import entry, long_bank

LENGTH = 600  # more questions than anyone answers before the end


def append(home: Path, name: str, count: int) -> None:
    """Adds notes to the case of this name, one at a time."""
    store = open_store(home, None)
    for n in range(count):
        store.append(name, [entry(f"{name}-{n}")])
    store.close()


def call(home: Path) -> None:
    """Takes a new client through a call, printing the case and then each entry once it is saved."""
    desk = Desk(open_store(home, None), long_bank(LENGTH), Adviser(name="Dan Price", role="adviser"))
    case = desk.open_case(Client(name="Ines Marlowe"))
    case = desk.begin_call(case, "long_call")
    print(case.id, flush=True)
    while case.call is not None and (question := case.call.interview.current):
        case = desk.write(case, Answered(question=question, value=f"words for {question}"))
        print(case.last.id if case.last else "", flush=True)


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    if sys.argv[1] == "append":
        append(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    else:
        call(Path(sys.argv[2]))
