"""Which articles a query matches, as masks (one boolean a document). tests/reference.py says the same in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import numpy as np

from indexer.analysis import Analyser
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import WORDS
from search_app.engines.whoosh.facets import FacetTable
from search_app.engines.whoosh.lookup import Lookup, Texts, text_places
from search_app.engines.whoosh.phrases import documents_with
from search_app.search.query import And, Everything, Not, Or, Phrase, Query, Term, Value, Words
from search_app.search.ranking import readings


class Matcher:
    """Evaluates one query over the given texts. Remembers the masks of leaves, which are asked for twice."""

    def __init__(self, lookup: Lookup, texts: Texts, analyser: Analyser, facets: FacetTable) -> None:
        self._lookup = lookup
        self._texts = texts
        self._analyser = analyser
        self._facets = facets
        self._literal_masks: dict[Words, Array] = {}
        self._value_masks: dict[Value, Array] = {}

    def literal(self, query: Query) -> Array:
        """The articles that match with every term literal."""
        return self._mask(query, literal=True)

    def by_words(self, query: Query) -> Array:
        """The articles that match literally or by words."""
        return self._mask(query, literal=False)

    def _mask(self, query: Query, *, literal: bool) -> Array:
        match query:
            case Everything():
                found: Array = np.ones(self._lookup.size, dtype=bool)
            case And(parts):
                found = reduce(and_, [self._mask(part, literal=literal) for part in parts])
            case Or(parts):
                found = reduce(or_, [self._mask(part, literal=literal) for part in parts])
            case Not(part):
                found = ~self._mask(part, literal=True)
            case Value():
                found = self._value(query)
            case Term() if not literal:
                found = self._literal_or_by_words(query)
            case Term() | Phrase():
                found = self._literal(query)
        return found

    def _literal_or_by_words(self, term: Term) -> Array:
        """Where a term is a word itself, that word stands nowhere but where the term does literally."""
        ways = [words for words in readings(term, self._analyser) if words != (term.key,)]
        return reduce(or_, (self._with_all(words, self._texts_of(term)) for words in ways), self._literal(term))

    def _with_all(self, words: Sequence[str], texts: Texts) -> Array:
        """The articles that hold every word: those of the rarest are asked for the others."""
        self._lookup.prepare(WORDS, words)
        rarest, *others = sorted(words, key=lambda word: self._lookup.count(WORDS, word, texts))
        found = self._lookup.mask(WORDS, rarest, texts)
        if not others:
            return found
        docs = found.nonzero()[0]
        for word in others:
            docs = docs[self._lookup.holding(docs, WORDS, word, texts)]
        found = np.zeros(self._lookup.size, dtype=bool)
        found[docs] = True
        return found

    def _value(self, leaf: Value) -> Array:
        if leaf not in self._value_masks:
            self._value_masks[leaf] = self._facets.mask_of_keys(leaf.facet, leaf.keys)
        return self._value_masks[leaf]

    def _literal(self, leaf: Words) -> Array:
        mask = self._literal_masks.get(leaf)
        if mask is None:
            mask = self._literal_masks[leaf] = documents_with(self._lookup, leaf.key, self._texts_of(leaf))
        return mask

    def _texts_of(self, leaf: Words) -> Texts:
        return text_places((leaf.field,)) if leaf.field else self._texts
