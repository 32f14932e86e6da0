"""What a query scores by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Analyser, search_key
from search_app.search.interrogatives import INTERROGATIVES
from search_app.search.parser import parse
from search_app.search.partial import MOST_REQUIRED_WORDS, partial_units, typed_words
from search_app.search.query import Term, plain_terms, positive_leaves
from search_app.search.ranking import readings, scored_units

TEXTS = ("title", "body")


def grams_of(text: str, analyser: Analyser) -> list[str]:
    return [unit.text for unit in scored_units(parse(text), analyser, TEXTS) if not unit.is_word]


def test_terms_typed_side_by_side_score_by_the_pair_of_characters_where_they_meet(analyser: Analyser) -> None:
    assert grams_of("方志 平台", analyser) == ["方志", "平台", "志平"]


@pytest.mark.parametrize("text", ["方志 OR 平台", "方志 -平台", '方志 "平台"', "标题:方志 平台"])
def test_nothing_else_side_by_side_does(analyser: Analyser, text: str) -> None:
    assert "志平" not in grams_of(text, analyser)


def test_a_pair_where_terms_meet_decides_nothing_about_what_matches_in_part(analyser: Analyser) -> None:
    units = partial_units(parse("石榴村 怎样 编写 自己的 村志"), analyser, TEXTS)
    assert "石榴" in {unit.text for unit in units}
    assert "村怎" not in {unit.text for unit in units}


@pytest.mark.parametrize("text", ["什么是月代", "月代 是什么", "卡门线多高?", "谁编村志", "如何修志"])
def test_a_question_of_few_words_may_be_matched_in_part(analyser: Analyser, text: str) -> None:
    words = {unit.text for unit in partial_units(parse(text), analyser, TEXTS) if unit.is_word}
    assert 1 < len(words) <= MOST_REQUIRED_WORDS


def test_words_that_ask_and_their_pairs_neither_score_nor_match_in_part(analyser: Analyser) -> None:
    query = parse("石榴村怎么样编写村志？")
    asking = {"怎么样", "怎么", "么样"}
    for units in (scored_units, partial_units):
        named = {unit.text for unit in units(query, analyser, TEXTS) if not unit.asks}
        assert {"石榴", "编写", "村志"} <= named
        assert named.isdisjoint(asking)
    assert {unit.text for unit in partial_units(query, analyser, TEXTS) if unit.asks} == asking
    assert not any(unit.asks for unit in scored_units(query, analyser, TEXTS))


@pytest.mark.parametrize("text", ["怎么办呢", "怎么 什么", "谁 呢", "什么怎么？"])
def test_where_every_word_asks_all_of_them_count(analyser: Analyser, text: str) -> None:
    assert {unit.text for unit in scored_units(parse(text), analyser, TEXTS) if unit.is_word} & INTERROGATIVES
    assert not any(unit.asks for unit in partial_units(parse(text), analyser, TEXTS))


@pytest.mark.parametrize("text", ["怎么样", "“怎么样” 石榴村", "怎么样 OR 石榴村", "怎么样 -石榴村", "标题:怎么样"])
def test_words_that_ask_score_where_they_are_meant_or_stand_alone(analyser: Analyser, text: str) -> None:
    assert "怎么" in {unit.text for unit in scored_units(parse(text), analyser, TEXTS)}


def test_the_brackets_of_a_headline_score_with_what_they_part(analyser: Analyser) -> None:
    def pairs(text: str) -> set[str]:
        return set(grams_of(text, analyser))

    assert {"案(", "(十"} <= pairs("修正案（十二）")
    assert {"案(", "(十"}.isdisjoint(pairs("修正案 （十二）"))
    assert {")草", "案草"}.isdisjoint(pairs("修正案（十二） 草案"))
    assert {"二)", ")草"} <= pairs("修正案(十二)草案")


@pytest.mark.parametrize(
    "text", ["村志 口述 开放", "方志云。", "月代？", "什么", "几何", "石榴村 OR 谁", "“什么” 月代", "标题:什么 月代"]
)
def test_a_few_words_that_ask_nothing_are_all_required(analyser: Analyser, text: str) -> None:
    assert partial_units(parse(text), analyser, TEXTS) == ()


@given(st.text("年鉴編誌书Ａb1２.- \t\u200b\u3000？，", min_size=1, max_size=40))
def test_every_word_of_a_plain_query_stands_in_it_as_typed(analyser: Analyser, text: str) -> None:
    query = parse(text)
    typed = typed_words(query, analyser)
    assert {unit.text for unit in partial_units(query, analyser, TEXTS) if unit.is_word} <= typed.keys()
    visible = "".join(term.text for term in plain_terms(query))
    assert all(word in visible and search_key(word) == key for key, word in typed.items())


def test_a_name_that_the_corpus_teaches_takes_no_partial_match_away(analyser: Analyser) -> None:
    office = "石榴市人民政府地方志工作办公室"
    taught = analyser.with_names([office])
    assert partial_units(parse(office), taught, TEXTS) == partial_units(parse(office), analyser, TEXTS) != ()


def test_a_name_is_one_word_or_the_words_it_covers_and_both_score(analyser: Analyser) -> None:
    taught = analyser.with_names(["栖云年鉴"])
    (term,) = positive_leaves(parse("栖云年鉴"))
    assert isinstance(term, Term)
    assert readings(term, taught) == (("栖云年鉴",), tuple(analyser.query_words("栖云年鉴")))
    assert readings(term, analyser) == (tuple(analyser.query_words("栖云年鉴")),)
    words = {unit.text for unit in scored_units(term, taught, TEXTS) if unit.is_word}
    assert words >= {"栖云年鉴", *analyser.query_words("栖云年鉴")}
    assert "年鉴" in words


@pytest.mark.parametrize(("text", "after"), [("年鉴（上）|草案", ["", "(", ""]), ("年鉴（上）草案 村志", ["", "(", ")", ""])])
def test_brackets_belong_to_the_term_right_behind_them(text: str, after: list[str]) -> None:
    assert [leaf.after for leaf in positive_leaves(parse(text)) if isinstance(leaf, Term)] == after
