"""The bulk writer: parts in, segments of a Whoosh index out.

The documents of a segment are those of its parts, one part after the other. Of a part only little is held here; its postings
stay on disk until the segment is whole, and are then merged table by table (`tabling`), side by side where there are workers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from indexer.fields import TEXTS
from indexer.store import Spread
from indexer.stores.whoosh.arrays import Array, narrow
from indexer.stores.whoosh.codec import NumpyCodec
from indexer.stores.whoosh.ids import id_arrays
from indexer.stores.whoosh.parts import Part, PartMaker
from indexer.stores.whoosh.spilling import SpilledRun
from indexer.stores.whoosh.tables import CHARS, FAMILIES, TEXT_BITS, TEXT_MASK, WORDS
from indexer.stores.whoosh.tabling import Merge, table_pieces
from indexer.stores.whoosh.vocabulary import ascending, vocabulary_arrays
from indexer.stores.whoosh.words import WORD_END

_SHIFT = np.uint64(TEXT_BITS)


def write_segments(index: FileIndex, parts: Iterable[Part], maker: PartMaker, spread: Spread) -> None:
    """Write all parts, which `maker` made, as new segments of an empty index."""
    waiting = iter(parts)
    part = next(waiting, None)
    while part is not None:
        # the writer commits at the end, and gives its files up if anything breaks
        with BulkWriter(index, maker, spread) as writer:
            while part is not None and writer.has_room(part):
                writer.add_part(part)
                part = next(waiting, None)


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's segment writer with its posting pool replaced by runs of arrays."""

    def __init__(self, index: FileIndex, maker: PartMaker, spread: Spread) -> None:
        super().__init__(index, codec=NumpyCodec(), compound=False)
        self.merge = False
        self._maker = maker
        self._spread = spread
        self._known: defaultdict[bytes, int] = defaultdict()  # words, numbered as they come
        self._known.default_factory = self._known.__len__
        self._words: list[Array] = []  # of each part: the number of each of its words
        self._runs: dict[str, list[SpilledRun]] = {family: [] for family in FAMILIES}
        self._lengths: dict[str, list[Array]] = {family: [] for family in FAMILIES}
        self._ids: list[str] = []
        self._characters = 0

    def has_room(self, part: Part) -> bool:
        """Whether a part belongs to this segment: it has reached no limit, and its documents can still be numbered."""
        limits = self._maker.limits
        return self.docnum == 0 or (
            self.docnum + len(part.ids) <= limits.documents_a_segment
            and self._characters < limits.characters_a_segment
            and len(self._known) < limits.words_a_segment
        )

    def add_part(self, part: Part) -> None:
        """Add the next documents."""
        self.perdocwriter.add_articles(part.articles)
        for name, values in part.columns.items():
            self.perdocwriter.add_values(name, self.schema[name].column_type, values)
        words = part.words.split(WORD_END.encode()) if part.words else []
        self._words.append(np.fromiter(map(self._known.__getitem__, words), dtype=np.uint32, count=len(words)))
        for family, run in part.runs.items():
            self._runs[family].append(replace(run, first=self.docnum))
        for family, lengths in part.lengths.items():
            self._lengths[family].append(lengths)
        self._ids.extend(part.ids)
        self._characters += part.characters
        self.docnum += len(part.ids)
        self._added = True

    def _flush_segment(self) -> None:
        """Write the segment. Whoosh calls this at commit in place of emptying its pool."""
        self.perdocwriter.close()
        file = self.fieldwriter
        file.add(id_arrays(self._ids))
        characters = np.unique(np.concatenate([run.whole("keys") for run in self._runs[CHARS]]) >> _SHIFT)
        file.add({**self.perdocwriter.arrays(self._maker.alphabet), "characters": characters.astype(np.uint32)})
        words = len(self._known)
        file.add(self._vocabulary())
        for family, parts in self._lengths.items():
            lengths = np.concatenate(parts)
            file.add({f"lengths/{family}/{text}": narrow(lengths[text :: len(TEXTS)]) for text in range(len(TEXTS))})
        folder = self._maker.folder
        merges = [Merge(folder / f"{family}-table", family, self._runs[family], words, characters) for family in FAMILIES]
        for pieces in self._spread(table_pieces, merges):
            file.add_pieces(pieces)
        file.close()
        for run in (run for runs in self._runs.values() for run in runs):
            run.path.unlink()

    def _vocabulary(self) -> dict[str, Array]:
        """The words of all parts in one order, by which the runs of words get their keys. Their numbers are given up: a million
        words in a dictionary and in order would be the most that is ever held."""
        listed = list(self._known)
        self._known.clear()
        order = ascending(listed)
        places = np.empty(len(listed), dtype=np.uint64)
        places[order] = np.arange(len(listed), dtype=np.uint64)
        for run, numbers in zip(self._runs[WORDS], self._words, strict=True):
            keys = run.whole("keys")
            run.rekey(places[numbers][keys >> _SHIFT] << _SHIFT | keys & np.uint64(TEXT_MASK))
        return vocabulary_arrays([listed[i] for i in order.tolist()])
