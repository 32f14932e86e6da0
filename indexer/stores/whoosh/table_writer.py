"""Writes the tables of a family from stretches of ascending terms: each term goes to the table that suits it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from indexer.stores.whoosh.arrays import Array, GrowingArrays, narrowest
from indexer.stores.whoosh.sorting import Run
from indexer.stores.whoosh.tables import GRAMS, ONCE, TEXT_BITS, WIDE

MOST_COUNT = np.iinfo(np.uint8).max  # of the narrow table
MOST_POSITION = np.iinfo(np.uint16).max
DOC_BITS = 16
_MOST_START = np.iinfo(np.uint32).max
_NOTHING = np.zeros(0, dtype=np.uint8)
_NO_TERMS = Run(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, None)
_NO_GRAMS = replace(_NO_TERMS, positions=_NOTHING)


class TableWriter:
    """Appends terms to the tables of one family."""

    def __init__(self, arrays: GrowingArrays, family: str, last_key: int) -> None:
        self._arrays = arrays
        self._family = family
        self._keys = narrowest(last_key)
        self._ends: dict[str, int] = {}
        self._write(family, _NO_GRAMS if family == GRAMS else _NO_TERMS)  # a family without terms has its tables too
        self._arrays.append(f"{family}/shared", _NOTHING.astype(self._keys))
        self._arrays.append(f"{family}/holders", _NOTHING.astype(np.uint32))

    def append(self, run: Run) -> None:
        """Add the terms of a run, whose keys are those of the table and above all before; a term's texts come together.

        Raises OverflowError.
        """
        shared, holders = holders_of_shared(run)
        self._arrays.append(f"{self._family}/shared", shared.astype(self._keys))
        self._arrays.append(f"{self._family}/holders", holders.astype(np.uint32))
        wide = _too_wide(run)
        once = np.zeros(len(wide), dtype=bool)
        if self._family == GRAMS:  # of the others too few to be worth a second look at every search
            once = (run.doc_counts == run.token_counts) & ~wide
        for name, terms in ((self._family + ONCE, once), (self._family + WIDE, wide), (self._family, ~(once | wide))):
            if terms.any():
                self._write(name, run if terms.all() else _some(run, terms))

    def _write(self, name: str, run: Run) -> None:
        """Add terms to one table. Where terms stand once in a document, counts need not be kept, and positions go by `starts`."""
        wide, counted = name.endswith(WIDE), not name.endswith(ONCE)
        self._arrays.append(f"{name}/keys", run.keys.astype(self._keys))
        self._append_starts(f"{name}/starts", run.doc_counts)
        self._arrays.append(f"{name}/docs", run.docs.astype(np.uint16, copy=False))
        if counted:
            self._arrays.append(f"{name}/freqs", run.freqs.astype(np.uint32 if wide else np.uint8, copy=False))
        if run.positions is not None:
            self._arrays.append(f"{name}/positions", run.positions.astype(np.uint32 if wide else np.uint16, copy=False))
            if counted:
                self._append_starts(f"{name}/position_starts", run.token_counts)

    def _append_starts(self, name: str, counts: Array) -> None:
        """Where each term's stretch begins, from the sizes of the stretches; the last number is where the last one ends."""
        if name not in self._ends:
            self._ends[name] = 0
            self._arrays.append(name, np.zeros(1, dtype=np.uint32))
        ends = np.cumsum(counts, dtype=np.int64) + self._ends[name]
        if len(ends):
            self._ends[name] = int(ends[-1])
        if self._ends[name] > _MOST_START:
            raise OverflowError("a segment has more tokens than a table can count; it should have been cut earlier")
        self._arrays.append(name, ends.astype(np.uint32))


def holders_of_shared(run: Run) -> tuple[Array, Array]:
    """The terms of a run that stand in several texts, ascending, and how many documents hold each in any text."""
    terms = run.keys >> run.keys.dtype.type(TEXT_BITS)
    same = terms[1:] == terms[:-1]
    in_several = np.append(same, False) | np.append(False, same)
    if not in_several.any():
        return terms[:0], terms[:0]
    counts = run.doc_counts[in_several].astype(np.int64)
    is_first = np.concatenate([[True], ~same])[in_several]
    docs = run.docs if in_several.all() else run.docs[np.repeat(in_several, run.doc_counts)]
    held = np.repeat(np.cumsum(is_first, dtype=np.uint32) - np.uint32(1), counts).astype(np.uint32, copy=False)
    if is_first.sum() > 1 << DOC_BITS:  # the packed numbers are longer; sorting them takes twice as long
        held = held.astype(np.uint64)
    held <<= held.dtype.type(DOC_BITS)
    held |= docs.astype(held.dtype)
    held.sort()
    distinct = np.ones(len(held), dtype=bool)
    np.not_equal(held[1:], held[:-1], out=distinct[1:])
    first = (np.cumsum(counts) - counts)[is_first]
    return terms[in_several][is_first], np.add.reduceat(distinct, first, dtype=np.int64)


def _too_wide(run: Run) -> Array:
    """The terms that do not fit the narrow table."""
    wide = np.zeros(len(run.keys), dtype=bool)
    if run.freqs.max(initial=0) > MOST_COUNT:
        wide |= np.maximum.reduceat(run.freqs, np.cumsum(run.doc_counts, dtype=np.int64) - run.doc_counts) > MOST_COUNT
    if run.positions is not None and run.positions.max(initial=0) > MOST_POSITION:
        wide |= np.maximum.reduceat(run.positions, np.cumsum(run.token_counts, dtype=np.int64) - run.token_counts) > MOST_POSITION
    return wide


def _some(run: Run, terms: Array) -> Run:
    """The chosen terms of a run."""
    docs = np.repeat(terms, run.doc_counts)
    return Run(
        keys=run.keys[terms],
        doc_counts=run.doc_counts[terms],
        token_counts=run.token_counts[terms],
        docs=run.docs[docs],
        freqs=run.freqs[docs],
        positions=None if run.positions is None else run.positions[np.repeat(terms, run.token_counts)],
    )
