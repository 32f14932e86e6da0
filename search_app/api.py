"""The JSON API over the same service as the site, and the two probes for operators. Errors are `error_pages`' to show."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from flask import Blueprint, request
from flask.json.provider import DefaultJSONProvider

from search_app import params, presenters
from search_app.engine_source import current_engine, engine_source, site_preference
from search_app.error_pages import Missing
from search_app.search.asking import engine_query
from search_app.search.service import search

api = Blueprint("api", __name__, url_prefix="/api/v1")
probes = Blueprint("probes", __name__)


class ReadableJSON(DefaultJSONProvider):
    """Chinese as Chinese, and fields in the order they are documented in."""

    ensure_ascii = False
    sort_keys = False


@api.get("/search")
def search_articles() -> dict[str, Any]:
    """Hits, totals and facets of one search; with explain=1 also what each part of the query added to each hit's score."""
    wanted, explained = params.explained_request_from(request.args)
    engine, preference = current_engine(), site_preference()
    results = search(engine, wanted, preference)
    answer = presenters.results_json(results)
    if explained:
        asked = engine_query(replace(wanted, query=results.query), preference)
        parts = engine.explain(asked, [hit.article.id for hit in results.hits])
        for hit in answer["hits"]:
            hit["explain"] = presenters.explanation_json(parts[hit["id"]])
    return answer


@api.get("/articles/<article_id>")
def one_article(article_id: str) -> dict[str, Any]:
    """Every field of one article, as `python -m indexer parse --json` prints it."""
    article_id = article_id.strip()
    article = current_engine().articles([article_id]).get(article_id)
    if article is None:
        raise Missing("id", article_id, f"没有编号为 {article_id} 的文章。")
    return article.to_json()


@probes.get("/healthz")
def healthz() -> dict[str, Any]:
    """200 while the process lives, with or without an index."""
    health = engine_source().health()
    return {
        "generation": health.generation,
        "age_seconds": health.age_seconds,
        "articles": health.articles,
        "last_reload_error": health.last_reload_error,
        "process": os.getpid(),  # of several, the one that answered: each follows new generations on its own
    }


@probes.get("/readyz")
def readyz() -> dict[str, Any]:
    """200 when searches can be answered; without an index, 503 by way of the error pages."""
    return {"generation": engine_source().current().generation}
