"""The worst single query: the hostile list against one index. Nothing but QueryTooLarge may be raised; the slowest are shown."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from corpora import Ready
from figures import percentile
from hostile_queries import hostile_queries, material
from peers.this_project import open_engine
from stream import FACETS

from indexer.errors import QueryTooLarge
from search_app.engines.whoosh import WhooshEngine
from search_app.search.asking import engine_query
from search_app.search.parser import parse
from search_app.search.request import SearchRequest

SLOWEST = 10
SAMPLE = 300
Facts = dict[str, Any]


def worst_queries(ready: Ready, index: Path, count: int) -> Facts:
    """Milliseconds of `count` hostile queries, each asked once; the slowest are asked three times more, for their median."""
    engine = open_engine(index)
    known = material(article.body for article in ready.corpus.articles(0, SAMPLE))
    refused, times = 0, []
    for text in hostile_queries(count, known):
        milliseconds = _search(engine, text)
        if milliseconds is None:
            refused += 1
        else:
            times.append((milliseconds, text))
    asked = [milliseconds for milliseconds, _ in times]
    slowest = sorted(times, reverse=True)[:SLOWEST]
    again = [(median(_repeated(engine, text)), first, text) for first, text in slowest]
    return {
        "queries": count,
        "refused": refused,
        "p50_ms": percentile(asked, 0.5),
        "p95_ms": percentile(asked, 0.95),
        "p99_ms": percentile(asked, 0.99),
        "slowest": [{"ms": now, "first_ms": first, "text": text} for now, first, text in sorted(again, reverse=True)],
    }


def _search(engine: WhooshEngine, text: str) -> float | None:
    try:
        request = SearchRequest(text=text, query=parse(text), size=10)
    except QueryTooLarge:
        return None
    query = engine_query(request)
    query = replace(query, facets=tuple(scope for scope in query.facets if scope.name in FACETS))
    started = time.perf_counter()
    engine.search(query)
    return (time.perf_counter() - started) * 1000


def _repeated(engine: WhooshEngine, text: str) -> list[float]:
    return [milliseconds for _ in range(3) if (milliseconds := _search(engine, text)) is not None]
