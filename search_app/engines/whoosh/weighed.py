"""What scoring knows of a unit of a query, as far as sums need it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import TermPostings
from search_app.engines.whoosh.lookup import Texts
from search_app.search.ranking import K1, Unit


class WeighedUnit(NamedTuple):
    """A unit with what an index knows of it: its postings in each segment. `most` is more than it can add to any score."""

    unit: Unit
    family: str
    texts: Texts
    parts: tuple[tuple[TermPostings, ...], ...]
    idf: float
    most: float


def postings_of(unit: WeighedUnit) -> int:
    """How many postings a unit has, in all texts and segments."""
    return sum([part.stop - part.start for parts in unit.parts for part in parts])


def saturated(frequencies: Array, most: float | Array) -> Array:
    """What tf adds to a score: most * tf / (tf + K1), in a new array."""
    added: Array = frequencies + K1
    np.divide(frequencies, added, out=added)
    added *= most
    return added
