"""Keyed texts: from a place in the search key back to the text, and every place of a string in the key."""

from __future__ import annotations

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Places, fold, keyed_text, search_key

VISIBLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
FEW_LETTERS = st.text("aab的\n 　\u200b𠮷\0\ud800", max_size=40)


@given(VISIBLE)
def test_a_keyed_text_leads_from_every_character_of_the_key_back_to_the_text(text: str) -> None:
    keyed = keyed_text(text)
    for i, character in enumerate(keyed.key):
        start, end = keyed.span(i, i + 1)
        assert (end - start, fold(text[start])) == (1, character)
    assert keyed.key.replace("\n", "") == search_key(text)


@given(st.lists(st.text("年鉴Ａ。 \t\u3000\u200b\xa0\n𠮷", max_size=30), min_size=4, max_size=8))
def test_a_long_text_is_keyed_as_its_paragraphs_are(paragraphs: list[str]) -> None:
    text = "\n".join([*paragraphs, "年鉴 " * 30])
    keyed = keyed_text(text)
    assert keyed.key == "\n".join(keyed_text(line).key for line in text.split("\n"))
    for i, character in enumerate(keyed.key):
        start, end = keyed.span(i, i + 1)
        assert (end - start, fold(text[start])) == (1, character)


def test_a_span_runs_from_the_first_to_the_last_visible_character() -> None:
    keyed = keyed_text("　黄 \u200b绚 参加")
    assert keyed.key == "黄绚参加"
    assert keyed.span(0, 2) == (1, 5)


@given(text=FEW_LETTERS, wanted=st.text("ab的𠮷\0\ud800", min_size=1, max_size=4))
def test_a_string_is_found_wherever_it_stands_overlapping_places_too(text: str, wanted: str) -> None:
    keyed = keyed_text(text)
    found = Places(keyed, ()).of(wanted)
    assert found.places == [at for at in range(len(keyed.key)) if keyed.key.startswith(wanted, at)]


@given(text=FEW_LETTERS, wanted=st.sampled_from(["a", "aa", "ab"]), bounds=st.lists(st.integers(0, 41)).map(sorted))
def test_places_are_counted_up_to_every_bound(text: str, wanted: str, bounds: list[int]) -> None:
    places, before = Places(keyed_text(text), bounds).of(wanted)
    assert before == [bisect_left(places, bound) for bound in bounds]
