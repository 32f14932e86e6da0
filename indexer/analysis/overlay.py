"""Names laid over base words: where a name stands in a text that is already cut into words. Cuts no words itself.

A name is never put into a segmenter's dictionary, so learning one invalidates nothing that was cut before. An occurrence
counts unless one of its ends falls inside a base word of the dictionary: 提高|明显 holds nobody called 高明. A word that was
only guessed gives way: in 刘|源报|道 the name 刘源 counts. Laid over the words of a query, of overlapping names the leftmost,
then the longest, stands; the words it covers go, and what is left of a guessed word that it cut is cut anew.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise
from operator import add

import numpy as np
from numpy.typing import NDArray

from .folding import HAN, code_points, fold

Place = tuple[int, int]  # half-open range of characters

SHORTEST_NAME = 2
LONGEST_NAME = 20
_PAIR_BITS = 20  # a megabyte of pairs of characters: of 100,000 names, one in ten
_MIX = np.uint32(0x9E3779B1)  # odd, its bits well mixed: the golden ratio
_NAME = re.compile(rf"[{HAN}]{{{SHORTEST_NAME},{LONGEST_NAME}}}")


def is_name(key: str) -> bool:
    """Whether a search key may be a name: nothing but 2 to 20 Han characters."""
    return _NAME.fullmatch(key) is not None and fold(key) == key


class NameFinder:
    """Finds names in texts. The work grows with the text, not with the number of names: at most 19 look-ups a character."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        self._known = frozenset(self.names)
        self._heads = frozenset(name[:2] for name in self.names)
        self._may_begin = np.zeros(1 << _PAIR_BITS, dtype=bool)
        self._may_begin[_pairs(code_points("\n".join(self._heads)))[::3]] = True
        # lengths of the names that begin with these three characters (two, for a name of two)
        sizes: dict[str, set[int]] = defaultdict(set)
        for name in self.names:
            sizes[name[:3]].add(len(name))
            if name[:2] in self._known:
                sizes[name[:3]].add(2)
        self._sizes = {start: tuple(sorted(found, reverse=True)) for start, found in sizes.items()}

    def places(self, text: str) -> list[Place]:
        """Every place of every name, overlapping ones too, by start, of one start the longest first."""
        if not self._heads:
            return []
        found: list[Place] = []
        is_head = map(self._heads.__contains__, map(add, text, text[1:]))
        for start in compress(range(len(text)), is_head):  # no Python step a character: all texts come by here
            for size in self._sizes.get(text[start : start + 3]) or self._sizes.get(text[start : start + 2], ()):
                end = start + size
                if text[start:end] in self._known and end <= len(text):
                    found.append((start, end))
        return found

    def lines(self, text: str) -> list[int]:
        """The lines of a text in which a name may stand, spaces left out; the others hold none. A few look-ups in arrays a text:
        most lines of a corpus hold no name and need not be taken apart."""
        if not self._heads:
            return []
        codes = code_points(text)
        codes = codes[codes != ord(" ")]
        heads = np.flatnonzero(self._may_begin[_pairs(codes)])
        if not len(heads):
            return []
        found: list[int] = np.unique(np.searchsorted(np.flatnonzero(codes == ord("\n")), heads)).tolist()
        return found

    def digest(self) -> str:
        """Hex digits that tell this list of names from every other."""
        return hashlib.sha256("\n".join(self.names).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Overlay:
    """The words of a text with names laid over them.

    `names` are the names that count and are no base word already, nested and overlapping ones too. `pieces` are, in order, the
    whole text: (name or base word, False), or (what is left of a guessed word, True), which has to be cut anew.
    """

    names: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]


def counted(places: Iterable[Place], words: Sequence[str], parts: Iterable[int], knows: Callable[[str], bool]) -> list[Place]:
    """The places that count in the text that `words` make up. `parts` are the lengths of its runs; no name reaches over two."""
    inside_word: set[int] = set()
    at = 0
    for word in words:
        if len(word) > 1 and knows(word):
            inside_word.update(range(at + 1, at + len(word)))
        at += len(word)
    run_ends = set(accumulate(parts))
    return [
        (start, end)
        for start, end in places
        if start not in inside_word and end not in inside_word and run_ends.isdisjoint(range(start + 1, end))
    ]


def overlay(words: Sequence[str], places: Sequence[Place]) -> Overlay:
    """The words of a text with the names at `places` (by start, the longest first) laid over them."""
    text = "".join(words)
    ends = list(accumulate(map(len, words)))
    whole = set(zip([0, *ends], ends, strict=False))
    names = tuple(text[start:end] for start, end in places if (start, end) not in whole)
    tiles = _tiles(places)
    whole.update(tiles)
    bounds = {0, *ends, *(bound for tile in tiles for bound in tile)}
    for start, end in tiles:
        bounds.difference_update(range(start + 1, end))
    pieces = tuple((text[start:end], (start, end) not in whole) for start, end in pairwise(sorted(bounds)))
    return Overlay(names, pieces)


def _pairs(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A number below 2 ** _PAIR_BITS for each character and its successor; two pairs may share one."""
    mixed: NDArray[np.uint32] = codes[:-1] * _MIX
    mixed ^= codes[1:]
    mixed *= _MIX
    mixed >>= np.uint32(32 - _PAIR_BITS)
    return mixed


def _tiles(places: Iterable[Place]) -> list[Place]:
    """Of overlapping places the leftmost, and of one start the longest."""
    tiles: list[Place] = []
    for start, end in places:
        if not tiles or start >= tiles[-1][1]:
            tiles.append((start, end))
    return tiles
