"""The links around the hits: each leads to exactly the search it names."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search_app.addresses import address, parameters
from search_app.navigation import FIRST_VALUES, navigation
from search_app.params import request_from
from search_app.search.request import SearchRequest
from search_app.search.results import Facet, FacetValue, Results

EVERY_FILTER = (
    "q=志&year=2023&year=2022&issue=2023-30&author=甲&author=乙&source=丙&scope=title&match=literal"
    "&from=2020-01-01&to=2024-01-01&sort=oldest&page=2&size=5"
)


def request(query_string: str) -> SearchRequest:
    return request_from(MultiDict(parse_qsl(query_string)))


def results(total: int = 0, total_literal: int = 0, facets: tuple[Facet, ...] = ()) -> Results:
    return Results(total, total_literal, 0.1, "generation", 1, 20, (), facets)


def led_to(href: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(href).query)


def test_each_chip_takes_exactly_one_filter_off_and_leads_to_the_first_page() -> None:
    wanted = request(EVERY_FILTER)
    chips = navigation(wanted, results(), "/").chips
    kept = [pair for pair in parameters(wanted) if pair[0] != "page"]
    taken_off = [set(kept) - set(led_to(chip.href)) for chip in chips]
    assert all(len(pair) == 1 for pair in taken_off)
    assert all(set(led_to(chip.href)) < set(kept) for chip in chips)
    assert set().union(*taken_off) == {pair for pair in kept if pair[0] not in ("q", "sort", "size")}


def test_without_words_neither_scope_nor_match_is_called_a_filter() -> None:
    around = navigation(request("scope=title&match=literal&year=2023&from=2020-01-01"), results(), "/")
    assert [chip.text for chip in around.chips] == ["2023年", "2020-01-01 起"]


def test_only_what_the_form_of_filters_holds_is_counted_as_ticked_there() -> None:
    around = navigation(request("q=志&scope=title&match=literal&year=2023&year=2022&from=2020-01-01"), results(), "/")
    assert (around.ticked, len(around.chips)) == (3, 5)


def test_a_long_query_is_shortened_in_the_heading() -> None:
    assert navigation(request(f"q={'志' * 41}"), results(), "/").heading == f"检索结果：{'志' * 40}…"


def test_a_query_of_as_many_characters_as_a_heading_takes_stands_there_whole() -> None:
    assert navigation(request(f"q={'志' * 40}"), results(), "/").heading == f"检索结果：{'志' * 40}"


def test_a_title_names_three_filters_and_says_where_there_are_more() -> None:
    years = [f"year={year}" for year in (2021, 2022, 2023, 2024)]
    assert navigation(request("&".join(years[:3])), results(), "/").title == ("2021年、2022年、2023年",)
    assert navigation(request("&".join(years)), results(), "/").title == ("2021年、2022年、2023年等",)
    assert navigation(request(f"author={'长' * 41}"), results(), "/").title == ("长" * 40,)


def test_a_facet_with_more_values_than_listed_says_how_to_ask_for_one() -> None:
    facets = tuple(Facet(name, name, (FacetValue("a", "a", 1, selected=False),), 7) for name in ("author", "year"))
    panels = navigation(request(""), results(facets=facets), "/").facets
    assert [(panel.name, panel.prefix) for panel in panels] == [("author", "作者"), ("year", "")]


def test_clearing_leaves_the_query_and_its_order() -> None:
    assert led_to(navigation(request(EVERY_FILTER), results(), "/").clear) == [("q", "志"), ("sort", "oldest"), ("size", "5")]


def test_without_a_query_there_is_no_order_by_relevance() -> None:
    assert [sort.text for sort in navigation(request(""), results(), "/").sorts] == ["最新", "最早"]
    assert [sort.text for sort in navigation(request("q=志"), results(), "/").sorts] == ["相关度", "最新", "最早"]
    for query_string in ("", "sort=relevance", "q=志", "q=志&sort=oldest"):
        assert sum(sort.current for sort in navigation(request(query_string), results(), "/").sorts) == 1


@pytest.mark.parametrize(("total", "literal", "offered"), [(5, 2, True), (5, 5, False), (5, 0, False), (0, 0, False)])
def test_literal_matches_are_offered_where_they_are_some_but_not_all(total: int, literal: int, offered: bool) -> None:
    assert (navigation(request("q=志"), results(total, literal), "/").other_match is not None) is offered


def test_literal_matches_are_offered_from_their_first_page_on() -> None:
    offered = navigation(request("q=志&page=2"), results(5, 2), "/").other_match
    assert offered == address("/", request("q=志&match=literal"))


def test_literal_matches_lead_back_to_all() -> None:
    assert navigation(request("q=志&match=literal&page=2"), results(), "/").other_match == address("/", request("q=志"))


@given(st.integers(0, 30_000), st.integers(1, 100), st.integers(1, 100))
def test_a_pager_shows_the_first_the_last_and_near_pages_and_every_link_can_be_served(total: int, page: int, size: int) -> None:
    pager = navigation(request(f"page={page}&size={size}"), results(total), "/").pager
    shown = [0 if item is None else int(item.text) for item in pager.pages]
    numbers = [number for number in shown if number]
    assert numbers == sorted(set(numbers))
    assert not numbers or (numbers[0], numbers[-1]) == (1, pager.last)
    assert all(after - before == 1 for before, after in pairwise(shown) if before and after)
    assert sum(item.current for item in pager.pages if item) == (1 if page <= pager.last else 0)
    for href in [pager.previous, pager.next, *(item.href for item in pager.pages if item)]:
        if href:
            assert request(urlsplit(href).query).page <= pager.last
    assert (pager.next is not None) is (page < pager.last)
    assert (pager.previous is not None) is (page > 1 and total > 0)


@pytest.mark.parametrize(("total", "page", "cut"), [(10_001, 100, True), (10_001, 99, False), (10_000, 100, False)])
def test_the_last_page_that_can_be_reached_says_that_hits_lie_behind_it(total: int, page: int, cut: bool) -> None:
    assert navigation(request(f"page={page}&size=100"), results(total), "/").pager.cut is cut


def test_a_pager_shows_two_pages_on_both_sides_and_leaves_the_others_out() -> None:
    pages = navigation(request("page=10"), results(400), "/").pager.pages
    assert [item and item.text for item in pages] == ["1", None, "8", "9", "10", "11", "12", None, "20"]


def test_every_ticked_value_is_among_those_shown_at_once() -> None:
    values = tuple(FacetValue(str(number), str(number), 1, number in (3, 20)) for number in range(25))
    (panel,) = navigation(request(""), results(facets=(Facet("author", "作者", values, 4),)), "/").facets
    assert len(panel.first) == FIRST_VALUES + 1
    assert panel.first[-1] == ("20", "20", 1, True)
    shown = sorted((*panel.first, *panel.rest), key=lambda row: int(row[0]))
    assert shown == [(item.value, item.label, item.articles, item.selected) for item in values]


def test_a_facet_without_values_is_not_shown() -> None:
    assert navigation(request(""), results(facets=(Facet("author", "作者", (), 0),)), "/").facets == ()
