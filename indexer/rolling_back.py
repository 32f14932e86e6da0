"""Rolling back: publishes an earlier generation, after looking whether the site would open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexer.analysis import Analyser
from indexer.errors import DamagedGeneration, GenerationError
from indexer.generation import older, verify
from indexer.names import generation_analyser
from indexer.publishing import build_lock, publish


def roll_back(index_dir: Path, name: str | None, analyser: Analyser, store: str, hear: Callable[[str], None]) -> str:
    """Publish `name`, or else the newest generation before the published one that can be served; gives its name.

    `hear` is told of those that are passed over. Raises GenerationError of the last one where none can be served, BuildLocked,
    or OSError.
    """
    with build_lock(index_dir):
        *others, last = [name] if name else older(index_dir)
        for target in others:
            try:
                _check(index_dir, target, analyser, store)
            except GenerationError as error:
                hear(f"{error.fact if isinstance(error, DamagedGeneration) else error}；再看更早的一代")
            else:
                publish(index_dir, target)
                return target
        _check(index_dir, last, analyser, store)
        publish(index_dir, last)
        return last


def _check(index_dir: Path, name: str, analyser: Analyser, store: str) -> None:
    """Whether all files of a generation are as they were written and the site would open it. Raises GenerationError."""
    try:
        generation_analyser(analyser, index_dir, verify(index_dir, name), store)
    except DamagedGeneration as error:
        raise DamagedGeneration(error.fact, "请用 list 另选一代，或重建索引") from None
