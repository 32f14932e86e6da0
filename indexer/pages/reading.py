"""PageReading: what reading one page gives: its articles, and what in them is doubtful. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.article import Article


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a page that somebody should look at: a stable word, a Chinese sentence, and the line that shows it."""

    reason: str
    sentence: str
    line: str | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """The articles of a page, at least one, in the page's order; and the doubts about the page as a whole."""

    articles: tuple[Article, ...]
    doubts: tuple[Doubt, ...] = ()
