"""Shortcuts: where a plain query names an issue or a day, the way to just those articles; and where one term of several names an
issue, to the articles of that issue that the others find. What a query matches stays as it is.

The header of a bulletin often writes 第18期(总第413期) without a year, and no text says 2018-09-20, so 2018年第18期 and a date
are found by luck where they are searched as text. As a filter they are exact. The engine is asked once, and only where a query
looks like one of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indexer.analysis import search_key
from indexer.fields import FACETS, ISSUE_VALUE
from indexer.numerals import NUMBER, YEAR, number
from search_app.search.engine import Engine, EngineQuery, FacetScope
from search_app.search.query import And, Term, plain_terms
from search_app.search.request import DateRange, Filter, SearchRequest, Sort
from search_app.search.results import Offer

MOST_ISSUES = 6  # 第30期 alone names one of every year and series
LONGEST_KEY = 60  # characters: what is longer is a sentence

_TOTAL = rf"(?:\(?总第?{NUMBER}期\)?)?"
_JOINT = rf"(?:期?[-~至、和]第?{NUMBER})?"  # 第11-12期 is found under each of its numbers
_ISSUE = re.compile(
    rf"(?:(?P<before>\D*?)(?P<year>{YEAR})年度?)?(?P<between>[^\d第]*?)第?(?P<number>{NUMBER}){_JOINT}期{_TOTAL}(?:\(?合刊\)?)?(?P<behind>\D*)"
)
_SHORT_ISSUE = re.compile(r"(?P<before>\D*?)[:(]?(?P<year>\d{4})-(?P<between>)(?P<number>\d{1,4})\)?(?P<behind>)")
_DAY = re.compile(
    rf"(?P<year>{YEAR})(?:年|[-./])(?P<month>{NUMBER})(?:月(?:(?P<day>{NUMBER})[日号])?|[-./](?P<numeric>\d{{1,2}}))"
)


def shortcuts(engine: Engine, asked: EngineQuery, request: SearchRequest) -> tuple[Offer, ...]:
    """The issues that a plain query names, newest first, or the day or month; only such as hold articles.

    They keep the facets, the dates and the page size of the request, for which `asked` is what the engine was asked.
    """
    terms = plain_terms(request.query)
    key = "".join(term.key for term in terms)
    if not 0 < len(key) <= LONGEST_KEY:
        return ()
    if any(item.name == "issue" for item in request.filters):
        named: tuple[Offer, ...] = ()
    elif (match := _named_issue(key)) and (named := _issues(engine, asked, _everything(request), match)):
        return named
    else:
        named = _issues_beside(engine, asked, request, terms)
    if (match := _DAY.fullmatch(key)) and request.published == DateRange():
        return _days(engine, asked, _everything(request), match)
    return named


def _issues_beside(engine: Engine, asked: EngineQuery, request: SearchRequest, terms: Sequence[Term]) -> tuple[Offer, ...]:
    """The issues that one of several terms names, with what the others find there."""
    naming = [(term, match) for term in terms if (match := _named_issue(term.key))]
    if len(terms) < 2 or len(naming) != 1:
        return ()
    ((term, match),) = naming
    return _issues(engine, asked, _without(request, term, terms), match)


def _named_issue(key: str) -> re.Match[str] | None:
    return _ISSUE.fullmatch(key) or _SHORT_ISSUE.fullmatch(key)


def _issues(engine: Engine, asked: EngineQuery, request: SearchRequest, match: re.Match[str]) -> tuple[Offer, ...]:
    """The issues of that name which hold articles that `request` finds, and those articles of each."""
    year, issue = number(match["year"] or ""), number(match["number"])
    name = f"{match['before'] or ''}{match['between']}{match['behind']}"
    wanted = str(issue) if year is None else f"{year}-{issue}"
    role = FACETS["issue"]
    filters = (*request.filters, Filter("issue", (wanted,)))
    counted = replace(_counting(asked, request), filters=filters, facets=(FacetScope("issue", filters),))
    counts = dict(engine.search(counted).facets["issue"].values)
    found = [value for value in counts if wanted in role.aliases(value) and _is_of_series(value, name)]
    newest = sorted(sorted(found), key=_year, reverse=True)[:MOST_ISSUES]
    beside = f" {request.text}" if request.text else ""
    return tuple(
        Offer(f"{role.value_label(value)}{beside}", counts[value], _filtered(request, Filter("issue", (value,))))
        for value in newest
    )


def _is_of_series(value: str, name: str) -> bool:
    """Whether an issue value belongs to a series that goes by `name`: 政工简讯, 省地方志办政工简讯; "" is any."""
    match = ISSUE_VALUE.fullmatch(value)
    series = search_key(match["series"] or "") if match else ""
    return not name or (bool(series) and (name.endswith(series) or series.endswith(name)))


def _year(value: str) -> int:
    match = ISSUE_VALUE.fullmatch(value)
    return int(match["year"]) if match else 0


def _days(engine: Engine, asked: EngineQuery, request: SearchRequest, match: re.Match[str]) -> tuple[Offer, ...]:
    day = match["day"] or match["numeric"]
    try:
        first = date(number(match["year"]) or 0, number(match["month"]) or 0, number(day or "1") or 0)
    except ValueError:
        return ()  # the shape of a day, but no day of the calendar
    last = first if day else first.replace(day=monthrange(first.year, first.month)[1])
    within = DateRange(first, last)
    total = engine.search(replace(_counting(asked, request), published=within)).total
    label = f"{first.year}年{first.month}月" + (f"{first.day}日" if day else "") + "发布的文章"
    return (Offer(label, total, replace(request, published=within)),) if total else ()


def _everything(request: SearchRequest) -> SearchRequest:
    """All articles under the same filters, in reading order."""
    return SearchRequest(filters=request.filters, published=request.published, sort=Sort.OLDEST, size=request.size)


def _without(request: SearchRequest, term: Term, terms: Sequence[Term]) -> SearchRequest:
    """The first page of a query of plain terms without one of them."""
    left = [other for other in terms if other != term]
    query = And(tuple(left)) if len(left) > 1 else left[0]
    return replace(request, text=" ".join(other.text for other in left), query=query, page=1)


def _filtered(request: SearchRequest, more: Filter) -> SearchRequest:
    """The same with one more filter."""
    filters = sorted((*request.filters, more), key=lambda item: list(FACETS).index(item.name))
    return replace(request, filters=tuple(filters))


def _counting(asked: EngineQuery, request: SearchRequest) -> EngineQuery:
    """Counts of what a request finds, and no hits."""
    filters, published = request.filters, request.published
    return replace(asked, query=request.query, filters=filters, published=published, offset=0, limit=0, facets=())
