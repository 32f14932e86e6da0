"""Every engine gives the answers of tests/reference.py: same hits in the same order, same scores, totals and facet counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from contracts.asked import Asked, asked, asked_for_few, asked_of_crowded, taught
from contracts.corpora import ALL_TEXTS, articles, engine_query
from contracts.sides import SIDES
from reference import ReferenceEngine

from indexer.analysis import Analyser
from indexer.article import Article
from search_app.opening import OpenEngine
from search_app.search.engine import ScorePart
from search_app.search.issues import issue_counts_query
from search_app.search.parser import parse
from search_app.search.request import Sort

SEEDS = range(24)
Opened = Callable[[list[Article]], OpenEngine]


@pytest.fixture(scope="module")
def analyser(analyser: Analyser) -> Analyser:
    return taught(analyser)


@pytest.fixture(params=SIDES)
def engine_of(request: pytest.FixtureRequest, tmp_path: Path, analyser: Analyser) -> Opened:
    """Writes a corpus with a store and opens it with its engine."""
    side = SIDES[request.param]

    def opened(corpus: list[Article]) -> OpenEngine:
        side.write(tmp_path, corpus, analyser)
        return side.opened(tmp_path, corpus, analyser)

    return opened


def _answers_alike(engine_of: Opened, asked: Asked) -> None:
    corpus, queries = asked
    engine = engine_of(corpus)
    for query, expected in queries:
        answer = engine.search(query)
        assert [hit.id for hit in answer.hits] == [hit.id for hit in expected.hits], query
        assert answer == expected, query


@pytest.mark.parametrize("seed", SEEDS)
def test_an_engine_answers_as_the_reference_does(engine_of: Opened, analyser: Analyser, seed: int) -> None:
    _answers_alike(engine_of, asked(analyser, seed, seed % 14))


@pytest.mark.parametrize("seed", range(4))
def test_articles_that_repeat_two_characters_are_searched_alike(engine_of: Opened, analyser: Analyser, seed: int) -> None:
    _answers_alike(engine_of, asked_of_crowded(analyser, seed))


@pytest.mark.parametrize("seed", range(4))
def test_the_few_most_relevant_articles_are_the_same(engine_of: Opened, analyser: Analyser, seed: int) -> None:
    _answers_alike(engine_of, asked_for_few(analyser, seed))


@pytest.mark.parametrize("seed", range(6))
def test_the_parts_of_an_explained_score_are_those_of_the_reference_and_add_up_to_it(
    engine_of: Opened, analyser: Analyser, seed: int
) -> None:
    rng = Random(seed)
    corpus = articles(rng, count=10)
    engine, reference = engine_of(corpus), ReferenceEngine(corpus, analyser)
    for _ in range(20):
        query = engine_query(rng, corpus)
        hits = engine.search(query).hits
        ids = [hit.id for hit in hits]
        explained, expected = engine.explain(query, ids), reference.explain(query, ids)
        assert explained.keys() == expected.keys() == set(ids)
        for hit in hits:
            _assert_alike(explained[hit.id], expected[hit.id])
            assert sum(part.added for part in explained[hit.id]) == pytest.approx(hit.score, abs=2e-6)
    assert engine.explain(query, ["no-such-article"]) == {}


def _place(part: ScorePart) -> tuple[Any, ...]:
    return (part.kind, part.unit, sorted(part.counts.items()))


def _assert_alike(parts: Sequence[ScorePart], expected: Sequence[ScorePart]) -> None:
    """The same parts in whatever order; numbers may be off by what rounding costs."""
    own, other = (sorted(some, key=_place) for some in (parts, expected))
    assert [(part.unit, part.kind, part.counts) for part in own] == [(part.unit, part.kind, part.counts) for part in other]
    for name in ("frequency", "idf", "added"):
        assert [getattr(part, name) for part in own] == pytest.approx([getattr(part, name) for part in other], rel=1e-5)


def test_an_article_that_holds_every_word_stands_before_one_that_lacks_one(engine_of: Opened, analyser: Analyser) -> None:
    typed = "石榴村合唱团举办年度新春音乐会活动"
    words, _ = analyser.term_words(typed)
    corpus = [
        Article(id="lacks-one", title="。".join(words[:-1]), body="。".join(words[:-1]) * 3),
        Article(id="holds-all", title="甲", body="。".join(words) + "。往来无事" * 400),
        *(Article(id=f"other-{number}", title="别", body=f"天气{number}") for number in range(5)),
    ]
    query = replace(issue_counts_query(), query=parse(typed), texts=ALL_TEXTS, sort=Sort.RELEVANCE, limit=20)
    first, second = engine_of(corpus).search(query).hits
    assert (first.id, second.id) == ("holds-all", "lacks-one")
    assert first.score < second.score


def test_the_issues_of_all_articles_are_counted(engine_of: Opened, analyser: Analyser) -> None:
    corpus = articles(Random(5), count=12)
    assert engine_of(corpus).search(issue_counts_query()) == ReferenceEngine(corpus, analyser).search(issue_counts_query())


def test_an_engine_says_which_generation_it_reads_and_by_which_analysis(engine_of: Opened, analyser: Analyser) -> None:
    engine = engine_of([])
    assert (engine.generation, engine.manifest.name) == ("test", "test")
    assert engine.analyser is analyser


def test_many_threads_get_the_answers_that_one_gets(engine_of: Opened, analyser: Analyser) -> None:
    corpus, queries = asked(analyser, 3, 13)
    engine = engine_of(corpus)
    with ThreadPoolExecutor(8) as pool:
        for query, answer in zip(queries * 5, pool.map(engine.search, [query for query, _ in queries] * 5), strict=True):
            assert answer == query[1]


def test_an_answer_is_made_of_plain_values_that_json_can_show(engine_of: Opened) -> None:
    rng = Random(11)
    corpus = articles(rng, count=10)
    engine = engine_of(corpus)
    for _ in range(30):
        query = engine_query(rng, corpus)
        answer = engine.search(query)
        explained = engine.explain(query, [hit.id for hit in answer.hits])
        parts = [part._asdict() for of in explained.values() for part in of]
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
    assert engine.articles([article.id for article in corpus]) == {article.id: article for article in corpus}
    assert engine.articles(["地方志", "no-such-article"]) == {}
