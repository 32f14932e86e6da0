"""Which issues there are, by year and series, and which numbers are missing between them. Pure: counts in, values out.

Missing are the numbers between the first and the last that is known; what came before or after, the articles cannot say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.fields import ISSUE_VALUE
from search_app.search.engine import EngineQuery, FacetScope
from search_app.search.query import Everything
from search_app.search.request import DateRange, Filter, Sort


@dataclass(frozen=True, slots=True)
class Issue:
    """One number of a series in a year: the facet value it is filtered by, and how many articles it holds."""

    number: int
    value: str
    articles: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that are missing: `first` to `last`, both included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many numbers are missing here."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class SeriesYear:
    """The issues of one series in one year by number, never none, and the gaps between them. `series` is "" where unknown."""

    series: str
    issues: tuple[Issue, ...]
    gaps: tuple[Gap, ...]

    @property
    def first(self) -> int:
        """The lowest number that is known."""
        return self.issues[0].number

    @property
    def last(self) -> int:
        """The highest number that is known."""
        return self.issues[-1].number

    @property
    def missing(self) -> int:
        """How many numbers are missing in all."""
        return sum(gap.size for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class IssueYear:
    """One year: its series by name, the one without a name last; never none."""

    year: int
    series: tuple[SeriesYear, ...]

    @property
    def issues(self) -> int:
        """How many issues are known of this year."""
        return sum(len(item.issues) for item in self.series)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The values of the issues that are held before and after one in its series, be they of other years."""

    before: str | None
    after: str | None


def issue_counts_query(filters: tuple[Filter, ...] = ()) -> EngineQuery:
    """What an engine is asked for the list of issues: the count of every issue value under `filters`, and no hits."""
    return EngineQuery(
        query=Everything(),
        texts=(),
        literal_only=False,
        filters=filters,
        published=DateRange(),
        sort=Sort.NEWEST,
        offset=0,
        limit=0,
        facets=(FacetScope("issue", filters),),
    )


def issue_years(counts: Mapping[str, int]) -> tuple[IssueYear, ...]:
    """The years that have issues, newest first, from the number of articles of each issue value."""
    found: dict[int, dict[str, list[Issue]]] = {}
    for value, articles in counts.items():
        if match := ISSUE_VALUE.fullmatch(value):
            series = found.setdefault(int(match["year"]), {}).setdefault(match["series"] or "", [])
            series.append(Issue(int(match["issue"]), value, articles))
    return tuple(IssueYear(year, _by_name(by_series)) for year, by_series in sorted(found.items(), reverse=True))


def neighbours(value: str, years: Sequence[IssueYear], own: Mapping[str, int]) -> Neighbours:
    """The issues around the one of that value, be it held or missing; none where nobody says what series it is of.

    `own` are the counts of issue values over its own articles: the other number of a joint issue, which has no more than these,
    is the same issue and not beside it.
    """
    match = ISSUE_VALUE.fullmatch(value)
    if not (match and match["series"]):
        return Neighbours(None, None)
    place = int(match["year"]), int(match["issue"])
    held = {
        (year.year, issue.number): issue.value
        for year in years
        for item in year.series
        if item.series == match["series"]
        for issue in item.issues
        if own.get(issue.value) != issue.articles
    }
    before = max((other for other in held if other < place), default=None)
    after = min((other for other in held if other > place), default=None)
    return Neighbours(held[before] if before else None, held[after] if after else None)


def year_of(value: str) -> int | None:
    """The year of an issue's value."""
    match = ISSUE_VALUE.fullmatch(value)
    return int(match["year"]) if match else None


def series_of(value: str) -> str:
    """The series of an issue's value; "" where it names none."""
    match = ISSUE_VALUE.fullmatch(value)
    return match["series"] or "" if match else ""


def _by_name(by_series: Mapping[str, list[Issue]]) -> tuple[SeriesYear, ...]:
    names = sorted(by_series, key=lambda name: (not name, name))  # what has no name stands last, as in the facet
    return tuple(_series_year(name, by_series[name]) for name in names)


def _series_year(series: str, issues: list[Issue]) -> SeriesYear:
    ordered = tuple(sorted(issues, key=lambda issue: issue.number))
    gaps = tuple(
        Gap(before.number + 1, after.number - 1) for before, after in pairwise(ordered) if after.number > before.number + 1
    )
    return SeriesYear(series, ordered, gaps)
