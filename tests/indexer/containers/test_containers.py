"""Containers give their pages one by one; what is broken, encrypted or a bomb becomes one note and stops nothing else."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import BinaryIO, cast

import pytest

from indexer.containers import Unread, member, pages_of, unpacking
from indexer.containers import crawl as crawl_module
from indexer.containers import mail as mail_module
from indexer.pages import Kind, SavedPage

URL = "http://www.lanchuan-dfz.example/gzdt/content_20461"
PAGE = "<html><body><p>雪柳河渡口志编修启动。</p></body></html>"


def opened(content: bytes, name: str) -> list[SavedPage | Unread]:
    return list(pages_of(io.BytesIO(content), name))


def shown(members: list[SavedPage | Unread]) -> list[tuple[str, str | None]]:
    return [(item.path, item.reason if isinstance(item, Unread) else item.url) for item in members]


def peak_of(content: bytes, name: str) -> tuple[list[tuple[str, str | None]], int]:
    """What a file gives, without the pages themselves, and the most bytes of memory it took."""
    tracemalloc.start()
    found = [(item.path, item.reason if isinstance(item, Unread) else None) for item in pages_of(io.BytesIO(content), name)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, peak


# --- single pages ---


def test_a_page_by_itself_is_its_own_only_member() -> None:
    assert opened(b"x", "a/b.txt") == [SavedPage("a/b.txt", b"x", None)]
    assert shown(opened(b"x", "a.png")) == [("a.png", "unknown-kind")]


def test_a_page_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(member, "LARGEST_PAGE", 10)
    assert shown(opened(b"x" * 11, "a.txt")) == [("a.txt", "too-large")]


# --- mht ---

MAIL = f"""From: <Saved by a browser>
Snapshot-Content-Location: {URL}
Subject: =?utf-8?Q?x?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--x"

----x
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: base64
Content-Location: {URL}

{{page}}
----x
Content-Type: image/gif
Content-Transfer-Encoding: base64
Content-Location: http://www.lanchuan-dfz.example/a.gif

