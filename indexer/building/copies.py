"""From what pages claim to what is indexed: of several copies of a page the best, every id once, every doubt an entry.

Claims are looked at several times and never all held: only pages that share a mark with another can be copies or clash.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np

from indexer.article import Article, with_suffix
from indexer.ledger import Entry, entry
from indexer.pages import PageReading

from .claims import Claim, claim_of
from .identity import Identity, same_page
from .numbering import Numbering
from .spool import open_spool

_MOST_COMPARED = 50  # pages of one mark (number, address, text or id) that a page is compared with


@dataclass(frozen=True, slots=True)
class Kept:
    """A page whose articles are indexed: its place in the stream, its claim, and the ids its articles get."""

    at: int
    claim: Claim
    ids: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Group:
    """Copies of one page: the place and the worth of the best."""

    best: int
    worth: tuple[int, int]


def chosen(claims: Sequence[Claim | Entry]) -> Iterator[Kept | Entry]:
    """The pages to index, every page and every id once, in the order of the pages.

    A copy becomes an entry that names the copy that was kept. Another page that claims an issue's number keeps all its pieces,
    under ids with a suffix, and is reported. Entries pass through. A claim is fetched from the sequence when it is needed, up
    to three times.
    """
    marks = _Marks(claims)
    groups = _groups(claims, marks)
    holders: dict[str, str] = {}
    numbering = Numbering()
    for at, claim in enumerate(claims):
        if isinstance(claim, Entry):
            yield claim
            continue
        group = groups.get(at)
        if group is not None and group.best != at:
            yield entry(claim.page, "duplicate", f"与 {claims[group.best].page} 是同一个网页。")
            continue
        numbering.add(claim.first)
        if group is None:
            yield Kept(at, claim, claim.ids)
        else:
            yield from _claimed(at, claim, holders, marks)
        yield from (entry(claim.page, doubt.reason, doubt.sentence, doubt.line) for doubt in claim.doubts)
    yield from numbering.out_of_series()


def distinct(pages: Iterable[PageReading | Entry]) -> Iterator[Article | Entry]:
    """The same for pages that are being read: the articles of what is `chosen`. They wait on disk meanwhile."""
    with open_spool() as spool:
        claims: list[Claim | Entry] = []
        places: list[int] = []
        for page in pages:
            claims.append(page if isinstance(page, Entry) else claim_of(page))
            places.append(-1 if isinstance(page, Entry) else spool.put(page.articles))
        for item in chosen(claims):
            if isinstance(item, Entry):
                yield item
            else:
                yield from renamed(spool.take(places[item.at]), item.ids)


def renamed(articles: Sequence[Article], ids: Sequence[str]) -> tuple[Article, ...]:
    """The articles of a page under the ids they get."""
    return tuple(article._replace(id=own) for article, own in zip(articles, ids, strict=True))


class _Marks:
    """Hashes of all that pages are known by, eight bytes each. `suspects` are the places of pages that share one."""

    def __init__(self, claims: Iterable[Claim | Entry]) -> None:
        marks, owners = array("Q"), array("Q")
        for at, claim in enumerate(claims):
            if isinstance(claim, Claim):
                own = {*map(_mark, claim.identity.keys), *(_mark(("id", identifier)) for identifier in claim.ids)}
                marks.extend(own)
                owners.extend([at] * len(own))
        self._known, inverse, counts = np.unique(np.array(marks), return_inverse=True, return_counts=True)
        self._shared = counts > 1
        self.suspects: list[int] = np.unique(np.array(owners)[self._shared[inverse]]).tolist()

    def claimed(self, identifier: str) -> bool:
        """Whether any page claims this id (or, once in 10^13, another)."""
        return self._place(_mark(("id", identifier))) is not None

    def shared(self, keys: Iterable[object]) -> list[int]:
        """The marks of those keys that more than one page has."""
        marks = map(_mark, keys)
        return [mark for mark in marks if (at := self._place(mark)) is not None and self._shared[at]]

    def _place(self, mark: int) -> int | None:
        at = int(np.searchsorted(self._known, np.uint64(mark)))
        return at if at < len(self._known) and int(self._known[at]) == mark else None


def _mark(key: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(key).encode("utf-8", "backslashreplace"), digest_size=8).digest(), "little")


def _groups(claims: Sequence[Claim | Entry], marks: _Marks) -> dict[int, _Group]:
    """The group of copies of each page that shares a mark with another. Only what later pages are compared with is held."""
    index: dict[int, list[tuple[Identity, _Group]]] = defaultdict(list)
    groups: dict[int, _Group] = {}
    for at in marks.suspects:
        claim = claims[at]
        if isinstance(claim, Entry):
            continue
        identity = claim.identity
        shared = marks.shared(identity.keys)
        candidates = (pair for mark in shared for pair in index[mark])
        group = next((group for other, group in candidates if same_page(identity, other)), None)
        if group is None:
            group = _Group(at, claim.worth)
        elif claim.worth > group.worth:
            group.best, group.worth = at, claim.worth
        groups[at] = group
        for mark in shared:
            if len(index[mark]) < _MOST_COMPARED:
                index[mark].append((identity, group))
    return groups


def _claimed(at: int, claim: Claim, holders: dict[str, str], marks: _Marks) -> Iterator[Kept | Entry]:
    """A page under ids that no page before it has. Where one is taken, all of the page's get the same kind of suffix."""
    first = claim.first
    holder = next((holders[identifier] for identifier in claim.ids if identifier in holders), None)
    ids = claim.ids
    if holder is not None:
        if first.issue is not None:
            sentence = f"与 {holder} 用了同一个期号，内容却不同；两页都已收入。"
            yield entry(first.page, "number-clash", sentence, first.issue_title or first.title)
        ids = next(free for free in _suffixed(claim) if not any(own in holders or marks.claimed(own) for own in free))
    holders.update((identifier, first.page) for identifier in ids)
    yield Kept(at, claim, ids)


def _suffixed(claim: Claim) -> Iterator[tuple[str, ...]]:
    """The ids of a page with one suffix after another: made of its title and time, of its address too, and counted."""
    first = claim.first
    moment = "" if first.published is None else first.published.isoformat()
    title = (first.issue_title or "") + first.title + moment
    for suffix in chain((title, title + (first.url or "")), map(str, count())):
        yield tuple(with_suffix(identifier, suffix) for identifier in claim.ids)
