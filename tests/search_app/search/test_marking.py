"""Marks: exactly where the query stands, in code points of the verbatim text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Analyser, fold, search_key
from search_app.search.marking import marked_strings, text_marks
from search_app.search.parser import parse


def marked(text: str, query: str, analyser: Analyser, *, literal_only: bool = False) -> list[str]:
    marks = text_marks(text, marked_strings(parse(query), analyser, literal_only=literal_only))
    return [text[start:end] for start, end in marks]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("坚定拥护“两个确立”", "两个确立", ["两个确立"]),
        ("四川省誌，２０２３年", "省志 2023年", ["省誌", "２０２３年"]),
        ("撰稿：黄 绚（机关党委）", "黄绚", ["黄 绚"]),
        ("《四川年鉴》与年鉴", '"年鉴"', ["年鉴", "年鉴"]),
        ("𠮷野家在𠮷林", "𠮷林", ["𠮷林"]),
        ("提出“五心”(静心", '"提出“五心”(静心"', ["提出“五心”(静心"]),
        ("哈哈哈", '"哈哈"', ["哈哈哈"]),
        ("地方志与年鉴", "地方志 -年鉴", ["地方志"]),
        ("ABC abc ＡＢＣ", "abc", ["ABC", "abc", "ＡＢＣ"]),
    ],
)
def test_marks_cover_the_query_as_the_page_writes_it(analyser: Analyser, text: str, query: str, found: list[str]) -> None:
    assert marked(text, query, analyser) == found


def test_words_of_two_characters_are_marked_and_single_ones_only_in_a_literal_match(analyser: Analyser) -> None:
    assert marked("年鉴的编纂，在2023", "的年鉴编纂", analyser) == ["年鉴", "编纂"]
    assert marked("的的", "的", analyser) == ["的的"]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("71.8公里、2.8 公里", "2.8公里全长", ["2.8", "公里", "公里"]),
        ("增长了１５.6％，15日", "增长15", ["增长", "15"]),
        ("增长了15.6 %", "增长15.6%", ["增长", "15.6 %"]),
        ("1. 2023年全省", "全省2023", ["2023", "全省"]),
        ("网段12.8192.168.1.1会议", "1.1会议网段", ["会议", "网段"]),
        ("2\u200b.8公里和2.\u200b8里", "2.8公里里程", ["2\u200b.8公里", "2.\u200b8"]),
    ],
)
def test_a_number_is_marked_with_its_decimals_and_never_inside_another(
    analyser: Analyser, text: str, query: str, found: list[str]
) -> None:
    assert sorted(marked(text, query, analyser)) == sorted(found)


def test_only_literal_matches_are_marked_when_only_they_count(analyser: Analyser) -> None:
    assert marked("年鉴的编纂；年鉴编纂", "年鉴编纂", analyser, literal_only=True) == ["年鉴编纂"]
    assert marked("年鉴的编纂；年鉴编纂", "年鉴编纂", analyser) == ["年鉴", "编纂", "年鉴编纂"]


def test_a_match_does_not_run_from_one_paragraph_into_the_next(analyser: Analyser) -> None:
    assert marked("地方\n志办", '"方志"', analyser) == []


@given(text=st.text("地方志年鉴 \u3000\nAａ二〇𠮷", max_size=40), query=st.text("地方志年鉴Aａ𠮷〇", min_size=1, max_size=4))
def test_every_mark_is_a_union_of_occurrences_and_every_occurrence_is_marked(analyser: Analyser, text: str, query: str) -> None:
    marks = text_marks(text, marked_strings(parse(f'"{query}"'), analyser, literal_only=False))
    covered = {i for start, end in marks for i in range(start, end)}
    expected: set[int] = set()
    visible = [i for i, character in enumerate(text) if search_key(character) or character == "\n"]
    folded = fold("".join(text[i] for i in visible))
    at = folded.find(search_key(query))
    while at >= 0:
        expected |= set(range(visible[at], visible[at + len(search_key(query)) - 1] + 1))
        at = folded.find(search_key(query), at + 1)
    assert covered == expected
    assert all(first[1] < second[0] for first, second in pairwise(marks))
