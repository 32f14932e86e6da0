"""What the contracts are run against: a store, and the engine that opens what it wrote. Another engine is a line in SIDES."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.analysed import analysed
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.store import Store
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.engine import Engine

_NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True)
class Side:
    """A store and its engine."""

    store: Store
    engine: Callable[[Path, Manifest, Analyser], Engine]

    def write(self, home: Path, corpus: Sequence[Article], analyser: Analyser) -> None:
        """Writes a corpus into the empty folder `home`."""
        self.store.write(home, analysed(corpus, analyser))

    def opened(self, home: Path, corpus: Sequence[Article], analyser: Analyser) -> Engine:
        """The engine over a corpus that was written into `home`."""
        fingerprint = analyser.fingerprint
        manifest = Manifest("test", "2024-01-01T00:00:00+00:00", len(corpus), 0, self.store.name, fingerprint, "", {})
        return self.engine(home, manifest, analyser)


SIDES = {
    "whoosh, one segment": Side(WhooshStore(_NO_LIMIT, _NO_LIMIT), WhooshEngine),
    "whoosh, several segments": Side(WhooshStore(characters_a_segment=200), WhooshEngine),
    "whoosh, a segment an article": Side(WhooshStore(characters_a_segment=1), WhooshEngine),
    "whoosh, a run an article": Side(WhooshStore(characters_a_run=1), WhooshEngine),
}
