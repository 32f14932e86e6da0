"""The hostile list is the same every time, can be sent, and mostly gets past the parser: or it would test nothing."""

from __future__ import annotations

from random import Random

import pytest
from hostile_queries import PLAIN, SHAPES, hostile_queries, material

from indexer.errors import QueryTooLarge
from search_app.search.parser import MOST_CHARACTERS, parse


def parsed(text: str) -> bool:
    try:
        parse(text)
    except QueryTooLarge:
        return False
    return True


def test_the_same_seed_gives_the_same_texts() -> None:
    assert hostile_queries(200, seed=3) == hostile_queries(200, seed=3) != hostile_queries(200, seed=4)


def test_every_text_can_be_sent_and_is_within_the_limit_of_characters() -> None:
    for text in hostile_queries(2000):
        assert text.encode()
        assert 0 < len(text) <= MOST_CHARACTERS


@pytest.mark.parametrize("shape", SHAPES)
def test_most_texts_of_a_shape_reach_the_engine(shape: str) -> None:
    rng = Random(5)
    texts = [SHAPES[shape](rng, PLAIN)[:MOST_CHARACTERS] for _ in range(200)]
    assert sum(map(parsed, texts)) > 100


def test_material_is_what_stands_most_often() -> None:
    known = material(["的的的工作", "工作\n工作"], most=2)
    assert (known.characters, known.pairs[0]) == (["作", "工"], "工作")
