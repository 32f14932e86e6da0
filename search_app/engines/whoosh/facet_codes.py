"""One facet as arrays: the documents of its values, and the values of documents.

A value's code is its place in the facet's own order, so that the first values are found without comparing any names.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexer.analysis import search_key
from indexer.fields import FACETS
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.found import Found
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.facets import place_key

_FEW = 6  # documents are looked up one by one while there are more further values than this many times theirs


class FurtherBins(NamedTuple):
    """The bins of the later values of each document, by document: those of d are bins[starts[d]:starts[d + 1]]."""

    starts: Array
    owners: Array
    bins: Array

    def of(self, found: Found) -> Array:
        """The bins of the documents found."""
        docs = found.docs
        if len(docs) * _FEW >= len(self.owners):
            here: Array = self.bins.take(found.mask.take(self.owners).nonzero()[0])
            return here
        last = self.starts.take(docs + 1)
        counts = last - self.starts.take(docs)
        ends = counts.cumsum()
        if not len(ends) or not ends.item(-1):
            return self.bins[:0]
        looked_up: Array = self.bins.take(np.arange(ends.item(-1)) + (last - ends).repeat(counts))
        return looked_up


class FacetCodes:
    """One facet of one index. Document d has the values codes[starts[d]:starts[d + 1]], in bins from `first_bin` on.

    The bin behind those of the values is of documents without any.
    """

    def __init__(self, reader: IndexReader, facet: str, first_bin: int) -> None:
        self.name = facet
        self._role = FACETS[facet]
        self._size = reader.size
        segments = reader.facet_codes(facet)
        self.values = sorted({value for segment in segments for value in segment.values}, key=place_key(self._role))
        numbers = {value: number for number, value in enumerate(self.values)}
        codes, counts = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
        for segment in segments:
            renumbered = np.array([numbers[value] for value in segment.values], dtype=np.intp)
            codes.append(renumbered[segment.codes] if len(renumbered) else codes[0])
            counts.append(np.diff(segment.starts))
        self._codes = np.concatenate(codes)
        self._starts = np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.intp)
        self.most = int(np.diff(self._starts).max(initial=0))  # values of one document
        self._by_alias: defaultdict[str, list[int]] = defaultdict(list)
        for value, number in numbers.items():
            for alias in self._role.aliases(value):
                self._by_alias[alias].append(number)
        self.bins = slice(first_bin, first_bin + len(self.values) + 1)

    def mask(self, wanted: tuple[str, ...]) -> Array:
        """The documents that have a value which one of `wanted` names."""
        return self._documents(itertools.chain.from_iterable(self._by_alias.get(alias, ()) for alias in wanted))

    def mask_of_keys(self, keys: tuple[str, ...]) -> Array:
        """The same for search keys of names, as a query gives them."""
        return self._documents(itertools.chain.from_iterable(self._by_key.get(key, ()) for key in keys))

    def chosen(self, bins: Array, counts: Array, most: int, ticked: tuple[str, ...]) -> Array:
        """The places, ascending, of the first `most` of more values and of the ticked ones; `bins` ascend, with counts."""
        if self._role.order == "newest":
            chosen = np.arange(most)
        else:  # many articles first, then the order of names
            keys = bins - counts * len(self.values)
            chosen = (keys < np.partition(keys, most)[most]).nonzero()[0]
        wanted = [number + self.bins.start for alias in ticked for number in self._by_alias.get(alias, ())]
        if wanted:
            at = bins.searchsorted(wanted).clip(max=len(bins) - 1)
            return np.union1d(chosen, at[bins.take(at) == wanted])
        return chosen

    def counted(self, docs: Iterable[int]) -> tuple[tuple[str, int], ...]:
        """How many of a few documents have each value, in the order of values."""
        found: dict[int, int] = {}
        for doc in docs:
            for number in self._codes[self._starts.item(doc) : self._starts.item(doc + 1)].tolist():
                found[number] = found.get(number, 0) + 1
        return tuple([(self.values[number], found[number]) for number in sorted(found)])

    def bins_at(self, place: int) -> Array:
        """The bin of the value that every document has in a place, or that of documents without any."""
        bins = np.full(self._size, self.bins.stop - 1, dtype=np.intp)
        has = np.flatnonzero(np.diff(self._starts) > place)
        bins[has] = self._codes[self._starts[has] + place] + self.bins.start
        return bins

    def beyond(self, place: int) -> FurtherBins:
        """The values from a place on."""
        counts = np.diff(self._starts)
        is_beyond = np.arange(len(self._codes)) - self._starts[self._owners] >= place
        starts = np.concatenate([[0], np.cumsum(np.maximum(counts - place, 0))]).astype(np.intp)
        return FurtherBins(starts, self._owners[is_beyond], self._codes[is_beyond] + self.bins.start)

    def _documents(self, numbers: Iterable[int]) -> Array:
        docs, starts = self._inverted
        found = np.zeros(self._size, dtype=bool)
        for number in set(numbers):
            found[docs[starts.item(number) : starts.item(number + 1)]] = True
        return found

    @cached_property
    def _owners(self) -> Array:
        """The document of every code."""
        return np.repeat(np.arange(self._size), np.diff(self._starts))

    @cached_property
    def first_bins(self) -> Array:
        """The bin of every document's first value, or that of documents without any."""
        return self.bins_at(0)

    @cached_property
    def further_bins(self) -> FurtherBins:
        """The values behind the first ones."""
        return self.beyond(1)

    @cached_property
    def _inverted(self) -> tuple[Array, Array]:
        """The documents of every value, value by value, and where each one's start."""
        counts = np.bincount(self._codes, minlength=len(self.values))
        return self._owners[np.argsort(self._codes, kind="stable")], np.concatenate([[0], np.cumsum(counts)])

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for alias, numbers in self._by_alias.items():
            found[search_key(alias)].extend(numbers)
        return found
