"""Work grows with the query, not with the hits: no Python code runs once a hit, an article of the index, or a facet value.

Counted, not timed: every call of a Python or C function during a search of a small corpus and of one ten times as large, where
ten times as many articles match. What arrays do inside one call is not seen here; `make bench` measures that.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from written import analysed, write

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.asking import engine_query
from search_app.search.parser import parse
from search_app.search.request import Filter, Match, SearchRequest, Sort
from search_app.search.service import search

SMALL, LARGE = 1_500, 15_000  # both past the size from which dropping is worth its calls
SLACK = 1.1  # a search may take another branch where arrays are larger, but never one call a hit: that would be a factor of ten
QUERIES = {
    "a word": SearchRequest(query=parse("地方志")),
    "a phrase": SearchRequest(query=parse('"编纂工作的"')),
    "one character": SearchRequest(query=parse("的")),
    "AND": SearchRequest(query=parse("地方志 年鉴")),
    "OR": SearchRequest(query=parse("地方志 OR 渡口")),
    "NOT": SearchRequest(query=parse("年鉴 -村史")),
    "brackets": SearchRequest(query=parse("(年鉴 OR 渡口) (工作 OR -村史)")),
    "a field": SearchRequest(query=parse("标题:年鉴")),
    "years": SearchRequest(query=parse("年:2001..2020 年鉴")),
    "a long sentence": SearchRequest(query=parse("各地工作会议在渡口召开全省年鉴按时出版编纂")),
    "everything": SearchRequest(),
    "filters": SearchRequest(query=parse("年鉴"), filters=(Filter("series", ("工作简报",)), Filter("author", ("刘源", "黄绚")))),
    "newest": SearchRequest(query=parse("年鉴"), sort=Sort.NEWEST),
    "literal only": SearchRequest(query=parse("编纂工作的"), match=Match.LITERAL),
    "the last page": SearchRequest(query=parse("年鉴"), page=3),
}


def article(number: int) -> Article:
    """Articles of the same words: all of them match whatever one of them matches, and every facet has a fixed set of values."""
    day = datetime(2020, 1, 1) + timedelta(days=number % 300)
    return Article(
        id=f"article-{number:06}",
        title=f"年鉴编纂第{number % 7}年",
        body=f"全省地方志编纂工作的会议在渡口召开，年鉴按时出版。\n各地的工作有{number % 9}项。",
        series=("工作简报", "政工简讯")[number % 2],
        year=day.year,
        issue=number % 40 + 1,
        authors=(("刘源", "黄绚", "沈岚")[number % 3],),
        source="澜川日报",
        published=day,
    )


def calls_of(work: Callable[[], Any]) -> int:
    """The number of Python and C functions called by `work`, after one run that fills what is made once."""
    work()
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.collect()
    gc.disable()  # a finalizer is nobody's work
    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
        gc.enable()
    return count


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> dict[int, WhooshEngine]:
    """The engine over each corpus, by its size; both have one segment."""
    opened = {}
    for size in (SMALL, LARGE):
        home = tmp_path_factory.mktemp(f"articles-{size}")
        write(WhooshStore(), home, analysed(map(article, range(size)), analyser))
        manifest = Manifest("test", "2024-01-01T00:00:00+00:00", size, 0, "whoosh", analyser.fingerprint, "", {})
        opened[size] = WhooshEngine(home, manifest, analyser)
    return opened


@pytest.fixture(autouse=True)
def _sift_with_narrow_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the smaller corpus too: it is done from more documents on than it has."""
    monkeypatch.setattr("search_app.engines.whoosh.scoring._WORTH_NARROWING", 0)


@pytest.mark.parametrize("name", QUERIES)
def test_a_search_calls_nothing_once_a_hit(engines: dict[int, WhooshEngine], name: str) -> None:
    query = engine_query(QUERIES[name])
    totals = {size: engine.search(query).total for size, engine in engines.items()}
    calls = {size: calls_of(lambda engine=engine: engine.search(query)) for size, engine in engines.items()}
    assert totals[LARGE] >= 9 * totals[SMALL] > 0
    assert calls[LARGE] <= SLACK * calls[SMALL], calls


def test_a_page_with_snippets_calls_as_much_in_a_large_index_as_in_a_small_one(engines: dict[int, WhooshEngine]) -> None:
    calls = {size: calls_of(lambda engine=engine: search(engine, QUERIES["AND"])) for size, engine in engines.items()}
    assert calls[LARGE] <= SLACK * calls[SMALL], calls


def test_facet_counts_cost_calls_by_values_shown_not_by_hits(engines: dict[int, WhooshEngine]) -> None:
    asked = engine_query(QUERIES["everything"])
    plain = replace(asked, facets=())
    assert engines[LARGE].search(plain).facets == {}
    costs = {
        size: calls_of(lambda engine=engine: engine.search(asked)) - calls_of(lambda engine=engine: engine.search(plain))
        for size, engine in engines.items()
    }
    assert 0 < costs[LARGE] <= SLACK * costs[SMALL], costs


def test_the_counter_sees_a_loop_over_hits() -> None:
    assert calls_of(lambda: [len(str(number)) for number in range(LARGE)]) > LARGE


def test_building_calls_the_same_for_each_article(tmp_path: Path, analyser: Analyser) -> None:
    def building(size: int) -> int:
        ready = [AnalysedArticle(item.article, item.words) for item in analysed(map(article, range(size)), analyser)]
        homes = iter([tmp_path / f"{size}-first", tmp_path / f"{size}-second"])

        def build() -> None:
            home = next(homes)
            home.mkdir()
            write(WhooshStore(), home, ready)

        return calls_of(build)

    fixed, small, large = building(1), building(500), building(5_000)
    assert (large - fixed) / 5_000 <= SLACK * (small - fixed) / 500, (fixed, small, large)
