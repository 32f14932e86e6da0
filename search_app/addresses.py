"""SearchRequest -> URL: the requests that links lead to, and their addresses. `params` reads them back.

Nothing here searches, and nothing here knows where a page lives: paths come from the views.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote_plus

from indexer.fields import FACETS
from search_app.search.request import DEFAULT_SIZE, Filter, Match, Scope, SearchRequest, Sort, default_sort


def parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """The URL parameters of a request, defaults left out; `request_from` gives the same request back."""
    days = {"from": request.published.first, "to": request.published.last}
    chosen = [
        ("q", request.text, ""),
        *((item.name, value, "") for item in request.filters for value in item.values),
        ("scope", request.scope.value, Scope.ALL.value),
        ("match", request.match.value, Match.WORDS.value),
        *((name, day.isoformat() if day else "", "") for name, day in days.items()),
        ("sort", request.sort.value, default_sort(request.query).value),
        ("page", str(request.page), "1"),
        ("size", str(request.size), str(DEFAULT_SIZE)),
    ]
    return [(name, value) for name, value, default in chosen if value != default]


def address(path: str, request: SearchRequest) -> str:
    """`path` with the canonical query string of a request."""
    query_string = _encoded(parameters(request))
    return f"{path}?{query_string}" if query_string else path


def _encoded(chosen: Sequence[tuple[str, str]]) -> str:
    """Parameters as a query string; their names need no quotes."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in chosen])


@lru_cache(maxsize=1_000)  # a page writes the same query into a dozen addresses
def _quoted(value: str) -> str:
    return quote_plus(value)


def page_addresses(path: str, request: SearchRequest) -> Callable[[int], str]:
    """The addresses of the pages of one search, by number; what they share is written once."""
    shared = [(name, value) for name, value in parameters(on_page(request, 1)) if name != "size"]
    before = _encoded(shared)
    after = "" if request.size == DEFAULT_SIZE else f"size={request.size}"

    def numbered(page: int) -> str:
        query_string = "&".join(filter(None, (before, f"page={page}" if page > 1 else "", after)))
        return f"{path}?{query_string}" if query_string else path

    return numbered


def hit_addresses(path: str, ids: Sequence[str], request: SearchRequest) -> list[str]:
    """Where the articles `ids`, found by `request`, are read: below `path`, with what is needed to mark them and to come back."""
    found_by = address("", request)
    return [f"{path}{article_id}{found_by}" for article_id in ids]  # ids are letters, digits and hyphens


def toggled(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """The first page of the same search with one facet value ticked, or taken off where it was ticked."""
    values = {item.name: item.values for item in request.filters}
    old = values.get(name, ())
    values[name] = tuple(item for item in old if item != value) if value in old else (*old, value)
    filters = tuple(Filter(facet, values[facet]) for facet in FACETS if values.get(facet))
    return replace(request, filters=filters, page=1)


def filtered(name: str, value: str, sort: Sort = Sort.NEWEST) -> SearchRequest:
    """All articles that have one facet value."""
    return SearchRequest(filters=(Filter(name, (value,)),), sort=sort)


def without_filters(request: SearchRequest) -> SearchRequest:
    """The first page of the same query and order, with every facet, date and restriction taken off."""
    return SearchRequest(text=request.text, query=request.query, sort=request.sort, size=request.size)


def sorted_by(request: SearchRequest, sort: Sort) -> SearchRequest:
    """The first page of the same search in another order."""
    return replace(request, sort=sort, page=1)


def on_page(request: SearchRequest, page: int) -> SearchRequest:
    """Another page of the same search."""
    return replace(request, page=page)
