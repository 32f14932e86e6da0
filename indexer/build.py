"""One build: lock -> fill -> verify -> publish -> prune. A build that fails leaves the published generation as it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexer.analysis import Analyser
from indexer.building.filling import Clock, Filled, Job, ProgressListener, fill
from indexer.building.page_cache import FILE, PageCache, open_cache, remove, set_aside
from indexer.building.workers import Workers
from indexer.corpus import Corpus, corpus_of, without_files
from indexer.errors import DamagedCache, GenerationError, LockedCache, NoArticles, in_chinese, is_disk_full
from indexer.generation import Manifest, folder, published_name, read_current, read_manifest, verify
from indexer.ledger import Entry, read_ledger, skipped
from indexer.publishing import build_lock, discard, full_disk_named, prune, publish, scratch_name, seal, sweep
from indexer.store import Store
from indexer.versions import program_version

_MOSTLY_GONE = 2  # less than one article in so many of those before


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `generation` is the published one; `unchanged` says that it was there before and nothing was built.

    `pages` counts files, `cached` the pages that came from the page cache; `skipped` are the ledger's entries of pages without
    an article, `doubts` counts its other entries; `phases` are the seconds of each part of `seconds`; `notes` are sentences
    for the operator: on the cache, on folders without files, and on articles that are gone.
    """

    generation: str
    unchanged: bool
    pages: int
    cached: int
    articles: int
    skipped: tuple[Entry, ...]
    doubts: int
    pruned: tuple[str, ...]
    seconds: float
    phases: dict[str, float]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The report for `build --json`."""
        return {**asdict(self), "skipped": [item.to_json() for item in self.skipped]}


@dataclass(frozen=True, slots=True)
class _Published:
    """The published generation, and the names of those that were pruned."""

    filled: Filled
    pruned: tuple[str, ...]


Attempt = Callable[[PageCache], _Published]


def build(
    arguments: Sequence[Path],
    index_dir: Path,
    store: Store,
    analyser: Analyser,
    *,
    keep: int,
    rebuild: bool,
    progress: ProgressListener,
    processes: int = 1,
    use_cache: bool = True,
) -> BuildReport:
    """Build all pages of `arguments` into a new generation and publish it; `progress` hears (phase, done, in all).

    Where the published generation was made from the same pages by the same program, nothing is built, unless `rebuild`. With
    more than one process, workers import the main module anew: a script that calls this has to be guarded by its __name__.
    Raises BuildLocked, NoArticles, WorkerLost, GenerationError or OSError, and DamagedCache or LockedCache where a new cache
    cannot be used either; the published generation is then as before.
    """
    started = time.monotonic()
    clock = Clock()
    with build_lock(index_dir), full_disk_named(index_dir):
        sweep(index_dir)
        before = _articles_published(index_dir)
        pruned = tuple(prune(index_dir, keep=keep))  # where less is to be kept than before, the build may need the room
        with clock.phase("compare"):
            corpus = corpus_of(arguments, index_dir)
            notes = _folders_without_files(arguments, corpus)
            sources = f"{program_version()} {analyser.fingerprint} {store.name} {corpus.fingerprint()}"
            published = None if rebuild else _published_from(index_dir, sources)
        pages = len(corpus.files)
        if published is not None:
            kept = Filled(published, read_ledger(index_dir, published.name), cached=0)
            return _report(_Published(kept, pruned), pages, started, clock, notes, unchanged=True)
        with Workers(analyser, processes) as workers:
            job = Job(index_dir, corpus, sources, store, analyser, workers, progress, clock)

            def attempt(cache: PageCache) -> _Published:
                return _publish(job, fill(job, cache), keep=keep)

            done, on_cache = _with_cache(index_dir, attempt) if use_cache else (_without_cache(index_dir, attempt), [])
    notes += on_cache + _collapse(before, done.filled.manifest.articles)
    return _report(_Published(done.filled, (*pruned, *done.pruned)), pages, started, clock, notes, unchanged=False)


def _folders_without_files(arguments: Sequence[Path], corpus: Corpus) -> list[str]:
    """A note on each folder without a file, as one is where nothing is mounted. Raises NoArticles where none has a file."""
    hint = "里没有文件；网页目录可能没有挂上，请检查"
    empty = [str(argument) for argument in without_files(arguments, corpus.files)]
    if not corpus.files:
        raise NoArticles(f"{'、'.join(empty)} {hint}；原有的索引保持不变")
    return [f"{name} {hint}" for name in empty]


def _articles_published(index_dir: Path) -> int:
    """How many articles the published generation has; 0 where none can be read."""
    try:
        return read_manifest(index_dir, read_current(index_dir)).articles
    except GenerationError:
        return 0


def _collapse(before: int, now: int) -> list[str]:
    """A note where most articles are gone, as when the folder of pages was not mounted."""
    if now * _MOSTLY_GONE >= before:
        return []
    return [f"上一代有 {before} 篇文章，这一代只有 {now} 篇；如果不是有意的，请检查网页目录，并用 rollback 退回"]


def _with_cache(index_dir: Path, attempt: Attempt) -> tuple[_Published, list[str]]:
    """Build with the page cache; also gives notes on it. On a full disk the cache goes: what this build put into it leaves no
    room for others, however small."""
    try:
        return _with_sound_cache(index_dir, attempt)
    except OSError as error:
        if is_disk_full(error):
            remove(index_dir)
        raise


def _with_sound_cache(index_dir: Path, attempt: Attempt) -> tuple[_Published, list[str]]:
    """Build with the page cache; also gives notes on it. A damaged one is put aside, and the build starts over with a new one."""
    try:
        with open_cache(index_dir) as cache:
            return attempt(cache), _tidy(cache)
    except LockedCache as error:
        return _without_cache(index_dir, attempt), [f"{error}；这次不用缓存，全部网页都重读了"]
    except DamagedCache as error:
        damage = str(error)
    try:
        set_aside(index_dir)
    except OSError as error:  # a folder in its place or in the way, which nobody may remove unseen
        note = (
            f"{damage}；也没能移到一旁（{error.filename}：{in_chinese(error)}），请移走或删去 {index_dir / FILE}*；这次不用缓存"
        )
        return _without_cache(index_dir, attempt), [f"{note}，全部网页都重读了"]
    with open_cache(index_dir) as cache:
        return attempt(cache), [f"{damage}；已移到一旁，重新建立，全部网页都重读了", *_tidy(cache)]


def _tidy(cache: PageCache) -> list[str]:
    """Drop from the cache what this build had no use for; gives a note where that fails, for the generation is published."""
    try:
        cache.drop_unused()
    except (DamagedCache, LockedCache) as error:
        return [f"{error}；没有整理好，不影响索引"]
    except OSError as error:
        return [f"缓存 {cache.path} 没有整理好（{in_chinese(error)}）；不影响索引"]
    return []


def _without_cache(index_dir: Path, attempt: Attempt) -> _Published:
    """Build with a cache of its own, in a folder that the next build removes should this one be killed."""
    name = scratch_name()
    scratch = folder(index_dir, name)
    scratch.mkdir(parents=True)
    try:
        with open_cache(scratch) as cache:
            return attempt(cache)
    finally:
        discard(index_dir, name)


def _publish(job: Job, filled: Filled, *, keep: int) -> _Published:
    name = filled.manifest.name
    with job.clock.phase("publish"):
        sound = False
        try:
            seal(job.index_dir, filled.manifest)
            verify(job.index_dir, name)
            sound = True
        finally:
            if not sound:
                discard(job.index_dir, name)
        try:
            publish(job.index_dir, name)
        except OSError:
            if published_name(job.index_dir) not in (None, name):  # whatever fails, nothing that may be published is removed
                discard(job.index_dir, name)
            raise
        pruned = prune(job.index_dir, keep=keep)
    return _Published(filled, tuple(pruned))


def _published_from(index_dir: Path, sources: str) -> Manifest | None:
    """The published generation if it was made of `sources`, memory sufficing, and is whole; a damaged one is no reason not to
    build."""
    try:
        manifest = read_manifest(index_dir, read_current(index_dir))
        if manifest.sources != sources:
            return None
        if any(item.reason == "out-of-memory" for item in read_ledger(index_dir, manifest.name)):
            return None
        return verify(index_dir, manifest.name)
    except GenerationError:
        return None


def _report(done: _Published, pages: int, started: float, clock: Clock, notes: Sequence[str], *, unchanged: bool) -> BuildReport:
    """The report of a build."""
    manifest, entries = done.filled.manifest, done.filled.entries
    gone = skipped(entries)
    return BuildReport(
        generation=manifest.name,
        unchanged=unchanged,
        pages=pages,
        cached=done.filled.cached,
        articles=manifest.articles,
        skipped=gone,
        doubts=len(entries) - len(gone),
        pruned=done.pruned,
        seconds=round(time.monotonic() - started, 3),
        phases=clock.seconds,
        notes=tuple(notes),
    )
