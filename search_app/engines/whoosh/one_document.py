"""One document at a time: whether a key stands in it, and its score. In Python's own numbers, for an array of one number costs
as much as an array of a thousand, and the longer a key is, the more often it comes down to one document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import TermPostings
from search_app.engines.whoosh.weighed import WeighedUnit
from search_app.engines.whoosh.weights import row_of
from search_app.search.ranking import K1


def positions_in(postings: TermPostings, doc: int) -> Array | None:
    """Where a bigram stands in a document of its segment, ascending; None where it does not."""
    at, table = postings.find(doc), postings.table
    if at is None:
        return None
    if table.positions is None:
        raise TypeError("a field without positions was asked for a phrase")
    if table.freqs is None:  # it stands once in each
        return table.positions[at : at + 1]
    before = np.add.reduce(table.freqs[postings.start : at], dtype=table.position_starts.dtype)  # wide enough for any such sum
    first = table.position_starts.item(postings.place) + int(before)
    return table.positions[first : first + table.freqs.item(at)]


def follow_each_other(placed: Sequence[tuple[int, Array]]) -> bool:
    """Whether bigrams stand one after another: those at (offset in the key, positions in one document).

    Starts are those of the bigram that stands there least, and are looked up in the others, which may stand there often.
    """
    (offset, fewest), *others = sorted(placed, key=lambda one: len(one[1]))
    starts = [position - offset for position in fewest.tolist()]
    for offset, positions in others:
        starts = [start for start in starts if _holds(positions.data, start + offset)]
        if not starts:
            return False
    return True


def _holds(ascending: memoryview, wanted: int) -> bool:
    at = bisect_left(ascending, wanted)
    return at < len(ascending) and bool(ascending[at] == wanted)


def score(units: Sequence[WeighedUnit], segment: int, local: int, doc: int, weights: Array) -> float:
    """What `sums` gives for document `doc` of the index, which is `local` in the segment at place `segment`."""
    total = 0.0
    for unit in units:
        frequency, first_row = 0.0, row_of(unit.family, 0)
        for part in unit.parts[segment]:
            at = part.find(local)
            if at is not None:
                count = 1 if part.table.freqs is None else part.table.freqs.item(at)
                frequency += count * weights.item(first_row + part.text, doc)
        total += frequency / (frequency + K1) * unit.most
    return total
