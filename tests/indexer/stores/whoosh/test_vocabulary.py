"""Words and characters are found by exactly their own text, whatever words share their first bytes."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from indexer.stores.whoosh.vocabulary import Characters, Vocabulary, ascending, vocabulary_arrays


@pytest.mark.parametrize("seed", range(10))
def test_a_word_is_found_by_its_own_bytes_only(seed: int) -> None:
    rng = Random(seed)
    made = ["".join(rng.choices(["a", "\0", "地方", "中华人民", "\ud800", "𠮷"], k=rng.randint(1, 6))) for _ in range(200)]
    known = list(dict.fromkeys(made[:150]))
    encoded = [word.encode("utf-8", "surrogatepass") for word in known]
    listed = [encoded[place] for place in ascending(encoded).tolist()]
    assert listed == sorted(encoded)
    vocabulary = Vocabulary(vocabulary_arrays(listed))
    expected = [
        listed.index(word) if word in listed else None for word in (word.encode("utf-8", "surrogatepass") for word in made)
    ]
    assert vocabulary.find([word.encode("utf-8", "surrogatepass") for word in made]) == expected
    assert [vocabulary.word(place) for place in range(len(vocabulary))] == listed


def test_an_empty_vocabulary_knows_nothing() -> None:
    assert Vocabulary(vocabulary_arrays([])).find([b"a"]) == [None]


def test_characters_and_pairs_have_numbers_in_their_order_and_back() -> None:
    characters = Characters(np.array(sorted(map(ord, "ab年鉴𠮷\U0010fffd")), dtype=np.uint32))
    pairs = [first + second for first in "ab年鉴𠮷\U0010fffd" for second in "ab年鉴𠮷\U0010fffd"]
    numbers = [characters.find_pair(pair) for pair in sorted(pairs)]
    assert numbers == list(range(36))
    assert [characters.pair(number) for number in range(36)] == sorted(pairs)
    assert [characters.find_pair(gram) for gram in ("", "a", "abc", "a志", "志a")] == [None] * 5
    assert (characters.find("志"), characters.character(characters.find("鉴") or 0)) == (None, "鉴")
