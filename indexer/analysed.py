"""AnalysedArticle: an article with its index words, on the way from segmentation to a store. A store never segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.fields import TEXTS, field_text


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """`words` holds for every searched text the index words of all its paragraphs, one after another."""

    article: Article
    words: Mapping[str, Sequence[str]]


def analysed(articles: Iterable[Article], analyser: Analyser) -> Iterator[AnalysedArticle]:
    """The articles of a stream with their words, segmented one by one in this process."""
    return (AnalysedArticle(article, _words(article, analyser)) for article in articles)


def _words(article: Article, analyser: Analyser) -> dict[str, list[str]]:
    return {
        text.name: [word for paragraph in field_text(article, text.name).split("\n") for word in analyser.words(paragraph)]
        for text in TEXTS
    }
