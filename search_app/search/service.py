"""One search from request to results: request -> engine -> snippets and facets -> Results. Knows no web framework."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from indexer.article import Article
from indexer.fields import TEXTS
from search_app.search.engine import Engine, EngineHit, EngineQuery
from search_app.search.facets import facet_scopes, facets
from search_app.search.marking import marked_strings
from search_app.search.partial import partial_units
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
    """The results of one request on one open generation; where it finds nothing and is pasted prose, of its plain text."""
    started = time.perf_counter()
    asked = engine_query(request, preference)
    texts = searched_texts(request)
    answer = engine.search(asked)
    as_text = None if answer.total else read_as_text(request, engine.analyser, texts)
    if as_text and not _finds_elsewhere(engine, asked):
        request, answer = as_text, engine.search(engine_query(as_text, preference))
    words = tuple(unit.text for unit in partial_units(request.query, engine.analyser, texts) if unit.is_word)
    marked = marked_strings(request.query, engine.analyser, literal_only=request.match is Match.LITERAL)
    found = engine.articles([hit.id for hit in answer.hits])
    articles = [found[hit.id] for hit in answer.hits]
    named = shortcuts(engine, asked, request)
    return Results(
        total=answer.total,
        total_literal=answer.total_literal,
        generation=engine.generation,
        page=request.page,
        size=request.size,
        hits=tuple(map(_hit, answer.hits, articles, shown(articles, marked, texts, words))),
        facets=facets(answer.facets, request.filters),
        shortcuts=named,
        suggestions=() if answer.total or named else suggestions(engine, asked, request),
        took_ms=round((time.perf_counter() - started) * 1000, 3),
        query=request.query,
        read_as_text=request is as_text,
    )


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


def _finds_elsewhere(engine: Engine, asked: EngineQuery) -> bool:
    """Whether a query finds anything without its filters: these choose among what it finds, and never what it means."""
    if not asked.filters and asked.published == DateRange():
        return False
    return bool(engine.search(replace(asked, filters=(), published=DateRange(), limit=0, facets=())).total)


def _hit(hit: EngineHit, article: Article, view: Shown) -> Hit:
    return Hit(article, hit.score, hit.literal, view.missing, view.title_marks, view.snippets)
