"""Shortcuts: where a plain query names an issue or a day, the way to just those articles. What a query matches stays as it is.

The header of a bulletin often writes 第18期(总第413期) without a year, and no text says 2018-09-20, so 2018年第18期 and a date
are found by luck where they are searched as text. As a filter they are exact. The engine is asked once, and only where a query
looks like one of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from indexer.analysis import search_key
from indexer.fields import FACETS, ISSUE_VALUE
from indexer.pages.numerals import NUMBER, YEAR, number
from search_app.search.engine import Engine, EngineQuery, FacetScope
from search_app.search.query import And, Everything, Query, Term, Value
from search_app.search.request import DateRange, Filter, SearchRequest, Sort
from search_app.search.results import Offer

MOST_ISSUES = 6  # 第30期 alone names one of every year and series
LONGEST_KEY = 60  # characters: what is longer is a sentence

_TOTAL = rf"(?:\(?总第?{NUMBER}期\)?)?"
_ISSUE = re.compile(
    rf"(?:(?P<before>\D*?)(?P<year>{YEAR})年度?)?(?P<between>[^\d第]*?)第?(?P<number>{NUMBER})期{_TOTAL}(?P<behind>\D*)"
)
_SHORT_ISSUE = re.compile(r"(?P<before>\D*?)[:(]?(?P<year>\d{4})-(?P<between>)(?P<number>\d{1,4})\)?(?P<behind>)")
_DAY = re.compile(
    rf"(?P<year>{YEAR})(?:年|[-./])(?P<month>{NUMBER})(?:月(?:(?P<day>{NUMBER})[日号])?|[-./](?P<numeric>\d{{1,2}}))"
)


def shortcuts(engine: Engine, request: SearchRequest) -> tuple[Offer, ...]:
    """The issues that a plain query names, newest first, or the day or month; only such as hold articles.

    They keep the facets, the dates and the page size of the request.
    """
    key = _plain_key(request.query)
    if not 0 < len(key) <= LONGEST_KEY:
        return ()
    if (match := _ISSUE.fullmatch(key) or _SHORT_ISSUE.fullmatch(key)) and not any(
        item.name == "issue" for item in request.filters
    ):
        return _issues(engine, request, match)
    if (match := _DAY.fullmatch(key)) and request.published == DateRange():
        return _days(engine, request, match)
    return ()


def _plain_key(query: Query) -> str:
    """The search key of a query of plain terms, run together; "" of any other."""
    terms = query.parts if isinstance(query, And) else (query,)
    keys = [term.key for term in terms if isinstance(term, Term) and term.field is None]
    return "".join(keys) if len(keys) == len(terms) else ""


def _issues(engine: Engine, request: SearchRequest, match: re.Match[str]) -> tuple[Offer, ...]:
    year, issue = number(match["year"] or ""), number(match["number"])
    name = f"{match['before'] or ''}{match['between']}{match['behind']}"
    wanted = str(issue) if year is None else f"{year}-{issue}"
    role = FACETS["issue"]
    asked = replace(_asked(request), query=Value("issue", (wanted,)), facets=(FacetScope("issue", request.filters),))
    counts = dict(engine.search(asked).facets["issue"].values)
    found = [value for value in counts if wanted in role.aliases(value) and _is_of_series(value, name)]
    newest = sorted(sorted(found), key=_year, reverse=True)[:MOST_ISSUES]
    return tuple(Offer(role.value_label(value), counts[value], _all_of(request, Filter("issue", (value,)))) for value in newest)


def _is_of_series(value: str, name: str) -> bool:
    """Whether an issue value belongs to a series that goes by `name`: 政工简讯, 省地方志办政工简讯; "" is any."""
    match = ISSUE_VALUE.fullmatch(value)
    series = search_key(match["series"] or "") if match else ""
    return not name or (bool(series) and (name.endswith(series) or series.endswith(name)))


def _year(value: str) -> int:
    match = ISSUE_VALUE.fullmatch(value)
    return int(match["year"]) if match else 0


def _days(engine: Engine, request: SearchRequest, match: re.Match[str]) -> tuple[Offer, ...]:
    day = match["day"] or match["numeric"]
    try:
        first = date(number(match["year"]) or 0, number(match["month"]) or 0, number(day or "1") or 0)
    except ValueError:
        return ()  # the shape of a day, but no day of the calendar
    last = first if day else first.replace(day=monthrange(first.year, first.month)[1])
    within = DateRange(first, last)
    total = engine.search(replace(_asked(request), published=within)).total
    label = f"{first.year}年{first.month}月" + (f"{first.day}日" if day else "") + "发布的文章"
    return (Offer(label, total, replace(_all_of(request), published=within)),) if total else ()


def _all_of(request: SearchRequest, *more: Filter) -> SearchRequest:
    """The same filters and `more` without a query, in reading order."""
    filters = sorted((*request.filters, *more), key=lambda item: list(FACETS).index(item.name))
    return SearchRequest(filters=tuple(filters), published=request.published, sort=Sort.OLDEST, size=request.size)


def _asked(request: SearchRequest) -> EngineQuery:
    """Counts under the same filters, and no hits."""
    return EngineQuery(
        query=Everything(),
        texts=(),
        literal_only=False,
        filters=request.filters,
        published=request.published,
        sort=Sort.NEWEST,
        offset=0,
        limit=0,
        facets=(),
    )
