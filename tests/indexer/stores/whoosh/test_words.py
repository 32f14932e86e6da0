"""Every distinct word has a number of its own, whatever its length and however many runs it comes in."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from indexer.stores.whoosh.words import LONGEST, WORD_END, WordNumbers


def some_words(rng: Random, alphabet: str) -> list[str]:
    """Words of a small alphabet, so that they begin and end alike; a few are very long, or empty."""
    sizes = [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST]
    return ["".join(rng.choices(alphabet, k=rng.choice(sizes))) for _ in range(rng.randrange(300))]


@pytest.mark.parametrize("alphabet", ["a", "ab", "地方志", "\0\x01a", "𠮷\U0010ffff\ud800"])
@pytest.mark.parametrize("seed", range(5))
def test_a_word_keeps_its_number_and_shares_it_with_no_other(seed: int, alphabet: str) -> None:
    rng = Random(seed)
    numbering = WordNumbers()
    met: dict[str, int] = {}
    for _ in range(4):
        words = some_words(rng, alphabet)
        for word, number in zip(words, numbering.numbers("".join(word + WORD_END for word in words)).tolist(), strict=True):
            assert met.setdefault(word, number) == number
    assert len(set(met.values())) == len(met)
    assert all(number < numbering.count for number in met.values())
    listed = zip(numbering.words, np.concatenate(numbering.known).tolist(), strict=True)
    assert {word.decode("utf-8", "surrogatepass"): number for word, number in listed} == met


def test_numbers_stay_when_the_table_grows() -> None:
    numbering = WordNumbers()
    words = [f"{n:x}" for n in range(200_000)]
    first = numbering.numbers("".join(word + WORD_END for word in words))
    assert len(np.unique(first)) == len(words)
    assert (numbering.numbers("".join(word + WORD_END for word in words)) == first).all()
