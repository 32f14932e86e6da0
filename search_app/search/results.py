"""Results: what a search found, as frozen values. No HTML, no JSON: `presenters` shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from indexer.article import Article
from search_app.search.query import Everything, Query
from search_app.search.request import SearchRequest

Mark = tuple[int, int]  # half-open range of code points


class Snippet(NamedTuple):
    """A verbatim piece of one field. `start` is its offset in that field's text, `marks` are offsets in `text`.

    Marks are sorted and neither touch nor overlap. `cut_left` and `cut_right` say that the paragraph goes on there.
    """

    field: str
    start: int
    text: str
    marks: tuple[Mark, ...]
    cut_left: bool
    cut_right: bool


class Hit(NamedTuple):
    """One article found. `literal`: every term stands in it literally. `missing`: words of the query it lacks, as typed."""

    article: Article
    score: float
    literal: bool
    missing: tuple[str, ...]
    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]


class FacetValue(NamedTuple):
    """One value of a facet and the number of articles found with it. A tuple, for a page makes hundreds."""

    value: str
    label: str
    articles: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one facet, in their order; `more` values are not listed."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search that a reader may have meant: what it is called, how many articles it finds (at least one), and itself."""

    label: str
    total: int
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one SearchRequest. `total` and `total_literal` are exact counts of articles.

    `query` is what was searched for. `read_as_text`: by the letter nothing was found, so that it is the query without its quotes
    and brackets (`prose`).
    `shortcuts` lead to the issues or the day that the query names, `suggestions` out of a search that finds nothing.
    """

    total: int
    total_literal: int
    took_ms: float
    generation: str
    page: int
    size: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    query: Query = Everything()
    read_as_text: bool = False
    shortcuts: tuple[Offer, ...] = ()
    suggestions: tuple[Offer, ...] = ()
