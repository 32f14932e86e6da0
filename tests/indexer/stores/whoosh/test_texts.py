"""Bulk keys are the keys of the one analysis: for every character there is, and for whole texts of paragraphs."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from indexer.analysis import search_key
from indexer.stores.whoosh.texts import key_texts


def spelled(texts: list[str]) -> list[str]:
    keyed = key_texts(texts)
    bounds = keyed.starts.tolist()
    return ["".join(map(chr, keyed.codes[start:end].tolist())) for start, end in pairwise(bounds)]


def test_every_character_is_folded_or_left_out_as_in_a_search_key() -> None:
    everything = "".join(map(chr, range(0x110000))).replace("\n", "")
    assert spelled([everything]) == [search_key(everything) + "\n"]


@pytest.mark.parametrize("seed", range(20))
def test_a_text_is_the_keys_of_its_paragraphs_each_with_its_end(seed: int) -> None:
    rng = Random(seed)
    texts = ["".join(rng.choices("地方 A２\n\u3000\u200b𠮷\r\x1f\x85", k=rng.randrange(30))) for _ in range(rng.randrange(9))]
    assert spelled(texts) == ["".join(search_key(part) + "\n" for part in text.split("\n")) for text in texts]
