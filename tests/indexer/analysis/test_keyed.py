"""Keyed texts: from a place in the search key back to the text, and every place of a string in the key."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Places, fold, keyed, keyed_text, search_key

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
    of_text = keyed_text(text)
    found = Places(of_text, (0, len(of_text.key))).of(wanted)
    assert found.places == [at for at in range(len(of_text.key)) if of_text.key.startswith(wanted, at)]


@given(text=FEW_LETTERS, wanted=st.sampled_from(["a", "aa", "ab"]), bounds=st.lists(st.integers(0, 41)).map(sorted))
def test_places_are_counted_up_to_every_bound(text: str, wanted: str, bounds: list[int]) -> None:
    places, before = Places(keyed_text(text), bounds).of(wanted)
    assert before == [bisect_left(places, bound) for bound in bounds]


@pytest.mark.parametrize("wanted", ["aaa", "a" * 150, "aab", "aba"])
def test_what_stands_everywhere_is_found_first_in_every_section(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    monkeypatch.setattr(keyed, "_CROWDED", 10)
    monkeypatch.setattr(keyed, "MOST_PLACES", 7)
    text = "\n".join(["a" * 300, "ab" * 200, "a" * 149, "a" * 200])
    bounds = [0, 300, 301, 701, 702, 851, 852, 1052]
    places, before = Places(keyed_text(text), bounds).of(wanted)
    for start, end, first, last in zip(bounds, bounds[1:], before, before[1:], strict=False):
        expected = [at for at in range(start, end - len(wanted) + 1) if text.startswith(wanted, at)]
        assert places[first:last][:7] == expected[:7]


@given(text=FEW_LETTERS, data=st.data())
def test_a_place_in_the_text_leads_to_the_next_visible_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    visible = [i for i, character in enumerate(text) if character == "\n" or search_key(character)]
    assert keyed_text(text).key_offset(offset) == bisect_left(visible, offset)
