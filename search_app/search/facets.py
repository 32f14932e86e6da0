"""Facets: which filters count for which facet, the order of values, and what is listed. Pure functions.

The counts of a facet ignore that facet's own filter and obey all others, so that a reader sees what another value would add.
A ticked value is always listed, at 0 if need be. Engines give values by `place_key`, by which they order those of a generation
once, and not at every search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pypinyin import lazy_pinyin

from indexer.fields import FACETS, ISSUE_VALUE, FacetRole
from search_app.search.engine import FacetCounts, FacetScope
from search_app.search.request import Filter
from search_app.search.results import Facet, FacetValue

MOST_VALUES = 50


def facet_scopes(filters: tuple[Filter, ...]) -> tuple[FacetScope, ...]:
    """For every facet of the table, the filters its counts obey (all but its own) and how many values are wanted."""
    ticked = {item.name: item.values for item in filters}
    return tuple(
        FacetScope(
            name,
            filters=tuple(item for item in filters if item.name != name),
            ticked=ticked.get(name, ()),
            most=None if role.complete else MOST_VALUES,
        )
        for name, role in FACETS.items()
    )


def place_key(role: FacetRole) -> Callable[[str], Any]:
    """The order of a facet's values among those of equal count; of all values where the facet goes by newest."""
    return _newest_first if role.order == "newest" else _by_pinyin


def _in_order(role: FacetRole, by_place: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """Values with their counts, which come by `place_key`, as they are listed: by count, if the facet is."""
    if role.order == "newest":
        return by_place
    return sorted(by_place, key=itemgetter(1), reverse=True)  # equal ones keep their order


def facets(counts: Mapping[str, FacetCounts], filters: tuple[Filter, ...]) -> tuple[Facet, ...]:
    """What is listed for every facet, given the engine's answer."""
    ticked = {item.name: item.values for item in filters}
    nothing = FacetCounts((), more=0)
    return tuple(_facet(role, counts.get(name, nothing), ticked.get(name, ())) for name, role in FACETS.items())


def _facet(role: FacetRole, counts: FacetCounts, ticked: tuple[str, ...]) -> Facet:
    wanted = set(ticked)
    selected = {value for value, _ in counts.values if not wanted.isdisjoint(role.aliases(value))} if wanted else set()
    found = {alias for value in selected for alias in role.aliases(value)}
    without_articles = {value: 0 for value in ticked if value not in found}
    selected |= without_articles.keys()
    named = sorted(without_articles.items(), key=lambda item: _pinyin(item[0]))
    listed = [*_in_order(role, counts.values), *named]
    if named and role.order == "newest":  # in other facets they are last
        listed.sort(key=lambda item: _newest_first(item[0]))
    name, of_any = role.name, role.value_label
    labels = [_label(name, value) if count else of_any(value) for value, count in listed]
    rows = zip(listed, labels, strict=True)
    values = tuple([FacetValue(value, label, count, value in selected) for (value, count), label in rows])
    return Facet(role.name, role.label, values, counts.more)


@lru_cache(maxsize=20_000)
def _label(name: str, value: str) -> str:
    """What a reader sees for a value of the index; others are not kept, for an address may name anything."""
    return FACETS[name].value_label(value)


def _newest_first(value: str) -> tuple[bool, str, int, int]:
    """Years falling; issues by series, then newest first, those without a series last."""
    if match := ISSUE_VALUE.fullmatch(value):
        return (not match["series"], match["series"] or "", -int(match["year"]), -int(match["issue"]))
    return (True, "", -int(value) if value.isdecimal() else 0, 0)


def _pinyin(value: str) -> tuple[tuple[str, ...], str]:
    return (tuple(lazy_pinyin(value)), value)


_by_pinyin = lru_cache(maxsize=100_000)(_pinyin)  # spelling a name costs far more than comparing it
