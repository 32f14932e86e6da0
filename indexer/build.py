"""One build: lock -> fill -> verify -> publish -> prune. A build that fails leaves the published generation as it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from indexer import __version__
from indexer.analysed import analysed
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.copies import distinct
from indexer.corpus import PageFile, fingerprint, page_files, read_file
from indexer.errors import GenerationError, NoArticles
from indexer.generation import (
    Manifest,
    build_lock,
    check_sizes,
    discard,
    folder,
    new_name,
    prune,
    publish,
    read_current,
    read_manifest,
    record_files,
    seal,
    verify,
)
from indexer.ledger import MACHINE, Entry, read_ledger, readable, skipped, write_ledger
from indexer.names import NamesSeen, names_of, write_names
from indexer.pages import PageReading
from indexer.spool import open_spool
from indexer.store import Store

Progress = Callable[[int, int], None]
_MOST_REASONS_SHOWN = 20  # lines, when there is no generation whose ledger could be read


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `generation` is the published one; `unchanged` says that it was there before and nothing was built.

    `pages` counts files; `skipped` are the ledger's entries of pages without an article, `doubts` counts its other entries.
    """

    generation: str
    unchanged: bool
    pages: int
    articles: int
    skipped: tuple[Entry, ...]
    doubts: int
    pruned: tuple[str, ...]
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """The report for `build --json`."""
        return {**asdict(self), "skipped": [item.to_json() for item in self.skipped]}


def build(
    arguments: Sequence[Path], index_dir: Path, store: Store, analyser: Analyser, *, keep: int, rebuild: bool, progress: Progress
) -> BuildReport:
    """Build all pages of `arguments` into a new generation and publish it; `progress` hears (pages read, pages in all).

    Where the published generation was made from the same pages by the same program, nothing is built, unless `rebuild`.
    Raises BuildLocked, NoArticles, GenerationError or OSError; the published generation is then as before.
    """
    started = time.monotonic()
    with build_lock(index_dir):
        files = page_files(arguments)
        sources = f"{__version__} {analyser.fingerprint} {store.name} {fingerprint(files)}"
        published = None if rebuild else _published_from(index_dir, sources)
        if published is not None:
            return _report(published, len(files), started, read_ledger(index_dir, published.name), unchanged=True)

        manifest, entries = _fill(index_dir, files, store, analyser, sources=sources, progress=progress)
        try:
            seal(index_dir, manifest)
            verify(index_dir, manifest.name)
        except (OSError, GenerationError):
            discard(index_dir, manifest.name)
            raise
        publish(index_dir, manifest.name)  # whatever fails from here on, nothing that may be published is removed
        pruned = prune(index_dir, keep=keep)
    return _report(manifest, len(files), started, entries, unchanged=False, pruned=tuple(pruned))


def _published_from(index_dir: Path, sources: str) -> Manifest | None:
    """The published generation if it is whole and was made from `sources`; a damaged one is no reason not to build."""
    try:
        manifest = read_manifest(index_dir, read_current(index_dir))
        check_sizes(index_dir, manifest)
    except GenerationError:
        return None
    if MACHINE not in manifest.files:  # written before builds kept a ledger
        return None
    return manifest if manifest.sources == sources else None


def _fill(
    index_dir: Path, files: Sequence[PageFile], store: Store, analyser: Analyser, *, sources: str, progress: Progress
) -> tuple[Manifest, tuple[Entry, ...]]:
    """Write the articles of all files and the ledger into a new folder; whatever stops it, the folder goes again."""
    now = datetime.now(timezone.utc)
    name = new_name(now)
    home = folder(index_dir, name)
    home.mkdir(parents=True)
    entries: list[Entry] = []
    filled = False
    try:
        with open_spool(index_dir) as spool:  # no article can be cut into words before the last has taught its names
            places = []
            seen = NamesSeen()
            for article in _articles(distinct(_read(files, progress), index_dir), entries):
                seen.add(names_of(article))
                places.append(spool.put([article]))
            named = analyser.with_names(seen.most_frequent())
            store.write(home, analysed((spool.take(place)[0] for place in places), named))
        write_names(home, named.names)
        articles = store.count(home)
        if articles == 0:
            raise NoArticles(_nothing_found(len(files), entries))
        write_ledger(home, entries)
        filled = True
    finally:
        if not filled:
            discard(index_dir, name)
    manifest = Manifest(
        name=name,
        created=now.isoformat(timespec="seconds"),
        articles=articles,
        skipped=len(skipped(entries)),
        store=store.name,
        analysis=analyser.fingerprint,
        sources=sources,
        files=record_files(home),
        names=named.names_hash,
        segmenter=named.segmenter,
    )
    return manifest, tuple(entries)


def _nothing_found(files: int, entries: Sequence[Entry]) -> str:
    return "\n".join((f"{files} 个文件里没有一篇文章，原有的索引保持不变", *list(readable(entries))[:_MOST_REASONS_SHOWN]))


def _read(files: Sequence[PageFile], progress: Progress) -> Iterator[PageReading | Entry]:
    for number, file in enumerate(files):
        progress(number, len(files))
        yield from read_file(file)
    progress(len(files), len(files))


def _articles(stream: Iterable[Article | Entry], entries: list[Entry]) -> Iterator[Article]:
    """The articles of a stream; entries are gathered in `entries` on the way."""
    for item in stream:
        if isinstance(item, Entry):
            entries.append(item)
        else:
            yield item


def _report(
    manifest: Manifest,
    pages: int,
    started: float,
    entries: Sequence[Entry],
    *,
    unchanged: bool,
    pruned: tuple[str, ...] = (),
) -> BuildReport:
    gone = skipped(entries)
    return BuildReport(
        generation=manifest.name,
        unchanged=unchanged,
        pages=pages,
        articles=manifest.articles,
        skipped=gone,
        doubts=len(entries) - len(gone),
        pruned=pruned,
        seconds=round(time.monotonic() - started, 3),
    )
