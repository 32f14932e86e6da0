"""The words and the characters of a segment: from a term's text to its number, and back.

A word's number is its place among the segment's words, by their bytes; a character's its place among the segment's characters; a
bigram's is first * characters + second. Lookups never scan and never raise: unknown is None.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.stores.whoosh.arrays import Array, narrow
from indexer.stores.whoosh.ascending import Ascending

_PREFIX = 8  # bytes of a word that are compared as one number
_AT_ONCE = 50_000  # words; a million padded ones would take 50 MB


class Vocabulary:
    """Words, sorted by their UTF-8 bytes; a word's place is its number."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._text = memoryview(arrays["vocabulary/text"].data)
        self._ends = memoryview(arrays["vocabulary/ends"].data)
        self._prefixes = Ascending(arrays["vocabulary/prefixes"])

    def __len__(self) -> int:
        return len(self._ends)

    def word(self, number: int) -> bytes:
        """The UTF-8 bytes of a word."""
        start = self._ends[number - 1] if number else 0
        return bytes(self._text[start : self._ends[number]])

    def find(self, words: Sequence[bytes]) -> list[int | None]:
        """The number of each word, or None."""
        return [self._number(word) for word in words]

    def _number(self, word: bytes) -> int | None:
        prefix = int.from_bytes(word[:_PREFIX].ljust(_PREFIX, b"\0"), "big")
        low = self._prefixes.place(prefix)
        if low == len(self) or self._prefixes.numbers[low] != prefix:
            return None
        if self.word(low) == word:  # nearly always: few words share their first bytes
            return low
        high = self._prefixes.place(prefix + 1)
        while low < high:
            middle = (low + high) // 2
            if self.word(middle) < word:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.word(low) == word else None


def ascending(words: Sequence[bytes]) -> Array:
    """The places of distinct words in the order of their bytes."""
    prefixes = _prefixes(words)
    order = np.argsort(prefixes, kind="stable")
    prefixes = prefixes[order]
    same = prefixes[1:] == prefixes[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))  # few, and groups of them are in order already
    order[tied] = sorted(order[tied].tolist(), key=words.__getitem__)
    return order


def vocabulary_arrays(words: Sequence[bytes]) -> dict[str, Array]:
    """The arrays of a Vocabulary of distinct words in UTF-8, which ascend."""
    return {
        "vocabulary/text": np.frombuffer(b"".join(words), dtype=np.uint8),
        "vocabulary/ends": narrow(np.cumsum(np.fromiter(map(len, words), dtype=np.int64, count=len(words)))),
        "vocabulary/prefixes": _prefixes(words),
    }


def _prefixes(words: Sequence[bytes]) -> Array:
    prefixes = np.empty(len(words), dtype=np.uint64)
    for start in range(0, len(words), _AT_ONCE):
        padded = b"".join([word[:_PREFIX].ljust(_PREFIX, b"\0") for word in words[start : start + _AT_ONCE]])
        prefixes[start : start + _AT_ONCE] = np.frombuffer(padded, dtype=">u8")
    return prefixes


class Characters:
    """The distinct characters of a segment, by code point."""

    def __init__(self, codes: Array) -> None:
        self._codes = codes
        self._numbers = {chr(code): number for number, code in enumerate(codes.tolist())}

    def find(self, character: str) -> int | None:
        """The number of one character, or None."""
        return self._numbers.get(character)

    def find_pair(self, gram: str) -> int | None:
        """The number of two characters, or None."""
        if len(gram) != 2:
            return None
        first, second = self._numbers.get(gram[0]), self._numbers.get(gram[1])
        return None if first is None or second is None else first * len(self._codes) + second

    def character(self, number: int) -> str:
        """The inverse of `find`."""
        return chr(int(self._codes[number]))

    def pair(self, number: int) -> str:
        """The inverse of `find_pair`."""
        first, second = divmod(number, len(self._codes))
        return self.character(first) + self.character(second)
