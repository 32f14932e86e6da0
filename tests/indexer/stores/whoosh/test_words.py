"""Every distinct word of a text has a number of its own, whatever its length, and they are numbered in one order."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from indexer.stores.whoosh.words import LONGEST, numbered_words


def some_words(rng: Random, alphabet: str) -> list[str]:
    """Words of a small alphabet, so that they begin and end alike; a few are very long, or empty."""
    sizes = [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST]
    return ["".join(rng.choices(alphabet, k=rng.choice(sizes))) for _ in range(rng.randrange(900))]


@pytest.mark.parametrize("alphabet", ["a", "ab", "地方志", "\0\x01a", "𠮷\U0010ffff\ud800"])
@pytest.mark.parametrize("seed", range(8))
def test_a_number_is_the_place_of_a_word_among_all(seed: int, alphabet: str) -> None:
    rng = Random(seed)
    text = "".join(word + rng.choice([" ", "\n"]) for word in some_words(rng, alphabet))
    found = numbered_words(text)
    words = [word for word in text.replace("\n", " ").split(" ") if word]
    assert found.words == sorted(set(words), key=lambda word: word.encode("utf-8", "surrogatepass"))
    assert [found.words[number] for number in found.numbers.tolist()] == words
    assert all(text.startswith(word, start) for word, start in zip(words, found.starts.tolist(), strict=True))


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_text_may_have_no_words(text: str) -> None:
    found = numbered_words(text)
    assert (found.words, len(found.numbers), len(found.starts)) == ([], 0, 0)


def test_more_words_than_the_table_was_made_for_have_their_numbers() -> None:
    words = [f"{n:06x}" for n in range(200_000)]
    found = numbered_words(" ".join(words))
    assert (found.numbers == np.arange(len(words))).all()
