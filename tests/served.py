"""A site over one engine that never changes, for tests that ask it what browsers and programs ask."""

from __future__ import annotations

from flask.testing import FlaskClient

from indexer.ledger import Entry
from indexer.settings import Settings
from search_app import create_app
from search_app.engines.whoosh import WhooshEngine
from search_app.live import Health


class Fixed:
    """An EngineSource that always answers with the same engine."""

    def __init__(self, engine: WhooshEngine) -> None:
        self._engine = engine

    def current(self) -> WhooshEngine:
        return self._engine

    def ledger(self) -> tuple[Entry, ...]:
        return ()

    def health(self) -> Health:
        return Health(self._engine.generation, 7, 1, None)


def client_of(engine: WhooshEngine) -> FlaskClient:
    """A client of the site over `engine`."""
    return create_app(Settings(), Fixed(engine)).test_client()
