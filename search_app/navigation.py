"""The links and controls around the hits: chips, orders, pages, the filter form. Each link is a request written as an address.

Links that change what is found lead to the first page. Nothing here looks at a hit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.fields import FACETS
from search_app.addresses import address, page_addresses, parameters, sorted_by, toggled, without_filters
from search_app.search.query import Everything
from search_app.search.request import MOST_HITS_DEEP, DateRange, Match, Scope, SearchRequest, Sort
from search_app.search.results import Facet, FacetValue, Offer, Results

FIRST_VALUES = 8  # of each facet; the others wait behind a disclosure
PAGES_AROUND = 2  # numbers shown on both sides of the current page
CHIPS_NAMED = 3  # in the title of a page; the others are "等"
CHARACTERS_NAMED = 40  # of each, and of a query in a heading
_SORT_NAMES = {Sort.RELEVANCE: "相关度", Sort.NEWEST: "最新", Sort.OLDEST: "最早"}
_PREFIXES = {"author": "作者", "contributor": "供稿", "source": "来源"}  # how a query asks for a value that is not listed
_CARRIED = {"sort": "sort", "size": "size"}  # parameters the form carries along unseen; all others have an input of their own
_CARRIED_BY_A_LIST = {"sort": "listed", "size": "size"}  # an order that gives way to words, which are to be ranked


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, and the same search without it."""

    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several links of which one is where the reader stands."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class OfferLink:
    """Another search that is offered, and how many articles it finds."""

    text: str
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a result: numbers with None where some are left out. `cut` says that hits lie past the last page."""

    previous: str | None
    next: str | None
    pages: tuple[Choice | None, ...]
    last: int
    cut: bool


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """One facet of the form: the values shown at once (every ticked one among them), the others, and how many more exist.

    `prefix` is that of the query language which finds one of those by its name; "" where none does.
    """

    name: str
    label: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]
    more: int
    prefix: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """Everything around the hits.

    `heading` and the parts of `title`, the narrowest first, tell this search from others, among tabs and bookmarks too.
    `ticked` is how many of the chips the form of filters holds. `other_match` leads from literal matches to all or the other
    way, where the two differ; `carried` are parameters the form passes on unseen; a list's order among them gives way to
    words typed next, which are another question. `shortcuts` and `suggestions` are those of the results.
    """

    heading: str
    title: tuple[str, ...]
    chips: tuple[Chip, ...]
    ticked: int
    clear: str
    sorts: tuple[Choice, ...]
    other_match: str | None
    pager: Pager
    facets: tuple[FacetPanel, ...]
    carried: tuple[tuple[str, str], ...]
    shortcuts: tuple[OfferLink, ...]
    suggestions: tuple[OfferLink, ...]


def navigation(request: SearchRequest, results: Results, path: str) -> Navigation:
    """What stands around the hits of `results`; `path` is where the search page lives."""
    chips = _chips(request, path)
    unseen = _CARRIED_BY_A_LIST if request.query == Everything() else _CARRIED
    return Navigation(
        heading=_heading(request, chips),
        title=_title(request, chips),
        chips=chips,
        ticked=sum(len(item.values) for item in request.filters) + bool(request.published.first) + bool(request.published.last),
        clear=address(path, without_filters(request)),
        sorts=_sorts(request, path),
        other_match=_other_match(request, results, path),
        pager=_pager(request, results.total, path),
        facets=tuple(_panel(facet) for facet in results.facets if facet.values),
        carried=tuple((unseen[name], value) for name, value in parameters(request) if name in unseen),
        shortcuts=_offers(results.shortcuts, path),
        suggestions=_offers(results.suggestions, path),
    )


def _heading(request: SearchRequest, chips: tuple[Chip, ...]) -> str:
    if request.query != Everything():
        return f"检索结果：{_shortened(request.text)}"
    return f"简报文章：{_named(chips)}" if chips else "检索简报文章"


def _title(request: SearchRequest, chips: tuple[Chip, ...]) -> tuple[str, ...]:
    page = f"第{request.page}页" if request.page > 1 else ""
    typed, what = (request.text, "检索结果") if request.query != Everything() else ("", "")
    return tuple(part for part in (page, typed, _named(chips), what) if part)


def _shortened(text: str) -> str:
    return text if len(text) <= CHARACTERS_NAMED else f"{text[:CHARACTERS_NAMED]}…"


def _named(chips: tuple[Chip, ...]) -> str:
    more = "等" if len(chips) > CHIPS_NAMED else ""
    return "、".join(chip.text[:CHARACTERS_NAMED] for chip in chips[:CHIPS_NAMED]) + more


def _offers(offers: tuple[Offer, ...], path: str) -> tuple[OfferLink, ...]:
    return tuple(OfferLink(offer.label, offer.total, address(path, offer.request)) for offer in offers)


def _chips(request: SearchRequest, path: str) -> tuple[Chip, ...]:
    found = [
        (FACETS[item.name].label, FACETS[item.name].value_label(value), toggled(request, item.name, value))
        for item in request.filters
        for value in item.values
    ]
    first, last = request.published.first, request.published.last
    if first:
        found.append(("发布日期", f"{first.isoformat()} 起", replace(request, published=DateRange(None, last), page=1)))
    if last:
        found.append(("发布日期", f"到 {last.isoformat()}", replace(request, published=DateRange(first, None), page=1)))
    searched = request.query != Everything()  # without words there is nothing that a title or a match could narrow
    if searched and request.scope is Scope.TITLE:
        found.append(("检索范围", "只搜标题", replace(request, scope=Scope.ALL, page=1)))
    if searched and request.match is Match.LITERAL:
        found.append(("匹配方式", "只看完整匹配", replace(request, match=Match.WORDS, page=1)))
    return tuple(Chip(label, text, address(path, wanted)) for label, text, wanted in found)


def _sorts(request: SearchRequest, path: str) -> tuple[Choice, ...]:
    """The orders to choose from; without a query there is nothing to be relevant to."""
    blank = request.query == Everything()
    current = Sort.NEWEST if blank and request.sort is Sort.RELEVANCE else request.sort
    offered = [sort for sort in Sort if not (blank and sort is Sort.RELEVANCE)]
    return tuple(Choice(_SORT_NAMES[sort], address(path, sorted_by(request, sort)), sort is current) for sort in offered)


def _other_match(request: SearchRequest, results: Results, path: str) -> str | None:
    if request.match is Match.LITERAL:
        return address(path, replace(request, match=Match.WORDS, page=1))
    if 0 < results.total_literal < results.total:
        return address(path, replace(request, match=Match.LITERAL, page=1))
    return None


def _pager(request: SearchRequest, total: int, path: str) -> Pager:
    needed = -(-total // request.size)
    last = min(needed, MOST_HITS_DEEP // request.size)
    here = request.page
    link = page_addresses(path, request)
    return Pager(
        previous=link(min(here - 1, last)) if here > 1 and last else None,
        next=link(here + 1) if here < last else None,
        pages=tuple(None if page is None else Choice(str(page), link(page), page == here) for page in _shown_pages(here, last)),
        last=last,
        cut=needed > last and here == last,
    )


def _shown_pages(here: int, last: int) -> list[int | None]:
    """The first and the last page and those around `here`, with None where numbers are left out."""
    near = set(range(max(here - PAGES_AROUND, 1), min(here + PAGES_AROUND, last) + 1))
    shown: list[int | None] = []
    before = 0
    for page in sorted(near | ({1, last} if last else set())):
        if page > before + 1:
            shown.append(page - 1 if page == before + 2 else None)  # a gap of one number is shorter than the sign for a gap
        shown.append(page)
        before = page
    return shown


def _panel(facet: Facet) -> FacetPanel:
    others = facet.values[FIRST_VALUES:]
    first = (*facet.values[:FIRST_VALUES], *(item for item in others if item.selected))
    rest = tuple(item for item in others if not item.selected)
    return FacetPanel(facet.name, facet.label, first, rest, facet.more, _PREFIXES.get(facet.name, ""))
