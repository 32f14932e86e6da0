"""Crawls: the pages that were shown, one record in memory at a time; what breaks off, or has no end, becomes one note."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from typing import BinaryIO, cast

import pytest
from saved_containers import ANSWER, CHUNKED, GOOD, GZIPPED, PAGE, URL, answered, crawl, layouts, opened, peak_of, record, shown

from indexer.containers import Unread, member, pages_of
from indexer.containers import crawl as crawl_module
from indexer.pages import Kind, SavedPage


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_gives_the_pages_that_were_shown(packed: bool) -> None:
    name = "a.warc.gz" if packed else "a.warc"
    pages = opened(crawl(packed=packed), name)
    assert shown(pages) == [(f"{name}#{url}", url) for url in (f"{URL}0", f"{URL}1", URL)]
    assert pages[0] == SavedPage(f"{name}#{URL}0", PAGE.encode("gbk"), f"{URL}0", Kind.HTML, "gbk")


def test_a_crawl_packed_as_a_whole_is_read_as_well() -> None:
    assert len(opened(gzip.compress(crawl(packed=False)), "a.warc.gz")) == 3


def test_of_a_crawl_that_breaks_off_what_was_read_stays_and_one_note_says_so() -> None:
    whole = crawl(packed=True, pages=40)
    members = opened(whole[: len(whole) // 2], "a.warc.gz")
    assert 5 < len(members) < 41
    assert [isinstance(item, Unread) for item in members[-2:]] == [False, True]


@pytest.mark.parametrize("content", [b"\x00" * 1000, b"WARC/1.0\r\n\r\n", b"<html>", gzip.compress(b"", mtime=0)])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_is_no_crawl_is_named_as_broken(content: bytes, name: str) -> None:
    assert {reason for _, reason in shown(opened(content, name))} <= {"broken-container", "empty-container"}


def test_a_record_longer_than_it_says_is_read_as_far_as_it_says_and_noted() -> None:
    members = opened(GOOD.replace(b"\r\n\r\n<html>", b"\r\n\r\n<p>\xe7</p>\n<html>") + GOOD, "a.warc")
    assert shown(members) == [(f"a.warc#{URL}", URL)] * 2 + [("a.warc", "broken-container")]
    assert isinstance(members[-1], Unread)
    assert members[-1].sentence.startswith("有 1 条记录的长度与所写的不符")


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace(f"URI: {URL}".encode(), f"URI: <{URL}>".encode()),  # as the examples of WARC 1.0 have it
        record(URL, "response", PAGE.encode(), "Text/HTML ; charset=utf-8"),
        answered(gzip.compress(PAGE.encode()), "Content-Encoding: GZip"),
        record(URL, "conversion", PAGE.encode(), "text/html"),
    ],
)
def test_a_page_is_read_however_its_record_is_written(content: bytes) -> None:
    (page,) = opened(content, "a.warc")
    assert isinstance(page, SavedPage)
    assert (page.path, page.content, page.url) == (f"a.warc#{URL}", PAGE.encode(), URL)


@pytest.mark.parametrize("written", ["gbk", '"gbk"', "'GBK'", " gbk "])
def test_a_charset_is_read_with_and_without_quotes(written: str) -> None:
    (page,) = opened(record(URL, "resource", PAGE.encode("gbk"), f"text/html; charset={written}"), "a.warc")
    assert isinstance(page, SavedPage)
    assert page.charset == "gbk"


def test_an_answer_that_does_not_say_its_type_is_no_page_and_ends_nothing() -> None:
    untyped = ANSWER + b"Content-Length: 22\r\n\r\nHTTP/1.1 200 OK\r\n\r\nabc\r\n\r\n"
    assert shown(opened(untyped + GOOD, "a.warc")) == [(f"a.warc#{URL}", URL)]


def test_a_record_without_an_address_goes_by_its_id_and_one_without_either_by_a_question_mark() -> None:
    page = record(URL, "resource", b"x", "text/html").replace(f"WARC-Target-URI: {URL}\r\n".encode(), b"")
    nameless = page.replace(b"WARC-Record-ID: <urn:x>\r\n", b"")
    assert shown(opened(page, "a.warc")) == [("a.warc#<urn:x>", None)]
    assert shown(opened(nameless, "a.warc")) == [("a.warc#?", None)]


class _Endless(io.RawIOBase):
    """A crawl of any number of records that exists only while it is read."""

    def __init__(self, records: int) -> None:
        super().__init__()
        self._record = record(URL, "response", b"x" * 1_000_000, "text/html")
        self._left, self._size = b"", records

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the stub names a type of Python 3.12
        if not self._left and self._size:
            self._left, self._size = self._record, self._size - 1
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)


def test_a_crawl_is_never_in_memory_as_a_whole() -> None:
    stream = cast(BinaryIO, io.BufferedReader(_Endless(300)))
    tracemalloc.start()
    assert sum(1 for _ in pages_of(stream, "a.warc")) == 300
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


LONG = 4 * 1024 * 1024
ENDLESS_HEADS = {
    "one line": b"WARC/1.0\r\nX: " + b"x" * LONG,
    "no status line": b"x" * LONG,
    "many lines": b"WARC/1.0\r\n" + b"a:\n" * (LONG // 3),
    "a value that goes on": b"WARC/1.0\r\na:b\n" + b" c\n" * (LONG // 3),
    "one line of an answer": ANSWER + f"Content-Length: {LONG + 20}\r\n\r\nHTTP/1.1 200 OK\r\nX: ".encode() + b"x" * LONG,
    "blank lines": b"\r\n" * (LONG // 2),
}


@pytest.mark.parametrize("layout", range(4))
@pytest.mark.parametrize("head", ENDLESS_HEADS)
def test_a_record_whose_head_does_not_end_is_one_note_and_never_in_memory(
    head: str, layout: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawl_module, "LARGEST_HEAD", 32 * 1024)
    name, content = layouts([GOOD, ENDLESS_HEADS[head], GOOD])[layout]
    found, peak = peak_of(content, name)
    assert found == [(f"{name}#{URL}", None), (name, "broken-container")]
    assert peak < LONG // 3


@pytest.mark.parametrize("layout", range(4))
def test_a_long_head_is_read(layout: int) -> None:
    """Longer than any server sends, and within the limit: cookies, policies of content."""
    head = GOOD.replace(b"WARC-Type", b"X-Note: " + b"x" * 600_000 + b"\r\n" + b"a: b\r\n" * 1000 + b"WARC-Type")
    name, content = layouts([head, GOOD])[layout]
    assert shown(opened(content, name)) == [(f"{name}#{URL}", URL)] * 2


def test_chunks_of_an_answer_are_content_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl_module, "LARGEST_HEAD", 1024)
    chunks = b"1\r\nx\r\n" * 25_000 + b"0\r\n\r\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    head = ANSWER + f"Content-Length: {len(answer)}\r\n\r\n".encode()
    (page,) = opened(head + answer + b"\r\n\r\n", "a.warc")
    assert isinstance(page, SavedPage)
    assert page.content == b"x" * 25_000


def in_one_chunk(content: bytes) -> bytes:
    return f"{len(content):x}\r\n".encode() + content + b"\r\n0\r\n\r\n"


def test_an_answer_comes_out_of_its_chunks_and_its_packing() -> None:
    page = PAGE.encode()
    for content, headers in (
        (gzip.compress(page), (GZIPPED,)),
        (in_one_chunk(page), (CHUNKED,)),
        (in_one_chunk(gzip.compress(page)), (CHUNKED, GZIPPED)),
        (page, (CHUNKED, GZIPPED)),
        (zlib.compress(page), ("Content-Encoding: deflate",)),
    ):
        (found,) = opened(answered(content, *headers), "a.warc")
        assert isinstance(found, SavedPage)
        assert found.content == page


@pytest.mark.parametrize("headers", [(GZIPPED,), (CHUNKED,), (CHUNKED, GZIPPED)])
def test_of_an_answer_never_more_is_in_memory_than_a_page_can_have(
    headers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member, "LARGEST_PAGE", 100_000)
    monkeypatch.setattr(crawl_module, "LARGEST_PAGE", 100_000)
    content = b"x" * 20_000_000
    content = gzip.compress(content) if GZIPPED in headers else content
    content = in_one_chunk(content) if CHUNKED in headers else content
    found, peak = peak_of(answered(content, *headers) + GOOD, "a.warc")
    assert found == [(f"a.warc#{URL}", "too-large"), (f"a.warc#{URL}", None)]
    assert peak < 10_000_000
