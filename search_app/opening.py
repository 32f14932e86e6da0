"""From the name of a generation to the engine that answers from it. What is checked before is the same for every engine.

Knows no engine; which one it is, `app` says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.analysis import Analyser
from indexer.errors import DamagedGeneration, GenerationError
from indexer.generation import Manifest, check_files, folder, read_manifest
from indexer.names import generation_analyser
from search_app.search.engine import Engine


class OpenEngine(Engine, Protocol):
    """An engine together with the manifest of its generation."""

    @property
    def manifest(self) -> Manifest:
        """What the build wrote about this generation."""


EngineClass = Callable[[Path, Manifest, Analyser], OpenEngine]
"""Makes the engine over a generation: the folder its store filled, its manifest, and the analysis with its names."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens the generations that one store has written with one engine; `analyser` has no names yet."""

    store: str
    engine: EngineClass
    analyser: Analyser

    def __call__(self, index_dir: Path, name: str) -> OpenEngine:
        """The engine over a generation that this program may read and whose files are whole. Raises GenerationError."""
        manifest = read_manifest(index_dir, name)
        named = generation_analyser(self.analyser, index_dir, manifest, self.store)
        check_files(index_dir, manifest)
        try:
            return self.engine(folder(index_dir, name), manifest, named)
        except GenerationError:
            raise
        except Exception as error:  # a store may unpickle: damage can raise anything at all, and must not end the site
            raise DamagedGeneration(f"{name} 打不开（{error}）") from error
