"""A second assessor: what a process of its own does to a store, for tests of two at once and of sudden ends."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

from assessor.acts.desk import Desk
from assessor.acts.details import NameTaken, take_down
from assessor.journal import Answered, Client, Exported
from assessor.records.errors import Stale, StoreError
from assessor.records.outbox import hand_over
from assessor.records.store import Adviser
from tests.records.on_disk import open_store
from tests.records.samples import entry, latest, long_bank
from tests.records.steps import FILE_SYSTEMS

LENGTH = 400  # more questions than anyone answers before the end


class Meeting(Protocol):
    """Where processes wait for one another."""

    def wait(self, timeout: float | None = None) -> int: ...


Work = Callable[[Path, str, int, Meeting], None]


def append(home: Path, name: str, count: int, meeting: Meeting) -> None:
    """Adds notes to the case of this name, one at a time, beginning when all have come."""
    store = open_store(home, None)
    meeting.wait(30)
    for n in range(count):
        store.append(name, [entry(f"{name}-{n}")])
    store.close()


def contend(home: Path, name: str, rounds: int, meeting: Meeting, told: Connection) -> None:
    """Reads the case, waits until the other has read it too, and writes after what it read; tells each outcome."""
    store = open_store(home, None)
    for n in range(rounds):
        last = store.journal("case")[-1].id
        meeting.wait(30)  # both have read
        try:
            store.append("case", [entry(f"{name}-{n}")], after=last)
            told.send_bytes(f"{name}-{n}".encode())
        except Stale:
            told.send_bytes(b"stale")
        meeting.wait(30)  # both have written, or not
    store.close()


def open_cases(home: Path, name: str, count: int, meeting: Meeting) -> None:
    """Opens so many cases for clients without a reference, beginning when all have come."""
    store = open_store(home, None)
    desk = Desk(store, long_bank(1), Adviser(name="Dan Price", role="adviser"))
    meeting.wait(30)
    for n in range(count):
        desk.open_case(Client(name=f"{name} {n}"))
    store.close()


def take_down_one(home: Path, name: str, count: int, meeting: Meeting) -> None:
    """Takes down one client of the same name as others do, so many times, when all have come."""
    store = open_store(home, None)
    desk = Desk(store, long_bank(1), Adviser(name="Dan Price", role="adviser"))
    meeting.wait(30)
    for n in range(count):
        with suppress(NameTaken):
            take_down(desk, Client(name=f"Rosa {chr(65 + n)}enderby"))
    store.close()


def open_only(home: Path, name: str, count: int, meeting: Meeting) -> None:
    """Opens the records, when all have come."""
    meeting.wait(30)
    open_store(home, None).close()


LEFT = Exported(reader="therapist", format="txt")


def deliver(home: Path, folder: Path, count: int, disk: str, told: Connection) -> None:
    """Hands over so many documents, every other one in the place of the one before, and tells of each when it is done.

    The document of number n goes to the file n // 2.
    """
    store = open_store(home, None)
    told.send_bytes(b"ready")
    with FILE_SYSTEMS[disk].simulated():
        for n in range(count):
            hand_over(store, "case", entry(str(n), LEFT), folder / f"{n // 2}.txt", document(n), overwrite=bool(n % 2))
            told.send_bytes(b"%d" % n)
    store.close()


def document(number: int) -> bytes:
    """The words of a document, of which there are so many that writing them takes a while."""
    return b"plan %d\n" % number * 60_000


def deliver_after(home: Path, name: str, rounds: int, meeting: Meeting, told: Connection) -> None:
    """Reads the case, waits until the other has read it too, and hands over a document of what it read; tells each
    outcome. In every other round both write to the same file."""
    store = open_store(home, None)
    for n in range(rounds):
        last = store.journal("case")[-1].id
        target = home.parent / "out" / (f"{n}.txt" if n % 2 else f"{n}-{name}.txt")
        meeting.wait(30)  # both have read
        try:
            hand_over(store, "case", entry(f"{name}-{n}", LEFT), target, f"{name}-{n}", after=last)
            told.send_bytes(f"{name}-{n}".encode())
        except StoreError as error:
            told.send_bytes(b"stale" if isinstance(error, Stale) or "is there already" in str(error) else b"error")
        meeting.wait(30)  # both have written, or not
    store.close()


def call(home: Path, told: Connection) -> None:
    """Takes a new client through a call, telling the case and then each entry once it is saved."""
    desk = Desk(open_store(home, None), long_bank(LENGTH), Adviser(name="Dan Price", role="adviser"))
    case = desk.open_case(Client(name="Ines Marlowe"))
    case = desk.begin_call(case, "long_call")
    told.send_bytes(case.id.encode())
    while case.call is not None and (question := case.call.interview.current):
        case = desk.write(case, Answered(question=question, value=f"words for {question}"), latest(case))
        told.send_bytes(case.last.id.encode() if case.last else b"")


def _context() -> multiprocessing.context.BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", __name__])  # once, and not in each process
    return context


CONTEXT = _context()


def both(work: Work, home: Path, names: tuple[str, str] = ("left", "right"), count: int = 1) -> list[int | None]:
    """Two processes that do this work at the same time; gives how each ended."""
    meeting = CONTEXT.Barrier(2)
    processes = [_begun(work, home, name, count, meeting) for name in names]
    for process in processes:
        process.join(60)
    return [process.exitcode for process in processes]


Contest = Callable[[Path, str, int, Meeting, Connection], None]


def both_contend(contest: Contest, home: Path, rounds: int) -> list[list[str]]:
    """Two processes that each write after what they read, at the same time; gives what each tells of every round."""
    meeting = CONTEXT.Barrier(2)
    lines = [CONTEXT.Pipe(duplex=False) for _ in range(2)]
    processes = [
        _begun(contest, home, name, rounds, meeting, told) for name, (_, told) in zip("ab", lines, strict=True)
    ]
    outcomes = [[heard.recv_bytes().decode() for _ in range(rounds)] for heard, _ in lines]
    for process in processes:
        process.join(60)
    return outcomes


def begin_call(home: Path) -> tuple[BaseProcess, Connection]:
    """A process that takes a call, and the line on which it tells what is saved."""
    return _telling(call, home)


def begin_deliveries(home: Path, folder: Path, count: int, disk: str) -> tuple[BaseProcess, Connection]:
    """A process that hands documents over, and the line on which it tells what has left."""
    return _telling(deliver, home, folder, count, disk)


def _telling(work: object, *args: object) -> tuple[BaseProcess, Connection]:
    heard, told = CONTEXT.Pipe(duplex=False)
    process = _begun(work, *args, told)
    told.close()
    return process, heard


def _begun(target: object, *args: object) -> BaseProcess:
    process: BaseProcess = CONTEXT.Process(target=target, args=args, daemon=True)  # type: ignore[attr-defined]
    process.start()
    return process
