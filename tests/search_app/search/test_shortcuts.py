"""A query that names an issue, a day, a series or a year is offered just those articles; it matches what it matched before."""

from __future__ import annotations

import pytest
from reference import ReferenceEngine
from werkzeug.datastructures import MultiDict

from indexer.article import Article
from search_app.addresses import address
from search_app.params import request_from
from search_app.search.results import Offer
from search_app.search.service import search


def offered(engine: ReferenceEngine, **parameters: str) -> tuple[Offer, ...]:
    return search(engine, request_from(MultiDict(parameters))).shortcuts


def labels(engine: ReferenceEngine, typed: str) -> list[str]:
    return [offer.label for offer in offered(engine, q=typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "2023年第30期",
        "2023 年 第 30 期",
        "２０２３年第３０期",
        "2023年30期",
        "政工简讯2023年第30期",
        "澜川省地方志办政工簡訊2023年第30期（总第142期）",
        "2023年政工简讯第30期",
        "2023年第30期政工简讯",
        "简讯 2023年第30期",
        "二〇二三年第三十期",
        "二○二三年第三十期",
        "2023年度第三十期",
        "第30期",
        "第三十期",
        "三十期",
        "政工简讯第30期",
        "2023-30",
        "2023-030",
        "2023年第30—31期（合刊）",
        "政工简讯2023-30",
        "政工简讯:2023-30",
    ],
)
def test_an_issue_is_recognised_in_every_notation(engine: ReferenceEngine, typed: str) -> None:
    assert labels(engine, typed) == ["政工简讯 2023年第30期"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "年鉴",
        "2022年第30期",
        "工作简报2023年第30期",
        "党建2023年第30期",
        "总第142期",
        "2019-2022",
        '"2023年第30期"',
        "2023年第30期 OR 年鉴",
        "-2023年第30期",
        "(2023年第30期)",
        "标题:2023年第30期",
        "期:2023-30",
        "第0期",
        "2023年第30期" * 20,
    ],
)
def test_nothing_is_offered_where_no_issue_that_exists_is_named(engine: ReferenceEngine, typed: str) -> None:
    assert labels(engine, typed) == []


@pytest.mark.parametrize("typed", ["2023年第30期 年鉴", "年鉴 第三十期", "年鉴 2023-30"])
def test_an_issue_named_beside_other_words_leads_to_what_they_find_in_it(engine: ReferenceEngine, typed: str) -> None:
    (offer,) = offered(engine, q=typed)
    assert offer.label == "政工简讯 2023年第30期 年鉴"
    assert [hit.article.id for hit in search(engine, offer.request).hits] == ["aaaa1111-2023-30-1"]
    assert offer.total == 1


@pytest.mark.parametrize("typed", ["2023年第30期 没有的词语", "2023年第30期 第30期", "2023年第30期 -年鉴", "2022年第30期 年鉴"])
def test_nothing_is_offered_where_other_words_find_nothing_in_the_issue_named(engine: ReferenceEngine, typed: str) -> None:
    assert labels(engine, typed) == []


@pytest.mark.parametrize("typed", ["作者: 周砚秋", "作者： 周砚秋", "作者: “周砚秋”", "年: 2023 作者: 周砚秋"])
def test_a_prefix_that_a_space_keeps_from_its_value_is_offered_with_it(engine: ReferenceEngine, typed: str) -> None:
    (offer,) = offered(engine, q=typed)
    assert offer.label == typed.replace(" 周", "周").replace(" “", "“").replace(": 2", ":2")
    assert [hit.article.authors for hit in search(engine, offer.request).hits] == [("周砚秋", "沈 岚")]


@pytest.mark.parametrize(
    "typed",
    ["作者:周砚秋", "作者: 没有的人", "网址: 周砚秋", "作者:", "“作者: 周砚秋”年鉴", "期: 没有", "“甲 年: 2021” OR 志书"],
)
def test_no_prefix_is_offered_where_none_is_apart_or_none_finds_anything(engine: ReferenceEngine, typed: str) -> None:
    assert labels(engine, typed) == []


