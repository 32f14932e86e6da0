"""The first pass of a build: every page of every file is in the page cache, read and cut into words where it was not before.

Files of one page are read by workers; pages inside containers are unpacked here, one at a time, and sent to them in small
batches. Pages come in the order of the files, whoever read them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import overload

from indexer.analysis import Analyser
from indexer.containers import LARGEST_PAGE, Member, Unread, pages_of
from indexer.corpus import Corpus, PageFile, holds_many, members_of, read_file, read_member
from indexer.errors import BUGS, bug_named
from indexer.ledger import Entry, entry
from indexer.pages import SavedPage

from .claims import Claim
from .page_cache import PageCache
from .records import Record, facts_of, record_of
from .workers import Workers

Progress = Callable[[int, int], None]  # (done, all)
Unit = PageFile | SavedPage  # what is read at once and kept under one key
Place = int | Entry  # of a page in the cache; an entry where there is nothing to keep

# A lack of memory ends the build, but on a page that takes much of it is that page's alone, for the next is small.
_LARGE_PAGE = 1_000_000  # bytes; a page takes up to 300 for each of them
_UNITS_A_TASK = 32
_BYTES_A_TASK = 4_000_000  # of pages that are sent


@dataclass(frozen=True, slots=True)
class UnitsToRead:
    """Units to read, and the version of what reads them."""

    version: bytes
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class UnitRead:
    """The records of a unit's pages, and the key to keep them under; None where the next build must look again."""

    key: bytes | None
    records: list[Record]


@dataclass(slots=True)
class _Batch:
    """Pages in order: where they are, or None for the next unit that has to be read. `files` is how many are done with it."""

    files: int = 0
    places: list[Sequence[Place] | None] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    size: int = 0

    def is_full(self) -> bool:
        return len(self.places) >= _UNITS_A_TASK or self.size >= _BYTES_A_TASK


class Pages(Sequence[Claim | Entry]):
    """The pages of a corpus in their order, each fetched from the cache when it is asked for. `cached` were not read anew."""

    def __init__(self, cache: PageCache, places: Sequence[Place], cached: int) -> None:
        self._cache = cache
        self._places = places
        self.cached = cached

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Claim | Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim | Entry]: ...
    def __getitem__(self, at: int | slice) -> Claim | Entry | Sequence[Claim | Entry]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        place = self._places[at]
        return place if isinstance(place, Entry) else facts_of(self._cache.facts(place))

    def place(self, at: int) -> int:
        """Where page `at`, which is no entry, is in the cache."""
        place = self._places[at]
        if isinstance(place, Entry):
            raise TypeError(at)
        return place

    def file(self) -> Path:
        """The file of the cache, with all of these pages in it: any process may read them there (`page_cache.contents`)."""
        self._cache.commit()
        return self._cache.path


def read_pages(corpus: Corpus, cache: PageCache, version: bytes, workers: Workers, progress: Progress) -> Pages:
    """Read the pages of all files into the cache. `progress` hears (files read, files in all)."""
    files = len(corpus.files)
    places: list[Place] = []
    read = 0
    progress(0, files)
    stream = ((batch, _task(version, batch)) for batch in _batches(corpus, cache, version))
    for batch, result in workers.run(read_units, stream):
        results = iter(result or ())
        for known in batch.places:
            found = _kept(next(results), cache) if known is None else known
            places.extend(found)
            read += len(found) if known is None else sum(isinstance(place, Entry) for place in found)
        progress(batch.files, files)
    return Pages(cache, places, cached=len(places) - read)


def read_units(analyser: Analyser, task: UnitsToRead) -> list[UnitRead]:
    """The step of this pass: read units and cut their texts."""
    return [_read_unit(unit, task.version, analyser) for unit in task.units]


