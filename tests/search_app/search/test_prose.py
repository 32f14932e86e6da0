"""A pasted headline or question finds its article although its own quotes and brackets read as demands. By the letter first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reference import ReferenceEngine

from indexer.analysis import Analyser
from indexer.article import Article
from search_app.search.parser import parse
from search_app.search.request import DateRange, Filter, Match, Scope, SearchRequest
from search_app.search.results import Results
from search_app.search.service import search

ARTICLES = [
    Article(id="aaaa0000-1", title="四市率先联网", body="石榴村的口述史数据在「方志平台」上开放，读者可以在线查阅全部录音。"),
    Article(id="aaaa0000-2", title="年鉴编纂培训班开班", body="学员来自各市州。"),
]


@pytest.fixture(scope="module")
def engine(analyser: Analyser) -> ReferenceEngine:
    return ReferenceEngine(ARTICLES, analyser)


def asked(engine: ReferenceEngine, text: str, match: Match = Match.WORDS) -> Results:
    return search(engine, SearchRequest(text=text, query=parse(text), match=match))


@pytest.mark.parametrize(
    "text",
    [
        "谁来主持“方志云平台”的石榴村口述史开放？",
        "深读|石榴村口述史怎样向读者开放",
        "石榴村口述史(云平台 开放)怎样向读者开放",
        '石榴村口述史"云平台"向读者开放',
    ],
)
def test_what_is_not_found_by_the_letter_is_read_as_text(engine: ReferenceEngine, text: str) -> None:
    results = asked(engine, text)
    assert results.read_as_text
    assert [hit.article.id for hit in results.hits] == ["aaaa0000-1"]


def test_what_is_offered_in_all_texts_is_counted_as_it_is_read_there(analyser: Analyser) -> None:
    by_letter = Article(id="aaaa0000-3", title="题", body="提出了“五心”教育活动方案。")
    as_text = Article(id="aaaa0000-4", title="题", body="提出了五心教育的活动方案。")
    engine = ReferenceEngine([by_letter, as_text], analyser)
    text = "提出了“五心”教育活动方案"
    narrow = search(engine, SearchRequest(text=text, query=parse(text), scope=Scope.TITLE))
    assert narrow.read_as_text
    (offer,) = [offer for offer in narrow.suggestions if offer.label == "不只搜标题"]
    assert offer.total == search(engine, SearchRequest(text=text, query=parse(text))).total


def test_filters_do_not_decide_how_a_query_is_read(analyser: Analyser) -> None:
    found = Article(id="aaaa0000-3", title="题", body="提出了“五心”教育活动方案。", year=2023, published=date(2023, 3, 1))
    other = Article(id="aaaa0000-4", title="题", body="提出了教育活动方案。", year=2022, published=date(2022, 3, 1))
    engine = ReferenceEngine([found, other], analyser)
    request = SearchRequest(text="提出了“五心”教育活动方案", query=parse("提出了“五心”教育活动方案"))
    asked_of_2022 = [
        replace(request, filters=(Filter("year", ("2022",)),)),
        replace(request, published=DateRange(None, date(2022, 12, 31))),
    ]
    for elsewhere in asked_of_2022:
        results = search(engine, elsewhere)
        assert (results.total, results.read_as_text) == (0, False)
    assert search(engine, replace(request, filters=(Filter("year", ("2023",)),))).total == 1


def test_brackets_in_a_headline_hide_nothing(engine: ReferenceEngine) -> None:
    assert [hit.article.id for hit in asked(engine, "石榴村口述史数据(组图)向读者开放").hits] == ["aaaa0000-1"]


def test_what_is_found_by_the_letter_stays_so(engine: ReferenceEngine) -> None:
    results = asked(engine, "石榴村的口述史数据在「方志平台」上开放")
    assert not results.read_as_text
    assert results.query == parse("石榴村的口述史数据在「方志平台」上开放")
    assert results.total == results.total_literal == 1


@pytest.mark.parametrize(
    "text",
    [
        "“石榴村的口述史数据在云平台上开放”",  # a quotation alone is literal, and nothing else
        "“方志云平台” 石榴村 口述史 数据 开放",  # typed apart
        '"方志云平台" 石榴村 口述史 数据 开放',
        '石榴村 口述史 数据 开放 "方志云平台"',
        '石榴村 口述史 "方志云平台" 数据 开放',
        '石榴村 口述史 "方志云(组图)平台" 数据 开放',
        "石榴村 口述史 “方志云|平台” 数据 开放",
        "(方志云|合唱团) 石榴村 口述史 数据 开放",
        "(方志云 | 合唱团) 石榴村 口述史 数据 开放",
        "石榴村 口述史 (合唱团|方志云) 数据 开放",
        "石榴村口述史数据向读者“云平台”开放 -年鉴",
        "标题:“云平台”石榴村口述史数据向读者开放",
        "年鉴“云平台”",  # short: every word is required
    ],
)
def test_signs_that_were_meant_are_obeyed(engine: ReferenceEngine, text: str) -> None:
    results = asked(engine, text)
    assert (results.total, results.read_as_text) == (0, False)


def test_who_wants_literal_matches_only_gets_no_others(engine: ReferenceEngine) -> None:
    assert asked(engine, "谁来主持“方志云平台”的石榴村口述史开放？", Match.LITERAL).total == 0


@pytest.mark.parametrize("text", ['述史"上开 “读者”可以 全部', "石榴村的“口述史数据”在方志云平台上如何开放"])
def test_as_many_are_promised_to_match_literally_as_then_are_found(engine: ReferenceEngine, text: str) -> None:
    results, literal = asked(engine, text), asked(engine, text, Match.LITERAL)
    assert results.read_as_text
    assert (literal.total, literal.total_literal) == (results.total_literal, results.total_literal)


def test_a_text_of_too_many_parts_is_no_error(engine: ReferenceEngine) -> None:
    assert asked(engine, f"石榴村的口述史“{' '.join('abcdefghijklmnopqrst')}”在哪里？").total == 0
