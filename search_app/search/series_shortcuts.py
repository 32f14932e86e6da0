"""Shortcuts to a series, a source, a year, or one of the two in a year that a plain query names; and to what other terms find
in a year named.

No article says of itself which series it is of or where it comes from, and few say their year, so 工作简报 and 2021年 find a
part by luck where they are searched as text. The engine is asked twice at most, and only where a query looks like such a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from indexer.analysis import search_key
from indexer.fields import FACETS
from indexer.numerals import YEAR, number
from search_app.search.engine import Engine, EngineQuery, FacetScope
from search_app.search.narrowing import counting, everything, filtered, offered, without
from search_app.search.prefixes import is_bare
from search_app.search.query import Term
from search_app.search.request import Filter, SearchRequest
from search_app.search.results import Offer

MOST_NAMED = 6
_NAME = re.compile(rf"(?P<before>\D*?)(?:(?P<year>{YEAR})(?:年度?)?)?(?P<behind>\D*)")
_BULLETIN = re.compile(r".(?:报|讯|信息|动态|要情|史志|刊|内参)\Z")  # how the name of a series ends
# How the name of a source ends; only what looks like one is asked for.
_SOURCE = re.compile(r".(?:报|网|在线|台|社|新闻|发布|客户端|库|办|办公室|中心|委|委员会|部|厅|局|馆|院|校|会)\Z")
_YEAR = re.compile(rf"{YEAR}(?:年度?)?")
_NAMED_AS = {"series": "", "source": f"{FACETS['source'].label} "}


def named_series_or_year(engine: Engine, asked: EngineQuery, request: SearchRequest, key: str) -> tuple[Offer, ...]:
    """The series or source, or the year, or both, that a query text as a whole names; series of most articles first."""
    match = _NAME.fullmatch(key)
    name, year = (f"{match['before']}{match['behind']}", match["year"]) if match else ("", None)
    if year and any(item.name == "year" for item in request.filters):
        return ()
    within = filtered(everything(request), _year_filter(year)) if year else everything(request)
    label = _year_label(year) if year else ""
    if name:
        return _named(engine, asked, within, name, label)
    return offered(engine, asked, within, f"{label}的文章") if year else ()


def _named(engine: Engine, asked: EngineQuery, within: SearchRequest, name: str, behind: str) -> tuple[Offer, ...]:
    """All articles that `within` finds of each series that goes by a name, and of the source that has it."""
    taken = {item.name for item in within.filters}
    shaped = (("series", _BULLETIN), ("source", _SOURCE))
    scopes = [FacetScope(facet, within.filters) for facet, shape in shaped if facet not in taken and shape.search(name)]
    if not scopes:
        return ()
    counts = engine.search(replace(counting(asked, within), facets=tuple(scopes))).facets
    series = [item for item in counts["series"].values if goes_by(item[0], name)] if "series" in counts else []
    sources = [item for item in counts["source"].values if search_key(item[0]) == name] if "source" in counts else []
    found = [("series", *item) for item in sorted(series, key=itemgetter(1), reverse=True)[:MOST_NAMED]]
    found += [("source", *item) for item in sources]
    return tuple(
        Offer(f"{_NAMED_AS[facet]}{value} {behind}".rstrip(), total, filtered(within, Filter(facet, (value,))))
        for facet, value, total in found
    )


def beside_year(engine: Engine, asked: EngineQuery, request: SearchRequest, terms: Sequence[Term]) -> tuple[Offer, ...]:
    """What the others of several terms find in the year that one of them names."""
    naming = [term for term in terms if _YEAR.fullmatch(term.key) and not term.after.endswith("(")]  # 年鉴(2020) names a volume
    if len(terms) < 2 or len(naming) != 1 or any(item.name == "year" for item in request.filters):
        return ()
    if any(is_bare(term.text) for term in terms):  # 年: 2023年度 names nothing beside the year
        return ()
    year = naming[0].key
    left = filtered(without(request, naming[0], terms), _year_filter(year))
    return offered(engine, asked, left, f"{_year_label(year)} {left.text}")


def goes_by(series: str, name: str) -> bool:
    """Whether a series goes by the folded `name`: 政工简讯 by itself, 简讯 and 省地方志办政工简讯; one without a name by none."""
    key = search_key(series)
    return bool(key) and (name.endswith(key) or key.endswith(name))


def _year_filter(year: str) -> Filter:
    return Filter("year", (str(number(year.rstrip("年度"))),))


def _year_label(year: str) -> str:
    return FACETS["year"].value_label(_year_filter(year).values[0])