def _read_unit(unit: Unit, version: bytes, analyser: Analyser) -> UnitRead:
    try:
        return _unit_read(unit, version, analyser)
    except MemoryError:
        if _size(unit) < _LARGE_PAGE:
            raise
    # what the page had taken is free again
    name = unit.path if isinstance(unit, SavedPage) else unit.name
    return UnitRead(None, [record_of(entry(name, "out-of-memory", "没有读。"), analyser)])


def _unit_read(unit: Unit, version: bytes, analyser: Analyser) -> UnitRead:
    if isinstance(unit, SavedPage):
        return UnitRead(_page_key(version, unit), [_record(unit, analyser)])
    content = _content(unit)
    if content is None:
        return UnitRead(None, [record_of(read, analyser) for read in read_file(unit)])
    key = _file_key(version, unit.name, hashlib.sha256(content).digest())
    return UnitRead(key, [_record(member, analyser) for member in pages_of(BytesIO(content), unit.name)])


def _size(unit: Unit) -> int:
    """The bytes of a unit; none of a file that is gone by now."""
    if isinstance(unit, SavedPage):
        return len(unit.content)
    try:
        return unit.path.stat().st_size
    except OSError:
        return 0


def _record(member: Member, analyser: Analyser) -> Record:
    """The record of one page. The boundary of one page: a bug that shows on it is an entry of the ledger, with the page's name
    and the error's, and the build goes on; it is kept with the page until the program changes."""
    try:
        return record_of(read_member(member), analyser)
    except BUGS as error:
        return record_of(entry(member.path, "reader-failed", bug_named(error)), analyser)


def _content(file: PageFile) -> bytes | None:
    """The bytes of a file of one page; None where it may not or cannot be read, or is too large, which `read_file` then says."""
    if file.why_closed:
        return None
    try:
        with file.path.open("rb") as stream:
            content = stream.read(LARGEST_PAGE + 1)
    except OSError:
        return None
    return content if len(content) <= LARGEST_PAGE else None


def _batches(corpus: Corpus, cache: PageCache, version: bytes) -> Iterator[_Batch]:
    batch = _Batch()
    for number, (file, digest) in enumerate(zip(corpus.files, corpus.digests, strict=True)):
        for unit, known in _units(file, digest, cache, version):
            batch.places.append(known)
            if known is None:
                batch.units.append(unit)
                batch.size += len(unit.content) if isinstance(unit, SavedPage) else 0
            if batch.is_full():
                batch.files = number
                yield batch
                batch = _Batch()
    batch.files = len(corpus.files)
    yield batch


def _units(file: PageFile, digest: bytes, cache: PageCache, version: bytes) -> Iterator[tuple[Unit, Sequence[Place] | None]]:
    """The units of a file, each with the places of its pages if they are known."""
    if not holds_many(file):
        yield file, cache.find(_file_key(version, file.name, digest))
        return
    for member in members_of(file):
        if isinstance(member, Unread):
            yield file, [entry(member.path, member.reason, member.sentence)]
        else:
            yield member, cache.find(_page_key(version, member))


def _task(version: bytes, batch: _Batch) -> UnitsToRead | None:
    return UnitsToRead(version, tuple(batch.units)) if batch.units else None


def _kept(unit: UnitRead, cache: PageCache) -> Sequence[Place]:
    if unit.key is not None:
        return cache.keep(unit.key, unit.records)
    return [fact for fact in (facts_of(record.facts) for record in unit.records) if isinstance(fact, Entry)]


def _file_key(version: bytes, name: str, digest: bytes) -> bytes:
    return _key(version, "file", name, digest.hex())


def _page_key(version: bytes, page: SavedPage) -> bytes:
    kind = page.kind.value if page.kind else None
    return _key(version, "page", page.path, page.url, kind, page.charset, hashlib.sha256(page.content).hexdigest())


def _key(version: bytes, *parts: str | None) -> bytes:
    return hashlib.sha256(version + repr(parts).encode("utf-8", "backslashreplace")).digest()
