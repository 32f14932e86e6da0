"""WhooshStore: the port `indexer.store.Store` on a Whoosh index."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from indexer.article import Article
from indexer.store import Spread
from indexer.stores.whoosh.packing import alphabet_of
from indexer.stores.whoosh.parts import Limits, Part, PartMaker
from indexer.stores.whoosh.schema import index_schema
from indexer.stores.whoosh.storage import MappedStorage
from indexer.stores.whoosh.writer import write_segments

_PARTS = "parts"  # the folder of what is not joined yet


class WhooshStore:
    """Writes a generation as one Whoosh index of one or more segments."""

    name = "whoosh"

    def __init__(
        self,
        characters_a_segment: int = Limits.characters_a_segment,
        characters_a_run: int = Limits.characters_a_run,
        documents_a_segment: int = Limits.documents_a_segment,
        words_a_segment: int = Limits.words_a_segment,
    ) -> None:
        self._limits = Limits(characters_a_run, characters_a_segment, words_a_segment, documents_a_segment)

    def maker(self, home: Path, first: Iterable[Article]) -> PartMaker:
        """What makes parts of the articles of the index at `home`, which holds none yet; `first` are its first articles."""
        maker = PartMaker(home / _PARTS, alphabet_of(first), self._limits)
        maker.folder.mkdir()
        return maker

    def join(self, home: Path, maker: PartMaker, parts: Iterable[Part], spread: Spread) -> None:
        """Make the index of its parts, which come in order."""
        index = FileStorage(str(home)).create_index(index_schema())
        try:
            write_segments(index, parts, maker, spread)
        finally:
            index.close()
            shutil.rmtree(maker.folder, ignore_errors=True)
        for lock in home.glob("*LOCK"):  # Whoosh's own write lock, of no use to a finished index
            lock.unlink()

    def count(self, home: Path) -> int:
        """The number of articles in the index at `home`."""
        return int(open_index(home).doc_count_all())


def open_index(home: Path) -> FileIndex:
    """The Whoosh index at `home`, its files mapped. Whoosh unpickles on opening: only open what a manifest vouches for."""
    return MappedStorage(str(home)).open_index()
