"""Where a search finds nothing, searches that find something are offered: each does, and none matches otherwise than it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reference import ReferenceEngine
from werkzeug.datastructures import MultiDict

from search_app.params import request_from
from search_app.search.engine import EngineAnswer, EngineQuery
from search_app.search.pieces import MOST_TRIED
from search_app.search.results import Offer
from search_app.search.service import search
from search_app.search.suggestions import MOST_WORDS


class Counting(ReferenceEngine):
    """Remembers what it is asked."""

    asked: tuple[EngineQuery, ...] = ()

    def search(self, query: EngineQuery) -> EngineAnswer:
        self.asked = (*self.asked, query)
        return super().search(query)


def offered(engine: ReferenceEngine, **parameters: str) -> list[tuple[str, int]]:
    return [(offer.label, offer.total) for offer in offers(engine, **parameters)]


def offers(engine: ReferenceEngine, **parameters: str) -> tuple[Offer, ...]:
    return search(engine, request_from(MultiDict(parameters))).suggestions


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("合刊 志书", [("合刊", 1), ("志书", 26), ("合刊 OR 志书", 27)]),
        ("合刊 志书 没有的词", []),
        ("合刊志书评审会", [("合刊", 1), ("志书评审会", 25), ("合刊 OR 志书评审会", 26)]),
        ("什么是合刊", []),
        ("“志书评审的会”", [("志书评审的会", 3)]),
        ("“召开志书评审会”", [("召开志书评审会", 25)]),
        ("标题:引以为鉴", [("引以为鉴", 1)]),
        ("志书 -志", [("志书", 26)]),
        ("志书 -志 OR", [("志书", 26)]),
        ("合刊 -“(合刊)|-OR”", []),
        ("志书猫评审会", [("志书 评审会", 25), ("评审会", 25), ("志书", 26), ("评审会 OR 志书", 26)]),
        ("合评审会", [("评审会", 25)]),
        ("年:1999 合刊", [("合刊", 1)]),
        ("年:1999", []),
        ("来源:地方志工作", [("来源:澜川省地方志工作办公室", 1)]),
        ("系列:簡报", [("系列:工作简报", 27)]),
        ("系列:简", [("系列:工作简报", 27), ("系列:政工简讯", 2)]),
        ("方志 AND 猫咪", [("方志", 1)]),
        ("标题： 年鉴 年: 2021 来源:地方志工作", [("年鉴", 5)]),
        ("来源:script", [('来源:"<script>alert(1)</script>""&<>\'"', 1)]),
        ("-年鉴 -志书 -古今", []),
        ("ＸＹＺ", []),
        ("猫", []),
        ('"(\u200b"', []),
    ],
)
def test_where_nothing_is_found_other_searches_are_offered(
    engine: ReferenceEngine, typed: str, expected: list[tuple[str, int]]
) -> None:
    result = search(engine, request_from(MultiDict({"q": typed})))
    assert [(offer.label, offer.total) for offer in result.suggestions] == expected


def test_nothing_is_offered_beside_hits_or_a_shortcut(engine: ReferenceEngine) -> None:
    assert offered(engine, q="年鉴") == []
    assert offered(engine, q="2023-10-08") == []


def test_other_words_are_offered_under_the_same_filters_dates_scope_and_order(engine: ReferenceEngine) -> None:
    parameters = {"author": "作者01", "match": "literal", "scope": "title", "sort": "oldest", "size": "5", "from": "2021-01-01"}
    last = offers(engine, q="志书 合刊", **parameters)[-1]
    assert last.label == "志书"
    assert last.request == request_from(MultiDict({**parameters, "q": "志书"}))


@pytest.mark.parametrize(
    ("label", "narrowed", "kept"),
    [
        (
            "不限年份、作者等",
            {"author": "周砚秋", "year": "1999", "from": "2021-01-01", "to": "2021-01-02"},
            {"sort": "oldest", "size": "5"},
        ),
        ("不只搜标题", {"scope": "title"}, {"author": "作者01", "size": "5"}),
        ("不只看完整匹配", {"match": "literal"}, {"sort": "newest"}),
    ],
)
def test_what_a_search_is_narrowed_by_is_offered_to_be_left_out(
    engine: ReferenceEngine, label: str, narrowed: dict[str, str], kept: dict[str, str]
) -> None:
    typed = "召开评审" if "match" in narrowed else "评审会"
    wider = request_from(MultiDict({"q": typed, **kept}))
    first = offers(engine, q=typed, **narrowed, **kept)[0]
    assert (first.label, first.request, first.total) == (label, wider, search(engine, wider).total)


def test_to_leave_out_what_narrows_is_offered_only_where_that_finds_something(engine: ReferenceEngine) -> None:
    assert offered(engine, q="猫", year="1999", scope="title", match="literal") == []
    assert offered(engine, year="1999", author="周砚秋") == [
        ("不限年份、作者等", search(engine, request_from(MultiDict())).total)
    ]


@pytest.mark.parametrize(
    "typed", ["合刊 志书", "“志书(评审|的)会” -b", '年里 "合""刊" 志书', "a(志书 召开)合刊", "《合刊》 《志书》"]
)
def test_every_suggestion_finds_what_it_says(engine: ReferenceEngine, typed: str) -> None:
    for offer in offers(engine, q=typed):
        again = request_from(MultiDict({"q": offer.label}))
        assert again == replace(offer.request, text=offer.label)
        assert search(engine, again).total == offer.total > 0


@pytest.mark.parametrize(
    ("typed", "expected"), [(f'"{"合 " * 20}" 志书', ["志书"]), (f'"{"志(" * 40}"', []), (f'"{"志(" * 40}" 志书', ["志书"])]
)
def test_what_would_be_too_large_a_query_is_not_offered(engine: ReferenceEngine, typed: str, expected: list[str]) -> None:
    assert [offer.label for offer in offers(engine, q=typed)] == expected


def test_few_totals_are_asked_for_and_no_facets(engine: ReferenceEngine, corpus: list) -> None:
    counting = Counting(corpus, engine.analyser)
    search(
        counting,
        request_from(
            MultiDict(
                {
                    "q": " ".join(f"鑫{chr(0x9F44 + number)}淼" for number in range(16)),
                    "year": "1999",
                    "scope": "title",
                    "match": "literal",
                }
            )
        ),
    )
    first, *others = counting.asked
    assert first.facets
    assert 0 < len(others) <= 7 + 2 * (MOST_WORDS + MOST_TRIED)
    assert all(query.limit == 0 and not query.facets for query in others)