R0lGODlhAQABAAAAACw=
----x--
"""


def mail(page: bytes) -> bytes:
    import base64

    return MAIL.format(page=base64.encodebytes(page).decode()).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("name", ["a.mht", "a.MHTML"])
def test_a_mail_gives_its_html_part_with_address_and_charset(name: str) -> None:
    (page,) = opened(mail(PAGE.encode("gbk")), name)
    assert page == SavedPage(name, PAGE.encode("gbk"), URL, Kind.HTML, "gb2312")


def test_the_start_parameter_names_the_root_and_frames_are_pages_of_their_own() -> None:
    part = "--b\nContent-Type: text/html\nContent-ID: <{0}>\nContent-Location: http://a.example/{0}\n\n{1}\n"
    head = 'Content-Type: multipart/related; boundary=b; start="<two>"\n\n'
    both = head + part.format("one", "<p>一") + part.format("two", "<p>二") + "--b--\n"
    assert shown(opened(both.encode(), "a.mht")) == [("a.mht", "http://a.example/two")]
    framed = head + part.format("two", "<frameset>") + part.format("one", "<p>一") + "--b--\n"
    assert shown(opened(framed.encode(), "a.mht")) == [("a.mht#2", "http://a.example/one")]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff" * 50, b"<html><p>no mail", b"Content-Type: multipart/mixed; boundary=x\n\n"]
)
def test_a_mail_without_a_page_is_named_as_broken(content: bytes) -> None:
    assert shown(opened(content, "a.mht")) == [("a.mht", "broken-container")]


def nested(levels: int) -> bytes:
    heads = (f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(levels))
    return "".join(heads).encode() + b"Content-Type: text/html\n\n<p>x"


A_PAGE = b"Content-Type: text/html\n\n<p>x"
MANY_PARTS = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + A_PAGE
COSTLY = {  # each took seconds for a megabyte, or minutes, or a hundred times its size in memory
    "parameters of a type": b"Content-Type: text/html;" + b";" * 5_000 + b"\n\nx",
    "parameters in a quote": b'Content-Type: text/html;"' + b";" * 5_000 + b"\n\nx",
    "parameters on lines of their own": b"Content-Type: text/html;\n" + b" ;\n" * 5_000 + b"\nx",
    "parameters in pieces": b"Content-Type: text/html;" + b";".join(b"a*%d*=x" % at for at in range(1_000)) + b"\n\nx",
    "a boundary without end": b"Content-Type: multipart/mixed; boundary=" + b"b" * 50_000 + b"\n\n",
    "a long header": b"X: " + b"x" * 70_000 + b"\n" + A_PAGE,
    "a header on many lines": b"X: x\n" + b" x\n" * 40_000 + A_PAGE,
    "many headers": b"X: x\n" * 1_500 + A_PAGE,
    "a long header of a part": MANY_PARTS + b"\n--b\nX: " + b"x" * 70_000 + b"\n" + A_PAGE,
    "many parts": MANY_PARTS + b"\n--b\n" * 11_000,
    "parts inside parts": nested(40),
    "messages inside messages": b"Content-Type: message/rfc822\n\n" * 40 + A_PAGE,
}


@pytest.mark.parametrize("what", COSTLY)
def test_a_mail_with_more_structure_than_browsers_write_is_refused_before_it_is_parsed(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed(*_: object) -> None:
        raise AssertionError

    if what.startswith("parameters"):
        monkeypatch.setattr("email.message._parseparam", parsed)
    assert shown(opened(COSTLY[what], "a.mht")) == [("a.mht", "broken-container")]


def test_a_mail_of_more_lines_than_a_page_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_module, "_MOST_LINES", 1_000)
    for end in (b"\n", b"\r"):
        assert shown(opened(A_PAGE + end * 1_000, "a.mht")) == [("a.mht", "too-large")]


def test_odd_lines_above_a_mail_take_no_memory_of_their_own() -> None:
    found, peak = peak_of(b":\n" * 20_000 + A_PAGE, "a.mht")
    assert found == [("a.mht", None)]
    assert peak < 4_000_000


def test_a_mail_with_long_headers_and_many_pictures_is_read() -> None:
    picture = b"\n--b\nContent-Type: image/gif\nContent-Location: http://a.example/" + b"x" * 5_000 + b"\n\nR0lGOD"
    kind = b'Content-Type: text/html; charset="utf-8"; name="' + b"x" * 250 + b'"\nSubject: ' + b"x" * 60_000
    content = b"Content-Type: multipart/related; boundary=b\n\n--b\n" + kind + b"\n\n<p>x" + picture * 500 + b"\n--b--\n"
    assert shown(opened(content, "a.mht")) == [("a.mht", None)]
    assert shown(opened(nested(20), "a.mht")) == [("a.mht", None)]


# --- jsonl ---


def test_each_line_is_a_page_named_by_its_number_with_the_address_as_given() -> None:
    lines = [{"url": URL, "html": PAGE}, {"url": None, "text": "渡口志"}, {"text": "无地址\ud800"}]
    content = b"\xef\xbb\xbf" + "\n\n".join(map(json.dumps, lines)).encode()
    pages = opened(content, "a.jsonl")
    assert shown(pages) == [("a.jsonl#1", URL), ("a.jsonl#3", None), ("a.jsonl#5", None)]
    assert [page.kind for page in pages if isinstance(page, SavedPage)] == [Kind.HTML, Kind.TEXT, Kind.TEXT]


def test_lines_that_are_no_pages_are_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    good = json.dumps({"url": URL, "text": "渡口志"})
    bad = ["{", "[1]", '{"url": 1}', '{"text": 3}', "[" * 100_000, "\xff"]
    members = opened("\n".join([*bad, good]).encode("latin-1"), "a.jsonl")
    assert shown(members) == [("a.jsonl#7", URL), ("a.jsonl", "broken-container")]
    assert isinstance(members[-1], Unread)
    assert "6 行" in members[-1].sentence


def test_a_line_longer_than_a_page_is_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.containers.json_lines.LARGEST_PAGE", 100)
    good = json.dumps({"text": "a"})
    members = opened(f'{{"text": "{"x" * 5000}"}}\n{good}'.encode(), "a.jsonl")
    assert shown(members) == [("a.jsonl#1", "too-large"), ("a.jsonl#2", None)]


@pytest.mark.parametrize("values", ["[" + "{}," * 300_000 + "1]", "[" * 700 + "]" * 700 + ",[1]" * 200_000])
def test_a_line_of_more_values_than_memory_holds_is_not_parsed(values: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.containers.json_lines._MOST_VALUES", 250_000)
    good = json.dumps({"text": "a"})
    found, peak = peak_of(f'{{"text": "x", "a": {values}}}\n{good}'.encode(), "a.jsonl")
    assert found == [("a.jsonl#1", "too-large"), ("a.jsonl#2", None)]
    assert peak < 4_000_000


# --- warc ---


def record(url: str, kind: str, content: bytes, content_type: str, status: str = "200 OK") -> bytes:
    """One record as crawlers write it; a response carries its HTTP headers."""
    if kind == "response":
        content = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + content
        content_type = "application/http; msgtype=response"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:x>\r\n"
    return f"{head}Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def crawl(*, packed: bool, pages: int = 2) -> bytes:
    shown_pages = [record(f"{URL}{at}", "response", PAGE.encode("gbk"), "text/html; charset=GBK") for at in range(pages)]
    others = [
        record("http://a.example/a.gif", "response", b"GIF89a", "image/gif"),
        record("http://a.example/gone", "response", b"<p>404", "text/html", "404 Not Found"),
        record(URL, "request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record(URL, "resource", b"text", "text/plain"),
    ]
    records = [record("a.warc", "warcinfo", b"software: test\r\n", "application/warc-fields"), *shown_pages, *others]
    return b"".join(map(gzip.compress, records) if packed else records)


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


@pytest.mark.parametrize("content", [b"", b"\x00" * 1000, b"WARC/1.0\r\n\r\n", b"<html>", gzip.compress(b"")])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_is_no_crawl_is_named_as_broken(content: bytes, name: str) -> None:
    assert {reason for _, reason in shown(opened(content, name))} <= {"broken-container", "empty-container"}


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


def layouts(records: list[bytes]) -> list[tuple[str, bytes]]:
    """A crawl as it is saved: plain, each record packed by itself, and packed as a whole (under either name)."""
    whole = b"".join(records)
    each = b"".join(map(gzip.compress, records))
    return [("a.warc", whole), ("a.warc.gz", each), ("a.warc.gz", gzip.compress(whole)), ("a.warc", gzip.compress(whole))]


LONG = 4 * 1024 * 1024
GOOD = record(URL, "response", PAGE.encode(), "text/html")
ANSWER = record(URL, "response", b"", "text/html").partition(b"Content-Length")[0]
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


# --- zip ---


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive_:
        for name, content in members.items():
            archive_.writestr(name, content)
    return out.getvalue()


def test_an_archive_gives_the_pages_of_its_folders_and_of_containers_in_it() -> None:
    line = json.dumps({"url": URL, "text": "渡口志"}).encode()
    content = packed(
        {
            "b/c/简报.txt": b"x",
            "a/list.jsonl": line,
            "a/page.mht": mail(PAGE.encode()),
            "crawl.warc.gz": crawl(packed=True, pages=1),
            "a/.hidden.txt": b"x",
            "__MACOSX/b.txt": b"x",
            "../../etc/passwd.txt": b"x",
            "inner.zip": packed({"x.txt": b"x"}),
            "logo.png": b"x",
        }
    )
    assert shown(opened(content, "all.zip")) == [
        ("all.zip#../../etc/passwd.txt", None),
        ("all.zip#a/list.jsonl#1", URL),
        ("all.zip#a/page.mht", URL),
        ("all.zip#b/c/简报.txt", None),
        (f"all.zip#crawl.warc.gz#{URL}0", f"{URL}0"),
        (f"all.zip#crawl.warc.gz#{URL}", URL),
        ("all.zip#inner.zip", "nested-archive"),
        ("all.zip#logo.png", "unknown-kind"),
    ]


def test_names_that_were_packed_as_gbk_are_read(tmp_path: Path) -> None:
    content = packed({"AAAA.txt": b"x"}).replace(b"AAAA", "简报".encode("gbk"))
    assert shown(opened(content, "a.zip")) == [("a.zip#简报.txt", None)]


def test_a_name_beside_which_the_unicode_one_stands_is_read_in_every_python() -> None:
    name, gbk = "简报.txt", "简报.txt".encode("gbk")
    said = zlib.crc32(gbk).to_bytes(4, "little") + name.encode()
    member = zipfile.ZipInfo("A" * len(gbk))
    member.extra = (0x7075).to_bytes(2, "little") + (len(said) + 1).to_bytes(2, "little") + b"\x01" + said
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive_:
        archive_.writestr(member, b"x")
    content = out.getvalue().replace(b"A" * len(gbk), gbk)
    assert shown(opened(content, "a.zip")) == [("a.zip#简报.txt", None)]


def test_a_name_keeps_its_ideographic_space_and_loses_what_turns_its_line_round() -> None:
    content = packed({"第30期\u3000简报\u202e.txt": b"x"})
    assert shown(opened(content, "a.zip")) == [("a.zip#第30期\u3000简报\ufffd.txt", None)]


def test_names_with_backslashes_are_paths() -> None:
    assert shown(opened(packed({".\\pages\\a.txt": b"x"}), "a.zip")) == [("a.zip#./pages/a.txt", None)]
    assert shown(opened(packed({"pages\\.hidden\\a.txt": b"x"}), "a.zip")) == [("a.zip", "empty-container")]


def test_an_archive_that_unpacks_to_more_than_it_can_hold_is_left_at_its_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    bomb = packed({f"{at}.txt": b"0" * 900_000 for at in range(9)})
    members = opened(bomb, "a.zip")
    assert shown(members)[-1][1] == "too-large"
    assert len(members) < 4


def test_a_packed_crawl_that_unpacks_to_more_than_it_can_hold_is_left_at_its_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 2)
    for name, content in layouts([record(URL, "resource", b"0" * 200_000, "text/plain")] * 20)[1:]:
        members = opened(content, name)
        assert [reason for _, reason in shown(members)].index("too-large") == len(members) - 1
        assert 3 < len(members) < 8


def test_packed_crawls_in_an_archive_are_counted_against_the_allowance_of_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    bomb = gzip.compress(record(URL, "resource", b"0" * 300_000, "text/plain"))
    members = opened(packed({f"{at}.warc.gz": bomb for at in range(9)}, zipfile.ZIP_STORED), "a.zip")
    assert shown(members)[-1][1] == "too-large"
    assert len(members) < 6


def test_a_packed_crawl_that_holds_much_is_read_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 0)
    for name, content in layouts([GOOD] * 100):
        assert len(opened(content, name)) == 100


def answered(content: bytes, *headers: str) -> bytes:
    """A record of an answer with headers of its own."""
    answer = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", "")).encode() + content
    return ANSWER + f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


CHUNKED, GZIPPED = "Transfer-Encoding: chunked", "Content-Encoding: gzip"


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


def test_what_answers_unpack_to_is_counted_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 1)
    members = opened(answered(gzip.compress(b"x" * 400_000), GZIPPED) * 9, "a.warc")
    assert shown(members) == [(f"a.warc#{URL}", URL)] * 2 + [(f"a.warc#{URL}", "too-large")]


def test_answers_that_unpack_to_more_than_a_page_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 1)
    for module in (member, crawl_module):
        monkeypatch.setattr(module, "LARGEST_PAGE", 300_000)
    members = opened(answered(gzip.compress(b"x" * 400_000), GZIPPED) * 9, "a.warc")
    assert 2 <= len(members) <= 4
    assert {reason for _, reason in shown(members)} == {"too-large"}


def test_a_crawl_inside_an_archive_is_held_to_the_same_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 100_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 2)
    line = json.dumps({"text": "0" * 50_000}).encode() + b"\n"
    members = opened(packed({"a.jsonl": line * 400}), "a.zip")
    assert shown(members)[-1][1] == "too-large"
    assert len(members) < 60


def test_damaged_and_encrypted_members_are_named_and_the_others_read() -> None:
    content = bytearray(packed({"a.txt": b"ferry" * 200, "b.txt": b"x"}))
    content[45] ^= 0xFF
    assert shown(opened(bytes(content), "a.zip")) == [("a.zip#a.txt", "broken-container"), ("a.zip#b.txt", None)]
    locked = bytearray(packed({"a.txt": b"x"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert shown(opened(bytes(locked), "a.zip")) == [("a.zip#a.txt", "encrypted")]


@pytest.mark.parametrize(("method", "at"), [(zipfile.ZIP_BZIP2, 45), (zipfile.ZIP_LZMA, 70)])
def test_damaged_members_of_other_methods_are_named_and_the_others_read(method: int, at: int) -> None:
    noise = Random(1).randbytes(3000)
    content = bytearray(packed({"a.txt": noise, "b.txt": b"x"}, method))
    content[at : at + 20] = bytes(byte ^ 0x5A for byte in content[at : at + 20])
    assert shown(opened(bytes(content), "a.zip")) == [("a.zip#a.txt", "broken-container"), ("a.zip#b.txt", None)]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 1000])
def test_what_is_no_archive_is_named_as_broken(content: bytes) -> None:
    assert shown(opened(content, "a.zip")) == [("a.zip", "broken-container")]


def test_members_come_lazily() -> None:
    def one_then_fail() -> Iterator[SavedPage | Unread]:
        yield from pages_of(io.BytesIO(b"\n".join([json.dumps({"text": "a"}).encode()] * 3)), "a.jsonl")

    assert next(one_then_fail()).path == "a.jsonl#1"
