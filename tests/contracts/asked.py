"""Random corpora and queries with the answers of tests/reference.py, which are worked out once for all who ask."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from contracts.corpora import articles, engine_query
from reference import ReferenceEngine

from indexer.analysis import Analyser
from indexer.article import Article
from search_app.search.engine import EngineAnswer, EngineQuery
from search_app.search.request import Sort

QUERIES_A_CORPUS = 40
_TAUGHT = ["刘源", "黄绚", "方志处", "地方志办公室", "史志工作", "鉴工"]

Asked = tuple[list[Article], list[tuple[EngineQuery, EngineAnswer]]]
"""A corpus, and queries with their answers."""


@cache
def taught(analyser: Analyser) -> Analyser:
    """The analysis of a generation that has learnt names, some of which no dictionary knows and some of which cut words."""
    return analyser.with_names(_TAUGHT)


@cache
def asked(analyser: Analyser, seed: int, count: int) -> Asked:
    """Queries of all kinds over so many articles."""
    rng = Random(seed)
    corpus = articles(rng, count=count)
    return _answered(analyser, corpus, [engine_query(rng, corpus) for _ in range(QUERIES_A_CORPUS)])


@cache
def asked_of_crowded(analyser: Analyser, seed: int) -> Asked:
    """Literal queries over articles that repeat two characters."""
    rng = Random(seed)
    corpus = [
        article._replace(body="\n".join("".join(rng.choices("年鉴", k=rng.randint(1, 40))) for _ in range(3)))
        for article in articles(rng, count=9)
    ]
    return _answered(analyser, corpus, [replace(engine_query(rng, corpus), literal_only=True) for _ in range(QUERIES_A_CORPUS)])


@cache
def asked_for_few(analyser: Analyser, seed: int) -> Asked:
    """Queries that want few articles, the most relevant ones."""
    rng = Random(seed)
    corpus = articles(rng, count=13)
    queries = [
        replace(engine_query(rng, corpus), limit=rng.choice([1, 2, 5]), sort=Sort.RELEVANCE) for _ in range(QUERIES_A_CORPUS)
    ]
    return _answered(analyser, corpus, queries)


def _answered(analyser: Analyser, corpus: list[Article], queries: list[EngineQuery]) -> Asked:
    reference = ReferenceEngine(corpus, analyser)
    return corpus, [(query, reference.search(query)) for query in queries]
