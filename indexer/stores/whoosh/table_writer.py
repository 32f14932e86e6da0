"""Writes the tables of a family from stretches of ascending terms: each term goes to the table that suits it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from indexer.stores.whoosh.arrays import Array, ArrayFileWriter, narrowest
from indexer.stores.whoosh.sorting import Run
from indexer.stores.whoosh.tables import GRAMS, WIDE

MOST_COUNT = np.iinfo(np.uint8).max  # of the narrow table
MOST_POSITION = np.iinfo(np.uint16).max
_MOST_START = np.iinfo(np.uint32).max
_NOTHING = np.zeros(0, dtype=np.uint8)
_NO_TERMS = Run(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, None)
_NO_GRAMS = replace(_NO_TERMS, positions=_NOTHING)


@dataclass(slots=True)
class _Grown:
    """How far a table has grown, and the types of its counts and positions."""

    counts: Any
    positions: Any
    docs: int = 0
    tokens: int = 0


class TableWriter:
    """Appends terms to the tables of one family in an array file."""

    def __init__(self, file: ArrayFileWriter, family: str, last_key: int) -> None:
        self._file = file
        self._family = family
        self._keys = narrowest(last_key)
        self._grown: dict[str, _Grown] = {}
        self._write(family, _NO_GRAMS if family == GRAMS else _NO_TERMS)  # a family without terms has its tables too

    def append(self, run: Run) -> None:
        """Add the terms of a run, whose keys are those of the table and above all before. Raises OverflowError."""
        wide = _too_wide(run)
        if not wide.any():
            self._write(self._family, run)
            return
        self._write(self._family, _some(run, ~wide))
        self._write(self._family + WIDE, _some(run, wide))

    def _write(self, name: str, run: Run) -> None:
        if name not in self._grown:
            narrow = name == self._family
            self._grown[name] = _Grown(np.uint8 if narrow else np.uint32, np.uint16 if narrow else np.uint32)
            self._file.append(f"{name}/starts", np.zeros(1, dtype=np.uint32))
            if run.positions is not None:
                self._file.append(f"{name}/position_starts", np.zeros(1, dtype=np.uint32))
        grown = self._grown[name]
        self._file.append(f"{name}/keys", run.keys.astype(self._keys))
        self._file.append(f"{name}/starts", _starts(grown.docs, run.doc_counts))
        self._file.append(f"{name}/docs", run.docs.astype(np.uint16, copy=False))
        self._file.append(f"{name}/freqs", run.freqs.astype(grown.counts, copy=False))
        grown.docs += len(run.docs)
        if run.positions is not None:
            self._file.append(f"{name}/position_starts", _starts(grown.tokens, run.token_counts))
            self._file.append(f"{name}/positions", run.positions.astype(grown.positions, copy=False))
            grown.tokens += len(run.positions)


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


def _starts(before: int, counts: Array) -> Array:
    """Where each group ends, as the starts of the next ones."""
    ends = np.cumsum(counts, dtype=np.int64) + before
    if len(ends) and int(ends[-1]) > _MOST_START:
        raise OverflowError("a segment has more tokens than a table can count; it should have been cut earlier")
    return ends.astype(np.uint32)
