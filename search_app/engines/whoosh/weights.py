"""What a document's lengths make of a count: made once for an index, when first used."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import CHARS, WORDS
from search_app.engines.whoosh.reader import IndexReader


class LengthWeights:
    """For every text and document of an index: weight / (1 - b + b * length / mean length)."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    @cached_property
    def table(self) -> Array:
        """A row for every text by its length in words, then one for every text by its characters; a column a document."""
        return np.stack([self._weights(family, text) for family in (WORDS, CHARS) for text in range(len(TEXTS))])

    @cached_property
    def narrow(self) -> Array:
        """The same in half the bytes, to tell quickly which documents are worth an exact score."""
        return self.table.astype(np.float32)

    def _weights(self, family: str, text: int) -> Array:
        role = TEXTS[text].text
        if role is None:
            raise ValueError(f"{TEXTS[text].name} is not searched")
        lengths = self._reader.lengths(family, text).astype(np.float64)
        mean = (lengths.mean() if len(lengths) else 0.0) or 1.0
        weights: Array = role.weight / (1 - role.b + role.b * lengths / mean)
        return weights


def row_of(family: str, text: int) -> int:
    """The row of a text in `LengthWeights.table`; bigrams are weighed by the characters too, as `ranking` says."""
    return text if family == WORDS else len(TEXTS) + text
