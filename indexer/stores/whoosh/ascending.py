"""Ascending numbers of a segment, searched for one number at a time, in Python's own numbers.

Halving a table of millions reads twenty places all over it, and most of a lookup's time is memory that no processor has near. So
the beginnings of stretches are made once, when the index is opened, and a search reads a few places that lie together.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from indexer.stores.whoosh.arrays import Array

_STRETCH_BITS = 16  # there are at most so many stretches, as a power of two


class Ascending:
    """Unsigned numbers, ascending, maybe several times the same or none at all."""

    def __init__(self, numbers: Array) -> None:
        self.numbers = memoryview(numbers.data)
        last = numbers.item(-1) if len(numbers) else 0
        self._shift = max(last.bit_length() - _STRETCH_BITS, 0)
        firsts = np.arange((last >> self._shift) + 1, dtype=np.uint64) << np.uint64(self._shift)
        edges = np.append(numbers.searchsorted(firsts.astype(numbers.dtype)), len(numbers)).astype(np.uint32)
        self._edges = memoryview(edges.data)

    def place(self, number: int) -> int:
        """The place of `number`, or of the first that is greater."""
        stretch, edges = number >> self._shift, self._edges
        if stretch + 1 >= len(edges):
            return len(self.numbers)
        return bisect_left(self.numbers, number, edges[stretch], edges[stretch + 1])
