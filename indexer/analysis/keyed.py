"""A text beside its search key: the way back from places in the key to the text, and every place where a string stands in it.

Made for a page of articles at once as for one line. Knows no word and no query.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .folding import decoded, spaced

MOST_PLACES = 200  # of one string in one section: nobody looks at more, and a text may be a million times the same letter

_CROWDED = 5_000  # places


class KeyedText(NamedTuple):
    """A text of one or more paragraphs beside its search key; a newline stays in the key and parts the paragraphs.

    The key lacks the white space of the text. `breaks[i]` is the place in the key where the text goes on `shifts[i]`
    characters further to the right, for a stretch of white space begins at text[whites[i - 1]]. `points` are the code points of
    the key.
    """

    text: str
    key: str
    points: NDArray[np.uint32]
    breaks: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)
    whites: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of `text` that key[start:end] (not empty) stands for, from its first to its last visible character."""
        if not self.whites:  # as most texts are
            return start, end
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, i: int) -> int:
        return i + self.shifts[bisect_right(self.breaks, i) - 1]

    def key_offset(self, offset: int) -> int:
        """The place in the key of the first visible character at or behind text[offset]; the key's length behind the last."""
        if not self.whites:
            return offset
        part = bisect_right(self.whites, offset)
        return max(offset - self.shifts[part], self.breaks[part])

    def key_range(self, start: int, end: int) -> tuple[int, int]:
        """The range of the key that text[start:end] has become."""
        return (self.key_offset(start), self.key_offset(end)) if self.whites else (start, end)


def keyed_text(text: str) -> KeyedText:
    """`text` with its search key and the way back from the key's offsets to the text's."""
    points = spaced(text)
    key = decoded(points)
    if " " not in key:
        return KeyedText(text, key, points)
    white = np.flatnonzero(points == ord(" "))
    is_first = np.empty(white.size, dtype=np.bool_)  # of the white characters, which begin a run of them
    is_first[0] = True
    np.not_equal(white[1:], white[:-1] + 1, out=is_first[1:])
    first = np.flatnonzero(is_first)
    whites = white[first]
    breaks, shifts = whites - first, np.append(first[1:], white.size)
    visible = points[points != ord(" ")]
    return KeyedText(text, decoded(visible), visible, (0, *breaks.tolist()), (0, *shifts.tolist()), tuple(whites.tolist()))


class Found(NamedTuple):
    """Where a string stands in a key: its places, ascending, and how many of them are before each bound."""

    places: list[int]
    before: list[int]


class Places:
    """Finds strings in one key, which `bounds`, ascending from its beginning to its end, part in sections.

    Short strings are found by comparing arrays, in a quarter of the time of `str.find`. Of a string that stands at thousands of
    places (in a text of one letter a million times) the first MOST_PLACES of each section are found; a long one is looked for one
    place after the other then.
    """

    def __init__(self, keyed: KeyedText, bounds: Sequence[int]) -> None:
        self._key, self._points = keyed.key, keyed.points
        self._bounds = bounds
        self._edges = np.array(bounds)
        self._nowhere = Found([], [0] * len(bounds))

    def of(self, wanted: str) -> Found:
        """Where `wanted` (not empty) stands, overlapping places too."""
        first, *others = map(ord, wanted)
        points = self._points
        found = (points[: max(len(points) - len(others), 0)] == first).nonzero()[0]
        for distance, other in enumerate(others, 1):
            if not len(found):
                break
            if distance > 1 and len(found) > _CROWDED:
                return self._one_by_one(wanted)
            found = found[points.take(found + distance) == other]
        if not len(found):
            return self._nowhere
        before = found.searchsorted(self._edges).tolist()
        return Found(found.tolist(), before) if len(found) <= _CROWDED else _thinned(found, before)

    def _one_by_one(self, wanted: str) -> Found:
        """The same for a long string in a crowded key."""
        places: list[int] = []
        before = [0]
        for start, end in pairwise(self._bounds):
            at = self._key.find(wanted, start, end)
            while at >= 0 and len(places) < before[-1] + MOST_PLACES:
                places.append(at)
                at = self._key.find(wanted, at + 1, end)
            before.append(len(places))
        return Found(places, before)


def _thinned(found: NDArray[np.int64], before: list[int]) -> Found:
    """The first places of each section."""
    pieces = [found[start:end][:MOST_PLACES] for start, end in pairwise(before)]
    return Found(np.concatenate(pieces).tolist(), [0, *accumulate(map(len, pieces))])
