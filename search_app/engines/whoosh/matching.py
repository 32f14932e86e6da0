"""Which articles a query matches, as masks (one boolean a document). tests/reference.py says the same in plain Python."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from indexer.analysis import Analyser
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.facets import FacetCodes
from search_app.engines.whoosh.lookup import Lookup
from search_app.engines.whoosh.phrases import documents_with
from search_app.search.query import And, Everything, Not, Or, Query, Term, Value, Words
from search_app.search.ranking import required_words


class Matcher:
    """Evaluates one query over the given texts. Remembers the masks of leaves, which are asked for twice."""

    def __init__(self, lookup: Lookup, texts: tuple[str, ...], analyser: Analyser, facets: Mapping[str, FacetCodes]) -> None:
        self._lookup = lookup
        self._texts = texts
        self._analyser = analyser
        self._facets = facets
        self._literal_masks: dict[Words, Array] = {}

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
        if isinstance(query, Value):
            return self._facets[query.facet].mask_of_keys(query.keys, self._lookup.size)
        words = () if literal or not isinstance(query, Term) else required_words(query, self._analyser)
        texts = self._texts_of(query)
        return self._literal(query) | _all([self._word(word, texts) for word in words]) if words else self._literal(query)

    def _literal(self, leaf: Words) -> Array:
        if leaf not in self._literal_masks:
            mask = np.zeros(self._lookup.size, dtype=bool)
            for text in self._texts_of(leaf):
                mask[documents_with(self._lookup, text, leaf.key)] = True
            self._literal_masks[leaf] = mask
        return self._literal_masks[leaf]

    def _texts_of(self, leaf: Words) -> tuple[str, ...]:
        return (leaf.field,) if leaf.field else self._texts

    def _word(self, word: str, texts: tuple[str, ...]) -> Array:
        mask = np.zeros(self._lookup.size, dtype=bool)
        for text in texts:
            postings = self._lookup.postings(schema.words_field(text), word)
            if postings is not None:
                mask[postings.docs] = True
        return mask


def _all(masks: list[Array]) -> Array:
    found: Array = np.logical_and.reduce(masks)
    return found
