"""Fills the folder of a new generation: read all pages, choose which are kept, learn their names, write index and ledger.

Nothing here publishes. Whatever stops it, the folder goes again.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from indexer.analysis import Analyser
from indexer.corpus import Corpus
from indexer.errors import BuildError, NoArticles
from indexer.fields import LAYOUT
from indexer.generation import Manifest, folder, names, new_name, record_files
from indexer.ledger import Entry, readable, skipped, write_ledger
from indexer.names import NamesSeen, write_names
from indexer.publishing import discard
from indexer.store import Store
from indexer.versions import reader_version

from .copies import chosen
from .page_cache import PageCache
from .reading import Pages, read_pages
from .workers import Workers
from .writing import KeptPage, articles_of_pages, parts_of_pages

ProgressListener = Callable[[str, int, int], None]  # (READING or WRITING, done, all)
READING, WRITING = "read", "write"
_PAGES_OF_A_LONG_BUILD = 3_000  # workers that are started for fewer, all in the cache, cost what they save
_MOST_REASONS_SHOWN = 20  # lines, when there is no generation whose ledger could be read


@dataclass(slots=True)
class Clock:
    """The seconds that each phase took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count the time inside as that of a phase."""
        started = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - started, 3)


@dataclass(frozen=True, slots=True)
class Job:
    """What is built, of what, and by whom. `sources` names the pages and the program."""

    index_dir: Path
    corpus: Corpus
    sources: str
    store: Store
    analyser: Analyser
    workers: Workers
    progress: ProgressListener
    clock: Clock


@dataclass(frozen=True, slots=True)
class Filled:
    """A generation that is written but not yet sealed; `cached` counts its pages that came from the cache."""

    manifest: Manifest
    entries: tuple[Entry, ...]
    cached: int


def fill(job: Job, cache: PageCache) -> Filled:
    """Write a new generation. Raises BuildError or OSError; then its folder is gone again."""
    now = datetime.now(timezone.utc)
    home = folder(job.index_dir, new_name(now, names(job.index_dir)))
    home.mkdir(parents=True)
    filled = False
    try:
        found = _fill(job, home, now, cache)
        filled = True
    finally:
        if not filled:
            discard(job.index_dir, home.name)
    return found


def _fill(job: Job, home: Path, now: datetime, cache: PageCache) -> Filled:
    version = hashlib.sha256(f"{reader_version()} {job.analyser.fingerprint}".encode()).digest()
    with job.clock.phase("read"):

        def heard(done: int, total: int) -> None:
            job.progress(READING, done, total)

        pages = read_pages(job.corpus, cache, version, job.workers, heard)
    with job.clock.phase("choose"):
        if len(pages) >= _PAGES_OF_A_LONG_BUILD:
            job.workers.start()
        choice = _choose(pages)
        if not choice.kept:
            raise NoArticles(_nothing_found(len(job.corpus.files), choice.entries))
        named = job.analyser.with_names(choice.names.most_frequent())
        write_names(home, named.names)
    with job.clock.phase("write"):
        maker = job.store.maker(home, articles_of_pages(pages, choice.kept))
        parts = parts_of_pages(pages, _with_progress(choice.kept, job.progress), home, maker, job.workers)
        job.store.join(home, maker, parts, job.workers.spread)
        write_ledger(home, choice.entries)
        written = job.store.count(home)
        if written != choice.articles:
            raise BuildError(
                f"应写入 {choice.articles} 篇文章，索引里却有 {written} 篇，没有发布。这是程序的错误，请报告给维护者"
            )
        files = record_files(home)
    manifest = Manifest(
        name=home.name,
        created=now.isoformat(timespec="seconds"),
        articles=written,
        skipped=len(skipped(choice.entries)),
        store=job.store.name,
        analysis=job.analyser.fingerprint,
        sources=job.sources,
        files=files,
        names=named.names_hash,
        segmenter=named.segmenter,
        layout=LAYOUT,
    )
    return Filled(manifest, tuple(choice.entries), pages.cached)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The pages to index, how many articles they hold, the names they teach, and the entries of the ledger."""

    kept: list[KeptPage]
    articles: int
    names: NamesSeen
    entries: list[Entry]


def _choose(pages: Pages) -> _Choice:
    kept: list[KeptPage] = []
    articles = 0
    seen = NamesSeen()
    entries: list[Entry] = []
    for item in chosen(pages):
        if isinstance(item, Entry):
            entries.append(item)
            continue
        claim = item.claim
        articles += len(item.ids)
        kept.append(KeptPage(pages.place(item.at), None if item.ids == claim.ids else item.ids, claim.worth[1]))
        for found in claim.names:
            seen.add(found)
    return _Choice(kept, articles, seen, entries)


def _with_progress(kept: Sequence[KeptPage], progress: ProgressListener) -> Iterator[KeptPage]:
    """Yields the kept pages and reports how many were taken."""
    for done, page in enumerate(kept):
        progress(WRITING, done, len(kept))
        yield page
    progress(WRITING, len(kept), len(kept))


def _nothing_found(files: int, entries: Sequence[Entry]) -> str:
    return "\n".join((f"{files} 个文件里没有一篇文章，没有发布新的索引", *list(readable(entries))[:_MOST_REASONS_SHOWN]))
