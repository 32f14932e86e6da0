"""Facets: which filters count for which facet, the order of values, and what is listed. Pure functions.

The counts of a facet ignore that facet's own filter and obey all others, so that a reader sees what another value would add.
A ticked value is always listed, at 0 if need be.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from functools import lru_cache

from pypinyin import lazy_pinyin

from indexer.fields import FACETS, ISSUE_VALUE, FacetRole
from search_app.search.engine import FacetScope
from search_app.search.request import Filter
from search_app.search.results import Facet, FacetValue

MOST_VALUES = 50


def facet_scopes(filters: tuple[Filter, ...]) -> tuple[FacetScope, ...]:
    """For every facet of the table, the filters its counts obey: all but its own."""
    return tuple(FacetScope(name, tuple(item for item in filters if item.name != name)) for name in FACETS)


def facets(counts: Mapping[str, Mapping[str, int]], filters: tuple[Filter, ...]) -> tuple[Facet, ...]:
    """What is listed for every facet, given the engine's counts by value."""
    ticked = {item.name: item.values for item in filters}
    return tuple(_facet(role, counts.get(name, {}), ticked.get(name, ())) for name, role in FACETS.items())


def _facet(role: FacetRole, counts: Mapping[str, int], ticked: tuple[str, ...]) -> Facet:
    wanted = set(ticked)
    selected = {value for value in counts if wanted.intersection(role.aliases(value))}
    found = {alias for value in selected for alias in role.aliases(value)}
    listed = dict(counts) | {value: 0 for value in ticked if value not in found}
    selected |= {value for value in ticked if value not in found}

    order = _newest_first if role.order == "newest" else _most_first
    shown = dict(_first(listed, role)) | {value: listed[value] for value in sorted(selected)}
    values = tuple(
        FacetValue(value, role.value_label(value), count, value in selected) for value, count in sorted(shown.items(), key=order)
    )
    return Facet(role.name, role.label, values, more=len(listed) - len(shown))


def _first(listed: Mapping[str, int], role: FacetRole) -> list[tuple[str, int]]:
    """The values to list by their order: all of a complete facet, else the first MOST_VALUES."""
    if role.complete or len(listed) <= MOST_VALUES:
        return list(listed.items())
    if role.order == "newest":
        return heapq.nsmallest(MOST_VALUES, listed.items(), key=_newest_first)
    least = heapq.nlargest(MOST_VALUES, listed.values())[-1]  # only values that can be among the first are spelled in pinyin
    return heapq.nsmallest(MOST_VALUES, ((value, count) for value, count in listed.items() if count >= least), key=_most_first)


def _newest_first(item: tuple[str, int]) -> tuple[bool, str, int, int]:
    """Years falling; issues by series, then newest first, those without a series last."""
    value = item[0]
    if match := ISSUE_VALUE.fullmatch(value):
        return (match["series"] is None, match["series"] or "", -int(match["year"]), -int(match["issue"]))
    return (True, "", -int(value) if value.isdecimal() else 0, 0)


def _most_first(item: tuple[str, int]) -> tuple[int, list[str], str]:
    value, count = item
    return (-count, _pinyin(value) if count else lazy_pinyin(value), value)


@lru_cache(maxsize=500_000)  # spelling a name costs far more than comparing it; a reader's own words (count 0) never get in here
def _pinyin(value: str) -> list[str]:
    return lazy_pinyin(value)
