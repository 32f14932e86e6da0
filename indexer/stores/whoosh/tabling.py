"""One step of a segment's end: the runs of a family are merged into its tables. Knows nothing of the rest of the segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.stores.whoosh.arrays import Array, GrowingArrays, Piece
from indexer.stores.whoosh.gathering import dense_keys, last_key
from indexer.stores.whoosh.merging import merged
from indexer.stores.whoosh.spilling import SpilledRun
from indexer.stores.whoosh.table_writer import TableWriter


@dataclass(frozen=True, slots=True)
class Merge:
    """The runs of a family in a segment of so many words and these characters (ascending code points). The tables are written
    to files whose names begin with `beside`."""

    beside: Path
    family: str
    runs: Sequence[SpilledRun]
    words: int
    characters: Array


def table_pieces(merge: Merge) -> dict[str, Piece]:
    """The arrays of the family's tables."""
    with GrowingArrays(merge.beside) as arrays:
        table = TableWriter(arrays, merge.family, last_key(merge.family, merge.words, len(merge.characters)))
        for run in merged(merge.runs):
            table.append(replace(run, keys=dense_keys(merge.family, run.keys, merge.characters)))
        return arrays.pieces()
