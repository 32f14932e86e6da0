"""Numbers the words of a text without a Python object a word, by array arithmetic. Exact: no two words share a number.

A word is read in chunks. Its first three characters (21 bits each) are one 64-bit key; the number that key gets, and the next
character, are the key of the first four; and so on. Keys get their numbers from an open-addressing hash table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.analysis.folding import code_points
from indexer.stores.whoosh.arrays import Array

WORD_END = "\n"  # parts words, as a space does; neither stands in one
LONGEST = 64  # characters that are read in chunks; what is longer (hardly a word) is kept in a dictionary
_BATCH = 1 << 16  # keys looked up at once: their arrays stay in the processor's cache
_BITS = np.uint64(21)
_LATER = np.uint64(1 << 63)  # marks the keys of later chunks
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed: the golden ratio
_FREE = np.uint64(0)


@dataclass(frozen=True, slots=True)
class NumberedWords:
    """Word i of a text begins at starts[i] (a character) and is words[numbers[i]]; `words` are distinct and ascend, which is
    the order of their UTF-8 bytes too."""

    words: list[str]
    numbers: Array
    starts: Array


def numbered_words(text: str) -> NumberedWords:
    """The words of a text, which spaces and newlines part."""
    codes = code_points(text)
    inside = np.zeros(len(codes) + 2, dtype=bool)
    inside[1:-1] = (codes != ord(" ")) & (codes != ord(WORD_END))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    numbering = _Numbering()
    found = numbering.numbers(text, codes, starts, ends)
    place = np.full(numbering.count, -1, dtype=np.int64)
    place[found] = np.arange(len(found))  # of a word one of its places, whichever
    known = np.flatnonzero(place >= 0)  # a number without a word is the beginning of longer words
    spans = zip(starts[place[known]].tolist(), ends[place[known]].tolist(), strict=True)
    words = [text[start:end] for start, end in spans]
    order = sorted(range(len(words)), key=words.__getitem__)
    ranks = np.zeros(numbering.count, dtype=np.uint32)
    ranks[known[order]] = np.arange(len(words))
    return NumberedWords([words[i] for i in order], ranks[found], starts)


class _Numbering:
    """Gives every distinct word a number below `count`, in no order that matters."""

    def __init__(self) -> None:
        self.count = 0
        self._table = _Table(1 << 17)
        self._longer: dict[str, int] = {}

    def numbers(self, text: str, codes: Array, starts: Array, ends: Array) -> Array:
        """The numbers of the words text[starts[i]:ends[i]], whose code points are `codes`."""
        lengths = ends - starts
        found = np.empty(len(ends), dtype=np.uint32)
        for at in range(0, len(ends), _BATCH):
            part = slice(at, at + _BATCH)
            found[part] = self._chunked(codes, starts[part], np.minimum(lengths[part], LONGEST))
        for i in np.flatnonzero(lengths > LONGEST).tolist():
            found[i] = self._longer_number(text[starts[i] : ends[i]])
        return found

    def _chunked(self, codes: Array, starts: Array, lengths: Array) -> Array:
        """The numbers of the words that begin at `starts`."""
        keys = np.zeros(len(starts), dtype=np.uint64)
        for i in range(3):
            keys <<= _BITS
            keys += _character(codes, starts + i, lengths > i)
        numbers = self._looked_up(keys)
        read, rest = 3, np.flatnonzero(lengths > 3)
        while len(rest):
            keys = numbers[rest].astype(np.uint64) << _BITS | _LATER
            keys += codes[starts[rest] + read] + np.uint64(1)
            numbers[rest] = self._looked_up(keys)
            read += 1
            rest = rest[lengths[rest] > read]
        return numbers

    def _looked_up(self, keys: Array) -> Array:
        if 2 * (self.count + len(keys)) > self._table.size:
            self._table = self._table.grown(4 * (self.count + len(keys)))
        numbers, self.count = self._table.numbers(keys, self.count)
        return numbers

    def _longer_number(self, word: str) -> int:
        if word not in self._longer:
            self._longer[word] = self.count
            self.count += 1
        return self._longer[word]


class _Table:
    """A hash table of 64-bit keys, not 0, with linear probing. At most half of it may be filled."""

    def __init__(self, size: int) -> None:
        bits = max(size - 1, 1).bit_length()
        self.size = 1 << bits
        self._shift = np.uint64(64 - bits)
        self._keys = np.zeros(self.size, dtype=np.uint64)
        self._numbers = np.zeros(self.size, dtype=np.uint32)

    def _slots(self, keys: Array) -> Array:
        slots: Array = (keys * _SPREAD >> self._shift).astype(np.int64)
        return slots

    def numbers(self, keys: Array, count: int) -> tuple[Array, int]:
        """The numbers of keys, new ones from `count` on; and the number that comes next."""
        slots = self._slots(keys)
        numbers = self._numbers[slots]
        todo = np.flatnonzero(self._keys[slots] != keys)
        while len(todo):
            wanted, places = keys[todo], slots[todo]
            free = self._keys[places] == _FREE
            if free.any():
                self._keys[places[free]] = wanted[free]  # where several keys want a slot, one of them gets it
                taken = np.unique(places[free])
                self._numbers[taken] = np.arange(count, count + len(taken))
                count += len(taken)
            met = self._keys[places] == wanted
            numbers[todo[met]] = self._numbers[places[met]]
            todo = todo[~met]
            slots[todo] = slots[todo] + 1 & self.size - 1
        return numbers, count

    def grown(self, size: int) -> _Table:
        """The same in a larger table."""
        larger = _Table(size)
        filled = np.flatnonzero(self._keys)
        keys, numbers = self._keys[filled], self._numbers[filled]
        slots = larger._slots(keys)
        while len(keys):
            free = larger._keys[slots] == _FREE
            larger._keys[slots[free]] = keys[free]
            won = larger._keys[slots] == keys
            larger._numbers[slots[won]] = numbers[won]
            keys, numbers, slots = keys[~won], numbers[~won], slots[~won] + 1 & larger.size - 1
        return larger


def _character(codes: Array, places: Array, present: Array) -> Array:
    """The characters at `places`, counted from 1; 0 where a word has ended."""
    found: Array = codes[np.minimum(places, len(codes) - 1)] + np.uint64(1)
    return found * present
