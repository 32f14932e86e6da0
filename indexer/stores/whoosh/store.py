"""WhooshStore: the port `indexer.store.Store` on a Whoosh index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from indexer.analysed import AnalysedArticle
from indexer.stores.whoosh.schema import index_schema
from indexer.stores.whoosh.storage import MappedStorage
from indexer.stores.whoosh.writer import Limits, write_segments


class WhooshStore:
    """Writes a generation as one Whoosh index of one or more segments."""

    name = "whoosh"

    def __init__(
        self,
        characters_a_segment: int = Limits.characters_a_segment,
        characters_a_run: int = Limits.characters_a_run,
    ) -> None:
        self._limits = Limits(characters_a_segment=characters_a_segment, characters_a_run=characters_a_run)

    def write(self, home: Path, articles: Iterable[AnalysedArticle]) -> None:
        """Write all articles into the empty folder `home`."""
        index = FileStorage(str(home)).create_index(index_schema())
        try:
            write_segments(index, articles, self._limits)
        finally:
            index.close()
        for lock in home.glob("*LOCK"):  # Whoosh's own write lock, of no use to a finished index
            lock.unlink()

    def count(self, home: Path) -> int:
        """The number of articles in the index at `home`."""
        return int(open_index(home).doc_count_all())


def open_index(home: Path) -> FileIndex:
    """The Whoosh index at `home`, its files mapped. Whoosh unpickles on opening: only open what a manifest vouches for."""
    return MappedStorage(str(home)).open_index()
