"""From what pages gave to what is indexed: of several copies of a page the best, every id once, every doubt an entry.

Pages are read to the end before the first comes out, for the best copy may be the last; their articles wait on disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from indexer.article import Article, with_suffix
from indexer.identity import Identity, completeness, identity_of, same_page
from indexer.ledger import Entry, entry
from indexer.numbering import Numbering
from indexer.pages import Doubt, PageReading
from indexer.spool import Spool, open_spool

_MOST_COMPARED = 50  # pages of one id that a page is compared with


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    """A page that was read: its name, how good a copy it is, its doubts, and where its articles wait."""

    name: str
    worth: tuple[int, int]
    doubts: tuple[Doubt, ...]
    place: int


@dataclass(slots=True, eq=False)
class _Group:
    """Copies of one page."""

    best: _Page


def distinct(pages: Iterable[PageReading | Entry], spool_folder: Path | None = None) -> Iterator[Article | Entry]:
    """The stream of pages with every page and every id once, in the order of the pages.

    A copy becomes an entry that names the copy that was kept. Another page that claims an issue's number keeps all its pieces,
    under ids with a suffix, and is reported. Entries pass through.
    """
    with open_spool(spool_folder) as spool:
        items = list(_grouped(pages, spool))
        known: dict[str, str] = {}
        numbering = Numbering()
        for item in items:
            if isinstance(item, Entry):
                yield item
                continue
            page, group = item
            if group.best is not page:
                yield entry(page.name, "duplicate", f"与 {group.best.name} 是同一个网页。")
                continue
            articles = spool.take(page.place)
            numbering.add(articles[0])
            yield from _claimed(articles, known)
            yield from (entry(page.name, doubt.reason, doubt.sentence, doubt.line) for doubt in page.doubts)
        yield from numbering.out_of_series()


def _grouped(pages: Iterable[PageReading | Entry], spool: Spool) -> Iterator[Entry | tuple[_Page, _Group]]:
    index: dict[object, list[tuple[Identity, _Group]]] = defaultdict(list)
    for reading in pages:
        if isinstance(reading, Entry):
            yield reading
            continue
        articles = reading.articles
        page = _Page(articles[0].page, completeness(articles), reading.doubts, spool.put(articles))
        identity = identity_of(articles)
        candidates = (pair for key in identity.keys for pair in index[key][:_MOST_COMPARED])
        group = next((group for other, group in candidates if same_page(identity, other)), None) or _Group(page)
        if page.worth > group.best.worth:
            group.best = page
        for key in identity.keys:
            index[key].append((identity, group))
        yield page, group


def _claimed(articles: Sequence[Article], known: dict[str, str]) -> Iterator[Article | Entry]:
    """The articles of a page under ids not known before. Where one is taken, all of the page's get the same kind of suffix."""
    first = articles[0]
    holder = next((known[article.id] for article in articles if article.id in known), None)
    if holder is not None and first.issue is not None:
        sentence = f"与 {holder} 用了同一个期号，内容却不同；两页都已收入。"
        yield entry(first.page, "number-clash", sentence, first.issue_title or first.title)
    moment = "" if first.published is None else first.published.isoformat()
    title = (first.issue_title or "") + first.title + moment
    suffixes = chain(("",), (title, title + (first.url or "")), map(str, count()))
    for suffix in suffixes:
        renamed = [replace(item, id=with_suffix(item.id, suffix)) if suffix else item for item in articles]
        if not any(item.id in known for item in renamed):
            break
    known.update((item.id, item.page) for item in renamed)
    yield from renamed
