"""Rolling back: publishes an earlier generation, after looking whether the site would open it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from indexer.analysis import Analyser
from indexer.errors import DamagedGeneration, GenerationError, NoGeneration
from indexer.generation import names, older, published_name, verify
from indexer.names import generation_analyser
from indexer.publishing import build_lock, full_disk_named, publish

Check = Callable[[str], None]  # of a generation's name; raises GenerationError


def roll_back(index_dir: Path, name: str | None, analyser: Analyser, store: str, hear: Callable[[str], None]) -> str:
    """Publish `name`, or else the newest generation before the published one that can be served; gives its name.

    `hear` is told of those that are passed over. Raises GenerationError of the last one where none can be served, naming a newer
    one that can; BuildLocked, or OSError.
    """

    def check(target: str) -> None:
        _check(index_dir, target, analyser, store)

    with build_lock(index_dir), full_disk_named(index_dir):
        if name is not None:
            check(name)
        else:
            name = _newest_before(index_dir, check, hear)
        publish(index_dir, name)
        return name


def _newest_before(index_dir: Path, check: Check, hear: Callable[[str], None]) -> str:
    """The newest generation before the published one that can be served."""
    try:
        *others, last = older(index_dir)
        for target in others:
            try:
                check(target)
            except GenerationError as error:
                hear(f"{_fact(error)}；再看更早的一代")
            else:
                return target
        check(last)
        return last
    except GenerationError as error:
        newer = _newest_after(index_dir, check)
        if newer is None:
            raise
        offer = f"较新的 {newer} 完好，可以发布它：python -m indexer rollback {newer} --index {index_dir}"
        raise NoGeneration(f"{_fact(error)}；{offer}") from None


def _newest_after(index_dir: Path, check: Check) -> str | None:
    """The newest generation after the published one that can be served: an earlier rollback left it; it may be the only one."""
    current = published_name(index_dir)
    for target in reversed(names(index_dir)):
        if current is None or target <= current:
            return None
        with suppress(GenerationError):
            check(target)
            return target
    return None


def _fact(error: GenerationError) -> str:
    return error.fact if isinstance(error, DamagedGeneration) else str(error)


def _check(index_dir: Path, name: str, analyser: Analyser, store: str) -> None:
    """Whether all files of a generation are as they were written and the site would open it. Raises GenerationError."""
    try:
        generation_analyser(analyser, index_dir, verify(index_dir, name), store)
    except DamagedGeneration as error:
        raise DamagedGeneration(error.fact, "请用 list 另选一代，或重建索引") from None
