"""What an HTML page states outside its visible text: its address, its titles, and the meta tags of government sites."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.pages.lines import clean
from indexer.pages.notations.dates import machine_date
from indexer.pages.plain import squeeze

_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,2000}?)\s{0,9}-->", re.IGNORECASE)
_SAVED_BY_EXTENSION = re.compile(r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(\S{1,2000})", re.IGNORECASE)
_LONGEST = 200  # characters of a title or a name; what is longer is text, or made to take long
_PUBLISHED = (  # names in <meta> of the day of publication, the surest first
    *("pubdate", "publishdate", "publish-date", "publish_date", "publishtime", "publish_time", "firstpublishedtime"),
    *("article:published_time", "og:release_date", "og:published_time", "datepublished"),
)
_MOST_HEADINGS = 40
_ADDRESS = re.compile(r"https?://\S{1,2000}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page states outside its visible text; None where it does not. `titles` are the surest first."""

    url: str | None = None
    titles: tuple[str, ...] = ()
    published: str | None = None
    source: str | None = None
    column: str | None = None
    author: str | None = None


def page_facts(tree: LexborHTMLParser, html: str) -> PageFacts:
    """The facts that the parsed page, or a comment in its source, states."""
    meta: dict[str, str] = {}
    for node in tree.css("meta"):
        name = next((node.attributes[kind] for kind in ("name", "property", "itemprop") if node.attributes.get(kind)), None)
        content = node.attributes.get("content")
        if name and content and (value := clean(content)) and len(value) <= _LONGEST:
            meta.setdefault(name.strip().lower(), value)
    title = tree.css_first("title")
    headings = _own_headings(tree, squeeze(title.text()[:_LONGEST]) if title else "")
    shared = tree.css_first('meta[property="og:title"]')
    titles = (
        meta.get("articletitle"),
        *headings[:2],
        clean(title.text()) if title else None,
        clean(shared.attributes.get("content") or "") if shared else None,
    )
    return PageFacts(
        url=_address(tree, html),
        titles=tuple(text for text in titles if text and len(text) <= _LONGEST),
        published=next((meta[name] for name in _PUBLISHED if machine_date(meta.get(name, "")) is not None), None),
        source=meta.get("contentsource"),
        column=meta.get("columnname"),
        author=meta.get("author"),
    )


def _own_headings(tree: LexborHTMLParser, title: str) -> list[str]:
    """The texts of <h1>. One in a link, as of a ticker, is another page's where <title> begins with a heading that is not it."""
    begins = {key for node in tree.css("h1, h2, h3, h4")[:_MOST_HEADINGS] if (key := _key(node)) and title.startswith(key)}
    headings = tree.css("h1")[:_MOST_HEADINGS]
    return [clean(node.text()) for node in headings if not begins or _key(node) in begins or not _is_linked(node)]


def _is_linked(heading: LexborNode) -> bool:
    is_within = heading.parent is not None and heading.parent.tag == "a"
    return is_within or squeeze("".join(link.text() for link in heading.css("a"))[:_LONGEST]) == _key(heading)


def _key(node: LexborNode) -> str:
    return squeeze(node.text()[:_LONGEST])


def _address(tree: LexborHTMLParser, html: str) -> str | None:
    canonical, base = tree.css_first('link[rel="canonical"]'), tree.css_first("base")
    saved = _SAVED_FROM.search(html[:20_000]) or _SAVED_BY_EXTENSION.search(html[:20_000])
    for candidate in (
        canonical.attributes.get("href") if canonical else None,
        saved.group(1) if saved else None,
        base.attributes.get("href") if base else None,
    ):
        if candidate and _ADDRESS.match(candidate.strip()):
            return candidate.strip()
    return None
