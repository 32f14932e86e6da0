"""The one table of containers: a row for each suffix says what opens it. A new kind is its rows and one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from indexer.errors import BUGS, UnreadablePage, bug_named
from indexer.pages import SavedPage, kind_of

from .archive import Opener, archive_pages
from .crawl import crawl_pages
from .json_lines import json_pages
from .mail import mail_pages
from .member import Member, Unread, empty, read_whole, size_of
from .unpacking import Allowance


@dataclass(frozen=True, slots=True)
class Container:
    """A suffix and what gives the pages of such a file. One that holds many may hold any number of them, and be of any size."""

    suffix: str
    opener: Opener
    holds_many: bool = True


def _archive_pages(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Member]:
    return archive_pages(stream, name, allowance, _bounded_inside)


CONTAINERS = (
    Container(".mht", mail_pages, holds_many=False),
    Container(".mhtml", mail_pages, holds_many=False),
    Container(".jsonl", json_pages),
    Container(".warc", crawl_pages),
    Container(".warc.gz", crawl_pages),
    Container(".zip", _archive_pages),
)
SUFFIXES = tuple(row.suffix for row in CONTAINERS)
SUFFIXES_OF_MANY = tuple(row.suffix for row in CONTAINERS if row.holds_many)


def pages_of(stream: BinaryIO, name: str) -> Iterator[Member]:
    """The pages of a saved file, lazily; whatever cannot be read comes out as Unread, and so does what a bug keeps from being
    read. Raises OSError of the file alone."""
    try:
        yield from _pages_inside(stream, name, Allowance(stream), _opener_of(name))
    except UnreadablePage as error:
        yield Unread(name, error.reason, str(error))
    except BUGS as error:
        yield Unread(name, "reader-failed", bug_named(error))


def _bounded_inside(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Member]:
    """The pages of a member of an archive; a bug that shows on it takes none of the others away."""
    opener = _opener_of(name)
    if opener is _archive_pages:
        raise UnreadablePage("nested-archive", "压缩包里还有压缩包，请先解开。")
    try:
        yield from _pages_inside(stream, name, allowance, opener)
    except BUGS as error:
        yield Unread(name, "reader-failed", bug_named(error))


def _opener_of(name: str) -> Opener | None:
    return next((row.opener for row in CONTAINERS if name.lower().endswith(row.suffix)), None)


def _pages_inside(stream: BinaryIO, name: str, allowance: Allowance, opener: Opener | None) -> Iterator[Member]:
    if opener is not None:
        if size_of(stream) == 0:
            raise empty()
        yield from _at_least_one(opener(stream, name, allowance), name)
        return
    kind_of(SavedPage(name, b"", None))  # refuses a picture before it is read
    content = read_whole(stream)
    if not content:
        raise empty()
    yield SavedPage(name, content, None)


def _at_least_one(members: Iterator[Member], name: str) -> Iterator[Member]:
    """The members of a container; one that holds none says so, for no file may go without a trace."""
    is_empty = True
    for member in members:
        is_empty = False
        yield member
    if is_empty:
        yield Unread(name, "empty-container", "里面没有一个网页。")
