"""What changes an index folder: the lock that keeps builds apart, sealing, publishing and pruning of generations.

`generation` says how they lie on disk. A generation is published by one step that readers can see: CURRENT is replaced.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import filelock

from indexer.errors import BuildLocked, GenerationError, is_disk_full
from indexer.generation import (
    MANIFEST,
    POINTER,
    Manifest,
    belongs_to_index,
    check_files,
    folder,
    is_new_name,
    names,
    pointer_is_a_folder,
    read_current,
    read_manifest,
)

_TRIES = 40  # of replacing CURRENT, PAUSE apart
_PAUSE = 0.05  # seconds
_SCRATCH = re.compile("pages-[0-9a-f]{8}")


@contextmanager
def build_lock(index_dir: Path) -> Iterator[None]:
    """Keeps a second build of the same index out. Raises BuildLocked at once instead of waiting, and DamagedGeneration where
    nothing could be published afterwards."""
    index_dir.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(index_dir / "build.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise BuildLocked(f"{index_dir} 正由另一次建库使用，请等它结束后再试") from None
    try:
        if (index_dir / POINTER).is_dir():
            raise pointer_is_a_folder(index_dir)
        yield
    finally:
        lock.release()


@contextmanager
def full_disk_named(index_dir: Path) -> Iterator[None]:
    """Names the index folder where there is no room for a write and the system says no place, as of an open file: nothing is
    written elsewhere. Raises OSError."""
    try:
        yield
    except OSError as error:
        if error.filename is None and is_disk_full(error):
            error.filename = str(index_dir)
        raise


def seal(index_dir: Path, manifest: Manifest) -> None:
    """Write the manifest as the last file of a generation and flush everything to disk."""
    home = folder(index_dir, manifest.name)
    (home / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    for path in [*home.iterdir(), home, home.parent]:
        _flush(path)


def publish(index_dir: Path, name: str) -> None:
    """Make `name` the generation that readers open: write the name beside CURRENT and replace CURRENT in one step."""
    beside = index_dir / f"{POINTER}.{secrets.token_hex(4)}"
    beside.write_text(name + "\n", encoding="ascii")
    _flush(beside)
    _replace(beside, index_dir / POINTER)
    _flush(index_dir)


def prune(index_dir: Path, *, keep: int) -> list[str]:
    """Remove all but the newest `keep` generations, the newest `keep` that can be gone back to, and the published one; nothing
    where it is not known which that is. Returns what went."""
    published = _pointed_at(index_dir)
    if published is None:
        return []
    sealed = names(index_dir)
    sound = [name for name in sealed if _is_sound(index_dir, name)]
    kept = {*sealed[-keep:], *sound[-keep:], published}
    return _discard_all(index_dir, [name for name in sealed if name not in kept])


def _is_sound(index_dir: Path, name: str) -> bool:
    try:
        check_files(index_dir, read_manifest(index_dir, name))
    except GenerationError:
        return False
    return True


def sweep(index_dir: Path) -> None:
    """Remove what builds that broke off have left, and nothing else: the next may need the room.

    Call it under the build lock: a folder without a manifest may otherwise be a build at work.
    """
    for beside in index_dir.glob(f"{POINTER}.*"):
        if belongs_to_index(beside.name) and beside.is_file():
            beside.unlink()
    kept = {*names(index_dir), _pointed_at(index_dir)}
    left = [path.name for path in index_dir.glob("generations/*") if is_new_name(path.name) or _SCRATCH.fullmatch(path.name)]
    _discard_all(index_dir, [name for name in left if name not in kept])


def scratch_name() -> str:
    """The name of a folder for what a build needs no longer than itself."""
    return f"pages-{secrets.token_hex(4)}"


def _pointed_at(index_dir: Path) -> str | None:
    try:
        return read_current(index_dir)
    except GenerationError:
        return None


def _discard_all(index_dir: Path, old: Sequence[str]) -> list[str]:
    """Remove some generations; gives those that are gone. On Windows a reader may hold a file: the next build takes the rest."""
    for name in old:
        with suppress(OSError):
            discard(index_dir, name)
    return [name for name in old if not folder(index_dir, name).exists()]


def discard(index_dir: Path, name: str) -> None:
    """Remove one generation: its manifest first, so that a half-removed one is never taken for whole."""
    home = folder(index_dir, name)
    (home / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(home, ignore_errors=True)


def _replace(beside: Path, pointer: Path) -> None:
    """Replace the pointer in one step. Windows refuses while a reader has the file open, which takes it a moment: try again."""
    for tries_left in reversed(range(_TRIES)):
        try:
            os.replace(beside, pointer)  # noqa: PTH105 - the one atomic step, named as the manuals of every platform name it
            return
        except PermissionError:
            if tries_left == 0:
                beside.unlink(missing_ok=True)
                raise
            time.sleep(_PAUSE)


def _flush(path: Path) -> None:
    """fsync a file or a folder, so that a power cut after publishing cannot lose it. Windows cannot sync a folder."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
