"""What is left of a phrase that was remembered wrongly: the pieces of it that articles hold."""

from __future__ import annotations

import re
from collections.abc import Callable

from indexer.analysis import HAN

MOST_TRIED = 24  # of one phrase; longer ones are long queries, which match in part
_HAN_RUN = re.compile(rf"[{HAN}]+")


def pieces(phrase: str, holds: Callable[[str], bool]) -> list[str]:
    """Cuts the Han characters of `phrase` from left to right into the longest pieces that `holds` says are somewhere.

    `holds` is true of every part of what it is true of. Pieces of one character are left out: they say nothing. What is not Han
    is no piece: the rest of a word in letters is none.
    """
    found: list[str] = []
    for match in _HAN_RUN.finditer(phrase[:MOST_TRIED]):
        left = match[0]
        while len(left) > 1:
            size = _longest(left, holds)
            found += [left[:size]] if size > 1 else []
            left = left[size:]
    return found


def _longest(text: str, holds: Callable[[str], bool]) -> int:
    """The size of the longest beginning that `holds`, at least one: two are tried first, which most often ends it."""
    size, too_long = 1, len(text) + 1
    middle = 2
    while size + 1 < too_long:
        if holds(text[:middle]):
            size = middle
        else:
            too_long = middle
        middle = (size + too_long) // 2
    return size
