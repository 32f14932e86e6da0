"""Sums over few documents: each is searched for in every posting list, and then all lists and documents are one matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import Table, TermPostings
from search_app.engines.whoosh.weighed import WeighedUnit, saturated
from search_app.engines.whoosh.weights import row_of

_WORTH_JOINING = 7  # lists; fewer are sooner looked at one by one


def searched(units: Sequence[tuple[WeighedUnit, Sequence[TermPostings]]], docs: Array, local: Array, weights: Array) -> Array:
    """The sums over one segment, where `docs` have the numbers `local`."""
    units = [(unit, parts) for unit, parts in units if parts]
    wanted = local.astype(np.uint16)
    if sum([len(parts) for _, parts in units]) < _WORTH_JOINING:
        return _list_by_list(units, docs, wanted, weights)
    frequencies = _frequencies(units, docs, wanted, weights)
    found: Array = saturated(frequencies, np.array([unit.most for unit, _ in units])[:, np.newaxis]).sum(axis=0)
    return found


def _list_by_list(
    units: Sequence[tuple[WeighedUnit, Sequence[TermPostings]]], docs: Array, wanted: Array, weights: Array
) -> Array:
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
        total += saturated(frequencies, unit.most)
    return total


def _frequencies(
    units: Sequence[tuple[WeighedUnit, Sequence[TermPostings]]], docs: Array, wanted: Array, weights: Array
) -> Array:
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
