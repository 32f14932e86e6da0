"""AnalysedArticle: an article with its index words, on the way from segmentation to a store. A store never segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.fields import TEXTS, field_text


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """`words` holds for every searched text the index words of all its paragraphs, parted by spaces or newlines, which no word
    holds: one string, so that nothing on the way has to touch each word."""

    article: Article
    words: Mapping[str, str]


def analysed(articles: Iterable[Article], analyser: Analyser) -> Iterator[AnalysedArticle]:
    """The articles of a stream with their words, segmented one by one: what a build gives a store, without its cache."""
    return (AnalysedArticle(article, _words(article, analyser)) for article in articles)


def _words(article: Article, analyser: Analyser) -> dict[str, str]:
    return {
        text.name: "\n".join(" ".join(analyser.words(paragraph)) for paragraph in field_text(article, text.name).split("\n"))
        for text in TEXTS
    }
