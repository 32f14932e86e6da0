"""How a request becomes another one that is offered: all articles, fewer terms, more filters; and what it finds, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.fields import FACETS
from search_app.search.engine import Engine, EngineQuery
from search_app.search.query import And, Term
from search_app.search.request import Filter, SearchRequest, Sort
from search_app.search.results import Offer


def everything(request: SearchRequest, sort: Sort = Sort.NEWEST) -> SearchRequest:
    """All articles under the same filters and dates."""
    return SearchRequest(filters=request.filters, published=request.published, sort=sort, size=request.size)


def without(request: SearchRequest, term: Term, terms: Sequence[Term]) -> SearchRequest:
    """The first page of a query of plain terms without one of them."""
    left = [other for other in terms if other != term]
    query = And(tuple(left)) if len(left) > 1 else left[0]
    return replace(request, text=" ".join(other.text for other in left), query=query, page=1)


def filtered(request: SearchRequest, *more: Filter) -> SearchRequest:
    """The same with more filters."""
    filters = sorted((*request.filters, *more), key=lambda item: list(FACETS).index(item.name))
    return replace(request, filters=tuple(filters))


def counting(asked: EngineQuery, request: SearchRequest) -> EngineQuery:
    """Counts of what a request finds, and no hits. `asked` is what the engine was asked for a request of the same scope."""
    filters, published = request.filters, request.published
    return replace(asked, query=request.query, filters=filters, published=published, offset=0, limit=0, facets=())


def total(engine: Engine, asked: EngineQuery, request: SearchRequest) -> int:
    """How many articles a request finds; `asked` as above."""
    return engine.search(counting(asked, request)).total


def offered(engine: Engine, asked: EngineQuery, request: SearchRequest, label: str) -> tuple[Offer, ...]:
    """A request as an offer, if it finds anything; `asked` as above."""
    found = total(engine, asked, request)
    return (Offer(label, found, request),) if found else ()
