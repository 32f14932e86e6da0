"""How large a page may be that is read: in bytes of its source, and in tags, attributes or lines, which become objects.

The limits hold what one page takes within about 600 MB: measured are 600 bytes for a tag with a text of its own, 240 for an
attribute, 13 for a byte of English and 25 for one of Chinese. A chronicle of two million characters is within them, with the tags
a word processor writes. Pictures that a page carries in itself do not count.
"""

from __future__ import annotations

import re
from itertools import islice

from indexer.errors import UnreadablePage

from .saved import Kind

LARGEST_SOURCE = 16 * 1024 * 1024  # bytes of UTF-8
MOST_MARKS = 400_000  # tags of HTML, lines of a text
MOST_ATTRIBUTES = 1_000_000
_PICTURE = re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,80}(?:;[\w=.-]{1,60}){0,4};base64,[A-Za-z0-9+/=]*", re.ASCII | re.IGNORECASE)
_PREFORMATTED = re.compile("<pre", re.IGNORECASE)  # in it, line breaks make lines as they do in a text
_BEFORE_AN_ATTRIBUTE = re.compile("[ \t\r\n\f/\"']+")
_SHORTEST_ATTRIBUTE = 2  # characters, with what stands before it
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # what ends a line


def bounded(text: str, kind: Kind) -> str:
    """The text of a page; of a large one without the pictures in it. Raises UnreadablePage for what is too large to be read."""
    if _is_too_long(text):
        text = _PICTURE.sub("", text)
    if _is_too_long(text):
        raise _too_large(f"不算内嵌的图片，仍超过 {LARGEST_SOURCE >> 20} MB")
    if kind is Kind.TEXT and _breaks(text) > MOST_MARKS:
        raise _too_large(f"超过 {MOST_MARKS // 10_000} 万行")
    if kind is Kind.HTML and text.count("<") > MOST_MARKS:
        raise _too_large(f"超过 {MOST_MARKS // 10_000} 万个标记")
    if kind is Kind.HTML and _breaks(text) > MOST_MARKS and _PREFORMATTED.search(text):
        raise _too_large(f"有 <pre>，又超过 {MOST_MARKS // 10_000} 万行")
    if kind is Kind.HTML and _has_too_many_attributes(text):
        raise _too_large(f"空格、引号等可能分开属性的地方超过 {MOST_ATTRIBUTES // 10_000} 万处")
    return text


def _is_too_long(text: str) -> bool:
    return len(text) * 4 > LARGEST_SOURCE and len(text.encode()) > LARGEST_SOURCE


def _breaks(text: str) -> int:
    return sum(map(text.count, _BREAKS)) - text.count("\r\n")


def _has_too_many_attributes(html: str) -> bool:
    """Counts what may stand before one, wherever it stands: where a tag ends depends on quotes that may never be closed."""
    if len(html) < MOST_ATTRIBUTES * _SHORTEST_ATTRIBUTE:
        return False
    return any(islice(_BEFORE_AN_ATTRIBUTE.finditer(html), MOST_ATTRIBUTES, None))


def _too_large(how: str) -> UnreadablePage:
    return UnreadablePage("too-large", f"{how}，不像一个网页。")
