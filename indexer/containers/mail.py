"""Opens `.mht` and `.mhtml`: a page as browsers save it, an e-mail of one HTML part and the pictures it shows.

The page is the root part; where that only holds frames, every other HTML part is a page as well. Pictures are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from typing import BinaryIO

from indexer.errors import UnreadablePage
from indexer.pages import Kind, SavedPage

from .member import Member, member_name, read_whole

_KINDS = {"text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "text/plain": Kind.TEXT}
_FRAMESET = re.compile(rb"<frameset\b", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def mail_pages(stream: BinaryIO, name: str) -> Iterator[Member]:
    """The page of a saved mail. Raises UnreadablePage when it holds none."""
    try:
        message = BytesParser().parsebytes(read_whole(stream))
    except RecursionError:  # parts nested deeper than any page
        raise UnreadablePage("broken-container", "不是完整的 mht 文件：层层嵌套。") from None
    parts = [part for part in message.walk() if part.get("Content-Type") and part.get_content_type() in _KINDS]
    pages = [(part, content) for part in _root_first(message, parts) if (content := _content(part)).strip()]
    if not pages:
        raise UnreadablePage("broken-container", "不是完整的 mht 文件：里面没有网页。")
    root, content = pages[0]
    if not _FRAMESET.search(content):
        yield _page(name, root, content, _address(root, message))
        return
    for at, (part, framed) in enumerate(pages[1:], start=2):
        yield _page(member_name(name, at), part, framed, _address(part, None))


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
    return SavedPage(name, content, url, kind=_KINDS[part.get_content_type()], charset=declared)


def _address(part: Message, message: Message | None) -> str | None:
    """Where the page was saved from: a web address if any header gives one, else whatever the part says."""
    stated = [part.get("Content-Location"), message and message.get("Snapshot-Content-Location")]
    if message is not None:
        stated.append(message.get("Content-Location"))
    found = ["".join(str(address).split()) for address in stated if address]
    return next((address for address in found if _WEB.match(address)), found[0] if found else None)
