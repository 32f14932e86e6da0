"""One search from request to results: request -> engine -> snippets and facets -> Results. Knows no web framework."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer.article import Article
from indexer.fields import TEXTS
from search_app.search.engine import Engine, EngineHit, EngineQuery
from search_app.search.facets import facet_scopes, facets
from search_app.search.marking import marked_strings
from search_app.search.partial import partial_units, typed_words
from search_app.search.prose import read_as_text
from search_app.search.request import DateRange, Match, Scope, SearchRequest
from search_app.search.results import Hit, Results
from search_app.search.shortcuts import shortcuts
from search_app.search.snippets import Shown, shown
from search_app.search.suggestions import suggestions

TITLE_TEXTS = ("title",)
ALL_TEXTS = tuple(field.name for field in TEXTS)


@dataclass(frozen=True, slots=True)
class Preference:
    """What a site prefers, whoever asks. `recency` (0 to 0.1) is how much recent articles are preferred by relevance."""

    recency: float = 0.0


NO_PREFERENCE = Preference()


def search(engine: Engine, request: SearchRequest, preference: Preference = NO_PREFERENCE) -> Results:
    """The results of one request on one open generation, as it is read there."""
    started = time.perf_counter()
    texts = searched_texts(request)
    read = as_read(engine, request)
    asked = engine_query(read, preference)
    answer = engine.search(asked)
    words = tuple(unit.text for unit in partial_units(read.query, engine.analyser, texts) if unit.is_word)
    marked = marked_strings(read.query, engine.analyser, literal_only=request.match is Match.LITERAL)
    found = engine.articles([hit.id for hit in answer.hits])
    articles = [found[hit.id] for hit in answer.hits]
    typed = typed_words(read.query, engine.analyser) if words else {}
    views = shown(articles, marked, texts, words)
    named = shortcuts(engine, asked, read)
    return Results(
        total=answer.total,
        total_literal=answer.total_literal,
        generation=engine.generation,
        page=request.page,
        size=request.size,
        hits=tuple([_hit(*shown_hit, typed) for shown_hit in zip(answer.hits, articles, views, strict=True)]),
        facets=facets(answer.facets, request.filters),
        shortcuts=named,
        suggestions=() if answer.total or named else suggestions(engine, asked, read),
        took_ms=round((time.perf_counter() - started) * 1000, 3),
        query=read.query,
        read_as_text=read is not request,
    )


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


def _hit(hit: EngineHit, article: Article, view: Shown, typed: Mapping[str, str]) -> Hit:
    missing = tuple([typed[word] for word in view.missing])
    return Hit(article, hit.score, hit.literal, missing, view.title_marks, view.snippets)
