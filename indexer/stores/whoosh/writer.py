"""The bulk writer: articles in, segments of a Whoosh index out.

Documents are gathered to runs of CHARACTERS_A_RUN, each run is sorted and spilled to disk, and the runs of a segment are merged
at its end: memory does not grow with the corpus, and a corpus has few segments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from indexer.analysed import AnalysedArticle
from indexer.article import published_at
from indexer.fields import FACETS, TEXTS
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array, narrow
from indexer.stores.whoosh.codec import NumpyCodec
from indexer.stores.whoosh.columns import NO_NUMBER
from indexer.stores.whoosh.gathering import Gathering, dense_keys, last_key
from indexer.stores.whoosh.ids import id_arrays
from indexer.stores.whoosh.merging import merged
from indexer.stores.whoosh.spilling import SpilledRun, spill
from indexer.stores.whoosh.table_writer import TableWriter
from indexer.stores.whoosh.tables import CHARS, FAMILIES, GRAMS, TEXT_BITS, WORDS
from indexer.stores.whoosh.vocabulary import vocabulary_arrays

EPOCH = datetime(1970, 1, 1)  # naive, as times of publication are


@dataclass(frozen=True)
class Limits:
    """When a run and a segment end: after the article that reaches a limit."""

    characters_a_run: int = 3_000_000  # some 400 MB while it is sorted
    characters_a_segment: int = 200_000_000
    words_a_segment: int = 1_500_000  # distinct ones, which stay in memory
    documents_a_segment: int = 1 << 16  # so that a document's number always fits 16 bits


def write_segments(index: FileIndex, articles: Iterable[AnalysedArticle], limits: Limits) -> None:
    """Write all articles as new segments of an empty index."""
    stream = iter(articles)
    home = Path(index.storage.folder)
    for first in stream:
        # the writer commits at the end, and gives its files up if anything breaks
        with TemporaryDirectory(dir=home, prefix="runs-") as runs, BulkWriter(index, Path(runs), limits) as writer:
            for article in chain([first], stream):
                writer.add_article(article)
                if writer.is_full():
                    break


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's segment writer with its posting pool replaced by runs of arrays."""

    def __init__(self, index: FileIndex, folder: Path, limits: Limits) -> None:
        super().__init__(index, codec=NumpyCodec(), compound=False)
        self.merge = False
        self._folder = folder
        self._limits = limits
        self._gathering = Gathering()
        self._runs: dict[str, list[SpilledRun]] = {family: [] for family in FAMILIES}
        self._lengths: dict[str, list[Array]] = {WORDS: [], GRAMS: []}
        self._ids: list[str] = []
        self._characters = 0

    def add_article(self, item: AnalysedArticle) -> None:
        """Add one article to the segment."""
        article = item.article
        self.perdocwriter.add_article(article)
        moment = published_at(article.published)
        self._add_column(schema.PUBLISHED, NO_NUMBER if moment is None else moment_number(moment))
        for name, facet in FACETS.items():
            self._add_column(schema.facet_column(name), facet.values(article))
        self._ids.append(article.id)
        self._gathering.add(article, item.words)
        if self._gathering.characters >= self._limits.characters_a_run:
            self._spill()
        self.docnum += 1
        self._added = True

    def is_full(self) -> bool:
        """Whether the segment has reached a limit."""
        limits = self._limits
        return (
            self.docnum >= limits.documents_a_segment
            or self._characters + self._gathering.characters >= limits.characters_a_segment
            or len(self._gathering.words.words) >= limits.words_a_segment
        )

    def _add_column(self, name: str, value: Any) -> None:
        self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)

    def _spill(self) -> None:
        """Sort what was gathered and put it on disk."""
        if not self._gathering.pending:
            return
        self._characters += self._gathering.characters
        gathered = self._gathering.take()
        for family, run in gathered.runs.items():
            self._runs[family].append(spill(self._folder / f"{family}-{len(self._runs[family])}", run))
        for family, lengths in gathered.lengths.items():
            self._lengths[family].append(lengths)

    def _flush_segment(self) -> None:
        """Write the segment. Whoosh calls this at commit in place of emptying its pool."""
        self._spill()
        self.perdocwriter.close()
        file = self.fieldwriter
        characters = np.unique(np.concatenate([run.whole("keys") for run in self._runs[CHARS]]) >> np.uint64(TEXT_BITS))
        words = self._gathering.words
        file.add(id_arrays(self._ids))
        file.add({**self.perdocwriter.arrays(), "characters": characters.astype(np.uint32)})
        file.add(vocabulary_arrays(words.words, np.concatenate(words.known)))
        for family, parts in self._lengths.items():
            lengths = np.concatenate(parts)
            file.add({f"lengths/{family}/{text}": narrow(lengths[text :: len(TEXTS)]) for text in range(len(TEXTS))})
        for family, runs in self._runs.items():
            table = TableWriter(file, family, last_key(family, words.count, len(characters)))
            for run in merged(runs):
                table.append(replace(run, keys=dense_keys(family, run.keys, characters)))
        file.close()


def moment_number(moment: datetime) -> int:
    """Microseconds since 1970 of a naive local time, below 0 before: the number articles sort by."""
    return (moment - EPOCH) // timedelta(microseconds=1)
