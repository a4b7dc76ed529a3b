"""Keeps the garbage collector from stopping a call to look through what stays. It works while nobody waits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_all() -> None:
    """Collects everything, where there is a moment for it, and tells the collector that what is left will stay."""
    gc.unfreeze()
    collect_new()


def collect_new() -> None:
    """Collects what has come since the last time, a few milliseconds' work, and counts what is left as staying.

    What goes later in a circle, such as a page that is closed, goes when all is next settled.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def making_what_stays() -> Iterator[None]:
    """While something large is made for good beside the screen: the collector waits, and never looks through it."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
