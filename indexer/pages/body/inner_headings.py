"""Headings inside a signed piece: whether the short line below a headline is the first of them, or the headline's second line.

Its signature shows how far a piece goes. The line is taken for a heading only where all that follow are of its form, the headline
is longer, and no general words of the piece stand between it and the next; any other belongs to the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_caption, is_heading, is_numbered, is_paragraph, opens_news, opens_with_day
from indexer.pages.plain import plain, squeeze
from indexer.pages.statements.signatures import own_line_signature

from .signed_lines import SignedLines

_SHORTER = 2  # characters that a heading has less than the headline
_MOST = 20  # headings compared
_CHARACTER = re.compile(r"\w")
_LAST = 40  # characters of a text
_SINCE = re.compile("近.?年|.{0,8}以来")
_LEADS_IN = re.compile(r"(?:如下|以下|主要(?:做法|措施|经验))[^。]{0,20}[。:]?\Z|:\Z")


class InnerHeadings:
    """The headings among the lines of an issue, found once for all pieces. `openings`: sections, and headlines that are known."""

    def __init__(self, lines: Sequence[Line], signed: SignedLines, openings: Iterable[int]) -> None:
        self._lines = lines
        self._signed = signed
        self._openings = sorted(openings)

    def begin_below(self, at: int) -> bool:
        """True when the line below `at`, where a piece begins, is the first of its headings."""
        lines = self._lines
        end = self._signed.next(at)
        if (
            not at + 2 < end < len(lines)
            or _length(lines[at]) - _length(lines[at + 1]) < _SHORTER
            or _is_general(lines[at + 2].text)
        ):
            return False
        opening = bisect_left(self._openings, at + 1)
        if opening < len(self._openings) and self._openings[opening] < end:
            return False
        inner = self._headings[bisect_left(self._headings, at + 2) : bisect_left(self._headings, end)]
        form = _form(lines[at + 1])
        return bool(inner) and all(_form(lines[heading]) == form for heading in inner[:_MOST])

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


def _form(line: Line) -> tuple[str, str]:
    """What headings of one text have in common: how long they are, where their signs stand, and how they are set."""
    return _CHARACTER.sub("x", plain(squeeze(line.text))), line.mark


def _is_general(text: str) -> bool:
    """True for what a piece begins with: it tells when, or leads into the parts below."""
    return opens_with_day(text) or _SINCE.match(text) is not None or _LEADS_IN.search(plain(text[-_LAST:])) is not None


def _length(line: Line) -> int:
    return len(squeeze(line.text))
