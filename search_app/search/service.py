"""One search from request to results: request -> engine -> snippets and facets -> Results. Knows no web framework."""

from __future__ import annotations

import time
from collections.abc import Mapping

from indexer.article import Article
from search_app.search.asking import NO_PREFERENCE, Preference, as_read, engine_query, searched_texts
from search_app.search.engine import Engine, EngineHit
from search_app.search.facets import facets
from search_app.search.marking import marked_strings
from search_app.search.partial import partial_units, typed_words
from search_app.search.request import Match, SearchRequest
from search_app.search.results import Hit, Results
from search_app.search.shortcuts import shortcuts
from search_app.search.snippets import Shown, shown
from search_app.search.suggestions import suggestions


def search(engine: Engine, request: SearchRequest, preference: Preference = NO_PREFERENCE) -> Results:
    """The results of one request on one open generation, as it is read there."""
    started = time.perf_counter()
    texts = searched_texts(request)
    read = as_read(engine, request)
    asked = engine_query(read, preference)
    answer = engine.search(asked)
    words = tuple(unit.text for unit in partial_units(read.query, engine.analyser, texts) if unit.is_word and not unit.asks)
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
        suggestions=() if answer.total or named else suggestions(engine, asked, read, request),
        took_ms=round((time.perf_counter() - started) * 1000, 3),
        query=read.query,
        read_as_text=read is not request,
    )


def _hit(hit: EngineHit, article: Article, view: Shown, typed: Mapping[str, str]) -> Hit:
    missing = tuple([typed[word] for word in view.missing])
    return Hit(article, hit.score, hit.literal, missing, view.title_marks, view.snippets)
