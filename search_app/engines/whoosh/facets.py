"""Facet values as code arrays: masks of filters, and counts by value, without touching a document one by one."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from indexer.analysis import search_key
from indexer.fields import FACETS
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.reader import IndexReader


class FacetCodes:
    """One facet of one index: document docs[i] has the value values[codes[i]], for every i."""

    def __init__(self, reader: IndexReader, facet: str) -> None:
        numbers: dict[str, int] = {}
        codes, docs = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for segment, first_doc in reader.facet_codes(facet):
            renumbered = np.array([numbers.setdefault(value, len(numbers)) for value in segment.values], dtype=np.int64)
            codes.append(renumbered[segment.codes] if len(renumbered) else codes[0])
            docs.append(np.repeat(np.arange(len(segment.starts) - 1), np.diff(segment.starts)) + first_doc)
        self._values = list(numbers)
        self._codes = np.concatenate(codes)
        self._docs = np.concatenate(docs)
        self._by_alias: defaultdict[str, list[int]] = defaultdict(list)
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for value, number in numbers.items():
            for alias in FACETS[facet].aliases(value):
                self._by_alias[alias].append(number)
                self._by_key[search_key(alias)].append(number)

    def mask(self, wanted: tuple[str, ...], size: int) -> Array:
        """The documents (of `size` in all) that have a value which one of `wanted` names."""
        return self._documents(itertools.chain.from_iterable(self._by_alias.get(alias, ()) for alias in wanted), size)

    def mask_of_keys(self, keys: tuple[str, ...], size: int) -> Array:
        """The same for search keys of names, as a query gives them."""
        return self._documents(itertools.chain.from_iterable(self._by_key.get(key, ()) for key in keys), size)

    def _documents(self, numbers: Iterable[int], size: int) -> Array:
        chosen = np.zeros(len(self._values), dtype=bool)
        chosen[list(numbers)] = True
        found = np.zeros(size, dtype=bool)
        found[self._docs[chosen[self._codes]]] = True
        return found

    def counts(self, mask: Array) -> dict[str, int]:
        """How many documents of `mask` have each value; values without any are left out."""
        counted = np.bincount(self._codes[mask[self._docs]], minlength=len(self._values))
        return {self._values[code]: int(counted[code]) for code in np.flatnonzero(counted)}
