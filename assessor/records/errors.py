"""The errors by which the records speak: each message says what, where and what to do."""

from __future__ import annotations


class StoreError(Exception):
    """Records that cannot be opened or used."""


class NotSaved(StoreError):
    """An entry that is not on disk. Nothing of it is kept, and nothing before it is lost."""


class Stale(NotSaved):
    """A case that is no longer as it was read."""

    def __init__(self) -> None:
        super().__init__(
            "not saved: the records were changed elsewhere since they were read; nothing was written, open it again"
        )


class ReferenceTaken(NotSaved):
    """A client's reference that another case has."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"not saved: there is a case {reference} already")


class ReferenceAlike(ReferenceTaken):
    """A client's reference that reads like another case's."""

    def __init__(self, reference: str) -> None:
        NotSaved.__init__(self, f"not saved: there is a case {reference!r}, which reads the same; give another")


class WrongPassphrase(StoreError):
    """The passphrase does not open the records."""


class NotAllowed(StoreError):
    """An act that this person may not do; nothing is written."""
