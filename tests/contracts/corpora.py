"""Random articles and searches for contract tests, from a seed: small alphabets, so matches, ties and near misses are common."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

from indexer.article import Article
from indexer.fields import TEXTS
from search_app.search.engine import EngineQuery, FacetScope
from search_app.search.facets import facet_scopes
from search_app.search.parser import MOST_CHARACTERS, parse
from search_app.search.request import DateRange, Filter, Sort

CHARACTERS = "地方志年鉴工作史的 黄绚２0Aab，。“”\u3000繁體体𠮷"
WORDS = [
    "地方志",
    "方志",
    "年鉴",
    "工作",
    "办公室",
    "地方志办公室",
    "黄 绚",
    "2023年",
    "第30期",
    "“五心”",
    "史志",
    "open source",
    "2.8公里",
    "71.8%",
    "1. 2023年",
    "。",
    "，",
]
NAMES = ["刘源", "黄绚", "沈 岚", "方志处", "四川在线", "地方志办公室"]
TIMES = [
    None,
    date(1949, 10, 1),
    datetime(1969, 12, 31, 23, 59, 59),
    datetime(1949, 9, 30, 23, 59, 59, 999999),
    date(2022, 5, 1),
    datetime(2022, 5, 1, 0, 0),
    datetime(2023, 10, 8, 8, 35, 5),
    date(2023, 10, 8),
]
PREFIXES = ["标题:", "作者：", "供稿:", "来源:", "title:", "网址:"]
VALUES = ["年:2022", "年:2021..2022", "期:2", "期：2022-2", "系列:政工简讯", "来源:四川在线", "来源:沈岚", "年:abc"]
DAYS = [None, date(1949, 9, 30), date(1969, 12, 31), date(9999, 12, 31), date(2022, 5, 1), date(2023, 10, 8), date(2023, 10, 9)]
ALL_TEXTS = tuple(text.name for text in TEXTS)


def paragraph(rng: Random) -> str:
    """A paragraph of words, or of stray characters; never empty."""
    if rng.random() < 0.7:
        return "".join(rng.choices(WORDS, k=rng.randint(1, 12)))
    return "".join(rng.choices(CHARACTERS, k=rng.randint(1, 30)))


def articles(rng: Random, count: int) -> list[Article]:
    """`count` articles with distinct ids, most fields filled now and then."""
    return [
        Article(
            id=f"article-{rng.randrange(16**4):04x}-{number}",
            title=paragraph(rng),
            body="\n".join(paragraph(rng) for _ in range(rng.randint(0, 4))),
            series=rng.choice([None, "政工简讯", "工作简报"]),
            year=rng.choice([None, 2021, 2022, 2023]),
            issue=rng.choice([None, 1, 2, 3]),
            issue_end=rng.choice([None, None, 4, 5]),
            issue_title=rng.choice([None, paragraph(rng)]),
            section=rng.choice([None, *NAMES]),
            subtitle=rng.choice([None, *NAMES]),
            authors=tuple(rng.choices(NAMES, k=rng.randint(0, 3))),
            contributor=rng.choice([None, *NAMES]),
            source=rng.choice([None, *NAMES]),
            published=rng.choice(TIMES),
            **_not_searched(number),
        )
        for number in range(count)
    ]


def _not_searched(number: int) -> dict[str, Any]:
    """The fields that no query asks for; a store keeps them all the same."""
    if number % 3 == 0:
        return {}
    return {
        "issue_label": f"增刊{number}",
        "total_issue": number,
        "preamble": f"首段\n第{number}次",
        "ordinal": number,
        "column": "方志动态",
        "reviewer": "沈岚",
        "url": f"http://fangzhi.example/{number}.html",
        "page": f"zgjx/{number}.html#1",
    }


def leaf(rng: Random, corpus: list[Article]) -> str:
    """A word, stray characters, or (mostly) a string copied from an article, at times across the end of a paragraph."""
    if rng.random() < 0.1:
        return rng.choice(VALUES)
    text = rng.choice(WORDS)
    if corpus and rng.random() < 0.7:
        article = rng.choice(corpus)
        run_together = rng.choice([article.body, article.title, "\n".join(article.authors)]).replace("\n", "") or text
        start = rng.randrange(len(run_together))
        text = run_together[start : start + rng.choice([1, 2, 3, 4, 5, 6, 7, 12, 25])]
    prefix = rng.choice(PREFIXES) if rng.random() < 0.2 else ""
    return f'{prefix}"{text}"' if rng.random() < 0.4 else prefix + text


def query_text(rng: Random, corpus: list[Article], depth: int = 3) -> str:
    """A query text of the whole language over the leaves of a corpus."""
    shape = rng.choice(["leaf", "leaf", "and", "or", "not", "group"]) if depth else "leaf"
    if shape == "leaf":
        return leaf(rng, corpus)
    inner = query_text(rng, corpus, depth - 1)
    other = query_text(rng, corpus, depth - 1)
    return {
        "and": f"{inner} {other}",
        "or": f"{inner} OR {other}",
        "not": f"{inner} -({other})",
        "group": f"（{inner}）|{other}",
    }[shape]


def filters(rng: Random) -> tuple[Filter, ...]:
    """Up to two filters, each facet at most once."""
    possible = [
        Filter("author", tuple(rng.sample(NAMES, k=2))),
        Filter("year", tuple(rng.sample(["2021", "2022", "1999"], k=rng.randint(1, 2)))),
        Filter("issue", rng.choice([("2022-2",), ("政工简讯:2022-2", "2023-4")])),
        Filter("source", ("四川在线",)),
    ]
    return tuple(rng.sample(possible, k=rng.choice([0, 0, 1, 2])))


def engine_query(rng: Random, corpus: list[Article]) -> EngineQuery:
    """Any query an engine can be asked, within the parser's limits."""
    chosen = filters(rng)
    text = query_text(rng, corpus) if rng.random() < 0.9 else ""
    return EngineQuery(
        query=parse(text if len(text) <= MOST_CHARACTERS else ""),
        texts=rng.choice([ALL_TEXTS, ALL_TEXTS, ("title",)] if text else [ALL_TEXTS, ()]),
        literal_only=rng.random() < 0.3,
        filters=chosen,
        published=DateRange() if rng.random() < 0.7 else DateRange(rng.choice(DAYS), rng.choice(DAYS)),
        sort=rng.choice(list(Sort)),
        offset=rng.choice([0, 0, 0, 2]),
        limit=rng.choice([0, 1, 5, 100]),
        facets=_scopes(rng, chosen),
        recency=rng.choice([0.0, 0.05, 0.1]),
    )


def _scopes(rng: Random, chosen: tuple[Filter, ...]) -> tuple[FacetScope, ...]:
    """The scopes that the site asks for, or some of them; at times with other filters than those of the hits."""
    scopes = facet_scopes(chosen)
    scopes = scopes if rng.random() < 0.6 else tuple(rng.sample(scopes, k=rng.randint(0, len(scopes))))
    others = rng.random() < 0.1
    most = [None, 0, 1, 2, 50]
    return tuple(replace(one, most=rng.choice(most), filters=filters(rng) if others else one.filters) for one in scopes)
