"""Folding, search keys and words: the one analysis that index, query and highlight share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Analyser, fold, grams, search_key

VISIBLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(VISIBLE)
def test_folding_keeps_the_length_and_folding_twice_changes_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("誌志Ａa 〇𠮷\U0010ffff\ud800。"), min_size=1, max_size=300))
def test_a_long_text_folds_as_its_characters_do(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("２０２３年ＧＩＳ", "2023年gis"),
        ("BIBF", "bibf"),
        ("四川省誌與縣誌", "四川省志与县志"),
        ("二〇〇九 二○○九", "二零零九 二零零九"),
        ("“五心”„「六问」『七要』＂", '"五心""' + '"六问""七要""'),
        ("‘a’", "'a'"),
        ("–—―－−‐", "------"),
        ("，：（）；！？", ",:();!?"),
        ("、。《》【】", "、。《》【】"),
        ("\u3000", " "),
    ],
)
def test_variants_of_a_character_fold_to_one(written: str, folded: str) -> None:
    assert fold(written) == folded


WHITE = [*" \t\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff", " \u3000 "]
LEFT_BY_COPYING = [*"\u00ad\u200e\u200f\u202a\u202c\u202e\u2061\u2066\u2069\ufe0f"]


@pytest.mark.parametrize("white", WHITE + LEFT_BY_COPYING)
def test_white_space_inside_a_paragraph_counts_for_nothing(analyser: Analyser, white: str) -> None:
    assert search_key(f"黄{white}绚") == "黄绚"
    assert analyser.words(f"2023{white}年第{white}7{white}期") == analyser.words("2023年第7期")


@given(VISIBLE)
def test_grams_give_the_key_back(text: str) -> None:
    key = search_key(text)
    pairs = grams(key)
    assert "".join(pair[0] for pair in pairs) + key[-1:] == key


@given(VISIBLE)
def test_a_word_stands_nowhere_but_where_the_text_holds_it_literally(analyser: Analyser, text: str) -> None:
    """So a term that is a word itself need not be looked for among the words."""
    key = search_key(text)
    assert [word for word in analyser.words(text) if word not in key] == []


def test_words_of_the_index_hold_the_shorter_words_inside_long_ones(analyser: Analyser) -> None:
    assert set(analyser.words("地方志办公室")) >= {"地方志", "地方", "办公室", "办公"}


def test_every_accurate_word_of_a_text_is_among_its_index_words(analyser: Analyser) -> None:
    text = "澜川省地方志工作办公室编纂《澜川年鉴(2020)》，open source 软件v2.0获BIBF奖"
    assert set(analyser.query_words(text)) <= set(analyser.words(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [("open source", ["open", "source"]), ("11.06亿", ["11.06", "亿"]), ("、。《》——", []), ("снег идёт", ["снег", "идёт"])],
)
def test_letters_and_digits_are_words_of_their_own_and_punctuation_is_none(
    analyser: Analyser, text: str, words: list[str]
) -> None:
    assert analyser.query_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全长2.8公里", ["全长", "2.8", "公里"]),
        ("增长２３．５％", ["增长", "23.5%"]),
        ("增长5 %", ["增长", "5%"]),
        ("系统V2.0", ["系统", "v2.0"]),
        ("1. 2023年", ["1", "2023", "年"]),
        ("192.168.1.1", ["192.168", "1.1"]),
        ("3．全面", ["3", "全面"]),
    ],
)
def test_a_number_is_one_word_with_its_decimals_and_its_percent_sign(analyser: Analyser, text: str, words: list[str]) -> None:
    assert analyser.query_words(text) == words


def test_a_long_run_without_words_is_cut_in_bounded_time(analyser: Analyser) -> None:
    assert "".join(analyser.query_words("㐀" * 50_000)) == "㐀" * 50_000


def test_the_fingerprint_is_that_of_the_dictionary_and_the_rules(analyser: Analyser) -> None:
    assert analyser.fingerprint == Analyser().fingerprint
