"""Opens `.warc` and `.warc.gz`: pages as crawlers save them. A page is named by the address it was fetched from.

Only what a browser would show as a page is one: answers with status 200 whose type is HTML or plain text. Pictures, redirects
and requests are passed over without a word. A record is read when its turn comes, so that the size of the file does not matter;
its head, its content and what that unpacks to have limits.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from indexer.errors import UnreadablePage
from indexer.pages import KINDS_BY_TYPE, SavedPage

from .member import LARGEST_PAGE, Member, Unread, member_name, read_whole, too_large
from .unpacking import Allowance, unpacked

LARGEST_HEAD = 1024 * 1024  # bytes of a record's headers and those of the answer in it; they are a few kilobytes
_ENCODINGS = ("gzip", "deflate")  # not what somebody's machine may know besides, without such a bound
_BLOCK = 2048  # bytes of an answer unpacked at once, to a thousand times as many at most

# what the library is known to raise on damaged records; `make soak` looks for more. AttributeError: a record without an address
_DAMAGE = (
    *(ArchiveLoadFailed, StatusAndHeadersParserException, gzip.BadGzipFile, zlib.error, EOFError, ValueError),
    AttributeError,
)


class _Reader(BufferedReader):  # type: ignore[misc]  # the library has no types
    """The library's reader, with a limit to what it would read without one: the head of a record, line by line.

    A head without end took memory and, being one line, time that grows with its square. Nothing is unpacked here: nobody would
    count it.
    """

    def __init__(self, stream: object) -> None:
        super().__init__(stream)
        self._left: int | None = None

    def begin_head(self) -> None:
        """From here on as many bytes of lines are read as a head may have, with the blank lines above it."""
        self._left = LARGEST_HEAD

    def end_head(self) -> None:
        """From here on lines are content."""
        self._left = None

    def readline(self, length: int | None = None) -> bytes:
        if self._left is not None:
            length = min(self._left + 1, length if length is not None else sys.maxsize)
        line: bytes = super().readline(length)
        if self._left is not None:
            self._left -= len(line)
            if self._left < 0:
                raise UnreadablePage("broken-container", f"有一条记录的头部超过 {LARGEST_HEAD >> 10} KB，其后的网页没有读到。")
        return line


class _Bounded:
    """The bytes of a record up to those of the largest page, for the library reads a chunk of an answer whole."""

    def __init__(self, content: BufferedReader) -> None:
        self._content = content
        self._left = LARGEST_PAGE

    def read(self, size: int, /) -> bytes:
        return self._counted(self._content.read(min(size, self._left + 1)))

    def readline(self, size: int) -> bytes:
        return self._counted(self._content.readline(min(size, self._left + 1)))

    def _counted(self, content: bytes) -> bytes:
        self._left -= len(content)
        if self._left < 0:
            raise too_large()
        return content


def crawl_pages(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Member]:
    """The pages of a crawl, whether it is packed (each record by itself, as crawlers do it, or the file as a whole) or not.

    Where the file breaks off or is damaged, what stands before is read, and one note says so.
    """
    seen = 0
    archive = ArchiveIterator(unpacked(stream, allowance))
    archive.reader = reader = _Reader(archive.fh)
    records = iter(archive)
    while allowance.left >= 0:
        try:
            reader.begin_head()
            record = next(records, None)
            if record is None:
                break
            seen += 1
            reader.end_head()
            member = _member(record, name, allowance)
        except _DAMAGE:
            sentence = f"读到第 {seen} 条记录之后文件损坏，其后的网页没有读到。"
            yield Unread(name, "broken-container", sentence)
            return
        if member is not None:
            yield member
    if archive.err_count:
        yield Unread(name, "broken-container", f"有 {archive.err_count} 条记录的长度与所写的不符，其中的网页可能不全。")


def _member(record: ArcWarcRecord, name: str, allowance: Allowance) -> Member | None:
    content_type = _content_type(record)
    kind = KINDS_BY_TYPE.get(content_type.split(";")[0].strip().lower())
    if kind is None:
        return None
    url: str | None = record.rec_headers.get_header("WARC-Target-URI")
    path = member_name(name, url or record.rec_headers.get_header("WARC-Record-ID") or "?")
    try:
        content = _content(record, allowance)
    except UnreadablePage as error:
        return Unread(path, error.reason, str(error))
    return SavedPage(path, content, url, kind=kind, charset=_charset(content_type))


def _content(record: ArcWarcRecord, allowance: Allowance) -> bytes:
    """What a browser got: chunks put together first, then unpacked piece by piece, which the library does chunk by chunk."""
    answer, sent = record.http_headers, _Bounded(record.raw_stream)
    if answer and answer.get_header("Transfer-Encoding") == "chunked":
        sent = ChunkedDataReader(sent)
    encoding = (answer.get_header("Content-Encoding") or "").lower() if answer else ""
    if encoding not in _ENCODINGS:
        return read_whole(sent)
    content = BufferedReader(sent, block_size=_BLOCK, decomp_type=encoding)
    try:
        return read_whole(content)
    finally:  # what was too large a page was unpacked all the same
        allowance.spend(content.num_read)


def _content_type(record: ArcWarcRecord) -> str:
    """The type of what the record holds; empty where it holds no page that was shown."""
    if record.rec_type == "response":
        answer = record.http_headers
        return (answer.get_header("Content-Type") or "") if answer is not None and answer.get_statuscode() == "200" else ""
    if record.rec_type in ("resource", "conversion"):
        return record.rec_headers.get_header("Content-Type") or ""
    return ""


def _charset(content_type: str) -> str | None:
    parameters = (part.strip() for part in content_type.lower().split(";")[1:])
    return next((part.removeprefix("charset=").strip("\"' ") for part in parameters if part.startswith("charset=")), None)
