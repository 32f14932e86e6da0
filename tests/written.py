"""Writes articles with a store, in this process and without pages or a cache: what a build does, for tests and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.fields import TEXTS, field_text
from indexer.store import Store, in_turn


def analysed(articles: Iterable[Article], analyser: Analyser) -> Iterator[AnalysedArticle]:
    """The articles of a stream with their words, segmented one by one."""
    return (AnalysedArticle(article, _words(article, analyser)) for article in articles)


def _words(article: Article, analyser: Analyser) -> dict[str, str]:
    return {
        text.name: "\n".join(" ".join(analyser.words(paragraph)) for paragraph in field_text(article, text.name).split("\n"))
        for text in TEXTS
    }


def write(store: Store, home: Path, articles: Iterable[AnalysedArticle]) -> None:
    """Write all articles (distinct ids, taken one by one) into the folder `home`, as one stretch."""
    stream = iter(articles)
    taken: list[AnalysedArticle] = []

    def first() -> Iterator[Article]:
        for item in stream:
            taken.append(item)
            yield item.article

    maker = store.maker(home, first())
    store.join(home, maker, maker("all", chain(taken, stream)), in_turn)
