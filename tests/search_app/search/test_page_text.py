"""A page as one text: nothing that an article shows depends on the articles beside it."""

from __future__ import annotations

from random import Random

import pytest
from samples import sample_articles

from indexer.analysis import Analyser
from indexer.article import Article
from search_app.search import page_text, word_ends
from search_app.search.asking import ALL_TEXTS
from search_app.search.marking import marked_strings
from search_app.search.page_text import PageText, batches
from search_app.search.parser import parse
from search_app.search.snippets import shown

QUERIES = [
    "方志云 石榴村",
    "年鉴编纂 -终审",
    "“砚边读书会”",
    "标题:年鉴 open source",
    "省志办 OR 黄绚",
    "方志云什么时候向社会开放",
]


def sized(*sizes: int) -> list[Article]:
    return [Article(id=f"abcdef{place}", title="题", body="年" * size) for place, size in enumerate(sizes)]


@pytest.mark.parametrize("most", [1, 2_000, 100_000])
@pytest.mark.parametrize("typed", QUERIES)
def test_an_article_shows_the_same_alone_and_among_others(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch, typed: str, most: int
) -> None:
    monkeypatch.setattr(page_text, "MOST_TOGETHER", most)
    marked = marked_strings(parse(typed), analyser, literal_only=False)
    words = ("年鉴", "open", "石榴村")
    articles = [*Random(typed).sample(sample_articles(), 18), Article(id="abcdef", title="无文", body="")]
    alone = [shown([article], marked, ALL_TEXTS, words)[0] for article in articles]
    assert shown(articles, marked, ALL_TEXTS, words) == alone


def test_a_page_without_hits_shows_nothing(analyser: Analyser) -> None:
    assert shown([], marked_strings(parse("年鉴"), analyser, literal_only=False), ALL_TEXTS) == []


@pytest.mark.parametrize("sizes", [(), (10,), (60_000, 60_000, 10), (10, 200_000, 10, 10), (49_999, 49_999, 1), (99_999, 1, 1)])
def test_batches_hold_every_article_once_in_order_and_no_more_than_one_text_may(sizes: tuple[int, ...]) -> None:
    found = list(batches(sized(*sizes)))
    assert [article for together in found for article in together] == sized(*sizes)
    for together in found:
        assert len(together) == 1 or 0 < sum(len(article.title + article.body) for article in together) <= page_text.MOST_TOGETHER


def test_what_one_article_costs_takes_nothing_away_from_another(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may be segmented as often, and each string may stand in each as often."""
    monkeypatch.setattr(word_ends, "MOST_SEGMENTED", 5)
    doubtful = Article(id="abcdef", title="题", body="\n".join("发展中国家和农业国家" + "年" * i for i in range(40)))
    repeated = Article(id="abcdeg", title="年" * 3_000, body="年" * 20_000)
    plain = Article(id="abcdeh", title="中国年", body="中国的农业国家。" + "年鉴" * 10)
    for typed in ("中国农业 国家农业", "年", '"年年年"', "年鉴"):
        marked = marked_strings(parse(typed), analyser, literal_only=False)
        page = [doubtful, repeated, plain, doubtful, repeated, plain]
        words = ("年", "年年年", "年鉴")
        assert shown(page, marked, ALL_TEXTS, words) == [shown([one], marked, ALL_TEXTS, words)[0] for one in page]


def test_strings_are_told_by_the_section_and_article_they_stand_in(analyser: Analyser) -> None:
    titles, bodies = ["年鉴", "题", ""], ["正文。\n年 鉴", "", "鉴\n年鉴"]
    page = PageText((titles, bodies), ["年鉴", "鉴", "文年", "题题", "鉴鉴"], analyser)
    strings = marked_strings(parse('"年鉴"'), analyser, literal_only=False).strings
    standing = [[[places for _, places in own] for own in page.standing(strings, section)] for section in (0, 1)]
    assert page.keyed.key == "年鉴\n题\n\n正文。\n年鉴\n\n鉴\n年鉴"
    assert standing == [[[[0]], [], []], [[[10]], [], [[16]]]]
    assert [[list(page.places("鉴", section, number)) for number in range(3)] for section in (0, 1)] == [
        [[1], [], []],
        [[11], [], [14, 17]],
    ]
    for key in ("文年", "题题", "鉴鉴"):  # none stands in two texts
        assert not any(page.places(key, section, number) for section in (0, 1) for number in range(3))
    for section, texts in enumerate((titles, bodies)):
        starts, ranges = page.starts(section), page.key_ranges(section)
        assert [page.keyed.text[start : start + len(text)] for start, text in zip(starts, texts, strict=True)] == texts
        assert [page.keyed.key[slice(*place)] for place in ranges] == [text.replace(" ", "") for text in texts]