def test_a_source_is_offered_by_its_whole_name(engine: ReferenceEngine) -> None:
    (offer,) = offered(engine, q="澜川省地方志工作办公室")
    assert (offer.label, offer.total) == ("来源 澜川省地方志工作办公室", 1)
    assert [(item.name, item.values) for item in offer.request.filters] == [("source", ("澜川省地方志工作办公室",))]
    assert labels(engine, "澜川省地方志工作办公室2023年") == ["来源 澜川省地方志工作办公室 2023年"]
    assert labels(engine, "地方志工作办公室") == []
    assert offered(engine, q="澜川省地方志工作办公室", source="澜川省地方志工作办公室") == ()


def test_a_year_in_the_brackets_of_a_title_is_none_to_filter_by(engine: ReferenceEngine) -> None:
    assert labels(engine, "志书 2021") == ["2021年 志书"]
    assert labels(engine, "志书（2021）") == labels(engine, "《志书（2021）》") == []
    assert labels(engine, "志书（口述）2021年") == labels(engine, "志书 口述 2021年")


def test_an_issue_named_behind_a_prefix_that_stands_apart_is_offered_as_one(engine: ReferenceEngine) -> None:
    assert labels(engine, "系列: 政工简讯 2023年第30期") == ["政工简讯 2023年第30期"]
    assert labels(engine, "年: 2023年度") == []  # no value of the prefix; no words beside the year either


def test_a_joint_issue_is_offered_by_each_of_its_numbers(engine: ReferenceEngine) -> None:
    assert labels(engine, "2020年第11期") == ["工作简报 2020年第11期"]
    assert labels(engine, "2020年第12期") == ["工作简报 2020年第12期"]


def test_a_number_without_a_year_offers_the_issues_that_have_it_newest_first(engine: ReferenceEngine) -> None:
    assert labels(engine, "第11期") == ["工作简报 2021年第11期", "工作简报 2020年第11期"]


def test_of_many_issues_the_newest_few_are_offered(engine: ReferenceEngine) -> None:
    many = [Article(id=f"many-{year}", title="第7期", body="甲", series="甲", year=year, issue=7) for year in range(2001, 2020)]
    found = labels(ReferenceEngine(many, engine.analyser), "第7期")
    assert found == [f"甲 {year}年第7期" for year in range(2019, 2013, -1)]


def test_a_shortcut_keeps_the_filters_and_counts_under_them(engine: ReferenceEngine) -> None:
    (offer,) = offered(engine, q="2023年第30期", author="周砚秋", size="5", scope="title")
    assert offer.total == 1
    assert (
        request_from(MultiDict({"author": "周砚秋", "issue": "政工简讯:2023-30", "size": "5", "sort": "oldest"})) == offer.request
    )
    assert search(engine, offer.request).total == offer.total
    assert offered(engine, q="2023年第30期", author="作者01") == ()
    assert offered(engine, q="2023年第30期", to="2022-12-31") == ()
    assert offered(engine, q="2023年第30期", issue="政工简讯:2023-32") == ()


@pytest.mark.parametrize(
    "typed", ["2023年10月8日", "2023-10-08", "2023.10.8", "2023/10/8", "二〇二三年十月八日", "2023年10月8号"]
)
def test_a_day_is_recognised(engine: ReferenceEngine, typed: str) -> None:
    (offer,) = offered(engine, q=typed)
    assert (offer.label, offer.total) == ("2023年10月8日发布的文章", 1)
    assert address("/", offer.request) == "/?from=2023-10-08&to=2023-10-08&sort=oldest"
    assert search(engine, offer.request).total == 1


def test_a_month_is_recognised(engine: ReferenceEngine) -> None:
    (offer,) = offered(engine, q="2021年1月")
    assert (offer.label, offer.total) == ("2021年1月发布的文章", 25)
    assert address("/", offer.request) == "/?from=2021-01-01&to=2021-01-31&sort=oldest"


