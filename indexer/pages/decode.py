"""Bytes -> text. Tries, in order: the byte order mark, strict UTF-8, the encoding the page declares, strict GB18030.

Declarations lie (pages that declare gb2312 and are UTF-8), so a declaration never comes before strict UTF-8. Nothing is ever
replaced or skipped: bytes that fit no encoding are refused, and so is text that was already damaged before it was saved.
"""

from __future__ import annotations

import codecs
import re

from indexer.analysis import HAN_CHARACTER
from indexer.errors import UnreadablePage

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Only encodings that can fail are believed: Latin-1 and its kin "fit" any bytes and would hide GB18030.
_BELIEVED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
}
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_DECLARED_WITHIN = 4_096  # bytes; a declaration further down is not one that a browser would obey

_LATIN_LETTERS = re.compile("[\u0080-\u009f\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]")
_FEWEST_HAN = 6  # a word or two may read as another by chance
_SAMPLE = 200_000  # characters looked at for damage
_SHOWN = 80  # characters of damaged text that are shown


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of a saved page; `charset` is what its container declares. Raises UnreadablePage (`undecodable`, `mojibake`)."""
    text = _decoded(content, charset)
    if is_mojibake(text):
        raise UnreadablePage("mojibake", "文字已成乱码（编码曾被误读）。", text.strip()[:_SHOWN])
    return text


def _decoded(content: bytes, charset: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    for encoding in filter(None, ("utf-8", _BELIEVED.get((charset or "").lower()), _declared(content), "gb18030")):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadablePage("undecodable", "既不是 UTF-8，也不是 GB18030，也不是页面声明的编码，无法读出文字。")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadablePage("undecodable", f"文件以 {encoding} 的标记开头，内容却不是这种编码。") from None


def _declared(content: bytes) -> str | None:
    found = _DECLARATION.search(content[:_DECLARED_WITHIN])
    return _BELIEVED.get(found.group(1).decode("ascii").lower()) if found else None


def is_mojibake(text: str) -> bool:
    """True when most of the text was once read in a wrong encoding and saved so (UTF-8 as GBK, either as Latin-1)."""
    sample = text[:_SAMPLE]
    beyond_ascii = len(sample) - len(sample.encode("ascii", "ignore"))
    if beyond_ascii < 4:
        return False
    if sample.count("\ufffd") * 10 > beyond_ascii:
        return True
    if len(_LATIN_LETTERS.findall(sample)) * 2 > beyond_ascii:
        return True
    return _was_utf8_read_as_gbk(sample)


def _was_utf8_read_as_gbk(sample: str) -> bool:
    """Han text that turns into other, valid Han text when its GBK bytes are read as UTF-8 was UTF-8 in the first place."""
    again = sample.encode("gbk", "ignore").decode("utf-8", "replace")
    after = len(HAN_CHARACTER.findall(again))
    # three bytes of UTF-8 make one and a half characters of GBK: mojibake gives back two thirds as many, less what was lost
    # on the way; sound text gives back next to nothing
    return after >= _FEWEST_HAN and after * 4 > len(HAN_CHARACTER.findall(sample))  # long to count, and seldom asked
