"""The guarantee: whatever a reader copies out of an article finds that article, and a quoted search finds nothing else."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import pytest
from samples import sample_articles

from indexer.analysed import analysed
from indexer.analysis import Analyser, search_key
from indexer.article import Article
from indexer.fields import TEXTS, field_text
from indexer.generation import Manifest
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.parser import parse
from search_app.search.request import SearchRequest
from search_app.search.service import search

SUBSTRINGS = 3000


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> WhooshEngine:
    home = tmp_path_factory.mktemp("samples")
    corpus = sample_articles()
    WhooshStore().write(home, analysed(corpus, analyser))
    return WhooshEngine(home, Manifest("g", "2024-01-01T00:00:00+00:00", len(corpus), 0, "whoosh", "", "", {}), analyser)


def quoted(text: str) -> SearchRequest:
    query = '"' + text.replace('"', '""') + '"'
    return SearchRequest(text=query, query=parse(query), size=100)


@lru_cache(maxsize=1)
def keys() -> dict[str, list[str]]:
    """The search keys of all paragraphs, by article."""
    return {
        article.id: [search_key(part) for item in TEXTS for part in field_text(article, item.name).split("\n")]
        for article in sample_articles()
    }


def holders(text: str) -> set[str]:
    """The ids of the articles that contain `text` literally, by plain scan."""
    key = search_key(text)
    return {identifier for identifier, paragraphs in keys().items() if any(key in paragraph for paragraph in paragraphs)}


def random_substring(rng: Random, article: Article) -> str:
    """One to eight characters from within one paragraph of one of the article's texts, with something visible in it."""
    paragraphs = [part for item in TEXTS for part in field_text(article, item.name).split("\n") if search_key(part)]
    paragraph = rng.choice(paragraphs)
    size = rng.randint(1, 8)
    start = rng.randrange(max(len(paragraph) - size, 0) + 1)
    text = paragraph[start : start + size]
    return text if search_key(text).strip('"') else random_substring(rng, article)


@pytest.mark.parametrize("part", range(10))
def test_any_substring_in_quotes_finds_exactly_the_articles_that_contain_it(engine: WhooshEngine, part: int) -> None:
    rng = Random(part)
    for _ in range(SUBSTRINGS // 10):
        text = random_substring(rng, rng.choice(sample_articles()))
        results = search(engine, quoted(text))
        expected = holders(text)
        assert results.total == results.total_literal == len(expected), text
        assert {hit.article.id for hit in results.hits} <= expected, text


@pytest.mark.parametrize(
    "text", ["方志云", "第30期", "志办", "２０２３", "的", "2020年", "《澜川年鉴", "”", "。", "BIBF", "bibf"]
)
def test_a_plain_term_finds_every_article_that_contains_it(engine: WhooshEngine, text: str) -> None:
    results = search(engine, SearchRequest(text=text, query=parse(text), size=100))
    assert results.total_literal == len(holders(text))
    assert results.total >= results.total_literal


def test_every_title_typed_as_it_stands_finds_its_article_first_or_beside_its_namesakes(engine: WhooshEngine) -> None:
    for article in sample_articles():
        results = search(engine, quoted(article.title))
        titles = [search_key(hit.article.title) for hit in results.hits]
        assert search_key(article.title) in titles[0], article.title
        assert article.id in {hit.article.id for hit in results.hits}
        plain = search(engine, SearchRequest(text=article.title, query=parse(article.title), size=100))
        assert article.id in {hit.article.id for hit in plain.hits}, article.title


@pytest.mark.parametrize("script", ["省誌", "省志", "ＧＩＳ", "gis"])
def test_script_width_and_case_make_no_difference(engine: WhooshEngine, script: str) -> None:
    plain = {"省誌": "省志", "省志": "省誌", "ＧＩＳ": "gis", "gis": "GIS"}[script]
    assert search(engine, quoted(script)).total == search(engine, quoted(plain)).total > 0
