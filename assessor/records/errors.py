"""The errors by which the records speak: each message says what, where and what to do."""

from __future__ import annotations


class StoreError(Exception):
    """Records that cannot be opened or used."""


class NotSaved(StoreError):
    """An entry that is not on disk. Nothing of it is kept, and nothing before it is lost."""


class WrongPassphrase(StoreError):
    """The passphrase does not open the records."""


class NotAllowed(StoreError):
    """An act that this person may not do; nothing is written."""
