"""Found: a set of documents, as what is counted over them needs it."""

from __future__ import annotations

from typing import NamedTuple

from indexer.stores.whoosh.arrays import Array


class Found(NamedTuple):
    """Some documents in both forms: their numbers, ascending, and one boolean for every document."""

    docs: Array
    mask: Array

    @classmethod
    def of(cls, mask: Array) -> Found:
        """The documents of a mask."""
        return cls(mask.nonzero()[0], mask)
