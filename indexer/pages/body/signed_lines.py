"""The lines of an issue that a unit or people sign, looked for once and only where somebody asks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from indexer.pages.lines import Line
from indexer.pages.statements.signatures import is_signed


class SignedLines:
    """Which lines are signed, by their places."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def next(self, at: int) -> int:
        """The first signed line at or below `at`; as many as there are lines where none is."""
        place = bisect_left(self._places, at)
        return self._places[place] if place < len(self._places) else len(self._lines)

    @cached_property
    def _places(self) -> list[int]:
        return [at for at, line in enumerate(self._lines) if is_signed(line)]
