"""This project's store and engine, as the benchmark runs them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy
from queries import request_of
from stream import FACETS, Document
from wire import Answer, Plan, serve
from written import write

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.settings import Settings
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.search.asking import Preference, engine_query
from search_app.search.engine import EngineAnswer, EngineQuery
from search_app.search.request import Filter, Sort
from search_app.settling import settle

AS_SERVED = Preference(Settings().recent_percent / 100)  # what the site asks for unless an operator sets it otherwise


class ReadyAnalyser(Analyser):
    """An analyser that has cut the words of every query before the clock starts, as every other engine finds them."""

    def __init__(self) -> None:
        super().__init__()
        self._queries: dict[str, list[str]] = {}
        self._accurate: dict[str, list[str]] = {}

    def query_words(self, text: str) -> list[str]:
        if text not in self._queries:
            self._queries[text] = super().query_words(text)
        return self._queries[text]

    def accurate_words(self, text: str) -> list[str]:
        if text not in self._accurate:
            self._accurate[text] = super().accurate_words(text)
        return self._accurate[text]


class ThisProject:
    """An Engine of `wire`."""

    def version(self) -> str:
        return f"this project (whoosh {version('whoosh')}, numpy {numpy.__version__})"

    def documents(self, articles: Iterator[Document]) -> Iterator[AnalysedArticle]:
        for line in articles:
            yield AnalysedArticle(Article.from_json(json.loads(line["json"])), line["words"])

    def build(self, home: Path, articles: Iterator[AnalysedArticle]) -> None:
        write(WhooshStore(), home, articles)

    def load(self) -> None:
        self._analyser = ReadyAnalyser()

    def open(self, home: Path) -> None:
        self._engine = open_engine(home, self._analyser)
        settle()  # as the server does

    def prepared(self, plan: Plan) -> EngineQuery:
        filters = tuple(Filter(name, tuple(values)) for name, values in plan["filters"].items())
        query = engine_query(request_of(plan["text"], filters, Sort(plan["sort"])), AS_SERVED)
        for text in plan["cut"]:
            self._analyser.query_words(text)
        return replace(query, facets=tuple(scope for scope in query.facets if scope.name in FACETS))

    def search(self, prepared: EngineQuery) -> EngineAnswer:
        return self._engine.search(prepared)

    def answer(self, found: EngineAnswer) -> Answer:
        return {"total": found.total, "ids": [hit.id for hit in found.hits], "years": dict(found.facets["year"].values)}


def open_engine(home: Path, analyser: Analyser | None = None) -> WhooshEngine:
    """The engine on an index that belongs to no generation, for nobody published it."""
    analyser = analyser or Analyser()
    return WhooshEngine(home, Manifest("bench", "2024-01-01T00:00:00+00:00", 0, 0, "", "", "", {}), analyser)


if __name__ == "__main__":
    serve(ThisProject())
