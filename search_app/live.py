"""The engine that answers now: opens what CURRENT names, and changes to a newer generation without a restart.

A generation that cannot be opened never replaces one that answers; the reason is told once to the log, with its paths, and kept
for /healthz, without. A request works on the engine it was given even while a newer one takes over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import DamagedGeneration, ForeignGeneration, GenerationError, NoGeneration
from indexer.generation import older, read_current
from indexer.ledger import Entry, read_ledger
from search_app.opening import OpenEngine

_FOLDER = "索引目录"


@dataclass(frozen=True, slots=True)
class Health:
    """What /healthz shows. `age_seconds` counts from the generation's creation; None without a generation."""

    generation: str | None
    age_seconds: int | None
    articles: int | None
    last_reload_error: str | None


class LiveEngine:
    """Hands out the engine of the published generation. Safe for many threads."""

    def __init__(
        self,
        index_dir: Path,
        open_engine: Callable[[Path, str], OpenEngine],
        reload_seconds: float,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`open_engine` takes the folder of the index and the name of a generation, and raises nothing but GenerationError.

        `say` hears in one sentence of every trouble with a change of generation, and when it is over.
        """
        self._index_dir = index_dir.absolute()  # so that it is nothing else in a sentence, as `index` is in `indexer`
        self._open_engine = open_engine
        self._reload_seconds = reload_seconds
        self._say = say
        self._changing = threading.Lock()
        self._engine: OpenEngine | None = None
        self._next_look = 0.0
        self._error: GenerationError | None = None
        self._ledger: tuple[str, tuple[Entry, ...]] | None = None

    def trouble(self) -> str | None:
        """What keeps the published generation from being opened, for the log; looks now, before the first request."""
        with self._changing:
            self._look()
        return self._sentence()

    def current(self) -> OpenEngine:
        """The engine to answer with. Raises GenerationError only while nothing has ever been opened."""
        if time.monotonic() >= self._next_look and self._changing.acquire(blocking=self._engine is None):
            try:
                self._look_and_tell()
            finally:
                self._changing.release()
        if self._engine is None:
            raise (
                type(self._error)(*self._error.args) if self._error else GenerationError("索引尚未打开")
            )  # a new one: no old traceback
        return self._engine

    def health(self) -> Health:
        """The state of this server, without opening anything but a newly published generation."""
        try:
            manifest = self.current().manifest
        except GenerationError as error:
            return Health(None, None, None, self._without_paths(error))
        age = int(time.time() - manifest.created_at.timestamp())
        return Health(manifest.name, age, manifest.articles, None if self._error is None else self._without_paths(self._error))

    def ledger(self, generation: str) -> tuple[Entry, ...]:
        """What the build noted about its pages. Raises GenerationError where the generation is gone."""
        kept = self._ledger
        if kept is None or kept[0] != generation:
            kept = self._ledger = (generation, read_ledger(self._index_dir, generation))
        return kept[1]

    def _without_paths(self, error: GenerationError) -> str:
        """What anybody may read of an error: the folder of the index by its name, not by its path."""
        return str(error).replace(str(self._index_dir), _FOLDER)

    def _sentence(self) -> str | None:
        if self._error is None:
            return None
        return f"{self._error}；网站仍用 {self._engine.generation}" if self._engine else str(self._error)

    def _look_and_tell(self) -> None:
        before = self._error
        self._look()
        if str(before) != str(self._error):
            self._say(self._sentence() or f"索引打开了，现在用 {self._engine and self._engine.generation}")

    def _look(self) -> None:
        """Open what CURRENT names, if it is not open yet. Other requests go on with the old engine meanwhile.

        A new process among older ones cannot read what they cannot either, between an upgrade and the restart or where the
        published generation is damaged: it answers from a generation before, as they do.
        """
        try:
            name = read_current(self._index_dir)
            if self._engine is None or self._engine.generation != name:
                self._engine = self._open(name)
            self._error = None
        except GenerationError as error:
            self._error = error
            if self._engine is None and isinstance(error, ForeignGeneration | DamagedGeneration):
                self._engine = self._newest_before()
        self._next_look = time.monotonic() + self._reload_seconds

    def _open(self, name: str) -> OpenEngine:
        """Open `name`; should a build publish and prune meanwhile, open what CURRENT names by then."""
        try:
            return self._open_engine(self._index_dir, name)
        except GenerationError:
            newer = read_current(self._index_dir)
            if newer == name:
                raise
            return self._open(newer)

    def _newest_before(self) -> OpenEngine | None:
        """The newest generation before the published one that opens: a newer one may have been gone back from."""
        with suppress(NoGeneration):
            for name in older(self._index_dir):
                with suppress(GenerationError):
                    return self._open_engine(self._index_dir, name)
        return None
