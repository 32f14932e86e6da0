"""A site over one engine that never changes, for tests that ask it what browsers and programs ask."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flask.testing import FlaskClient
from written import analysed, write

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.ledger import Entry
from indexer.names import NamesSeen, names_of
from indexer.settings import Settings
from indexer.stores.whoosh import WhooshStore
from search_app import create_app
from search_app.engines.whoosh import WhooshEngine
from search_app.live import Health


class Fixed:
    """An EngineSource that always answers with the same engine."""

    def __init__(self, engine: WhooshEngine) -> None:
        self._engine = engine

    def current(self) -> WhooshEngine:
        return self._engine

    def ledger(self, generation: str) -> tuple[Entry, ...]:
        return ()

    def health(self) -> Health:
        return Health(self._engine.generation, 7, 1, None)


def client_of(engine: WhooshEngine) -> FlaskClient:
    """A client of the site over `engine`."""
    return create_app(Settings(), Fixed(engine)).test_client()


def engine_over(corpus: Sequence[Article], home: Path, analyser: Analyser) -> WhooshEngine:
    """The served engine over a corpus, with the names it teaches, written into the empty folder `home`."""
    seen = NamesSeen()
    for article in corpus:
        seen.add(names_of(article))
    named = analyser.with_names(seen.most_frequent())
    write(WhooshStore(), home, analysed(corpus, named))
    return WhooshEngine(home, Manifest("g", "2024-01-01T00:00:00+00:00", len(corpus), 0, "whoosh", "", "", {}), named)
