"""Headings inside a signed piece: whether the short line below a headline is the first of them, or the headline's second line.

Its signature shows how far a piece goes. Headings of one text are of about one length; a line unlike those that follow belongs to
the headline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from .lines import Line
from .plain import squeeze
from .shapes import is_caption, is_heading, is_numbered, is_paragraph, opens_news
from .signatures import is_signed, own_line_signature

_UNLIKE = 3  # characters
_MOST = 20  # headings compared


class InnerHeadings:
    """The headings among the lines of an issue, found once for all pieces. `openings`: sections, and headlines that are known."""

    def __init__(self, lines: Sequence[Line], openings: Iterable[int]) -> None:
        self._lines = lines
        self._openings = sorted(openings)

    def begin_below(self, at: int) -> bool:
        """True when the line below `at`, where a piece begins, is the first of its headings."""
        length = _length(self._lines[at + 1])
        place = bisect_left(self._signed, at)
        if place == len(self._signed):
            return False
        end = self._signed[place]
        opening = bisect_left(self._openings, at + 1)
        if opening < len(self._openings) and self._openings[opening] < end:
            return False
        inner = self._headings[bisect_left(self._headings, at + 2) : bisect_left(self._headings, end)]
        return any(abs(_length(self._lines[heading]) - length) < _UNLIKE for heading in inner[:_MOST])

    @cached_property
    def _signed(self) -> list[int]:
        return [at for at, line in enumerate(self._lines) if is_signed(line)]

    @cached_property
    def _headings(self) -> list[int]:
        """The lines between two paragraphs that may be headings inside a piece, and begin none themselves."""
        return [at for at in range(1, len(self._lines) - 1) if _is_heading(*self._lines[at - 1 : at + 2])]


def _is_heading(above: Line, line: Line, below: Line) -> bool:
    return (
        is_paragraph(above.text)
        and is_paragraph(below.text)
        and is_heading(line.text)
        and not (is_numbered(line.text) or is_caption(line.text) or own_line_signature(line))
        and not opens_news(line.text, below.text)
    )


def _length(line: Line) -> int:
    return len(squeeze(line.text))
