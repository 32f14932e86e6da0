"""Which articles a query matches, as masks (one boolean a document). tests/reference.py says the same in plain Python."""

from __future__ import annotations

import numpy as np

from indexer.analysis import Analyser
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.lookup import Lookup
from search_app.engines.whoosh.phrases import documents_with
from search_app.search.query import And, Everything, Leaf, Not, Or, Query, Term
from search_app.search.ranking import required_words


class Matcher:
    """Evaluates one query over the given texts. Remembers the masks of leaves, which are asked for twice."""

    def __init__(self, lookup: Lookup, texts: tuple[str, ...], analyser: Analyser) -> None:
        self._lookup = lookup
        self._texts = texts
        self._analyser = analyser
        self._literal_masks: dict[str, Array] = {}

    def literal(self, query: Query) -> Array:
        """The articles that match with every term literal."""
        return self._mask(query, literal=True)

    def by_words(self, query: Query) -> Array:
        """The articles that match literally or by words."""
        return self._mask(query, literal=False)

    def _mask(self, query: Query, *, literal: bool) -> Array:
        if isinstance(query, Everything):
            return np.ones(self._lookup.size, dtype=bool)
        if isinstance(query, And):
            return _all([self._mask(part, literal=literal) for part in query.parts])
        if isinstance(query, Or):
            return ~_all([~self._mask(part, literal=literal) for part in query.parts])
        if isinstance(query, Not):
            return ~self._mask(query.part, literal=True)
        words = () if literal or not isinstance(query, Term) else required_words(query, self._analyser)
        return self._literal(query) | _all([self._word(word) for word in words]) if words else self._literal(query)

    def _literal(self, leaf: Leaf) -> Array:
        if leaf.key not in self._literal_masks:
            mask = np.zeros(self._lookup.size, dtype=bool)
            for text in self._texts:
                mask[documents_with(self._lookup, text, leaf.key)] = True
            self._literal_masks[leaf.key] = mask
        return self._literal_masks[leaf.key]

    def _word(self, word: str) -> Array:
        mask = np.zeros(self._lookup.size, dtype=bool)
        for text in self._texts:
            postings = self._lookup.postings(schema.words_field(text), word)
            if postings is not None:
                mask[postings.docs] = True
        return mask


def _all(masks: list[Array]) -> Array:
    found: Array = np.logical_and.reduce(masks)
    return found
