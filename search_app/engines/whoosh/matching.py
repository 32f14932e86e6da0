"""Which articles a query matches, as masks (one boolean a document). tests/reference.py says the same in plain Python."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from indexer.analysis import Analyser
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.facets import FacetCodes
from search_app.engines.whoosh.lookup import WORDS, Lookup, Texts, text_places
from search_app.engines.whoosh.phrases import documents_with
from search_app.search.query import And, Everything, Not, Or, Query, Term, Value, Words
from search_app.search.ranking import required_words


class Matcher:
    """Evaluates one query over the given texts. Remembers the masks of leaves, which are asked for twice."""

    def __init__(self, lookup: Lookup, texts: Texts, analyser: Analyser, facets: Mapping[str, FacetCodes]) -> None:
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
            return _any([self._mask(part, literal=literal) for part in query.parts])
        if isinstance(query, Not):
            return ~self._mask(query.part, literal=True)
        if isinstance(query, Value):
            return self._facets[query.facet].mask_of_keys(query.keys)
        found = self._literal(query)
        if literal or not isinstance(query, Term):
            return found
        words = required_words(query, self._analyser)
        return _any([found, _all([self._word(word, query) for word in words])]) if words else found

    def _literal(self, leaf: Words) -> Array:
        if leaf not in self._literal_masks:
            self._literal_masks[leaf] = documents_with(self._lookup, leaf.key, self._texts_of(leaf))
        return self._literal_masks[leaf]

    def _word(self, word: str, leaf: Words) -> Array:
        return self._lookup.mask(WORDS, word, self._texts_of(leaf))

    def _texts_of(self, leaf: Words) -> Texts:
        return text_places((leaf.field,)) if leaf.field else self._texts


def _all(masks: list[Array]) -> Array:
    found = masks[0]
    for mask in masks[1:]:
        found = found & mask
    return found


def _any(masks: list[Array]) -> Array:
    found = masks[0]
    for mask in masks[1:]:
        found = found | mask
    return found
