"""Containers as browsers, crawlers and packers write them, and what is read from them: for the tests of `indexer/containers`."""

from __future__ import annotations

import base64
import gzip
import io
import tracemalloc
import zipfile

from indexer.containers import Unread, pages_of
from indexer.pages import SavedPage

URL = "http://www.lanchuan-dfz.example/gzdt/content_20461"
PAGE = "<html><body><p>雪柳河渡口志编修启动。</p></body></html>"
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


def opened(content: bytes, name: str) -> list[SavedPage | Unread]:
    """What a file of this name gives."""
    return list(pages_of(io.BytesIO(content), name))


def shown(members: list[SavedPage | Unread]) -> list[tuple[str, str | None]]:
    """Of each member its path, and its address or the reason why it gives no page."""
    return [(item.path, item.reason if isinstance(item, Unread) else item.url) for item in members]


def peak_of(content: bytes, name: str) -> tuple[list[tuple[str, str | None]], int]:
    """What a file gives, without the pages themselves, and the most bytes of memory it took."""
    tracemalloc.start()
    found = [(item.path, item.reason if isinstance(item, Unread) else None) for item in pages_of(io.BytesIO(content), name)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, peak


def mail(page: bytes) -> bytes:
    """A page as a browser saves it: with its address, its charset and a picture."""
    return MAIL.format(page=base64.encodebytes(page).decode()).replace("\n", "\r\n").encode()


def record(url: str, kind: str, content: bytes, content_type: str, status: str = "200 OK") -> bytes:
    """One record as crawlers write it; a response carries its HTTP headers."""
    if kind == "response":
        content = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + content
        content_type = "application/http; msgtype=response"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:x>\r\n"
    return f"{head}Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def crawl(*, packed: bool, pages: int = 2) -> bytes:
    """A crawl of some pages, a text, and what is no page: a picture, an answer of 404, a request."""
    shown_pages = [record(f"{URL}{at}", "response", PAGE.encode("gbk"), "text/html; charset=GBK") for at in range(pages)]
    others = [
        record("http://a.example/a.gif", "response", b"GIF89a", "image/gif"),
        record("http://a.example/gone", "response", b"<p>404", "text/html", "404 Not Found"),
        record(URL, "request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record(URL, "resource", b"text", "text/plain"),
    ]
    records = [record("a.warc", "warcinfo", b"software: test\r\n", "application/warc-fields"), *shown_pages, *others]
    return b"".join(map(gzip.compress, records) if packed else records)


def layouts(records: list[bytes]) -> list[tuple[str, bytes]]:
    """A crawl as it is saved: plain, each record packed by itself, and packed as a whole (under either name)."""
    whole = b"".join(records)
    each = b"".join(map(gzip.compress, records))
    return [("a.warc", whole), ("a.warc.gz", each), ("a.warc.gz", gzip.compress(whole)), ("a.warc", gzip.compress(whole))]


GOOD = record(URL, "response", PAGE.encode(), "text/html")
ANSWER = record(URL, "response", b"", "text/html").partition(b"Content-Length")[0]
CHUNKED, GZIPPED = "Transfer-Encoding: chunked", "Content-Encoding: gzip"


def answered(content: bytes, *headers: str) -> bytes:
    """A record of an answer with headers of its own."""
    answer = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", "")).encode() + content
    return ANSWER + f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive_:
        for name, content in members.items():
            archive_.writestr(name, content)
    return out.getvalue()
