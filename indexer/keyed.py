"""A text beside its search key: the way back from places in the key to the text, and every place where a string stands in it.

Made for a page of articles at once as for one line. Knows no word and no query.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.folding import decoded, spaced

MOST_PLACES = 50_000  # of one string in one key; a text may be a million times the same letter


class KeyedText(NamedTuple):
    """A text of one or more paragraphs beside its search key; a newline stays in the key and parts the paragraphs.

    The key lacks the white space of the text. `breaks[i]` is the place in the key where the text goes on `shifts[i]`
    characters further to the right. `points` are the code points of the key.
    """

    text: str
    key: str
    points: NDArray[np.uint32]
    breaks: tuple[int, ...]
    shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of `text` that key[start:end] (not empty) stands for, from its first to its last visible character."""
        if len(self.breaks) == 1:  # a text without white space, as most are
            return start, end
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, i: int) -> int:
        return i + self.shifts[bisect_right(self.breaks, i) - 1]


def keyed_text(text: str) -> KeyedText:
    """`text` with its search key and the way back from the key's offsets to the text's."""
    points = spaced(text)
    key = decoded(points)
    if " " not in key:
        return KeyedText(text, key, points, (0,), (0,))
    white = np.flatnonzero(points == ord(" "))
    is_first = np.empty(white.size, dtype=np.bool_)  # of the white characters, which begin a run of them
    is_first[0] = True
    np.not_equal(white[1:], white[:-1] + 1, out=is_first[1:])
    first = np.flatnonzero(is_first)
    breaks, shifts = white[first] - first, np.append(first[1:], white.size)
    visible = points[points != ord(" ")]
    return KeyedText(text, decoded(visible), visible, (0, *breaks.tolist()), (0, *shifts.tolist()))


class Found(NamedTuple):
    """Where a string stands in a key: `places`, ascending; before[i] of them are before the i-th bound."""

    places: list[int]
    before: list[int]


class Places:
    """Finds strings in one key, which `bounds`, ascending, part in sections.

    Comparing arrays takes a quarter of the time of `str.find`.
    """

    def __init__(self, keyed: KeyedText, bounds: Sequence[int]) -> None:
        self._points = keyed.points
        self._bounds = np.array(bounds)

    def of(self, wanted: str) -> Found:
        """Where `wanted` (not empty) stands, overlapping places too; of more than MOST_PLACES the first."""
        first, *others = map(ord, wanted)
        points = self._points
        found = (points[: max(len(points) - len(others), 0)] == first).nonzero()[0]
        for distance, other in enumerate(others, 1):
            found = found[points.take(found + distance) == other]
        found = found[:MOST_PLACES]
        return Found(found.tolist(), found.searchsorted(self._bounds).tolist())
