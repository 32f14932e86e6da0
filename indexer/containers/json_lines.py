"""Opens `.jsonl`: a page a line, `{"url": …, "html": …}` or `{"url": …, "text": …}`. A page is named by its line number.

Lines that are no such object are counted and reported once, however many they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from indexer.pages import Kind, SavedPage

from .member import LARGEST_PAGE, Member, Unread, member_name
from .unpacking import Allowance

_MOST_VALUES = 2_000_000  # at up to 240 bytes each; counted by the signs that stand before one
_KINDS = (("html", Kind.HTML), ("text", Kind.TEXT))


def json_pages(stream: BinaryIO, name: str, _: Allowance) -> Iterator[Member]:
    """The pages of a `.jsonl` file, one line in memory at a time."""
    broken = first_broken = 0
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        page = _page(line, member_name(name, number))
        if page is not None:
            yield page
            continue
        broken += 1
        first_broken = first_broken or number
    if broken:
        sentence = f'有 {broken} 行不是 {{"url", "html" 或 "text"}} 的 JSON（第一处在第 {first_broken} 行）。'
        yield Unread(name, "broken-container", sentence)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream. Of a line above the limit only the beginning is kept, one byte longer than any page."""
    while line := stream.readline(LARGEST_PAGE + 1):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(1 << 20)
        yield line


def _is_too_large(line: bytes) -> bool:
    """Whether a line is longer than a page, or may hold more values than memory does: a page is three, its text has commas."""
    return len(line) > LARGEST_PAGE or sum(map(line.count, (b",", b"[", b"{"))) > _MOST_VALUES


def _page(line: bytes, name: str) -> Member | None:
    """The page of a line; None where it holds none."""
    if _is_too_large(line):
        return Unread(name, "too-large", f"这一行超过 {LARGEST_PAGE >> 20} MB，或有几百万个逗号、括号，不像一个网页。")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):  # nested deeper than any record that is meant
        return None
    if not isinstance(record, dict):
        return None
    url = record.get("url")
    for field, kind in _KINDS:
        if isinstance(text := record.get(field), str):
            content = text.encode("utf-8", "replace")  # JSON may hold half a surrogate pair, UTF-8 may not
            address = url.encode("utf-8", "replace").decode("utf-8") if isinstance(url, str) else None
            return SavedPage(name, content, address, kind=kind)
    return None
