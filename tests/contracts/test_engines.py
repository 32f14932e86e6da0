"""Every engine gives the answers of tests/reference.py: same hits in the same order, same scores, totals and facet counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from contracts.corpora import articles, engine_query
from reference import ReferenceEngine

from indexer.analysed import analysed
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh import WhooshEngine
from search_app.search.engine import Engine, EngineAnswer, EngineQuery
from search_app.search.request import Sort

SEEDS = range(40)
TAUGHT = ["刘源", "黄绚", "方志处", "地方志办公室", "史志工作", "鉴工"]
QUERIES_A_CORPUS = 40
Opened = Callable[[list[Article]], Engine]
Expected = Callable[[int, int], tuple[list[Article], list[tuple[EngineQuery, EngineAnswer]]]]
ExpectedOfSeed = Callable[[int], tuple[list[Article], list[tuple[EngineQuery, EngineAnswer]]]]


@pytest.fixture(scope="module")
def analyser(analyser: Analyser) -> Analyser:
    """The analysis of a generation that has learnt names, some of which no dictionary knows and some of which cut words."""
    return analyser.with_names(TAUGHT)


@pytest.fixture(
    params=[(1, 10**9), (200, 10**9), (10**9, 1), (10**9, 10**9)],
    ids=["whoosh, a segment an article", "whoosh, several segments", "whoosh, a run an article", "whoosh, one segment"],
)
def engine_of(request: pytest.FixtureRequest, tmp_path: Path, analyser: Analyser) -> Opened:
    """Writes a corpus with a store and opens it with its engine."""

    def opened(corpus: list[Article]) -> Engine:
        WhooshStore(*request.param).write(tmp_path, analysed(corpus, analyser))
        manifest = Manifest("test", "2024-01-01T00:00:00+00:00", len(corpus), 0, "whoosh", analyser.fingerprint, "", {})
        return WhooshEngine(tmp_path, manifest, analyser)

    return opened


@pytest.fixture(scope="module")
def expected_of(analyser: Analyser) -> Expected:
    """A corpus, and queries with the reference's answers, by seed and number of articles: worked out once for all engines."""

    @cache
    def expected(seed: int, count: int) -> tuple[list[Article], list[tuple[EngineQuery, EngineAnswer]]]:
        rng = Random(seed)
        corpus = articles(rng, count=count)
        reference = ReferenceEngine(corpus, analyser)
        queries = [engine_query(rng, corpus) for _ in range(QUERIES_A_CORPUS)]
        return corpus, [(query, reference.search(query)) for query in queries]

    return expected


@pytest.fixture(scope="module")
def expected_of_crowded(analyser: Analyser) -> ExpectedOfSeed:
    """The same of corpora that repeat two characters, and queries that ask for the letter."""

    @cache
    def expected(seed: int) -> tuple[list[Article], list[tuple[EngineQuery, EngineAnswer]]]:
        rng = Random(seed)
        corpus = [
            article._replace(body="\n".join("".join(rng.choices("年鉴", k=rng.randint(1, 40))) for _ in range(3)))
            for article in articles(rng, count=9)
        ]
        reference = ReferenceEngine(corpus, analyser)
        queries = [replace(engine_query(rng, corpus), literal_only=True) for _ in range(QUERIES_A_CORPUS)]
        return corpus, [(query, reference.search(query)) for query in queries]

    return expected


@pytest.fixture(scope="module")
def expected_of_short_pages(analyser: Analyser) -> ExpectedOfSeed:
    """The same of queries that want few articles, the most relevant ones."""

    @cache
    def expected(seed: int) -> tuple[list[Article], list[tuple[EngineQuery, EngineAnswer]]]:
        rng = Random(seed)
        corpus = articles(rng, count=13)
        reference = ReferenceEngine(corpus, analyser)
        queries = [
            replace(engine_query(rng, corpus), limit=rng.choice([1, 2, 5]), sort=Sort.RELEVANCE) for _ in range(QUERIES_A_CORPUS)
        ]
        return corpus, [(query, reference.search(query)) for query in queries]

    return expected


