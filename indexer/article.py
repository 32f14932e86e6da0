"""Article, the record at the centre: what a saved page says, and the stable id it is known by.

A field the page does not state is None (or empty), never a guess. Values are verbatim, as the page has them; folding for
search happens in `analysis`. This module reads nothing and knows no engine.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from indexer.offices import office_of

Published = datetime | date


class Article(NamedTuple):
    """One article of one issue, or one stand-alone page. A named tuple, for a page of hits makes twenty.

    Invariants: `id` matches [0-9a-z-]{6,40}; `title` is not empty; `body` is paragraphs joined by "\\n", none of them
    empty; `ordinal` counts from 1 within the page; `issue_end` is set only when it is above `issue` (a 合刊); `published`
    has the precision the page gives and no time zone.
    """

    id: str
    title: str
    body: str
    series: str | None = None
    year: int | None = None
    issue: int | None = None
    issue_end: int | None = None
    issue_label: str | None = None
    total_issue: int | None = None
    issue_title: str | None = None
    preamble: str | None = None
    section: str | None = None
    ordinal: int = 1
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    contributor: str | None = None
    source: str | None = None
    published: Published | None = None
    column: str | None = None
    reviewer: str | None = None
    url: str | None = None
    page: str = ""

    def to_json(self) -> dict[str, Any]:
        """Every field by its name, ready for `json.dumps`: authors a list, published ISO 8601."""
        record: dict[str, Any] = self._asdict()
        record["authors"] = list(self.authors)
        record["published"] = None if self.published is None else self.published.isoformat()
        return record

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Article:
        """The inverse of `to_json`."""
        return cls(**{**record, "authors": tuple(record["authors"]), "published": parse_published(record["published"])})


def parse_published(text: str | None) -> Published | None:
    """ISO 8601 as written by `to_json`: a bare date stays a date."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def published_at(published: Published | None) -> datetime | None:
    """The moment an article sorts by: naive local time, a bare date at 00:00."""
    if published is None or isinstance(published, datetime):
        return published
    return datetime(published.year, published.month, published.day)


def article_id(
    *,
    series: str | None,
    year: int | None,
    issue: int | None,
    issue_label: str | None,
    ordinal: int,
    url: str | None,
    title: str,
    published: Published | None,
) -> str:
    """The permanent id: from identity only, never from body, order of reading or file path.

    In this order: series, year, issue and ordinal; else the number in the URL and its office; else title and date. The readable
    numbers stand behind eight hex digits that name the series (or office, or title), so that two series never share an id;
    the ordinal has two digits at least, so that the pieces of an issue sort in their order.
    """
    if series and year is not None and issue is not None:
        return f"{_digest(series, issue_label or '', size=4)}-{year}-{issue}-{ordinal:02}"
    if (number := content_number(url)) is not None:
        host, _ = _host_and_path(url)
        return f"{_digest(office_of(host), size=4)}-c{number}-{ordinal:02}"
    when = published_at(published)
    day = when.date().isoformat() if when else ""
    return f"{_digest(title, day, str(ordinal), size=8)}-t"


def content_number(url: str | None) -> str | None:
    """The number a content management system gives a page: the last run of 3 to 18 digits in the URL's last path part.

    Any system's number will do, even a date that other pages share: of two pages that claim one id, one gets a suffix. What
    makes two pages one is asked of `identity`, which takes no number but that of /content_20461.
    """
    last = _host_and_path(url)[1].rsplit("/", 1)[-1]
    runs = "".join(c if c in "0123456789" else " " for c in last).split()
    return next((run for run in reversed(runs) if 3 <= len(run) <= 18), None)


def with_suffix(identifier: str, *distinguishing: str) -> str:
    """Another id for a different article that claims `identifier`; `distinguishing` says what tells the two apart."""
    return f"{identifier}-{_digest(*distinguishing, size=3)}"


def _host_and_path(url: str | None) -> tuple[str, str]:
    try:
        parts = urlsplit(url or "")
        return parts.hostname or "", parts.path
    except ValueError:  # a page may claim any nonsense as its address, such as "http://[x"
        return "", ""


def _digest(*parts: str, size: int) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=size).hexdigest()
