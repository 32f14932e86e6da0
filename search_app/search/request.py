"""SearchRequest: what a reader asks for, as one frozen value. It knows neither URLs (`params`) nor engines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from search_app.search.query import Everything, Query

MOST_HITS_DEEP = 10_000  # page × size may not reach past this hit
LARGEST_PAGE = 100
DEFAULT_SIZE = 20


class Sort(Enum):
    """The order of hits; undated articles come last in both date orders."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


def default_sort(query: Query) -> Sort:
    """Relevance where there is something to be relevant to, else the newest first."""
    return Sort.NEWEST if query == Everything() else Sort.RELEVANCE


class Scope(Enum):
    """Which texts are searched: every searched text, or the title alone."""

    ALL = "all"
    TITLE = "title"


class Match(Enum):
    """Whether a plain term may match by its words (WORDS) or must stand literally (LITERAL)."""

    WORDS = "words"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Filter:
    """Articles that have one of `values` in the facet `name`; values are OR-ed, filters AND-ed. `values` is never empty.

    Compared as written, with the values of an article and with their aliases (`fields.FACETS`): 2023-30 is 政工简讯:2023-30 too.
    """

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Inclusive days of publication; an open end is None. Undated articles fall out of any range but the open one."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. `query` is what the raw `text` means; `filters` hold each facet name at most once; `page` counts from 1."""

    text: str = ""
    query: Query = Everything()
    filters: tuple[Filter, ...] = ()
    published: DateRange = DateRange()
    scope: Scope = Scope.ALL
    match: Match = Match.WORDS
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = DEFAULT_SIZE
