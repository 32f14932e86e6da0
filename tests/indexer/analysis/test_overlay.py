"""Names laid over words: where they count, what they replace, and that a text's own words are always found again."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Analyser, fold, search_key
from indexer.analysis.overlay import LONGEST_NAME, NameFinder, counted, overlay

PARTS = [
    *"刘源黄绚高明报道提志云办的，。《》 ",
    "记者",
    "明显",
    "提高",
    "地方志",
    "办公室",
    "源源不断",
    "四川省",
    "年鉴",
    "GIS",
    "2023",
    "、",
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)
WORDS = st.lists(st.text(st.sampled_from("甲乙丙"), min_size=1, max_size=4), min_size=1, max_size=12)
NAMES = st.sets(st.text(st.sampled_from("甲乙丙"), min_size=2, max_size=5), max_size=12)


@st.composite
def texts_and_names(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text, and names of which most stand in it."""
    text = draw(TEXTS)
    ranges = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(2, 9)), max_size=12))
    return text, [text[at : at + size] for at, size in ranges] + draw(st.lists(TEXTS, max_size=3))


@given(st.text(st.sampled_from("甲乙丙"), max_size=40), NAMES)
def test_the_finder_finds_every_place_of_every_name(text: str, names: set[str]) -> None:
    ranges = ((start, end) for start in range(len(text)) for end in range(len(text), start, -1))
    assert NameFinder(names).places(text) == [(start, end) for start, end in ranges if text[start:end] in names]


