"""What scoring knows of a unit of a query, as far as sums need it."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import TermPostings
from search_app.search.ranking import K1


class Weighed(Protocol):
    """What is known of a unit: its family, its postings in each segment, and the most it adds to any score."""

    @property
    def family(self) -> str:
        """Of its term."""

    @property
    def parts(self) -> tuple[tuple[TermPostings, ...], ...]:
        """For each segment, the postings in each text."""

    @property
    def most(self) -> float:
        """The factor of its saturated frequency."""


def postings_of(unit: Weighed) -> int:
    """How many postings a unit has, in all texts and segments."""
    return sum([part.stop - part.start for parts in unit.parts for part in parts])


def saturated(frequencies: Array, most: float | Array) -> Array:
    """What tf adds to a score: most * tf / (tf + K1), in a new array."""
    added: Array = frequencies + K1
    np.divide(frequencies, added, out=added)
    added *= most
    return added
