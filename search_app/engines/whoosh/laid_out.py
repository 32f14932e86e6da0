"""Sums over many documents: every posting list is laid out over the index, one unit after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import TermPostings
from search_app.engines.whoosh.reader import Segment
from search_app.engines.whoosh.weighed import Weighed, postings_of
from search_app.engines.whoosh.weights import row_of
from search_app.search.ranking import K1

_FEW = 8  # documents are few while they are fewer than one in so many
_RARE = 4  # a unit is rare while it has fewer postings than one for every so many documents that are asked for


def laid_out(units: Sequence[Weighed], docs: Array, segments: Sequence[Segment], weights: Array) -> Array:
    """For each of `docs` the sum over `units`, as `sums` says."""
    places = _Places(docs, segments, weights)
    total, beside = np.zeros(len(docs)), np.empty(len(docs))  # large arrays are dear to make
    found = np.empty(len(docs) + 1)  # the last one takes what is not asked for
    rare: list[Weighed] = []
    for unit in units:
        if postings_of(unit) * _RARE < len(docs):
            rare.append(unit)
            continue
        texts: Counter[int] = Counter()
        for parts in unit.parts:
            texts.update({part.text: part.stop - part.start for part in parts})
        (main, _), *others = texts.most_common()
        places.fill(found, unit, main)
        for text, _ in others:
            places.add(found, unit, text)
        frequencies = found[:-1]
        np.add(frequencies, K1, out=beside)
        np.divide(frequencies, beside, out=beside)
        np.multiply(beside, unit.most, out=beside)
        total += beside
    if rare:
        spread = _Spread(segments, weights)
        for unit in rare:
            spread.add(unit)
        total += spread.total.take(docs)
    return total


class _Spread:
    """Sums over all documents of the index, by the postings of units that few documents hold."""

    def __init__(self, segments: Sequence[Segment], weights: Array) -> None:
        self.total = np.zeros(weights.shape[1])
        self._segments = segments
        self._weights = weights

    @cached_property
    def _frequencies(self) -> Array:
        """Those of one unit; 0 again behind it."""
        return np.zeros(len(self.total))

    def add(self, unit: Weighed) -> None:
        """Add what a unit gives."""
        first_row = row_of(unit.family, 0)
        for segment, parts in zip(self._segments, unit.parts, strict=True):
            here = slice(segment.first_doc, segment.first_doc + segment.size)
            held = [(part.docs.astype(np.intp), part.freqs, self._weights[first_row + part.text, here]) for part in parts]
            if len(held) == 1:
                ((docs, counts, row),) = held
                self.total[here][docs] += _saturated(counts * row.take(docs), unit.most)
                continue
            frequencies = self._frequencies[here]
            for docs, counts, row in held:
                frequencies[docs] += counts * row.take(docs)
            for docs, _, _ in held:
                self.total[here][docs] += _saturated(frequencies.take(docs), unit.most)
                frequencies[docs] = 0  # what stands in several texts is added once


def _saturated(frequencies: Array, most: float) -> Array:
    beside = frequencies + K1
    np.divide(frequencies, beside, out=beside)
    beside *= most
    return beside


class _Places:
    """The documents that are asked for, and the place of each among them."""

    def __init__(self, docs: Array, segments: Sequence[Segment], weights: Array) -> None:
        self._docs = docs
        self._segments = segments
        self._weights = weights
        self._weights_of: dict[int, Array] = {}

    def fill(self, frequencies: Array, unit: Weighed, text: int) -> None:
        """Set each document's tf to what a text gives: for the text that most documents hold the unit in."""
        np.multiply(self._counts(unit, text), self._row(row_of(unit.family, text)), out=frequencies[:-1])

    def add(self, frequencies: Array, unit: Weighed, text: int) -> None:
        """Add what another text gives, which is little."""
        row = row_of(unit.family, text)
        if len(self._docs) * _FEW < self._weights.shape[1]:
            frequencies[:-1] += self._counts(unit, text) * self._row(row)
            return
        for here, part in self._parts(unit, text):
            docs = part.docs.astype(np.intp)
            frequencies[self._place_of[here].take(docs).astype(np.intp)] += part.freqs * self._weights[row, here].take(docs)

    def _counts(self, unit: Weighed, text: int) -> Array:
        """How often a unit stands in a text of each document."""
        parts = list(self._parts(unit, text))
        counts = np.zeros(
            self._weights.shape[1], dtype=max((part.freqs.dtype for _, part in parts), key=lambda kind: kind.itemsize)
        )
        for here, part in parts:
            counts[here][part.docs.astype(np.intp)] = part.freqs
        found: Array = counts.take(self._docs)
        return found

    def _parts(self, unit: Weighed, text: int) -> Iterator[tuple[slice, TermPostings]]:
        """The postings of a unit in a text, and of which documents of the index."""
        for segment, parts in zip(self._segments, unit.parts, strict=True):
            for part in parts:
                if part.text == text:
                    yield slice(segment.first_doc, segment.first_doc + segment.size), part

    def _row(self, row: int) -> Array:
        if row not in self._weights_of:
            self._weights_of[row] = self._weights[row].take(self._docs)
        return self._weights_of[row]

    @cached_property
    def _place_of(self) -> Array:
        places = np.full(self._weights.shape[1], len(self._docs), dtype=np.int32)  # narrow: large new arrays are dear
        places[self._docs] = np.arange(len(self._docs), dtype=np.int32)
        return places