@given(WORDS, NAMES, st.sets(st.text(st.sampled_from("甲乙丙"), min_size=2, max_size=4)))
def test_a_place_counts_unless_an_end_is_inside_a_dictionary_word_or_it_leaves_its_run(
    words: list[str], names: set[str], dictionary: set[str]
) -> None:
    places = NameFinder(names).places("".join(words))
    half = sum(map(len, words[: len(words) // 2]))
    parts = [half, sum(map(len, words)) - half]
    spans = [(sum(map(len, words[:i])), sum(map(len, words[: i + 1]))) for i, word in enumerate(words) if word in dictionary]
    assert counted(places, words, parts, dictionary.__contains__) == [
        (start, end)
        for start, end in places
        if not any(a < bound < b for a, b in spans for bound in (start, end)) and not start < half < end
    ]


@given(WORDS, NAMES)
def test_the_pieces_are_the_whole_text_and_no_name_stands_over_another(words: list[str], names: set[str]) -> None:
    text = "".join(words)
    places = NameFinder(names).places(text)
    laid = overlay(words, places)
    assert "".join(piece for piece, _ in laid.pieces) == text
    assert all(piece in names or piece in words for piece, is_rest in laid.pieces if not is_rest)
    if places:
        first = text[slice(*places[0])]
        assert first in [piece for piece, _ in laid.pieces]  # the leftmost name, and of its start the longest, stands


@given(texts_and_names())
def test_a_text_holds_every_word_of_the_query_of_the_same_text(analyser: Analyser, case: tuple[str, list[str]]) -> None:
    text, names = case
    named = analyser.with_names(names)
    assert set(named.query_words(text)) <= set(named.words(text))
    assert "".join(named.query_words(text)) == "".join(analyser.query_words(text))


@given(texts_and_names())
def test_a_name_adds_words_and_takes_none_away(analyser: Analyser, case: tuple[str, list[str]]) -> None:
    text, names = case
    assert not Counter(analyser.words(text)) - Counter(analyser.with_names(names).words(text))


@given(texts_and_names())
def test_names_change_the_words_of_a_text_only_where_they_occur_in_it(analyser: Analyser, case: tuple[str, list[str]]) -> None:
    text, names = case
    occurring = [name for name in names if search_key(name) in search_key(text)]
    assert analyser.with_names(occurring).words(text) == analyser.with_names(names).words(text)
    assert analyser.with_names([]).words(text) == analyser.words(text)


@given(texts_and_names())
def test_the_kept_words_of_a_text_know_no_names(analyser: Analyser, case: tuple[str, list[str]]) -> None:
    text, names = case
    named = analyser.with_names(names)
    assert named.accurate_words(text) == analyser.accurate_words(text)
    assert named.index_words(text, analyser.accurate_words(text)) == named.words(text)
    assert named.fingerprint == analyser.fingerprint


@given(texts_and_names())
def test_a_query_that_is_a_name_is_one_word_and_matches_by_words_only_where_it_stands(
    analyser: Analyser, case: tuple[str, list[str]]
) -> None:
    text, names = case
    named = analyser.with_names(names)
    for name in named.names:
        assert named.query_words(name) == [name]
        assert name not in named.words(text) or name in search_key(text)


@pytest.mark.parametrize(
    ("names", "text", "query"),
    [
        ([], "记者黄绚云报道", ["记者", "黄绚云", "报道"]),
        (["黄绚"], "记者黄绚云报道", ["记者", "黄绚", "云", "报道"]),  # 黄绚云 is a guess and gives way
        (["高明显"], "提高明显", ["提高", "明显"]),  # 提高 is no guess
        (["川省地方志"], "四川省地方志办公室", ["四川省", "地方志", "办公室"]),
        (["地方志办公室"], "四川省地方志办公室", ["四川省", "地方志办公室"]),
        (["省地方志", "四川省地方志", "地方志办公室"], "四川省地方志办公室", ["四川省地方志", "办公室"]),
        (["志云平台"], "方志，云平台", ["方志", "云", "平台"]),  # a comma parts names
        (["刘源", "报道"], "刘 源\u3000报道", ["刘源", "报道"]),
        (["劉源"], "刘源，劉源", ["刘源", "刘源"]),
    ],
)
def test_a_name_replaces_in_a_query_the_words_it_covers(
    analyser: Analyser, names: list[str], text: str, query: list[str]
) -> None:
    assert analyser.with_names(names).query_words(text) == query


def test_the_index_holds_names_inside_names_and_what_they_leave(analyser: Analyser) -> None:
    named = analyser.with_names(["四川省地方志", "四川省地方志办公室", "黄绚"])
    assert Counter(named.words("四川省地方志办公室黄绚云")) - Counter(analyser.words("四川省地方志办公室黄绚云")) == Counter(
        ["四川省地方志", "四川省地方志办公室", "黄绚", "云"]
    )


def test_a_name_that_is_a_word_already_counts_once(analyser: Analyser) -> None:
    assert analyser.with_names(["刘源"]).words("记者刘源报道") == analyser.words("记者刘源报道")


@pytest.mark.parametrize("name", ["源", "甲" * (LONGEST_NAME + 1), "GIS平台", "川年 鉴》", "地方志", "", "2023"])
def test_what_is_no_name_is_left_out(analyser: Analyser, name: str) -> None:
    assert analyser.with_names([name]).names == ()


@given(st.lists(TEXTS, max_size=8), st.randoms())
def test_names_are_folded_sorted_and_hashed_whatever_their_order(analyser: Analyser, names: list[str], random: object) -> None:
    shuffled = sorted(names, key=lambda _: random.random())  # type: ignore[attr-defined]
    one, other = analyser.with_names(names), analyser.with_names(shuffled * 2)
    assert list(one.names) == sorted(set(one.names)) == list(map(fold, one.names))
    assert (one.names, one.names_hash) == (other.names, other.names_hash)
    assert (one.names_hash == analyser.names_hash) == (one.names == ())


def test_an_analyser_keeps_its_own_names(analyser: Analyser) -> None:
    first, second = analyser.with_names(["澜川年鉴"]), analyser.with_names(["澜川方志"])
    assert (first.names, second.names, analyser.names) == (("澜川年鉴",), ("澜川方志",), ())
    assert first.with_names([]).words("澜川年鉴") == analyser.words("澜川年鉴")


@pytest.mark.parametrize("seed", range(20))
def test_no_line_that_holds_a_name_is_passed_over(seed: int) -> None:
    rng = Random(seed)
    characters = "地方志办公室高明𠮷a"
    finder = NameFinder("".join(rng.choices("地方志办高明", k=rng.randint(2, 4))) for _ in range(rng.randrange(6)))
    lines = [" ".join(rng.choices(characters, k=rng.randrange(9))) for _ in range(rng.randrange(1, 30))]
    holding = {number for number, line in enumerate(lines) if finder.places(line.replace(" ", ""))}
    found = finder.lines("\n".join(lines))
    assert holding <= set(found)
    assert found == sorted(set(found))
    assert set(found) <= set(range(len(lines)))


def test_a_line_is_looked_at_only_where_two_characters_begin_a_name() -> None:
    finder = NameFinder(["高明远", "石榴村"])
    text = "高 明 讲 了 话\n志书\n明 远\n\n石\n榴 村\n石榴 村"
    assert finder.lines(text) == [0, 6]
