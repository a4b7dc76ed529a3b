"""How a document leaves the records: the file and the entry that says so are one thing, or neither is there.

A file and a database cannot be written in one step, so what is about to happen is written down first:

1. an *intent* in the encrypted records: the entry, the file's place, the hidden names, the digest of what it will say;
2. the document on disk, whole, and not under its name (`files.draft_of`);
3. in one transaction: the records are as they were read, the entry is written, a file that is to be replaced gets a
   second, hidden name, the document gets its name, the intent is struck out.

What fails on the way is undone at once. What a kill or a power cut leaves is finished or undone when the records are
opened next (`Store.recover`): a file that has its name gets its entry, and anything less goes. So then there is no
hidden file of ours, and a document stands under its name if and only if the journal says that it left.

Between the kill and that next start these states are possible, and no others:

- nothing but the intent: Linux keeps what is not yet whole in a file without a name, which is gone with the process;
- elsewhere a hidden file, part of the document or all of it, that its owner alone can read;
- the document under its name, and not yet in the journal;
- the file that it replaces under a second, hidden name, and on a disk without hard links under that name alone.

An intent whose folder is away (a stick, a share) waits for it. Records that are opened beside a program that lives
take its intent for a dead one's and strike it out; that program finds it gone before it names the file, and begins
anew.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from assessor.journal import Entry
from assessor.records.errors import NotSaved, StoreError
from assessor.records.files import (
    Draft,
    check_target,
    draft_of,
    encoded,
    hidden_name,
    keep_aside,
    not_written,
    same_place,
    sync_folder,
)
from assessor.records.store import Intent, Store

_ATTEMPTS = 5


class _StruckOut(Exception):
    """Another program has undone what this one was about to do."""


def hand_over(
    store: Store,
    case_id: str,
    entry: Entry,
    path: Path,
    content: bytes | str,
    *,
    overwrite: bool = False,
    after: str | None = None,
) -> None:
    """Writes a document to a file and the entry that it left to the case's journal: both, or neither.

    A file that is there is replaced only when told to; ``after`` is the last entry that was read of the case, as in
    `Store.append`. Raises `StoreError`, and `Stale` or another `NotSaved` if the entry could not be written; then
    there is no file, or the file that was there before.
    """
    document = encoded(path, content)
    target = path.absolute()
    for _ in range(_ATTEMPTS):
        check_target(path, overwrite)
        if any(same_place(target, own) for own in store.own_files):
            raise StoreError(f"{path}: is a file of the records themselves; choose another name")
        try:
            _settle_earlier(store, target)
            displaced = hidden_name(target) if overwrite and os.path.lexists(target) else None
            intent = Intent(case_id, entry, target, hidden_name(target), displaced, _digest(document))
            store.add_intent(intent)
            _deliver(store, intent, document, after)
        except _StruckOut:
            continue
        except OSError as error:
            raise not_written(path, error) from None
        return
    raise NotSaved(f"{path}: not written, as another assessor is at work on it; try again in a moment")


def recover(store: Store) -> tuple[Intent, ...]:
    """Settles what a killed program left; gives what has to wait, as its folder is away or cannot be written."""
    waiting = []
    for intent in store.intents():
        try:
            _settle(store, intent)
        except (OSError, NotSaved):
            waiting.append(intent)
    return tuple(waiting)


def _deliver(store: Store, intent: Intent, document: bytes, after: str | None) -> None:
    """Does what is intended. What fails is undone; what is stopped from outside is settled as after a kill."""
    draft: Draft | None = None
    try:
        with draft_of(document, intent.hidden) as draft:
            place = partial(_place, store, intent, draft)
            store.append(intent.case, [intent.entry], after=after, then=place)
    except Exception:
        if not _withdraw(store, intent, placed=draft is not None and draft.placed):
            raise
    except BaseException:
        with suppress(OSError, StoreError):
            _settle(store, intent)
        raise
    with suppress(OSError, StoreError):  # it has left: what is in the way of tidying up is seen to the next time
        if _stands(store, intent):
            _settle(store, intent)


def _place(store: Store, intent: Intent, draft: Draft) -> None:
    """Gives the document its name, within the transaction that writes its entry."""
    if not _stands(store, intent):
        raise _StruckOut
    folder = intent.target.parent
    if intent.displaced is not None:
        keep_aside(intent.target, intent.displaced)
        sync_folder(folder)
    draft.place(intent.target, replace=intent.displaced is not None)
    sync_folder(folder)
    if intent.displaced is None and not os.path.lexists(intent.hidden):
        store.drop_intent(intent)  # there is nothing to tidy up


def _withdraw(store: Store, intent: Intent, placed: bool) -> bool:
    """Undoes what was intended. Gives whether it has left for all that: another program finished it, or the write was
    kept although an error was told of it. Raises `NotSaved`."""
    undone = False
    try:
        with store.transaction():
            if placed and _is_recorded(store, intent):
                return True
            if not _stands(store, intent):
                return False
            _put_back(intent, placed)
            _tidy(intent)
            undone = True
            store.drop_intent(intent)
    except (OSError, StoreError) as error:
        if not undone:
            raise NotSaved(
                f"{intent.target}: not saved, and what was begun cannot be undone now ({error});"
                " it is seen to when the records are opened next"
            ) from None
    return False


def _settle_earlier(store: Store, target: Path) -> None:
    """Settles what a killed program left under this name."""
    for intent in store.intents():
        if intent.target == target:
            _settle(store, intent)


def _settle(store: Store, intent: Intent) -> None:
    """Finishes what was intended if the document has its name, and else undoes it; raises OSError or `NotSaved`."""
    with store.transaction():
        if not _stands(store, intent):
            return
        intent.target.parent.stat()  # which is an error while its disk is away
        if not _is_recorded(store, intent) and _is_placed(intent):
            store.append(intent.case, [intent.entry])
    with store.transaction():  # one of its own: only what is written down for good may cost the displaced file
        if not _stands(store, intent):
            return
        if not _is_recorded(store, intent):
            _put_back(intent, placed=False)
        elif intent.displaced is not None:
            _remove(intent.displaced)
        _tidy(intent)
        store.drop_intent(intent)


def _put_back(intent: Intent, placed: bool) -> None:
    """Takes the document away again if it was placed, and gives the file that it was to replace its name back."""
    if intent.displaced is None:
        if placed:
            _remove(intent.target)
    elif os.path.lexists(intent.displaced):
        if placed or not os.path.lexists(intent.target):
            intent.displaced.replace(intent.target)
        else:  # it has its name still
            intent.displaced.unlink()


def _tidy(intent: Intent) -> None:
    """Removes what is not whole, and makes all that was done to names durable."""
    _remove(intent.hidden)
    sync_folder(intent.target.parent)


def _remove(file: Path) -> None:
    """Removes a file if there is one: a disk that cannot be written refuses even to remove what is not there."""
    if os.path.lexists(file):
        file.unlink()


def _is_placed(intent: Intent) -> bool:
    """Whether the document stands under its name, and is no file of the same words that stood there before."""
    if intent.target.is_symlink() or not intent.target.is_file():
        return False
    if intent.displaced is not None and (
        not os.path.lexists(intent.displaced) or intent.displaced.samefile(intent.target)
    ):
        return False
    return _digest(intent.target.read_bytes()) == intent.digest


def _is_recorded(store: Store, intent: Intent) -> bool:
    return any(entry.id == intent.entry.id for entry in store.journal(intent.case))


def _stands(store: Store, intent: Intent) -> bool:
    """Whether the intent is still written down, struck out neither by this program nor by another."""
    return any(kept.hidden == intent.hidden for kept in store.intents())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
