"""Headlines that an issue numbers: 一、砚湖市启动村志编纂 where each piece ends with its unit.

A numbered line is a heading inside its text everywhere else, so the signatures have to tell: one right above (or a section head),
and one below, before the next line that is numbered in the same way. The one below may be missing where the piece above has a
numbered headline. The number stays in the headline, as the page has it. （一） and the like are headings inside a piece, signed
parts of one text too; a number on a line of its own may be one of a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from math import inf

from .headlines import headline_length
from .lines import Line
from .plain import plain
from .shapes import is_heading, is_paragraph, section_name
from .signatures import is_signed

_NUMBER = re.compile(r"(?:(?P<han>[一二三四五六七八九十]{1,3})[、.]|(?P<digits>\d{1,2})[、.](?!\d)) ?")


class NumberedHeadlines:
    """The numbered headlines among the lines of an issue. What comes next is found once for all lines, which may be many."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def length(self, at: int, headline: str) -> int:
        """How many lines from `at` on are a numbered headline: 0, 1 or 2. A piece must be allowed to begin here.

        `headline` is the piece's above: where it is numbered in the same way, this piece need not be signed.
        """
        lines = self._lines
        number = _number(lines[at].text)
        if number is None:
            return 0
        first = replace(lines[at], text=lines[at].text[number.end() :])
        length = headline_length((first, *lines[at + 1 : at + 4]), has_other_headings=False)
        below = at + length
        has_text = length > 0 and below < len(lines) and is_paragraph(lines[below].text)
        above = _number(headline)
        is_next = above is not None and above.lastgroup == number.lastgroup
        return length if has_text and (is_next or self._is_signed(below, number.lastgroup)) else 0

    def _is_signed(self, below: int, notation: str | None) -> bool:
        """True when a signature comes before the next section or the next heading of this notation."""
        return _next(self._signed, below) <= min(_next(self._heads[notation], below), len(self._lines) - 1)

    @cached_property
    def _signed(self) -> list[int]:
        return [at for at, line in enumerate(self._lines) if is_signed(line)]

    @cached_property
    def _heads(self) -> defaultdict[str | None, list[int]]:
        """The lines where a piece with a headline of each notation has ended at the latest."""
        heads: defaultdict[str | None, list[int]] = defaultdict(list)
        for at, line in enumerate(self._lines):
            number = _number(line.text)
            if section_name(line.text):
                for notation in _NUMBER.groupindex:
                    heads[notation].append(at)
            elif number is not None and is_heading(line.text):
                heads[number.lastgroup].append(at)
        return heads


def _next(ascending: Sequence[int], at: int) -> float:
    """The first of some places that is not before `at`."""
    place = bisect_left(ascending, at)
    return ascending[place] if place < len(ascending) else inf


def _number(text: str) -> re.Match[str] | None:
    return _NUMBER.match(plain(text[:8]))
