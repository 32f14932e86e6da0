"""What an engine is asked for a request: as the request is read on one generation, in which texts, in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.fields import TEXTS
from search_app.search.engine import Engine, EngineQuery
from search_app.search.facets import facet_scopes
from search_app.search.prose import read_as_text
from search_app.search.request import DateRange, Match, Scope, SearchRequest

TITLE_TEXTS = ("title",)
ALL_TEXTS = tuple(field.name for field in TEXTS)


@dataclass(frozen=True, slots=True)
class Preference:
    """What a site prefers, whoever asks. `recency` (0 to 0.1) is how much recent articles are preferred by relevance."""

    recency: float = 0.0


NO_PREFERENCE = Preference()


def as_read(engine: Engine, request: SearchRequest) -> SearchRequest:
    """What a request is taken for on one generation: itself, or, for pasted prose that finds nothing by the letter, plain text.

    Neither filters and dates nor 只看完整匹配 have a say: they choose among what a query finds, and never what it means.
    """
    as_text = read_as_text(request, engine.analyser, searched_texts(request))
    if as_text is None:
        return request
    plainly = replace(request, match=Match.WORDS, filters=(), published=DateRange())
    finds = engine.search(replace(engine_query(plainly), limit=0, facets=())).total
    return request if finds else as_text


def engine_query(request: SearchRequest, preference: Preference = NO_PREFERENCE) -> EngineQuery:
    """What the engine is asked for one request."""
    return EngineQuery(
        query=request.query,
        texts=searched_texts(request),
        literal_only=request.match is Match.LITERAL,
        filters=request.filters,
        published=request.published,
        sort=request.sort,
        offset=(request.page - 1) * request.size,
        limit=request.size,
        facets=facet_scopes(request.filters),
        recency=preference.recency,
    )


def searched_texts(request: SearchRequest) -> tuple[str, ...]:
    """The names of the texts a request searches."""
    return TITLE_TEXTS if request.scope is Scope.TITLE else ALL_TEXTS
