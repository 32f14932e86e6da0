"""Shortcuts: where a plain query names an issue, a day, a series or a year, the way to just those articles; and where one term of
several names an issue or a year, to the articles of it that the others find. What a query matches stays as it is.

The header of a bulletin often writes 第18期(总第413期) without a year, and no text says 2018-09-20, so 2018年第18期 and a date
are found by luck where they are searched as text. As a filter they are exact. The engine is asked a few times at most, and only
where a query looks like one of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indexer.fields import FACETS
from indexer.numerals import NUMBER, YEAR, number
from search_app.search.engine import Engine, EngineQuery, FacetScope
from search_app.search.issues import series_of, year_of
from search_app.search.narrowing import counting, everything, filtered, offered, without
from search_app.search.parser import parse
from search_app.search.prefixes import with_values
from search_app.search.query import Term, plain_terms, prefixed
from search_app.search.request import DateRange, Filter, SearchRequest, Sort
from search_app.search.results import Offer
from search_app.search.series_shortcuts import beside_year, goes_by, named_series_or_year

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
    """The day or month that a plain query names, or the issues, newest first; else what a prefix asks for without the space
    behind it, or the series, source or year; only such as hold articles.

    They keep the facets, the dates and the page size of the request, for which `asked` is what the engine was asked.
    """
    terms = plain_terms(request.query)
    key = "".join(term.key for term in terms)
    names_something = 0 < len(key) <= LONGEST_KEY
    if names_something and request.published == DateRange() and (match := _DAY.fullmatch(key)):
        return _days(engine, asked, everything(request, Sort.OLDEST), match)
    if not names_something or any(item.name == "issue" for item in request.filters):
        return _prefix_apart(engine, asked, request)
    return (
        _issues_named(engine, asked, request, key)
        or _issues_beside(engine, asked, request, terms)
        or _prefix_apart(engine, asked, request)
        or beside_year(engine, asked, request, terms)
        or named_series_or_year(engine, asked, request, _without_number(key))
    )


def _prefix_apart(engine: Engine, asked: EngineQuery, request: SearchRequest) -> tuple[Offer, ...]:
    """What a prefix asks for with the value that a space keeps from it: 作者: 顾云舟, as pages write it, is two texts."""
    text = with_values(request.text)
    if text == request.text:
        return ()
    query = parse(text)  # it is no longer than what was parsed already, and has no more leaves
    if prefixed(query) <= prefixed(request.query):
        return ()  # the value is none that the prefix can have, or all of it stands in quotes
    return offered(engine, asked, replace(request, text=text, query=query, page=1), text)


def _issues_named(engine: Engine, asked: EngineQuery, request: SearchRequest, key: str) -> tuple[Offer, ...]:
    """The issues that the query as a whole names."""
    match = _named_issue(key)
    return _issues(engine, asked, everything(request, Sort.OLDEST), match) if match else ()


def _issues_beside(engine: Engine, asked: EngineQuery, request: SearchRequest, terms: Sequence[Term]) -> tuple[Offer, ...]:
    """The issues that one of several terms names, with what the others find there."""
    naming = [(term, match) for term in terms if (match := _named_issue(term.key))]
    if len(terms) < 2 or len(naming) != 1:
        return ()
    ((term, match),) = naming
    return _issues(engine, asked, without(request, term, terms), match)


def _named_issue(key: str) -> re.Match[str] | None:
    return _ISSUE.fullmatch(key) or _SHORT_ISSUE.fullmatch(key)


def _issues(engine: Engine, asked: EngineQuery, request: SearchRequest, match: re.Match[str]) -> tuple[Offer, ...]:
    """The issues of that name which hold articles that `request` finds, and those articles of each."""
    year, issue = number(match["year"] or ""), number(match["number"])
    name = f"{match['before'] or ''}{match['between']}{match['behind']}"
    wanted = str(issue) if year is None else f"{year}-{issue}"
    role = FACETS["issue"]
    filters = (*request.filters, Filter("issue", (wanted,)))
    counted = replace(counting(asked, request), filters=filters, facets=(FacetScope("issue", filters),))
    counts = dict(engine.search(counted).facets["issue"].values)
    found = [value for value in counts if wanted in role.aliases(value) and (not name or goes_by(series_of(value), name))]
    newest = sorted(sorted(found), key=lambda value: year_of(value) or 0, reverse=True)[:MOST_ISSUES]
    beside = f" {request.text}" if request.text else ""
    return tuple(
        Offer(f"{role.value_label(value)}{beside}", counts[value], filtered(request, Filter("issue", (value,))))
        for value in newest
    )


def _without_number(key: str) -> str:
    """A key that names an issue without its number and what follows from it: where no such issue is held, its year may be."""
    match = _ISSUE.fullmatch(key)
    return f"{match['before'] or ''}{match['year'] or ''}{match['between']}{match['behind']}" if match else key


def _days(engine: Engine, asked: EngineQuery, request: SearchRequest, match: re.Match[str]) -> tuple[Offer, ...]:
    day = match["day"] or match["numeric"]
    try:
        first = date(number(match["year"]) or 0, number(match["month"]) or 0, number(day or "1") or 0)
    except ValueError:
        return ()  # the shape of a day, but no day of the calendar
    last = first if day else first.replace(day=monthrange(first.year, first.month)[1])
    label = f"{first.year}年{first.month}月" + (f"{first.day}日" if day else "") + "发布的文章"
    return offered(engine, asked, replace(request, published=DateRange(first, last)), label)
