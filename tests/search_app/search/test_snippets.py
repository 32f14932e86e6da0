"""Snippets: verbatim, bounded by sentences, showing as much of the query as they can."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naive_marks import cuts_something

from indexer.analysis import Analyser, keyed_text
from indexer.article import Article
from indexer.fields import field_text
from search_app.search.asking import ALL_TEXTS
from search_app.search.marking import marked_strings, text_marks
from search_app.search.parser import parse
from search_app.search.partial import partial_units
from search_app.search.results import Snippet
from search_app.search.snippets import MOST_WINDOWS, shown
from search_app.search.windows import LONGEST, WANTED, Windows
from search_app.search.word_ends import WordEnds

SENTENCE = "砚湖市召开年鉴编纂培训会，八个县区的编辑参加。"


def found(body: str, query: str, analyser: Analyser, **facts: object) -> tuple[Snippet, ...]:
    article = Article(id="abcdef", title="标题", body=body, **facts)
    return shown([article], marked_strings(parse(query), analyser, literal_only=False), ALL_TEXTS)[0].snippets


BODIES = st.lists(
    st.text("年鉴编纂工作，。！；《》“”12A \u3000", min_size=1, max_size=400).map(str.strip).filter(bool), min_size=1, max_size=5
).map("\n".join)


@given(body=BODIES, query=st.sampled_from(["年鉴", '"鉴编"', "年鉴编纂 工作", "2A", "《", "工 -年"]))
def test_a_snippet_is_a_verbatim_piece_of_one_paragraph_with_every_mark_in_it(analyser: Analyser, body: str, query: str) -> None:
    marks = text_marks(body, marked_strings(parse(query), analyser, literal_only=False))
    snippets = [snippet for snippet in found(body, query, analyser) if snippet.field == "body"]
    assert len(snippets) <= MOST_WINDOWS
    for snippet in snippets:
        end = snippet.start + len(snippet.text)
        assert body[snippet.start : end] == snippet.text
        assert "\n" not in snippet.text
        covered = {snippet.start + i for start, stop in snippet.marks for i in range(start, stop)}
        whole = {i for start, stop in marks if snippet.start <= start and stop <= end for i in range(start, stop)}
        assert whole <= covered <= {i for start, stop in marks for i in range(start, stop)}
    assert bool(marks) == any(snippet.marks for snippet in snippets)


def test_short_sentences_are_shown_whole_and_joined_up_to_a_comfortable_length(analyser: Analyser) -> None:
    (snippet,) = found(SENTENCE * 20, "年鉴", analyser)[:1]
    assert snippet.text == SENTENCE * (len(snippet.text) // len(SENTENCE))
    assert 60 <= len(snippet.text) <= LONGEST
    assert (snippet.cut_left, snippet.cut_right) == (False, True)


def test_a_window_that_ends_with_its_paragraph_grows_to_the_left_until_it_is_long_enough(analyser: Analyser) -> None:
    before, last = "砚湖市的编辑都来了。", "年" * (WANTED - 1) + "。"
    for kept in (0, 1):  # a line end is no character that a reader sees
        sentence = last[1 - kept :]
        (snippet,) = found(f"{before}{sentence}\n别的事。", "年年", analyser)[:1]
        assert snippet.text == (sentence if len(sentence) == WANTED else before + sentence)


def test_a_sentence_whose_beginning_is_just_near_enough_is_shown_whole(analyser: Analyser) -> None:
    """The far limit falls between the full stop before it and the bracket that closes there."""
    sentence = "甲" * (LONGEST - 4) + "石榴村"
    (snippet,) = found(f"甲甲甲。”）{sentence}", "石榴村", analyser)
    assert snippet.text == sentence


def test_a_last_sentence_without_an_end_is_cut_in_no_word_alone_or_among_others(analyser: Analyser) -> None:
    articles = [Article(id=f"abcde{i}", title="题", body="工作" + "甲" * (LONGEST - 3) + "地方志") for i in range(2)]
    views = shown(articles, marked_strings(parse("工作"), analyser, literal_only=False), ALL_TEXTS)
    assert [snippet.text for view in views for snippet in view.snippets] == [article.body for article in articles]


@pytest.mark.parametrize(("typed", "contributor"), [("年 标题:年", "年鉴社"), ("年鉴 供稿:年鉴", "年鉴")])
def test_a_text_beside_the_body_is_not_shown_for_what_the_body_shows(analyser: Analyser, typed: str, contributor: str) -> None:
    snippets = found("今年好，年鉴也好。", typed, analyser, contributor=contributor)
    assert [snippet.field for snippet in snippets] == ["body"]


def test_windows_together_show_every_word_of_the_query(analyser: Analyser) -> None:
    filler = "这一天没有别的消息可以报告，大家照常工作到傍晚才回家。" * 8
    body = f"石榴村通了水。{filler}\n{filler}合唱团在排练。{filler}\n{filler}数字化已经完成。"
    shown = found(body, "石榴村 合唱团 数字化", analyser)
    assert [snippet.text[start:end] for snippet in shown for start, end in snippet.marks] == ["石榴村", "合唱团", "数字化"]


def test_a_long_sentence_is_cut_at_clauses_and_never_inside_a_title_or_a_number(analyser: Analyser) -> None:
    clause = "编纂出版《忆沧桑、记奋斗，颂辉煌》大型画册1,234,567册，"
    body = clause * 30 + "最后提到石榴村，" + clause * 30
    (snippet,) = [item for item in found(body, "石榴村", analyser) if item.field == "body"]
    assert "石榴村" in snippet.text
    assert snippet.text.count("《") == snippet.text.count("》")
    assert not re.match(r"[\d,]+", snippet.text)
    assert (snippet.cut_left, snippet.cut_right) == (True, True)


@pytest.mark.parametrize("number", ["二〇二三", "二○二三", "三十二万", "2023", "1,234.5", "28日", "三十日", "121°22′"])
def test_no_number_is_cut_where_there_is_no_punctuation(analyser: Analyser, number: str) -> None:
    for shift in range(6):
        body = (
            "众人读书修志编书" * 15 + number + "年" + "修" * shift + "众人读书修志编书" * 6 + "石榴村" + "众人读书修志编书" * 30
        )
        (snippet,) = found(body, "石榴村", analyser)
        assert (number in snippet.text) or not set(number) & set(snippet.text), snippet.text


@pytest.mark.parametrize("before", [7, 8, 40])
def test_a_word_is_shown_where_it_may_be_marked_however_often_it_stands_inside_others_before(
    analyser: Analyser, before: int
) -> None:
    body = "维京群岛。" * before + "另起一行。" * 40 + "这些群岛居民很少。"
    snippets = found(body, "人口群岛", analyser)
    assert ["".join(part.text[start:end] for start, end in part.marks) for part in snippets] == ["群岛"]


def test_where_nothing_matches_in_the_body_its_beginning_is_shown_without_marks(analyser: Analyser) -> None:
    shown = found("第一句话。第二句话。", "刘源", analyser, authors=("刘源",))
    assert [(snippet.field, snippet.text) for snippet in shown] == [("authors", "刘源"), ("body", "第一句话。第二句话。")]
    assert [snippet.marks for snippet in shown] == [((0, 2),), ()]


def test_another_text_is_shown_only_for_what_title_and_body_do_not_show(analyser: Analyser) -> None:
    assert [snippet.field for snippet in found("方志处的消息。", "方志处", analyser, contributor="方志处")] == ["body"]
    assert [snippet.field for snippet in found("消息。", "方志处 消息", analyser, contributor="方志处")] == [
        "body",
        "contributor",
    ]


def test_an_article_without_a_body_has_no_body_snippet(analyser: Analyser) -> None:
    assert found("", "标题", analyser) == ()


@given(text=st.text("年，。《》1A \n", min_size=1, max_size=300), data=st.data())
def test_a_window_holds_what_it_is_made_around(analyser: Analyser, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    line_end = text.find("\n", start)
    end = data.draw(st.integers(start + 1, max(start + 1, line_end if line_end >= 0 else len(text))))
    if text[start:end].strip() != text[start:end]:
        return
    left, right = Windows(WordEnds(keyed_text(text), analyser)).around(start, end)
    assert left <= start
    assert end <= right


@pytest.mark.parametrize("size", [100_000])
def test_a_body_without_any_punctuation_is_cut_all_the_same(analyser: Analyser, size: int) -> None:
    body = "年" * size + "石榴村" + "年" * size
    (snippet,) = [item for item in found(body, "石榴村", analyser) if item.field == "body"]
    assert "石榴村" in snippet.text
    assert len(snippet.text) <= LONGEST + 3


def test_the_text_of_every_snippet_field_is_where_it_says(analyser: Analyser) -> None:
    article = Article(id="abcdef", title="题", body="正文。", section="市州动态", authors=("黄 绚", "刘源"), contributor="方志处")
    marked = marked_strings(parse("市州 黄绚 方志处"), analyser, literal_only=False)
    for snippet in shown([article], marked, ALL_TEXTS)[0].snippets:
        assert field_text(article, snippet.field)[snippet.start :].startswith(snippet.text)


@pytest.mark.parametrize("body", ["《" * 300_000 + "石榴村" + "《" * 300_000, "石榴村" + "a" * 1_000_000, "石榴村，" * 200_000])
def test_a_hostile_body_of_a_million_characters_gives_a_short_snippet(analyser: Analyser, body: str) -> None:
    for snippet in found(body, "石榴村 " + "a" * 150, analyser):
        assert len(snippet.text) <= 2 * LONGEST


@pytest.mark.parametrize("word", ["слово", "naïve", "ＧＩＳ", "1,234,567", "08:35"])
def test_a_cut_does_not_fall_inside_a_word_of_letters_or_a_number(analyser: Analyser, word: str) -> None:
    body = (word + "年") * 200 + "石榴村" + ("年" + word) * 200
    (snippet,) = [item for item in found(body, "石榴村", analyser) if item.field == "body"]
    assert snippet.text.startswith((word, "年"))
    assert snippet.text.endswith((word, "年"))


@pytest.mark.parametrize("number", ["二〇二三年", "一九九三年", "三百六十五天", "一百周年"])
def test_no_cut_falls_inside_a_number_whose_end_stands_inside_a_word(analyser: Analyser, number: str) -> None:
    plain = "在我国西南地区的许多县市里面都有这样的传统做法而且已经延续了很多年时间以来人们对此习以为常不觉得奇怪甚至引以为荣"
    for before in range(90, 110):
        body = plain + "龘" + (plain * 3)[:before] + number + plain
        (part,) = (part for part in found(body, "龘", analyser) if part.field == "body")
        assert not cuts_something(body, part.start + len(part.text), analyser), part.text[-8:]


@pytest.mark.parametrize("length", [20, 109, 110, 150])
def test_a_cut_does_not_fall_inside_a_long_word_of_letters_before_the_place(analyser: Analyser, length: int) -> None:
    for between in range(0, 170, 5):
        body = "甲" * 50 + "a" * length + "乙丙" * between + "石榴村" + "丁" * 200
        (part,) = (part for part in found(body, "石榴村", analyser) if part.field == "body")
        assert part.start not in range(51, 50 + length)


def test_where_only_titles_are_searched_the_text_that_the_query_names_is_shown_all_the_same(analyser: Analyser) -> None:
    article = Article(id="abcdef", title="标题", body="正文。", authors=("黄绚",))
    marked = marked_strings(parse("作者:黄绚"), analyser, literal_only=False)
    assert shown([article], marked, ("title",))[0].snippets[0] == Snippet("authors", 0, "黄绚", ((0, 2),), False, False)


@pytest.mark.parametrize("before", range(50, 58))
def test_a_cut_does_not_fall_inside_a_number_that_holds_an_invisible_character(analyser: Analyser, before: int) -> None:
    body = "石榴村" + "甲" * (before * 2) + "12.\u200b75" * 20 + "乙" * 200
    (part,) = (part for part in found(body, "石榴村", analyser) if part.field == "body")
    assert part.start + len(part.text) not in range(body.index("1") + 1, body.index("乙"))


def test_a_number_inside_a_longer_one_is_missing_and_a_word_inside_a_longer_one_is_not(analyser: Analyser) -> None:
    bodies = {
        "028-8123-4567，ABC，地方志": ("7", "bc"),
        "第7期，bc，方志": (),
        "年鉴": ("7", "bc", "方志"),
        "7" * 300: ("bc", "方志"),
    }
    articles = [Article(id="a", title="", body=body) for body in bodies]
    marked = marked_strings(parse("年鉴"), analyser, literal_only=False)
    assert [hit.missing for hit in shown(articles, marked, ("title", "body"), ("7", "bc", "方志"))] == list(bodies.values())


@pytest.mark.parametrize("typed", ["GIS 地图 平台 方志", "IS地图 平台 年鉴 村史", "23年第30期 志书 年鉴 村史"])
def test_a_word_of_a_term_that_stands_there_as_typed_is_not_missing(analyser: Analyser, typed: str) -> None:
    """The reader sees the term marked, the number or Latin word in it included."""
    article = Article(id="a", title="政工简讯2023年第30期", body="采用OpenGIS地图平台，服务方志。")
    query = parse(typed)
    marked = marked_strings(query, analyser, literal_only=False)
    words = [unit.text for unit in partial_units(query, analyser, ALL_TEXTS) if unit.is_word]
    (hit,) = shown([article], marked, ALL_TEXTS, words)
    assert not {"gis", "is", "23", "30"} & {*hit.missing}
    assert {"村史", "年鉴"} & {*words} == {"村史", "年鉴"} & {*hit.missing}
