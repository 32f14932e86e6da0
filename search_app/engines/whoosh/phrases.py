"""Which documents hold a search key literally in one text: bigrams that follow each other, by array arithmetic.

The key's bigrams at even offsets (and its last one) cover it; they are joined rarest first. A gap between paragraphs keeps a
match inside one paragraph (`indexer.stores.whoosh.writer`).
"""

from __future__ import annotations

import numpy as np

from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.lookup import Lookup
from search_app.engines.whoosh.reader import FieldPostings

NOWHERE: Array = np.zeros(0, dtype=np.int64)
POSITION_BITS = 32


def documents_with(lookup: Lookup, text: str, key: str) -> Array:
    """The documents, ascending, one of whose paragraphs of `text` contains `key` (not empty)."""
    if len(key) == 1:
        found = lookup.postings(schema.chars_field(text), key)
        return NOWHERE if found is None else found.docs
    cover = sorted({*range(0, len(key) - 1, 2), len(key) - 2})
    pairs: list[tuple[int, FieldPostings]] = []
    for offset in cover:
        postings = lookup.postings(schema.grams_field(text), key[offset : offset + 2])
        if postings is None:
            return NOWHERE
        pairs.append((offset, postings))
    if len(pairs) == 1:
        return pairs[0][1].docs
    return _joined(sorted(pairs, key=lambda pair: len(_positions(pair[1]))))


def _joined(pairs: list[tuple[int, FieldPostings]]) -> Array:
    offset, rarest = pairs[0]
    starts = _places(rarest) - offset
    for offset, postings in pairs[1:]:
        starts = starts[_contained(starts + offset, _places(postings))]
    return np.unique(starts >> POSITION_BITS)


def _places(postings: FieldPostings) -> Array:
    """Every occurrence as one ascending number: the document in the upper bits, the position in the lower."""
    return np.repeat(postings.docs, postings.freqs) << POSITION_BITS | _positions(postings)


def _positions(postings: FieldPostings) -> Array:
    if postings.positions is None:
        raise TypeError("a field without positions was asked for a phrase")
    return postings.positions


def _contained(wanted: Array, ascending: Array) -> Array:
    """For each number of `wanted`, whether it is in `ascending` (not empty)."""
    places = np.searchsorted(ascending, wanted)
    found: Array = ascending[np.minimum(places, len(ascending) - 1)] == wanted
    return found
