"""AnalysedArticle: an article with its index words, on the way from segmentation to a store. A store never segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.article import Article


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """`words` holds for every searched text the index words of all its paragraphs, parted by spaces or newlines, which no word
    holds: one string, so that nothing on the way has to touch each word."""

    article: Article
    words: Mapping[str, str]
