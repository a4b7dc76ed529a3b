"""Keeps the garbage collector from stopping a call to look through what stays. It works while nobody waits."""

from __future__ import annotations

import gc


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
