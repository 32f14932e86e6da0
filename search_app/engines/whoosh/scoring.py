"""BM25F by array arithmetic. The formula and its constants stand in `search_app.search.ranking`."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.lookup import Lookup
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.ranking import GRAM_FACTOR, K1, SCORE_DECIMALS, Units


class Scorer:
    """Scores articles of one index. The weights of its documents' lengths are made once, when it is first used."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def scores(self, lookup: Lookup, units: Units, texts: tuple[str, ...]) -> Array:
        """The score of every document, rounded; 0 where it holds no unit."""
        total = np.zeros(lookup.size)
        for word in units.words:
            total += self._part(lookup, [schema.words_field(text) for text in texts], word)
        for gram in units.grams:
            field = schema.chars_field if len(gram) == 1 else schema.grams_field
            total += GRAM_FACTOR * self._part(lookup, [field(text) for text in texts], gram)
        return np.round(total, SCORE_DECIMALS)

    def _part(self, lookup: Lookup, fields: list[str], unit: str) -> Array:
        """What one unit adds to every document's score."""
        frequency = np.zeros(lookup.size)
        for field in fields:
            postings = lookup.postings(field, unit)
            if postings is not None:
                frequency[postings.docs] += postings.freqs * self._length_weights[field][postings.docs]
        holders = int(np.count_nonzero(frequency))
        idf = math.log(1 + (lookup.size - holders + 0.5) / (holders + 0.5))
        return idf * frequency / (K1 + frequency)

    @cached_property
    def _length_weights(self) -> dict[str, Array]:
        """For every field and document: weight / (1 - b + b * length / mean length)."""
        found: dict[str, Array] = {}
        for item in TEXTS:
            if item.text is None:
                continue
            for name in (schema.words_field, schema.grams_field):
                lengths = self._reader.lengths(name(item.name)).astype(np.float64)
                mean = lengths.mean() or 1.0
                found[name(item.name)] = item.text.weight / (1 - item.text.b + item.text.b * lengths / mean)
            found[schema.chars_field(item.name)] = found[schema.grams_field(item.name)]
        return found
