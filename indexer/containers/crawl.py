"""Opens `.warc` and `.warc.gz`: pages as crawlers save them. A page is named by the address it was fetched from.

Only what a browser would show as a page is one: answers with status 200 whose type is HTML or plain text. Pictures, redirects
and requests are passed over without a word. A record is read when its turn comes, so that the size of the file does not matter.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from indexer.errors import UnreadablePage
from indexer.pages import Kind, SavedPage

from .member import Member, Unread, member_name, read_whole

_KINDS = {"text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "text/plain": Kind.TEXT}
# what the library is known to raise on damaged records; `make soak` looks for more. AttributeError: a record without an address
_DAMAGE = (
    *(ArchiveLoadFailed, StatusAndHeadersParserException, gzip.BadGzipFile, zlib.error, EOFError, ValueError),
    AttributeError,
)


def packed_crawl_pages(stream: BinaryIO, name: str) -> Iterator[Member]:
    """The same for a packed crawl, whether each record is packed by itself, as crawlers do it, or the file as a whole."""
    with gzip.GzipFile(fileobj=stream) as unpacked:
        yield from crawl_pages(cast(BinaryIO, _Unpacked(unpacked)), name)


class _Unpacked:
    """Unpacked bytes up to the last sound one: `GzipFile.read` would throw away what it has when the file breaks off."""

    def __init__(self, unpacked: gzip.GzipFile) -> None:
        self._unpacked = unpacked

    def read(self, size: int = -1) -> bytes:
        try:
            return self._unpacked.read1(size)
        except EOFError:  # which the library would take for a sound end
            raise zlib.error("the file breaks off") from None


def crawl_pages(stream: BinaryIO, name: str) -> Iterator[Member]:
    """The pages of a crawl. Where the file breaks off or is damaged, what stands before is read, and one note says so."""
    seen = 0
    archive = ArchiveIterator(stream)
    records = iter(archive)
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            seen += 1
            member = _member(record, name)
        except _DAMAGE as error:
            sentence = f"读到第 {seen} 条记录之后文件损坏（{type(error).__name__}），其后的网页没有读到。"
            yield Unread(name, "broken-container", sentence)
            return
        if member is not None:
            yield member
    if archive.err_count:
        yield Unread(name, "broken-container", f"有 {archive.err_count} 条记录的长度与所写的不符，其中的网页可能不全。")


def _member(record: ArcWarcRecord, name: str) -> Member | None:
    content_type = _content_type(record)
    kind = _KINDS.get(content_type.split(";")[0].strip().lower())
    if kind is None:
        return None
    url: str | None = record.rec_headers.get_header("WARC-Target-URI")
    url = url.strip("<> ") if url else None  # WARC 1.0 lets an address stand in angle brackets
    path = member_name(name, url or record.rec_headers.get_header("WARC-Record-ID") or "?")
    try:
        content = read_whole(record.content_stream())
    except UnreadablePage as error:
        return Unread(path, error.reason, str(error))
    return SavedPage(path, content, url, kind=kind, charset=_charset(content_type))


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
