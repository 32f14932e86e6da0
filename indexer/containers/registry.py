"""The one table of containers: which suffix is opened by what. A new kind of container is one row and one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from indexer.errors import BUGS, UnreadablePage, bug_named
from indexer.pages import SavedPage, kind_of

from .archive import archive_pages
from .crawl import crawl_pages
from .json_lines import json_pages
from .mail import mail_pages
from .member import Member, Unread, read_whole
from .unpacking import Allowance

_PLAIN: dict[str, Callable[[BinaryIO, str], Iterator[Member]]] = {
    ".mht": mail_pages,
    ".mhtml": mail_pages,
    ".jsonl": json_pages,
}
_CRAWLS = (".warc", ".warc.gz")
_ARCHIVE = ".zip"
SUFFIXES = (*_PLAIN, *_CRAWLS, _ARCHIVE)
SUFFIXES_OF_MANY = tuple(suffix for suffix in SUFFIXES if suffix not in (".mht", ".mhtml"))  # any number of pages, any size


def pages_of(stream: BinaryIO, name: str) -> Iterator[Member]:
    """The pages of a saved file, lazily; whatever cannot be read comes out as Unread, and so does what a bug keeps from being
    read. Raises OSError of the file alone."""
    allowance = Allowance(stream)
    try:
        if name.lower().endswith(_ARCHIVE):
            yield from _at_least_one(archive_pages(stream, name, allowance, _bounded_inside), name)
        else:
            yield from _pages_inside(stream, name, allowance)
    except UnreadablePage as error:
        yield Unread(name, error.reason, str(error))
    except BUGS as error:
        yield Unread(name, "reader-failed", bug_named(error))


def _bounded_inside(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Member]:
    """The pages of a member of an archive; a bug that shows on it takes none of the others away."""
    try:
        yield from _pages_inside(stream, name, allowance)
    except BUGS as error:
        yield Unread(name, "reader-failed", bug_named(error))


def _pages_inside(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Member]:
    lowered = name.lower()
    if lowered.endswith(_ARCHIVE):
        raise UnreadablePage("nested-archive", "压缩包里还有压缩包，请先解开。")
    if lowered.endswith(_CRAWLS):
        yield from _at_least_one(crawl_pages(stream, name, allowance), name)
        return
    opener = next((opener for suffix, opener in _PLAIN.items() if lowered.endswith(suffix)), None)
    if opener is not None:
        yield from _at_least_one(opener(stream, name), name)
        return
    kind_of(SavedPage(name, b"", None))  # refuses a picture before it is read
    yield SavedPage(name, read_whole(stream), None)


def _at_least_one(members: Iterator[Member], name: str) -> Iterator[Member]:
    """The members of a container; one that holds none says so, for no file may go without a trace."""
    is_empty = True
    for member in members:
        is_empty = False
        yield member
    if is_empty:
        yield Unread(name, "empty-container", "里面没有一个网页。")
