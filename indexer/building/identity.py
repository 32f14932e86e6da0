"""Which pages are copies of one page: the same page under two hosts, two file names, or in two formats.

Two pages are the same when they have one content number of one office; when they claim one identity (issue, address, or title
and date) and most of their text is the same, nearly all of it where they name two bulletins; or when all of their text is the
same and nothing they state differs: one text may announce two lists under two titles. Whatever is not surely the same is another
page. Nothing here knows where pages come from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from indexer.analysis import search_key
from indexer.article import Article, published_at
from indexer.offices import office_of

_CONTENT = re.compile(r"/content_(\d{1,18})(?:\.\w{1,6})?\Z")
_BULLETIN = re.compile(r"[《\"]?([^\d第总(\[〔《》\"零一二三四五六七八九十]*)")  # what stands before the number
_SHORTEST_PARAGRAPH = 12  # characters; 一、总体要求 stands in many pages
_SHORTEST_TEXT = 40  # characters; less may be equal by chance
_COMMON_SHARE = 0.5  # of the paragraphs of the shorter page
_SAME_SHARE = 0.8  # of those of the longer one, where the names of two bulletins differ: an office is not always called the same
SKETCH_UNIT = 4  # bytes of a paragraph's hash, an integer: pages are many, and a chance match of one paragraph decides nothing
_MOST_PARAGRAPHS = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """What a page is known by. `address` names the page within its office; `number` the content number there, if it has one;
    `title` is a search key, `bulletin` that of the name in an issue's title, its office included, "" without one; `text` a hash
    of all its text, None for a text too short to tell; `sketch` the hashes of its paragraphs, run together."""

    id: str
    title: str
    bulletin: str
    address: str | None
    number: str | None
    text: bytes | None
    sketch: bytes
    issue: tuple[int | None, int | None]
    day: str | None

    @property
    def keys(self) -> tuple[object, ...]:
        """Pages that share none of these are never the same."""
        found = (("number", self.number), ("address", self.address), ("text", self.text), ("id", self.id))
        return tuple(key for key in found if key[1] is not None)


def identity_of(articles: Sequence[Article]) -> Identity:
    """The identity of a page by its articles, of which there is at least one."""
    first = articles[0]
    paragraphs = [search_key(paragraph) for article in articles for paragraph in article.body.split("\n")]
    address, number = _address(first.url)
    moment = published_at(first.published)
    return Identity(
        id=first.id,
        title=title_key(first),
        bulletin=bulletin_key(first),
        address=address,
        number=number,
        text=_hash("\n".join(paragraphs), 16) if sum(map(len, paragraphs)) >= _SHORTEST_TEXT else None,
        sketch=_sketch(paragraphs),
        issue=(first.year, first.issue),
        day=moment.date().isoformat() if moment else None,
    )


def title_key(first: Article) -> str:
    """What a page's title, by its first article, is compared by: lists of pages cut long ones with dots."""
    return search_key(first.title).strip("….")


def bulletin_key(first: Article) -> str:
    """What the name of a page's bulletin is compared by: two of one office may be of one series (水利工作简报, 司法工作简报)."""
    name = _BULLETIN.match(search_key(first.issue_title or ""))
    return name.group(1) if name else ""


def same_page(one: Identity, other: Identity) -> bool:
    """True when the two are copies of one page."""
    if one.number is not None and one.number == other.number:
        return True
    has_one_address = one.address is not None and one.address == other.address
    if one.id == other.id or has_one_address:
        of_shorter, of_longer = _shares(one.sketch, other.sketch)
        may_differ = has_one_address or one.bulletin in other.bulletin or other.bulletin in one.bulletin
        return of_shorter >= _COMMON_SHARE if may_differ else of_longer >= _SAME_SHARE
    return one.text is not None and one.text == other.text and not _contradict(one, other)


def completeness(articles: Sequence[Article]) -> tuple[int, int]:
    """How good a copy is: how much it states, then how much text it has. Of copies, the greatest is kept."""
    first = articles[0]
    stated = (first.url, first.source, first.authors, first.column, first.reviewer, first.series, first.year, first.issue)
    more = (first.total_issue, first.published, isinstance(first.published, datetime), first.contributor, first.subtitle)
    return sum(map(bool, (*stated, *more))), sum(len(article.body) for article in articles)


def _address(url: str | None) -> tuple[str | None, str | None]:
    """Office and path; office and content number. A page without a path of its own has no address.

    Fewer numbers count than in `article.content_number`, for an equal one makes two pages one whatever their texts say: that of
    t20231008_1.html would be a date, which all pages of the day share.
    """
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None, None
    if not host or parts.path.endswith("/") or not parts.path:
        return None, None
    office = office_of(host)
    content = _CONTENT.search(parts.path)
    return f"{office}{parts.path}?{parts.query}", f"{office} {content.group(1)}" if content else None


def _contradict(one: Identity, other: Identity) -> bool:
    pairs = [*zip(one.issue, other.issue, strict=True), (one.day, other.day), (one.number, other.number)]
    if any(left is not None and right is not None and left != right for left, right in pairs):
        return True
    return one.title not in other.title and other.title not in one.title


def _sketch(paragraphs: Sequence[str]) -> bytes:
    long = [text for text in paragraphs if len(text) >= _SHORTEST_PARAGRAPH] or paragraphs
    return b"".join(sorted({_hash(text, SKETCH_UNIT) for text in long})[:_MOST_PARAGRAPHS])


def _shares(one: bytes, other: bytes) -> tuple[float, float]:
    """How much of the shorter and of the longer of two sketches they have in common."""
    left, right = (
        _paragraphs(one),
        memoryview(other).cast("I"),
    )
    common = sum(map(left.__contains__, right))  # a sketch holds each hash once, so counting members is the overlap
    sizes = sorted((len(left), len(right)))
    return common / max(1, sizes[0]), common / max(1, sizes[1])


@lru_cache(maxsize=1)
def _paragraphs(sketch: bytes) -> frozenset[int]:
    """The hashes of a sketch. Kept for the page that is being compared with many others in turn."""
    return frozenset(memoryview(sketch).cast("I"))


def _hash(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=size).digest()
