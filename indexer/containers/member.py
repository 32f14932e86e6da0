"""What a saved file gives: pages, and notes on what could not be read; and the one limit all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from indexer.errors import UnreadablePage
from indexer.naming import on_one_line
from indexer.pages import SavedPage

LARGEST_PAGE = 64 * 1024 * 1024  # bytes; a saved page is a few hundred kilobytes
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a member of one, that gives no page: its name, a stable word for the reason, and a sentence."""

    path: str
    reason: str
    sentence: str


Member = SavedPage | Unread


class Readable(Protocol):
    """What gives its bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


def read_whole(stream: Readable) -> bytes:
    """All bytes of a single page. Raises UnreadablePage for more than a page can have."""
    content = stream.read(LARGEST_PAGE + 1)
    if len(content) > LARGEST_PAGE:
        raise too_large()
    return content


def size_of(file: BinaryIO) -> int | None:
    """The size of a file; None of a stream that cannot tell."""
    if not file.seekable():
        return None
    at = file.tell()
    size = file.seek(0, 2)
    file.seek(at)
    return size


def empty() -> UnreadablePage:
    """What is said of a file without a byte, of whatever kind it is: a crawler leaves such files on a full disk."""
    return UnreadablePage("empty-file", "文件是空的（0 字节）。")


def too_large() -> UnreadablePage:
    """What is said of a page with more bytes than a page can have."""
    return UnreadablePage("too-large", f"超过 {LARGEST_PAGE >> 20} MB，不像一个网页。")


def member_name(container: str, member: str | int) -> str:
    """The name of a member: behind the container's and a `#`, on one line, whatever the container calls it."""
    return f"{container}#{on_one_line(str(member)[:_LONGEST_NAME])}"
