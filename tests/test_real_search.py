"""The real page through the whole way: read, indexed, found, marked. Its text stays outside the project (BULLETIN_REAL_PAGES)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from samples import PAGES

from indexer.analysis import Analyser
from indexer.build import build
from indexer.generation import read_current
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.opening import Opener
from search_app.search.parser import parse
from search_app.search.request import SearchRequest
from search_app.search.service import search

REAL_PAGES = os.environ.get("BULLETIN_REAL_PAGES")

pytestmark = pytest.mark.skipif(not REAL_PAGES, reason="BULLETIN_REAL_PAGES does not name the folder with the real page")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> WhooshEngine:
    index = tmp_path_factory.mktemp("real")
    pages = [Path(REAL_PAGES or ""), PAGES]
    build(pages, index, WhooshStore(), analyser, keep=2, rebuild=True, progress=lambda *_: None)
    return Opener("whoosh", WhooshEngine, analyser)(index, read_current(index))


@pytest.mark.parametrize(
    "text", ["两个确立", "五心", "刘源", "第30期", "总第141期", '"提出“五心”(静心"', "以高质量机关党建引领保障高质量发展"]
)
def test_the_real_page_is_found_among_the_samples_with_its_facets_and_marks(engine: WhooshEngine, text: str) -> None:
    results = search(engine, SearchRequest(text=text, query=parse(text)))
    hit = results.hits[0]
    assert (hit.article.series, hit.article.year, hit.article.issue) == ("政工简讯", 2023, 30)
    assert hit.literal
    facets = {facet.name: {value.value: value.articles for value in facet.values} for facet in results.facets}
    assert facets["author"]["刘源"] == facets["issue"]["政工简讯:2023-30"] == 1
    assert facets["source"]["四川省地方志工作办公室"] == 1
    shown = [snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.marks]
    shown += [hit.article.title[start:end] for start, end in hit.title_marks]
    assert any(mark and mark in text for mark in shown)
