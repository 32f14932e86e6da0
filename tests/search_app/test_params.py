"""Parameters and requests say the same thing, both ways, and everything that is wrong is said at once."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.errors import BadRequest, QueryTooLarge
from indexer.fields import FACETS
from search_app import addresses, param_reader, params
from search_app.search.parser import parse
from search_app.search.request import DateRange, Filter, Match, Scope, SearchRequest, Sort

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(str.strip)
VALUES = {
    "year": st.from_regex(r"[0-9]{4}", fullmatch=True),
    "issue": st.from_regex(r"((政工简讯|a b|):)?[0-9]{4}-(0|[1-9][0-9]{0,4})", fullmatch=True),
}
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).map(str.strip).filter(bool)


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    text = draw(TEXTS)
    try:
        query = parse(text)
    except QueryTooLarge:
        assume(False)
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    chosen = {name: draw(st.lists(VALUES.get(name, NAMES), max_size=3, unique=True)) for name in FACETS}
    return SearchRequest(
        text=text,
        query=query,
        filters=tuple(Filter(name, tuple(values)) for name, values in chosen.items() if values),
        published=DateRange(*(draw(st.sampled_from([None, day])) for day in days)),
        scope=draw(st.sampled_from(Scope)),
        match=draw(st.sampled_from(Match)),
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.integers(1, 100)),
        size=draw(st.integers(1, 100)),
    )


def read(query_string: str) -> SearchRequest:
    return params.request_from(MultiDict(parse_qsl(query_string, keep_blank_values=True)))


def problems(args: MultiDict[str, str]) -> dict[str, str]:
    with pytest.raises(BadRequest) as raised:
        params.request_from(args)
    return {problem.param: problem.message for problem in raised.value.problems}


@given(requests())
def test_a_request_written_as_parameters_reads_as_the_same_request(request: SearchRequest) -> None:
    assert params.request_from(MultiDict(addresses.parameters(request))) == request


@given(requests())
def test_a_request_survives_being_an_address(request: SearchRequest) -> None:
    assert read(urlsplit(addresses.address("/", request)).query) == request


@given(requests(), st.integers(1, 500))
def test_the_addresses_of_pages_are_those_of_the_same_search_on_another_page(request: SearchRequest, page: int) -> None:
    assert addresses.page_addresses("/", request)(page) == addresses.address("/", addresses.on_page(request, page))


def test_defaults_are_left_out_of_an_address() -> None:
    assert addresses.address("/", params.request_from(MultiDict())) == "/"
    assert addresses.parameters(read("q=%E5%BF%97&sort=relevance&page=1&size=20&scope=all&match=words")) == [("q", "志")]


def test_the_default_order_is_relevance_with_a_query_and_newest_without() -> None:
    assert read("q=志").sort is Sort.RELEVANCE
    assert read("").sort is Sort.NEWEST
    assert read("q=++").sort is Sort.NEWEST


def test_the_order_of_a_list_gives_way_to_words_and_to_an_order_that_is_asked_for() -> None:
    assert read("year=2023&listed=oldest") == read("year=2023&sort=oldest")
    assert read("q=志&listed=oldest") == read("q=志")
    assert read("sort=newest&listed=oldest") == read("sort=newest")


def test_what_a_form_sends_for_empty_inputs_counts_as_not_given() -> None:
    assert read("q=&from=&to=&year=&sort=&listed=&page=&size=&scope=") == read("")


@pytest.mark.parametrize(
    "given", ["q=志", "from=2022-01-01", "to=2022-01-01", "sort=oldest", "page=2", "size=5", "scope=title", "year=2022"]
)
def test_an_empty_value_beside_another_counts_as_not_given(given: str) -> None:
    name = given.partition("=")[0]
    assert read(f"{given}&{name}=") == read(f"{name}=&{given}") == read(given)


@pytest.mark.parametrize(
    "asked",
    ["q=志", "year=2022", "issue=2022-9", "author=沈 岚", "scope=title", "from=2022-01-01", "sort=oldest", "page=2", "size=5"],
)
def test_white_space_around_a_value_counts_for_nothing(asked: str) -> None:
    name, _, value = asked.partition("=")
    assert read(f"{name}=%20%E3%80%80{value}%0A") == read(asked)
    assert read(f"{name}=%20%09") == read("")


def test_unknown_parameters_are_ignored() -> None:
    assert read("q=志&utm_source=x&utm_source=y") == read("q=志")


def test_every_problem_is_named_at_once() -> None:
    args = MultiDict(
        [
            ("q", "字" * 201),
            ("sort", "best"),
            ("scope", "body"),
            ("match", "fuzzy"),
            ("page", "0"),
            ("size", "101"),
            ("from", "2023-02-30"),
            ("to", "10/08/2023"),
            ("year", "23"),
            ("issue", "第30期"),
            ("author", "长" * (param_reader.MOST_VALUE_CHARACTERS + 1)),
            *(("source", str(number)) for number in range(51)),
        ]
    )
    found = problems(args)
    assert set(found) == {"q", "sort", "scope", "match", "page", "size", "from", "to", "year", "issue", "author", "source"}
    assert all(param_reader.LABELS[name] in message for name, message in found.items())


def test_what_a_number_may_be_is_said_with_its_limit_where_it_has_one() -> None:
    assert problems(MultiDict([("page", "0"), ("size", "101")])) == {
        "page": "页码：应是 1 以上的整数",
        "size": "每页篇数：应是 1 到 100 之间的整数",
    }


def test_of_several_values_the_wrong_one_is_named_and_no_other() -> None:
    with pytest.raises(BadRequest) as raised:
        read("year=2022&year=23")
    assert [(problem.param, problem.value) for problem in raised.value.problems] == [("year", "23")]


def test_a_long_value_that_is_no_choice_is_shortened_in_the_sentence() -> None:
    assert f"“{'a' * 40}”" in problems(MultiDict([("sort", "a" * 40)]))["sort"]
    assert f"“{'a' * 40}…”" in problems(MultiDict([("sort", "a" * 41)]))["sort"]


def test_a_facet_takes_as_many_and_as_long_values_as_its_limits_say() -> None:
    values = [f"来源{number}" for number in range(param_reader.MOST_VALUES_OF_A_FACET)]
    request = params.request_from(MultiDict([("source", value) for value in [*values, *values]]))  # a value twice is one
    assert request.filters == (Filter("source", tuple(values)),)
    longest = "长" * param_reader.MOST_VALUE_CHARACTERS
    assert params.request_from(MultiDict([("author", longest)])).filters == (Filter("author", (longest,)),)


@pytest.mark.parametrize(
    ("query_string", "param"),
    [
        ("page=-1", "page"),
        ("page=1.5", "page"),
        ("page=１", "page"),
        ("page=" + "9" * 5000, "page"),
        ("size=0", "size"),
        ("size=ten", "size"),
        ("page=501&size=20", "page"),
        ("from=2023-10-09&to=2023-10-08", "from"),
        ("from=20231008", "from"),
        ("from=2023-W40-1", "from"),
        ("to=yesterday", "to"),
        ("year=20233", "year"),
        ("year=２０２３", "year"),
        ("issue=2023", "issue"),
        ("issue=:2023", "issue"),
        ("issue=2023-123456", "issue"),
        ("q=a&q=b", "q"),
        ("sort=newest&sort=newest", "sort"),
        ("q=a&listed=best", "listed"),
        ("from=2023-10-08&from=2023-10-08", "from"),
    ],
)
def test_what_cannot_be_served_is_refused(query_string: str, param: str) -> None:
    found = problems(MultiDict(parse_qsl(query_string)))
    assert list(found) == [param]


@pytest.mark.parametrize(
    "query_string", ["page=500&size=20", "page=100&size=100", "page=10000&size=1", "issue=2023-30", "year=0001"]
)
def test_what_is_just_within_the_limits_is_served(query_string: str) -> None:
    read(query_string)


@pytest.mark.parametrize("given", ["00000000007", "7"])
def test_zeros_before_a_number_count_for_nothing(given: str) -> None:
    assert read(f"page={given}").page == 7


def test_a_page_too_deep_is_told_which_is_the_last_whatever_its_digits() -> None:
    for page in ("501", "99999999", "9" * 5000):
        assert problems(MultiDict({"page": page})) == {"page": "页码：最多可翻到第 500 页，请用筛选缩小范围"}


@pytest.mark.parametrize(("given", "explained"), [("", False), ("0", False), ("1", True)])
def test_scores_are_explained_where_that_is_asked(given: str, explained: bool) -> None:
    assert params.explained_request_from(MultiDict({"q": "志", "explain": given})) == (read("q=志"), explained)


@pytest.mark.parametrize("given", ["explain=true", "explain=1&explain=0"])
def test_whether_scores_are_explained_is_named_beside_all_other_problems(given: str) -> None:
    with pytest.raises(BadRequest) as raised:
        params.explained_request_from(MultiDict(parse_qsl(f"{given}&page=0")))
    assert [problem.param for problem in raised.value.problems] == ["page", "explain"]


def test_all_values_of_filters_together_are_limited_for_every_link_repeats_them() -> None:
    value = "长" * (param_reader.MOST_VALUE_CHARACTERS_IN_ALL // 4)
    four = [("author", f"{value[1:]}{number}") for number in range(4)]
    assert params.request_from(MultiDict(four)).filters
    assert list(problems(MultiDict([*four, ("source", "x")]))) == ["author"]


def test_a_repeated_facet_value_is_one_value_and_the_order_is_kept() -> None:
    assert read("author=b&author=a&author=b").filters == (Filter("author", ("b", "a")),)


@pytest.mark.parametrize("name", param_reader.LABELS)
def test_half_a_surrogate_pair_is_refused_in_words_that_can_be_sent(name: str) -> None:
    with pytest.raises(BadRequest) as raised:
        params.explained_request_from(MultiDict([(name, "x\ud800")]))
    for problem in raised.value.problems:
        f"{problem.value}{problem.message}".encode()


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\x1b[31m", "a\r\nX: y", "\u202e", "\ufffe"])
def test_control_characters_are_text_like_any_other(text: str) -> None:
    request = params.request_from(MultiDict([("q", text), ("author", text)]))
    assert request.text == text
    assert read(urlsplit(addresses.address("/", request)).query) == request


@given(requests(), NAMES)
def test_ticking_a_value_twice_changes_nothing_but_the_page(request: SearchRequest, value: str) -> None:
    assume(all(value not in item.values for item in request.filters))
    once = addresses.toggled(request, "author", value)
    assert once.page == 1
    assert value in next(item.values for item in once.filters if item.name == "author")
    assert addresses.toggled(once, "author", value).filters == request.filters
    assert params.request_from(MultiDict(addresses.parameters(once))) == once


def test_another_order_or_fewer_filters_begin_at_the_first_page_and_another_page_keeps_all_else() -> None:
    request = read("q=志&year=2023&from=2023-01-01&scope=title&match=literal&sort=oldest&page=3&size=5")
    assert addresses.sorted_by(request, Sort.NEWEST).page == 1
    assert addresses.without_filters(request) == read("q=志&sort=oldest&size=5")
    assert addresses.on_page(request, 4) == read(
        "q=志&year=2023&from=2023-01-01&scope=title&match=literal&sort=oldest&page=4&size=5"
    )


def test_dates_are_inclusive_days() -> None:
    assert read("from=2023-10-08&to=2023-10-08").published == DateRange(date(2023, 10, 8), date(2023, 10, 8))


def test_leading_zeros_of_an_issue_number_mean_nothing() -> None:
    wanted = read("issue=2023-030&issue=2023-30&issue=政工简讯:2023-007")
    assert wanted.filters == (Filter("issue", ("2023-30", "政工简讯:2023-7")),)
