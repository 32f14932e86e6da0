"""Headlines that an issue numbers: 一、砚湖市启动村志编纂 where each piece ends with its unit.

A numbered line is a heading inside its text everywhere else, so the signatures have to tell: one right above (or a section head),
and one below, before the next line that is numbered in the same way. The one below may be missing where the piece above has a
numbered headline. In a section without signatures the headlines have to tell: they begin with the first right below its head, and
they are news of several places, as points of one text are not: a plan's are of one office, or end with 其他工作.

The number stays in the headline, as the page has it. （一） and the like are headings inside a piece, signed parts of one text
too; a number on a line of its own may be one of a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from math import inf

from indexer.numerals import number as numeral
from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_heading, is_paragraph, opens_news, opens_with_day, section_name
from indexer.pages.plain import plain, squeeze
from indexer.pages.statements.signatures import is_signed

from .headlines import headline_length
from .signed_lines import SignedLines

_NUMBER = re.compile(r"(?:(?P<han>[一二三四五六七八九十]{1,3})[、.]|(?P<digits>\d{1,2})[、.](?!\d)) ?")


class NumberedHeadlines:
    """The numbered headlines among the lines of an issue. What comes next is found once for all lines, which may be many."""

    def __init__(self, lines: Sequence[Line], signed: SignedLines) -> None:
        self._lines = lines
        self._signed = signed

    def length(self, at: int, headline: str) -> int:
        """How many lines from `at` on are a numbered headline: 0, 1 or 2. A piece must be allowed to begin here.

        `headline` is the piece's above: where it is numbered in the same way, this piece need not be signed.
        """
        lines = self._lines
        number = _number(lines[at].text)
        if number is None:
            return 0
        length = _right_above_text(lines, at, number)
        above = _number(headline)
        is_next = above is not None and above.lastgroup == number.lastgroup
        return length if is_next or self._is_signed(at + length, number.lastgroup) else 0

    def _is_signed(self, below: int, notation: str | None) -> bool:
        """True when a signature comes before the next section or the next heading of this notation."""
        return self._signed.next(below) <= min(_next(self._heads[notation], below), len(self._lines) - 1)

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


def numbered_news(lines: Sequence[Line], block: range) -> dict[int, int]:
    """The numbered headlines of a section that nobody signs -> how many lines each has. `block` are the lines below its head."""
    first = _number(lines[block.start].text) if block else None
    if first is None:
        return {}
    found: dict[int, int] = {}
    news: list[str] = []
    for at in block:
        number = _number(lines[at].text)
        if number is None or number.lastgroup != first.lastgroup or not is_heading(lines[at].text):
            continue
        found[at] = _right_above_text(lines, at, number)
        if not found[at] or numeral(number[number.lastgroup or 0]) != len(found):
            return {}
        headline, text = lines[at].text[number.end() :], lines[at + found[at]].text
        if opens_news(headline, text):
            news.append(headline)
        elif not news or not opens_with_day(text):
            return {}
    return found if _tell_of_several_places(news) and not any(is_signed(lines[at]) for at in block) else {}


def _tell_of_several_places(headlines: Sequence[str]) -> bool:
    """True for headlines that begin with different places. 砚湖市 and 砚湖市地方志办 are one, so two characters are compared."""
    return len({squeeze(headline)[:2] for headline in headlines}) > 1


def _right_above_text(lines: Sequence[Line], at: int, number: re.Match[str]) -> int:
    """How many lines a headline has whose number was found at line `at`, and that stands above a text; 0 for any other."""
    first = replace(lines[at], text=lines[at].text[number.end() :])
    length = headline_length((first, *lines[at + 1 : at + 4]), has_other_headings=False)
    below = at + length
    return length if below < len(lines) and is_paragraph(lines[below].text) else 0


def _next(ascending: Sequence[int], at: int) -> float:
    """The first of some places that is not before `at`."""
    place = bisect_left(ascending, at)
    return ascending[place] if place < len(ascending) else inf


def _number(text: str) -> re.Match[str] | None:
    return _NUMBER.match(plain(text[:8]))