@pytest.mark.parametrize("seed", SEEDS)
def test_an_engine_answers_as_the_reference_does(engine_of: Opened, expected_of: Expected, seed: int) -> None:
    corpus, asked = expected_of(seed, seed % 14)
    engine = engine_of(corpus)
    for query, expected in asked:
        answer = engine.search(query)
        assert [hit.id for hit in answer.hits] == [hit.id for hit in expected.hits], query
        assert answer == expected, query


@pytest.mark.parametrize("seed", range(8))
def test_documents_crowded_with_a_bigram_are_searched_by_masks_with_the_same_answers(
    engine_of: Opened, expected_of_crowded: ExpectedOfSeed, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("search_app.engines.whoosh.phrases._CROWDED", 0)
    corpus, asked = expected_of_crowded(seed)
    engine = engine_of(corpus)
    for query, expected in asked:
        assert engine.search(query) == expected, query


@pytest.mark.parametrize("narrow_from", [0, 10**9])
@pytest.mark.parametrize("seed", range(6))
def test_dropping_what_cannot_reach_the_page_changes_no_answer(
    engine_of: Opened, expected_of_short_pages: ExpectedOfSeed, monkeypatch: pytest.MonkeyPatch, seed: int, narrow_from: int
) -> None:
    monkeypatch.setattr("search_app.engines.whoosh.scoring._WORTH_DROPPING", 0)
    monkeypatch.setattr("search_app.engines.whoosh.scoring._WORTH_NARROWING", narrow_from)
    monkeypatch.setattr("search_app.engines.whoosh.scoring._LIGHT", 0)
    corpus, asked = expected_of_short_pages(seed)
    engine = engine_of(corpus)
    for query, expected in asked:
        assert engine.search(query) == expected, query


# each is taken in large indexes, or for many documents, and must answer alike in small ones
OTHER_WAYS: dict[str, dict[str, int]] = {
    "documents looked into one by one": {"sums._ALONE": 10**9},
    "documents searched for in every list": {
        "sums._ALONE": 0,
        "sums._SEARCH": 0,
        "lookup.WORTH_SEARCHING": 0,
        "searched._WORTH_JOINING": 10**9,
    },
    "documents searched for in all lists": {
        "sums._ALONE": 0,
        "sums._SEARCH": 0,
        "lookup.WORTH_SEARCHING": 0,
        "searched._WORTH_JOINING": 1,
    },
    "lists laid out": {
        "sums._ALONE": 0,
        "sums._SEARCH": 10**9,
        "lookup.WORTH_SEARCHING": 10**9,
        "phrases.WORTH_SEARCHING": 10**9,
        "phrases._FEW": 0,
    },
    "lists laid out, all units rare": {"sums._ALONE": 0, "sums._SEARCH": 10**9, "laid_out._RARE": 0},
    "lists laid out, no unit rare": {"sums._ALONE": 0, "sums._SEARCH": 10**9, "laid_out._RARE": 10**9, "laid_out._MOST": 1},
    "lists laid out over all documents": {"sums._ALONE": 0, "sums._SEARCH": 10**9, "laid_out._RARE": 10**9, "laid_out._MOST": 0},
    "sequences searched for one bigram after another": {"phrases._FEW": 0, "phrases.WORTH_SEARCHING": 0},
    "facets counted one by one, and by what is missing": {
        "facets._A_HANDFUL": -1,
        "facets._WORTH_JOINING": 10**9,
        "facets._WORTH_COMBINING": 10**9,
        "facets._NEARLY_ALL": 1,
        "facet_codes._FEW": 10**9,
    },
    "facets counted together": {"facets._A_HANDFUL": -1, "facets._MANY": 0, "facet_codes._FEW": 0},
    "facets counted together, further values apart": {"facets._A_HANDFUL": -1, "facets._MANY": 0, "bin_rows._MOST": 1},
    "facets counted by their combinations": {
        "facets._A_HANDFUL": -1,
        "facets._MANY": 10**9,
        "facets._COMBINED": 10**9,
        "combinations._MOST": 0,
    },
}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("way", OTHER_WAYS)
def test_every_way_to_the_same_answer_gives_it(
    engine_of: Opened, expected_of: Expected, monkeypatch: pytest.MonkeyPatch, way: str, seed: int
) -> None:
    for name, value in OTHER_WAYS[way].items():
        monkeypatch.setattr(f"search_app.engines.whoosh.{name}", value)
    corpus, asked = expected_of(seed, 13)
    engine = engine_of(corpus)
    for query, expected in asked:
        assert engine.search(query) == expected, query


def test_what_new_memory_holds_changes_no_answer_and_warns_of_nothing(
    engine_of: Opened, expected_of: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, asked = expected_of(3, 13)
    engine = engine_of(corpus)
    for name in ("sums._ALONE", "laid_out._FEW", "laid_out._RARE"):
        monkeypatch.setattr(f"search_app.engines.whoosh.{name}", 0 if name == "sums._ALONE" else 10**9)
    monkeypatch.setattr("search_app.engines.whoosh.sums._SEARCH", 10**9)
    monkeypatch.setattr("search_app.engines.whoosh.laid_out._MOST", 1)
    empty = np.empty

    def filled(size: int, dtype: np.dtype[Any] | type = float) -> Array:
        made: Array = empty(size, dtype=dtype)
        if made.dtype == np.float64:
            made.view(np.uint64).fill(0x7FF0_0000_0000_0001)  # a signalling NaN, which warns wherever it is added up
        if made.dtype == np.float32:
            made.view(np.uint32).fill(0x7F80_0001)
        return made

    monkeypatch.setattr("search_app.engines.whoosh.laid_out.np.empty", filled)
    for query, expected in asked:
        assert engine.search(query) == expected, query


@pytest.mark.parametrize("seed", range(6))
def test_the_parts_of_an_explained_score_are_those_of_the_reference_and_add_up_to_it(
    engine_of: Opened, analyser: Analyser, seed: int
) -> None:
    rng = Random(seed)
    corpus = articles(rng, count=10)
    engine, reference = engine_of(corpus), ReferenceEngine(corpus, analyser)
    for _ in range(20):
        query = engine_query(rng, corpus)
        for hit in engine.search(query).hits:
            parts, expected = engine.explain(query, hit.id), reference.explain(query, hit.id)
            assert [(part.unit, part.kind, part.counts) for part in parts] == [
                (part.unit, part.kind, part.counts) for part in expected
            ]
            assert [part.added for part in parts] == pytest.approx([part.added for part in expected])
            assert sum(part.added for part in parts) == pytest.approx(hit.score, abs=2e-6)
    assert engine.explain(query, "no-such-article") == ()


def test_an_answer_is_made_of_plain_values_that_json_can_show(engine_of: Opened) -> None:
    rng = Random(11)
    corpus = articles(rng, count=10)
    engine = engine_of(corpus)
    for _ in range(30):
        query = engine_query(rng, corpus)
        answer = engine.search(query)
        parts = [asdict(part) for hit in answer.hits for part in engine.explain(query, hit.id)]
        json.dumps([answer.total, answer.total_literal, [counts._asdict() for counts in answer.facets.values()], parts])
        json.dumps([[hit.id, hit.score, hit.literal] for hit in answer.hits])


def test_the_random_searches_find_something_and_not_everything(analyser: Analyser) -> None:
    rng = Random(1)
    corpus = articles(rng, count=12)
    reference = ReferenceEngine(corpus, analyser)
    totals = [reference.search(engine_query(rng, corpus)).total for _ in range(300)]
    assert sum(0 < total < len(corpus) for total in totals) > 100


def test_an_article_is_found_by_its_id_and_no_other(engine_of: Opened) -> None:
    corpus = articles(Random(2), count=9)
    engine = engine_of(corpus)
    assert list(engine.articles([article.id for article in corpus]).values()) == corpus
    assert engine.articles(["地方志", "no-such-article"]) == {}
