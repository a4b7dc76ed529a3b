"""A persistent mapping: replaced and never changed, so that an interview and the one before it share their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

V = TypeVar("V")
SHIFT = 5  # a sheet's block holds 2**SHIFT values
MASK = 2**SHIFT - 1


class Sheet(Mapping[str, V]):
    """A mapping that is never changed; one made from it shares every block of values but those that differ.

    Each name has a place, the same in every sheet of a call, and None there means that it has no value. So a
    change costs a copy of one block and of the list of blocks, however many names there are.
    """

    __slots__ = ("at", "blocks")

    def __init__(self, at: Mapping[str, int], blocks: list[list[V | None]]) -> None:
        self.at = at
        self.blocks = blocks

    @classmethod
    def of(cls, at: Mapping[str, int], values: Mapping[str, V]) -> Sheet[V]:
        """A sheet with these places, and a value wherever there is one."""
        row = [values.get(name) for name in sorted(at, key=at.__getitem__)]
        row += [None] * (-len(row) % (MASK + 1))
        return cls(at, [row[n : n + MASK + 1] for n in range(0, len(row), MASK + 1)])

    def with_value(self, name: str, value: V) -> Sheet[V]:
        """This sheet with one value put in."""
        sheet = Sheet(self.at, self.blocks[:])
        sheet.write(self.at[name], value, self.blocks)
        return sheet

    def write(self, place: int, value: V | None, shared: list[list[V | None]]) -> None:
        """For whoever is making this sheet, before anybody else has it: a block still shared is copied first."""
        number = place >> SHIFT
        block = self.blocks[number]
        if block is shared[number]:
            block = self.blocks[number] = block[:]
        block[place & MASK] = value

    def read(self, place: int) -> Any:
        """The value at a place, or None."""
        return self.blocks[place >> SHIFT][place & MASK]

    def get(self, name: str, default: Any = None, /) -> Any:  # asked most of all, so written out
        place = self.at.get(name)
        if place is None:
            return default
        value = self.blocks[place >> SHIFT][place & MASK]
        return default if value is None else value

    def __getitem__(self, name: str) -> V:
        value: V | None = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.at if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
