"""The port to an engine: what a search asks of it and what it answers.

tests/contracts hold every engine to the meaning of a search, which is tests/reference.py.

An engine answers which articles match, in which order, and how many there are by facet value. It knows nothing of URLs,
labels, snippets or pages of HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from indexer.analysis import Analyser
from indexer.article import Article
from search_app.search.query import Query
from search_app.search.request import DateRange, Filter, Sort


@dataclass(frozen=True, slots=True)
class FacetScope:
    """Count the values of facet `name` over the articles that the query, the dates and `filters` leave.

    The first `most` of them in the facet's order come back (all where None), and those that one of `ticked` names.
    """

    name: str
    filters: tuple[Filter, ...]
    ticked: tuple[str, ...] = ()
    most: int | None = None


class FacetCounts(NamedTuple):
    """Values with the number of articles that have them, never 0, by `facets.place_key`; and how many more values there are."""

    values: tuple[tuple[str, int], ...]
    more: int


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """Everything that decides an answer. `texts` are the names of the searched fields; hits [offset, offset + limit) come back.

    With `literal_only`, plain terms match literally and in no other way. `recency` (0 to 0.1) prefers recent articles:
    `search_app.search.ranking` says how.
    """

    query: Query
    texts: tuple[str, ...]
    literal_only: bool
    filters: tuple[Filter, ...]
    published: DateRange
    sort: Sort
    offset: int
    limit: int
    facets: tuple[FacetScope, ...]
    recency: float = 0.0


class EngineHit(NamedTuple):
    """One article in its place, by its id. `score` is rounded to six decimals, so that every engine breaks ties alike."""

    id: str
    score: float
    literal: bool


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Exact totals, the hits asked for, and the counts of every facet scope by its name."""

    total: int
    total_literal: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, FacetCounts]


class ScorePart(NamedTuple):
    """What one part adds to an article's score. A tuple, for a page makes thousands.

    `kind` is "word" or "gram", and `unit` then what stands `counts` times in each text; or "recent", the preference for
    recent articles, where `frequency` is the article's freshness and `idf` the strength of the preference.
    """

    unit: str
    kind: str
    counts: Mapping[str, int]
    frequency: float
    idf: float
    added: float


class Engine(Protocol):
    """An open generation. Safe for many threads at once."""

    @property
    def generation(self) -> str:
        """The name of the generation this engine reads."""

    @property
    def analyser(self) -> Analyser:
        """The analysis its index was made with: queries and highlights must use the same."""

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Answer one query. Never raises for any query the parser lets through."""

    def articles(self, ids: Sequence[str]) -> Mapping[str, Article]:
        """The articles that have one of `ids`, by id; an id that no article has is left out."""

    def explain(self, query: EngineQuery, ids: Sequence[str]) -> Mapping[str, tuple[ScorePart, ...]]:
        """Of which parts, in any order, the scores of articles that the query finds are made, by id; they add up to the score,
        up to rounding. An id that no article has is left out."""
