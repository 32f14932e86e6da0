"""EngineSource, where requests get the engine that answers now, and how the face reaches it within a request.

One request works on one engine from its first step to its last, whatever is published meanwhile.
"""

from __future__ import annotations

from typing import Protocol, cast

from flask import Flask, current_app, g

from indexer.ledger import Entry
from search_app.live import Health
from search_app.search.asking import Preference
from search_app.search.engine import Engine

_EXTENSION = "bulletin_engines"
_PREFERENCE = "bulletin_preference"


class EngineSource(Protocol):
    """Hands out engines; `search_app.live.LiveEngine` is the real one."""

    def current(self) -> Engine:
        """The engine to answer one request with. Raises GenerationError while there is none."""

    def ledger(self, generation: str) -> tuple[Entry, ...]:
        """The ledger of a generation, by its name. Raises GenerationError where that is gone."""

    def health(self) -> Health:
        """What /healthz shows; never raises."""


def install(app: Flask, engines: EngineSource, preference: Preference) -> None:
    """Make `engines` what requests to `app` are answered with, and `preference` what it prefers."""
    app.extensions[_EXTENSION] = engines
    app.extensions[_PREFERENCE] = preference


def engine_source() -> EngineSource:
    """The engines of the application that handles this request."""
    return cast(EngineSource, current_app.extensions[_EXTENSION])


def site_preference() -> Preference:
    """What the site that handles this request prefers."""
    return cast(Preference, current_app.extensions[_PREFERENCE])


def current_engine() -> Engine:
    """The engine this request is answered with. Raises GenerationError while there is none."""
    if "engine" not in g:
        g.engine = engine_source().current()
    return cast(Engine, g.engine)
