"""The page cache: records of pages by a key of all that decides what they are, in an SQLite file. It may be lost at any time.

    pages    id (a record's place), key, part (its number under the key), facts, content

A build takes from it what it read and cut before, puts in what is new, and at the end drops what it had no use for. It is also
where the pages of a build wait until it is known which are kept. Errors say what is wrong with the file; the caller decides what
to do. One process at a time: the build lock sees to it, and the file is locked while it is open.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from indexer.errors import DamagedCache, LockedCache

from .records import Record

FILE = "cache.sqlite"
APPLICATION = 0x42554C43  # in the file's header: this program's
FORMAT = 1
_WAIT = 2.0  # seconds for a lock that somebody else holds
_RECORDS_A_COMMIT = 2_000  # what a build that is broken off has not lost
_TABLE = """
    CREATE TABLE IF NOT EXISTS pages (
        id INTEGER PRIMARY KEY, key BLOB NOT NULL, part INTEGER NOT NULL, facts BLOB NOT NULL, content BLOB NOT NULL,
        UNIQUE (key, part)
    )
"""


class PageCache:
    """Records by key and by place; valid inside `open_cache`. A place is valid as long as the build runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._used = array("q")
        self._uncommitted = 0
        is_new = not path.exists()
        with _failures_named(path):
            self._base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        try:
            with _failures_named(self.path):
                self._prepare(is_new=is_new)
        except (DamagedCache, LockedCache, OSError):
            self._base.close()
            raise

    def _prepare(self, *, is_new: bool) -> None:
        run = self._base.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA synchronous = OFF")  # a power cut may cost the cache, nothing else
        if is_new:
            run("PRAGMA auto_vacuum = INCREMENTAL")
            run(f"PRAGMA application_id = {APPLICATION}")
            run(f"PRAGMA user_version = {FORMAT}")
        elif (run("PRAGMA application_id").fetchone(), run("PRAGMA user_version").fetchone()) != ((APPLICATION,), (FORMAT,)):
            raise DamagedCache("不是本程序这一版写的")
        run("BEGIN EXCLUSIVE")
        run(_TABLE)
        run("SELECT id, key, part, facts, content FROM pages LIMIT 0")

    def find(self, key: bytes) -> list[int] | None:
        """The places of the records under a key, in order; None where there is none."""
        with _failures_named(self.path):
            rows = self._base.execute("SELECT part, id FROM pages WHERE key = ? ORDER BY part", (key,)).fetchall()
        if not rows or rows[0][0] != 0:
            return None
        places = [place for _, place in rows]
        self._used.extend(places)
        return places

    def keep(self, key: bytes, records: Sequence[Record]) -> list[int]:
        """Put in the records (at least one) of a key that was not found, and give their places."""
        if (known := self.find(key)) is not None:  # the same page under two arguments of a build
            return known
        with _failures_named(self.path):
            for part, record in reversed([*enumerate(records)]):  # a key without part 0 was broken off, and counts as not there
                row = (key, part, record.facts, record.content)
                self._base.execute("INSERT OR REPLACE INTO pages (key, part, facts, content) VALUES (?, ?, ?, ?)", row)
            self._uncommitted += len(records)
            if self._uncommitted >= _RECORDS_A_COMMIT:
                self.commit()
        return self.find(key) or []

    def facts(self, place: int) -> bytes:
        """The facts of a record."""
        with _failures_named(self.path):
            return _only_bytes(self._base.execute("SELECT facts FROM pages WHERE id = ?", (place,)).fetchone())

    def commit(self) -> None:
        """Make what was put in so far outlast this process."""
        with _failures_named(self.path):
            self._base.execute("COMMIT")
            self._base.execute("BEGIN EXCLUSIVE")
        self._uncommitted = 0

    def drop_unused(self) -> int:
        """Remove the records that were neither found nor put in since opening; gives how many went."""
        with _failures_named(self.path):
            self._base.execute("CREATE TEMP TABLE used (id INTEGER PRIMARY KEY)")
            self._base.executemany("INSERT OR IGNORE INTO used VALUES (?)", zip(self._used))
            gone = self._base.execute("DELETE FROM pages WHERE id NOT IN (SELECT id FROM used)").rowcount
            self._base.execute("DROP TABLE used")
            self.commit()
            self._base.execute("COMMIT")
            self._base.executescript("PRAGMA incremental_vacuum")  # gives all free space back; execute() would stop at a page
            self._base.execute("BEGIN EXCLUSIVE")
        return gone

    def close(self) -> None:
        """Keep what can be kept."""
        with suppress(sqlite3.Error):
            self._base.execute("COMMIT")
        self._base.close()


@contextmanager
def open_cache(folder: Path) -> Iterator[PageCache]:
    """The cache in a folder, made where there is none. What was put in stays, however the build ends.

    Raises DamagedCache or LockedCache where it cannot be used, OSError where the disk is full; so do all its methods.
    """
    cache = PageCache(folder / FILE)
    try:
        yield cache
    finally:
        cache.close()


def contents(path: Path, places: Iterable[int]) -> Iterator[bytes]:
    """The contents of the records at some places of the cache in a file, read past its lock: what is wanted must be committed,
    and stay until all is read. The build that holds the lock does so. Raises DamagedCache."""
    with _failures_named(path):
        base = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
        with closing(base):
            for place in places:
                yield _only_bytes(base.execute("SELECT content FROM pages WHERE id = ?", (place,)).fetchone())


def remove(folder: Path) -> None:
    """Give back the room that the cache takes."""
    for name in (f"{FILE}-journal", FILE):
        with suppress(OSError):
            (folder / name).unlink()


def set_aside(folder: Path) -> None:
    """Put what stands in the cache's place out of the way, for somebody to look at; only the last such file is kept."""
    (folder / f"{FILE}-journal").unlink(missing_ok=True)
    if (folder / FILE).exists():
        (folder / FILE).replace(folder / f"{FILE}.set-aside")


def _only_bytes(row: tuple[object] | None) -> bytes:
    if row is None or not isinstance(row[0], bytes):
        raise DamagedCache("里面少了一页")
    return row[0]


@contextmanager
def _failures_named(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if "is full" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from None
        if "is locked" in str(error):
            raise LockedCache(f"缓存 {FILE} 正被别的程序打开") from None
        raise DamagedCache(f"SQLite：{error}") from None