@pytest.mark.parametrize(
    "typed", ["2023年13月", "2023年2月30日", "2023-10-00", "2023年0月", "2023年10月9日", "10月8日", "2023年10月8日 年鉴"]
)
def test_no_day_is_offered_that_is_none_or_has_no_article(engine: ReferenceEngine, typed: str) -> None:
    assert labels(engine, typed) == []


def test_no_day_is_offered_beside_chosen_dates(engine: ReferenceEngine) -> None:
    assert offered(engine, **{"q": "2023年10月8日", "from": "2023-01-01"}) == ()


@pytest.mark.parametrize("typed", ["2021年", "2021", "2021年度", "２０２１年", "二〇二一年"])
def test_a_year_is_recognised(engine: ReferenceEngine, typed: str) -> None:
    (offer,) = offered(engine, q=typed)
    assert (offer.label, offer.request) == ("2021年的文章", request_from(MultiDict({"year": "2021"})))
    assert search(engine, offer.request).total == offer.total > 0


@pytest.mark.parametrize("typed", ["工作简报", "工作簡報", "澜川省地方志办工作简报", "作简报"])
def test_a_series_is_recognised_by_its_name_and_by_parts_of_it(engine: ReferenceEngine, typed: str) -> None:
    (offer,) = offered(engine, q=typed)
    assert (offer.label, offer.request) == ("工作简报", request_from(MultiDict({"series": "工作简报"})))
    assert search(engine, offer.request).total == offer.total > 0


@pytest.mark.parametrize(
    "typed", ["工作简报 2021年", "工作简报2021年", "2021年工作简报", "2021 工作简报", "工作简报2021年第99期"]
)
def test_a_series_in_a_year_is_recognised_and_so_is_an_issue_of_it_that_is_not_held(engine: ReferenceEngine, typed: str) -> None:
    (offer,) = offered(engine, q=typed)
    assert offer.label == "工作简报 2021年"
    assert offer.request == request_from(MultiDict({"series": "工作简报", "year": "2021"}))
    assert search(engine, offer.request).total == offer.total > 0


def test_several_series_of_a_name_are_offered_those_of_most_articles_first(engine: ReferenceEngine) -> None:
    many = [Article(id=f"of-{at}", title="甲", body="甲", series=f"{at % 3}组简报", year=2001) for at in range(8)]
    assert labels(ReferenceEngine(many, engine.analyser), "简报") == ["0组简报", "1组简报", "2组简报"]


@pytest.mark.parametrize("typed", ["志书 2021年", "2021 志书", "二〇二一年 志书"])
def test_a_year_named_beside_other_words_leads_to_what_they_find_in_it(engine: ReferenceEngine, typed: str) -> None:
    (offer,) = offered(engine, q=typed, scope="title")
    assert (offer.label, offer.request) == (
        "2021年 志书",
        request_from(MultiDict({"q": "志书", "year": "2021", "scope": "title"})),
    )
    assert search(engine, offer.request).total == offer.total > 0


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "1999年"},
        {"q": "2021年 2023年"},
        {"q": "没有的词 2021年"},
        {"q": "-2021年 志书"},
        {"q": "“2021年”"},
        {"q": "年:2021"},
        {"q": "报"},
        {"q": "党建简报"},
        {"q": "志书"},
        {"q": "2021年", "year": "2023"},
        {"q": "2021年 志书", "year": "2023"},
        {"q": "工作简报", "series": "政工简讯"},
        {"q": "2021年", "issue": "政工简讯:2023-30"},
        {"q": "2021年", "author": "没有这个人"},
    ],
)
def test_no_series_or_year_is_offered_that_is_none_holds_nothing_or_is_chosen(
    engine: ReferenceEngine, parameters: dict[str, str]
) -> None:
    assert offered(engine, **parameters) == ()
