"""Facet values as code arrays: masks of filters, and counts by value, without touching a document one by one.

A value's code is its place in the facet's own order, so that the first values are found without comparing any names.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from indexer.analysis import search_key
from indexer.fields import FACETS
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.engine import FacetCounts, FacetScope
from search_app.search.facets import place_key

_FEW = 4  # documents are looked up one by one while they are fewer than one in this many


class FacetCodes:
    """One facet of one index. Document d has the values codes[starts[d]:starts[d + 1]]."""

    def __init__(self, reader: IndexReader, facet: str) -> None:
        self._role = FACETS[facet]
        self._size = reader.size
        segments = reader.facet_codes(facet)
        self._values = sorted({value for segment in segments for value in segment.values}, key=place_key(self._role))
        numbers = {value: number for number, value in enumerate(self._values)}
        codes, counts = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
        for segment in segments:
            renumbered = np.array([numbers[value] for value in segment.values], dtype=np.intp)
            codes.append(renumbered[segment.codes] if len(renumbered) else codes[0])
            counts.append(np.diff(segment.starts))
        self._codes = np.concatenate(codes)
        self._starts = np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.intp)
        self._by_alias: defaultdict[str, list[int]] = defaultdict(list)
        for value, number in numbers.items():
            for alias in self._role.aliases(value):
                self._by_alias[alias].append(number)

    def mask(self, wanted: tuple[str, ...]) -> Array:
        """The documents that have a value which one of `wanted` names."""
        return self._documents(itertools.chain.from_iterable(self._by_alias.get(alias, ()) for alias in wanted))

    def mask_of_keys(self, keys: tuple[str, ...]) -> Array:
        """The same for search keys of names, as a query gives them."""
        return self._documents(itertools.chain.from_iterable(self._by_key.get(key, ()) for key in keys))

    def counts(self, docs: Array, scope: FacetScope) -> FacetCounts:
        """What `search_app.search.facets.listed_counts` says of the counts over `docs` (distinct)."""
        counted = self._counted(docs)
        present = np.flatnonzero(counted)
        listed = set(self._first(counted, present, scope.most).tolist())
        for alias in scope.ticked:
            listed.update(number for number in self._by_alias.get(alias, ()) if counted[number])
        return FacetCounts({self._values[number]: int(counted[number]) for number in listed}, more=len(present) - len(listed))

    def _first(self, counted: Array, present: Array, most: int | None) -> Array:
        if most is None or len(present) <= most:
            return present
        if self._role.order == "newest":
            return present[:most]
        ranks = counted[present] * len(self._values) - present  # many articles first, then the order of names
        found: Array = present[np.argpartition(-ranks, most)[:most]]
        return found

    def _counted(self, docs: Array) -> Array:
        """How many of `docs` have each value."""
        if len(docs) == self._size:
            return self._all
        if self._single is not None:
            return np.bincount(self._single[docs], minlength=len(self._values) + 1)[:-1]
        if len(docs) * _FEW < self._size:
            counts = self._starts[docs + 1] - self._starts[docs]
            ends = np.cumsum(counts)
            inside = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._starts[docs + 1] - ends, counts)
            return np.bincount(self._codes[inside], minlength=len(self._values))
        mask = np.zeros(self._size, dtype=bool)
        mask[docs] = True
        return np.bincount(self._codes[mask[self._owners]], minlength=len(self._values))

    def _documents(self, numbers: Iterable[int]) -> Array:
        order, starts = self._inverted
        found = np.zeros(self._size, dtype=bool)
        for number in set(numbers):
            found[self._owners[order[starts[number] : starts[number + 1]]]] = True
        return found

    @cached_property
    def _all(self) -> Array:
        return np.bincount(self._codes, minlength=len(self._values))

    @cached_property
    def _owners(self) -> Array:
        """The document of every code."""
        return np.repeat(np.arange(self._size), np.diff(self._starts))

    @cached_property
    def _single(self) -> Array | None:
        """Where no document has two values: the code of every document, or one past the last code."""
        if len(self._codes) and np.diff(self._starts).max() > 1:
            return None
        codes = np.full(self._size, len(self._values), dtype=np.intp)
        codes[self._owners] = self._codes
        return codes

    @cached_property
    def _inverted(self) -> tuple[Array, Array]:
        """The places in `_codes` by value, and where each value's places start."""
        return np.argsort(self._codes, kind="stable"), np.concatenate([[0], np.cumsum(self._all)])

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for alias, numbers in self._by_alias.items():
            found[search_key(alias)].extend(numbers)
        return found
