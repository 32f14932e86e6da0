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
    ranked = heapq.nsmallest(len(listed) if role.complete else MOST_VALUES, listed.items(), key=order)
    shown = dict(ranked) | {value: listed[value] for value in sorted(selected)}
    values = tuple(
        FacetValue(value, role.value_label(value), count, value in selected) for value, count in sorted(shown.items(), key=order)
    )
    return Facet(role.name, role.label, values, more=len(listed) - len(shown))


def _newest_first(item: tuple[str, int]) -> tuple[bool, str, int, int]:
    """Years falling; issues by series, then newest first, those without a series last."""
    match = ISSUE_VALUE.fullmatch(item[0])
    if match is None:
        return (False, "", -int(item[0]), 0)
    return (match["series"] is None, match["series"] or "", -int(match["year"]), -int(match["issue"]))


def _most_first(item: tuple[str, int]) -> tuple[int, list[str], str]:
    value, count = item
    return (-count, _pinyin(value), value)


@lru_cache(maxsize=20_000)  # converting a name costs far more than comparing it
def _pinyin(value: str) -> list[str]:
    return lazy_pinyin(value)
