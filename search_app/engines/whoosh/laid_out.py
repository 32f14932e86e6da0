"""Sums over many documents: every posting list is laid out over the index, one unit after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import TermPostings
from search_app.engines.whoosh.reader import Segment
from search_app.engines.whoosh.weighed import WeighedUnit, postings_of, saturated
from search_app.engines.whoosh.weights import row_of
from search_app.search.ranking import K1

_FEW = 8  # documents are few while they are fewer than one in so many
_MOST = 0.35  # of all documents: where more are asked for, sums are made over all of them
_RARE = 4  # a unit is rare while it has fewer postings than one for every so many documents that are asked for


def laid_out(units: Sequence[WeighedUnit], docs: Array, segments: Sequence[Segment], weights: Array) -> Array:
    """For each of `docs` the sum over `units`, as `sums` says."""
    rare = [unit for unit in units if postings_of(unit) * _RARE < len(docs)]
    others = [unit for unit in units if postings_of(unit) * _RARE >= len(docs)]
    if len(docs) > weights.shape[1] * _MOST:
        total = _sums(others, _Everywhere(segments, weights), weights.shape[1]).take(docs)
    else:
        total = _sums(others, _Some(docs, segments, weights), len(docs))
    if rare:
        spread = _Spread(segments, weights)
        for unit in rare:
            spread.add(unit)
        total += spread.total.take(docs)
    return total


def _sums(units: Sequence[WeighedUnit], places: _Everywhere, size: int) -> Array:
    """The sums over units for every one of `size` places."""
    kind = places.kind
    total, beside = np.zeros(size, dtype=kind), np.empty(size, dtype=kind)  # large arrays are dear to make
    found = np.empty(size + 1, dtype=kind)
    found[-1] = 0  # the last place collects documents nobody asked for; zeroed because new memory may hold NaN
    for unit in units:
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
    return total


class _Spread:
    """Sums over all documents of the index, by the postings of units that few documents hold."""

    def __init__(self, segments: Sequence[Segment], weights: Array) -> None:
        self.total = np.zeros(weights.shape[1], dtype=weights.dtype)
        self._segments = segments
        self._weights = weights

    @cached_property
    def _frequencies(self) -> Array:
        """Those of one unit; 0 again behind it."""
        return np.zeros(len(self.total), dtype=self.total.dtype)  # not zeros_like, which writes them

    def add(self, unit: WeighedUnit) -> None:
        """Add what a unit gives."""
        first_row = row_of(unit.family, 0)
        for segment, parts in zip(self._segments, unit.parts, strict=True):
            here = slice(segment.first_doc, segment.first_doc + segment.size)
            held = [(part.docs.astype(np.intp), part.freqs, self._weights[first_row + part.text, here]) for part in parts]
            if len(held) == 1:
                ((docs, counts, row),) = held
                self.total[here][docs] += saturated(counts * row.take(docs), unit.most)
                continue
            frequencies = self._frequencies[here]
            for docs, counts, row in held:
                frequencies[docs] += counts * row.take(docs)
            for docs, _, _ in held:
                self.total[here][docs] += saturated(frequencies.take(docs), unit.most)
                frequencies[docs] = 0  # what stands in several texts is added once


class _Everywhere:
    """All documents of the index, each in its own place."""

    def __init__(self, segments: Sequence[Segment], weights: Array) -> None:
        self._segments = segments
        self._weights = weights
        self._weights_of: dict[int, Array] = {}
        self.kind = weights.dtype

    def fill(self, frequencies: Array, unit: WeighedUnit, text: int) -> None:
        """Set each document's tf to what a text gives: for the text that most documents hold the unit in."""
        np.multiply(self._counts(unit, text), self._row(row_of(unit.family, text)), out=frequencies[:-1])

    def add(self, frequencies: Array, unit: WeighedUnit, text: int) -> None:
        """Add what another text gives, which is little."""
        row = row_of(unit.family, text)
        for here, part in self._parts(unit, text):
            docs = part.docs.astype(np.intp)
            frequencies[self._places(here, docs)] += part.freqs * self._weights[row, here].take(docs)

    def _counts(self, unit: WeighedUnit, text: int) -> Array:
        """How often a unit stands in a text of each document."""
        parts = list(self._parts(unit, text))
        kind = max((part.freqs.dtype for _, part in parts), key=lambda kind: kind.itemsize)
        counts = np.zeros(self._weights.shape[1], dtype=kind)
        for here, part in parts:
            if part.stop - part.start == here.stop - here.start:  # every document: what is so common is in its place already
                counts[here] = part.freqs
            else:
                counts[here][part.docs.astype(np.intp)] = part.freqs
        return self._asked(counts)

    def _parts(self, unit: WeighedUnit, text: int) -> Iterator[tuple[slice, TermPostings]]:
        """The postings of a unit in a text, and of which documents of the index."""
        for segment, parts in zip(self._segments, unit.parts, strict=True):
            for part in parts:
                if part.text == text:
                    yield slice(segment.first_doc, segment.first_doc + segment.size), part

    def _row(self, row: int) -> Array:
        if row not in self._weights_of:
            self._weights_of[row] = self._asked(self._weights[row])
        return self._weights_of[row]

    def _asked(self, values: Array) -> Array:
        """Of values by document, those that are asked for."""
        return values

    def _places(self, here: slice, docs: Array) -> Array:
        """The places of some documents, given by their numbers in a stretch of the index."""
        return docs + here.start if here.start else docs


class _Some(_Everywhere):
    """Some documents, each in the place that it has among them. Others have the last place of all."""

    def __init__(self, docs: Array, segments: Sequence[Segment], weights: Array) -> None:
        super().__init__(segments, weights)
        self._docs = docs

    def add(self, frequencies: Array, unit: WeighedUnit, text: int) -> None:
        """Add what another text gives, which is little."""
        if len(self._docs) * _FEW < self._weights.shape[1]:
            frequencies[:-1] += self._counts(unit, text) * self._row(row_of(unit.family, text))
        else:
            super().add(frequencies, unit, text)

    def _asked(self, values: Array) -> Array:
        found: Array = values.take(self._docs)
        return found

    def _places(self, here: slice, docs: Array) -> Array:
        return self._place_of[here].take(docs).astype(np.intp)

    @cached_property
    def _place_of(self) -> Array:
        places = np.full(self._weights.shape[1], len(self._docs), dtype=np.int32)  # narrow: large new arrays are dear
        places[self._docs] = np.arange(len(self._docs), dtype=np.int32)
        return places
