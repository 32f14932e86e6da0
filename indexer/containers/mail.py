"""Opens `.mht` and `.mhtml`: a page as browsers save it, an e-mail of one HTML part and the pictures it shows.

The page is the root part; where that only holds frames, every other HTML part is a page as well. Pictures are not read.

The standard library reads parameters of a type in time that grows with the cube of their number, every line once for each part
around it, and keeps an object for every line, header and part: a message with more of them than a browser writes is refused.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesFeedParser
from email.policy import Policy, compat32
from typing import Any, BinaryIO

from indexer.errors import UnreadablePage
from indexer.pages import KINDS_BY_TYPE, SavedPage

from .member import Member, member_name, read_whole
from .unpacking import Allowance

_FRAMESET = re.compile(rb"<frameset\b", re.IGNORECASE)
_MOST_LINES = 2_000_000  # 64 MB of pictures have 850,000
_MOST_PARTS = 10_000  # the page, and a part for each picture, style and script
_MOST_HEADERS = 1_000  # of a part; browsers write ten
_LONGEST_HEADER = 64 * 1024  # characters
_LONGEST_TYPE = 1_000
_MOST_PARAMETERS = 50  # of a type; browsers write three
_DEEPEST = 30
_PIECE = 1 << 20  # bytes
_WEB = re.compile(r"https?://", re.IGNORECASE)


class _Part(Message):
    """A part of a message, with limits to its headers and to the parts around it, which hold before the parser goes on."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(policy)
        self.defects = deque(maxlen=0)  # type: ignore[assignment]  # nobody asks for them: one object for every odd line
        self.headers_read = 0
        self.depth = 0

    def set_raw(self, name: str, value: str) -> None:
        """A header as it was read, its continuations with it."""
        self.headers_read += 1
        if self.headers_read > _MOST_HEADERS or len(value) > _LONGEST_HEADER:
            raise _refused("头部过长")
        if name.lower() == "content-type" and (len(value) > _LONGEST_TYPE or value.count(";") > _MOST_PARAMETERS):
            raise _refused("Content-Type 过长")
        super().set_raw(name, value)
        if name.lower() == "content-type":
            self._check_parameters()

    def _check_parameters(self) -> None:
        """Parameters in pieces (RFC 2231) that do not fit together make Python's parser fail wherever one is asked for."""
        try:
            self.get_boundary()  # decodes all of them
        except (TypeError, ValueError):
            raise _refused("Content-Type 的参数写错了") from None

    def attach(self, payload: Any) -> None:
        """A part inside this one, of which nothing is read yet."""
        payload.depth = self.depth + 1
        if payload.depth > _DEEPEST:
            raise _refused(f"层层嵌套，超过 {_DEEPEST} 层")
        super().attach(payload)


class _Parts:
    """Makes the parts of one message, as many as it may have."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self, *, policy: Policy = compat32) -> _Part:
        self._made += 1
        if self._made > _MOST_PARTS:
            raise _refused(f"分成的部分超过 {_MOST_PARTS} 个")
        return _Part(policy)


def mail_pages(stream: BinaryIO, name: str, _: Allowance) -> Iterator[Member]:
    """The page of a saved mail. Raises UnreadablePage when it holds none."""
    message = _message(read_whole(stream))
    parts = [part for part in message.walk() if part.get("Content-Type") and part.get_content_type() in KINDS_BY_TYPE]
    pages = [(part, content) for part in _root_first(message, parts) if (content := _content(part)).strip()]
    if not pages:
        raise UnreadablePage("broken-container", "不是完整的 mht 文件：里面没有网页。")
    root, content = pages[0]
    if not _FRAMESET.search(content):
        yield _page(name, root, content, _address(root, message))
        return
    for at, (part, framed) in enumerate(pages[1:], start=2):
        yield _page(member_name(name, at), part, framed, _address(part, None))


def _message(content: bytes) -> Message:
    if content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n") > _MOST_LINES:
        raise UnreadablePage("too-large", f"超过 {_MOST_LINES} 行，不像一个网页。")
    parser = BytesFeedParser(_Parts())
    for at in range(0, len(content), _PIECE):  # the whole as text would be four times as large
        parser.feed(content[at : at + _PIECE])
    return parser.close()


def _refused(what: str) -> UnreadablePage:
    return UnreadablePage("broken-container", f"不是浏览器保存的 mht 文件：{what}。")


def _root_first(message: Message, parts: list[Message]) -> list[Message]:
    """The part that `start` names comes first, then the first HTML part, as RFC 2387 and browsers have it."""
    start = message.get_param("start")
    return sorted(
        parts,
        key=lambda part: (
            not (isinstance(start, str) and str(part.get("Content-ID", "")).strip() == start.strip()),
            part.get_content_type() == "text/plain",
        ),
    )


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _page(name: str, part: Message, content: bytes, url: str | None) -> SavedPage:
    charset = part.get_param("charset")
    declared = charset if isinstance(charset, str) else None
    return SavedPage(name, content, url, kind=KINDS_BY_TYPE[part.get_content_type()], charset=declared)


def _address(part: Message, message: Message | None) -> str | None:
    """Where the page was saved from: a web address if any header gives one, else whatever the part says."""
    stated = [part.get("Content-Location"), message and message.get("Snapshot-Content-Location")]
    if message is not None:
        stated.append(message.get("Content-Location"))
    found = ["".join(str(address).split()) for address in stated if address]
    return next((address for address in found if _WEB.match(address)), found[0] if found else None)
