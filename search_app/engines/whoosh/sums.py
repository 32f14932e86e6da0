"""Adds up what units give to the scores of some documents. Three ways to the same sums, the cheapest one is taken:

- a few documents and lists are looked into one by one (`one_document`);
- few documents are searched for in every posting list (`searched`);
- for many documents every posting list is laid out over the index, one unit after another (`laid_out`).

What counts is the number of calls: a call of NumPy costs as much as a thousand numbers in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.laid_out import laid_out
from search_app.engines.whoosh.one_document import score
from search_app.engines.whoosh.reader import Segment
from search_app.engines.whoosh.searched import searched
from search_app.engines.whoosh.weighed import WeighedUnit, postings_of

_ALONE = 70  # posting lists to look into, of all documents together
_SEARCH = 16  # looking up one document in one list costs as much as laying out so many postings
_LAY_OUT = 4  # and laying out a unit at all as much as one posting for every so many documents of the index


def sums(units: Sequence[WeighedUnit], docs: Array, segments: Sequence[Segment], weights: Array) -> Array:
    """For each of `docs` (distinct, in any order) the sum over `units` of most * tf / (tf + K1).

    `weights` is `LengthWeights.table` of the index.
    """
    lists = sum([len(parts) for unit in units for parts in unit.parts])
    if not lists or not len(docs):
        return np.zeros(len(docs))
    if lists * len(docs) <= _ALONE:
        return np.array([_one(units, doc, segments, weights) for doc in docs.tolist()])
    beyond = _SEARCH * lists * len(docs) - len(units) * (weights.shape[1] // _LAY_OUT)
    if beyond > 0 and beyond > sum(map(postings_of, units)):
        return laid_out(units, docs, segments, weights)
    if len(segments) == 1:
        return searched([(unit, unit.parts[0]) for unit in units], docs, docs, weights)
    total = np.zeros(len(docs))
    for number, segment in enumerate(segments):
        here = np.flatnonzero((docs >= segment.first_doc) & (docs < segment.first_doc + segment.size))
        if len(here):
            parts = [(unit, unit.parts[number]) for unit in units]
            total[here] = searched(parts, docs[here], docs[here] - segment.first_doc, weights)
    return total


def _one(units: Sequence[WeighedUnit], doc: int, segments: Sequence[Segment], weights: Array) -> float:
    place = next(i for i, segment in enumerate(segments) if doc < segment.first_doc + segment.size)
    return score(units, place, doc - segments[place].first_doc, doc, weights)
