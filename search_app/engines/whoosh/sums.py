"""Adds up what units give to the scores of some documents. Two ways to the same sums, the cheaper one is taken:

- few documents are searched for in every posting list, and then all lists and documents are one matrix;
- for many documents every posting list is laid out over the index, one unit after another.

What counts is the number of calls: a call of NumPy costs as much as a thousand numbers in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Protocol

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import Table, TermPostings
from search_app.engines.whoosh.reader import Segment
from search_app.engines.whoosh.weights import row_of
from search_app.search.ranking import K1

_SEARCH = 16  # looking up one document in one list costs as much as laying out so many postings
_WORTH_JOINING = 7  # lists; fewer are sooner looked at one by one
_FEW = 8  # documents are few while they are fewer than one in so many
_LAY_OUT = 4  # and laying out a unit at all as much as one posting for every so many documents of the index


class Weighed(Protocol):
    """What is known of a unit: its family, its postings in each segment, and the most it adds to any score."""

    @property
    def family(self) -> str:
        """Of its term."""

    @property
    def parts(self) -> tuple[tuple[TermPostings, ...], ...]:
        """For each segment, the postings in each text."""

    @property
    def most(self) -> float:
        """The factor of its saturated frequency."""


def sums(units: Sequence[Weighed], docs: Array, segments: Sequence[Segment], weights: Array) -> Array:
    """For each of `docs` (distinct, in any order) the sum over `units` of most * tf / (tf + K1).

    `weights` is `LengthWeights.table` of the index.
    """
    lists = sum([len(parts) for unit in units for parts in unit.parts])
    if not lists or not len(docs):
        return np.zeros(len(docs))
    beyond = _SEARCH * lists * len(docs) - len(units) * (weights.shape[1] // _LAY_OUT)
    if beyond > 0 and beyond > sum([part.stop - part.start for unit in units for parts in unit.parts for part in parts]):
        return _laid_out(units, docs, segments, weights)
    if len(segments) == 1:
        return _searched([(unit, unit.parts[0]) for unit in units], docs, docs, weights)
    total = np.zeros(len(docs))
    for number, segment in enumerate(segments):
        here = np.flatnonzero((docs >= segment.first_doc) & (docs < segment.first_doc + segment.size))
        if len(here):
            parts = [(unit, unit.parts[number]) for unit in units]
            total[here] = _searched(parts, docs[here], docs[here] - segment.first_doc, weights)
    return total


def _laid_out(units: Sequence[Weighed], docs: Array, segments: Sequence[Segment], weights: Array) -> Array:
    places = _Places(docs, segments, weights)
    total, beside = np.zeros(len(docs)), np.empty(len(docs))  # large arrays are dear to make
    found = np.empty(len(docs) + 1)  # the last one takes what is not asked for
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


def _searched(units: Sequence[tuple[Weighed, Sequence[TermPostings]]], docs: Array, local: Array, weights: Array) -> Array:
    """The sums over one segment, where `docs` have the numbers `local`."""
    units = [(unit, parts) for unit, parts in units if parts]
    wanted = local.astype(np.uint16)
    if sum([len(parts) for _, parts in units]) < _WORTH_JOINING:
        return _list_by_list(units, docs, wanted, weights)
    frequencies = _frequencies(units, docs, wanted, weights)
    frequencies /= frequencies + K1
    frequencies *= np.array([unit.most for unit, _ in units])[:, np.newaxis]
    found: Array = frequencies.sum(axis=0)
    return found


def _list_by_list(units: Sequence[tuple[Weighed, Sequence[TermPostings]]], docs: Array, wanted: Array, weights: Array) -> Array:
    """The same for few lists, where `wanted` are the documents' numbers in the segment."""
    total = np.zeros(len(docs))
    for unit, parts in units:
        frequencies = np.zeros(len(docs))
        for part in parts:
            those = part.docs
            at = those.searchsorted(wanted)
            counts = those.take(at, mode="clip") == wanted
            if part.table.freqs is not None:
                counts = counts * part.freqs.take(at, mode="clip")
            frequencies += counts * weights[row_of(unit.family, part.text)].take(docs)
        frequencies /= frequencies + K1
        frequencies *= unit.most
        total += frequencies
    return total


def _frequencies(units: Sequence[tuple[Weighed, Sequence[TermPostings]]], docs: Array, wanted: Array, weights: Array) -> Array:
    """The tf of each unit (a row) in each document, for many lists: what is done with a list's places is done for all at once."""
    by_table: defaultdict[Table, list[tuple[int, int, int, int]]] = defaultdict(list)
    first_lists: list[int] = []
    count = 0
    for unit, parts in units:
        first_lists.append(count)
        first_row = row_of(unit.family, 0)
        for text, table, _, start, stop in parts:
            by_table[table].append((count, first_row + text, start, stop - 1))
            count += 1
    numbers, rows, starts, lasts = map(np.array, zip(*chain.from_iterable(by_table.values()), strict=True))
    at = np.concatenate(
        [table.docs[start : last + 1].searchsorted(wanted) for table, lists in by_table.items() for _, _, start, last in lists]
    ).reshape(count, len(docs))
    at += starts[:, np.newaxis]
    np.minimum(at, lasts[:, np.newaxis], out=at)
    matrix = weights.reshape(-1).take(rows[:, np.newaxis] * weights.shape[1] + docs)  # only what is used is read
    first = 0
    for table, lists in by_table.items():
        those = slice(first, first := first + len(lists))
        matrix[those] *= table.docs.take(at[those]) == wanted
        if table.freqs is not None:
            matrix[those] *= table.freqs.take(at[those])
    found: Array = np.add.reduceat(matrix.take(numbers.argsort(), axis=0), first_lists, axis=0)
    return found
