"""One build: lock -> fill -> verify -> publish -> prune. A build that fails leaves the published generation as it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from indexer import __version__
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.corpus import PageFile, Skipped, distinct, fingerprint, page_files, read_file
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
from indexer.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `generation` is the published one; `unchanged` says that it was there before and nothing was built."""

    generation: str
    unchanged: bool
    pages: int
    articles: int
    skipped: tuple[Skipped, ...]
    pruned: tuple[str, ...]
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """The report for `build --json`."""
        return asdict(self)


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
            return _report(published, len(files), started, unchanged=True)

        manifest, skipped = _fill(index_dir, files, store, analyser, sources=sources, progress=progress)
        try:
            seal(index_dir, manifest)
            verify(index_dir, manifest.name)
            publish(index_dir, manifest.name)
        except (OSError, GenerationError):
            discard(index_dir, manifest.name)
            raise
        pruned = prune(index_dir, keep=keep)
    return _report(manifest, len(files), started, unchanged=False, skipped=skipped, pruned=tuple(pruned))


def _published_from(index_dir: Path, sources: str) -> Manifest | None:
    """The published generation if it is whole and was made from `sources`; a damaged one is no reason not to build."""
    try:
        manifest = read_manifest(index_dir, read_current(index_dir))
        check_sizes(index_dir, manifest)
    except GenerationError:
        return None
    return manifest if manifest.sources == sources else None


def _fill(
    index_dir: Path, files: Sequence[PageFile], store: Store, analyser: Analyser, *, sources: str, progress: Progress
) -> tuple[Manifest, tuple[Skipped, ...]]:
    """Write the articles of all files into a new folder; whatever stops it, the folder goes again."""
    now = datetime.now(timezone.utc)
    name = new_name(now)
    home = folder(index_dir, name)
    home.mkdir(parents=True)
    skipped: list[Skipped] = []
    filled = False
    try:
        store.write(home, _articles(_read(files, progress), skipped), analyser)
        articles = store.count(home)
        if articles == 0:
            raise NoArticles(f"{len(files)} 个文件里没有一篇文章，原有的索引保持不变；逐个文件的原因见上")
        filled = True
    finally:
        if not filled:
            discard(index_dir, name)
    manifest = Manifest(
        name=name,
        created=now.isoformat(timespec="seconds"),
        articles=articles,
        skipped=len(skipped),
        store=store.name,
        analysis=analyser.fingerprint,
        sources=sources,
        files=record_files(home),
    )
    return manifest, tuple(skipped)


def _read(files: Sequence[PageFile], progress: Progress) -> Iterator[Article | Skipped]:
    def pages() -> Iterator[tuple[Article, ...] | Skipped]:
        for number, file in enumerate(files):
            progress(number, len(files))
            yield read_file(file)
        progress(len(files), len(files))

    return distinct(pages())


def _articles(stream: Iterable[Article | Skipped], skipped: list[Skipped]) -> Iterator[Article]:
    """The articles of a stream; what was skipped is gathered in `skipped` on the way."""
    for item in stream:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item


def _report(
    manifest: Manifest,
    pages: int,
    started: float,
    *,
    unchanged: bool,
    skipped: tuple[Skipped, ...] = (),
    pruned: tuple[str, ...] = (),
) -> BuildReport:
    seconds = round(time.monotonic() - started, 3)
    return BuildReport(manifest.name, unchanged, pages, manifest.articles, skipped, pruned, seconds)
