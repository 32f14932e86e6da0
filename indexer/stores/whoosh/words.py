"""Numbers words without a Python object a word: whole runs at a time, by array arithmetic. Exact: no two words share a number.

A word is read in chunks. Its first three characters (21 bits each) are one 64-bit key; the number that key gets, and the next
character, are the key of the first four; and so on. Keys get their numbers from an open-addressing hash table.
"""

from __future__ import annotations

import numpy as np

from indexer.stores.whoosh.arrays import Array

WORD_END = "\n"  # stands in no word
LONGEST = 64  # characters that are read in chunks; what is longer (hardly a word) is kept in a dictionary
_BATCH = 1 << 16  # keys looked up at once: their arrays stay in the processor's cache
_BITS = np.uint64(21)
_LATER = np.uint64(1 << 63)  # marks the keys of later chunks
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed: the golden ratio
_FREE = np.uint64(0)


class WordNumbers:
    """Gives every distinct word a number. A number without a word is the beginning of longer words."""

    def __init__(self) -> None:
        self.count = 0  # every number is below
        self.words: list[bytes] = []  # the distinct words in UTF-8
        self.known: list[Array] = []  # their numbers, array after array
        self._table = _Table(1 << 17)
        self._longer: dict[str, int] = {}
        self._is_word = np.zeros(0, dtype=bool)

    def numbers(self, text: str) -> Array:
        """The numbers of words, each of which is followed by WORD_END in `text`."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ends = np.flatnonzero(codes == ord(WORD_END))
        starts = np.zeros(len(ends), dtype=np.int64)
        starts[1:] = ends[:-1] + 1
        lengths = ends - starts
        found = np.empty(len(ends), dtype=np.uint32)
        for at in range(0, len(ends), _BATCH):
            part = slice(at, at + _BATCH)
            found[part] = self._chunked(codes, starts[part], np.minimum(lengths[part], LONGEST))
        for i in np.flatnonzero(lengths > LONGEST).tolist():
            found[i] = self._longer_number(text[starts[i] : ends[i]])
        self._remember(text, starts, ends, found)
        return found

    def _chunked(self, codes: Array, starts: Array, lengths: Array) -> Array:
        """The numbers of the words that begin at `starts`."""
        keys = np.zeros(len(starts), dtype=np.uint64)
        for i in range(3):
            keys <<= _BITS
            keys += _character(codes, starts + i, lengths > i)
        keys[keys == _FREE] = _LATER  # a word without characters; no later chunk has none
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

    def _remember(self, text: str, starts: Array, ends: Array, found: Array) -> None:
        """Keep the words that were not met before."""
        self._is_word = np.concatenate([self._is_word, np.zeros(self.count - len(self._is_word), dtype=bool)])
        unmet = np.flatnonzero(~self._is_word[found])
        new, first = np.unique(found[unmet], return_index=True)
        places = unmet[first]
        self._is_word[new] = True
        self.known.append(new)
        for start, end in zip(starts[places].tolist(), ends[places].tolist(), strict=True):
            self.words.append(text[start:end].encode("utf-8", "surrogatepass"))


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
