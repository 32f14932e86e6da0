"""Facets: whose filter counts where, in which order values stand, and what is listed."""

from __future__ import annotations

import pytest
from reference import listed_counts

from search_app.search import facets as of_facets
from search_app.search.facets import MOST_VALUES, facet_scopes, facets
from search_app.search.request import Filter
from search_app.search.results import Facet


def facet(name: str, counts: dict[str, int], *filters: Filter) -> Facet:
    scope = next(scope for scope in facet_scopes(filters) if scope.name == name)
    return next(item for item in facets({name: listed_counts(counts, scope)}, filters) if item.name == name)


def listed(found: Facet) -> list[tuple[str, int]]:
    return [(value.value, value.articles) for value in found.values]


def test_a_facet_obeys_every_filter_but_its_own() -> None:
    year, author = Filter("year", ("2023",)), Filter("author", ("甲",))
    scopes = {scope.name: scope.filters for scope in facet_scopes((year, author))}
    assert scopes["year"] == (author,)
    assert scopes["author"] == (year,)
    assert scopes["source"] == (year, author)


def test_years_stand_newest_first_and_are_complete() -> None:
    counts = {str(year): 1 for year in range(1950, 2024)}
    found = facet("year", counts)
    assert [value.value for value in found.values] == sorted(counts, reverse=True)
    assert found.more == 0


def test_issues_stand_by_series_then_newest_first_and_those_without_a_series_last() -> None:
    in_order = ["工作简报:2024-1", "政工简讯:2023-30", "政工简讯:2023-9", "政工简讯:2022-40", ":2024-1"]
    found = facet("issue", dict.fromkeys(sorted(in_order), 1))
    assert [value.value for value in found.values] == in_order


def test_other_values_stand_by_count_then_pinyin() -> None:
    found = facet("author", {"周": 2, "安": 2, "李": 9, "重阳": 2})
    assert listed(found) == [("李", 9), ("安", 2), ("重阳", 2), ("周", 2)]


def test_the_first_fifty_are_listed_and_the_rest_is_counted() -> None:
    found = facet("source", {f"来源{number:03}": 200 - number for number in range(120)})
    assert (len(found.values), found.more) == (MOST_VALUES, 120 - MOST_VALUES)


def test_a_ticked_value_is_listed_in_its_place_though_it_is_not_among_the_first_fifty() -> None:
    counts = {f"来源{number:03}": 200 - number for number in range(120)}
    found = facet("source", counts, Filter("source", ("来源110",)))
    assert listed(found)[-1] == ("来源110", 90)
    assert [value.value for value in found.values if value.selected] == ["来源110"]
    assert len(found.values) + found.more == 120


def test_a_ticked_value_without_any_article_is_listed_at_nought() -> None:
    found = facet("author", {"甲": 3}, Filter("author", ("无名",)))
    assert listed(found) == [("甲", 3), ("无名", 0)]


def test_ticked_values_without_any_article_stand_by_pinyin() -> None:
    found = facet("source", {"成都日报": 1}, Filter("source", ("七日报", "阿坝日报", "马日报")))
    assert listed(found) == [("成都日报", 1), ("阿坝日报", 0), ("马日报", 0), ("七日报", 0)]


def test_a_bare_issue_number_ticks_the_issues_of_every_series() -> None:
    counts = {"政工简讯:2023-30": 1, "工作简报:2023-30": 2, "工作简报:2023-31": 2}
    found = facet("issue", counts, Filter("issue", ("2023-30",)))
    assert {value.value for value in found.values if value.selected} == {"政工简讯:2023-30", "工作简报:2023-30"}
    assert len(found.values) == len(counts)


@pytest.mark.parametrize("value", [":b简报:2023-3", "800-1", "A:B:2023-3", "", "-", "²"])
def test_an_odd_issue_value_is_listed_and_breaks_nothing(value: str) -> None:
    assert value in {item.value for item in facet("issue", {value: 1, "政工简讯:2023-30": 2}).values}


@pytest.mark.parametrize(
    ("name", "value"), [("author", "没有的人"), ("issue", "没有的系列:2023-30"), ("issue", "2023-77"), ("year", "1234")]
)
def test_a_value_that_only_an_address_names_is_not_kept(name: str, value: str) -> None:
    facet(name, {"2023": 1})  # what is of the index may be
    kept = entries_kept()
    assert value in {item.value for item in facet(name, {"2023": 1}, Filter(name, (value,))).values}
    assert entries_kept() == kept


def entries_kept() -> int:
    """How many values the caches of facets hold."""
    return sum(item.cache_info().currsize for item in vars(of_facets).values() if hasattr(item, "cache_info"))


def test_of_many_values_with_the_same_count_the_first_by_pinyin_are_listed() -> None:
    counts = dict.fromkeys([f"周{number:05}" for number in range(3000)] + ["安", "波"], 1) | {"最多": 9}
    assert [value.value for value in facet("author", counts).values[:3]] == ["最多", "安", "波"]
